"""Who may give a letter its number, in the register or from outside it, and who may take it back."""

from datetime import date

from django.utils.translation import gettext as _

from sammachip.core.letternumber import BY_YEAR
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records.models import OutgoingLetter, Paper, PaperState, Series
from sammachip.trail import clock
from sammachip.trail.spoken import day_name


def may_register(actor: Actor, office: Office) -> Verdict:
    """The register of letters sent is kept by those who write in its office."""
    if office.code != actor.office.code:
        return Verdict(
            _("เฉพาะ{office}จึงออกเลขในทะเบียนหนังสือส่งของตนได้ — ท่านอ่านทะเบียนนี้ได้อย่างเดียว").format(
                office=office.name
            )
        )
    return _may_write(actor, office)


def _may_write(actor: Actor, office: Office) -> Verdict:
    if not actor.takes_part:
        return Verdict(
            _("บทบาทของท่านอ่านได้อย่างเดียว — ให้เจ้าหน้าที่ของ{office}ออกเลขหนังสือ").format(office=office.name)
        )
    return YES


def may_number(actor: Actor, paper: Paper) -> Verdict:
    """A letter takes its number once, from the office that sends it and by somebody who writes there."""
    office = paper.office
    if office.code != actor.office.code:
        return Verdict(_("เฉพาะ{office}จึงออกเลขหนังสือฉบับนี้ได้").format(office=office.name))
    if not (verdict := _may_write(actor, office)):
        return verdict
    if paper.state == PaperState.ISSUED:
        return Verdict(_("หนังสือฉบับนี้ออกเลขที่ {number} แล้ว").format(number=paper.number))
    return YES


def may_be_dated(day: date) -> Verdict:
    """A number is given for a day that has come: tomorrow's letters would take the numbers of today's."""
    if day <= clock.today():
        return YES
    return Verdict(
        _("วันที่ของหนังสือ {day} ยังมาไม่ถึง (วันนี้ {today}) — ตรวจวันที่แล้วออกเลขใหม่").format(
            day=day_name(day), today=day_name(clock.today())
        ),
        "future",
    )


def may_fall_due(dated_on: date, due_on: date | None) -> Verdict:
    """A letter wants nothing done before its own day."""
    if due_on is None or due_on >= dated_on:
        return YES
    said = _("กำหนดตามหนังสือ {due} มาก่อนวันที่ของหนังสือ {dated} — ตรวจวันทั้งสองกับหนังสือ")
    return Verdict(said.format(due=day_name(due_on), dated=day_name(dated_on)), "due")


def may_count(office: Office, series: str = Series.LETTER) -> Verdict:
    """An office counts letters here once it is known what stands before the running number; orders have only the year."""
    if office.letter_code or series in BY_YEAR:
        return YES
    return Verdict(
        _(
            "{office}ยังไม่มีรหัสหนังสือ จึงออกเลขจากทะเบียนในระบบไม่ได้ — บันทึกรหัสหนังสือของหน่วยงานก่อน หรือพิมพ์เลขจากทะเบียนอื่น"
        ).format(office=office.name),
        "no-letter-code",
    )


def is_free(office: Office, year: int, number: str) -> Verdict:
    """One number names one letter of a year, also when that letter was cancelled."""
    line = OutgoingLetter.objects.of_year(office, year).filter(number=number).first()
    if line is None:
        return YES
    said = {"number": number, "year": year, "subject": line.subject, "why": line.cancelled_why}
    if line.is_cancelled:
        return Verdict(
            _("เลขที่ {number} ปี {year} ยกเลิกไปแล้ว ({why}) และไม่นำกลับมาใช้ — ใช้เลขอื่น").format(**said), "taken"
        )
    return Verdict(
        _("เลขที่ {number} ปี {year} เป็นของหนังสือเรื่อง «{subject}» แล้ว — ตรวจเลขกับทะเบียนแล้วพิมพ์ใหม่").format(**said),
        "taken",
    )
