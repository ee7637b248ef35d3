"""Tables with what they say: columns, rows with the places they name, totals, and every sum and rate reckoned again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sammachip.core.letterfacts.grids import GAP, Cell, Lattice, is_number, lattices, looks_same
from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import AS_LABELLED, MENDED, Fact, Place, Row, Table
from sammachip.core.letterfacts.names import (
    LEVELS,
    Lists,
    any_known,
    are_provinces,
    one_slip_off,
    placed,
    province_of,
)
from sammachip.core.letterfacts.noise import Page
from sammachip.core.letterfacts.reckoning import Column, checks_of
from sammachip.core.letterfacts.spelling import bare

Cells = tuple[Cell, ...]

_TOTAL = re.compile(r"^(?:ยอด|จำนวน|\S)?\s*รวม|^.{0,6}ทังสิน|^(?:รว|วม|รม|รวน|รวฆ)$")
_CARRIED = re.compile(r"^ยอด?ยก(?:มา|ไป)")
_ORDINAL = re.compile(r"^(?:ที|ลำดับ\S*( ที)?|ขอ|no\.?)$", re.I)
_LEVEL_WORDS = ((4, "อำเภอ"), (2, "จังหวัด"), (6, "ตำบล"))
_NAME_WORD = re.compile(r"^(?:ชือ|รายชือ|รายการ|กลุม(?!เปา)|หมูบาน|บาน|หนวยงาน|โครงการ|กิจกรรม|สำนักงาน)")
_FORM = re.compile(r"\.{4,}|…{2,}|^\(?ตัวอย่าง\)?$|✓")
_FILLED = Decimal("0.55")


@dataclass(frozen=True, slots=True)
class Shape:
    """Which column is which: of the ordinal, of names, of places with the length of their codes, and those of figures."""

    headings: Cells
    width: int
    ordinal: int | None
    name: int | None
    place: int | None
    length: int
    figures: tuple[int, ...]


def tables_of(
    page: Page, lines: Sequence[Line], lists: Lists, rates: Sequence[tuple[str, Decimal]]
) -> tuple[Table, ...]:
    """Every table that says something, forms still to be filled in left out; `rates` are units and what is for each."""
    found = (_table(page, lattice, lists, rates) for lattice in lattices(page, lines))
    return tuple(sorted((table for table in found if table), key=lambda table: table.span))


def _table(page: Page, lattice: Lattice, lists: Lists, rates: Sequence[tuple[str, Decimal]]) -> Table | None:
    headings, body = _parted(lattice)
    body = _numbered_apart(body)
    width = len(headings) or _usual_width(body)
    body = [_mended(row, width, lattice.by) for cells in body for row in _unglued(cells, width)]
    data, total = _with_total([row for row in body if not looks_same(row, headings)])
    if not data or _is_form(data, width):
        return None
    rows = [_aligned(row, width) for row in data]
    shape = _shape(headings, width, rows, lists)
    if not headings and not shape.figures and shape.place is None:
        return None
    province = _province(shape, rows, lists)
    read = tuple(_row(page, shape, row, replace(lists, home=province)) for row in rows)
    totals = _totals(page, shape, total, lattice.by)
    columns = [
        Column(
            at,
            _heading(shape, at),
            max((one.numbers[place] or Decimal(0) for one in read), default=Decimal(0)),
        )
        for place, at in enumerate(shape.figures)
    ]
    checks = checks_of(
        columns,
        [row.numbers for row in read],
        [_span(page, row) for row in rows],
        totals,
        rates,
        is_noisy=page.is_noisy,
    )
    return Table(
        columns=tuple(_cell(page, cell) for cell in headings),
        rows=read,
        totals=totals,
        checks=checks,
        span=page.span(lattice.start, lattice.end),
        level=LEVELS.get(shape.length, "") if shape.place is not None else "",
        province=province,
    )


def _parted(lattice: Lattice) -> tuple[Cells, list[Cells]]:
    """The row of headings, of several the one as wide as the rows, and the rows under it."""
    first = next(
        (at for at, row in enumerate(lattice.rows) if any(is_number(cell.text) for cell in row)), None
    )
    if first is None:
        named = lattice.rows[0]
        return named, list(lattice.rows[1:])
    over, body = lattice.rows[:first], list(lattice.rows[first:])
    if not over:
        return (), body
    usual = _usual_width(body)
    return next((row for row in over if len(row) == usual), over[0]), body


def _usual_width(rows: Sequence[Cells]) -> int:
    return Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0


def _unglued(cells: Cells, width: int) -> Iterator[Cells]:
    """A row, or the two that recognition ran together: the next one's number hangs on the last cell of the first."""
    if width < 3 or len(cells) != 2 * width - 1:
        yield cells
        return
    joint = cells[width - 1]
    number = int(cells[0].text) + 1 if cells[0].text.isdigit() else 1
    if not joint.text.endswith(str(number)):
        yield cells
        return
    cut = joint.end - len(str(number))
    rest = joint.text[: -len(str(number))].rstrip()
    yield (*cells[: width - 1], Cell(rest, joint.start, joint.start + len(rest)))
    yield (Cell(str(number), cut, joint.end), *cells[width:])


_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?P<name>[^\d\s].*)")


def _numbered_apart(rows: Sequence[Cells]) -> list[Cells]:
    """The rows with their numbers in a column of their own, where these stand in one cell with the names."""
    joined = [_NUMBERED.fullmatch(row[0].text) for row in rows]
    if sum(one is not None for one in joined) * 2 <= len(rows):
        return list(rows)
    return [_apart(row, one) if one else row for row, one in zip(rows, joined, strict=True)]


def _apart(row: Cells, joined: re.Match[str]) -> Cells:
    at = row[0].start
    number = Cell(joined["number"], at, at + joined.end("number"))
    return (number, Cell(joined["name"], at + joined.start("name"), row[0].end), *row[1:])


_JOINED = re.compile(
    r"(?P<word>[^\d\s].*?[^\d\s.,])\s*(?P<figure>\d[\d,.]*)|(?P<ordinal>\d{1,3})\s*(?P<name>[^\d\s.,].*)"
)


def _mended(cells: Cells, width: int, by: int) -> Cells:
    """The row with a gap put back that recognition lost between a word and a figure, or one too many taken out."""
    if len(cells) == width + 1:
        empty = [at for at, cell in enumerate(cells[:-1]) if not cell.text]
        return (*cells[: empty[0]], *cells[empty[0] + 1 :]) if len(empty) == 1 else cells
    if len(cells) != width - 1 or not any(is_number(cell.text) for cell in cells):
        return cells
    for at, cell in enumerate(cells):
        joined = _JOINED.fullmatch(cell.text)
        if joined and not _TOTAL.match(bare(cell.text)):
            first, second = ("word", "figure") if joined["word"] else ("ordinal", "name")
            parts = [
                Cell(joined[part], cell.start + joined.start(part), cell.start + joined.end(part))
                for part in (first, second)
            ]
            return (*cells[:at], *parts, *cells[at + 1 :])
    if by == GAP and not is_number(cells[0].text) and not _TOTAL.match(bare(cells[0].text)):
        return (Cell("", cells[0].start, cells[0].start), *cells)
    return cells


def _with_total(rows: Sequence[Cells]) -> tuple[list[Cells], Cells | None]:
    """The rows of the table without those that add up, and the last of these."""
    data: list[Cells] = []
    total = None
    for row in rows:
        words = [cell.text for cell in row if cell.text and not is_number(cell.text)]
        has_figures = any(is_number(cell.text) for cell in row)
        if any(_CARRIED.match(word) for word in words):
            continue
        is_nameless = has_figures and not words and bool(data) and not _counts_on(row, data[-1])
        if is_nameless or any(_TOTAL.match(bare(word)) for word in words):
            total = row
        elif any(cell.text for cell in row):
            data.append(row)
    return data, total


def _counts_on(row: Cells, before: Cells) -> bool:
    """Whether a row of figures alone begins with the next ordinal: its name was lost, and it is no total."""
    return row[0].text.isdigit() and before[0].text.isdigit() and int(row[0].text) == int(before[0].text) + 1


def _is_form(rows: Sequence[Cells], width: int) -> bool:
    """Whether it waits to be filled in: dots to write on, a printed example, mostly empty cells."""
    cells = [cell for row in rows for cell in row]
    if any(_FORM.search(cell.text) for cell in cells):
        return True
    filled = sum(bool(cell.text) for cell in cells)
    return filled < _FILLED * width * len(rows)


def _aligned(row: Cells, width: int) -> Cells:
    """The row with as many cells as the table has columns."""
    end = row[-1].end
    return (*row[:width], *[Cell("", end, end)] * (width - len(row)))


def _shape(headings: Cells, width: int, rows: Sequence[Cells], lists: Lists) -> Shape:
    named = [bare(cell.text).strip() for cell in _aligned(headings, width)] if headings else [""] * width
    ordinal = next((at for at, text in enumerate(named) if _ORDINAL.match(text)), None)
    if ordinal is None and sum(_is_nth(row, at) for at, row in enumerate(rows)) * 2 > len(rows):
        ordinal = 0
    figures = tuple(at for at in range(width) if at != ordinal and _is_of_figures(rows, at))
    free = [at for at in range(width) if at != ordinal and at not in figures]
    place, length = _place_column(named, free, rows, lists)
    name = next((at for at in free if _NAME_WORD.match(named[at]) and at != place), place)
    return Shape(
        headings, width, ordinal, name if name is not None else next(iter(free), None), place, length, figures
    )


def _is_nth(row: Cells, at: int) -> bool:
    return row[0].text == str(at + 1)


def _is_of_figures(rows: Sequence[Cells], column: int) -> bool:
    return sum(is_number(row[column].text) for row in rows) * 2 > len(rows)


def _place_column(
    named: Sequence[str], free: Sequence[int], rows: Sequence[Cells], lists: Lists
) -> tuple[int | None, int]:
    """The column of places by its heading, else by its names, which most are districts of one province."""
    for length, word in _LEVEL_WORDS:
        at = next((at for at in free if word in named[at]), None)
        if at is not None and (length == 6 or any_known([row[at].text for row in rows], length, lists)):
            return at, length
    for at in free:
        said = [row[at].text for row in rows]
        if province_of(said, lists):
            return at, 4
        if are_provinces(said, lists):
            return at, 2
    return None, 0


def _province(shape: Shape, rows: Sequence[Cells], lists: Lists) -> str:
    """The province of the districts in the table: where their names lie, else that of the letter."""
    if shape.place is None or shape.length != 4:
        return lists.home
    return province_of([row[shape.place].text for row in rows], lists) or lists.home


def _row(page: Page, shape: Shape, row: Cells, lists: Lists) -> Row:
    place, mended = None, False
    if shape.place is not None and row[shape.place].text:
        place, mended = _place(page, row[shape.place].text, shape.length, lists)
    named = row[shape.name] if shape.name is not None else None
    name = _cell(page, named, MENDED if mended else AS_LABELLED) if named and named.text else None
    numbers = tuple(
        Decimal(row[at].text.replace(",", "")) if is_number(row[at].text) else None for at in shape.figures
    )
    return Row(tuple(_cell(page, cell) for cell in row), name, place, numbers)


def _place(page: Page, name: str, length: int, lists: Lists) -> tuple[Place, bool]:
    """The place, and whether its name was taken for the one a letter or two off, as only much noise allows."""
    place = placed(name, lists, "" if length == 2 else lists.home, length)
    if place.code is None and page.is_noisy and one_slip_off(name, place, length):
        code, official = place.alternatives[0]
        return Place(code, official, place.alternatives), True
    return place, False


def _totals(page: Page, shape: Shape, total: Cells | None, by: int) -> tuple[Fact[Decimal] | None, ...]:
    """The total of each column; where the row is shorter than the table its figures belong to the columns in order."""
    found: list[Fact[Decimal] | None] = [None] * shape.width
    if total is None:
        return tuple(found)
    if len(total) == shape.width and by != GAP:
        pairs = [(at, cell) for at, cell in enumerate(total) if at in shape.figures]
    else:
        figures = [cell for cell in total if is_number(cell.text)]
        pairs = list(zip(shape.figures, figures, strict=False)) if len(figures) == len(shape.figures) else []
    for at, cell in pairs:
        if is_number(cell.text):
            found[at] = Fact(
                Decimal(cell.text.replace(",", "")), page.span(cell.start, cell.end), AS_LABELLED
            )
    return tuple(found)


def _heading(shape: Shape, at: int) -> str:
    return shape.headings[at].text if at < len(shape.headings) else ""


def _cell(page: Page, cell: Cell, confidence: float = AS_LABELLED) -> Fact[str]:
    return Fact(page.said(cell.start, cell.end), page.span(cell.start, cell.end), confidence)


def _span(page: Page, row: Cells) -> tuple[int, int]:
    return page.span(row[0].start, row[-1].end)
