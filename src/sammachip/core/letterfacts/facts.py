"""Stretches of a page as facts."""

from datetime import date

from sammachip.core.letterfacts.days import Days
from sammachip.core.letterfacts.model import BY_ITS_FORM, BY_ITS_PLACE, Fact
from sammachip.core.letterfacts.noise import Page


def text_fact(page: Page, start: int, end: int, confidence: float) -> Fact[str] | None:
    """What stands there as a value, without the blanks around it; None for nothing."""
    start, end = page.within(start, end)
    value = page.said(start, end)
    return Fact(value, page.span(start, end), page.sure(confidence)) if value else None


def dated(page: Page, offset: int, days: Days) -> Fact[date]:
    """The day as a fact, or what stands of it."""
    span = page.span(offset + days.start, offset + days.end)
    if days.month and not days.is_single:
        partial = f"{days.month.year:04}-{days.month.month:02}"
        return Fact(None, span, BY_ITS_PLACE, partial=partial)
    return Fact(days.first, span, page.sure(BY_ITS_FORM))
