"""Score sheets of a round: marked, sealed, checked where they are keyed in from paper, and marked anew."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Form, Query, Router, UploadedFile
from pydantic import Field, Json

from sammachip.api.desks.selection_panel import SEATS, RoundTold, a_round, an_entry, round_told
from sammachip.api.ground import Call, acts, first, reads, window
from sammachip.api.problems import sent_file
from sammachip.api.words import Day, Id, Key, Line, PageAsked, ReasonSaid, Said, Seen, SeenSaid, Short, Told
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.records.actions_clips import keep_scan
from sammachip.records.models import StoredFile
from sammachip.selection import actions, rules, sheets
from sammachip.selection.models import Assignment, RoundEntry, Sheet
from sammachip.stored import serve_stored

router = Router(tags=["selection"])
SCANS = ["image/jpeg", "application/pdf"]


class MarkSaid(Said):
    """Points as they are typed, Thai numerals too, and why."""

    points: Short = ""
    note: Annotated[Line, Field(max_length=300)] = ""


class SheetSaid(Said):
    marks: dict[Key, MarkSaid]
    remark: Line = ""
    seen: Seen


class KeyedSaid(Said):
    """A paper sheet as it is keyed in: `marks` by criterion as JSON, the day it was signed. A scan given before stays."""

    marks: Json[dict[Key, MarkSaid]]
    remark: Line = ""
    signed_on: Day
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


class KeyedTold(Told):
    """A paper sheet as it was keyed in, to be compared with its scan."""

    sheet: SheetTold
    typed: dict[str, MarkSaid]
    remark: str
    signed_on: date | None


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


@acts(router, "/entries/{pk}/sheet", seats=SEATS, may=first(rules.may_mark, an_entry))
def save_sheet(request: Call, pk: Id, said: SheetSaid) -> SheetTold:
    """Keep the caller's marks of an entry as typed, right or wrong."""
    saved = actions.save_sheet(
        an_entry(request, pk),
        _typed(said.marks),
        remark=said.remark,
        seen=said.seen,
        actor=request.auth.actor,
    )
    return sheet_told(saved)


@acts(router, "/entries/{pk}/seal", seats=SEATS, may=first(rules.may_mark, an_entry))
def seal_sheet(request: Call, pk: Id, said: SeenSaid) -> SheetTold:
    """Seal the caller's marks of an entry: from here on nobody changes them."""
    return sheet_told(actions.seal_sheet(an_entry(request, pk), seen=said.seen, actor=request.auth.actor))


def _typed(marks: Mapping[str, MarkSaid]) -> sheets.Typed:
    return {key: {"points": one.points, "note": one.note} for key, one in marks.items()}


def _an_assignment(request: Call, pk: int) -> Assignment:
    given = Assignment.objects.standing().filter(entry__in=RoundEntry.objects.seated(request.auth.actor))
    return get_object_or_404(
        given.select_related("entry__round__panel", "entry__case", "seat__person"), pk=pk
    )


@acts(
    router,
    "/assignments/{pk}/key-in",
    seats=SEATS,
    may=first(rules.may_handle_sheets, _an_assignment, "entry.round"),
)
def key_in_sheet(
    request: Call, pk: Id, said: Form[KeyedSaid], scan: File[UploadedFile | None] = None
) -> SheetTold:
    """Keep a member's signed paper sheet with its scan, to be checked by a second person."""
    actor = request.auth.actor
    found = _an_assignment(request, pk)
    require(rules.may_handle_sheets(actor, found.entry.round))
    kept = _kept(scan, actor) if scan else None
    typed = _typed(said.marks)
    keyed = actions.key_in_sheet(
        found, typed, remark=said.remark, signed_on=said.signed_on, scan=kept, seen=said.seen, actor=actor
    )
    return sheet_told(keyed)


def _kept(scan: UploadedFile, actor: Actor) -> StoredFile:
    name, size = sent_file(scan, "scan")
    return keep_scan(scan.chunks(), name=name, size=size, actor=actor)


def _a_sheet(request: Call, pk: int) -> Sheet:
    seen = Sheet.objects.filter(entry__in=RoundEntry.objects.seated(request.auth.actor))
    return get_object_or_404(seen.select_related("entry__round__panel", "entry__case", "seat__person"), pk=pk)


@reads(router, "/sheets/{pk}/keyed", seats=SEATS)
def keyed_sheet(request: Call, pk: Id) -> KeyedTold:
    """What was keyed in from a paper sheet, for those who run its round."""
    held = _a_sheet(request, pk)
    require(rules.may_read_keyed(request.auth.actor, held))
    typed = {key: MarkSaid(**one) for key, one in held.typed.items()}
    return KeyedTold(sheet=sheet_told(held), typed=typed, remark=held.remark, signed_on=held.signed_on)


@reads(router, "/sheets/{pk}/scan", media=SCANS, seats=SEATS)
def sheet_scan(request: Call, pk: Id) -> HttpResponse:
    """The signed paper of a sheet that was keyed in, for those who run its round."""
    held = _a_sheet(request, pk)
    require(rules.may_read_keyed(request.auth.actor, held))
    if held.scan is None:
        raise Http404
    return cast("HttpResponse", serve_stored(request, held.scan))


@acts(router, "/sheets/{pk}/check", seats=SEATS, may=first(rules.may_check, _a_sheet))
def check_sheet(request: Call, pk: Id, said: SeenSaid) -> SheetTold:
    """Say that a sheet keyed in says what its paper says: it is sealed."""
    return sheet_told(actions.check_sheet(_a_sheet(request, pk), seen=said.seen, actor=request.auth.actor))


@acts(router, "/sheets/{pk}/anew", seats=SEATS, may=first(rules.may_let_mark_anew, _a_sheet))
def let_mark_anew(request: Call, pk: Id, said: ReasonSaid) -> RoundTold:
    """Let the author of a sealed sheet mark anew, with the reason; the chair does."""
    held = _a_sheet(request, pk)
    actions.let_mark_anew(held, reason=said.reason, actor=request.auth.actor)
    return round_told(held.entry.round)
