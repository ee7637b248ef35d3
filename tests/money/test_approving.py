"""Approval: by another than who wrote or asked, under the own post, an order, or on paper by hand."""

from datetime import date
from decimal import Decimal

import pytest

from money import build
from sammachip.cases import actions as cases
from sammachip.core.document import plain_text
from sammachip.core.verdict import Refused
from sammachip.money import actions_spending, papers, queries, rules
from sammachip.money.models import Entry, Spending, SpendingState
from sammachip.org import actions as org
from sammachip.org.models import Office, Standin
from sammachip.records.models import Paper

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 6)


def test_the_memo_says_activity_costs_and_words(group):
    text = plain_text(papers.approval_memo(build.approved(group)))

    assert "บันทึกข้อความ" in text
    assert "เรื่อง ขออนุมัติดำเนินกิจกรรมและค่าใช้จ่าย อบรมการย้อมสี" in text
    assert "๑\tค่าตอบแทนวิทยากร\tค่าตอบแทน\t๖\tชั่วโมง\t๖๐๐\t๓,๖๐๐" in text
    assert "(หนึ่งหมื่นบาทถ้วน)" in text


def test_approval_keeps_the_paper_with_its_number(group):
    spending = build.approved(group)

    paper = Paper.objects.about(spending).get()

    assert (paper.kind, paper.number, paper.state) == ("spending-approval", "บร ๑๑๑๙/๑๒", "issued")


def test_nobody_approves_an_own_request(group):
    head = build.actor("district-head", "3104")
    build.answered(group)
    spending = actions_spending.draft_spending(group, build.request(), actor=head)
    actions_spending.request_spending(spending, seen=0, actor=head)

    with pytest.raises(Refused, match="ผู้เสนอขออนุมัติจะอนุมัติเองไม่ได้"):
        actions_spending.approve_spending(spending, number="๑", done_on=DAY, actor=head)
    above = build.actor("province-head", "31")
    actions_spending.approve_spending(spending, number="๑", done_on=DAY, actor=above)

    assert spending.approved_by == above.person


def test_a_head_who_asks_for_what_another_wrote_leaves_it_to_the_head_above(group):
    head, above = build.actor("district-head", "3104"), build.actor("province-head", "31")
    build.answered(group)
    spending = actions_spending.request_spending(build.drafted(group), seen=0, actor=head)

    with pytest.raises(Refused, match="ผู้เสนอขออนุมัติจะอนุมัติเองไม่ได้"):
        actions_spending.approve_spending(spending, number="๑", done_on=DAY, actor=head)
    actions_spending.approve_spending(spending, number="๑", done_on=DAY, actor=above)

    assert spending.approved_by == above.person


def test_a_head_who_rewrites_a_draft_has_made_it(group):
    head, officer = build.actor("district-head", "3104"), build.actor("field-officer", "3104")
    build.answered(group)
    spending = actions_spending.save_spending(build.drafted(group), build.request(), seen=0, actor=head)
    actions_spending.save_spending(spending, build.request(), seen=1, actor=officer)
    actions_spending.request_spending(spending, seen=2, actor=officer)

    with pytest.raises(Refused, match="ผู้เสนอขออนุมัติจะอนุมัติเองไม่ได้"):
        actions_spending.approve_spending(spending, number="๑", done_on=DAY, actor=head)


def test_a_draft_stays_its_maker_s_when_a_colleague_corrects_it(group):
    spending = build.drafted(group)
    maker = spending.made_by

    actions_spending.save_spending(
        spending, build.request(), seen=0, actor=build.actor("district-finance", "3104")
    )

    assert spending.made_by == maker


@pytest.mark.parametrize("who", ["made_by", "requested_by"])
def test_who_wrote_or_asked_does_not_stand_as_approver_on_paper(group, who):
    build.answered(group)
    head = build.actor("district-head", "3104")
    spending = actions_spending.request_spending(build.drafted(group), seen=0, actor=head)
    person = getattr(spending, who)

    with pytest.raises(Refused, match="จะเป็นผู้อนุมัติเองไม่ได้"):
        actions_spending.record_approval_on_paper(
            spending,
            approver_name=f"{person.given_name}  {person.family_name}",
            approver_title="พัฒนาการอำเภอนางรอง",
            number="๑",
            done_on=DAY,
            actor=build.actor("field-officer", "3104"),
        )


def test_whoever_approved_never_records_the_payment(group):
    head = build.actor("district-head", "3104")
    spending = build.with_evidence(build.approved(group, approver=head))
    same_person = build.under_another_hat(head, "district-finance", "3104")

    with pytest.raises(Refused, match="ผู้อนุมัติรายการนี้จะบันทึกการเบิกจ่ายเองไม่ได้"):
        build.paid(spending, "100.00", by=same_person)


def test_whoever_approved_takes_no_payment_of_it_back(group):
    head, finance = build.actor("district-head", "3104"), build.actor("district-finance", "3104")
    spending = build.with_evidence(build.approved(group, approver=head))
    build.paid(spending, "10000.00", by=finance)
    entry = Entry.objects.filter(spending=spending).latest("pk")

    assert rules.may_reverse(head, entry).code == "approver"
    assert rules.may_reverse(finance, entry)


def test_what_was_asked_for_a_group_that_left_is_sent_back_and_not_approved(group):
    head = build.actor("district-head", "3104")
    spending = build.requested(group)
    cases.close_case(group, result="withdrawn", reason="ถอนตัว", actor=head)
    spending.refresh_from_db()

    with pytest.raises(Refused, match="สิ้นสุดการเข้าร่วมแล้ว"):
        actions_spending.approve_spending(spending, number="๑", done_on=DAY, actor=head)
    actions_spending.return_spending(spending, reason="กลุ่มถอนตัว", actor=head)

    assert spending.state == SpendingState.DRAFT


def test_a_power_of_an_order_reaches_to_its_sum_and_a_refusal_quotes_both(group):
    deputy = build.actor("field-officer", "3104")
    order = org.record_order(
        Office.objects.get(code="3104"), number="๗/๒๕๖๑", dated_on=date(2018, 1, 5), subject="มอบอำนาจ",
        actor=build.actor("district-head", "3104"),
    )  # fmt: skip
    org.give_power(
        order, deputy.person, form=Standin.ON_BEHALF, for_office=order.office, for_title="พัฒนาการอำเภอนางรอง",
        for_role="district-head", limit_baht=Decimal("9999.99"), starts_on=date(2018, 1, 5),
        actor=build.actor("district-head", "3104"),
    )  # fmt: skip
    spending = build.requested(group)

    with pytest.raises(Refused, match=r"มอบอำนาจไม่เกิน 9,999\.99 บาท แต่รายการนี้ 10,000\.00 บาท"):
        actions_spending.approve_spending(spending, number="๑", done_on=DAY, actor=deputy)

    assert Spending.objects.get().state == SpendingState.REQUESTED


def test_an_approval_on_paper_is_recorded_with_its_signer(group):
    spending = build.requested(group)
    officer = build.actor("field-officer", "3104")

    actions_spending.record_approval_on_paper(
        spending,
        approver_name="นายสมมุติ ลงนาม",
        approver_title="พัฒนาการอำเภอนางรอง",
        number="บร ๑๑๑๙/๑",
        done_on=DAY,
        actor=officer,
    )

    assert (spending.state, spending.approved_by, spending.approval_recorded_by) == (
        "approved",
        None,
        officer.person,
    )


def test_whoever_recorded_an_approval_on_paper_does_not_record_its_payment(group):
    spending = build.with_evidence(build.requested(group))
    officer = build.actor("field-officer", "3104")
    actions_spending.record_approval_on_paper(
        spending,
        approver_name="นายสมมุติ ลงนาม",
        approver_title="พัฒนาการอำเภอ",
        number="๑",
        done_on=DAY,
        actor=officer,
    )

    with pytest.raises(Refused, match="ผู้บันทึกการอนุมัติในเอกสาร"):
        build.paid(spending, "100.00", by=officer)
    build.paid(spending, "100.00")

    assert queries.sums([group])[group.pk].paid == Decimal("100.00")
