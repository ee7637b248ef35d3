"""Answers in rows: fixed, free and filled tables, and photographs with their rows."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
import yaml

from core.answering import answers
from sammachip.core.answers import coerce, missing
from sammachip.core.formreading import parse_form


def test_fixed_rows_are_all_there_once_one_is_answered():
    read = answers({"steps": [{"key": "develop", "state": "finished"}]})

    assert read.values["steps"] == [{"key": "survey"}, {"key": "develop", "state": "finished"}]
    assert answers({"steps": {"develop": {"state": "finished"}}}).values == read.values


def test_a_refused_cell_names_its_row_and_column():
    (error,) = answers({"steps": {"survey": {"state": "ongoing", "result": "ย" * 30}}}).errors

    assert error.path == "steps[survey].result"
    assert error.sentence == "«ขั้นตอน» สำรวจข้อมูล «ผลที่เกิดขึ้น»: ยาว 30 ตัวอักษร เกิน 20 ตัวอักษร — ย่อข้อความ"


def test_free_rows_keep_their_ids_and_drop_what_is_blank():
    read = answers(
        {"lines": [{"id": "r7", "item": "ด้าย", "amount": "๑๐๐"}, {"item": ""}, {"item": "สี", "amount": "x"}]}
    )

    assert read.values["lines"] == [{"id": "r7", "item": "ด้าย", "amount": Decimal("100.00")}, {"item": "สี"}]
    assert [error.path for error in read.errors] == ["lines[2].amount"]


@pytest.mark.parametrize(
    ("lines", "path", "code"),
    [
        ([{"item": "ก"}] * 4, "lines", "too_many"),
        ("ก", "lines", "not_rows"),
        (["ก"], "lines", "not_rows"),
        ([{"id": "a", "item": "ก"}, {"id": "a", "item": "ข"}], "lines[1].id", "row_id"),
        ([{"item": {"a": 1}}], "lines[0].item", "not_text"),
    ],
)
def test_rows_that_are_no_rows_are_refused(lines: object, path: str, code: str):
    (error,) = answers({"lines": lines}).errors

    assert (error.path, error.code) == (path, code)


def test_filled_rows_come_from_the_facts_and_take_the_other_columns():
    read = answers({"groups": {"g2": {"members": "๑๒ คน"}, "g9": {"members": "1"}}})

    assert read.values["groups"] == [
        {"id": "g1", "name": "กลุ่มทอผ้าสมมุติ"},
        {"id": "g2", "name": "กลุ่มข้าวสมมุติ", "members": 12},
    ]
    assert [(error.path, error.code) for error in read.errors] == [("groups[g9]", "unknown")]


def test_a_filled_column_of_fixed_rows_shows_the_facts_cell_of_the_same_row():
    form = parse_form(
        yaml.safe_load("""
title: แบบรายงาน
sections:
  - key: process
    title: ผลการดำเนินงาน
    fields:
      - key: process
        label: ขั้นตอน
        type: table
        rows: [{key: step_1, label: สำรวจ}, {key: step_2, label: จัดคลัสเตอร์}]
        columns:
          - {key: state, label: ผล, type: text, filled: steps}
          - {key: result, label: ผลที่เกิดขึ้น, type: text}
""")
    )
    facts = {"steps": [{"id": "step_2", "state": "finished"}, {"id": "step_9", "state": "ongoing"}]}

    answers = coerce(form, {"process": {"step_1": {"result": "ครบ"}}}, facts=facts)

    assert answers.errors == ()
    assert answers.values["process"] == [
        {"key": "step_1", "result": "ครบ"},
        {"key": "step_2", "state": "finished"},
    ]


@pytest.mark.parametrize(
    ("photo", "path"),
    [
        ({"caption": "ไม่มีไฟล์"}, "photos[0].file"),
        ({"file": "f1", "of": "dance"}, "photos[0].of"),
        ({"file": "f1", "caption": "ย" * 501}, "photos[0].caption"),
    ],
)
def test_a_photo_needs_a_file_and_a_row_that_exists(photo: Mapping[str, object], path: str):
    (error,) = answers({"photos": [photo]}).errors

    assert error.path == path


def test_photos_keep_their_captions():
    read = answers({"photos": [{"file": "f1", "caption": "ลงพื้นที่", "of": "survey"}, {"file": "f2"}]})

    assert read.values["photos"] == [
        {"caption": "ลงพื้นที่", "file": "f1", "of": "survey"},
        {"caption": "", "file": "f2"},
    ]


PLAN = parse_form(
    yaml.safe_load("""
title: แผนสมมุติ
sections:
  - key: one
    title: รายการ
    fields:
      - key: lines
        label: รายการ
        type: table
        columns:
          - {key: quantity, label: จำนวน, type: integer, min: 0}
          - {key: price, label: ราคา, type: money, required: true}
          - {key: amount, label: รวม, type: money, computed: price * quantity}
""")
)


@pytest.mark.parametrize("typed", [{}, {"amount": "๓,๖๐๑.๕๐"}])
def test_a_computed_cell_is_what_its_row_comes_to(typed: dict[str, str]):
    read = coerce(PLAN, {"lines": [{}, {"quantity": "3", "price": "1,200.50", **typed}, {"quantity": "2"}]})

    amount = Decimal("3601.50")
    assert read.values["lines"] == [
        {"quantity": 3, "price": Decimal("1200.50"), "amount": amount},
        {"quantity": 2},
    ]
    assert (read.errors, read.computed) == ((), {"lines[1].amount": amount})
    assert [one.key for one in missing(PLAN, read)] == ["lines[1].price"]


@pytest.mark.parametrize(
    ("row", "code", "reason"),
    [
        ({"quantity": "3", "price": "10", "amount": "31"}, "computed", "ระบบคำนวณให้ (30.00)"),
        ({"price": "10", "amount": "10"}, "computed", "ระบบคำนวณให้ (ตัวเลขยังไม่ครบ)"),
        ({"quantity": "2", "price": "900000000000"}, "too_large", "1,800,000,000,000.00"),
        ({"quantity": "1000000000000", "price": "900000000000"}, "computed", "คำนวณไม่ได้"),
    ],
)
def test_a_computed_cell_refuses_what_it_does_not_come_to(row: dict[str, str], code: str, reason: str):
    read = coerce(PLAN, {"lines": [row]})

    [error] = read.errors
    assert (error.path, error.code, reason in error.sentence) == ("lines[0].amount", code, True)
    assert [line.get("amount") for line in read.values["lines"]] in ([Decimal("30.00")], [None])
