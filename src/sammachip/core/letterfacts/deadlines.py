"""By when things are due: days, months, stretches, so many days after something, and days that come again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sammachip.core.letterfacts.clauses import with_clauses
from sammachip.core.letterfacts.days import Days, days_in
from sammachip.core.letterfacts.facts import is_doubted, unread_day
from sammachip.core.letterfacts.model import (
    AS_LABELLED,
    BY_ITS_FORM,
    BY_ITS_PLACE,
    Deadline,
    Fact,
    Recurring,
    Relative,
)
from sammachip.core.letterfacts.noise import Page
from sammachip.core.letterfacts.phrases import ITEM
from sammachip.core.letterfacts.quarters import quarter_terms
from sammachip.core.letterfacts.sums import respelled
from sammachip.core.money import NotWords, words_to_baht
from sammachip.core.thaidate import PartialDate

_WEEKDAYS = "จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์"
_DAY_WORD = rf"(?:วัน\s?(?:{_WEEKDAYS})?\s?ที่?\s*)?"
_TERM = re.compile(
    r"(?:ภายใน(?:สิ้?น|กำหนด\S{0,6}\s*คือ|\s*กำหนด(?:เวลา)?)?|ไม่?เกิน|ก่อน|ไม่?ช้?ากว่?า|อย่?างช้?า(?:ที่สุด)?|(?:แล้?ว)?เสร็จ(?:สิ้?น)?(?:ใน)?|ครบกำหนด(?:ใน)?"
    r"|(?:ภายใน|ก่อน)เวลา\s*[\d.:]+\s*น\.?\s*(?:ของ|ใน)?"
    r"|\d\s*(?:ออกไป|ไป)?[เแ]ป็?น|(?:ไป|ได้|ขยาย|เลื่?อน)[^\s\n]{0,20}?\s*(?:จน)?(?:ถึง|[เแ]ป็?น)"
    r"|ตั้?งแต่?(?:บัด|วัน)นี้?\s*(?:[เแ]ป็?นต้?นไป\s*)?(?:ไป\s*)?(?:จน)?(?:-|ถึง)\s*"
    rf"|กำหนด(?:ส่?ง|รายงาน|ยื่?น)\S{{0,12}}?(?:ใน)?|หมดเขต\S{{0,10}}?)\s*(?:เดือน\s*)?{_DAY_WORD}$"
)
_STRETCH = re.compile(rf"(?:ระหว่?าง|ตั้?งแต่?|ช่?วง|ระยะเวลา\S{{0,14}}|ห้?วง)\s*(?:เดือน\s*)?{_DAY_WORD}[(\s]*$")
_PERIOD = re.compile(r"(?:ระยะเวลา|(?:ใน|ช่?วง|ระหว่?าง)\s*ไตรมาส|กำหนดการ)[^\n]{0,40}$")
"""Before the months of a time of work; of a budget a quarter is only named."""
_LOST = re.compile(
    r"(?:ระหว่?าง|ตั้?งแต่?|ช่?วง)\s*(?P<left>(?:วัน\S{0,10}?ที่?)?\s*\S{0,3}\s*(?:-|ถึง)\s*(?:วัน\S{0,10}?ที่?\s*)?)$"
)
"""Before the last day of a stretch, or its month, whose first day recognition lost."""
_EVENT = re.compile(rf"(?:วัน\s?(?:{_WEEKDAYS})?\s?ที่?|(?:^|(?<=[\sม]))ใน)\s*$")
_EVENT_AFTER = re.compile(r"\s*(?:,\s*)?(?:ตั้?งแต่?\s*)?(?:เวลา|ณ\s|ที่?โรงแรม|ที่?ห้?อง)")
_ASKED_THEN = re.compile(
    rf"(?:ยื่?น|ส่?ง|รับ(?!ราช)|ประชุม|อบรม|เข้?าร่?วม|สัมภาษณ์?|ประกาศ|เปิดซอง|ตรวจ|จัด)(?!ส่วน)\S{{0,40}}\s?ใน\s?วัน\s?(?:{_WEEKDAYS})?\s?ที่?\s*$"
)
"""What is done on the day that «ในวันที่» names."""
_LINE_ENDS = re.compile(r"[ \t]*(?:\n|$)")
_NO_TERM = re.compile(
    rf"(?:ลง|เมื่?อ|ลว\.?|ข้?อมูล|สั่?ง|ประกาศ|ให้?ไว้?|นับ(?:แต่?|จาก|ถัดจาก)\S{{0,12}}|ประจำ)\s*(?:ณ\s*)?(?:เดือน\s*)?{_DAY_WORD}$"
)
_AS_OF = re.compile(rf"ณ\s*{_DAY_WORD}$")
_NO_MORE = re.compile(
    r"\s*(?:จะ(?:มี|เกิด)(?:ฝน|พายุ|ลม|คลื่?น|อากาศ|น้ำ|อุทก)|เป็นต้?นไป|เป็นต้?นมา|(?:แล้?ว\s*)?นั้?น(?:\s|$)|(?:ออกไป|เลื่?อน|ขยาย|เปลี่?ยน)?(?:ไป)?(?:[เแ]ป็?น|จนถึง)\s*(?:วัน|ภายใน|ไม่|\d))"
)
"""Behind a day from which something holds, or which a letter named before."""
_CONDITION = re.compile(
    r"(?:เกิด|อายุ\S*|สมาชิก\S*|จดทะเบียน\S*|ขึ้?นทะเบียน\S*|จัดตั้?ง\S*|อนุญาต\S*|อนุมัติ\S*|มีชื่?อ\S*|อาศัย\S*|ลงวันที่?|ดำรงตำแหน่?ง\S*)\s*"
    r"(?:มา)?(?:ตั้?งแต่?)?(?:ก่อน|ไม่?เกิน|ภายใน)\s*\S{0,12}\s*$"
)
_LONG_PAST = 3
"""Years by which no slip of a pen is off."""
_MOST_DAYS = 120
"""More days than any letter gives for an answer are a digit too many."""
_NUMBER = r"(?P<days>\d{1,3}|[ก-๎]{2,14}?)"
_RELATIVE = re.compile(
    rf"ภายใน\s*(?:กำหนด\s*(?:เวลา\s*)?|ระยะเวลา\s*)?(?:ไม่?เกิน\s*)?{_NUMBER}\s*(?:\([^()\n]{{1,20}}\)\s*)?วัน(?P<working>\s?ทำการ)?(?!ที)"
    r"(?:\s*(?:นับ(?:ตั้?งแต่?|ถัดจาก|แต่?|จาก)(?:แต่?|จาก)?\s*|(?=หลัง))(?P<after>[^\s,.]{2,60}))?"
)
_MONTHLY = re.compile(
    r"ทุกวันที่?\s*(?P<every>\d{1,2})(?:\s*ของ(?:ทุก|แต่?ละ)?เดือน)?"
    r"|(?:(?:ภายใน|ก่อน|ทุก|ไม่?เกิน)\s*)?วันที่?\s*(?P<of>\d{1,2})\s*(?:ของ(?:ทุก|แต่?ละ)?เดือน|ทุกเดือน)(?:ถัดไป)?"
    r"|ทุกเดือน\s*ภายในวันที่?\s*(?P<later>\d{1,2})(?!\d|\s*[ก-ฮ]{2})"
)
_MONTH_END = re.compile(
    r"(?:ทุก(?:วัน)?สิ้?นเดือน|วัน(?:สิ้?นเดือน|สุดท้?ายของเดือน|ทำการสุดท้?ายของเดือน)\s*(?:ของ)?ทุกเดือน|สิ้?นเดือนของทุกเดือน|ทุกสิ้?นเดือน)"
)
_QUARTER_END = re.compile(r"ทุก(?:วัน)?สิ้?นไตรมาส|สิ้?นไตรมาส(?:ของ)?ทุกไตรมาส|ทุกไตรมาส\s*ภายในวันสิ้?นไตรมาส")
_WEEKLY = re.compile(rf"ทุกวัน(?P<weekday>{_WEEKDAYS})|วัน(?P<named>{_WEEKDAYS})\s*(?:ของ)?ทุกสัปดาห์")
_DAILY = re.compile(
    r"(?:รายงาน|ส่?ง|แจ้?ง|บันทึก|สรุป|กรอก)[^\n]{0,70}?(?P<each>ทุก\s?วัน)(?!ที่?|ทำการ|สุดท้?าย|สิ้?น|หยุด|พระ|แรก|นี้|"
    + _WEEKDAYS
    + r")"
)
_QUARTERLY = re.compile(
    r"ทุกไตรมาส[^\n]{0,24}?วันที่?\s*(?P<quarter>\d{1,2})|วันที่?\s*(?P<day>\d{1,2})\s*ของเดือน\S{0,30}ไตรมาส"
)


def deadlines_of(page: Page, start: int, own: Fact[date] | None) -> tuple[Deadline, ...]:
    """Every term below the header but the paper's own day, in order, each with what is due, to whom and from whom."""
    written = own.value if own else None
    found = [
        *_dated(page, start, written),
        *quarter_terms(page, start, written),
        *_relative(page, start),
        *_recurring(page, start),
    ]
    if own is not None:
        found = [one for one in found if one.span[1] <= own.span[0] or own.span[1] <= one.span[0]]
    return with_clauses(page, sorted(found, key=lambda one: one.span), start)


def _dated(page: Page, start: int, written: date | None) -> Iterator[Deadline]:
    for days in days_in(page.text):
        if days.start >= start and (deadline := _deadline(page, days, written)):
            yield deadline


def _deadline(page: Page, days: Days, written: date | None) -> Deadline | None:
    """The deadline that these days are, by the words before and behind them; None for any other mention of a day.

    A course or a meeting that was over when the letter was `written` is told of, not announced.
    """
    before = page.text[max(0, days.start - 60) : days.start]
    if not re.search(r"(?:เดือน|วัน\S*ที่?)\s*$", before):
        before += re.match(r"(?:วัน\S{0,10}?ที่?\s*|เดือน\s*)?", page.text[days.start : days.end])[0]  # type: ignore[index]  # it matches nothing at least
    after = page.text[days.end : days.end + 30]
    if _NO_TERM.search(before) or _NO_MORE.match(after):
        return None
    is_term = bool(_TERM.search(before))
    if is_term and written and days.last and _is_condition(before, days.last, written):
        return None
    if lost := _lost(page, days, before):
        return lost
    if days.month and not days.is_single:
        return _month(page, days, after, is_term=is_term)
    if page.is_broken and days.first is None:
        return None
    if days.last and not page.is_likely(days.last.year):
        return None
    if not is_term and written and days.last and days.last < written:
        return None
    if not days.is_single:
        is_stretch = is_term or _STRETCH.search(before) or _PERIOD.search(before) or _EVENT.search(before)
        return _stretch(page, days) if is_stretch or _ends_item(page, days) else None
    if is_term or _is_held(before, after) or (written and _ends_item(page, days)):
        return _day(page, days, written)
    return None


def _day(page: Page, days: Days, written: date | None) -> Deadline | None:
    """A term of one day; none long before the letter was written, where letters were taken for others."""
    assert days.first is not None
    span = page.span(days.start, days.end)
    if page.is_broken and written and days.first.year < written.year:
        return None
    if is_doubted(page, days.start, days.end, days):
        return Deadline(span, due=unread_day(span, PartialDate(days.first.year, days.first.month)))
    return Deadline(span, due=_fact(page, days, days.first))


def _is_condition(before: str, last: date, written: date) -> bool:
    """Whether a day long past only says who or what is meant: «เกิดก่อนวันที่», «เป็นสมาชิกก่อนวันที่»."""
    return last < written and (written.year - last.year >= _LONG_PAST or bool(_CONDITION.search(before)))


def _is_held(before: str, after: str) -> bool:
    """Whether something is held on that day: its hour or place follows, or it is asked for on that very day."""
    if not _EVENT.search(before) or _AS_OF.search(before):
        return False
    return bool(_EVENT_AFTER.match(after) or _ASKED_THEN.search(before))


def _ends_item(page: Page, days: Days) -> bool:
    """Whether an item of a list ends with the day, as those of a timetable do."""
    line = page.text.rfind("\n", 0, days.start) + 1
    return bool(ITEM.match(page.text, line, days.start) and _LINE_ENDS.match(page.text, days.end))


def _lost(page: Page, days: Days, before: str) -> Deadline | None:
    """A stretch of which the first day, or both, cannot be read; None where no stretch begins so."""
    month = days.month or (PartialDate(days.first.year, days.first.month) if days.first else None)
    start = max(0, days.start - 60)
    left = _LOST.search(page.text, start, days.start) if days.is_single or days.month else None
    if month is None or not (left or (days.is_damaged and _STRETCH.search(before))):
        return None
    span = page.span(left.start("left") if left else days.start, days.end)
    unread: Fact[date] = Fact(None, span, BY_ITS_PLACE, partial=f"{month.year:04}-{month.month:02}")
    return Deadline(span, start=unread, end=_fact(page, days, days.last) if days.last else unread)


def _month(page: Page, days: Days, after: str, *, is_term: bool) -> Deadline | None:
    """A month: a term by its last day; else a stretch, if the item of a list ends with it."""
    assert days.month is not None
    span = page.span(days.start, days.end)
    if days.is_damaged:
        partial = f"{days.month.year:04}-{days.month.month:02}"
        return Deadline(span, due=Fact(None, span, BY_ITS_PLACE, partial=partial)) if is_term else None
    ends_item = _LINE_ENDS.match(after) is not None
    if not is_term and not ends_item:
        return None
    deadline = Deadline(
        span, start=_fact(page, days, days.month.first_day), end=_fact(page, days, days.month.last_day)
    )
    return replace(deadline, due=_fact(page, days, days.month.last_day)) if is_term else deadline


def _stretch(page: Page, days: Days) -> Deadline:
    span = page.span(days.start, days.end)
    return Deadline(span, start=_fact(page, days, days.first), end=_fact(page, days, days.last))


def _fact(page: Page, days: Days, day: date | None) -> Fact[date]:
    return Fact(day, page.span(days.start, days.end), page.sure(AS_LABELLED))


def _relative(page: Page, start: int) -> Iterator[Deadline]:
    for found in _RELATIVE.finditer(page.text, start):
        days = _count(found["days"])
        if 0 < days <= _MOST_DAYS and not page.doubts(*found.span("days")):
            span = page.span(*found.span())
            after = page.said(*found.span("after")) if found["after"] else None
            yield Deadline(
                span, relative=Fact(Relative(days, after, bool(found["working"])), span, AS_LABELLED)
            )


def _count(text: str) -> int:
    """The number, in figures or in words; 0 for what is neither."""
    if text.isdigit():
        return int(text)
    try:
        return int(words_to_baht(f"{respelled(text) or text}บาท"))
    except NotWords:
        return 0


def _recurring(page: Page, start: int) -> Iterator[Deadline]:
    taken: list[tuple[int, int]] = []
    for pattern, every in (
        (_QUARTERLY, "quarter"),
        (_QUARTER_END, "quarter"),
        (_MONTHLY, "month"),
        (_MONTH_END, "month"),
        (_WEEKLY, "week"),
    ):
        for found in pattern.finditer(page.text, start):
            if any(found.start() < end and begin < found.end() for begin, end in taken):
                continue
            day = next((one for one in found.groups() if one), "0")
            if day.isdigit() and int(day) > 31:
                continue
            taken.append(found.span())
            span = page.span(*found.span())
            value = Recurring(int(day) if day.isdigit() else day, every)
            yield Deadline(span, recurring=Fact(value, span, BY_ITS_FORM))
    for found in _DAILY.finditer(page.text, start):
        span = page.span(*found.span("each"))
        yield Deadline(span, recurring=Fact(Recurring(None, "day"), span, BY_ITS_FORM))
