"""A plan beside its money: every baht of the purse stands beside one line of the plan, or beside none."""

from datetime import date
from decimal import Decimal

import pytest

from cast import Cast
from conftest import Freeze
from money import build
from money.planned import PLAN, activity, cost, line, planned_group
from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, PlanWork
from sammachip.core.verdict import Refused
from sammachip.money.plans import activity_money, lines_to_ask, plan_book
from sammachip.money.queries import sums
from sammachip.trail.models import Event
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return planning(cast)


@laid
def planning(cast: Cast) -> Case:
    return planned_group(cast)


def test_the_money_of_an_activity_is_that_of_the_lines_it_carried_out(cast: Cast, group: Case) -> None:
    training = build.with_evidence(
        build.approved(group, cost("ค่าวิทยากรย้อมสี", "3600"), cost("ค่าอาหารกลางวัน", "2700"))
    )
    build.paid(training, "6300.00")

    held = activity(group, cast, "ค่าวิทยากรย้อมสี", "ค่าอาหารกลางวัน")
    again = activity(group, cast, "ค่าอาหารกลางวัน", day="9 กันยายน 2561")

    used = activity_money(held)
    assert [(one.line.item, one.paid, one.exact) for one in used.lines if one.line] == [
        ("ค่าวิทยากรย้อมสี", Decimal("3600.00"), True),
        ("ค่าอาหารกลางวัน", Decimal("2700.00"), True),
    ]
    assert (used.paid, used.shared) == (Decimal("6300.00"), (line("ค่าอาหารกลางวัน"),))
    assert activity_money(again).paid == Decimal("2700.00")
    assert [one.item for one in lines_to_ask(group)] == ["ค่าจ้างทำป้ายไวนิล"]
    event = Event.objects.about(held).get(verb="plan.carried-out")
    assert event.facts["lines"] == [one.line.pk for one in used.lines if one.line]


def test_all_shares_add_up_to_the_purse_however_little_of_a_spending_is_paid(cast: Cast, group: Case) -> None:
    training = build.approved(
        group,
        cost("ค่าวิทยากรย้อมสี", "3600"),
        cost("ค่าอาหารกลางวัน", "2700"),
        cost("ค่าพาหนะ", "700", of_plan=False),
    )
    build.paid(build.with_evidence(training), "1000.01")

    book = plan_book(group)

    paid = {one.line.item if one.line else "": (one.paid, one.exact) for one in book.lines}
    assert paid == {
        "ค่าวิทยากรย้อมสี": (Decimal("514.30"), False),
        "ค่าอาหารกลางวัน": (Decimal("385.71"), False),
        "ค่าจ้างทำป้ายไวนิล": (Decimal("0.00"), True),
        "": (Decimal("100.00"), False),
    }
    assert sum(one.paid for one in book.lines) == book.paid == sums([group])[group.pk].paid
    assert (book.planned, book.asked) == (Decimal("7600.00"), Decimal("7000.00"))


def test_a_cost_keeps_the_line_of_a_plan_that_was_replaced(cast: Cast, group: Case) -> None:
    build.requested(group, cost("ค่าจ้างทำป้ายไวนิล", "1000"))
    build.drafted(group, cost("ค่าจ้างทำป้ายไวนิล", "500"))  # a draft asks nothing yet
    plan = Filing.objects.get(task__case=group, task__stage="plan")
    actions.reopen_filing(plan, reason="ปรับแผน", until=date(2018, 9, 20), actor=cast.mana)
    actions.save_draft(plan, {**PLAN, "lines": PLAN["lines"][:2]}, seen=plan.saved, actor=cast.malee)
    actions.send_filing(plan, seen=plan.saved, actor=cast.malee)
    actions.sign_filing(plan, seen=2, actor=cast.mana)

    last = plan_book(group).lines[-1]

    assert (last.line and last.line.item, last.is_former, last.asked) == (
        "ค่าจ้างทำป้ายไวนิล",
        True,
        Decimal("1000.00"),
    )


def test_a_cost_may_not_name_a_line_of_another_group(cast: Cast, group: Case) -> None:
    mine = cost("ค่าจ้างทำป้ายไวนิล", "1000")
    other = build.group(group.parent, "กลุ่มจักสานสมมุติ")

    with pytest.raises(Refused, match="แผนของกลุ่มนี้ไม่มีรายการที่อ้างไว้ใน «ค่าจ้างทำป้ายไวนิล»"):
        build.drafted(other, mine)


def test_an_activity_accepted_again_says_anew_what_it_carried_out(cast: Cast, group: Case) -> None:
    held = activity(group, cast, "ค่าวิทยากรย้อมสี", "ค่าจ้างทำป้ายไวนิล")
    actions.reopen_filing(held, reason="เลือกผิด", until=date(2018, 9, 20), actor=cast.somchai)
    rows = {str(line("ค่าอาหารกลางวัน").pk): {"carried_out": "yes"}}
    actions.save_draft(held, {**held.answers, "plan_lines": rows}, seen=held.saved, actor=cast.malee)

    actions.send_filing(held, seen=held.saved, actor=cast.malee)

    assert [work.line.item for work in PlanWork.objects.all()] == ["ค่าอาหารกลางวัน"]
