"""What 30 September does to money: sent back, carried over for what it was bound for, lapsed; and what comes after."""

from datetime import date
from decimal import Decimal

import pytest

from money import build
from sammachip.cases.models import Case, Task
from sammachip.core.verdict import Refused
from sammachip.money import actions, actions_spending, actions_year, queries, spendings
from sammachip.money.actions import Voucher
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry, Spending, SpendingState
from sammachip.org.hats import Actor

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 6)
AFTER = date(2018, 10, 10)


@pytest.fixture
def group():
    return build.funded_group()


@pytest.fixture
def finance():
    return build.actor("district-finance", "3104")


def bound(group: Case, amount: str, finance: Actor) -> Spending:
    """An approved spending of 10,000 baht with so much bound."""
    spending = build.with_evidence(build.approved(group))
    actions_spending.commit_spending(spending, Decimal(amount), done_on=DAY, actor=finance)
    return spending


def carry(group: Case, amount: str, finance: Actor) -> Account:
    """The account that was kept open with so much for after the year's end."""
    actions_year.carry_over(
        build.account(group), Decimal(amount), done_on=DAY, voucher=Voucher("กค ๑"), actor=finance
    )
    return carried(group)


def carried(group: Case) -> Account:
    return Account.objects.get(case=group, purse="carried")


def test_unspent_money_goes_back_to_the_district_it_came_from(group, finance):
    actions_year.return_money(
        build.account(group), Decimal("1200.00"), done_on=DAY, voucher=Voucher("บร ๑/๑"), actor=finance
    )

    district = group.parent
    assert district is not None
    assert build.account(district).totals.free == build.UNIT + Decimal("1200.00")
    assert queries.sums([group])[group.pk].returned == Decimal("1200.00")
    assert queries.sums([district])[district.pk].returned == 0


def test_money_sent_back_on_one_paper_goes_once_and_never_beyond_what_is_there(group, finance):
    def send_back(amount: str) -> None:
        actions_year.return_money(
            build.account(group), Decimal(amount), done_on=DAY, voucher=Voucher("บร ๑/๑"), actor=finance
        )

    send_back("1200.00")

    with pytest.raises(Refused, match=r"เอกสารเลขที่ บร ๑/๑ .* จำนวน 1,200\.00 บาท บันทึกไว้แล้ว"):
        send_back("1200.00")
    with pytest.raises(Refused, match=r"ส่งคืนงบประมาณเกิน: .* จะส่งคืน 30,000\.01 บาท แต่.*มี 30,000\.00 บาท"):
        send_back("30000.01")
    assert queries.sums([group])[group.pk].returned == Decimal("1200.00")


def test_bound_money_carried_over_is_paid_after_the_year_and_the_rest_lapses(group, finance, at):
    spending = bound(group, "10000.00", finance)
    carry(group, "10000.00", finance)
    with pytest.raises(Refused, match="ยังไม่สิ้นสุด"):
        actions_year.lapse(build.account(group), done_on=DAY, reason="", actor=finance)

    at("2018-10-15 09:00")
    build.paid(spending, "10000.00", day=AFTER)
    with pytest.raises(Refused, match="อยู่ก่อนสิ้นปีงบประมาณ 30 กันยายน 2561"):
        actions_year.lapse(build.account(group), done_on=DAY, reason="สิ้นปีงบประมาณ", actor=finance)
    actions_year.lapse(build.account(group), done_on=date(2018, 9, 30), reason="สิ้นปีงบประมาณ", actor=finance)

    money = queries.sums([group])[group.pk]
    assert (money.paid, money.lapsed, money.left, money.committed) == (
        Decimal("10000.00"),
        Decimal("21200.00"),
        0,
        0,
    )
    assert Task.objects.get(case=group, stage="spend").result == "passed"
    assert list(queries.unproved()) == []


def test_carrying_over_more_than_is_bound_quotes_both_numbers(group, finance):
    with pytest.raises(Refused, match=r"ขอกัน 1\.00 บาท แต่ผูกพันที่ยังไม่เบิกจ่าย 0\.00 บาท"):
        carry(group, "1.00", finance)


def test_money_is_carried_over_once_on_a_paper_and_before_the_year_ends(group, finance):
    bound(group, "10000.00", finance)
    account, paper = build.account(group), Voucher("กค ๑")

    with pytest.raises(Refused, match="เลขที่หนังสืออนุมัติให้กันเงิน"):
        actions_year.carry_over(account, Decimal("1.00"), done_on=DAY, voucher=Voucher(), actor=finance)
    with pytest.raises(Refused, match="ได้เฉพาะก่อนสิ้นปีงบประมาณ"):
        actions_year.carry_over(account, Decimal("1.00"), done_on=AFTER, voucher=paper, actor=finance)
    kept = carry(group, "10000.00", finance)
    with pytest.raises(Refused, match="เป็นเงินกันไว้เบิกเหลื่อมปีอยู่แล้ว"):
        actions_year.carry_over(kept, Decimal("1.00"), done_on=DAY, voucher=paper, actor=finance)


def test_money_carried_over_that_was_paid_too_much_comes_back_to_the_purse_that_paid_it(group, finance, at):
    spending = bound(group, "10000.00", finance)
    build.paid(spending, "3000.00")
    kept = carry(group, "7000.00", finance)
    at("2018-10-15 09:00")
    build.paid(spending, "7000.00", day=AFTER)

    actions_spending.repay(spending, Decimal("500.00"), done_on=AFTER, voucher=Voucher("นส.1"), actor=finance)
    kept.refresh_from_db()
    first = (kept.paid_baht, kept.totals.free, build.account(group).paid_baht)
    actions_spending.repay(
        spending, Decimal("6600.00"), done_on=AFTER, voucher=Voucher("นส.2"), actor=finance
    )

    kept.refresh_from_db()
    assert first == (Decimal("6500.00"), Decimal("500.00"), Decimal("3000.00"))
    assert (kept.paid_baht, build.account(group).paid_baht) == (0, Decimal("2900.00"))
    assert spendings.totals_of_one(spending).paid == Decimal("2900.00")
    assert list(queries.unproved()) == []


def test_a_payment_after_the_year_without_money_carried_over_says_what_is_missing(group, finance, at):
    spending = bound(group, "10000.00", finance)
    at("2018-10-15 09:00")

    with pytest.raises(
        Refused, match=r"วันที่ 10 ตุลาคม 2561 พ้นปีงบประมาณ พ.ศ. 2561 แล้ว และไม่มีเงินกันไว้เบิกเหลื่อมปีของ"
    ):
        build.paid(spending, "10000.00", day=AFTER)

    assert not Account.objects.filter(purse="carried").exists()


def test_money_kept_for_one_spending_never_pays_another(group, finance, at):
    first, second = bound(group, "10000.00", finance), bound(group, "10000.00", finance)
    carry(group, "15000.00", finance)
    at("2018-10-15 09:00")

    with pytest.raises(Refused, match=r"ขอ 5,000\.01 บาท แต่กันไว้เพื่อรายการนี้คงเหลือ 5,000\.00 บาท"):
        build.paid(second, "5000.01", day=AFTER)
    build.paid(first, "10000.00", day=AFTER)
    build.paid(second, "5000.00", day=AFTER)

    assert carried(group).totals.unpaid == 0
    assert build.account(group).totals.unpaid == Decimal("5000.00")


def test_nothing_new_is_bound_on_money_carried_over(group, finance, at):
    spending = bound(group, "4000.00", finance)
    carry(group, "4000.00", finance)
    at("2018-10-15 09:00")

    with pytest.raises(Refused, match="จะก่อหนี้ผูกพันเพิ่มจากเงินกันไว้เบิกเหลื่อมปีไม่ได้"):
        actions_spending.commit_spending(spending, Decimal("1.00"), done_on=AFTER, actor=finance)


def test_closing_frees_what_is_bound_in_both_purses(group, finance, at):
    spending = bound(group, "10000.00", finance)
    kept = carry(group, "6000.00", finance)
    at("2018-10-15 09:00")

    actions_spending.close_spending(spending, reason="ผู้รับจ้างไม่ส่งงาน", actor=finance)

    kept.refresh_from_db()
    assert (kept.committed_baht, build.account(group).committed_baht) == (0, 0)
    assert spending.state == SpendingState.CANCELLED
    assert list(queries.unproved()) == []


def test_a_spending_whose_bound_money_lapsed_is_closed_without_freeing_it_again(group, finance, at):
    spending = bound(group, "4000.00", finance)
    build.paid(spending, "1000.00")
    at("2018-10-15 09:00")
    account = build.account(group)
    actions_year.lapse(account, done_on=date(2018, 9, 30), reason="สิ้นปีงบประมาณ", actor=finance)

    actions_spending.close_spending(spending, reason="สิ้นปีงบประมาณ", actor=finance)

    account.refresh_from_db()
    assert (spending.state, account.committed_baht, account.lapsed_baht) == (
        SpendingState.CLOSED,
        Decimal("1000.00"),
        Decimal("30200.00"),
    )


def test_once_all_lapsed_nothing_new_is_asked_for_until_the_lapse_is_taken_back(group, finance, at):
    officer = build.actor("field-officer", "3104")
    build.answered(group)

    def draft() -> Spending:
        return actions_spending.draft_spending(group, build.request(), actor=officer)

    begun = draft()
    at("2018-10-15 09:00")
    [lapsed] = actions_year.lapse(
        build.account(group), done_on=date(2018, 9, 30), reason="ไม่มีการใช้จ่าย", actor=finance
    )

    said = r"พับไปแล้ว 31,200\.00 บาทเมื่อสิ้นปีงบประมาณ พ\.ศ\. 2561 .*ให้การเงินกลับรายการ"
    with pytest.raises(Refused, match=said):
        draft()
    with pytest.raises(Refused, match=said):
        actions_spending.request_spending(begun, seen=0, actor=officer)
    actions.reverse(lapsed, reason="ยังมีรายการของเดือนกันยายน", actor=finance)
    assert actions_spending.request_spending(begun, seen=0, actor=officer).state == SpendingState.REQUESTED


def test_a_loan_of_the_year_is_cleared_after_it_and_what_came_back_lapses(group, finance, at):
    loan = build.lent(build.with_evidence(build.approved(group)), due_on=date(2018, 10, 5))
    at("2018-10-15 09:00")
    account = build.account(group)
    with pytest.raises(Refused, match=r"ยังมีเงินยืมค้างส่งใช้ 10,000\.00 บาท"):
        actions_year.lapse(account, done_on=date(2018, 9, 30), reason="สิ้นปีงบประมาณ", actor=finance)

    actions_spending.clear_loan(
        loan, spent=Decimal("8500.00"), cleared_on=AFTER, voucher=Voucher("บค.1"), actor=finance
    )
    actions_year.lapse(account, done_on=AFTER, reason="สิ้นปีงบประมาณ", actor=finance)

    account.refresh_from_db()
    assert (account.paid_baht, account.lapsed_baht) == (Decimal("8500.00"), Decimal("22700.00"))


def test_a_loan_after_the_year_comes_from_what_was_carried_over_and_clears_there(group, finance, at):
    spending = bound(group, "10000.00", finance)
    kept = carry(group, "10000.00", finance)
    at("2018-10-15 09:00")
    loan = actions_spending.lend(
        spending,
        actions_spending.Contract(
            spending.made_by,
            "บย ๒/๒๕๖๒",
            Decimal("9000.00"),
            lent_on=AFTER,
            due_on=date(2018, 10, 31),
        ),
        voucher=Voucher("บย.2"),
        actor=finance,
    )

    actions_spending.clear_loan(
        loan, spent=Decimal("8000.00"), cleared_on=AFTER, voucher=Voucher("บค.2"), actor=finance
    )

    kept.refresh_from_db()
    assert (kept.lent_baht, kept.paid_baht, kept.totals.free) == (0, Decimal("8000.00"), Decimal("1000.00"))
    assert build.account(group).paid_baht == 0


def test_a_payment_taken_back_after_the_year_stays_in_its_purse_and_opens_the_spending_again(
    group, finance, at
):
    spending = bound(group, "10000.00", finance)
    build.paid(spending, "10000.00")
    at("2018-10-15 09:00")

    entry = Entry.objects.get(kind=EntryKind.PAID)
    actions.reverse(entry, reason="พิมพ์เลขที่เอกสารผิด", actor=finance)
    build.paid(spending, "10000.00", day=date(2018, 9, 20))

    account = build.account(group)
    assert (account.paid_baht, account.committed_baht) == (Decimal("10000.00"), Decimal("10000.00"))
    spending.refresh_from_db()
    assert spending.state == SpendingState.CLOSED


def test_an_entry_of_a_loan_is_mended_by_its_clearing_and_not_taken_back(group, finance):
    build.lent(build.with_evidence(build.approved(group)), due_on=date(2018, 10, 5))

    with pytest.raises(Refused, match="รายการของเงินยืมกลับรายการไม่ได้ — ส่งใช้เงินยืม"):
        actions.reverse(Entry.objects.get(kind=EntryKind.LOAN), reason="ผิด", actor=finance)
