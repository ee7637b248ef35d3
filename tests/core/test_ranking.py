"""Means, places and lines of a selection."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from sammachip.core.ranking import (
    HANDED_IN,
    VOTE,
    Entry,
    Sheet,
    Tier,
    line,
    lines,
    means_of,
    placed,
    problems,
    seated,
    weighed,
)

WEIGHTS = {"plan": Decimal(1), "work": Decimal(1)}
TIES = ("plan", "work", HANDED_IN, VOTE)
MORNING = datetime(2020, 5, 29, 9)
EXCELLENT, GOOD = Tier("ดีเด่น", 18), Tier("ดี", 18)


def sheet(judge: int, plan: str, work: str) -> Sheet:
    return Sheet(judge, {"plan": Decimal(plan), "work": Decimal(work)})


def entry(key: int, *marks: tuple[str, str], hours: int | None = None, vote: int | None = None) -> Entry:
    handed_in = None if hours is None else MORNING + timedelta(hours=hours)
    return Entry(key, tuple(sheet(at, *pair) for at, pair in enumerate(marks)), handed_in, vote)


def places(*entries: Entry, ties: Sequence[str] = TIES) -> list[tuple[int, int, str]]:
    return [(one.entry.key, one.place, one.told_by) for one in placed(entries, WEIGHTS, ties)]


def ladder(count: int, *, equal: Sequence[tuple[int, int]] = ()) -> list[Entry]:
    """So many entries, each a mark below the one before; a pair of `equal` shares the first one's mark."""
    level = dict(equal)
    return [entry(key, (str(200 - level.get(key, key)), "10")) for key in range(1, count + 1)]


def sealed(entries: Sequence[Entry], needed: int = 1) -> dict[int, tuple[int, int]]:
    return {one.key: (len(one.sheets), needed) for one in entries}


def test_a_sheet_weighs_its_marks_exactly():
    assert weighed(sheet(1, "0.1", "0.2"), {"plan": Decimal("1.5"), "work": Decimal(3)}) == Fraction(3, 4)


def test_means_tell_how_far_the_judges_are_apart():
    means = means_of([sheet(1, "80", "10"), sheet(2, "85", "10"), sheet(3, "85", "10")], WEIGHTS)

    assert means is not None
    assert (means.total, means.lowest, means.highest, means.sheets) == (Fraction(280, 3), 90, 95, 3)
    assert means.criteria == {"plan": Fraction(250, 3), "work": 10}


def test_a_third_is_no_rounded_third():
    thirds = entry(1, ("80", "0"), ("85", "0"), ("85", "0"))
    rounded = entry(2, ("83.33", "0"))

    assert places(rounded, thirds) == [(1, 1, ""), (2, 2, "total")]


@pytest.mark.parametrize(
    ("one", "other", "told_by"),
    [
        (entry(2, ("60", "30")), entry(1, ("50", "40")), "plan"),
        (entry(2, ("50", "40"), hours=1), entry(1, ("50", "40"), hours=2), HANDED_IN),
        (entry(2, ("50", "40"), hours=1), entry(1, ("50", "40")), HANDED_IN),
        (entry(2, ("50", "40"), vote=1), entry(1, ("50", "40"), vote=2), VOTE),
    ],
)
def test_equals_are_told_apart_by_the_first_key_that_differs(one: Entry, other: Entry, told_by: str):
    assert places(other, one) == [(2, 1, ""), (1, 2, told_by)]


def test_what_no_key_tells_apart_shares_a_place():
    first, equal, also, last = (entry(key, (mark, "0")) for key, mark in enumerate(("9", "8", "8", "7"), 1))

    assert places(last, also, equal, first) == [(1, 1, ""), (2, 2, "total"), (3, 2, "total"), (4, 4, "total")]
    assert [one.equals for one in placed((first, equal, also), WEIGHTS, TIES)] == [(1,), (2, 3), (2, 3)]


def test_an_entry_without_a_sheet_has_no_place():
    assert places(entry(1), entry(2, ("1", "1"))) == [(2, 1, "")]


@pytest.mark.parametrize(
    ("under", "equal", "above", "tied", "margin"),
    [
        (36, (), 36, (), 1),
        (36, ((37, 36),), 35, (36, 37), 0),
        (36, ((36, 35),), 36, (), 2),
        (76, (), 76, (), None),
    ],
)
def test_a_line_names_who_shares_a_place_across_it(under, equal, above, tied, margin):
    found = line(placed(ladder(76, equal=equal), WEIGHTS, TIES), under)

    assert (len(found.above), found.tied, found.margin) == (above, tied, margin)


def test_the_chairs_vote_closes_a_tie_on_both_lines():
    entries = ladder(76, equal=((19, 18), (37, 36)))
    open_order = placed(entries, WEIGHTS, TIES)
    voted = {18: 2, 19: 1, 36: 1, 37: 2}
    entries = [Entry(one.key, one.sheets, None, voted.get(one.key)) for one in entries]

    closed = placed(entries, WEIGHTS, TIES)

    assert [one.tied for one in lines(open_order, (EXCELLENT, GOOD))] == [(18, 19), (36, 37)]
    assert [one.tied for one in lines(closed, (EXCELLENT, GOOD))] == [(), ()]
    assert [one.entry.key for one in closed[17:19]] == [19, 18]


def test_problems_say_what_keeps_a_result_open():
    entries = [*ladder(36, equal=((19, 18),)), entry(37)]
    order = placed(entries, WEIGHTS, TIES)

    found = problems(sealed(entries), order, (EXCELLENT, GOOD))
    with_more = problems(sealed(entries[:35], needed=2), order[:35], (EXCELLENT, GOOD))

    assert [(one.key, one.code) for one in found] == [("37", "short"), ("", "tie")]
    assert [one.code for one in with_more].count("short") == 35
    assert with_more[35].code == "few"
    assert problems(sealed(ladder(76)), placed(ladder(76), WEIGHTS, TIES), (EXCELLENT, GOOD)) == []


def test_who_withdraws_lets_the_next_move_up_or_leaves_the_place_empty():
    tiers, order = (Tier("ดีเด่น", 2), Tier("ดี", 2)), [1, 2, 3, 4, 5, 6]

    assert seated(order, tiers) == {1: "ดีเด่น", 2: "ดีเด่น", 3: "ดี", 4: "ดี"}
    assert seated(order, tiers, {1, 5}) == {2: "ดีเด่น", 3: "ดีเด่น", 4: "ดี", 6: "ดี"}
    assert seated(order, tiers, {1}, moves_up=False) == {2: "ดีเด่น", 3: "ดี", 4: "ดี"}
