"""Digits read from the picture of a letter by their shape.

The reading program knows Thai letters well and Thai digits badly: every fourth one is another (๖ as ๒, ๙ as ๕, ๗ as ๓). Official
letters are written in one face, so each shape is laid over the digits of that face, and only a close one is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from operator import mul
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

DARK = 140
"""Of 255: a dot darker than this is ink."""
SIGNS = "๐๑๒๓๔๕๖๗๘๙0123456789/()"
FACES = ("THSarabun-Regular.ttf", "THSarabun-Bold.ttf")
FONTS = Path(__file__).parent / "rendering" / "fonts"
CLOSE = 0.08
"""How far a shape may be from a digit: of 2,000 drawn, blurred and laid askew the farthest was 0.07 from its own, the letter ก is 0.09 from ๐."""
SIDE, SPECK, DRAWN = 24, 4, 268
"""Dots: the square that shapes are laid over one another in; ink too small to be a sign; how large digits are drawn, four
times as a scan has them."""
SMALL = 0.55
"""Of the height of letters: what is lower is a stop, a comma or a stroke."""
CUTS = 3
"""So many of the thinnest columns are tried."""
NARROWNESS = 0.05
"""What being narrower or wider counts beside the difference of the shapes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Ink that hangs together: its box on the line, and its dots."""

    left: int
    top: int
    right: int
    bottom: int
    image: Image.Image

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def height(self) -> int:
        return self.bottom - self.top


def number_of(shapes: Sequence[Shape], tall: float) -> str:
    """The number that these shapes make from left to right, "" where any is no digit or sign of a number.

    `tall` is how high letters stand on this page, in dots.
    """
    read = "".join(_signs(one, tall) for one in shapes)
    return "" if "?" in read else read


def shapes_of(strip: Image.Image) -> list[Shape]:
    """Each part of the ink that hangs together, from the left; specks and what is cut off by the edge are left out."""
    width, height = strip.size
    ink = bytearray(strip.point([1 if dark < DARK else 0 for dark in range(256)]).tobytes())
    found, start = [], ink.find(1)
    while start >= 0:
        part = _part(ink, start, width, height)
        if len(part) > SPECK:
            found.append(_shape(part, width))
        start = ink.find(1, start + 1)
    return sorted((one for one in found if one.top > 0 and one.bottom < height), key=lambda one: one.middle)


def _part(ink: bytearray, start: int, width: int, height: int) -> list[int]:
    """The dots that hang together with this one; they are taken out of the ink."""
    ink[start] = 0
    found, waiting = [start], [start]
    while waiting:
        at = waiting.pop()
        x, y = at % width, at // width
        for across, down in product((-1, 0, 1), repeat=2):
            beside, below = x + across, y + down
            if 0 <= beside < width and 0 <= below < height and ink[near := below * width + beside]:
                ink[near] = 0
                found.append(near)
                waiting.append(near)
    return found


def _shape(part: list[int], width: int) -> Shape:
    columns, rows = [at % width for at in part], [at // width for at in part]
    left, top = min(columns), min(rows)
    size = (max(columns) - left + 1, max(rows) - top + 1)
    dots = bytearray(size[0] * size[1])
    for x, y in zip(columns, rows, strict=True):
        dots[(y - top) * size[0] + x - left] = 255
    image = Image.frombytes("L", size, bytes(dots))
    return Shape(left, top, left + image.width, top + image.height, image)


def _signs(shape: Shape, tall: float) -> str:
    """The sign that it is, or the two that touch one another in it, else "?"."""
    if shape.height > tall * 2:
        return "?"
    sign = _sign(shape.image, tall)
    return _touching(shape.image, tall) if sign == "?" else sign


def _sign(image: Image.Image, tall: float) -> str:
    """Small ones are told by how they stand: a stop, a comma, a stroke."""
    if image.height < tall * SMALL:
        if image.width > image.height * 1.8:
            return "-"
        return "," if image.height > image.width * 1.25 else "."
    sign, far = closest(image)
    return sign if far <= CLOSE else "?"


def _touching(image: Image.Image, tall: float) -> str:
    """The two signs that make this shape where a cut down its thinnest column parts them."""
    width = image.width
    if width < image.height * 0.6:
        return "?"
    ink = [sum(image.crop((at, 0, at + 1, image.height)).tobytes()) for at in range(width)]
    for cut in sorted(range(width // 5, width - width // 8), key=lambda at: ink[at])[:CUTS]:
        halves = (image.crop((0, 0, cut, image.height)), image.crop((cut, 0, width, image.height)))
        told = "".join(_sign(half.crop(half.getbbox()), tall) for half in halves)
        if not set(told) & set("?()"):
            return told
    return "?"


def closest(image: Image.Image) -> tuple[str, float]:
    """The digit nearest to this shape, and how far it is: 0 the same, 1 nothing in common."""
    laid, slim = _laid(image), image.width / image.height
    return min(
        (
            (sign, _distance(laid, own) + NARROWNESS * abs(slim - own_slim))
            for sign, own, own_slim in _known()
        ),
        key=lambda one: one[1],
    )


def _distance(one: bytes, other: bytes) -> float:
    """The squares of what they differ by, summed as squares less twice the product: many times quicker."""
    apart: int = _squared(one) + _squared(other) - 2 * sum(map(mul, one, other))
    return apart / (len(one) * 255 * 255)


@lru_cache(maxsize=256)
def _squared(dots: bytes) -> int:
    return sum(map(mul, dots, dots))


def _laid(image: Image.Image) -> bytes:
    """The shape in the middle of a small square, slightly blurred: what is compared."""
    scale = SIDE / max(image.size)
    small = image.resize(
        (max(1, round(image.width * scale)), max(1, round(image.height * scale))), Image.Resampling.BOX
    )
    square = Image.new("L", (SIDE, SIDE), 0)
    square.paste(small, ((SIDE - small.width) // 2, (SIDE - small.height) // 2))
    return square.filter(ImageFilter.GaussianBlur(0.8)).tobytes()


@cache
def _known() -> tuple[tuple[str, bytes, float], ...]:
    """Every digit of the face of official letters: sign, shape, width by height."""
    return tuple(_drawn(sign, face) for face in FACES for sign in SIGNS)


def _drawn(sign: str, face: str) -> tuple[str, bytes, float]:
    image = Image.new("L", (2 * DRAWN, 2 * DRAWN), 0)
    ImageDraw.Draw(image).text(
        (DRAWN / 2, DRAWN / 4), sign, font=ImageFont.truetype(FONTS / face, DRAWN), fill=255
    )
    ink = image.point([255 if light > 255 - DARK else 0 for light in range(256)])
    glyph = ink.crop(ink.getbbox())
    return sign, _laid(glyph), glyph.width / glyph.height
