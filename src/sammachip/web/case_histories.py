"""Histories of case work: what happened to a case, a register and a filing, in the words of an office."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.models import (
    Case,
    Filing,
    SignOff,
    SignVerdict,
)
from sammachip.money.models import Register
from sammachip.trail.models import Event
from sammachip.web.histories import event_deed
from sammachip.web.shapes import Deed
from sammachip.web.templatetags.thai import baht

DEEDS = {
    SignVerdict.SIGNED: "",
    SignVerdict.RETURNED: gettext_lazy("ส่งคืนแก้ไข"),
    SignVerdict.REOPENED: gettext_lazy("เปิดให้แก้ไข"),
}


VERBS: dict[str, Promise] = {
    "case.opened": gettext_lazy("เปิดงานในโครงการ"),
    "case.places": gettext_lazy("กำหนดจำนวนกลุ่มที่รับได้"),
    "case.closed": gettext_lazy("สิ้นสุดการเข้าร่วมโครงการ"),
    "edition.adopted": gettext_lazy("เปลี่ยนไปใช้โครงการฉบับใหม่"),
    "group.enrolled": gettext_lazy("นำกลุ่มเข้าโครงการ"),
    "group.registered": gettext_lazy("ลงทะเบียนกลุ่ม"),
    "group.learned": gettext_lazy("ปรับข้อมูลกลุ่ม"),
    "group.differs": gettext_lazy("พบข้อมูลที่ไม่ตรงกับทะเบียน"),
    "group.settled": gettext_lazy("ตัดสินข้อมูลที่ไม่ตรงกัน"),
    "group.incomes": gettext_lazy("บันทึกรายได้ของกลุ่ม"),
    "group.jobs": gettext_lazy("บันทึกงานที่กลุ่มสร้าง"),
    "group.welfare": gettext_lazy("บันทึกสวัสดิการที่กลุ่มจ่าย"),
    "consent.recorded": gettext_lazy("บันทึกความยินยอม"),
    "request.received": gettext_lazy("รับคำขอเกี่ยวกับข้อมูลส่วนบุคคล"),
    "request.decided": gettext_lazy("พิจารณาคำขอเกี่ยวกับข้อมูลส่วนบุคคล"),
    "request.done": gettext_lazy("ดำเนินการตามคำขอเกี่ยวกับข้อมูลส่วนบุคคลแล้ว"),
    "group.merged": gettext_lazy("รวมกลุ่มที่ลงทะเบียนซ้ำ"),
    "group.merge-undone": gettext_lazy("แยกกลุ่มที่รวมไว้คืน"),
    "group.apart": gettext_lazy("ยืนยันว่าเป็นคนละกลุ่ม"),
    "groups.imported": gettext_lazy("นำเข้ากลุ่มจากแผ่นงาน"),
    "groups.import-discarded": gettext_lazy("ไม่นำเข้าแฟ้มกลุ่มที่รอตรวจ"),
    "groups.import-undone": gettext_lazy("ถอนการนำเข้ากลุ่ม"),
    "roster.taken-in": gettext_lazy("นำบัญชีรายชื่อเข้าระบบ"),
    "roster.discarded": gettext_lazy("ไม่นำเข้าแฟ้มบัญชีรายชื่อที่รอตรวจ"),
    "roster.taken-back": gettext_lazy("ยกเลิกบัญชีรายชื่อ"),
    "supports.kept": gettext_lazy("บันทึกบัญชีเงินของหน่วยงานอื่น"),
    "supports.taken-back": gettext_lazy("ถอนบัญชีเงินของหน่วยงานอื่น"),
    "partners.kept": gettext_lazy("บันทึกภาคีเครือข่าย"),
    "filing.started": gettext_lazy("เริ่มกรอก"),
    "filing.keyed-in": gettext_lazy("คีย์จากกระดาษ"),
    "filing.sent": gettext_lazy("ส่ง"),
    "filing.received": gettext_lazy("ออกใบรับ"),
    "filing.signed": gettext_lazy("ลงนาม"),
    "filing.signed-on-paper": gettext_lazy("บันทึกการลงนามในเอกสาร"),
    "filing.paper-recorded": gettext_lazy("บันทึกการลงนามในเอกสาร รอผู้อื่นตรวจ"),
    "filing.paper-checked": gettext_lazy("ตรวจการลงนามกับเอกสาร"),
    "filing.paper-rejected": gettext_lazy("พบว่าการลงนามที่บันทึกไม่ตรงกับเอกสาร"),
    "filing.advised": gettext_lazy("ให้คำแนะนำ"),
    "filing.returned": gettext_lazy("ส่งคืนแก้ไข"),
    "filing.taken-back": gettext_lazy("ถอนคืนมาแก้ไข"),
    "filing.reopened": gettext_lazy("เปิดให้แก้ไข"),
    "filing.accepted": gettext_lazy("รับแล้ว"),
    "photo.added": gettext_lazy("เพิ่มภาพ"),
    "incoming.tied": gettext_lazy("ผูกหนังสือรับไว้กับงานนี้"),
    "incoming.untied": gettext_lazy("เลิกผูกหนังสือรับกับงานนี้"),
    "letter.work-asked": gettext_lazy("มีหนังสือขอให้ดำเนินงาน"),
    "batch.work-asked": gettext_lazy("ชุดหนังสือขอให้ดำเนินงาน"),
    "file.attached": gettext_lazy("แนบไฟล์"),
    "file.detached": gettext_lazy("นำไฟล์แนบออก"),
    "photo.removed": gettext_lazy("นำภาพออก"),
    "goods.handed-over": gettext_lazy("ส่งมอบพัสดุ"),
    "goods.checked": gettext_lazy("ตรวจพัสดุที่ส่งมอบ"),
    "submission.received": gettext_lazy("รับข้อมูลจากแอปเก็บข้อมูล"),
    "submission.placed": gettext_lazy("ทำข้อมูลจากแอปเป็นฉบับร่าง"),
    "submission.aside": gettext_lazy("เก็บข้อมูลจากแอปไว้ไม่ใช้"),
    "seat.opened": gettext_lazy("เปิดสิทธิ์เขียนให้สมาชิกกลุ่ม"),
    "seat.entered": gettext_lazy("สมาชิกกลุ่มเข้าเขียน"),
    "seat.pin-renewed": gettext_lazy("ออก PIN ใหม่ให้สมาชิกกลุ่ม"),
    "seat.ended": gettext_lazy("ปิดสิทธิ์เขียนของสมาชิกกลุ่ม"),
    "plan.replaced": gettext_lazy("แผนมีผลใช้"),
    "plan.carried-out": gettext_lazy("ดำเนินการตามรายการในแผน"),
    "class.decided": gettext_lazy("ตัดสินประเภทค่าใช้จ่าย"),
    "task.closed": gettext_lazy("ปิดการบันทึกขั้นตอน"),
    "due.extended": gettext_lazy("ขยายเวลา"),
    "due.extension-taken-back": gettext_lazy("ถอนการขยายเวลา"),
    "panel.appointed": gettext_lazy("บันทึกคณะกรรมการคัดเลือก"),
    "panel.member-added": gettext_lazy("เพิ่มกรรมการ"),
    "panel.member-ended": gettext_lazy("กรรมการพ้นหน้าที่"),
    "round.opened": gettext_lazy("เปิดรอบคัดเลือก"),
    "round.entered-late": gettext_lazy("เข้ารอบคัดเลือกหลังเปิดรอบ"),
    "round.called-up": gettext_lazy("เรียกจากบัญชีสำรองเข้ารอบคัดเลือก"),
    "round.left": gettext_lazy("ผลงานออกจากรอบคัดเลือก"),
    "round.declared": gettext_lazy("กรรมการแจ้งการมีส่วนได้เสีย"),
    "round.shared-out": gettext_lazy("มอบหมายงานให้กรรมการ"),
    "round.assigned": gettext_lazy("มอบหมายงานเพิ่ม"),
    "round.taken-back": gettext_lazy("ถอนการมอบหมาย"),
    "conflict.found": gettext_lazy("พบการมีส่วนได้เสีย"),
    "conflict.lifted": gettext_lazy("ยกเลิกการมีส่วนได้เสีย"),
    "sheet.sealed": gettext_lazy("ปิดผนึกใบคะแนน"),
    "sheet.keyed-in": gettext_lazy("คีย์ใบคะแนนจากกระดาษ"),
    "sheet.replaced": gettext_lazy("ให้คะแนนใหม่"),
    "cluster.made": gettext_lazy("จัดคลัสเตอร์"),
    "cluster.ended": gettext_lazy("ยกเลิกคลัสเตอร์"),
    "cluster.none": gettext_lazy("บันทึกว่าไม่มีคลัสเตอร์"),
    "proposal.accepted": gettext_lazy("รับข้อเสนอคลัสเตอร์"),
    "proposal.put-aside": gettext_lazy("พักข้อเสนอคลัสเตอร์"),
    "line.put-aside": gettext_lazy("พักข้อเสนอรายการในแผน"),
    "line.taken-up": gettext_lazy("นำข้อเสนอรายการในแผนกลับมา"),
    "proposal.taken-up": gettext_lazy("นำข้อเสนอคลัสเตอร์กลับมาพิจารณา"),
    "money.allotted": gettext_lazy("บันทึกการแจ้งจัดสรร"),
    "money.received": gettext_lazy("บันทึกการรับโอนเงิน"),
    "money.transferred": gettext_lazy("โอนเงินงบประมาณ"),
    "money.given-to-group": gettext_lazy("จัดสรรเงินให้กลุ่ม"),
    "money.averaged": gettext_lazy("ถัวจ่ายระหว่างหมวด"),
    "money.committed": gettext_lazy("ก่อหนี้ผูกพัน"),
    "money.paid": gettext_lazy("เบิกจ่าย"),
    "money.repaid": gettext_lazy("เบิกเกินส่งคืน"),
    "money.returned": gettext_lazy("ส่งคืนงบประมาณ"),
    "support.allotted": gettext_lazy("จัดสรรงบประมาณสนับสนุนตามระดับ"),
    "money.carried-over": gettext_lazy("กันเงินไว้เบิกเหลื่อมปี"),
    "money.lapsed": gettext_lazy("บันทึกเงินพับไป"),
    "entry.reversed": gettext_lazy("กลับรายการบัญชี"),
    "loan.given": gettext_lazy("จ่ายเงินยืม"),
    "loan.cleared": gettext_lazy("ล้างเงินยืม"),
    "regulation.answered": gettext_lazy("ตอบข้อกำหนดก่อนเบิกจ่าย"),
    "evidence.added": gettext_lazy("เพิ่มหลักฐานการเบิกจ่าย"),
    "purchase.quoted": gettext_lazy("บันทึกใบเสนอราคา"),
    "purchase.ordered": gettext_lazy("สั่งซื้อหรือสั่งจ้าง"),
    "purchase.delivered": gettext_lazy("บันทึกการส่งของ"),
    "purchase.inspected": gettext_lazy("ตรวจรับพัสดุ"),
    "purchase.order-withdrawn": gettext_lazy("ถอนการสั่งซื้อหรือสั่งจ้างที่บันทึกผิด"),
    "purchase.delivery-withdrawn": gettext_lazy("ถอนการส่งของที่บันทึกผิด"),
    "purchase.inspection-withdrawn": gettext_lazy("ถอนการตรวจรับที่บันทึกผิด"),
    "purchase.line-ended": gettext_lazy("ระบุว่าไม่จัดหารายการตามแผน"),
    "spending.drafted": gettext_lazy("ร่างรายการใช้จ่าย"),
    "spending.requested": gettext_lazy("เสนอขออนุมัติใช้จ่าย"),
    "spending.returned": gettext_lazy("ส่งคืนรายการใช้จ่ายให้แก้ไข"),
    "spending.approved": gettext_lazy("อนุมัติรายการใช้จ่าย"),
    "spending.closed": gettext_lazy("ปิดรายการใช้จ่าย"),
    "spending.ended": gettext_lazy("สิ้นสุดการใช้จ่าย"),
    "resolution.prepared": gettext_lazy("จัดทำร่างมติที่ประชุม"),
    "resolution.saved": gettext_lazy("แก้ไขร่างมติที่ประชุม"),
    "round.voted": gettext_lazy("บันทึกมติประธานกรณีคะแนนเท่ากัน"),
    "round.vote-taken-back": gettext_lazy("ถอนมติประธานกรณีคะแนนเท่ากัน"),
    "round.panels-drawn": gettext_lazy("คำนวณความมั่นคงของผลคะแนน"),
    "round.published": gettext_lazy("ประกาศผลการคัดเลือก"),
    "round.given-up": gettext_lazy("ถอนตัวหลังประกาศผล"),
    "round.moved-up": gettext_lazy("เลื่อนขึ้นแทนผู้ถอนตัว"),
    "complaint.recorded": gettext_lazy("บันทึกข้อร้องเรียนผลการคัดเลือก"),
    "complaint.answered": gettext_lazy("ตอบข้อร้องเรียนผลการคัดเลือก"),
    "register.started": gettext_lazy("เริ่มร่างทะเบียน"),
    "register.sheet-applied": gettext_lazy("นำเข้าแถวจากตาราง"),
    "register.sheet-undone": gettext_lazy("ยกเลิกการนำเข้า"),
    "register.issued": gettext_lazy("แจ้งจัดสรร"),
    "register.undone": gettext_lazy("ยกเลิกการแจ้งจัดสรร"),
}
"""Each verb of the trail that a history of case work may show, in the words of an office."""


NEWEST = 8
"""How many events a case shows on its own page; all of them have a page of their own."""


def case_history(case: Case) -> list[Deed]:
    """The newest events about this case and within it, each with what it was done to; two queries."""
    return deeds_within(case, list(Event.objects.about(case).newest_first()[:NEWEST]))


def deeds_within(case: Case, events: Sequence[Event]) -> list[Deed]:
    """These events of the case in the words of an office; one query."""
    titles = {stage.key: stage.title for stage in case.edition.pack.stages}
    numbers = [event.about_id for event in events if event.about_kind == Filing._meta.label_lower]
    stages = dict(Filing.objects.filter(pk__in=numbers, task__case=case).values_list("pk", "task__stage"))
    return [_event_deed(event, _done_to(event, titles, stages)) for event in events]


def _done_to(event: Event, titles: Mapping[str, str], stages: Mapping[int, str]) -> str:
    """The stage of the filing or task, else the group, the cluster or the sum that the event itself names."""
    of_filing = stages.get(event.about_id, "") if event.about_kind == Filing._meta.label_lower else ""
    stage = str(event.facts.get("stage") or of_filing)
    named = titles.get(stage, "") or str(event.facts.get("group") or event.facts.get("name") or "")
    amount = event.facts.get("amount", event.facts.get("spent"))
    return named or _sum(amount)


def register_history(register: Register, newest: int = 20) -> list[Deed]:
    """The newest events about this register, with its reasons and sums; one query."""
    events = Event.objects.about(register).newest_first()[:newest]
    return [_event_deed(event, _sum(event.facts.get("total"))) for event in events]


def _sum(amount: str | None) -> str:
    return "" if amount is None else f"{baht(Decimal(amount))} {_('บาท')}"


def _event_deed(event: Event, named: str) -> Deed:
    """One event as a line of a history; `named` is what it was done to."""
    words = str(VERBS.get(event.verb, event.verb))
    return event_deed(event, f"{words} {named}".strip(), words=str(event.facts.get("reason") or ""))


def deed_of(signoff: SignOff) -> Deed:
    return Deed(
        what=str(DEEDS[SignVerdict(signoff.verdict)] or signoff.verb),
        who=signoff.signer_name,
        title=signoff.signer_title,
        recorded_at=signoff.recorded_at,
        done_on=signoff.done_on,
        words=signoff.reason,
        on_paper=signoff.paper_number,
    )
