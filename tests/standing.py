"""Grounds that stand: what many tests build first, and in the same words, is built and then laid row by row.

`stand("district", build)` builds where its step is met first. Where another test takes the very same steps from its
beginning and has written nothing beside them, the rows and files that the actions left are laid again, and what they gave
back is given back. Any other write, a clock that runs, or a test that commits: then it builds as ever. The rows are those
of this run's own code; each worker keeps its own and none outlives it.
"""

import pickle
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils import translation

import gazette
from sammachip.trail import clock

Made = TypeVar("Made")
Rows = dict[str, dict[object, Model]]
WRITES = re.compile(r'(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "?(\w+)')


@dataclass
class Ground:
    """Where the running test stands: the number of its last step, and which tables it has written until and since."""

    step: int = 0
    settled: int = 0
    written: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Layer:
    """What one step left: rows it added, table by table in the order it wrote them, rows it changed, and files."""

    added: list[list[Model]]
    changed: list[Model]
    files: dict[Path, bytes]
    made: bytes


_ground = Ground()
_numbers: dict[Hashable, int] = {}  # of every step met: its own, which tells it and all before it
_tables: dict[int, list[str]] = {}  # by step, the tables it writes, in the order it first does
_layers: dict[int, Layer | None] = {}


def note(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
    """Stands around every statement and notes which table it writes."""
    if match := WRITES.match(sql):
        _ground.written.append(match[1])
    return execute(sql, params, many, context)


def begin() -> None:
    """A test begins: it stands on the country alone."""
    _ground.step, _ground.settled, _ground.written = 0, 0, []


def stand(step: Hashable, build: Callable[[], Made], *, at_any_time: bool = False) -> Made:
    """What `build` makes, built or laid. `step` names all that it hangs on beside the steps before and the clock."""
    stopped, begun = clock.now() is clock.now(), len(_ground.written)
    beside = begun != _ground.settled or not connection.in_atomic_block
    if beside or not (stopped or at_any_time):
        return build()
    here = (_ground.step, step, None if at_any_time else clock.now(), translation.get_language())
    number = _numbers.setdefault(here, len(_numbers) + 1)
    made: Made
    if layer := _layers.get(number):
        made = _lay(layer)
    elif number in _tables and number not in _layers:
        made = _keep(number, build)
    else:
        made = build()
        _tables[number] = list(dict.fromkeys(_ground.written[begun:]))
    _ground.step, _ground.settled = number, len(_ground.written)
    return made


def _keep(number: int, build: Callable[[], Made]) -> Made:
    """Build a second time and remember what came of it, unless that took rows away or wrote of the country."""
    begun, tables = len(_ground.written), _tables[number]
    before, files = _rows(tables), _files()
    made = build()
    after = _rows(tables)
    strange = set(_ground.written[begun:]) - after.keys()
    lost = any(before[table].keys() - after[table].keys() for table in after)
    _layers[number] = None if strange or lost else _difference(before, after, files, made)
    return made


def _difference(before: Rows, after: Rows, files: dict[Path, bytes], made: object) -> Layer:
    return Layer(
        added=[
            [row for key, row in rows.items() if key not in before[table]] for table, rows in after.items()
        ],
        changed=[
            row
            for table, rows in after.items()
            for key, row in rows.items()
            if key in before[table] and _values(row) != _values(before[table][key])
        ],
        files={path: content for path, content in _files().items() if files.get(path) != content},
        made=pickle.dumps(made),
    )


def _lay(layer: Layer) -> Any:  # whatever the step gave back
    for rows in filter(None, layer.added):
        type(rows[0])._base_manager.bulk_create(rows)
    for row in layer.changed:
        row.save_base(raw=True, force_update=True)
    for path, content in layer.files.items():
        target = Path(settings.MEDIA_ROOT) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return pickle.loads(layer.made)


def _rows(tables: Iterable[str]) -> Rows:
    """Every row of these tables by its key; not of the country's, which nobody lays again."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return {
        table: {row.pk: row for row in models[table]._base_manager.order_by("pk")}
        for table in tables
        if table in models and table not in gazette.TABLES
    }


def _values(row: Model) -> list[object]:
    return [getattr(row, column.attname) for column in row._meta.concrete_fields]


def _files() -> dict[Path, bytes]:
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
