"""Signing for another: an order lets a colleague sign at a hop, in each of the five forms, and the paper names it."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Filing, Task
from sammachip.cases.papers import signers_of
from sammachip.cases.readings import filing_reading
from sammachip.core.verdict import Refused
from sammachip.org import actions as org
from sammachip.org.hats import Actor, actor_for
from sammachip.org.models import Order, Post, Power, Role, Standin
from sammachip.records.models import Paper
from sammachip.trail import clock
from sammachip.trail.models import Notice

pytestmark = [pytest.mark.both, pytest.mark.django_db]

TITLE = "พัฒนาการอำเภอเมืองบุรีรัมย์"


@pytest.fixture
def task(cast: Cast, at: Freeze) -> Task:
    at("2018-09-10 09:00")
    return make.task(make.district(cast), "report")


def stand_in(cast: Cast, holder: Actor, form: str = Standin.IN_CHARGE, **limits: object) -> Power:
    """An order of the district that lets the holder sign as its head."""
    order = org.record_order(
        cast.mana.office,
        f"{Order.objects.count() + 1}/2561",
        date(2018, 8, 1),
        "ให้ข้าราชการปฏิบัติหน้าที่แทน",
        actor=cast.suda,
    )
    starts_on = limits.pop("starts_on", date(2018, 9, 1))
    return org.give_power(
        order,
        holder.person,
        form,
        cast.mana.office,
        TITLE,
        starts_on,
        for_role=Role.DISTRICT_HEAD,
        actor=cast.suda,
        **limits,
    )


def sent(cast: Cast, task: Task) -> Filing:
    return make.filing(task, cast.malee, {"standing": "ongoing"}, sent=True)


@pytest.mark.parametrize("form", Standin.values)
def test_an_order_lets_a_colleague_sign_and_the_paper_says_in_which_form(
    cast: Cast, task: Task, form: str
) -> None:
    power = stand_in(cast, cast.fong, form)
    report = sent(cast, task)

    actions.sign_filing(report, seen=1, actor=cast.fong)

    signoff = report.signoffs.get()
    assert (signoff.signer_id, signoff.power_id, signoff.role) == (
        cast.fong.person.pk,
        power.pk,
        Role.DISTRICT_HEAD,
    )
    assert signers_of(report, 1, task.case.edition)[0].title_lines == (
        f"{cast.fong.hat.title} {Standin(form).label}",
        TITLE,
    )
    assert make.task(task.case, "report").turn_role == Role.PROVINCE_OFFICER


def test_what_waits_for_the_absent_waits_for_who_stands_in_and_they_are_told(cast: Cast, task: Task) -> None:
    stand_in(cast, cast.fong)
    report = sent(cast, task)

    assert list(Task.objects.awaiting(cast.fong)) == [task]
    assert set(
        Notice.objects.filter(kind="filing-awaits-you", url=report.get_absolute_url()).values_list(
            "person_id", flat=True
        )
    ) == {cast.mana.person.pk, cast.fong.person.pk}


def test_once_one_of_them_has_signed_nobody_is_asked_any_longer(cast: Cast, task: Task) -> None:
    stand_in(cast, cast.fong)
    report = sent(cast, task)

    actions.sign_filing(report, seen=1, actor=cast.fong)

    asked = Notice.objects.unread().filter(kind="filing-awaits-you", url=report.get_absolute_url())
    assert [notice.person_id for notice in asked] == [cast.somchai.person.pk]


def test_who_stands_in_owes_nothing_of_the_absents_own_writing(cast: Cast, task: Task) -> None:
    stand_in(cast, cast.fong)

    assert list(Task.objects.awaiting(cast.fong)) == []


def test_a_hop_whose_post_is_vacant_is_held_by_who_stands_in(cast: Cast, task: Task) -> None:
    Post.objects.filter(person=cast.mana.person).update(ends_on=date(2018, 9, 1))
    stand_in(cast, cast.fong)
    report = sent(cast, task)

    assert filing_reading(report, cast.fong).hops[0].holders == [cast.fong.person.name]
    actions.sign_filing(report, seen=1, actor=cast.fong)

    assert report.signoffs.count() == 1


def test_who_stands_in_sends_back_under_the_same_power(cast: Cast, task: Task) -> None:
    power = stand_in(cast, cast.fong)
    report = sent(cast, task)

    actions.return_filing(report, seen=1, reason="เพิ่มผลของขั้นตอนที่ ๑", actor=cast.fong)

    assert (report.state, report.signoffs.get().power_id) == ("draft", power.pk)


def test_a_maker_does_not_sign_own_work_under_an_order_either(cast: Cast, task: Task) -> None:
    stand_in(cast, cast.malee)
    report = sent(cast, task)

    with pytest.raises(Refused, match="ของตนเอง"):
        actions.sign_filing(report, seen=1, actor=cast.malee)


@pytest.mark.parametrize(
    "limits",
    [
        {"starts_on": date(2018, 9, 11)},
        {"ends_on": date(2018, 9, 9)},
        {"programme_code": "another-programme-2561"},
    ],
)
def test_a_power_of_other_days_or_another_programme_signs_nothing(
    cast: Cast, task: Task, limits: dict[str, object]
) -> None:
    stand_in(cast, cast.fong, **limits)
    report = sent(cast, task)

    assert list(Task.objects.awaiting(cast.fong)) == []
    with pytest.raises(Refused, match="ขั้นนี้รอ"):
        actions.sign_filing(report, seen=1, actor=cast.fong)


@pytest.mark.parametrize("programme", ["", "this"])
def test_who_stands_in_from_another_office_sees_what_to_sign_and_no_more(
    cast: Cast, task: Task, programme: str
) -> None:
    """An order opened the signature, and the page to sign on answered 404."""
    code = task.case.edition.programme.code if programme else ""
    report = sent(cast, task)
    stand_in(cast, cast.prasit, programme_code=code, ends_on=date(2018, 9, 30))
    standing_in = hat_of(cast.prasit)

    assert list(Filing.objects.visible_to(standing_in)) == [report]
    assert list(Task.objects.awaiting(standing_in)) == [task]
    assert not Task.objects.visible_to(standing_in).within("/31/3103/").exists()
    actions.sign_filing(report, seen=1, actor=standing_in)
    assert report.signoffs.get().power.holder == cast.prasit.person


@pytest.mark.parametrize(
    "limits",
    [
        {"starts_on": date(2018, 9, 11)},
        {"ends_on": date(2018, 9, 9)},
        {"programme_code": "another-programme-2561"},
    ],
)
def test_an_order_of_other_days_or_another_programme_opens_no_sight(
    cast: Cast, task: Task, limits: dict[str, object]
) -> None:
    sent(cast, task)
    stand_in(cast, cast.prasit, **limits)

    assert list(Filing.objects.visible_to(hat_of(cast.prasit))) == []


def hat_of(someone: Actor) -> Actor:
    """The person as each request finds them, with what orders of today let them sign for."""
    worn = actor_for(someone.person, None, clock.today())
    assert worn is not None
    return worn


def test_own_post_names_no_power(cast: Cast, task: Task) -> None:
    report = sent(cast, task)

    actions.sign_filing(report, seen=1, actor=cast.mana)

    assert report.signoffs.get().power is None


def test_a_report_signed_from_another_office_goes_up_with_its_own_office_s_letter(
    cast: Cast, task: Task
) -> None:
    stand_in(cast, cast.somchai)
    report = sent(cast, task)

    actions.sign_filing(report, seen=1, actor=cast.somchai)

    cover = Paper.objects.about(report).get(kind="cover")
    assert (cover.office_id, cover.to_office_id, cover.path) == ("3101", "31", cast.mana.office.path)
