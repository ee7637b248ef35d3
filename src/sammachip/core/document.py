"""An official paper as data: one object, shown on screen, printed as PDF and handed out as DOCX.

All text here is final. Whoever builds a document has chosen the numerals, the dates and the words;
a renderer only lays them out, so the three renderings say the same. `plain_text` is that common text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from sammachip.core import radar
from sammachip.core.blocks import (
    BOX_OFF,
    BOX_ON,
    COPIES,
    DATE,
    DOTS_PER_CM,
    ENCLOSURE,
    MARK,
    MEMO,
    NUMBER,
    OFFICE,
    PAGE,
    REFERENCE,
    SUBJECT,
    TO,
    Align,
    BadDocument,
    Blank,
    Block,
    Cell,
    Code,
    Emblem,
    GivenOn,
    HeadCell,
    Heading,
    HeadPlace,
    LetterClose,
    LetterContact,
    LetterFields,
    LetterHead,
    Line,
    MemoHead,
    Notes,
    NumberLine,
    PageBreak,
    Paragraph,
    Part,
    Photo,
    Photos,
    Radar,
    Seal,
    Signature,
    Spacer,
    Start,
    Table,
    Text,
    Tick,
    ToEnd,
    Writing,
    head_places,
    in_brackets,
    parts,
    spoken,
)
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_thai

__all__ = [
    "BOX_OFF",
    "BOX_ON",
    "COPIES",
    "DATE",
    "DOTS_PER_CM",
    "ENCLOSURE",
    "MARK",
    "MEMO",
    "NUMBER",
    "OFFICE",
    "PAGE",
    "REFERENCE",
    "SUBJECT",
    "TO",
    "Align",
    "BadDocument",
    "Blank",
    "Block",
    "Cell",
    "Code",
    "Document",
    "Emblem",
    "GivenOn",
    "HeadCell",
    "HeadPlace",
    "Heading",
    "Json",
    "LetterClose",
    "LetterContact",
    "LetterFields",
    "LetterHead",
    "Line",
    "MemoHead",
    "Notes",
    "NumberLine",
    "Numerals",
    "Orientation",
    "PageBreak",
    "Paragraph",
    "Part",
    "Photo",
    "Photos",
    "Radar",
    "Seal",
    "Signature",
    "Spacer",
    "Start",
    "Table",
    "Text",
    "Tick",
    "ToEnd",
    "Writing",
    "enclosed",
    "from_json",
    "head_places",
    "in_brackets",
    "in_own_numerals",
    "labelled",
    "numbered",
    "parts",
    "plain_text",
    "spoken",
    "to_json",
]

Orientation: TypeAlias = Literal["portrait", "landscape"]
Numerals: TypeAlias = Literal["thai", "arabic"]


@dataclass(frozen=True, slots=True)
class Document:
    """A titled sequence of blocks. `numerals` records the builder's choice, which `in_own_numerals` brings about."""

    title: str
    blocks: tuple[Block, ...]
    orientation: Orientation = "portrait"
    numerals: Numerals = "thai"
    lang: str = "th"

    @property
    def secrecy(self) -> str:
        """How secret the letter is: printed in the middle of both edges of every page, as page numbers are."""
        heads = (block for block in self.blocks if isinstance(block, LetterHead | MemoHead))
        return next((head.secrecy for head in heads), "")

    @property
    def image_refs(self) -> tuple[str, ...]:
        """Every picture the document calls for, in order; a radar is drawn from the document itself."""
        return tuple(ref for block in self.blocks for ref in _refs(block))


def _refs(block: Block) -> Iterator[str]:
    match block:
        case Photos(items):
            yield from (photo.ref for photo in items)
        case LetterHead(emblem_ref=str(ref)) | MemoHead(emblem_ref=str(ref)) | Emblem(str(ref)):
            yield ref


_LEADING: Final = frozenset({"address", "ref", "emblem_ref"})
"""What leads somewhere is no text: it keeps every sign."""


def in_own_numerals(document: Document) -> Document:
    """The paper with all that it says in the numerals it names, whoever typed it and in which; a builder's last touch."""
    return document if document.numerals == "arabic" else _in_thai(document)


def _in_thai(value: Any) -> Any:  # a part of a document, whichever
    if isinstance(value, str):
        return to_thai(value)
    if isinstance(value, tuple):
        return tuple(map(_in_thai, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    said = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _LEADING}
    return replace(value, **{name: _in_thai(part) for name, part in said.items()})


def numbered(document: Document, number: str, day: date) -> Document:
    """The same paper with the number and day that a register gave it, in Thai numerals."""
    return replace(
        document, blocks=tuple(_numbered(block, to_thai(number), day) for block in document.blocks)
    )


def _numbered(block: Block, number: str, day: date) -> Block:
    match block:
        case LetterHead(is_dated=False):  # a certificate and a stamped letter say their day at the foot
            return replace(block, number=number)
        case LetterHead() | MemoHead():
            return replace(block, number=number, date=format_date(day, thai_digits=True))
        case NumberLine():
            return replace(block, number=number)
        case GivenOn(aside=aside):
            return replace(block, date=format_date(day, thai_digits=True, era=not aside))
    return block


def plain_text(document: Document) -> str:
    """What the paper says, in reading order, one line of text a line; cells are set apart by tabs."""
    return "\n".join(line for block in document.blocks for line in _lines(block) if line) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text) | Paragraph(text):
            yield text
        case Line(line):
            yield spoken(line)
        case Table():
            yield from _table_lines(block)
        case Signature(lines):
            yield from (spoken(line) for line in lines)
        case Photos(items):
            yield from (photo.caption for photo in items)
        case Radar(title):
            yield title
        case Notes(title, items):
            yield title
            yield from (f"- {item}" for item in items)
        case LetterContact(lines, beside):
            yield from (*lines, *beside)
        case NumberLine(label, number):
            yield f"{label} {number}"
        case GivenOn():
            yield block.text
        case Code(address, lines):
            yield from (*lines, address)
        case LetterHead() | LetterFields() | LetterClose() | MemoHead():
            yield from _letter_lines(block)


def _table_lines(table: Table) -> Iterator[str]:
    yield table.caption
    yield from ("\t".join(cell.text for cell in row) for row in table.head)
    yield from ("\t".join(cell.content for cell in row) for row in table.lines)


def _letter_lines(block: LetterHead | LetterFields | LetterClose | MemoHead) -> Iterator[str]:
    match block:
        case LetterHead():
            yield from (block.urgency, f"{block.number_label} {block.number}")
            yield from (*block.office_lines, block.date.strip())
        case MemoHead():
            yield from (block.urgency, MEMO, f"{OFFICE} {block.office}")
            yield from (f"{NUMBER} {block.number}", f"{DATE} {block.date}", f"{SUBJECT} {block.subject}")
        case LetterFields():
            yield from (f"{label} {text}".lstrip() for label, text in labelled(block))
            yield from (f"{label} {what} {count}".strip() for label, what, count in enclosed(block))
        case LetterClose():
            yield from (block.closing, *block.sign_lines)


def labelled(block: LetterFields) -> Iterator[tuple[str, str]]:
    """Label and text of subject, addressee and references; only the first reference repeats the label."""
    if block.subject:
        yield SUBJECT, block.subject
    yield block.salutation, block.to
    yield from (("" if number else REFERENCE, ref) for number, ref in enumerate(block.refs))


def enclosed(block: LetterFields) -> Iterator[tuple[str, str, str]]:
    """Label, what and how many of each enclosure; only the first carries the label."""
    for number, (what, count) in enumerate(block.enclosures):
        yield "" if number else ENCLOSURE, what, count


Json: TypeAlias = str | int | float | bool | list["Json"] | dict[str, "Json"] | None

_KINDS: Mapping[str, type] = {
    kind.__name__: kind
    for kind in (
        *(Document, Text, Blank, ToEnd, Tick, Heading, Line, Paragraph, HeadCell, Cell, Table, Signature),
        *(Photo, Photos, Radar, radar.Shape, Notes, Writing, Code, Start, Spacer, PageBreak),
        *(LetterHead, LetterFields, LetterClose, LetterContact, MemoHead, Emblem),
        *(NumberLine, GivenOn),
    )
}


def to_json(document: Document) -> dict[str, Json]:
    """The document as JSON values; every object names its `kind`."""
    encoded = _encode(document)
    assert isinstance(encoded, dict)
    return encoded


def _encode(value: object) -> Json:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    kind = type(value).__name__
    if kind not in _KINDS or not is_dataclass(value) or isinstance(value, type):
        raise BadDocument(f"{kind} has no place in a document")
    content = {field.name: _encode(getattr(value, field.name)) for field in fields(value)}
    return {"kind": kind, **content}


def from_json(data: Mapping[str, Json]) -> Document:
    """The document `to_json` wrote; raises BadDocument when the data is not one."""
    document = _decode(dict(data))
    if not isinstance(document, Document):
        raise BadDocument("the data describes no document")
    return document


def _decode(value: Json) -> object:
    if isinstance(value, list):
        return tuple(_decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    name = value.get("kind")
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise BadDocument(f"unknown kind of block: {name!r}")
    try:
        return kind(**{key: _decode(item) for key, item in value.items() if key != "kind"})
    except TypeError as error:
        raise BadDocument(f"{name}: {error}") from error
