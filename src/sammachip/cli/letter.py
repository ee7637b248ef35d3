"""sammachip letter: an official letter read, its facts told with the place each stands in. Needs no database."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sammachip.cli.commands import Commands, say, unread
from sammachip.core.letterfacts import TooLong, as_json, read
from sammachip.core.letterfacts.model import Deadline, Fact, Kind, Letter, Money, Recurring
from sammachip.core.money import format_baht
from sammachip.core.places import gazetteer
from sammachip.core.thaidate import BE_OFFSET, MONTHS, format_date
from sammachip.core.verdict import Refused

if TYPE_CHECKING:
    from datetime import date

LARGEST_MB = 50
KINDS = {
    Kind.EXTERNAL: "หนังสือภายนอก",
    Kind.MEMO: "บันทึกข้อความ",
    Kind.STAMPED: "หนังสือประทับตรา",
    Kind.ORDER: "คำสั่ง",
    Kind.ANNOUNCEMENT: "ประกาศ",
    Kind.MINUTES: "รายงานการประชุม",
    Kind.CERTIFICATE: "หนังสือรับรองหรือเกียรติบัตร",
    Kind.OTHER: "เอกสารอื่น",
}
EVERY = {"month": "ทุกเดือน", "quarter": "ทุกไตรมาส", "week": "ทุกสัปดาห์", "day": "ทุกวัน"}
UNREAD = "อ่านไม่ได้"


def register(commands: Commands) -> None:
    command = commands.add(
        "letter", run, help="อ่านหนังสือราชการ เสนอข้อมูลพร้อมตำแหน่งในหนังสือ (read an official letter)"
    )
    command.add_argument("deed", choices=("read",), help="read อ่าน (read it; nothing is written)")
    command.add_argument(
        "file", type=Path, metavar="FILE", help="แฟ้มหนังสือ .txt .docx .pdf หรือภาพสแกน (the letter's file)"
    )
    command.add_argument("--json", action="store_true", help="ข้อมูลทั้งหมดเป็น JSON (all facts as JSON)")


def run(typed: argparse.Namespace) -> int:
    from sammachip.org.gazetteer import coded_names  # noqa: PLC0415  models come after django.setup

    text = text_in(typed.file)
    try:
        letter = read(text, places=gazetteer(coded_names()))
    except TooLong as why:
        raise Refused(f"{typed.file}: ข้อความยาวเกินกว่าหนังสือราชการ — ตัดเอกสารแนบที่ไม่เกี่ยวข้องออก") from why
    if typed.json:
        print(json.dumps({**as_json(letter), "text": text}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(told(letter)))
    say(f"อ่านแล้ว: {KINDS[letter.kind]} พบข้อสังเกต {len(letter.findings)} ข้อ — ตรวจกับต้นฉบับก่อนใช้ (read)")
    return 0


def text_in(file: Path) -> str:
    """The text of the letter's file. Raises Refused with what is wrong with it."""
    from sammachip.records.reading import Scanned, Unreadable, text_of  # noqa: PLC0415  settings come after --data

    try:
        if file.stat().st_size > LARGEST_MB << 20:
            raise Refused(f"{file} ใหญ่เกิน {LARGEST_MB} MB — สแกนใหม่ให้เล็กลง หรือแยกเอกสารแนบออก")
        content = file.read_bytes()
    except OSError as why:
        raise unread(file, why) from why
    try:
        return text_of(content)
    except Scanned as scan:
        return text_of_scan(content, scan.pages, file)
    except Unreadable as why:
        raise Refused(f"{file}: {why}") from why


def text_of_scan(content: bytes, pages: int, file: Path) -> str:
    """The text of a scan, read here and now; before each page it is said how far it came."""
    from sammachip.records.reading import Unreadable, joined, page_of  # noqa: PLC0415  settings come after --data

    texts = []
    for page in range(pages):
        say(f"กำลังอ่านภาพสแกนหน้า {page + 1} จาก {pages} (reading page)")
        try:
            texts.append(page_of(content, page))
        except Unreadable as why:
            raise Refused(f"{file} หน้า {page + 1}: {why}") from why
    try:
        return joined(texts)
    except Unreadable as why:
        raise Refused(f"{file}: {why}") from why


def told(letter: Letter) -> Iterator[str]:
    """The letter in a few lines of Thai, for a person at the terminal."""
    yield f"ชนิด: {KINDS[letter.kind]}" + ("" if letter.sets_work else " (ไม่ได้สั่งการให้ดำเนินการ)")
    heads = (
        ("ความเร่งด่วน", letter.urgency),
        ("ที่", letter.number),
        ("จาก", letter.office),
        ("วันที่", letter.day),
        ("เรื่อง", letter.subject),
        ("เรียน", letter.to),
    )
    yield from (f"{name}: {shown(fact)}" for name, fact in heads if fact)
    yield from (f"อ้างถึง: {shown(one)}" for one in letter.refs)
    for one in letter.enclosures:
        count = f" {shown(one.count)} {shown(one.unit)}" if one.count else ""
        yield f"สิ่งที่ส่งมาด้วย: {shown(one.title)}{count}"
    yield from (
        f"กำหนด: {when(one)} {shown(one.what) if one.what else ''}".rstrip() for one in letter.deadlines
    )
    yield from (f"เงิน: {amount(one)}" for one in letter.money)
    for number, table in enumerate(letter.tables, start=1):
        yield f"ตารางที่ {number}: {', '.join(shown(one) for one in table.columns)} — {len(table.rows)} แถว"
    if letter.signatory:
        parts = (
            letter.signatory.name,
            letter.signatory.post,
            letter.signatory.how,
            letter.signatory.acting_for,
        )
        yield "ลงนาม: " + " ".join(shown(one) for one in parts if one)
    yield from (f"โทร: {shown(one.number)}" for one in letter.phones)
    yield from (f"! {one.message}" for one in letter.findings)


def shown(fact: "Fact[str] | Fact[int] | Fact[date] | None") -> str:
    if fact is None or (fact.value is None and not fact.partial):
        return UNREAD
    if fact.value is None:
        year, month = map(int, fact.partial.split("-"))
        return f"{UNREAD} {MONTHS[month - 1]} {year + BE_OFFSET}"
    return (
        fact.value
        if isinstance(fact.value, str)
        else f"{fact.value}"
        if isinstance(fact.value, int)
        else format_date(fact.value)
    )


def when(deadline: Deadline) -> str:
    """When it is due, as a person says it."""
    if deadline.due:
        return shown(deadline.due)
    if deadline.start and deadline.end:
        return f"{shown(deadline.start)} ถึง {shown(deadline.end)}"
    if deadline.relative and deadline.relative.value:
        value = deadline.relative.value
        return f"{value.days} วัน{'ทำการ' if value.working_days else ''} นับจาก{value.after or 'ได้รับหนังสือ'}"
    return again(deadline.recurring.value) if deadline.recurring and deadline.recurring.value else UNREAD


def again(value: Recurring) -> str:
    if value.day is None:
        return EVERY[value.every]
    day = (
        "วันสุดท้าย"
        if value.day == 0
        else f"วัน{value.day}"
        if isinstance(value.day, str)
        else f"วันที่ {value.day}"
    )
    return f"{day} {EVERY[value.every]}"


def amount(money: Money) -> str:
    """The amount, what it is for one of, and the words where they say another."""
    figures = format_baht(money.amount.value) if money.amount and money.amount.value is not None else UNREAD
    per = f" ต่อ{shown(money.per)}" if money.per else ""
    words = ""
    if money.agrees is False and money.words and money.words.value is not None:
        words = f" (ตัวอักษร {format_baht(money.words.value)})"
    return f"{figures} บาท{per}{words}"
