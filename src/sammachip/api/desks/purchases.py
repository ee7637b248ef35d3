"""Purchases: the report, offers, the order, deliveries, inspections and receipts; asked, approved and paid as spendings."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.money import DocumentNumber
from sammachip.api.desks.spendings import SpendingSaid, SpendingsAsked, SpendingTold, spending_told
from sammachip.api.desks.tasks import TaskTold, a_task, task_told
from sammachip.api.ground import Call, acts, first, narrowed, reads, window
from sammachip.api.words import (
    Baht,
    Count,
    Day,
    Id,
    Line,
    Name,
    ReasonSaid,
    Said,
    Seen,
    Short,
    Told,
)
from sammachip.cases.models import Case, PlanLine
from sammachip.core.verdict import Verdict
from sammachip.money import actions_purchase as actions
from sammachip.money import desk, ocds, purchases
from sammachip.money import rules_purchase as rules
from sammachip.money import rules_spending as spend_rules
from sammachip.money.models import Purchase, PurchaseType, Quotation, ReceiptKind, SpendingPath
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.trail.spoken import worded

router = Router(tags=["spending"])

Quantity = Annotated[Decimal, Field(ge=0, lt=10**9, decimal_places=2)]
LongText = Annotated[str, Field(max_length=2000)]


class InspectorSaid(Said):
    name: Name
    title: Annotated[Name, Field(max_length=200)]


class PurchaseSaid(SpendingSaid):
    """What is bought and why, and what the report says of it; a draft may lack what its request needs."""

    kind: PurchaseType = PurchaseType.GOODS
    rule: Annotated[Short, Field(max_length=40)] = ""
    specification: LongText = ""
    median: Baht | None = None
    median_source: Line = ""
    wanted_on: Day | None = None
    method_reason: Line = ""
    criteria: Line = ""
    inspectors: Annotated[list[InspectorSaid], Field(max_length=15)] = []
    officer: Id | None = None

    def report(self, actor: Actor) -> actions.Report:
        known = Person.objects.visible_to(actor)
        return actions.Report(
            kind=self.kind,
            rule=self.rule,
            specification=self.specification,
            median=self.median,
            median_source=self.median_source,
            wanted_on=self.wanted_on,
            method_reason=self.method_reason,
            criteria=self.criteria,
            inspectors=[(one.name, one.title) for one in self.inspectors],
            officer=get_object_or_404(known, pk=self.officer) if self.officer else None,
        )


class PurchaseSaveSaid(PurchaseSaid):
    seen: Seen


class PriceSaid(Said):
    line: Id
    price: Baht


class QuotationSaid(Said):
    vendor: Annotated[Name, Field(max_length=200)]
    quoted_on: Day
    prices: Annotated[list[PriceSaid], Field(max_length=60)]
    tax_id: Annotated[Short, Field(max_length=20)] = ""
    address: Line = ""
    number: Short = ""
    with_vat: bool = False


class PurchaseOrderSaid(Said):
    quotation: Id
    ordered_on: Day
    delivery_days: Count
    place: Annotated[Name, Field(max_length=200)]
    fine_percent: Annotated[Decimal, Field(ge=0, le=10, decimal_places=2)]
    signer_name: Name
    signer_title: Annotated[Name, Field(max_length=200)]
    number: Short = ""
    warranty: Annotated[Line, Field(max_length=200)] = ""


class DeliverySaid(Said):
    delivered_on: Day
    note_number: DocumentNumber


class TakenSaid(Said):
    line: Id
    accepted: Quantity
    remark: Annotated[Line, Field(max_length=200)] = ""


class InspectionSaid(Said):
    """What was taken of the delivery that waits; a line that is not named was not taken."""

    inspected_on: Day
    lines: Annotated[list[TakenSaid], Field(max_length=60)]
    fine: Baht = Decimal(0)
    remark: Line = ""


class VendorReceiptSaid(Said):
    number: DocumentNumber
    dated_on: Day
    amount: Baht
    kind: ReceiptKind = ReceiptKind.RECEIPT
    book: Annotated[Short, Field(max_length=40)] = ""


class StepWithdrawalSaid(ReasonSaid):
    """Why the step that was recorded last does not stand; `step` is the one the caller means."""

    step: Literal["order", "delivery", "inspection"]


class EndSaid(ReasonSaid):
    """Why a line of the plan is not bought; without a line, all that is left of the plan."""

    line: Id | None = None


class PurchaseLineTold(Told):
    id: int
    item: str
    quantity: Decimal
    unit: str
    price: Decimal
    plan_line: int | None
    ordered_price: Decimal | None
    taken: Decimal


class QuotationTold(Told):
    id: int
    vendor: str
    number: str
    quoted_on: date
    amount: Decimal
    ordered: bool


class PurchaseOrderTold(Told):
    number: str
    ordered_on: date
    due_on: date
    place: str
    fine_percent: Decimal
    amount: Decimal


class PurchaseDeliveryTold(Told):
    delivered_on: date
    note_number: str
    inspected_on: date | None
    fine: Decimal


class WithdrawnTold(Told):
    """A step that was recorded wrongly."""

    step: str
    reason: str
    by: str
    at: datetime


class PurchaseTold(Told):
    """A purchase in a list; `spending` has its state, sum and approval, under the same number."""

    id: int
    kind: str
    spending: SpendingTold


class PurchasesTold(Told):
    items: list[PurchaseTold]
    next: int | None


class PurchaseWhole(PurchaseTold):
    rule: str
    sample: bool
    specification: str
    median: Decimal | None
    wanted_on: date | None
    criteria: str
    inspectors: list[str]
    lines: list[PurchaseLineTold]
    quotations: list[QuotationTold]
    order: PurchaseOrderTold | None
    deliveries: list[PurchaseDeliveryTold]
    withdrawn: list[WithdrawnTold]
    payable: Decimal
    paid: Decimal
    deviations: list[str]
    deviation_reason: str
    splits: list[str]
    over_account: str


def purchase_told(purchase: Purchase) -> PurchaseTold:
    return PurchaseTold(id=purchase.pk, kind=purchase.kind, spending=spending_told(purchase.spending))


def purchase_whole(purchase: Purchase) -> PurchaseWhole:
    told = purchases.found(purchase)
    return PurchaseWhole(
        id=purchase.pk,
        kind=purchase.kind,
        spending=spending_told(purchase.spending),
        rule=told.rule.key if told.rule else "",
        sample=told.rule.sample if told.rule else False,
        specification=purchase.specification,
        median=purchase.median_baht,
        wanted_on=purchase.wanted_on,
        criteria=purchase.criteria,
        inspectors=[f"{one.name} {one.title}" for one in purchase.inspectors.order_by("position")],
        lines=lines_told(told),
        quotations=quotations_told(told),
        order=order_told(told),
        deliveries=deliveries_told(told),
        withdrawn=withdrawn_told(told),
        payable=told.claim.payable,
        paid=told.totals.paid,
        deviations=[worded(one.sentence) for one in purchases.deviations_of(purchase)],
        deviation_reason=purchase.deviation_reason,
        splits=[worded(one.sentence) for one in purchases.splits_of(purchase)],
        over_account=desk.fits(purchase.spending).reason,
    )


def lines_told(told: purchases.Found) -> list[PurchaseLineTold]:
    return [
        PurchaseLineTold(
            id=one.line.pk,
            item=one.line.item,
            quantity=one.line.quantity,
            unit=one.line.unit,
            price=one.line.price_baht,
            plan_line=one.line.plan_line_id,
            ordered_price=one.price,
            taken=one.taken,
        )
        for one in told.lines
    ]


def quotations_told(told: purchases.Found) -> list[QuotationTold]:
    chosen = told.order.quotation_id if told.order else None
    return [
        QuotationTold(
            id=one.pk,
            vendor=one.vendor,
            number=one.number,
            quoted_on=one.quoted_on,
            amount=one.amount_baht,
            ordered=one.pk == chosen,
        )
        for one in told.quotations
    ]


def order_told(told: purchases.Found) -> PurchaseOrderTold | None:
    order = told.order
    if order is None:
        return None
    return PurchaseOrderTold(
        number=order.number,
        ordered_on=order.ordered_on,
        due_on=order.due_on,
        place=order.place,
        fine_percent=order.fine_percent,
        amount=order.amount_baht,
    )


def deliveries_told(told: purchases.Found) -> list[PurchaseDeliveryTold]:
    inspected = {one.delivery_id: one for one in told.inspections}
    return [
        PurchaseDeliveryTold(
            delivered_on=one.delivered_on,
            note_number=one.note_number,
            inspected_on=inspected[one.pk].inspected_on if one.pk in inspected else None,
            fine=inspected[one.pk].fine_baht if one.pk in inspected else Decimal(0),
        )
        for one in told.deliveries
    ]


def withdrawn_told(told: purchases.Found) -> list[WithdrawnTold]:
    return [
        WithdrawnTold(
            step=purchases.step_of(one),
            reason=one.withdrawn_reason,
            by=one.withdrawn_by.name,
            at=one.withdrawn_at,
        )
        for one in told.withdrawn
        if one.withdrawn_by and one.withdrawn_at
    ]


def a_purchase(request: Call, pk: int) -> Purchase:
    rows = Purchase.objects.visible_to(request.auth.actor).select_related(*purchases.WITH_SPENDING)
    return get_object_or_404(rows, pk=pk)


def _listed(request: Call, asked: SpendingsAsked) -> tuple[list[Purchase], int | None]:
    rows = Purchase.objects.visible_to(request.auth.actor).select_related(*purchases.WITH_SPENDING)
    return window(narrowed(rows, spending__case=asked.case, spending__state=asked.state), asked)


@reads(router, "/purchases")
def purchases_listed(request: Call, asked: Query[SpendingsAsked]) -> PurchasesTold:
    """What offices buy or hire for the groups the caller sees."""
    shown, after = _listed(request, asked)
    return PurchasesTold(items=[purchase_told(one) for one in shown], next=after)


@reads(router, "/purchases/ocds", media=["application/json"])
def open_data(request: Call, asked: Query[SpendingsAsked]) -> HttpResponse:
    """The same purchases as a release package of the Open Contracting Data Standard 1.1."""
    shown, _after = _listed(request, asked)
    package = ocds.package(shown, request.build_absolute_uri())
    return HttpResponse(ocds.as_json(package), content_type="application/json")


@reads(router, "/purchases/{pk}")
def purchase(request: Call, pk: Id) -> PurchaseWhole:
    """One purchase with its rule, lines, offers, order, deliveries, what is owed and paid, and what speaks against it."""
    return purchase_whole(a_purchase(request, pk))


def _may_buy(actor: Actor, case: Case) -> Verdict:
    return spend_rules.may_draft_spending(actor, case, SpendingPath.PURCHASE)


@acts(router, "/cases/{pk}/purchases", may=first(_may_buy, a_case))
def draft_purchase(request: Call, pk: Id, said: PurchaseSaid) -> PurchaseWhole:
    """Write the report on a purchase for a case; `/spendings/{pk}/request` asks for its approval."""
    actor = request.auth.actor
    made = actions.draft_purchase(a_case(request, pk), said.request(), said.report(actor), actor=actor)
    return purchase_whole(a_purchase(request, made.pk))


@acts(router, "/purchases/{pk}/save", may=first(spend_rules.may_edit_spending, a_purchase, "spending"))
def save_purchase(request: Call, pk: Id, said: PurchaseSaveSaid) -> PurchaseWhole:
    """Keep the report over the save that was seen."""
    found, actor = a_purchase(request, pk), request.auth.actor
    actions.save_purchase(found, said.request(), said.report(actor), seen=said.seen, actor=actor)
    return purchase_whole(a_purchase(request, pk))


@acts(router, "/purchases/{pk}/quotations", may=first(rules.may_quote, a_purchase))
def add_quotation(request: Call, pk: Id, said: QuotationSaid) -> PurchaseWhole:
    """Keep what a vendor offers, with a price for every line."""
    prices = {one.line: one.price for one in said.prices}
    offer = actions.Offer(prices=prices, **said.model_dump(exclude={"prices"}))
    actions.add_quotation(a_purchase(request, pk), offer, actor=request.auth.actor)
    return purchase_whole(a_purchase(request, pk))


@acts(router, "/purchases/{pk}/order", may=first(rules.may_order, a_purchase))
def order_purchase(request: Call, pk: Id, said: PurchaseOrderSaid) -> PurchaseWhole:
    """Order by one of the offers: its sum is bound and the order kept."""
    found = a_purchase(request, pk)
    quotation = get_object_or_404(Quotation, pk=said.quotation, purchase=found)
    agreement = actions.Agreement(quotation, **said.model_dump(exclude={"quotation"}))
    actions.order_purchase(found, agreement, actor=request.auth.actor)
    return purchase_whole(a_purchase(request, pk))


@acts(router, "/purchases/{pk}/deliveries", may=first(rules.may_deliver, a_purchase))
def record_delivery(request: Call, pk: Id, said: DeliverySaid) -> PurchaseWhole:
    """Record that the vendor delivered, all or a part."""
    actions.record_delivery(a_purchase(request, pk), **said.model_dump(), actor=request.auth.actor)
    return purchase_whole(a_purchase(request, pk))


@acts(router, "/purchases/{pk}/inspections", may=first(rules.may_inspect, a_purchase))
def inspect_delivery(request: Call, pk: Id, said: InspectionSaid) -> PurchaseWhole:
    """Record what the inspectors took of the delivery that waits for them; their paper is kept."""
    taken = actions.Taken(
        inspected_on=said.inspected_on,
        accepted={one.line: one.accepted for one in said.lines},
        remarks={one.line: one.remark for one in said.lines},
        fine=said.fine,
        remark=said.remark,
    )
    actions.inspect_delivery(a_purchase(request, pk), taken, actor=request.auth.actor)
    return purchase_whole(a_purchase(request, pk))


@acts(router, "/purchases/{pk}/withdraw", may=first(rules.may_withdraw, a_purchase))
def withdraw_step(request: Call, pk: Id, said: StepWithdrawalSaid) -> PurchaseWhole:
    """Withdraw the order, delivery or inspection recorded last, before it is paid on; what an order bound is free again."""
    step = purchases.Step(said.step)
    actions.withdraw_step(a_purchase(request, pk), step, reason=said.reason, actor=request.auth.actor)
    return purchase_whole(a_purchase(request, pk))


@acts(router, "/purchases/{pk}/receipts", may=first(rules.may_work_on, a_purchase))
def add_receipt(request: Call, pk: Id, said: VendorReceiptSaid) -> PurchaseWhole:
    """Keep the vendor's receipt or invoice; nothing is paid without a proof."""
    actions.add_receipt(
        a_purchase(request, pk), actions.Vendor(**said.model_dump()), actor=request.auth.actor
    )
    return purchase_whole(a_purchase(request, pk))


@acts(router, "/tasks/{pk}/end-buying", may=first(_may_buy, a_task, "case"))
def end_buying(request: Call, pk: Id, said: EndSaid) -> TaskTold:
    """Say that a line of the plan, or all that is left of it, is not bought, and why."""
    task = a_task(request, pk)
    line = get_object_or_404(PlanLine, pk=said.line, case=task.case_id) if said.line else None
    actions.end_buying(task, line, reason=said.reason, actor=request.auth.actor)
    return task_told(a_task(request, pk))
