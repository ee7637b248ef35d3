"""The groups of a programme as workbooks: how far each is, and how each of a named list answered. Always in Thai."""

from sammachip.cases.invited import InvitedList
from sammachip.cases.models import Case
from sammachip.insight.following import FollowupList
from sammachip.records.workbooks.plain import PlainSheet, Value, plain_workbook
from sammachip.registry.importing import official
from sammachip.registry.roster_proposals import where
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.thai import in_thai


@in_thai
def followup_workbook(case: Case, found: FollowupList) -> bytes:
    """Each group with its money and how far it is with each stage."""
    heads = ["ที่", "กลุ่ม", "ที่ตั้ง", "ระดับ", "จัดสรร (บาท)", "รับโอน (บาท)", "เบิกจ่าย (บาท)"]
    rows: list[list[Value]] = [
        [
            number,
            str(one.case.subject),
            one.where,
            one.tier,
            one.money.allotted,
            one.money.transferred,
            one.money.paid,
            *(one.standing(key) for key in one.paces),
        ]
        for number, one in enumerate(found.rows, start=1)
    ]
    said = f"{case} ทั้งหมด {len(found.rows)} กลุ่ม ข้อมูล ณ วันที่ {day_name(clock.today())}"
    stages = [stage.title for stage in found.stages]
    return plain_workbook(
        [PlainSheet("ติดตาม", found.title, said, [*heads, *stages], rows, (5, 26, 22, 9, 12, 12, 12, 19))]
    )


@in_thai
def invited_workbook(case: Case, found: InvitedList) -> bytes:
    """Each group of the list with where it stands, when it was told, and what it answered."""
    names = official()
    heads = ["ที่", "กลุ่ม", "ที่ตั้ง", "สถานะ", "แจ้งเมื่อ", "วิธีที่แจ้ง", "คำตอบ", "การยื่น", "กำหนดส่ง", "เหตุผล"]
    rows = [
        [
            number,
            one.line.name,
            where(names, one.line.code),
            str(one.stand.label),
            one.telling.on,
            one.telling.how,
            one.answer,
            one.handing_in,
            day_name(one.due) if one.due else "",
            one.reason,
        ]
        for number, one in enumerate(found.rows, start=1)
    ]
    counts = " · ".join(f"{stand.label} {count}" for stand, count in found.counts().items() if count)
    said = f"{found.title} ทั้งหมด {len(found.rows)} กลุ่ม: {counts} ข้อมูล ณ วันที่ {day_name(clock.today())}"
    title = f"สถานะกลุ่มตามบัญชี {case}"
    return plain_workbook([PlainSheet("สถานะกลุ่ม", title, said, heads, rows, (6, 34, 40, 22, 18, 14, 14, 24))])
