"""Fifty hands that publish, give up places and pass money on at once: 36 supported, and never more than the programme has."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum

from cast import Cast
from conftest import Freeze
from money.test_support import published
from sammachip.money import actions as money
from sammachip.money.models import Account
from sammachip.selection import queries
from sammachip.selection.actions.deciding import prepare_resolution
from sammachip.selection.actions.publishing import publish
from sammachip.selection.actions.withdrawing import GivenUp, withdraw_entry
from sammachip.selection.models import Resolution, Round, RoundEntry, Withdrawal
from sammachip.trail import clock
from selection import build
from selection.test_at_once import at_once, hands
from selection.test_publishing import meeting

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]

WHOLE = Decimal("2520000.00")
ENTRIES, LEAVE = 40, 5
"""Four in reserve, so that the last who leaves has nobody to follow."""


def supported() -> Decimal:
    """What all groups together are allotted."""
    groups = Account.objects.filter(case__group__isnull=False)
    return sum((account.totals.line for account in groups), Decimal(0))


def standing(round_: Round) -> int:
    places = queries.seated_in([round_])[round_.pk].values()
    return sum(place.became == queries.PASSED for place in places)


def final(cast: Cast) -> build.Contest:
    """The second round with forty entries, all marked, for eighteen and eighteen places."""
    first = build.contest(cast, entries=ENTRIES, text=build.pack(keep=ENTRIES, tiers=(18, 18)))
    published(first.round, {entry.pk: "" for entry in first.entries}, cast)
    second = build.opened(cast, first.edition, first.panel, stage="round2")
    build.mark_all(second, [{"plan": 20 - Decimal(number) / 4, "clip": 10} for number in range(ENTRIES)])
    return second


@pytest.mark.slow
def test_publishing_leaving_and_passing_money_on_at_once_never_supports_with_more_than_there_is(
    cast: Cast, at: Freeze
):
    at(build.NOW)
    second = final(cast)
    resolution = prepare_resolution(second.round, meeting(second), actor=second.secretary)

    def publish_it(_: int) -> str:
        found = Resolution.objects.select_related("round").get(pk=resolution.pk)
        publish(found, seen=0, actor=second.chair)
        return "published"

    def receive(number: int) -> str:
        money.record_receipt(
            second.edition, cast.somchai.office, {"support": Decimal(90000)}, done_on=clock.today(),
            voucher=money.Voucher(f"กค {number}"), actor=cast.fai,
        )  # fmt: skip
        return "received" if supported() <= WHOLE else f"received beside {supported()}"

    @transaction.atomic
    def leave(number: int) -> str:
        entry = RoundEntry.objects.select_related("round", "case").get(pk=second.entries[number % LEAVE].pk)
        withdraw_entry(entry, GivenUp(clock.today(), "", "ไม่พร้อม"), actor=second.secretary)
        whole = (supported() == WHOLE) == (standing(second.round) == 36)
        return "left" if whole else f"left {supported()} to {standing(second.round)}"

    assert at_once(publish_it).count("published") == 1
    assert (standing(second.round), supported()) == (36, WHOLE)

    became = at_once(lambda number: leave(number) if number % 10 else receive(number))

    assert (became.count("received"), became.count("left")) == (hands() // 10, LEAVE)
    assert set(became) <= {"received", "left", "Refused", "Stale"}
    assert Withdrawal.objects.count() == LEAVE
    assert (standing(second.round), supported()) == (35, WHOLE - 50000)
    assert Account.objects.aggregate(got=Sum("got_baht"))["got"] > 0
