"""What the figures of one row say of one another: a sum of those before it, a count times a price, a rate that all rows have.

Where letters were taken for others, a figure that breaks what the other rows keep is recognition's as likely as the writer's.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations

Numbers = Sequence[Decimal | None]
_FEWEST = 3
"""Rows that must keep a relation before it is one."""
_MOST = Decimal("0.6")
"""The share of the rows that must keep it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The figure of the column `whole` is the sum, or the product, of those of `parts`, times `rate`."""

    parts: tuple[int, ...]
    whole: int
    rate: Decimal = Decimal(1)
    is_product: bool = False

    @property
    def columns(self) -> tuple[int, ...]:
        return (*self.parts, self.whole)

    def reckoned(self, row: Numbers) -> Decimal | None:
        """What the whole must be by its parts; None where one of them is unknown."""
        known = [figure for part in self.parts if (figure := row[part]) is not None]
        if len(known) < len(self.parts):
            return None
        if not self.is_product:
            return sum(known, Decimal(0)) * self.rate
        reckoned = self.rate
        for figure in known:
            reckoned *= figure
        return reckoned

    def keeps(self, row: Numbers) -> bool | None:
        """Whether the row keeps it; None where a figure of it is unknown."""
        reckoned = self.reckoned(row)
        return None if reckoned is None or row[self.whole] is None else reckoned == row[self.whole]

    def implied(self, row: Numbers, column: int) -> Decimal | None:
        """What the figure of one of its columns must be by the others; None where they do not tell."""
        if column == self.whole:
            return self.reckoned(row)
        whole = row[self.whole]
        others = Relation(
            tuple(part for part in self.parts if part != column), self.whole, self.rate, self.is_product
        )
        rest = others.reckoned(row)
        if whole is None or rest is None:
            return None
        if not self.is_product and self.rate == 1:
            return whole - rest
        return whole / rest if rest else None


def relations_of(rows: Sequence[Numbers]) -> tuple[Relation, ...]:
    """What most rows keep: rates between two columns, sums of neighbouring columns, products of two."""
    return tuple(relation for relation in _candidates(rows) if _is_kept(relation, rows))


def _candidates(rows: Sequence[Numbers]) -> Iterator[Relation]:
    width = len(rows[0]) if rows else 0
    for part, whole in combinations(range(width), 2):
        if rate := _usual_rate(rows, part, whole):
            yield Relation((part,), whole, rate, is_product=True)
    for whole in range(2, width):
        for first in range(whole - 1):
            yield Relation(tuple(range(first, whole)), whole)
    for one, other, whole in permutations(range(width), 3):
        if one < other:
            yield Relation((one, other), whole, is_product=True)


def _usual_rate(rows: Sequence[Numbers], part: int, whole: int) -> Decimal | None:
    rates = Counter(
        figure / count
        for row in rows
        if (count := row[part]) and (figure := row[whole]) is not None and figure
    )
    return max(rates, key=lambda rate: rates[rate], default=None)


def _is_kept(relation: Relation, rows: Sequence[Numbers]) -> bool:
    """Whether rows enough keep it, of which not all have the same figures."""
    kept = [row for row in rows if relation.keeps(row)]
    known = sum(relation.keeps(row) is not None for row in rows)
    said = {tuple(row[column] for column in relation.columns) for row in kept}
    return len(kept) >= _FEWEST and len(kept) >= _MOST * known and len(said) > 1 and any(map(any, said))


def implied_figures(row: Numbers, relations: Sequence[Relation]) -> Mapping[int, Decimal]:
    """What the unknown figures of a row must be by its others, where all that tells of one tells the same."""
    told: dict[int, set[Decimal]] = {}
    for relation in relations:
        for column in relation.columns:
            if row[column] is None and (figure := relation.implied(row, column)) is not None:
                told.setdefault(column, set()).add(figure)
    return {column: figures.pop() for column, figures in told.items() if len(figures) == 1}


def implied_by(row: Numbers, column: int, relations: Sequence[Relation]) -> frozenset[Decimal | None]:
    """What the figure of a column must be, by each relation that tells."""
    return frozenset(
        relation.implied(row, column) for relation in relations if column in relation.columns
    ) - {None}


def contradicted(row: Numbers, relations: Sequence[Relation]) -> frozenset[int]:
    """The columns of a row whose figures break a relation and keep none: any of them may be the one that is amiss."""
    broken = {column for relation in relations if relation.keeps(row) is False for column in relation.columns}
    return frozenset(broken - borne_out(row, relations))


def borne_out(row: Numbers, relations: Sequence[Relation]) -> frozenset[int]:
    """The columns of a row whose figures keep a relation."""
    return frozenset(column for relation in relations if relation.keeps(row) for column in relation.columns)
