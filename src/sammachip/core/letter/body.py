"""The text of a letter, as an officer types it into one field, laid out: paragraphs, numbered items, headings, tables.

A line is a paragraph. One that begins with a number, a number in brackets or a dash is an item; with # a heading. Lines
whose cells are parted by tabs, as a spreadsheet pastes them, or by strokes are a table, its head first.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from sammachip.core.document import Align, Block, Cell, HeadCell, Heading, Line, Paragraph, Table, Text
from sammachip.core.thainum import to_arabic, to_thai

_ITEM: Final = re.compile(r"(?P<number>\d+(?:\.\d+)*)\.?\s+\S")
_SUB_ITEM: Final = re.compile(r"(?:[(][\dก-ฮ]{1,3}[)]|-)\s*\S")
_DOTS: Final = re.compile(r"\.{5,}|…{3,}")
_AMOUNT: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
TAB: Final = "\t"
_TOTALS: Final = ("รวม", "ยอดรวม")


def laid_out(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in Thai numerals."""
    lines = [line for line in with_strokes(text).splitlines() if line.strip()]
    found: list[Block] = []
    for is_parted, run in groupby(lines, _is_parted):
        said = list(run)
        is_table = is_parted and (len(said) > 1 or _begins_with_stroke(said[0]))
        found.extend(_table(said) if is_table else map(_line, said))
    return tuple(found)


def with_strokes(text: str) -> str:
    """The text with the rows of tables parted by strokes: what a spreadsheet pastes, as it is kept and can be mended."""
    return "\n".join(
        f"| {' | '.join(cell.strip() for cell in line.split(TAB))} |" if TAB in line.strip(" ") else line
        for line in text.splitlines()
    )


def _is_parted(line: str) -> bool:
    """Whether strokes part the line. One such line alone is a sentence with a stroke in it, unless it begins with one."""
    return "|" in line


def _begins_with_stroke(line: str) -> bool:
    return line.lstrip().startswith("|")


def _line(said: str) -> Block:
    line = said.strip()
    printed = to_thai(line)
    if line.startswith("#"):
        return Heading(printed.lstrip("# "), level=3 if line.startswith("##") else 2)
    if _DOTS.search(line):
        return Line((Text(printed),), indent=_deeper(line) >= 0)
    return Paragraph(printed, deeper=max(_deeper(line), 0))


def _deeper(line: str) -> int:
    """How many steps an item is set in beneath the paragraphs: 1. none, 1.1 one, (1) or a dash one; -1 for no item."""
    plain = to_arabic(line)
    if item := _ITEM.match(plain):
        return item["number"].count(".")
    return 1 if _SUB_ITEM.match(plain) else -1


def _table(lines: Sequence[str]) -> Iterator[Block]:
    """The rows as a table; a single one is no table, but a line with gaps."""
    rows = [cells_of(line) for line in lines]
    if len(rows) < 2:
        yield Paragraph(to_thai("  ".join(filter(None, rows[0]))))
        return
    width = max(map(len, rows))
    first, *body = [(*row, *[""] * (width - len(row))) for row in rows]
    second = body.pop(0) if len(body) > 1 and _parts_the_head(first, body[0]) else None
    total = body.pop() if len(body) > 1 and _is_total(body[-1]) else None
    sides = [_side([row[at] for row in body]) for at in range(width)]
    yield Table(
        head=_head(first, second),
        rows=tuple(_row(row, sides) for row in body),
        total=_row(total, sides, bold=True) if total else None,
    )


def _parts_the_head(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the second row says what lies below head cells that reach over more than one column, and nothing else."""
    spans = _spans(first)
    over = {column for at, across in spans if across > 1 for column in range(at, at + across)}
    return bool(over) and all(bool(text) == (at in over) for at, text in enumerate(second))


def _spans(head: Sequence[str]) -> list[tuple[int, int]]:
    """Where each cell of a head begins and how many columns it reaches over: those after it that are left empty."""
    starts = [at for at, text in enumerate(head) if text or at == 0]
    return [(at, after - at) for at, after in zip(starts, [*starts[1:], len(head)], strict=True)]


def _head(first: Sequence[str], second: Sequence[str] | None) -> tuple[tuple[HeadCell, ...], ...]:
    if second is None:
        return (tuple(HeadCell(to_thai(text)) for text in first),)
    return (
        tuple(
            HeadCell(to_thai(first[at]), colspan=across, rowspan=1 if across > 1 else 2)
            for at, across in _spans(first)
        ),
        tuple(HeadCell(to_thai(text)) for text in second if text),
    )


def cells_of(line: str) -> list[str]:
    """What stands between the strokes of a line, or the whole line."""
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _row(cells: Sequence[str], sides: Sequence[Align], *, bold: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell(to_thai(text), align=side, bold=bold) for text, side in zip(cells, sides, strict=True))


def _side(column: Sequence[str]) -> Align:
    """Amounts stand to the right, short numbers in the middle, words to the left."""
    said = [to_arabic(text) for text in column if text and text != "-"]
    if not said or not all(_AMOUNT.fullmatch(text) for text in said):
        return "start"
    return "end" if any(len(text) > 3 for text in said) else "center"


def _is_total(row: Sequence[str]) -> bool:
    """Whether the last row sums the others: it says so, or it names nothing and has figures only."""
    said = [text for text in row if text]
    return bool(said) and (
        said[0].startswith(_TOTALS)
        or (not row[0] and all(_AMOUNT.fullmatch(to_arabic(text)) for text in said))
    )
