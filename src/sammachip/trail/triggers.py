"""Rules that hold whatever program writes: append-only tables, guarded by triggers on both databases.

A room names its tables in `AppConfig.ready`; the triggers are laid after every migrate (SQLite drops a
table's triggers whenever it remakes the table) and `missing()` tells at start-up and in `verify` which lack.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connections


@dataclass(frozen=True, slots=True)
class Guard:
    """One table whose rows are never changed, except in the named columns, and never deleted."""

    model: str
    may_change: tuple[str, ...] = ()


_guards: dict[str, Guard] = {}


def append_only(model: str, *, may_change: tuple[str, ...] = ()) -> None:
    """Let nothing update or delete rows of `model` ("app.Model"); the columns in `may_change` may change."""
    _guards[model] = Guard(model, may_change)


def _columns(guard: Guard) -> list[str]:
    model = apps.get_model(guard.model)
    free = {model._meta.get_field(name).column for name in guard.may_change}
    return [field.column for field in model._meta.local_concrete_fields if field.column not in free]


def _sqlite(guard: Guard) -> list[str]:
    table = apps.get_model(guard.model)._meta.db_table
    columns = ", ".join(f'"{column}"' for column in _columns(guard))
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return [
        f'DROP TRIGGER IF EXISTS "{table}_no_update"',
        f'DROP TRIGGER IF EXISTS "{table}_no_delete"',
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE OF {columns} ON "{table}" {refuse}',
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" {refuse}',
    ]


def _postgresql(guard: Guard) -> list[str]:
    table = apps.get_model(guard.model)._meta.db_table
    columns = ", ".join(f'"{column}"' for column in _columns(guard))
    return [
        "CREATE OR REPLACE FUNCTION sammachip_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514'; END $$",
        f'DROP TRIGGER IF EXISTS "{table}_no_update" ON "{table}"',
        f'DROP TRIGGER IF EXISTS "{table}_no_delete" ON "{table}"',
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE OF {columns} ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION sammachip_append_only()",
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION sammachip_append_only()",
    ]


def install(using: str = "default") -> None:
    connection = connections[using]
    present = set(connection.introspection.table_names())
    lay = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for guard in _guards.values():
            if apps.get_model(guard.model)._meta.db_table in present:
                for statement in lay(guard):
                    cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Take the guards off: only a test that must empty its tables afterwards does this."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for guard in _guards.values():
            table = apps.get_model(guard.model)._meta.db_table
            on = "" if connection.vendor == "sqlite" else f' ON "{table}"'
            for end in ("update", "delete"):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{end}"{on}')


def missing(using: str = "default") -> list[str]:
    """The guarded tables that lack a trigger now."""
    connection = connections[using]
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        laid = {row[0] for row in cursor.fetchall()}
    tables = [apps.get_model(guard.model)._meta.db_table for guard in _guards.values()]
    return [table for table in tables if not {f"{table}_no_update", f"{table}_no_delete"} <= laid]
