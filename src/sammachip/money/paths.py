"""What a payment of a purchase rests on: lines of the plan, the approval, the order, the inspection and evidence.

Asked before every entry of a purchase, whoever records it, and asked again of every entry by `verify`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from sammachip.core.money import format_baht, round_satang
from sammachip.core.verdict import YES, Verdict
from sammachip.money.ledger import ZERO, EntryKind
from sammachip.money.models import (
    Entry,
    Evidence,
    Inspection,
    InspectionLine,
    Order,
    QuotationLine,
    Spending,
    SpendingLine,
    SpendingPath,
    SpendingState,
)
from sammachip.money.spendings import totals_of, totals_of_one
from sammachip.trail.spoken import day_name

PAYS = (EntryKind.PAID, EntryKind.PAID_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a vendor is owed by a day: the value of what was taken at the prices of the order, and the fines."""

    taken: Decimal = ZERO
    fines: Decimal = ZERO
    whole: bool = False
    """Whether everything that was ordered has been taken."""

    @property
    def payable(self) -> Decimal:
        return max(self.taken - self.fines, ZERO)


NOTHING = Claim()


def claims(spendings: Collection[int], by: date | None = None) -> Mapping[int, Claim]:
    """What is owed on each purchase that was ordered, by its spending's key; three queries."""
    offers = _ordered(spendings)
    taken = _taken(offers, by)
    fines = _fines(spendings, by)
    owed: dict[int, Decimal] = defaultdict(Decimal)
    whole: dict[int, bool] = defaultdict(lambda: True)
    for offer in offers.values():
        owed[offer.line.spending_id] += _worth(offer, taken.get(offer.line_id, ZERO))
        whole[offer.line.spending_id] &= taken.get(offer.line_id, ZERO) >= offer.line.quantity
    return {pk: Claim(owed[pk], fines.get(pk, ZERO), whole[pk]) for pk in owed}


def _ordered(spendings: Collection[int]) -> dict[int, QuotationLine]:
    """The prices agreed in the orders of these spendings, by the line they are for."""
    orders = Order.objects.standing().filter(purchase__in=spendings)
    agreed = QuotationLine.objects.filter(quotation__orders__in=orders)
    return {one.line_id: one for one in agreed.select_related("line").order_by("pk")}


def _taken(lines: Collection[int], by: date | None) -> dict[int, Decimal]:
    """How much was taken of each of these lines by a day."""
    found = InspectionLine.objects.filter(line__in=lines, inspection__withdrawn_at=None)
    if by is not None:
        found = found.filter(inspection__inspected_on__lte=by)
    return dict(found.values_list("line").annotate(sum=Sum("accepted")).order_by())


def _fines(spendings: Collection[int], by: date | None) -> Mapping[int, Decimal]:
    laid = Inspection.objects.standing().filter(delivery__purchase__in=spendings)
    if by is not None:
        laid = laid.filter(inspected_on__lte=by)
    return dict(laid.values_list("delivery__purchase").annotate(sum=Sum("fine_baht")).order_by())


def _worth(offer: QuotationLine, accepted: Decimal) -> Decimal:
    """What was taken of a line at its price; the whole line is worth what was offered for it."""
    if accepted >= offer.line.quantity:
        return Decimal(offer.amount_baht)
    return round_satang(accepted * offer.price_baht)


def pays(kind: str) -> bool:
    return kind in PAYS


def may_move(kind: str, spending: Spending, amount: Decimal, done_on: date) -> Verdict:
    """Whether so much may be bound, paid or lent on a spending; YES of every one that is no purchase."""
    if spending.path != SpendingPath.PURCHASE:
        return YES
    if kind == EntryKind.LOAN:
        return Verdict(
            _("การจัดซื้อจัดจ้างจ่ายแก่ผู้ขายเมื่อตรวจรับแล้ว จึงให้ยืมเงินจากรายการนี้ไม่ได้ — บันทึกการเบิกจ่ายหลังตรวจรับ"),
            "purchase-loan",
        )
    if kind == EntryKind.COMMITTED:
        return _is_ordered(spending)
    return _rests(spending, amount, done_on) if kind in PAYS else YES


def _is_ordered(spending: Spending) -> Verdict:
    if Order.objects.standing().filter(purchase=spending.pk).exists():
        return YES
    return Verdict(_("ยังไม่ได้บันทึกการสั่งซื้อหรือสั่งจ้าง จึงก่อหนี้ผูกพันหรือเบิกจ่ายไม่ได้ — บันทึกใบสั่งก่อน"), "purchase-order")


def _rests(spending: Spending, amount: Decimal, done_on: date) -> Verdict:
    """Whether a payment has its lines of the plan, order, inspection and evidence, and goes no further than these."""
    if lines := list(SpendingLine.objects.filter(spending=spending, plan_line=None).order_by("position")):
        return Verdict(
            _("«{items}» ไม่อ้างรายการตามแผน จึงเบิกจ่ายไม่ได้ — ปิดรายการนี้แล้วเสนอใหม่โดยเลือกรายการตามแผน").format(
                items=", ".join(line.item for line in lines)
            ),
            "purchase-plan",
        )
    if not (verdict := _is_ordered(spending)):
        return verdict
    owed = claims([spending.pk], done_on).get(spending.pk, NOTHING).payable
    paid = totals_of_one(spending).paid
    if paid + amount > owed:
        return Verdict(
            _(
                "เบิกจ่ายเกินที่ตรวจรับ: ขอเบิก {amount} บาท แต่ตรวจรับถึง {day} หักค่าปรับแล้ว {owed} บาท และเบิกไปแล้ว {paid} บาท — ตรวจรับให้ครบก่อน หรือลดยอด"
            ).format(
                amount=format_baht(amount),
                day=day_name(done_on),
                owed=format_baht(owed),
                paid=format_baht(paid),
            ),
            "purchase-inspection",
        )
    if not Evidence.objects.filter(spending=spending).exists():
        return Verdict(_("ยังไม่มีใบเสร็จรับเงินหรือใบแจ้งหนี้ของรายการนี้ — บันทึกหลักฐานก่อนเบิกจ่าย"), "purchase-evidence")
    return YES


def may_drop(spending: Spending) -> Verdict:
    """Whether no more may be paid on a spending: nothing that was taken from a vendor is unpaid."""
    owed = claims([spending.pk]).get(spending.pk, NOTHING).payable
    paid = totals_of_one(spending).paid
    if owed <= paid:
        return YES
    return Verdict(
        _("ตรวจรับแล้วต้องจ่าย {owed} บาท แต่เบิกจ่ายแล้ว {paid} บาท — เบิกจ่ายให้ครบก่อนปิดรายการ").format(
            owed=format_baht(owed), paid=format_baht(paid)
        ),
        "purchase-unpaid",
    )


def was_paid_since(spending: Spending, moment: datetime) -> bool:
    """Whether a payment that stands was recorded from this moment on."""
    paid = Entry.objects.filter(spending=spending, kind__in=PAYS, recorded_at__gte=moment)
    return paid.filter(reversals=None).exists()


def is_settled(spending: Spending) -> bool:
    """Whether all that was ordered was taken, and all that is owed for it paid."""
    claim = claims([spending.pk]).get(spending.pk, NOTHING)
    return claim.whole and totals_of_one(spending).paid >= claim.payable


def accepted_of(lines: Iterable[SpendingLine], by: date) -> Mapping[int, Decimal]:
    """How much was taken of each line of a purchase by a day; lines of other spendings are not in it. One query."""
    wanted = [line.pk for line in lines if line.spending.path == SpendingPath.PURCHASE]
    if not wanted:
        return {}
    found = _taken(wanted, by)
    return {pk: found.get(pk, ZERO) for pk in wanted}


def orphans() -> Iterator[str]:
    """One sentence for each purchase that was paid without all that a payment rests on: behind `verify`."""
    bought = Spending.objects.filter(path=SpendingPath.PURCHASE)
    paid = bought.filter(pk__in=Entry.objects.filter(kind__in=PAYS).values("spending"))
    spendings = {one.pk: one for one in paid.order_by("pk")}
    lacks = _lacking(spendings)
    owed, totals = claims(list(spendings)), totals_of(spendings.values())
    for pk, spending in spendings.items():
        if totals[pk].paid > owed.get(pk, NOTHING).payable:
            lacks[pk].append(
                f"เบิกจ่าย {format_baht(totals[pk].paid)} บาท แต่ตรวจรับหักค่าปรับ {format_baht(owed.get(pk, NOTHING).payable)} บาท"
            )
        for lack in lacks[pk] if totals[pk].paid else ():
            yield f"การจัดซื้อจัดจ้าง {pk} ({spending.title}): {lack} — ตรวจกับเอกสาร แล้วกลับรายการเบิกจ่ายที่ผิด"


def _lacking(spendings: Mapping[int, Spending]) -> dict[int, list[str]]:
    """What each of these lacks of plan, approval and evidence; a fixed number of queries."""
    lacks: dict[int, list[str]] = defaultdict(list)
    unplanned = SpendingLine.objects.filter(spending__in=spendings)
    strange = unplanned.exclude(plan_line__case=F("spending__case")) | unplanned.filter(plan_line=None)
    for pk, item in strange.order_by("pk").values_list("spending", "item"):
        lacks[pk].append(f"«{item}» ไม่อ้างรายการตามแผน")
    proved = set(Evidence.objects.filter(spending__in=spendings).values_list("spending", flat=True))
    for pk, spending in spendings.items():
        if spending.state not in (SpendingState.APPROVED, SpendingState.CLOSED):
            lacks[pk].append("ไม่ได้รับอนุมัติ")
        if pk not in proved:
            lacks[pk].append("ไม่มีหลักฐาน")
    return lacks
