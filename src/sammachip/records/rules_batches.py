"""Who lets many papers be made as one job, and who stops it and lets it go on."""

from django.utils.translation import gettext as _

from sammachip.core.letter import LetterKind
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.records.models import Batch, BatchState, LetterDraft
from sammachip.records.rules_drafts import may_edit, may_issue

TO_SOMEBODY = (
    *(LetterKind.EXTERNAL, LetterKind.MEMO, LetterKind.STAMPED),
    *(LetterKind.CERTIFICATE, LetterKind.AWARD),
)
"""Kinds that are written to or for somebody: each of many may get one of their own."""


def may_list(actor: Actor, draft: LetterDraft) -> Verdict:
    """Whoever may write on the letter says to whom it goes, while it is written."""
    if draft.letter_kind not in TO_SOMEBODY:
        return Verdict(
            _("{kind}ไม่มีผู้รับรายฉบับ จึงทำเป็นหลายฉบับจากรายชื่อไม่ได้").format(kind=draft.get_kind_display()), "kind"
        )
    return may_edit(actor, draft)


def may_issue_many(actor: Actor, draft: LetterDraft) -> Verdict:
    if not draft.copies:
        return Verdict(_("หนังสือฉบับนี้ไม่มีรายชื่อผู้รับ — ออกเลขเป็นฉบับเดียว"))
    return may_issue(actor, draft)


def is_of_one(draft: LetterDraft) -> Verdict:
    """A letter to many is not issued as one: each recipient's takes a number of its own."""
    if not draft.copies:
        return YES
    return Verdict(
        _("หนังสือนี้มีผู้รับ {n} รายในรายชื่อ แต่ละฉบับมีเลขของตน — ออกหนังสือเป็นชุดจากหน้าของร่าง").format(n=draft.copies),
        "many",
    )


def may_gather(actor: Actor) -> Verdict:
    """Papers of others are gathered by those who take part in the work, as far as their hat sees it."""
    if actor.takes_part and not actor.is_seat:
        return YES
    return Verdict(_("บทบาทของท่านอ่านได้ทีละฉบับ — ให้เจ้าหน้าที่ของหน่วยงานรวมเอกสารเป็นชุด"))


def may_steer(actor: Actor, batch: Batch) -> Verdict:
    """Whoever ordered it stops it, lets it go on, or has it tried again; of letters everybody who writes in the office."""
    if batch.office_id == actor.office.code and actor.takes_part:
        return YES
    if batch.ordered_by_id == actor.person.pk and batch.ordered_as == actor.hat.key:
        return YES
    return Verdict(_("เฉพาะเจ้าหน้าที่ของ{office}จึงสั่งงานชุดเอกสารนี้ได้").format(office=batch.office.name))


def may_stop(actor: Actor, batch: Batch) -> Verdict:
    if not (verdict := may_steer(actor, batch)):
        return verdict
    return YES if batch.state == BatchState.WORKING else Verdict(_("ชุดเอกสารนี้ไม่ได้กำลังจัดทำอยู่"))


def may_go_on(actor: Actor, batch: Batch) -> Verdict:
    if not (verdict := may_steer(actor, batch)):
        return verdict
    return YES if batch.state != BatchState.WORKING else Verdict(_("ชุดเอกสารนี้กำลังจัดทำอยู่แล้ว"))
