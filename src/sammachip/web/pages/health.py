"""Whether this process can serve: asked by the machine that starts or watches it."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.urls import path

from sammachip.web.decorators import PublicRequest, page


@page(public=True)
def healthz(request: PublicRequest) -> HttpResponse:
    """200 "ok" when the database answers and has every migration; else 503 and what is wanting."""
    try:
        wanting = "" if _answers() else "migrations"
    except DatabaseError:
        wanting = "database"
    response = HttpResponse(wanting or "ok", status=503 if wanting else 200, content_type="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def _answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if _is_migrated():
        return True
    _is_migrated.cache_clear()
    return False


@cache
def _is_migrated() -> bool:
    """Whether nothing is left to migrate. A yes holds for the life of the process: new code is a new process."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


urlpatterns = [path("healthz", healthz, name="healthz")]
