"""The rows of a table set right: headings apart, glued rows and cells cut, totals told from data."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sammachip.core.letterfacts.grids import GAP, Cell, Lattice, is_number
from sammachip.core.thaiwords import bare

Cells = tuple[Cell, ...]

_TOTAL = re.compile(r"^(?:ยอด|จำนวน|\S)?\s*รวม|^.{0,6}ทังสิน|^(?:รว|วม|รม|รวน|รวฆ)$")
_CARRIED = re.compile(r"^ยอด?ยก(?:มา|ไป)")
_SHARED = re.compile(r"^(?:คิดเปน)?(?:รอยละ|%|(?:คา)?เฉลีย)")
"""How a row under the total begins that tells shares of it."""
_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?P<name>[^\d\s].*)")
_COUNTED = re.compile(r"\d{1,4}")
_NTH = re.compile(r"\(?\d{1,2}\)?")
"""How columns are numbered under their headings."""
_JOINED = re.compile(
    r"(?P<word>[^\d\s].*?[^\d\s.,])\s*(?P<figure>\d[\d,.]*)|(?P<ordinal>\d{1,3})\s*(?P<name>[^\d\s.,].*)"
)


def parted(lattice: Lattice) -> tuple[Cells, list[Cells]]:
    """The row of headings, of several the one as wide as the rows, or all of them as one, and the rows under it."""
    first = next(
        (at for at, row in enumerate(lattice.rows) if any(is_number(cell.text) for cell in row)), None
    )
    if first is None:
        named = lattice.rows[0]
        return named, list(lattice.rows[1:])
    over, body = lattice.rows[:first], list(lattice.rows[first:])
    if not over:
        return (), body
    usual = usual_width(body)
    named = next((row for row in over if len(row) == usual), over[0])
    return (named if lattice.by == GAP else _tiered(over) or named), body


def _tiered(over: Sequence[Cells]) -> Cells | None:
    """The headings right over the rows that stand in tiers, one over several columns, as one row: of each column what
    stands lowest. None where no tier fills what the one beneath it left empty."""
    tiers = [row for row in over if not all(_NTH.fullmatch(cell.text) for cell in row if cell.text)]
    if len(tiers) < 2 or all(cell.text for cell in tiers[-1]):
        return None
    width = max(map(len, tiers[-2:]))
    found = aligned(tiers[-1], width)
    for tier in reversed(tiers[:-1]):
        upper = aligned(tier, width)
        free = [at for at, cell in enumerate(found) if not cell.text and upper[at].text]
        if len(tier) > width or not free:
            break
        found = tuple(upper[at] if at in free else cell for at, cell in enumerate(found))
    return found if all(cell.text for cell in found) else None


def usual_width(rows: Sequence[Cells]) -> int:
    return Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0


def unglued_rows(cells: Cells, width: int) -> Iterator[Cells]:
    """A row, or the two that recognition ran together: the next one's number hangs on the last cell of the first."""
    if width < 3 or len(cells) != 2 * width - 1:
        yield cells
        return
    joint = cells[width - 1]
    number = (_ordinal(cells[0]) or 0) + 1
    if not joint.text.endswith(str(number)):
        yield cells
        return
    cut = joint.end - len(str(number))
    rest = joint.text[: -len(str(number))].rstrip()
    yield (*cells[: width - 1], Cell(rest, joint.start, joint.start + len(rest)))
    yield (Cell(str(number), cut, joint.end), *cells[width:])


def numbered_apart(rows: Sequence[Cells]) -> list[Cells]:
    """The rows with their numbers in a column of their own, where these stand in one cell with the names."""
    joined = [_NUMBERED.fullmatch(row[0].text) for row in rows]
    if sum(one is not None for one in joined) * 2 <= len(rows):
        return list(rows)
    return [_apart(row, one) if one else row for row, one in zip(rows, joined, strict=True)]


def _apart(row: Cells, joined: re.Match[str]) -> Cells:
    at = row[0].start
    number = Cell(joined["number"], at, at + joined.end("number"))
    return (number, Cell(joined["name"], at + joined.start("name"), row[0].end), *row[1:])


def mended_row(cells: Cells, width: int, by: int) -> Cells:
    """The row with a gap put back that recognition lost between a word and a figure, or one too many taken out."""
    if len(cells) == width + 1:
        empty = [at for at, cell in enumerate(cells[:-1]) if not cell.text]
        return (*cells[: empty[0]], *cells[empty[0] + 1 :]) if len(empty) == 1 else cells
    if len(cells) != width - 1 or not any(is_number(cell.text) for cell in cells):
        return cells
    for at, cell in enumerate(cells):
        joined = _JOINED.fullmatch(cell.text)
        if joined and not _TOTAL.match(bare(cell.text)):
            first, second = ("word", "figure") if joined["word"] else ("ordinal", "name")
            parts = [
                Cell(joined[part], cell.start + joined.start(part), cell.start + joined.end(part))
                for part in (first, second)
            ]
            return (*cells[:at], *parts, *cells[at + 1 :])
    if by == GAP and not is_number(cells[0].text) and not _TOTAL.match(bare(cells[0].text)):
        return (Cell("", cells[0].start, cells[0].start), *cells)
    return cells


@dataclass(frozen=True, slots=True)
class Summed:
    """The rows of a table, and those that add up: the total of all, and of groups, each with the rows it is of."""

    rows: list[Cells]
    total: Cells | None
    parts: list[tuple[Cells, int, int]]


def summed(rows: Sequence[Cells]) -> Summed:
    """The rows apart from those that add up. The last of these is of the whole table, if it does not only add up the rows
    since the one before it."""
    data: list[Cells] = []
    totals: list[tuple[Cells, int, int]] = []
    for row in rows:
        words = [cell.text for cell in row if cell.text and not is_number(cell.text)]
        has_figures = any(is_number(cell.text) for cell in row)
        if any(_CARRIED.match(word) for word in words) or (
            totals and words and _SHARED.match(bare(words[0]))
        ):
            continue
        is_nameless = has_figures and not words and bool(data) and not _counts_on(row, data[-1])
        if is_nameless or _adds_up(row, words):
            totals.append((row, totals[-1][2] if totals else 0, len(data)))
        elif any(cell.text for cell in row):
            data.append(row)
    if not totals or (len(totals) > 1 and _is_of_part(data, totals[-1])):
        return Summed(data, None, totals)
    return Summed(data, totals[-1][0], totals[:-1])


def _is_of_part(data: Sequence[Cells], total: tuple[Cells, int, int]) -> bool:
    """Whether a total is of its own rows alone, and of none above them."""
    row, first, last = total
    sums = [
        (stated, [_figure(one, at) for one in data[first:last]])
        for at in range(len(row))
        if (stated := _figure(row, at)) is not None
    ]
    return first < last and bool(sums) and all(stated == sum(one or 0 for one in of) for stated, of in sums)


def _figure(row: Cells, at: int) -> Decimal | None:
    text = row[at].text if at < len(row) else ""
    return Decimal(text.replace(",", "")) if is_number(text) else None


def _adds_up(row: Cells, words: Sequence[str]) -> bool:
    """Whether the row says that it is a total: in its first words, or beside another's where it is not numbered. A remark
    may begin so too, «รวม ต.ลี้»."""
    said = words[:1] if _ordinal(row[0]) is not None else words
    return any(_TOTAL.match(bare(word)) for word in said)


def _counts_on(row: Cells, before: Cells) -> bool:
    """Whether a row of figures alone begins with the next ordinal: its name was lost, and it is no total."""
    number, last = _ordinal(row[0]), _ordinal(before[0])
    return number is not None and last is not None and number == last + 1


def _ordinal(cell: Cell) -> int | None:
    return int(cell.text) if _COUNTED.fullmatch(cell.text) else None


def aligned(row: Cells, width: int) -> Cells:
    """The row with as many cells as the table has columns."""
    end = row[-1].end
    return (*row[:width], *[Cell("", end, end)] * (width - len(row)))
