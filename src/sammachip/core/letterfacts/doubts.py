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
from sammachip.core.letterfacts.relations import (
    Relation,
    borne_out,
    contradicted,
    implied_by,
    implied_figures,
    relations_of,
)
from sammachip.core.likeness import edits
from sammachip.core.thainum import to_thai
from sammachip.core.thaiwords import bare

At = tuple[int, int]
"""A cell by its row and column."""
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"-?\d{4,}(?:\.\d+)?")
_LEADING_ZERO = re.compile(r"0\d|0,")
_LETTER_DIGIT = re.compile(r"[ก-๎]\d|\d[ะ-ฺ็-๎]")
_DIGIT = re.compile(r"\d")
_FEWEST = 4
"""Cells of a column by which one that differs is told."""
_MOST_SLIPS = 3
"""Figures of a column that one slip may each have kept from adding up; more are left as they stand."""
_NEARLY_ALL = 0.8
"""The share of a column's figures by which one that is less round is told, where others may be broken, too."""
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
    return _by_their_rows(page, rows, figures, totals, found)


def _by_their_rows(
    page: Page,
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[int],
    totals: Sequence[Fact[Decimal] | None],
    found: Mapping[At, Mended],
) -> Mapping[At, Mended]:
    """The broken cells by what the figures of a row say of one another: what is unknown may follow from the others, what
    only looked odd may be borne out, and what breaks a relation that the other rows keep is unknown."""
    figures = [
        [found[at, one].figure if (at, one) in found else _number(row[one].text) for one in columns]
        for at, row in enumerate(rows)
    ]
    stated = [total.value if (total := totals[column]) else None for column in columns]
    sheet = _Sheet(page, rows, columns, figures, stated, relations_of(figures))
    told = dict(found)
    for at, row in enumerate(figures):
        sound = {columns[place] for place in borne_out(row, sheet.relations)}
        for column in sound:
            if (one := told.get((at, column))) and one.text is None and one.figure is not None:
                del told[at, column]
        told |= dict(sheet.followed(at))
        for cell, mended in sheet.doubted(at):
            told.setdefault(cell, mended)
    return told


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The columns of figures of a table, with what is known of each cell, their totals, and what most rows keep."""

    page: Page
    rows: Sequence[Sequence[Cell]]
    columns: Sequence[int]
    figures: Sequence[Sequence[Decimal | None]]
    totals: Sequence[Decimal | None]
    relations: Sequence[Relation]

    def followed(self, at: int) -> Iterator[tuple[At, Mended]]:
        """The cells of a row that follow from its others, or from these and the column's total."""
        for place, figure in implied_figures(self.figures[at], self.relations).items():
            if text := self._written(at, place, figure):
                yield (at, self.columns[place]), Mended(text, figure)
        if slip := self._slip(at):
            place, text, figure = slip
            yield (at, self.columns[place]), Mended(text, figure)

    def doubted(self, at: int) -> Iterator[tuple[At, Mended]]:
        """The cells of a row of which one must be amiss, and nothing tells which."""
        if self._slip(at) is None:
            for place in self._suspects(at):
                yield (at, self.columns[place]), Mended(None, self.figures[at][place])

    def _suspects(self, at: int) -> frozenset[int]:
        """Columns whose figures break a relation; none that add up to their total, or in which nearly all rows say the same."""
        return frozenset(
            place
            for place in contradicted(self.figures[at], self.relations)
            if not self._adds_up(place) and not self._is_usual(at, place)
        )

    def _slip(self, at: int) -> tuple[int, str, Decimal] | None:
        """The suspect that both its row and its column's total tell alike, and what these tell."""
        for place in sorted(self._suspects(at)):
            total = self.totals[place]
            left = _left(total, self._column(place), at) if total is not None else None
            if left is None or left not in implied_by(self.figures[at], place, self.relations):
                continue
            if text := self._written(at, place, left):
                return place, text, left
        return None

    def _written(self, at: int, place: int, figure: Decimal) -> str | None:
        return _written(self.page, [row[self.columns[place]] for row in self.rows], at, figure)

    def _column(self, place: int) -> list[Decimal | None]:
        return [row[place] for row in self.figures]

    def _adds_up(self, place: int) -> bool:
        known = [figure for figure in self._column(place) if figure is not None]
        return len(known) == len(self.figures) and sum(known, Decimal(0)) == self.totals[place]

    def _is_usual(self, at: int, place: int) -> bool:
        column = self._column(place)
        return column.count(column[at]) >= _NEARLY_ALL * len(column)


def fact_of(page: Page, cell: Cell, mended: Mended) -> Fact[str]:
    """The cell as it must have been, or unknown, at its place."""
    return Fact(mended.text, page.span(cell.start, cell.end), MENDED if mended.text else BY_ITS_PLACE)


def _figures(
    page: Page, cells: Sequence[Cell], column: int, total: Decimal | None
) -> Iterator[tuple[At, Mended]]:
    """The figures of one column that look unlike the others; none of them where they add up to the column's total."""
    numbers = [_number(cell.text) for cell in cells]
    if total is not None and None not in numbers and sum(filter(None, numbers)) == total:
        yield from _regrouped(page, cells, column)
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


def _regrouped(page: Page, cells: Sequence[Cell], column: int) -> Iterator[tuple[At, Mended]]:
    """The figures of a column that adds up, of which recognition took the commas, with these again."""
    for at, cell in enumerate(cells):
        others = [one.text for other, one in enumerate(cells) if other != at]
        number = _number(cell.text)
        if number is not None and _is_ungrouped(cell.text, others):
            yield (at, column), Mended(_written(page, cells, at, number), number)


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
    text = _written(page, cells, at, left) if left is not None else None
    return Mended(text, left) if text else Mended(None)


def _written(page: Page, cells: Sequence[Cell], at: int, figure: Decimal) -> str | None:
    """The figure as the others of its column are written; None where recognition cannot have made of it what stands there."""
    style = next((one.text for other, one in enumerate(cells) if other != at and is_number(one.text)), "0")
    places = len(style.partition(".")[2])
    if figure != round(figure, places):
        return None
    text = f"{figure:,.{places}f}" if any("," in one.text for one in cells) else f"{figure:.{places}f}"
    if edits(text, cells[at].text, most=2) > 2:
        return None
    is_thai = any(page.said(one.start, one.end) != one.text for one in cells)
    return to_thai(text) if is_thai else text


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
    unit = max(
        (unit for unit in (100, 1000) if sum(one % unit == 0 for one in others) >= _NEARLY_ALL * len(others)),
        default=0,
    )
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
