"""The quota board, the chair's vote on equals, and the resolution from its draft to its publication."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.ranking import VOTE
from sammachip.core.verdict import YES, Refused, Verdict, require
from sammachip.selection import queries
from sammachip.selection import rules_results as rules
from sammachip.selection.actions import deciding
from sammachip.selection.actions.publishing import publish
from sammachip.selection.board import Board, LineTold, board_of, rows_of
from sammachip.selection.models import Resolution, Round, TieVote
from sammachip.selection.ordering import said
from sammachip.selection.rules import SECRETARY
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.selection_results import MeetingForm, TakeBackForm, VoteForm
from sammachip.web.posted import posted_seen, whole_number
from sammachip.web.selection import SEATS, round_head, round_seen

ON_A_LEAF = 100
TURN = "turn-"
"""How a field begins that tells an entry's turn among its equals; its number follows."""


@page(seats=SEATS)
def board(request: Request, pk: int) -> HttpResponse:
    return _board_page(request, round_seen(request, pk))


def _board_page(
    request: Request,
    round_: Round,
    *,
    status: int = 200,
    voting: tuple[int, VoteForm] | None = None,
    taking: tuple[int, TakeBackForm] | None = None,
) -> HttpResponse:
    require(rules.may_see_board(request.actor, round_))
    found = board_of(round_, request.actor)
    leaf = Paginator(found.order.ranked, ON_A_LEAF).get_page(request.GET.get("page"))
    draft, ties = _draft(round_), _ties(found, request, voting)
    voted = _voted_already(round_, found, taking) if found.votes else []
    context = {
        "round": round_,
        "head": round_head(round_, request.actor, "round-board"),
        "board": found,
        "rows": rows_of(found, max(leaf.start_index() - 1, 0), ON_A_LEAF),
        "leaf": leaf,
        "prepares": request.actor.role == SECRETARY,
        "draft": draft,
        "ties": ties,
        "may_draw": rules.takes_part(request.actor),
        "voted": voted,
        "may_vote": rules.may_vote(request.actor, round_) if ties or voted else None,
    }
    return render(request, "web/selection/board.html", context, status=status)


@dataclass(frozen=True, slots=True)
class OpenTie:
    """A line across which entries are equal, to be set in order by a vote: each with its name and the turn beside it."""

    line: LineTold
    turns: list[tuple[int, str, str]]
    form: VoteForm


def _ties(found: Board, request: Request, voting: tuple[int, VoteForm] | None) -> list[OpenTie]:
    """The open ties that a vote may decide, with what was typed where a form came back."""
    if VOTE not in found.law.ties:
        return []
    forms = dict([voting]) if voting else {}
    return [
        OpenTie(line, _turns(line, request), forms.get(line.under) or VoteForm.of(line.under))
        for line in found.lines
        if line.tied
    ]


def _turns(line: LineTold, request: Request) -> list[tuple[int, str, str]]:
    named = zip(line.tied_keys, line.tied, strict=True)
    return [
        (key, name, request.POST.get(f"{TURN}{key}", str(turn)))
        for turn, (key, name) in enumerate(named, start=1)
    ]


def _voted_already(
    round_: Round, found: Board, taking: tuple[int, TakeBackForm] | None
) -> list[tuple[TieVote, list[str], TakeBackForm]]:
    """The votes that stand, each with the names in the order voted; none that sets an entry the reader is kept from."""
    forms = dict([taking]) if taking else {}
    names = {one.pk: one.name for one in found.order.entered}
    return [
        (one, [names[entry] for entry in one.entries], forms.get(one.pk) or TakeBackForm.of(one.pk))
        for one in round_.votes.filter(withdrawn_at__isnull=True)
        if tuple(one.entries) in found.votes
    ]


@act(seats=SEATS)
def draw(request: Request, pk: int) -> HttpResponse:
    """How the line would stand under other panels."""
    round_ = round_seen(request, pk)
    deciding.draw_panels(round_, actor=request.actor)
    messages.success(request, _("คำนวณความมั่นคงของผลแล้ว"))
    return redirect("web:round-board", round_.pk)


@act(seats=SEATS)
def vote(request: Request, pk: int) -> HttpResponse:
    round_ = round_seen(request, pk)
    under = whole_number(request.POST.get("under", ""), otherwise=0)
    form = VoteForm.of(under, request.POST)
    if not form.is_valid():
        require(rules.may_vote(request.actor, round_))
        return _board_page(request, round_, status=422, voting=(under, form))
    deciding.vote_on_equals(round_, _voted(request), actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกมติของประธานแล้ว"))
    return redirect("web:round-board", round_.pk)


def _voted(request: HttpRequest) -> list[int]:
    """The entries in the order of the numbers typed beside them. Raises Refused where two have one number."""
    turns = {key.removeprefix(TURN): str(text) for key, text in request.POST.items() if key.startswith(TURN)}
    known = {whole_number(key, otherwise=0): whole_number(text, otherwise=0) for key, text in turns.items()}
    if not all([*known, *known.values()]) or len(set(known.values())) < len(turns):
        raise Refused(_("ใส่ลำดับของทุกผลงานที่คะแนนเท่ากัน เป็นเลข 1, 2, 3 … ไม่ซ้ำกัน"))
    return sorted(known, key=lambda entry: known[entry])


@act(seats=SEATS)
def take_back(request: Request, pk: int, vote: int) -> HttpResponse:
    round_ = round_seen(request, pk)
    found = get_object_or_404(TieVote.objects.filter(round=round_), pk=vote)
    form = TakeBackForm.of(found.pk, request.POST)
    if not form.is_valid():
        require(rules.may_vote(request.actor, round_))
        return _board_page(request, round_, status=422, taking=(found.pk, form))
    deciding.take_vote_back(found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("ถอนมติของประธานแล้ว"))
    return redirect("web:round-board", round_.pk)


@page(seats=SEATS)
def resolution(request: Request, pk: int) -> HttpResponse:
    """The draft of what the meeting resolves: written by the secretary, read by the chair and published from here."""
    round_ = round_seen(request, pk)
    draft = _draft(round_)
    told = MeetingForm.initial_of(draft) if draft else {"met_on": clock.today()}
    return _resolution_page(request, round_, _form(round_, draft, initial=told), draft)


def _draft(round_: Round) -> Resolution | None:
    return round_.resolutions.filter(published_at__isnull=True).select_related("made_by").first()


def _form(round_: Round, draft: Resolution | None, **told: object) -> MeetingForm:
    changes = draft.number > 1 if draft else round_.published_at is not None
    return MeetingForm(**told, seats=queries.sitting(round_.panel), changes=changes)


def _resolution_page(
    request: Request, round_: Round, form: MeetingForm, draft: Resolution | None, *, status: int = 200
) -> HttpResponse:
    may_prepare = rules.may_prepare(request.actor, round_)
    if draft is None:
        require(may_prepare)
    require(rules.may_see_board(request.actor, round_))
    if draft:
        draft.round = round_
    problems = said(board_of(round_, request.actor).order)
    quorum = rules.has_quorum(draft) if draft else YES
    context = {
        "round": round_,
        "head": round_head(round_, request.actor, "round-resolution"),
        "draft": draft,
        "form": form,
        "may_prepare": may_prepare,
        "may_publish": _may_publish(request, draft, quorum, problems) if draft else None,
        "seats": queries.sitting(round_.panel),
        "problems": problems if quorum else [quorum.reason, *problems],
    }
    return render(request, "web/selection/resolution.html", context, status=status)


def _may_publish(request: Request, draft: Resolution, quorum: Verdict, problems: list[str]) -> Verdict:
    """Whether the hat publishes the draft as it stands; the first thing that keeps it from it."""
    verdicts = (rules.may_publish(request.actor, draft), quorum, rules.is_settled(problems))
    return next((one for one in verdicts if not one), YES)


@act(seats=SEATS)
def save(request: Request, pk: int) -> HttpResponse:
    round_ = round_seen(request, pk)
    draft = _draft(round_)
    form = _form(round_, draft, data=request.POST)
    if not form.is_valid():
        require(rules.may_prepare(request.actor, round_))
        return _resolution_page(request, round_, form, draft, status=422)
    told, reason = form.meeting_told(), form.cleaned_data.get("reason", "")
    if draft:
        deciding.save_resolution(draft, told, reason=reason, seen=posted_seen(request), actor=request.actor)
    else:
        deciding.prepare_resolution(round_, told, reason=reason, actor=request.actor)
    messages.success(request, _("บันทึกร่างมติแล้ว — ให้ประธานตรวจและประกาศ"))
    return redirect("web:round-resolution", round_.pk)


@act(seats=SEATS)
def publish_result(request: Request, pk: int) -> HttpResponse:
    round_ = round_seen(request, pk)
    draft = _draft(round_)
    if draft is None:
        raise Refused(_("ไม่มีร่างมติที่รอประกาศ — ถ้าประกาศไปแล้ว ดูที่หน้าผลการคัดเลือก ถ้ายังไม่มีร่าง ให้เลขานุการจัดทำก่อน"))
    publish(draft, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("ประกาศผลแล้ว หนังสือแจ้งผลร่างไว้ให้ตรวจก่อนส่ง"))
    return redirect("web:round-result", round_.pk)


urlpatterns = [
    path("rounds/<int:pk>/board/", board, name="round-board"),
    path("rounds/<int:pk>/draw/", draw, name="round-draw"),
    path("rounds/<int:pk>/vote/", vote, name="round-vote"),
    path("rounds/<int:pk>/votes/<int:vote>/take-back/", take_back, name="round-vote-take-back"),
    path("rounds/<int:pk>/resolution/", either(resolution, save), name="round-resolution"),
    path("rounds/<int:pk>/publish/", publish_result, name="round-publish"),
]
