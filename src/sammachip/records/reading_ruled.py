"""Ruled tables of a PDF: where lines run across and down, each cell is told whole, however many lines it has.

A heading of two lines, or one over several columns, came in pieces between those of the cells beside it: a page says only
where each sign stands. The lines that are drawn say where a cell begins and ends.
"""

import ctypes
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pypdfium2

SLACK: Final = 2.0
"""Points that the ends of two lines which meet may be apart; the two edges of one thick line are no further."""
SHORTEST: Final = 6.0
"""Points that a line is long at least; a bar of a cell is higher, and the dashes of a dotted line are shorter."""
MOST_RULES, MOST_SEGMENTS = 1_500, 40_000
FEWEST_EDGES: Final = 3
"""Lines each way that frame two rows of two cells."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn straight: across at a height, or down at a place, from one end to the other."""

    at: float
    first: float
    last: float

    def covers(self, place: float) -> bool:
        return self.first - SLACK <= place <= self.last + SLACK


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of the page: its edges across, and the height of the line that it stands on."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Table:
    """One table by its lines; `cells` gathers the signs of each cell, by its row from above and its column."""

    across: list[Rule]
    down: list[Rule]
    heights: list[float]
    places: list[float]
    cells: dict[tuple[int, int], list[Sign]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column in which this point lies; None outside the table."""
        if not (self.places[0] < x < self.places[-1] and self.heights[0] < y < self.heights[-1]):
            return None
        square = len(self.heights) - 1 - bisect_right(self.heights, y), bisect_right(self.places, x) - 1
        if square not in self._known:
            self._known[square] = self._whole(*square)
        return self._known[square]

    def _whole(self, row: int, column: int) -> tuple[int, int]:
        """The first row and column of the cell that this square is part of: no line parts it from the one before."""
        while column and not self._is_parted_left(row, column):
            column -= 1
        while row and not self._is_parted_above(row, column):
            row -= 1
        return row, column

    def _is_parted_left(self, row: int, column: int) -> bool:
        top = len(self.heights) - 1 - row
        middle = (self.heights[top] + self.heights[top - 1]) / 2
        return any(abs(one.at - self.places[column]) <= SLACK and one.covers(middle) for one in self.down)

    def _is_parted_above(self, row: int, column: int) -> bool:
        middle = (self.places[column] + self.places[column + 1]) / 2
        height = self.heights[len(self.heights) - 1 - row]
        return any(abs(one.at - height) <= SLACK and one.covers(middle) for one in self.across)

    def lines(self) -> Iterator[str]:
        """A line for each row, its cells set apart by tabs; what spans several rows or columns stands in the first."""
        for row in range(len(self.heights) - 1):
            cells = [said_in(self.cells.get((row, column), ())) for column in range(len(self.places) - 1)]
            if any(cells):
                yield "\t".join(cells)


def said_in(signs: Sequence[Sign]) -> str:
    """The text of one cell: its lines as one, without a blank where a Thai word only went on below."""
    lines: list[list[Sign]] = []
    for sign in signs:
        if lines and abs(lines[-1][-1].base - sign.base) <= SLACK:
            lines[-1].append(sign)
        else:
            lines.append([sign])
    told = ""
    for line in lines:
        text = " ".join("".join(sign.text for sign in line).split())
        told += f"{' ' if told and text and not goes_on(told, text) else ''}{text}"
    return told


_FIGURE = re.compile(r"[\d๐-๙]{1,3}(?:,[\d๐-๙]{3})+(?:\.[\d๐-๙]+)?")


def goes_on(told: str, text: str) -> bool:
    """Whether a line goes on with the word, or with the figure, that its cell was too narrow for: «140,00» «0»."""
    is_figure = "," in told and not _FIGURE.fullmatch(told) and bool(_FIGURE.fullmatch(told + text))
    return is_figure or (_is_thai(told[-1]) and _is_thai(text[0]))


def _is_thai(sign: str) -> bool:
    return "ก" <= sign <= "๎"


def tables_on(page: "pypdfium2.PdfPage") -> list[Table]:
    """The ruled tables of the page, of at least two rows and two columns."""
    across, down = _rules(page)
    if not across or not down or len(across) + len(down) > MOST_RULES:
        return []
    return [table for one in _framed(across, down) if (table := _table(*one))]


def _table(across: list[Rule], down: list[Rule]) -> Table | None:
    heights, places = _edges(across), _edges(down)
    is_one = len(heights) >= FEWEST_EDGES and len(places) >= FEWEST_EDGES
    return Table(across, down, heights, places) if is_one else None


def _edges(rules: Iterable[Rule]) -> list[float]:
    """The heights, or places, of the lines, those that are as good as one taken for one."""
    found: list[float] = []
    for at in sorted(one.at for one in rules):
        if not found or at - found[-1] > SLACK * 1.5:
            found.append(at)
    return found


def _framed(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines that hang together, each group by itself: two tables of a page have none in common."""
    rows, columns = list(across), list(down)
    while rows:
        mine: tuple[list[Rule], list[Rule]] = ([], [])
        reached: list[tuple[Rule, bool]] = [(rows.pop(), True)]
        while reached:
            rule, is_across = reached.pop()
            mine[0 if is_across else 1].append(rule)
            beside = columns if is_across else rows
            met = [one for one in beside if (_meet(rule, one) if is_across else _meet(one, rule))]
            beside[:] = [one for one in beside if one not in met]
            reached += [(one, not is_across) for one in met]
        yield mine


def _meet(across: Rule, down: Rule) -> bool:
    return across.covers(down.at) and down.covers(across.at)


def _rules(page: "pypdfium2.PdfPage") -> tuple[list[Rule], list[Rule]]:
    """Every straight line drawn on the page: those across, and those down; pieces of one line as one."""
    across: list[Rule] = []
    down: list[Rule] = []
    for (x, y), (to_x, to_y) in _segments(page):
        if abs(y - to_y) <= 1 and abs(x - to_x) >= SHORTEST:
            across.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
        elif abs(x - to_x) <= 1 and abs(y - to_y) >= SHORTEST:
            down.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))
    return _joined(across), _joined(down)


def _joined(rules: list[Rule]) -> list[Rule]:
    """The lines with those that go on from one another, or lie on each other, as one."""
    found: list[Rule] = []
    for one in sorted(rules, key=lambda rule: (round(rule.at / SLACK), rule.first)):
        last = found[-1] if found else None
        if last and abs(last.at - one.at) <= SLACK and one.first <= last.last + SLACK:
            found[-1] = Rule(last.at, last.first, max(last.last, one.last))
        else:
            found.append(one)
    return found


Point = tuple[float, float]


def _segments(page: "pypdfium2.PdfPage") -> Iterator[tuple[Point, Point]]:
    """The straight strokes of every path of the page, on the page's own measure."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 -- only the child opens documents

    seen = 0
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        matrix, within = drawn.get_matrix(), drawn.container
        while within is not None:
            matrix, within = matrix.multiply(within.get_matrix()), within.container
        begun = at = (0.0, 0.0)
        for number in range(pdfium.FPDFPath_CountSegments(drawn.raw)):
            seen += 1
            if seen > MOST_SEGMENTS:
                return
            piece = pdfium.FPDFPath_GetPathSegment(drawn.raw, number)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(piece, x, y)
            to = matrix.on_point(x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(piece)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                begun = to
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield at, to
            at = to
            if pdfium.FPDFPathSegment_GetClose(piece):
                yield at, begun
                at = begun
