"""Who may do which step of a purchase, and what must be there before it: each refusal says what is missing."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.models import PlanLine, Task
from sammachip.core.money import format_baht
from sammachip.core.procurement import Dated, Rule, out_of_order
from sammachip.core.sentence import Sentence, marked
from sammachip.core.verdict import YES, Verdict
from sammachip.money import paths, purchases
from sammachip.money import rules_spending as spend_rules
from sammachip.money.bought import THINGS
from sammachip.money.kinds_purchase import BOUGHT_CLASSES, PURCHASE, purchase_task
from sammachip.money.models import Purchase, PurchaseEnd, Spending, SpendingLine, SpendingPath, SpendingState
from sammachip.money.procurement import rule_for
from sammachip.money.purchases import Step
from sammachip.org.hats import Actor
from sammachip.trail import clock
from sammachip.trail.spoken import day_name, worded

REQUESTED, APPROVED, ORDERED, QUOTED, DELIVERED, INSPECTED = (
    Sentence(marked("วันที่ขอซื้อขอจ้าง")),
    Sentence(marked("วันที่อนุมัติ")),
    Sentence(marked("วันที่สั่ง")),
    Sentence(marked("วันที่เสนอราคา")),
    Sentence(marked("วันที่ส่งของ")),
    Sentence(marked("วันที่ตรวจรับ")),
)

WITHDRAWN = {
    Step.ORDER: gettext_lazy("การสั่งซื้อหรือสั่งจ้าง"),
    Step.DELIVERY: gettext_lazy("การส่งของ"),
    Step.INSPECTION: gettext_lazy("การตรวจรับ"),
}
"""What may be withdrawn, as a sentence names it."""


def missing_items(purchase: Purchase) -> Iterator[str]:
    """The labels of what the report on a purchase does not say yet (the nine items of ข้อ ๒๒)."""
    spending = purchase.spending
    said = {
        _("เหตุผลความจำเป็น"): spending.purpose,
        _("ขอบเขตหรือคุณลักษณะ"): purchase.specification,
        _("ราคากลาง"): purchase.median_baht is not None,
        _("ที่มาของราคากลาง"): purchase.median_source,
        _("วงเงินและรายการ"): spending.amount_baht > 0,
        _("กำหนดเวลาที่ต้องการใช้"): purchase.wanted_on,
        _("หลักเกณฑ์การพิจารณาคัดเลือก"): purchase.criteria,
        _("ผู้ตรวจรับพัสดุ"): purchase.inspectors.exists(),
    }
    yield from (label for label, given in said.items() if not given)


def may_be_asked(purchase: Purchase, day: date) -> Verdict:
    """Whether the report is whole, a rule holds for its day and sum, and every line is of the plan."""
    if missing := list(missing_items(purchase)):
        return Verdict(
            _("รายงานขอซื้อขอจ้างยังขาด {n} ข้อ: {items} — กรอกให้ครบก่อนเสนอ").format(
                n=len(missing), items=", ".join(missing)
            ),
            "report",
        )
    rule = rule_for(day, purchase.kind, purchase.spending.amount_baht, purchase.rule_key)
    if rule is None:
        return Verdict(
            _(
                "หลักเกณฑ์ที่เลือกใช้กับวงเงิน {amount} บาท ณ วันที่ {day} ไม่ได้ — เลือกหลักเกณฑ์อื่น หรือตรวจวงเงินและวันที่"
            ).format(amount=format_baht(purchase.spending.amount_baht), day=day_name(day)),
            "rule",
        )
    return _keeps(purchase, rule) and _is_planned(purchase)


def _keeps(purchase: Purchase, rule: Rule) -> Verdict:
    """Whether the inspectors named and the reasons given are those the rule asks for."""
    inspectors = list(purchase.inspectors.order_by("position"))
    if len(inspectors) < rule.inspectors:
        return Verdict(
            _("หลักเกณฑ์ «{rule}» ต้องมีผู้ตรวจรับอย่างน้อย {needed} คน แต่ระบุไว้ {n} คน — เพิ่มผู้ตรวจรับ").format(
                rule=rule.title, needed=rule.inspectors, n=len(inspectors)
            ),
            "inspectors",
        )
    if rule.apart and any(purchase.officer.goes_by(one.name) for one in inspectors):
        return Verdict(
            _(
                "{name} เป็นเจ้าหน้าที่ผู้รับผิดชอบ จึงเป็นผู้ตรวจรับของรายการนี้ไม่ได้ตามหลักเกณฑ์ «{rule}» — ระบุผู้ตรวจรับอื่น"
            ).format(name=purchase.officer.name, rule=rule.title),
            "apart",
        )
    if rule.needs_reason and not purchase.method_reason:
        return Verdict(
            _("หลักเกณฑ์ «{rule}» ต้องระบุเหตุผลที่ใช้วิธีนี้ — กรอกเหตุผลก่อนเสนอ").format(rule=rule.title),
            "method-reason",
        )
    return YES


def _is_planned(purchase: Purchase) -> Verdict:
    lines = list(purchase.spending.lines.order_by("position"))
    if unplanned := [line.item for line in lines if line.plan_line_id is None]:
        return Verdict(
            _("«{items}» ไม่อ้างรายการตามแผน — เลือกรายการตามแผนของทุกรายการก่อนเสนอ").format(
                items=", ".join(unplanned)
            ),
            "purchase-plan",
        )
    if odd := [line.item for line in lines if line.expense_class not in BOUGHT_CLASSES]:
        return Verdict(
            _("«{items}» เป็นค่าตอบแทน ไม่ใช่การจัดซื้อจัดจ้าง — เสนอเป็นค่าใช้จ่ายในการจัดกิจกรรมแทน").format(
                items=", ".join(odd)
            ),
            "purchase-class",
        )
    return YES


def may_go_unbought(spending: Spending) -> Verdict:
    """Where a programme buys by a stage of its own, no thing is bought as the cost of an activity."""
    if spending.path == SpendingPath.PURCHASE or purchase_task(spending.case) is None:
        return YES
    things = spending.lines.filter(expense_class__in=THINGS).order_by("position")
    if not (items := list(things.values_list("item", flat=True))):
        return YES
    return Verdict(
        _(
            "โครงการนี้จัดหาพัสดุด้วยขั้นตอนจัดซื้อจัดจ้าง จึงเสนอ «{items}» เป็นค่าใช้จ่ายในกิจกรรมไม่ได้ — จัดทำรายงานขอซื้อขอจ้างแทน"
        ).format(items=", ".join(items)),
        "purchase-path",
    )


def may_be_approved(purchase: Purchase, reason: str, done_on: date) -> Verdict:
    """Whether the day stands in order, and what goes beyond the plan has the approver's reason."""
    asked_on = purchase.spending.requested_on
    if asked_on and (late := in_order(Dated(REQUESTED, asked_on), Dated(APPROVED, done_on))):
        return late[0]
    beyond = [one for one in purchases.deviations_of(purchase) if one.beyond]
    if beyond and not reason.strip():
        return Verdict(
            _("ต่างจากแผน: {found} — ผู้อนุมัติต้องระบุเหตุผลที่อนุมัติต่างจากแผน").format(
                found="; ".join(worded(one.sentence) for one in beyond)
            ),
            "deviation",
        )
    return YES


def in_order(*steps: Dated) -> Sequence[Verdict]:
    """A refusal for each of these days that stands before the one it must follow."""
    return [Verdict(worded(one), "order-of-days") for one in out_of_order(steps)]


def may_work_on(actor: Actor, purchase: Purchase) -> Verdict:
    """Whether an officer of the office that buys may write down a step, while the purchase is approved and open."""
    if purchase.spending.state != SpendingState.APPROVED:
        return Verdict(_("บันทึกขั้นนี้ได้เมื่อรายงานขอซื้อขอจ้างอนุมัติแล้วและยังไม่ปิด"), "state")
    return spend_rules.may_work_on(actor, purchase.spending)


def may_quote(actor: Actor, purchase: Purchase) -> Verdict:
    if not (verdict := may_work_on(actor, purchase)):
        return verdict
    if purchases.order_of(purchase):
        return Verdict(_("สั่งซื้อหรือสั่งจ้างไปแล้ว จึงเพิ่มใบเสนอราคาไม่ได้"), "ordered")
    return YES


def may_order(actor: Actor, purchase: Purchase) -> Verdict:
    """Finance orders, once a vendor has offered a price; never who approved."""
    if not (verdict := spend_rules.may_pay(actor, purchase.spending)):
        return verdict
    if purchases.order_of(purchase):
        return Verdict(_("บันทึกการสั่งไว้แล้ว — หากบันทึกผิด ถอนการสั่งพร้อมเหตุผลแล้วบันทึกใหม่"), "ordered")
    if not purchase.quotations.exists():
        return Verdict(_("ยังไม่มีใบเสนอราคา — บันทึกราคาที่ผู้ขายเสนอก่อนสั่ง"), "quotation")
    return YES


def may_deliver(actor: Actor, purchase: Purchase) -> Verdict:
    if not (verdict := may_work_on(actor, purchase)):
        return verdict
    told = purchases.found(purchase)
    if told.order is None:
        return Verdict(_("ยังไม่ได้บันทึกการสั่งซื้อหรือสั่งจ้าง — บันทึกใบสั่งก่อน"), "purchase-order")
    if told.claim.whole:
        return Verdict(_("ตรวจรับครบทุกรายการแล้ว"), "whole")
    if told.uninspected:
        return Verdict(
            _("ใบส่งของ {number} ยังไม่ได้ตรวจรับ — บันทึกผลการตรวจรับก่อนรับของงวดถัดไป").format(
                number=told.uninspected.note_number
            ),
            "uninspected",
        )
    return YES


def may_inspect(actor: Actor, purchase: Purchase) -> Verdict:
    if not (verdict := may_work_on(actor, purchase)):
        return verdict
    if purchases.found(purchase).uninspected is None:
        return Verdict(_("ไม่มีใบส่งของที่รอตรวจรับ — บันทึกการส่งของก่อน"), "delivery")
    return YES


def may_withdraw(actor: Actor, purchase: Purchase, step: Step | None = None) -> Verdict:
    """Who records a step may withdraw it while it is the last that stands and nothing was paid since.

    Without a `step`: the last, whichever it is.
    """
    told = purchases.found(purchase)
    if told.last is None:
        return Verdict(_("ยังไม่มีการสั่ง การส่งของ หรือการตรวจรับให้ถอน"), "nothing")
    last = purchases.step_of(told.last)
    if step is not None and step != last:
        return Verdict(_("ขั้นที่บันทึกล่าสุดคือ{last} — ถอนขั้นล่าสุดก่อน").format(last=WITHDRAWN[last]), "not-last")
    if told.totals.paid and paths.was_paid_since(purchase.spending, told.last.recorded_at):
        return Verdict(
            _("เบิกจ่ายแล้ว {paid} บาทหลังบันทึก{last} จึงถอนไม่ได้ — กลับรายการเบิกจ่ายที่ผิดก่อน แล้วจึงถอน").format(
                paid=format_baht(told.totals.paid), last=WITHDRAWN[last]
            ),
            "paid",
        )
    if last is Step.ORDER:
        return spend_rules.may_pay(actor, purchase.spending)
    return may_work_on(actor, purchase)


def may_pay(actor: Actor, purchase: Purchase) -> Verdict:
    """Whether anything that was taken is unpaid, with the evidence for it."""
    spending = purchase.spending
    if not (verdict := spend_rules.may_pay(actor, spending)):
        return verdict
    owed = purchases.found(purchase).to_pay
    if not owed:
        return Verdict(_("ยังไม่มียอดตรวจรับที่ต้องจ่าย — บันทึกผลการตรวจรับก่อนเบิกจ่าย"), "purchase-inspection")
    return paths.may_move("paid", spending, owed, clock.today()) and spend_rules.may_go_on(
        spending.case, "payment"
    )


def may_end_line(actor: Actor, task: Task, line: PlanLine | None) -> Verdict:
    """An officer says of one line that it is not bought; the head of the office, of all that is left."""
    if task.case.edition.pack.stage(task.stage).kind != PURCHASE:
        return Verdict(_("ขั้นตอนนี้ไม่ใช่การจัดซื้อจัดจ้าง"), "kind")
    if line is None:
        return spend_rules.may_end_spending(actor, task)
    if not (verdict := spend_rules.may_spend_on(actor, task.case, SpendingPath.PURCHASE)):
        return verdict
    if line.case_id != task.case_id or line.ended_at:
        return Verdict(_("«{item}» ไม่อยู่ในแผนที่ใช้อยู่").format(item=line.item), "plan")
    asked = SpendingLine.objects.filter(plan_line=line).exclude(spending__state=SpendingState.CANCELLED)
    if asked.exists():
        return Verdict(_("เสนอจัดหา «{item}» ไว้แล้ว — ยกเลิกรายการนั้นก่อน").format(item=line.item), "asked")
    if PurchaseEnd.objects.filter(task=task, plan_line=line).exists():
        return Verdict(_("ระบุว่าไม่จัดหา «{item}» ไว้แล้ว").format(item=line.item), "ended")
    return YES
