"""Who may have letters read for their office, and who may confirm what was read."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sammachip.core.letterfacts import uses
from sammachip.core.letternumber import one_spelling
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records.models import IncomingFile, LetterReading, LetterScan, ScanState, StoredFile
from sammachip.records.rules_incoming import is_new, may_be_received, may_receive
from sammachip.trail import clock

CLASSES = ("ลับ", "ลับมาก", "ลับที่สุด")
SECRET = "secret"
MOST_WAITING = 20
"""Scans that an office has read at once."""
LINES_OF_HEAD = 6
"""Among so many lines of a page its class stands, over or beside the emblem."""


def may_read_letters(actor: Actor) -> Verdict:
    if not actor.takes_part:
        return Verdict(
            _("บทบาทของท่านอ่านได้อย่างเดียว — ให้เจ้าหน้าที่ของ{office}นำหนังสือเข้า").format(office=actor.office.name)
        )
    return YES


def may_read_kept(file: StoredFile) -> Verdict:
    """What was read is seen by the offices above: a secret letter is not."""
    return _secret() if IncomingFile.objects.filter(file=file).exclude(letter__secrecy="").exists() else YES


def may_keep_text(text: str) -> Verdict:
    """As `may_read_kept`, of a letter that bears its class on its face: a line of its own at the head of a page."""
    heads = (page.split("\n")[:LINES_OF_HEAD] for page in text.split("\f"))
    return _secret() if any(line.strip() in CLASSES for head in heads for line in head) else YES


def _secret() -> Verdict:
    said = _("หนังสือลับไม่อ่านด้วยระบบ เพราะหน่วยงานในสายบังคับบัญชาเห็นผลการอ่าน — ลงทะเบียนและดำเนินการตามต้นฉบับ")
    return Verdict(said, SECRET)


def may_wait(office: Office) -> Verdict:
    """Every office's scans take their turn at one reader."""
    if LetterScan.objects.filter(office=office, state=ScanState.READING).count() < MOST_WAITING:
        return YES
    return Verdict(
        _("{office}มีภาพสแกนรออ่านอยู่ {n} ไฟล์แล้ว — รอให้อ่านเสร็จบางไฟล์ก่อน แล้วสั่งอ่านไฟล์นี้").format(
            office=office.name, n=MOST_WAITING
        ),
        "busy",
    )


def may_read_again(actor: Actor, scan: LetterScan) -> Verdict:
    """A scan that could not be read, while its file is there."""
    if not (verdict := may_read_letters(actor)):
        return verdict
    if scan.office_id != actor.office.code:
        return Verdict(_("ไฟล์นี้เป็นของ{office} จึงสั่งอ่านแทนไม่ได้").format(office=scan.office.name))
    if scan.state != ScanState.FAILED:
        return Verdict(_("ไฟล์นี้กำลังอ่านหรืออ่านเสร็จแล้ว จึงไม่ต้องสั่งอีก"))
    if not scan.place:
        return Verdict(_("ไฟล์นี้ไม่ได้เก็บไว้แล้ว — เลือกไฟล์แล้วสั่งอ่านใหม่"))
    return may_wait(scan.office)


def may_confirm(actor: Actor, reading: LetterReading) -> Verdict:
    """What a letter says is confirmed in the office that received it."""
    if reading.office_id != actor.office.code:
        return Verdict(
            _("หนังสือฉบับนี้เป็นของ{office} — เจ้าหน้าที่ของ{office}เป็นผู้ยืนยัน").format(office=reading.office.name)
        )
    return may_read_letters(actor)


def may_receive_reading(actor: Actor, reading: LetterReading) -> Verdict:
    """A confirmed letter is written into the register once, and only as one of some office about something."""
    if not (verdict := may_confirm(actor, reading) and may_receive(actor, reading.office)):
        return verdict
    if reading.holding is None:
        return Verdict(_("ยังไม่ได้ยืนยันข้อมูลในหนังสือ — เทียบกับต้นฉบับแล้วยืนยันก่อน"))
    told: Mapping[str, Any] = reading.holding.facts  # a letter in plain values
    if not (verdict := _is_enough(told)):
        return verdict
    number, dated_on = one_spelling(uses.number_of(told)), uses.day_of(told)
    return may_be_received(number, dated_on, clock.now()) and is_new(reading.office, number, dated_on)


def _is_enough(told: Mapping[str, Any]) -> Verdict:
    said = {"office": _("หน่วยงานเจ้าของหนังสือ"), "subject": _("เรื่อง")}
    if unknown := [label for name, label in said.items() if not uses.known(told[name])]:
        return Verdict(
            _("ยังไม่ทราบ{what} — เติมแล้วยืนยันอีกครั้ง จึงลงรับได้").format(what=_(" และ").join(unknown)), "unknown"
        )
    return YES


def may_set_aside(actor: Actor, reading: LetterReading) -> Verdict:
    """A letter from which nothing was confirmed."""
    allowed = may_confirm(actor, reading)
    if not allowed:
        return allowed
    if reading.holding:
        return Verdict(_("หนังสือฉบับนี้ยืนยันแล้ว จึงพักไว้ไม่ได้"))
    if reading.left_out:
        return Verdict(_("หนังสือฉบับนี้พักไว้แล้ว"))
    return YES


def is_settled(reading: LetterReading, settled: Collection[int]) -> Verdict:
    """Each error of the letter was looked at in the original before its facts are used."""
    left = sorted(set(reading.errors) - set(settled))
    if not left:
        return YES
    return Verdict(
        _("ยังไม่ได้ตรวจข้อผิดพลาดในหนังสือ {n} ข้อ — ตรวจกับต้นฉบับแล้วทำเครื่องหมายที่ข้อ {which}").format(
            n=len(left), which=", ".join(str(at + 1) for at in left)
        ),
        "unsettled",
    )
