"""What another system is given of one group, box by box in its order."""

from django.http import Http404
from ninja import Router

from sammachip.api.desks.cases import a_case
from sammachip.api.ground import Call, reads
from sammachip.api.words import Id, Key, Told
from sammachip.cases.exporting import bundle_of, export_of
from sammachip.trail import clock

router = Router(tags=["cases"])


class BoxTold(Told):
    label: str
    text: str
    lacks: bool


class PieceTold(Told):
    """One file under the name it goes out by, with the SHA-256 of the bytes that go out."""

    name: str
    label: str
    sha256: str


class BundleLackTold(Told):
    label: str
    hint: str


class BundleTold(Told):
    """`missing` keeps the export's stage from being sent."""

    key: str
    title: str
    stage: str
    boxes: list[BoxTold]
    files: list[PieceTold]
    missing: list[BundleLackTold]


@reads(router, "/cases/{pk}/exports/{name}")
def export(request: Call, pk: Id, name: Key) -> BundleTold:
    """What another system is given of this group, box by box in that system's order, and what is missing."""
    case = a_case(request, pk)
    if (found := export_of(case, name)) is None:
        raise Http404
    bundle = bundle_of(case, found, clock.today())
    return BundleTold(
        key=bundle.export.key,
        title=bundle.export.title,
        stage=bundle.export.stage,
        boxes=[BoxTold(label=one.label, text=one.text, lacks=one.lacks) for one in bundle.boxes],
        files=[PieceTold(name=one.name, label=one.label, sha256=one.digest) for one in bundle.pieces],
        missing=[BundleLackTold(label=one.label, hint=one.hint) for one in bundle.missing],
    )
