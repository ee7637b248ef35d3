"""The code of a paper: what is misread or mistyped is told, never taken for another paper's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammachip.core.papercode import LENGTH, NUMBERS, SIGNS, code_of, grouped, read

CODES = st.integers(0, NUMBERS - 1).map(code_of)


@given(CODES)
def test_a_code_is_read_as_it_stands_on_paper(code: str):
    assert (len(code), read(code), read(grouped(code)), read(f" {grouped(code).lower()} ")) == (
        LENGTH,
        *[code] * 3,
    )


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_no_code(code: str, at: int, sign: str):
    typed = code[:at] + sign + code[at + 1 :]

    assert read(typed) == (code if sign == code[at] else "")


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_signs_that_changed_places_are_no_code(code: str, at: int):
    typed = code[:at] + code[at + 1] + code[at] + code[at + 2 :]

    told_apart = {code[at], code[at + 1]} not in ({"0", "Z"}, {code[at]})
    assert (read(typed) == "") == told_apart


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (grouped(code_of(0)), "000000000000"),
        ("OOOO-OOOO-OOOO", "000000000000"),
        ("๐๐๐๐ ๐๐๐๐ ๐๐๐๐", "000000000000"),
        ("", ""),
        ("0000", ""),
        ("000000000001", ""),
        ("00000000000U", ""),
        ("ก" * 12, ""),
        ("0" * 400, ""),
    ],
)
def test_what_is_typed_is_a_code_or_none(typed: str, said: str):
    assert read(typed) == said
