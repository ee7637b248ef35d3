"""Purchases: the rule of a day and a sum, dates in order, what differs from the plan, purchases split, tax and fines."""

from datetime import date
from decimal import Decimal

import pytest

from sammachip.core.procurement import (
    Bought,
    Dated,
    Differs,
    Rule,
    SplitBy,
    Thing,
    bands,
    deviations,
    fine,
    is_of_company,
    is_tax_id,
    out_of_order,
    rules_for,
    splits,
    vat_inside,
)

START, CHANGE = date(2017, 8, 23), date(2025, 11, 12)


def rule(key: str, up_to: int | None, inspectors: int = 1, **more: object) -> Rule:
    told = {
        "title": key,
        "method": "เฉพาะเจาะจง",
        "kinds": ("goods", "hire"),
        "starts_on": START,
        "ends_on": None,
    }
    amount = None if up_to is None else Decimal(up_to)
    return Rule(key=key, up_to=amount, inspectors=inspectors, source="ทดสอบ", **(told | more))  # type: ignore[arg-type]  # a test's own words


TABLE = (
    rule("chosen", 50_000, kinds=("goods",), starts_on=CHANGE, by_choice=True),
    rule("small", 100_000),
    rule("large", 500_000, 3),
    rule("old", 30_000, ends_on=date(2017, 8, 31)),
)


@pytest.mark.parametrize(
    ("day", "kind", "amount", "keys"),
    [
        (date(2017, 8, 22), "goods", 1, []),
        (START, "goods", 30_000, ["small", "large", "old"]),
        (date(2017, 8, 31), "hire", 30_001, ["small", "large"]),
        (date(2017, 9, 1), "goods", 30_000, ["small", "large"]),
        (date(2020, 7, 1), "goods", 100_000, ["small", "large"]),
        (date(2020, 7, 1), "goods", 100_001, ["large"]),
        (date(2020, 7, 1), "goods", 500_001, []),
        (date(2025, 11, 11), "goods", 50_000, ["small", "large"]),
        (CHANGE, "goods", 50_000, ["small", "large", "chosen"]),
        (CHANGE, "hire", 50_000, ["small", "large"]),
    ],
)
def test_rules_are_chosen_by_the_day_of_the_request_and_the_sum(day, kind, amount, keys):
    assert [one.key for one in rules_for(TABLE, day, kind, Decimal(amount))] == keys


def test_bands_are_the_sums_at_which_more_is_asked():
    assert bands(TABLE, date(2020, 7, 1), "goods") == [Decimal(100_000), Decimal(500_000)]


def test_a_rule_reads_back_what_it_told():
    assert [Rule.read(one.told()) for one in TABLE] == list(TABLE)


def test_dates_out_of_order_name_both_days_and_one_day_may_hold_all():
    day = date(2018, 9, 6)
    steps = [Dated("วันที่เสนอ", day), Dated("วันที่อนุมัติ", day), Dated("วันที่สั่ง", date(2018, 9, 5))]

    assert [str(one) for one in out_of_order(steps)] == [
        "วันที่สั่ง 5 กันยายน 2561 อยู่ก่อนวันที่อนุมัติ 6 กันยายน 2561 — ตรวจวันที่ตามเอกสาร"
    ]
    assert out_of_order(steps[:2]) == []


PLANNED = Thing("เส้นด้าย", Decimal(10), "กก.", Decimal(100))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (PLANNED, []),
        (Thing("เส้นด้ายฝ้าย", Decimal(10), "กก.", Decimal(110)), [(Differs.PRICE, False)]),
        (Thing("เส้นด้าย", Decimal(10), "กก.", Decimal("110.01")), [(Differs.PRICE, True)]),
        (
            Thing("เส้นด้าย", Decimal(12), "กก.", Decimal(80)),
            [(Differs.PRICE, False), (Differs.QUANTITY, True)],
        ),
        (Thing("เส้นด้าย", Decimal(10), "ม้วน", Decimal(100)), [(Differs.UNIT, True)]),
        (Thing("ตู้เย็น", Decimal(1), "กก.", Decimal(100)), [(Differs.ITEM, True), (Differs.QUANTITY, False)]),
    ],
)
def test_what_is_asked_for_beyond_the_plan_needs_a_reason(asked, found):
    told = deviations(PLANNED, asked, percent=Decimal(10))

    assert [(one.differs, one.beyond) for one in told] == found


def test_a_deviation_says_both_numbers():
    [one] = deviations(PLANNED, Thing("เส้นด้าย", Decimal(10), "กก.", Decimal(125)), percent=Decimal(10))

    assert one.sentence == "«เส้นด้าย» ราคาต่อหน่วย 125.00 บาท แผนระบุ 100.00 บาท (ต่างร้อยละ 25)"


def buy(name: str, day: int, amount: int, vendor: str = "", *items: str) -> Bought:
    return Bought(name, date(2018, 9, day), Decimal(amount), vendor, items)


def split(*others: Bought) -> list[tuple[SplitBy, int]]:
    this = buy("ก", 10, 60_000, "ร้าน ก", "เส้นด้าย")
    found = splits(this, others, at=[Decimal(100_000), Decimal(500_000)], days=7)
    return [(one.by, int(one.total)) for one in found]


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ([], []),
        ([buy("ข", 3, 40_000, "ร้านก")], []),
        ([buy("ข", 3, 40_001, "ร้านก")], [(SplitBy.VENDOR, 100_001)]),
        ([buy("ข", 2, 40_001, "ร้านก")], []),
        ([buy("ข", 17, 50_000, "ร้าน ข", "เส้นด้ายไหม")], [(SplitBy.ITEM, 110_000)]),
        ([buy("ข", 9, 150_000, "ร้าน ก")], []),
        ([buy("ข", 9, 20_000, "ร้าน ก"), buy("ค", 9, 30_000, "ร้าน ก")], [(SplitBy.VENDOR, 110_000)]),
    ],
)
def test_purchases_that_together_cross_a_band_are_flagged(others, found):
    assert split(*others) == found


def test_tax_and_price_are_the_price_together_and_a_fine_grows_by_the_day():
    assert vat_inside(Decimal("10700.00")) == (Decimal("10000.00"), Decimal("700.00"))
    assert sum(vat_inside(Decimal("99.99"))) == Decimal("99.99")
    assert fine(3, Decimal("0.20"), Decimal("10000.00")) == Decimal("60.00")
    assert fine(-2, Decimal("0.20"), Decimal("10000.00")) == Decimal("0.00")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("0994000158378", True),
        ("๐๙๙๔๐๐๐๑๕๘๓๗๘", True),
        ("0-9940-00158-37-8", True),
        ("0994000158379", False),
        ("123", False),
        ("099400015837²", False),
    ],
)
def test_a_tax_number_checks_itself(text, right):
    assert is_tax_id(text) is right


def test_a_citizens_own_number_is_told_from_a_companys():
    assert (is_of_company("0994000158378"), is_of_company("3100600445635")) == (True, False)
