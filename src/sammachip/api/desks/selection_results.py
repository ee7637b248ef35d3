"""Results of a selection: the board, the vote on equals, the resolution and its publication, what comes after, the dossier."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router
from pydantic import Field

from sammachip.api.ground import Call, acts, first, reads
from sammachip.api.words import (
    Day,
    Id,
    Line,
    Name,
    Reason,
    ReasonSaid,
    Said,
    Seen,
    SeenSaid,
    Short,
    Told,
)
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.selection import board, queries_results, rules, rules_results
from sammachip.selection.actions import deciding
from sammachip.selection.actions.complaints import Complained, answer_complaint, record_complaint
from sammachip.selection.actions.deciding import Meeting
from sammachip.selection.actions.publishing import publish
from sammachip.selection.actions.withdrawing import GivenUp, withdraw_entry
from sammachip.selection.board import Row, board_of, rows_of
from sammachip.selection.dossier import bytes_of, dossier_of
from sammachip.selection.models import Complaint, Resolution, Round, RoundEntry, TieVote
from sammachip.selection.ordering import said as open_sentences

router = Router(tags=["selection"])
SEATS = rules.PANEL_SEATS
Words = Annotated[str, Field(min_length=1, max_length=8000)]


class RoundRowTold(Told):
    """An entry in its place. `mean` is rounded for reading; the order was made of exact fractions. `levelled` has each
    judge's strictness taken off and moves nothing."""

    entry: int
    place: int
    name: str
    province: str
    mean: str
    levelled: str
    lowest: str
    highest: str
    sheets: int
    needed: int
    tier: str
    passes: bool
    reserve: int | None
    tied: bool
    steady: str


class CutLineTold(Told):
    under: int
    name: str
    margin: str
    tied: list[int]


class RoundBoardTold(Told):
    """`open`: what keeps the result from being published, in sentences. `ahead`: the lines that the tiers of the next round
    would draw if the places stayed; nothing is decided by them."""

    round: int
    rows: list[RoundRowTold]
    lines: list[CutLineTold]
    ahead: list[CutLineTold]
    open: list[str]
    steady: str


class VoteSaid(Said):
    """The entries that are equal in all else, in the order the chair sets them."""

    entries: Annotated[list[Id], Field(min_length=2, max_length=200)]
    minute: Annotated[str, Field(min_length=1, max_length=1000)]
    voted_on: Day


class VoteTold(Told):
    id: int
    entries: list[int]
    minute: str
    voted_on: date
    taken_back: bool


class ResolutionSaid(Said):
    """What a meeting resolved; `present` are seats. `seen` where a draft is saved anew, `reason` where a result changes."""

    meeting: Name
    met_on: Day
    place: Annotated[Line, Field(max_length=200)] = ""
    present: Annotated[list[Id], Field(max_length=200)]
    minutes: Words
    reason: Line = ""
    seen: Seen | None = None


class ResolutionTold(Told):
    id: int
    round: int
    number: int
    meeting: str
    met_on: date
    present: list[int]
    reason: str
    seen: int
    published_at: datetime | None
    digest: str


class OutcomeTold(Told):
    """What became of an entry: `passed` with its tier, `not-chosen`, `withdrew`, or `called` from the reserve list into a later
    round. `mean` is an exact fraction. One called from the list of the round before has neither place nor mean."""

    entry: int
    case: int
    place: int | None
    became: str
    tier: str
    reserve: int | None
    mean: str | None
    moved_up: bool


class ResultTold(Told):
    round: int
    resolution: ResolutionTold | None
    outcomes: list[OutcomeTold]


class WithdrawalSaid(Said):
    withdrawn_on: Day
    letter_number: Short = ""
    reason: Reason


class WithdrawalTold(Told):
    id: int
    entry: int
    follows: int


class ComplaintSaid(Said):
    complainant: Name
    received_on: Day
    words: Annotated[str, Field(min_length=1, max_length=4000)]
    entry: Id | None = None


class ComplaintAnswerSaid(Said):
    answer: Annotated[str, Field(min_length=1, max_length=4000)]
    answered_on: Day


class ComplaintTold(Told):
    id: int
    resolution: int
    entry: int | None
    answered_on: date | None


def a_round(request: Call, pk: int) -> Round:
    seen = Round.objects.visible_to(request.auth.actor)
    rows = seen.select_related("task__case__edition__programme", "task__case__office", "panel__order")
    return get_object_or_404(rows, pk=pk)


def an_entry(request: Call, pk: int) -> RoundEntry:
    seen = RoundEntry.objects.visible_to(request.auth.actor)
    return get_object_or_404(seen.select_related("round__task__case__edition", "case"), pk=pk)


def a_resolution(request: Call, pk: int) -> Resolution:
    seen = Round.objects.visible_to(request.auth.actor)
    rows = Resolution.objects.filter(round__in=seen).select_related(
        "round__task__case__edition", "round__panel"
    )
    return get_object_or_404(rows, pk=pk)


def a_complaint(request: Call, pk: int) -> Complaint:
    seen = Round.objects.visible_to(request.auth.actor)
    rows = Complaint.objects.filter(resolution__round__in=seen)
    return get_object_or_404(rows.select_related("resolution__round__task__case"), pk=pk)


def row_told(one: Row) -> RoundRowTold:
    return RoundRowTold(
        entry=one.pk,
        place=one.place,
        name=one.name,
        province=one.province,
        mean=one.mean,
        levelled=one.levelled,
        lowest=one.lowest,
        highest=one.highest,
        sheets=one.sheets,
        needed=one.needed,
        tier=one.tier,
        passes=one.passes,
        reserve=one.reserve,
        tied=one.tied,
        steady=one.steady,
    )


def line_told(one: board.LineTold) -> CutLineTold:
    return CutLineTold(under=one.under, name=one.name, margin=one.margin, tied=list(one.tied_keys))


def board_told(round_: Round, actor: Actor) -> RoundBoardTold:
    require(rules_results.may_see_board(actor, round_))
    found = board_of(round_, actor)
    return RoundBoardTold(
        round=round_.pk,
        rows=[row_told(one) for one in rows_of(found, 0, len(found.order.ranked))],
        lines=[line_told(one) for one in found.lines],
        ahead=[line_told(one) for one in found.ahead],
        open=open_sentences(found.order),
        steady=found.steady_words,
    )


def resolution_told(one: Resolution) -> ResolutionTold:
    return ResolutionTold(
        id=one.pk,
        round=one.round_id,
        number=one.number,
        meeting=one.meeting,
        met_on=one.met_on,
        present=one.present,
        reason=one.reason,
        seen=one.saved,
        published_at=one.published_at,
        digest=one.digest,
    )


def vote_told(one: TieVote) -> VoteTold:
    return VoteTold(
        id=one.pk,
        entries=one.entries,
        minute=one.minute,
        voted_on=one.voted_on,
        taken_back=one.withdrawn_at is not None,
    )


def complaint_told(one: Complaint) -> ComplaintTold:
    return ComplaintTold(
        id=one.pk, resolution=one.resolution_id, entry=one.entry_id, answered_on=one.answered_on
    )


@reads(router, "/rounds/{pk}/board", seats=SEATS)
def round_board(request: Call, pk: Id) -> RoundBoardTold:
    """The order of a round as the caller may see it, its lines, and what keeps the result open."""
    return board_told(a_round(request, pk), request.auth.actor)


@acts(router, "/rounds/{pk}/steadiness", seats=SEATS, may=first(rules_results.may_draw, a_round))
def draw_panels(request: Call, pk: Id) -> RoundBoardTold:
    """Draw other panels from the judges, to see how steady the last line is; the board tells it from then on."""
    round_, actor = a_round(request, pk), request.auth.actor
    deciding.draw_panels(round_, actor=actor)
    return board_told(round_, actor)


@acts(router, "/rounds/{pk}/votes", seats=SEATS, may=first(rules_results.may_vote, a_round))
def vote_on_equals(request: Call, pk: Id, said: VoteSaid) -> VoteTold:
    """Record the chair's vote on entries that nothing else tells apart."""
    made = deciding.vote_on_equals(
        a_round(request, pk),
        said.entries,
        minute=said.minute,
        voted_on=said.voted_on,
        actor=request.auth.actor,
    )
    return vote_told(made)


@acts(
    router, "/rounds/{pk}/votes/{vote_pk}/take-back", seats=SEATS, may=first(rules_results.may_vote, a_round)
)
def take_vote_back(request: Call, pk: Id, vote_pk: Id, said: ReasonSaid) -> VoteTold:
    """Let a vote count no more."""
    found = get_object_or_404(TieVote.objects.filter(round=a_round(request, pk)), pk=vote_pk)
    return vote_told(deciding.take_vote_back(found, reason=said.reason, actor=request.auth.actor))


@acts(router, "/rounds/{pk}/resolutions", seats=SEATS, may=first(rules_results.may_prepare, a_round))
def write_resolution(request: Call, pk: Id, said: ResolutionSaid) -> ResolutionTold:
    """Write down what a meeting resolved, or save the draft anew under `seen`."""
    round_, actor = a_round(request, pk), request.auth.actor
    told = Meeting(said.meeting, said.met_on, said.place, tuple(said.present), said.minutes)
    draft = round_.resolutions.filter(published_at__isnull=True).first()
    if draft and said.seen is not None:
        draft.round = round_
        saved = deciding.save_resolution(draft, told, reason=said.reason, seen=said.seen, actor=actor)
        return resolution_told(saved)
    return resolution_told(deciding.prepare_resolution(round_, told, reason=said.reason, actor=actor))


@acts(router, "/resolutions/{pk}/publish", seats=SEATS, may=first(rules_results.may_publish, a_resolution))
def publish_resolution(request: Call, pk: Id, said: SeenSaid) -> ResolutionTold:
    """Publish a result, whole or not at all: places, tiers and reserve, with the tasks, the support and the letters that follow."""
    found = a_resolution(request, pk)
    return resolution_told(publish(found, seen=said.seen, actor=request.auth.actor))


@reads(router, "/rounds/{pk}/result", seats=SEATS)
def round_result(request: Call, pk: Id) -> ResultTold:
    """What was published of a round and who holds a place today; an office reads of the entries in its sight."""
    round_ = get_object_or_404(
        queries_results.told_of(request.auth.actor).select_related("task__case__edition"), pk=pk
    )
    found = queries_results.result_of(round_, request.auth.actor)
    outcomes = [
        OutcomeTold(
            entry=one.entry.pk,
            case=one.entry.case_id,
            place=one.placement.place if one.placement else None,
            became=one.seat.became,
            tier=one.seat.tier,
            reserve=one.placement.reserve if one.placement else None,
            mean=one.placement.total if one.placement else None,
            moved_up=one.moved,
        )
        for one in (found.outcomes if found else ())
    ]
    resolution = resolution_told(found.resolution) if found else None
    return ResultTold(round=round_.pk, resolution=resolution, outcomes=outcomes)


@acts(
    router, "/entries/{pk}/withdraw", seats=SEATS, may=first(rules_results.may_follow_up, an_entry, "round")
)
def give_place_up(request: Call, pk: Id, said: WithdrawalSaid) -> WithdrawalTold:
    """Record that an entry gives up the place it was given; who moves up follows from the round's law."""
    given = GivenUp(said.withdrawn_on, said.letter_number, said.reason)
    made = withdraw_entry(an_entry(request, pk), given, actor=request.auth.actor)
    return WithdrawalTold(id=made.pk, entry=made.entry_id, follows=made.follows)


@acts(
    router,
    "/resolutions/{pk}/complaints",
    seats=SEATS,
    may=first(rules_results.may_follow_up, a_resolution, "round"),
)
def complain(request: Call, pk: Id, said: ComplaintSaid) -> ComplaintTold:
    """Keep a complaint against a published result."""
    resolution = a_resolution(request, pk)
    entry = get_object_or_404(resolution.round.entries, pk=said.entry) if said.entry else None
    told = Complained(said.complainant, said.received_on, said.words, entry)
    return complaint_told(record_complaint(resolution, told, actor=request.auth.actor))


@acts(
    router,
    "/complaints/{pk}/answer",
    seats=SEATS,
    may=first(rules_results.may_follow_up, a_complaint, "resolution.round"),
)
def answer(request: Call, pk: Id, said: ComplaintAnswerSaid) -> ComplaintTold:
    """Keep the answer to a complaint."""
    found = answer_complaint(
        a_complaint(request, pk),
        answer=said.answer,
        answered_on=said.answered_on,
        actor=request.auth.actor,
    )
    return complaint_told(found)


@reads(router, "/rounds/{pk}/dossier", media=("application/json",), seats=SEATS)
def dossier(request: Call, pk: Id) -> HttpResponse:
    """All that a published result rests on, to count it again by; every part with its hash."""
    round_ = a_round(request, pk)
    require(rules_results.may_read_dossier(request.auth.actor, round_))
    return HttpResponse(bytes_of(dossier_of(round_)), content_type="application/json")
