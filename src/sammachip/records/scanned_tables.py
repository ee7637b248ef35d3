"""Ruled tables of a scan: lines of text that lie in one frame are told row by row, each cell in its own column.

A cell without text stands between its tabs, and one over several columns in the first of them: without it what follows would
move to the left, under other headings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from PIL import Image

from sammachip.records.reading_ruled import FEWEST_EDGES, goes_on

DRIFT: Final = 24
"""Dots by which a line of the table may stand elsewhere beside the next row: pages lie askew under the glass."""
HALF: Final = 127
"""Of 255, how much of a row's height a line goes along that frames a cell of it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page, in dots from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together on one line, with the place of each of its signs but blanks."""

    text: str
    box: Box
    signs: tuple[tuple[str, Box], ...]


@dataclass(slots=True, eq=False)
class Upright:
    """A line that runs down a table; `at` is where it stands beside the row that was looked at last."""

    at: int


@dataclass(slots=True)
class Row:
    """The pieces of a line of text, and the lines that part them."""

    pieces: list[Piece]
    rules: list[Upright]
    middle: int


@dataclass(slots=True)
class Frame:
    """A table: its lines from the left, and its rows from above."""

    rules: list[Upright] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def took(self, pieces: Sequence[Piece], places: Sequence[int]) -> bool:
        """Whether it has this line of text as its own: the lines beside it begin and end where its own do."""
        if self.rules and (
            abs(self.rules[0].at - places[0]) > DRIFT or abs(self.rules[-1].at - places[-1]) > DRIFT
        ):
            return False
        row = Row(
            sorted(pieces, key=lambda one: one.box.left), [self._rule(at) for at in places], middle_of(pieces)
        )
        self.rows.append(row)
        return True

    def _rule(self, at: int) -> Upright:
        """The line that stands there, or a new one in its place among the others."""
        for known in self.rules:
            if abs(known.at - at) <= DRIFT:
                known.at = at
                return known
        new = Upright(at)
        self.rules.insert(sum(known.at < at for known in self.rules), new)
        return new

    def lines(self, level: Image.Image) -> Iterator[str]:
        """A line for each row, its cells set apart by tabs."""
        told: list[str] = []
        before: Row | None = None
        for row in self.rows:
            cells = self._cells(row)
            if before and self._is_one(before, row, level) and not _are_two(told, cells):
                told = [_joined(*both) for both in zip(told, cells, strict=True)]
            else:
                if told:
                    yield "\t".join(told)
                told = cells
            before = row
        yield "\t".join(told)

    def _cells(self, row: Row) -> list[str]:
        cells = [""] * (len(self.rules) - 1)
        for piece in row.pieces:
            column = self._column(piece, row.rules)
            if cells[column]:
                column = max(column, self._column(piece, self.rules))
            cells[column] = f"{cells[column]} {piece.text}".strip()
        return cells

    def _column(self, piece: Piece, rules: Sequence[Upright]) -> int:
        middle = (piece.box.left + piece.box.right) // 2
        nearest = max(
            (one for one in rules[:-1] if one.at <= middle), key=lambda one: one.at, default=rules[0]
        )
        return self.rules.index(nearest)

    def _is_one(self, upper: Row, lower: Row, level: Image.Image) -> bool:
        """Whether no line runs across between the two."""
        return level.crop((self.rules[0].at, upper.middle, self.rules[-1].at, lower.middle)).getbbox() is None


def framed(lines: Sequence[Sequence[Piece]], upright: Image.Image) -> Iterator[Sequence[Piece] | Frame]:
    """The lines of text from above; those that lie in the same frame as one table."""
    frame: Frame | None = None
    for pieces in lines:
        places = _places(pieces, upright)
        if not places:
            yield from [frame] if frame else []
            frame = None
            yield pieces
            continue
        if frame is None or not frame.took(pieces, places):
            yield from [frame] if frame else []
            frame = Frame()
            frame.took(pieces, places)
    if frame:
        yield frame


def _places(pieces: Sequence[Piece], upright: Image.Image) -> list[int]:
    """Where lines run down beside this line of text; none where they do not frame the whole of it."""
    top, bottom = min(one.box.top for one in pieces), max(one.box.bottom for one in pieces)
    beside = upright.crop((0, top, upright.width, max(bottom, top + 1))).resize(
        (upright.width, 1), Image.Resampling.BOX
    )
    found: list[int] = []
    last = -DRIFT
    for at, dark in enumerate(beside.tobytes()):
        if dark > HALF:
            if at - last > DRIFT // 2:
                found.append(at)
            last = at
    middles = [(one.box.left + one.box.right) // 2 for one in pieces]
    is_framed = len(found) >= FEWEST_EDGES and found[0] <= min(middles) and max(middles) <= found[-1]
    return found if is_framed else []


def middle_of(pieces: Sequence[Piece]) -> int:
    return sum(one.box.top + one.box.bottom for one in pieces) // (2 * len(pieces))


def _are_two(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether two lines that no line parts are rows of their own all the same: both are numbered, or have figures."""
    both = [(one, other) for one, other in zip(upper, lower, strict=True) if one and other]
    return bool(upper[0] and lower[0]) or any(one[-1].isdigit() and other[0].isdigit() for one, other in both)


def _joined(above: str, below: str) -> str:
    return f"{above}{'' if not (above and below) or goes_on(above, below) else ' '}{below}"
