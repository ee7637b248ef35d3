from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.rollup import Added, Tally

counts = st.integers(min_value=0, max_value=10**6).map(Decimal)
tallies = st.builds(Tally, counts, counts, st.integers(min_value=0, max_value=99))


def test_a_mean_is_a_sum_over_a_count_and_no_mean_of_means():
    province = Tally(Decimal(1), Decimal(1)) + Tally(Decimal(0), Decimal(3))

    assert province.ratio() == Decimal("0.25")
    assert province.percent() == Decimal("25.00")


def test_what_was_not_measured_is_added_too():
    together = Tally(Decimal(2), Decimal(4), 1) + Tally(missing=2)

    assert together == Tally(Decimal(2), Decimal(4), 3)


def test_what_was_not_measured_has_no_ratio():
    unmeasured = Tally(missing=28)

    assert unmeasured.ratio() is None
    assert unmeasured.percent() is None


def test_a_tally_counts_in_decimal_and_never_below_nothing():
    with pytest.raises(TypeError):
        Tally(1.0, Decimal(2))  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        Tally(missing=-1)


@given(tallies, tallies, tallies)
def test_addition_does_not_mind_order_or_grouping(one, two, three):
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + Tally() == one


def test_amounts_add_up_and_those_not_told_are_counted_beside():
    district = Added.of([Decimal("100.25"), None, Decimal(0)])

    assert district + Added.of([None]) + Added.of([]) == Added(Decimal("100.25"), untold=2)
