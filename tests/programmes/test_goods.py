"""The words and rules shipped: forty goods from the sources, each by its date, and goods held back from their making.

Half of `goods_held_back.csv` was written before the words were, the other half after them; its classes are those that
an officer of a store gives. What it showed to be missing was then added.
"""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from programmes.conftest import SUSTAIN
from sammachip.core.goods import ExpenseClass, Nature
from sammachip.core.thaidate import BE_OFFSET
from sammachip.core.thainum import fold
from sammachip.programmes import packfile
from sammachip.programmes.goods import Example, propose, reason_of, shipped
from sammachip.programmes.packfile import PackErrors

SOLD = Path(__file__).parent / "goods_held_back.csv"
TODAY = date(2018, 9, 10)
CHEAP = Decimal(40)


def held_back() -> list[tuple[str, Decimal, date, ExpenseClass]]:
    """What is sold, at which price for each, by the rule of which day, and its class."""
    with SOLD.open(encoding="utf-8", newline="") as rows:
        return [
            (row["item"], Decimal(row["price"]), in_ce(row["day"]), ExpenseClass(row["class"]))
            for row in csv.DictReader(rows)
        ]


def in_ce(written: str) -> date:
    year, month, day = map(int, written.split("-"))
    return date(year - BE_OFFSET, month, day)


def named(example: Example) -> str:
    return f"{example.item} {example.price} {example.day}"


@pytest.mark.parametrize("example", shipped().examples, ids=named)
def test_goods_are_classed_as_their_source_says_or_asked_about(example):
    proposal = propose(example.item, example.price, example.day)

    assert proposal.expense_class == example.expense_class, reason_of(proposal)
    assert not (example.lasting and not proposal.is_questioned_by(ExpenseClass.MATERIALS))
    assert reason_of(proposal)


def test_of_forty_goods_at_least_twenty_eight_are_classed_without_asking():
    examples = shipped().examples

    assert len(examples) >= 40
    assert len([one for one in examples if one.expense_class is not None]) >= 28
    assert len([one for one in examples if one.lasting]) >= 12


def test_no_durable_thing_held_back_passes_as_material_whatever_it_costs():
    durable = [one for one in held_back() if one[3] is ExpenseClass.DURABLE]
    modern = [one for one in durable if one[2] == TODAY]

    passed = [
        (item, price)
        for things in (durable, [(item, CHEAP, day, sort) for item, _price, day, sort in modern])
        for item, price, day, _sort in things
        if not propose(item, price, day).is_questioned_by(ExpenseClass.MATERIALS)
    ]

    assert len(durable) >= 200
    assert passed == []


def test_of_the_goods_held_back_none_is_classed_wrongly_and_few_materials_are_asked_about():
    found = [(item, propose(item, price, day), sort) for item, price, day, sort in held_back()]

    wrong = [(item, reason_of(one)) for item, one, sort in found if one.expense_class not in (None, sort)]
    others = [one for _item, one, sort in found if sort is not ExpenseClass.DURABLE]

    assert wrong == []
    assert len(others) >= 200
    assert len([one for one in others if one.expense_class]) >= len(others) * 28 / 40


OF_A_MACHINE = {"อะไหล่", "ตลับผงหมึก", "ด้ายจักร", "เข็มจักร"}
"""What is used up in a machine, and named with it."""


def test_no_word_for_something_lasting_behind_a_word_for_material_makes_material():
    rules = shipped().rules
    lasting = [one for one in rules.words if one.nature in (Nature.DURABLE, Nature.DOUBTFUL)]
    used = (Nature.CONSUMABLE, Nature.SMALL, Nature.SOFTWARE)
    one_a_group = {one.behind: one for one in rules.words if one.nature in used}.values()
    names = [f"{head.text}{behind.text}" for head in one_a_group for behind in lasting]

    passed = [
        name
        for name in names
        if not propose(name, CHEAP, TODAY).is_questioned_by(ExpenseClass.MATERIALS)
        if (head := rules.head(fold(name))) is None or head.text not in OF_A_MACHINE
    ]

    assert len(names) > 2000
    assert passed == []


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("กล่องไฟ LED", "มีคำว่า «กล่องไฟ» ซึ่งอาจเป็นของคงทน"),
        ("ขวดออกซิเจน", "คำว่า «ขวด» แต่ «ออกซิเจน» ไม่อยู่ในบัญชีคำ อาจเป็นของอย่างอื่น"),
        ("ถังพลาสติก 2000 ลิตร", "คำว่า «ถังพลาสติก» แต่ขนาด 2000 ลิตร ใหญ่กว่าของใช้ทั่วไป"),
        ("กะละมังย้อมผ้า", "คำว่า «กะละมัง» แต่ราคาต่อหน่วยเกิน 2,000.00 บาท"),
    ],
)
def test_the_reason_for_asking_quotes_what_stands_in_the_way(item, said):
    assert reason_of(propose(item, Decimal(3500), TODAY)) == said


@pytest.mark.parametrize(
    "item", ["ผ้าและจักรเย็บผ้า", "ผ้า+จักรเย็บผ้า", "ผ้า จักรเย็บผ้า", "ผ้า, จักรเย็บผ้า", "ผ้าพร้อมจักรเย็บผ้า"]
)
def test_a_line_that_joins_material_with_something_lasting_is_asked_about_by_the_rule_of_2548_too(item):
    assert propose(item, Decimal(4500), date(2010, 5, 10)).is_questioned_by(ExpenseClass.MATERIALS)


@pytest.mark.parametrize("item", ["ค่าอาหารปลา", "ค่าอาหารไก่ไข่", "ค่าอาหารสัตว์"])
def test_fodder_is_no_meal(item):
    assert propose(item, Decimal(480), TODAY).expense_class is ExpenseClass.MATERIALS


def test_training_material_is_no_training():
    assert propose("วัสดุฝึกอบรม", Decimal(480), TODAY).expense_class is None


@pytest.mark.parametrize(
    ("item", "price"),
    [
        ("กระดาษ แท็บเล็ต", 900),
        ("กล่องรับสัญญาณ", 900),
        ("แฟ้มเอกสาร 4 ลิ้นชัก", 2900),
        ("หม้อแปลงไฟฟ้า", 1900),
        ("จานดาวเทียม", 1500),
        ("สมุด และของใช้ในสำนักงาน", "5000.01"),
        ("กระดาษ ของใช้ครบชุด", 12000),
    ],
)
def test_something_lasting_behind_a_word_for_material_is_decided_by_a_person(item, price):
    assert propose(item, Decimal(price), date(2018, 9, 10)).is_questioned_by(ExpenseClass.MATERIALS)


def test_only_what_may_last_is_named_as_such():
    proposal = propose("กระดาษ แท็บเล็ต", Decimal(900), date(2018, 9, 10))

    assert reason_of(proposal) == "มีคำว่า «แท็บเล็ต» ซึ่งอาจเป็นของคงทน"


def test_hire_purchase_is_no_hire():
    assert propose("ค่าเช่าซื้อรถเข็น", Decimal(900), date(2018, 9, 10)).is_questioned_by(ExpenseClass.SERVICES)


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  stage: assess\n  below", "  stage: asess\n  below", "ไม่มีขั้นตอนชื่อ 'asess'"),
        ("    fund:\n      - {item", "    found:\n      - {item", "ไม่ได้ประเมินด้าน 'found'"),
        ("{item: ศึกษาดูงานกลุ่มต้นแบบ, quantity", "{item: ศึกษาดูงานกลุ่มต้นแบบ, number", "ตารางแผนไม่มีคอลัมน์ 'number'"),
    ],
)
def test_a_proposal_that_no_plan_could_take_is_refused(old, new, said):
    text = SUSTAIN.read_text("utf-8")
    assert old in text

    with pytest.raises(PackErrors, match=said):
        packfile.read(text.replace(old, new), filename=SUSTAIN.name)
