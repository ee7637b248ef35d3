"""What in a sheet of groups is no plain row or column: notes between the rows, joined cells, headings nearly known."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from django.utils.translation import gettext as _

from sammachip.core.cells import CellError
from sammachip.core.grid import Grid, cell_at, cell_name, column_name
from sammachip.core.headings import Unread
from sammachip.core.places import LEVELS, Question
from sammachip.core.table import Reading, Row, disproved
from sammachip.core.thainum import fold
from sammachip.records.sheets import first_few, row_words
from sammachip.records.sheets import told as in_words
from sammachip.records.workbooks import Leaf
from sammachip.registry.columns import COLUMNS, MOO, SAID_ON, VILLAGE
from sammachip.registry.said import SaidRow

SAID_OF_EACH = frozenset((*LEVELS, MOO, VILLAGE, "kind", "occupation_kind", SAID_ON))
"""Columns whose one cell, joined over several rows, says the same of each of them: where groups are, and of what kind."""
_OF_A_GROUP = re.compile("กลุ่ม|วิสาหกิจ|ออมทรัพย์|สหกรณ์|ชมรม|ร้าน|ศูนย์|เครือข่าย")
_KINDS = frozenset(
    fold(label) for column in COLUMNS if column.key == "kind" for _key, label in column.choices
)


def is_scratch(row: Row) -> bool:
    """A row that says one thing only: a note, a figure, or the name of the district over its groups.

    A group's name alone is a group of which the rest was forgotten.
    """
    told = [(key, str(value)) for key, value in row.values.items() if value is not None]
    if len(told) != 1:
        return False
    [(key, value)] = told
    return not (key == "name" and _OF_A_GROUP.match(value) and fold(value) not in _KINDS)


def remarks_on_rows(reading: Reading, scratch: Sequence[Row]) -> Iterator[str]:
    """Which rows are no groups and are passed over: notes with what they say, totals with what they should say."""
    if scratch:
        said = [
            (row.number, str(value)) for row in scratch for value in row.values.values() if value is not None
        ]
        yield _("ข้ามแถวที่มีเพียงช่องเดียว เพราะไม่ใช่แถวของกลุ่ม: {rows} — ถ้าเป็นกลุ่ม กรอกให้ครบแล้วนำเข้าใหม่").format(
            rows=first_few([row_words(number, value) for number, value in said])
        )
    if reading.totals:
        yield _("แถวที่ {rows} เป็นยอดรวม ไม่นับเป็นกลุ่ม").format(
            rows=first_few([str(row.number) for row in reading.totals])
        )
    if not reading.errors:
        yield from map(str, in_words(disproved(COLUMNS, reading)))


def with_joined_said(leaf: Leaf, reading: Reading) -> tuple[Grid, list[str]]:
    """The cells with those of places and kinds said in each row they are joined over; and what is told of joined cells."""
    rows = {row.number for row in reading.rows}
    columns = {place: key for key, place in reading.places.items()}
    grid = [list(row) for row in leaf.grid]
    said, left = [], []
    for first, last, column in _apart(leaf.merged):
        below = [number for number in range(first + 1, min(last, len(grid)) + 1) if number in rows]
        if first not in rows or not below or column not in columns:
            continue
        name = f"{cell_name(first, column)}:{cell_name(last, column)}"
        if columns[column] not in SAID_OF_EACH:
            left.append(name)
            continue
        said.append(name)
        for number in below:
            grid[number - 1] += [""] * (column - len(grid[number - 1]))
            grid[number - 1][column - 1] = cell_at(grid[first - 1], column)
    return grid, list(_remarks_on_joined(said, left))


def _apart(merged: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Those that lie over no other, as all do in a sound file: then no row is gone through twice."""
    ended: dict[int, int] = {}
    for first, last, column in sorted(merged, key=lambda one: (one[0], one[2])):
        if first > ended.get(column, 0):
            ended[column] = last
            yield first, last, column


def _remarks_on_joined(said: Sequence[str], left: Sequence[str]) -> Iterator[str]:
    if said:
        yield _("ช่อง {cells} ผสานกันหลายแถว จึงใช้ค่าเดียวกันทุกแถวที่ผสาน — ตรวจในตัวอย่าง").format(
            cells=first_few(said)
        )
    if left:
        yield _(
            "ช่อง {cells} ผสานกันหลายแถว จึงอ่านเป็นของแถวบนสุดเท่านั้น — ถ้าเป็นของทุกแถว เลิกผสานแล้วกรอกทุกแถว"
        ).format(cells=first_few(left))


NOT_THAT = "-"
"""The answer that a column is not the one its heading is near to: it is left out."""


COLUMN = "column"
"""The level of a question that asks not of a place but of a column."""


class Told(Protocol):
    """What was read of a sheet."""

    @property
    def rows(self) -> Sequence[SaidRow]: ...
    @property
    def errors(self) -> Sequence[CellError]: ...


@dataclass(frozen=True, slots=True)
class Unsure:
    """A column whose heading is near one of ours: what its cells say by row if it is that one, and those that could not
    be taken then."""

    place: int
    heading: str
    key: str
    rows: tuple[SaidRow, ...] = ()
    errors: tuple[CellError, ...] = ()

    @classmethod
    def between(cls, one: Unread, plain: Told, meant: Told) -> Self:
        """What the sheet says more when the column is taken as meant."""
        assert one.near is not None
        before = {row.number: row for row in plain.rows}
        more = (_more(before[row.number], row) for row in meant.rows if row.number in before)
        errors = tuple(error for error in meant.errors if error not in plain.errors)
        return cls(one.place, one.heading, one.near.key, tuple(row for row in more if row), errors)

    @property
    def question(self) -> Question:
        label = next(column.label for column in COLUMNS if column.key == self.key)
        letter = column_name(self.place)
        choices = ((self.key, label), (NOT_THAT, _("ไม่ใช่คอลัมน์นี้ ไม่นำเข้า")))
        where = _("คอลัมน์ {letter}").format(letter=letter)
        return Question(f"column:{letter}", COLUMN, self.heading, where, choices, 1)

    def plain(self) -> dict[str, object]:
        """As it is kept until it is answered."""
        return {
            "place": self.place,
            "heading": self.heading,
            "key": self.key,
            "rows": [row.plain() for row in self.rows],
            "errors": [[one.cell, one.key, one.value, one.message] for one in self.errors],
        }

    @classmethod
    def of_plain(cls, kept: Mapping[str, Any]) -> Self:
        rows = tuple(SaidRow.of_plain(row) for row in kept["rows"])
        errors = tuple(CellError(*one) for one in kept["errors"])
        return cls(kept["place"], kept["heading"], kept["key"], rows, errors)


def _more(before: SaidRow, row: SaidRow) -> SaidRow | None:
    """What the row says that it did not say before."""
    place = {key: words for key, words in row.place.items() if before.place.get(key) != words}
    said = {key: value for key, value in row.said.items() if before.said.get(key) != value}
    day = row.said_on if row.said_on != before.said_on else None
    return SaidRow(row.number, place, said, day) if place or said or day else None


def with_answers(
    rows: Sequence[SaidRow], unsure: Sequence[Unsure], answers: Mapping[str, str]
) -> list[SaidRow]:
    """The rows with what the columns say that a person took for ours."""
    found = {row.number: row for row in rows}
    for one in unsure:
        if answers.get(one.question.key) != one.key:
            continue
        for more in one.rows:
            row = found[more.number]
            found[more.number] = replace(
                row,
                place={**row.place, **more.place},
                said={**row.said, **more.said},
                said_on=more.said_on or row.said_on,
            )
    return list(found.values())
