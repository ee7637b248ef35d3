"""The child that opens a workbook: reads its leaves, writes them as JSON, and ends with a Fault where it cannot."""

import io
import json
import sys
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import python_calamine as calamine

from sammachip.core.cells import is_blank
from sammachip.core.grid import Grid, cell_name
from sammachip.records.limited import limit
from sammachip.records.workbooks import ods, xls, xlsx
from sammachip.records.workbooks.limits import (
    LARGEST_MB,
    MEMORY,
    SECONDS,
    WRITTEN,
    Fault,
    Refused,
    ToldLeaf,
)
from sammachip.records.workbooks.marks import Marker, Marks

MOST_JOINED = 50
"""Columns that one joined cell may span and still be looked at: a table has no wider one."""
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: an XLS, or a workbook of any kind under a password."""
PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream in which a workbook with a password lies."""


def leaves(content: bytes, most_cells: int) -> list[ToldLeaf]:
    """Every leaf in sight. Raises Refused."""
    marker = _marker(content)
    try:
        book = calamine.load_workbook(io.BytesIO(content))
        tables = [leaf for leaf in book.sheets_metadata if leaf.typ == calamine.SheetTypeEnum.WorkSheet]
        seen = [leaf.name for leaf in tables if leaf.visible == calamine.SheetVisibleEnum.Visible]
        hidden = [
            leaf.name for leaf in tables if leaf.name not in seen and book.get_sheet_by_name(leaf.name).end
        ]
        found = _told(book, seen, content, marker, most_cells)
        if hidden and not any(one["cells"] for one in found):
            raise Refused(Fault.HIDDEN)
        return [{**one, "hidden_leaves": hidden} for one in found]
    except calamine.PasswordError as error:
        raise Refused(Fault.PASSWORD) from error


def _marker(content: bytes) -> Marker:
    """Who tells what the reader leaves out of a workbook of this kind. Raises Refused before it is unpacked."""
    if content.startswith(OLD):
        if PROTECTED in content or xls.has_password(content):
            raise Refused(Fault.PASSWORD)
        return xls.marks
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        if sum(part.file_size for part in book.infolist()) > LARGEST_MB << 20:
            raise Refused(Fault.TOO_LARGE)
        parts = set(book.namelist())
    if "xl/workbook.xml" in parts:
        return xlsx.marks
    if "content.xml" in parts:
        return ods.marks
    raise Refused(Fault.UNREADABLE)


def _told(
    book: calamine.CalamineWorkbook, names: list[str], content: bytes, marker: Marker, most_cells: int
) -> list[ToldLeaf]:
    found: list[ToldLeaf] = []
    cells = 0
    for name in names:
        sheet = book.get_sheet_by_name(name)
        cells += sheet.total_height * sheet.total_width
        if cells > most_cells:
            raise Refused(Fault.TOO_LARGE)
        grid = sheet.to_python(skip_empty_area=False)
        found.append(_leaf(name, grid, marker(content, name), _merged(sheet), most_cells))
    return found


def _merged(sheet: calamine.CalamineSheet) -> list[tuple[int, int, int]]:
    """The columns' cells that are joined over several rows, as far as the reader knows of them in this kind of file."""
    return [
        (top + 1, bottom + 1, column + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if bottom > top
        for column in range(left, min(right, left + MOST_JOINED) + 1)
    ]


def _leaf(
    name: str, grid: Grid, marks: Marks, merged: list[tuple[int, int, int]], most_cells: int
) -> ToldLeaf:
    rows = _marked(grid, marks, most_cells)
    width = len(rows[0]) if rows else 0
    hidden = [row for row in sorted(marks.hidden_rows) if row <= len(rows) and _filled(rows[row - 1])]
    columns = [
        col
        for col in range(1, width + 1)
        if any(first <= col <= last for first, last in marks.hidden_columns)
        and _filled([row[col - 1] for row in rows])
    ]
    fetched = [cell_name(*place) for place in marks.fetched]
    return {
        "name": name,
        "cells": rows,
        "hidden_rows": hidden,
        "hidden_columns": columns,
        "fetched": fetched,
        "merged": merged,
        "hidden_leaves": [],
    }


def _marked(grid: Grid, marks: Marks, most_cells: int) -> list[list[object]]:
    """The cells with their marks set in; what is marked may lie beyond the last that the reader saw."""
    marked = {**marks.failed, **{place: {"formula": text} for place, text in marks.uncomputed.items()}}
    height = max([len(grid), *(row for row, _ in marked)])
    width = max([len(grid[0]) if grid else 0, *(col for _, col in marked)])
    if height * width > most_cells:
        raise Refused(Fault.TOO_LARGE)
    rows = [[*row, *[""] * (width - len(row))] for row in grid]
    rows += [[""] * width for _ in range(height - len(grid))]
    for (row, col), shown in marked.items():
        rows[row - 1][col - 1] = shown
    return rows


def _filled(cells: Sequence[object]) -> bool:
    return any(not is_blank(cell) for cell in cells)


def _wordless(value: object) -> object:
    """A cell that JSON has no word for."""
    match value:
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case _:  # a time of day, or a stretch of time
            return str(value)


def main(given: Path, told: Path, most_cells: int) -> int:
    limit(seconds=SECONDS, memory=MEMORY, written=WRITTEN)
    try:
        found = leaves(given.read_bytes(), most_cells)
        told.write_text(json.dumps(found, ensure_ascii=False, default=_wordless), encoding="utf-8")
    except Refused as refused:
        return refused.fault
    except MemoryError:
        return Fault.TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
