"""Columns ⇄ rows: cells that were pasted, a CSV file or a sheet become typed rows, with every error at once."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sammachip.core.money import NotMoney, format_baht, parse_baht
from sammachip.core.thaidate import BE_OFFSET, NotADate, format_date, parse_date
from sammachip.core.thainum import closest, excerpt, fold, tidy, to_arabic

Grid = Sequence[Sequence[object]]
Value = str | int | Decimal | date | None


class CellKind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"


_ADDS_UP = frozenset({CellKind.INTEGER, CellKind.MONEY})


@dataclass(frozen=True, slots=True)
class Column:
    """One column wanted: its heading, other headings it is known by, and what its cells hold.

    `choices` are (value, label); a cell may give either, a row holds the value.
    """

    key: str
    label: str
    kind: CellKind = CellKind.TEXT
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column key, with its number in the sheet; a cell that is blank or wrong is None."""

    number: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong with one cell: its name, the column, the value as given, and a Thai sentence."""

    cell: str
    key: str
    value: str
    message: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.message}" if self.cell else self.message


@dataclass(frozen=True, slots=True)
class Reading:
    """What a grid held. Total rows are no rows: they stand apart, so that they can be proved."""

    rows: tuple[Row, ...] = ()
    errors: tuple[CellError, ...] = ()
    totals: tuple[Row, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)  # column key → number of its column in the sheet


def cell_name(row: int, col: int) -> str:
    """The name a spreadsheet gives a cell; both count from one: (14, 4) is D14."""
    if row < 1 or col < 1:
        raise ValueError(f"no cell at row {row}, column {col}")
    letters = ""
    while col:
        col, place = divmod(col - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{row}"


# ---- reading a grid ----


def read(columns: Sequence[Column], grid: Grid) -> Reading:
    """The rows under the heading row, wherever it stands, and all errors at once; never raises on content."""
    heading = _find_heading(columns, grid)
    if lacking := tuple(_lacking(columns, heading)):
        return Reading(errors=lacking, places=heading.places)
    body = _Body(columns, heading.places)
    for number, cells in enumerate(grid[heading.below :], start=heading.below + 1):
        body.take(number, cells)
    return Reading(tuple(body.rows), tuple(body.errors), tuple(body.totals), heading.places)


class _Body:
    """Takes the rows under the heading one by one."""

    def __init__(self, columns: Sequence[Column], places: Mapping[str, int]) -> None:
        self.columns = [column for column in columns if column.key in places]
        self.places = places
        self.rows: list[Row] = []
        self.errors: list[CellError] = []
        self.totals: list[Row] = []
        self.sums: dict[str, Decimal] = {}

    def take(self, number: int, cells: Sequence[object]) -> None:
        given = {column.key: _at(cells, self.places[column.key]) for column in self.columns}
        if all(_is_blank(value) for value in given.values()):
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
        for column in self._adding():
            self.sums[column.key] = self.sums.get(column.key, Decimal(0)) + _amount(row, column)

    def _take_total(self, number: int, figures: Mapping[str, object]) -> None:
        given = [replace(column, required=False) for column in self._adding() if column.key in figures]
        values, errors = self._read_cells(given, number, figures)
        self.totals.append(Row(number, values))
        self.errors += errors

    def _adding(self) -> list[Column]:
        return [column for column in self.columns if column.kind in _ADDS_UP]

    def _read_cells(
        self, columns: Sequence[Column], number: int, given: Mapping[str, object]
    ) -> tuple[dict[str, Value], list[CellError]]:
        values: dict[str, Value] = {}
        errors = []
        for column in columns:
            values[column.key] = None
            try:
                values[column.key] = _read_cell(column, given[column.key])
            except _BadCell as bad:
                name = cell_name(number, self.places[column.key])
                errors.append(CellError(name, column.key, _shown(given[column.key]), str(bad)))
        return values, errors

    def _total_label(self, cells: Sequence[object], given: Mapping[str, object]) -> str | None:
        """The words of a total row: its first cell says รวม, and it holds nothing else but figures."""
        first = next((cell for cell in cells if not _is_blank(cell)), None)
        if not isinstance(first, str) or not _TOTAL.fullmatch(fold(first)):
            return None
        others = [given[column.key] for column in self.columns if column.kind not in _ADDS_UP]
        return first if all(_is_blank(value) or value == first for value in others) else None

    def _is_bare_total(self, row: Row, given: Mapping[str, object]) -> bool:
        """A row without words whose figures are the sums of the rows above.

        Figures that do not add up make no total: such a row may be one whose name was forgotten, and
        is kept and told.
        """
        words = [column for column in self.columns if column.kind not in _ADDS_UP]
        figures = [column for column in self._adding() if not _is_blank(given[column.key])]
        return (
            len(self.rows) > 1
            and any(column.required for column in words)
            and all(_is_blank(given[column.key]) for column in words)
            and bool(figures)
            and all(_amount(row, column) == self.sums[column.key] for column in figures)
        )


_TOTAL = re.compile(
    r"(?:ยอด|ผล)?รวม(?:ทั้งสิ้น|ทั้งหมด|สุทธิ|เป็นเงิน|เงิน|ยอด|\([^()]*\))*"
    r"(?:\d+(?:แห่ง|กลุ่ม|ราย|รายการ|คน|อำเภอ|ตำบล|จังหวัด)|(?:จังหวัด|อำเภอ|ตำบล|ประเทศ).*)?:?"
    r"|(?:grand ?)?total:?"
)


def _amount(row: Row, column: Column) -> Decimal:
    value = row.values[column.key]
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def disproved(columns: Sequence[Column], reading: Reading) -> list[CellError]:
    """The totals of a sheet that are not the sum of their rows: of all above, or of those since the last total."""
    found = []
    since = 0
    for total in reading.totals:
        for column in columns:
            stated = total.values.get(column.key)
            if column.kind not in _ADDS_UP or stated is None:
                continue
            above = [row for row in reading.rows if row.number < total.number]
            whole = sum((_amount(row, column) for row in above), Decimal(0))
            part = sum((_amount(row, column) for row in above if row.number > since), Decimal(0))
            if stated not in (whole, part):
                found.append(_disproof(column, reading.places[column.key], total.number, stated, whole))
        since = total.number
    return found


def _disproof(column: Column, place: int, number: int, stated: Value, whole: Decimal) -> CellError:
    written, summed = (_figure(column, value) for value in (stated, whole))
    sentence = (
        f"ยอดรวมของ «{column.label}» ในแผ่นงานคือ {written} แต่ผลบวกของทุกแถวคือ {summed} — ตรวจแถวรายการหรือยอดรวม"
    )
    return CellError(cell_name(number, place), column.key, written, sentence)


def _figure(column: Column, value: Value) -> str:
    amount = Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
    return format_baht(amount) if column.kind == CellKind.MONEY else f"{amount:,}"


# ---- the heading row ----

_HEADING_WITHIN = 30  # rows of titles before it, at most


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where each column stands, in the sheet's numbers; `below` counts the rows down to the heading's end."""

    places: Mapping[str, int]
    below: int
    twice: tuple[tuple[str, int], ...] = ()


def _find_heading(columns: Sequence[Column], grid: Grid) -> _Heading:
    """The row, or pair of rows, that names the most columns; the upper and the single row win a tie."""
    known = _known_headings(columns)
    best = _Heading({}, 0)
    for index in range(min(len(grid), _HEADING_WITHIN)):
        for height in (1, 2):
            rows = grid[index : index + height]
            places, twice = _placed(known, _heading_cells(rows))
            if len(places) - len(twice) > len(best.places) - len(best.twice):
                best = _Heading(places, index + len(rows), twice)
    return best


def _known_headings(columns: Sequence[Column]) -> dict[str, str]:
    """Folded heading → column key; a heading may come without its unit in brackets unless two would then agree."""
    exact = {
        fold(name): column.key for column in columns for name in (column.label, column.key, *column.aliases)
    }
    loose: dict[str, set[str]] = {}
    for name, key in exact.items():
        loose.setdefault(_without_unit(name), set()).add(key)
    return {name: next(iter(keys)) for name, keys in loose.items() if len(keys) == 1 and name} | exact


def _without_unit(folded: str) -> str:
    return re.sub(r"\([^()]*\)", "", folded).strip()


def _heading_cells(rows: Grid) -> list[tuple[str, ...]]:
    """For each sheet column the headings it may be known by, the fullest first.

    In a pair of rows the upper cell may span several columns: only its first carries the words.
    """
    width = max((len(row) for row in rows), default=0)
    spanning = ""
    found: list[tuple[str, ...]] = []
    for col in range(1, width + 1):
        texts = [fold(str(cell)) if isinstance(cell := _at(row, col), str) else "" for row in rows]
        if len(texts) == 1:
            found.append((texts[0],))
            continue
        upper, lower = texts
        spanning = upper or spanning
        found.append((spanning + lower, lower, upper) if lower else (upper,))
    return found


def _placed(
    known: Mapping[str, str], cells: Sequence[tuple[str, ...]]
) -> tuple[dict[str, int], tuple[tuple[str, int], ...]]:
    places: dict[str, int] = {}
    twice = []
    for col, names in enumerate(cells, start=1):
        spellings = (spelling for name in names for spelling in (name, _without_unit(name)))
        key = next((known[spelling] for spelling in spellings if spelling in known), None)
        if key in places:
            twice.append((key, col))
        elif key is not None:
            places[key] = col
    return places, tuple(twice)


def _lacking(columns: Sequence[Column], heading: _Heading) -> Iterator[CellError]:
    """Required columns no heading names, and columns two headings name."""
    labels = {column.key: column.label for column in columns}
    if not heading.places:
        wanted = ", ".join(labels.values())
        yield CellError("", "", "", f"ไม่พบแถวหัวตาราง — ใส่หัวคอลัมน์ {wanted} ไว้แถวบนของข้อมูล")
        return
    for column in columns:
        if column.required and column.key not in heading.places:
            yield CellError(
                "", column.key, "", f"ไม่พบคอลัมน์ «{column.label}» — เพิ่มคอลัมน์นี้ในแถวหัวตารางแถวที่ {heading.below}"
            )
    for key, col in heading.twice:
        name = cell_name(heading.below, col)
        yield CellError(name, key, labels[key], f"คอลัมน์ «{labels[key]}» มีซ้ำกัน — ลบหรือเปลี่ยนชื่อให้เหลือคอลัมน์เดียว")


# ---- one cell ----


class _BadCell(Exception):
    """Why a cell does not hold what its column wants, as a Thai sentence."""


def _at(cells: Sequence[object], col: int) -> object:
    return cells[col - 1] if col <= len(cells) else None


_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def _is_blank(value: object) -> bool:
    """Empty, white space, or the dash that Thai tables print for nothing."""
    if not isinstance(value, str):
        return value is None
    return not _LETTER_OR_DIGIT.search(value) and tidy(value) in ("", "-", "–", "—")


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _read_cell(column: Column, value: object) -> Value:
    if not _is_blank(value):
        return _READERS[column.kind](column, value)
    if column.required:
        or_zero = " หากไม่มีให้ใส่ 0" if column.kind in _ADDS_UP else ""
        raise _BadCell(f"ยังไม่ได้กรอก «{column.label}» — กรอกข้อมูลในช่องนี้{or_zero}")
    return None


def _plain(value: object) -> str:
    """The cell as text. A spreadsheet's number has fifteen significant digits; what follows is noise."""
    if isinstance(value, float):
        number = Decimal(format(value, ".15g"))
        return format(number.normalize(), "f") if number.is_finite() else str(value)
    if isinstance(value, datetime | date):
        year = value.year if value.year > 2400 else value.year + BE_OFFSET
        return f"{value.day:02}/{value.month:02}/{year}"
    return "\n".join(tidy(line) for line in _without_guard(str(value)).splitlines()).strip()


def _read_text(_: Column, value: object) -> Value:
    return _plain(value)


_WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.0+)?", re.ASCII)


def _read_integer(column: Column, value: object) -> Value:
    text = to_arabic(_plain(value))
    if isinstance(value, bool) or len(text) > 24 or not _WHOLE.fullmatch(text):
        raise _BadCell(
            f"«{column.label}» ต้องเป็นจำนวนเต็ม แต่พบ «{excerpt(_shown(value))}» — พิมพ์เฉพาะตัวเลข เช่น 12"
        )
    return int(text.partition(".")[0].replace(",", ""))


def _read_money(column: Column, value: object) -> Value:
    if isinstance(value, bool | date):
        raise _BadCell(
            f"«{column.label}» ต้องเป็นจำนวนเงิน แต่พบ «{excerpt(_shown(value))}» — พิมพ์เป็นตัวเลข เช่น 31,200.00"
        )
    try:
        return parse_baht(_plain(value))
    except NotMoney as error:
        raise _BadCell(f"«{column.label}»: {error.reason}") from error


def _sheet_day(value: date) -> date:
    """A spreadsheet that was given พ.ศ. believes it to be the common era."""
    day = value.date() if isinstance(value, datetime) else value
    return day.replace(year=day.year - BE_OFFSET) if day.year > 2400 else day


def _read_date(column: Column, value: object) -> Value:
    try:
        return _sheet_day(value) if isinstance(value, date) else parse_date(_plain(value))
    except NotADate as error:
        raise _BadCell(f"«{column.label}»: {error.reason}") from error
    except ValueError as error:  # 29 February of a year that has none in the other era
        raise _BadCell(f"«{column.label}»: ไม่มีวันที่ {value} ในปฏิทิน — พิมพ์วันที่ใหม่ เช่น 31/08/2561") from error


def _read_choice(column: Column, value: object) -> Value:
    wanted = fold(_plain(value))
    for key, label in column.choices:
        if wanted in (fold(key), fold(label)):
            return key
    labels = [label for _, label in column.choices]
    offered = " หรือ ".join(f"«{label}»" for label in closest(wanted, labels) or labels[:5])
    raise _BadCell(f"«{column.label}» ไม่มีตัวเลือก «{excerpt(_shown(value))}» — เลือก {offered}")


_READERS: Mapping[CellKind, Callable[[Column, object], Value]] = {
    CellKind.TEXT: _read_text,
    CellKind.INTEGER: _read_integer,
    CellKind.MONEY: _read_money,
    CellKind.DATE: _read_date,
    CellKind.CHOICE: _read_choice,
}


# ---- text to grid ----

_PASTED_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"(?=[\t\r\n]|\Z)|([^\t\r\n]*))(\t|\r\n|\r|\n|\Z)')


def parse_pasted(text: str) -> list[list[str]]:
    """The grid of cells as a spreadsheet puts it on the clipboard.

    A cell in quotes may hold line breaks; a quote that nothing closes is just a quote.
    """
    grid: list[list[str]] = [[]]
    at = 0
    while found := _PASTED_CELL.match(text, at):
        quoted, bare, end = found.groups()
        grid[-1].append(bare if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if at >= len(text) and end != "\t":
            break
        if end != "\t":
            grid.append([])
    return grid if text else []


class NotATable(ValueError):
    """A file that holds no readable cells; the message is a Thai sentence for the screen."""


def parse_csv(text: str) -> list[list[str]]:
    """The grid of a CSV file, with commas, semicolons or tabs: whichever its first line holds most.

    Raises NotATable.
    """
    plain = text.removeprefix("\ufeff")
    first_line = plain.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first_line.count)
    try:
        return list(csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotATable("อ่านแฟ้ม CSV ไม่ได้ — เปิดแฟ้มในโปรแกรมตารางงานแล้วบันทึกเป็น CSV UTF-8 อีกครั้ง") from error


# ---- rows to grid ----


def write(columns: Sequence[Column], rows: Iterable[Mapping[str, Value]]) -> list[list[Value]]:
    """A heading row and one row each, typed, choices by their labels; `read` gives the same rows back."""
    return [
        [column.label for column in columns],
        *([_written(column, row.get(column.key)) for column in columns] for row in rows),
    ]


def _written(column: Column, value: Value) -> Value:
    return dict(column.choices).get(value, value) if isinstance(value, str) else value


def to_csv(grid: Iterable[Sequence[Value]]) -> str:
    """The grid as CSV that a spreadsheet opens in Thai (with its mark) and in safety; dates in พ.ศ."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in grid:
        writer.writerow([_csv_cell(value) for value in row])
    return "\ufeff" + out.getvalue()


def _csv_cell(value: Value) -> str:
    if isinstance(value, date):
        return format_date(value, "numeric")
    return safe_cell(value) if isinstance(value, str) else _shown(value)


_STARTS_FORMULA = re.compile("[\\s\u00a0]*[=+\\-@\uff1d\uff0b\uff0d\uff20\\t\\r|]")
_PLAIN_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?", re.ASCII)


def safe_cell(text: str) -> str:
    """The text with a guard before anything a spreadsheet would run as a formula; plain numbers stay."""
    if _STARTS_FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text


def _without_guard(text: str) -> str:
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) != text[1:] else text
