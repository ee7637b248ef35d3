"""The figures of a table reckoned again: columns against their totals, rows against their rate, rows across."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sammachip.core.letterfacts.model import Check, Code, Fact, Span
from sammachip.core.thaiwords import bare

Numbers = Sequence[Decimal | None]
Totals = Sequence[Fact[Decimal] | None]
Part = tuple[Totals, int, int]
"""The totals of a group of rows: of each column, and the first of the rows, and the one after the last."""
_MONEY = re.compile(r"บาท|เงิน|งบ|วงเงิน|จัดสรร|คา(?!ร)|โอน")
_COUNT = re.compile(
    r"\((กลุม|แหง|คน|หมูบาน|ครัวเรือน|ราย|แปลง|ทีม|รุน|ตำบล|จำนวน)\)|จำนวน(?!เงิน)|เปาหมาย|กลุม|แหง|คน"
)
_COUNTED = re.compile(r"\((?:กลุม|แหง|คน|ครัวเรือน)\)")
_PRICE = re.compile(r"ตอ(?:หนวย|คน|กลุม|แหง|ชิน|วัน)|หนวยละ|ราคา ?/|/ ?หนวย|อัตรา|(?:คน|กลุม|แหง|ชิน|วัน)ละ")
_SHARE = re.compile(r"รอยละ|%|เฉลีย|เปอรเซ็นต|สัดสวน")
_FEWEST_BAHT = Decimal(1000)
_MOST = Decimal("0.6")
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: where it stands in the table, its heading, and its largest figure.

    Without a heading hundreds are taken for counts, and more for money.
    """

    at: int
    heading: str
    largest: Decimal = Decimal(0)

    @property
    def is_price(self) -> bool:
        """Whether it says what one costs."""
        return bool(_PRICE.search(bare(self.heading)))

    @property
    def is_share(self) -> bool:
        """Whether it says a share or a mean, which is not added up; where shares make a whole, that is none of a letter's
        sums."""
        return bool(_SHARE.search(bare(self.heading)))

    @property
    def is_money(self) -> bool:
        if self.is_price:
            return False
        if not self.heading:
            return self.largest >= _FEWEST_BAHT
        return bool(_MONEY.search(bare(self.heading))) and not _COUNTED.search(bare(self.heading))

    @property
    def is_count(self) -> bool:
        return (
            not self.is_money
            and not self.is_price
            and (not self.heading or bool(_COUNT.search(bare(self.heading))))
        )


def checks_of(
    columns: Sequence[Column],
    rows: Sequence[Numbers],
    spans: Sequence[Span],
    totals: Sequence[Fact[Decimal] | None],
    rates: Sequence[tuple[str, Decimal]],
    parts: Sequence[Part] = (),
    *,
    is_noisy: bool,
) -> tuple[Check, ...]:
    """Every reckoning that the table allows, those that come out right included; `parts` are the totals of groups of rows.

    In much noise a figure that its rate contradicts while its column's total bears the rate out is recognition's slip:
    it is reckoned by the rate, and is no fault of the letter.
    """
    sheet = _Sheet(tuple(columns), [list(row) for row in rows], tuple(spans), tuple(totals), tuple(rates))
    if is_noisy:
        sheet.mend()
    groups = () if is_noisy else (check for part in parts for check in sheet.sums(*part))
    return (*groups, *sheet.sums(totals, 0, len(rows)), *sheet.across(), *sheet.by_rate(), *sheet.by_price())


@dataclass
class _Sheet:
    columns: tuple[Column, ...]
    rows: list[list[Decimal | None]]
    spans: tuple[Span, ...]
    totals: tuple[Fact[Decimal] | None, ...]
    rates: tuple[tuple[str, Decimal], ...]

    def sums(self, totals: Totals, first: int, last: int) -> Iterator[Check]:
        """Each column that these rows have a total of, if every one of their figures could be read."""
        for at, column in enumerate(self.columns):
            total = totals[column.at] if first < last and not column.is_share else None
            if total is None or total.value is None:
                continue
            if (added := self._added(at, first, last)) is not None:
                yield Check(Code.SUM_MISMATCH, column.heading, total.value, added, total.span)

    def _added(self, at: int, first: int, last: int) -> Decimal | None:
        figures = [row[at] for row in self.rows[first:last]]
        known = [figure for figure in figures if figure is not None]
        return sum(known, Decimal(0)) if len(known) == len(figures) else None

    def across(self) -> Iterator[Check]:
        """Rows whose last column of money is the sum of those before it, where most of them are so."""
        money = [at for at, column in enumerate(self.columns) if column.is_money]
        if len(money) < 3:
            return
        *parts, whole = money
        wrong: list[Check] = []
        right = 0
        for number, row in enumerate(self.rows, start=1):
            stated, figures = row[whole], [row[at] for at in parts]
            known = [figure for figure in figures if figure is not None]
            if stated is None or len(known) < len(figures):
                continue
            reckoned = sum(known, Decimal(0))
            right += stated == reckoned
            if stated != reckoned:
                heading = self.columns[whole].heading
                wrong.append(
                    Check(Code.SUM_MISMATCH, heading, stated, reckoned, self.spans[number - 1], number)
                )
        if right > len(wrong):
            yield from wrong

    def by_rate(self) -> Iterator[Check]:
        """Each row's money against its count times the rate that most rows have, or that the letter states."""
        for count, money in self._pairs():
            rate = self._rate(count, money)
            if rate is None:
                continue
            for number, row in enumerate(self.rows, start=1):
                units, stated = row[count], row[money]
                if units is not None and stated is not None:
                    heading = self.columns[money].heading
                    yield Check(
                        Code.RATE_MISMATCH, heading, stated, units * rate, self.spans[number - 1], number
                    )

    def by_price(self) -> Iterator[Check]:
        """Each row's money against its count times its own price."""
        prices = [at for at, column in enumerate(self.columns) if column.is_price]
        counts = [at for at, column in enumerate(self.columns) if column.is_count]
        money = [at for at, column in enumerate(self.columns) if column.is_money]
        if (len(prices), len(counts), len(money)) != (1, 1, 1):
            return
        for number, row in enumerate(self.rows, start=1):
            price, count, stated = row[prices[0]], row[counts[0]], row[money[0]]
            if price is not None and count is not None and stated is not None:
                heading = self.columns[money[0]].heading
                yield Check(
                    Code.RATE_MISMATCH, heading, stated, price * count, self.spans[number - 1], number
                )

    def _pairs(self) -> list[tuple[int, int]]:
        """Columns of counts, each with a column of money that may follow from it."""
        counts = [at for at, column in enumerate(self.columns) if column.is_count]
        money = [at for at, column in enumerate(self.columns) if column.is_money]
        if len(counts) != 1 or any(column.is_price for column in self.columns):
            return []
        return [(counts[0], at) for at in money]

    def _rate(self, count: int, money: int, *, fewest: int = _ENOUGH) -> Decimal | None:
        """The rate that most rows have, and not fewer than `fewest`; where the letter states one for a table's only sums, that one."""
        heading = self.columns[count].heading
        stated = {amount for unit, amount in self.rates if unit in heading}
        usual = self._usual_rate(count, money, fewest)
        if len(stated) == 1 and len(self._pairs()) == 1 and heading:
            return stated.pop()
        return usual

    def _usual_rate(self, count: int, money: int, fewest: int) -> Decimal | None:
        ratios = [
            row[money] / row[count]  # type: ignore[operator]  # both are known where the row is taken
            for row in self.rows
            if row[count] and row[money] is not None
        ]
        if len(ratios) < _ENOUGH:
            return None
        rate, times = Counter(ratios).most_common(1)[0]
        return rate if times >= fewest and times >= _MOST * len(ratios) else None

    def mend(self) -> None:
        """Put right the one figure of a column that its rate contradicts, if the column then has its total."""
        for count, money in self._pairs():
            rate = self._rate(count, money, fewest=2)
            total = self.totals[self.columns[money].at]
            if rate is None or total is None or total.value is None:
                continue
            mended = [row[money] if row[count] is None else row[count] * rate for row in self.rows]  # type: ignore[operator]  # as above
            known = [figure for figure in mended if figure is not None]
            if len(known) == len(mended) and sum(known, Decimal(0)) == total.value:
                for row, figure in zip(self.rows, mended, strict=True):
                    row[money] = figure
