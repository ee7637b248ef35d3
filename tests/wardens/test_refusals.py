"""What the house refuses, in whichever room it would appear: each rule here once stood in somebody's way for a reason."""

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from .source import SOURCE, Module, calls, imported, listed, modules, nodes

Finder = Callable[[Module], Iterator[str]]

JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "managers", "manager", "services"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")
CLOCKS = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "timezone.now",
    "timezone.localdate",
    "time.time",
}
COUNTING = {"money", "selection", "cases", "registry", "insight"}
# Centimetres, and what a workbook's own format demands. The sheets of the selection hold marks.
MEASURES_OF_PAPER = (
    "blank_forms",
    "sign_in",
    "papers",
    "layout",
    "money/sheets",
    "registry/sheets",
    "insight/sheets",
)
BELOW_THE_WEB = {
    "core",
    "trail",
    "org",
    "records",
    "programmes",
    "registry",
    "cases",
    "selection",
    "money",
    "insight",
    "demo",
}
WITHOUT_REASON = re.compile(r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[\w, -]+\])?)\s*$")


def signals(module: Module) -> Iterator[str]:
    """A room tells another by calling it. One place listens to Django: migrations take the triggers away."""
    for name, source in imported(module.tree).items():
        around = module.name == "src/sammachip/trail/apps.py" and name in ("pre_migrate", "post_migrate")
        if source.startswith(SIGNALS) and not around:
            yield f"{name} of {source}"


def keys_to_anything(module: Module) -> Iterator[str]:
    if module.room not in ("trail", "records"):
        yield from (
            name for name in imported(module.tree) if name in ("GenericForeignKey", "GenericRelation")
        )


def junk_drawers(module: Module) -> Iterator[str]:
    yield from JUNK_DRAWERS & set(module.path.relative_to(SOURCE).with_suffix("").parts)


def floats(module: Module) -> Iterator[str]:
    """Money, marks and counts are Decimal; a column of floating point is nowhere at all."""
    for call in calls(module.tree):
        if ast.unparse(call.func).rpartition(".")[2] == "FloatField":
            yield f"{call.lineno} FloatField"
    place = module.name.removeprefix("src/sammachip/")
    is_of_paper = place.startswith(MEASURES_OF_PAPER) or module.path.stem.startswith(MEASURES_OF_PAPER)
    if module.room in COUNTING and not is_of_paper:
        for node in nodes(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, float):
                yield f"{node.lineno} {node.value}"
            if isinstance(node, ast.Name) and node.id == "float":
                yield f"{node.lineno} float"


def clocks(module: Module) -> Iterator[str]:
    """Only `trail.clock` asks what time it is: tests freeze it, and a demo lives on its own day."""
    if module.name != "src/sammachip/trail/clock.py":
        for call in calls(module.tree):
            if ast.unparse(call.func) in CLOCKS:
                yield f"{call.lineno} {ast.unparse(call)}"


def requests(module: Module) -> Iterator[str]:
    if module.room in BELOW_THE_WEB:
        found = imported(module.tree).items()
        yield from (f"{name} of {source}" for name, source in found if source.startswith("django.http"))


def bare_excuses(module: Module) -> Iterator[str]:
    """A check that is switched off says why on the same line."""
    for number, line in enumerate(module.text.splitlines(), start=1):
        if WITHOUT_REASON.search(line):
            yield f"{number} {line.strip()}"


def other_writers_of_sheets(module: Module) -> Iterator[str]:
    """One writer of CSV and one of workbooks: both keep what people typed from running as a formula."""
    place = module.path.relative_to(SOURCE).as_posix()
    if place != "core/grid.py":
        yield from (
            f"{call.lineno} csv" for call in calls(module.tree) if ast.unparse(call.func) == "csv.writer"
        )
    if place != "records/workbooks/writing.py":
        found = imported(module.tree).items()
        yield from (
            f"{name} of {source}" for name, source in found if name in ("xlsxwriter", "Workbook", "openpyxl")
        )


REFUSED: dict[Finder, str] = {
    signals: "call the other room's action, or let the lower room keep a registry",
    keys_to_anything: "name the table the key leads to",
    junk_drawers: "name the module for the one thing it is about",
    floats: "use Decimal, and whole satang in the database",
    clocks: "ask trail.clock, or take the day as an argument",
    other_writers_of_sheets: "use core.grid.to_csv, or SafeWorkbook and write_text",
    requests: "give the action plain values; requests end in web and api",
    bare_excuses: "add the reason after it, on the same line",
}


@pytest.mark.parametrize("finder", REFUSED, ids=lambda finder: finder.__name__)
def test_house_refuses(finder: Finder):
    found = [f"{module.name}: {fault}" for module in modules() for fault in finder(module)]

    assert not found, listed(found, do=REFUSED[finder])


@pytest.mark.parametrize(
    ("finder", "place", "text"),
    [
        (signals, "money/actions/posting.py", "from django.db.models.signals import post_save"),
        (keys_to_anything, "cases/models.py", "from django.contrib.contenttypes.fields import GenericForeignKey"),
        (junk_drawers, "cases/utils.py", ""),
        (junk_drawers, "web/helpers/dates.py", ""),
        (floats, "org/models.py", "share = models.FloatField()"),
        (floats, "money/actions/posting.py", "half = 0.5"),
        (floats, "cases/rules/tree.py", "part = float(amount)"),
        (floats, "selection/sheets.py", "mean = total / 2.0"),
        (clocks, "web/desk.py", "today = date.today()"),
        (clocks, "cases/actions/tree.py", "made_at = timezone.now()"),
        (other_writers_of_sheets, "web/pages/lists.py", "csv.writer(out)"),
        (other_writers_of_sheets, "insight/sheets.py", "import xlsxwriter"),
        (other_writers_of_sheets, "insight/sheets.py", "from xlsxwriter.workbook import Workbook"),
        (requests, "records/actions.py", "from django.http import HttpRequest"),
        (requests, "selection/queries.py", "from django.http import Http404"),
        (bare_excuses, "core/money.py", "import os  # noqa: PLC0415"),
        (bare_excuses, "core/money.py", "x = y()  # type: ignore[arg-type]"),
    ],
)  # fmt: skip
def test_warden_sees_what_is_refused(finder: Finder, place: str, text: str):
    assert len(list(finder(Module.of(SOURCE / place, text)))) == 1
