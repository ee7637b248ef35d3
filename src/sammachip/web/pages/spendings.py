"""One spending: written, asked for, approved, paid or lent on, proved and closed."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.cases.overlaps import other_money
from sammachip.core.verdict import Refused, Verdict, require
from sammachip.money import actions_spending, desk, limits, papers, plans, queries, spendings
from sammachip.money import rules_spending as spend_rules
from sammachip.money.models import Evidence, Loan, Spending
from sammachip.money.reuse import given_twice
from sammachip.org.hats import Actor
from sammachip.records import actions as records
from sammachip.records import store
from sammachip.records.models import FileKind, Paper
from sammachip.sent import whole
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, page
from sammachip.web.forms import money as forms
from sammachip.web.pages.money import case_of
from sammachip.web.posted import posted_seen

Do = Callable[[Spending, Form, Actor], object]
Move = Callable[..., object]  # of a spending and a sum, with the day, the paper and the actor named


def _spending(request: Request, pk: int) -> Spending:
    seen = Spending.objects.visible_to(request.actor).select_related(
        "case__edition__programme", "case__group", "case__office", "office__parent", "made_by", "approved_by"
    )
    return get_object_or_404(seen, pk=pk)


@page
def new_spending(request: Request, pk: int) -> HttpResponse:
    """An empty form, or one that begins with what the plan has and nobody asked money for yet."""
    case = case_of(request, pk)
    form = forms.SpendingForm(edition=case.edition)
    planned = forms.initial_planned(plans.lines_to_ask(case)) if "planned" in request.GET else []
    return _form_page(request, case, form, forms.lines_form(case, initial=planned))


def _form_page(
    request: Request,
    case: Case,
    form: Form,
    lines: object,
    *,
    spending: Spending | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "lines": lines,
        "spending": spending,
        "seen": posted_seen(request) if request.method == "POST" else spending.saved if spending else 0,
        "may_spend": spend_rules.may_draft_spending(request.actor, case),
        "to_ask": plans.lines_to_ask(case) if spending is None else [],
        "is_planned": "planned" in request.GET,
    }
    return render(request, "web/money/spending_form.html", context, status=status)


@act
def add_spending(request: Request, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    form, lines = forms.SpendingForm(request.POST, edition=case.edition), forms.lines_form(case, request.POST)
    if not (form.is_valid() and lines.is_valid()):
        require(spend_rules.may_draft_spending(request.actor, case))
        return _form_page(request, case, form, lines, status=422)
    costs = forms.costs_of(lines)
    return redirect(actions_spending.draft_spending(case, form.request(costs), actor=request.actor))


@page
def edit_spending(request: Request, pk: int) -> HttpResponse:
    found = _spending(request, pk)
    require(spend_rules.may_edit_spending(request.actor, found))
    form = forms.SpendingForm(initial=forms.initial_of(found), edition=found.case.edition)
    lines = forms.lines_form(found.case, initial=forms.initial_lines(found))
    return _form_page(request, found.case, form, lines, spending=found)


@act
def save_spending(request: Request, pk: int) -> HttpResponse:
    found = _spending(request, pk)
    form = forms.SpendingForm(request.POST, edition=found.case.edition)
    lines = forms.lines_form(found.case, request.POST)
    if not (form.is_valid() and lines.is_valid()):
        require(spend_rules.may_edit_spending(request.actor, found))
        return _form_page(request, found.case, form, lines, spending=found, status=422)
    costs = forms.costs_of(lines)
    actions_spending.save_spending(found, form.request(costs), seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("บันทึกร่างแล้ว"))
    return redirect(found)


@page
def spending(request: Request, pk: int) -> HttpResponse:
    return _spending_page(request, _spending(request, pk))


def _act_forms(
    found: Spending,
    data: QueryDict | None = None,
    files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,  # whatever kind of file was sent
) -> dict[str, Form]:
    """The small forms of the page, each with a prefix of its own so that ids never repeat."""
    office = found.office
    return {
        "return_form": forms.ReasonForm(data, files, prefix="return"),
        "approve_form": forms.ApprovalForm(data, files, prefix="approve"),
        "paper_form": forms.PaperApprovalForm(data, files, prefix="paper"),
        "commit_form": forms.VoucherForm(data, files, prefix="commit", office=office),
        "pay_form": forms.VoucherForm(data, files, prefix="pay", office=office),
        "repay_form": forms.VoucherForm(data, files, prefix="repay", office=office),
        "loan_form": forms.LoanForm(data, files, prefix="loan", office=office),
        "clear_form": forms.VoucherForm(data, files, prefix="clear", office=office),
        "close_form": forms.ReasonForm(data, files, prefix="close"),
        "evidence_form": forms.EvidenceForm(data, files, prefix="evidence"),
        "class_form": forms.ReasonForm(data, files, prefix="class"),
    }


def _proofs(found: Spending) -> QuerySet[Evidence]:
    return found.evidence.select_related("file", "added_by").order_by("pk")


def _spending_page(request: Request, found: Spending, *, status: int = 200, **more: object) -> HttpResponse:
    totals = spendings.totals_of_one(found)
    context = {
        "spending": found,
        "costs": plans.costs_of(found),
        "totals": totals,
        "entries": queries.entries_of(found.case).filter(spending=found),
        "evidence": [(one, spend_rules.may_open_evidence(request.actor, one)) for one in _proofs(found)],
        "lacking": spendings.evidence_lacking(found),
        "outside": " · ".join(spendings.days_outside(found)),
        "given_twice": given_twice(found, request.actor),
        "loans": desk.loan_lines(found, request.actor),
        "papers": Paper.objects.visible_to(request.actor).about(found),
        "document": papers.approval_memo(found),
        "other_money": other_money(found.case, [line.item for line in found.lines.order_by("position")]),
        "classes": (classes := limits.classes_of(found, found.requested_on or clock.today())),
        "to_decide": (found.is_requested or found.is_approved) and any(one.is_in_question for one in classes),
        "beyond": limits.beyond_request(found, clock.today()),
        "images": {},
        "verdicts": desk.verdicts(found, totals, request.actor),
        **_act_forms(found),
        **more,
    }
    return render(request, "web/money/spending.html", context, status=status)


SHOWN_BY = {
    "return_form": "approve",
    "approve_form": "approve",
    "paper_form": "record",
    "commit_form": "spend",
    "pay_form": "spend",
    "repay_form": "repay",
    "loan_form": "spend",
    "clear_form": "pay",
    "evidence_form": "evidence",
    "class_form": "classes",
}
"""Which verdict of `desk.verdicts` shows a form of the page."""


def _carry_out(request: Request, pk: int, form_name: str, do: Do, said: str) -> HttpResponse:
    """One act on a spending by one of the page's small forms; a form with errors is shown back on the page, and so is
    one that is refused for what it says. Raises Refused where the page would not show that form."""
    found = _spending(request, pk)
    form = _act_forms(found, request.POST, request.FILES)[form_name]
    if not form.is_valid():
        require(_shows(request, found, form_name))
        return _spending_page(request, found, status=422, **{form_name: form})
    try:
        with transaction.atomic():
            do(found, form, request.actor)
    except Refused as refusal:
        found = _spending(request, pk)
        if not _shows(request, found, form_name):
            raise
        form.add_error(None, refusal.verdict.reason)
        return _spending_page(request, found, status=422, **{form_name: form})
    messages.success(request, said)
    return redirect(found)


def _shows(request: Request, found: Spending, form_name: str) -> Verdict:
    """Whether the page of this spending, as it stands, offers the form to this hat."""
    verdicts = desk.verdicts(found, spendings.totals_of_one(found), request.actor)
    closing = "edit" if found.is_draft else "pay"
    return verdicts[SHOWN_BY.get(form_name, closing)]


def _moved(request: Request, pk: int, form_name: str, move: Move, said: str) -> HttpResponse:
    """One movement of money on a spending: a sum, its day and its paper."""

    def do(found: Spending, form: Form, actor: Actor) -> object:
        assert isinstance(form, forms.VoucherForm)
        typed = form.cleaned_data
        return move(found, typed["amount"], done_on=typed["done_on"], voucher=form.voucher(), actor=actor)

    return _carry_out(request, pk, form_name, do, said)


@act
def ask(request: Request, pk: int) -> HttpResponse:
    found = _spending(request, pk)
    actions_spending.request_spending(found, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("เสนอขออนุมัติแล้ว ผู้อนุมัติได้รับแจ้ง"))
    return redirect(found)


@act
def send_back(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        return actions_spending.return_spending(found, reason=form.cleaned_data["reason"], actor=actor)

    return _carry_out(request, pk, "return_form", do, _("ส่งคืนแก้ไขแล้ว"))


@act
def approve(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        return actions_spending.approve_spending(found, actor=actor, **form.cleaned_data)

    return _carry_out(request, pk, "approve_form", do, _("อนุมัติแล้ว และเก็บบันทึกที่อนุมัติไว้ถาวร"))


@act
def approve_on_paper(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        return actions_spending.record_approval_on_paper(found, actor=actor, **form.cleaned_data)

    return _carry_out(request, pk, "paper_form", do, _("บันทึกการอนุมัติในเอกสารแล้ว"))


@act
def commit(request: Request, pk: int) -> HttpResponse:
    return _moved(request, pk, "commit_form", actions_spending.commit_spending, _("บันทึกการก่อหนี้ผูกพันแล้ว"))


@act
def pay(request: Request, pk: int) -> HttpResponse:
    return _moved(request, pk, "pay_form", actions_spending.pay_spending, _("บันทึกการเบิกจ่ายแล้ว"))


@act
def repay(request: Request, pk: int) -> HttpResponse:
    return _moved(request, pk, "repay_form", actions_spending.repay, _("บันทึกเบิกเกินส่งคืนแล้ว"))


@act
def lend(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        assert isinstance(form, forms.LoanForm)
        return actions_spending.lend(found, form.contract(), voucher=form.voucher(), actor=actor)

    return _carry_out(request, pk, "loan_form", do, _("บันทึกเงินยืมแล้ว"))


@act
def clear(request: Request, pk: int, loan: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        assert isinstance(form, forms.VoucherForm)
        typed = form.cleaned_data
        return actions_spending.clear_loan(
            get_object_or_404(
                Loan.objects.select_related("spending__case__edition"), pk=loan, spending=found
            ),
            spent=typed["amount"],
            cleared_on=typed["done_on"],
            voucher=form.voucher(),
            actor=actor,
        )

    return _carry_out(request, pk, "clear_form", do, _("บันทึกการส่งใช้เงินยืมแล้ว"))


@act
def close(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        return actions_spending.close_spending(found, reason=form.cleaned_data["reason"], actor=actor)

    return _carry_out(request, pk, "close_form", do, _("ปิดรายการแล้ว"))


@act
def add_evidence(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        typed = form.cleaned_data
        upload = typed["photo"]
        content = whole(upload, settings.UPLOAD_PHOTO_MAX_MB) if upload else b""
        file = records.keep_photo(content, name=upload.name, actor=actor) if upload else None
        return actions_spending.add_evidence(
            found, kind=typed["kind"], note=typed["note"], file=file, actor=actor
        )

    return _carry_out(request, pk, "evidence_form", do, _("เพิ่มหลักฐานแล้ว"))


@act
def decide_classes(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        return actions_spending.decide_classes(found, reason=form.cleaned_data["reason"], actor=actor)

    return _carry_out(request, pk, "class_form", do, _("บันทึกคำวินิจฉัยแล้ว"))


@page
def evidence(request: Request, pk: int) -> HttpResponse:
    """A picture among the evidence, for whoever sees what it proves and may see the villagers it names."""
    proving = Evidence.objects.filter(
        spending__in=Spending.objects.visible_to(request.actor), file__kind=FileKind.PHOTO
    )
    found = get_object_or_404(
        proving.select_related("file", "spending__case__group", "spending__office"), pk=pk
    )
    require(spend_rules.may_open_evidence(request.actor, found))
    assert found.file is not None
    return HttpResponse(store.fetch(found.file.shown_digest), content_type="image/jpeg")


urlpatterns = [
    path("money/cases/<int:pk>/spendings/new/", new_spending, name="spending-new"),
    path("money/cases/<int:pk>/spendings/add/", add_spending, name="spending-add"),
    path("money/spendings/<int:pk>/", spending, name="spending"),
    path("money/spendings/<int:pk>/edit/", edit_spending, name="spending-edit"),
    path("money/spendings/<int:pk>/save/", save_spending, name="spending-save"),
    path("money/spendings/<int:pk>/request/", ask, name="spending-request"),
    path("money/spendings/<int:pk>/return/", send_back, name="spending-return"),
    path("money/spendings/<int:pk>/approve/", approve, name="spending-approve"),
    path("money/spendings/<int:pk>/approve-on-paper/", approve_on_paper, name="spending-approve-on-paper"),
    path("money/spendings/<int:pk>/commit/", commit, name="spending-commit"),
    path("money/spendings/<int:pk>/pay/", pay, name="spending-pay"),
    path("money/spendings/<int:pk>/repay/", repay, name="spending-repay"),
    path("money/spendings/<int:pk>/lend/", lend, name="spending-lend"),
    path("money/spendings/<int:pk>/loans/<int:loan>/clear/", clear, name="loan-clear"),
    path("money/spendings/<int:pk>/close/", close, name="spending-close"),
    path("money/spendings/<int:pk>/evidence/", add_evidence, name="spending-evidence"),
    path("money/spendings/<int:pk>/classes/", decide_classes, name="spending-classes"),
    path("money/evidence/<int:pk>/", evidence, name="evidence"),
]
