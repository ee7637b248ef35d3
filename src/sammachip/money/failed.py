"""The formulas of a workbook that its spreadsheet could not compute: the reader of cells gives them as empty."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from sammachip.core.grid import Grid, cell_name

LARGEST_LEAF = 20_000_000
"""Bytes of a leaf that are looked through; a register of the whole country is a hundredth of it."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def with_failed_formulas(grid: Grid, content: bytes, leaf: str) -> Grid:
    """The grid of a leaf with #DIV/0! and the like where its cells show them; as it is where the file is no XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            failed = dict(_failed(book, leaf))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return grid
    if not failed:
        return grid
    return [
        [failed.get(cell_name(number, place), value) for place, value in enumerate(row, start=1)]
        for number, row in enumerate(grid, start=1)
    ]


def _failed(book: zipfile.ZipFile, leaf: str) -> Iterator[tuple[str, str]]:
    """The name of each cell whose formula failed, and what it shows."""
    part = book.getinfo(_part_of(book, leaf))
    if part.file_size > LARGEST_LEAF:
        return
    with book.open(part) as stream:
        for _end, element in ElementTree.iterparse(stream):
            if element.tag == f"{_MAIN}c" and element.get("t") == "e":
                yield element.get("r", ""), element.findtext(f"{_MAIN}v", "")
            if element.tag == f"{_MAIN}row":
                element.clear()


def _part_of(book: zipfile.ZipFile, leaf: str) -> str:
    """The file inside the workbook that holds the leaf. Raises KeyError where it names none."""
    leaves = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    links = {one.get("name"): one.get(_LINK) for one in leaves}
    parts = {
        one.get("Id"): one.get("Target", "")
        for one in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    }
    target = parts[links[leaf]]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
