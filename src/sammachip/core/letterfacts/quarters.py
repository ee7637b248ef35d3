"""Terms that name a quarter of the fiscal year and no day, «ให้แล้วเสร็จภายในไตรมาส ๓»."""

import re
from collections.abc import Iterator
from datetime import date

from sammachip.core.fiscal import Window, fiscal_year, year_end
from sammachip.core.letterfacts.days import MONTH
from sammachip.core.letterfacts.model import BY_ITS_FORM, BY_ITS_PLACE, Deadline, Fact
from sammachip.core.letterfacts.noise import Page

_ERA = r"\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*"
_DUE = re.compile(
    r"(?:(?:ภายใน|ก่อน|ไม่?เกิน|(?:เสร็จ|ทัน)(?:สิ้?น)?(?:ใน)?)\s*(?:สิ้?น)?|สิ้?น)\s*"
    r"(?P<term>ไตรมาส\s*(?:ที่?)?\s*(?:(?P<number>[1-4])(?!\d)|(?P<named>แรก|สุดท้?าย))"
    rf"(?:\s*(?:ของ|ประจำ)?\s*ปี(?:งบประมาณ)?{_ERA}(?P<year>25\d\d)(?!\d))?)"
)
_DAYS_BEHIND = re.compile(rf"\s*\(?\s*(?:ระหว่?าง|ตั้?งแต่?|คือ)?\s*(?:เดือน\s*)?(?:วันที่?|\d{{1,2}}\s|{MONTH})")
"""Behind a quarter that the letter itself gives the days of: those count."""
_OF_YEAR = re.compile(rf"ปีงบประมาณ{_ERA}(?P<year>25\d\d)(?!\d)")


def quarter_terms(page: Page, start: int, written: date | None) -> Iterator[Deadline]:
    """Each as its quarter, due on its last day: of the year named, else of that in which the letter was written, if that
    quarter is not over. Where no year can be told the due day is unknown."""
    for found in _DUE.finditer(page.text, start):
        if _DAYS_BEHIND.match(page.text, found.end()):
            continue
        span = page.span(*found.span("term"))
        number = int(found["number"] or (1 if found["named"] == "แรก" else 4))
        year = _year(page, found["year"])
        of = year or (fiscal_year(written) if written else None)
        quarter = _quarter(of, number) if of else None
        if quarter is None or (not year and written and quarter.end < written):
            yield Deadline(span, due=Fact(None, span, BY_ITS_PLACE))
        elif page.is_likely(quarter.end.year):
            sure = page.sure(BY_ITS_FORM if year else BY_ITS_PLACE)
            first, last = (Fact(day, span, sure) for day in (quarter.start, quarter.end))
            yield Deadline(span, due=last, start=first, end=last)


def _year(page: Page, named: str | None) -> int | None:
    """The fiscal year named there, or the only one that the letter names."""
    if named:
        return int(named)
    years = {int(found["year"]) for found in _OF_YEAR.finditer(page.text)}
    return years.pop() if len(years) == 1 else None


def _quarter(year: int, number: int) -> Window:
    last = year_end(year)
    return Window(date(last.year - 1, 10, 1), last).quarters()[number - 1]
