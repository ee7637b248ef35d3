"""What is copied out of a PDF, by two readers, and whether it is what the paper says."""

import io
import re
from collections.abc import Iterator
from itertools import accumulate

import pypdf
import pypdfium2

from sammachip.core.document import Blank, Document, Line, Signature, Table

_ALLOWED = {"": {"", "\n"}, " ": {" ", "\n"}, "\n": {" ", "\n"}}
"""What may stand before a letter in the copy, by what does in the paper: a line may end anywhere, a blank is not lost."""


def by_pypdf(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def by_pdfium(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def bare(text: str) -> str:
    """Text without white space."""
    return re.sub(r"\s", "", text)


def blanks(text: str) -> list[str]:
    """What stands before each letter of the bare text: nothing, blanks (as one), or the end of a line."""
    before = re.findall(r"(\s*)\S", text)
    return ["\n" if re.search(r"[\r\n]", room) else room and " " for room in before]


def misplaced(copied: list[str], text: str, *, but: list[range]) -> Iterator[str]:
    """Where the blanks of a copy are not those of the text; of the letters in `but`, and of the one after, nothing is asked."""
    letters = bare(text)
    skipped = {place for places in but for place in (*places, places.stop)}
    for at, (got, meant) in enumerate(zip(copied, blanks(text), strict=True)):
        if at and at not in skipped and got not in _ALLOWED[meant]:
            yield f"«{letters[max(at - 10, 0) : at]}|{letters[at : at + 10]}»"


def heads(document: Document) -> list[str]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [bare("".join(cell.text for row in table.head for cell in row)) for table in tables]


def head_places(document: Document, text: str) -> list[range]:
    """Where in the bare text the head of each table stands."""
    wanted = heads(document)
    ends = accumulate(wanted, lambda at, head: text.index(head, at) + len(head), initial=0)
    return [range(end - len(head), end) for head, end in zip(wanted, list(ends)[1:], strict=True)]


def edges(document: Document, text: str) -> list[range]:
    """Where in the bare text the values of blanks begin and end: the sheet shows room beside them, and so may a copy."""
    lines = [block.parts for block in document.blocks if isinstance(block, Line)]
    lines += [line for block in document.blocks if isinstance(block, Signature) for line in block.lines]
    values = {bare(part.value) for line in lines for part in line if isinstance(part, Blank) and part.value}
    found = [match for value in values for match in re.finditer(re.escape(value), text)]
    return [range(at, at) for match in found for at in match.span()]


def with_sorted_heads(text: str, document: Document, reference: str) -> str:
    """A typesetter may draw a head cell that spans rows after its neighbours: heads are compared as letters."""
    for place in head_places(document, reference):
        text = text[: place.start] + "".join(sorted(text[place.start : place.stop])) + text[place.stop :]
    return text
