"""What the faces can draw, and what becomes of the rest."""

import pytest

from sammachip.records.rendering.fonts import legible, measurer


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("น้ำใจ ๑๒๓ abc ฿ “ดี”", "น้ำใจ ๑๒๓ abc ฿ “ดี”"),
        ("✓ ☐ ☑ α → я", "✓ ☐ ☑ α → я"),
        ("ทอ🧵", "ทอ□"),
        ("👩‍🌾👩", "□□□"),
        ("漢字", "□□"),
        ("ก\u200bข\u00adค\ufeff\ufe0f", "กขค"),
        ("ก\tข\u00a0ค\r\nง\rจ", "ก ข\u00a0ค\nง\nจ"),
        ("ก\x00\x1bข", "ก□□ข"),
        ("ป\uf70bา ท\uf702\uf70a", "ป้า ที่"),
        ("\ud800", "□"),
    ],
)
def test_legible_keeps_what_can_be_drawn_and_marks_the_rest(text, printed):
    assert legible(text) == printed
    assert legible(printed) == printed


def test_marks_above_take_no_width():
    assert measurer().width("ที่") == measurer().width("ท")


def test_width_follows_the_size_and_the_face():
    ten, twenty = measurer(size=10), measurer(size=20)

    assert twenty.width("ชุมชน") == pytest.approx(2 * ten.width("ชุมชน"))
    assert measurer(bold=True).width("ชุมชน") != measurer().width("ชุมชน")


def test_symbols_are_measured_in_their_own_face():
    assert measurer().width("✓") == pytest.approx(16 * 0.7 * 1716 / 2048)
    assert measurer().width("ก✓") == measurer().width("ก") + measurer().width("✓")
