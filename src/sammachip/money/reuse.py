"""Evidence that proves something else too: pointed out with where, never refused. A person judges what it means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.models import Filing, Photo
from sammachip.money.models import Evidence, Spending
from sammachip.org.hats import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """Another place of a picture, by its name and address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class GivenTwice:
    """A picture that stands elsewhere too, by its name; `unseen` counts the places this reader does not see."""

    name: str
    places: tuple[Place, ...]
    unseen: int


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a picture; no place where the reader does not see it."""

    digest: str
    of: Evidence | Photo
    place: Place | None


def given_twice(spending: Spending, actor: Actor) -> list[GivenTwice]:
    """The pictures that prove something else too, or stand in a filing of another group; a fixed number of queries.

    They are told by what they show. That a picture of the group's own activity proves what it cost is as it should be.
    """
    mine = list(spending.evidence.filter(file__isnull=False).select_related("file").order_by("pk"))
    shown = {_digest(one) for one in mine} - {""}
    if not shown:
        return []
    proofs = Evidence.objects.filter(file__shown_digest__in=shown).select_related("file").order_by("pk")
    photos = Photo.objects.filter(file__shown_digest__in=shown).exclude(filing__task__case=spending.case)
    uses = [
        *_proofs(proofs, actor, within=spending),
        *_photos(photos.select_related("file").order_by("pk"), actor),
    ]
    return _told([(one, one.file.name if one.file else "") for one in mine], uses)


def proving(filing: Filing, actor: Actor) -> list[GivenTwice]:
    """The pictures of a filing that prove what was spent for another group; a fixed number of queries."""
    mine = list(filing.photos.select_related("file").order_by("row", "position", "pk"))
    shown = {_digest(one) for one in mine} - {""}
    if not shown:
        return []
    proofs = Evidence.objects.filter(file__shown_digest__in=shown).exclude(spending__case=filing.task.case)
    uses = _proofs(proofs.select_related("file").order_by("pk"), actor)
    return _told([(one, one.caption or _("ภาพที่ไม่มีคำบรรยาย")) for one in mine], uses)


def _told(mine: Iterable[tuple[Evidence | Photo, str]], uses: Sequence[_Use]) -> list[GivenTwice]:
    told = (
        _given(name, [use.place for use in uses if use.digest == _digest(one) and use.of != one])
        for one, name in mine
    )
    return [one for one in told if one.places or one.unseen]


def _given(name: str, places: Sequence[Place | None]) -> GivenTwice:
    seen = tuple(dict.fromkeys(place for place in places if place))
    return GivenTwice(name, seen, places.count(None))


def _proofs(found: Iterable[Evidence], actor: Actor, within: Spending | None = None) -> list[_Use]:
    """`within` is the spending that is read: another proof of its own is told as such."""
    spendings = Spending.objects.visible_to(actor).in_bulk({one.spending_id for one in found})
    own = Place(_("หลักฐานอื่นของรายการนี้"), "#evidence")
    return [
        _Use(
            _digest(one),
            one,
            own if within and one.spending_id == within.pk else _place(spendings.get(one.spending_id)),
        )
        for one in found
    ]


def _photos(found: Iterable[Photo], actor: Actor) -> list[_Use]:
    seen = Filing.objects.visible_to(actor).select_related(
        "task__case__edition", "task__case__office", "task__case__area", "task__case__group"
    )
    filings = seen.in_bulk({one.filing_id for one in found})
    return [_Use(_digest(one), one, _place(filings.get(one.filing_id))) for one in found]


def _digest(one: Evidence | Photo) -> str:
    assert one.file is not None, "only pictures are looked for"
    return one.file.shown_digest


def _place(one: Spending | Filing | None) -> Place | None:
    if one is None:
        return None
    if isinstance(one, Spending):
        return Place(str(one), one.get_absolute_url())
    return Place(f"{queries.stage_of(one.task).title} · {one.task.case.subject}", one.get_absolute_url())
