"""Whom and what a hat sees, whose turn a role is, and how a signature reads."""

from datetime import date

import pytest
from django.utils.translation import override

import make
from org import build
from sammachip.org import hats
from sammachip.org.hats import Actor, Hat, actor_for, hats_of
from sammachip.org.models import Office, Order, Person, Post, Role, Standin
from sammachip.org.queries import holders
from sammachip.org.sight import Reach

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DAY = date(2018, 9, 10)


def test_an_office_sees_itself_and_what_lies_below():
    field_officer, officer = build.actor(Role.FIELD_OFFICER, "3101"), build.actor(Role.PROVINCE_OFFICER, "31")
    department = build.actor(Role.DEPARTMENT_OFFICER, "00")

    def seen(actor):
        return list(Office.objects.visible_to(actor).order_by("code").values_list("code", flat=True))

    assert seen(field_officer) == ["3101"]
    assert seen(officer) == ["31", *[str(code) for code in range(3101, 3124)]]
    assert len(seen(department)) == Office.objects.count()


def test_people_posts_and_orders_of_the_neighbour_stay_unseen():
    kanya = build.actor(Role.PROVINCE_HEAD, "27", given="กัญญา")
    somchai = build.actor(Role.PROVINCE_OFFICER, "31", given="สมชาย")
    order = build.power(somchai.person, "31").order

    assert list(Person.objects.visible_to(kanya)) == [kanya.person]
    assert list(Post.objects.visible_to(kanya)) == [kanya.hat.post]
    assert list(Order.objects.visible_to(kanya)) == []
    assert list(Order.objects.visible_to(somchai)) == [order]


def test_a_person_stays_visible_to_the_office_that_was_left():
    somchai = build.actor(Role.PROVINCE_OFFICER, "31")
    left = build.person("มาลี")
    build.post(left, Role.FIELD_OFFICER, "3101", ends_on=date(2018, 1, 1))

    assert left in Person.objects.visible_to(somchai)


def test_an_auditor_sees_only_the_scope_and_only_in_its_days(at):
    auditor = make.auditor()
    make.scope(auditor, "3101")

    at("2018-09-30 23:00")
    assert [office.code for office in Office.objects.visible_to(auditor)] == ["3101"]
    at("2018-10-01 00:00")
    assert list(Office.objects.visible_to(auditor)) == []


def test_a_seat_sees_what_it_names_and_no_office(monkeypatch):
    somchai = build.actor(Role.PROVINCE_OFFICER, "31")
    district = Office.objects.get(code="3101")
    seat = Hat(
        "seat:1", "group-member", "ตัวแทนกลุ่ม", district, sees=(Reach("/31/3101/310105/g7/", "contest"),)
    )
    monkeypatch.setattr(hats, "_sources", [])
    hats.bring(lambda person, day: [seat] if person == somchai.person else [])

    seated = actor_for(somchai.person, "seat:1", DAY)

    assert [hat.key for hat in hats_of(somchai.person, DAY)] == [somchai.hat.key, "seat:1"]
    assert seated is not None
    assert seated.reaches() == [Reach("/31/3101/310105/g7/", "contest")]
    assert list(Office.objects.visible_to(seated)) == []


def test_a_post_without_a_role_is_no_hat():
    governor = build.person(username=None)
    build.post(governor, "", "31")

    assert hats_of(governor, DAY) == []
    assert actor_for(governor, None, DAY) is None


def test_a_hat_that_is_gone_gives_way_to_the_first():
    who = build.person()
    first = build.post(who, Role.FIELD_OFFICER, "3101")
    over = build.post(who, Role.DISTRICT_FINANCE, "3101", ends_on=date(2018, 9, 9))

    actor = actor_for(who, f"post:{over.pk}", DAY)

    assert isinstance(actor, Actor)
    assert actor.hat.post == first


def test_hats_asked_again_are_those_of_another_person_and_another_day():
    malee, kanya = (
        build.actor(Role.FIELD_OFFICER, "3101"),
        build.actor(Role.PROVINCE_HEAD, "27", given="กัญญา"),
    )
    over = build.post(malee.person, Role.DISTRICT_FINANCE, "3101", ends_on=date(2018, 9, 9))
    before = date(2018, 9, 9)

    asked = [(malee, before), (kanya, before), (malee, DAY), (kanya, DAY), (malee, before)]
    found = [[hat.post for hat in hats_of(actor.person, day)] for actor, day in asked]

    both = [malee.hat.post, over]
    assert found == [both, [kanya.hat.post], both[:1], [kanya.hat.post], both]


def test_holders_are_those_of_exactly_this_role_office_and_day():
    current = build.actor(Role.DISTRICT_HEAD, "3101").person
    build.actor(Role.DISTRICT_HEAD, "3104")
    build.actor(Role.FIELD_OFFICER, "3101")
    build.post(build.person(), Role.DISTRICT_HEAD, "3101", ends_on=date(2018, 9, 9))
    build.post(build.person(), Role.DISTRICT_HEAD, "3101", starts_on=date(2018, 9, 11))

    assert list(holders(Role.DISTRICT_HEAD, "3101", DAY)) == [current]


FORMS = {
    Standin.ON_BEHALF: "ปฏิบัติราชการแทน",
    Standin.IN_CHARGE: "รักษาราชการแทน",
    Standin.ACTING_FOR: "ทำการแทน",
    Standin.WORKING_FOR: "ปฏิบัติงานแทน",
    Standin.IN_POSITION: "รักษาการในตำแหน่ง",
}


@pytest.mark.parametrize(("form", "words"), FORMS.items())
def test_power_names_its_form_in_the_words_of_the_regulation(form, words):
    power = build.power(build.person("พรทิพย์"), "31", form=form)

    assert power.form_words == words


def test_words_of_a_power_stay_thai_on_an_english_screen():
    power = build.power(build.person("พรทิพย์"), "31")

    with override("en"):
        assert power.form_words == "ปฏิบัติราชการแทน"
