"""How rows change: by compare-and-set, so that the slower of two never overwrites the faster unseen; how many come."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, connection, models
from django.db.models import F
from django.utils.translation import gettext as _

from sammachip.core.erasing import Erasure
from sammachip.core.verdict import Stale
from sammachip.trail.triggers import ERASED


def claim(rows: models.QuerySet[Any, Any], /, **changes: object) -> None:  # any model's rows
    """Change exactly the one row that still is as the caller saw it. Raises Stale when none is."""
    if rows.update(**changes) != 1:
        raise Stale(_("มีผู้บันทึกรายการนี้ไปก่อนแล้ว — เปิดดูฉบับล่าสุดก่อนบันทึกอีกครั้ง"))


def insert_many(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows by the hundred thousand: one statement of the database's own, without an object each.

    The values stand in the order of `columns` and are `prepared` for them; columns that are not named must be null or
    numbered by the database.
    """
    named = ", ".join(f'"{_column(model, name).column}"' for name in columns)
    blanks = ", ".join(["%s"] * len(columns))
    given: list[Any] = list(rows)  # whatever the database takes
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({named}) VALUES ({blanks})', given)


Prepare = Callable[[object], object]


def prepared(model: type[models.Model], columns: Iterable[str]) -> Mapping[str, Prepare]:
    """By column, what makes of a value what the database is given for it."""
    return {name: _preparing(_column(model, name)) for name in columns}


def _preparing(column: "models.Field[object, object]") -> Prepare:
    wraps = isinstance(column, models.JSONField)

    def prepare(value: object) -> object:
        if value is None or (type(value) in (str, int) and not wraps):
            return value
        return column.get_db_prep_save(value, connection)

    return prepare


def _column(model: type[models.Model], name: str) -> "models.Field[object, object]":
    column = model._meta.get_field(name)
    assert isinstance(column, models.Field), name
    return column


def erase_in(
    rows: models.QuerySet[Any, Any],  # any model's rows
    columns: Sequence[str],
    erasure: Erasure,
    *,
    instead: str = "",
    beside: Callable[[dict[str, Any]], dict[str, Any]] | None = None,  # values of any column
) -> list[int]:
    """Erase in these columns of the rows what tells of the person; gives back the keys of the rows that changed.

    `beside` says what else changes in a row, from all its new values. Where the table counts erasings, so it does.
    """
    held = rows.order_by("pk").values("pk", *columns).iterator(chunk_size=500)
    found = {number: row for row in held if (number := row.pop("pk")) and erasure.tells_in(row)}
    counts = any(field.name == ERASED for field in rows.model._meta.concrete_fields)
    counted = {ERASED: F(ERASED) + 1} if counts else {}
    for number, row in found.items():
        left = {column: _cut(rows.model, column, erasure.value(row[column], instead)) for column in columns}
        left |= beside({"pk": number, **left}) if beside else {}
        rows.model._default_manager.filter(pk=number).update(**left, **counted)
    return list(found)


def _cut(model: type[models.Model], column: str, value: object) -> object:
    """The value as long as its column takes it: what stands instead may be longer than what was erased."""
    most = _column(model, column).max_length
    return value[:most] if isinstance(value, str) and most else value


DOUBLE = ("23505", "SQLITE_CONSTRAINT_UNIQUE")  # what PostgreSQL and SQLite call it


def is_double(error: IntegrityError) -> bool:
    """Whether a row was refused because another stands in its place: two asked for the same at once."""
    cause = error.__cause__
    return (getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)) in DOUBLE


def said_at_once() -> str:
    return _("มีผู้บันทึกรายการเดียวกันนี้ไปก่อนแล้วในเวลาเดียวกัน — เปิดดูรายการที่บันทึกไว้ก่อนทำต่อ")
