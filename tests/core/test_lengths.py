"""Lengths of clips: in words, and against what was asked."""

from decimal import Decimal

import pytest

from sammachip.core.lengths import Longest, in_words, too_long


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (40, "0.04 วินาที"),
        (12_000, "12 วินาที"),
        (60_000, "1 นาที 0 วินาที"),
        (299_800, "4 นาที 59.8 วินาที"),
        (3_600_001, "60 นาที 0.001 วินาที"),
    ],
)
def test_a_length_is_told_in_minutes_and_seconds(milliseconds: int, words: str):
    assert in_words(milliseconds) == words


@pytest.mark.parametrize(
    ("milliseconds", "tolerance", "allowed"),
    [
        (300_000, "0.5", True),
        (300_500, "0.5", True),
        (300_501, "0.5", False),
        (300_001, "0", False),
        (1, "0", True),
    ],
)
def test_a_clip_may_be_longer_by_the_tolerance_and_no_more(milliseconds: int, tolerance: str, allowed: bool):
    assert Longest(300, Decimal(tolerance)).allows(milliseconds) is allowed


def test_a_clip_too_long_is_told_all_numbers():
    assert too_long(300_501, Longest(300)) == (
        "คลิปยาว 300.501 วินาที เกิน 300 วินาทีที่กำหนด (อนุโลมได้ 0.5 วินาที) — ตัดให้ไม่เกิน 300 วินาทีแล้วส่งใหม่"
    )
