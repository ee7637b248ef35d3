"""What the desk calls its columns and states, the same on the screen, in a sheet and on paper."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sammachip.cases.steps import StepState
from sammachip.insight.measures import Measured, Reading

MONEY = {
    "allotted": _("จัดสรร"),
    "committed": _("ผูกพัน"),
    "paid": _("เบิกจ่าย"),
    "left": _("คงเหลือ"),
    "returned": _("ส่งคืน"),
    "lapsed": _("พับไป"),
    "transferred": _("รับโอน"),
    "lent": _("เงินยืมค้างส่งใช้"),
}
STEPS: Mapping[str, Promise] = {
    StepState.FINISHED: _("เสร็จสิ้นแล้ว"),
    StepState.ONGOING: _("กำลังดำเนินการ"),
    StepState.NONE: _("ยังไม่เริ่ม"),
}
GROUPS, PLACES, LATE, REPORT = _("กลุ่มในโครงการ"), _("กลุ่มเป้าหมาย"), _("เลยกำหนด"), _("การรายงาน")
MEASURE, TARGET, NUMERATOR, DENOMINATOR = _("ตัวชี้วัด"), _("เป้าหมาย"), _("ผ่าน"), _("มีข้อมูลครบ")
MISSING, VALUE, RANGE = _("ยังวัดไม่ได้"), _("ผล"), _("ช่วงที่เป็นไปได้")
STEP, TOTAL = _("ขั้นตอน"), _("รวม")
SUM, COUNT, WHY = _("ผลรวม"), _("ตัวหาร"), _("เหตุที่ยังวัดไม่ได้")
ROLLUP, UNTOLD, SILENT = _("ยอดรวม"), _("ยังไม่ระบุ"), _("ยังไม่มีข้อมูล")
LOWEST, HIGHEST = _("ต่ำสุดที่เป็นไปได้"), _("สูงสุดที่เป็นไปได้")


def numerators(readings: Sequence[Reading]) -> str:
    """What stands above the dividends of these indicators: those that passed, what was added up for a mean, or both."""
    kinds = {reading.measure.is_ratio for reading in readings}
    return " / ".join(str(word) for word, of in ((NUMERATOR, True), (SUM, False)) if of in kinds or not kinds)


def why_missing(part: Measured) -> str:
    """Why a case could not be measured and what to do next; blank for one that was."""
    if not part.tally.missing:
        return ""
    if not part.answered:
        return str(_("ยังไม่มีข้อมูลที่ตรวจสอบแล้ว — กรอก ส่ง และให้ผู้ลงนามตรวจข้อมูลที่ใช้วัด"))
    return part.reason or str(_("ข้อมูลที่ตรวจสอบแล้วยังไม่พอให้วัด — เปิดข้อมูลที่ใช้วัดแล้วเติมให้ครบ"))
