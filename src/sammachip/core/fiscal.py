"""The Thai fiscal year: 1 October to 30 September, named by the พ.ศ. number of the year it ends in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sammachip.core.thaidate import BE_OFFSET, PartialDate

_FIRST_MONTH = 10


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, first and last included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"{self.start} comes after {self.end}")

    def contains(self, day: date) -> bool:
        return self.start <= day <= self.end

    def months(self) -> tuple["Window", ...]:
        """The calendar months it touches, each cut to what lies inside, in order."""
        return tuple(self._cut(1))

    def quarters(self) -> tuple["Window", ...]:
        """The quarters of fiscal years it touches, each cut to what lies inside, in order."""
        return tuple(self._cut(3))

    def _cut(self, length: int) -> Iterator["Window"]:
        day = self.start
        while day <= self.end:
            last_month = day.month + (length - 1) - (day.month - 1) % length
            last = min(PartialDate(day.year, last_month).last_day, self.end)
            yield Window(day, last)
            day = last + timedelta(days=1)


def fiscal_year(day: date) -> int:
    """The fiscal year of that day: 1 October 2017 begins 2561."""
    return day.year + BE_OFFSET + (day.month >= _FIRST_MONTH)


def quarter(day: date) -> int:
    """The fiscal quarter, 1 to 4: October begins the first."""
    return (day.month - _FIRST_MONTH) % 12 // 3 + 1


def year_end(year: int) -> date:
    return date(year - BE_OFFSET, 9, 30)
