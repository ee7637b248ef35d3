"""Answers as people read them: shown, put into sentences, and compared with what stood before."""

from datetime import date
from decimal import Decimal

import pytest

from core.answering import CHOICES, FORM, a_field, answers
from sammachip.core.fields import Choice, Field, FieldType
from sammachip.core.shown import Change, changed, display, fill


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (a_field(FieldType.MONEY), Decimal("31200"), "31,200.00"),
        (a_field(FieldType.INTEGER), 1234, "1,234"),
        (a_field(FieldType.NUMBER), Decimal("62.50"), "62.50"),
        (a_field(FieldType.NUMBER), Decimal("1800.00"), "1,800"),
        (a_field(FieldType.DATE), date(2018, 9, 20), "20 กันยายน 2561"),
        (a_field(FieldType.PHONE), "0812345678", "081-234-5678"),
        (a_field(FieldType.PHONE), "044611000", "044-611-000"),
        (a_field(FieldType.PHONE), "021234567", "02-123-4567"),
        (a_field(FieldType.PHONE), "081-234-5678", "081-234-5678"),
        (a_field(FieldType.PHONE), "0812345678, 044611000", "081-234-5678, 044-611-000"),
        (a_field(FieldType.CHOICE, choices=CHOICES), "rice", "ข้าว"),
        (a_field(FieldType.CHOICES, choices=CHOICES), ["cloth", "rice"], "ผ้าทอ, ข้าว"),
        (a_field(FieldType.CHOICES, choices=CHOICES), None, ""),
        (a_field(FieldType.YES_NO), False, "ไม่ใช่"),
        (a_field(FieldType.TEXT), "บ้าน 12 Group", "บ้าน 12 Group"),
        (a_field(FieldType.MONEY), None, ""),
    ],
)
def test_an_answer_is_shown_as_people_read_it(field: Field, value: object, shown: str):
    assert display(field, value) == shown


def test_a_choice_has_its_label_even_when_it_left_the_form():
    field = Field("a", "ก", FieldType.CHOICE, choices=(Choice("x", "เอ็กซ์"),))

    assert (display(field, "x"), display(field, "gone")) == ("เอ็กซ์", "gone")


def test_a_sentence_is_filled_and_keeps_its_dots():
    values = {"spent": Decimal("5.00"), "money.allotted": Decimal("31200.00")}

    filled = fill("ใช้ {spent} จาก {money.allotted} เมื่อ {held_on}", FORM, values)

    assert filled == "ใช้ 5.00 จาก 31,200.00 เมื่อ ........"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"amount": Decimal("10.50")}, {"item": "ด้าย"}, {"amount": Decimal("1200")}], "รวม 1,210.50 บาท"),
        (None, "รวม 0.00 บาท"),
    ],
)
def test_a_sentence_tells_the_sum_of_a_column(rows: object, said: str):
    assert fill("รวม {lines.amount} บาท", FORM, {"lines": rows}) == said


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
