"""Rules in the words of collectors: said so that an unanswered question decides nothing, or not said at all."""

import pytest

from sammachip.core.fields import Choice, Field, FieldType
from sammachip.core.ruletree import NotSaid
from sammachip.core.xpath import amount, condition, negation

MOMENT = Field("moment", "ช่วง", FieldType.CHOICE, choices=(Choice("before", "ก่อน"),))
PRICE = Field("price", "ราคา", FieldType.MONEY)
COUNT = Field("count", "จำนวน", FieldType.INTEGER)
ASKED = (
    Field("kind", "ลักษณะ", FieldType.CHOICE),
    Field("overlap", "ซ้ำซ้อน", FieldType.YES_NO),
    Field("people", "คน", FieldType.INTEGER),
    Field("held_on", "วันที่", FieldType.DATE),
    Field("told_on", "วันที่แจ้ง", FieldType.DATE),
    Field("markets", "ตลาด", FieldType.CHOICES),
    Field("sales", "ยอดขาย", FieldType.MONEY),
    Field("name", "ชื่อ", FieldType.TEXT),
    Field("paid", "เบิกจ่าย", FieldType.MONEY, filled="money.paid"),
    Field("incomes", "รายได้", FieldType.TABLE, columns=(MOMENT, PRICE)),
    Field("steps", "ขั้นตอน", FieldType.TABLE, rows=(Choice("one", "หนึ่ง"),), columns=(MOMENT,)),
)
FIELDS = {one.key: one for one in ASKED}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("kind == 'market'", "${kind} = 'market'"),
        ("kind != 'market'", "(${kind} != '' and ${kind} != 'market')"),
        ("!(kind == 'market')", "(${kind} != '' and not(${kind} = 'market'))"),
        ("kind in ['a', 'b']", "(${kind} != '' and (${kind} = 'a' or ${kind} = 'b'))"),
        ("overlap", "${overlap} = 'yes'"),
        ("!overlap", "${overlap} = 'no'"),
        ("overlap || true", "(${overlap} = 'yes' or true())"),
        ("overlap && people > 3", "(${overlap} = 'yes' and (${people} != '' and ${people} > 3))"),
        ("!(overlap || kind == 'a')", "(${overlap} = 'no' and (${kind} != '' and not(${kind} = 'a')))"),
        ("sales >= baht('31,200.50')", "(${sales} != '' and ${sales} >= 31200.50)"),
        ("held_on > date('2561-09-20')", "(${held_on} != '' and ${held_on} > date('2018-09-20'))"),
        ("'hotel' in markets", "(${markets} != '' and selected(${markets}, 'hotel'))"),
        ("size(markets) > 1", "(${markets} != '' and count-selected(${markets}) > 1)"),
        ("name.startsWith('ก')", "(${name} != '' and starts-with(${name}, 'ก'))"),
        ('name == "it\'s"', '${name} = "it\'s"'),
        ("answered(kind)", "${kind} != ''"),
        ("!answered(incomes)", "count(${incomes}) = 0"),
        ("size(incomes) < 2", "(count(${incomes}) > 0 and count(${incomes}) < 2)"),
        (
            "incomes.exists(i, i.moment == 'before')",
            "(count(${incomes}) > 0 and selected(join(' ', ${incomes-moment}), 'before'))",
        ),
    ],
)
def test_a_rule_is_said_where_xpath_has_the_words(rule: str, said: str) -> None:
    assert condition(rule, FIELDS) == said


def test_days_between_are_whole_days() -> None:
    assert condition("days(told_on, held_on) <= 30", FIELDS) == (
        "(${told_on} != '' and ${held_on} != ''"
        " and round(decimal-date-time(${held_on}) - decimal-date-time(${told_on})) <= 30)"
    )


def test_what_fails_is_not_merely_what_does_not_hold() -> None:
    assert negation("people > 3", FIELDS) == "(${people} != '' and not(${people} > 3))"
    assert negation("overlap", FIELDS) == "${overlap} = 'no'"


def test_a_cell_is_computed_from_its_own_row() -> None:
    columns = {"price": PRICE, "count": COUNT}

    assert amount("price * count", columns, "lines") == "(${lines-price} * ${lines-count})"


@pytest.mark.parametrize(
    "rule",
    [
        "paid > baht(100)",  # filled in by the house, unknown to the phone
        "group.members_count > 3",
        "incomes.exists(i, i.price > baht(100))",
        "incomes.all(i, i.moment == 'before')",
        "size(steps) > 1",  # rows that always stand there
        "sales > share(sales, 50)",
        "name == 'both \" and \\' of them'",
        "people > (overlap ? 1 : 2)",
    ],
)
def test_what_xpath_has_no_words_for_is_told(rule: str) -> None:
    with pytest.raises(NotSaid):
        condition(rule, FIELDS)
