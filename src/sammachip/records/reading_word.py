"""The text of a DOCX, from its own XML: read without entities, and nothing that it links to is fetched."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sammachip.records.reading import LARGEST_MB, Ended, Fault
from sammachip.records.reading_numbers import Numbers, W, value_of

MOST_PARTS = 5000
MOST_DEPTH = 60
"""Elements of a DOCX one in another; a table in a table in a text box has twenty."""
_TEXT, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({_FALLBACK, f"{W}del", f"{W}instrText", f"{W}delText", f"{W}moveFrom"})
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


_HEAD = ("ส่วนราชการ", "ที่", "วันที่", "เรื่อง", "เรียน")
"""What a memo's head says beside what, in cells on dots: rows that all begin so are no table of data."""


def word_text(content: bytes) -> str:
    """Paragraphs and rows of tables, each a line, with the numbers that Word counts by itself. Raises Ended."""
    parts = _parts(content)
    body = _root(parts[_TEXT]).find(f"{W}body")
    if body is None:
        raise Ended(Fault.UNREADABLE)
    told = (_root(parts[name]) if name in parts else None for name in (_NUMBERING, _STYLES))
    return "\n".join(_Text(Numbers(*told)).blocks(body, 0))


def _root(part: bytes) -> Element:
    try:
        root: Element = fromstring(part)
    except (DefusedXmlException, ParseError, ValueError) as error:
        raise Ended(Fault.UNREADABLE) from error
    return root


def _parts(content: bytes) -> dict[str, bytes]:
    """The parts of the file that its text is made of, if all parts together are no larger than they may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS or sum(one.file_size for one in infos) > LARGEST_MB << 20:
                raise Ended(Fault.TOO_LARGE)
            there = set(parts.namelist())
            if _TEXT not in there:
                raise Ended(Fault.OTHER_KIND)
            return {name: _read(parts, name) for name in (_TEXT, _NUMBERING, _STYLES) if name in there}
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise Ended(Fault.UNREADABLE) from error
    except RuntimeError as error:  # zipfile's word for a part under a password
        raise Ended(Fault.PASSWORD) from error


def _read(parts: zipfile.ZipFile, name: str) -> bytes:
    with parts.open(name) as part:
        text = part.read((LARGEST_MB << 20) + 1)
    if len(text) > LARGEST_MB << 20:
        raise Ended(Fault.TOO_LARGE)
    return text


class _Text:
    """Walks the body once, in its order, since each number follows from those before it."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def blocks(self, parent: Element, depth: int) -> Iterator[str]:
        """Paragraphs and rows of tables in their order, however they are wrapped."""
        if depth > MOST_DEPTH:
            raise Ended(Fault.UNREADABLE)
        for one in parent:
            if one.tag == f"{W}p":
                yield self._paragraph(one, depth)
            elif one.tag == f"{W}tbl":
                yield from self._rows(one, depth)
            elif one.tag not in _LEFT_OUT:
                yield from self.blocks(one, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> str:
        number = self._numbers.of(paragraph)
        text = "".join(self._pieces(paragraph, depth))
        return f"{number} {text.lstrip()}".rstrip(" ") if number else text

    def _pieces(self, parent: Element, depth: int) -> Iterator[str]:
        if depth > MOST_DEPTH:
            raise Ended(Fault.UNREADABLE)
        for one in parent:
            if one.tag == f"{W}t":
                yield one.text or ""
            elif one.tag in _SIGNS:
                yield _SIGNS[one.tag]
            elif one.tag == f"{W}txbxContent":
                yield "\n" + "\n".join(self.blocks(one, depth + 1)) + "\n"
            elif one.tag not in _LEFT_OUT:
                yield from self._pieces(one, depth + 1)

    def _rows(self, table: Element, depth: int) -> Iterator[str]:
        rows = [
            [text for cell in _own(row, f"{W}tc") for text in self._cell(cell, depth)]
            for row in _own(table, f"{W}tr")
        ]
        is_head = all(cells and cells[0] in _HEAD for cells in rows)
        yield from ("\t".join(_beside(cells) if is_head else cells) for cells in rows)

    def _cell(self, cell: Element, depth: int) -> list[str]:
        """The text of a cell on one line, and an empty one for each further column that it spans."""
        text = " ".join(" ".join(block.split()) for block in self.blocks(cell, depth + 1))
        if _below(cell):
            text = ""
        span = value_of(cell.find(f"{W}tcPr/{W}gridSpan"), "1")
        width = int(span) if span.isdecimal() else 1
        return [text.strip(), *[""] * (min(width, 50) - 1)]


def _beside(cells: Sequence[str]) -> Iterator[str]:
    """Each word of a head with what stands beside it, as on a line of text."""
    held = ""
    for text in cells:
        if held or text not in _HEAD:
            yield f"{held} {text}".strip()
            held = ""
        else:
            held = text
    if held:
        yield held


def _own(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, however they are wrapped; not those of a table that stands in a cell."""
    for one in parent:
        if one.tag == tag:
            yield one
        else:
            yield from _own(one, tag)


def _below(cell: Element) -> bool:
    """Whether the cell only goes on from the one above it."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and value_of(merged) != "restart"
