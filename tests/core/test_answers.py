"""Answers: what is kept, what is refused and in which words, what is missing, how it is stored and shown."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.answers import Answers, coerce, from_json, missing, to_json
from sammachip.core.expr import FactType, Kind
from sammachip.core.fields import Choice, Field, FieldType, FormSpec, Section, parse_form
from sammachip.core.shown import Change, changed, display, fill

FORM_TEXT = """
title: แบบรายงานความก้าวหน้า
sections:
  - key: survey
    title: ๑. การสำรวจข้อมูล
    fields:
      - key: groups
        label: กลุ่มเป้าหมาย
        type: table
        filled: groups[]
        columns:
          - {key: name, label: ชื่อกลุ่ม, type: text, filled: name}
          - {key: members, label: สมาชิก, type: integer, min: 1, unit: คน, required: true}
  - key: status
    title: ๒. ผลการดำเนินงาน
    fields:
      - key: standing
        label: สถานภาพของโครงการ
        type: choice
        required: true
        choices: [{value: ongoing, label: อยู่ระหว่างดำเนินการ}, {value: finished, label: ดำเนินการเสร็จสิ้นแล้ว}]
      - {key: why, label: เหตุผล, type: long_text, when: "standing == 'ongoing'", required: "standing == 'ongoing'", help: ระบุสาเหตุ}
      - key: steps
        label: ขั้นตอน
        type: table
        rows: [{key: survey, label: สำรวจข้อมูล}, {key: develop, label: พัฒนาศักยภาพ}]
        columns:
          - {key: state, label: ผล, type: choice, required: true, choices: [{value: ongoing, label: อยู่ระหว่าง}, {value: finished, label: เสร็จสิ้น}]}
          - {key: result, label: ผลที่เกิดขึ้น, type: long_text, max_length: 20}
      - key: lines
        label: รายการใช้จ่าย
        type: table
        min_rows: 1
        max_rows: 3
        columns:
          - {key: item, label: รายการ, type: text, required: true}
          - {key: amount, label: จำนวนเงิน, type: money}
          - {key: bought_on, label: วันที่ซื้อ, type: date}
      - {key: photos, label: ภาพถ่าย, type: photos, per: steps, min: 2, max: 3}
      - {key: goods, label: สินค้า, type: choices, choices: [{value: cloth, label: ผ้า}, {value: rice, label: ข้าว}]}
      - {key: score, label: คะแนน, type: number, decimals: 1, max: 100}
      - {key: held_on, label: วันที่จัด, type: date, min: 2561-08-01, max: 2561-09-30}
      - {key: phone, label: โทรศัพท์, type: phone}
      - {key: chair, label: ประธาน, type: person_name}
      - {key: paid, label: เบิกจ่ายแล้ว, type: money, filled: money.paid, required: true}
      - {key: spent, label: ใช้จริง, type: money}
      - {key: open, label: เปิดทำการ, type: yes_no}
checks:
  - {that: "spent <= money.allotted", else: "ใช้จริง {spent} บาท มากกว่าที่ได้รับจัดสรร {money.allotted} บาท — ตรวจยอดก่อนส่ง"}
"""
KNOWN = {"money.allotted": FactType(Kind.MONEY)}
FACTS = {
    "money.allotted": Decimal("31200.00"),
    "money.paid": Decimal("15600"),
    "groups": [{"id": "g1", "name": "กลุ่มทอผ้าสมมุติ"}, {"id": "g2", "name": "กลุ่มข้าวสมมุติ"}],
}
FORM = parse_form(yaml.safe_load(FORM_TEXT), path="forms.progress", known=KNOWN)


def answers(raw: Mapping[str, object], facts: Mapping[str, object] = FACTS) -> Answers:
    return coerce(FORM, raw, facts=facts)


def single(field: Field) -> FormSpec:
    return FormSpec("ก", (Section("s", "ข", "", (field,)),))


def a_field(type_: FieldType, **more: object) -> Field:
    """One question with the bounds a pack's field of this type has by default."""
    mapping = {"key": "a", "label": "ช่องหนึ่ง", "type": str(type_), **more}
    form = {"title": "ก", "sections": [{"key": "s", "title": "ข", "fields": [mapping]}]}
    return parse_form(form).named("a")


CHOICES = [{"value": "cloth", "label": "ผ้าทอ"}, {"value": "rice", "label": "ข้าว"}]


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (a_field(FieldType.TEXT), " กลุ่ม\u00a0 ทอผ้า\x00\u200b ", "กลุ่ม ทอผ้า"),
        (a_field(FieldType.TEXT), 12, "12"),
        (a_field(FieldType.LONG_TEXT), "ข้อ ๑\r\n\r\nข้อ  ๒\n", "ข้อ ๑\n\nข้อ ๒"),
        (a_field(FieldType.PERSON_NAME), "นาง สมมุติ  ใจดี", "นาง สมมุติ ใจดี"),
        (a_field(FieldType.INTEGER), "๑,๒๓๔", 1234),
        (a_field(FieldType.INTEGER, unit="คน"), "๑๒ คน", 12),
        (a_field(FieldType.INTEGER), 12.0, 12),
        (a_field(FieldType.INTEGER), "\u22123", -3),
        (a_field(FieldType.NUMBER), "๖๒.๕", Decimal("62.50")),
        (a_field(FieldType.NUMBER), 0.1, Decimal("0.10")),
        (a_field(FieldType.NUMBER), "-0", Decimal("0.00")),
        (a_field(FieldType.PERCENT), "ร้อยละ ๘๕", Decimal("85.00")),
        (a_field(FieldType.PERCENT), "85%", Decimal("85.00")),
        (a_field(FieldType.MONEY), "๓๑,๒๐๐.๕๐ บาท", Decimal("31200.50")),
        (a_field(FieldType.MONEY), 31200, Decimal("31200.00")),
        (a_field(FieldType.DATE), "๒๐/๙/๒๕๖๑", date(2018, 9, 20)),
        (a_field(FieldType.DATE), "2018-09-20", date(2018, 9, 20)),
        (a_field(FieldType.DATE), date(2018, 9, 20), date(2018, 9, 20)),
        (a_field(FieldType.PHONE), "+66 81-234-5678", "0812345678"),
        (a_field(FieldType.PHONE), "(๐๔๔) ๖๑๑-๐๐๐", "044611000"),
        (a_field(FieldType.CHOICE, choices=CHOICES), "rice", "rice"),
        (a_field(FieldType.CHOICE, choices=CHOICES), " ผ้าทอ ", "cloth"),
        (a_field(FieldType.CHOICES, choices=CHOICES), ["rice", "cloth", "rice"], ["cloth", "rice"]),
        (a_field(FieldType.CHOICES, choices=CHOICES), "ข้าว, ผ้าทอ", ["cloth", "rice"]),
        (a_field(FieldType.YES_NO), "ไม่ใช่", False),
        (a_field(FieldType.YES_NO), "on", True),
        (a_field(FieldType.YES_NO), False, False),
        (a_field(FieldType.PLACE), "๓๑๐๑๐๕ ๐๒", "31010502"),
        (a_field(FieldType.GROUP), 42, "42"),
        (a_field(FieldType.FILE), "f-0123_ab", "f-0123_ab"),
    ],
)
def test_an_answer_is_read_in_every_usual_spelling(field: Field, typed: object, value: object):
    read = coerce(single(field), {"a": typed})

    assert read.errors == ()
    assert read.values == {"a": value}
    assert type(read.values["a"]) is type(value)


@pytest.mark.parametrize(
    ("field", "typed", "code", "sentence"),
    [
        (
            a_field(FieldType.TEXT, max_length=3),
            "ยาวไป",
            "too_long",
            "«ช่องหนึ่ง»: ยาว 5 ตัวอักษร เกิน 3 ตัวอักษร — ย่อข้อความ",
        ),
        (
            a_field(FieldType.TEXT),
            ["a"],
            "not_text",
            "«ช่องหนึ่ง»: «a» ไม่ใช่ข้อความหรือตัวเลข — พิมพ์ค่าเดียวในช่องนี้",
        ),
        (a_field(FieldType.PERSON_NAME), "๑๒๓", "not_a_name", "«ช่องหนึ่ง»: «๑๒๓» ไม่ใช่ชื่อบุคคล — พิมพ์ชื่อและนามสกุล"),
        (a_field(FieldType.INTEGER), "สิบ", "not_a_number", "«ช่องหนึ่ง»: «สิบ» ไม่ใช่ตัวเลข — พิมพ์เฉพาะตัวเลข เช่น 12"),
        (
            a_field(FieldType.INTEGER),
            "1.5",
            "not_whole",
            "«ช่องหนึ่ง»: «1.5» ไม่ใช่จำนวนเต็ม — พิมพ์จำนวนที่ไม่มีทศนิยม เช่น 12",
        ),
        (a_field(FieldType.INTEGER, min=1), "๐", "too_small", "«ช่องหนึ่ง»: 0 น้อยกว่าค่าต่ำสุด 1 — ตรวจแล้วแก้ไข"),
        (
            a_field(FieldType.INTEGER),
            "1" * 16,
            "too_long",
            f"«ช่องหนึ่ง»: «{'1' * 16}» ยาวเกิน 15 หลัก — ตรวจจำนวนหลัก",
        ),
        (
            a_field(FieldType.INTEGER),
            "1,23",
            "not_a_number",
            "«ช่องหนึ่ง»: «1,23» ไม่ใช่ตัวเลข — พิมพ์เฉพาะตัวเลข เช่น 12",
        ),
        (
            a_field(FieldType.NUMBER),
            float("nan"),
            "not_a_number",
            "«ช่องหนึ่ง»: «nan» ไม่ใช่ตัวเลข — พิมพ์เฉพาะตัวเลข เช่น 62.5",
        ),
        (
            a_field(FieldType.NUMBER, decimals=1),
            "1.25",
            "too_precise",
            "«ช่องหนึ่ง»: «1.25» มีทศนิยมเกิน 1 ตำแหน่ง — ปัดเศษก่อนพิมพ์",
        ),
        (a_field(FieldType.PERCENT), "101", "too_large", "«ช่องหนึ่ง»: 101 มากกว่าค่าสูงสุด 100 — ตรวจแล้วแก้ไข"),
        (a_field(FieldType.MONEY), "-1", "too_small", "«ช่องหนึ่ง»: -1.00 บาท น้อยกว่าค่าต่ำสุด 0 — ตรวจแล้วแก้ไข"),
        (
            a_field(FieldType.PHONE),
            "12345",
            "not_a_phone",
            "«ช่องหนึ่ง»: «12345» ไม่ใช่หมายเลขโทรศัพท์ — พิมพ์ 9 หรือ 10 หลัก เช่น 081-234-5678",
        ),
        (
            a_field(FieldType.CHOICE, choices=CHOICES),
            "x",
            "not_a_choice",
            "«ช่องหนึ่ง»: «x» ไม่อยู่ในตัวเลือก — เลือกจาก ผ้าทอ, ข้าว",
        ),
        (
            a_field(FieldType.CHOICES, choices=CHOICES),
            ["rice", "x"],
            "not_a_choice",
            "«ช่องหนึ่ง»: «x» ไม่อยู่ในตัวเลือก — เลือกจาก ผ้าทอ, ข้าว",
        ),
        (
            a_field(FieldType.YES_NO),
            "อาจจะ",
            "not_yes_no",
            "«ช่องหนึ่ง»: «อาจจะ» ไม่ใช่คำตอบใช่หรือไม่ใช่ — เลือก ใช่ หรือ ไม่ใช่",
        ),
        (
            a_field(FieldType.PLACE),
            "310",
            "not_a_place",
            "«ช่องหนึ่ง»: «310» ไม่ใช่รหัสพื้นที่ — ใช้รหัสตำบล 6 หลัก หรือรหัสหมู่บ้าน 8 หลัก",
        ),
        (
            a_field(FieldType.GROUP),
            "../x",
            "not_a_reference",
            "«ช่องหนึ่ง»: «../x» ไม่ใช่รายการที่เลือกได้ — เลือกช่องหนึ่งใหม่",
        ),
    ],
)
def test_a_refusal_names_the_field_the_value_and_the_next_step(
    field: Field, typed: object, code: str, sentence: str
):
    read = coerce(single(field), {"a": typed})

    assert [(error.path, error.code) for error in read.errors] == [("a", code)]
    assert read.errors[0].sentence == sentence
    assert read.values == {}
    assert read.raw == {"a": typed}


@pytest.mark.parametrize("type_", [FieldType.MONEY, FieldType.DATE])
def test_money_and_dates_are_refused_with_the_reasons_of_their_own_readers(type_: FieldType):
    (error,) = coerce(single(a_field(type_)), {"a": "มากมาย"}).errors

    assert error.code in ("not_money", "not_a_date")
    assert error.sentence.startswith("«ช่องหนึ่ง»: อ่าน")
    assert "«มากมาย»" in error.sentence


def test_a_date_beyond_its_bounds_is_told_in_the_buddhist_era():
    (error,) = answers({"held_on": "2561-10-01"}).errors

    assert error.sentence == "«วันที่จัด»: 1 ตุลาคม 2561 มากกว่าค่าสูงสุด 30 กันยายน 2561 — ตรวจแล้วแก้ไข"


def test_a_blank_answer_is_no_answer():
    read = answers(
        {"score": " \u00a0", "goods": [], "why": None, "lines": [{"item": " "}], "steps": {"survey": {}}}
    )

    assert read.errors == ()
    assert set(read.values) == {"groups", "paid"}


def test_a_skipped_field_keeps_its_raw_answer_and_has_no_value():
    raw = {"standing": "finished", "why": "ฝนตก"}

    read = answers(raw)

    assert "why" not in read.values
    assert read.raw == raw
    assert answers({"standing": "ongoing", "why": "ฝนตก"}).values["why"] == "ฝนตก"


def test_unknown_keys_are_refused_wherever_they_stand():
    read = answers(
        {
            "colour": "แดง",
            "steps": {"dance": {}, "survey": {"mood": "ดี"}},
            "lines": [{"item": "ด้าย", "shop": "ร้าน"}],
            "photos": [{"file": "f1", "size": 3}],
        }
    )

    assert sorted((error.path, error.code) for error in read.errors) == [
        ("colour", "unknown"),
        ("lines[0].shop", "unknown"),
        ("photos[0].size", "unknown"),
        ("steps[dance]", "unknown"),
        ("steps[survey].mood", "unknown"),
    ]
    assert read.errors[-1].sentence == "ไม่มีช่อง «colour» ในแบบฟอร์มนี้ — ตรวจชื่อช่องหรือนำช่องนี้ออก"


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


def test_a_filled_answer_is_read_only():
    assert answers({"paid": "๑๕,๖๐๐"}).errors == ()

    (error,) = answers({"paid": "1"}).errors

    assert (error.path, error.code) == ("paid", "filled")
    assert error.sentence == "«เบิกจ่ายแล้ว»: ระบบเติมให้ (15,600.00) แก้ในช่องนี้ไม่ได้ — แก้ที่ข้อมูลต้นทาง"
    assert answers({"paid": "1"}).values["paid"] == Decimal("15600.00")


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


def test_a_check_that_does_not_hold_quotes_both_numbers():
    assert answers({"spent": "31,200"}).errors == ()

    (error,) = answers({"spent": "31,200.01"}).errors

    assert (error.path, error.code, error.value) == ("spent", "check", "31200.01")
    assert error.sentence == "ใช้จริง 31,200.01 บาท มากกว่าที่ได้รับจัดสรร 31,200.00 บาท — ตรวจยอดก่อนส่ง"


def test_a_check_over_what_nobody_answered_says_nothing():
    assert answers({}, facts={}).errors == ()


def test_missing_lists_what_is_required_in_the_forms_order():
    read = answers(
        {"standing": "ongoing", "steps": {"survey": {"state": "?"}, "develop": {"result": "ดี"}}}, {}
    )

    lines = missing(FORM, read)

    assert [(line.key, line.hint) for line in lines] == [
        ("why", "ระบุสาเหตุ"),
        ("steps[survey].state", read.errors[0].sentence),
        ("steps[develop].state", ""),
        ("lines", ""),
        ("photos", ""),
        ("paid", "ระบบเติมให้เมื่อมีข้อมูลต้นทาง"),
    ]
    assert lines[1].label == "ขั้นตอน · สำรวจข้อมูล · ผล"


def test_nothing_is_missing_from_a_whole_answer():
    whole = {
        "groups": {"g1": {"members": 5}, "g2": {"members": 6}},
        "standing": "finished",
        "lines": [{"item": "ด้าย"}],
        "photos": [{"file": "f1"}, {"file": "f2"}],
    }

    read = answers(whole)

    assert read.errors == ()
    assert missing(FORM, read, facts=FACTS) == ()
    fewer = missing(FORM, answers({**whole, "photos": [{"file": "f1"}]}), facts=FACTS)
    assert [(line.key, line.hint) for line in fewer] == [("photos", "มี 1 รายการ ต้องมีอย่างน้อย 2 รายการ")]


@pytest.mark.parametrize(
    ("field", "value", "shown", "thai"),
    [
        (a_field(FieldType.MONEY), Decimal("31200"), "31,200.00", "๓๑,๒๐๐.๐๐"),
        (a_field(FieldType.INTEGER), 1234, "1,234", "๑,๒๓๔"),
        (a_field(FieldType.NUMBER), Decimal("62.50"), "62.50", "๖๒.๕๐"),
        (a_field(FieldType.DATE), date(2018, 9, 20), "20 กันยายน 2561", "๒๐ กันยายน ๒๕๖๑"),
        (a_field(FieldType.PHONE), "0812345678", "081-234-5678", "๐๘๑-๒๓๔-๕๖๗๘"),
        (a_field(FieldType.PHONE), "044611000", "044-611-000", "๐๔๔-๖๑๑-๐๐๐"),
        (a_field(FieldType.PHONE), "021234567", "02-123-4567", "๐๒-๑๒๓-๔๕๖๗"),
        (a_field(FieldType.CHOICE, choices=CHOICES), "rice", "ข้าว", "ข้าว"),
        (a_field(FieldType.CHOICES, choices=CHOICES), ["cloth", "rice"], "ผ้าทอ, ข้าว", "ผ้าทอ, ข้าว"),
        (a_field(FieldType.YES_NO), False, "ไม่ใช่", "ไม่ใช่"),
        (a_field(FieldType.TEXT), "บ้าน 12 Group", "บ้าน 12 Group", "บ้าน 12 Group"),
        (a_field(FieldType.MONEY), None, "", ""),
    ],
)
def test_an_answer_is_shown_as_people_read_it(field: Field, value: object, shown: str, thai: str):
    assert display(field, value) == shown
    assert display(field, value, thai_digits=True) == thai


def test_a_sentence_is_filled_and_keeps_its_dots():
    values = {"spent": Decimal("5.00"), "money.allotted": Decimal("31200.00")}

    filled = fill("ใช้ {spent} จาก {money.allotted} เมื่อ {held_on}", FORM, values, thai_digits=True)

    assert filled == "ใช้ ๕.๐๐ จาก ๓๑,๒๐๐.๐๐ เมื่อ ........"


def test_changes_are_told_answer_by_answer_and_cell_by_cell():
    before = answers({"spent": "10", "steps": {"survey": {"state": "ongoing"}}, "lines": [{"item": "ด้าย"}]})
    after = answers(
        {
            "spent": "12",
            "steps": {"survey": {"state": "finished"}},
            "photos": [{"file": "f1", "caption": "ลงพื้นที่"}],
            "lines": [{"item": "ด้าย"}, {"item": "สี"}],
        }
    )

    assert changed(FORM, before.values, after.values) == [
        Change("steps[survey].state", "ขั้นตอน · สำรวจข้อมูล · ผล", "อยู่ระหว่าง", "เสร็จสิ้น"),
        Change("lines[2].item", "รายการใช้จ่าย · แถว 2 · รายการ", "", "สี"),
        Change("photos", "ภาพถ่าย", "", "1 ภาพ: ลงพื้นที่"),
        Change("spent", "ใช้จริง", "10.00", "12.00"),
    ]
    assert changed(FORM, after.values, after.values) == []


def test_stored_answers_are_plain_json():
    read = answers({"spent": 10, "held_on": "2561-09-20", "lines": [{"amount": 1}], "goods": ["rice"]})

    stored = to_json(read.values)

    assert stored["spent"] == "10.00"
    assert stored["held_on"] == "2018-09-20"
    assert stored["lines"] == [{"amount": "1.00"}]
    with pytest.raises(KeyError):
        from_json(FORM, {"colour": "แดง"})


TYPED = st.fixed_dictionaries(
    {},
    optional={
        "standing": st.sampled_from(["ongoing", "finished", "x"]),
        "why": st.text(max_size=30),
        "score": st.one_of(st.integers(-5, 200), st.floats(), st.text(max_size=8)),
        "spent": st.decimals(min_value=-5, max_value=10**13, places=2).map(str),
        "held_on": st.dates(date(2018, 7, 1), date(2018, 11, 1)).map(str),
        "goods": st.lists(st.sampled_from(["cloth", "rice", "y"])),
        "open": st.sampled_from([True, False, "ใช่", "?"]),
        "lines": st.lists(
            st.fixed_dictionaries(
                {}, optional={"item": st.text(max_size=9), "amount": st.integers(-1, 10**9)}
            ),
            max_size=5,
        ),
        "steps": st.dictionaries(
            st.sampled_from(["survey", "develop", "z"]), st.fixed_dictionaries({"state": st.text(max_size=7)})
        ),
        "other": st.recursive(st.none() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3)),
    },
)


@given(TYPED)
def test_whatever_is_typed_what_is_kept_is_stored_and_read_back_unchanged(raw: Mapping[str, object]):
    read = answers(raw)

    assert from_json(FORM, to_json(read.values)) == read.values
    assert read.raw is raw


@given(TYPED)
def test_what_was_kept_is_accepted_again_as_it_was_stored(raw: Mapping[str, object]):
    kept = answers(raw).values

    again = answers(to_json(kept))

    assert [error for error in again.errors if error.code != "check"] == []
    assert again.values == kept


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([one.key for one in FORM.fields]), JUNK))
def test_no_junk_makes_it_fall_over(raw: Mapping[str, object]):
    read = answers(raw)

    assert all(error.sentence and len(error.sentence) < 900 for error in read.errors)
    missing(FORM, read, facts=FACTS)
    changed(FORM, {}, read.values)


def test_a_choice_has_its_label_even_when_it_left_the_form():
    field = Field("a", "ก", FieldType.CHOICE, choices=(Choice("x", "เอ็กซ์"),))

    assert (display(field, "x"), display(field, "gone")) == ("เอ็กซ์", "gone")


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
