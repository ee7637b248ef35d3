"""The head of a paper: urgency, number, office, day, subject, addressee, references and enclosures, and where its body begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sammachip.core.letterfacts.days import MONTH, days_in
from sammachip.core.letterfacts.enclosed import enclosures, references
from sammachip.core.letterfacts.facts import clear_fact, dated
from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import (
    AS_LABELLED,
    BY_ITS_FORM,
    BY_ITS_PLACE,
    Enclosure,
    Fact,
    Kind,
)
from sammachip.core.letterfacts.noise import Page
from sammachip.core.letterfacts.parts import Part, parts_of
from sammachip.core.letterprefixes import ALL
from sammachip.core.likeness import edits
from sammachip.core.thaiwords import bare

_FORMAL = (Kind.EXTERNAL, Kind.MEMO, Kind.STAMPED)
_HEAD = 12
_URGENCY = re.compile(r"(?:^|(?<=\s))ด่?วน(?:ที่?สุด|มาก)?(?=\s|$)")
_URGENT = {"ดวนทีสุด": "ด่วนที่สุด", "ดวนมาก": "ด่วนมาก", "ดวน": "ด่วน"}
_BEFORE_NUMBER = r"\s*(?:ด่?วน\S*\s+)?(?:เลข)?ท[ี่]{0,2}\s*"
_NUMBER = re.compile(
    _BEFORE_NUMBER
    + r"(?P<letters>[ก-ฮ]{2,4}\.?(?:\s?\([ก-ฮ. ]{1,12}\))?)\s*(?P<code>\d{3,6}(?:\.\d{1,3}){0,3}(?:\.[ก-ฮ]{2})?)\s*"
    r"(?:[/.]\s*|(?=ว))(?P<circular>ว\.?\s*)?(?P<running>\d{1,6})(?=\s|$|ด่?วน|วัน|ลง)"
)
_UNLABELLED = re.compile(rf"\s*(?:\S{{1,4}}\s+)?(?P<number>{_NUMBER.pattern.removeprefix(_BEFORE_NUMBER)})")
"""A number whose label recognition broke, «ทึ้ กพ 0019/ว 12», «่ กพ 0019/ว 12»."""
_BROKEN_OFF = re.compile(
    rf"(?:(?<=\D\d)[ \t]+|[ \t]{{1,2}})\d(?!\d?[ \t]*{MONTH})|[ \t]{{1,2}}(?!ณ)(?:[^\W\d_]{{1,2}}|\?)(?=\s|$)"
)
"""Behind a number that recognition broke, «๐๐๑๙/0 ๑๒๗๔», «๓๓๑ x»: what stands before the blank is not the number."""
_USUAL = re.compile(
    r"[ก-ฮ]{2}\.?(?: ?\(.*\))? (?:\d{4}|(?:[5-9]\d|04)\d{3}|\d{3}(?=\.\d{3}/))(?:\.\d{1,3}){0,2}/(?:ว )?\d{1,5}"
)
"""What most numbers are like: two letters, four digits, or five of a local government or school office, three and three of a
court, and no more than five behind the stroke."""
_PLAIN_NUMBER = re.compile(r"\s*(?:คำสั่ง|ประกาศ|เลข)?ที่?\s*(?P<running>\d{1,6})\s*/\s*(?P<year>\d{4})(?!\d)")
_NUMBERED = re.compile(
    _BEFORE_NUMBER + r"(?:[ก-ฮ]{1,4}\.?\s*(?:\([ก-ฮ. ]{1,12}\)\s*)?[\d.…/]|[ก-๎]{1,7}\s*\d{3,5}[\d.]*\s*/)"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of the paper says; the body begins at `ends`."""

    ends: int = 0
    urgency: Fact[str] | None = None
    number: Fact[str] | None = None
    circular: Fact[bool] | None = None
    office: Fact[str] | None = None
    day: Fact[date] | None = None
    subject: Fact[str] | None = None
    to: Fact[str] | None = None
    refs: tuple[Fact[str], ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


def header_of(page: Page, lines: Sequence[Line], kind: Kind) -> Header:
    """The header of a paper of this kind. What is not there, or cannot be read, is None."""
    parts = {part.name: part for part in parts_of(page, lines)} if kind != Kind.OTHER else {}
    body = _body_start(lines, parts)
    head = [line for line in lines if line.start < _head_end(parts, body)] or list(lines[:_HEAD])
    number = _number(page, head, kind)
    found = Header(
        ends=body,
        urgency=_urgency(page, head),
        number=number[0] if number else None,
        circular=number[1] if number else None,
        subject=_one_text(page, parts.get("เรื่อง")),
        to=_addressee(page, parts),
        refs=tuple(references(page, parts.get("อ้างถึง"))),
        enclosures=tuple(enclosures(page, parts.get("สิ่งที่ส่งมาด้วย"))),
    )
    if kind in _FORMAL:
        return replace(
            found, office=_office(page, head, parts, kind), day=_day(page, head[0].start if head else 0, head)
        )
    return found


def _head_end(parts: dict[str, Part], body: int) -> int:
    """Where the first label's line begins: number, office and day stand above it."""
    return min((part.at for part in parts.values() if part.name in ("เรื่อง", "ถึง", "เรียน")), default=body)


def _body_start(lines: Sequence[Line], parts: dict[str, Part]) -> int:
    if not parts:
        return 0
    last = max(part.end for part in parts.values())
    return next((line.start for line in lines if line.start >= last and not line.is_blank), last)


def _urgency(page: Page, head: Sequence[Line]) -> Fact[str] | None:
    for line in head[:12]:
        if found := _URGENCY.search(line.text):
            word = _URGENT[re.sub("[่้๊๋]", "", found[0])]
            at = line.start + found.start()
            return Fact(word, page.span(at, at + len(found[0])), AS_LABELLED)
    return None


def _number(page: Page, head: Sequence[Line], kind: Kind) -> tuple[Fact[str], Fact[bool]] | None:
    for line in head:
        if (found := _numbered(page, line.text)) and not _BROKEN_OFF.match(line.text, found.end()):
            letters = re.sub(r"\s+", " ", re.sub(r"\s*\(", " (", found["letters"]))
            circular = bool(found["circular"])
            value = f"{letters} {found['code']}/{'ว ' if circular else ''}{found['running']}"
            if page.is_noisy and not _USUAL.fullmatch(value):
                continue
            start, end = line.start + found.start("letters"), line.start + found.end("running")
            if page.doubts(start, end):
                return None
            span = page.span(start, end)
            sure = page.sure(AS_LABELLED)
            return Fact(value, span, sure), Fact(circular, span, sure)
        if kind not in (Kind.EXTERNAL, Kind.STAMPED) and (plain := _PLAIN_NUMBER.match(line.text)):
            if not 2400 < int(plain["year"]) < 2700:
                continue
            span = page.span(line.start + plain.start("running"), line.start + plain.end("year"))
            return Fact(f"{plain['running']}/{plain['year']}", span, BY_ITS_FORM), Fact(
                False, span, BY_ITS_FORM
            )
    return None


def _numbered(page: Page, text: str) -> re.Match[str] | None:
    """The number that the line begins with; of official letters, where recognition broke its label."""
    found = _NUMBER.match(text)
    if found is None and page.is_broken:
        found = _UNLABELLED.match(text)
        return found if found and found["letters"] in ALL else None
    return found


def _office(page: Page, head: Sequence[Line], parts: dict[str, Part], kind: Kind) -> Fact[str] | None:
    if kind == Kind.MEMO and (own := parts.get("ส่วนราชการ")):
        text = own.lines[0].text
        cut = re.search(r"\s*โทร", text)
        return clear_fact(page, own.start, own.start + (cut.start() if cut else len(text)), AS_LABELLED)
    return _office_beside_number(page, head)


OFFICE = re.compile(
    r"(?:ศาลากลาง|ที่?ว่?าการ|ที่?ทำการ|สำนัก|กรม|กระทรวง|จังหวัด|อำเภอ|เทศบาล|องค์การ|องค์?การ|อบต\.|กอง|ศูนย์?|วิทยาลัย"
    r"|มหาวิทยาลัย|โรงเรียน|โรงพยาบาล|สถานี|เรือนจำ|แขวงทาง|หน่วย|บริษัท|สถาบัน|สภา|ธนาคาร|การ(?:ไฟฟ้?า|ประปา|เคหะ|ท่องเที่ยว|ทาง|รถไฟ|ยาง|กีฬา|ท่าเรือ|นิคม)|คณะกรรมการ|มูลนิธิ|สมาคม|กองทุน|ฝ่?าย|กลุ่?ม|ศาล|คณะ|สหกรณ์?|ด่าน|ตำรวจ|มณฑล|อบจ\.|ธ\.ก\.ส\.|หอการค้า|ห้าง|นิคม|อุทยาน|วัด(?!ผล)|ชุมนุม|โครงการ(?=ชลประทาน|ส่งน้ำ)|เขื่อน|ท่าอากาศยาน|ไปรษณีย์)"
)
"""How the name of an office begins."""
_OFFICES = ("สำนักงาน", "สำนัก", "กลุมงาน", "ทีทำการ", "กลุม", "ศูนย", "กอง", "สวน", "ฝาย")
_HOUSES = ("ศาลากลางจังหวัด", "ทีวาการอำเภอ")


def begins_like_office(text: str, words: Sequence[str] = _OFFICES, most: int = 1) -> bool:
    """Whether the line begins with a word for an office, a letter amiss; รอง and นาย, as near as they are, begin posts."""
    letters = bare(text)
    return not letters.startswith(("รอง", "นาย")) and any(
        edits(word, letters[: len(word) + more], most=most) <= most for word in words for more in (0, 1, -1)
    )


_NO_OFFICE = re.compile(
    r"\(?(?:สำเนา|ร่?าง|ลับ|ด่?วน)|\(|.*\d{5}\s*$|ถนน|เลขที่|ตำบล|แขวง|กทม|กรุงเทพ|[^ก-๙]*$|[ก-ฮ]{2}\s*\d{5}|\d"
)


def _office_beside_number(page: Page, head: Sequence[Line]) -> Fact[str] | None:
    """The office stands beside the number, or on a line of its own with its address under it."""
    at = next(
        (at for at, line in enumerate(head) if _NUMBERED.match(line.text) or _numbered(page, line.text)), None
    )
    if at is not None and (beside := _beside(page, head[at], head[at + 1 : at + 2])):
        return beside
    around = head if at is None else [*head[at + 1 :], *head[:at]]
    alone = [
        line
        for line in around
        if not line.is_blank and not days_in(line.text) and not (page.is_broken and _SCRAP.match(line.text))
    ]
    named = [
        line
        for line in alone
        if OFFICE.match(line.text) or (page.is_broken and begins_like_office(line.text, _HOUSES, 2))
    ] or [line for line in alone if not _NO_OFFICE.match(line.text)]
    if not named:
        return None
    return office_at(page, named[0].start, named[0].text)


_SCRAP = re.compile(r"\S{0,4}[ \t]+\S{1,5}[ \t]*\S*[\d/]|(?:บันทึก|\S{0,6}ข้อความ)")
"""What recognition left of a number, or of the heading of a memo."""
_ADDRESS = re.compile(r"\s+(?=ถนน|เลขที่?|ตำบล|แขวง|หมู่?|\d|[ก-ฮ]{2}\s?\d{5})")


def office_at(page: Page, start: int, text: str) -> Fact[str] | None:
    """The office that the text there begins with, without its address."""
    address = _ADDRESS.search(text)
    return clear_fact(page, start, start + (address.start() if address else len(text)), BY_ITS_PLACE)


_UNREAD_NUMBER = re.compile(r"\s*(?:ที่?\s*|ท[ี่]*\s+)\S+\s*\S*?/\S*(?:[ \t]+(?:\d+|\w)(?=[ \t]))?")


_REST_OF_NAME = re.compile(r"(?!ด่วน|ลับ|ถนน|อำเภอ|เขต|ตำบล|แขวง|กทม|กรุงเทพ|กระทรวง|กรม|เรื่?อง|เรียน)[ก-๎]{3,30}")
"""What of an office's name stands on the line below where its column ended: one word, that begins neither an address nor the
office above."""


def _beside(page: Page, line: Line, below: Sequence[Line]) -> Fact[str] | None:
    """What stands on the number's own line behind it, if it is an office."""
    found = _numbered(page, line.text)
    if found is None or _BROKEN_OFF.match(line.text, found.end()):
        found = _UNREAD_NUMBER.match(line.text)
    if found is None:
        return None
    rest = _URGENCY.sub(lambda one: " " * len(one[0]), line.text[found.end() :])
    bare = rest.lstrip()
    if not OFFICE.match(bare):
        return None
    start = line.start + found.end() + len(rest) - len(bare)
    if below and not _ADDRESS.search(bare) and _REST_OF_NAME.fullmatch(below[0].text):
        return clear_fact(page, start, below[0].end, BY_ITS_PLACE)
    return office_at(page, start, bare)


def _day(page: Page, start: int, head: Sequence[Line]) -> Fact[date] | None:
    """The letter's own day: one alone on its line, or behind วันที่."""
    if not head:
        return None
    end = head[-1].end
    text = page.text[start:end]
    found = [days for days in days_in(text) if days.is_single or days.month]
    return dated(page, start, found[0]) if found else None


def _one_text(page: Page, part: Part | None) -> Fact[str] | None:
    return clear_fact(page, part.start, part.end, AS_LABELLED) if part else None


def _addressee(page: Page, parts: dict[str, Part]) -> Fact[str] | None:
    return _one_text(page, parts.get("เรียน") or parts.get("ถึง"))
