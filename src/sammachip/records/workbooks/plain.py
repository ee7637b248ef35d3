"""Plain workbooks: a title, what is said of it, headings, and rows of text, figures and days. Always in Thai."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sammachip.records.workbooks.writing import SafeWorkbook, fit_row, lay_across, write_text

FACE = {"font_name": "TH SarabunPSK", "font_size": 16, "border": 1, "valign": "top", "text_wrap": True}
BAHT, DAY = "#,##0.00", "[$-107041E]d mmmm yyyy"
HEAD_ROW = 2
Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """One sheet. `widths` are those of the columns in characters, the last one's for all that follow."""

    name: str
    title: str
    said: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int] = (20,)


def plain_workbook(sheets: Sequence[PlainSheet]) -> bytes:
    """The sheets in one workbook: figures stay figures, days are shown in the Buddhist era, no text is run."""
    out = io.BytesIO()
    with SafeWorkbook(out) as book:
        for sheet in sheets:
            _write(book, sheet)
    return out.getvalue()


def _write(book: SafeWorkbook, given: PlainSheet) -> None:
    sheet = book.add_worksheet(given.name)
    lay_across(sheet, HEAD_ROW)
    widths = [given.widths[min(column, len(given.widths) - 1)] for column in range(len(given.heads))]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    write_text(sheet, 0, 0, given.title, book.look(font_name=FACE["font_name"], font_size=18, bold=True))
    write_text(sheet, 1, 0, given.said, book.look(font_name=FACE["font_name"], font_size=16))
    for at in range(HEAD_ROW):
        fit_row(sheet, at, (), ())
    head = book.look(**FACE, bold=True, bg_color="#DCECEC")
    fit_row(sheet, HEAD_ROW, given.heads, widths)
    for column, text in enumerate(given.heads):
        write_text(sheet, HEAD_ROW, column, text, head)
    plain = book.look(**FACE)
    baht, whole = (
        book.add_format({**FACE, **shape}) for shape in ({"num_format": BAHT}, {"align": "center"})
    )
    day = book.add_format({**FACE, "num_format": DAY, "align": "left"})
    for at, row in enumerate(given.rows, start=HEAD_ROW + 1):
        fit_row(sheet, at, [value if isinstance(value, str) else "" for value in row], widths)
        for column, value in enumerate(row):
            match value:
                case date():
                    sheet.write_datetime(at, column, value, day)
                case Decimal():
                    sheet.write_number(at, column, value, baht)
                case int():
                    sheet.write_number(at, column, value, whole)
                case _:
                    write_text(sheet, at, column, value or "", plain)
