"""What goes to the next page with a signature: at least two lines of what is signed, the last row of a table, a picture.

And the lines that lead to what follows them: all between what a table is called and the table, and the label of a text.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from sammachip.core.document import Block, Heading, Line, Paragraph, Table, Text
from sammachip.records.rendering.page import SignaturePair

Data: TypeAlias = dict[str, object]

LONGEST_KEPT = 12
"""Lines of a last paragraph that go to the next page with the signature, or of notes kept together."""
FEWEST = 2
_OF_LONG = 3
"""Lines of a longer paragraph that go along; the rest stays."""
MOST_SIGNED = 6
"""Rows of signatures that stay on one page; more of them may part."""
_SIGNED = frozenset({"Signature", "SignaturePair", "LetterClose"})


def leading(blocks: Sequence[Block | SignaturePair]) -> frozenset[int]:
    """The places of the lines that say how the table after them is filled in, or whose text stands below them."""
    held: set[int] = set()
    run: list[int] | None = None
    for at, block in enumerate(blocks):
        match block:
            case Heading() | Line((Text(bold=True), *_)):
                run = []
            case Line() if run is not None:
                run.append(at)
            case Table():
                held.update(run or ())
                run = None
            case Paragraph(indent=False) if at and isinstance(blocks[at - 1], Line):
                held.add(at - 1)
                run = None
            case _:
                run = None
    return frozenset(held)


def signed_with_text(laid: list[Data]) -> list[Data]:
    """The blocks of a paper with what keeps its signatures company marked; a long paragraph before one is parted.

    Notes below a signature take it along: a page of its own is too much for them.
    """
    kept: list[Data] = []
    for at, block in enumerate(laid):
        if block["kind"] in _SIGNED:
            _keep_before(kept, at)
        elif block["kind"] == "Notes" and block["whole"] and _signed_before(kept):
            kept[-1]["sticky"] = True
        kept.append(block)
    return kept


def _keep_before(kept: list[Data], number: int) -> None:
    """Mark what stands before a signature: the signatures right before it, or the words they sign."""
    run = _signed_before(kept)
    if run:
        if run < MOST_SIGNED:
            kept[-1]["sticky"] = True
        return
    lines, at = 0, len(kept) - 1
    while at >= 0 and lines < FEWEST:
        if kept[at]["kind"] == "Table":
            kept[at]["kept"] = f"kept-{number}"
            return
        if kept[at]["kind"] == "Spacer":
            at -= 1
            continue
        kept[at : at + 1] = parts = list(_parted(kept[at]))
        at += len(parts) - 1
        found = _lines(kept[at])
        if not found:
            return
        kept[at]["sticky"] = True
        lines, at = lines + found, at - 1


def _signed_before(kept: list[Data]) -> int:
    run = 0
    for block in reversed(kept):
        if block["kind"] not in _SIGNED:
            break
        run += 1
    return run


def _parted(block: Data) -> Iterator[Data]:
    """A long paragraph, or long notes, as what may stay and what goes along; any other block as it is."""
    lines, items = block.get("lines"), block.get("items")
    if block["kind"] == "Paragraph" and isinstance(lines, list) and len(lines) > LONGEST_KEPT:
        yield {**block, "lines": lines[:-_OF_LONG]}
        yield {**block, "lines": lines[-_OF_LONG:], "indent": 0.0, "joined": True}
    elif block["kind"] == "Notes" and isinstance(items, list) and not block["whole"] and len(items) > FEWEST:
        yield {**block, "items": items[:-FEWEST]}
        yield {**block, "items": items[-FEWEST:], "title": [], "whole": True, "joined": True}
    else:
        yield block


def _lines(block: Data) -> int:
    """How much company a block is; nothing where it is none, or too long to go along."""
    match block["kind"]:
        case "Line" | "GivenOn" | "NumberLine":
            return 1
        case "Paragraph":
            lines = block["lines"]
            return len(lines) if isinstance(lines, list) else 0
        case "Notes":
            return FEWEST if block["whole"] else 0
        case "Photos":
            return FEWEST
    return 0
