"""A published result: who passed, who gave up, what was complained of; the letters that wait; the dossier."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.verdict import require
from sammachip.records import store
from sammachip.records.drawing import drawn
from sammachip.selection import queries
from sammachip.selection import queries_results as reads
from sammachip.selection import rules_results as rules
from sammachip.selection.actions.complaints import Complained, answer_complaint, record_complaint
from sammachip.selection.actions.withdrawing import GivenUp, withdraw_entry
from sammachip.selection.dossier import bytes_of, dossier_of
from sammachip.selection.dossier_files import archive_of
from sammachip.selection.models import Complaint, Resolution, Round
from sammachip.selection.papers_dossier import dossier_document
from sammachip.selection.reserve import waiting
from sammachip.selection.workbooks import result_workbook
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, page
from sammachip.web.downloads import download
from sammachip.web.forms.selection_results import AnswerForm, ComplaintForm, WithdrawalForm
from sammachip.web.selection import SEATS, round_head


@page(seats=SEATS)
def result(request: Request, pk: int) -> HttpResponse:
    return _page(request, result_seen(request, pk))


def result_seen(request: Request, pk: int) -> Round:
    """The published round at this address: of which the hat sees the round itself, or an entry."""
    related = ("task__case__edition__programme", "task__case__office", "panel__order")
    return get_object_or_404(reads.told_of(request.actor).select_related(*related), pk=pk)


def _page(
    request: Request,
    round_: Round,
    *,
    status: int = 200,
    answering: tuple[int, AnswerForm] | None = None,
    **more: object,
) -> HttpResponse:
    found = reads.result_of(round_, request.actor)
    seated = list(_seated(found)) if found else []
    entries = [(one.entry.pk, str(one.entry.case)) for one in found.outcomes] if found else []
    may_read_dossier = rules.may_read_dossier(request.actor, round_)
    context = {
        "round": round_,
        "head": round_head(round_, request.actor, "round-result"),
        "result": found,
        "tiers": list(_tiers(round_, found)) if found else [],
        "rest": [one for one in found.outcomes if one.seat.became != queries.PASSED] if found else [],
        "next_of_reserve": _next_of_reserve(round_, found),
        "may_follow_up": rules.may_follow_up(request.actor, round_),
        "may_read_letters": rules.may_read_letters(request.actor, round_),
        "may_read_dossier": may_read_dossier,
        "on_paper": reads.signed_on_paper(round_) if may_read_dossier else [],
        "may_see_board": Round.objects.visible_to(request.actor).filter(pk=round_.pk).exists(),
        "withdrawal_form": WithdrawalForm(entries=seated, initial={"withdrawn_on": clock.today()}),
        "complaint_form": ComplaintForm(entries=entries, initial={"received_on": clock.today()}),
        "complaints": _complaints(found, answering) if found else [],
        **more,
    }
    return render(request, "web/selection/result.html", context, status=status)


def _next_of_reserve(round_: Round, found: reads.Result | None) -> str:
    """Who would be called from the list of the round before; "" while somebody of this round's own list waits."""
    if found is None or any(one.seat.became == queries.NOT_CHOSEN for one in found.outcomes):
        return ""
    return next((str(one.entry.case) for one in waiting(round_)), "")


def _seated(found: reads.Result) -> Iterator[tuple[int, str]]:
    """Who holds a place, to choose one who gives it up."""
    for one in found.outcomes:
        if one.seat.became == queries.PASSED:
            yield one.entry.pk, str(one.entry.case)


def _tiers(round_: Round, found: reads.Result) -> Iterator[tuple[str, int, list[reads.Outcome]]]:
    """Each tier with its places and who holds them now."""
    for tier in round_.law.tiers:
        name = _("ระดับ{tier}").format(tier=tier.name) if tier.name else _("ผู้ผ่านการคัดเลือก")
        holding = [one for one in found.outcomes if one.seat == queries.Seated(queries.PASSED, tier.name)]
        yield name, tier.places, holding


def _complaints(
    found: reads.Result, answering: tuple[int, AnswerForm] | None
) -> list[tuple[Complaint, AnswerForm]]:
    """Each complaint with the form that answers it: the one that came back with what was typed, or a new one."""
    forms = dict([answering]) if answering else {}
    return [(one, forms.get(one.pk) or AnswerForm.of(one.pk)) for one in found.complaints]


@act(seats=SEATS)
def withdraw(request: Request, pk: int) -> HttpResponse:
    round_ = result_seen(request, pk)
    found = reads.result_of(round_, request.actor)
    form = WithdrawalForm(request.POST, entries=list(_seated(found)) if found else [])
    if not form.is_valid():
        require(rules.may_follow_up(request.actor, round_))
        return _page(request, round_, status=422, withdrawal_form=form)
    told = form.cleaned_data
    entry = get_object_or_404(round_.entries.select_related("round", "case"), pk=told["entry"])
    withdraw_entry(
        entry, GivenUp(told["withdrawn_on"], told["letter_number"], told["reason"]), actor=request.actor
    )
    messages.success(request, _("บันทึกการถอนตัวแล้ว ลำดับปัจจุบันเป็นตามหลักเกณฑ์ของรอบ"))
    return redirect("web:round-result", round_.pk)


def _published(round_: Round, request: Request) -> reads.Result:
    """What the hat sees of the result; not there while nothing is published."""
    found = reads.result_of(round_, request.actor)
    if found is None:
        raise Http404
    return found


@act(seats=SEATS)
def complain(request: Request, pk: int) -> HttpResponse:
    round_ = result_seen(request, pk)
    found = _published(round_, request)
    entries = [(one.entry.pk, str(one.entry.case)) for one in found.outcomes]
    form = ComplaintForm(request.POST, entries=entries)
    if not form.is_valid():
        require(rules.may_follow_up(request.actor, round_))
        return _page(request, round_, status=422, complaint_form=form)
    told = form.cleaned_data
    entry = round_.entries.filter(pk=told["entry"]).first() if told["entry"] else None
    said = Complained(told["complainant"], told["received_on"], told["words"], entry)
    found.resolution.round = round_
    record_complaint(found.resolution, said, actor=request.actor)
    messages.success(request, _("บันทึกข้อร้องเรียนแล้ว"))
    return redirect("web:round-result", round_.pk)


@act(seats=SEATS)
def answer(request: Request, pk: int, complaint: int) -> HttpResponse:
    round_ = result_seen(request, pk)
    told_of = Complaint.objects.select_related("resolution__round__task__case").filter(
        resolution__round=round_
    )
    found = get_object_or_404(told_of, pk=complaint)
    form = AnswerForm.of(found.pk, request.POST)
    if not form.is_valid():
        require(rules.may_follow_up(request.actor, round_))
        return _page(request, round_, status=422, answering=(found.pk, form))
    answer_complaint(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกคำตอบแล้ว"))
    return redirect("web:round-result", round_.pk)


@page(seats=SEATS)
def resolution_file(request: Request, pk: int, kind: str) -> HttpResponse:
    """The paper of a published resolution, byte for byte."""
    seen = Round.objects.visible_to(request.actor)
    published = (
        Resolution.objects.published().filter(round__in=seen).select_related("paper__pdf", "paper__docx")
    )
    paper = get_object_or_404(published, pk=pk).paper
    file = {"pdf": paper and paper.pdf, "docx": paper and paper.docx}.get(kind)
    if not file:
        raise Http404
    return download(store.fetch(file.digest), file.name)


@page(seats=SEATS)
def result_sheet(request: Request, pk: int) -> HttpResponse:
    """The result as it stands today, as a workbook."""
    round_ = result_seen(request, pk)
    return download(result_workbook(round_, _published(round_, request)), f"result-{round_.pk}.xlsx")


@page(seats=SEATS)
def dossier(request: Request, pk: int, kind: str) -> HttpResponseBase:
    """All that the result rests on: one file to count it again by, one to read, or both with the scans and their hashes."""
    round_ = get_object_or_404(Round.objects.visible_to(request.actor), pk=pk)
    require(rules.may_read_dossier(request.actor, round_))
    told = dossier_of(round_)
    if kind == "json":
        return download(bytes_of(told), f"dossier-{round_.pk}.json")
    if kind == "zip":
        return FileResponse(archive_of(round_, told), as_attachment=True, filename=f"dossier-{round_.pk}.zip")
    if kind != "pdf":
        raise Http404
    content = drawn(dossier_document(round_, told), "pdf", stamp=clock.now())
    return download(content, f"dossier-{round_.pk}.pdf")


urlpatterns = [
    path("rounds/<int:pk>/result/", result, name="round-result"),
    path("rounds/<int:pk>/result.xlsx", result_sheet, name="round-result-sheet"),
    path("rounds/<int:pk>/withdraw/", withdraw, name="round-withdraw"),
    path("rounds/<int:pk>/complain/", complain, name="round-complain"),
    path("rounds/<int:pk>/complaints/<int:complaint>/answer/", answer, name="complaint-answer"),
    path("rounds/<int:pk>/dossier.<slug:kind>", dossier, name="round-dossier"),
    path("resolutions/<int:pk>/file.<slug:kind>", resolution_file, name="resolution-file"),
]
