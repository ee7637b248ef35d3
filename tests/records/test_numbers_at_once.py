"""Two hundred hands ask for the next number of letters sent and received: runs with no gap and no double."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from cast import Cast
from conftest import Freeze
from sammachip.records import incoming, outgoing
from sammachip.records.actions_incoming import Came, receive
from sammachip.records.actions_outgoing import Letter, give_number
from sammachip.records.models import IncomingLetter, OutgoingLetter
from sammachip.trail import clock
from sammachip.trail.queries import breaks

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]

HANDS = {"postgresql": 40, "sqlite": 8}
"""As many as the tests' server has connections for, and as wait at one file; each asks again until all have asked."""
ASKED = {"postgresql": 200, "sqlite": 40}


class SentBackHalfWay(Exception):
    """The work around the number came to nothing after it was given."""


def test_numbers_given_at_once_run_without_gap_or_double_also_where_some_are_rolled_back(
    cast: Cast, at: Freeze
) -> None:
    moment, vendor = at("2018-09-10 09:00"), connection.vendor
    start = Barrier(HANDS[vendor])

    def issue(turn: int) -> str:
        try:
            with transaction.atomic():
                letter = Letter(f"เรื่องที่ {turn}", "นายอำเภอ")
                give_number(
                    letter, office=cast.somchai.office, dated_on=date(2018, 9, 10), actor=cast.somchai
                )
                receive(Came(f"เรื่องที่ {turn}", "กรม"), office=cast.somchai.office, actor=cast.somchai)
                if turn % 10 == 0:
                    raise SentBackHalfWay
        except SentBackHalfWay:
            return "sent back"
        return "given"

    def hand(first: int) -> list[str]:
        with clock.frozen(moment):
            start.wait()
            try:
                return [issue(turn) for turn in range(first, ASKED[vendor], HANDS[vendor])]
            finally:
                connections.close_all()

    with ThreadPoolExecutor(HANDS[vendor]) as hands:
        ways = Counter(way for ways in hands.map(hand, range(HANDS[vendor])) for way in ways)

    kept = ASKED[vendor] * 9 // 10
    assert ways == {"given": kept, "sent back": ASKED[vendor] - kept}
    for register in (OutgoingLetter, IncomingLetter):
        running = register.objects.order_by("running").values_list("running", flat=True)
        assert list(running) == list(range(1, kept + 1))
    assert (list(outgoing.gaps()), list(incoming.faults()), list(breaks())) == ([], [], [])
