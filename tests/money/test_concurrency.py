"""Many hands on one account at once: never over the line, and totals are what the entries say."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from money import build
from sammachip.cases import actions as cases
from sammachip.cases.models import Case
from sammachip.core.verdict import Refused, Stale
from sammachip.money import actions, actions_spending, queries
from sammachip.money.actions import Posting, Voucher, post
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Entry, Spending
from sammachip.trail import clock

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]

DAY = date(2018, 9, 5)
HANDS = 6


def at_once(work: Callable[[int], int]) -> list[int]:
    """What each hand got done, all having started together under the same frozen clock."""
    start = Barrier(HANDS)
    moment = clock.now()

    def hand(number: int) -> int:
        with clock.frozen(moment):
            start.wait()
            try:
                return work(number)
            finally:
                connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(hand, range(HANDS)))


def test_payments_hammered_by_many_hands_stop_exactly_at_the_line(at):
    at(build.NOW)
    group = build.funded_group()
    account, finance = build.account(group), build.actor("district-finance", "3104")

    def pay(_: int) -> int:
        done = 0
        for _again in range(10):
            try:
                post([Posting(EntryKind.PAID_AT_ONCE, account, Decimal("1000.00"), DAY)], actor=finance)
                done += 1
            except Refused:
                pass
        return done

    done = at_once(pay)

    account.refresh_from_db()
    assert sum(done) == 31
    assert account.paid_baht == Decimal("31000.00")
    assert list(queries.unproved()) == []


def test_money_moved_both_ways_at_once_neither_locks_up_nor_is_lost(at):
    at(build.NOW)
    district = build.funded_district()
    first, second = (build.account(build.group(district, name)) for name in ("กลุ่มหนึ่ง", "กลุ่มสอง"))
    finance = build.actor("district-finance", "3104")

    def move(number: int) -> int:
        here, there = (first, second) if number % 2 else (second, first)
        for _again in range(5):
            post([Posting(EntryKind.MOVED, here, Decimal("10.00"), DAY, other=there)], actor=finance)
        return 5

    moved = at_once(move)

    first.refresh_from_db()
    second.refresh_from_db()
    assert sum(moved) == 5 * HANDS
    assert (first.moved_baht, second.moved_baht) == (0, 0)
    assert list(queries.unproved()) == []


def test_one_approved_spending_paid_by_many_hands_is_paid_no_more_than_approved(at):
    at(build.NOW)
    group = build.funded_group()
    spending = build.with_evidence(build.approved(group))
    finance = build.actor("district-finance", "3104")

    def pay(_: int) -> int:
        try:
            build.paid(Spending.objects.get(pk=spending.pk), "6000.00", by=finance)
        except Refused:
            return 0
        return 1

    done = at_once(pay)

    assert sum(done) == 1
    assert queries.sums([group])[group.pk].paid == Decimal("6000.00")


def test_payments_taken_back_and_loans_cleared_while_others_pay_never_lock_up(at):
    """Whoever takes back or clears used to hold the office's chain first and wait at the spending for who paid."""
    at(build.NOW)
    group = build.funded_group()
    spending = build.with_evidence(build.approved(group))
    finance = build.actor("district-finance", "3104")
    loans = [build.lent(spending, amount) for amount in ("11.00", "12.00", "13.00", "14.00")]

    def pay(number: str) -> list[Entry]:
        return actions_spending.pay_spending(
            Spending.objects.get(pk=spending.pk),
            Decimal("10.00"),
            done_on=DAY,
            voucher=Voucher(number),
            actor=finance,
        )

    wrong = [pay(f"ขบ.0/{number}") for number in range(8)]

    def pay_or_mend(number: int) -> int:
        for again in range(4):
            if number % 3 == 0:
                pay(f"ขบ.{number + 1}/{again}")
            elif number % 3 == 1:
                [entry] = wrong[number // 3 * 4 + again]
                actions.reverse(entry, reason="พิมพ์ซ้ำ", actor=finance)
            elif again < 2:
                loan = loans[number // 3 * 2 + again]
                actions_spending.clear_loan(
                    loan,
                    spent=Decimal(1),
                    cleared_on=date(2018, 9, 6),
                    voucher=Voucher(f"บค.{loan.pk}"),
                    actor=finance,
                )
        return 1

    done = at_once(pay_or_mend)

    assert sum(done) == HANDS
    assert queries.sums([group])[group.pk].paid == Decimal("84.00")
    assert list(queries.unproved()) == []


def test_a_spending_closed_meanwhile_is_not_paid(at):
    at(build.NOW)
    spending = build.with_evidence(build.approved(build.funded_group()))
    opened_before = Spending.objects.get(pk=spending.pk)
    finance = build.actor("district-finance", "3104")
    actions_spending.close_spending(spending, reason="เลื่อนไม่มีกำหนด", actor=finance)

    with pytest.raises(Refused, match="อนุมัติแล้วและยังไม่ปิด"):
        build.paid(opened_before, "100.00", by=finance)


def test_a_case_that_ends_while_money_is_bound_is_bound_or_ended_never_both(at):
    at(build.NOW)
    group = build.funded_group()
    spending = build.approved(group)
    finance, head = build.actor("district-finance", "3104"), build.actor("district-head", "3104")

    def bind_or_end(number: int) -> int:
        try:
            if number % 2:
                cases.close_case(
                    Case.objects.get(pk=group.pk), result="withdrawn", reason="ถอนตัว", actor=head
                )
            else:
                held = Spending.objects.get(pk=spending.pk)
                actions_spending.commit_spending(held, Decimal("100.00"), done_on=DAY, actor=finance)
        except (Refused, Stale):
            return 0
        return 1

    at_once(bind_or_end)

    group.refresh_from_db()
    bound = queries.sums([group])[group.pk].committed
    assert (bound > 0) is (group.closed_at is None)
