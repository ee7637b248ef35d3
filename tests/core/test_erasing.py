"""What one person asked to have erased is found however it was typed, and nothing else is."""

import pytest

from sammachip.core.erasing import ERASED, Erasure, erasure, numbers_in, without_erased

ONE = erasure(names=["นางทองคำ แก้วใส"], phones=["089-111-2222"], words=["tong.kaew"])


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("นางทองคำ แก้วใส", ERASED),
        ("ทองคำ  แก้วใส", ERASED),
        ("นาง ทองคํา เเก้วใส", ERASED),
        ("น.ส.ทองคำแก้วใส", ERASED),
        ("นางทองคำำ แก้้วใส", ERASED),
        ("ประธานคือนางทองคำ แก้วใส โทร 0891112222", f"ประธานคือ{ERASED} โทร {ERASED}"),
        ("๐๘๙-๑๑๑-๒๒๒๒", ERASED),
        ("+66 89 111 2222", ERASED),
        ("089.111.2222, 044-123456", f"{ERASED}, 044-123456"),
        ("ไลน์ TONG.KAEW", f"ไลน์ {ERASED}"),
        ("นางทองคำ แก้ว", "นางทองคำ แก้ว"),
        ("ทองคำ", "ทองคำ"),
        ("10891112222", "10891112222"),
        ("08911122223", "08911122223"),
        ("tong.kaew2", "tong.kaew2"),
        ("", ""),
    ],
)
def test_text_loses_the_person_and_nothing_else(typed: str, left: str):
    assert ONE.text(typed) == left
    assert ONE.tells_in(typed) is (typed != left)


def test_a_name_without_a_family_name_is_erased_only_where_it_stands_alone():
    one = erasure(names=["นางดี"])

    assert [one.text(text) for text in ("นางดี", "ดี", "กลุ่มดีเด่น", "ดีมาก")] == [
        ERASED,
        ERASED,
        "กลุ่มดีเด่น",
        "ดีมาก",
    ]


def test_values_of_json_are_searched_to_the_bottom_and_keep_their_shape():
    held = {"rows": [{"name": "ทองคำ แก้วใส", "phone": 891112222, "n": 12, "ok": True}], "note": None}

    assert ONE.value(held, "") == {"rows": [{"name": "", "phone": "", "n": 12, "ok": True}], "note": None}
    assert ONE.tells_in(held)
    assert not ONE.tells_in(ONE.value(held))


@pytest.mark.parametrize("value", ["", "  ", "-", "ไม่มี"])
def test_what_is_blank_or_no_number_erases_nothing(value: str):
    assert erasure(phones=[value], names=[" "], words=[""]) == Erasure((), frozenset())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0891112222", ["0891112222"]),
        ("๐๘๙-๑๑๑-๒๒๒๒", ["0891112222"]),
        ("089-111-2222 หรือ 044 123 456", ["0891112222", "044123456"]),
        ("+66891112222", ["0891112222"]),
        ("เลขที่ 12345", []),
    ],
)
def test_numbers_are_told_by_their_digits(text: str, numbers: list[str]):
    assert numbers_in(text) == numbers


def test_who_learns_from_answers_is_told_nothing_of_what_was_erased():
    said = {
        "chair_name": ERASED,
        "members": 12,
        "committee": [{"name": ERASED, "post": "ประธาน"}, {"name": "อื่น"}],
    }

    assert without_erased(said) == {"chair_name": None, "members": 12, "committee": [{"name": "อื่น"}]}
