"""Every page about people: it works, tells a colleague why not, shows its errors, and costs the same for many rows."""

from datetime import date

import pytest

from org import build
from sammachip.org.models import Order, Post, Power, Role, Section
from sammachip.trail.models import Event
from web.asking import browser

pytestmark = pytest.mark.django_db


READ = [
    "people", "person", "person-edit", "post-add", "post-end", "post-hand-over", "offices", "office", "office-edit",
    "letter-code", "person-add", "order-add", "order", "power-add", "power-end",
]  # fmt: skip


ONLY_SOME_MAY_READ = [
    "person-edit", "post-add", "post-end", "post-hand-over", "office-edit", "letter-code", "person-add", "order-add",
    "power-add", "power-end",
]  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_page_works(cast, places, name):
    assert browser(cast.suda).get(places[name]).status_code == 200


@pytest.mark.parametrize("name", ONLY_SOME_MAY_READ)
def test_a_colleague_without_the_role_reads_why(cast, places, name):
    response = browser(cast.fai).get(places[name])

    assert response.status_code == 403
    assert "ยังทำรายการนี้ไม่ได้" in response.text


@pytest.mark.parametrize("name", ["person-reset-code", "person-suspend", "person-open"])
def test_a_colleague_without_the_role_changes_nothing(cast, places, name):
    response = browser(cast.fai).post(places[name])

    assert response.status_code == 403
    assert "ไม่มีสิทธิ์จัดการบัญชีผู้ใช้" in response.text
    assert not Event.objects.exists()


FORMS = [name for name in READ if name not in ("people", "person", "offices", "office", "order", "post-add")]


@pytest.mark.parametrize("name", [*FORMS, "post-give", "office-sections"])
def test_an_empty_form_comes_back_with_its_errors(cast, places, name):
    response = browser(cast.suda).post(places[name], {"seen": "1"})

    if name == "office-edit":  # an office may say nothing of itself
        assert response.status_code == 302
    else:
        assert response.status_code == 422
        assert "ยังไม่ได้ระบุ" in response.text
        assert not Event.objects.exists()


@pytest.mark.parametrize("name", [*FORMS, "post-give", "office-sections"])
def test_of_an_empty_form_a_colleague_without_the_role_reads_why_not_what_it_lacks(cast, places, name):
    response = browser(cast.fai).post(places[name], {"seen": "1"})

    assert (response.status_code, "ยังไม่ได้ระบุ" in response.text) == (403, False)


@pytest.mark.parametrize("name", ["people", "person", "offices", "office", "order"])
def test_cost_does_not_grow_with_rows(cast, places, name, django_assert_max_num_queries):
    client = browser(cast.suda)
    order = Order.objects.get()
    build.power(cast.malee.person, "3101")
    with django_assert_max_num_queries(60) as few:
        client.get(places[name])
    for _ in range(30):
        someone = build.person()
        build.post(someone, Role.FIELD_OFFICER, "3101")
        Post.objects.create(
            person=cast.malee.person,
            office_id="3104",
            title="ผู้ลงนาม",
            starts_on=date(2018, 1, 1),
            ends_on=date(2018, 2, 1),
        )
        Section.objects.create(office_id="3101", name=f"กลุ่มงาน {someone.pk}")
        build.power(someone, "3101")
        Power.objects.create(
            order=order,
            holder=someone,
            form="on_behalf",
            for_office_id="31",
            for_title="x",
            starts_on=date(2018, 1, 1),
        )

    with django_assert_max_num_queries(len(few)):
        assert client.get(places[name]).status_code == 200
