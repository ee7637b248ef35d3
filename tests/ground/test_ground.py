"""The ground the other tests stand on."""

import os
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from sammachip.trail import actions as trail
from sammachip.trail import clock, triggers
from sammachip.trail.models import Anchor, Event

pytestmark = pytest.mark.both


class Clerk:
    """Someone who acts, in the plain values the trail asks for."""

    def stamp(self) -> dict[str, object]:
        return {
            "person": 1,
            "name": "มาลี ตัวอย่าง",
            "title": "เจ้าหน้าที่",
            "office": "9901",
            "role": "field-officer",
        }


@pytest.fixture
def event(at) -> Event:
    at("2018-09-10 09:00")
    return trail.log("anchor.made", about=Anchor(pk=1), actor=Clerk())


def test_run_uses_the_database_it_was_given():
    wanted = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"

    assert connection.vendor == wanted


def test_at_stops_the_clock_and_can_move_it(at):
    at("2018-09-10 09:00")
    first = clock.today()

    at("2018-09-11 00:01")

    assert (first, clock.today()) == (date(2018, 9, 10), date(2018, 9, 11))


@pytest.mark.django_db
def test_guards_are_laid_on_the_test_database():
    assert triggers.missing() == []


@pytest.mark.django_db
def test_event_cannot_be_changed_or_deleted(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(verb="other")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()

    assert Event.objects.get().verb == "anchor.made"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_emptied_tables_are_guarded_again(event, turn):
    """Twice the same: the second turn finds the tables empty and the guards laid anew."""
    assert Event.objects.count() == 1
    assert triggers.missing() == []
