"""The verbs of letters that come in to be read: read one, confirm what was read."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.letterfacts import TooLong, as_json, confirming, read, uses
from sammachip.core.letterfacts.again import findings_again
from sammachip.core.places import Gazetteer, gazetteer
from sammachip.core.verdict import Refused, Stale, Verdict, require
from sammachip.org.gazetteer import coded_names
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.records import reading as files
from sammachip.records import rules_readings as rules
from sammachip.records import store
from sammachip.records.actions import keep_file
from sammachip.records.actions_incoming import Came, receive
from sammachip.records.actions_scans import await_pages
from sammachip.records.models import (
    FileKind,
    IncomingLetter,
    LetterAside,
    LetterConfirmation,
    LetterReading,
    LetterScan,
    StoredFile,
    Urgency,
)
from sammachip.records.readings import confirmation_of, digest_of_reading
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import worded

Value = str | int | None
TYPES = {b"%PDF-": "application/pdf", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLAIN = "text/plain; charset=utf-8"
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What a PDF may hold and no database keeps; each gives way to one sign, so that every place stays where it is."""


def official() -> Gazetteer:
    """The official list of places that letters are read with."""
    return gazetteer(coded_names())


def read_letter(content: bytes, *, name: str, actor: Actor) -> LetterReading | LetterScan:
    """Read a letter's file and keep it with what was read. Raises Refused with what is wrong with the file.

    A file that the office has read before is given back as it was read then. Of a scan what is given back is the work on
    it: the worker reads page by page, which takes minutes. No transaction is open while the file is opened.
    """
    require(rules.may_read_letters(actor))
    if found := _read_before(store.digest_of(content), actor.office):
        return found
    try:
        text = _text_of(content, name)
    except files.Scanned as scan:
        return await_pages(content, name=name, pages=scan.pages, actor=actor)
    facts = proposed(text, name)
    with transaction.atomic():
        return keep_read(kept_as(content, name, actor), text, facts, actor)


def read_kept(file: StoredFile, *, actor: Actor) -> LetterReading | LetterScan:
    """As `read_letter`, of a file that is kept already, such as that of a letter received."""
    require(rules.may_read_letters(actor))
    require(rules.may_read_kept(file))
    if found := _read_before(file.digest, actor.office):
        return found
    content = store.fetch(file.digest)
    try:
        text = _text_of(content, file.name)
    except files.Scanned as scan:
        return await_pages(content, name=file.name, pages=scan.pages, file=file, actor=actor)
    return keep_read(file, text, proposed(text, file.name), actor)


def _read_before(digest: str, office: Office) -> LetterReading | None:
    return LetterReading.objects.filter(office=office, file__digest=digest).first()


def kept_as(content: bytes, name: str, actor: Actor) -> StoredFile:
    """The letter's file, kept as it came."""
    return keep_file(
        content,
        kind=FileKind.DOCUMENT,
        name=name,
        content_type=_type_of(content),
        office=actor.office,
        actor=actor,
    )


def proposed(text: str, name: str) -> dict[str, object]:
    """The facts proposed from the letter's text. Raises Refused."""
    require(rules.may_keep_text(text))
    try:
        return as_json(read(text, places=official()))
    except TooLong as why:
        raise Refused(
            _("ไฟล์ {name} มีข้อความยาวเกินกว่าหนังสือราชการ — ตัดเอกสารแนบที่ไม่เกี่ยวข้องออกแล้วเลือกใหม่").format(name=name)
        ) from why


def storable(text: str) -> str:
    """The text as a database keeps it, every sign in its place."""
    return _UNSTORABLE.sub("\ufffd", text)


def _text_of(content: bytes, name: str) -> str:
    """The text that the file holds. Raises Refused, and Scanned of a scan."""
    most = settings.UPLOAD_DOCUMENT_MAX_MB
    if len(content) > most << 20:
        raise Refused(
            _("ไฟล์ {name} ใหญ่ {size:.1f} MB เกิน {most} MB — สแกนใหม่ให้เล็กลง หรือแยกเอกสารแนบออก").format(
                name=name, size=len(content) / 1048576, most=most
            )
        )
    try:
        return storable(files.text_of(content))
    except files.Unreadable as why:
        said = _("ไฟล์ {name}: {reason}").format(name=name, reason=worded(why.reason))
        raise Refused(Verdict(said, "busy" if isinstance(why, files.Busy) else "")) from why


@transaction.atomic
def keep_read(kept: StoredFile, text: str, facts: Mapping[str, object], actor: Actor) -> LetterReading:
    """Keep what was read of the file; one that the office has read meanwhile is given back as it was read then."""
    if found := _read_before(kept.digest, actor.office):
        return found
    made = LetterReading.objects.create(
        office=actor.office,
        file=kept,
        text=text,
        facts=facts,
        read_at=clock.now(),
        read_by=actor.person,
    )
    trail.log("letter.read", about=made, actor=actor, file=kept.digest, facts=digest_of_reading(made))
    return made


def _type_of(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return WORD
    return next((kind for begins, kind in TYPES.items() if content.startswith(begins)), PLAIN)


@transaction.atomic
def confirm_reading(
    reading: LetterReading,
    values: Mapping[str, Value],
    *,
    settled: Collection[int],
    seen: int,
    actor: Actor,
) -> LetterConfirmation:
    """Record what a person made of a letter: `values` by the keys of its facts, and the findings that were looked at.

    `seen` is the version of the confirmation before, 0 for none. Raises Refused while an error of the letter was not
    looked at, Stale when somebody confirmed meanwhile. What is made of a letter later is made of the newest confirmation.
    """
    require(rules.may_confirm(actor, reading))
    require(rules.is_settled(reading, settled))
    LetterReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    _require_newest(reading, seen)
    facts = confirming.confirmed(reading.facts, values, official())
    made = LetterConfirmation.objects.create(
        reading=reading,
        version=seen + 1,
        facts=facts,
        decisions=_decisions(reading, values, settled),
        confirmed_at=clock.now(),
        confirmed_by=actor.person,
    )
    trail.log(
        "letter.confirmed",
        about=reading,
        actor=actor,
        version=made.version,
        facts=trail.digest_of_content(facts),
        corrected=sorted(made.decisions["facts"]),
    )
    return made


@transaction.atomic
def set_reading_aside(reading: LetterReading, *, reason: str, actor: Actor) -> LetterAside:
    """Say why nothing is to be made of the letter. Raises Refused."""
    LetterReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    require(rules.may_set_aside(actor, reading))
    if not reason.strip():
        raise Refused(_("ยังไม่ได้ระบุเหตุผลที่พักหนังสือฉบับนี้ไว้ — เช่น ส่งผิดหน่วยงาน หรือเป็นข่าว"))
    made = LetterAside.objects.create(
        reading=reading, reason=reason.strip(), aside_at=clock.now(), aside_by=actor.person
    )
    trail.log("letter.aside", about=reading, actor=actor, reason=made.reason)
    return made


def found_again(
    reading: LetterReading, holding: LetterConfirmation
) -> list[dict[str, Any]]:  # findings as JSON has them
    """What is wrong in the letter as it was confirmed; nothing is read anew where nothing of it was corrected."""
    if not holding.decisions["facts"]:
        return list(reading.facts["findings"])
    return findings_again(reading.text, reading.facts, holding.facts, official())


def _require_newest(reading: LetterReading, seen: int) -> None:
    newest = reading.holding
    if newest and newest.version != seen:
        raise Stale(
            _("{person} ยืนยันหนังสือฉบับนี้ไปก่อนแล้ว (ครั้งที่ {n}) — เปิดดูก่อนแล้วยืนยันอีกครั้ง").format(
                person=newest.confirmed_by.name, n=newest.version
            )
        )
    if newest is None and seen:
        raise Stale(_("หน้านี้เก่ากว่าที่บันทึกไว้ — เปิดหนังสืออีกครั้ง"))


def _decisions(
    reading: LetterReading, values: Mapping[str, Value], settled: Collection[int]
) -> dict[str, object]:
    """What was made of each fact that was not kept as proposed, and the findings that were looked at."""
    made = {
        slot.key: confirming.outcome(slot, values[slot.key])
        for slot in confirming.asked_of(reading.facts)
        if slot.key in values
    }
    facts = {key: how.value for key, how in made.items() if how != confirming.Outcome.KEPT}
    return {"facts": facts, "findings": sorted(set(settled) & set(range(len(reading.facts["findings"]))))}


@transaction.atomic
def receive_reading(reading: LetterReading, *, actor: Actor) -> IncomingLetter:
    """Write a confirmed letter into the register of letters received, with its file, as it was confirmed last."""
    require(rules.may_receive_reading(actor, reading))
    return receive(
        _came(confirmation_of(reading).facts), office=actor.office, files=[reading.file], actor=actor
    )


def _came(told: Mapping[str, Any]) -> Came:  # a letter in plain values
    sender, subject, to = (str(uses.known(told[name]) or "") for name in ("office", "subject", "to"))
    dues = uses.dues_of(told)
    urgency = str(uses.known(told["urgency"]) or "")
    return Came(
        subject=subject,
        from_whom=sender,
        to_whom=to,
        letter_number=uses.number_of(told),
        dated_on=uses.day_of(told),
        urgency=next((one for one in Urgency if str(one.label) == urgency), Urgency.PLAIN),
        due_on=dues[0].day if dues else None,
        due_as_written=True,
    )


def source_of(holding: LetterConfirmation) -> str:
    """The confirmed letter as papers name it, short enough for a reason."""
    return uses.source_of(holding.facts)[:300]
