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


def bring_back() -> None:
    """Bring back what was kept, in place of reading the gazetteer anew."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")
