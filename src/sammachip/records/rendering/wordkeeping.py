"""What a word processor keeps on one page with a signature, as the PDF does: two lines signed, a table's last row, a picture."""

import re
from collections.abc import Iterator, Sequence

from sammachip.core.document import (
    Block,
    GivenOn,
    LetterClose,
    Line,
    Notes,
    NumberLine,
    Paragraph,
    Photos,
    Signature,
    Spacer,
    Table,
)
from sammachip.records.rendering.keeping import FEWEST, MOST_SIGNED
from sammachip.records.rendering.page import SignaturePair

_A_LINE = 80
"""A paragraph of more letters has two lines at least, the last two of which go along by themselves."""
_STYLED = "<w:pPr>(?:<w:pStyle [^>]*/>)?"
_OPENED = re.compile(f"<w:p>(?!{_STYLED}<w:keepNext/>)({_STYLED})?")


def held_to_signatures(blocks: Sequence[Block | SignaturePair]) -> frozenset[int]:
    """The places of the blocks that no end of a page parts from the signature after them, or from notes below one."""
    held: set[int] = set()
    run = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Signature | LetterClose | tuple):
            held.update(_company(blocks, at) if not run else [at - 1] if run < MOST_SIGNED else ())
            run += 1
            continue
        if run and isinstance(block, Notes):
            held.add(at - 1)
        run = 0
    return frozenset(held)


def _company(blocks: Sequence[Block | SignaturePair], at: int) -> Iterator[int]:
    """What stands right before the signature at this place, up to the words it signs."""
    lines = 0
    while at and lines < FEWEST:
        at -= 1
        match blocks[at]:
            case Line() | GivenOn() | NumberLine():
                lines += 1
            case Paragraph(text):
                lines += FEWEST if len(text) > _A_LINE else 1
            case Table() | Photos() | Notes():
                lines = FEWEST
            case Spacer():
                pass
            case _:
                return
        yield at


def to_next(written: str) -> str:
    """A paragraph, or a table by its last row, that stays on the page of what follows it."""
    start = max(written.rfind("<w:tr>"), 0)
    return written[:start] + _OPENED.sub(_kept, written[start:])


def _kept(opening: re.Match[str]) -> str:
    return f"<w:p>{opening[1]}<w:keepNext/>" if opening[1] else "<w:p><w:pPr><w:keepNext/></w:pPr>"
