"""The lines no account may cross, whatever order money moves in."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sammachip.money.ledger import COLUMNS, EFFECTS, EntryKind, Line, Totals, breach, effect, room, total_of

HUNDRED = Decimal("100.00")
FUNDED = Totals(allotted=HUNDRED, got=HUNDRED)


@pytest.mark.parametrize(
    ("totals", "line"),
    [
        (Totals(allotted=HUNDRED, got=Decimal("100.01")), Line.TRANSFER),
        (Totals(allotted=HUNDRED, got=HUNDRED, committed=Decimal("100.01")), Line.ALLOTMENT),
        (Totals(allotted=HUNDRED, got=Decimal("99.99"), committed=HUNDRED), Line.CASH),
        (Totals(allotted=HUNDRED, got=HUNDRED, committed=HUNDRED, paid=Decimal("100.01")), Line.BOUND),
        (
            Totals(allotted=HUNDRED, got=HUNDRED, committed=HUNDRED, paid=Decimal(60), lent=Decimal(41)),
            Line.BOUND,
        ),
        (Totals(allotted=HUNDRED, got=HUNDRED, given=Decimal(50), committed=Decimal(51)), Line.ALLOTMENT),
        (Totals(allotted=HUNDRED, got=HUNDRED, passed=Decimal(50), committed=Decimal(51)), Line.CASH),
        (Totals(allotted=HUNDRED, got=HUNDRED, returned=Decimal(1), committed=HUNDRED), Line.ALLOTMENT),
        (Totals(allotted=HUNDRED, lapsed=Decimal("100.01")), Line.ALLOTMENT),
        (Totals(paid=Decimal(-1)), Line.NEGATIVE),
    ],
)
def test_breach_names_the_line_that_is_crossed(totals, line):
    crossed = breach(totals)

    assert crossed is not None
    assert crossed.line == line


@pytest.mark.parametrize(
    "totals",
    [
        Totals(),
        FUNDED,
        Totals(allotted=HUNDRED, got=HUNDRED, committed=HUNDRED, paid=HUNDRED),
        Totals(allotted=HUNDRED, got=HUNDRED, given=HUNDRED, passed=HUNDRED),
        Totals(moved=-HUNDRED, committed=HUNDRED),
        Totals(
            allotted=HUNDRED, got=HUNDRED, given=HUNDRED, passed=HUNDRED, regained=HUNDRED, committed=HUNDRED
        ),
    ],
)
def test_breach_lets_through_what_just_reaches_the_line(totals):
    assert breach(totals) is None


@pytest.mark.parametrize("kind", sorted(EFFECTS))
def test_effect_of_a_reversal_is_the_opposite(kind):
    back = effect(EntryKind.REVERSED, reverses=kind)

    after = FUNDED.shifted(effect(kind).own, HUNDRED).shifted(back.own, HUNDRED)

    assert after == FUNDED


@example([(EntryKind.CARRIED_OVER, 1), *[(EntryKind.ALLOTTED, 10_000)] * 5, (EntryKind.ALLOTTED, 1)])
@given(st.lists(st.tuples(st.sampled_from(sorted(EFFECTS)), st.integers(1, 20_000)), max_size=60))
def test_entries_that_cross_no_line_keep_every_account_whole(wanted):
    own, across = FUNDED, Totals(allotted=HUNDRED * 5, got=HUNDRED * 5)

    for kind, satang in wanted:
        amount = Decimal(satang) / 100
        after = own.shifted(effect(kind).own, amount), across.shifted(effect(kind).across, amount)
        if breach(after[0]) is None and breach(after[1]) is None:
            own, across = after

    for totals in (own, across):
        left = totals.regained - totals.moved - totals.carried
        assert totals.paid <= totals.committed <= totals.allotted + left - totals.given
        assert totals.paid <= totals.got + left - totals.passed
        assert all(getattr(totals, name) >= 0 for name in COLUMNS if name not in ("moved", "carried"))
    both = total_of([own, across])
    assert both.moved == both.carried == 0


def test_room_is_what_the_line_still_lets_through():
    totals = Totals(allotted=HUNDRED, got=Decimal(80), committed=Decimal(30), paid=Decimal(10))

    left = {line: room(totals, line) for line in Line}

    assert left == {
        Line.NEGATIVE: 0,
        Line.TRANSFER: Decimal(20),
        Line.ALLOTMENT: Decimal(70),
        Line.CASH: Decimal(50),
        Line.BOUND: Decimal(20),
    }
