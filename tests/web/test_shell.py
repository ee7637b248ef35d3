"""The frame of every page: its policy, language, menu and files; and whether the house is ready."""

import re
from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from sammachip.org.models import Person, Role
from sammachip.trail import clock
from sammachip.web.context import menu_for
from sammachip.web.pages import health
from web.samples import text

pytestmark = [pytest.mark.django_db, pytest.mark.urls("web.samples")]


def test_healthz_is_ok_when_everything_is_migrated(client):
    health._is_migrated.cache_clear()

    response = client.get("/healthz")

    assert (response.status_code, text(response)) == (200, "ok")


def test_healthz_is_503_while_a_migration_is_wanting(client):
    health._is_migrated.cache_clear()
    MigrationRecorder(connection).migration_qs.filter(app="sessions").delete()

    response = client.get("/healthz")

    assert (response.status_code, text(response)) == (503, "migrations")


def test_components_page_works_without_anything_inline(client):
    response = client.get("/components")

    assert response.status_code == 200
    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", text(response)) == []


def test_every_static_file_the_frame_names_is_there(client):
    named = re.findall(r'(?:href|src)="/static/([^"]+)"', text(client.get("/components")))

    assert len(named) >= 8
    assert [name for name in named if finders.find(name) is None] == []


def test_policy_forbids_everything_from_elsewhere(client):
    policy = client.get("/components").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_anonymous_page_is_thai_whatever_the_browser_asks(client):
    response = client.get("/components", headers={"accept-language": "en-GB"})

    assert '<html lang="th">' in text(response)


def test_page_speaks_the_language_the_person_chose(desk, officer):
    Person.objects.filter(pk=officer.pk).update(language="en")

    response = desk.get("/components")

    assert '<html lang="en">' in text(response)
    assert "10 September 2018 (B.E. 2561)" in text(response)


def test_frame_names_office_and_hats_of_the_person(desk):
    response = text(desk.get("/components"))

    assert "กรมการพัฒนาชุมชน" in response
    assert re.findall(r'name="hat" value="post:\d+"', response)


@pytest.mark.parametrize(
    ("path", "active"),
    [
        ("/", ["/"]),
        ("/filings/7/edit/", ["/"]),
        ("/offices/3101/", ["/offices/"]),
        ("/posts/7/hand-over/", ["/people/"]),
        ("/powers/7/end/", ["/offices/"]),
        ("/profile/", []),
    ],
)
def test_menu_marks_the_desk_one_is_at(path, active):
    assert [item.url for item in menu_for(Role.FIELD_OFFICER, path) if item.active] == active


def test_frame_of_a_demo_says_on_which_day_it_lives(client):
    clock.live_on(date(2018, 9, 10))
    try:
        response = text(client.get("/components"))
    finally:
        clock.live_on(None)

    assert "ระบบสาธิต · วันที่ ๑๐ กันยายน ๒๕๖๑" in response
    assert "ระบบสาธิต" not in text(client.get("/components"))
