"""Bad input: the field, the value and the next step, and nothing a database could not keep."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pydantic import BaseModel, ValidationError

from api.conftest import ROOT, shapes_below
from sammachip.api.words import Said

pytestmark = pytest.mark.django_db


EXTENSION = {
    "stage": "report",
    "role": "district-head",
    "letter_number": "1",
    "letter_on": "2018-09-01",
    "reason": "x",
}
NO_MOMENT = "due_at: “{}” ไม่ใช่วันเวลา — เขียนปี ค.ศ. และเขตเวลา เช่น 2018-09-20T16:30:00+07:00"
NO_YEAR = "due_at: ปี {} ไม่ใช่ปี ค.ศ. — ส่งวันที่เป็น ค.ศ. เช่น 2018-09-20"
NO_MOMENTS = [
    ("2561-09-25T23:59:59+07:00", NO_YEAR.format(2561)),
    ("9999-12-31T23:59:59-12:00", NO_YEAR.format(9999)),
    ("0001-01-01T00:00:00+14:00", NO_YEAR.format(1)),
    ("2018-09-25T23:59:59", NO_MOMENT.format("2018-09-25T23:59:59")),
    ("2018-09-31T00:00:00Z", NO_MOMENT.format("2018-09-31T00:00:00Z")),
    (0, NO_MOMENT.format(0)),
]
"""Instants that are none: a Buddhist year, years no calendar here reaches, no zone, no such day, seconds since 1970."""


@pytest.mark.parametrize(
    ("path", "said", "field", "message"),
    [
        ("/groups", {"moo": 1}, "area", "area: ยังไม่ได้ให้ค่า — ใส่ช่องนี้แล้วส่งใหม่"),
        ("/groups", {"moo": "x"}, "moo", "moo: “x” ไม่ใช่จำนวนเต็ม"),
        ("/groups", {"moo": 0}, "moo", "moo: “0” น้อยกว่า 1 ซึ่งเป็นค่าต่ำสุด"),
        ("/groups", {"places": 2}, "places", "places: ไม่มีช่องชื่อนี้ — ตรวจตัวสะกด"),
        (
            "/groups",
            {"said_on": "2561-09-30"},
            "said_on",
            "said_on: ปี 2561 ไม่ใช่ปี ค.ศ. — ส่งวันที่เป็น ค.ศ. เช่น 2018-09-20",
        ),
        (
            "/groups",
            {"said_on": "พรุ่งนี้"},
            "said_on",
            "said_on: “พรุ่งนี้” ไม่ใช่วันที่ — เขียนปี ค.ศ.-เดือน-วัน เช่น 2018-09-20",
        ),
        (
            "/groups",
            {"said_on": 86400},
            "said_on",
            "said_on: “86400” ไม่ใช่วันที่ — เขียนปี ค.ศ.-เดือน-วัน เช่น 2018-09-20",
        ),
        *(
            ("/editions/1/extensions", {**EXTENSION, "due_at": due}, "due_at", said)
            for due, said in NO_MOMENTS
        ),
        (
            "/editions/1/receipts",
            {"office": "31", "amounts": {"support": "๑"}, "document_number": "1", "done_on": "2018-09-01"},
            "amounts.support",
            'amounts.support: ไม่ใช่จำนวนเงิน — ส่งเป็นข้อความ ไม่มีจุลภาค ไม่เกินสองตำแหน่ง เช่น "31200.00"',
        ),
        ("/groups", {"name": ""}, "name", "name: ต้องมีอย่างน้อย 1 ตัวอักษร"),
        *(
            (path, said, field, f"{field}: มีอักขระที่เก็บไม่ได้ — พิมพ์ข้อความใหม่")
            for path, field, said in (
                ("/groups", "name", {"name": "ก\0"}),
                ("/group-imports", "text", {"name": "ก", "text": "ก\0"}),
                ("/rosters", "text", {"text": "\0"}),
            )
        ),
        ("/groups", {"name": "\ud800"}, "name", "name: ต้องเป็นข้อความ"),
        (
            "/groups",
            {"occupation_kind": "x"},
            "occupation_kind",
            "occupation_kind: “x” ไม่อยู่ในตัวเลือก 'farming', 'processing', 'tourism', 'other', ''",
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
    answer = program("somchai").post(path, said)

    assert (answer.status_code, answer.json()["code"]) == (422, "bad-input")
    assert message in [one["message"] for one in answer.json()["details"] if one["field"] == field]


def test_a_day_that_may_be_an_instant_is_named_by_its_field(program) -> None:
    terms = {"office": "31", "letter_number": "1", "letter_on": "2018-09-01", "reason": "x", "seen": 0}

    said = program("somchai").post("/editions/1/terms", {**terms, "due": {"report": {"all": "2561-09-20"}}})

    assert said.json()["message"].startswith("due.report.all: ปี 2561 ไม่ใช่ปี ค.ศ.")
    assert {one["field"] for one in said.json()["details"]} == {"due.report.all"}


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
        f"{ROOT}/groups", body.encode("latin-1"), content_type="application/json", headers=headers
    )

    assert answer.status_code == 422, answer.content
    assert answer.json()["message"]


@pytest.mark.parametrize("answers", [{"a": "\0"}, {"a": {"b": ["\0"]}}, {"\0": 1}, "deep"])
def test_answers_no_database_can_keep_are_refused(program, answers: object) -> None:
    if answers == "deep":
        answers = json.loads('{"a": ' + "[" * 300 + "]" * 300 + "}")

    answer = program("malee").post("/letter-drafts", {"kind": "memo", "answers": answers})

    assert (answer.status_code, answer.json()["field"]) == (422, "answers")


@pytest.mark.parametrize(
    ("method", "path", "sent", "field"),
    [
        ("get", "/tasks", {"wich": "late"}, "wich"),
        ("get", "/deliveries", {"limit": 1, "ofice": "31"}, "ofice"),
        ("upload", "/letter-readings", {"file": SimpleUploadedFile("a.pdf", b"%PDF"), "note": "x"}, "note"),
    ],
)
def test_a_misspelt_filter_does_not_give_the_whole_list(
    program, method: str, path: str, sent: dict[str, Any], field: str
) -> None:
    caller = program("somchai")

    answer = caller.upload(path, sent) if method == "upload" else caller.get(path, **sent)

    assert answer.status_code == 422
    assert answer.json()["message"] == f"{field}: ไม่มีช่องชื่อนี้ — ตรวจตัวสะกด"


def test_nothing_that_is_said_holds_what_no_database_keeps() -> None:
    """A database that refuses NUL would turn it into a fault of ours."""
    tried = [(shape, field) for shape in shapes_below(Said) for field in shape.model_fields]

    assert len(tried) > 300
    assert [(shape.__name__, field) for shape, field in tried if takes_nul(shape, field)] == []


def takes_nul(shape: type[BaseModel], field: str) -> bool:
    said = shape.model_construct()
    for value in ("\0\0\0", ["\0"], {"a": "\0"}, {"\0": "a"}):
        try:
            shape.__pydantic_validator__.validate_assignment(said, field, value)
        except ValidationError:
            continue
        return True
    return False


def test_a_body_beyond_the_bound_is_told_so(program) -> None:
    said = {"text": "x" * (8 * 1024 * 1024 + 1)}

    answer = program("anong").post("/editions", said)

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
