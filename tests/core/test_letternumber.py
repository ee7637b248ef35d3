"""The numbers of letters: put together as offices write them, and kept in one spelling."""

import pytest

from sammachip.core.letternumber import letter_number, one_spelling, running_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("บร ๐๐๑๙/ว ๕๓๓๕", "บร 0019/ว 5335"),
        ("บร 0019/ว5335", "บร 0019/ว 5335"),
        ("บร0019 / ว. 5335", "บร 0019/ว 5335"),
        ("  บร  ๐๐๑๙/ ๐๙๗๐ ", "บร 0019/0970"),
        ("๐๒๐๘.ว ๖๑๕๓", "0208.ว 6153"),
        ("๕๓๐๖.๔/หด(บร.) /๒๕๖๘", "5306.4/หด(บร.)/2568"),
        ("", ""),
    ],
)
def test_one_number_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert one_spelling(typed) == kept


def test_a_circular_s_number_says_so() -> None:
    assert [letter_number("บร ๐๐๑๙", 7), letter_number("บร 0019", 5335, circular=True)] == [
        "บร 0019/7",
        "บร 0019/ว 5335",
    ]


def test_the_running_number_stands_at_the_end() -> None:
    assert [running_of("บร 0019/ว 5335"), running_of("บร 0019/ก")] == [5335, None]
