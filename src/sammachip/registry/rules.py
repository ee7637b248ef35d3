"""Who may register groups, who joins two that are one, and who sees personal data whole."""

from collections.abc import Callable, Collection

from django.utils.translation import gettext as _

from sammachip.core.area import is_within
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import DEPARTMENT_OFFICERS, DISTRICT_OFFICERS, PROVINCE_OFFICERS, Actor
from sammachip.org.models import Office
from sammachip.records.models import SheetImport
from sammachip.registry.doubles import family_of, survivor_of
from sammachip.registry.models import Group

REGISTRARS = (*DISTRICT_OFFICERS, *PROVINCE_OFFICERS)


def may_register(actor: Actor, path: str) -> Verdict:
    if not actor.is_one_of(*REGISTRARS):
        return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดจึงลงทะเบียนกลุ่มได้"), "role")
    if not is_within(path, actor.office.path):
        return Verdict(_("พื้นที่นี้อยู่นอกความรับผิดชอบของหน่วยงานท่าน"), "place")
    return YES


def may_keep_supports(actor: Actor, sheet: SheetImport | None = None) -> Verdict:
    """Whether this hat takes in lists of other agencies' support; a list is taken back by the office that took it in."""
    if not actor.is_one_of(*REGISTRARS):
        return Verdict(_("เฉพาะเจ้าหน้าที่อำเภอหรือจังหวัดจึงนำเข้ารายการสนับสนุนของหน่วยงานอื่นได้"), "role")
    if sheet is not None and sheet.office_id != actor.office.code:
        return Verdict(_("รายการนี้นำเข้าโดยหน่วยงานอื่น — แจ้งหน่วยงานที่นำเข้าให้ยกเลิก"), "place")
    return YES


def may_keep_rosters(actor: Actor, office: Office | None = None) -> Verdict:
    """Whether this hat takes in named lists that a letter hands down, of its own office (or of the one given)."""
    if not actor.is_one_of(*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS):
        return Verdict(_("เฉพาะเจ้าหน้าที่กรมหรือจังหวัดจึงนำเข้าบัญชีรายชื่อได้"), "role")
    if office is not None and office.code != actor.office.code:
        return Verdict(_("บัญชีนี้เป็นของ{office} — แจ้งหน่วยงานนั้น").format(office=office.short_name), "place")
    return YES


def may_correct(actor: Actor, group: Group) -> Verdict:
    """Whether this hat corrects what is known of the group; of a joined one nothing more is typed."""
    return may_register(actor, group.path) and stands_alone(group)


def stands_alone(group: Group) -> Verdict:
    """Whether the group is not joined into another; else the refusal names that other."""
    if (into := survivor_of(group)) is None:
        return YES
    return Verdict(
        _("«{group}» รวมเข้ากับ «{into}» แล้ว — เปิด «{into}» แทน").format(group=group.name, into=into.name),
        "merged",
    )


def may_register_both(actor: Actor, group: Group, other: Group) -> Verdict:
    """Whether this hat is a registrar over both: of two districts only their province is."""
    return may_register(actor, group.path) and may_register(actor, other.path)


_before_merging: list[Callable[[Group, Group, Collection[int]], Verdict]] = []


def before_merging(check: Callable[[Group, Group, Collection[int]], Verdict]) -> None:
    """Let a higher room say whether the first group may be joined into the second, told who already stand as that one
    (cases ask whether both are at work in one programme)."""
    _before_merging.append(check)


def may_merge(actor: Actor, group: Group, into: Group) -> Verdict:
    """Whether `into` may stand for both. A pointer never leads to another pointer."""
    if not (alone := may_keep_apart(actor, group, into)):
        return alone
    if joined := len(family_of(group)) - 1:
        return Verdict(
            _(
                "«{group}» มีกลุ่มอื่นรวมอยู่ด้วย {n} กลุ่ม — รวม «{into}» เข้ากับ «{group}» แทน หรือแยกกลุ่มเหล่านั้นคืนก่อน"
            ).format(group=group.name, into=into.name, n=joined),
            "stands-for-others",
        )
    family = family_of(into)
    return next((verdict for check in _before_merging if not (verdict := check(group, into, family))), YES)


def may_keep_apart(actor: Actor, group: Group, other: Group) -> Verdict:
    """Whether this hat may say that the two are two: two they must be, each standing for itself."""
    if group.pk == other.pk:
        return Verdict(_("เลือกกลุ่มเดียวกันทั้งสองข้าง — เลือกสองกลุ่มที่ลงทะเบียนไว้ต่างรายการกัน"), "same-group")
    return may_register_both(actor, group, other) and stands_alone(group) and stands_alone(other)


def sees_personal(actor: Actor, path: str) -> bool:
    """Names and phones of villagers are whole for the district and province that work with them, masked for others."""
    return actor.is_one_of(*REGISTRARS) and is_within(path, actor.office.path)
