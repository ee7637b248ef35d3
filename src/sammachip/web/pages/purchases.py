"""Purchases: what a group's plan has bought, and one purchase step by step, from its report to the hand-over."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.models import Case, PlanLine, Task
from sammachip.cases.overlaps import other_money
from sammachip.core.verdict import Refused, Verdict, require
from sammachip.money import (
    actions_purchase,
    actions_spending,
    bought,
    desk,
    limits,
    ocds,
    offices,
    papers_purchase,
    purchases,
)
from sammachip.money import rules_purchase as rules
from sammachip.money import rules_spending as spend_rules
from sammachip.money.kinds_purchase import plan_standings, purchase_task
from sammachip.money.models import Purchase, PurchaseEnd, SpendingPath, SpendingState
from sammachip.money.papers_kept import papers_kept
from sammachip.money.purchases import Step, StepState
from sammachip.org.hats import HEAD_OF, Actor
from sammachip.org.models import Office, Post
from sammachip.records import actions as records
from sammachip.records.models import Paper
from sammachip.sent import whole
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.web import shapes
from sammachip.web.decorators import Request, act, page
from sammachip.web.downloads import download, printed
from sammachip.web.forms import money as money_forms
from sammachip.web.forms import purchases as forms
from sammachip.web.pages.money import case_of
from sammachip.web.posted import posted_seen, whole_number

Do = Callable[[Purchase, Any, Actor], object]  # of a purchase and its form, whichever of the page it is
LABELS = {
    Step.REQUEST: gettext_lazy("รายงานขอซื้อขอจ้าง"),
    Step.APPROVAL: gettext_lazy("อนุมัติ"),
    Step.QUOTATION: gettext_lazy("ใบเสนอราคา"),
    Step.ORDER: gettext_lazy("สั่งซื้อหรือสั่งจ้าง"),
    Step.DELIVERY: gettext_lazy("ส่งของ"),
    Step.INSPECTION: gettext_lazy("ตรวจรับ"),
    Step.PAYMENT: gettext_lazy("เบิกจ่าย"),
    Step.HANDOVER: gettext_lazy("ส่งมอบแก่กลุ่ม"),
}
SHOWN_AS: Mapping[StepState, shapes.State] = {
    StepState.DONE: "done",
    StepState.NEXT: "ongoing",
    StepState.LATER: "held",
}


def _purchase(request: Request, pk: int) -> Purchase:
    seen = Purchase.objects.visible_to(request.actor).select_related(*purchases.WITH_SPENDING)
    return get_object_or_404(seen, pk=pk)


@page
def case_purchases(request: Request, pk: int) -> HttpResponse:
    return _case_page(request, case_of(request, pk))


def _case_page(request: Request, case: Case, *, status: int = 200, **more: object) -> HttpResponse:
    """What the plan of a case has bought, what is still to be bought, and every purchase at or below it."""
    task = purchase_task(case)
    context = {
        "case": case,
        "purchases": purchases.purchases_below(case, request.actor),
        "plan": plan_standings([case])[case.pk],
        "task": task,
        "ends": PurchaseEnd.objects.filter(task__case=case)
        .select_related("plan_line", "made_by")
        .order_by("pk"),
        "here": bought.left_below(case, request.actor, clock.today()),
        "may_spend": spend_rules.may_draft_spending(request.actor, case, SpendingPath.PURCHASE),
        "may_leave_out": spend_rules.may_spend_on(request.actor, case, SpendingPath.PURCHASE),
        "may_end": task and rules.may_end_line(request.actor, task, None),
        "end_form": money_forms.ReasonForm(prefix="end"),
        "ending": None,
        **more,
    }
    return render(request, "web/purchase/case.html", context, status=status)


@page
def new_purchase(request: Request, pk: int) -> HttpResponse:
    """A report that begins with what the plan has and nobody asked for yet."""
    case = case_of(request, pk)
    to_ask = plan_standings([case])[case.pk].to_ask
    form = _report_form(case, _buyer(request.actor, case), initial=_begun(case, to_ask, request.actor))
    return _form_page(
        request, case, form, money_forms.lines_form(case, initial=money_forms.initial_planned(to_ask))
    )


def _begun(case: Case, lines: Sequence[PlanLine], actor: Actor) -> dict[str, object]:
    """What is known before anybody types: the plan's prices are the median until better ones are found."""
    title = _("จัดหาพัสดุตามแผนของ{case}").format(case=case)
    if before := Purchase.objects.filter(spending__case=case).count():
        title = _("{title} ครั้งที่ {n}").format(title=title, n=before + 1)
    return {
        "title": title,
        "median_source": _("ราคาตามแผนของกลุ่ม") if lines else "",
        "criteria": _("เกณฑ์ราคา"),
        "officer": actor.person.pk,
    }


def _buyer(actor: Actor, case: Case) -> Office:
    """The office for which this hat buys; for who does not buy, the one that does as a rule."""
    code = offices.office_of(actor, case, SpendingPath.PURCHASE) or offices.spending_office(case)
    return Office.objects.get(code=code)


def _report_form(
    case: Case, office: Office, data: QueryDict | None = None, initial: Mapping[str, object] | None = None
) -> forms.PurchaseForm:
    return forms.PurchaseForm(data, initial=initial, edition=case.edition, office=office)


def _form_page(
    request: Request,
    case: Case,
    form: Form,
    lines: object,
    *,
    purchase: Purchase | None = None,
    status: int = 200,
) -> HttpResponse:
    saved = purchase.spending.saved if purchase else 0
    context = {
        "case": case,
        "form": form,
        "lines": lines,
        "purchase": purchase,
        "seen": posted_seen(request) if request.method == "POST" else saved,
        "may_spend": spend_rules.may_draft_spending(request.actor, case, SpendingPath.PURCHASE),
    }
    return render(request, "web/purchase/form.html", context, status=status)


@act
def add_purchase(request: Request, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    buyer = _buyer(request.actor, case)
    form, lines = _report_form(case, buyer, request.POST), money_forms.lines_form(case, request.POST)
    if not (form.is_valid() and lines.is_valid()):
        require(spend_rules.may_draft_spending(request.actor, case, SpendingPath.PURCHASE))
        return _form_page(request, case, form, lines, status=422)
    costs = money_forms.costs_of(lines)
    made = actions_purchase.draft_purchase(case, form.request(costs), form.report(costs), actor=request.actor)
    return redirect(made)


@page
def edit_purchase(request: Request, pk: int) -> HttpResponse:
    found = _purchase(request, pk)
    require(spend_rules.may_edit_spending(request.actor, found.spending))
    case = found.spending.case
    form = _report_form(case, found.spending.office, initial=forms.initial_report(found))
    lines = money_forms.lines_form(case, initial=money_forms.initial_lines(found.spending))
    return _form_page(request, case, form, lines, purchase=found)


@act
def save_purchase(request: Request, pk: int) -> HttpResponse:
    found = _purchase(request, pk)
    case = found.spending.case
    buyer = found.spending.office
    form, lines = _report_form(case, buyer, request.POST), money_forms.lines_form(case, request.POST)
    if not (form.is_valid() and lines.is_valid()):
        require(spend_rules.may_edit_spending(request.actor, found.spending))
        return _form_page(request, case, form, lines, purchase=found, status=422)
    costs = money_forms.costs_of(lines)
    actions_purchase.save_purchase(
        found, form.request(costs), form.report(costs), seen=posted_seen(request), actor=request.actor
    )
    messages.success(request, _("บันทึกร่างแล้ว"))
    return redirect(found)


@page
def purchase(request: Request, pk: int) -> HttpResponse:
    return _purchase_page(request, _purchase(request, pk))


def _purchase_page(request: Request, found: Purchase, *, status: int = 200, **more: object) -> HttpResponse:
    told = purchases.found(found)
    here = bought.left_below(found.spending.case, request.actor, clock.today())
    steps = purchases.steps(told, waits_for_handover=any(one.line.spending_id == found.pk for one in here))
    context = {
        "purchase": found,
        "spending": found.spending,
        "told": told,
        "steps": [shapes.Step(str(LABELS[step]), SHOWN_AS[state]) for step, state in steps],
        "next": next((step.value for step, state in steps if state is StepState.NEXT), ""),
        "here": [one for one in here if one.line.spending_id == found.pk],
        "handed_over": bought.handed_over(
            found.spending.case_id, [one.line for one in told.lines], request.actor
        ),
        "inspectors": list(found.inspectors.order_by("position")),
        "receipts": list(found.receipts.order_by("dated_on", "pk")),
        "deviations": [(worded(one.sentence), one.beyond) for one in purchases.deviations_of(found)],
        "splits": [worded(one.sentence) for one in purchases.splits_of(found)],
        "last": _withdrawable(told),
        "withdrawn": [(rules.WITHDRAWN[purchases.step_of(one)], one) for one in told.withdrawn],
        "papers": papers_kept(told, Paper.objects.visible_to(request.actor).about(found.spending)),
        "classes": (
            classes := limits.classes_of(found.spending, found.spending.requested_on or clock.today())
        ),
        "to_decide": (found.spending.is_requested or found.spending.is_approved)
        and any(one.is_in_question for one in classes),
        "class_form": money_forms.ReasonForm(prefix="class"),
        "other_money": other_money(found.spending.case, [one.line.item for one in told.lines]),
        "beyond": limits.beyond_request(found.spending, clock.today()),
        "verdicts": _verdicts(found, request.actor),
        "return_form": money_forms.ReasonForm(prefix="return"),
        "close_form": money_forms.ReasonForm(prefix="close"),
        **forms.act_forms(told, signer=_signer(found)),
        **more,
    }
    return render(request, "web/purchase/purchase.html", context, status=status)


def _withdrawable(told: purchases.Found) -> str:
    """What was recorded last, as the page names it; nothing of what was cancelled."""
    if told.last is None or told.spending.state == SpendingState.CANCELLED:
        return ""
    return str(rules.WITHDRAWN[purchases.step_of(told.last)])


def _signer(found: Purchase) -> dict[str, object]:
    """Who signs the order as a rule: the head of the office that buys."""
    office = found.spending.office
    heads = Post.objects.held_on(clock.today()).of_role(HEAD_OF[office.level], office.code)
    head = heads.select_related("person").first()
    place: dict[str, object] = {"place": office.name}
    return place | ({"signer_name": head.person.name, "signer_title": head.title} if head else {})


def _verdicts(found: Purchase, actor: Actor) -> dict[str, Verdict]:
    """What the actor may do with a purchase now, each with its reason where not."""
    spending = found.spending
    ask = spend_rules.may_request(actor, spending)
    return {
        "account": desk.fits(spending),
        "classes": spend_rules.may_decide_classes(actor, spending),
        "edit": spend_rules.may_edit_spending(actor, spending),
        "request": ask and rules.may_be_asked(found, clock.today()),
        "approve": spend_rules.may_approve(actor, spending),
        "record": spend_rules.may_record_approval(actor, spending),
        "quote": rules.may_quote(actor, found),
        "order": rules.may_order(actor, found),
        "deliver": rules.may_deliver(actor, found),
        "inspect": rules.may_inspect(actor, found),
        "receipt": rules.may_work_on(actor, found),
        "pay": rules.may_pay(actor, found),
        "withdraw": rules.may_withdraw(actor, found),
        "close": spend_rules.may_close_spending(actor, spending),
    }


SHOWN_BY = {
    "approve_form": "approve",
    "return_form": "approve",
    "paper_form": "record",
    "quotation_form": "quote",
    "order_form": "order",
    "delivery_form": "deliver",
    "inspection_form": "inspect",
    "receipt_form": "receipt",
    "pay_form": "pay",
    "withdraw_form": "withdraw",
    "close_form": "close",
}
"""Which of `_verdicts` shows a form of the page."""


def _forms(found: Purchase, request: Request) -> dict[str, Form]:
    told = purchases.found(found)
    return {
        **forms.act_forms(told, request.POST, request.FILES),
        "return_form": money_forms.ReasonForm(request.POST, prefix="return"),
        "close_form": money_forms.ReasonForm(request.POST, prefix="close"),
    }


def _carry_out(request: Request, pk: int, form_name: str, do: Do, said: str) -> HttpResponse:
    """One step by one of the page's small forms; what is wrong or refused is shown back on the page with what was
    typed. Raises Refused where the page would not show that form."""
    found = _purchase(request, pk)
    form = _forms(found, request)[form_name]
    if not form.is_valid():
        require(_verdicts(found, request.actor)[SHOWN_BY[form_name]])
        return _purchase_page(request, found, status=422, **{form_name: form})
    try:
        with transaction.atomic():
            do(found, form, request.actor)
    except Refused as refusal:
        found = _purchase(request, pk)
        if not _verdicts(found, request.actor)[SHOWN_BY[form_name]]:
            raise
        form.add_error(None, refusal.verdict.reason)
        return _purchase_page(request, found, status=422, **{form_name: form})
    messages.success(request, said)
    return redirect(found)


@act
def ask(request: Request, pk: int) -> HttpResponse:
    found = _purchase(request, pk)
    actions_spending.request_spending(found.spending, seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("เสนอรายงานขอซื้อขอจ้างแล้ว ผู้อนุมัติได้รับแจ้ง"))
    return redirect(found)


@act
def send_back(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: Form, actor: Actor) -> object:
        reason = form.cleaned_data["reason"]
        return actions_spending.return_spending(found.spending, reason=reason, actor=actor)

    return _carry_out(request, pk, "return_form", do, _("ส่งคืนแก้ไขแล้ว"))


@act
def approve(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: Form, actor: Actor) -> object:
        return actions_spending.approve_spending(found.spending, actor=actor, **form.cleaned_data)

    return _carry_out(request, pk, "approve_form", do, _("อนุมัติแล้ว และเก็บรายงานขอซื้อขอจ้างไว้ถาวร"))


@act
def approve_on_paper(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: Form, actor: Actor) -> object:
        return actions_spending.record_approval_on_paper(found.spending, actor=actor, **form.cleaned_data)

    return _carry_out(request, pk, "paper_form", do, _("บันทึกการอนุมัติในเอกสารแล้ว"))


@act
def quote(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: forms.QuotationForm, actor: Actor) -> object:
        return actions_purchase.add_quotation(found, form.offer(), actor=actor)

    return _carry_out(request, pk, "quotation_form", do, _("บันทึกใบเสนอราคาแล้ว"))


@act
def order(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: forms.OrderForm, actor: Actor) -> object:
        return actions_purchase.order_purchase(found, form.agreement(), actor=actor)

    return _carry_out(request, pk, "order_form", do, _("บันทึกการสั่งแล้ว"))


@act
def deliver(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: Form, actor: Actor) -> object:
        return actions_purchase.record_delivery(found, actor=actor, **form.cleaned_data)

    return _carry_out(request, pk, "delivery_form", do, _("บันทึกการส่งของแล้ว"))


@act
def inspect(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: forms.InspectionForm, actor: Actor) -> object:
        return actions_purchase.inspect_delivery(found, form.taken(), actor=actor)

    return _carry_out(request, pk, "inspection_form", do, _("บันทึกผลการตรวจรับ และเก็บใบตรวจรับพัสดุไว้ถาวรแล้ว"))


@act
def withdraw(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: Form, actor: Actor) -> object:
        step, reason = Step(form.cleaned_data["step"]), form.cleaned_data["reason"]
        return actions_purchase.withdraw_step(found, step, reason=reason, actor=actor)

    return _carry_out(request, pk, "withdraw_form", do, _("ถอนแล้ว บันทึกขั้นนี้ใหม่ได้"))


@act
def add_receipt(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: forms.ReceiptForm, actor: Actor) -> object:
        upload = form.cleaned_data["photo"]
        content = whole(upload, settings.UPLOAD_PHOTO_MAX_MB) if upload else b""
        file = records.keep_photo(content, name=upload.name, actor=actor) if upload else None
        return actions_purchase.add_receipt(found, form.paper(file), actor=actor)

    return _carry_out(request, pk, "receipt_form", do, _("บันทึกเอกสารของผู้ขายแล้ว"))


@act
def pay(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: money_forms.VoucherForm, actor: Actor) -> object:
        typed = form.cleaned_data
        return actions_spending.pay_spending(
            found.spending, typed["amount"], done_on=typed["done_on"], voucher=form.voucher(), actor=actor
        )

    return _carry_out(request, pk, "pay_form", do, _("บันทึกการเบิกจ่ายแล้ว"))


@act
def close(request: Request, pk: int) -> HttpResponse:
    def do(found: Purchase, form: Form, actor: Actor) -> object:
        reason = form.cleaned_data["reason"]
        return actions_spending.close_spending(found.spending, reason=reason, actor=actor)

    return _carry_out(request, pk, "close_form", do, _("ปิดรายการแล้ว"))


@act
def end_buying(request: Request, pk: int) -> HttpResponse:
    """Say of one line of the plan, or of all that is left, that it is not bought."""
    tasks = Task.objects.visible_to(request.actor).select_related("case__edition__programme", "case__group")
    task = get_object_or_404(tasks, pk=pk)
    key = request.POST.get("line", "")
    number = whole_number(key, otherwise=0)
    line = get_object_or_404(PlanLine, pk=number, case=task.case_id) if key else None
    form = money_forms.ReasonForm(request.POST, prefix="end")
    if not form.is_valid():
        require(rules.may_end_line(request.actor, task, line))
        refused = {"ending": line, "line_form": form} if line else {"end_form": form}
        return _case_page(request, task.case, status=422, **refused)
    actions_purchase.end_buying(task, line, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("บันทึกว่าไม่จัดหาแล้ว"))
    return redirect(f"{reverse('web:case-purchases', args=[task.case_id])}#plan")


@page
def quotation_form(request: Request, pk: int, kind: str) -> HttpResponse:
    """The blank form on which vendors offer their prices, or what one offered: `of` names it."""
    purchase, offered = _purchase(request, pk), None
    if "of" in request.GET:
        offered = get_object_or_404(purchase.quotations, pk=whole_number(request.GET["of"], otherwise=0))
    return printed(papers_purchase.quotation_paper(purchase, offered), kind, f"quotation-{pk}")


@page
def open_data(request: Request, pk: int) -> HttpResponse:
    """The purchases at and below a case as releases of the Open Contracting Data Standard."""
    case = case_of(request, pk)
    address = request.build_absolute_uri(request.path)
    package = ocds.package(purchases.purchases_below(case, request.actor), address)
    return download(ocds.as_json(package), f"ocds-{case.pk}.json")


urlpatterns = [
    path("money/cases/<int:pk>/purchases/", case_purchases, name="case-purchases"),
    path("money/cases/<int:pk>/purchases/ocds.json", open_data, name="purchases-ocds"),
    path("money/cases/<int:pk>/purchases/new/", new_purchase, name="purchase-new"),
    path("money/cases/<int:pk>/purchases/add/", add_purchase, name="purchase-add"),
    path("money/tasks/<int:pk>/end-buying/", end_buying, name="purchase-end"),
    path("money/purchases/<int:pk>/", purchase, name="purchase"),
    path("money/purchases/<int:pk>/edit/", edit_purchase, name="purchase-edit"),
    path("money/purchases/<int:pk>/save/", save_purchase, name="purchase-save"),
    path("money/purchases/<int:pk>/request/", ask, name="purchase-request"),
    path("money/purchases/<int:pk>/return/", send_back, name="purchase-return"),
    path("money/purchases/<int:pk>/approve/", approve, name="purchase-approve"),
    path("money/purchases/<int:pk>/approve-on-paper/", approve_on_paper, name="purchase-approve-on-paper"),
    path("money/purchases/<int:pk>/quotation/", quote, name="purchase-quote"),
    path("money/purchases/<int:pk>/quotation.<str:kind>", quotation_form, name="purchase-quotation-form"),
    path("money/purchases/<int:pk>/order/", order, name="purchase-order"),
    path("money/purchases/<int:pk>/deliver/", deliver, name="purchase-deliver"),
    path("money/purchases/<int:pk>/inspect/", inspect, name="purchase-inspect"),
    path("money/purchases/<int:pk>/withdraw/", withdraw, name="purchase-withdraw"),
    path("money/purchases/<int:pk>/receipt/", add_receipt, name="purchase-receipt"),
    path("money/purchases/<int:pk>/pay/", pay, name="purchase-pay"),
    path("money/purchases/<int:pk>/close/", close, name="purchase-close"),
]
