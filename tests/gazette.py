"""The areas and offices of the country, loaded once for a test database; emptying its tables leaves them as they were."""

from collections.abc import Sequence

from django.db import connection

from sammachip.org import gazetteer
from sammachip.org.models import Area, Office, Section

KEYS = {model._meta.db_table: model._meta.pk.column for model in (Area, Office, Section)}
TABLES = list(KEYS)


def load() -> None:
    """Fill a new database and keep a copy in tables of our own, which nobody empties."""
    gazetteer.load()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")


def emptied(tables: Sequence[str]) -> list[str]:
    """The statements that leave the country in these tables and nothing else.

    On PostgreSQL in a replica's role, which a superuser may take and in which neither guards nor pointers are asked. Row
    by row also there: truncating lays new files for each table, most of a second for all of them.
    """
    role = ["SET LOCAL session_replication_role = replica"] if connection.vendor == "postgresql" else []
    others = [f'DELETE FROM "{table}"' for table in tables if table not in KEYS]
    return [*role, *others, *(one for table in TABLES for one in _put_right(table))]


def _put_right(table: str) -> tuple[str, str]:
    key, kept = KEYS[table], f"kept_{table}"
    odd = f"SELECT {key} FROM (SELECT * FROM {table} EXCEPT SELECT * FROM {kept}) AS odd"
    return (
        f"DELETE FROM {table} WHERE {key} IN ({odd})",
        f"INSERT INTO {table} SELECT * FROM {kept} WHERE {key} NOT IN (SELECT {key} FROM {table})",
    )


def lost_pointers() -> bool:
    """Whether a row of SQLite points to none, the country's own rows aside."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM sqlite_master AS one JOIN pragma_foreign_key_check(one.name) WHERE one.type = 'table' "
            f"AND one.name NOT IN ({', '.join(['%s'] * len(KEYS))})",
            TABLES,
        )
        return cursor.fetchone() is not None


def numbers() -> dict[str, int]:
    """How far PostgreSQL has counted the rows of each table; nothing on SQLite, which counts back with a rollback."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
        return dict(cursor.fetchall())


def count_on_from(numbers: dict[str, int]) -> None:
    """Let PostgreSQL count the rows of each table on from here, and from the beginning where nothing is said."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%%I', sequencename)::regclass, coalesce(last, 1), last IS NOT NULL) "
            "FROM pg_sequences LEFT JOIN unnest(%s::text[], %s::bigint[]) AS said(name, last) ON name = sequencename "
            "WHERE last_value IS DISTINCT FROM last",
            [list(numbers), list(numbers.values())],
        )
