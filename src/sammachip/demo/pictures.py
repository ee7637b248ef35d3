"""Pictures of the demo: drawn here, and saying so on their face. No photograph of anybody is in them."""

import io
import random
import zlib

from PIL import Image, ImageDraw, ImageFont

from sammachip.records.rendering import fonts

SIZE = (640, 420)
GROUND, BANNER = 300, 356
SKIES = ("#cfe3f1", "#f6e3c5", "#dcefe0", "#efe0ee")
CLOTHES = ("#a63d40", "#2f6690", "#3a7d44", "#d17b0f", "#6d4c8f")
SAYS_SO = "ภาพวาดสมมุติ"


def drawn(words: str) -> bytes:
    """A JPEG of invented people in front of a hall, with these words below: always the same for the same words."""
    chance = random.Random(zlib.crc32(words.encode()))
    picture = Image.new("RGB", SIZE, chance.choice(SKIES))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, GROUND, *SIZE), fill="#9c8b6e")
    _hall(pen, left=chance.randint(40, 240))
    for place in range(chance.randint(3, 6)):
        _person(pen, left=70 + place * 95 + chance.randint(-12, 12), clothes=chance.choice(CLOTHES))
    pen.rectangle((0, BANNER, *SIZE), fill="white")
    face = ImageFont.truetype(str(fonts.BOLD), 34)
    pen.text((18, BANNER + 10), f"{SAYS_SO} · {words}", font=face, fill="#222222")
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()


def _hall(pen: ImageDraw.ImageDraw, *, left: int) -> None:
    pen.polygon(((left - 30, 170), (left + 150, 90), (left + 330, 170)), fill="#8d3b2f")
    pen.rectangle((left, 170, left + 300, GROUND), fill="#e9dcc3")
    for post in range(0, 301, 75):
        pen.rectangle((left + post - 5, 170, left + post + 5, GROUND), fill="#6b4f3a")


def _person(pen: ImageDraw.ImageDraw, *, left: int, clothes: str) -> None:
    pen.ellipse((left, 205, left + 36, 241), fill="#c99a6b")
    pen.rounded_rectangle((left - 10, 243, left + 46, 335), 14, fill=clothes)
