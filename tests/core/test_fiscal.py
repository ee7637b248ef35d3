from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.fiscal import Window, fiscal_year, quarter, year_end

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "year", "number"),
    [
        (date(2017, 9, 30), 2560, 4),
        (date(2017, 10, 1), 2561, 1),
        (date(2017, 12, 31), 2561, 1),
        (date(2018, 1, 1), 2561, 2),
        (date(2018, 6, 30), 2561, 3),
        (date(2018, 8, 31), 2561, 4),
        (date(2018, 9, 30), 2561, 4),
        (date(2020, 2, 29), 2563, 2),
    ],
)
def test_the_fiscal_year_turns_on_the_first_of_october(day, year, number):
    assert (fiscal_year(day), quarter(day)) == (year, number)


@given(days)
def test_every_day_is_of_the_year_that_ends_next_on_30_september(day):
    year = fiscal_year(day)

    assert year_end(year - 1) < day <= year_end(year)


def test_a_window_is_cut_into_the_months_it_touches():
    window = Window(date(2019, 12, 20), date(2020, 2, 29))

    assert window.months() == (
        Window(date(2019, 12, 20), date(2019, 12, 31)),
        Window(date(2020, 1, 1), date(2020, 1, 31)),
        Window(date(2020, 2, 1), date(2020, 2, 29)),
    )
    assert window.quarters() == (
        Window(date(2019, 12, 20), date(2019, 12, 31)),
        Window(date(2020, 1, 1), date(2020, 2, 29)),
    )


@given(days, st.integers(min_value=0, max_value=900))
def test_the_pieces_of_a_window_join_without_gap_or_overlap(start, length):
    window = Window(start, start + timedelta(days=length))

    for pieces in (window.months(), window.quarters()):
        assert (pieces[0].start, pieces[-1].end) == (window.start, window.end)
        for piece, following in pairwise(pieces):
            assert following.start == piece.end + timedelta(days=1)


def test_a_window_holds_its_edges_and_never_runs_backwards():
    window = Window(date(2018, 8, 1), date(2018, 9, 30))

    assert window.contains(window.start)
    assert window.contains(window.end)
    assert not window.contains(date(2018, 10, 1))
    with pytest.raises(ValueError):
        Window(date(2018, 9, 2), date(2018, 9, 1))
