"""Who stands behind a page: strangers to the log-in, persons under the hat of their session."""

from datetime import date

import pytest
from django.shortcuts import resolve_url

from sammachip.org.models import Person, Post, Role
from web.samples import text

pytestmark = [pytest.mark.django_db, pytest.mark.urls("web.samples")]


def test_stranger_is_sent_to_log_in_and_back(client):
    response = client.get("/sample/shown?year=2561")

    assert response.status_code == 302
    assert response.url == f"{resolve_url('web:login')}?next=/sample/shown%3Fyear%3D2561"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/form?a=1", "/form%3Fa%3D1"),
        ("http://elsewhere.example/form", "/"),
        ("", "/"),
    ],
)
def test_stranger_who_posts_comes_back_to_the_form_never_elsewhere(client, referer, back):
    response = client.post("/sample/done", headers={"referer": referer})

    assert response.url == f"{resolve_url('web:login')}?next={back}"


def test_person_without_a_post_today_is_told_whom_to_ask(desk, officer):
    Post.objects.filter(person=officer).update(ends_on=date(2017, 12, 31))

    response = desk.get("/sample/shown")

    assert response.status_code == 403
    assert "ยังไม่มีตำแหน่ง" in text(response)


def test_person_with_a_handed_out_password_must_change_it_first(desk, officer):
    Person.objects.filter(pk=officer.pk).update(must_change_password=True)

    response = desk.get("/sample/shown")

    assert (response.status_code, response.url) == (302, resolve_url("web:password"))


def test_hat_of_the_session_is_worn(desk, officer):
    second = Post.objects.get(person=officer, role=Role.AUDITOR)
    session = desk.session
    session["hat"] = f"post:{second.pk}"
    session.save()

    assert text(desk.get("/sample/shown")) == "ผู้ตรวจสอบภายใน · 0"


def test_hat_that_was_taken_away_gives_way_to_the_first(desk):
    session = desk.session
    session["hat"] = "post:999999"
    session.save()

    assert text(desk.get("/sample/shown")) == "นักวิชาการ · 0"


@pytest.mark.parametrize("address", ["/sample/shown", "/nowhere"])
def test_signed_in_page_stays_out_of_caches(desk, address):
    assert "no-store" in desk.get(address).headers["Cache-Control"]


def test_page_of_the_frame_costs_five_queries_for_session_person_stand_ins_posts_and_seats(
    desk, django_assert_num_queries
):
    with django_assert_num_queries(5):
        desk.get("/components")
