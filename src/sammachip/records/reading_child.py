"""The child that opens a letter's file: writes its text, and ends with a Fault where it has none."""

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from sammachip.records.limited import limit
from sammachip.records.reading import (
    LARGEST_MB,
    MOST_PAGES,
    MOST_PIXELS,
    MOST_SCANNED,
    OCR_SECONDS,
    SECONDS,
    Fault,
)

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

MEMORY, WRITTEN = 2 << 30, 64 << 20
MOST_PARTS = 5000
MOST_DEPTH = 60
"""Elements of a DOCX one in another; a table in a table in a text box has twenty."""
DOTS_PER_INCH = 300
FEWEST_LETTERS = 20
"""A page of a PDF with fewer letters of its own is a picture."""
WIDE_GAP = 1.4
"""So many times its letters' size apart, two words stand in two columns."""


class _Ended(Exception):
    """The child's reason to end."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.name)


def text_in(given: Path, reader: str) -> str:
    content = given.read_bytes().lstrip()
    if content.startswith(b"PK"):
        return _docx(content)
    if content.startswith(b"%PDF-"):
        return _pdf(content, reader)
    return _recognised([_picture(content)], reader)


# DOCX: its own XML, read without entities; nothing that it links to is fetched.

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({_FALLBACK, f"{_W}del", f"{_W}instrText", f"{_W}delText", f"{_W}moveFrom"})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def _docx(content: bytes) -> str:
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 -- only the child opens documents
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 -- only the child opens documents

    try:
        root = fromstring(_document(content))
    except (DefusedXmlException, ParseError, ValueError) as error:
        raise _Ended(Fault.UNREADABLE) from error
    body = root.find(f"{_W}body")
    if body is None:
        raise _Ended(Fault.UNREADABLE)
    return "\n".join(_blocks(body, 0))


def _document(content: bytes) -> bytes:
    """The part of the file that holds its text, if all parts together are no larger than they may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS or sum(one.file_size for one in infos) > LARGEST_MB << 20:
                raise _Ended(Fault.TOO_LARGE)
            if "word/document.xml" not in parts.namelist():
                raise _Ended(Fault.OTHER_KIND)
            with parts.open("word/document.xml") as part:
                text = part.read((LARGEST_MB << 20) + 1)
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise _Ended(Fault.UNREADABLE) from error
    except RuntimeError as error:  # zipfile's word for a part under a password
        raise _Ended(Fault.PASSWORD) from error
    if len(text) > LARGEST_MB << 20:
        raise _Ended(Fault.TOO_LARGE)
    return text


def _blocks(parent: Element, depth: int) -> Iterator[str]:
    """Paragraphs and rows of tables in their order, however they are wrapped."""
    if depth > MOST_DEPTH:
        raise _Ended(Fault.UNREADABLE)
    for one in parent:
        if one.tag == f"{_W}p":
            yield _paragraph(one, depth)
        elif one.tag == f"{_W}tbl":
            yield from _rows(one, depth)
        elif one.tag not in _LEFT_OUT:
            yield from _blocks(one, depth + 1)


def _paragraph(paragraph: Element, depth: int) -> str:
    return "".join(_pieces(paragraph, depth))


def _pieces(parent: Element, depth: int) -> Iterator[str]:
    if depth > MOST_DEPTH:
        raise _Ended(Fault.UNREADABLE)
    for one in parent:
        if one.tag == f"{_W}t":
            yield one.text or ""
        elif one.tag in _SIGNS:
            yield _SIGNS[one.tag]
        elif one.tag == f"{_W}txbxContent":
            yield "\n" + "\n".join(_blocks(one, depth + 1)) + "\n"
        elif one.tag not in _LEFT_OUT:
            yield from _pieces(one, depth + 1)


def _rows(table: Element, depth: int) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        cells: list[str] = []
        for cell in row.findall(f".//{_W}tc"):
            cells += _cell(cell, depth)
        yield "\t".join(cells)


def _cell(cell: Element, depth: int) -> list[str]:
    """The text of a cell on one line, and an empty one for each further column that it spans."""
    text = " ".join(" ".join(block.split()) for block in _blocks(cell, depth + 1))
    if _below(cell):
        text = ""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    width = int(span.get(f"{_W}val", "1")) if span is not None and span.get(f"{_W}val", "1").isdigit() else 1
    return [text.strip(), *[""] * (min(width, 50) - 1)]


def _below(cell: Element) -> bool:
    """Whether the cell only goes on from the one above it."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val") != "restart"


# PDF


def _pdf(content: bytes, reader: str) -> str:
    import pypdfium2  # noqa: PLC0415 -- only the child opens documents

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise _Ended(Fault.PASSWORD if "password" in str(error).lower() else Fault.UNREADABLE) from error
    if not 0 < len(document) <= MOST_PAGES:
        raise _Ended(Fault.TOO_LARGE if len(document) else Fault.UNREADABLE)
    pages = [_page(document[at]) for at in range(len(document))]
    written = sum(len(text.split()) > 0 and len(text.strip()) >= FEWEST_LETTERS for text in pages)
    if written * 2 >= len(pages):
        return "\f".join(pages)
    if len(pages) > MOST_SCANNED and reader:
        raise _Ended(Fault.TOO_LARGE)
    return _recognised((_drawn(document[at]) for at in range(len(document))), reader)


def _page(page: "pypdfium2.PdfPage") -> str:
    """The page's text; where a blank on paper is as wide as between columns, a tab."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 -- only the child opens documents

    text = page.get_textpage()
    signs: list[str] = []
    right: float | None = None
    blanks = ""
    for at in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
        if sign in "\r\n\ufffe\x02":
            signs.append("" if sign == "\r" else "\n" if sign == "\n" else "-")
            right, blanks = None, ""
        elif sign.isspace():
            blanks += " "
        else:
            left, _bottom, edge, _top = text.get_charbox(at)
            size = pdfium.FPDFText_GetFontSize(text.raw, at) or 1
            is_apart = right is not None and left - right > WIDE_GAP * size
            signs.append(("\t" if is_apart else blanks) + sign)
            right, blanks = max(edge, right or edge), ""
    return re.sub(r"[ \t]*\t[ \t]*$", "", "".join(signs), flags=re.MULTILINE)


def _drawn(page: "pypdfium2.PdfPage") -> "Image":
    """The page as a picture, as a scanner would make it."""
    scale = DOTS_PER_INCH / 72
    width, height = page.get_size()
    if width * height * scale * scale > MOST_PIXELS:
        raise _Ended(Fault.TOO_LARGE)
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
        return ImageOps.exif_transpose(opened).convert("L")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _Ended(Fault.TOO_LARGE) from error
    except (OSError, ValueError, SyntaxError, ArithmeticError) as error:
        raise _Ended(Fault.UNREADABLE) from error


def _recognised(pictures: "Iterator[Image] | list[Image]", reader: str) -> str:
    """What the reading program makes of each page; it is given pictures drawn anew, never the file."""
    if not reader:
        raise _Ended(Fault.SCAN)
    from sammachip.records.scanned import Unread, page_text  # noqa: PLC0415 -- only the child opens pictures

    try:
        return "\f".join(page_text(picture, reader) for picture in pictures)
    except Unread as error:
        raise _Ended(Fault.UNREADABLE) from error


def main(given: Path, told: Path, reader: str) -> int:
    limit(seconds=OCR_SECONDS if reader else SECONDS, memory=MEMORY, written=WRITTEN)
    try:
        told.write_text(text_in(given, reader), encoding="utf-8")
    except _Ended as ended:
        return ended.fault
    except (MemoryError, RecursionError):
        return Fault.TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
