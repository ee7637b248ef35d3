"""Answers: what is read in which spellings, what is refused and in which words, what is missing."""

from datetime import date
from decimal import Decimal

import pytest

from core.answering import CHOICES, FACTS, FORM, a_field, answers, single
from sammachip.core.answers import Answers, coerce, missing, wanting
from sammachip.core.fields import Field, FieldType, FormSpec, Section


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
            "«ช่องหนึ่ง»: «12345» ไม่ใช่หมายเลขโทรศัพท์ — พิมพ์ 9 หรือ 10 หลัก เช่น 081-234-5678 หลายหมายเลขคั่นด้วย ,",
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


def test_a_filled_answer_is_read_only():
    assert answers({"paid": "๑๕,๖๐๐"}).errors == ()

    (error,) = answers({"paid": "1"}).errors

    assert (error.path, error.code) == ("paid", "filled")
    assert error.sentence == "«เบิกจ่ายแล้ว»: ระบบเติมให้ (15,600.00) แก้ในช่องนี้ไม่ได้ — แก้ที่ข้อมูลต้นทาง"
    assert answers({"paid": "1"}).values["paid"] == Decimal("15600.00")


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
    ("pictures", "sheet", "asked"),
    [
        (0, None, ["มี 0 ควรมีอย่างน้อย 2", "มี 0 ควรมีอย่างน้อย 1"]),
        (1, "f-1", ["มี 1 ควรมีอย่างน้อย 2"]),
        (2, "f-1", []),
        (3, "f-1", []),
    ],
)
def test_what_is_wanted_is_pointed_out_and_never_missing(
    pictures: int, sheet: str | None, asked: list[str]
) -> None:
    fields = [
        Field("a", "ภาพ", FieldType.PHOTOS, min=Decimal(0), wanted=2),
        Field("b", "บัญชีลงชื่อ", FieldType.FILE, wanted=1),
        Field("c", "อื่น ๆ", FieldType.TEXT),
    ]
    form = FormSpec("แบบ", (Section("s", "ส่วน", fields=tuple(fields)),))
    given = Answers({"a": [{"file": str(n)} for n in range(pictures)], "b": sheet})

    assert [str(one.hint) for one in wanting(form, given)] == asked
    assert missing(form, given) == ()
