"""Answers as they are stored: plain JSON that reads back unchanged, whatever was typed."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.answering import FACTS, FORM, answers
from sammachip.core.answers import from_json, missing, to_json
from sammachip.core.shown import changed

TYPED = st.fixed_dictionaries(
    {},
    optional={
        "standing": st.sampled_from(["ongoing", "finished", "x"]),
        "why": st.text(max_size=30),
        "score": st.one_of(st.integers(-5, 200), st.floats(), st.text(max_size=8)),
        "spent": st.decimals(min_value=-5, max_value=10**13, places=2).map(str),
        "held_on": st.dates(date(2018, 7, 1), date(2018, 11, 1)).map(str),
        "goods": st.lists(st.sampled_from(["cloth", "rice", "y"])),
        "open": st.sampled_from([True, False, "ใช่", "?"]),
        "lines": st.lists(
            st.fixed_dictionaries(
                {}, optional={"item": st.text(max_size=9), "amount": st.integers(-1, 10**9)}
            ),
            max_size=5,
        ),
        "steps": st.dictionaries(
            st.sampled_from(["survey", "develop", "z"]), st.fixed_dictionaries({"state": st.text(max_size=7)})
        ),
        "other": st.recursive(st.none() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3)),
    },
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def test_stored_answers_are_plain_json():
    read = answers({"spent": 10, "held_on": "2561-09-20", "lines": [{"amount": 1}], "goods": ["rice"]})

    stored = to_json(read.values)

    assert stored["spent"] == "10.00"
    assert stored["held_on"] == "2018-09-20"
    assert stored["lines"] == [{"amount": "1.00"}]
    with pytest.raises(KeyError):
        from_json(FORM, {"colour": "แดง"})


@given(TYPED)
def test_whatever_is_typed_what_is_kept_is_stored_and_read_back_unchanged(raw: Mapping[str, object]):
    read = answers(raw)

    assert from_json(FORM, to_json(read.values)) == read.values
    assert read.raw is raw


@given(TYPED)
def test_what_was_kept_is_accepted_again_as_it_was_stored(raw: Mapping[str, object]):
    kept = answers(raw).values

    again = answers(to_json(kept))

    assert [error for error in again.errors if error.code != "check"] == []
    assert again.values == kept


@given(st.dictionaries(st.sampled_from([one.key for one in FORM.fields]), JUNK))
def test_no_junk_makes_it_fall_over(raw: Mapping[str, object]):
    read = answers(raw)

    assert all(error.sentence and len(error.sentence) < 900 for error in read.errors)
    missing(FORM, read, facts=FACTS)
    changed(FORM, {}, read.values)
