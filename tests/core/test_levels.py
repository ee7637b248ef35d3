from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.levels import Band, level_of, problems

BEGINNING = Band("ระดับเริ่มต้น", Decimal(0))
GROWING = Band("ระดับพัฒนา", Decimal(50))
STRONG = Band("ระดับเข้มแข็ง", Decimal("79.5"))
BANDS = (STRONG, BEGINNING, GROWING)  # the order written does not matter


@pytest.mark.parametrize(
    ("score", "band"),
    [
        ("0", BEGINNING),
        ("49.99", BEGINNING),
        ("50", GROWING),
        ("79.49", GROWING),
        ("79.5", STRONG),
        ("100", STRONG),
    ],
)
def test_a_score_on_the_floor_belongs_to_the_band_above(score, band):
    assert level_of(BANDS, Decimal(score)) == band


def test_a_score_below_all_bands_has_none():
    with pytest.raises(ValueError):
        level_of(BANDS, Decimal("-0.01"))


def _codes(bands):
    return [(problem.code, problem.key) for problem in problems(bands)]


def test_problems_are_named():
    assert _codes(BANDS) == []
    assert _codes([]) == [("empty", "")]
    assert _codes([GROWING, STRONG]) == [("gap-below", GROWING.label)]
    assert _codes([BEGINNING, Band("อีกระดับ", Decimal(0))]) == [
        ("same-floor", BEGINNING.label),
        ("same-floor", "อีกระดับ"),
    ]
    assert _codes([BEGINNING, Band(BEGINNING.label, Decimal(9))]) == [("same-label", BEGINNING.label)]


def test_a_gap_is_measured_from_the_lowest_score_possible():
    assert problems([GROWING], lowest=Decimal(50)) == []


@given(
    st.lists(st.integers(1, 99), unique=True, max_size=6).map(
        lambda floors: [Band(str(floor), Decimal(floor)) for floor in [0, *floors]]
    ),
    st.decimals(min_value=0, max_value=100, places=2),
)
def test_bands_without_problems_hold_every_score(bands, score):
    assert problems(bands) == []
    band = level_of(bands, score)
    assert band.floor <= score
    assert not any(band.floor < other.floor <= score for other in bands)
