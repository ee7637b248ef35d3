"""Reads of a purchase: its days, what differs from the plan, what looks split, its next step, and who may act on it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from django.db.models import Q

from sammachip.cases.models import Case
from sammachip.core import procurement as core
from sammachip.core.procurement import Bought, Deviation, Rule, Split, Thing
from sammachip.money import paths
from sammachip.money.bought import THINGS
from sammachip.money.ledger import ZERO
from sammachip.money.models import (
    Delivery,
    Inspection,
    InspectionLine,
    Order,
    Purchase,
    Quotation,
    QuotationLine,
    Spending,
    SpendingLine,
    SpendingState,
)
from sammachip.money.procurement import rule_for, shipped
from sammachip.money.spendings import SpendingTotals, totals_of
from sammachip.org.hats import Actor
from sammachip.trail import clock

WITH_SPENDING = (
    *("officer", "spending__made_by", "spending__requested_by", "spending__approved_by"),
    *("spending__case__edition__programme", "spending__case__group", "spending__case__office"),
    *("spending__office__parent", "spending__case__area"),
)
"""What a page or paper of a purchase reads of other rows."""


@dataclass(frozen=True, slots=True)
class LineStanding:
    """One line of a purchase: the price agreed with the vendor, and how much was taken of it so far."""

    line: SpendingLine
    price: Decimal | None
    amount: Decimal | None
    taken: Decimal

    @property
    def left(self) -> Decimal:
        return max(self.line.quantity - self.taken, ZERO)


Row = TypeVar("Row")
Recorded = Order | Delivery | Inspection
"""A step that may have been recorded wrongly, and is withdrawn then."""


@dataclass(frozen=True, slots=True)
class Found:
    """All of a purchase that its page, its papers and its data say."""

    purchase: Purchase
    rule: Rule | None
    lines: Sequence[LineStanding]
    quotations: Sequence[Quotation]
    order: Order | None
    deliveries: Sequence[Delivery]
    inspections: Sequence[Inspection]
    withdrawn: Sequence[Recorded]
    claim: paths.Claim
    totals: SpendingTotals

    @property
    def spending(self) -> Spending:
        return self.purchase.spending

    @property
    def to_pay(self) -> Decimal:
        return max(self.claim.payable - self.totals.paid, ZERO)

    @property
    def uninspected(self) -> Delivery | None:
        """The delivery that waits for its inspectors."""
        inspected = {one.delivery_id for one in self.inspections}
        return next((one for one in self.deliveries if one.pk not in inspected), None)

    @property
    def last(self) -> Recorded | None:
        """What was recorded last of the order, the deliveries and their inspections, and still stands."""
        if self.uninspected:
            return self.uninspected
        return max(self.inspections, key=lambda one: one.pk, default=None) or self.order

    @property
    def fine_due(self) -> Decimal:
        """The fine that the order lays on what waits for its inspectors, all that is left of it taken as late."""
        order, delivery = self.order, self.uninspected
        if order is None or delivery is None:
            return ZERO
        late = sum((one.left * (one.price or ZERO) for one in self.lines), ZERO)
        return core.fine((delivery.delivered_on - order.due_on).days, order.fine_percent, late)


def order_of(purchase: Purchase) -> Order | None:
    return Order.objects.standing().filter(purchase=purchase).select_related("quotation").first()


def rule_of(purchase: Purchase, day: date | None = None) -> Rule | None:
    """The rule the request was judged by; of a draft the one it would be judged by that day."""
    if purchase.spending.state != SpendingState.DRAFT and purchase.rule:
        return purchase.rule_asked
    spending = purchase.spending
    return rule_for(day or clock.today(), purchase.kind, spending.amount_baht, purchase.rule_key)


@dataclass(frozen=True, slots=True)
class _Held:
    """All rows of some purchases, each kind by the purchase they belong to."""

    orders: Mapping[int, Sequence[Order]]
    deliveries: Mapping[int, Sequence[Delivery]]
    inspections: Mapping[int, Sequence[Inspection]]
    quotations: Mapping[int, Sequence[Quotation]]
    lines: Mapping[int, Sequence[LineStanding]]
    claims: Mapping[int, paths.Claim]
    totals: Mapping[int, SpendingTotals]


def found(purchase: Purchase) -> Found:
    """A purchase with all its steps."""
    return found_all([purchase])[0]


def found_all(purchases: Sequence[Purchase]) -> list[Found]:
    """Purchases with all their steps; as many queries for thirty as for one."""
    held = _held(purchases)
    return [_found(one, held) for one in purchases]


def _held(purchases: Sequence[Purchase]) -> _Held:
    keys = [one.pk for one in purchases]
    orders = Order.objects.filter(purchase__in=keys).select_related("quotation", "withdrawn_by")
    deliveries = Delivery.objects.filter(purchase__in=keys).select_related("withdrawn_by")
    inspections = Inspection.objects.filter(delivery__purchase__in=keys)
    quotations = Quotation.objects.filter(purchase__in=keys)
    ordered = _by(orders.order_by("pk"), lambda one: one.purchase_id)
    chosen = [one.quotation_id for some in ordered.values() for one in some if one.stands]
    return _Held(
        orders=ordered,
        deliveries=_by(deliveries.order_by("delivered_on", "pk"), lambda one: one.purchase_id),
        inspections=_by(
            inspections.select_related("delivery", "withdrawn_by").order_by("inspected_on", "pk"),
            lambda one: one.delivery.purchase_id,
        ),
        quotations=_by(quotations.order_by("amount_baht", "pk"), lambda one: one.purchase_id),
        lines=_by(_line_standings(keys, chosen), lambda one: one.line.spending_id),
        claims=paths.claims(keys),
        totals=totals_of([one.spending for one in purchases]),
    )


def _by(rows: Iterable[Row], purchase_of: Callable[[Row], int]) -> Mapping[int, Sequence[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[purchase_of(row)].append(row)
    return found


def _found(purchase: Purchase, held: _Held) -> Found:
    pk = purchase.pk
    orders, deliveries, inspections = (
        held.orders.get(pk, ()),
        held.deliveries.get(pk, ()),
        held.inspections.get(pk, ()),
    )
    recorded: list[Recorded] = [*orders, *deliveries, *inspections]
    return Found(
        purchase=purchase,
        rule=rule_of(purchase),
        lines=held.lines.get(pk, ()),
        quotations=held.quotations.get(pk, ()),
        order=next((one for one in orders if one.stands), None),
        deliveries=[one for one in deliveries if one.stands],
        inspections=[one for one in inspections if one.stands],
        withdrawn=[one for one in recorded if not one.stands],
        claim=held.claims.get(pk, paths.NOTHING),
        totals=held.totals[pk],
    )


def _line_standings(spendings: Collection[int], quotations: Collection[int]) -> list[LineStanding]:
    """The lines of these purchases, with the prices of the offers that were ordered; three queries."""
    lines = list(
        SpendingLine.objects.filter(spending__in=spendings)
        .select_related("spending", "plan_line__filing")
        .order_by("spending", "position", "pk")
    )
    agreed = QuotationLine.objects.filter(quotation__in=quotations).order_by("pk")
    offers = {one.line_id: one for one in agreed}
    taken = paths.accepted_of(lines, date.max)
    return [
        LineStanding(
            line,
            offers[line.pk].price_baht if line.pk in offers else None,
            offers[line.pk].amount_baht if line.pk in offers else None,
            taken.get(line.pk, ZERO),
        )
        for line in lines
    ]


def left_to_inspect(purchase: Purchase) -> dict[int, Decimal]:
    """How much of each line was not taken yet, by its key."""
    return {one.line.pk: one.left for one in _line_standings([purchase.pk], ())}


def deviations_of(purchase: Purchase) -> list[Deviation]:
    """What was asked for otherwise than the plan says, line by line; one query."""
    percent = shipped().deviation_percent
    lines = purchase.spending.lines.select_related("plan_line").order_by("position", "pk")
    return [
        deviation
        for line in lines
        if line.plan_line
        for deviation in core.deviations(
            Thing(
                line.plan_line.item, line.plan_line.quantity, line.plan_line.unit, line.plan_line.price_baht
            ),
            Thing(line.item, line.quantity, line.unit, line.price_baht),
            percent=percent,
        )
    ]


def splits_of(purchase: Purchase) -> list[Split]:
    """Whether this purchase and others of the same office look like parts of a larger one; three queries."""
    this = _compared([purchase])[0]
    others = (
        Purchase.objects.filter(kind=purchase.kind, spending__office=purchase.spending.office)
        .exclude(Q(pk=purchase.pk) | Q(spending__state__in=[SpendingState.DRAFT, SpendingState.CANCELLED]))
        .select_related("spending")
        .order_by("pk")
    )
    at = core.bands(shipped().rules, this.day, purchase.kind)
    return core.splits(this, _compared(others), at=at, days=shipped().split_days)


def _compared(purchases: Iterable[Purchase]) -> list[Bought]:
    """Purchases as `core.procurement` compares them: by the day they were asked for, or today's of a draft."""
    found = list(purchases)
    items: dict[int, list[str]] = {one.pk: [] for one in found}
    lines = SpendingLine.objects.filter(spending__in=items).order_by("spending", "position")
    for spending, item in lines.values_list("spending", "item"):
        items[spending].append(item)
    standing = Order.objects.standing().filter(purchase__in=items).select_related("quotation")
    orders = {one.purchase_id: one for one in standing}
    return [
        Bought(
            one.spending.title,
            one.spending.requested_on or clock.today(),
            orders[one.pk].amount_baht if one.pk in orders else one.spending.amount_baht,
            orders[one.pk].quotation.vendor if one.pk in orders else "",
            tuple(items[one.pk]),
        )
        for one in found
    ]


class Step(StrEnum):
    """The steps of a purchase, in their order."""

    REQUEST = "request"
    APPROVAL = "approval"
    QUOTATION = "quotation"
    ORDER = "order"
    DELIVERY = "delivery"
    INSPECTION = "inspection"
    PAYMENT = "payment"
    HANDOVER = "handover"


def step_of(recorded: Recorded) -> Step:
    if isinstance(recorded, Order):
        return Step.ORDER
    return Step.DELIVERY if isinstance(recorded, Delivery) else Step.INSPECTION


class StepState(StrEnum):
    DONE = "done"
    NEXT = "next"
    LATER = "later"


def steps(told: Found, *, waits_for_handover: bool) -> list[tuple[Step, StepState]]:
    """Each step with where it stands: the first that is not done is next; none is next once it was cancelled."""
    done = dict(_done(told, waits_for_handover=waits_for_handover))
    shown = [step for step in Step if step in done]
    first = next((step for step in shown if not done[step]), None)
    if told.spending.state == SpendingState.CANCELLED:
        first = None
    return [
        (step, StepState.DONE if done[step] else StepState.NEXT if step == first else StepState.LATER)
        for step in shown
    ]


def _done(told: Found, *, waits_for_handover: bool) -> Iterator[tuple[Step, bool]]:
    state = told.spending.state
    closed = state == SpendingState.CLOSED
    yield Step.REQUEST, state != SpendingState.DRAFT
    yield Step.APPROVAL, told.spending.approved_on is not None
    yield Step.QUOTATION, bool(told.quotations)
    yield Step.ORDER, told.order is not None
    yield (
        Step.DELIVERY,
        bool(told.deliveries) and (told.claim.whole or told.uninspected is not None or closed),
    )
    yield Step.INSPECTION, told.claim.whole or (closed and bool(told.inspections))
    yield Step.PAYMENT, closed
    if any(one.line.expense_class in THINGS for one in told.lines):
        yield Step.HANDOVER, closed and not waits_for_handover


def purchases_below(case: Case, actor: Actor) -> Sequence[Purchase]:
    """The purchases at and below a case that the actor sees, the newest first; one query."""
    below = Case.objects.filter(programme=case.programme_id).within(case.path)
    seen = Purchase.objects.visible_to(actor).filter(spending__case__in=below)
    return list(seen.select_related(*WITH_SPENDING).newest_first())


def inspected_lines(inspection: Inspection) -> Sequence[InspectionLine]:
    return list(inspection.lines.select_related("line").order_by("line__position", "pk"))
