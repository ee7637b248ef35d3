"""Amounts, registers and sums in letters: what is read, and what does not agree with itself."""

from decimal import Decimal

import pytest

from core.lettering import REGISTER, codes, letter, said
from sammachip.core.letterfacts.sums import respelled


@pytest.mark.parametrize(
    ("text", "amount", "words", "agrees", "per"),
    [
        ("เป็นเงิน ๓๑,๒๐๐ บาท (สามหมื่นหนึ่งพันสองร้อยบาทถ้วน)", 31_200, 31_200, True, None),
        ("เป็นเงิน ๓๑,๒๐๐ บาท (สามหมื่นหนึงพันสองรอยบาทถวน)", 31_200, 31_200, True, None),
        ("เป็นเงิน ๓๑,๒๐๐.- บาท (สามหมื่นสองร้อยบาทถ้วน)", 31_200, 30_200, False, None),
        ("เป็นเงิน ๓๑,๒๐๐ บาท (สามหมื่นหนึ่ง\nพันสองร้อยบาทถ้วน)", 31_200, 31_200, True, None),
        ("หนึ่งแสนบาทถ้วน (๑๐๐,๐๐๐ บาท)", 100_000, 100_000, True, None),
        ("วงเงิน ๑.๕ ล้านบาท", 1_500_000, None, None, None),
        ("แห่ง ๆ ละ ๙๐,๐๐๐ บาท", 90_000, None, None, "แห่ง"),
        ("จ่าย ๒๔๐ บาทต่อคน", 240, None, None, "คน"),
    ],
)
def test_amounts_are_read_with_their_words(
    text: str, amount: int, words: int | None, agrees: bool | None, per: str | None
) -> None:
    [money] = letter(text).money

    assert said(money.amount, money.words, money.per) == [Decimal(amount), words and Decimal(words), per]
    assert money.agrees is agrees


def test_an_amount_that_lost_a_digit_is_unknown() -> None:
    assert letter("เป็นเงิน ๖๑,๘๕,๗๐๐ บาท").money == ()


@pytest.mark.parametrize("mark", ["²", "9" * 5000])
def test_rows_run_together_behind_a_mark_that_is_no_ordinal_are_left_as_they_stand(mark: str) -> None:
    glued = f"{mark}\tนางรอง\t๑\t๓๑,๒๐๐๒\tสตึก\t๑\t๓๑,๒๐๐\n"
    [table] = letter(enclosed=REGISTER.replace("๒\tนางรอง\t๑\t๓๑,๒๐๐\n", glued)).tables

    assert [row.place and row.place.code for row in table.rows][:2] == ["3101", "3104"]


@pytest.mark.parametrize("cut", ["\t", " | ", "    "])
def test_a_register_is_read_whatever_stands_between_its_cells(cut: str) -> None:
    [table] = letter(enclosed=REGISTER.replace("\tรวม", "รวม\t-").replace("\t", cut)).tables

    assert [row.place and row.place.code for row in table.rows] == ["3101", "3104", "3107", "3111"]
    assert said(*table.totals) == [None, None, 5, 156_000]
    assert all(check.agrees for check in table.checks)
    assert len(table.checks) == 6


def test_each_price_is_reckoned_with_its_count() -> None:
    bought = "ที่\tรายการ\tจำนวน\tราคาต่อหน่วย\tรวมเงิน\n๑\tเส้นฝ้าย\t๑๐\t๒๐๐\t๒,๐๐๐\n๒\tสีย้อม\t๕\t๑๐๐\t๕๐๐\n๓\tกรอบ\t๒\t๑,๕๐๐\t๓,๕๐๐\n"

    [finding] = letter(enclosed=f"{bought}รวม\t\t\t\t๖,๐๐๐").findings

    assert (finding.code, "3,500" in finding.message, "3,000" in finding.message) == (
        "rate_mismatch",
        True,
        True,
    )


def test_a_register_goes_on_over_a_turned_page() -> None:
    head, first, second, *rest = REGISTER.splitlines()
    turned = "\n".join([head, first, second, "", "- ๒ -", "", head, *rest])

    [table] = letter(enclosed=turned).tables

    assert [said(row.name) for row in table.rows] == [["เมืองบุรีรัมย์"], ["นางรอง"], ["ประโคนชัย"], ["สตึก"]]


@pytest.mark.parametrize(
    ("wrong", "right", "found"),
    [
        ("๑๕๖,๐๐๐", "๑๕๖,๑๐๐", ["sum_mismatch"]),
        ("ประโคนชัย\t๑", "ประโคนชัย\t๒", ["rate_mismatch", "sum_mismatch"]),
        ("๔\tสตึก", "๔\tนางรอง", ["district_missing", "district_duplicate"]),
        ("นางรอง", "นางลอง", ["name_unrecognised"]),
        ("๔\tสตึก\t๑\t๓๑,๒๐๐\n\tรวม\t๕\t๑๕๖,๐๐๐", "\tรวม\t๔\t๑๒๔,๘๐๐", ["district_missing"]),
    ],
)
def test_what_is_wrong_in_a_register_is_found(wrong: str, right: str, found: list[str]) -> None:
    assert wrong in REGISTER

    assert codes(letter(enclosed=REGISTER.replace(wrong, right))) == found


@pytest.mark.parametrize(
    ("body", "enclosed", "found"),
    [
        ("จำนวน ๒๘ กลุ่ม ๆ ละ ๓๑,๒๐๐ บาท เป็นเงิน ๘๗๓,๖๐๐ บาท", "", []),
        ("จำนวน ๒๘ กลุ่ม ๆ ละ ๓๑,๒๐๐ บาท เป็นเงิน ๘๗๓,๐๐๐ บาท", "", ["rate_mismatch"]),
        ("ให้ส่งภายในวันที่ ๒๐ สิงหาคม ๒๕๖๑", "", ["deadline_order"]),
        ("ในไตรมาสที่ ๔ (กรกฎาคม - กันยายน ๒๕๖๑)", "", []),
        ("ในไตรมาสที่ ๔ (สิงหาคม - กันยายน ๒๕๖๑)", "", ["period_mismatch"]),
        ("ในไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๒ (ตุลาคม - ธันวาคม ๒๕๖๒)", "", ["period_mismatch"]),
        ("", "แบบรายงานผล\nโครงการปลูกผักสวนตัวอย่างในชุมชน", []),
        ("", "แบบรายงานผล\nโครงการปลูกผักสวนสาธิตในชุมชน", ["title_mismatch"]),
        ("", "แบบรายงานผล\nโครงการเลี้ยงปลาน้ำจืด", []),
    ],
)
def test_a_letter_is_checked_against_itself(body: str, enclosed: str, found: list[str]) -> None:
    assert codes(letter(body, enclosed=enclosed)) == found


def test_words_that_may_be_two_amounts_are_not_respelt() -> None:
    assert respelled("สาบบาทถ้วน") is None
