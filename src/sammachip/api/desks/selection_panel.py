"""Panels and rounds: who sits, what keeps a member from an entry, and who is to mark what."""

from datetime import date, datetime
from typing import Annotated

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.cases import a_case
from sammachip.api.ground import Call, acts, all_of, first, reads, window
from sammachip.api.words import Day, Id, Key, Line, PageAsked, Reason, ReasonSaid, Said, Seen, Short, Told
from sammachip.cases.queries import stage_of
from sammachip.org.models import Person
from sammachip.selection import actions, judged, rules
from sammachip.selection.actions import Appointed, Seating
from sammachip.selection.law import ROUND
from sammachip.selection.models import (
    Assignment,
    Conflict,
    Duty,
    Panel,
    PanelSeat,
    Round,
    RoundEntry,
)
from sammachip.selection.models.panels import seat_of
from sammachip.selection.queries import round_tasks

router = Router(tags=["selection"])
SEATS = rules.PANEL_SEATS
Title = Annotated[Line, Field(max_length=200)]


class PanelSeatTold(Told):
    """One seat of a panel; `marks`: whether it gives marks."""

    id: int
    person: str
    duty: str
    post: str
    marks: bool
    starts_on: date
    ends_on: date | None


class PanelTold(Told):
    """`seen` is what a new member names, so that two who add at once do not pass each other by."""

    id: int
    case: int
    title: str
    order_number: str
    order_dated_on: date
    quorum: int
    ended: bool
    seen: int
    seats: list[PanelSeatTold]


class PanelSaid(Said):
    number: Short
    dated_on: Day
    subject: Line
    title: Title
    quorum: Annotated[int, Field(ge=1, le=99)]


class MemberSaid(Said):
    """Somebody known by `person`, or a new person by name."""

    person: Id | None = None
    prefix: Annotated[Short, Field(max_length=30)] = ""
    given_name: Short = ""
    family_name: Short = ""
    duty: Duty
    post: Title = ""
    marks: bool = True
    starts_on: Day
    seen: Seen


class SeatEndSaid(Said):
    on: Day
    reason: Reason


class RoundTold(Told):
    """A round; `digest` is that of its law, frozen when it opened."""

    id: int
    task: int
    panel: int
    places: int
    digest: str
    opened_at: datetime
    published_at: datetime | None


class RoundEntryTold(Told):
    id: int
    number: int
    case: int
    name: str
    handed_in_at: datetime
    withdrawn: bool


class RoundEntriesTold(Told):
    items: list[RoundEntryTold]
    next: int | None


class QueuedTold(Told):
    """One entry that is to be marked; the queue begins with what the fewest have marked."""

    entry: int
    number: int
    name: str
    begun: bool
    sealed: bool


class QueueTold(Told):
    items: list[QueuedTold]
    left: int


class DeclarationSaid(Said):
    """What keeps the caller from these entries; without entries, that nothing further does."""

    entries: Annotated[list[Id], Field(max_length=1000)] = []
    ground: Key | None = None
    because: Line = ""


class ConflictTold(Told):
    id: int
    case: int
    ground: str
    because: str
    derived: bool
    lifted: bool


class ConflictsTold(Told):
    items: list[ConflictTold]
    next: int | None


class AssignmentTold(Told):
    id: int
    entry: int
    seat: int
    member: str


class AssignmentsTold(Told):
    items: list[AssignmentTold]
    next: int | None


class AssignSaid(Said):
    seat: Id


def a_panel(request: Call, pk: int) -> Panel:
    seen = Panel.objects.visible_to(request.auth.actor)
    return get_object_or_404(seen.select_related("case__office", "order"), pk=pk)


def a_round(request: Call, pk: int) -> Round:
    seen = Round.objects.visible_to(request.auth.actor)
    return get_object_or_404(
        seen.select_related("panel__case__office", "task__case__edition__programme"), pk=pk
    )


def an_entry(request: Call, pk: int) -> RoundEntry:
    """An entry that the caller's seat may look at."""
    seen = RoundEntry.objects.seated(request.auth.actor)
    return get_object_or_404(seen.select_related("case", "round__panel", "round__task__case__edition"), pk=pk)


def panel_told(panel: Panel) -> PanelTold:
    seats = panel.seats.select_related("person").order_by("pk")
    return PanelTold(
        id=panel.pk,
        case=panel.case_id,
        title=panel.title,
        order_number=panel.order.number,
        order_dated_on=panel.order.dated_on,
        quorum=panel.quorum,
        ended=panel.ended_at is not None,
        seen=panel.saved,
        seats=[_seat_told(one) for one in seats],
    )


def _seat_told(seat: PanelSeat) -> PanelSeatTold:
    return PanelSeatTold(
        id=seat.pk,
        person=seat.person.name,
        duty=seat.duty,
        post=seat.post,
        marks=seat.marks,
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
    )


def round_told(one: Round) -> RoundTold:
    return RoundTold(
        id=one.pk,
        task=one.task_id,
        panel=one.panel_id,
        places=one.places,
        digest=one.digest,
        opened_at=one.opened_at,
        published_at=one.published_at,
    )


@reads(router, "/panels/{pk}", seats=SEATS)
def panel(request: Call, pk: Id) -> PanelTold:
    """A panel with its seats."""
    return panel_told(a_panel(request, pk))


@acts(router, "/cases/{pk}/panel", may=first(rules.may_appoint, a_case))
def appoint_panel(request: Call, pk: Id, said: PanelSaid) -> PanelTold:
    """Record the panel of an office's case on its order; the one that stood ends."""
    by = Appointed(said.number, said.dated_on, said.subject)
    made = actions.appoint_panel(
        a_case(request, pk), by, title=said.title, quorum=said.quorum, actor=request.auth.actor
    )
    return panel_told(made)


@acts(router, "/panels/{pk}/members", may=first(rules.may_appoint, a_panel, "case"))
def add_member(request: Call, pk: Id, said: MemberSaid) -> PanelTold:
    """Add one member to a panel."""
    found, actor = a_panel(request, pk), request.auth.actor
    known = Person.objects.visible_to(actor)
    person = get_object_or_404(known, pk=said.person) if said.person else None
    name = {"prefix": said.prefix, "given_name": said.given_name, "family_name": said.family_name}
    actions.add_member(
        found,
        Seating(said.duty, said.post, said.marks, said.starts_on),
        person=person,
        name=None if person else name,  # type: ignore[arg-type]  # just these keys
        seen=said.seen,
        actor=actor,
    )
    return panel_told(found)


def _a_panel_seat(request: Call, pk: int) -> PanelSeat:
    seen = PanelSeat.objects.filter(panel__in=Panel.objects.visible_to(request.auth.actor))
    return get_object_or_404(seen.select_related("panel__case__office", "panel__order", "person"), pk=pk)


@acts(router, "/panel-seats/{pk}/end", may=first(rules.may_appoint, _a_panel_seat, "panel.case"))
def end_panel_seat(request: Call, pk: Id, said: SeatEndSaid) -> PanelTold:
    """End a member's seat with its last day and the reason."""
    seat = _a_panel_seat(request, pk)
    actions.end_seat(seat, on=said.on, reason=said.reason, actor=request.auth.actor)
    return panel_told(seat.panel)


@acts(router, "/tasks/{pk}/round", seats=SEATS)
def open_round(request: Call, pk: Id) -> RoundTold:
    """Open the round of an office's task with every group that is ready."""
    actor = request.auth.actor
    task = get_object_or_404(round_tasks(actor), pk=pk)
    if stage_of(task).kind != ROUND:
        raise Http404
    return round_told(actions.open_round(task, actor=actor))


@reads(router, "/rounds/{pk}", seats=SEATS)
def round_(request: Call, pk: Id) -> RoundTold:
    """One round."""
    return round_told(a_round(request, pk))


@reads(router, "/rounds/{pk}/entries", seats=SEATS)
def entries(request: Call, pk: Id, asked: Query[PageAsked]) -> RoundEntriesTold:
    """The entries of a round that the caller may look at."""
    seen = RoundEntry.objects.visible_to(request.auth.actor).filter(round=a_round(request, pk))
    shown, after = window(seen.select_related("case__group"), asked)
    return RoundEntriesTold(items=[_entry_told(one) for one in shown], next=after)


def _entry_told(one: RoundEntry) -> RoundEntryTold:
    return RoundEntryTold(
        id=one.pk,
        number=one.number,
        case=one.case_id,
        name=str(one.case),
        handed_in_at=one.handed_in_at,
        withdrawn=one.withdrawn_at is not None,
    )


@reads(router, "/rounds/{pk}/queue", seats=SEATS)
def queue(request: Call, pk: Id) -> QueueTold:
    """What the caller's seat is to mark, the fewest marked first."""
    found = judged.queue(a_round(request, pk), request.auth.actor)
    items = [
        QueuedTold(
            entry=one.entry.pk,
            number=one.entry.number,
            name=str(one.entry.case),
            begun=one.begun,
            sealed=one.sealed,
        )
        for one in found.items
    ]
    return QueueTold(items=items, left=found.left)


@reads(router, "/rounds/{pk}/conflicts", seats=SEATS)
def own_conflicts(request: Call, pk: Id, asked: Query[PageAsked]) -> ConflictsTold:
    """What keeps the caller from entries of the round."""
    found = a_round(request, pk)
    own = Conflict.objects.filter(person=request.auth.actor.person, case__entries__round=found)
    shown, after = window(own.distinct(), asked)
    return ConflictsTold(items=[_conflict_told(one) for one in shown], next=after)


def _conflict_told(one: Conflict) -> ConflictTold:
    return ConflictTold(
        id=one.pk,
        case=one.case_id,
        ground=one.ground,
        because=one.because,
        derived=one.derived,
        lifted=one.lifted_at is not None,
    )


@acts(router, "/rounds/{pk}/declarations", seats=SEATS, may=first(rules.may_declare, a_round))
def declare(request: Call, pk: Id, said: DeclarationSaid) -> RoundTold:
    """Tell what keeps the caller's seat from entries, or that nothing does; marking begins after it."""
    found, actor = a_round(request, pk), request.auth.actor
    seen = RoundEntry.objects.seated(actor).filter(round=found)
    named = all_of(seen, said.entries)
    actions.declare(found, named, ground=said.ground or "", because=said.because, actor=actor)
    return round_told(found)


@acts(router, "/rounds/{pk}/conflicts/{conflict_pk}/lift", seats=SEATS, may=first(rules.may_run, a_round))
def lift_conflict(request: Call, pk: Id, conflict_pk: Id, said: ReasonSaid) -> ConflictTold:
    """Let a member look at an entry again, with the reason; the chair does."""
    found, actor = a_round(request, pk), request.auth.actor
    seen = RoundEntry.objects.seated(actor).filter(round=found).values("case")
    conflict = get_object_or_404(Conflict.objects.filter(case__in=seen), pk=conflict_pk)
    return _conflict_told(actions.lift_conflict(conflict, found, reason=said.reason, actor=actor))


@reads(router, "/rounds/{pk}/assignments", seats=SEATS)
def assignments(request: Call, pk: Id, asked: Query[PageAsked]) -> AssignmentsTold:
    """Who is to mark what: all of it for those who run the round, else the caller's own."""
    found, actor = a_round(request, pk), request.auth.actor
    seen = RoundEntry.objects.seated(actor).filter(round=found)
    rows = Assignment.objects.standing().filter(entry__in=seen)
    if not rules.runs(actor, found.panel):
        rows = rows.filter(seat=seat_of(actor))
    shown, after = window(rows.select_related("seat__person"), asked)
    return AssignmentsTold(items=[_assignment_told(one) for one in shown], next=after)


def _assignment_told(one: Assignment) -> AssignmentTold:
    return AssignmentTold(id=one.pk, entry=one.entry_id, seat=one.seat_id, member=one.seat.person.name)


@acts(router, "/rounds/{pk}/share-out", seats=SEATS)
def share_out(request: Call, pk: Id) -> RoundTold:
    """Give every entry that lacks somebody the members it needs, as evenly as can be."""
    found = a_round(request, pk)
    actions.share_out(found, actor=request.auth.actor)
    return round_told(found)


@acts(router, "/entries/{pk}/assign", seats=SEATS, may=first(rules.may_run, an_entry, "round"))
def assign(request: Call, pk: Id, said: AssignSaid) -> AssignmentTold:
    """Give an entry to one more member."""
    entry = an_entry(request, pk)
    seats = PanelSeat.objects.filter(panel=entry.round.panel_id).select_related("person")
    seat = get_object_or_404(seats, pk=said.seat)
    return _assignment_told(actions.assign(entry, seat, actor=request.auth.actor))


def _an_assignment(request: Call, pk: int) -> Assignment:
    seen = Assignment.objects.filter(entry__in=RoundEntry.objects.seated(request.auth.actor))
    return get_object_or_404(seen.select_related("entry__round__panel", "seat__person"), pk=pk)


@acts(
    router,
    "/assignments/{pk}/take-back",
    seats=SEATS,
    may=first(rules.may_run, _an_assignment, "entry.round"),
)
def take_back_assignment(request: Call, pk: Id, said: ReasonSaid) -> AssignmentTold:
    """Take an entry back from a member who has not sealed marks of it."""
    found = _an_assignment(request, pk)
    actions.take_back(found, reason=said.reason, actor=request.auth.actor)
    return _assignment_told(found)
