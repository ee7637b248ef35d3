"""Evidence that proves something else too: pointed out with where, never refused. A person judges what it means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    """A picture among the evidence that stands elsewhere; `unseen` counts the places this reader does not see."""

    evidence: Evidence
    places: tuple[Place, ...]
    unseen: int


def given_twice(spending: Spending, actor: Actor) -> list[GivenTwice]:
    """The pictures that prove another spending, or stand in a filing of another group; a fixed number of queries.

    They are told by what they show. That a picture of the group's own activity proves what it cost is as it should be.
    """
    mine = list(spending.evidence.filter(file__isnull=False).select_related("file").order_by("pk"))
    shown = {one.file.shown_digest for one in mine if one.file} - {""}
    if not shown:
        return []
    proofs = Evidence.objects.filter(file__shown_digest__in=shown).exclude(spending=spending).order_by("pk")
    photos = (
        Photo.objects.filter(file__shown_digest__in=shown)
        .exclude(filing__task__case=spending.case)
        .order_by("pk")
    )
    elsewhere = [
        *_proofs(proofs.select_related("file"), actor),
        *_photos(photos.select_related("file"), actor),
    ]
    told = (
        _given(one, [place for digest, place in elsewhere if one.file and digest == one.file.shown_digest])
        for one in mine
    )
    return [one for one in told if one.places or one.unseen]


def _given(evidence: Evidence, places: Sequence[Place | None]) -> GivenTwice:
    seen = tuple(dict.fromkeys(place for place in places if place))
    return GivenTwice(evidence, seen, places.count(None))


def _proofs(found: Iterable[Evidence], actor: Actor) -> list[tuple[str, Place | None]]:
    spendings = Spending.objects.visible_to(actor).in_bulk({one.spending_id for one in found})
    return [(_digest(one), _place(spendings.get(one.spending_id))) for one in found]


def _photos(found: Iterable[Photo], actor: Actor) -> list[tuple[str, Place | None]]:
    seen = Filing.objects.visible_to(actor).select_related(
        "task__case__edition", "task__case__office", "task__case__area", "task__case__group"
    )
    filings = seen.in_bulk({one.filing_id for one in found})
    return [(_digest(one), _place(filings.get(one.filing_id))) for one in found]


def _digest(one: Evidence | Photo) -> str:
    assert one.file is not None, "only pictures are looked for"
    return one.file.shown_digest


def _place(one: Spending | Filing | None) -> Place | None:
    if one is None:
        return None
    if isinstance(one, Spending):
        return Place(str(one), one.get_absolute_url())
    return Place(f"{queries.stage_of(one.task).title} · {one.task.case.subject}", one.get_absolute_url())
