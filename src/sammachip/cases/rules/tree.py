"""Who takes groups in, joins them, ends a passage, and lets cases follow a later edition."""

from datetime import date

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.models import Case, CaseLevel, Ending
from sammachip.cases.rules.roles import role_label
from sammachip.core.area import Level, is_within
from sammachip.core.signoff import ROLE_LEVEL
from sammachip.core.thaidate import bangkok_day
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import (
    DEPARTMENT_OFFICERS,
    DISTRICT_OFFICERS,
    OFFICERS,
    OFFICERS_OF,
    PROVINCE_OFFICERS,
    Actor,
)
from sammachip.org.models import Role
from sammachip.programmes.models import Edition
from sammachip.programmes.outwardspec import Invitation
from sammachip.trail.spoken import day_name


def takes_groups(case: Case) -> bool:
    """Whether groups are taken in right below this case: there, and nowhere above, their places are counted."""
    used = case.edition.pack.levels
    return Level.GROUP in used and case.level == [one for one in used if one.is_above(Level.GROUP)][-1]


def may_enrol_group(actor: Actor, above: Case, enrolled: int) -> Verdict:
    """Whether this hat takes one more group in below `above`, where so many are enrolled already.

    The edition's `enrol` names the role; its colleagues in the same office take groups in too, and a province may key
    in for its district.
    """
    if not _takes_groups_in(actor, above):
        return _not_the_one_who_takes_in(above)
    if not takes_groups(above):
        return Verdict(
            _("{place}ไม่ใช่งานที่นำกลุ่มเข้าโดยตรง — นำกลุ่มเข้าที่งานของพื้นที่ซึ่งกลุ่มตั้งอยู่").format(place=above.subject),
            "level",
        )
    if above.closed_at:
        return _ended(above)
    places = queries.places_below(above)
    if places is not None and enrolled >= places:
        return Verdict(
            _(
                "{place}ได้รับจัดสรร {places} กลุ่ม และนำเข้าแล้ว {enrolled} กลุ่ม — ขอปรับทะเบียนจัดสรรจากจังหวัดก่อน"
            ).format(place=_place_name(above), places=places, enrolled=enrolled),
            "places",
        )
    return YES


_KEYS_IN_FOR = {DISTRICT_OFFICERS: PROVINCE_OFFICERS, PROVINCE_OFFICERS: DEPARTMENT_OFFICERS}
"""Whose officers take groups in for the offices right below them."""


def _enrolling_role(above: Case) -> str:
    enrol = above.edition.pack.enrol.get(Level.GROUP)
    return enrol.by if enrol and enrol.by else Role.FIELD_OFFICER


def _takes_groups_in(actor: Actor, above: Case) -> bool:
    role = _enrolling_role(above)
    officers = OFFICERS_OF[ROLE_LEVEL.get(role, Level.DISTRICT)]
    own = actor.office.code == queries.office_code(above.path, role) and actor.is_one_of(role, *officers)
    over = is_within(above.path, actor.office.path) and actor.is_one_of(*_KEYS_IN_FOR.get(officers, ()))
    return own or over


def may_take_in_listed(actor: Actor, case: Case) -> Verdict:
    """Whether this hat takes the groups of a list in at and under this case: whoever takes groups in there, as an office
    on its path does."""
    if not _takes_groups_in(actor, case):
        return _not_the_one_who_takes_in(case)
    return _ended(case) if case.closed_at else YES


def _not_the_one_who_takes_in(above: Case) -> Verdict:
    role = _enrolling_role(above)
    if ROLE_LEVEL.get(role, Level.DISTRICT) is Level.DISTRICT:
        return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอเจ้าของพื้นที่ หรือจังหวัดที่บันทึกแทน จึงนำกลุ่มเข้าโครงการได้"), "role")
    return Verdict(_("โครงการนี้ให้{role}เป็นผู้นำกลุ่มเข้าโครงการ").format(role=role_label(role)), "role")


def may_close_case(actor: Actor, case: Case) -> Verdict:
    """Whether this hat ends a passage: a group's is ended by its district or above, an office's by one above it."""
    if case.closed_at:
        return _ended(case)
    if case.level in (CaseLevel.GROUP, CaseLevel.SUBDISTRICT):
        own = actor.is_one_of(*DISTRICT_OFFICERS, *PROVINCE_OFFICERS)
        if own and is_within(case.path, actor.office.path):
            return YES
        return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอเจ้าของพื้นที่ หรือจังหวัด จึงบันทึกการสิ้นสุดการเข้าร่วมของกลุ่มได้"), "role")
    above = case.path != actor.office.path and is_within(case.path, actor.office.path)
    if above and actor.is_one_of(*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS):
        return YES
    return Verdict(_("เฉพาะหน่วยงานเหนือขึ้นไป จึงบันทึกการสิ้นสุดการเข้าร่วมของหน่วยงานได้"), "role")


def endings_of(case: Case) -> list[Ending]:
    """How this passage may end: only a group that was invited loses its standing or keeps silent."""
    invited = case.level == CaseLevel.GROUP and case.edition.pack.invitation is not None
    return list(Ending) if invited else [Ending.WITHDRAWN, Ending.DECLINED]


def may_end_as(case: Case, ending: Ending, day: date) -> Verdict:
    """Whether this passage may end so on that day: silent a group was when it handed nothing in until its time was over."""
    if ending not in endings_of(case):
        return Verdict(_("โครงการนี้ไม่ได้เชิญกลุ่มตามบัญชีให้ตอบรับ — เลือกถอนตัวหรือไม่เข้าร่วม"), "not-invited")
    invitation = case.edition.pack.invitation
    return _kept_silent(case, invitation, day) if invitation and ending is Ending.SILENT else YES


def _kept_silent(case: Case, invitation: Invitation, day: date) -> Verdict:
    task = case.tasks.get(stage=invitation.application)
    if task.filings.filter(first_sent_at__isnull=False).exists():
        return Verdict(
            _("{group} ส่งเอกสารแล้ว จึงบันทึกว่าไม่ตอบไม่ได้ — เลือกถอนตัวหรือขาดคุณสมบัติ").format(group=case), "sent"
        )
    if task.next_due is not None and day <= bangkok_day(task.next_due):
        return Verdict(
            _("ยังไม่พ้นกำหนดส่งวันที่ {due} (วันที่บันทึก {day}) — รอให้พ้นกำหนด หรือเลือกไม่เข้าร่วมเมื่อกลุ่มแจ้งแล้ว").format(
                due=day_name(task.next_due), day=day_name(day)
            ),
            "not-yet",
        )
    return YES


def _ended(case: Case) -> Verdict:
    assert case.closed_at is not None
    return Verdict(_("งานนี้สิ้นสุดแล้วเมื่อ {day}").format(day=day_name(case.closed_at)), "closed")


def may_change_edition(actor: Actor, case: Case) -> Verdict:
    """Whether this hat lets the case follow another edition: the head of its district, or the province or department."""
    if not (
        actor.is_one_of(Role.DISTRICT_HEAD, *PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS)
        and is_within(case.path, actor.office.path)
    ):
        return Verdict(_("เฉพาะพัฒนาการอำเภอเจ้าของงาน จังหวัด หรือกรม จึงเปลี่ยนงานนี้ไปใช้โครงการฉบับใหม่ได้"), "role")
    return _ended(case) if case.closed_at else YES


def may_adopt(actor: Actor, case: Case, edition: Edition) -> Verdict:
    """Whether this hat lets the case follow this very edition: a later one of its programme, on the same levels."""
    if not (verdict := may_change_edition(actor, case)):
        return verdict
    if edition.programme_id != case.programme_id:
        return Verdict(
            _("{title} เป็นคนละโครงการกับงานนี้ — เลือกฉบับของโครงการเดียวกัน").format(title=edition.title),
            "programme",
        )
    if edition.number <= case.edition.number:
        return Verdict(
            _("งานนี้ใช้ฉบับที่ {now} อยู่แล้ว จึงเปลี่ยนเป็นฉบับที่ {n} ไม่ได้ — เลือกฉบับที่ใหม่กว่า").format(
                now=case.edition.number, n=edition.number
            ),
            "not-later",
        )
    if edition.pack.levels != case.edition.pack.levels:
        return other_levels(edition)
    return YES


def other_levels(edition: Edition) -> Verdict:
    return Verdict(
        _("ฉบับที่ {n} แบ่งระดับพื้นที่ต่างจากฉบับที่ใช้อยู่ — ใช้ฉบับเดิมต่อ หรือให้กรมประกาศฉบับที่แบ่งระดับเท่าเดิม").format(
            n=edition.number
        ),
        "levels",
    )


def _place_name(case: Case) -> str:
    return _("อำเภอนี้") if case.level == CaseLevel.DISTRICT else _("พื้นที่นี้")


def may_cluster(actor: Actor, path: str) -> Verdict:
    """Whether this hat makes or ends a cluster counted at `path`: officers of that office, or of one above it."""
    if not actor.is_one_of(*OFFICERS):
        return _not_of_this_place()
    if is_within(path, actor.office.path):
        return YES
    if is_within(actor.office.path, path):
        return Verdict(
            _("คลัสเตอร์นี้มีกลุ่มจากหลายพื้นที่ นับที่หน่วยงานเหนือขึ้นไป — ให้หน่วยงานนั้นจัดหรือยกเลิก"), "counted-above"
        )
    return _not_of_this_place()


def _not_of_this_place() -> Verdict:
    return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดของพื้นที่จึงจัดคลัสเตอร์ได้"), "role")
