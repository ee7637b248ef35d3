"""Expense classes: a word at the head decides, anything lasting elsewhere is asked about, and price follows the date."""

from datetime import date
from decimal import Decimal

import pytest

from sammachip.core.goods import (
    EXPENSE_LABELS,
    ExpenseClass,
    GoodsRules,
    Ground,
    Nature,
    Period,
    Word,
    propose,
    same_thing,
)

OLD = Period(date(2005, 1, 20), "old", Decimal(5000), Decimal(5000), Decimal(20000))
NEW = Period(date(2016, 1, 6), "new", Decimal(5000), None, Decimal(20000))
RULES = GoodsRules(
    (
        Word("ค่าวิทยากร", Nature.REMUNERATION),
        Word("ค่าเช่า", Nature.SERVICES, governs=True),
        Word("ค่าจ้าง", Nature.SERVICES),
        Word("ด้าย", Nature.CONSUMABLE),
        Word("ฉลาก", Nature.CONSUMABLE),
        Word("กะละมัง", Nature.SMALL),
        Word("กี่ทอผ้า", Nature.DURABLE),
        Word("ชั้นวาง", Nature.DURABLE),
        Word("โปรแกรม", Nature.SOFTWARE),
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
        ("เครื่องปั่น", 90, None, Ground.UNKNOWN),
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


@pytest.mark.parametrize(
    ("item", "price", "asked"),
    [
        ("ด้าย", 90, {"remuneration", "services", "durable"}),
        ("กี่ทอผ้า", 90, {"remuneration", "services", "materials"}),
        ("เครื่องปั่น", 90, {"remuneration", "services", "materials"}),
        ("กะละมัง", 9000, {"remuneration", "services", "materials"}),
        ("ชุดสาธิต", 90, {"materials"}),
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
