"""Spending for a group: asked for, approved by another, bound, paid, lent and cleared; never beyond, never by one hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from money import build
from sammachip.cases import actions as cases
from sammachip.cases.models import CaseLevel, Task
from sammachip.core.document import plain_text
from sammachip.core.goods import ExpenseClass
from sammachip.core.verdict import Refused, Stale
from sammachip.money import actions as money
from sammachip.money import actions_spending, papers, queries, spendings
from sammachip.money.actions import Voucher
from sammachip.money.actions_spending import Line
from sammachip.money.models import Loan, Spending, SpendingState
from sammachip.org import actions as org
from sammachip.org.models import Office, Standin
from sammachip.records.models import Paper
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 6)
LOOM = Line("กี่ทอผ้า", Decimal(1), "หลัง", Decimal("9000.00"), ExpenseClass.DURABLE)


@pytest.fixture
def group():
    return build.funded_group()


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


def test_a_payment_sent_twice_counts_once(group):
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "4000.00")

    with pytest.raises(
        Refused, match=r"เอกสารเลขที่ ขบ\.02/9 ลงวันที่ 6 กันยายน 2561 จำนวน 4,000\.00 บาท บันทึกไว้แล้ว"
    ):
        build.paid(spending, "4000.00")

    build.paid(spending, "4000.00", day=date(2018, 9, 7))
    assert queries.sums([group])[group.pk].paid == Decimal("8000.00")


def test_a_payment_taken_back_can_be_recorded_anew(group):
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "4000.00")
    entry = spending.entries.get()
    money.reverse(entry, reason="บันทึกผิดหมวด", actor=build.actor("province-finance", "31"))

    build.paid(spending, "4000.00")

    assert queries.sums([group])[group.pk].paid == Decimal("4000.00")


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


@pytest.mark.parametrize("moment", ["request", "pay"])
def test_durable_goods_are_refused_at_request_and_at_payment_with_the_rule_quoted(
    group, moment
):  # clause A15
    if moment == "request":
        with pytest.raises(Refused, match=r"9,000\.00 บาท แต่กำหนดไม่เกิน 0\.00 บาท — กรณีสนับสนุนเป็นวัสดุ/อุปกรณ์"):
            build.requested(group, LOOM)
    else:
        spending = build.with_evidence(build.approved(group))
        spending.lines.filter(position=3).update(expense_class="durable")
        with pytest.raises(Refused, match=r"3,400\.00 บาท แต่กำหนดไม่เกิน 0\.00 บาท"):
            build.paid(spending, "100.00")

    assert queries.sums([group])[group.pk].paid == 0


SMALL = (Path(__file__).parent / "small.yaml").read_text()


def limited(ceiling: str, otherwise: str = "refuse") -> str:
    """The trial programme with this ceiling on services."""
    text = SMALL.replace("durable", "services").replace("at_most: 0", ceiling)
    return text.replace("else: refuse", f"else: {otherwise}")


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


def test_what_was_asked_for_a_group_that_left_is_sent_back_and_not_approved(group):
    head = build.actor("district-head", "3104")
    spending = build.requested(group)
    cases.close_case(group, result="withdrawn", reason="ถอนตัว", actor=head)
    spending.refresh_from_db()

    with pytest.raises(Refused, match="สิ้นสุดการเข้าร่วมแล้ว"):
        actions_spending.approve_spending(spending, number="๑", done_on=DAY, actor=head)
    actions_spending.return_spending(spending, reason="กลุ่มถอนตัว", actor=head)

    assert spending.state == SpendingState.DRAFT


def test_nothing_is_bound_or_paid_for_a_group_that_left(group):
    spending = build.with_evidence(build.approved(group))
    cases.close_case(group, result="withdrawn", reason="ถอนตัว", actor=build.actor("district-head", "3104"))
    spending.refresh_from_db()

    with pytest.raises(Refused, match="สิ้นสุดการเข้าร่วมแล้ว"):
        build.paid(spending, "100.00")

    assert not spending.entries.exists()


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


def test_payments_stay_within_what_was_approved_and_quote_both_numbers(group):
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "7000.00")

    with pytest.raises(Refused, match=r"เกินที่อนุมัติ: ขอ 3,000\.01 บาท แต่อนุมัติไว้คงเหลือ 3,000\.00 บาท"):
        build.paid(spending, "3000.01")


def test_a_payment_uses_up_what_was_bound_before_it_binds_more(group):
    spending = build.with_evidence(build.approved(group))
    finance = build.actor("district-finance", "3104")
    actions_spending.commit_spending(spending, Decimal("4000.00"), done_on=DAY, actor=finance)

    build.paid(spending, "6000.00")

    account = build.account(group)
    assert (account.committed_baht, account.paid_baht) == (Decimal("6000.00"), Decimal("6000.00"))
    kinds = spending.entries.filter(kind__startswith="paid").order_by("pk").values_list("kind", "amount_baht")
    assert list(kinds) == [("paid", Decimal("4000.00")), ("paid_at_once", Decimal("2000.00"))]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(date(2018, 9, 4), "อยู่ก่อนวันอนุมัติ 5 กันยายน 2561"), (date(2018, 9, 11), "ยังมาไม่ถึง")],
)
def test_a_payment_is_dated_between_approval_and_today(group, day, sentence):
    spending = build.with_evidence(build.approved(group))

    with pytest.raises(Refused, match=sentence):
        build.paid(spending, "100.00", day=day)


def test_a_payment_without_evidence_or_document_is_refused(group):
    spending = build.approved(group)

    with pytest.raises(Refused, match="ยังไม่มีหลักฐาน"):
        build.paid(spending, "100.00")
    build.with_evidence(spending)
    with pytest.raises(Refused, match="ระบุเลขที่เอกสารเบิกจ่าย"):
        actions_spending.pay_spending(
            spending,
            Decimal(1),
            done_on=DAY,
            voucher=Voucher(),
            actor=build.actor("district-finance", "3104"),
        )
    assert str(spendings.EvidenceKind.ATTENDANCE.label) in spendings.evidence_lacking(spending)


def test_money_paid_too_much_comes_back_and_is_free_again(group):
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "10000.00")
    finance = build.actor("district-finance", "3104")

    actions_spending.repay(
        spending, Decimal("500.00"), done_on=DAY, voucher=Voucher("นส.01/1"), actor=finance
    )

    account = build.account(group)
    assert (account.paid_baht, account.totals.free) == (Decimal("9500.00"), Decimal("21700.00"))
    with pytest.raises(Refused, match=r"ขอส่งคืน 9,500\.01 บาท แต่รายการนี้เบิกจ่ายไว้ 9,500\.00 บาท"):
        actions_spending.repay(spending, Decimal("9500.01"), done_on=DAY, voucher=Voucher("2"), actor=finance)


def lent(spending: Spending, amount: str = "10000.00") -> Loan:
    return actions_spending.lend(
        spending,
        borrower=spending.made_by,
        contract_number="บย ๑/๒๕๖๑",
        amount=Decimal(amount),
        lent_on=DAY,
        due_on=date(2018, 9, 8),
        voucher=Voucher("บย.1"),
        actor=build.actor("district-finance", "3104"),
    )


def test_a_loan_is_given_and_cleared_part_by_vouchers_part_in_cash(group):
    loan = lent(build.with_evidence(build.approved(group)))
    during = build.account(group).totals

    actions_spending.clear_loan(
        loan,
        spent=Decimal("8500.00"),
        cleared_on=date(2018, 9, 9),
        voucher=Voucher("บค.1"),
        actor=build.actor("district-finance", "3104"),
    )

    after = build.account(group).totals
    assert (during.committed, during.lent, during.paid) == (Decimal("10000.00"), Decimal("10000.00"), 0)
    assert (after.committed, after.lent, after.paid) == (Decimal("8500.00"), 0, Decimal("8500.00"))
    assert loan.cash_back_baht == Decimal("1500.00")
    assert list(queries.unproved()) == []


def test_a_loan_past_its_day_is_on_the_list_of_those_who_see_it(group):
    loan = lent(build.with_evidence(build.approved(group)))
    own, neighbour = build.actor("province-finance", "31"), build.actor("province-finance", "32")

    assert list(spendings.overdue_loans(own, date(2018, 9, 8))) == []
    assert list(spendings.overdue_loans(own, date(2018, 9, 9))) == [loan]
    assert list(spendings.overdue_loans(neighbour, date(2018, 9, 9))) == []


def test_a_borrower_neither_pays_out_nor_clears_the_own_loan(group):
    spending = build.with_evidence(build.approved(group))
    borrower = build.under_another_hat(build.actor("field-officer", "3104"), "district-finance", "3104")
    with pytest.raises(Refused, match="ผู้ยืมจะบันทึกการจ่ายเงินยืมให้ตนเองไม่ได้"):
        actions_spending.lend(
            spending, borrower=borrower.person, contract_number="๑", amount=Decimal(1), lent_on=DAY, due_on=DAY,
            voucher=Voucher("1"), actor=borrower,
        )  # fmt: skip

    loan = lent(spending)
    maker = build.under_another_hat_of(spending.made_by, "district-finance", "3104")
    with pytest.raises(Refused, match="ผู้ยืมจะบันทึกการส่งใช้เงินยืมของตนเองไม่ได้"):
        actions_spending.clear_loan(loan, spent=Decimal(1), cleared_on=DAY, voucher=Voucher("1"), actor=maker)


@pytest.mark.parametrize(
    ("spent", "sentence"),
    [
        ("5000.01", r"ใบสำคัญ 5,000\.01 บาท เกินเงินยืม 5,000\.00 บาท"),
        ("-0.01", r"ใบสำคัญ -0\.01 บาท ติดลบไม่ได้"),
    ],
)
def test_vouchers_beyond_the_loan_or_below_nothing_are_refused_each_in_its_own_words(group, spent, sentence):
    loan = lent(build.with_evidence(build.approved(group)), "5000.00")

    with pytest.raises(Refused, match=sentence):
        actions_spending.clear_loan(
            loan, spent=Decimal(spent), cleared_on=DAY, voucher=Voucher("1"),
            actor=build.actor("district-finance", "3104"),
        )  # fmt: skip


def test_a_loan_of_nothing_is_refused(group):
    with pytest.raises(Refused, match=r"จำนวนเงินต้องมากกว่าศูนย์ แต่ได้ 0\.00 บาท"):
        lent(build.with_evidence(build.approved(group)), "0.00")


def test_closing_releases_what_is_bound_and_a_loan_keeps_it_open(group):
    spending = build.with_evidence(build.approved(group))
    finance = build.actor("district-finance", "3104")
    actions_spending.commit_spending(spending, Decimal("4000.00"), done_on=DAY, actor=finance)
    build.paid(spending, "1000.00")

    actions_spending.close_spending(spending, reason="ใช้จริงน้อยกว่า", actor=finance)

    assert spending.state == SpendingState.CLOSED
    assert build.account(group).committed_baht == Decimal("1000.00")
    second = build.with_evidence(build.approved(group))
    lent(second)
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
