"""Columns ⇄ rows: the cells of a sheet become typed rows, with every error at once, and its totals are proved."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import inf

from sammachip.core.cells import ADDS_UP, BadCell, CellError, CellKind, Column, as_text, is_blank, read_cell
from sammachip.core.grid import MOST_ROWS, Grid, Value, cell_at, cell_name
from sammachip.core.headings import Unread, find_heading, lacking_columns, unread_columns
from sammachip.core.money import NotWords, baht_words, format_baht, words_to_baht
from sammachip.core.sentence import Sentence
from sammachip.core.thainum import fold, tidy


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column key, with its number in the sheet; a cell that is blank or wrong is None."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Stray:
    """A row under the heading that says nothing in our columns, or holds a note alone: its first words, and where.

    What reads as an amount in words is a sum, to be proved as one.
    """

    number: int
    words: str
    place: int

    @property
    def amount(self) -> Decimal | None:
        return _in_words(self.words)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a grid held. Total rows are no rows: they stand apart, so that they can be proved. What is none of ours is
    named, so that nobody believes it was read: columns, and rows beside our columns."""

    rows: tuple[Row, ...] = ()
    errors: tuple[CellError, ...] = ()
    totals: tuple[Row, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)  # column key → number of its column in the sheet
    unread: tuple[Unread, ...] = ()
    strays: tuple[Stray, ...] = ()


MOST_ERRORS = 200
"""What has more errors than these is another table."""


def read(columns: Sequence[Column], grid: Grid, most_rows: int = MOST_ROWS) -> Reading:
    """The rows under the heading, wherever it stands, and all errors at once; never raises on content.

    A table of more than `most_rows` is not read, and reading ends in the row of the MOST_ERRORS-th error.
    """
    if len(grid) > most_rows:
        return Reading(errors=(CellError("", "", "", _too_long(most_rows)),))
    heading = find_heading(columns, grid)
    if lacking := tuple(lacking_columns(columns, heading, grid)):
        return Reading(errors=lacking, places=heading.places)
    body = _Body(columns, heading.places)
    for number, cells in enumerate(grid[heading.below :], start=heading.below + 1):
        if not heading.stands_again_in(cells):
            body.take(number, cells)
        if len(body.errors) >= MOST_ERRORS:
            body.errors.append(CellError("", "", "", _stopped(number)))
            break
    unread = unread_columns(columns, heading, grid, [row.number for row in body.rows])
    return Reading(
        tuple(body.rows),
        tuple(body.errors),
        tuple(body.totals),
        heading.places,
        tuple(unread),
        tuple(body.strays),
    )


def _too_long(most: int) -> Sentence:
    return Sentence("ตารางยาวเกิน {most:,} แถว — นำเข้าเฉพาะแถวของทะเบียน และลบแถวว่างด้านท้าย", most=most)


def _stopped(number: int) -> Sentence:
    return Sentence(
        "หยุดตรวจที่แถว {row:,} เพราะพบช่องที่ต้องแก้ถึง {most} ช่องแล้ว — ตรวจว่าเป็นตารางที่ตั้งใจนำเข้า",
        row=number,
        most=MOST_ERRORS,
    )


class _Body:
    """Takes the rows under the heading one by one."""

    def __init__(self, columns: Sequence[Column], places: Mapping[str, int]) -> None:
        self.columns = [column for column in columns if column.key in places]
        self.adding = [column for column in self.columns if column.kind in ADDS_UP]
        self.words = [column for column in self.columns if column.kind not in ADDS_UP]
        self.needs_words = any(column.required for column in self.words)
        self.places = places
        self.rows: list[Row] = []
        self.errors: list[CellError] = []
        self.totals: list[Row] = []
        self.strays: list[Stray] = []
        self.sums: dict[str, Decimal] = {}

    def take(self, number: int, cells: Sequence[object]) -> None:
        given = {column.key: cell_at(cells, self.places[column.key]) for column in self.columns}
        if all(map(is_blank, given.values())) or self._is_note(cells):
            self._pass_over(number, cells)
            return
        label = self._total_label(cells, given)
        if label is not None:
            self._take_total(number, {key: value for key, value in given.items() if value != label})
            return
        values, errors = self._read_cells(self.columns, number, given)
        row = Row(number, values)
        if self._is_bare_total(row, given):
            self.totals.append(row)
            return
        self.rows.append(row)
        self.errors += errors
        for column in self.adding:
            self.sums[column.key] = self.sums.get(column.key, Decimal(0)) + _amount(row, column)

    def _pass_over(self, number: int, cells: Sequence[object]) -> None:
        """Note the words of a row that says nothing in our columns; a total without figures is told by none."""
        spoken = ((place, cell) for place, cell in enumerate(cells, start=1) if isinstance(cell, str))
        place, words = next(((at, cell) for at, cell in spoken if _LETTERS.search(cell)), (0, ""))
        if words and not _TOTAL.fullmatch(fold(words)):
            self.strays.append(Stray(number, tidy(words), place))

    def _is_note(self, cells: Sequence[object]) -> bool:
        """Words alone in their row: a sum in words, or what somebody wrote below, where the rows have their numbers."""
        filled = [(place, cell) for place, cell in enumerate(cells, start=1) if not is_blank(cell)]
        if len(filled) != 1:
            return False
        place, words = filled[0]
        if not isinstance(words, str):
            return False
        first = self.columns[0]
        numbers = first.kind is CellKind.TEXT and not first.required and self.places[first.key] == place
        return (numbers and bool(_LETTERS.search(words))) or _in_words(words) is not None

    def _take_total(self, number: int, figures: Mapping[str, object]) -> None:
        given = [replace(column, required=False) for column in self.adding if column.key in figures]
        values, errors = self._read_cells(given, number, figures)
        self.totals.append(Row(number, values))
        self.errors += errors

    def _read_cells(
        self, columns: Sequence[Column], number: int, given: Mapping[str, object]
    ) -> tuple[dict[str, Value], list[CellError]]:
        values: dict[str, Value] = {}
        errors = []
        for column in columns:
            values[column.key] = None
            try:
                values[column.key] = read_cell(column, given[column.key])
            except BadCell as bad:
                name = cell_name(number, self.places[column.key])
                errors.append(CellError(name, column.key, as_text(given[column.key]), bad.sentence))
        return values, errors

    def _total_label(self, cells: Sequence[object], given: Mapping[str, object]) -> str | None:
        """The words of a total row: its first cell says รวม, and it holds nothing else but figures."""
        first = next((cell for cell in cells if not is_blank(cell)), None)
        if not isinstance(first, str) or not _TOTAL.fullmatch(fold(first)):
            return None
        others = [given[column.key] for column in self.words]
        return first if all(is_blank(value) or value == first for value in others) else None

    def _is_bare_total(self, row: Row, given: Mapping[str, object]) -> bool:
        """A row without words whose figures are the sums of the rows above.

        Figures that do not add up make no total: such a row may be one whose name was forgotten, and
        is kept and told.
        """
        if len(self.rows) < 2 or not self.needs_words:
            return False
        if not all(is_blank(given[column.key]) for column in self.words):
            return False
        figures = [column for column in self.adding if not is_blank(given[column.key])]
        return bool(figures) and all(_amount(row, column) == self.sums[column.key] for column in figures)


_LETTERS = re.compile(r"[^\W\d_]")
_TOTAL = re.compile(
    r"(?:ยอด|ผล)?รวม(?:ทั้งสิ้น|ทั้งหมด|สุทธิ|เป็นเงิน|เงิน|ยอด|หน้านี้|\([^()]*\))*"
    r"(?:\d+(?:แห่ง|กลุ่ม|ราย|รายการ|คน|อำเภอ|ตำบล|จังหวัด)|(?:จังหวัด|อำเภอ|ตำบล|ประเทศ).*)?:?"
    r"|(?:ยอด)?ยก(?:มา|ไป):?|(?:grand ?)?total:?"
)


def _amount(row: Row, column: Column) -> Decimal:
    value = row.values[column.key]
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def disproved(columns: Sequence[Column], reading: Reading) -> list[CellError]:
    """The totals of a sheet that are not the sum of their rows: of all above, or of those since the last total.

    A sheet that begins with a total puts each before its rows: there those below count, too.
    """
    found = []
    since = 0
    for total in reading.totals:
        for column in columns:
            stated = total.values.get(column.key)
            if column.kind not in ADDS_UP or stated is None:
                continue
            whole, *parts = _sums(reading, column, total.number, since)
            if stated not in (whole, *parts):
                found.append(_disproof(column, reading.places[column.key], total.number, stated, whole))
        since = total.number
    return found + [_disproof_in_words(stray, whole) for stray, whole in _wrong_words(columns, reading)]


def _wrong_words(columns: Sequence[Column], reading: Reading) -> Iterator[tuple[Stray, Decimal]]:
    """The sums in words that are not the sum of all money above them."""
    money = [column for column in columns if column.kind is CellKind.MONEY]
    for stray in reading.strays:
        said = stray.amount
        above = [row for row in reading.rows if row.number < stray.number]
        whole = sum((_amount(row, column) for row in above for column in money), start=Decimal(0))
        if said is not None and above and said != whole:
            yield stray, whole


def _in_words(text: str) -> Decimal | None:
    try:
        return words_to_baht(text)
    except NotWords:
        return None


def _disproof_in_words(stray: Stray, whole: Decimal) -> CellError:
    sentence = Sentence(
        "ตัวอักษรไม่ตรงกับตัวเลข: ผลบวกของทุกแถวคือ {summed} บาท อ่านว่า «{right}» — แก้ตัวอักษรหรือตรวจแถวรายการ",
        summed=format_baht(whole),
        right=baht_words(whole),
    )
    return CellError(cell_name(stray.number, stray.place), "", stray.words, sentence)


def _sums(reading: Reading, column: Column, number: int, since: int) -> Iterator[Decimal]:
    """What the total in a row may state, the whole first."""

    def added(first: int, last: float) -> Decimal:
        return sum(
            (_amount(row, column) for row in reading.rows if first < row.number < last), start=Decimal(0)
        )

    if reading.rows and reading.totals[0].number > reading.rows[0].number:
        yield from (added(0, number), added(since, number))
    else:
        following = (total.number for total in reading.totals if total.number > number)
        yield from (added(number, inf), added(number, next(following, inf)), added(0, number))


def _disproof(column: Column, place: int, number: int, stated: Value, whole: Decimal) -> CellError:
    written, summed = (_figure(column, value) for value in (stated, whole))
    sentence = Sentence(
        "ยอดรวมของ «{column}» ในแผ่นงานคือ {written} แต่ผลบวกของทุกแถวคือ {summed} — ตรวจแถวรายการหรือยอดรวม",
        column=column.label,
        written=written,
        summed=summed,
    )
    return CellError(cell_name(number, place), column.key, written, sentence)


def _figure(column: Column, value: Value) -> str:
    amount = Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
    return format_baht(amount) if column.kind == CellKind.MONEY else f"{amount:,}"


def write(columns: Sequence[Column], rows: Iterable[Mapping[str, Value]]) -> list[list[Value]]:
    """A heading row and one row each, typed, choices by their labels; `read` gives the same rows back."""
    return [
        [column.label for column in columns],
        *([_written(column, row.get(column.key)) for column in columns] for row in rows),
    ]


def _written(column: Column, value: Value) -> Value:
    return dict(column.choices).get(value, value) if isinstance(value, str) else value
