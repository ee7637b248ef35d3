"""The money desk: what an office holds, what it spends for a group, loans, the month's sheet and the year's end."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, Task
from sammachip.core.thaidate import NotADate, parse_date
from sammachip.core.verdict import Refused
from sammachip.money import (
    actions,
    actions_spending,
    actions_year,
    desk,
    papers,
    queries,
    rules,
    sheets,
    spendings,
)
from sammachip.money import rules_spending as spend_rules
from sammachip.money.models import Account, Entry, Loan, Spending
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.records import actions as records
from sammachip.records.models import Paper
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, page
from sammachip.web.forms import money as forms
from sammachip.web.pages.register import TYPES

Do = Callable[[Spending, Form, Actor], object]


def _seen(request: Request) -> int:
    """The save a page was made from; a page without one is older than any."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _typed_day(request: Request, name: str) -> date | None:
    """A day in the address. Raises Refused with the sentence that says what is wrong with it."""
    if not (text := request.GET.get(name, "").strip()):
        return None
    try:
        return parse_date(text)
    except NotADate as error:
        raise Refused(error.reason) from error


# ---- the desk of an office ----


@page
def money(request: Request) -> HttpResponse:
    return _desk_page(request)


def _desk_page(request: Request, *, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "books": desk.books(request.actor),
        "may_receive": rules.may_record_notice(request.actor, request.actor.office),
        "loans_overdue": spendings.overdue_loans(request.actor, clock.today()).count(),
        "editions": Edition.objects.select_related("programme").order_by("-published_at"),
        "arrival_form": None,
        "edition": None,
        "kind": "",
        **more,
    }
    return render(request, "web/money/desk.html", context, status=status)


@page
def arrival(request: Request, pk: int, kind: str) -> HttpResponse:
    """The form for a notice of allotment or a transfer that reached the reader's office."""
    edition = get_object_or_404(Edition, pk=pk)
    return _desk_page(request, arrival_form=forms.ArrivalForm(edition=edition), edition=edition, kind=kind)


@act
def record_arrival(request: Request, pk: int, kind: str) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    form = forms.ArrivalForm(request.POST, edition=edition)
    if not form.is_valid():
        return _desk_page(request, status=422, arrival_form=form, edition=edition, kind=kind)
    _record(edition, kind, form, request.actor)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("web:money")


def _record(edition: Edition, kind: str, form: forms.ArrivalForm, actor: Actor) -> None:
    typed, amounts = form.cleaned_data, form.amounts()
    if kind == "notice":
        actions.record_allotment(
            edition,
            actor.office,
            amounts,
            notice_number=typed["number"],
            notice_on=typed["done_on"],
            source=typed["source"],
            actor=actor,
        )
    else:
        actions.record_receipt(
            edition, actor.office, amounts, done_on=typed["done_on"], voucher=form.voucher(), actor=actor
        )


# ---- one case ----


def _case(request: Request, pk: int) -> Case:
    seen = Case.objects.visible_to(request.actor).select_related(
        "edition__programme", "office__parent", "area", "group", "parent"
    )
    return get_object_or_404(seen, pk=pk)


@page
def case_money(request: Request, pk: int) -> HttpResponse:
    return _case_page(request, _case(request, pk))


def _case_page(request: Request, case: Case, *, status: int = 200, **more: object) -> HttpResponse:
    as_of = _typed_day(request, "as_of")
    context = {
        "case": case,
        "as_of": as_of,
        "today": clock.today(),
        "sums": queries.sums([case], as_of)[case.pk],
        "book": desk.book_of(case, request.actor),
        "may_spend": spend_rules.may_draft_spending(request.actor, case),
        "may_return": spend_rules.may_return_money(request.actor, case),
        "return_form": forms.VoucherForm(office=request.actor.office, prefix="return"),
        "reason_form": forms.ReasonForm(prefix="end"),
        "checklist_form": None,
        **more,
    }
    return render(request, "web/money/case.html", context, status=status)


@act
def answer(request: Request, pk: int) -> HttpResponse:
    case = _case(request, pk)
    form = forms.ChecklistForm(request.POST)
    if not form.is_valid():
        return _case_page(request, case, status=422, checklist_form=form)
    typed = form.cleaned_data
    actions_spending.answer_checklist(
        case, typed["item"], typed["answer"], reason=typed["reason"], actor=request.actor
    )
    messages.success(request, _("บันทึกคำตอบแล้ว"))
    return redirect("web:case-money", case.pk)


@act
def end(request: Request, pk: int) -> HttpResponse:
    tasks = Task.objects.visible_to(request.actor).select_related("case__edition__programme", "case__group")
    task = get_object_or_404(tasks, pk=pk)
    form = forms.ReasonForm(request.POST, prefix="end")
    if not form.is_valid():
        return _case_page(request, task.case, status=422, reason_form=form)
    actions_spending.end_spending(task, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("สิ้นสุดการใช้จ่ายแล้ว"))
    return redirect("web:case-money", task.case_id)


@act
def reverse_entry(request: Request, pk: int) -> HttpResponse:
    entries = Entry.objects.visible_to(request.actor).select_related(
        "account__case__edition", "other", "spending"
    )
    entry = get_object_or_404(entries, pk=pk)
    actions.reverse(entry, reason=request.POST.get("reason", ""), actor=request.actor)
    messages.success(request, _("กลับรายการแล้ว"))
    return redirect("web:case-money", entry.account.case_id)


# ---- a spending ----


def _spending(request: Request, pk: int) -> Spending:
    seen = Spending.objects.visible_to(request.actor).select_related(
        "case__edition__programme", "case__group", "case__office", "office__parent", "made_by", "approved_by"
    )
    return get_object_or_404(seen, pk=pk)


@page
def new_spending(request: Request, pk: int) -> HttpResponse:
    case = _case(request, pk)
    form = forms.SpendingForm(edition=case.edition)
    return _form_page(request, case, form, forms.LineFormSet(prefix="lines"))


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
        "seen": _seen(request) if request.method == "POST" else spending.saved if spending else 0,
        "may_spend": spend_rules.may_draft_spending(request.actor, case),
    }
    return render(request, "web/money/spending_form.html", context, status=status)


@act
def add_spending(request: Request, pk: int) -> HttpResponse:
    case = _case(request, pk)
    form, lines = (
        forms.SpendingForm(request.POST, edition=case.edition),
        forms.LineFormSet(request.POST, prefix="lines"),
    )
    if not (form.is_valid() and lines.is_valid()):
        return _form_page(request, case, form, lines, status=422)
    costs = [line for one in lines if (line := one.line())]
    return redirect(actions_spending.draft_spending(case, form.request(costs), actor=request.actor))


@page
def edit_spending(request: Request, pk: int) -> HttpResponse:
    found = _spending(request, pk)
    form = forms.SpendingForm(initial=forms.initial_of(found), edition=found.case.edition)
    lines = forms.LineFormSet(initial=forms.initial_lines(found), prefix="lines")
    return _form_page(request, found.case, form, lines, spending=found)


@act
def save_spending(request: Request, pk: int) -> HttpResponse:
    found = _spending(request, pk)
    form = forms.SpendingForm(request.POST, edition=found.case.edition)
    lines = forms.LineFormSet(request.POST, prefix="lines")
    if not (form.is_valid() and lines.is_valid()):
        return _form_page(request, found.case, form, lines, spending=found, status=422)
    costs = [line for one in lines if (line := one.line())]
    actions_spending.save_spending(found, form.request(costs), seen=_seen(request), actor=request.actor)
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
    }


def _spending_page(request: Request, found: Spending, *, status: int = 200, **more: object) -> HttpResponse:
    totals = spendings.totals_of_one(found)
    context = {
        "spending": found,
        "lines": found.lines.order_by("position"),
        "totals": totals,
        "entries": queries.entries_of(found.case).filter(spending=found),
        "evidence": found.evidence.select_related("file", "added_by").order_by("pk"),
        "lacking": spendings.evidence_lacking(found),
        "loans": found.loans.select_related("borrower").order_by("due_on", "pk"),
        "papers": Paper.objects.visible_to(request.actor).about(found),
        "document": papers.approval_memo(found),
        "images": {},
        "verdicts": desk.verdicts(found, totals, request.actor),
        **_act_forms(found),
        **more,
    }
    return render(request, "web/money/spending.html", context, status=status)


def _carry_out(request: Request, pk: int, form_name: str, do: Do, said: str) -> HttpResponse:
    """One act on a spending by one of the page's small forms; a form with errors is shown back on the page."""
    found = _spending(request, pk)
    form = _act_forms(found, request.POST, request.FILES)[form_name]
    if not form.is_valid():
        return _spending_page(request, found, status=422, **{form_name: form})
    do(found, form, request.actor)
    messages.success(request, said)
    return redirect(found)


@act
def ask(request: Request, pk: int) -> HttpResponse:
    found = _spending(request, pk)
    actions_spending.request_spending(found, seen=_seen(request), actor=request.actor)
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
    def do(found: Spending, form: Form, actor: Actor) -> object:
        assert isinstance(form, forms.VoucherForm)
        typed = form.cleaned_data
        return actions_spending.commit_spending(
            found, typed["amount"], done_on=typed["done_on"], voucher=form.voucher(), actor=actor
        )

    return _carry_out(request, pk, "commit_form", do, _("บันทึกการก่อหนี้ผูกพันแล้ว"))


@act
def pay(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        assert isinstance(form, forms.VoucherForm)
        typed = form.cleaned_data
        return actions_spending.pay_spending(
            found, typed["amount"], done_on=typed["done_on"], voucher=form.voucher(), actor=actor
        )

    return _carry_out(request, pk, "pay_form", do, _("บันทึกการเบิกจ่ายแล้ว"))


@act
def repay(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        assert isinstance(form, forms.VoucherForm)
        typed = form.cleaned_data
        return actions_spending.repay(
            found, typed["amount"], done_on=typed["done_on"], voucher=form.voucher(), actor=actor
        )

    return _carry_out(request, pk, "repay_form", do, _("บันทึกเบิกเกินส่งคืนแล้ว"))


@act
def lend(request: Request, pk: int) -> HttpResponse:
    def do(found: Spending, form: Form, actor: Actor) -> object:
        assert isinstance(form, forms.LoanForm)
        typed = form.cleaned_data
        return actions_spending.lend(
            found,
            borrower=typed["borrower"],
            contract_number=typed["contract_number"],
            amount=typed["amount"],
            lent_on=typed["done_on"],
            due_on=typed["due_on"],
            voucher=form.voucher(),
            actor=actor,
        )

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
        file = records.keep_photo(upload.read(), name=upload.name, actor=actor) if upload else None
        return actions_spending.add_evidence(
            found, kind=typed["kind"], note=typed["note"], file=file, actor=actor
        )

    return _carry_out(request, pk, "evidence_form", do, _("เพิ่มหลักฐานแล้ว"))


# ---- loans, months, the year's end ----


@page
def loans(request: Request) -> HttpResponse:
    today = clock.today()
    context = {"loans": spendings.open_loans(request.actor), "today": today}
    return render(request, "web/money/loans.html", context)


@page
def month(request: Request) -> HttpResponse:
    span = desk.month_of(request.GET.get("month", ""), clock.today())
    entries = queries.month_entries(request.actor, span.start, span.end)
    rows = desk.month_rows(entries, request.actor.office.path)
    context = {
        "span": span,
        "key": desk.month_key(span),
        "rows": rows,
        "totals": desk.month_totals(rows),
        "choices": desk.months_back(clock.today()),
    }
    return render(request, "web/money/month.html", context)


@page
def month_file(request: Request, month: str) -> HttpResponse:
    """The month's payments as a workbook, one line for each document, to be laid beside the state's books."""
    span = desk.month_of(month, clock.today())
    entries = queries.month_entries(request.actor, span.start, span.end)
    content = sheets.xlsx_of(
        desk.month_grid(desk.month_rows(entries, request.actor.office.path)),
        _("กระทบยอด {month}").format(month=month),
    )
    return HttpResponse(
        content,
        content_type=TYPES["xlsx"],
        headers={
            "Content-Disposition": f'attachment; filename="reconcile-{request.actor.office.code}-{month}.xlsx"'
        },
    )


@page
def year_end(request: Request) -> HttpResponse:
    lines = desk.year_end(request.actor, clock.today())
    context = {"lines": lines, "has_ended": any(line.days_left < 0 for line in lines)}
    return render(request, "web/money/year_end.html", context)


def _account(request: Request, pk: int) -> Account:
    seen = Account.objects.visible_to(request.actor).select_related(
        "case__edition__programme", "case__office", "case__group"
    )
    return get_object_or_404(seen, pk=pk)


@act
def send_money_back(request: Request, pk: int) -> HttpResponse:
    account = _account(request, pk)
    form = forms.VoucherForm(request.POST, office=request.actor.office, prefix="return")
    if not form.is_valid():
        return _case_page(request, account.case, status=422, return_form=form)
    typed = form.cleaned_data
    does = actions_year.carry_over if request.POST.get("does") == "carry" else actions_year.return_money
    does(account, typed["amount"], done_on=typed["done_on"], voucher=form.voucher(), actor=request.actor)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("web:case-money", account.case_id)


@act
def lapse(request: Request, pk: int) -> HttpResponse:
    account = _account(request, pk)
    day = desk.lapses_on(account)
    actions_year.lapse(account, done_on=day, reason=request.POST.get("reason", ""), actor=request.actor)
    messages.success(request, _("บันทึกเงินพับไปแล้ว"))
    return redirect("web:case-money", account.case_id)


urlpatterns = [
    path("money/", money, name="money"),
    path("money/editions/<int:pk>/<slug:kind>/", arrival, name="arrival"),
    path("money/editions/<int:pk>/<slug:kind>/record/", record_arrival, name="arrival-record"),
    path("money/cases/<int:pk>/", case_money, name="case-money"),
    path("money/cases/<int:pk>/checklist/", answer, name="checklist-answer"),
    path("money/cases/<int:pk>/spendings/new/", new_spending, name="spending-new"),
    path("money/cases/<int:pk>/spendings/add/", add_spending, name="spending-add"),
    path("money/tasks/<int:pk>/end/", end, name="spending-end"),
    path("money/entries/<int:pk>/reverse/", reverse_entry, name="entry-reverse"),
    path("money/accounts/<int:pk>/return/", send_money_back, name="money-return"),
    path("money/accounts/<int:pk>/lapse/", lapse, name="money-lapse"),
    path("money/loans/", loans, name="loans"),
    path("money/month/", month, name="money-month"),
    path("money/month/<str:month>.xlsx", month_file, name="money-month-file"),
    path("money/year-end/", year_end, name="year-end"),
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
]
