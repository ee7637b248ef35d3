"""Payments: within what was approved and bound, on a paper that counts once, and back where too much was paid."""

from datetime import date
from decimal import Decimal

import pytest

from money import build
from sammachip.cases import actions as cases
from sammachip.core.verdict import Refused
from sammachip.money import actions as money
from sammachip.money import actions_spending, queries, spendings
from sammachip.money.actions import Voucher

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 6)


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
    begun = [group.tasks.get(stage="spend").begun]
    entry = spending.entries.get()
    money.reverse(entry, reason="บันทึกผิดหมวด", actor=build.actor("province-finance", "31"))
    begun.append(group.tasks.get(stage="spend").begun)

    build.paid(spending, "4000.00")

    assert queries.sums([group])[group.pk].paid == Decimal("4000.00")
    assert begun == [True, False]


def test_nothing_is_bound_or_paid_for_a_group_that_left(group):
    spending = build.with_evidence(build.approved(group))
    cases.close_case(group, result="withdrawn", reason="ถอนตัว", actor=build.actor("district-head", "3104"))
    spending.refresh_from_db()

    with pytest.raises(Refused, match="สิ้นสุดการเข้าร่วมแล้ว"):
        build.paid(spending, "100.00")

    assert not spending.entries.exists()


def test_payments_stay_within_what_was_approved_and_quote_both_numbers(group):
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "7000.00")
    finance = build.actor("district-finance", "3104")
    actions_spending.commit_spending(spending, Decimal("1000.00"), done_on=DAY, actor=finance)

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
