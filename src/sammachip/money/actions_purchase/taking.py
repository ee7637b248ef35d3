"""What the vendor delivers is inspected line by line; what was taken may be paid, on the vendor's own paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.rules import may_be_done_on
from sammachip.core.money import format_baht
from sammachip.core.procurement import Dated
from sammachip.core.thainum import counted
from sammachip.core.verdict import Refused, require
from sammachip.money import actions_spending, papers_purchase, purchases
from sammachip.money import rules_purchase as rules
from sammachip.money.actions import hold, require_positive
from sammachip.money.models import (
    Delivery,
    EvidenceKind,
    Inspection,
    InspectionLine,
    Purchase,
    Receipt,
    ReceiptKind,
    SpendingLine,
)
from sammachip.org.hats import Actor
from sammachip.records import actions as records
from sammachip.records.models import StoredFile
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.thai import in_thai


@dataclass(frozen=True, slots=True)
class Taken:
    """What the inspectors found: how much of each line they took, by its key, and the fine they laid."""

    inspected_on: date
    accepted: Mapping[int, Decimal] = field(default_factory=dict)
    remarks: Mapping[int, str] = field(default_factory=dict)
    fine: Decimal = Decimal(0)
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Vendor:
    """The vendor's paper on the money: a receipt, or the invoice it is paid on."""

    number: str
    dated_on: date
    amount: Decimal
    kind: str = ReceiptKind.RECEIPT
    book: str = ""
    file: StoredFile | None = None


@transaction.atomic
def record_delivery(purchase: Purchase, *, delivered_on: date, note_number: str, actor: Actor) -> Delivery:
    """Record that the vendor delivered, all or a part, under a note of this number."""
    hold(purchase.spending)
    require(rules.may_deliver(actor, purchase))
    order = purchases.order_of(purchase)
    assert order is not None  # may_deliver asks for one
    _require_follows(Dated(rules.ORDERED, order.ordered_on), Dated(rules.DELIVERED, delivered_on))
    if not note_number.strip():
        raise Refused(_("ระบุเลขที่ใบส่งของ หากไม่มีเลขให้พิมพ์ ไม่มีเลขที่"))
    delivery = Delivery.objects.create(
        purchase=purchase,
        delivered_on=delivered_on,
        note_number=note_number.strip(),
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    trail.log(
        "purchase.delivered",
        about=delivery,
        within=purchase.spending.case,
        actor=actor,
        done_on=delivered_on,
        number=delivery.note_number,
    )
    return delivery


@transaction.atomic
def inspect_delivery(purchase: Purchase, taken: Taken, *, actor: Actor) -> Inspection:
    """Record what the inspectors took of the delivery that waits for them, and keep their paper."""
    hold(purchase.spending)
    require(rules.may_inspect(actor, purchase))
    delivery = purchases.found(purchase).uninspected
    assert delivery is not None  # may_inspect asks for one
    _require_follows(
        Dated(rules.DELIVERED, delivery.delivered_on), Dated(rules.INSPECTED, taken.inspected_on)
    )
    _require_no_fine_below_nothing(taken)
    lines = _taken_lines(purchase, taken)
    inspection = Inspection.objects.create(
        delivery=delivery,
        inspected_on=taken.inspected_on,
        fine_baht=taken.fine,
        remark=taken.remark.strip(),
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    for line in lines:
        line.inspection = inspection
    InspectionLine.objects.bulk_create(lines)
    _require_fine_within(purchase)
    _issue(purchase, inspection, actor)
    trail.log(
        "purchase.inspected",
        about=inspection,
        within=purchase.spending.case,
        actor=actor,
        done_on=taken.inspected_on,
        accepted={str(line.line_id): line.accepted for line in lines},
        fine=taken.fine,
    )
    cases.advance(purchase.spending.case)
    return inspection


def _taken_lines(purchase: Purchase, taken: Taken) -> list[InspectionLine]:
    left = purchases.left_to_inspect(purchase)
    lines = list(purchase.spending.lines.order_by("position", "pk"))
    if strange := set(taken.accepted) - set(left):
        raise Refused(
            _("มี {n} รายการที่ไม่อยู่ในการจัดซื้อจัดจ้างนี้ จึงตรวจรับไม่ได้ — เปิดหน้านี้ใหม่แล้วตรวจรายการ").format(
                n=len(strange)
            )
        )
    for line in lines:
        _require_within(line, taken.accepted.get(line.pk, Decimal(0)), left[line.pk])
    return [
        InspectionLine(
            line=line,
            accepted=taken.accepted.get(line.pk, Decimal(0)),
            remark=taken.remarks.get(line.pk, "").strip(),
        )
        for line in lines
    ]


def _require_within(line: SpendingLine, accepted: Decimal, left: Decimal) -> None:
    if 0 <= accepted <= left:
        return
    raise Refused(
        _("รับ «{item}» {accepted} {unit} ไม่ได้: ที่สั่งไว้และยังไม่ได้รับมี {left} {unit} — ตรวจจำนวนที่รับ").format(
            item=line.item, accepted=counted(accepted), unit=line.unit, left=counted(left)
        )
    )


def _require_no_fine_below_nothing(taken: Taken) -> None:
    if taken.fine < 0:
        raise Refused(
            _("ค่าปรับ {fine} บาท ติดลบไม่ได้ — กรอกตามใบตรวจรับ หรือ 0 หากไม่ปรับ").format(
                fine=format_baht(taken.fine)
            )
        )


def _require_fine_within(purchase: Purchase) -> None:
    """A fine takes no more than what was taken is worth; asked once the lines are written."""
    claim = purchases.found(purchase).claim
    if claim.fines <= claim.taken:
        return
    raise Refused(
        _("ค่าปรับรวม {fines} บาท เกินมูลค่าที่ตรวจรับ {taken} บาท — ตรวจค่าปรับ").format(
            fines=format_baht(claim.fines), taken=format_baht(claim.taken)
        )
    )


def _issue(purchase: Purchase, inspection: Inspection, actor: Actor) -> None:
    spending = purchase.spending
    paper = records.draft(
        kind=papers_purchase.INSPECTION,
        title=papers_purchase.inspection_title(inspection),
        about=spending,
        office=spending.office,
        path=spending.case.path,
        document=papers_purchase.inspection_paper(inspection),
        actor=actor,
    )
    records.issue_draft(paper, dated_on=inspection.inspected_on, actor=actor)


@transaction.atomic
def add_receipt(purchase: Purchase, paper: Vendor, *, actor: Actor) -> Receipt:
    """Keep the vendor's receipt or invoice; it proves the spending."""
    require(rules.may_work_on(actor, purchase))
    require_positive(paper.amount)
    require(may_be_done_on(paper.dated_on))
    if not paper.number.strip():
        raise Refused(_("ระบุเลขที่ใบเสร็จรับเงินหรือใบแจ้งหนี้"))
    proof = actions_spending.add_evidence(
        purchase.spending, kind=EvidenceKind.RECEIPT, note=_named(paper), file=paper.file, actor=actor
    )
    return Receipt.objects.create(
        purchase=purchase,
        kind=paper.kind,
        book=paper.book.strip(),
        number=paper.number.strip(),
        dated_on=paper.dated_on,
        amount_baht=paper.amount,
        evidence=proof,
    )


@in_thai
def _named(paper: Vendor) -> str:
    """The paper as the list of evidence keeps it."""
    book = f"เล่มที่ {paper.book.strip()} " if paper.book.strip() else ""
    return f"{ReceiptKind(paper.kind).label} {book}เลขที่ {paper.number.strip()}"


def _require_follows(before: Dated, after: Dated) -> None:
    require(may_be_done_on(after.day))
    for late in rules.in_order(before, after):
        require(late)
