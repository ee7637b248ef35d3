"""Days in running text: single days, stretches of days, months, and days of which only the month can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sammachip.core.thaidate import MONTHS, MONTHS_SHORT, NotADate, PartialDate, parse_partial

_FULL = "|".join((*MONTHS, "กรกฏาคม"))
_SHORT = "|".join(r"\.? ?".join(map(re.escape, short.split(".")[:-1])) + r"\.?" for short in MONTHS_SHORT)
MONTH = rf"(?:{_FULL}|(?<=[\d ])(?:{_SHORT}))"
_ERA = r"(?:พุทธศักราช|พ ?\. ?ศ ?\.?|ค ?\. ?ศ ?\.?|ปี)"
YEAR = rf"(?:{_ERA} ?)*(?:\d{{4}}|\d{{2}})(?!\d)"
_OPEN_YEAR = rf"(?:{_ERA} ?)*(?:\d{{4}}|\d{{2}})?(?!\d)"
_WEEKDAY = r"(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)"
DAY_WORD = rf"(?:(?:วัน ?{_WEEKDAY}? ?)?ที่? ?)?"
_TO = rf"[ \t]{{0,20}}(?:-|ถึง|จนถึง|และ)[ \t]{{0,20}}\n?[ \t]{{0,20}}{DAY_WORD}"
_GAP = r"[ \t]{0,20}(?:เดือน[ \t]{0,20}|(?:เ[คดต]{1,2}[ืีิ]?[อน]{0,2}|[คดต][ืีิ]?อน|[คดต]ือ)[ \t]{0,20})?"
"""What may stand before a month: the word for it, however little of that is left."""

_SAME_MONTH = re.compile(
    rf"(?<![\d/.,])(?P<one>\d{{1,2}}){_TO}(?P<other>\d{{1,2}}){_GAP}(?P<month>{MONTH})[ \t]*(?P<year>{YEAR})"
)
_TWO_MONTHS = re.compile(
    rf"(?<![\d/.,])(?P<one>\d{{1,2}}){_GAP}(?P<month>{MONTH})[ \t]*(?P<first>{_OPEN_YEAR}){_TO}"
    rf"(?P<other>\d{{1,2}}){_GAP}(?P<next>{MONTH})[ \t]*(?P<year>{YEAR})"
)
_NUMERIC_RANGE = re.compile(
    rf"(?<![\d/])(?P<one>\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})){_TO}(?P<other>\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}}))(?![\d/])"
)
_MONTHS = re.compile(
    rf"(?:เดือน[ \t]*)?(?P<month>{MONTH})[ \t]*(?P<first>{_OPEN_YEAR})[ \t]*(?:-|ถึง|จนถึง)[ \t]*\n?[ \t]*(?:เดือน[ \t]*)?(?P<next>{MONTH})[ \t]*(?P<year>{YEAR})"
)
_SINGLE = re.compile(
    rf"(?<![\d/.,])(?P<one>\d{{1,2}}){_GAP}(?P<month>{MONTH})(?:[ \t]*|\n(?=\D{{0,5}}25\d\d))(?P<year>{YEAR})"
)
_OVER_LINES = re.compile(
    rf"(?<=ที่)[ \t]*(?P<one>\d{{1,2}})[ \t]*\n[ \t]*(?:เดือน[ \t]*)?(?P<month>{MONTH})[ \t]*(?P<year>{YEAR})"
)
"""A day whose month stands on the next line; only behind วันที่, for numbers end other lines too."""
_NUMERIC = re.compile(r"(?<![\d/.])\d{1,2} ?/ ?\d{1,2} ?/ ?(?:\d{4}|\d{2})(?![\d/])")
_DAMAGED = rf"(?:วัน ?{_WEEKDAY}?ที่? ?|ที่ )[^\n]{{0,10}}?|(?<=ใน)วันที่?[ \t]*\n[ \t]*|(?:(?<=\n)|^)[ \t]{{0,80}}[^\s]{{1,3}}[ \t]{{1,20}}|[.…_][.…_ ]{{1,60}}"
"""What is left of a day: anything between วันที่ and the month, a stray sign or two at the head of a line, dots."""
_MONTH = re.compile(rf"(?P<damaged>{_DAMAGED})?{_GAP}(?P<month>{MONTH})[ \t]*(?P<year>{YEAR})")


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or the first and last of a stretch; `month` alone where the day cannot be read or none is named."""

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    month: PartialDate | None = None
    is_damaged: bool = False

    @property
    def is_single(self) -> bool:
        return self.first is not None and self.first == self.last


def days_in(text: str) -> list[Days]:
    """Every day or stretch that the text names, in order."""
    found: list[Days] = []
    taken = bytearray(len(text))
    for read in (_two_months, _same_month, _numeric_range, _months, _single, _numeric, _month):
        for days in read(text):
            if not any(taken[days.start : days.end]):
                taken[days.start : days.end] = b"\1" * (days.end - days.start)
                found.append(days)
    return sorted(found, key=lambda days: days.start)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        found = parse_partial(f"{day} {month} {_typed(year)}")
    except NotADate:
        return None
    return found if isinstance(found, date) else None


def _typed(year: str) -> str:
    return year.replace("พุทธศักราช", "พ.ศ.")


def _stretch(found: re.Match[str], first: date | None, last: date | None) -> Days:
    """A stretch whose ends cannot both be read is damaged; one that runs backwards is kept as it stands."""
    if first is None or last is None:
        return Days(*found.span(), month=_month_of(found["month"], found["year"]), is_damaged=True)
    return Days(*found.span(), first, last)


def _month_of(month: str, year: str) -> PartialDate | None:
    try:
        found = parse_partial(f"{month} {_typed(year)}")
    except NotADate:
        return None
    return found if isinstance(found, PartialDate) else None


def _two_months(text: str) -> Iterator[Days]:
    for found in _TWO_MONTHS.finditer(text):
        first = _day(found["one"], found["month"], found["first"] or found["year"])
        yield _stretch(found, first, _day(found["other"], found["next"], found["year"]))


def _same_month(text: str) -> Iterator[Days]:
    for found in _SAME_MONTH.finditer(text):
        first = _day(found["one"], found["month"], found["year"])
        yield _stretch(found, first, _day(found["other"], found["month"], found["year"]))


def _numeric_range(text: str) -> Iterator[Days]:
    for found in _NUMERIC_RANGE.finditer(text):
        first, last = _numeric_day(found["one"]), _numeric_day(found["other"])
        if first and last:
            yield Days(*found.span(), first, last)


def _numeric_day(text: str) -> date | None:
    try:
        found = parse_partial(text)
    except NotADate:
        return None
    return found if isinstance(found, date) else None


def _months(text: str) -> Iterator[Days]:
    for found in _MONTHS.finditer(text):
        first = _month_of(found["month"], found["first"] or found["year"])
        last = _month_of(found["next"], found["year"])
        if first and last:
            yield Days(*found.span(), first.first_day, last.last_day)


def _single(text: str) -> Iterator[Days]:
    for found in (*_OVER_LINES.finditer(text), *_SINGLE.finditer(text)):
        day = _day(found["one"], found["month"], found["year"])
        yield _stretch(found, day, day)


def _numeric(text: str) -> Iterator[Days]:
    for found in _NUMERIC.finditer(text):
        if day := _numeric_day(found[0]):
            yield Days(*found.span(), day, day)


def _month(text: str) -> Iterator[Days]:
    """A month and its year; whatever stands where the day should be cannot be read."""
    for found in _MONTH.finditer(text):
        if month := _month_of(found["month"], found["year"]):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield Days(start, found.end(), month=month, is_damaged=bool(found["damaged"]))
