"""The demo lives in a folder of its own: real data never becomes a demo, and a demo keeps its day."""

import argparse
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as office

from sammachip import demofile
from sammachip.cli import demo as command
from sammachip.core.verdict import Refused
from sammachip.demofile import Demo, Login
from sammachip.org.models import Person
from sammachip.trail import triggers
from sammachip.trail.models import Chain
from server import Server, sammachip

DAY = date(2018, 9, 10)
STANDING = Demo(DAY, (Login("พัฒนาการอำเภอ", "malee", "long secret words"),))


@pytest.mark.django_db
def test_demo_refuses_a_folder_where_someone_works():
    Person.objects.create(username="real", given_name="จริง", family_name="ทำงาน")

    with pytest.raises(Refused, match="มีข้อมูลจริง"):
        command.ensure(DAY)

    assert demofile.read(office.DATA_DIR) is None


@pytest.mark.parametrize("wanted", [None, DAY])
def test_demo_that_stands_is_left_as_it_is(wanted):
    demofile.write(office.DATA_DIR, STANDING)

    command.ensure(wanted)

    assert demofile.read(office.DATA_DIR) == STANDING


def test_demo_prints_who_may_log_in(capsys):
    demofile.write(office.DATA_DIR, STANDING)

    assert command.run(argparse.Namespace(today=None)) == 0

    assert "  malee        long secret words พัฒนาการอำเภอ\n" in capsys.readouterr().err


def test_demo_does_not_change_its_day():
    demofile.write(office.DATA_DIR, STANDING)

    with pytest.raises(Refused, match="10 กันยายน 2561"):
        command.ensure(date(2020, 8, 20))


@pytest.mark.parametrize("typed", ["2018-09-10", "2561-09-10", "๑๐ ก.ย. ๒๕๖๑"])
def test_day_is_read_in_either_era(typed):
    assert command.day_of(typed) == DAY


@pytest.mark.django_db
def test_demo_cannot_live_on_a_day_before_what_it_tells():
    with pytest.raises(Refused, match="8 กันยายน 2561 หรือหลังจากนั้น"):
        command.ensure(date(2018, 9, 7))

    assert demofile.read(office.DATA_DIR) is None


@pytest.mark.django_db(transaction=True)
def test_demo_broken_off_is_taken_away_whole():
    Chain.objects.create(office="3101")
    half = office.MEDIA_ROOT / "half.pdf"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")

    command.discard_unfinished()

    assert (Chain.objects.count(), half.exists(), triggers.missing()) == (0, False, [])


PROGRAMME = "sammachip-sustain-2561"
FILINGS = {
    "prepare": {"accepted": 13},
    "survey": {"draft": 2, "sent": 1, "accepted": 22},
    "assess": {"accepted": 17},
    "plan": {"sent": 1, "accepted": 12},
    "develop": {"accepted": 13},
    "handover": {"accepted": 5},
    "follow": {"accepted": 7},
    "assess_again": {"accepted": 3},
    "income": {"accepted": 8},
    "evaluate": {"accepted": 3},
    "evaluate_district": {"accepted": 1},
    "report": {"draft": 2, "sent": 2, "accepted": 5},
    "result": {"draft": 1},
}
"""How far the programme is on the demo's day: nothing of the first district but what it prepared and told early."""


@pytest.mark.journey
@pytest.mark.slow
def test_demo_shows_every_stage_of_the_journey(demo: Server):
    """Before anyone walks through it. One demo serves this and the journey, for building it is most of the work."""
    asked = ("--programme", PROGRAMME, "--office")

    register = sammachip("allocation", "export", *asked, "31", folder=demo.folder)
    paper = demo.folder / "early.pdf"
    report = sammachip("report", *asked, "3101", "--out", str(paper), folder=demo.folder)
    verified = sammachip("verify", folder=demo.folder)

    assert register.stdout.splitlines()[-1] == "รวม,,28,873600.00,"
    assert len(register.stdout.splitlines()) == 1 + 23 + 1
    assert (report.returncode, paper.read_bytes()[:5]) == (0, b"%PDF-")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert filings_in(demo.folder) == FILINGS
    assert counts_in(demo.folder, "registry_group", "kind") == {"occupational": 30, "savings": 3}
    assert counts_in(demo.folder, "money_spending", "state") == {"requested": 1, "approved": 5, "closed": 12}
    assert counts_in(demo.folder, "cases_goodcheck", "found") == {"in_use": 5, "stored": 1, "not_found": 1}
    assert counts_in(demo.folder, "cases_submission", "state") == {"placed": 1, "waiting": 1}
    assert counts_in(demo.folder, "cases_clusterdecision", "verdict") == {"aside": 1, "changed": 1}


def rows_in(folder: Path, asked: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(f"file:{folder / 'sammachip.sqlite3'}?mode=ro", uri=True) as held:
        return held.execute(asked).fetchall()


def counts_in(folder: Path, table: str, column: str) -> dict[str, int]:
    return dict(rows_in(folder, f"SELECT {column}, COUNT(*) FROM {table} GROUP BY 1"))


def filings_in(folder: Path) -> dict[str, dict[str, int]]:
    """The filings of the programme, by stage and state."""
    found: dict[str, dict[str, int]] = {}
    for stage, state, count in rows_in(
        folder,
        "SELECT task.stage, filing.state, COUNT(*) FROM cases_filing filing JOIN cases_task task ON task.id = filing.task_id"
        " JOIN cases_case held ON held.id = task.case_id JOIN programmes_programme told ON told.id = held.programme_id"
        f" WHERE told.code = '{PROGRAMME}' GROUP BY 1, 2",
    ):
        found.setdefault(stage, {})[state] = count
    return found
