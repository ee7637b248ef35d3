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


def dated(page: Page, offset: int, days: Days) -> Fact[date] | None:
    """The day as a fact, or what stands of it; None in a year that nothing else on a noisy page is of."""
    span = page.span(offset + days.start, offset + days.end)
    if days.month and not days.is_single:
        partial = f"{days.month.year:04}-{days.month.month:02}"
        return Fact(None, span, BY_ITS_PLACE, partial=partial)
    if days.first is None or not page.is_likely(days.first.year):
        return None
    return Fact(days.first, span, page.sure(BY_ITS_FORM))
