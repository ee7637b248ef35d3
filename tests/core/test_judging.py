"""Sharing out the entries, the strictness of judges, and what a line hangs on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from sammachip.core.judging import TooFew, contenders, leanings, levelled, shared_out, steadiness
from sammachip.core.ranking import Entry, Sheet

NINE, ENTRIES = range(1, 10), range(101, 177)
WEIGHTS = {"plan": Decimal(1)}


def entry(key: int, marks: Mapping[int, str]) -> Entry:
    return Entry(key, tuple(Sheet(judge, {"plan": Decimal(mark)}) for judge, mark in marks.items()))


def loads(shared: Mapping[int, tuple[int, ...]]) -> list[int]:
    return sorted(Counter(judge for judges in shared.values() for judge in judges).values())


def test_seventy_six_entries_are_shared_out_evenly_and_nobody_marks_one_twice():
    shared = shared_out(NINE, ENTRIES, each=5)

    assert loads(shared) == [42] * 7 + [43] * 2
    assert all(len(set(judges)) == 5 for judges in shared.values())
    assert shared_out(NINE, ENTRIES, each=5) == shared


def test_who_is_barred_marks_others_so_that_loads_stay_even():
    barred = {(1, entry) for entry in ENTRIES if entry % 2} | {(2, entry) for entry in ENTRIES if entry < 120}

    shared = shared_out(NINE, ENTRIES, each=3, barred=barred)

    assert not [(judge, key) for key, judges in shared.items() for judge in judges if (judge, key) in barred]
    assert max(loads(shared)) == 26


def test_a_full_judge_passes_an_entry_on():
    """The first entries fill the only judge that the last one may have."""
    shared = shared_out([1, 2], [1, 2, 3, 4], each=1, barred={(2, 4), (2, 3)})

    assert shared == {1: (2,), 2: (2,), 3: (1,), 4: (1,)}


def test_loads_are_uneven_only_as_far_as_they_must():
    assert loads(shared_out([1, 2, 3], [1, 2, 3, 4], each=1, barred={(2, 1), (2, 2), (2, 3), (2, 4)})) == [
        2,
        2,
    ]


def test_an_entry_with_too_few_judges_is_named():
    with pytest.raises(TooFew) as refused:
        shared_out([1, 2, 3], [7, 8], each=2, barred={(1, 8), (3, 8)})

    assert (refused.value.entry, refused.value.judges, refused.value.needed) == (8, 1, 2)


def test_a_strict_judge_leans_below_and_one_odd_sheet_moves_nothing():
    entries = [{1: 70, 2: 80, 3: 80}] * 5 + [{1: 100, 2: 10, 3: 10}]

    assert leanings(entries, fewest=5) == {1: Fraction(-10), 2: Fraction(5), 3: Fraction(5)}
    assert leanings(entries, fewest=7) == {}
    assert leanings([{1: 70}], fewest=1) == {}


def test_leanings_are_exact_where_entries_have_different_numbers_of_judges():
    """Over two judges 10 above, over three 5 above: the middle of the two is 15/2."""
    assert leanings([{1: 20, 2: 10}, {1: 20, 2: 10, 3: 20}], fewest=2)[1] == Fraction(15, 2)


def test_levelling_takes_each_judges_leaning_off_and_tells_the_place_that_gives():
    """Marked by the strict judge 1 alone, entry 7 lies above 8; entries 8 and 9 come to be equal."""
    totals = {7: {1: 76}, 8: {1: 70, 2: 80}, 9: {2: 80, 3: 81, 4: 79}}

    found = levelled(totals, {1: Fraction(-10), 3: Fraction(1, 2), 4: Fraction(-1, 2)})

    assert found == {7: (Fraction(86), 1), 8: (Fraction(80), 2), 9: (Fraction(80), 2)}
    assert levelled({}, {}) == {}


def test_a_line_that_hangs_on_one_judge_says_so():
    agreed = [entry(key, dict.fromkeys((1, 2, 3), str(90 - key))) for key in range(4)]
    contested = [entry(8, {1: "60", 2: "60", 3: "99"}), entry(9, {1: "70", 2: "70", 3: "70"})]

    shares = steadiness([*agreed, *contested], WEIGHTS, ("plan",), under=5, draws=200, seed="round1")

    assert [shares[key] for key in range(4)] == [1, 1, 1, 1]
    assert 0 < shares[9] < 1
    assert shares[8] + shares[9] == 1
    assert steadiness([*agreed, *contested], WEIGHTS, ("plan",), under=5, draws=200, seed="round1") == shares
    assert steadiness([entry(1, {})], WEIGHTS, ("plan",), under=1, draws=2, seed="") == {1: 0}


def counted_slowly(entries: list[Entry], *, under: int, draws: int, seed: str) -> dict[int, Fraction]:
    """The same shares by the rule as it is said: every drawn panel's means in order, then who handed in earlier, then the
    entry's own number."""
    judges, chance, above = (
        sorted({one.judge for each in entries for one in each.sheets}),
        Random(seed),
        Counter(),
    )
    for _draw in range(draws):
        times = Counter(chance.choices(judges, k=len(judges)))
        keys = {}
        for one in entries:
            drawn = [(times[sheet.judge], sheet.marks["plan"]) for sheet in one.sheets]
            drawn = drawn if any(count for count, _mark in drawn) else [(1, mark) for _count, mark in drawn]
            if drawn:
                whole = sum(count for count, _mark in drawn)
                keys[one.key] = (
                    -sum(Fraction(mark) * count for count, mark in drawn) / whole, one.handed_in, one.key
                )  # fmt: skip
        above.update(sorted(keys, key=lambda key: keys[key])[:under])
    return {one.key: Fraction(above[one.key], draws) for one in entries}


@pytest.mark.parametrize("seed", range(12))
def test_drawn_quickly_the_shares_are_those_of_the_rule(seed: int):
    chance = Random(seed)
    entries = [
        replace(
            entry(key, {judge: str(chance.randrange(9)) for judge in chance.sample(range(1, 6), chance.randrange(6))}),
            handed_in=datetime(2020, 5, 22, hour=chance.randrange(3)),
        )
        for key in range(24)
    ]  # fmt: skip
    slowly = counted_slowly(entries, under=6, draws=40, seed="r")
    near = contenders({one.key: [int(sheet.marks["plan"]) for sheet in one.sheets] for one in entries}, 6)

    shares = steadiness(entries, WEIGHTS, ("handed-in",), under=6, draws=40, seed="r")
    of_near = steadiness(
        [one for one in entries if one.key in near], WEIGHTS, ("handed-in",), under=6, draws=40, seed="r",
        judges={sheet.judge for one in entries for sheet in one.sheets},
    )  # fmt: skip

    assert shares == slowly
    assert {key: share for key, share in slowly.items() if share} == {
        key: share for key, share in of_near.items() if share
    }


def test_whoever_lies_below_so_many_lowest_sheets_never_passes():
    assert contenders({1: [9, 8], 2: [7, 7], 3: [6, 7], 4: [6, 5], 5: []}, 2) == {1, 2, 3}
    assert contenders({1: [1]}, 3) == {1}
