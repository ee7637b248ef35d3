"""Stretches of a page as facts."""

import re
from dataclasses import replace
from datetime import date

from sammachip.core.letterfacts.days import Days
from sammachip.core.letterfacts.model import BY_ITS_FORM, BY_ITS_PLACE, Fact, Span
from sammachip.core.letterfacts.noise import Page
from sammachip.core.thaidate import PartialDate

_WEEKDAY_REACH = 24


def text_fact(page: Page, start: int, end: int, confidence: float) -> Fact[str] | None:
    """What stands there as a value, without the blanks around it; None for nothing."""
    start, end = page.within(start, end)
    value = page.said(start, end)
    return Fact(value, page.span(start, end), page.sure(confidence)) if value else None


def clear_fact(page: Page, start: int, end: int, confidence: float) -> Fact[str] | None:
    """As `text_fact`, but unknown where too many of its letters are of no word."""
    fact = text_fact(page, start, end, confidence)
    return replace(fact, value=None) if fact and page.is_torn(*page.within(start, end)) else fact


_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_WEEKDAY = re.compile(rf"วัน ?(?P<named>{'|'.join(_WEEKDAYS)}) ?(?:ที่ ?)?$")


def is_doubted(page: Page, start: int, end: int, days: Days) -> bool:
    """Whether a day is not sure where letters were taken for others: its digits are of both scripts, or it is none of the
    weekday that stands before it."""
    if not page.is_broken or days.first is None:
        return False
    named = _WEEKDAY.search(page.text, max(0, start - _WEEKDAY_REACH), start)
    is_other = bool(named) and days.first.weekday() != _WEEKDAYS.index(named["named"] if named else "")
    return is_other or page.doubts(start, end)


def unread_day(span: Span, month: PartialDate) -> Fact[date]:
    """A day of which only the month could be read."""
    return Fact(None, span, BY_ITS_PLACE, partial=f"{month.year:04}-{month.month:02}")


def dated(page: Page, offset: int, days: Days) -> Fact[date] | None:
    """The day as a fact, or what stands of it; None in a year that nothing else on a noisy page is of."""
    span = page.span(offset + days.start, offset + days.end)
    if days.month and not days.is_single:
        return unread_day(span, days.month)
    if days.first is None or not page.is_likely(days.first.year):
        return None
    if is_doubted(page, offset + days.start, offset + days.end, days):
        return unread_day(span, PartialDate(days.first.year, days.first.month))
    return Fact(days.first, span, page.sure(BY_ITS_FORM))
