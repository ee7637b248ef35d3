"""The board of a round with 76 entries and nine judges: the page anew after a mark was changed, nothing kept from before.

Beside it stands the list of reviews of pretalx, which has an environment of its own, with as many entries and reviews;
and the same board of a hundred times as many entries, one part at a time. Imports the program's models and the world that
the tests of selection are built on, so it comes after `world.province` has told the folder.
"""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.promises import acting, shown
from bench.theirs import python_with
from bench.timing import ROUNDS, Promise
from sammachip.selection.actions import let_mark_anew, save_sheet, seal_sheet
from sammachip.selection.models import Sheet

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tests"))
from cast import PARTS, Cast  # noqa: E402  the tests' own worlds, found once their folder is on the path
from selection import build  # noqa: E402  found once the tests' folder is on the path

ENVIRONMENT = HERE.parent / "var" / "bench" / "pretalx"
THEIRS = ("pretalx==2025.2.2",)
FEW, MANY, JUDGES = 76, 7600, 9
MOST_QUERIES = 15
BAR, BAR_OF_MANY = 1 / 20, 1.0
TAMBONS = {FEW: "310101", MANY: "310102"}
"""Where the groups of each contest stand: a village holds a name of a group but once."""
PLAYED_BY = {"prasit": "malee"}
"""Whom the tests know and the demo does not, and who stands in for them; neither does anything here."""


def promises() -> tuple[float, float, list[Promise]]:
    """Our seconds and theirs with 76 entries, and what is promised of both."""
    theirs = pretalx()
    cast = Cast(**{name: acting(PLAYED_BY.get(name, name)) for name in PARTS})
    few, queries = board_of(cast, FEW)
    assert queries <= MOST_QUERIES, f"{FEW} entries: {queries} queries, at most {MOST_QUERIES}"
    many, more = board_of(cast, MANY)
    assert more <= queries, f"{FEW} entries: {queries} queries, {MANY}: {more}"
    return (
        few,
        theirs,
        [
            Promise(
                f"board of {FEW} entries and {JUDGES} judges, and pretalx's list of them", theirs, few, BAR
            ),
            Promise(
                f"board of {MANY:,} entries, in parts, and pretalx's list of {FEW}", theirs, many, BAR_OF_MANY
            ),
        ],
    )


def board_of(cast: Cast, entries: int) -> tuple[float, int]:
    """The seconds from a changed mark to the page of so many entries, and the page's queries."""
    text = build.pack(keep=36, tiers=(18, 18), sheets=JUDGES).replace(
        "contest-on-trial", f"contest-{entries}"
    )
    made = build.contest(cast, entries=entries, judges=JUDGES, text=text, tambons=(TAMBONS[entries],))
    build.mark_all(
        build.ready(made), [{"plan": number * 7 % 21, "clip": number * 11 % 21} for number in range(entries)]
    )
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(made.chair.person, backend="django.contrib.auth.backends.ModelBackend")
    browser.post(reverse("web:hat"), {"hat": made.chair.hat.key})  # of the two panels this one's
    address = reverse("web:round-board", args=[made.round.pk])
    shown(browser, address)
    with CaptureQueriesContext(connection) as asked:
        shown(browser, address)
    queries = len(asked)  # before the next request forgets them
    change = changing(made)
    return median(after(change, lambda: shown(browser, address)) for _round in range(ROUNDS)), queries


def after(change: Callable[[], None], act: Callable[[], None]) -> float:
    """The processor time of the act, done anew after the change."""
    change()
    begun = time.process_time()
    act()
    return time.process_time() - begun


def changing(made: build.Contest) -> Callable[[], None]:
    """Another mark of one judge for one entry, each time it is called."""
    points = itertools.cycle(("3", "17"))
    judge, entry = made.judges[1], made.entries[0]

    def act() -> None:
        sheet = Sheet.objects.current().get(entry=entry, seat=made.seat(judge))
        let_mark_anew(sheet, reason="วัดความเร็ว", actor=made.chair)
        typed = {one.key: {"points": next(points)} for one in made.round.law.rubric.criteria}
        save_sheet(entry, typed, seen=0, actor=judge)
        seal_sheet(entry, seen=1, actor=judge)

    return act


def pretalx() -> float:
    """The seconds of their list of reviews, in a process of their own."""
    with TemporaryDirectory(prefix="sammachip-pretalx-") as folder:
        run = subprocess.run(
            [
                str(python_with(THEIRS, ENVIRONMENT)),
                str(HERE / "contest_theirs.py"),
                folder,
                str(FEW),
                str(JUDGES),
            ],
            stdout=subprocess.PIPE,
            check=True,
        )
    told: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return told["seconds"]
