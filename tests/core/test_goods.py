"""Expense classes: a word at the head decides, anything lasting elsewhere is asked about, and price follows the date."""

from datetime import date
from decimal import Decimal

import pytest

from sammachip.core.goods import (
    EXPENSE_LABELS,
    Behind,
    ExpenseClass,
    GoodsRules,
    Ground,
    Nature,
    Period,
    Word,
    propose,
    same_thing,
    shares_thing,
)

OLD = Period(date(2005, 1, 20), "old", Decimal(5000), Decimal(5000), Decimal(20000))
NEW = Period(date(2016, 1, 6), "new", Decimal(5000), None, Decimal(20000))
LABELS = Behind(frozenset({"เครื่องหมายการค้า", "ติด", "ขวด", "สี", "สีแดง", "แดง"}))
YARN = Behind(frozenset({"สีแดง", "สีดำ", "ฝ้าย", "ขนาด", "เล็ก"}), {"กก": None, "เมตร": None})
BASINS = Behind(frozenset({"พลาสติก", "มีฝา"}), {"ลิตร": Decimal(40), "นิ้ว": None}, ask_above=Decimal(2000))
FLOUR, TAPIOCA = Behind(frozenset({"มันสำปะหลัง"})), Behind(frozenset({"ดิบ"}))
RULES = GoodsRules(
    (
        Word("ค่าวิทยากร", Nature.REMUNERATION, governs=True),
        Word("ค่าเช่า", Nature.SERVICES, governs=True),
        Word("ค่าจ้าง", Nature.SERVICES),
        Word("ด้าย", Nature.CONSUMABLE, behind=YARN),
        Word("ฉลาก", Nature.CONSUMABLE, behind=LABELS),
        Word("แป้ง", Nature.CONSUMABLE, behind=FLOUR),
        Word("แป้งมัน", Nature.CONSUMABLE, behind=TAPIOCA),
        Word("หมึก", Nature.CONSUMABLE, behind=Behind(frozenset({"เครื่อง"}))),
        Word("กะละมัง", Nature.SMALL),
        Word("ถัง", Nature.SMALL, behind=BASINS),
        Word("กี่ทอผ้า", Nature.DURABLE),
        Word("ชั้นวาง", Nature.DURABLE),
        Word("โปรแกรม", Nature.SOFTWARE, behind=Behind(frozenset({"บัญชี"}))),
        Word("เครื่อง", Nature.DOUBTFUL),
        Word("เครื่องหมาย", Nature.NEUTRAL),
    ),
    (OLD, NEW),
)
TODAY = date(2018, 9, 10)


def test_every_class_has_its_label():
    assert [one.label for one in ExpenseClass] == ["ค่าตอบแทน", "ค่าใช้สอย", "ค่าวัสดุ", "ค่าครุภัณฑ์"]
    assert set(EXPENSE_LABELS) == set(ExpenseClass)


@pytest.mark.parametrize(
    ("item", "price", "expected", "ground"),
    [
        ("ค่าวิทยากร (6 ชม.)", 600, "remuneration", Ground.WORD),
        ("ค่าวัสดุ ด้าย", 90, "materials", Ground.WORD),
        ("ด้้าย", 90, "materials", Ground.WORD),
        ("ด้ายและฉลาก", 90, "materials", Ground.WORD),
        ("ฉลากเครื่องหมายการค้า", 2, "materials", Ground.WORD),
        ("ค่าเช่าเครื่องเสียง", 2000, "services", Ground.WORD),
        ("กะละมัง", 5000, "materials", Ground.PRICE_WITHIN),
        ("โปรแกรมบัญชี", 20000, "materials", Ground.PRICE_WITHIN),
        ("โปรแกรมบัญชี", "20000.01", "durable", Ground.PRICE_ABOVE),
        ("กี่ทอผ้า", 1, "durable", Ground.WORD),
        ("กะละมัง", "5000.01", None, Ground.PRICE_ABOVE),
        ("ด้าย", 5000, "materials", Ground.WORD),
        ("ด้าย", "5000.01", None, Ground.PRICE_ABOVE),
        ("ชุดสาธิต", 90, None, Ground.UNKNOWN),
        ("", 90, None, Ground.UNKNOWN),
        ("ด้ายและค่าวิทยากร", 90, None, Ground.SEVERAL_CLASSES),
        ("ด้าย และกี่ทอผ้า", 90, None, Ground.SEVERAL_CLASSES),
        ("ด้ายสำหรับกี่ทอผ้า", 90, None, Ground.LASTING_WORD_INSIDE),
        ("ด้าย (พร้อมเครื่องปั่น)", 90, None, Ground.LASTING_WORD_INSIDE),
        ("ค่าจ้างทำชั้นวาง", 90, None, Ground.LASTING_WORD_INSIDE),
        ("ค่าเช่าสถานที่ เครื่องปั่น 1 เครื่อง", 90, None, Ground.LASTING_WORD_INSIDE),
        ("เครื่องปั่น", 90, None, Ground.LASTING_WORD_INSIDE),
        ("เครื่องหมาย", 90, None, Ground.UNKNOWN),
        ("วัสดุค่าเช่า", 90, None, Ground.UNKNOWN),
        ("ด้ายฝ้าย 2 กก. สีแดง ขนาดเล็ก", 90, "materials", Ground.WORD),
        ("ด้ายสีแดงและสีดำ (ฝ้าย)", 90, "materials", Ground.WORD),
        ("ด้าย 5 ไฟ", 90, None, Ground.UNKNOWN_BEHIND),
        ("ด้ายกรอ", 90, None, Ground.UNKNOWN_BEHIND),
        ("ด้าย (กรอ)", 90, None, Ground.UNKNOWN_BEHIND),
        ("ด้าย ฉลาก ถัง", 90, "materials", Ground.WORD),
        ("ด้าย กี่ทอผ้า", 90, None, Ground.LASTING_WORD_INSIDE),
        ("ค่าจ้างกรอ", 90, None, Ground.UNKNOWN_BEHIND),
        ("แป้งมันดิบ", 90, "materials", Ground.WORD),
        ("แป้งมันสำปะหลัง", 90, "materials", Ground.WORD),
        ("หมึกเครื่อง", 90, "materials", Ground.WORD),
        ("หมึก เครื่อง", 90, None, Ground.LASTING_WORD_INSIDE),
        ("หมึกแถมเครื่อง", 90, None, Ground.LASTING_WORD_INSIDE),
        ("ถังพร้อมมีฝา", 90, "materials", Ground.PRICE_WITHIN),
        ("ถังพลาสติก 40 ลิตร", 2000, "materials", Ground.PRICE_WITHIN),
        ("ถังพลาสติก 40 ลิตร", "2000.01", None, Ground.PRICE_ABOVE),
        ("ถังพลาสติก 40.5 ลิตร", 90, None, Ground.SIZE_ABOVE),
        ("ถังพลาสติก 2,000 ลิตร", 90, None, Ground.SIZE_ABOVE),
        ("ถังพลาสติก 30 x 2000 ลิตร", 90, None, Ground.SIZE_ABOVE),
        ("ถังพลาสติก 2000 นิ้ว", 90, "materials", Ground.PRICE_WITHIN),
        ("ชั้นวางกรอ (ไฟ)", 90, "durable", Ground.WORD),
    ],
)
def test_a_class_is_proposed_only_where_the_words_are_sure(item, price, expected, ground):
    proposal = propose(item, Decimal(price), TODAY, RULES)

    assert (proposal.expense_class, proposal.ground) == (expected, ground)


@pytest.mark.parametrize(
    ("day", "price", "expected"),
    [
        (date(2004, 1, 1), "4000", None),
        (date(2016, 1, 5), "5000", "materials"),
        (date(2016, 1, 5), "5000.01", "durable"),
        (date(2016, 1, 6), "4000", "durable"),
    ],
)
def test_the_rule_of_the_day_says_whether_the_price_decides(day, price, expected):
    assert propose("กี่ทอผ้า", Decimal(price), day, RULES).expense_class == expected


def test_what_lasts_is_asked_about_beside_another_thing_where_its_price_makes_it_material():
    before = date(2010, 5, 10)

    assert propose("กี่ทอผ้า", Decimal(900), before, RULES).expense_class == "materials"
    joined = propose("ด้ายและกี่ทอผ้า", Decimal(900), before, RULES)

    assert (joined.expense_class, joined.ground) == (None, Ground.LASTING_WORD_INSIDE)
    assert [word.text for word in joined.lasting_words] == ["กี่ทอผ้า"]
    assert propose("กี่ทอผ้ากรอ", Decimal(900), before, RULES).ground == Ground.UNKNOWN_BEHIND


@pytest.mark.parametrize(
    ("item", "quoted"),
    [("ด้าย 5 ไฟ LED", "ไฟled"), ("ถังพลาสติก 2,000 ลิตร", "2,000 ลิตร"), ("ด้ายสีแดง", "")],
)
def test_what_is_not_known_or_too_large_is_quoted(item, quoted):
    assert propose(item, Decimal(90), TODAY, RULES).stretch == quoted


def test_a_long_name_of_words_that_hold_each_other_is_read_at_once():
    unread = "ฉลาก" + "สีแดง" * 38 + "ไฟ"

    assert propose(unread, Decimal(90), TODAY, RULES).ground == Ground.UNKNOWN_BEHIND
    assert propose(unread.removesuffix("ไฟ"), Decimal(90), TODAY, RULES).ground == Ground.WORD


@pytest.mark.parametrize(
    ("item", "price", "asked"),
    [
        ("ด้าย", 90, {"remuneration", "services", "durable"}),
        ("กี่ทอผ้า", 90, {"remuneration", "services", "materials"}),
        ("เครื่องปั่น", 90, {"remuneration", "services", "materials"}),
        ("กะละมัง", 9000, {"remuneration", "services", "materials"}),
        ("ด้ายกรอ", 90, {"remuneration", "services", "materials"}),
        ("ถัง 2000 ลิตร", 90, {"remuneration", "services", "materials"}),
        ("ชุดสาธิต", 90, {"remuneration", "services", "materials"}),
        ("ค่าจ้างกรอ", 90, {"materials"}),
    ],
)
def test_a_person_is_asked_where_the_class_differs_or_something_lasting_may_hide(item, price, asked):
    proposal = propose(item, Decimal(price), TODAY, RULES)

    assert {one.value for one in ExpenseClass if proposal.is_questioned_by(one)} == asked


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("เส้นด้าย", "ค่าวัสดุ เส้นด้ายฝ้าย (สีขาว)", True),
        ("จัดซื้อปุ๋ยอินทรีย์", "ปุ๋ย อินทรีย์", True),
        ("ค่าอบรมการทอผ้า", "อบรมการทอผ้า", True),
        ("ปุ๋ย", "ถุงปุ๋ย", False),
        ("ค่าวัสดุ", "ค่า", False),
        ("อบรมการทอผ้า", "อบรมการตลาด", False),
    ],
)
def test_things_are_the_same_where_one_name_only_qualifies_the_other(one, other, same):
    assert same_thing(one, other) is same
    assert same_thing(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("เส้นด้าย", "ด้ายและสีย้อม", True),
        ("สีย้อมผ้า", "ด้าย, สีย้อม", True),
        ("ชุดฝึก (ด้าย กับ เข็ม)", "ค่าวัสดุ เข็ม", True),
        ("โครงการฝึกอบรมการย้อมสี", "อบรมย้อมสีธรรมชาติ", True),
        ("อบรมเชิงปฏิบัติการเรื่องการย้อมสี", "ค่าอบรมการย้อมสี", True),
        ("อบรมการทอผ้า", "อบรมการตลาด", False),
        ("อบรม", "โครงการอบรมการตลาด", True),
        ("โครงการ", "โครงการอบรมการตลาด", False),
        ("ปุ๋ย", "ถุงปุ๋ย", False),
        ("", "", False),
    ],
)
def test_names_share_a_thing_where_one_of_those_they_join_is_the_same(one, other, shared):
    assert shares_thing(one, other) is shared
    assert shares_thing(other, one) is shared


def test_what_is_asked_for_with_more_beside_it_is_not_the_same_as_planned():
    assert not same_thing("เส้นด้าย", "ด้ายและกี่ทอผ้า")
