"""The table of a confirmed letter as rows of an allocation register: its places matched, its columns known by their headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sammachip.core.grid import Grid
from sammachip.core.headings import find_heading
from sammachip.core.letterfacts import uses
from sammachip.money.proof import ZERO
from sammachip.money.sheets import AMOUNT, GROUPS, OFFICE, SheetReading, columns, read_grid
from sammachip.org.models import Office
from sammachip.programmes.models import Edition

Told = Mapping[str, Any]  # a letter in plain values, as it was confirmed
_COUNTS = re.compile("จำนวน|กลุ่ม|เป้าหมาย|แห่ง")
_AMOUNTS = re.compile("บาท|งบ|เงิน|จัดสรร")


@dataclass(frozen=True, slots=True)
class LetterRows:
    """What a table would put into a register, every cell that could not be taken, and the total that the letter states."""

    reading: SheetReading
    stated_total: Decimal | None


def tables_with_places(told: Told) -> list[int]:
    """The tables, by their place in the letter, that give something to offices."""
    return [at for at, table in enumerate(told["tables"]) if uses.place_column(table) is not None]


def rows_for(table: Told, edition: Edition, offices: Sequence[Office]) -> LetterRows:
    """The table under the headings that the register knows; its totals are proved as those of any sheet."""
    heading = _heading(table, edition, offices)
    rows = [*uses.rows_of(table)]
    totals = uses.totals_of(table)
    grid: Grid = [heading, *rows, *([_total_row(totals, heading)] if any(totals) else [])]
    amounts = [at for at, words in enumerate(heading) if words in _amount_labels(edition, offices)]
    stated = [_baht(totals[at]) for at in amounts]
    whole = [one for one in stated if one is not None]
    return LetterRows(
        read_grid(grid, edition, offices),
        sum(whole, ZERO) if whole and len(whole) == len(stated) else None,
    )


def _baht(text: str) -> Decimal | None:
    figure = uses.figure(text)
    return None if figure is None else figure.quantize(Decimal("0.01"))


def _amount_labels(edition: Edition, offices: Sequence[Office]) -> set[str]:
    return {one.label for one in columns(edition, offices) if one.key.startswith(AMOUNT)}


def _heading(table: Told, edition: Edition, offices: Sequence[Office]) -> list[str]:
    """The letter's headings; those that the register asks for and does not know by their words, by what they say."""
    wanted = columns(edition, offices)
    labels = {column.key: column.label for column in wanted}
    words = [str(uses.known(column) or "") for column in table["columns"]]
    places = dict(find_heading(wanted, [words]).places)
    if (named := uses.place_column(table)) is not None:
        places[OFFICE] = named + 1
    taken = set(places.values())
    amounts = [key for key in labels if key.startswith(AMOUNT)]
    alone = [(amounts[0], _AMOUNTS)] if len(amounts) == 1 else []
    for key, says in (*alone, (GROUPS, _COUNTS)):
        if key in labels and key not in places and (at := _saying(says, words, table, taken)):
            places[key] = at
            taken.add(at)
    for key, at in places.items():
        words[at - 1] = labels[key]
    return words


def _saying(says: re.Pattern[str], words: Sequence[str], table: Told, taken: set[int]) -> int | None:
    """The first column of figures not taken yet whose heading says so; columns count from one."""
    cells = list(zip(*uses.rows_of(table), strict=True))
    for at, heading in enumerate(words, start=1):
        figures = any(uses.figure(cell) is not None for cell in cells[at - 1]) if cells else False
        if at not in taken and figures and says.search(heading):
            return at
    return None


def _total_row(totals: Sequence[str], heading: Sequence[str]) -> list[str]:
    """The row of totals, marked as one; a total under the first column is the running number's and is none."""
    return ["รวม", *totals[1:]] if heading else []
