"""A document turned into what the PDF template lays out: words, fitted lines, widths; no decision is left to it.

The template (`paper.typ`) receives JSON. Every text passes `legible` here, so both faces can draw all of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from sammachip.core import document as paper
from sammachip.core.document import (
    BOX_OFF,
    BOX_ON,
    DOTS_PER_CM,
    MARK,
    Blank,
    Block,
    Cell,
    Code,
    Document,
    Emblem,
    GivenOn,
    Heading,
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
)
from sammachip.records.rendering import codes, fonts
from sammachip.records.rendering.fonts import legible, measurer
from sammachip.records.rendering.keeping import LONGEST_KEPT, leading, signed_with_text
from sammachip.records.rendering.lines import fit
from sammachip.records.rendering.page import (
    BODY_POINTS,
    CELL_INSET_POINTS,
    DEEPER_CM,
    HALF_EMBLEM_CM,
    INDENT_CM,
    POINTS_PER_CM,
    TABLE_POINTS,
    SignaturePair,
    column_widths,
    sheet,
    signing_room,
    with_copies,
    with_pairs,
)
from sammachip.records.rendering.thaibreak import cut_to_fit, words

Data: TypeAlias = dict[str, object]
Words: TypeAlias = list[list[str]]

_MEMO_LABELS = {
    name.lower(): getattr(paper, name) for name in ("MEMO", "OFFICE", "NUMBER", "DATE", "SUBJECT")
}
_LABEL_ROOM = 4.0  # cm left of the text of a letter's fields
_NOTE_ROOM = 1.1  # cm taken by the dash before a note; the template's columns say the same
_LONGEST_TOUCHING = (
    20  # letters of a word that stays with the blank it touches; a longer one may need a line of its own
)
_CODE_ROOM = (
    3.4  # cm right of a paper's heading for the picture a telephone reads; the template says the same
)
_PAGE_ROOM = 3.0  # cm right of a paper's foot for the number of the page
_MOST_BESIDE_BLANK = 0.62  # of a line, for words with a blank after them
_LONGEST_UNBROKEN_CELL = 400  # letters; a longer cell may run over the page's end


def layout(document: Document, pictures: Mapping[str, str], *, draft: bool, seal: Seal | None = None) -> Data:
    """The template's data. `pictures` maps a picture's reference to its file beside the template."""
    page = sheet(document)
    return {
        "title": legible(document.title),
        "lang": document.lang,
        "draft": draft,
        "seal": _seal(seal, page.right) if seal else None,
        "secrecy": _word_lines(said, page.text_width, size=32, bold=True)
        if (said := document.secrecy)
        else None,
        "flipped": document.orientation == "landscape",
        "margins": {side: getattr(page, side) * POINTS_PER_CM for side in ("left", "right", "top", "bottom")},
        "family": fonts.FAMILY,
        "symbols": _symbols(document),
        "symbol_family": fonts.SYMBOL_FAMILY,
        "symbol_scale": fonts.SYMBOL_SCALE,
        "blocks": _Layout(document, pictures, draft=draft).blocks(document.blocks),
    }


def _seal(seal: Seal, margin_cm: float) -> Data:
    code = seal.picture
    return {
        "lines": [legible(line) for line in seal.lines],
        "svg": codes.svg(code) if code else None,
        "alt": seal.address,
        "right": margin_cm * POINTS_PER_CM,
    }


def _symbols(document: Document) -> str:
    """A character class of what this paper sets in the symbol face."""
    used = fonts.symbols().intersection(paper.plain_text(document))
    return "[" + "".join(sorted(used | {BOX_ON, BOX_OFF, MARK, fonts.UNPRINTABLE})) + "]"


def _word_lines(text: str, room_cm: float, *, size: float = BODY_POINTS, bold: bool = False) -> Words:
    """The words of each line of a text, none wider than the room it has."""
    ruler, room = measurer(bold=bold, size=size), room_cm * POINTS_PER_CM

    def fits(piece: str) -> bool:
        return ruler.width(piece) <= room

    return [
        [piece for word in words(line) for piece in cut_to_fit(word, fits)]
        for line in legible(text).split("\n")
    ]


class _Layout:
    def __init__(self, document: Document, pictures: Mapping[str, str], *, draft: bool) -> None:
        self.document, self.width = document, sheet(document).text_width
        self.pictures, self.draft = pictures, draft
        self.depth = 0

    def blocks(self, blocks: Sequence[Block]) -> list[Data]:
        laid: list[Data] = []
        rows = list(_in_rows(with_pairs(blocks)))
        held = leading(rows)
        for at, (block, following) in enumerate(pairwise((*rows, None))):
            assert block is not None
            data = self._pair(block) if isinstance(block, tuple) else self._block(block)
            kind = "SignaturePair" if isinstance(block, tuple) else type(block).__name__
            laid.append({"kind": kind, "sticky": at in held or _stays_with(block, following, data)} | data)
        return signed_with_text(laid)

    def _pair(self, pair: SignaturePair) -> Data:
        """Neither is wider than its half of the sheet."""
        return {"items": [self._signature(one, at_most=self.width / 2) for one in pair]}

    def _signature(self, block: Signature, *, at_most: float) -> Data:
        return {
            "lines": [self._parts(line) for line in block.lines],
            "width": min(block.width_cm, at_most),
        }

    def _block(self, block: Block) -> Data:
        match block:
            case Heading():
                return self._heading(block)
            case Line(parts, indent, align, points):
                room = INDENT_CM * POINTS_PER_CM if indent else 0.0
                size = points or BODY_POINTS
                return {"parts": self._with_room(parts), "indent": room, "align": align, "size": size}
            case Paragraph(text, indent, deeper):
                return self._paragraph(text, INDENT_CM + deeper * DEEPER_CM if indent else 0.0)
            case Table():
                return self._table(block)
            case Signature():
                return self._signature(block, at_most=self.width)
            case Photos():
                return self._photos(block)
            case Radar(title):
                return {"path": self.pictures[block.ref], "alt": legible(title)}
            case Notes(title, items):
                fitted = [self._fitted(item, self.width - _NOTE_ROOM) for item in items]
                return {
                    "title": self._words(title, bold=True),
                    "items": fitted,
                    "whole": sum(len(item) for item in fitted) <= LONGEST_KEPT,
                }
            case Writing(lines):
                return {"lines": lines}
            case Code():
                return self._code(block)
            case Start(foot):
                return {
                    "foot": _word_lines(foot, self.width - _PAGE_ROOM, size=TABLE_POINTS),
                    "page": paper.PAGE,
                }
            case Spacer(points):
                return {"points": points}
            case PageBreak():
                return {}
            case _:
                return self._letter_block(block)

    def _letter_block(
        self,
        block: LetterHead
        | LetterFields
        | LetterClose
        | LetterContact
        | MemoHead
        | Emblem
        | NumberLine
        | GivenOn,
    ) -> Data:
        half = self.width / 2
        match block:
            case LetterHead():
                return (
                    self._top(block)
                    | {
                        "label": block.number_label,
                        "office": _word_lines("\n".join(block.office_lines), half - HALF_EMBLEM_CM),
                        "room": (half - HALF_EMBLEM_CM) * POINTS_PER_CM,
                        "dated": block.is_dated,
                    }
                    | _with_gap(block.date, half)
                )
            case MemoHead():
                return self._top(block) | {
                    "labels": _MEMO_LABELS,
                    "office": self._field(block.office),
                    "date": _word_lines(block.date, half - 1.5),
                    "subject": self._field(block.subject),
                }
            case LetterFields():
                return self._fields(block)
            case LetterClose():
                room = signing_room(block, self.document)
                return {
                    "closing": _word_lines(block.closing, half),
                    "sign": _word_lines("\n".join(block.sign_lines), room),
                    "room": room * POINTS_PER_CM,
                }
            case LetterContact(beside=beside):
                own, copies = with_copies(block)
                return {
                    "lines": self._words("\n".join(own)) if own else [],
                    "copies": self._field("\n".join(copies)) if copies else [],
                    "label": paper.COPIES,
                    "beside": _word_lines("\n".join(beside), half + 1) if beside else [],
                }
            case Emblem(ref):
                return self._emblem(ref)
            case NumberLine(label, number, align):
                return {"label": label, "number": self._run(number), "align": align}
            case GivenOn(words, _date, aside):
                said = self._run(words) if words else []
                return {"words": said, "aside": aside} | _with_gap(block.date, half)

    def _top(self, block: LetterHead | MemoHead) -> Data:
        return {
            "urgency": self._words(block.urgency, bold=True, size=32) if block.urgency else None,
            "number": _word_lines(block.number, self.width / 2 - 1.5),
        } | self._emblem(block.emblem_ref)

    def _emblem(self, ref: str | None) -> Data:
        return {"emblem": self.pictures[ref] if ref else None, "draft": self.draft}

    def _fields(self, block: LetterFields) -> Data:
        fields: list[Data] = []
        for label, text in paper.labelled(block):
            if label:
                fields.append({"label": label, "words": self._field(text)})
            else:
                fields[-1]["words"] = [*_as_lines(fields[-1]["words"]), *self._field(text)]
        return {
            "fields": fields,
            "enclosures": [
                {
                    "label": label,
                    "what": _word_lines(what, self.width - 2 * _LABEL_ROOM),
                    "count": self._field(count),
                }
                for label, what, count in paper.enclosed(block)
            ],
        }

    def _field(self, text: str) -> Words:
        return _word_lines(text, self.width - _LABEL_ROOM)

    def _words(self, text: str, *, size: float = BODY_POINTS, bold: bool = False) -> Words:
        return _word_lines(text, self.width, size=size, bold=bold)

    def _heading(self, block: Heading) -> Data:
        """`outline` is the level in the PDF's structure, which must not skip one; `level` is the look."""
        self.depth = min(block.level, self.depth + 1)
        size = block.points or (18.0 if block.level == 1 else BODY_POINTS)
        return {
            "words": self._words(block.text, bold=True, size=size),
            "size": size,
            "outline": self.depth,
            "align": block.align,
        }

    def _paragraph(self, text: str, indent_cm: float) -> Data:
        return {
            "lines": self._fitted(text, self.width, self.width - indent_cm),
            "indent": indent_cm * POINTS_PER_CM,
        }

    def _fitted(self, text: str, width_cm: float, first_cm: float | None = None) -> list[Data]:
        first = (width_cm if first_cm is None else first_cm) * POINTS_PER_CM
        lines = fit(legible(text), measurer(), width=width_cm * POINTS_PER_CM, first=first)
        return [{"text": line.text, "justify": line.justify} for line in lines]

    def _code(self, block: Code) -> Data:
        """The first line is the heading; all lines leave the picture its room."""
        room = self.width - _CODE_ROOM
        first, *others = block.lines
        heading = self._heading(Heading(first))
        return {
            "path": self.pictures[block.ref],
            "alt": block.address,
            "words": _word_lines(first, room, bold=True, size=18.0),
            "outline": heading["outline"],
            "below": [_word_lines(line, room) for line in others],
            "address": _word_lines(block.address, room, size=TABLE_POINTS),
        }

    def _with_room(self, parts: Sequence[Part]) -> list[Data]:
        """The parts; a blank to the end of the line goes to the next one where its words leave it little room."""
        ruler, room = measurer(bold=True, size=BODY_POINTS), self.width * POINTS_PER_CM
        said = sum(ruler.width(legible(part.text)) for part in parts if not isinstance(part, ToEnd))
        laid = self._parts(parts)
        if said % room < room * _MOST_BESIDE_BLANK:
            return laid
        next_line: Data = {"kind": "next-line"}
        return [one for part in laid for one in ((next_line, part) if part["kind"] == "to-end" else (part,))]

    def _parts(self, parts: Sequence[Part]) -> list[Data]:
        return _glued([self._part(part) for part in parts])

    def _part(self, part: Part) -> Data:
        match part:
            case Text(text, bold):
                return {"kind": "text", "bold": bold, "words": self._run(text, bold=bold)}
            case Tick(on, label):
                return {"kind": "tick", "box": BOX_ON if on else BOX_OFF, "words": self._run(label)}
            case ToEnd(value):
                fits = measurer().width(legible(value or "")) <= self.width * POINTS_PER_CM / 3
                return {"kind": "to-end" if fits else "filled", "words": self._run(value) if value else []}
            case Blank(value, width_cm) if value:
                room = width_cm * POINTS_PER_CM
                fits = measurer().width(legible(value)) <= room
                return {
                    "kind": "blank" if fits else "filled",
                    "words": self._run(value),
                    "width": room,
                }
            case Blank():
                dots = part.text
                pieces = [dots[at : at + DOTS_PER_CM] for at in range(0, len(dots), DOTS_PER_CM)]
                return {"kind": "dots", "pieces": pieces}

    def _run(self, text: str, *, bold: bool = False) -> list[str]:
        """The words of a part of a line, which has no line ends of its own."""
        (line,) = self._words(legible(text).replace("\n", " "), bold=bold)
        return line

    def _table(self, table: Table) -> Data:
        widths = column_widths(table, self.width)
        return {
            "caption": self._words(table.caption, size=TABLE_POINTS, bold=True) if table.caption else None,
            "widths": [width * POINTS_PER_CM for width in widths],
            "inset": CELL_INSET_POINTS,
            "room": table.room_cm * POINTS_PER_CM,
            "head": [self._head_cell(place, widths) for place in paper.head_places(table.head)],
            "rows": [self._row(row, widths) for row in table.rows],
            "total": self._row(table.total, widths) if table.total else [],
            "kept": "",
        }

    def _head_cell(self, place: paper.HeadPlace, widths: Sequence[float]) -> Data:
        cell = place.cell
        room = sum(widths[place.column : place.column + cell.colspan])
        return {
            "x": place.column,
            "y": place.row,
            "colspan": cell.colspan,
            "rowspan": cell.rowspan,
            "words": _cell_words(cell.text, room, bold=True),
        }

    def _row(self, row: Sequence[Cell], widths: Sequence[float]) -> list[Data]:
        breakable = any(len(cell.text) > _LONGEST_UNBROKEN_CELL for cell in row)
        return [
            {
                "words": _cell_words(cell.content, width, bold=cell.bold),
                "align": "center" if cell.tick is not None and not cell.text else cell.align,
                "bold": cell.bold,
                "breakable": breakable,
            }
            for cell, width in zip(row, widths, strict=True)
        ]

    def _photos(self, block: Photos) -> Data:
        return {
            "items": [
                {
                    "path": self.pictures[photo.ref],
                    "alt": legible(photo.caption) or photo.ref,
                    "words": _word_lines(photo.caption, self.width / 2 - 0.5, size=TABLE_POINTS),
                }
                for photo in block.items
            ]
        }


def _with_gap(date: str, room_cm: float) -> Data:
    """A date and the room before it that a draft leaves for the day."""
    blank = date[: -len(date.lstrip())] if date.strip() else ""
    return {"gap": measurer().width(blank), "date": _word_lines(date.strip(), room_cm)}


def _cell_words(text: str, width_cm: float, *, bold: bool) -> Words:
    inner = width_cm - 2 * CELL_INSET_POINTS / POINTS_PER_CM
    return _word_lines(text, inner, size=TABLE_POINTS, bold=bold)


def _in_rows(blocks: Iterable[Block | SignaturePair]) -> Iterator[Block | SignaturePair]:
    """The blocks, pictures two by two: the last of them can then follow a signature to its page, however many they are."""
    for block in blocks:
        if isinstance(block, Photos):
            yield from (Photos(block.items[at : at + 2]) for at in range(0, len(block.items), 2))
        else:
            yield block


def _glued(parts: Sequence[Data]) -> list[Data]:
    """The parts of a line, each filled blank in one piece with the words that touch it: พ.ศ. never parts from its year."""
    glued: list[Data] = []
    for part in parts:
        before = glued[-1] if glued else None
        if part["kind"] == "blank":
            touching = _taken(before, -1) if before else []
            glued.append({"kind": "glued", "parts": [*touching, part]})
        elif before and before["kind"] == "glued":
            _as_parts(before["parts"]).extend(_taken(part, 0))
            glued.append(part)
        else:
            glued.append(part)
    return [part for part in glued if part.get("words") != [] or part["kind"] == "to-end"]


def _taken(text: Data, at: Literal[0, -1]) -> list[Data]:
    """The first or last word of a text, taken out of it, unless a space or its length sets it apart."""
    words = text["words"] if text["kind"] == "text" else []
    assert isinstance(words, list)
    if not words or words[at][at] == " " or len(words[at]) > _LONGEST_TOUCHING:
        return []
    return [{**text, "words": [words.pop(at)]}]


def _as_parts(value: object) -> list[Data]:
    assert isinstance(value, list)
    return value


def _as_lines(value: object) -> Words:
    assert isinstance(value, list)
    return value


def _stays_with(block: Block | SignaturePair, following: Block | SignaturePair | None, data: Data) -> bool:
    """Whether a block must not be parted from the next by the end of a page."""
    match block, following:
        case Heading(), _:
            return True
        case (Line(), Writing() | Table() | Photos()):
            return True
        case Line((Text(bold=True), *_)), _:  # what begins a part of a form
            return True
        case (Paragraph(), GivenOn()):
            lines = data["lines"]
            return isinstance(lines, list) and len(lines) <= LONGEST_KEPT
    return False
