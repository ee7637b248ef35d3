"""Spending for a group: asked for, approved, paid and closed, and how its stage passes."""

from datetime import date
from decimal import Decimal

import pytest

import make
from money import build
from sammachip.cases.models import Case, Task
from sammachip.core.goods import ExpenseClass
from sammachip.core.verdict import Refused, Stale
from sammachip.money import actions_spending, queries
from sammachip.money.actions_spending import Line
from sammachip.money.models import SpendingState

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 6)


def spend_task(group) -> Task:
    return Task.objects.get(case=group, stage="spend")


def test_a_training_is_asked_for_approved_and_paid_and_the_stage_says_how_much(group):  # clause A12
    spending = build.with_evidence(build.approved(group))

    build.paid(spending, "10000.00")

    spending.refresh_from_db()
    task = spend_task(group)
    assert spending.state == SpendingState.CLOSED
    assert queries.sums([group])[group.pk].paid == Decimal("10000.00")
    assert (task.result, task.label) == ("", "เบิกจ่ายแล้ว 10,000.00 จาก 31,200.00 บาท")
    assert list(queries.unproved()) == []


def test_the_stage_passes_when_everything_allotted_is_paid(group):
    whole = Line("ค่าจ้างเหมาจัดอบรม", Decimal(1), "งาน", build.UNIT, ExpenseClass.SERVICES)

    build.paid(build.with_evidence(build.approved(group, whole)), "31200.00")

    assert spend_task(group).result == "passed"


def test_the_stage_passes_when_the_office_ends_spending_with_a_reason(group):
    build.paid(build.with_evidence(build.approved(group)), "10000.00")
    head = build.actor("district-head", "3104")

    with pytest.raises(Refused, match="ระบุเหตุผล"):
        actions_spending.end_spending(spend_task(group), reason=" ", actor=head)
    actions_spending.end_spending(spend_task(group), reason="จัดกิจกรรมครบตามแผน", actor=head)

    assert spend_task(group).result == "passed"


def test_closing_releases_what_is_bound_and_a_loan_keeps_it_open(group):
    spending = build.with_evidence(build.approved(group))
    finance = build.actor("district-finance", "3104")
    actions_spending.commit_spending(spending, Decimal("4000.00"), done_on=DAY, actor=finance)
    build.paid(spending, "1000.00")

    actions_spending.close_spending(spending, reason="ใช้จริงน้อยกว่า", actor=finance)

    assert spending.state == SpendingState.CLOSED
    assert build.account(group).committed_baht == Decimal("1000.00")
    second = build.with_evidence(build.approved(group))
    build.lent(second)
    with pytest.raises(Refused, match=r"เงินยืมค้างส่งใช้ 10,000\.00 บาท"):
        actions_spending.close_spending(second, reason="ปิด", actor=finance)


def test_saving_or_sending_an_old_page_is_stale(group):
    spending = build.drafted(group)
    maker = build.actor("field-officer", "3104")
    actions_spending.save_spending(spending, build.request(place="ศาลากลางบ้าน"), seen=0, actor=maker)

    with pytest.raises(Stale):
        actions_spending.save_spending(spending, build.request(), seen=0, actor=maker)
    with pytest.raises(Stale):
        actions_spending.request_spending(spending, seen=0, actor=maker)

    spending.refresh_from_db()
    assert (spending.place, spending.saved, spending.state) == ("ศาลากลางบ้าน", 1, "draft")


@pytest.mark.parametrize(
    ("role", "office"), [("field-officer", "3101"), ("province-officer", "32"), ("auditor", "31")]
)
def test_others_neither_ask_nor_answer_nor_pay(group, role, office):
    other = build.actor(role, office)
    spending = build.with_evidence(build.approved(group))

    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่ของหน่วยงานที่ใช้จ่าย"):
        actions_spending.draft_spending(group, build.request(), actor=other)
    with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่ของหน่วยงานที่ใช้จ่าย"):
        actions_spending.answer_checklist(group, "no_overlap", "yes", actor=other)
    with pytest.raises(Refused, match="เฉพาะการเงินของหน่วยงาน"):
        build.paid(spending, "1.00", by=other)


def test_what_the_ledger_knows_is_not_confirmed_against_it(cast, at):
    at(build.NOW)
    published = make.edition(cast)
    build.notified(published)
    row = [share for share in build.shares() if share.office == "3101"]
    in_force = build.issued(published, row, omitted="ทดลองอำเภอเดียว")
    group = build.group(Case.objects.get(edition=published, office="3101"))

    def confirm(answer: str, reason: str = "") -> None:
        actions_spending.answer_checklist(group, "transferred", answer, reason=reason, actor=cast.malee)

    with pytest.raises(Refused, match=r"ได้รับจัดสรร 31,200\.00 บาท แต่รับโอนแล้ว 0\.00 บาท"):
        confirm("yes")
    confirm("no", "รอโอน")
    build.received(published)
    build.transferred(in_force)
    confirm("yes")

    assert [one.answer for one in group.checklist_answers.order_by("pk")] == ["no", "yes"]
