"""Answers as people read them: on screens, on papers, in sentences, and what changed between two sendings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sammachip.core.fields import BLANK, Choice, Field, FieldType, FormSpec, rows_in
from sammachip.core.money import format_baht
from sammachip.core.sentence import Sentence
from sammachip.core.thaidate import DayName

DOTS: Final = "........"
_DIALLED: Final = re.compile(r"(?<!\d)0\d{8,9}(?!\d)")


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs between two versions; an empty side means there was, or is, no answer."""

    path: str
    label: str
    before: str
    after: str


def display(field: Field, value: object) -> str:
    """The answer as it is read; an empty text when there is none."""
    match field.type, value:
        case FieldType.MONEY, Decimal():
            return format_baht(value)
        case FieldType.NUMBER, Decimal() if value == value.to_integral_value():
            return f"{value:,.0f}"  # eighteen packets are 18, however many decimals were kept of them
        case FieldType.YES_NO, bool():
            return _yes_no(value)
        case FieldType.CHOICE, str():
            return field.label_of(value)
        case FieldType.CHOICES, list() | tuple():
            return ", ".join(field.label_of(str(one)) for one in value)
        case FieldType.PHONE, str():
            return shown_phone(value)
        case FieldType.TABLE, list() | tuple():
            return Sentence("{n} แถว", n=len(value))
        case FieldType.PHOTOS, list() | tuple():
            return Sentence("{n} ภาพ", n=len(value))
        case _:
            return shown_fact(value)


def _yes_no(value: bool) -> Sentence:
    return Sentence("ใช่") if value else Sentence("ไม่ใช่")


def shown_phone(held: str) -> str:
    """Grouped as printed: 081-234-5678, Bangkok 02-123-4567, provinces 044-611-000; what is grouped stays so."""
    return _DIALLED.sub(lambda found: _grouped(found[0]), held)


def _grouped(digits: str) -> str:
    first, second = (2, 5) if digits.startswith("02") else (3, 6)
    return "-".join((digits[:first], digits[first:second], digits[second:]))


def shown_fact(value: object) -> str:
    """A value known only by its Python type: dates in พ.ศ., figures with commas."""
    match value:
        case None:
            return ""
        case bool():
            return _yes_no(value)
        case date():
            return DayName(value)
        case int() | Decimal():
            return f"{value:,}"
        case _:
            return str(value)


def fill(
    sentence: str,
    form: FormSpec,
    values: Mapping[str, object],
    *,
    blank: str = DOTS,
) -> str:
    """The sentence with its `{blanks}` filled from answers and facts; what is not known stays `blank`.

    `{table.column}` is the sum of a column of figures.
    """
    fields = {one.key: one for one in form.fields}
    summed = {f"{one.key}.{column.key}": (one, column) for one in form.fields for column in one.columns}

    def shown(name: str) -> str:
        if name in fields:
            return display(fields[name], values.get(name))
        if name in summed:
            table, column = summed[name]
            return display(column, _sum(column, values.get(table.key)))
        return shown_fact(values.get(name))

    return BLANK.sub(lambda match: shown(match[1]) or blank, sentence)


def _sum(column: Field, rows: object) -> Decimal:
    """What a column of figures comes to; a cell that is not answered adds nothing."""
    cells = (row.get(column.key) for row in rows_in(rows))
    return sum((Decimal(cell) for cell in cells if isinstance(cell, Decimal | int)), Decimal())


def changed(form: FormSpec, before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    """What differs, in the form's order: answer by answer, in tables cell by cell."""
    return [
        change
        for one in form.fields
        if before.get(one.key) != after.get(one.key)
        for change in _changes(one, before.get(one.key), after.get(one.key))
    ]


def _changes(field: Field, before: object, after: object) -> Iterator[Change]:
    if field.type is FieldType.TABLE:
        yield from _table_changes(field, before, after)
    elif field.type is FieldType.PHOTOS:
        yield Change(field.key, field.label, _photos(before), _photos(after))
    else:
        yield Change(field.key, field.label, display(field, before), display(field, after))


def _photos(value: object) -> str:
    captions = [str(photo.get("caption") or photo["file"]) for photo in rows_in(value)]
    return Sentence("{n} ภาพ: {captions}", n=len(captions), captions=", ".join(captions)) if captions else ""


def _table_changes(field: Field, before: object, after: object) -> Iterator[Change]:
    old, new = _by_name(before), _by_name(after)
    for name in [*new, *(gone for gone in old if gone not in new)]:
        was, now = old.get(name, {}), new.get(name, {})
        for column in field.columns:
            if was.get(column.key) != now.get(column.key):
                yield Change(
                    f"{field.key}[{name}].{column.key}",
                    Sentence(
                        "{table} · {row} · {column}",
                        table=field.label,
                        row=_row_label(field, name),
                        column=column.label,
                    ),
                    display(column, was.get(column.key)),
                    display(column, now.get(column.key)),
                )


def _row_label(field: Field, name: str) -> str:
    fixed = next(
        (row for row in field.rows if row.value == name), Choice(name, Sentence("แถว {name}", name=name))
    )
    return fixed.label


def _by_name(value: object) -> dict[str, Mapping[str, object]]:
    """Rows by their key or id; a row with neither is known by its place, counted from 1."""
    return {str(row.get("key") or row.get("id") or n): row for n, row in enumerate(rows_in(value), start=1)}
