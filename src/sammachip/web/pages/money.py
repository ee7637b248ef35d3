"""The money desk: what an office holds, the money of a case, loans, the month's sheet and the year's end."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, Task
from sammachip.core.verdict import Refused, Verdict, require
from sammachip.money import (
    actions,
    actions_spending,
    actions_year,
    desk,
    plans,
    queries,
    reconciling,
    rules,
    sheets,
    spendings,
    year,
)
from sammachip.money import rules_spending as spend_rules
from sammachip.money.models import Account, Entry
from sammachip.money.registers import awaiting_money
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import newest_editions
from sammachip.trail import clock
from sammachip.web.boards_behind import Asked, behind
from sammachip.web.decorators import Request, act, page
from sammachip.web.downloads import download
from sammachip.web.forms import money as forms
from sammachip.web.posted import asked_day


@page
def money(request: Request) -> HttpResponse:
    return _desk_page(request)


def _desk_page(request: Request, *, status: int = 200, **more: object) -> HttpResponse:
    actor, editions = request.actor, [one for one in newest_editions() if not one.pack.budget.is_none]
    context = {
        "books": desk.books(actor),
        "may_receive": rules.may_record_notice(actor, actor.office),
        "loans_overdue": spendings.overdue_loans(actor, clock.today()).count(),
        "receiving": [(one, rules.may_record_allotment(actor, one, actor.office)) for one in editions],
        "arrival_form": None,
        "edition": None,
        "kind": "",
        **more,
    }
    return render(request, "web/money/desk.html", context, status=status)


def _arriving(pk: int, paper: str) -> Edition:
    """The edition whose money arrives; 404 for what is neither a notice nor a receipt."""
    if paper not in ("notice", "receipt"):
        raise Http404
    return get_object_or_404(Edition, pk=pk)


@page
def arrival(request: Request, pk: int, paper: str) -> HttpResponse:
    """The form for a notice of allotment or a transfer that reached the reader's office."""
    edition = _arriving(pk, paper)
    awaited = awaiting_money(request.actor.office) if paper == "receipt" else []
    lacking = next((one.lacking for one in awaited if one.edition.pk == edition.pk), {})
    form = forms.ArrivalForm(
        edition=edition, initial={f"amount-{head}": baht for head, baht in lacking.items()}
    )
    return _desk_page(request, arrival_form=form, edition=edition, kind=paper)


@act
def record_arrival(request: Request, pk: int, paper: str) -> HttpResponse:
    edition = _arriving(pk, paper)
    form = forms.ArrivalForm(request.POST, edition=edition)
    if not (form.is_valid() and _recorded(edition, paper, form, request.actor)):
        require(_may_record(edition, paper, request.actor))
        return _desk_page(request, status=422, arrival_form=form, edition=edition, kind=paper)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("web:money")


def _may_record(edition: Edition, paper: str, actor: Actor) -> Verdict:
    if paper == "notice":
        return rules.may_record_allotment(actor, edition, actor.office)
    return rules.may_record_notice(actor, actor.office)


def _recorded(edition: Edition, paper: str, form: forms.ArrivalForm, actor: Actor) -> bool:
    """Whether it was recorded; what stands against it is said in the form, with all that was typed."""
    try:
        with transaction.atomic():
            _record(edition, paper, form, actor)
    except Refused as refusal:
        form.add_error(None, refusal.verdict.reason)
        return False
    return True


def _record(edition: Edition, paper: str, form: forms.ArrivalForm, actor: Actor) -> None:
    typed, amounts = form.cleaned_data, form.amounts()
    if paper == "notice":
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


def case_of(request: Request, pk: int) -> Case:
    seen = Case.objects.visible_to(request.actor).select_related(
        "edition__programme", "office__parent", "area", "group", "parent"
    )
    return get_object_or_404(seen, pk=pk)


@page
def case_money(request: Request, pk: int) -> HttpResponse:
    return _case_page(request, case_of(request, pk))


def _case_page(
    request: Request,
    case: Case,
    *,
    status: int = 200,
    returning: tuple[Account, forms.VoucherForm] | None = None,
    **more: object,
) -> HttpResponse:
    """The money of a case; after a refused form with that form's errors and everything typed, at its own account."""
    as_of, book = asked_day(request, "as_of"), desk.book_of(case, request.actor)
    refused_at = {returning[0].pk: returning[1]} if returning else {}
    context = {
        "case": case,
        "as_of": as_of,
        "today": clock.today(),
        "sums": queries.sums([case], as_of)[case.pk],
        "book": book,
        "accounts": [
            (line, refused_at.get(line.account.pk) or _return_form(request, line.account))
            for line in book.accounts
        ],
        "plan": plans.plan_book(case),
        "may_spend": spend_rules.may_draft_spending(request.actor, case),
        "may_answer": spend_rules.may_answer_checklist(request.actor, case),
        "may_return": spend_rules.may_return_money(request.actor, case),
        "reason_form": forms.ReasonForm(prefix="end"),
        "checklist_form": None,
        "refused": None,
        **more,
    }
    return render(request, "web/money/case.html", context, status=status)


def _return_form(request: Request, account: Account, typed: QueryDict | None = None) -> forms.VoucherForm:
    office, own_id = request.actor.office, f"return-{account.pk}-%s"
    return forms.VoucherForm(typed, office=office, prefix="return", auto_id=own_id)


@page
def case_entries(request: Request, pk: int) -> HttpResponse:
    """The entries that make up one sum of a case with all below it, on the day of that sum."""
    case, day = case_of(request, pk), asked_day(request, "as_of") or clock.today()
    if not request.GET:
        return redirect(
            "web:case-money", pk
        )  # an address cut short, or out of the list of what auditors read
    found = behind("entries", Asked(case, request.GET, request.actor, day))
    return render(request, "web/money/entries.html", {"case": case, "behind": found, "leaf": found.leaf})


@act
def answer(request: Request, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    form = forms.ChecklistForm(request.POST)
    if not (form.is_valid() and _answered(case, form, request.actor)):
        require(spend_rules.may_answer_checklist(request.actor, case))
        return _case_page(request, case, status=422, checklist_form=form)
    messages.success(request, _("บันทึกคำตอบแล้ว"))
    return redirect("web:case-money", case.pk)


def _answered(case: Case, form: forms.ChecklistForm, actor: Actor) -> bool:
    """Whether the answer was kept; what stands against it is said in the form, with the reason that was typed."""
    typed = form.cleaned_data
    try:
        with transaction.atomic():
            actions_spending.answer_checklist(
                case, typed["item"], typed["answer"], reason=typed["reason"], actor=actor
            )
    except Refused as refusal:
        form.add_error(None, refusal.verdict.reason)
        return False
    return True


@act
def end(request: Request, pk: int) -> HttpResponse:
    tasks = Task.objects.visible_to(request.actor).select_related("case__edition__programme", "case__group")
    task = get_object_or_404(tasks, pk=pk)
    form = forms.ReasonForm(request.POST, prefix="end")
    if not form.is_valid():
        require(spend_rules.may_end_spending(request.actor, task))
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
    reason = request.POST.get("reason", "")
    try:
        actions.reverse(entry, reason=reason, actor=request.actor)
    except Refused as refusal:
        if not rules.may_reverse(request.actor, entry):
            raise
        refused = {"pk": entry.pk, "reason": reason, "sentence": refusal.verdict.reason}
        return _case_page(request, entry.account.case, status=422, refused=refused)
    messages.success(request, _("กลับรายการแล้ว"))
    return redirect("web:case-money", entry.account.case_id)


@page
def loans(request: Request) -> HttpResponse:
    return render(request, "web/money/loans.html", {"loans": spendings.open_loans(request.actor)})


@page
def month(request: Request) -> HttpResponse:
    span = reconciling.month_of(request.GET.get("month", ""), clock.today())
    entries = reconciling.month_entries(request.actor, span.start, span.end)
    rows = reconciling.month_rows(entries, request.actor.office.path)
    context = {
        "span": span,
        "key": reconciling.month_key(span),
        "rows": rows,
        "totals": reconciling.month_totals(rows),
        "choices": reconciling.months_back(clock.today()),
    }
    return render(request, "web/money/month.html", context)


@page
def month_file(request: Request, month: str) -> HttpResponse:
    """The month's payments as a workbook, one line for each document, to be laid beside the state's books."""
    span = reconciling.month_of(month, clock.today())
    entries = reconciling.month_entries(request.actor, span.start, span.end)
    content = sheets.xlsx_of(
        reconciling.month_grid(reconciling.month_rows(entries, request.actor.office.path)),
        _("กระทบยอด {month}").format(month=reconciling.month_key(span)),
    )
    return download(content, f"reconcile-{request.actor.office.code}-{reconciling.month_key(span)}.xlsx")


@page
def year_end(request: Request) -> HttpResponse:
    return _year_end_page(request)


def _year_end_page(
    request: Request, *, status: int = 200, refused: dict[str, object] | None = None
) -> HttpResponse:
    lines = year.open_at_year_end(request.actor, clock.today())
    context = {"lines": lines, "has_ended": any(line.days_left < 0 for line in lines), "refused": refused}
    return render(request, "web/money/year_end.html", context, status=status)


def _account(request: Request, pk: int) -> Account:
    seen = Account.objects.visible_to(request.actor).select_related(
        "case__edition__programme", "case__office", "case__group"
    )
    return get_object_or_404(seen, pk=pk)


@act
def send_money_back(request: Request, pk: int) -> HttpResponse:
    account = _account(request, pk)
    form = _return_form(request, account, request.POST)
    if not form.is_valid():
        require(spend_rules.may_return_money(request.actor, account.case))
        return _case_page(request, account.case, status=422, returning=(account, form))
    try:
        said = _sent_back(request, account, form)
    except Refused as refusal:
        if not spend_rules.may_return_money(request.actor, account.case):
            raise
        form.add_error(None, refusal.verdict.reason)
        return _case_page(request, account.case, status=422, returning=(account, form))
    messages.success(request, said)
    return redirect("web:case-money", account.case_id)


def _sent_back(request: Request, account: Account, form: forms.VoucherForm) -> str:
    """Return the money or carry it over, as the button says; gives back what was done, in words."""
    carries = request.POST.get("does") == "carry"
    does = actions_year.carry_over if carries else actions_year.return_money
    amount, done_on = form.cleaned_data["amount"], form.cleaned_data["done_on"]
    does(account, amount, done_on=done_on, voucher=form.voucher(), actor=request.actor)
    return _("บันทึกการกันเงินไว้เบิกเหลื่อมปีแล้ว") if carries else _("บันทึกการส่งคืนงบประมาณแล้ว")


@act
def lapse(request: Request, pk: int) -> HttpResponse:
    account = _account(request, pk)
    day, reason = year.lapses_on(account), request.POST.get("reason", "")
    try:
        actions_year.lapse(account, done_on=day, reason=reason, actor=request.actor)
    except Refused as refusal:
        if not spend_rules.may_lapse(request.actor, account, clock.today()):
            raise
        refused = {"pk": account.pk, "reason": reason, "sentence": refusal.verdict.reason}
        return _year_end_page(request, status=422, refused=refused)
    messages.success(request, _("บันทึกเงินพับไปแล้ว"))
    return redirect("web:case-money", account.case_id)


urlpatterns = [
    path("money/", money, name="money"),
    path("money/editions/<int:pk>/<slug:paper>/", arrival, name="arrival"),
    path("money/editions/<int:pk>/<slug:paper>/record/", record_arrival, name="arrival-record"),
    path("money/cases/<int:pk>/", case_money, name="case-money"),
    path("money/cases/<int:pk>/entries/", case_entries, name="case-entries"),
    path("money/cases/<int:pk>/checklist/", answer, name="checklist-answer"),
    path("money/tasks/<int:pk>/end/", end, name="spending-end"),
    path("money/entries/<int:pk>/reverse/", reverse_entry, name="entry-reverse"),
    path("money/accounts/<int:pk>/return/", send_money_back, name="money-return"),
    path("money/accounts/<int:pk>/lapse/", lapse, name="money-lapse"),
    path("money/loans/", loans, name="loans"),
    path("money/month/", month, name="money-month"),
    path("money/month/<str:month>.xlsx", month_file, name="money-month-file"),
    path("money/year-end/", year_end, name="year-end"),
]
