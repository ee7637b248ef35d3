"""Limits and regulations that stand before spending: durable goods, shares of what was allotted, what is decided on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from money import build
from sammachip.cases import actions as cases
from sammachip.cases.models import CaseLevel
from sammachip.core.goods import ExpenseClass
from sammachip.core.verdict import Refused
from sammachip.money import actions_spending, limits, queries
from sammachip.money.actions_spending import Line
from sammachip.money.models import Spending, SpendingState
from sammachip.org.models import Office
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 6)


LOOM = Line("กี่ทอผ้า", Decimal(1), "หลัง", Decimal("9000.00"), ExpenseClass.DURABLE)
SMALL = (Path(__file__).parent / "small.yaml").read_text()


def limited(ceiling: str, otherwise: str = "refuse") -> str:
    """The trial programme with this ceiling on services."""
    text = SMALL.replace("durable", "services").replace("at_most: 0", ceiling)
    return text.replace("else: refuse", f"else: {otherwise}")


def bound(spending: Spending, amount: str) -> None:
    finance = build.actor("district-finance", spending.office_id)
    actions_spending.commit_spending(spending, Decimal(amount), done_on=DAY, actor=finance)


@pytest.mark.parametrize("moment", ["request", "order", "pay"])
def test_durable_goods_are_refused_at_request_order_and_payment_with_the_rule_quoted(
    group, moment
):  # clause A15
    if moment == "request":
        with pytest.raises(Refused, match=r"9,000\.00 บาท แต่กำหนดไม่เกิน 0\.00 บาท — กรณีสนับสนุนเป็นวัสดุ/อุปกรณ์"):
            build.requested(group, LOOM)
    else:
        spending = build.with_evidence(build.approved(group))
        spending.lines.filter(position=3).update(expense_class="durable")
        act = build.paid if moment == "pay" else bound
        with pytest.raises(Refused, match=r"3,400\.00 บาท แต่กำหนดไม่เกิน 0\.00 บาท"):
            act(spending, "100.00")

    assert queries.sums([group])[group.pk].paid == 0


def test_a_limit_of_nothing_holds_where_the_office_spends_for_all_its_groups(group):  # clause A15
    """A loom asked for on the district's own case was approved: the limit was judged for groups alone."""
    district = group.parent
    assert district is not None

    with pytest.raises(Refused, match=r"9,000\.00 บาท แต่กำหนดไม่เกิน 0\.00 บาท"):
        build.requested(district, LOOM)

    assert build.requested(district).state == SpendingState.REQUESTED


def test_a_limit_in_per_cent_counts_all_spendings_of_the_case():
    services = limited("at_most_percent: 10\n    of: money.allotted")
    group = build.group(build.funded_district(published=build.edition(text=services)))
    build.requested(group)

    with pytest.raises(Refused, match=r"6,000\.00 บาท แต่กำหนดไม่เกิน 3,120\.00 บาท"):
        build.requested(group)


def test_a_part_of_money_that_is_not_allotted_yet_is_judged_when_it_is_paid():
    services = limited("at_most_percent: 1\n    of: money.allotted")
    published = build.edition(text=services)
    district = cases.open_case(
        published,
        level=CaseLevel.DISTRICT,
        office=Office.objects.get(code="3104"),
        actor=build.actor("province-officer", "31"),
    )

    spending = build.requested(build.group(district))

    assert spending.state == SpendingState.REQUESTED


def test_a_limit_to_decide_on_asks_for_a_reason_and_the_trail_keeps_both_numbers_with_it():
    text = limited("at_most: 100", "decide")
    decided = build.group(build.funded_district(published=build.edition(text=text)))
    maker = build.actor("field-officer", "3104")

    bare = actions_spending.draft_spending(decided, build.request(), actor=maker)
    with pytest.raises(Refused, match=r"3,000\.00 บาท แต่กำหนดไม่เกิน 100\.00 บาท"):
        actions_spending.request_spending(bare, seen=0, actor=maker)
    reasoned = build.request(limit_reason="อำเภอไม่มีผู้รับจ้างรายอื่น")
    actions_spending.save_spending(bare, reasoned, seen=0, actor=maker)
    actions_spending.request_spending(bare, seen=1, actor=maker)

    [kept] = Event.objects.about(bare).get(verb="spending.requested").facts["limits"]
    assert (kept["measured"], kept["ceiling"], kept["reason"]) == (
        "3000.00",
        "100.00",
        "อำเภอไม่มีผู้รับจ้างรายอื่น",
    )


def test_a_class_in_question_is_decided_when_it_is_asked_for_and_holds_to_the_payment():
    text = SMALL.replace("    sum: ", '    count: "size(lines.filter(l, l.class_in_question))" #')
    text = text.replace("else: refuse", "else: decide")
    published = build.edition(text=text)
    group = build.group(build.funded_district(published=published))
    maker = build.actor("field-officer", "3104")
    loom = build.request(Line("กี่ทอผ้า", Decimal(1), "หลัง", Decimal("900.00"), ExpenseClass.MATERIALS))
    spending = actions_spending.draft_spending(group, loom, actor=maker)
    with pytest.raises(Refused, match=r"1 รายการ: «กี่ทอผ้า»"):
        actions_spending.request_spending(spending, seen=0, actor=maker)

    actions_spending.save_spending(spending, replace(loom, limit_reason="กี่เอวไม้ไผ่"), seen=0, actor=maker)
    actions_spending.request_spending(spending, seen=1, actor=maker)

    [kept] = group.class_decisions.all()
    assert (kept.item, kept.proposed, kept.expense_class, kept.reason) == (
        "กี่ทอผ้า",
        "durable",
        "materials",
        "กี่เอวไม้ไผ่",
    )
    assert limits.oversteps(spending, "pay", DAY) == []


def test_regulations_are_answered_before_the_first_payment(group):
    spending = build.drafted(group)
    maker = build.actor("field-officer", "3104")
    actions_spending.request_spending(spending, seen=0, actor=maker)
    actions_spending.approve_spending(
        spending, number="๑", done_on=DAY, actor=build.actor("district-head", "3104")
    )
    build.with_evidence(spending)

    with pytest.raises(Refused, match="ยังไม่ยืนยันข้อกำหนด 1 ข้อ: ไม่ซ้ำซ้อนกับงบประมาณของหน่วยงานอื่น"):
        build.paid(spending, "100.00")
    actions_spending.answer_checklist(group, "no_overlap", "no", reason="รอตรวจสอบ", actor=maker)
    with pytest.raises(Refused, match="ยังไม่ยืนยันข้อกำหนด"):
        build.paid(spending, "100.00")
    actions_spending.answer_checklist(group, "no_overlap", "yes", actor=maker)
    build.paid(spending, "100.00")

    assert queries.sums([group])[group.pk].paid == Decimal("100.00")
