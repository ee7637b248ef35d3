"""The numbers of letters: put together as offices write them, and kept in one spelling."""

import pytest

from sammachip.core.letternumber import (
    in_series,
    letter_number,
    on_its_face,
    one_spelling,
    running_of,
    year_number,
)


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


def test_an_order_runs_over_its_year_and_says_so_in_the_register_alone() -> None:
    assert [in_series("order", "๑๒ / ๒๕๖๑"), in_series("order", "คำสั่ง 12/2561"), in_series("letter", "12/2561")] == [
        "คำสั่ง 12/2561", "คำสั่ง 12/2561", "12/2561",
    ]  # fmt: skip
    assert [on_its_face("คำสั่ง 12/2561"), on_its_face("บร 0019/12")] == ["12/2561", "บร 0019/12"]
    assert (running_of("คำสั่ง 12/2561"), year_number("รับรอง", 3, 2561)) == (12, "รับรอง 3/2561")
