"""Events: every office's own chain, in which any change shows."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from sammachip.trail import actions as trail
from sammachip.trail import checks, queries, triggers
from sammachip.trail.apps import lift_triggers
from sammachip.trail.models import Anchor, Chain, Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

DAY = date(2018, 9, 10)
SUBJECT = Anchor(pk=1)


class Clerk:
    """Someone who acts for an office, in the plain values the trail asks for."""

    def __init__(self, office: str = "9901") -> None:
        self.office = office

    def stamp(self) -> dict[str, object]:
        return {
            "person": 1,
            "name": "ผู้ทดสอบ ตัวอย่าง",
            "title": "เจ้าหน้าที่",
            "office": self.office,
            "role": "field-officer",
        }


@pytest.fixture
def three(at) -> list[Event]:
    at("2018-09-10 09:00")
    return [trail.log("thing.done", about=SUBJECT, actor=Clerk(), number=number) for number in (1, 2, 3)]


@pytest.fixture
def unguarded() -> None:
    """As for somebody who reaches the tables past the program and past its triggers."""
    triggers.remove()


def test_each_office_has_a_chain_of_its_own():
    made = [
        trail.log("thing.done", about=SUBJECT, actor=Clerk(office)) for office in ("9901", "9902", "9901")
    ]

    assert [(event.chain, event.sequence) for event in made] == [("9901", 1), ("9902", 1), ("9901", 2)]
    assert [made[0].previous, made[1].previous, made[2].previous] == [trail.ZERO, trail.ZERO, made[0].digest]


def test_chain_row_is_the_end_of_the_chain(three):
    chain = Chain.objects.get(office="9901")

    assert (chain.length, chain.digest) == (3, three[-1].digest)


def test_facts_are_kept_exactly_as_json_can_hold_them():
    event = trail.log(
        "thing.done",
        about=SUBJECT,
        actor=Clerk(),
        done_on=DAY,
        amount=Decimal("31200.10"),
        days=(DAY,),
        row=SUBJECT,
    )

    event.refresh_from_db()
    assert event.facts == {"amount": "31200.10", "days": ["2018-09-10"], "row": "trail.anchor:1"}
    assert json.loads(trail.canonical(event.facts)) == event.facts


def test_untouched_chains_are_whole(three):
    trail.anchor(DAY)

    assert list(queries.breaks()) == []


@pytest.mark.parametrize(
    ("change", "breaks"),
    [
        (lambda events: events.filter(sequence=2).update(verb="thing.undone"), ["9901#2"]),
        (lambda events: events.filter(sequence=2).update(facts={"number": 7}), ["9901#2"]),
        (lambda events: events.filter(sequence=2).update(done_on=DAY), ["9901#2"]),
        (lambda events: events.filter(sequence=2).update(within_kind="trail.anchor"), ["9901#2"]),
        (lambda events: events.filter(sequence=2).update(actor={"person": 2}), ["9901#2"]),
        (lambda events: events.filter(sequence=2).update(recorded_at="2018-09-09T09:00:00Z"), ["9901#2"]),
        (lambda events: events.filter(sequence=2).delete(), ["9901#3"]),
        (lambda events: events.filter(sequence=3).delete(), ["9901#end"]),
    ],
)
def test_change_past_the_program_shows_where_it_was_made(
    three, unguarded, change: Callable[[object], object], breaks: list[str]
):
    change(Event.objects.all())

    assert list(queries.breaks()) == breaks


def test_chain_cut_short_together_with_its_end_no_longer_fits_its_anchor(three, unguarded):
    trail.anchor(DAY)
    Event.objects.filter(sequence=3).delete()
    Chain.objects.filter(office="9901").update(length=2, digest=three[1].digest)

    assert list(queries.breaks()) == ["9901@2018-09-10"]


def test_anchor_fitted_to_a_chain_cut_short_no_longer_bears_its_own_digest(three, unguarded):
    trail.anchor(DAY)
    Event.objects.filter(sequence=3).delete()
    Chain.objects.filter(office="9901").update(length=2, digest=three[1].digest)
    Anchor.objects.update(ends={"9901": [2, three[1].digest]})

    assert list(queries.breaks()) == ["@2018-09-10"]


def test_first_anchor_of_a_day_stands(three):
    first = trail.anchor(DAY)
    trail.log("thing.done", about=SUBJECT, actor=Clerk())

    assert trail.anchor(DAY).ends == first.ends == {"9901": [3, three[-1].digest]}


def test_verify_says_which_event_and_what_to_do(three, unguarded):
    Event.objects.filter(sequence=2).update(verb="thing.undone")

    found = [sentence for name, sentence in checks.findings() if name == "ลำดับเหตุการณ์"]

    assert found == ["เหตุการณ์ 9901#2 ไม่ต่อเนื่องกับสายก่อนหน้า — เทียบกับสำเนาสำรองก่อนวันที่พบ"]


def test_verify_names_a_table_without_its_guard(unguarded):
    found = [sentence for name, sentence in checks.findings() if name == "กลไกป้องกันในฐานข้อมูล"]

    assert found[0] == "ตาราง trail_event ไม่มีตัวกันแก้ไขย้อนหลัง — สั่ง sammachip serve หรือ restore เพื่อติดตั้งใหม่"


def test_events_about_a_row_include_those_within_it():
    about, within, other = Anchor(pk=1), Anchor(pk=2), Anchor(pk=3)
    trail.log("thing.done", about=about, actor=Clerk())
    trail.log("part.done", about=other, within=about, actor=Clerk())
    trail.log("thing.done", about=within, actor=Clerk())

    assert [event.verb for event in Event.objects.about(about)] == ["thing.done", "part.done"]


def test_guards_are_off_only_while_tables_change():
    lift_triggers("default", plan=[])
    lacking = [triggers.missing()]
    lift_triggers("default", plan=["a migration"])
    lacking.append(triggers.missing())
    triggers.install()
    lacking.append(triggers.missing())

    assert [bool(tables) for tables in lacking] == [False, connection.vendor == "sqlite", False]
