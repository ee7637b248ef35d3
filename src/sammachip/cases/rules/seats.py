"""Who opens a seat for a group's member, and who ends it."""

from datetime import date

from django.utils.translation import gettext as _

from sammachip.cases.models import Case, CaseLevel, GroupSeat
from sammachip.core.area import Level, is_within
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import OFFICERS, Actor
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.trail import clock
from sammachip.trail.spoken import day_name

MOST_SEATS = 5
"""So many of a group write together: more would be a PIN for everybody."""
LONGEST_DAYS = 366


def may_keep_seats(actor: Actor, case: Case) -> Verdict:
    """Whether this hat opens and ends seats of this case: an officer of the group's district or above it."""
    officer = actor.is_one_of(*OFFICERS)
    if not (officer and is_within(case.path, actor.office.path)):
        return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอของกลุ่ม หรือจังหวัดและกรมที่ดูแล จึงเปิดหรือปิดสิทธิ์เขียนของสมาชิกกลุ่มได้"), "role")
    return YES


def may_open_seat(actor: Actor, case: Case) -> Verdict:
    """Whether this hat opens one more seat for a member of the case's group."""
    if not (verdict := may_keep_seats(actor, case)):
        return verdict
    if case.closed_at:
        return Verdict(_("{group} สิ้นสุดการเข้าร่วมแล้ว จึงเปิดสิทธิ์เขียนใหม่ไม่ได้").format(group=case.subject), "closed")
    if not group_writes(case):
        return Verdict(_("โครงการนี้ไม่มีขั้นตอนที่ให้สมาชิกกลุ่มเขียน — เจ้าหน้าที่กรอกในหน้าของขั้นตอน"), "programme")
    standing = GroupSeat.objects.not_ended().filter(case=case).count()
    if standing >= MOST_SEATS:
        words = _("{group} เปิดสิทธิ์เขียนไว้ {n} คน ซึ่งเต็มจำนวนแล้ว — ปิดของผู้ที่ไม่ได้เขียนก่อน")
        return Verdict(words.format(group=case.subject, n=standing), "seats-full")
    return YES


def may_last_until(ends_on: date) -> Verdict:
    """Whether a seat may be opened until this day."""
    today = clock.today()
    if ends_on < today:
        words = _("วันสุดท้าย {day} ผ่านไปแล้ว — ระบุวันนี้หรือหลังจากนี้")
        return Verdict(words.format(day=day_name(ends_on)), "day")
    if (ends_on - today).days > LONGEST_DAYS:
        words = _("เปิดสิทธิ์ถึง {day} นานเกิน {days} วัน — ระบุวันที่ใกล้กว่านี้ แล้วเปิดใหม่เมื่อครบ")
        return Verdict(words.format(day=day_name(ends_on), days=LONGEST_DAYS), "day")
    return YES


def group_writes(case: Case) -> bool:
    """Whether some stage of the case is written by the group itself."""
    if case.level != CaseLevel.GROUP:
        return False
    return any(
        GROUP_MEMBER in stage.writers(Level.GROUP) for stage in case.edition.pack.stages_of(Level.GROUP)
    )
