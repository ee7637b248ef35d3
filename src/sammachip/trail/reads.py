"""The guard under everything that only reads: no statement that writes reaches a database."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

from django.db import connections


class WriteOnRead(RuntimeError):
    """A page or an address of the API that only reads tried to change the database: a programmer's mistake, never a user's."""


_READS = re.compile(
    r"\s*\(*\s*(?:SELECT|EXPLAIN|WITH|VALUES|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK)\b", re.IGNORECASE
)
_WRITES_WITHIN = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE\s+(?:ONLY\s+)?[\w\"]+\s+SET|DELETE\s+FROM|MERGE\s+INTO|PRAGMA\s+[\w.]+\s*=)",
    re.IGNORECASE,
)


@contextmanager
def read_only() -> Iterator[None]:
    """Every statement within, on every database, must be a read; any other raises WriteOnRead unsent.

    The session's own row is written by its middleware, after the view and so outside.
    """
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(_refuse_write))
        yield


def _refuse_write(
    execute: Callable[..., object], sql: str, params: object, many: bool, context: Mapping[str, object]
) -> object:
    if many or not _READS.match(sql) or _WRITES_WITHIN.search(sql):
        raise WriteOnRead(f"what only reads wrote to the database; changes belong under an act: {sql[:200]}")
    return execute(sql, params, many, context)
