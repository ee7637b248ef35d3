"""Vendors offer their prices, and one of them gets the order: its sum is bound, and its paper kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.rules import may_be_done_on
from sammachip.core.money import format_baht, round_satang
from sammachip.core.procurement import Dated, is_tax_id
from sammachip.core.thainum import to_arabic
from sammachip.core.verdict import Refused, require
from sammachip.money import actions_spending, papers_purchase, purchases
from sammachip.money import rules_purchase as rules
from sammachip.money.actions import Voucher, hold
from sammachip.money.actions_spending.asking import require_below_most, require_within_limits
from sammachip.money.models import Order, Purchase, Quotation, QuotationLine
from sammachip.org.hats import Actor
from sammachip.records import actions as records
from sammachip.trail import actions as trail
from sammachip.trail import clock

LONGEST_DELIVERY_DAYS = 3650
MOST_FINE_PERCENT = 10
"""A day; what is more was typed as baht."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a vendor offers: the price of each unit, by the key of the line; `with_vat` where the tax is in it."""

    vendor: str
    quoted_on: date
    prices: Mapping[int, Decimal] = field(default_factory=dict)
    tax_id: str = ""
    address: str = ""
    number: str = ""
    with_vat: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the order says (ใบสั่งซื้อ/สั่งจ้าง) beside the prices of the offer it takes up."""

    quotation: Quotation
    ordered_on: date
    delivery_days: int
    place: str
    fine_percent: Decimal
    signer_name: str
    signer_title: str
    number: str = ""
    warranty: str = ""


@transaction.atomic
def add_quotation(purchase: Purchase, offer: Offer, *, actor: Actor) -> Quotation:
    """Keep what a vendor offers for every line of the purchase."""
    hold(purchase.spending)
    require(rules.may_quote(actor, purchase))
    require(may_be_done_on(offer.quoted_on))
    tax_id = _tax_id(offer.tax_id)
    lines = _priced(purchase, offer.prices)
    amount = sum((line.amount_baht for line in lines), Decimal(0))
    require_below_most(amount)
    quotation = Quotation.objects.create(
        purchase=purchase,
        vendor=_given(offer.vendor, _("ชื่อผู้ขายหรือผู้รับจ้าง")),
        tax_id=tax_id,
        address=offer.address.strip(),
        number=offer.number.strip(),
        quoted_on=offer.quoted_on,
        with_vat=offer.with_vat,
        amount_baht=amount,
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    for line in lines:
        line.quotation = quotation
    QuotationLine.objects.bulk_create(lines)
    trail.log(
        "purchase.quoted",
        about=quotation,
        within=purchase.spending.case,
        actor=actor,
        done_on=offer.quoted_on,
        amount=quotation.amount_baht,
    )
    return quotation


def _priced(purchase: Purchase, prices: Mapping[int, Decimal]) -> list[QuotationLine]:
    lines = list(purchase.spending.lines.order_by("position", "pk"))
    if missing := [line.item for line in lines if not prices.get(line.pk)]:
        raise Refused(
            _("ยังไม่มีราคาของ «{items}» — ใบเสนอราคาต้องมีราคาทุกรายการที่ขออนุมัติ").format(items=", ".join(missing))
        )
    return [
        QuotationLine(
            line=line, price_baht=prices[line.pk], amount_baht=round_satang(line.quantity * prices[line.pk])
        )
        for line in lines
    ]


def _tax_id(typed: str) -> str:
    digits = to_arabic(typed).replace("-", "").replace(" ", "")
    if digits and not is_tax_id(digits):
        raise Refused(
            _("เลขประจำตัวผู้เสียภาษี {typed} ไม่ถูกต้อง — ตรวจเลข 13 หลัก หรือเว้นไว้").format(typed=typed.strip())
        )
    return digits


@transaction.atomic
def order_purchase(purchase: Purchase, agreement: Agreement, *, actor: Actor) -> Order:
    """Order from the vendor of an offer: the sum is bound where the rule asks for an order, and the order kept."""
    spending, quotation = purchase.spending, agreement.quotation
    hold(spending)
    require(rules.may_order(actor, purchase))
    rule = purchases.rule_of(purchase)
    assert rule is not None  # what was approved was judged by one
    _require_sound(purchase, agreement, needs_number=rule.needs_order)
    _require_days(purchase, agreement, buys_first=rule.buys_first)
    order = Order.objects.create(
        purchase=purchase,
        quotation=quotation,
        number=agreement.number.strip(),
        ordered_on=agreement.ordered_on,
        due_on=agreement.ordered_on + timedelta(days=agreement.delivery_days),
        place=agreement.place.strip(),
        fine_percent=agreement.fine_percent,
        warranty=agreement.warranty.strip(),
        signer_name=agreement.signer_name.strip(),
        signer_title=agreement.signer_title.strip(),
        amount_baht=quotation.amount_baht,
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    trail.log(
        "purchase.ordered",
        about=order,
        within=spending.case,
        actor=actor,
        done_on=order.ordered_on,
        number=order.number,
        amount=order.amount_baht,
    )
    if rule.needs_order:
        _bind(order, actor)
    else:
        require_within_limits(spending, "order", order.ordered_on)
    cases.advance(spending.case)
    return order


def _bind(order: Order, actor: Actor) -> None:
    """Bind what was ordered, and keep the order as it was given."""
    spending = order.purchase.spending
    voucher = Voucher(order.number, spending.office)
    actions_spending.commit_spending(
        spending, order.amount_baht, done_on=order.ordered_on, voucher=voucher, actor=actor
    )
    paper = records.draft(
        kind=papers_purchase.ORDER,
        title=papers_purchase.order_title(order),
        about=spending,
        office=spending.office,
        path=spending.case.path,
        document=papers_purchase.order_paper(order),
        actor=actor,
    )
    records.issue_draft(paper, number=order.number, dated_on=order.ordered_on, actor=actor)


def _require_sound(purchase: Purchase, agreement: Agreement, *, needs_number: bool) -> None:
    _given(agreement.place, _("สถานที่ส่งมอบ"))
    _given(agreement.signer_name, _("ผู้ลงนามสั่ง"))
    _given(agreement.signer_title, _("ตำแหน่งผู้ลงนาม"))
    if needs_number:
        _given(agreement.number, _("เลขที่ใบสั่ง"))
    if not 0 <= agreement.delivery_days <= LONGEST_DELIVERY_DAYS:
        raise Refused(
            _("กำหนดส่งมอบ {n} วัน อยู่นอกช่วง 0 ถึง {most} วัน — ตรวจจำนวนวัน").format(
                n=agreement.delivery_days, most=LONGEST_DELIVERY_DAYS
            )
        )
    if not 0 <= agreement.fine_percent <= MOST_FINE_PERCENT:
        raise Refused(
            _("ค่าปรับร้อยละ {percent} ต่อวัน อยู่นอกช่วง 0 ถึง {most} — ตรวจว่าไม่ได้พิมพ์จำนวนบาท").format(
                percent=agreement.fine_percent, most=MOST_FINE_PERCENT
            )
        )
    amount, approved = agreement.quotation.amount_baht, purchase.spending.amount_baht
    if amount > approved:
        raise Refused(
            _(
                "สั่งเกินที่อนุมัติ: {vendor} เสนอ {amount} บาท แต่อนุมัติไว้ {approved} บาท — ต่อรองราคา หรือขออนุมัติใหม่"
            ).format(
                vendor=agreement.quotation.vendor, amount=format_baht(amount), approved=format_baht(approved)
            )
        )


def _require_days(purchase: Purchase, agreement: Agreement, *, buys_first: bool) -> None:
    """The offer stands before the order, and the approval too where the rule lets nobody buy first."""
    require(may_be_done_on(agreement.ordered_on))
    ordered = Dated(rules.ORDERED, agreement.ordered_on)
    before = [Dated(rules.QUOTED, agreement.quotation.quoted_on)]
    if not buys_first and purchase.spending.approved_on:
        before.append(Dated(rules.APPROVED, purchase.spending.approved_on))
    for one in before:
        for late in rules.in_order(one, ordered):
            require(late)


def _given(text: str, label: str) -> str:
    if not text.strip():
        raise Refused(_("ยังไม่ได้ระบุ{label} — กรอกก่อนบันทึก").format(label=label))
    return text.strip()
