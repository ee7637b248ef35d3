"""What the reader of cells leaves out of a leaf of an ODS."""

import io
import zipfile
from xml.etree import ElementTree

from sammachip.records.workbooks.limits import MOST_CELLS
from sammachip.records.workbooks.marks import Marks

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_OUT_OF_SIGHT = ("collapse", "filter")


def marks(content: bytes, leaf: str) -> Marks:
    found = Marks()
    with zipfile.ZipFile(io.BytesIO(content)) as book, book.open("content.xml") as stream:
        for _end, table in ElementTree.iterparse(stream):
            if table.tag == f"{_TABLE}table":
                if table.get(f"{_TABLE}name") == leaf:
                    _take_columns(found, table)
                    _take_rows(found, table)
                table.clear()
    return found


def _take_columns(found: Marks, table: ElementTree.Element) -> None:
    place = 1
    for column in table.iter(f"{_TABLE}table-column"):
        many = int(column.get(f"{_TABLE}number-columns-repeated", 1))
        if column.get(f"{_TABLE}visibility") in _OUT_OF_SIGHT:
            found.hidden_columns.append((place, place + many - 1))
        place += many


def _take_rows(found: Marks, table: ElementTree.Element) -> None:
    number = 1
    for row in table.iter(f"{_TABLE}table-row"):
        many = int(row.get(f"{_TABLE}number-rows-repeated", 1))
        if row.get(f"{_TABLE}visibility") in _OUT_OF_SIGHT and many < MOST_CELLS:
            found.hidden_rows.update(range(number, number + many))
        _take_cells(found, number, row)
        number += many


def _take_cells(found: Marks, number: int, row: ElementTree.Element) -> None:
    col = 1
    for cell in row:
        place = (number, col)
        formula = cell.get(f"{_TABLE}formula", "")
        if cell.get(f"{_CALC}value-type") == "error":
            found.failed[place] = cell.findtext(f"{_TEXT}p", "") or "#N/A"
        elif formula and cell.get(f"{_OFFICE}value-type") is None:
            found.uncomputed[place] = formula.partition("=")[2]
        if "'file:" in formula:
            found.fetched.append(place)
        col += int(cell.get(f"{_TABLE}number-columns-repeated", 1))
