"""The quota board, the chair's vote on equals, and the resolution from its draft to its publication."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, require
from sammachip.selection import queries
from sammachip.selection import rules_results as rules
from sammachip.selection.actions import deciding
from sammachip.selection.actions.publishing import publish
from sammachip.selection.board import board_of, rows_of
from sammachip.selection.models import Resolution, Round, TieVote
from sammachip.selection.ordering import said
from sammachip.selection.rules import SECRETARY
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.selection_results import MeetingForm, TakeBackForm, VoteForm
from sammachip.web.posted import posted_seen, whole_number
from sammachip.web.selection import SEATS, round_head, round_seen

ON_A_LEAF = 100


@page(seats=SEATS)
def board(request: Request, pk: int) -> HttpResponse:
    return _board_page(request, round_seen(request, pk))


def _board_page(request: Request, round_: Round, *, status: int = 200, **more: object) -> HttpResponse:
    require(rules.may_see_board(request.actor, round_))
    found = board_of(round_, request.actor)
    leaf = Paginator(found.order.ranked, ON_A_LEAF).get_page(request.GET.get("page"))
    context = {
        "round": round_,
        "head": round_head(round_, request.actor, "round-board"),
        "board": found,
        "rows": rows_of(found, max(leaf.start_index() - 1, 0), ON_A_LEAF),
        "leaf": leaf,
        "prepares": request.actor.role == SECRETARY,
        "draft": round_.resolutions.filter(published_at__isnull=True).first(),
        "voted": round_.votes.filter(withdrawn_at__isnull=True) if found.votes else (),
        "vote_form": VoteForm(initial={"voted_on": clock.today()}),
        "take_back_form": TakeBackForm(),
        **more,
    }
    return render(request, "web/selection/board.html", context, status=status)


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
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _board_page(request, round_, status=422, vote_form=form)
    deciding.vote_on_equals(round_, _voted(request), actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกมติของประธานแล้ว"))
    return redirect("web:round-board", round_.pk)


def _voted(request: HttpRequest) -> list[int]:
    """The entries in the order of the numbers typed beside them. Raises Refused where two have one number."""
    turns = {
        key.removeprefix("turn-"): str(text) for key, text in request.POST.items() if key.startswith("turn-")
    }
    known = {whole_number(key, otherwise=0): whole_number(text, otherwise=0) for key, text in turns.items()}
    if not all([*known, *known.values()]) or len(set(known.values())) < len(turns):
        raise Refused(_("ใส่ลำดับของทุกผลงานที่คะแนนเท่ากัน เป็นเลข 1, 2, 3 … ไม่ซ้ำกัน"))
    return sorted(known, key=lambda entry: known[entry])


@act(seats=SEATS)
def take_back(request: Request, pk: int, vote: int) -> HttpResponse:
    round_ = round_seen(request, pk)
    found = get_object_or_404(TieVote.objects.filter(round=round_), pk=vote)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _board_page(request, round_, status=422, take_back_form=form)
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
    context = {
        "round": round_,
        "head": round_head(round_, request.actor, "round-resolution"),
        "draft": draft,
        "form": form,
        "may_prepare": may_prepare,
        "may_publish": rules.may_publish(request.actor, draft) if draft else None,
        "seats": queries.sitting(round_.panel),
        "problems": said(board_of(round_, request.actor).order),
    }
    return render(request, "web/selection/resolution.html", context, status=status)


@act(seats=SEATS)
def save(request: Request, pk: int) -> HttpResponse:
    round_ = round_seen(request, pk)
    draft = _draft(round_)
    form = _form(round_, draft, data=request.POST)
    if not form.is_valid():
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
    draft = get_object_or_404(round_.resolutions.filter(published_at__isnull=True))
    publish(draft, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("ประกาศผลแล้ว หนังสือแจ้งผลร่างไว้ให้ตรวจก่อนส่ง"))
    return redirect("web:round-result", round_.pk)


urlpatterns = [
    path("selection/rounds/<int:pk>/board/", board, name="round-board"),
    path("selection/rounds/<int:pk>/draw/", draw, name="round-draw"),
    path("selection/rounds/<int:pk>/vote/", vote, name="round-vote"),
    path("selection/rounds/<int:pk>/votes/<int:vote>/take-back/", take_back, name="round-vote-take-back"),
    path("selection/rounds/<int:pk>/resolution/", either(resolution, save), name="round-resolution"),
    path("selection/rounds/<int:pk>/publish/", publish_result, name="round-publish"),
]
