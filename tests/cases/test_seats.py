"""Seats of group members: who opens one, what its code and PIN open, and what whoever sits there may do and see."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import make
from cases.applying import PLAN, UNTIL, apply_task, group_case, seat, sent, sitting
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.actions.seats import MOST_TRIES, Opened, erase_sitters
from sammachip.cases.models import Case, Filing, GroupSeat, Task
from sammachip.cases.rules import MOST_SEATS
from sammachip.cases.standings import differing
from sammachip.core.erasing import ERASED, erasure
from sammachip.core.verdict import Refused, Stale, Verdict
from sammachip.org.hats import Actor, hats_of
from sammachip.trail.models import Event
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def case(cast: Cast, at: Freeze) -> Case:
    at("2020-05-10 09:00")
    return seated(cast)


@laid
def seated(cast: Cast) -> Case:
    return group_case(cast)


@pytest.fixture
def opened(cast: Cast, case: Case) -> Opened:
    return seat(case, cast.malee)


def test_code_and_pin_open_the_own_case_and_nothing_else(cast: Cast, case: Case, opened: Opened) -> None:
    actor = actions.enter_seat(opened.code, opened.pin)

    assert isinstance(actor, Actor)
    assert (actor.role, actor.office.code, actor.hat.key) == (
        "group-member",
        "3101",
        f"seat:{opened.seat.pk}",
    )
    assert [hat.key for hat in hats_of(actor.person, date(2020, 5, 10))] == [actor.hat.key]
    assert list(Case.objects.visible_to(actor)) == [case]
    assert [task.stage for task in Task.objects.awaiting(actor)] == ["apply"]
    assert actor.roots() == []


def test_digits_of_a_pin_read_alike_however_they_are_typed(opened: Opened) -> None:
    thai = opened.pin.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

    assert isinstance(actions.enter_seat(opened.code, f"{thai[:3]} {thai[3:]}"), Actor)


def test_wrong_pins_bring_a_rest_after_which_the_right_one_opens_again(opened: Opened, at: Freeze) -> None:
    wrong = "0" if opened.pin[0] != "0" else "1"
    said = [actions.enter_seat(opened.code, wrong * 6) for _try in range(MOST_TRIES)]

    assert all(isinstance(one, Verdict) and not one for one in said)
    assert [one.code for one in said] == ["pin"] * (MOST_TRIES - 1) + ["resting"]
    assert actions.enter_seat(opened.code, opened.pin).code == "resting"
    at("2020-05-10 09:16")
    assert isinstance(actions.enter_seat(opened.code, opened.pin), Actor)


def test_a_new_pin_ends_the_old_one_and_a_seat_that_ended_opens_nothing(
    cast: Cast, case: Case, opened: Opened
) -> None:
    before = opened.seat.person.password
    pin = actions.renew_pin(opened.seat, actor=cast.mana)
    opened.seat.person.refresh_from_db()

    assert opened.seat.person.password != before  # whoever came in by the old one is out
    assert pin == opened.pin or actions.enter_seat(opened.code, opened.pin).code == "pin"
    assert isinstance(actions.enter_seat(opened.code, pin), Actor)
    actions.end_seat(opened.seat, actor=cast.malee)
    assert actions.enter_seat(opened.code, pin).code == "seat-unknown"
    assert hats_of(opened.seat.person, date(2020, 5, 10)) == []
    assert apply_task(case).turn_role == "field-officer"
    with pytest.raises(Stale):
        actions.end_seat(opened.seat, actor=cast.malee)


def test_a_seat_opens_nothing_after_its_last_day(opened: Opened, at: Freeze) -> None:
    at("2020-09-01 00:01")

    assert actions.enter_seat(opened.code, opened.pin).code == "seat-unknown"


@pytest.mark.parametrize("who", ["prasit", "kanya", "fong"])
def test_only_officers_over_the_group_open_seats(cast: Cast, case: Case, who: str) -> None:
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่อำเภอของกลุ่ม"):
        seat(case, getattr(cast, who))

    assert not GroupSeat.objects.exists()


def test_seats_are_few_and_one_to_a_member(cast: Cast, case: Case, opened: Opened) -> None:
    with pytest.raises(Refused, match="บุญมี ทดสอบระบบ มีสิทธิ์เขียน"):
        seat(case, cast.malee)
    for number in range(1, MOST_SEATS):
        seat(case, cast.somchai, given_name=f"คนที่{number}")

    with pytest.raises(Refused, match=f"{MOST_SEATS} คน ซึ่งเต็มจำนวนแล้ว"):
        seat(case, cast.anong, given_name="อีกคน")


@pytest.mark.parametrize("day", [date(2020, 5, 9), date(2021, 5, 12)])
def test_a_seat_lasts_from_today_on_and_no_longer_than_a_year(cast: Cast, case: Case, day: date) -> None:
    with pytest.raises(Refused):
        seat(case, cast.malee, ends_on=day)


def test_the_group_writes_and_sends_and_its_district_signs(cast: Cast, case: Case, opened: Opened) -> None:
    assert apply_task(case).turn_role == "group-member"
    filing = sent(case, sitting(opened))

    assert (filing.maker, filing.maker_office.code, filing.state) == (opened.seat.person, "3101", "sent")
    assert list(Task.objects.awaiting(cast.mana)) == [apply_task(case)]
    assert not Task.objects.awaiting(sitting(opened)).exists()
    actions.return_filing(filing, seen=1, reason="ขาดราคาตู้อบ", actor=cast.mana)
    assert apply_task(case).turn_role == "group-member"


def test_two_members_write_one_plan_and_the_slower_loses_nothing(
    cast: Cast, case: Case, opened: Opened
) -> None:
    first, second = sitting(opened), sitting(seat(case, cast.malee, given_name="สมศรี"))
    filing = actions.start_filing(apply_task(case), actor=first)
    actions.save_draft(filing, PLAN, seen=0, actor=first)

    with pytest.raises(Stale):
        actions.save_draft(filing, {**PLAN, "business": "ตลาดชุมชน"}, seen=0, actor=second)

    kept = actions.save_draft(filing, {**PLAN, "business": "ตลาดชุมชน"}, seen=1, actor=second)
    assert kept.values["business"] == "ตลาดชุมชน"


def test_a_seat_in_another_group_of_the_district_writes_nothing_here(cast: Cast, case: Case) -> None:

    other = make.enrolled(case.parent, make.group(cast.malee, name="กลุ่มจักสานตัวอย่าง", moo=2), actor=cast.malee)
    stranger = sitting(seat(other, cast.malee))

    with pytest.raises(Refused):
        actions.start_filing(apply_task(case), actor=stranger)

    assert not Filing.objects.exists()
    assert [task.case for task in Task.objects.awaiting(stranger)] == [other]


def test_events_of_a_seat_name_the_seat_and_no_villager(cast: Cast, case: Case, opened: Opened) -> None:
    sent(case, sitting(opened))

    told = [(event.actor, event.facts) for event in Event.objects.all()]
    assert "บุญมี" not in str(told)
    assert any(stamp["role"] == "group-member" for stamp, _facts in told)


def test_a_member_who_asks_is_known_by_name_no_more_and_sits_no_more(
    cast: Cast, case: Case, opened: Opened
) -> None:
    other = seat(case, cast.malee, given_name="สมศรี")
    find = erasure(names=["นายบุญมี ทดสอบระบบ"])

    assert (
        erase_sitters(GroupSeat.objects.select_related("person", "case__edition"), find, actor=cast.mana) == 1
    )

    opened.seat.person.refresh_from_db()
    assert opened.seat.person.name.strip() == ERASED
    assert actions.enter_seat(opened.code, opened.pin).code == "seat-unknown"
    assert isinstance(actions.enter_seat(other.code, other.pin), Actor)
    actions.end_seat(other.seat, actor=cast.mana)
    assert list(differing()) == []


def test_a_seat_that_ended_says_by_whom(opened: Opened) -> None:
    with pytest.raises(IntegrityError, match="group_seat_ended_says_by_whom"), transaction.atomic():
        GroupSeat.objects.filter(pk=opened.seat.pk).update(ended_by=opened.seat.person)

    assert opened.seat.ends_on == UNTIL
