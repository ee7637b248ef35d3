"""Tables of a PDF without lines: where the figures of several lines stand under each other, each cell is told by its column.

Only rows that hold two figures or more count as such, so that no prose is taken for a table. What stands over them in the
same columns is their heading; a part of it over several columns is told in a row of its own, as in a ruled table.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from sammachip.records.reading_ruled import SLACK, Sign, said_in

_FIGURE = re.compile(r"[๐-๙0-9][๐-๙0-9,.]*|-")
FEWEST_ROWS, FEWEST_COLUMNS, FEWEST_FIGURES, MOST_HEADS = 3, 3, 2, 16
"""Of a body: its rows, what each holds, and of these figures; and how many lines above are looked at for headings."""
APART: Final = 0.45
"""So many times their size apart, two signs of one line stand in two columns: twice as far as a blank sets them."""
FAR: Final = 1.3
"""So many times the height of a row above the line below, a line is no heading of it."""
WIDE: Final = 0.6
"""What of the table's width is as wide as prose: no heading of one column, or of two or three."""
_COUNTS = re.compile(r"ลำ|ที่|ลดับ|No|#", re.I)
"""How the heading of a first column begins, which numbers the rows: what else stands there alone is the end of the text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Signs of one line that stand together."""

    signs: tuple[Sign, ...]

    @property
    def left(self) -> float:
        return self.signs[0].left

    @property
    def right(self) -> float:
        return max(sign.right for sign in self.signs)

    @property
    def base(self) -> float:
        return self.signs[0].base

    @property
    def is_figure(self) -> bool:
        return bool(_FIGURE.fullmatch(said_in(self.signs)))


Row = list[Run]


@dataclass(slots=True)
class Columns:
    """One table by its columns; it takes the signs that stand within it, and knows what they say."""

    left: float
    right: float
    top: float
    bottom: float
    told: list[str]
    cells: dict[tuple[int, int], list[Sign]] = field(default_factory=lambda: defaultdict(list))

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        return (0, 0) if self.left <= x <= self.right and self.bottom <= y <= self.top else None

    def lines(self) -> Iterator[str]:
        yield from self.told


def columns_on(signs: Iterable[Sign]) -> list[Columns]:
    """The tables without lines among these signs of a page, in their order."""
    rows = list(_rows(signs))
    found, at = list[Columns](), 0
    while at < len(rows):
        end = at
        while end < len(rows) and _is_row(rows[end]):
            end += 1
        if end - at >= FEWEST_ROWS and (table := _table(rows, at, end)):
            found.append(table)
        at = max(end, at + 1)
    return found


def _rows(signs: Iterable[Sign]) -> Iterator[Row]:
    """The lines, cut where more than a blank stands between two signs."""
    line: list[Sign] = []
    for sign in signs:
        if sign.text in "\r\n" or (line and abs(sign.base - line[-1].base) > SLACK):
            yield from [_cut(line)] if line else []
            line = []
        if sign.text not in "\r\n":
            line.append(sign)
    if line:
        yield _cut(line)


def _cut(line: Sequence[Sign]) -> Row:
    written = [sign for sign in line if not sign.text.isspace()]
    runs: list[list[Sign]] = []
    inked = iter(line)
    for sign in written:
        blank = any(one.text.isspace() for one in iter(lambda: next(inked), sign))
        if runs and sign.left - max(one.right for one in runs[-1]) <= APART * sign.size:
            runs[-1] += [Sign(" ", sign.left, sign.left, sign.base, sign.size)] if blank else []
            runs[-1].append(sign)
        else:
            runs.append([sign])
    return [Run(tuple(run)) for run in runs]


def _is_row(row: Row) -> bool:
    return len(row) >= FEWEST_COLUMNS and sum(run.is_figure for run in row) >= FEWEST_FIGURES


def _table(rows: Sequence[Row], first: int, end: int) -> Columns | None:
    body = rows[first:end]
    extents = _extents(run for row in body for run in row)
    if len(extents) < FEWEST_COLUMNS or any(len(_by_column(row, extents)) < len(row) for row in body):
        return None
    above = [run for row in rows[max(0, first - MOST_HEADS) : first] for run in row]
    heads = _heads(above, body, extents)
    shown = [*heads, *(run for row in body for run in row)]
    told = [*_headings(heads, extents), *("\t".join(_cells(row, extents)) for row in body)]
    size = body[0][0].signs[0].size
    return Columns(
        min(run.left for run in shown) - 1,
        max(run.right for run in shown) + 1,
        max(run.base for run in shown) + size,
        body[-1][0].base - size * 0.1,
        told,
    )


def _extents(runs: Iterable[Run]) -> list[tuple[float, float]]:
    """From where to where each column is written in: runs that overlap are of one."""
    found: list[tuple[float, float]] = []
    for left, right in sorted((run.left, run.right) for run in runs):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(right, found[-1][1])
        else:
            found.append((left, right))
    return found


def _by_column(row: Row, extents: Sequence[tuple[float, float]]) -> dict[int, Run]:
    return {_column(run, extents): run for run in row}


def _column(run: Run, extents: Sequence[tuple[float, float]]) -> int:
    """The column it stands in: the one it overlaps, else the nearest."""
    middle = (run.left + run.right) / 2
    return min(range(len(extents)), key=lambda at: max(extents[at][0] - middle, middle - extents[at][1], 0))


def _over(run: Run, extents: Sequence[tuple[float, float]]) -> list[int]:
    """The columns that a heading stands over."""
    over = [at for at, (left, right) in enumerate(extents) if run.left < right and left < run.right]
    return over or [_column(run, extents)]


def _cells(row: Row, extents: Sequence[tuple[float, float]]) -> list[str]:
    by = _by_column(row, extents)
    return [said_in(by[at].signs) if at in by else "" for at in range(len(extents))]


def _heads(above: Iterable[Run], body: Sequence[Row], extents: Sequence[tuple[float, float]]) -> list[Run]:
    """The headings over the body, from above: lines of their own, down to where something as wide as prose stands."""
    height = max(one[0].base - other[0].base for one, other in pairwise(body))
    wide = WIDE * (extents[-1][1] - extents[0][0])
    found, top = list[Run](), body[0][0].base
    for line in _by_height(run for run in above if run.base > body[0][0].base):
        is_heading = all(run.right - run.left < wide and not run.is_figure for run in line)
        begins = (
            len(line) == 1 and _over(line[0], extents) == [0] and not _COUNTS.match(said_in(line[0].signs))
        )
        if line[0].base - top > height * FAR or not is_heading or begins:
            break
        found, top = [*line, *found], line[0].base
    return found


def _by_height(runs: Iterable[Run]) -> Iterator[Row]:
    """The runs by the line they stand on, from below."""
    line: Row = []
    for run in sorted(runs, key=lambda one: one.base):
        if line and run.base - line[0].base > SLACK:
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _widened(heads: Sequence[Run], extents: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The columns as wide as their own headings are, which stand lowest: figures are narrower than what is over them."""
    found = list(extents)
    lowest = min((run.base for run in heads), default=0)
    for run in heads:
        if run.base - lowest <= SLACK and len(over := _over(run, extents)) == 1:
            left, right = found[over[0]]
            found[over[0]] = min(left, run.left), max(right, run.right)
    return found


def _headings(heads: Sequence[Run], extents: Sequence[tuple[float, float]]) -> list[str]:
    """What the headings say: over several columns in a first row, and those under it in a second."""
    extents = _widened(heads, extents)
    spans = {over[0]: run for run in heads if len(over := _over(run, extents)) > 1}
    under = {at for run in spans.values() for at in _over(run, extents)}
    upper = {at: list(run.signs) for at, run in spans.items()}
    lower = dict[int, list[Sign]]()
    for run in heads:
        if len(over := _over(run, extents)) == 1:
            (lower if over[0] in under else upper).setdefault(over[0], []).extend(run.signs)
    return [
        "\t".join(said_in(tier.get(at, ())) for at in range(len(extents))) for tier in (upper, lower) if tier
    ]
