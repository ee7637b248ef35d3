"""Queries that every request or every act asks in the same words. Django takes ten times as long to write their SQL as a
database to answer it, so it is written once."""

from collections.abc import Callable
from copy import copy
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
Row = TypeVar("Row")
Key = TypeVar("Key")
Rest = ParamSpec("Rest")
Values = list[Any]  # as the driver takes them
NOTHING: Any = "-987654321"  # stands for a number and for text
"""The key of nothing; in what is written it keeps the place of the key that is asked for."""


def written_once(
    query: "Callable[Concatenate[Key, Rest], QuerySet[M, Row]]",
) -> Callable[Concatenate[Key, Rest], list[Row]]:
    """What `query` finds for this key. It may only compare the key with a column, as it is.

    The SQL is kept for the last few of whatever else it is given, such as the day.
    """

    @lru_cache(maxsize=4)
    def written(vendor: str, *rest: Any) -> "tuple[QuerySet[M, Row], SQLCompiler, str, Values]":  # as Rest
        rows = query(NOTHING, *rest)  # type: ignore[call-arg]  # as above
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, given = compiler.as_sql()
        assert any(map(_keeps_the_place, given)), f"{query.__qualname__} compares no column with its key"
        return rows, compiler, sql, list(given)

    @wraps(query)
    def asked(key: Key, /, *rest: Rest.args, **_named: Rest.kwargs) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        before, compiler, sql, given = written(connection.vendor, *rest)
        locks = before.query.select_for_update
        assert connection.in_atomic_block or not locks, f"{query.__qualname__} locks outside a transaction"
        values: Any = tuple(key if _keeps_the_place(one) else one for one in given)  # like Values
        again = copy(compiler)
        again.connection = connection  # each thread has its own
        again.as_sql = lambda *_, **__: (sql, values)  # type: ignore[method-assign]  # it is written
        rows = before.all()
        rows.query.get_compiler = lambda *_, **__: again  # type: ignore[method-assign]  # likewise
        return list(rows)

    return asked


def _keeps_the_place(value: object) -> bool:
    return isinstance(value, int | str) and str(value) == NOTHING
