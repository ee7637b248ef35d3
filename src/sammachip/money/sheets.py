"""The allocation register as columns: pasted cells, CSV and sheets become shares, and shares become sheets again."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext as _

from sammachip.core.cells import CellError, CellKind, Column
from sammachip.core.grid import MOST_ROWS, Grid, cell_name, parse_pasted, to_csv
from sammachip.core.money import format_baht
from sammachip.core.table import MOST_ERRORS, Reading, disproved, read, write
from sammachip.core.table import Row as SheetRow
from sammachip.money.proof import Share
from sammachip.org.models import Office, OfficeLevel
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Head
from sammachip.records.sheets import in_order, leaves_in, remarks_on, told
from sammachip.records.workbooks import Leaf
from sammachip.records.workbooks.plain import BAHT, FACE
from sammachip.records.workbooks.writing import A4, SafeWorkbook, fit_row, write_text

NUMBER, OFFICE, GROUPS, REMARK = "number", "office", "groups", "remark"
AMOUNT = "amount:"
AMOUNT_ALIASES = ("จำนวนเงิน (บาท)", "จำนวนเงิน", "งบประมาณ (บาท)", "งบประมาณ", "งบประมาณจัดสรร")
PLACE_LABELS: dict[str, str] = {OfficeLevel.PROVINCE: "จังหวัด", OfficeLevel.DISTRICT: "อำเภอ"}
"""Headings as the letters print them: content of a paper, in Thai whatever the screen's language."""
SHORT_PLACE_LABELS: dict[str, str] = {OfficeLevel.PROVINCE: "จ.", OfficeLevel.DISTRICT: "อ."}
MOST_GROUPS = 100_000
LONGEST_REMARK = 200
_SMALL_WIDTH, _NUMBER_WIDTH, _WIDTH = 7, 12, 22  # characters
_HEADER_INCHES, _UNDER_HEADER_INCHES = 0.7, 1.6
_GROUPS_COLUMN = Column(
    GROUPS,
    "จำนวนกลุ่มเป้าหมาย (กลุ่ม)",
    CellKind.INTEGER,
    required=True,
    aliases=("จำนวนกลุ่มเป้าหมาย", "จำนวนกลุ่ม", "กลุ่ม", "เป้าหมาย (กลุ่ม)"),
    bounds=(0, MOST_GROUPS),
)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a sheet says: its shares, every cell that could not be taken, the leaf of a workbook they stand on, and
    what a person should know of cells that were taken: they are out of sight, or come from another file."""

    shares: tuple[Share, ...]
    errors: tuple[CellError, ...]
    leaf: str = ""
    remarks: tuple[str, ...] = ()


def receivers(office: Office) -> list[Office]:
    """The offices one level below, in the order of their codes."""
    return list(office.children.order_by("code"))


def columns(edition: Edition, offices: Sequence[Office]) -> list[Column]:
    """The columns of the letter's own table: groups where the programme has any, one amount for each head of money."""
    place = PLACE_LABELS[offices[0].level] if offices else PLACE_LABELS[OfficeLevel.DISTRICT]
    return [
        Column(NUMBER, "ที่", aliases=("ลำดับ", "ลำดับที่")),
        Column(
            OFFICE,
            place,
            CellKind.CHOICE,
            required=True,
            choices=tuple((one.code, one.place_name) for one in offices),
            aliases=("หน่วยงาน", "ชื่ออำเภอ", "ชื่อจังหวัด"),
            spellings=tuple((one.code, name) for one in offices for name in _spellings(one)),
        ),
        *([_GROUPS_COLUMN] if edition.pack.has_groups else []),
        *_amount_columns(edition.pack.budget.heads),
        Column(REMARK, "หมายเหตุ", longest=LONGEST_REMARK),
    ]


def _spellings(office: Office) -> Iterable[str]:
    """The names by which spreadsheets call an office besides that of its place; the capital's district is just เมือง."""
    yield from (office.name, office.short_name)
    word, short = PLACE_LABELS[office.level], SHORT_PLACE_LABELS[office.level]
    places = [office.place_name]
    if office.level == OfficeLevel.DISTRICT and office.code.endswith("01") and places[0].startswith("เมือง"):
        places.append("เมือง")
        yield "เมือง"
    yield from (before + place for before in (word, short) for place in places)


def _amount_columns(heads: Sequence[Head]) -> list[Column]:
    if len(heads) != 1:
        return [Column(AMOUNT + head.key, head.label, CellKind.MONEY) for head in heads]
    [head] = heads
    return [
        Column(
            AMOUNT + head.key,
            "บัญชีจัดสรรงบประมาณที่กรมฯ แจ้ง",
            CellKind.MONEY,
            required=True,
            aliases=(head.label, *AMOUNT_ALIASES),
        )
    ]


def read_pasted(text: str, edition: Edition, offices: Sequence[Office]) -> SheetReading:
    """The shares in cells pasted from a spreadsheet, with or without their heading row."""
    return _read_leaf(Leaf("", parse_pasted(text)), edition, offices)


def read_file(name: str, content: bytes, edition: Edition, offices: Sequence[Office]) -> SheetReading:
    """The shares in a CSV, or on a workbook's first leaf in sight that has the headings, else on its first in sight.

    Raises NotATable with a sentence for the screen.
    """
    readings = [_read_leaf(leaf, edition, offices) for leaf in leaves_in(name, content)]
    return next((one for one in readings if one.shares), readings[0])


def _read_leaf(leaf: Leaf, edition: Edition, offices: Sequence[Office]) -> SheetReading:
    reading = _reading(leaf.grid, edition, offices)
    return replace(
        _shares(reading, edition, offices), leaf=leaf.name, remarks=tuple(remarks_on(leaf, reading))
    )


def read_grid(grid: Grid, edition: Edition, offices: Sequence[Office]) -> SheetReading:
    """The shares of a grid, with every error at its cell."""
    return _shares(_reading(grid, edition, offices), edition, offices)


def _reading(grid: Grid, edition: Edition, offices: Sequence[Office]) -> Reading:
    wanted = columns(edition, offices)
    reading = read(wanted, grid)
    return reading if reading.places or len(grid) >= MOST_ROWS else _read_without_heading(wanted, grid)


def _shares(reading: Reading, edition: Edition, offices: Sequence[Office]) -> SheetReading:
    found = [
        *reading.errors,
        *disproved(columns(edition, offices), reading),
        *islice(_office_errors(reading, offices), MOST_ERRORS),
        *islice(_amount_errors(reading, columns(edition, offices)), MOST_ERRORS),
    ]
    heads = [head.key for head in edition.pack.budget.heads]
    return SheetReading(
        tuple(_share(row, heads) for row in reading.rows if row.values.get(OFFICE)), in_order(told(found))
    )


def _read_without_heading(wanted: Sequence[Column], grid: Grid) -> Reading:
    """Bare rows in the columns' own order, with or without the running number before them."""
    width = max((len(row) for row in grid), default=0)
    whole = [column for column in wanted if column.key != REMARK]
    fitting = next(
        (some for some in (list(wanted), whole, wanted[1:], whole[1:]) if len(some) == width), None
    )
    if fitting is None:
        return read(wanted, grid)
    reading = read(wanted, [[column.label for column in fitting], *grid])
    if _begins_with_words(reading):
        return read(wanted, grid)
    return Reading(
        tuple(replace(row, number=row.number - 1) for row in reading.rows),
        tuple(replace(error, cell=_row_above(error.cell)) for error in reading.errors),
        tuple(replace(row, number=row.number - 1) for row in reading.totals),
        reading.places,
    )


def _begins_with_words(reading: Reading) -> bool:
    """Nothing in the first row is what its columns want, unlike in others: it is a heading in words of its own."""
    taken = [any(row.values.get(key) is not None for key in (OFFICE, GROUPS)) for row in reading.rows]
    return any(taken) and not taken[0]


def _row_above(cell: str) -> str:
    """B5 → B4: the heading put before the rows is not in the sheet."""
    return re.sub(r"\d+$", lambda digits: str(int(digits[0]) - 1), cell)


def _office_errors(reading: Reading, offices: Sequence[Office]) -> Iterable[CellError]:
    """Offices that stand in two rows."""
    names = {one.code: one.place_name for one in offices}
    first: dict[str, int] = {}
    for row in reading.rows:
        code = row.values.get(OFFICE)
        if not isinstance(code, str):
            continue
        if code in first:
            sentence = _("«{name}» มีแล้วในแถวที่ {row} — รวมเป็นแถวเดียว").format(
                name=names[code], row=first[code]
            )
            yield CellError(cell_name(row.number, reading.places[OFFICE]), OFFICE, names[code], sentence)
        first.setdefault(code, row.number)


def _amount_errors(reading: Reading, wanted: Sequence[Column]) -> Iterable[CellError]:
    """Amounts below nothing: a register allots, what is taken back is a revision's."""
    for column in wanted:
        for row in reading.rows:
            amount = row.values.get(column.key)
            if isinstance(amount, Decimal) and amount < 0:
                given = format_baht(amount)
                sentence = _("«{column}» ติดลบ ({given}) — กรอกยอดตั้งแต่ 0 ขึ้นไป").format(
                    column=column.label, given=given
                )
                yield CellError(
                    cell_name(row.number, reading.places[column.key]), column.key, given, sentence
                )


def _share(row: SheetRow, heads: Sequence[str]) -> Share:
    amounts = {head: value for head in heads if isinstance(value := row.values.get(AMOUNT + head), Decimal)}
    groups, remark = row.values.get(GROUPS), row.values.get(REMARK)
    return Share(
        office=str(row.values[OFFICE]),
        groups=groups if isinstance(groups, int) else 0,
        amounts=amounts,
        remark=str(remark or ""),
    )


def grid_of(shares: Sequence[Share], edition: Edition, offices: Sequence[Office]) -> list[list[object]]:
    """Heading, rows and the row of totals, as the letter prints them."""
    heads = [head.key for head in edition.pack.budget.heads]
    rows = [
        {
            NUMBER: str(number),
            OFFICE: share.office,
            GROUPS: share.groups,
            **{AMOUNT + head: share.amounts.get(head) for head in heads},
            REMARK: share.remark,
        }
        for number, share in enumerate(shares, start=1)
    ]
    totals = [sum((share.amounts.get(head, Decimal(0)) for share in shares), Decimal(0)) for head in heads]
    grid: list[list[object]] = [list(row) for row in write(columns(edition, offices), rows)]
    groups = [sum(share.groups for share in shares)] if edition.pack.has_groups else []
    return [*grid, ["รวม", "", *groups, *totals, ""]]


def template(edition: Edition, offices: Sequence[Office], title: str) -> bytes:
    """The sheet to be filled in: a row for each office by its own name, its numbers left blank."""
    rows = [{NUMBER: str(number), OFFICE: one.code} for number, one in enumerate(offices, start=1)]
    return xlsx_of(write(columns(edition, offices), rows), title)


def csv_of(shares: Sequence[Share], edition: Edition, offices: Sequence[Office]) -> str:
    return to_csv(grid_of(shares, edition, offices))  # type: ignore[arg-type]  # cells as `write` gave them


def xlsx_of(grid: Sequence[Sequence[object]], title: str, *, over: Sequence[str] = ()) -> bytes:
    """The grid as a workbook: heading in bold, money as numbers with two places, text never a formula.

    `over` are the lines that are printed over a table standing upright, and stand in no cell; without them it lies across.
    """
    out = io.BytesIO()
    book = SafeWorkbook(out)
    sheet = book.add_worksheet(title[:31])
    head, text = book.look(**FACE, bold=True, align="center"), book.look(**FACE)
    baht = book.add_format({**FACE, "num_format": BAHT})
    first = _SMALL_WIDTH if over else _NUMBER_WIDTH
    widths = [first, *[_WIDTH] * (max(map(len, grid), default=1) - 1)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, row in enumerate(grid):
        fit_row(sheet, number, [value if isinstance(value, str) else "" for value in row], widths)
        for place, value in enumerate(row):
            if isinstance(value, Decimal):
                sheet.write_number(number, place, value, baht)
            elif isinstance(value, int):
                sheet.write_number(number, place, value, text.plain)
            else:
                write_text(sheet, number, place, str(value or ""), text if number else head)
    sheet.freeze_panes(1, 0)
    if over:
        lines = "\n".join(over).replace("&", "&&")
        sheet.set_header(f'&C&"{FACE["font_name"]},Bold"&18{lines}', {"margin": _HEADER_INCHES})
        sheet.set_margins(top=_UNDER_HEADER_INCHES)
    else:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()
