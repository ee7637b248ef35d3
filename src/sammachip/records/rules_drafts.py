"""Who writes letters for an office, who signs them, and who gives a signed one its number."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from sammachip.core.letter import LetterKind, filled_in
from sammachip.core.letter.kinds import PLAIN
from sammachip.core.verdict import YES, Missing, Verdict
from sammachip.org.hats import Actor
from sammachip.org.heads import is_head_of
from sammachip.org.models import Office, Power
from sammachip.records.models import DraftState, LetterDraft
from sammachip.trail import clock
from sammachip.trail.spoken import day_name


def may_compose(actor: Actor, office: Office) -> Verdict:
    """Letters of an office are written by those who work in it."""
    if actor.is_seat or office.code != actor.office.code:
        return Verdict(
            _("เฉพาะเจ้าหน้าที่ของ{office}จึงร่างหนังสือของหน่วยงานนี้ได้ — สลับไปตำแหน่งในหน่วยงานนั้น").format(
                office=office.name
            )
        )
    if not actor.takes_part:
        return Verdict(
            _("บทบาทของท่านอ่านได้อย่างเดียว — ให้เจ้าหน้าที่ของ{office}ร่างหนังสือ").format(office=office.name)
        )
    return YES


def may_edit(actor: Actor, draft: LetterDraft) -> Verdict:
    return may_compose(actor, draft.office) and _is(draft, DraftState.WRITING)


def may_send(actor: Actor, draft: LetterDraft, lacking: Sequence[Missing]) -> Verdict:
    if not (verdict := may_edit(actor, draft)):
        return verdict
    if lacking:
        named = ", ".join(one.label for one in lacking[:4])
        return Verdict(
            _("ยังเสนอลงนามไม่ได้ ขาด {n} รายการ: {named} — กรอกแล้วเสนออีกครั้ง").format(
                n=len(lacking), named=named
            )
        )
    return YES


def may_sign(actor: Actor, draft: LetterDraft) -> Verdict:
    """The head of the office signs, or who by an order signs as its head; a memo whoever of the office it is from."""
    if not (verdict := _is(draft, DraftState.SENT)):
        return verdict
    if _signs_for(draft.office, actor) or _is_own_memo(actor, draft):
        return _is_signed_as_printed(actor, draft)
    return Verdict(
        _(
            "หนังสือของ{office}ลงนามในระบบได้เฉพาะหัวหน้าหน่วยงานหรือผู้ได้รับมอบอำนาจ — ถ้าลงนามในกระดาษแล้วให้บันทึกการลงนาม"
        ).format(office=draft.office.name)
    )


def _signs_for(office: Office, actor: Actor) -> bool:
    """The head, and who by an order is in the place of the authority's own head; no other post signs the office's letters."""
    if is_head_of(actor, office):
        return True
    powers = Power.objects.in_force_on(clock.today()).filter(holder=actor.person, for_office=office)
    return actor.takes_part and powers.filter(for_role="", programme_code="").exists()


def _is_own_memo(actor: Actor, draft: LetterDraft) -> bool:
    named = _printed(draft, "signer_name")
    return (
        draft.letter_kind is LetterKind.MEMO
        and actor.person.goes_by(named)
        and bool(may_compose(actor, draft.office))
    )


def _printed(draft: LetterDraft, part: str) -> str:
    """What the letter says of who signs it, as it will be printed."""
    known = {"หัวหน้าส่วนราชการ": draft.office.authority_head}
    said = filled_in({part: str(draft.answers.get(part) or "").strip()}, known)
    return str(said[part])


def _is_signed_as_printed(actor: Actor, draft: LetterDraft) -> Verdict:
    """Nobody signs in another's name: who signs for another is printed with the own name and the form of standing in."""
    name, post = _printed(draft, "signer_name"), _printed(draft, "signer_post")
    if name and not actor.person.goes_by(name):
        return Verdict(
            _(
                "หนังสือฉบับนี้พิมพ์ชื่อผู้ลงนามว่า {name} ท่าน ({own}) จึงลงนามในระบบแทนไม่ได้ — ส่งคืนให้พิมพ์ชื่อของท่านและเลือกลงนามแทน "
                "หรือถ้า{name}ลงนามในกระดาษแล้วให้บันทึกการลงนาม"
            ).format(name=name, own=actor.person.name)
        )
    stands = draft.answers.get("stands") or PLAIN
    if post and stands == PLAIN and post == draft.office.authority_head != actor.hat.title:
        return Verdict(
            _(
                "หนังสือฉบับนี้พิมพ์ให้ {post} ลงนามเอง ท่านดำรงตำแหน่ง{own} — ส่งคืนให้พิมพ์ตำแหน่งของท่านและเลือกลงนามแทน {post} "
                "หรือถ้าลงนามในกระดาษแล้วให้บันทึกการลงนาม"
            ).format(post=post, own=actor.hat.title)
        )
    return YES


def may_record_signature(actor: Actor, draft: LetterDraft) -> Verdict:
    """Most letters are signed by hand, by heads who never log in; whoever writes in the office records it."""
    return may_compose(actor, draft.office) and _is(draft, DraftState.SENT)


def signed_in_time(day: date) -> Verdict:
    if day <= clock.today():
        return YES
    return Verdict(
        _("วันที่ลงนาม {day} ยังมาไม่ถึง (วันนี้ {today}) — ตรวจวันที่ในหนังสือ").format(
            day=day_name(day), today=day_name(clock.today())
        )
    )


def may_return(actor: Actor, draft: LetterDraft) -> Verdict:
    """Who may sign sends back for mending; who wrote it takes it back the same way."""
    return may_record_signature(actor, draft) or may_sign(actor, draft)


def may_issue(actor: Actor, draft: LetterDraft) -> Verdict:
    return may_compose(actor, draft.office) and _is(draft, DraftState.SIGNED)


def may_withdraw(actor: Actor, draft: LetterDraft) -> Verdict:
    if not (verdict := may_compose(actor, draft.office)):
        return verdict
    if draft.is_open:
        return YES
    return _is(draft, DraftState.WRITING)


_STANDS = {
    DraftState.WRITING: lambda: _("หนังสือฉบับนี้ยังเป็นร่าง — เสนอลงนามก่อน"),
    DraftState.SENT: lambda: _("หนังสือฉบับนี้เสนอลงนามแล้ว — รอการลงนาม หรือดึงกลับมาแก้ไข"),
    DraftState.SIGNED: lambda: _("หนังสือฉบับนี้ลงนามแล้ว แก้ไขไม่ได้ — ออกเลข หรือบันทึกว่าไม่ออกหนังสือแล้วร่างใหม่"),
    DraftState.ISSUED: lambda: _("หนังสือฉบับนี้ออกแล้ว — เปิดดูจากทะเบียนหนังสือส่ง"),
    DraftState.WITHDRAWN: lambda: _("หนังสือฉบับนี้บันทึกว่าไม่ออกแล้ว — ร่างฉบับใหม่ถ้าจะส่ง"),
}


def _is(draft: LetterDraft, state: DraftState) -> Verdict:
    if draft.state == state:
        return YES
    return Verdict(_STANDS[DraftState(draft.state)]())
