"""What the desk calls its columns and states, the same on the screen, in a sheet and on paper."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sammachip.cases.steps import StepState

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
