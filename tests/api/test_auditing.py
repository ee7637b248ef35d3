"""Auditors through the API: what each may read, and who read what; asked the seven questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from api.conftest import refused, told
from cast import Cast
from org import build
from sammachip.org import actions_audit
from sammachip.org.hats import Actor
from sammachip.org.models import AuditScope, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

SAID = {
    "offices": ["3101", "3102", "3101"],
    "starts_on": "2018-09-01",
    "ends_on": "2018-09-30",
    "letter_number": "ตผ 0001/ว 12",
    "letter_on": "2018-08-01",
}


@pytest.fixture
def auditor(cast: Cast) -> Actor:
    return make.auditor("31")


def giving(auditor: Actor) -> str:
    return f"/posts/{auditor.hat.post.pk}/scopes"


def test_scope_is_given_read_ended_and_withdrawn(cast: Cast, program, auditor: Actor) -> None:
    [post] = told(program("suda").get("/auditors"))["items"]
    given = told(program("suda").post(giving(auditor), SAID))["items"]

    assert (post["id"], post["may_give"]["may"]) == (auditor.hat.post.pk, True)
    assert [(one["office"], one["programme"], one["in_force"]) for one in given] == [
        ("3101", "", True),
        ("3102", "", True),
    ]
    first, second = (f"/scopes/{one['id']}" for one in given)
    assert told(program("suda").post(f"{first}/end", {"on": "2018-09-10"}))["ends_on"] == "2018-09-10"
    assert told(program("suda").post(f"{second}/withdraw"))["withdrawn_on"] == "2018-09-10"
    assert told(program("suda").get(second))["in_force"] is False
    assert "ถอนแล้ว" in refused(program("suda").post(f"{second}/withdraw"), 403, "refused")
    mine = told(program("suda").get("/scopes", post=auditor.hat.post.pk))["items"]
    assert [one["id"] for one in mine] == [one["id"] for one in given]


def test_scope_of_one_programme_is_given_by_its_code(cast: Cast, program, auditor: Actor) -> None:
    code = make.edition(cast).programme.code

    told(program("suda").post(giving(auditor), {**SAID, "programme": code}))

    assert set(AuditScope.objects.values_list("programme_code", flat=True)) == {code}


@pytest.mark.parametrize(
    ("wrong", "field", "value"),
    [
        ({"offices": ["3101", "3201"]}, "offices.1", "3201"),
        ({"programme": "no-such-programme"}, "programme", "no-such-programme"),
        ({"letter_number": ""}, "letter_number", ""),
    ],
)
def test_bad_scope_names_the_field_and_gives_nothing(program, auditor: Actor, wrong, field, value) -> None:
    answer = program("suda").post(giving(auditor), SAID | wrong)

    [detail] = answer.json()["details"]
    assert (answer.status_code, detail["field"], detail["value"]) == (422, field, value)
    assert not AuditScope.objects.exists()


def test_colleague_without_the_role_is_told_why(cast: Cast, program, auditor: Actor) -> None:
    scope = make.scope(auditor, "3101")

    [post] = told(program("somchai").get("/auditors"))["items"]

    assert (post["may_give"]["may"], "บัญชี" in post["may_give"]["reason"]) == (False, True)
    assert told(program("somchai").get(f"/scopes/{scope.pk}"))["may_end"]["may"] is False
    for path, said in (
        (giving(auditor), SAID),
        (f"/scopes/{scope.pk}/end", {"on": "2018-09-10"}),
        (f"/scopes/{scope.pk}/withdraw", {}),
    ):
        refused(program("somchai").post(path, said), 403, "refused")
    for what in ("scopes", "readings"):
        assert "หัวหน้าของหน่วยงาน" in refused(program("malee").get(f"/offices/3101/{what}"), 403, "refused")


def test_stranger_finds_none_of_it(cast: Cast, program, auditor: Actor) -> None:
    scope = make.scope(auditor, "3101")

    for path in (f"/scopes/{scope.pk}", "/offices/3101/scopes", "/offices/3101/readings"):
        refused(program("kanya").get(path), 404, "not-found")
    for path, said in (
        (giving(auditor), SAID),
        (f"/scopes/{scope.pk}/end", {"on": "2018-09-10"}),
        (f"/scopes/{scope.pk}/withdraw", {}),
    ):
        refused(program("kanya").post(path, said), 404, "not-found")
    assert [told(program("kanya").get(path))["items"] for path in ("/auditors", "/scopes")] == [[], []]


def test_head_is_told_who_read_the_office_and_by_which_scope(program, caller, auditor: Actor) -> None:
    scope = make.scope(auditor, "31")
    own = caller(auditor)

    told(own.get(f"/scopes/{scope.pk}"))
    told(own.get("/offices/3101"))

    [reading] = told(program("mana").get("/offices/3101/readings"))["items"]
    assert (reading["person"]["id"], reading["address"]) == (auditor.person.pk, "/api/v1/offices/3101")
    of_the_province = told(program("suda").get("/offices/31/readings"))["items"]
    assert [one["path"] for one in of_the_province] == ["/31/", "/31/3101/"]
    assert [one["id"] for one in told(program("mana").get("/offices/3101/scopes"))["items"]] == [scope.pk]


@pytest.mark.parametrize("path", ["/auditors", "/scopes", "/offices/3101/scopes", "/offices/3101/readings"])
def test_each_list_costs_the_same_for_one_row_and_for_thirty(
    cast: Cast, caller, auditor: Actor, path
) -> None:
    program = caller(cast.suda)

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            found = told(program.get(path, limit=200))["items"]
        return len(found), len(queries)

    def read_once(by: Actor) -> None:
        make.scope(by, "3101")
        actions_audit.note_reading("/cases/1/", {"/31/3101/"}, actor=by)

    read_once(auditor)
    program.get(path)  # the token's first use is noted, which costs one query more
    one, cost = asked()
    for _n in range(29):
        read_once(build.actor(Role.AUDITOR, "31"))

    assert (one, asked()) == (1, (30, cost))
