"""Dates as Thai offices write and read them. Inside the system a date is ISO; พ.ศ. lives here, at the edge."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Literal, Self

from sammachip.core.sentence import Sentence, marked
from sammachip.core.thainum import excerpt, tidy, to_arabic, to_thai

BE_OFFSET = 543
# Thailand keeps one offset all year; a fixed one needs no time zone files.
BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)

Style = Literal["long", "short", "numeric", "month"]


class DayFault(StrEnum):
    """The rule that what was typed as a day does not keep."""

    MISSING = "missing"
    UNREAD = "unread"
    NO_DAY = "no-day"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_SAID = {
    DayFault.MISSING: marked("ยังไม่มีวันที่ — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"),
    DayFault.UNREAD: marked("อ่านวันที่จาก «{text}» ไม่ได้ — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"),
    DayFault.NO_DAY: marked(
        "«{text}» ยังไม่ระบุวันที่ของเดือน{named} — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"
    ),
    DayFault.YEAR: marked(
        "ปี {year} ใน «{text}» ไม่น่าใช่ปีที่ตั้งใจ — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"
    ),
    DayFault.MONTH: marked(
        "«{text}» ระบุเดือนที่ {month} แต่ปีหนึ่งมี 12 เดือน — พิมพ์วัน เดือน ปี พ.ศ. เช่น 31 สิงหาคม 2561 หรือ 31/08/2561"
    ),
    DayFault.DAY: marked("ไม่มีวันที่ {day} {named} {year} เพราะเดือนนั้นมี {last} วัน — ตรวจวันที่กับเอกสารแล้วพิมพ์ใหม่"),
}


class MonthName(str):
    """A month as Thai names it, and which one it is."""

    month: int

    def __new__(cls, month: int) -> Self:
        self = super().__new__(cls, MONTHS[month - 1])
        self.month = month
        return self


class NotADate(ValueError):
    """What was typed is no date: which rule it does not keep, with the numbers (a year as typed, or พ.ศ.); `reason` says
    so in Thai."""

    def __init__(self, text: str, fault: DayFault, **numbers: int) -> None:
        self.text = text
        self.fault = fault
        self.numbers: Mapping[str, int] = numbers
        month = numbers.get("month", 0)
        named = MonthName(month) if 1 <= month <= 12 else ""
        self.reason = Sentence(_SAID[fault], text=excerpt(text), named=named, **numbers)
        super().__init__(self.reason)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A month of which the day is not known; the year is the common era's, as in `date`."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"no month {self.month}")

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


def _month_names() -> dict[str, int]:
    names = {}
    for number, (full, short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), start=1):
        spoken = full.removesuffix("คม").removesuffix("ยน").removesuffix("พันธ์")
        for spelling in (full, spoken, short.replace(".", "")):
            names[spelling] = number
    return names | {"กรกฏาคม": 7, "กรกฏา": 7}  # ฏ for ฎ is the commonest slip of all


_MONTH_OF = _month_names()
_MONTH = "|".join(
    r"\.? ?".join(map(re.escape, name)) + r"\.?" if len(name) <= 3 else name
    for name in sorted(_MONTH_OF, key=len, reverse=True)
)
_YEAR = r"(?:ปี ?)?(?P<era>พ ?\. ?ศ ?\.?|พศ\.?|ค ?\. ?ศ ?\.?|คศ\.?)? ?(?P<year>\d{2,4})"
_LEAD = r"(?:(?:ภายใน|ข้อมูล|ณ|ลง|เมื่อ|ก่อน|ไม่เกิน|ถึง|ตั้งแต่|ประจำ) ?)*"
_DAY_WORD = r"(?:(?:วัน ?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)? ?)?ที่)? ?"
_WORDED = re.compile(
    rf"{_LEAD}{_DAY_WORD}(?P<day>\d{{1,2}})? ?(?:เดือน ?)?(?P<month>{_MONTH}) ?{_YEAR}", re.ASCII
)
# What is left of a day that a scan or a pen has damaged: dots, blanks, a stray sign or two.
_DAMAGED = re.compile(
    rf"{_LEAD}{_DAY_WORD}(?!\d+ )(?:[.…_\- ]+|[^ ]{{1,3}} |[^ ]{{1,2}})?(?:เดือน ?)?(?P<month>{_MONTH}) ?{_YEAR}",
    re.ASCII,
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2}) ?[/.\-] ?(?P<month>\d{1,2}) ?[/.\-] ?(?P<year>\d{4}|\d{2})", re.ASCII
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.\-](?P<month>\d{1,2})[/.\-](?P<day>\d{1,2})", re.ASCII)


def parse_date(text: str) -> date:
    """The one day that `text` names, in any usual spelling. Years above 2400 and two-digit years are พ.ศ.

    Raises NotADate with a reason for the screen; a month without its day is refused too.
    """
    found = parse_partial(text)
    if isinstance(found, PartialDate):
        raise NotADate(text, DayFault.NO_DAY, month=found.month)
    return found


def parse_partial(text: str) -> date | PartialDate:
    """Like `parse_date`, but a month alone or a day that cannot be read gives the month."""
    plain = to_arabic(tidy(text))
    if not plain:
        raise NotADate(text, DayFault.MISSING)
    if numeric := _DAY_FIRST.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain):
        return _day(text, _year(text, numeric["year"], ""), int(numeric["month"]), numeric["day"])
    if worded := _WORDED.fullmatch(plain) or _DAMAGED.fullmatch(plain):
        year = _year(text, worded["year"], worded["era"] or "")
        month = _MONTH_OF[re.sub(r"[. ]", "", worded["month"])]
        day = worded.groupdict().get("day")
        return _day(text, year, month, day) if day else PartialDate(year, month)
    raise NotADate(text, DayFault.UNREAD)


def _year(text: str, digits: str, era: str) -> int:
    """The common era's year; years nobody in this work can mean are slips of the pen."""
    common_era = era.startswith("ค")
    typed = int(digits) + (2500 if len(digits) == 2 and not common_era else 0)
    buddhist = era.startswith("พ") or typed > 2400
    year = typed - BE_OFFSET if buddhist and not common_era else typed
    if not 1900 <= year <= 2157:
        raise NotADate(text, DayFault.YEAR, year=int(digits))
    return year


def _day(text: str, year: int, month: int, digits: str) -> date:
    day = int(digits)
    if not 1 <= month <= 12:
        raise NotADate(text, DayFault.MONTH, month=month)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NotADate(text, DayFault.DAY, day=day, month=month, year=year + BE_OFFSET, last=last)
    return date(year, month, day)


def format_date(
    day: date | PartialDate, style: Style = "long", *, thai_digits: bool = False, era: bool = False
) -> str:
    """The date in พ.ศ.; a date whose day is unknown is written as its month, whatever the style.

    long «31 สิงหาคม 2561», short «31 ส.ค. 61», numeric «31/08/2561», month «สิงหาคม 2561». `era` puts
    พ.ศ. before the year, which is then written in full; a numeric date has no place for it.
    """
    text = _written(day, style, era=era)
    return to_thai(text) if thai_digits else text


class DayName(str):
    """A day in a Thai sentence, «31 สิงหาคม 2561», and which one it is."""

    day: date

    def __new__(cls, day: date) -> Self:
        self = super().__new__(cls, format_date(day))
        self.day = day
        return self


def _written(day: date | PartialDate, style: Style, *, era: bool) -> str:
    buddhist = day.year + BE_OFFSET
    year = f"พ.ศ. {buddhist}" if era else str(buddhist)
    if isinstance(day, PartialDate) or style == "month":
        return f"{MONTHS[day.month - 1]} {year}"
    if style == "numeric":
        return f"{day.day:02}/{day.month:02}/{buddhist}"
    if style == "short":
        return f"{day.day} {MONTHS_SHORT[day.month - 1]} {year if era else f'{buddhist % 100:02}'}"
    return f"{day.day} {MONTHS[day.month - 1]} {year}"


def day_end(day: date) -> datetime:
    """The last second of that day in Bangkok: the instant a deadline without an hour means."""
    return datetime.combine(day, time(23, 59, 59), BANGKOK)


def bangkok_day(moment: datetime) -> date:
    """The day it was in Bangkok at that instant. ValueError for an instant without its zone."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return moment.astimezone(BANGKOK).date()
