"""One cell of a table: what its column wants, and what was given read as that or refused with a sentence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, reduce

from sammachip.core.grid import Uncomputed, Value, without_guard
from sammachip.core.money import NotMoney, parse_baht
from sammachip.core.sentence import Sentence, marked
from sammachip.core.thaidate import BE_OFFSET, NotADate, parse_date
from sammachip.core.thainum import closest, excerpt, fold, tidy, to_arabic


class CellKind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"  # of a kind that nobody adds up: degrees, a year
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"


ADDS_UP = frozenset({CellKind.INTEGER, CellKind.MONEY})


@dataclass(frozen=True, slots=True)
class Column:
    """One column wanted: its heading, other headings it is known by, and what its cells hold.

    `choices` are (value, label); a cell may give either, or one of `spellings`, other names of the same value; a row
    holds the value. A number lies within `bounds`, both included; one that nobody adds up has so many `decimals`, more
    are rounded off. A text has at most `longest` characters.
    """

    key: str
    label: str
    kind: CellKind = CellKind.TEXT
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    bounds: tuple[int | Decimal, int | Decimal] | None = None
    decimals: int = 0
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong with one cell: its name, the column, the value as given, and the sentence that says so."""

    cell: str
    key: str
    value: str
    message: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.message}" if self.cell else self.message


class BadCell(Exception):
    """Why a cell does not hold what its column wants."""

    def __init__(self, template: str, **values: object) -> None:
        self.sentence = Sentence(template, **values)
        super().__init__(self.sentence)


_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def is_blank(value: object) -> bool:
    """Empty, white space, or the dash that Thai tables print for nothing."""
    if not isinstance(value, str):
        return value is None
    return not _LETTER_OR_DIGIT.search(value) and tidy(value) in ("", "-", "–", "—")


def as_text(value: object) -> str:
    return "" if value is None else str(value)


_FORMULA_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|Err:\d{3}")
"""What spreadsheets show in place of a formula's value that they could not compute."""


_UNFILLED = marked("ยังไม่ได้กรอก «{column}» — กรอกข้อมูลในช่องนี้")
_UNFILLED_FIGURE = marked("ยังไม่ได้กรอก «{column}» — กรอกข้อมูลในช่องนี้ หากไม่มีให้ใส่ 0")


def read_cell(column: Column, value: object) -> Value:
    if isinstance(value, Uncomputed):
        raise BadCell(
            "«{column}» มีสูตรที่แฟ้มไม่ได้เก็บผลไว้ ({formula}) — "
            "เปิดแฟ้มในโปรแกรมตาราง สั่งบันทึก แล้วนำเข้าใหม่ หรือพิมพ์ค่าแทนสูตร",
            column=column.label,
            formula=excerpt(str(value)),
        )
    if isinstance(value, str) and _FORMULA_ERROR.fullmatch(tidy(value)):
        raise BadCell(
            "«{column}» มีสูตรที่คำนวณไม่ได้ ({shown}) — แก้สูตรในแผ่นงาน หรือพิมพ์ค่าแทนสูตร แล้วนำเข้าใหม่",
            column=column.label,
            shown=tidy(value),
        )
    if not is_blank(value):
        return _READERS[column.kind](column, value)
    if column.required:
        raise BadCell(_UNFILLED_FIGURE if column.kind in ADDS_UP else _UNFILLED, column=column.label)
    return None


def _plain(value: object) -> str:
    """The cell as text. A spreadsheet's number has fifteen significant digits; what follows is noise."""
    if isinstance(value, float):
        number = Decimal(format(value, ".15g"))
        return format(number.normalize(), "f") if number.is_finite() else str(value)
    if isinstance(value, datetime | date):
        year = value.year if value.year > 2400 else value.year + BE_OFFSET
        return f"{value.day:02}/{value.month:02}/{year}"
    text = without_guard(str(value))
    return tidy(text) if len(text.splitlines()) < 2 else "\n".join(map(tidy, text.splitlines())).strip()


def _read_text(column: Column, value: object) -> Value:
    text = _plain(value)
    if column.longest is not None and len(text) > column.longest:
        raise BadCell(
            "«{column}» ยาว {n:,} ตัวอักษร เกิน {most:,} ตัวอักษร — ย่อข้อความ",
            column=column.label,
            n=len(text),
            most=column.longest,
        )
    return text


_WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.0+)?", re.ASCII)


def _read_integer(column: Column, value: object) -> Value:
    text = to_arabic(_plain(value))
    if isinstance(value, bool) or len(text) > 24 or not _WHOLE.fullmatch(text):
        raise BadCell(
            "«{column}» ต้องเป็นจำนวนเต็ม แต่พบ «{given}» — พิมพ์เฉพาะตัวเลข เช่น 12",
            column=column.label,
            given=excerpt(as_text(value)),
        )
    number = int(text.partition(".")[0].replace(",", ""))
    if column.bounds and not column.bounds[0] <= number <= column.bounds[1]:
        least, most = column.bounds
        raise BadCell(
            "«{column}» ต้องอยู่ระหว่าง {least:,} ถึง {most:,} แต่พบ {number:,} — ตรวจจำนวน",
            column=column.label,
            least=least,
            most=most,
            number=number,
        )
    return number


_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,20})?", re.ASCII)


def _read_number(column: Column, value: object) -> Value:
    text = to_arabic(_plain(value))
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise BadCell(
            "«{column}» ต้องเป็นตัวเลข แต่พบ «{given}» — พิมพ์เฉพาะตัวเลข ไม่ต้องมีหน่วย",
            column=column.label,
            given=excerpt(as_text(value)),
        )
    number = round(Decimal(text), column.decimals)
    if column.bounds and not column.bounds[0] <= number <= column.bounds[1]:
        least, most = column.bounds
        raise BadCell(
            "«{column}» ต้องอยู่ระหว่าง {least} ถึง {most} แต่พบ {given} — ตรวจตัวเลข",
            column=column.label,
            least=least,
            most=most,
            given=text,
        )
    return number if column.decimals else int(number)


def _read_money(column: Column, value: object) -> Value:
    if isinstance(value, bool | date):
        raise BadCell(
            "«{column}» ต้องเป็นจำนวนเงิน แต่พบ «{given}» — พิมพ์เป็นตัวเลข เช่น 31,200.00",
            column=column.label,
            given=excerpt(as_text(value)),
        )
    try:
        return parse_baht(_plain(value))
    except NotMoney as error:
        raise BadCell("«{column}»: {why}", column=column.label, why=error.reason) from error


def _sheet_day(value: date) -> date:
    """A spreadsheet that was given พ.ศ. believes it to be the common era."""
    day = value.date() if isinstance(value, datetime) else value
    return day.replace(year=day.year - BE_OFFSET) if day.year > 2400 else day


_SERIAL = re.compile(r"\d{5,6}", re.ASCII)
_SERIALS = (range(20_000, 80_000), range(218_000, 280_000))
"""The days of 1954 to 2119 as spreadsheets count them, and the same where พ.ศ. was taken for the common era."""
_DAY_NOUGHT = date(1899, 12, 30)


def _counted_day(text: str) -> date | None:
    """The day that a spreadsheet's bare number stands for, where it can be nothing else."""
    if not _SERIAL.fullmatch(text) or not any(int(text) in days for days in _SERIALS):
        return None
    return _sheet_day(_DAY_NOUGHT + timedelta(days=int(text)))


def _read_date(column: Column, value: object) -> Value:
    try:
        if isinstance(value, date):
            return _sheet_day(value)
        text = _plain(value)
        return _counted_day(to_arabic(text)) or parse_date(text)
    except NotADate as error:
        raise BadCell("«{column}»: {why}", column=column.label, why=error.reason) from error
    except ValueError as error:  # 29 February of a year that has none in the other era
        raise BadCell(
            "«{column}»: ไม่มีวันที่ {given} ในปฏิทิน — พิมพ์วันที่ใหม่ เช่น 31/08/2561",
            column=column.label,
            given=str(value),
        ) from error


@lru_cache(maxsize=32)
def _spelled(
    choices: tuple[tuple[str, str], ...], spellings: tuple[tuple[str, str], ...]
) -> Mapping[str, str]:
    """Folded spelling → value; a value itself goes before labels, and labels before other names."""
    given = [*((key, key) for key, _ in choices), *choices, *spellings]
    return {fold(spelling): key for key, spelling in reversed(given)}


def _read_choice(column: Column, value: object) -> Value:
    wanted = fold(_plain(value))
    if (key := _spelled(column.choices, column.spellings).get(wanted)) is not None:
        return key
    labels = [label for _, label in column.choices]
    near = (Sentence("«{field}»", field=label) for label in closest(wanted, labels) or labels[:5])
    raise BadCell(
        "«{column}» ไม่มีตัวเลือก «{given}» — เลือก {offered}",
        column=column.label,
        given=excerpt(as_text(value)),
        offered=reduce(_either, near),
    )


def _either(one: str, other: str) -> Sentence:
    return Sentence("{one} หรือ {other}", one=one, other=other)


_READERS: Mapping[CellKind, Callable[[Column, object], Value]] = {
    CellKind.TEXT: _read_text,
    CellKind.INTEGER: _read_integer,
    CellKind.NUMBER: _read_number,
    CellKind.MONEY: _read_money,
    CellKind.DATE: _read_date,
    CellKind.CHOICE: _read_choice,
}
