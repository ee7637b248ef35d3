"""Telephone numbers as people write them."""

import pytest

from sammachip.core.telephones import NotATelephone, read_telephones


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("081-234 5678", "0812345678"),
        ("๐๘๑-๒๓๔-๕๖๗๘", "0812345678"),
        ("(044) 611.234", "044611234"),
        ("+66 81 234 5678", "0812345678"),
        ("0812345678, 044611234", "0812345678, 044611234"),
        ("081-2345678 หรือ 044-611-234 / 0899999999", "0812345678, 044611234, 0899999999"),
        ("0812345678,", "0812345678"),
        ("สายด่วน 1669", "สายด่วน 1669"),
        ("บ้านประธาน 044-611-234", "บ้านประธาน 044-611-234"),
        ("044611234 ต่อ ๑๒", "044611234 ต่อ 12"),
    ],
)
def test_numbers_are_told_by_their_digits_and_apart_by_commas(typed: str, told: str) -> None:
    assert read_telephones(typed) == told
    assert read_telephones(told) == told


@pytest.mark.parametrize(
    "typed",
    ["12345", "812345678", "1669", "ไม่มี", "ถามที่ผู้ใหญ่บ้าน", "10 กันยายน 2561", "0812345678, 12", "nan", "08123456789",
     "0812345678 0899999999", ",", "0812345678, 0812345679, 0812345670, 0812345671"],
)  # fmt: skip
def test_what_is_no_number_or_more_than_a_group_holds_is_refused(typed: str) -> None:
    with pytest.raises(NotATelephone):
        read_telephones(typed)
