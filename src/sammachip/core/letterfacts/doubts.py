"""Cells of a table that recognition broke: where letters were taken for others, so were digits, and each figure must look as
the others of its column do. One that does not is left unknown, or told by what the table says of it elsewhere."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sammachip.core.letterfacts.grids import Cell, is_dash, is_number
from sammachip.core.letterfacts.model import BY_ITS_PLACE, MENDED, Fact
from sammachip.core.letterfacts.noise import Page, is_impossible
from sammachip.core.letterfacts.spelling import bare
from sammachip.core.likeness import edits
from sammachip.core.thainum import to_thai

At = tuple[int, int]
"""A cell by its row and column."""
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"-?\d{4,}(?:\.\d+)?")
_LEADING_ZERO = re.compile(r"0\d|0,")
_LETTER_DIGIT = re.compile(r"[ก-๎]\d|\d[ะ-ฺ็-๎]")
_DIGIT = re.compile(r"\d")
_FEWEST = 4
"""Cells of a column by which one that differs is told."""
_MOST_SLIPS = 1
"""Figures of a column that one slip may each have kept from adding up; more are left as they stand."""
_SHORT_NAME = 10
"""Signs of a name that one wrong sign makes another."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What a broken cell must have said, None where that cannot be told."""

    text: str | None
    figure: Decimal | None = None


def broken_cells(
    page: Page,
    rows: Sequence[Sequence[Cell]],
    figures: Sequence[int],
    ordinal: int | None,
    totals: Sequence[Fact[Decimal] | None],
) -> Mapping[At, Mended]:
    """The cells that are not to be told as they stand; none on a page where no letters were taken for others."""
    if not page.is_broken:
        return {}
    found: dict[At, Mended] = {}
    for column in figures:
        total = told.value if (told := totals[column]) else None
        found |= dict(_figures(page, [row[column] for row in rows], column, total))
    if ordinal is not None:
        found |= dict(_ordinals(page, [row[ordinal] for row in rows], ordinal))
    for column in range(len(rows[0]) if rows else 0):
        if column not in figures and column != ordinal:
            found |= dict(_words([row[column] for row in rows], column))
    return found


def fact_of(page: Page, cell: Cell, mended: Mended) -> Fact[str]:
    """The cell as it must have been, or unknown, at its place."""
    return Fact(mended.text, page.span(cell.start, cell.end), MENDED if mended.text else BY_ITS_PLACE)


def _figures(
    page: Page, cells: Sequence[Cell], column: int, total: Decimal | None
) -> Iterator[tuple[At, Mended]]:
    """The figures of one column that look unlike the others; none of them where they add up to the column's total."""
    numbers = [_number(cell.text) for cell in cells]
    if total is not None and None not in numbers and sum(filter(None, numbers)) == total:
        return
    odd = [at for at in range(len(cells)) if _is_odd(page, cells, at)]
    unsure = [at for at in range(len(cells)) if at not in odd and _is_less_round(cells, at)]
    if not odd and not unsure and total is not None and not _is_likelier_amiss(total, numbers):
        unsure += _slips(total, numbers)
    for at in unsure:
        yield (at, column), Mended(None, numbers[at])
    for at in odd:
        left = None if total is None or len(odd) > 1 else _left(total, numbers, at)
        yield (at, column), _told_by_total(page, cells, at, left)


def _number(text: str) -> Decimal | None:
    if is_dash(text):
        return Decimal(0)
    return Decimal(text.replace(",", "")) if is_number(text) else None


def _left(total: Decimal, numbers: Sequence[Decimal | None], at: int) -> Decimal | None:
    """What the total leaves for this one, if all others are known."""
    others = [number for other, number in enumerate(numbers) if other != at]
    known = [number for number in others if number is not None]
    left = total - sum(known, Decimal(0))
    return left if len(known) == len(others) and left > 0 else None


def _slips(total: Decimal, numbers: Sequence[Decimal | None]) -> list[int]:
    """The figures each of which another digit, or one more or less, would make add up to the total, if they are few; any may
    be the writer's fault, and they are reckoned with as they stand."""
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers):
        return []
    off = total - sum(known, Decimal(0))
    slips = [
        at for at, one in enumerate(known) if one + off > 0 and edits(str(one), str(one + off), most=1) == 1
    ]
    return slips if len(slips) <= _MOST_SLIPS else []


def is_total_doubted(
    page: Page, cells: Sequence[Cell], total: Decimal | None, stated: Collection[Decimal]
) -> bool:
    """Whether a total, where letters were taken for others, may be what keeps its column from adding up: it is no rounder
    than the sum is, none of its figures looks odd, and the text does not state it."""
    if not page.is_broken or total is None or total in stated:
        return False
    numbers = [_number(cell.text) for cell in cells]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or not known or sum(known) == total:
        return False
    if any(_is_odd(page, cells, at) or _is_less_round(cells, at) for at in range(len(cells))):
        return False
    return _noughts(total) <= _noughts(sum(known, Decimal(0)))


def _is_likelier_amiss(total: Decimal, numbers: Sequence[Decimal | None]) -> bool:
    """Whether the total is less round than the sum of the figures: then the slip is its own."""
    return _noughts(total) < _noughts(sum((number for number in numbers if number is not None), Decimal(0)))


def _noughts(amount: Decimal) -> int:
    """How many noughts its whole baht end on."""
    digits = str(int(amount))
    return len(digits) - len(digits.rstrip("0"))


def _told_by_total(page: Page, cells: Sequence[Cell], at: int, left: Decimal | None) -> Mended:
    """What the total leaves, if recognition can have made of it what stands there; else nothing is told."""
    if left is None:
        return Mended(None)
    style = next((one.text for other, one in enumerate(cells) if other != at and is_number(one.text)), "0")
    places = len(style.partition(".")[2])
    text = f"{left:,.{places}f}" if any("," in one.text for one in cells) else f"{left:.{places}f}"
    if edits(text, cells[at].text, most=2) > 2:
        return Mended(None)
    is_thai = any(page.said(one.start, one.end) != one.text for one in cells)
    return Mended(to_thai(text) if is_thai else text, left)


def _is_odd(page: Page, cells: Sequence[Cell], at: int) -> bool:
    """Whether this figure is no figure, or none of its column's kind: digits of both scripts, commas or decimals out of
    their place."""
    text = cells[at].text
    if not text or is_dash(text) or not _DIGIT.search(text):
        return False
    if not is_number(text) or is_unsure(page, cells[at]):
        return True
    others = [one.text for other, one in enumerate(cells) if other != at and is_number(one.text)]
    return _is_ungrouped(text, others) or _has_other_places(text, others)


def is_unsure(page: Page, cell: Cell) -> bool:
    """Whether the figure has digits of both scripts, or begins with a nought, on a page where letters were taken for others."""
    return page.is_broken and bool(_LEADING_ZERO.match(cell.text) or page.doubts(cell.start, cell.end))


def _is_ungrouped(text: str, others: Sequence[str]) -> bool:
    grouped = sum(bool(_GROUPED.fullmatch(one)) for one in others)
    return bool(_PLAIN.fullmatch(text)) and grouped > sum(bool(_PLAIN.fullmatch(one)) for one in others)


def _has_other_places(text: str, others: Sequence[str]) -> bool:
    places = {len(one.partition(".")[2]) for one in others}
    return len(others) >= 2 and len(places) == 1 and len(text.partition(".")[2]) not in places


def _is_less_round(cells: Sequence[Cell], at: int) -> bool:
    """Whether hundreds or less stand in this figure where all others are of whole thousands, or so of hundreds."""
    values = [Decimal(cell.text.replace(",", "")) if is_number(cell.text) else None for cell in cells]
    own = values[at]
    others = [one for other, one in enumerate(values) if other != at and one]
    if own is None or len(others) < _FEWEST:
        return False
    unit = max((unit for unit in (100, 1000) if all(one % unit == 0 for one in others)), default=0)
    return bool(unit) and own % unit != 0


def _ordinals(page: Page, cells: Sequence[Cell], column: int) -> Iterator[tuple[At, Mended]]:
    """The running numbers that are out of their order, where those above and below are in it."""
    said = ["0", *(cell.text.rstrip(".)") for cell in cells)]
    said.append(str(len(said)))
    in_order = [said[at] == str(at) for at in range(len(said))]
    wrong = [at for at in range(len(cells)) if not in_order[at + 1] and in_order[at] and in_order[at + 2]]
    like = next((cell for at, cell in enumerate(cells) if at not in wrong), None)
    if like is None:
        return
    ends = like.text[len(like.text.rstrip(".)")) :]
    is_thai = page.said(like.start, like.end) != like.text
    for at in wrong:
        text = f"{at + 1}{ends}"
        yield (at, column), Mended(to_thai(text) if is_thai else text)


def _words(cells: Sequence[Cell], column: int) -> Iterator[tuple[At, Mended]]:
    """Words one letter off what other cells of the column say again and again; short ones that no word is like."""
    said = Counter(cell.text for cell in cells)
    usual = [text for text, times in said.items() if times > 1 and len(bare(text)) > 2]
    has_digits = sum(bool(_LETTER_DIGIT.search(cell.text)) for cell in cells) > 1
    for at, cell in enumerate(cells):
        if not cell.text or cell.text in usual:
            continue
        meant = [
            one for one in usual if edits(bare(one), bare(cell.text), most=1) <= 1 and not _DIGIT.search(one)
        ]
        if len(meant) == 1 and not _DIGIT.search(cell.text):
            yield (at, column), Mended(meant[0])
        elif len(cell.text) < _SHORT_NAME and (
            is_impossible(cell.text) or (not has_digits and _LETTER_DIGIT.search(cell.text))
        ):
            yield (at, column), Mended(None)
