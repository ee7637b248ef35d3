"""Tables with what they say: columns, rows with the places they name, totals, and every sum and rate reckoned again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sammachip.core.letterfacts.doubts import At, Mended, broken_cells, fact_of, is_total_doubted, is_unsure
from sammachip.core.letterfacts.grids import GAP, Cell, Lattice, is_dash, is_number, lattices, looks_same
from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import AS_LABELLED, BY_ITS_PLACE, Fact, Money, Place, Row, Table
from sammachip.core.letterfacts.names import (
    LEVELS,
    Lists,
    any_known,
    are_provinces,
    bare_name,
    one_slip_off,
    placed,
    province_of,
)
from sammachip.core.letterfacts.noise import Page
from sammachip.core.letterfacts.reckoning import Column, checks_of
from sammachip.core.letterfacts.rows import (
    Cells,
    aligned,
    mended_row,
    numbered_apart,
    parted,
    summed,
    unglued_rows,
    usual_width,
)
from sammachip.core.thainum import fold
from sammachip.core.thaiwords import bare

_ORDINAL = re.compile(r"^(?:ที|ลำดับ\S*( ที)?|ขอ|no\.?)$", re.I)
_LEVEL_WORDS = ((4, "อำเภอ"), (2, "จังหวัด"), (6, "ตำบล"))
_NAME_WORD = re.compile(
    r"^(?:ชือ|รายชือ|รายการ|กลุม(?!เปา)|หมูบาน|บาน|หนวยงาน|โครงการ|กิจกรรม|สำนักงาน|โรงเรียน|ชุมชน|สหกรณ|ศูนย|โรงพยาบาล)"
)
_AROUND = re.compile(r"^(?:จังหวัด|ภาค|เขต|กลุมจังหวัด|ภูมิภาค|วัน|เดือน|ปี|เวลา|กำหนด|ชวง)")
_WITHIN = re.compile(r"^(?:ชือ)?(?:ตำบล|หมูบาน|บาน|ชุมชน|กลุม|โรงเรียน|อปท|อบต|เทศบาล|สถานที)")
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


def tables_of(page: Page, lines: Sequence[Line], lists: Lists, money: Sequence[Money]) -> tuple[Table, ...]:
    """Every table that says something, forms still to be filled in left out; `money` is what the text says of amounts."""
    found = (_table(page, lattice, lists, money) for lattice in lattices(page, lines))
    return tuple(sorted((table for table in found if table), key=lambda table: table.span))


def _table(page: Page, lattice: Lattice, lists: Lists, money: Sequence[Money]) -> Table | None:
    headings, body = parted(lattice)
    body = numbered_apart(body)
    width = len(headings) or usual_width(body)
    body = [mended_row(row, width, lattice.by) for cells in body for row in unglued_rows(cells, width)]
    added = summed([row for row in body if not looks_same(row, headings)])
    data = added.rows
    if not data or _is_form(data, width):
        return None
    rows = [aligned(row, width) for row in data]
    shape = _shape(headings, width, rows, lists)
    if not headings and not shape.figures and shape.place is None:
        return None
    province = _province(shape, rows, lists)
    totals = _totals(page, shape, added.total, lattice.by)
    broken = broken_cells(page, rows, shape.figures, shape.ordinal, totals)
    read = tuple(
        _row(page, shape, row, replace(lists, home=province), _of_row(broken, at))
        for at, row in enumerate(rows)
    )
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
        _rates(money),
        [(_totals(page, shape, row, lattice.by), first, last) for row, first, last in added.parts],
        is_noisy=page.is_noisy,
    )
    return Table(
        columns=tuple(_cell(page, cell) for cell in headings),
        rows=read,
        totals=_told_totals(page, rows, totals, money),
        checks=checks,
        span=page.span(lattice.start, lattice.end),
        level=LEVELS.get(shape.length, "") if shape.place is not None else "",
        is_of_places=shape.place is not None and shape.name == shape.place and not _lies_in(shape, width),
        province=province,
    )


def _rates(money: Sequence[Money]) -> list[tuple[str, Decimal]]:
    """Units, and what is for each of them."""
    return [
        (one.per.value, one.amount.value)
        for one in money
        if one.per and one.amount and one.per.value and one.amount.value
    ]


def _told_totals(
    page: Page, rows: Sequence[Cells], totals: Sequence[Fact[Decimal] | None], money: Sequence[Money]
) -> tuple[Fact[Decimal] | None, ...]:
    """The totals, those unknown that may themselves be what does not add up."""
    stated = {one.amount.value for one in money if one.amount and one.amount.value is not None}
    return tuple(
        Fact(None, total.span, BY_ITS_PLACE)
        if total and is_total_doubted(page, [row[at] for row in rows], total.value, stated)
        else total
        for at, total in enumerate(totals)
    )


def _is_form(rows: Sequence[Cells], width: int) -> bool:
    """Whether it waits to be filled in: dots to write on, a printed example, mostly empty cells."""
    cells = [cell for row in rows for cell in row]
    if any(_FORM.search(cell.text) for cell in cells):
        return True
    filled = sum(bool(cell.text) for cell in cells)
    return filled < _FILLED * width * len(rows)


def _shape(headings: Cells, width: int, rows: Sequence[Cells], lists: Lists) -> Shape:
    named = [bare(cell.text).strip() for cell in aligned(headings, width)] if headings else [""] * width
    ordinal = next((at for at, text in enumerate(named) if _ORDINAL.match(text)), None)
    if ordinal is None and sum(_is_nth(row, at) for at, row in enumerate(rows)) * 2 > len(rows):
        ordinal = 0
    figures = tuple(at for at in range(width) if at != ordinal and _is_of_figures(rows, at))
    free = [at for at in range(width) if at != ordinal and at not in figures]
    place, length = _place_column(named, free, rows, lists)
    name = next((at for at in free if _NAME_WORD.match(named[at]) and at != place), None)
    if name is None and place is not None:
        name = next((at for at in free if at < place and _is_of_names(named[at], rows, at)), place)
    return Shape(
        headings, width, ordinal, name if name is not None else next(iter(free), None), place, length, figures
    )


def _is_nth(row: Cells, at: int) -> bool:
    return row[0].text == str(at + 1)


def _is_of_figures(rows: Sequence[Cells], column: int) -> bool:
    """Whether figures stand in most of its cells, or in all that are not dashed out."""
    figures = sum(is_number(row[column].text) for row in rows)
    dashes = sum(is_dash(row[column].text) for row in rows)
    return figures * 2 > len(rows) or (figures > 0 and figures + dashes == len(rows))


def _is_of_names(heading: str, rows: Sequence[Cells], column: int) -> bool:
    """Whether each row has a name of its own in the column, whatever its heading calls it; no region around the places, no
    day."""
    said = [row[column].text for row in rows]
    return all(said) and len(set(said)) == len(said) and not _AROUND.match(heading)


def _lies_in(shape: Shape, width: int) -> bool:
    """Whether a further column names what lies in each row's place: its sub-district, village or school."""
    return any(_WITHIN.match(bare(_heading(shape, at))) for at in range(width) if at not in shape.figures)


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


def _of_row(broken: Mapping[At, Mended], row: int) -> Mapping[int, Mended]:
    return {column: mended for (at, column), mended in broken.items() if at == row}


def _row(page: Page, shape: Shape, row: Cells, lists: Lists, broken: Mapping[int, Mended]) -> Row:
    """The row with its place; a name that was mended by the official list, and a cell by its column, is told so."""
    place, broken = None, dict(broken)
    if shape.place is not None and row[shape.place].text and not _is_level(row[shape.place].text):
        place, official = _place(page, row[shape.place].text, shape.length, lists)
        if place.code is not None:
            broken.pop(shape.place, None)
        elif page.is_broken and place.alternatives and shape.place not in broken:
            broken[shape.place] = Mended(None)
        if official:
            broken[shape.place] = Mended(official)
    cells = tuple(
        fact_of(page, cell, broken[at]) if at in broken else _cell(page, cell) for at, cell in enumerate(row)
    )
    name = cells[shape.name] if shape.name is not None and row[shape.name].text else None
    numbers = tuple(broken[at].figure if at in broken else _figure(row[at].text) for at in shape.figures)
    return Row(cells, name, place, numbers)


def _figure(text: str) -> Decimal | None:
    """The figure; a dash is nothing, and an empty cell not known."""
    if is_dash(text):
        return Decimal(0)
    return Decimal(text.replace(",", "")) if is_number(text) else None


def _is_level(text: str) -> bool:
    """Whether it is the word for places itself: a heading that a scan broke, and the name of none."""
    return text in {word for _length, word in _LEVEL_WORDS}


def _place(page: Page, name: str, length: int, lists: Lists) -> tuple[Place, str]:
    """The place, and its name as it must have stood, if it was taken for the one a letter or two off, as only much noise
    allows."""
    place = placed(name, lists, "" if length == 2 else lists.home, length)
    if place.code is None and page.is_noisy and one_slip_off(name, place, length):
        code, official = place.alternatives[0]
        before = name[: len(name) - len(bare_name(name, length))] if fold(name) == name else ""
        return Place(code, official, place.alternatives), f"{before}{official}" if page.is_broken else ""
    return place, ""


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
        if is_number(cell.text) and not is_unsure(page, cell):
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
