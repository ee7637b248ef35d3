"""Many hands on one result at once: it is published once, and who gives up is replaced by one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sammachip.core.verdict import Refused, Stale
from sammachip.selection import queries
from sammachip.selection.actions.deciding import prepare_resolution
from sammachip.selection.actions.letters import Numbering, issue_letters
from sammachip.selection.actions.publishing import publish
from sammachip.selection.actions.withdrawing import GivenUp, withdraw_entry
from sammachip.selection.letters import letters_in
from sammachip.selection.models import Placement, Resolution, Round, RoundEntry, Withdrawal
from sammachip.trail import clock
from sammachip.trail.models import Event
from selection import build
from selection.test_publishing import LADDER, meeting

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


NUMBERING = (4, 5)
"""Of those who work at once, who number letters."""


def hands() -> int:
    """Fifty where many write at once; SQLite lets one write at a time, and ten show as much."""
    return 50 if connection.vendor == "postgresql" else 10


def at_once(work: Callable[[int], str]) -> list[str]:
    """What became of each hand's work, all having started together under the same frozen clock."""
    start, moment = Barrier(hands()), clock.now()

    def hand(number: int) -> str:
        with clock.frozen(moment):
            start.wait()
            try:
                return work(number)
            except (Refused, Stale) as ending:
                return type(ending).__name__
            finally:
                connection.close()

    with ThreadPoolExecutor(hands()) as pool:
        return list(pool.map(hand, range(hands())))


def test_fifty_publish_and_then_give_up_at_once_and_one_does(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    build.mark_all(made, LADDER)
    resolution = prepare_resolution(made.round, meeting(made), actor=made.secretary)

    def publish_it(_: int) -> str:
        found = Resolution.objects.select_related("round").get(pk=resolution.pk)
        publish(found, seen=0, actor=made.chair)
        return "published"

    def give_up(number: int) -> str:
        if (
            number in NUMBERING
        ):  # letters are numbered amid those who leave, and nobody waits for the other for ever
            of = Round.objects.get(pk=made.round.pk)
            issue_letters(
                of, list(letters_in(of)), Numbering(clock.today(), first=number * 100), actor=cast.anong
            )
            return "numbered"
        entry = RoundEntry.objects.select_related("round", "case").get(pk=made.entries[number % 2].pk)
        withdraw_entry(entry, GivenUp(clock.today(), "", "ไม่พร้อม"), actor=made.secretary)
        return "gone"

    published, gone = at_once(publish_it), at_once(give_up)

    assert (published.count("published"), published.count("Refused") + published.count("Stale")) == (
        1,
        hands() - 1,
    )
    assert Placement.objects.count() == 8
    assert Event.objects.filter(verb="round.published").count() == 1
    assert (gone.count("gone"), Withdrawal.objects.count()) == (2, 2)
    assert [gone[number] for number in NUMBERING] == ["numbered", "numbered"]
    seats = queries.seated_in([made.round])[made.round.pk]
    assert [seats[one.pk].became for one in made.entries] == [queries.WITHDREW] * 2 + [queries.PASSED] * 4 + [
        queries.NOT_CHOSEN
    ] * 2
