"""Score sheets of a round: marked, sealed, checked where they are keyed in from paper, and marked anew."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.selection_panel import SEATS, RoundTold, a_round, an_entry, round_told
from sammachip.api.ground import Call, acts, reads, window
from sammachip.api.words import Id, Key, Line, PageAsked, ReasonSaid, Said, Seen, Short, Told
from sammachip.selection import actions, sheets
from sammachip.selection.models import RoundEntry, Sheet

router = Router(tags=["selection"])


class MarkSaid(Said):
    """Points as they are typed, Thai numerals too, and why."""

    points: Short = ""
    note: Annotated[Line, Field(max_length=300)] = ""


class SheetSaid(Said):
    marks: dict[Key, MarkSaid]
    remark: Line = ""
    seen: Seen


class SealSaid(Said):
    seen: Seen


class MarkTold(Told):
    criterion: str
    points: Decimal
    note: str


class SheetTold(Told):
    """A sheet; a draft has no marks yet, `wanting` says what it lacks before it can be sealed."""

    id: int
    entry: int
    seat: int
    number: int
    seen: int
    sealed_at: datetime | None
    replaced: bool
    on_paper: bool
    marks: list[MarkTold]
    wanting: str


class SheetsTold(Told):
    items: list[SheetTold]
    next: int | None


@reads(router, "/rounds/{pk}/sheets", seats=SEATS)
def round_sheets(request: Call, pk: Id, asked: Query[PageAsked]) -> SheetsTold:
    """The sheets that the caller may read: the own, and others' of an entry once the own is sealed."""
    seen = Sheet.objects.visible_to(request.auth.actor).filter(entry__round=a_round(request, pk))
    related = seen.select_related("entry__round").prefetch_related("marks")
    shown, after = window(related, asked)
    return SheetsTold(items=[sheet_told(one) for one in shown], next=after)


def sheet_told(one: Sheet) -> SheetTold:
    wanting = "" if one.sealed_at else sheets.wanting(sheets.lines(one.entry.round.law, one.typed))
    return SheetTold(
        id=one.pk,
        entry=one.entry_id,
        seat=one.seat_id,
        number=one.number,
        seen=one.saved,
        sealed_at=one.sealed_at,
        replaced=one.replaced_at is not None,
        on_paper=one.keyed_by_id is not None,
        marks=[MarkTold(criterion=m.criterion, points=m.points, note=m.note) for m in one.marks.all()],
        wanting=wanting,
    )


@acts(router, "/entries/{pk}/sheet", seats=SEATS)
def save_sheet(request: Call, pk: Id, said: SheetSaid) -> SheetTold:
    """Keep the caller's marks of an entry as typed, right or wrong."""
    typed = {key: {"points": one.points, "note": one.note} for key, one in said.marks.items()}
    saved = actions.save_sheet(
        an_entry(request, pk), typed, remark=said.remark, seen=said.seen, actor=request.auth.actor
    )
    return sheet_told(saved)


@acts(router, "/entries/{pk}/seal", seats=SEATS)
def seal_sheet(request: Call, pk: Id, said: SealSaid) -> SheetTold:
    """Seal the caller's marks of an entry: from here on nobody changes them."""
    return sheet_told(actions.seal_sheet(an_entry(request, pk), seen=said.seen, actor=request.auth.actor))


def _a_sheet(request: Call, pk: int) -> Sheet:
    seen = Sheet.objects.filter(entry__in=RoundEntry.objects.seated(request.auth.actor))
    return get_object_or_404(seen.select_related("entry__round__panel", "entry__case", "seat__person"), pk=pk)


@acts(router, "/sheets/{pk}/check", seats=SEATS)
def check_sheet(request: Call, pk: Id, said: SealSaid) -> SheetTold:
    """Say that a sheet keyed in says what its paper says: it is sealed."""
    return sheet_told(actions.check_sheet(_a_sheet(request, pk), seen=said.seen, actor=request.auth.actor))


@acts(router, "/sheets/{pk}/anew", seats=SEATS)
def let_mark_anew(request: Call, pk: Id, said: ReasonSaid) -> RoundTold:
    """Let the author of a sealed sheet mark anew, with the reason; the chair does."""
    held = _a_sheet(request, pk)
    actions.let_mark_anew(held, reason=said.reason, actor=request.auth.actor)
    return round_told(held.entry.round)
