"""Letters in which recognition took letters for others: what looks unlike its fellows is unknown, the rest is told."""

import pytest

from core.lettering import LETTER, OFFICIAL, REGISTER, codes, said
from sammachip.core.letterfacts import read
from sammachip.core.letterfacts.model import Letter

BODY = "โดยมีรายละเอยีดและกิจกรรมที่กก่ยวข้องตามบัญชีที่แนบ ให้ดำเนืนการภายในวันศุกร์ที่ ๒๑ กันยายน ๒๕๖๑ วงเงิน ๑๕๖,๐๐๐ บาท"
"""Words that recognition broke, by which the reader knows that digits may be broken, too."""

UNEQUAL = """ที่	อำเภอ	งบประมาณ (บาท)
๑	เมืองบุรีรัมย์	๔๘,๐๐๐
๒	นางรอง	๓๗,๐๕๐
๓	ประโคนชัย	๒๕,๐๐๐
๔	สตึก	๕๐,๐๐๐
	รวม	๑๖๐,๐๐๐
"""


def broken(*changes: tuple[str, str], body: str = BODY) -> Letter:
    """A letter whose words recognition broke, with more of it broken so."""
    text = LETTER.format(urgency="", to="นายอำเภอทุกอำเภอ", body=body, enclosed=REGISTER)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return read(text, places=OFFICIAL)


@pytest.mark.parametrize(
    ("old", "new", "row", "cells"),
    [
        ("๓๑,๒๐๐\n๓", "๓๑,๒๐\n๓", 1, ["๒", "นางรอง", "๑", "๓๑,๒๐๐"]),
        ("๒\tนาง", "๗\tนาง", 1, ["๒", "นางรอง", "๑", "๓๑,๒๐๐"]),
        ("นางรอง", "นาฆรอง", 1, ["๒", "นางรอง", "๑", "๓๑,๒๐๐"]),
        ("๒\t๖๒,๔๐๐", "๒\t๖๒,8๐๐", 0, ["๑", "เมืองบุรีรัมย์", "๒", "๖๒,๔๐๐"]),
        ("๖๒,๔๐๐", "๖๒,๔๐๕", 0, ["๑", "เมืองบุรีรัมย์", "๒", None]),
    ],
)
def test_a_broken_cell_is_told_by_its_table_or_left_unknown(
    old: str, new: str, row: int, cells: list[str | None]
) -> None:
    (table,) = broken((old, new)).tables

    assert said(*table.rows[row].cells) == cells


def test_the_only_cell_that_explains_a_wrong_total_is_unknown_and_the_total_is_told() -> None:
    found = broken((REGISTER, UNEQUAL))

    assert said(*(row.cells[2] for row in found.tables[0].rows)) == ["๔๘,๐๐๐", None, "๒๕,๐๐๐", "๕๐,๐๐๐"]
    assert "sum_mismatch" in codes(found)


@pytest.mark.parametrize(("total", "told"), [("๑๕๖,๐๐๐", 156000), ("๑๕๖,๐๐๕", None), ("๑๖๕,๐๐๐", None)])
def test_a_total_that_may_be_what_does_not_add_up_is_unknown(total: str, told: int | None) -> None:
    rows = REGISTER.rpartition("๑๕๖,๐๐๐")
    found = broken((REGISTER, f"{rows[0]}{total}{rows[2]}"), ("๑๕๖,๐๐๐ บาท", "๙๐,๐๐๐ บาท"))

    assert said(found.tables[0].totals[-1]) == [told]
    assert ("sum_mismatch" in codes(found)) == (told is None)


def test_an_amount_with_a_lone_digit_among_its_noughts_is_unknown() -> None:
    assert broken(("๑๕๖,๐๐๐ บาท", "๑๕๖,๐๐๙ บาท")).money == ()


def test_a_name_that_no_list_has_is_unknown_and_told() -> None:
    found = broken(("นางรอง", "นฆพรฮง"))

    assert said(found.tables[0].rows[1].name) == [None]
    assert ["นฆพรฮง" in str(one.message) for one in found.findings if one.code == "name_unrecognised"] == [
        True
    ]


def test_a_figure_that_its_words_contradict_by_one_digit_is_unknown_and_told() -> None:
    found = broken(("๑๕๖,๐๐๐ บาท", "๑๕๘,๐๐๐ บาท (หนึ่งแสนห้าหมื่นหกพันบาทถ้วน)"))

    assert said(*(one.amount for one in found.money), *(one.words for one in found.money)) == [None, 156000]
    assert "words_figures_disagree" in codes(found)


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("ที่ บร ๐๐๑๙", "ทึ้ บร ๐๐๑๙", "บร 0019/ว 123"),
        ("ที่ บร ๐๐๑๙", "ที่ ปร ๐๐๑๙", None),
        ("ที่ บร ๐๐๑๙", "ที่ บร ๘๐๑๙", None),
        ("ที่ บร ๐๐๑๙", "ที่ บร ๐0๑๙", None),
    ],
)
def test_a_number_that_no_office_has_is_unknown(old: str, new: str, number: str | None) -> None:
    found = broken((old, new))

    assert said(found.number, found.office) == [number, "ศาลากลางจังหวัดบุรีรัมย์"]


def test_a_day_of_another_weekday_is_unknown() -> None:
    (deadline,) = broken(("ศุกร์ที่ ๒๑", "ศุกร์ที่ ๒๗")).deadlines

    assert deadline.due
    assert (deadline.due.value, deadline.due.partial) == (None, "2018-09")


@pytest.mark.parametrize("phone", ["๐ ๔๗๖๖ ๐๐๐๑", "๐ ๔๔๖๖ ๐๐๐๑ โทรสาร ๐ ๔๔๘๖ ๐๐๐๑"])
def test_a_telephone_of_no_area_or_unlike_its_sister_is_unknown(phone: str) -> None:
    assert broken(("๐ ๔๔๖๖ ๐๐๐๑", phone)).phones == ()


def test_a_telephone_that_stands_alone_on_a_very_broken_page_is_unknown() -> None:
    wrecked = ("โดยมี", "โดยมึะ ๑ั ๒ิ ๓ุ ๔ู ๕่ ๖้ ๗๊ เ แ โ ใ ไ โดยมี")

    assert broken(wrecked).phones == ()
    assert len(broken(wrecked, ("๐ ๔๔๖๖ ๐๐๐๑", "๐ ๔๔๖๖ ๐๐๐๑ โทรสาร ๐ ๔๔๖๖ ๐๙๙๒")).phones) == 2


@pytest.mark.parametrize("word", ["จำนวม", "จ๘นวน", "จำ๒นวน"])
def test_how_many_are_enclosed_is_no_part_of_their_title(word: str) -> None:
    (enclosed,) = broken(("จำนวน ๑ ชุด", f"{word} ๑ ชุด")).enclosures

    assert said(enclosed.title, enclosed.count, enclosed.unit) == ["บัญชีจัดสรร", 1, "ชุด"]
