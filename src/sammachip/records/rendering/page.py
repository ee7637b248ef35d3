"""The sheet a paper is laid on, the same for PDF and DOCX: size, margins, widths of columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sammachip.core.document import (
    COPIES,
    Block,
    Document,
    LetterClose,
    LetterContact,
    LetterHead,
    MemoHead,
    Signature,
    Table,
    head_places,
)
from sammachip.records.rendering.fonts import legible, measurer
from sammachip.records.rendering.thaibreak import narrowest

SignaturePair: TypeAlias = tuple[Signature, Signature]
"""Two signatures beside each other, the first on the left."""

POINTS_PER_CM = 72 / 2.54
BODY_POINTS = 16.0
TABLE_POINTS = 14.0
INDENT_CM, DEEPER_CM = 2.5, 0.75
CELL_INSET_POINTS = 4.0
HALF_EMBLEM_CM = 1.7
"""What the emblem in the middle of a sheet takes of either half, with a little air; an address beside it is no wider."""

_LONG_SIDE, _SHORT_SIDE = 29.7, 21.0
_FEWEST_LETTERS, _MOST_LETTERS = 5, 30
_HEAD_LINES = 3
"""How many lines a heading takes at most, as far as the columns beside it allow."""
_LONGEST_WORD_CM = 4.0  # a longer one is an address or a mistyped line, and may be cut
_HAIR_CM = 0.02  # widths are rounded on their way to the sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """A4, in centimetres. The binding margin is wider, as the office rules want it."""

    width: float
    height: float
    left: float = 3.0
    right: float = 2.0
    top: float = 2.5
    bottom: float = 2.0

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


def sheet(document: Document) -> Sheet:
    if document.orientation == "landscape":
        return Sheet(_LONG_SIDE, _SHORT_SIDE, left=2.5)
    memo = any(isinstance(block, MemoHead) for block in document.blocks)
    higher = (
        memo and not document.secrecy
    )  # how secret it is stands in that room, over the number of the page
    return Sheet(_SHORT_SIDE, _LONG_SIDE, top=1.5 if higher else 2.5)


def signing_room(close: LetterClose, document: Document) -> float:
    """Centimetres up to the right margin in whose middle a paper is signed: its right half, or the whole sheet.

    The closing words of a letter begin at the middle of the sheet, and name and post stand centred below them.
    """
    width = sheet(document).text_width
    if close.centred:
        return width
    if not any(isinstance(block, LetterHead) for block in document.blocks):
        return width / 2
    words = measurer().width(legible(close.closing)) / POINTS_PER_CM
    return width - words if words else width / 2


def with_copies(contact: LetterContact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of who owns the matter, and under their own label those of who gets a copy."""
    label = f"{COPIES} "
    at = next((n for n, line in enumerate(contact.lines) if line.startswith(label)), len(contact.lines))
    own, copies = contact.lines[:at], contact.lines[at:]
    return own, tuple(line.removeprefix(label) for line in copies)


def with_pairs(blocks: Sequence[Block]) -> Iterator[Block | SignaturePair]:
    """The blocks, with signatures that follow one another in pairs; an odd one comes first and stays alone."""
    run: list[Signature] = []
    for block in blocks:
        if isinstance(block, Signature):
            run.append(block)
        else:
            yield from _paired(run)
            run = []
            yield block
    yield from _paired(run)


def _paired(run: Sequence[Signature]) -> Iterator[Block | SignaturePair]:
    odd = len(run) % 2
    yield from run[:odd]
    yield from zip(run[odd::2], run[odd + 1 :: 2], strict=True)


def column_widths(
    table: Table, available: float, *, side_cm: float = CELL_INSET_POINTS / POINTS_PER_CM
) -> list[float]:
    """Width of every column, together exactly `available`; `side_cm` is what a cell keeps free on its left and right.

    Given widths are kept as long as they fit; columns without one share the rest by what they hold. A column too
    narrow for its longest word takes what it lacks from those with room to spare.
    """
    needed = [_longest_word(table, at) + 2 * side_cm for at in range(table.columns)]
    return _with_room_for_words(_shared(table, available), needed)


def _with_room_for_words(widths: Sequence[float], needed: Sequence[float]) -> list[float]:
    lacking = sum(max(need - width, 0.0) for width, need in zip(widths, needed, strict=True))
    spare = [max(width - need, 0.0) for width, need in zip(widths, needed, strict=True)]
    if lacking > sum(spare) or not lacking:
        return list(widths)
    return [
        max(width, need) - lacking * over / sum(spare)
        for width, need, over in zip(widths, needed, spare, strict=True)
    ]


def _longest_word(table: Table, column: int) -> float:
    """Centimetres of text a column needs so that no line of it ends within a word, within reason."""
    heads = [
        one.cell.text for one in head_places(table.head) if one.column == column and one.cell.colspan == 1
    ]
    said = [(text, True) for text in heads] + [(row[column].content, row[column].bold) for row in table.lines]
    widest = max((_widest(text, bold=bold) for text, bold in said), default=0.0)
    return min(widest, _LONGEST_WORD_CM)


def _widest(text: str, *, bold: bool) -> float:
    ruler = measurer(bold=bold, size=TABLE_POINTS)
    pieces = (word.rstrip(" ") for line in legible(text).split("\n") for word in narrowest(line))
    return max((ruler.width(piece) for piece in pieces), default=0.0) / POINTS_PER_CM + _HAIR_CM


def _shared(table: Table, available: float) -> list[float]:
    given = table.widths_cm or (None,) * table.columns
    fixed = sum(width for width in given if width is not None)
    shares = [_letters(table, at) if width is None else 0 for at, width in enumerate(given)]
    rest = available - fixed
    if not any(shares) or rest < sum(1 for share in shares if share):
        floor = [width if width is not None else 1.0 for width in given]
        return [width * available / sum(floor) for width in floor]
    return [
        width if width is not None else rest * share / sum(shares)
        for width, share in zip(given, shares, strict=True)
    ]


def _letters(table: Table, column: int) -> int:
    """How many letters the fullest body cell of a column holds, within reason, or a line of its heading."""
    longest = max((len(row[column].content) for row in table.lines), default=0)
    heads = (one.cell for one in head_places(table.head) if one.column == column and one.cell.colspan == 1)
    headed = max((len(head.text) // _HEAD_LINES for head in heads), default=0)
    return min(max(longest, headed, _FEWEST_LETTERS), _MOST_LETTERS)
