"""The ground every page stands on: guards, log-in, errors, language, and the parts of the design."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import include, path
from django.utils import translation
from fontTools.ttLib import TTFont

from sammachip.core.thaidate import PartialDate
from sammachip.core.verdict import Refused, Stale
from sammachip.org.models import Office, Person, Post, Role, Section
from sammachip.trail import clock
from sammachip.trail.reads import WriteOnRead, read_only
from sammachip.web import fonts
from sammachip.web import urls as web_urls
from sammachip.web.context import menu_for
from sammachip.web.decorators import (
    Comparison,
    PublicRequest,
    RefusedInput,
    Request,
    StaleInput,
    act,
    either,
    page,
)
from sammachip.web.pages import health
from sammachip.web.templatetags import thai

REASON = "ยังขาด 2 ข้อ — เติมให้ครบแล้วส่งใหม่"


@page
def shown(request: Request) -> HttpResponse:
    return HttpResponse(f"{request.actor.hat.title} · {Section.objects.filter(name='ไม่ควรมี').count()}")


@page
def writes(request: Request) -> HttpResponse:
    Section.objects.create(office=request.actor.office, name="ไม่ควรมี")
    return HttpResponse("never")


@page
def writes_late(request: Request) -> HttpResponse:
    return TemplateResponse(request, "web/components.html", {"swatches": _written(request)})


def _written(request: Request) -> object:
    for name in ("หนึ่ง", "สอง"):
        yield Section.objects.create(office=request.actor.office, name=name)


@page(public=True)
def broken(request: PublicRequest) -> HttpResponse:
    raise ZeroDivisionError("what went wrong inside")


def _begin(request: Request) -> None:
    Section.objects.create(office=request.actor.office, name="ทำไปครึ่งหนึ่ง")


@act
def done(request: Request) -> HttpResponse:
    _begin(request)
    return HttpResponse("done")


@act
def refused(request: Request) -> HttpResponse:
    _begin(request)
    raise Refused(REASON)


@act
def stale(request: Request) -> HttpResponse:
    _begin(request)
    raise Stale("มีผู้บันทึกไปก่อน")


@act
def stale_input(request: Request) -> HttpResponse:
    raise StaleInput("มีผู้บันทึกไปก่อน", [Comparison("จำนวนสมาชิก", "ของฉัน 18", "ของเขา 21")])


@act
def bad_input(request: Request) -> HttpResponse:
    raise RefusedInput({"members": ["จำนวนสมาชิกต้องมากกว่า 0"]})


both = either(shown, done)

samples = [
    path(f"sample/{view.__name__}", view, name=view.__name__)
    for view in (shown, writes, writes_late, broken, done, refused, stale, stale_input, bad_input)
]
samples.append(path("sample/both", both, name="both"))
urlpatterns = [path("", include(([*web_urls.urlpatterns, *samples], "web")))]
handler400 = "sammachip.web.pages.errors.bad_request"
handler403 = "sammachip.web.pages.errors.forbidden"
handler404 = "sammachip.web.pages.errors.not_found"
handler500 = "sammachip.web.pages.errors.server_error"

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def officer() -> Person:
    office = Office.objects.get(code="00")
    person = Person.objects.create(username="malee", prefix="นาง", given_name="มาลี", family_name="ทดสอบ")
    for role, title in ((Role.DEPARTMENT_OFFICER, "นักวิชาการ"), (Role.AUDITOR, "ผู้ตรวจสอบภายใน")):
        Post.objects.create(person=person, office=office, role=role, title=title, starts_on=date(2017, 10, 1))
    return person


@pytest.fixture
def desk(officer: Person) -> Client:
    """A browser in which the officer is signed in."""
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def begun() -> int:
    """How many times an act has begun its work and kept it."""
    return Section.objects.filter(name="ทำไปครึ่งหนึ่ง").count()


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_page_shows_what_it_reads(desk):
    response = desk.get("/sample/shown")

    assert text(response) == "นักวิชาการ · 0"


def test_page_that_writes_raises_and_leaves_nothing(desk):
    with pytest.raises(WriteOnRead, match="INSERT"), transaction.atomic():
        desk.get("/sample/writes")

    assert not Section.objects.filter(name="ไม่ควรมี").exists()


def test_page_that_writes_while_its_template_renders_raises_too(desk):
    with pytest.raises(WriteOnRead, match="INSERT"):
        desk.get("/sample/writes_late")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO org_section (name) VALUES ('x')",
        "update org_section set name = 'x'",
        "DELETE FROM org_section",
        "CREATE TABLE x (y int)",
        "BEGIN IMMEDIATE",
        "PRAGMA foreign_keys = OFF",
        "WITH gone AS (DELETE FROM org_section RETURNING id) SELECT * FROM gone",
        "EXPLAIN ANALYZE UPDATE org_section SET name = 'x'",
    ],
)
def test_read_only_refuses_every_kind_of_write(statement):
    with read_only(), connection.cursor() as cursor, pytest.raises(WriteOnRead):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["SELECT 'INSERT'", "  select 1", "WITH one AS (SELECT 1) SELECT * FROM one", "SAVEPOINT here"],
)
def test_read_only_lets_reads_through(statement):
    with read_only(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_writes_are_allowed_again_after_a_page(desk):
    desk.get("/sample/shown")

    Section.objects.create(office_id="00", name="ไม่ควรมี")

    assert text(desk.get("/sample/shown")) == "นักวิชาการ · 1"


def test_act_keeps_what_it_did(desk):
    response = desk.post("/sample/done")

    assert response.status_code == 200
    assert begun() == 1


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_page_with_another_method_is_405(desk, method):
    response = getattr(desk, method)("/sample/shown")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert "กลับไปหน้าเดิม" in text(response)


def test_act_opened_like_a_page_is_405_and_does_nothing(desk):
    response = desk.get("/sample/done")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert begun() == 0


def test_one_address_reads_and_acts_each_under_its_own_guard(desk):
    assert text(desk.get("/sample/both")) == "นักวิชาการ · 0"
    assert text(desk.post("/sample/both")) == "done"
    assert desk.put("/sample/both").status_code == 405


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


def test_stranger_behind_a_fragment_is_told_to_load_the_log_in_page(client):
    response = client.get("/sample/shown", headers={"hx-request": "true"})

    assert response.status_code == 401
    assert response.headers["HX-Redirect"].startswith(resolve_url("web:login"))


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


def test_signed_in_page_stays_out_of_caches(desk):
    assert "no-store" in desk.get("/sample/shown").headers["Cache-Control"]


def test_page_of_the_frame_costs_three_queries_for_session_person_and_hats(desk, django_assert_num_queries):
    with django_assert_num_queries(3):
        desk.get("/components")


def test_unknown_address_is_404_with_a_next_step(client):
    response = client.get("/no-such-page")

    assert response.status_code == 404
    assert "ไม่พบหน้านี้" in text(response)


def test_a_host_that_is_not_ours_is_told_so_and_is_no_fault(client):
    answer = client.get("/login/", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "ALLOWED_HOSTS" in answer.content.decode()


def test_refusal_is_403_with_its_reason_and_undoes_everything(desk):
    response = desk.post("/sample/refused", {"problem": "ฝนตกหนัก", "password": "secret-word"})

    assert response.status_code == 403
    assert REASON in text(response)
    assert begun() == 0


def test_refusal_gives_back_what_was_typed_but_no_secret(desk):
    response = desk.post("/sample/refused", {"problem": "ฝนตกหนัก <b>", "password": "secret-word"})

    assert "ฝนตกหนัก &lt;b&gt;" in text(response)
    assert "secret-word" not in text(response)


def test_refusal_leads_back_to_the_page_it_came_from(desk):
    response = desk.post("/sample/refused", headers={"referer": "http://testserver/cases/7?tab=plan"})

    assert 'href="/cases/7?tab=plan"' in text(response)


def test_refusal_to_a_fragment_is_the_notice_alone(desk):
    response = desk.post("/sample/refused", headers={"hx-request": "true"})

    assert response.status_code == 403
    assert REASON in text(response)
    assert "<html" not in text(response)


def test_stale_is_409_gives_back_what_was_typed_and_undoes_everything(desk):
    response = desk.post("/sample/stale", {"problem": "ฝนตกหนัก"})

    assert response.status_code == 409
    assert "ฝนตกหนัก" in text(response)
    assert begun() == 0


def test_stale_with_two_versions_shows_them_side_by_side(desk):
    response = desk.post("/sample/stale_input")

    assert response.status_code == 409
    assert re.search(r"ของฉัน 18.*ของเขา 21", text(response), re.DOTALL)


def test_input_no_form_took_is_422_with_its_sentences(desk):
    response = desk.post("/sample/bad_input", {"members": "0"})

    assert response.status_code == 422
    assert "จำนวนสมาชิกต้องมากกว่า 0" in text(response)


def test_form_older_than_its_log_in_gives_back_what_was_typed(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    response = client.post("/sample/done", {"problem": "ฝนตกหนัก"})

    assert response.status_code == 403
    assert "ฝนตกหนัก" in text(response)
    assert begun() == 0


def test_too_much_at_once_is_413(officer, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    client = Client(enforce_csrf_checks=True)  # the check reads the form first, as it does for everyone
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/components")  # brings the cookie without which nothing is read

    response = client.post("/sample/done", {"problem": "ก" * 200})

    assert response.status_code == 413
    assert "ขนาดใหญ่เกินไป" in text(response)


def test_failure_shows_a_number_that_the_log_carries_and_nothing_of_the_inside(client, caplog):
    client.raise_request_exception = False

    response = client.get("/sample/broken")

    number = response.headers["X-Error-Number"]
    assert response.status_code == 500
    assert re.fullmatch(r"\d{4}-\d{4}", number)
    assert number in text(response)
    assert "what went wrong inside" not in text(response)
    assert [r.getMessage() for r in caplog.records if r.name == "sammachip.errors"] == [
        f"error {number} at GET /sample/broken"
    ]


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


def test_menu_marks_the_place_one_is_at():
    items = menu_for(Role.FIELD_OFFICER, "/offices/3101/")

    assert [(item.url, item.active) for item in items if item.url in ("/people/", "/offices/")] == [
        ("/people/", False),
        ("/offices/", True),
    ]


def test_frame_of_a_demo_says_on_which_day_it_lives(client):
    clock.live_on(date(2018, 9, 10))
    try:
        response = text(client.get("/components"))
    finally:
        clock.live_on(None)

    assert "ระบบสาธิต · วันที่ ๑๐ กันยายน ๒๕๖๑" in response
    assert "ระบบสาธิต" not in text(client.get("/components"))


def test_thai_dates_amounts_and_numbers_read_as_in_an_office():
    late_evening = datetime(2018, 9, 9, 17, 5, tzinfo=UTC)

    assert thai.thaidate(date(2018, 9, 10)) == "10 กันยายน 2561"
    assert thai.thaidate(late_evening) == "10 กันยายน 2561"
    assert thai.thaidate(PartialDate(2020, 5)) == "พฤษภาคม 2563"
    assert thai.thaidate_short(date(2018, 9, 10)) == "10 ก.ย. 61"
    assert thai.thaitime(late_evening) == "00.05 น."
    assert thai.baht(Decimal("31200")) == "31,200.00"
    assert thai.baht(None) == thai.percent(None) == "–"
    assert thai.percent(Decimal("84.6")) == "84.60%"
    assert thai.thainum(2561) == "๒๕๖๑"
    assert [thai.thaidate(None), thai.thaidate_short(None), thai.thaitime(None)] == ["", "", ""]


def test_readers_of_english_get_their_own_dates():
    with translation.override("en"):
        assert thai.thaidate(date(2018, 9, 10)) == "10 September 2018 (B.E. 2561)"
        assert thai.thaidate(PartialDate(2020, 5)) == "May 2020 (B.E. 2563)"
        assert thai.thaidate_short(date(2018, 9, 10)) == "10 Sep 2018"
        assert thai.thaitime(datetime(2018, 9, 10, 7, 5, tzinfo=UTC)) == "14:05"


DUE = datetime(2018, 9, 20, 16, 59, 59, tzinfo=UTC)  # the last second of 20 September in Bangkok


@pytest.mark.parametrize(
    ("due", "done_at", "late"),
    [
        (None, None, False),
        (DUE, DUE, False),
        (DUE, datetime(2018, 9, 20, 17, 0, tzinfo=UTC), True),
        (date(2018, 9, 20), DUE, False),
        (date(2018, 9, 20), datetime(2018, 9, 20, 17, 0, tzinfo=UTC), True),
        (date(2018, 9, 20), date(2018, 9, 20), False),
        (DUE, date(2018, 9, 21), True),
    ],
)
def test_is_late_begins_after_the_last_second(due, done_at, late):
    assert thai.is_late(due, done_at) is late


def test_is_late_asks_the_clock_while_nothing_is_done(at):
    at("2018-09-20 23:59")
    assert thai.is_late(date(2018, 9, 20)) is False

    at("2018-09-21 00:00")
    assert thai.is_late(date(2018, 9, 20)) is True


def test_icon_is_decoration_unless_it_has_a_label():
    assert 'aria-hidden="true"' in thai.icon("check")
    assert 'role="img" aria-label="ส่ง &lt;แล้ว&gt;"' in thai.icon("check", "ส่ง <แล้ว>")


def test_icon_nobody_drew_fails_loudly():
    with pytest.raises(KeyError, match="unicorn"):
        thai.icon("unicorn")


def test_table_row_that_does_not_fit_its_columns_fails():
    template = engines["django"].from_string(
        "{% for cell, column in row|beside:columns %}{{ cell }}{% endfor %}"
    )

    with pytest.raises(ValueError, match="argument 2"):
        template.render({"row": [1], "columns": [1, 2]})


def test_screen_face_is_cut_once_and_holds_every_thai_letter(tmp_path: Path):
    built = fonts.build(tmp_path)
    first = [file.stat().st_mtime_ns for file in built]

    with TTFont(built[0]) as face:
        letters = face.getBestCmap()
    assert [chr(code) for code in range(0x0E01, 0x0E3B) if code not in letters] == []
    assert sum(file.stat().st_size for file in built) < 60_000
    assert [file.stat().st_mtime_ns for file in fonts.build(tmp_path)] == first
