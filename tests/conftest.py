"""The test ground: a quick database, a clock that stands still, tables that can be emptied."""

import gc
import logging.config
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.models.signals import post_migrate
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString
from pytest_django.plugin import DjangoDbBlocker

import gazette
import standing
from cast import Cast, gather
from sammachip import translations
from sammachip.trail import clock, triggers
from server import Server, serving

Freeze = Callable[[str], datetime]


def pytest_configure(config: pytest.Config) -> None:
    """Settle what tests need otherwise than an office does: a cheap hasher, plain static files, today's calendar, no log.

    A log on stderr would be that of the test which set the program up, and closed for all after it.

    English is compiled as an office's start does it, before the workers of a parallel run begin. How long drawing an
    example takes is the machine's business: on a clean clone the first also builds the table of all characters.
    """
    hypothesis.settings.register_profile(
        "calm", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("calm")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    clock.live_on(None)  # the data folder at hand may be a demo's
    settings.LOGGING["handlers"]["stderr"] = {"class": "logging.NullHandler"}
    logging.config.dictConfig(settings.LOGGING)
    translations.compile_all(settings.LOCALE_PATHS[0])


def pytest_collection_finish() -> None:
    """Let the collector of cycles look past what stays to the end anyway, and come more seldom: it took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"database: {connection.vendor}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give SQLite a file in this worker's own folder: threads share a file as in an office, but not a memory.

    In memory, two connections lock whole tables and never wait, so concurrency could not be tested at all.
    """
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connections["default"].settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Every test database holds the areas and offices of the country: loading them anew for each test would cost it."""
    with django_db_blocker.unblock():
        gazette.load()
        standing.remember_numbers()
    connection.execute_wrappers.append(standing.note)
    unused = "django.contrib.auth.management.create_permissions"  # 700 rows anew whenever tables were emptied
    assert post_migrate.disconnect(dispatch_uid=unused)
    if connection.vendor == "sqlite":
        check = connection.check_constraints
        connection.check_constraints = lambda: standing.check_pointers(check)  # type: ignore[method-assign]  # in tests
    connection.ops.sql_flush = lambda style, tables, **_: gazette.emptied(tables)  # type: ignore[method-assign]  # in tests


@pytest.fixture(scope="session", autouse=True)
def pages_alone(django_test_environment: None) -> None:
    """Django tells its test client of every piece that a page is made of, and copies what each was given: a fifth of what
    a long page cost. Tests ask what the page itself was given."""
    told = Template._render

    def render(template: Template, context: Context) -> SafeString:
        return told(template, context) if context.template is template else template.nodelist.render(context)

    Template._render = render


@pytest.fixture(autouse=True)
def own_ground() -> None:
    """Each test begins on the country alone."""
    standing.begin()


@pytest.fixture
def cast(db: None) -> Cast:
    return gather()


@pytest.fixture(autouse=True)
def in_thai() -> None:
    """Each test begins in Thai: a request before it may have spoken English to its reader."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, settings) -> None:
    """Uploaded and issued files of a test go where no other test looks."""
    settings.DATA_DIR = tmp_path_factory.mktemp("data")
    settings.MEDIA_ROOT = settings.DATA_DIR / "files"
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    settings.STATIC_ROOT.mkdir()  # WhiteNoise warns when it is missing


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo world as an office would start it: built once, for the test of what it promises and for the journey."""
    with serving(tmp_path_factory.mktemp("demo") / "data", "--demo") as server:
        yield server


@pytest.fixture
def at() -> Iterator[Freeze]:
    """Stops the clock: `at("2018-09-10 09:00")` in Bangkok, for the rest of the test or until the next call."""
    with ExitStack() as stack:

        def freeze(moment: str) -> datetime:
            instant = datetime.fromisoformat(moment).replace(tzinfo=clock.BANGKOK)
            stack.enter_context(clock.frozen(instant))
            return instant

        yield freeze


def empties_tables(item: pytest.Item) -> bool:
    """Whether the database is emptied row by row after this test, instead of being rolled back."""
    marker = item.get_closest_marker("django_db")
    wanted = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(
        getattr(item, "fixturenames", ())
    )
    return bool(
        wanted or (marker and (marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences")))
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Lift the append-only guards when a test is over that must empty its tables.

    On SQLite the guards forbid to delete the rows. Django sends `post_migrate` right after it has emptied
    them, and that lays the guards again for the next test.
    """
    try:
        return (yield)
    finally:
        if empties_tables(item) and connection.vendor == "sqlite":
            triggers.remove()
