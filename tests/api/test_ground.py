"""What every address shares: tokens, one shape of error, the document, and one effect of a request sent twice."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from ninja import Router

import make
from api.conftest import ROOT, program_of
from conftest import Freeze
from sammachip.api import actions as receipts
from sammachip.api.ground import Call, reads
from sammachip.api.models import Receipt
from sammachip.api.problems import Problem
from sammachip.api.urls import api
from sammachip.cases.models import Filing
from sammachip.org.actions import end_post
from sammachip.org.actions_tokens import revoke_token
from sammachip.org.models import ApiToken, Person
from sammachip.trail.models import Event
from sammachip.trail.reads import WriteOnRead

pytestmark = pytest.mark.django_db
MOST_ID = 2**63 - 1
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "api.md"


def routes() -> list[tuple[str, str]]:
    """Every route the document of the API lists, as method and path under /api/v1."""
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    return sorted((method.upper(), path) for path, methods in paths.items() for method in methods)


def concrete(path: str, number: int = MOST_ID) -> str:
    """The path with every blank filled by something of the right form that is not there."""
    filled = path.replace("{kind}", "pdf").replace("{code}", "99").replace("{number}", "99")
    return re.sub(r"\{\w+\}", str(number), filled)


REQUEST: dict[str, object] = {"title": "x", "purpose": "x", "head": "x", "lines": []}
PAYMENT: dict[str, object] = {"amount": "1.00", "done_on": "2018-09-01", "document_number": "1"}
BODIES: dict[str, object] = {
    "/cases/{pk}/adoption": {"edition": 2, "seen": 1},
    "/differences/{pk}/settle": {"stands": "said", "reason": "x", "seen": 1},
    "/editions/{pk}/terms": {"office": "31", "letter_number": "1", "letter_on": "2018-09-01", "reason": "x"},
    "/editions/{pk}/extensions": {
        "stage": "report",
        "role": "district-head",
        "due_at": "2018-09-25T23:59:59+07:00",
        "letter_number": "1",
        "letter_on": "2018-09-01",
        "reason": "x",
    },
    "/editions/{pk}/allotments": {
        "office": "31",
        "amounts": {},
        "notice_number": "1",
        "notice_on": "2018-09-01",
    },
    "/editions/{pk}/receipts": {
        "office": "31",
        "amounts": {},
        "document_number": "1",
        "done_on": "2018-09-01",
    },
    "/cases/{pk}/groups": {"group": 1},
    "/cases/{pk}/close": {"result": "withdrawn", "reason": "x"},
    "/cases/{pk}/no-cluster": {"reason": "x"},
    "/cases/{pk}/regulations": {"item": "x", "answer": "yes"},
    "/tasks/{pk}/filings": {},
    "/tasks/{pk}/close": {},
    "/clusters/{pk}/end": {"reason": "x"},
    "/filings/{pk}/save": {"answers": {}, "seen": 0},
    "/filings/{pk}/nil": {"seen": 0, "reason": "x"},
    "/filings/{pk}/return": {"seen": 0, "reason": "x"},
    "/filings/{pk}/paper-signature/check": {"seen": 0, "matches": True},
    "/filings/{pk}/paper-signature": {
        "seen": 0,
        "signer_name": "x",
        "signer_title": "x",
        "paper_number": "1",
        "done_on": "2018-09-01",
    },
    "/filings/{pk}/reopen": {"reason": "x", "until": "2018-09-30"},
    "/filings/{pk}/photos/{photo_pk}/remove": {},
    "/papers/{pk}/issue": {"number": "1", "dated_on": "2018-09-01"},
    "/registers/{pk}/save": {"seen": 0, "rows": []},
    "/registers/{pk}/issue": {"seen": 0, "notice_number": "1", "notice_on": "2018-09-01"},
    "/registers/{pk}/undo": {"reason": "x"},
    "/registers/{pk}/transfers": {"done_on": "2018-09-01", "document_number": "1"},
    "/entries/{pk}/reverse": {"reason": "x"},
    "/cases/{pk}/spendings": REQUEST,
    "/spendings/{pk}/save": {**REQUEST, "seen": 0},
    "/spendings/{pk}/return": {"reason": "x"},
    "/spendings/{pk}/close": {"reason": "x"},
    "/spendings/{pk}/approve": {"number": "1", "done_on": "2018-09-01"},
    "/spendings/{pk}/paper-approval": {
        "number": "1",
        "done_on": "2018-09-01",
        "approver_name": "x",
        "approver_title": "x",
    },
    "/spendings/{pk}/commitments": PAYMENT,
    "/spendings/{pk}/payments": PAYMENT,
    "/spendings/{pk}/repayments": PAYMENT,
    "/spendings/{pk}/loans": {**PAYMENT, "borrower": 1, "contract_number": "1", "due_on": "2018-10-01"},
    "/loans/{pk}/clear": PAYMENT,
}
FORMS = [  # multipart; their own tests ask them the same
    ("POST", "/filings/{pk}/photos"),
    ("POST", "/spendings/{pk}/evidence"),
]


def test_a_token_acts_as_its_person_under_its_hat(program) -> None:
    told = program("malee").get("/me").json()

    assert (told["person"]["name"], told["role"], told["office"]["code"]) == (
        "นางสาวมาลี ทดสอบระบบ",
        "field-officer",
        "3101",
    )


def test_every_route_asks_for_a_token() -> None:
    for method, path in routes():
        answer = getattr(Client(), method.lower())(ROOT + concrete(path))

        assert (answer.status_code, answer.json()["code"]) == (401, "token-missing"), path
        assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        ("Bearer smc_unknown", "token-unknown"),
        ("Bearer", "token-unknown"),
        ("Bearer " + "x" * 5000, "token-unknown"),
        ("Basic bWFsZWU6eA==", "token-missing"),
    ],
)
def test_what_is_no_token_is_told_so(authorization: str, code: str) -> None:
    answer = Client().get(f"{ROOT}/me", headers={"Authorization": authorization})

    assert (answer.status_code, answer.json()["code"]) == (401, code)


def test_a_log_in_is_no_token(cast) -> None:
    client = Client()
    client.force_login(cast.malee.person, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(f"{ROOT}/me").status_code == 401


def test_a_token_ends_with_its_day(cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    caller = program_of(cast.malee)

    at("2018-10-10 23:59")
    assert caller.get("/me").status_code == 200
    at("2018-10-11 00:00")
    assert caller.get("/me").json()["code"] == "token-ended"


def test_a_token_ends_with_its_hat_and_never_takes_another(cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    caller = program_of(cast.malee)
    assert cast.malee.hat.post is not None

    end_post(cast.malee.hat.post, on=date(2018, 9, 10), actor=cast.suda)
    at("2018-09-11 09:00")

    answer = caller.get("/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "token-hat-gone")


def test_a_revoked_token_and_a_suspended_person_are_refused(cast) -> None:
    malee, mana = program_of(cast.malee), program_of(cast.mana)
    revoke_token(ApiToken.objects.get(person=cast.malee.person), actor=cast.malee)
    Person.objects.filter(pk=cast.mana.person.pk).update(is_active=False)

    assert malee.get("/me").json()["code"] == "token-revoked"
    assert mana.get("/me").json()["code"] == "account-suspended"


def test_the_last_use_is_noted_to_the_hour(cast, at: Freeze) -> None:
    first = at("2018-09-10 09:00")
    caller = program_of(cast.malee)
    caller.get("/me")
    at("2018-09-10 09:59")
    caller.get("/me")

    assert ApiToken.objects.get().last_used_at == first


def test_every_route_refuses_other_methods(program) -> None:
    headers = {"Authorization": f"Bearer {program('anong').key}"}
    for path in {path for _method, path in routes()}:
        answer = Client().delete(ROOT + concrete(path), headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (405, "wrong-method"), path
        assert set(answer.headers["Allow"].split(", ")) == {one for one, other in routes() if other == path}


def test_every_route_gives_404_for_what_is_not_there(program) -> None:
    caller = program("anong")
    for method, path in routes():
        if "{" not in path or (method, path) in FORMS:
            continue
        address = concrete(path)
        said = BODIES.get(path, {"seen": 0})

        answer = caller.get(address) if method == "GET" else caller.post(address, said)

        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), f"{path} {answer.content!r}"


def test_a_number_too_large_for_the_database_is_bad_input(program) -> None:
    caller = program("anong")
    for method, path in routes():
        if "{pk}" not in path:
            continue
        address = concrete(path, 940219208196544659456)

        answer = caller.get(address) if method == "GET" else caller.post(address, {})

        assert answer.status_code == 422, path
        assert "pk" in [detail["field"] for detail in answer.json()["details"]]


def test_an_address_nobody_answers_is_told_in_the_same_shape(program) -> None:
    answer = program("").get("/no/such/thing")

    assert answer.status_code == 404
    assert sorted(answer.json()) == ["code", "details", "field", "message"]


@pytest.mark.parametrize(
    ("path", "said", "field", "message"),
    [
        ("/groups", {"moo": 1}, "area", "area: ยังไม่ได้ให้ค่า — ใส่ช่องนี้แล้วส่งใหม่"),
        ("/cases/1/groups", {"group": "x"}, "group", "group: “x” ไม่ใช่จำนวนเต็ม"),
        ("/cases/1/groups", {"group": 0}, "group", "group: “0” น้อยกว่า 1 ซึ่งเป็นค่าต่ำสุด"),
        ("/cases/1/groups", {"group": 1, "places": 2}, "places", "places: ไม่มีช่องชื่อนี้ — ตรวจตัวสะกด"),
        (
            "/filings/1/reopen",
            {"reason": "x", "until": "2561-09-30"},
            "until",
            "until: ปี 2561 ไม่ใช่ปี ค.ศ. — ส่งวันที่เป็น ค.ศ. เช่น 2018-09-20",
        ),
        (
            "/filings/1/reopen",
            {"reason": "x", "until": "พรุ่งนี้"},
            "until",
            "until: “พรุ่งนี้” ไม่ใช่วันที่ — เขียนปี ค.ศ.-เดือน-วัน เช่น 2018-09-20",
        ),
        (
            "/filings/1/reopen",
            {"reason": "", "until": "2018-09-30"},
            "reason",
            "reason: ต้องมีอย่างน้อย 1 ตัวอักษร",
        ),
        (
            "/filings/1/reopen",
            {"reason": "ก\0", "until": "2018-09-30"},
            "reason",
            "reason: มีอักขระที่เก็บไม่ได้ — พิมพ์ข้อความใหม่",
        ),
        (
            "/filings/1/reopen",
            {"reason": "\ud800", "until": "2018-09-30"},
            "reason",
            "reason: ต้องเป็นข้อความ",
        ),
        (
            "/cases/1/close",
            {"reason": "x", "result": "passed"},
            "result",
            "result: “passed” ไม่อยู่ในตัวเลือก 'withdrawn' or 'declined'",
        ),
        (
            "/editions/1/allotments",
            {
                "office": "31",
                "amounts": {"support": 31200.1},
                "notice_number": "1",
                "notice_on": "2018-09-01",
            },
            "amounts.support",
            'amounts.support: ไม่ใช่จำนวนเงิน — ส่งเป็นข้อความ ไม่มีจุลภาค ไม่เกินสองตำแหน่ง เช่น "31200.00"',
        ),
    ],
)
def test_bad_input_names_the_field_the_value_and_the_next_step(
    program, path: str, said: object, field: str, message: str
) -> None:
    answer = program("malee").post(path, said)

    assert (answer.status_code, answer.json()["code"]) == (422, "bad-input")
    assert message in [one["message"] for one in answer.json()["details"] if one["field"] == field]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        "\xff\xfe",
        '{"seen": 1e999}',
        '{"seen": NaN}',
        '{"answers": ' + "[" * 3000,
    ],
)
def test_a_body_that_is_no_json_of_ours_is_refused_unread(program, body: str) -> None:
    headers = {"Authorization": f"Bearer {program('malee').key}"}
    answer = Client().post(
        f"{ROOT}/filings/1/send", body.encode("latin-1"), content_type="application/json", headers=headers
    )

    assert answer.status_code == 422, answer.content
    assert answer.json()["message"]


@pytest.mark.parametrize("answers", [{"a": "\0"}, {"a": {"b": ["\0"]}}, {"\0": 1}, "deep"])
def test_answers_no_database_can_keep_are_refused(program, answers: object) -> None:
    if answers == "deep":
        answers = json.loads('{"a": ' + "[" * 300 + "]" * 300 + "}")

    answer = program("malee").post("/filings/1/save", {"answers": answers, "seen": 0})

    assert (answer.status_code, answer.json()["field"]) == (422, "answers")


def test_our_own_fault_is_told_by_its_number_only(program, monkeypatch, caplog) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret of the house")

    monkeypatch.setattr("sammachip.api.desks.me.office_told", fail)

    answer = program("malee").get("/me")

    assert (answer.status_code, answer.json()["code"]) == (500, "broken")
    assert answer.headers["X-Error-Number"] in answer.json()["message"]
    assert "secret" not in answer.content.decode()
    assert answer.headers["X-Error-Number"] in caplog.text


def test_the_document_is_public_and_lists_every_route() -> None:
    answer = Client().get(f"{ROOT}/openapi.json")

    listed = answer.json()["paths"]
    assert answer.status_code == 200
    assert sorted((m.upper(), path.removeprefix(ROOT)) for path, ms in listed.items() for m in ms) == routes()


def test_every_route_documents_its_answer_and_its_failures() -> None:
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    for method, path in routes():
        operation = paths[path][method.lower()]
        wanted = {200, 401, 403, 404, 422} | ({409} if method == "POST" else set())

        assert set(operation["responses"]) == wanted, path
        assert operation["summary"].endswith("."), path


def test_the_document_holds_together() -> None:
    """Every reference leads somewhere, every blank of a path is told and required, every answer says what it is."""
    document = json.loads(Client().get(f"{ROOT}/openapi.json").content)
    references = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(document)))

    assert document["openapi"].startswith("3.")
    assert references <= set(document["components"]["schemas"])
    for path, methods in document["paths"].items():
        for operation in methods.values():
            told = [one for one in operation.get("parameters", []) if one["in"] == "path"]
            assert sorted(one["name"] for one in told) == sorted(re.findall(r"{(\w+)}", path)), path
            assert all(one["required"] for one in told), path
            assert all(answer["description"] for answer in operation["responses"].values()), path
            assert set(operation.get("security", [{}])[0]) <= set(document["components"]["securitySchemes"])


def test_a_read_that_writes_is_stopped() -> None:
    router = Router()

    @reads(router, "/written")
    def written(request: Call) -> Problem:
        """What no address may do."""
        Person.objects.create(username="x", given_name="x", family_name="x")
        return Problem(code="x", message="x")

    [view] = [operation.view_func for operation in router.path_operations["/written"].operations]

    with pytest.raises(WriteOnRead, match="INSERT"):
        view(HttpRequest())


def test_no_two_routes_share_a_name() -> None:
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    names = [operation["operationId"] for methods in paths.values() for operation in methods.values()]

    assert len(names) == len(set(names))


def test_the_reference_names_exactly_the_routes_there_are() -> None:
    named = re.findall(r"^\| `(GET|POST) (/[^`]*)`", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(named) == routes()


@pytest.fixture
def task(cast, at: Freeze):
    at("2018-09-10 09:00")
    return make.task(make.district(cast), "report")


@pytest.mark.both
def test_the_same_request_twice_has_one_effect(program, task) -> None:
    first = program("malee").post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-08"}, once="k-1")
    again = program("malee").post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-08"}, once="k-1")

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Filing.objects.count() == 1
    assert Event.objects.filter(verb="filing.started").count() == 1


@pytest.mark.both
def test_a_key_belongs_to_one_request(program, task) -> None:
    program("malee").post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-08"}, once="k-1")

    other = program("malee").post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-09"}, once="k-1")

    assert (other.status_code, other.json()["code"]) == (409, "key-used")
    assert Filing.objects.count() == 1


@pytest.mark.both
def test_a_refused_request_leaves_no_receipt_and_is_judged_anew(cast, program, task) -> None:
    draft = make.filing(task, cast.malee)
    said = {"seen": 1}

    refused = program("malee").post(f"/filings/{draft.pk}/send", said, once="k-1")
    program("malee").post(
        f"/filings/{draft.pk}/save", {"answers": {"standing": "finished"}, "seen": 1}, once="k-2"
    )

    assert refused.status_code == 403
    assert list(Receipt.objects.values_list("key", flat=True)) == ["k-2"]


def test_keys_of_two_tokens_do_not_meet(program, task) -> None:
    program("malee").post(f"/tasks/{task.pk}/filings", {}, once="k-1")

    answer = program("somchai").post(f"/tasks/{task.pk}/filings", {}, once="k-1")

    assert (answer.status_code, answer.json()["code"]) == (403, "open-filing")


@pytest.mark.parametrize("key", ["", "x" * 121, "ก"])
def test_a_key_that_is_none_is_refused(program, task, key: str) -> None:
    headers = {"Authorization": f"Bearer {program('malee').key}", "Idempotency-Key": key}

    answer = Client().post(
        f"{ROOT}/tasks/{task.pk}/filings", "{}", content_type="application/json", headers=headers
    )

    assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


def test_old_receipts_are_forgotten(program, task, at: Freeze) -> None:
    program("malee").post(f"/tasks/{task.pk}/filings", {}, once="k-1")
    at("2018-09-17 08:59")
    assert receipts.forget_old_receipts() == 0

    at("2018-09-17 09:01")
    assert receipts.forget_old_receipts() == 1


def test_a_body_beyond_the_bound_is_told_so(program) -> None:
    said = {"text": "x" * (8 * 1024 * 1024 + 1)}

    answer = program("anong").post("/editions", said)

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_time_has_one_effect(cast) -> None:
    task = make.task(make.district(cast), "report")
    caller = program_of(cast.malee)
    caller.get("/me")  # notes the token's first use
    start = Barrier(4)

    def ask(_number: int) -> bytes:
        try:
            start.wait(timeout=20)
            return caller.post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-08"}, once="k-1").content
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as programs:
        answers = set(programs.map(ask, range(4)))

    assert len(answers) == 1
    assert Filing.objects.count() == 1
