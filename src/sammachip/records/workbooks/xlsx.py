"""What the reader of cells leaves out of a leaf of an XLSX.

The standard has a transitional and a strict form, with other names for the same things: {*} stands for either.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

from sammachip.records.workbooks.marks import Marks

_OTHER_FILE = re.compile(r"\[\d+\][^\[\]]*!")
"""How a formula names a leaf of another workbook: by the number of its link."""


def marks(content: bytes, leaf: str) -> Marks:
    found = Marks()
    with zipfile.ZipFile(io.BytesIO(content)) as book, book.open(_part_of(book, leaf)) as stream:
        number = 0
        for _end, element in ElementTree.iterparse(stream):
            if element.tag.endswith("}col"):
                _take_columns(found, element)
            elif element.tag.endswith("}row"):
                number = int(element.get("r", number + 1))
                _take_row(found, number, element)
                element.clear()
    return found


def _part_of(book: zipfile.ZipFile, leaf: str) -> str:
    """The file inside the workbook that holds the leaf."""
    leaves = ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind(".//{*}sheet")
    links = {
        one.get("name"): next(value for name, value in one.items() if name.endswith("}id")) for one in leaves
    }
    parts = {
        one.get("Id"): one.get("Target", "")
        for one in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    }
    target = parts[links[leaf]]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _take_columns(found: Marks, column: ElementTree.Element) -> None:
    if _is_hidden(column, "width"):
        found.hidden_columns.append((int(column.get("min", 0)), int(column.get("max", 0))))


def _take_row(found: Marks, number: int, row: ElementTree.Element) -> None:
    if _is_hidden(row, "ht"):
        found.hidden_rows.add(number)
    col = 0
    for cell in row.iterfind("{*}c"):
        col = _column(cell.get("r", "")) or col + 1
        place = (number, col)
        shown = cell.findtext("{*}v", "")
        formula = cell.find("{*}f")
        if cell.get("t") == "e":
            found.failed[place] = shown
        if formula is None:
            continue
        if not shown and cell.get("t", "n") == "n":
            found.uncomputed[place] = formula.text or ""
        if _OTHER_FILE.search(formula.text or ""):
            found.fetched.append(place)


def _column(name: str) -> int:
    """D14 → 4; nothing where a cell bears no name, and so stands right after the one before it."""
    col = 0
    for letter in name.rstrip("0123456789"):
        col = col * 26 + ord(letter) - ord("A") + 1
    return col


def _is_hidden(element: ElementTree.Element, size: str) -> bool:
    """Hidden by name, or made so small that nothing is seen."""
    return element.get("hidden") in ("1", "true") or float(element.get(size, 1)) == 0
