"""Who sends a letter off, who receives it at the other end, and who says that it was received elsewhere."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from sammachip.core.thaidate import bangkok_day
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.records.models import Delivery, OutgoingLetter
from sammachip.records.rules import may_register
from sammachip.records.rules_incoming import may_receive
from sammachip.trail import clock
from sammachip.trail.spoken import day_name


def may_dispatch(actor: Actor, line: OutgoingLetter) -> Verdict:
    """Whoever keeps the register in which the letter stands sends it off; not one whose number was cancelled."""
    if not (verdict := may_register(actor, line.office)):
        return verdict
    if line.is_cancelled:
        return Verdict(
            _("เลขที่ {number} ยกเลิกแล้ว ({why}) จึงส่งหนังสือไม่ได้").format(
                number=line.number, why=line.cancelled_why
            ),
            "cancelled",
        )
    return YES


def may_mail() -> Verdict:
    """Letters go outside by e-mail where the system was given a server for it."""
    if settings.MAIL_FROM:
        return YES
    return Verdict(
        _(
            "ระบบนี้ยังไม่ได้ตั้งค่าอีเมล จึงส่งถึงผู้รับภายนอกไม่ได้ — ให้ผู้ดูแลระบบตั้งค่า MAIL_SERVER และ MAIL_FROM หรือส่งไฟล์ PDF เอง"
        ),
        "no-mail",
    )


def may_leave_by_mail(line: OutgoingLetter) -> Verdict:
    """Nothing secret goes outside as an open letter that every server on its way can read."""
    if not line.secrecy:
        return YES
    said = _("หนังสือ{secrecy}ส่งทางอีเมลไม่ได้ — ส่งถึงหน่วยงานในระบบ หรือบรรจุซองสองชั้นส่งเอง")
    return Verdict(said.format(secrecy=line.get_secrecy_display()), "secret")


def may_open(actor: Actor, delivery: Delivery) -> Verdict:
    """Who reads what was sent: of a secret letter those whom its line names."""
    if not delivery.line.secrecy or Delivery.objects.open_to(actor).filter(pk=delivery.pk).exists():
        return YES
    said = _("หนังสือ{secrecy}เปิดอ่านได้เฉพาะผู้ร่าง ผู้ตรวจ ผู้ลงนาม ผู้ออกเลข หัวหน้าหน่วยงานผู้ส่งและผู้รับ และผู้ลงรับ")
    return Verdict(said.format(secrecy=delivery.line.get_secrecy_display()), "secret")


def may_reach(email: str) -> Verdict:
    """Whether a letter can be mailed to this address."""
    try:
        validate_email(email)
    except ValidationError:
        said = _("«{email}» ไม่ใช่อีเมล — พิมพ์ชื่อ เครื่องหมาย @ แล้วชื่อเครื่อง เช่น saraban@example.go.th")
        return Verdict(said.format(email=email[:60]), "no-address")
    return YES


def may_be_named(name: str) -> Verdict:
    """Whether the name of somebody outside can be kept whole."""
    longest = Delivery._meta.get_field("to_name").max_length
    assert longest
    if len(name) <= longest:
        return YES
    said = _("ชื่อผู้รับภายนอก «{name}…» ยาว {n} ตัวอักษร เกิน {most} — ย่อชื่อให้สั้นลง")
    return Verdict(said.format(name=name[:40], n=len(name), most=longest), "long-name")


def may_take(actor: Actor, delivery: Delivery) -> Verdict:
    """The office it came to receives it, once, while its number holds."""
    if delivery.office is None:
        return Verdict(_("หนังสือฉบับนี้ส่งถึงผู้รับภายนอกทางอีเมล จึงไม่มีการลงรับในระบบ"))
    if not (verdict := may_receive(actor, delivery.office)):
        return verdict
    line = delivery.line
    if line.is_cancelled:
        return Verdict(
            _("ผู้ส่งยกเลิกหนังสือที่ {number} แล้ว ({why}) — ไม่ต้องลงรับ").format(
                number=line.number, why=line.cancelled_why
            ),
            "cancelled",
        )
    return YES


def may_tell(actor: Actor, delivery: Delivery, day: date) -> Verdict:
    """The sender notes what a recipient told of its receiving, between the day it was sent and today."""
    if not (verdict := may_register(actor, delivery.line.office)):
        return verdict
    if delivery.office is None or delivery.received_id or delivery.told_on:
        return Verdict(_("รายการนี้ทราบการรับแล้ว หรือเป็นผู้รับภายนอก"), "known")
    first = min(delivery.line.dated_on, bangkok_day(delivery.sent_at))
    if first <= day <= clock.today():
        return YES
    return Verdict(
        _("วันที่รับ {day} ไม่อยู่ระหว่างวันที่ของหนังสือ {first} กับวันนี้ {today} — ตรวจวันที่").format(
            day=day_name(day), first=day_name(first), today=day_name(clock.today())
        ),
        "outside-its-days",
    )
