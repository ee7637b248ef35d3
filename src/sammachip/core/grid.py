"""Cells in rows, as people hand them over: from the clipboard or a CSV file, and back so that nothing runs as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from sammachip.core.sentence import Sentence
from sammachip.core.thaidate import format_date

Grid = Sequence[Sequence[object]]
Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Uncomputed:
    """A cell whose formula a file holds without what it comes to: the program that wrote it never computed."""

    formula: str

    def __str__(self) -> str:
        return f"={self.formula}"


MOST_ROWS = 10_000
"""Of a table whose sheet says no other number; what is longer is read no further than to know that it is longer."""


def cell_name(row: int, col: int) -> str:
    """The name a spreadsheet gives a cell; both count from one: (14, 4) is D14."""
    if row < 1 or col < 1:
        raise ValueError(f"no cell at row {row}, column {col}")
    return f"{column_name(col)}{row}"


def column_name(col: int) -> str:
    letters = ""
    while col:
        col, place = divmod(col - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def cell_at(cells: Sequence[object], col: int) -> object:
    return cells[col - 1] if col <= len(cells) else None


_PASTED_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"(?=[\t\r\n]|\Z)|([^\t\r\n]*))(\t|\r\n|\r|\n|\Z)')


_UNTYPED = re.compile("[\0\ud800-\udfff]")
"""No keyboard types them and no database keeps them: left out, whatever program wrote them."""


def parse_pasted(text: str, most_rows: int = MOST_ROWS) -> list[list[str]]:
    """The grid of cells as a spreadsheet puts it on the clipboard.

    A cell in quotes may hold line breaks; a quote that nothing closes is just a quote.
    """
    text = _UNTYPED.sub("", text)
    grid: list[list[str]] = [[]]
    at = 0
    while len(grid) <= most_rows and (found := _PASTED_CELL.match(text, at)):
        quoted, bare, end = found.groups()
        grid[-1].append(bare if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if at >= len(text) and end != "\t":
            break
        if end != "\t":
            grid.append([])
    return grid if text else []


def to_pasted(grid: Iterable[Sequence[Value]]) -> str:
    """The grid as a spreadsheet puts it on the clipboard, for a person to mend; `parse_pasted` reads it back."""
    return "\n".join("\t".join("" if cell is None else _clipped(str(cell)) for cell in row) for row in grid)


def _clipped(cell: str) -> str:
    """In quotes where it holds what parts cells or lines, as spreadsheets do."""
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if re.search(r'[\t\r\n]|^"', cell) else cell


class NotATable(ValueError):
    """A file that holds no readable cells; `reason` says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def parse_csv(text: str, most_rows: int = MOST_ROWS) -> list[list[str]]:
    """The grid of a CSV file, with commas, semicolons or tabs. Raises NotATable."""
    plain = _UNTYPED.sub("", text.removeprefix("\ufeff"))
    rows = csv.reader(io.StringIO(plain, newline=""), delimiter=_delimiter(plain))
    try:
        return list(islice(rows, most_rows + 1))
    except csv.Error as error:
        raise NotATable(
            Sentence("อ่านแฟ้ม CSV ไม่ได้ — เปิดแฟ้มในโปรแกรมตารางงานแล้วบันทึกเป็น CSV UTF-8 อีกครั้ง")
        ) from error


_QUOTED = re.compile(r'"[^"]*+"')
_JUDGED_BY = 30  # lines: titles come before the heading, and amounts hold commas whatever parts the cells


def _delimiter(text: str) -> str:
    """Tab or semicolon where it stands in every second line at least, outside quotes; else the comma."""
    beginning = _QUOTED.sub("", text[:20_000]).splitlines()
    lines = [line for line in beginning if line.strip()][:_JUDGED_BY]
    return next((mark for mark in "\t;" if sum(mark in line for line in lines) * 2 > len(lines)), ",")


def to_csv(grid: Iterable[Sequence[Value]]) -> str:
    """The grid as CSV that a spreadsheet opens in Thai (with its mark) and in safety; dates in พ.ศ."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in grid:
        writer.writerow([_csv_cell(value) for value in row])
    return "\ufeff" + out.getvalue()


def _csv_cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return format_date(value, "numeric")
        case str():
            return safe_cell(value)
        case _:
            return str(value)


_STARTS_FORMULA = re.compile("[\\s\u00a0]*[=+\\-@\uff1d\uff0b\uff0d\uff20\\t\\r|]")
_PLAIN_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?", re.ASCII)


def safe_cell(text: str) -> str:
    """The text with a guard before anything a spreadsheet would run as a formula; plain numbers stay."""
    if _STARTS_FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text


def without_guard(text: str) -> str:
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) != text[1:] else text
