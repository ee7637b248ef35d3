"""What other papers than letters have elsewhere: whose order it is, the day at the foot, the title of minutes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sammachip.core.letterfacts.days import Days, days_in
from sammachip.core.letterfacts.facts import clear_fact, dated
from sammachip.core.letterfacts.header import OFFICE, Header, office_at
from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import AS_LABELLED, BY_ITS_PLACE, Fact, Kind
from sammachip.core.letterfacts.noise import Page

_HEADINGS = {
    Kind.ORDER: re.compile(r"(?:\S*สำเนา\S*\s+)?คำสั่ง\s*"),
    Kind.ANNOUNCEMENT: re.compile(r"(?:\S*สำเนา\S*\s+)?ประกาศ\s*"),
}
_LONGEST_NAME = 60
_NO_OFFICE = re.compile(r"ที่?\s*\d|เรื่?อง|ครั้งที่?|[-.…_]{2,}|$")
_GIVEN = re.compile(
    r"(?:สั่?ง|ประกาศ|แถลง|ออกให้?(?:ไว้?)?|ให้?ไว้?|รับรอง|มอบ(?:ให้?)?)\s*(?:ณ|เมื่?อ)\s*(?:วัน\S{0,12}?ที่?)?\s*"
)
_HELD = re.compile(r"(?:เมื่?อ\s*)?วัน[ก-๎]{0,10}?\s?ที่?\s*(?=\d)")
_DUE = re.compile(r"ภายใน\s*$|ก่อน\s*$")
_NEAR = 12
_BESIDE = re.compile(r"(?:เลข)?ที่?\s*\S*/\s*\d{2,4}\s+(?=\S)")
_POSTCODE = re.compile(r"\d{5}\s*$")
_CERTIFIER = re.compile(
    r"(?:สำนักงาน|ศาลากลาง|กรม|จังหวัด|อำเภอ|องค์การ|เทศบาล|ที่ว่าการ|ที่ทำการ|ศูนย์|วิทยาลัย|มหาวิทยาลัย|สถาบัน|กระทรวง|โรงเรียน|โรงพยาบาล|บริษัท|สมาคม|ธนาคาร|มูลนิธิ|คณะ)\S"
)


def with_decree(page: Page, lines: Sequence[Line], kind: Kind, header: Header) -> Header:
    """The header with office, day and subject from where a paper of this kind has them."""
    if kind == Kind.STAMPED:
        return _with_stamp(page, lines, header)
    head = [line for line in lines if not line.is_blank][:8]
    found = replace(header, day=_day(page, kind), office=_office(page, head, kind))
    if kind == Kind.MINUTES and found.subject is None:
        return replace(found, subject=_title(page, head))
    return found


def _day(page: Page, kind: Kind) -> Fact[date] | None:
    """The day behind the words by which it was given; of minutes, the first day named, on which was met."""
    known = {days.start: days for days in days_in(page.text)}
    words = _HELD if kind == Kind.MINUTES else _GIVEN
    for found in words.finditer(page.text):
        if (
            page.is_broken
            and kind == Kind.MINUTES
            and _DUE.search(page.text, max(0, found.start() - _NEAR), found.start())
        ):
            continue
        if days := next((known[at] for at in known if found.start() <= at <= found.end() + 8), None):
            return dated(page, 0, days)
    return None


def _office(page: Page, head: Sequence[Line], kind: Kind) -> Fact[str] | None:
    """Whose order or announcement it is stands in its heading, or under it; a certificate begins with its giver."""
    for at, line in enumerate(head):
        heading = _HEADINGS[kind].match(line.text) if kind in _HEADINGS else None
        if heading and not _NO_OFFICE.match(line.text[heading.end() :]):
            return clear_fact(page, line.start + heading.end(), line.end, AS_LABELLED)
        if heading and at + 1 < len(head) and not _NO_OFFICE.match(head[at + 1].text):
            return clear_fact(page, head[at + 1].start, head[at + 1].end, BY_ITS_PLACE)
        if kind == Kind.CERTIFICATE and (certifier := _certifier(page, line)):
            return certifier
    return None


def _certifier(page: Page, line: Line) -> Fact[str] | None:
    """Who certifies: beside the number, or on a line of its own that is no end of an address."""
    if (number := _BESIDE.match(line.text)) and OFFICE.match(line.text, number.end()):
        return office_at(page, line.start + number.end(), line.text[number.end() :])
    if _CERTIFIER.match(line.text) and not _POSTCODE.search(line.text):
        return office_at(page, line.start, line.text)
    return None


def _title(page: Page, head: Sequence[Line]) -> Fact[str] | None:
    line = next((line for line in head if line.text.startswith("รายงานการประชุม")), None)
    return clear_fact(page, line.start, line.end, BY_ITS_PLACE) if line else None


def _with_stamp(page: Page, lines: Sequence[Line], header: Header) -> Header:
    """A stamped letter ends with the office that stamps it and the day, each alone on its line."""
    office, day = header.office, header.day
    named = days_in(page.text)
    foot = [line for line in lines if line.start >= header.ends and not line.is_blank]
    for line in foot:
        found = [days for days in named if days.start < line.end and line.start < days.end]
        if day is None and len(found) == 1 and _is_alone(found[0], line):
            day = dated(page, 0, found[0])
        is_short = len(line.text) < _LONGEST_NAME and OFFICE.match(line.text)
        if office is None and is_short and not found and line is not foot[0]:
            office = clear_fact(page, line.start, line.end, BY_ITS_PLACE)
    return replace(header, office=office, day=day)


def _is_alone(days: Days, line: Line) -> bool:
    """Whether the line says nothing but the day, and all of it: one that began on the line before is of its sentence."""
    return days.start >= line.start and days.end - days.start >= len(line.text) - 8
