"""Clips of the demo: tiny, drawn here, and always the same for the same words. Nobody is in them."""

import io
import zlib
from fractions import Fraction

import av
from av.video.stream import VideoStream
from PIL import Image, ImageDraw

SIZE = (64, 36)
RATE = 2
CLOTHES = ("#a63d40", "#2f6690", "#3a7d44", "#d17b0f", "#6d4c8f")


def clip(seconds: int, words: str = "", *, codec: str = "libx264", container: str = "mp4") -> bytes:
    """A film of so many seconds in which a coloured disc crosses a field; which colours, its words say."""
    made = io.BytesIO()
    with av.open(made, "w", format=container) as out:
        stream = out.add_stream(codec, rate=RATE)
        assert isinstance(stream, VideoStream), codec
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, RATE)
        stream.codec_context.thread_count = 1
        for number in range(seconds * RATE):
            picture = _picture(number / (seconds * RATE), zlib.crc32(words.encode()))
            frame = av.VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]  # as the library types it
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return made.getvalue()


def _picture(along: float, seed: int) -> Image.Image:
    """The disc so far along its way."""
    picture = Image.new("RGB", SIZE, "#dcefe0")
    pen = ImageDraw.Draw(picture)
    left = round(along * (SIZE[0] - 16))
    pen.rectangle((0, 26, *SIZE), fill="#9c8b6e")
    pen.ellipse((left, 8, left + 16, 24), fill=CLOTHES[seed % len(CLOTHES)])
    return picture
