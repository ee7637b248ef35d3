"""Workbooks as they go out: what people typed is text in them, and stays text when somebody edits it there."""

from dataclasses import dataclass
from typing import BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sammachip.core.grid import safe_cell


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
