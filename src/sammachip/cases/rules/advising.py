"""Who advises on what was reported: superiors of the one who wrote it, on what that one has sent."""

from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.models import Filing
from sammachip.core.area import is_within
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import DEPARTMENT_OFFICERS, PROVINCE_OFFICERS, Actor


def may_advise(actor: Actor, filing: Filing) -> Verdict:
    """Whether this hat advises on a filing: a head in the writer's office, or an officer of an office above it."""
    if not _is_superior(actor, filing):
        return Verdict(_("เฉพาะหัวหน้าหน่วยงานของผู้จัดทำ หรือเจ้าหน้าที่ของหน่วยงานเหนือขึ้นไป จึงให้คำแนะนำได้"), "role")
    if actor.person.pk in queries.makers(filing):
        return Verdict(_("ท่านเป็นผู้จัดทำฉบับนี้ จึงให้คำแนะนำแก่งานของตนเองไม่ได้ — แก้ไขหรือส่งฉบับใหม่แทน"), "own-work")
    if not filing.revision:
        return Verdict(_("ฉบับนี้ยังไม่ได้ส่ง — ให้คำแนะนำได้เมื่อผู้จัดทำส่งแล้ว"), "state")
    return YES


def _is_superior(actor: Actor, filing: Filing) -> bool:
    office = filing.maker_office
    if not is_within(filing.task.case.path, actor.office.path) or not is_within(
        office.path, actor.office.path
    ):
        return False
    if actor.office.pk == office.pk:
        return actor.is_head
    return actor.is_one_of(*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS)
