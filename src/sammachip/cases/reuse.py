"""The same picture given twice: pointed out with where else it stands, never refused. A person judges what it means."""

from collections.abc import Iterable
from dataclasses import dataclass

from sammachip.cases import queries
from sammachip.cases.models import Filing, Photo
from sammachip.org.hats import Actor


@dataclass(frozen=True, slots=True)
class Use:
    """Another place of the picture: the filing, and what it is about."""

    filing: Filing
    stage: str


@dataclass(frozen=True, slots=True)
class Reused:
    """A picture of a filing that was given elsewhere too; `unseen` counts the places this reader does not see."""

    photo: Photo
    uses: tuple[Use, ...]
    unseen: int


def reused_pictures(filing: Filing, actor: Actor) -> list[Reused]:
    """The pictures of this filing that stand elsewhere, in it or in others; a fixed number of queries.

    They are told by what they show: a copy that differs only in the camera's notes is the same picture.
    """
    mine = list(filing.photos.select_related("file").order_by("row", "position", "pk"))
    shown = {photo.file.shown_digest for photo in mine}
    found = list(
        Photo.objects.filter(file__shown_digest__in=shown)
        .select_related(
            "file",
            "filing__task__case__edition",
            "filing__task__case__office",
            "filing__task__case__area",
            "filing__task__case__group",
        )
        .order_by("pk")
    )
    filings = {photo.filing_id for photo in found}
    seen = set(Filing.objects.visible_to(actor).filter(pk__in=filings).values_list("pk", flat=True))
    told = (
        _reused(photo, [other for other in found if other.file.shown_digest == photo.file.shown_digest], seen)
        for photo in mine
    )
    return [one for one in told if one.uses or one.unseen]


def _reused(photo: Photo, same: Iterable[Photo], seen: set[int]) -> Reused:
    others = [other for other in same if other.pk != photo.pk]
    uses = tuple(
        Use(other.filing, queries.stage_of(other.filing.task).title)
        for other in others
        if other.filing_id in seen
    )
    return Reused(photo, uses, len(others) - len(uses))
