"""Who may make law, and who may set terms inside it."""

from django.utils.translation import gettext as _

from sammachip.core.area import is_within
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import DEPARTMENT_OFFICERS, PROVINCE_OFFICERS, Actor
from sammachip.org.models import Office, Role
from sammachip.programmes.models import PackDraft


def may_publish(actor: Actor) -> Verdict:
    if not actor.is_one_of(*DEPARTMENT_OFFICERS, Role.PROVINCE_HEAD):
        return Verdict(_("เฉพาะเจ้าหน้าที่กรม ผู้บริหารกรม หรือพัฒนาการจังหวัด จึงประกาศใช้โครงการได้"))
    return YES


def may_publish_next(actor: Actor, owner: Office) -> Verdict:
    """A programme's further editions are its owner's, or an office's above it: no province rewrites another's law."""
    if not is_within(owner.path, actor.office.path):
        return Verdict(
            _("โครงการรหัสนี้เป็นของ{owner} — เสนอ{owner}ประกาศฉบับใหม่ หรือใช้รหัสโครงการอื่น").format(owner=owner.name)
        )
    return YES


def may_set_terms(actor: Actor, office: Office) -> Verdict:
    theirs = actor.is_one_of(*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS)
    if not theirs or not is_within(office.path, actor.office.path):
        return Verdict(_("เฉพาะจังหวัดหรือกรมจึงกำหนดเงื่อนไขให้หน่วยงานของตนและหน่วยงานในสังกัดได้"))
    return YES


def may_draft(actor: Actor) -> Verdict:
    """Who prepares a programme's file: officers and heads of a province or the department; a head publishes it."""
    if not actor.is_one_of(*PROVINCE_OFFICERS, *DEPARTMENT_OFFICERS):
        return Verdict(_("เฉพาะเจ้าหน้าที่จังหวัดหรือกรมจึงร่างแฟ้มโครงการได้ — ส่งหนังสือให้จังหวัดเป็นผู้ร่าง"))
    return YES


def may_edit_draft(actor: Actor, draft: PackDraft) -> Verdict:
    if draft.edition_id:
        return Verdict(_("ร่างนี้ประกาศใช้แล้ว แก้ไขไม่ได้ — คัดลอกเนื้อหาไปร่างฉบับถัดไป"), "published")
    if draft.office_id != actor.office.code:
        return Verdict(_("ร่างนี้เป็นของ{office} — ท่านอ่านได้อย่างเดียว").format(office=draft.office.name))
    return may_draft(actor)
