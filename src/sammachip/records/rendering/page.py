"""The sheet a paper is laid on, the same for PDF and DOCX: size, margins, widths of columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sammachip.core.document import Block, Document, MemoHead, Signature, Table

SignaturePair: TypeAlias = tuple[Signature, Signature]
"""Two signatures beside each other, the first on the left."""

POINTS_PER_CM = 72 / 2.54
BODY_POINTS = 16.0
TABLE_POINTS = 14.0
INDENT_CM = 2.5
CELL_INSET_POINTS = 4.0

_LONG_SIDE, _SHORT_SIDE = 29.7, 21.0
_FEWEST_LETTERS, _MOST_LETTERS = 5, 30


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
    return Sheet(_SHORT_SIDE, _LONG_SIDE, top=1.5 if memo else 2.5)


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


def column_widths(table: Table, available: float) -> list[float]:
    """Width of every column, together exactly `available`.

    Given widths are kept as long as they fit; columns without one share the rest by what they hold.
    """
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
    """How many letters the fullest body cell of a column holds, within reason."""
    longest = max((len(row[column].content) for row in table.lines), default=0)
    return min(max(longest, _FEWEST_LETTERS), _MOST_LETTERS)
