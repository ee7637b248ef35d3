"""Many hands on one account at once: never over the line, and totals are what the entries say."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from money import build
from sammachip.core.verdict import Refused
from sammachip.money import queries
from sammachip.money.actions import Posting, post
from sammachip.money.ledger import EntryKind
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
    build.offices()
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
    build.offices()
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
