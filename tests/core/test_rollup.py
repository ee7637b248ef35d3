from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.rollup import Tally, add_up

counts = st.integers(min_value=0, max_value=10**6).map(Decimal)
tallies = st.builds(Tally, counts, counts, st.integers(min_value=0, max_value=99))
places = st.sampled_from(["/31/3101/310105/", "/31/3101/", "/31/3102/", "/27/2706/", "/27/", "/"])


def test_a_mean_is_a_sum_over_a_count_and_no_mean_of_means():
    totals = add_up(
        [
            ("/31/3101/", Tally(Decimal(1), Decimal(1))),
            ("/31/3102/", Tally(Decimal(0), Decimal(3))),
        ]
    )

    assert totals["/31/"].ratio() == Decimal("0.25")
    assert totals["/31/"].percent() == Decimal("25.00")


def test_add_up_gives_every_ancestor_in_path_order():
    totals = add_up(
        [
            ("/31/3101/", Tally(Decimal(2), Decimal(4), 1)),
            ("/27/2706/", Tally(Decimal(1), Decimal(1))),
        ]
    )

    assert list(totals) == ["/", "/27/", "/27/2706/", "/31/", "/31/3101/"]
    assert totals["/"] == Tally(Decimal(3), Decimal(5), 1)
    assert totals["/31/"] == Tally(Decimal(2), Decimal(4), 1)


def test_what_was_not_measured_has_no_ratio():
    unmeasured = Tally(missing=28)

    assert unmeasured.ratio() is None
    assert unmeasured.percent() is None
    assert add_up([]) == {}


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


@given(st.lists(st.tuples(places, tallies), max_size=12))
def test_the_nation_is_the_sum_of_all_rows(rows):
    whole = sum((tally for _, tally in rows), Tally())

    assert add_up(rows).get("/", Tally()) == whole
