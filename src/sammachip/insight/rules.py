"""Who may look at what adds up over offices."""

from django.utils.translation import gettext as _

from sammachip.cases.models import Case, CaseLevel
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import DEPARTMENT_OFFICERS, PROVINCE_OFFICERS, Actor
from sammachip.org.models import Role

WITH_A_BOARD = (CaseLevel.NATION, CaseLevel.PROVINCE)


def may_see_board(actor: Actor, case: Case) -> Verdict:
    """A board stands over the offices below a province or the department; keepers of accounts have no part in it."""
    if not (verdict := _has_a_part(actor)):
        return verdict
    if case.level not in WITH_A_BOARD:
        return Verdict(_("ตารางภาพรวมมีเฉพาะระดับจังหวัดและกรม — งานของ{case}ดูได้ที่หน้าของงานนี้").format(case=case))
    return YES


def may_see_indicators(actor: Actor, case: Case) -> Verdict:
    """An indicator is counted over the groups of an office: of a district as of those above it."""
    if not (verdict := _has_a_part(actor)):
        return verdict
    if case.level == CaseLevel.GROUP:
        return Verdict(
            _("ตัวชี้วัดนับจากหลายกลุ่มของอำเภอ จังหวัด และกรม — ข้อมูลของ{case}ดูได้ที่หน้าของงานนี้").format(case=case)
        )
    return YES


def may_remind(actor: Actor) -> Verdict:
    """Who follows up what offices below them owe: officers of a province or of the department."""
    if not actor.is_one_of(*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS):
        return Verdict(_("หน้าติดตามนี้สำหรับจังหวัดและกรม — งานของหน่วยงานท่านอยู่ในหน้าแรก"))
    return YES


def _has_a_part(actor: Actor) -> Verdict:
    if actor.role == Role.ADMINISTRATOR:
        return Verdict(
            _("ผู้ดูแลบัญชีผู้ใช้ดูแลเฉพาะบัญชี ไม่เห็นผลการดำเนินงานของโครงการ — เปลี่ยนเป็นตำแหน่งที่รับผิดชอบโครงการก่อน")
        )
    return YES
