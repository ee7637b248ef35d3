"""Workbooks as they go out: what people typed is text in them, and stays text when somebody edits it there."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sammachip.core.grid import safe_cell
from sammachip.records.rendering.fonts import legible, measurer

LINE_POINTS = 24.0
"""How high a line of 16 points stands in a row."""
SMALL_LINE_POINTS = 20.0
"""Of the letters that a workbook has by itself, in whatever face shows the Thai."""
A4 = 9
"""Among the papers that a workbook knows by number."""
_A_CHARACTER = 5.25
"""Points of the character in which the width of a column is told."""
_LEGIBLE = 220.0
"""Characters side by side that can still be read on a page lying down: at about 7 points."""
_A_WORD = 24.0
"""About what the end of a line leaves free."""
_HIGHEST = 400.0
"""Points; the format allows no row more than 409."""


@dataclass(frozen=True, slots=True)
class Look:
    """How cells look. `guarded` is the same for text that would run as a formula: as if typed behind an apostrophe."""

    plain: Format
    guarded: Format


class SafeWorkbook(Workbook):  # type: ignore[misc]  # xlsxwriter comes without types
    """A workbook that takes no text for a formula or an address."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})

    def look(self, **properties: object) -> Look:
        return Look(self.add_format(properties), self.add_format({**properties, "quote_prefix": True}))


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Look) -> None:
    """Text as text, whatever it begins with; `row` and `column` count from nought, as the sheet's own do."""
    sheet.write_string(row, column, text, look.plain if safe_cell(text) == text else look.guarded)


def lay_across(sheet: Worksheet, head: int = 0, *, width: float = 0.0) -> None:
    """Print the sheet on A4 lying down, with its row of headings on every page and all columns side by side.

    Of one so many characters wide that nobody could read it there, the columns go over several pages, each beginning
    with the first.
    """
    across = max(1, math.ceil(width / _LEGIBLE))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(across, 0)
    sheet.repeat_rows(head)
    if across > 1:
        sheet.repeat_columns(0)


def fit_row(
    sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float], *, line: float = LINE_POINTS
) -> None:
    """Make the row as high as the longest of its texts, wrapped within its column, needs.

    Excel does so by itself, LibreOffice leaves each row of a workbook that comes without heights one line high.
    """
    lines = max(map(_lines, texts, widths), default=1)
    sheet.set_row(row, min(lines * line, _HIGHEST))


def _lines(text: str, width: float) -> int:
    """On how many lines the text stands in a column so many characters wide, rather one too many than one cut off."""
    room = width * _A_CHARACTER
    wraps_at = room - min(_A_WORD, room / 4)
    needed = (measurer().width(part) for part in legible(text).split("\n"))
    return sum(1 if wide <= room else math.ceil(wide / wraps_at) for wide in needed)
