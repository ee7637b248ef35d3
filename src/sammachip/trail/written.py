"""Queries that every request asks in the same words. Django takes ten times as long to write their SQL as a database to
answer it, so it is written once a day."""

from collections.abc import Callable
from copy import copy
from datetime import date
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
Row = TypeVar("Row")
Values = list[Any]  # as the driver takes them
Query = Callable[[int, date], "QuerySet[M, Row]"]
ANYBODY = -987_654_321
"""The key of nobody; in what is written it keeps the place of whoever is asked for."""


def written_once(query: "Query[M, Row]") -> Callable[[int, date], list[Row]]:
    """What `query` finds for the person of this key on this day. It may only compare the key with a column, as it is."""

    @lru_cache(maxsize=4)
    def written(day: date, vendor: str) -> "tuple[QuerySet[M, Row], SQLCompiler, str, Values]":
        rows = query(ANYBODY, day)
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, given = compiler.as_sql()
        assert ANYBODY in given, f"{query.__qualname__} compares no column with the key of a person"
        return rows, compiler, sql, list(given)

    @wraps(query)
    def asked(person: int, day: date) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        before, compiler, sql, given = written(day, connection.vendor)
        again = copy(compiler)
        again.connection = connection  # each thread has its own
        again.as_sql = lambda *_, **__: (sql, tuple(person if one == ANYBODY else one for one in given))  # type: ignore[method-assign]  # it is written
        rows = before.all()
        rows.query.get_compiler = lambda *_, **__: again  # type: ignore[method-assign]  # likewise
        return list(rows)

    return asked
