"""The words and rules shipped: forty goods from the sources, each by its date."""

from datetime import date
from decimal import Decimal

import pytest

from programmes.conftest import SUSTAIN
from sammachip.core.goods import ExpenseClass
from sammachip.programmes import packfile
from sammachip.programmes.goods import Example, propose, reason_of, shipped
from sammachip.programmes.packfile import PackErrors


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
