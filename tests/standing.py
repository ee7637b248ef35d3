"""Grounds that stand: what many tests build first, and in the same words, is built once and then laid row by row.

`stand("district", build)` builds where its step is met first, and keeps the rows and files that the actions left; `@laid`
makes a builder do so, its step being what it is given. Where another test stands on the very same rows, having taken the
same steps and written the same beside them, these are laid again, and what the actions gave back is given back. Where rows
were taken back, the clock runs or a test commits, it builds as ever; so it does where the tables refuse a row as it is at
the end. PostgreSQL, which counts on over a rollback, is made to count anew, so that the same steps give the same rows. The
rows are those of this run's own code; each worker keeps its own and none outlives it.
"""

import hashlib
import os
import pickle
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils import translation
from psycopg.types.json import Jsonb

import gazette
from sammachip.trail import clock

Given = ParamSpec("Given")
Made = TypeVar("Made")
Row = tuple[object, ...]
Rows = dict[object, Row]
WRITES = re.compile(r'(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "?(\w+)|ROLLBACK')
PLAIN = (str, int, float, bool, bytes, Decimal, date, time, timedelta, UUID, type(None))
COUNTRY = b""


@dataclass(frozen=True)
class Layer:
    """What one step left, in the order it first wrote each table: rows it added and changed there. And its files."""

    added: dict[str, list[Row]]
    changed: dict[str, list[Row]]
    files: dict[Path, bytes]
    numbers: dict[str, int]
    made: bytes


_ground = [COUNTRY]
"""Where the running test stands: a digest of its last step and of all it has written since."""

_layers: dict[bytes, Layer | None] = {}
"""What each step left, by where it leads to; nothing of one that cannot be laid."""

_country_numbers: dict[str, int] = {}
"""How far the rows of each table are counted on the country alone."""

_counting_on = [False]
"""Whether the running test has written anything, so that its rows are counted from the country's on."""

_of_the_country = [False]
"""Whether the running test has written of the country."""

_watched: list[dict[str, Rows]] = []
"""For each step that is being built, the rows of each table before it first wrote there."""


def note(execute: Callable[..., object], sql: str, params: Any, many: bool, context: object) -> object:
    """Stands around every statement: notes what it writes, and what stood in its table before."""
    if match := WRITES.match(sql):
        _count_anew()
        _of_the_country[0] |= match[1] in gazette.TABLES
        _ground[0] = _after(sql, params if many else [params]) if match[1] else os.urandom(16)
        if unseen := [seen for seen in _watched if match[1] and match[1] not in seen]:
            rows = _rows(match[1])
            for seen in unseen:
                seen[match[1]] = rows
    return execute(sql, params, many, context)


def _after(sql: str, rows: Iterable[Iterable[object] | None]) -> bytes:
    """Where a write leads to from here; nowhere known, where it wrote what does not tell itself in full."""
    written = [_bare(row or ()) for row in rows]
    return _digest(sql, written) if _tells_itself(written) else os.urandom(16)


def _bare(value: object) -> object:
    """The value as it is written, out of what PostgreSQL's driver wraps it in."""
    if isinstance(value, Jsonb):
        return _bare(value.obj)
    return [_bare(one) for one in value] if isinstance(value, list | tuple) else value


def _tells_itself(value: object) -> bool:
    """Whether two of these that look alike in print are alike."""
    if isinstance(value, dict):
        return all(map(_tells_itself, (*value, *value.values())))
    return all(map(_tells_itself, value)) if isinstance(value, list) else isinstance(value, PLAIN)


def _digest(*told: object) -> bytes:
    return hashlib.blake2b(repr((_ground[0], *told)).encode(), digest_size=16).digest()


def remember_numbers() -> None:
    """The database holds the country and nothing else: from here every test counts its rows."""
    _country_numbers.update(gazette.numbers())


def begin() -> None:
    """A test begins: it stands on the country alone."""
    _ground[0] = COUNTRY
    _counting_on[0] = _of_the_country[0] = False
    _watched.clear()


def check_pointers(all_of_them: Callable[[], None]) -> None:
    """Every pointer leads to a row, as Django asks of SQLite after each test. It reads the whole country for that, which
    needs it only where the test wrote of it."""
    if _of_the_country[0] or gazette.lost_pointers():
        all_of_them()


def _count_anew() -> None:
    """Before a test's first row. Not when it begins: many ask no database."""
    if not _counting_on[0]:
        _counting_on[0] = True
        gazette.count_on_from(_country_numbers)


def stand(step: Hashable, build: Callable[[], Made], *, at_any_time: bool = False) -> Made:
    """What `build` makes, built or laid. `step` names all that it hangs on beside the rows and the clock."""
    stopped = clock.now() is clock.now()
    if not (stopped or at_any_time) or not connection.in_atomic_block:
        return build()
    there = _digest(step, None if at_any_time else clock.now(), translation.get_language())
    made: Made
    if layer := _layers.get(there):
        made = _lay(there, layer, build)
    else:
        made = build() if there in _layers else _keep(there, build)
    _ground[0] = there
    return made


def laid(build: Callable[Given, Made]) -> Callable[Given, Made]:
    """The builder, standing: its step is its name and all that it is given. It may not change what it is given, nor the clock."""

    @wraps(build)
    def standing(*args: Given.args, **more: Given.kwargs) -> Made:
        step = (build.__module__, build.__qualname__, _told(args), _told(more))
        return stand(step, lambda: build(*args, **more))

    return standing


def _told(value: object) -> object:
    """What is given, in words that are alike only for what is alike. Raises TypeError where it does not tell itself."""
    if isinstance(value, Model):
        columns = (one.attname for one in value._meta.concrete_fields)
        return value._meta.label, [_told(value.__dict__.get(name)) for name in columns]
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__qualname__, [_told(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, Mapping):
        return [(_told(key), _told(one)) for key, one in value.items()]
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    if isinstance(value, PLAIN):
        return value
    raise TypeError(f"{value!r}: a step that is given this cannot be told from another")


def _keep(there: bytes, build: Callable[[], Made]) -> Made:
    """Build, and remember what came of it unless that took rows away or wrote of the country."""
    files = _files()
    before: dict[str, Rows] = {}
    _watched.append(before)
    try:
        made = build()
    finally:
        _watched.pop()
    after = {table: _rows(table) for table in before}
    strange = before.keys() - _columns().keys()
    lost = any(before[table].keys() - after[table].keys() for table in after)
    _layers[there] = None if strange or lost else _difference(before, after, files, made)
    return made


def _difference(
    before: dict[str, Rows], after: dict[str, Rows], files: dict[Path, bytes], made: object
) -> Layer:
    added = {
        table: [row for key, row in rows.items() if key not in before[table]] for table, rows in after.items()
    }
    changed = {
        table: [row for key, row in rows.items() if before[table].get(key, row) != row]
        for table, rows in after.items()
    }
    return Layer(
        added={table: rows for table, rows in added.items() if rows},
        changed={table: rows for table, rows in changed.items() if rows},
        files={path: content for path, content in _files().items() if files.get(path) != content},
        numbers=gazette.numbers(),
        made=pickle.dumps(made),
    )


def _lay(there: bytes, layer: Layer, build: Callable[[], Made]) -> Made:
    """What the step left, laid again; built where a guard of the tables lets no row in as it is at the end."""
    try:
        with transaction.atomic():
            _write(layer)
            gazette.count_on_from(layer.numbers)
    except DatabaseError:
        _layers[there] = None
        return build()
    for path, content in layer.files.items():
        target = Path(settings.MEDIA_ROOT) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    made: Made = pickle.loads(layer.made)
    return made


def _write(layer: Layer) -> None:
    with connection.cursor() as cursor:
        for table, rows in layer.added.items():
            columns = _columns()[table]
            blanks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({blanks})', rows)
        for table, rows in layer.changed.items():
            key, *columns = _columns()[table]
            told = ", ".join(f"{column} = %s" for column in columns)
            for row in rows:
                cursor.execute(f'UPDATE "{table}" SET {told} WHERE {key} = %s', [*row[1:], row[0]])


@cache
def _columns() -> dict[str, list[str]]:
    """The columns of every table that may be laid again, its key first; the country's are not."""
    return {
        model._meta.db_table: [
            f'"{one.column}"'
            for one in sorted(model._meta.concrete_fields, key=lambda one: not one.primary_key)
        ]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in gazette.TABLES
    }


def _rows(table: str) -> Rows:
    """Every row of the table by its key, as the database gives it; of one that is not laid again, none."""
    columns = _columns().get(table)
    if columns is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {", ".join(columns)} FROM "{table}" ORDER BY {columns[0]}')
        return {row[0]: row for row in cursor.fetchall()}


def _files() -> dict[Path, bytes]:
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
