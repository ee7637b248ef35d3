"""The leaves of a pack's mapping: amounts, days and instants, and the report of what could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sammachip.core.money import NotMoney, parse_baht
from sammachip.core.thaidate import NotADate, day_end, parse_date
from sammachip.programmes.marks import step
from sammachip.programmes.pack import ANYONE

Spec = Mapping[str, Any]  # Any: a leaf of a mapping whose shape the pack schema has already held


@dataclass(slots=True)
class Report:
    """What is wrong so far; `broken` are the paths whose shape is wrong, which nobody reads any further."""

    broken: tuple[str, ...] = ()
    problems: list[tuple[str, str, str]] = field(default_factory=list)

    def say(self, path: str, message: str, fix: str) -> None:
        self.problems.append((path, message, fix))

    def sound(self, path: str) -> bool:
        """Whether the shape of everything at or under `path` is right."""
        return not any(one == path or one.startswith((f"{path}.", f"{path}[")) for one in self.broken)


class Leaves:
    """Reads single values; what cannot be read is reported where it stands."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def _amount(self, given: object, path: str) -> Decimal:
        """Exact to two places and not below zero; what cannot be taken is reported and counts as nothing."""
        amount = self._number(given, path)
        if amount < 0:
            self.report.say(path, f"จำนวน '{given}' น้อยกว่าศูนย์", "เขียนตั้งแต่ 0 ขึ้นไป")
            return Decimal(0)
        return amount

    def _number(self, given: object, path: str) -> Decimal:
        """Exact to two places, of either sign; what cannot be read is reported and counts as nothing."""
        try:
            return parse_baht(str(given))
        except NotMoney as bad:
            self.report.say(path, _what(bad.reason), "เขียนตัวเลขทศนิยมไม่เกิน 2 ตำแหน่ง เช่น 31200.00")
            return Decimal(0)

    def _maybe_amount(self, spec: Spec, key: str, path: str) -> Decimal | None:
        return self._amount(spec[key], step(path, key)) if key in spec else None

    def _date(self, given: str, path: str) -> date:
        try:
            return parse_date(given)
        except NotADate as bad:
            self.report.say(path, _what(bad.reason), "เขียนวันที่ที่มีอยู่จริงเป็น ปี-เดือน-วัน เช่น 2561-09-20")
            return date.max

    def _instant(self, given: str, path: str) -> datetime:
        """The end of the day, or the minute given."""
        day, _, minute = given.partition(" ")
        end = day_end(self._date(day, path))
        return datetime.combine(end.date(), time.fromisoformat(minute), end.tzinfo) if minute else end

    def _due(self, given: object, path: str) -> dict[str, datetime]:
        if isinstance(given, str):
            return {ANYONE: self._instant(given, path)}
        assert isinstance(given, Mapping)
        return {role: self._instant(when, step(path, role)) for role, when in given.items()}


def _what(reason: str) -> str:
    """What is wrong, without the advice meant for somebody who fills in a form."""
    return reason.partition(" — ")[0]
