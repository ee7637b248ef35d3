"""The areas and offices of the country, loaded once for a test database and kept aside for tests that empty its tables."""

from django.db import connection

from sammachip.org import gazetteer
from sammachip.org.models import Area, Office, Section

TABLES = [model._meta.db_table for model in (Area, Office, Section)]


def load() -> None:
    """Fill a new database and keep a copy in tables of our own, which nobody empties."""
    gazetteer.load()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")


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


def bring_back() -> None:
    """Bring back what was kept, in place of reading the gazetteer anew."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")
