"""The radar picture: whatever a pack calls its dimensions stays text, and a picture that cannot be drawn is refused."""

from xml.etree import ElementTree

import pytest

from sammachip.core.radar import Shape, svg

HOSTILE = "<script>\"'&ก"


def test_names_stay_text_wherever_they_stand() -> None:
    shapes = (Shape(HOSTILE, (0, 50, 100)), Shape("หลัง", (100, 50, 0)))

    drawn = ElementTree.fromstring(svg((HOSTILE, "ข", "ค"), shapes, title=HOSTILE))

    said = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert (drawn.get("aria-label"), said) == (HOSTILE, [HOSTILE, "ข", "ค", HOSTILE, "หลัง"])


@pytest.mark.parametrize(
    ("axes", "shares"), [(("ก", "ข"), (1, 2)), (("ก", "ข", "ค"), (1, 2))], ids=["two axes", "a share missing"]
)
def test_a_picture_that_cannot_be_drawn_is_refused(axes: tuple[str, ...], shares: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        svg(axes, (Shape("ก่อน", shares),), title="ภาพ")
