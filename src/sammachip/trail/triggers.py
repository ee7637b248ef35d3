"""Rules that hold whatever program writes, guarded by triggers on both databases.

Append-only tables, rows that are settled from a moment on, rows that must agree with the row they point to, and pointers
that lead to no other. A room names its tables in `AppConfig.ready`;
the triggers are laid after every migrate (SQLite drops a table's triggers whenever it remakes the table) and
`missing()` tells at start-up and in `verify` which lack.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.apps import apps
from django.db import connections, models

ERASED = "erased"
"""The column that counts how often a row was erased in, of every table that allows it."""


class Guard(Protocol):
    """Triggers on one table: their names, and the statements that lay them on either database."""

    @property
    def model(self) -> str:
        """The guarded table's model, "app.Model"."""

    def names(self) -> tuple[str, ...]: ...

    def sqlite(self) -> list[str]: ...

    def postgresql(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """One table whose rows are never changed, except in the named columns, and never deleted.

    What tells of a villager may be erased: the columns in `erasable` change only in a statement that also counts the
    row's `erased` up by one, so that no value is changed unseen.
    """

    model: str
    may_change: tuple[str, ...] = ()
    erasable: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        table = _table(self.model)
        erased = (f"{table}_erase_only",) if self.erasable else ()
        return f"{table}_no_update", f"{table}_no_delete", *erased

    def _columns(self) -> str:
        model = apps.get_model(self.model)
        counted = (ERASED,) if self.erasable else ()
        free = {model._meta.get_field(name).column for name in (*self.may_change, *self.erasable, *counted)}
        held = [field.column for field in model._meta.local_concrete_fields if field.column not in free]
        return ", ".join(f'"{column}"' for column in held)

    def _erasing(self) -> str:
        """When a change of the erasable columns is refused."""
        model = apps.get_model(self.model)
        columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in (*self.erasable, ERASED))
        uncounted = f"NEW.{ERASED} <> OLD.{ERASED} + 1"
        return f'BEFORE UPDATE OF {columns} ON "{_table(self.model)}" FOR EACH ROW WHEN ({uncounted})'

    def sqlite(self) -> list[str]:
        table, (update, delete, *erase) = _table(self.model), self.names()
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        return [
            f'CREATE TRIGGER "{update}" BEFORE UPDATE OF {self._columns()} ON "{table}" {refuse}',
            f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{table}" {refuse}',
            *(f'CREATE TRIGGER "{name}" {self._erasing()} {refuse}' for name in erase),
        ]

    def postgresql(self) -> list[str]:
        table, (update, delete, *erase) = _table(self.model), self.names()
        call = "EXECUTE FUNCTION sammachip_append_only()"
        refuse = f"FOR EACH ROW {call}"
        return [
            "CREATE OR REPLACE FUNCTION sammachip_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514'; END $$",
            f'CREATE TRIGGER "{update}" BEFORE UPDATE OF {self._columns()} ON "{table}" {refuse}',
            f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{table}" {refuse}',
            *(f'CREATE TRIGGER "{name}" {self._erasing()} {call}' for name in erase),
        ]


@dataclass(frozen=True, slots=True)
class Agrees:
    """One table whose rows say in `column` the same as the row says that they point to by `through`."""

    model: str
    column: str
    through: str

    def names(self) -> tuple[str, ...]:
        table = _table(self.model)
        return f"{table}_{self.column}_agrees_new", f"{table}_{self.column}_agrees_changed"

    def _differs(self) -> tuple[str, str]:
        """The condition under which a row disagrees, without its comparison sign, and the columns it looks at."""
        model = apps.get_model(self.model)
        own, pointer = model._meta.get_field(self.column), model._meta.get_field(self.through)
        assert isinstance(pointer, models.ForeignKey)
        pointed_at = pointer.related_model._meta
        theirs = pointed_at.get_field(self.column)
        assert isinstance(own, models.Field)
        assert isinstance(theirs, models.Field)
        said = f'(SELECT "{theirs.column}" FROM "{pointed_at.db_table}" WHERE "id" = NEW."{pointer.column}")'
        return f'NEW."{own.column}" {{differs}} {said}', f'"{own.column}", "{pointer.column}"'

    def sqlite(self) -> list[str]:
        table, (new, changed) = _table(self.model), self.names()
        differs, columns = self._differs()
        refuse = (
            f'ON "{table}" WHEN {differs.format(differs="IS NOT")} '
            f"BEGIN SELECT RAISE(ABORT, '{table}: {self.column} differs from that of its {self.through}'); END"
        )
        return [
            f'CREATE TRIGGER "{new}" BEFORE INSERT {refuse}',
            f'CREATE TRIGGER "{changed}" BEFORE UPDATE OF {columns} {refuse}',
        ]

    def postgresql(self) -> list[str]:
        table, (new, changed) = _table(self.model), self.names()
        differs, columns = self._differs()
        refuse = f'ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{table}_{self.column}_agrees"()'
        return [
            f'CREATE OR REPLACE FUNCTION "{table}_{self.column}_agrees"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN IF {differs.format(differs='IS DISTINCT FROM')} THEN "
            f"RAISE EXCEPTION '{table}: {self.column} differs from that of its {self.through}' "
            "USING ERRCODE = '23514'; END IF; RETURN NEW; END $$",
            f'CREATE TRIGGER "{new}" BEFORE INSERT {refuse}',
            f'CREATE TRIGGER "{changed}" BEFORE UPDATE OF {columns} {refuse}',
        ]


@dataclass(frozen=True, slots=True)
class LeadsNoFurther:
    """One table of pointers `source` → `target`, of which those in force (`while_`) make no chain: what one of them
    leads to is the source of none, and what one of them leads from is the target of none."""

    model: str
    source: str
    target: str
    while_: str

    def names(self) -> tuple[str, ...]:
        table = _table(self.model)
        return f"{table}_leads_no_further_new", f"{table}_leads_no_further_changed"

    def _chains(self) -> tuple[str, str]:
        """The condition under which a row would make a chain, and the columns it looks at."""
        model = apps.get_model(self.model)
        source, target, while_ = (
            f'"{model._meta.get_field(name).column}"' for name in (self.source, self.target, self.while_)
        )
        meets = f'SELECT 1 FROM "{_table(self.model)}" WHERE {while_} AND "id" <> NEW."id"'
        meets += f" AND ({source} = NEW.{target} OR {target} = NEW.{source})"
        return f"NEW.{while_} AND EXISTS ({meets})", f"{source}, {target}, {while_}"

    def sqlite(self) -> list[str]:
        table, (new, changed) = _table(self.model), self.names()
        chains, columns = self._chains()
        refuse = f"ON \"{table}\" WHEN {chains} BEGIN SELECT RAISE(ABORT, '{table}: leads to another'); END"
        return [
            f'CREATE TRIGGER "{new}" AFTER INSERT {refuse}',
            f'CREATE TRIGGER "{changed}" AFTER UPDATE OF {columns} {refuse}',
        ]

    def postgresql(self) -> list[str]:
        table, (new, changed) = _table(self.model), self.names()
        chains, columns = self._chains()
        refuse = f'ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{table}_leads_no_further"()'
        return [
            f'CREATE OR REPLACE FUNCTION "{table}_leads_no_further"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN IF {chains} THEN RAISE EXCEPTION '{table}: leads to another' "
            "USING ERRCODE = '23514'; END IF; RETURN NULL; END $$",
            f'CREATE TRIGGER "{new}" AFTER INSERT {refuse}',
            f'CREATE TRIGGER "{changed}" AFTER UPDATE OF {columns} {refuse}',
        ]


@dataclass(frozen=True, slots=True)
class Settles:
    """One table whose rows are not changed once their `since` is told, except in the named columns, nor deleted then."""

    model: str
    since: str
    may_change: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        table = _table(self.model)
        return f"{table}_settled_no_update", f"{table}_settled_no_delete"

    def _parts(self) -> tuple[str, str]:
        """The columns that are held, and when."""
        model = apps.get_model(self.model)
        free = {model._meta.get_field(name).column for name in self.may_change}
        held = [field.column for field in model._meta.local_concrete_fields if field.column not in free]
        settled = f'OLD."{model._meta.get_field(self.since).column}" IS NOT NULL'
        return ", ".join(f'"{column}"' for column in held), settled

    def sqlite(self) -> list[str]:
        table, (update, delete) = _table(self.model), self.names()
        columns, settled = self._parts()
        refuse = f"WHEN {settled} BEGIN SELECT RAISE(ABORT, '{table} is settled'); END"
        return [
            f'CREATE TRIGGER "{update}" BEFORE UPDATE OF {columns} ON "{table}" {refuse}',
            f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{table}" {refuse}',
        ]

    def postgresql(self) -> list[str]:
        table, (update, delete) = _table(self.model), self.names()
        columns, settled = self._parts()
        refuse = f"FOR EACH ROW WHEN ({settled}) EXECUTE FUNCTION sammachip_settled()"
        return [
            SETTLED_FUNCTION,
            f'CREATE TRIGGER "{update}" BEFORE UPDATE OF {columns} ON "{table}" {refuse}',
            f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{table}" {refuse}',
        ]


SETTLED_FUNCTION = (
    "CREATE OR REPLACE FUNCTION sammachip_settled() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is settled', TG_TABLE_NAME USING ERRCODE = '23514'; END $$"
)


@dataclass(frozen=True, slots=True)
class SettlesWith:
    """One table whose rows are neither added, changed nor deleted once the row they point to by `through` is settled: its
    `since` is told."""

    model: str
    through: str
    since: str

    def names(self) -> tuple[str, ...]:
        table = _table(self.model)
        return tuple(f"{table}_settled_with_{self.through}_{verb}" for verb in ("new", "changed", "gone"))

    def _settled(self, row: str) -> str:
        pointer = apps.get_model(self.model)._meta.get_field(self.through)
        assert isinstance(pointer, models.ForeignKey)
        above = pointer.related_model._meta
        since = f'SELECT "{above.get_field(self.since).column}" FROM "{above.db_table}"'  # type: ignore[union-attr]  # a concrete field
        return f'({since} WHERE "id" = {row}."{pointer.column}") IS NOT NULL'

    def sqlite(self) -> list[str]:
        table, (new, changed, gone) = _table(self.model), self.names()
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is settled'); END"
        either = f"{self._settled('OLD')} OR {self._settled('NEW')}"
        return [
            f'CREATE TRIGGER "{new}" BEFORE INSERT ON "{table}" WHEN {self._settled("NEW")} {refuse}',
            f'CREATE TRIGGER "{changed}" BEFORE UPDATE ON "{table}" WHEN {either} {refuse}',
            f'CREATE TRIGGER "{gone}" BEFORE DELETE ON "{table}" WHEN {self._settled("OLD")} {refuse}',
        ]

    def postgresql(self) -> list[str]:
        table, (new, changed, gone) = _table(self.model), self.names()
        call = f'"{table}_settled_with_{self.through}"()'
        return [
            f"CREATE OR REPLACE FUNCTION {call} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP <> 'INSERT' THEN IF {self._settled('OLD')} THEN "
            f"RAISE EXCEPTION '{table} is settled' USING ERRCODE = '23514'; END IF; END IF; "
            f"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; "
            f"IF {self._settled('NEW')} THEN "
            f"RAISE EXCEPTION '{table} is settled' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$",
            *(
                f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {call}'
                for name, verb in ((new, "INSERT"), (changed, "UPDATE"), (gone, "DELETE"))
            ),
        ]


@dataclass(frozen=True, slots=True)
class ToldOnce:
    """One table whose `column` is told once: left open at first, and never another value from then on."""

    model: str
    column: str

    def names(self) -> tuple[str, ...]:
        return (f"{_table(self.model)}_{self.column}_told_once",)

    def _trigger(self, differs: str) -> str:
        [name], table = self.names(), _table(self.model)
        column = apps.get_model(self.model)._meta.get_field(self.column).column
        retold = f'OLD."{column}" IS NOT NULL AND NEW."{column}" {differs} OLD."{column}"'
        return (
            f'CREATE TRIGGER "{name}" BEFORE UPDATE OF "{column}" ON "{table}" FOR EACH ROW WHEN ({retold})'
        )

    def sqlite(self) -> list[str]:
        told = f"SELECT RAISE(ABORT, '{_table(self.model)} is settled')"
        return [f"{self._trigger('IS NOT')} BEGIN {told}; END"]

    def postgresql(self) -> list[str]:
        call = "EXECUTE FUNCTION sammachip_settled()"
        return [SETTLED_FUNCTION, f"{self._trigger('IS DISTINCT FROM')} {call}"]


_guards: dict[tuple[str, str], Guard] = {}


def append_only(model: str, *, may_change: tuple[str, ...] = (), erasable: tuple[str, ...] = ()) -> None:
    """Let nothing update or delete rows of `model` ("app.Model"); the columns in `may_change` may change, those in
    `erasable` where the row counts the erasing."""
    _guards[model, ""] = AppendOnly(model, may_change, erasable)


def settles(model: str, since: str, *, may_change: tuple[str, ...] = ()) -> None:
    """Let nothing change or delete a row of `model` whose `since` is told; the columns in `may_change` may change."""
    _guards[model, since] = Settles(model, since, may_change)


def settles_with(model: str, through: str, since: str) -> None:
    """Let nothing add, change or delete a row of `model` that points by `through` to one whose `since` is told."""
    _guards[model, through] = SettlesWith(model, through, since)


def told_once(model: str, column: str) -> None:
    """Let nothing change the `column` of a row of `model` once it is told."""
    _guards[model, column] = ToldOnce(model, column)


def agrees(model: str, column: str, *, through: str) -> None:
    """Let no row of `model` say another `column` than the row it points to by `through`."""
    _guards[model, column] = Agrees(model, column, through)


def leads_no_further(model: str, source: str, target: str, *, while_: str) -> None:
    """Let the pointers of `model` that are in force make no chain."""
    _guards[model, target] = LeadsNoFurther(model, source, target, while_)


def lay(guard: Guard) -> None:
    """Let a room guard a table in a way of its own."""
    _guards[guard.model, guard.names()[0]] = guard


def _table(model: str) -> str:
    return str(apps.get_model(model)._meta.db_table)


def install(using: str = "default") -> None:
    connection = connections[using]
    present = set(connection.introspection.table_names())
    guards = [guard for guard in _guards.values() if _table(guard.model) in present]
    _drop(guards, using)
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in guard.sqlite() if connection.vendor == "sqlite" else guard.postgresql():
                cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Take the guards off until `install`: while tables change, and for a test that must empty its tables afterwards."""
    _drop(_guards.values(), using)


def _drop(guards: Iterable[Guard], using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for guard in guards:
            on = "" if connection.vendor == "sqlite" else f' ON "{_table(guard.model)}"'
            for name in guard.names():
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


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
    lacking = [_table(guard.model) for guard in _guards.values() if not laid.issuperset(guard.names())]
    return list(dict.fromkeys(lacking))
