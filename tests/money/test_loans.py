"""Loans to officers: lent under a contract, cleared by vouchers and cash, late, and never by the borrower's own hand."""

from datetime import date
from decimal import Decimal

import pytest

from money import build
from sammachip.core.verdict import Refused
from sammachip.money import actions_spending, queries, spendings
from sammachip.money.actions import Voucher

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 6)


def test_a_loan_is_given_and_cleared_part_by_vouchers_part_in_cash(group):
    loan = build.lent(build.with_evidence(build.approved(group)))
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
    loan = build.lent(build.with_evidence(build.approved(group)))
    own, neighbour = build.actor("province-finance", "31"), build.actor("province-finance", "32")

    assert list(spendings.overdue_loans(own, date(2018, 9, 8))) == []
    assert list(spendings.overdue_loans(own, date(2018, 9, 9))) == [loan]
    assert list(spendings.overdue_loans(neighbour, date(2018, 9, 9))) == []


def test_a_borrower_neither_pays_out_nor_clears_the_own_loan(group):
    spending = build.with_evidence(build.approved(group))
    borrower = build.under_another_hat(build.actor("field-officer", "3104"), "district-finance", "3104")
    with pytest.raises(Refused, match="ผู้ยืมจะบันทึกการจ่ายเงินยืมให้ตนเองไม่ได้"):
        actions_spending.lend(
            spending,
            actions_spending.Contract(borrower.person, "๑", Decimal(1), lent_on=DAY, due_on=DAY),
            voucher=Voucher("1"),
            actor=borrower,
        )

    loan = build.lent(spending)
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
    loan = build.lent(build.with_evidence(build.approved(group)), "5000.00")

    with pytest.raises(Refused, match=sentence):
        actions_spending.clear_loan(
            loan, spent=Decimal(spent), cleared_on=DAY, voucher=Voucher("1"),
            actor=build.actor("district-finance", "3104"),
        )  # fmt: skip


def test_a_loan_of_nothing_is_refused(group):
    with pytest.raises(Refused, match=r"จำนวนเงินต้องมากกว่าศูนย์ แต่ได้ 0\.00 บาท"):
        build.lent(build.with_evidence(build.approved(group)), "0.00")
