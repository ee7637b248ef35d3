"""A published result as a workbook: who holds which place today, and why it is no longer as it was published."""

from decimal import Decimal

from sammachip.cases.queries import stage_of
from sammachip.core.places import with_word
from sammachip.core.thaidate import format_date
from sammachip.org.queries import offices_over
from sammachip.records.workbooks.plain import PlainSheet, Value, plain_workbook
from sammachip.selection import queries
from sammachip.selection.models import Round
from sammachip.selection.queries_results import Outcome, Result, place_names
from sammachip.trail import clock
from sammachip.trail.thai import in_thai

_BECAME = {
    queries.NOT_CHOSEN: "บัญชีสำรอง",
    queries.WITHDREW: "ถอนตัว",
    queries.CALLED: "เรียกจากบัญชีสำรองเข้ารอบถัดไป",
}
HEADS = ("ลำดับ", "สำรองลำดับที่", "กลุ่ม", "ที่ตั้ง", "ผลวันนี้", "คะแนนเฉลี่ย", "หมายเหตุ")


@in_thai
def result_workbook(round_: Round, found: Result) -> bytes:
    """All that the reader sees of the result, in its order; a mean stands rounded here, and ranks by the exact one."""
    names = place_names(one.entry.case.path for one in found.outcomes)
    rows = [_row(one, names) for one in found.outcomes]
    said = (
        f"{round_.task.case.edition.title} มติที่ {found.resolution.number} ประชุมวันที่ {format_date(found.resolution.met_on)}"
        f" ข้อมูล ณ วันที่ {format_date(clock.today())} คะแนนเฉลี่ยแสดงทศนิยมสองตำแหน่ง ลำดับคิดจากค่าที่ไม่ปัดเศษ"
    )
    sheet = PlainSheet(
        "ผลการคัดเลือก", stage_of(round_.task).title, said, HEADS, rows, (8, 10, 46, 40, 18, 12, 40)
    )
    return plain_workbook([sheet])


def _row(one: Outcome, names: dict[str, str]) -> list[Value]:
    placement = one.placement
    over = [with_word(code, names[code]) for code in reversed(offices_over(one.entry.case.path)[1:])]
    return [
        placement.place if placement else None,
        placement.reserve if placement else None,
        str(one.entry.case),
        " ".join(over),
        _became(one),
        Decimal(one.mean.lstrip("≈\N{NO-BREAK SPACE}")) if one.mean else None,
        " · ".join(_remarks(one)),
    ]


def _became(one: Outcome) -> str:
    if one.seat.became == queries.PASSED:
        return f"ระดับ{one.seat.tier}" if one.seat.tier else "ผ่านการคัดเลือก"
    return _BECAME[one.seat.became]


def _remarks(one: Outcome) -> list[str]:
    """What the page says beside a name."""
    said = [one.told_by] if one.told_by else []
    if one.placement is None:
        said.append("จากบัญชีสำรอง")
    elif one.moved:
        said.append("เลื่อนขึ้นแทนผู้ถอนตัว")
    if one.withdrawal:
        said.append(f"ถอนตัว {format_date(one.withdrawal.withdrawn_on)}: {one.withdrawal.reason}")
    return said
