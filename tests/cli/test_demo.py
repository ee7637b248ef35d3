"""The demo lives in a folder of its own: real data never becomes a demo, and a demo keeps its day."""

import argparse
from datetime import date

import pytest
from django.conf import settings as office

from sammachip import demofile
from sammachip.cli import demo
from sammachip.core.verdict import Refused
from sammachip.demofile import Demo, Login
from sammachip.org.models import Person
from sammachip.trail import triggers
from sammachip.trail.models import Chain

DAY = date(2018, 9, 10)
STANDING = Demo(DAY, (Login("พัฒนาการอำเภอ", "malee", "long secret words"),))


@pytest.mark.django_db
def test_demo_refuses_a_folder_where_someone_works():
    Person.objects.create(username="real", given_name="จริง", family_name="ทำงาน")

    with pytest.raises(Refused, match="มีข้อมูลจริง"):
        demo.ensure(DAY)

    assert demofile.read(office.DATA_DIR) is None


@pytest.mark.parametrize("wanted", [None, DAY])
def test_demo_that_stands_is_left_as_it_is(wanted):
    demofile.write(office.DATA_DIR, STANDING)

    demo.ensure(wanted)

    assert demofile.read(office.DATA_DIR) == STANDING


def test_demo_prints_who_may_log_in(capsys):
    demofile.write(office.DATA_DIR, STANDING)

    assert demo.run(argparse.Namespace(today=None)) == 0

    assert "  malee        long secret words พัฒนาการอำเภอ\n" in capsys.readouterr().err


def test_demo_does_not_change_its_day():
    demofile.write(office.DATA_DIR, STANDING)

    with pytest.raises(Refused, match="10 กันยายน 2561"):
        demo.ensure(date(2020, 8, 20))


@pytest.mark.parametrize("typed", ["2018-09-10", "2561-09-10", "๑๐ ก.ย. ๒๕๖๑"])
def test_day_is_read_in_either_era(typed):
    assert demo.day_of(typed) == DAY


@pytest.mark.django_db
def test_demo_cannot_live_on_a_day_before_what_it_tells():
    with pytest.raises(Refused, match="8 กันยายน 2561 หรือหลังจากนั้น"):
        demo.ensure(date(2018, 9, 7))

    assert demofile.read(office.DATA_DIR) is None


@pytest.mark.django_db(transaction=True)
def test_demo_broken_off_is_taken_away_whole():
    Chain.objects.create(office="3101")
    half = office.MEDIA_ROOT / "half.pdf"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")

    demo.discard_unfinished()

    assert (Chain.objects.count(), half.exists(), triggers.missing()) == (0, False, [])
