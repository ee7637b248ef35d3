"""The rule language: what it refuses at publication, what it answers, and that money in it is exact."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.expr import BadRule, FactType, Kind, Rule, RuleFailed, Unanswered, compile_rule

LINES = FactType(
    Kind.ROWS,
    {
        "amount": FactType(Kind.MONEY),
        "cls": FactType(Kind.TEXT),
        "qty": FactType(Kind.INTEGER),
        "score": FactType(Kind.NUMBER),
        "tags": FactType(Kind.TEXTS),
    },
)
FACTS = {
    "paid": FactType(Kind.MONEY),
    "money.allotted": FactType(Kind.MONEY),
    "groups": FactType(Kind.INTEGER),
    "score": FactType(Kind.NUMBER),
    "standing": FactType(Kind.TEXT),
    "done": FactType(Kind.BOOL),
    "held_on": FactType(Kind.DATE),
    "goods": FactType(Kind.TEXTS),
    "lines": LINES,
}
VALUES: Mapping[str, object] = {
    "paid": Decimal("15600.25"),
    "money.allotted": Decimal("31200.50"),
    "groups": 3,
    "score": Decimal("62.5"),
    "standing": "ongoing",
    "done": True,
    "held_on": date(2018, 9, 20),
    "goods": ["cloth", "rice"],
    "lines": [
        {"amount": Decimal("100.10"), "cls": "durable", "qty": 2, "score": Decimal("0.1"), "tags": ["x"]},
        {"amount": Decimal("0.20"), "cls": "materials", "qty": 5, "score": Decimal("0.2"), "tags": []},
    ],
}


def rule(text: str, expected: Kind = Kind.BOOL) -> Rule:
    return compile_rule(text, FACTS, expected)


@pytest.mark.parametrize(
    ("text", "kind", "answer"),
    [
        ("standing == 'ongoing' && !done", Kind.BOOL, False),
        ("standing in ['ongoing', 'finished']", Kind.BOOL, True),
        ("'rice' in goods", Kind.BOOL, True),
        ("paid <= money.allotted", Kind.BOOL, True),
        ("paid == baht('๑๕,๖๐๐.๒๕')", Kind.BOOL, True),
        ("paid * groups - baht(1)", Kind.MONEY, Decimal("46799.75")),
        ("baht(31200) * groups", Kind.MONEY, Decimal("93600.00")),
        ("score >= 62.5 && score < 63 && score != number('62.4')", Kind.BOOL, True),
        ("score", Kind.NUMBER, Decimal("62.5")),
        ("held_on <= date('2561-09-20')", Kind.BOOL, True),
        ("held_on < date('๒๐ กันยายน ๒๕๖๑')", Kind.BOOL, False),
        ("held_on", Kind.DATE, date(2018, 9, 20)),
        ("days(date('2561-09-18'), held_on)", Kind.INTEGER, 2),
        ("done ? 'yes' : 'no'", Kind.TEXT, "yes"),
        ("size(lines) + lines.size()", Kind.INTEGER, 4),
        ("total(lines.map(l, l.amount))", Kind.MONEY, Decimal("100.30")),
        ("total(lines.map(l, l.cls == 'durable', l.amount))", Kind.MONEY, Decimal("100.10")),
        ("total(lines.filter(l, l.qty > 9).map(x, x.amount))", Kind.MONEY, Decimal("0.00")),
        ("total(lines.map(l, l.amount * l.qty))", Kind.MONEY, Decimal("201.20")),
        ("total(lines.map(l, l.qty))", Kind.INTEGER, 7),
        ("total(lines.map(l, l.score)) == number('0.3')", Kind.BOOL, True),
        ("lines.exists(l, 'x' in l.tags)", Kind.BOOL, True),
        ("lines.all(l, l.amount > baht('0.20'))", Kind.BOOL, False),
        ("percent(paid, money.allotted)", Kind.NUMBER, Decimal("50.0")),
        ("percent(groups, 7) == number('42.86')", Kind.BOOL, True),
        ("share(baht('0.10'), 15)", Kind.MONEY, Decimal("0.02")),
        ("answered(paid) && answered(lines) && standing != 'answered(x)'", Kind.BOOL, True),
    ],
)
def test_a_rule_gives_its_answer(text: str, kind: Kind, answer: object):
    assert rule(text, kind).evaluate(VALUES) == answer


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("payed > baht(3)", 1, "ไม่รู้จักชื่อ 'payed'"),
        ("paid > 31200", 6, "ใช้ > กับชนิดข้อมูล (money, int) ไม่ได้"),
        ("paid * paid > paid", 6, "ใช้ * กับชนิดข้อมูล (money, money) ไม่ได้"),
        ("paid == score", 6, "ใช้ == กับชนิดข้อมูล (money, number) ไม่ได้"),
        ("score + score > 3", 7, "ใช้ + กับชนิดข้อมูล (number, number) ไม่ได้"),
        ("held_on > '2018-01-01'", 9, "ใช้ > กับชนิดข้อมูล (date, string) ไม่ได้"),
        ("groups / 2 > 1", 8, "ไม่รู้จักชื่อ '_/_'"),
        ("lines.exists(l, l.amount > 3)", 26, "ใช้ > กับชนิดข้อมูล (money, int) ไม่ได้"),
        ("lines.exists(l, l.weight > 3)", 17, "ไม่รู้จักชื่อ 'l.weight'"),
        ("lines.exists(l, l.qty > 3) && l.qty > 3", 32, "ไม่รู้จักชื่อ 'l.qty'"),
        ("lines.exists(l, l_qty > 3)", 1, "ชื่อ l_qty ใช้คู่กับตารางในกฎนี้ไม่ได้ — เปลี่ยนตัวอักษรแทนแถว"),
        ("standing.matches('a')", 17, "ไม่รู้จักชื่อ 'matches'"),
        ("paid == null", 9, "ไม่ใช้ null — ใช้ answered(ชื่อข้อมูล)"),
        ("held_on > date('2561-02-30')", 17, None),
        ("paid > baht('มาก')", 14, None),
        ("score > number('1234567890.123456')", 17, "ตัวเลข 1234567890.123456 ยาวเกิน 15 หลัก"),
        ("groups", 1, "กฎให้ผลเป็น int แต่ที่นี่ต้องเป็น bool"),
        ("[paid, groups].size() > 1 ? paid : baht(2)", 1, "กฎให้ผลเป็น money แต่ที่นี่ต้องเป็น bool"),
        ("(" * 200 + "done" + ")" * 200, 1, "ซ้อนกันลึกเกินไป — แบ่งเป็นกฎย่อย"),
        ("done || " * 200 + "done", 1000, "ยาวเกิน 1000 ตัวอักษร — แบ่งเป็นกฎย่อย"),
        ("lines.exists(done, done.qty > 1)", 14, "ใช้ชื่อ done ซ้ำกับตารางหรือข้อมูลอื่น — เปลี่ยนเป็นตัวอักษรอื่น"),
    ],
)
def test_a_bad_rule_is_refused_with_its_place(text: str, column: int, reason: str | None):
    with pytest.raises(BadRule) as refused:
        rule(text)

    assert (refused.value.line, refused.value.column) == (1, column)
    assert reason is None or refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("done &&", "เขียนไม่ถูกรูปแบบ: กฎจบกลางคัน"),
        ("(done", "เขียนไม่ถูกรูปแบบ: กฎจบก่อนปิดด้วย ')'"),
        ("done = true", "เขียนไม่ถูกรูปแบบ: ไม่รู้จักเครื่องหมาย ="),
        ("done and done", "เขียนไม่ถูกรูปแบบ: 'and' อยู่ผิดที่"),
        ("done)", "เขียนไม่ถูกรูปแบบ: ')' อยู่ผิดที่"),
        ("if done", "ใช้ 'if' เป็นชื่อไม่ได้"),
    ],
)
def test_a_syntax_error_says_what_stands_wrong(text: str, said: str):
    with pytest.raises(BadRule) as refused:
        rule(text)

    assert refused.value.reason == said


def test_a_syntax_error_names_its_line():
    with pytest.raises(BadRule) as refused:
        rule("done &&\n  )")

    assert (refused.value.line, refused.value.column) == (2, 3)
    assert refused.value.reason.startswith("เขียนไม่ถูกรูปแบบ")


def test_a_rule_known_over_other_facts_is_judged_anew():
    text = "total(lines.map(l, l.amount))"
    kept = compile_rule(text, {"lines": LINES}, Kind.MONEY)
    counted = FactType(Kind.ROWS, {**LINES.columns, "amount": FactType(Kind.INTEGER)})

    assert compile_rule(text, {"lines": LINES}, Kind.MONEY) is kept
    assert compile_rule(text, {"lines": counted}, Kind.INTEGER).evaluate({"lines": [{"amount": 3}]}) == 3
    with pytest.raises(BadRule):
        compile_rule(text, {"lines": counted}, Kind.MONEY)


def test_unanswered_facts_are_named():
    with pytest.raises(Unanswered) as unanswered:
        rule("paid <= money.allotted && done").evaluate({"paid": Decimal(1), "done": None})

    assert unanswered.value.names == ("done", "money.allotted")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("done || groups > 3", True),
        ("groups > 3 || done", True),
        ("answered(groups) && groups > 3", False),
        ("!answered(money.allotted)", True),
    ],
)
def test_a_rule_needs_only_the_side_that_decides(text: str, answer: bool):
    assert rule(text).evaluate({"done": True}) is answer


def test_a_blank_cell_is_unanswered_and_can_be_left_out():
    lines = {"lines": [{"amount": Decimal("5.00")}, {"amount": None}]}

    with pytest.raises(Unanswered) as unanswered:
        rule("total(lines.map(l, l.amount))", Kind.MONEY).evaluate(lines)

    assert unanswered.value.names == ("amount",)
    answered = rule("total(lines.map(l, answered(l.amount), l.amount))", Kind.MONEY)
    assert answered.evaluate(lines) == Decimal("5.00")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("percent(paid, money.allotted) >= 50", {"paid": Decimal(0), "money.allotted": Decimal(0)}),
        ("groups * groups > 3", {"groups": 10**17}),
        ("date(standing) == held_on", {"standing": "พรุ่งนี้", "held_on": date(2018, 9, 20)}),
        ("baht(standing) > paid", {"standing": "สามพัน", "paid": Decimal(1)}),
        ("share(paid, score) > paid", {"paid": Decimal(10**15), "score": Decimal(10**14)}),
        ("score > 1", {"score": Decimal(1) / 3}),
        (
            "lines.all(a, lines.all(b, lines.all(c, a.qty + b.qty + c.qty > 0)))",
            {"lines": [{"qty": 1}] * 200},
        ),
    ],
)
def test_a_rule_that_cannot_be_computed_fails_and_does_not_hold(text: str, values: Mapping[str, object]):
    with pytest.raises(RuleFailed):
        rule(text).evaluate(values)

    assert rule(text).holds(values) is False


@pytest.mark.parametrize("value", [1.5, "3", True, 3])
def test_money_given_as_anything_but_decimal_is_a_programmers_error(value: object):
    with pytest.raises(TypeError):
        rule("paid > baht(1)").evaluate({"paid": value})


MONEY = st.decimals(min_value=0, max_value=10**12, places=2)


@given(MONEY, MONEY, st.integers(0, 1000))
def test_money_in_rules_is_exact(paid: Decimal, allotted: Decimal, groups: int):
    values = {"paid": paid, "money.allotted": allotted, "groups": groups}

    assert REST.evaluate(values) == allotted - paid * groups
    assert WITHIN.evaluate(values) is (paid <= allotted)


@given(st.lists(MONEY, max_size=40))
def test_a_total_of_money_is_exact(amounts: list[Decimal]):
    assert TOTAL.evaluate({"lines": [{"amount": amount} for amount in amounts]}) == sum(amounts)


NUMBERS = st.decimals(min_value=-(10**10), max_value=10**10, places=4)


@given(NUMBERS, NUMBERS)
def test_numbers_of_fifteen_digits_compare_as_decimals_do(one: Decimal, other: Decimal):
    below = LESS.evaluate({"one": one, "other": other})

    assert below is (one < other)
    assert compile_rule("one", NUMBER_FACTS, Kind.NUMBER).evaluate({"one": one}) == one


NUMBER_FACTS = {"one": FactType(Kind.NUMBER), "other": FactType(Kind.NUMBER)}
LESS = compile_rule("one < other", NUMBER_FACTS, Kind.BOOL)
REST = rule("money.allotted - paid * groups", Kind.MONEY)
WITHIN = rule("paid <= money.allotted")
TOTAL = rule("total(lines.map(l, l.amount))", Kind.MONEY)
