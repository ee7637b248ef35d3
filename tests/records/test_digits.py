"""Digits told by their shape, as a scanner leaves them."""

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from sammachip.records.digits import FONTS, number_of, shapes_of

WHITE = 255


def scanned(
    text: str, *, size: int = 67, face: str = "THSarabun-Regular.ttf", turned: float = 0
) -> Image.Image:
    """The text as a scanner sees it: grey, slightly blurred, perhaps laid in askew."""
    drawn = Image.new("L", (60 + 40 * len(text), 2 * size), WHITE)
    ImageDraw.Draw(drawn).text((30, size / 4), text, font=ImageFont.truetype(FONTS / face, size), fill=20)
    return drawn.rotate(turned, fillcolor=WHITE, resample=Image.Resampling.BICUBIC).filter(
        ImageFilter.GaussianBlur(0.7)
    )


@pytest.mark.parametrize(
    "number", ["๐๑๒๓๔๕๖๗๘๙", "0123456789", "๘๗๓,๖๐๐.๐๐", "61,857,700", "๐๐๑๙/๕๓๓๕", "๐-๔๔๖๑"]
)
@pytest.mark.parametrize("face", ["THSarabun-Regular.ttf", "THSarabun-Bold.ttf"])
@pytest.mark.parametrize(("size", "turned"), [(67, 0), (67, 0.4), (90, -0.4)])
def test_a_number_is_told_as_it_stands(number: str, face: str, size: int, turned: float):
    shapes = shapes_of(scanned(number, size=size, face=face, turned=turned))

    assert number_of(shapes, size * 0.4) == number


@pytest.mark.parametrize("text", ["กรม", "๑๒ก", "๒๕๖๑ฒ", "AEK"])
def test_letters_are_never_told_as_a_number(text: str):
    assert number_of(shapes_of(scanned(text)), 27) == ""


def test_what_the_edge_cuts_off_is_no_shape():
    whole = scanned("๑๒")

    cut = whole.crop((0, whole.height // 2, whole.width, whole.height))

    assert len(shapes_of(whole)) == 2
    assert shapes_of(cut) == []


def test_specks_are_no_shape():
    page = Image.new("L", (40, 40), WHITE)
    page.putpixel((20, 20), 0)

    assert shapes_of(page) == []
