"""The guards of every page: reading never writes, acting is whole or nothing."""

import pytest
from django.db import connection, transaction

from sammachip.org.models import Section
from sammachip.trail.reads import WriteOnRead, read_only
from web.asking import signed_in
from web.samples import begun, text

pytestmark = [pytest.mark.django_db, pytest.mark.urls("web.samples")]


@pytest.fixture
def strict(officer):
    """A browser as it is outside of tests: a form without its token is refused."""
    return signed_in(officer, enforce_csrf_checks=True)


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
def test_page_with_another_method_is_405(strict, method):
    response = getattr(strict, method)("/sample/shown")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert "กลับไปหน้าเดิม" in text(response)


@pytest.mark.parametrize(("address", "takes"), [("done", "POST"), ("both", "GET, HEAD, POST")])
def test_wrong_method_is_told_before_a_missing_form_token(strict, address, takes):
    response = strict.put(f"/sample/{address}")

    assert (response.status_code, response.headers["Allow"]) == (405, takes)
    assert strict.post(f"/sample/{address}").status_code == 403
    assert begun() == 0


def test_act_opened_like_a_page_is_405_and_does_nothing(desk):
    response = desk.get("/sample/done")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert begun() == 0


def test_one_address_reads_and_acts_each_under_its_own_guard(desk):
    assert text(desk.get("/sample/both")) == "นักวิชาการ · 0"
    assert text(desk.post("/sample/both")) == "done"
