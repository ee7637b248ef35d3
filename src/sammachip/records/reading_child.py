"""The child that opens a letter's file: writes its text, or of a scan how many pages it has; asked for one of these it writes
what stands on it. Ends with a Fault where there is no text."""

import ctypes
import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sammachip.records.limited import limit, spend
from sammachip.records.reading import (
    DRAW_SECONDS,
    MEMORY,
    MOST_PAGES,
    MOST_PIXELS,
    OCR_MEMORY,
    PAGE_SECONDS,
    SECONDS,
    Ended,
    Fault,
)

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

    from sammachip.records.reading_columns import Columns
    from sammachip.records.reading_ruled import Sign, Table

WRITTEN = 64 << 20
PDF = b"%PDF-"
DOTS_PER_INCH = 300
FEWEST_LETTERS = 20
"""A page of a PDF with fewer letters of its own is a picture."""
MOST_DRAWN = 18_000_000
"""Dots of a page as it is drawn: A3 at 300 to the inch. What a telephone scanned says of itself that it is metres wide."""
WIDE_GAP = 1.4
"""So many times its letters' size apart, two words stand in two columns."""
AM, AM_ENDS = "ำ", 0.48
"""Browsers print «สำ» as one sign and the stroke of its ำ as another without a text: where that gap is no wider than the stroke,
in sizes of the letters, no blank stands there."""
BLANK, NEXT_LINE, SAME_LINE = 0.18, 0.6, 2.0
"""So many sizes of the letters apart, two of them have a blank between, or stand on two lines; so many points, on one."""
LIFTED = 0.3
"""So many times their size above the line they stand on, letters have their middle."""


class Pictures(Exception):
    """The file holds pictures of so many pages and no text."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        super().__init__(pages)


def text_in(given: Path) -> str:
    """The text of the file. Raises Ended, and Pictures of a scan."""
    content = given.read_bytes().lstrip()
    if content.startswith(b"PK"):
        from sammachip.records.reading_word import word_text  # noqa: PLC0415 -- only the child opens documents

        return word_text(content)
    if content.startswith(PDF):
        return _written(_document(content))
    _picture(content)
    raise Pictures(1)


def text_on(given: Path, reader: str, page: int) -> str:
    """What the reading program makes of one page of a scan."""
    content = given.read_bytes().lstrip()
    if not content.startswith(PDF):
        return _recognised(_picture(content), reader)
    return _recognised(_drawn(_document(content)[page]), reader)


# PDF


def _document(content: bytes) -> "pypdfium2.PdfDocument":
    import pypdfium2  # noqa: PLC0415 -- only the child opens documents

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Ended(Fault.PASSWORD if "password" in str(error).lower() else Fault.UNREADABLE) from error
    if not 0 < len(document) <= MOST_PAGES:
        raise Ended(Fault.TOO_LARGE if len(document) else Fault.UNREADABLE)
    return document


def _written(document: "pypdfium2.PdfDocument") -> str:
    pages = [_page(document[at]) for at in range(len(document))]
    written = sum(len(text.split()) > 0 and len(text.strip()) >= FEWEST_LETTERS for text in pages)
    if written * 2 < len(pages):
        raise Pictures(len(pages))
    return "\f".join(pages)


def _page(page: "pypdfium2.PdfPage") -> str:
    """The page's text; where a blank on paper is as wide as between columns, a tab. A ruled table stands where its first
    sign does, row by row."""
    from sammachip.records.reading_columns import columns_on  # noqa: PLC0415 -- only the child opens documents
    from sammachip.records.reading_ruled import tables_on  # noqa: PLC0415 -- only the child opens documents

    given = list(_signs(page))
    ruled = tables_on(page)
    tables: list[Table | Columns] = [
        *ruled,
        *columns_on(sign for sign in given if not _is_within(sign, ruled)),
    ]
    signs: list[str | Table | Columns] = []
    right: float | None = None
    blanks, is_in_table = "", False
    for sign in given:
        if sign.text in "\r\n\ufffe\x02":
            # A line's end within a table is none of the page's, and neither is the one that leads out of it.
            signs.append("" if is_in_table or sign.text == "\r" else "\n" if sign.text == "\n" else "-")
            right, blanks = None, ""
        elif table := _gathered(sign, tables):
            signs += [] if table in signs else [table]
            right, blanks, is_in_table = None, "", True
        elif sign.text.isspace():
            blanks += " "
        else:
            is_apart = right is not None and sign.left - right > WIDE_GAP * sign.size
            signs.append(("\t" if is_apart else blanks) + sign.text)
            right, blanks, is_in_table = max(sign.right, right or sign.right), "", False
    return _laid_out(signs)


def _is_within(sign: "Sign", tables: "Sequence[Table]") -> bool:
    return any(table.cell_at(*_middle(sign)) for table in tables)


def _middle(sign: "Sign") -> tuple[float, float]:
    return (sign.left + sign.right) / 2, sign.base + sign.size * LIFTED


def _gathered(sign: "Sign", tables: "Sequence[Table | Columns]") -> "Table | Columns | None":
    """The table in a cell of which the sign stands; the cell has it then."""
    for table in tables:
        if place := table.cell_at(*_middle(sign)):
            table.cells[place].append(sign)
            return table
    return None


def _laid_out(signs: "Sequence[str | Table | Columns]") -> str:
    told = ""
    for is_text, run in groupby(signs, key=lambda one: isinstance(one, str)):
        if is_text:
            told += re.sub(r"[ \t]*\t[ \t]*$", "", "".join(map(str, run)), flags=re.MULTILINE)
            continue
        for table in run:
            rows = "\n".join(table.lines())  # type: ignore[union-attr]  # what is no text is a table
            told = f"{told}{'' if told.endswith(chr(10)) or not told else chr(10)}{rows}\n"
    return told


def _signs(page: "pypdfium2.PdfPage") -> "Iterator[Sign]":
    """Every sign of the page in the order of the file; of what the library put in by itself, what paper shows."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 -- only the child opens documents

    text = page.get_textpage()
    before: int | None = None
    for at in range(text.count_chars()):
        sign: Sign | None = _sign(text, at)
        if not pdfium.FPDFText_IsGenerated(text.raw, at):
            before = at
        elif sign and before is not None:
            sign = _shown(text, sign, before, at + 1)
        if sign:
            yield sign


def _sign(text: "pypdfium2.PdfTextPage", at: int) -> "Sign":
    import pypdfium2.raw as pdfium  # noqa: PLC0415 -- only the child opens documents

    from sammachip.records.reading_ruled import Sign  # noqa: PLC0415 -- only the child opens documents

    left, _bottom, right, _top = text.get_charbox(at)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
    size = pdfium.FPDFText_GetFontSize(text.raw, at) or 1
    return Sign(chr(pdfium.FPDFText_GetUnicode(text.raw, at)), left, right, y.value, size)


def _shown(text: "pypdfium2.PdfTextPage", made: "Sign", before: int, next_at: int) -> "Sign | None":
    """A blank or line's end that the library put in by itself, as paper has it; None where paper has none.

    A page with little on it, such as a short table, it takes for one written downwards: it ends a line after each sign,
    or none at all.
    """
    last, after = _sign(text, before), _following(text, next_at)
    if after is None or made.text not in "\r\n ":
        return made
    size = _scale(text, before) * last.size
    is_back = after.left < last.left
    if abs(after.base - last.base) > SAME_LINE or is_back:
        is_next = made.text == " " and is_back and last.base - after.base > NEXT_LINE * size
        return replace(made, text="\n") if is_next else made
    is_blank = after.left - last.right >= (AM_ENDS if last.text == AM else BLANK) * size
    if made.text == " ":
        return made if is_blank or last.text != AM else None
    return replace(made, text=" ") if is_blank and made.text == "\n" else None


def _following(text: "pypdfium2.PdfTextPage", at: int) -> "Sign | None":
    """The sign there, or the one after it where a line's end stands between."""
    signs = (_sign(text, one) for one in range(at, min(at + 2, text.count_chars())))
    return next((sign for sign in signs if sign.text not in "\r\n"), None)


def _scale(text: "pypdfium2.PdfTextPage", at: int) -> float:
    """How large a unit of the sign's size is drawn."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 -- only the child opens documents

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
    return abs(matrix.d) or 1


def _drawn(page: "pypdfium2.PdfPage") -> "Image":
    """The page as a picture, as a scanner would make it, within a time of its own."""
    spend(DRAW_SECONDS)
    width, height = page.get_size()
    scale = min(DOTS_PER_INCH / 72, (MOST_DRAWN / (width * height)) ** 0.5)
    image: Image = page.render(scale=scale, grayscale=True).to_pil()
    return image


# Scans


def _picture(content: bytes) -> "Image":
    import warnings  # noqa: PLC0415 -- only the child opens pictures

    from PIL import Image, ImageOps  # noqa: PLC0415 -- only the child opens pictures

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        opened = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        opened.draft("L", opened.size)  # a JPEG's colours are not even unpacked
        return ImageOps.exif_transpose(opened).convert("L")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Ended(Fault.TOO_LARGE) from error
    except (OSError, ValueError, SyntaxError, ArithmeticError) as error:
        raise Ended(Fault.UNREADABLE) from error


def _recognised(picture: "Image", reader: str) -> str:
    """What the reading program makes of a page; it is given a picture drawn anew, never the file."""
    from sammachip.records.scanned import Unread, page_text  # noqa: PLC0415 -- only the child opens pictures

    spend(PAGE_SECONDS)
    try:
        return page_text(picture, reader)
    except Unread as error:
        raise Ended(Fault.UNREADABLE) from error


def main(given: Path, told: Path, *page: str) -> int:
    """Write what the file says; with a reading program and a number, what stands on that page of a scan."""
    try:
        told.write_text(_limited(given, *page), encoding="utf-8")
    except Pictures as scan:
        told.write_text(str(scan.pages), encoding="utf-8")
        return Fault.SCAN
    except Ended as ended:
        return ended.fault
    except (MemoryError, RecursionError):
        return Fault.TOO_LARGE
    return 0


def _limited(given: Path, reader: str = "", page: str = "0") -> str:
    if not reader:
        limit(seconds=SECONDS, memory=MEMORY, written=WRITTEN)
        return text_in(given)
    limit(seconds=SECONDS + DRAW_SECONDS + PAGE_SECONDS, memory=OCR_MEMORY, written=WRITTEN)
    spend(SECONDS)
    return text_on(given, reader, int(page))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
