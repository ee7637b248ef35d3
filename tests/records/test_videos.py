"""Clips from outside: measured by their stream, refused with a sentence, never trusted and never a danger."""

import io
import random
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import av
import pytest
from PIL import Image

from sammachip.demo.videos import clip
from sammachip.records import videos

SECONDS = 10
AT_ONCE = 2


@dataclass(frozen=True)
class Odd:
    """A file somebody sends as a clip: refused, taken as so many seconds, or either where the bytes themselves differ."""

    name: str
    content: bytes
    seconds: int | None = None
    either: bool = False


def boxes_named(film: bytes, name: bytes) -> Iterator[int]:
    """Where the insides of each box of this name begin."""
    at = film.find(name)
    while at >= 0:
        yield at + 4
        at = film.find(name, at + 4)


def forged(film: bytes, box: bytes, offset: int, value: bytes) -> bytes:
    """The film with these bytes put into every box of this name."""
    made = bytearray(film)
    for at in boxes_named(film, box):
        made[at + offset : at + offset + len(value)] = value
    assert bytes(made) != film
    return bytes(made)


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("word/document.xml", "<x/>")
    return made.getvalue()


def picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 36)).save(made, kind)
    return made.getvalue()


def sound() -> bytes:
    made = io.BytesIO()
    with av.open(made, "w", format="mp4") as out:
        stream = out.add_stream("aac", rate=44100)
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts = 44100, 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return made.getvalue()


def not_clips() -> Iterator[Odd]:
    film = clip(SECONDS)
    yield from (
        Odd("empty", b""),
        Odd("one byte", b"\0"),
        Odd("zeros", bytes(4096)),
        Odd("noise", random.Random(1).randbytes(4096)),
        Odd("zip", zipped()),
        Odd("html", b"<!doctype html><video src=x>"),
        Odd("list of addresses", b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n"),
        Odd("list after a blank line", b"\n#EXTM3U\nhttp://127.0.0.1/x\n"),
        Odd("list in a box", b"\0\0\0\x10ftypisom\0\0\0\0#EXTM3U\nfile:///etc/passwd\n"),
        Odd("ffconcat", b"ffconcat version 1.0\nfile /etc/passwd\n"),
        Odd("gif", picture("GIF")),
        Odd("png", picture("PNG")),
        Odd("jpeg", picture("JPEG")),
        Odd("pdf", b"%PDF-1.7\n"),
        Odd("text", "แผนพัฒนา".encode() * 50),
        Odd("sound alone", sound()),
        Odd("avi", clip(2, codec="mpeg4", container="avi")),
        Odd("flv", clip(2, container="flv")),
        Odd("stream without a container", clip(2, container="h264")),
        Odd("transport stream", clip(2, container="mpegts")),
        Odd("header alone", film[:32]),
        Odd("pictures without index", film[: film.find(b"moov") - 4]),
        Odd("index without pictures", film[: film.find(b"mdat") - 4] + film[film.find(b"moov") - 4 :]),
        Odd("a box of 7 bytes", b"\0\0\0\x07" + film[4:]),
        Odd("a box of 2^62 bytes", film + b"\0\0\0\x01free" + (1 << 62).to_bytes(8, "big")),
        Odd("ffv1", clip(2, codec="ffv1", container="matroska")),
    )


def cut_off() -> Iterator[Odd]:
    """What arrives when the link breaks."""
    for kind in ("mp4", "mov", "webm", "matroska"):
        film = clip(SECONDS, codec="libvpx" if kind == "webm" else "libx264", container=kind)
        for share in (10, 50, 90, 99):
            yield Odd(f"{share} % of {kind}", film[: len(film) * share // 100])
        yield Odd(f"{kind} but its last byte", film[:-1])


def lying() -> Iterator[Odd]:
    """Headers that say something else than the stream is."""
    film = clip(SECONDS)
    short, long = (1).to_bytes(4, "big"), (2**31 - 1).to_bytes(4, "big")
    for value, word in ((short, "short"), (long, "long")):
        yield Odd(f"mvhd {word}", forged(film, b"mvhd", 16, value), SECONDS)
        yield Odd(f"mdhd {word}", forged(film, b"mdhd", 16, value), SECONDS)
        yield Odd(f"tkhd {word}", forged(film, b"tkhd", 20, value), SECONDS)
        both = forged(forged(film, b"mvhd", 16, value), b"mdhd", 16, value)
        yield Odd(f"every duration {word}", forged(both, b"tkhd", 20, value), SECONDS)
    yield Odd(
        "huge pictures in the entry", forged(film, b"avc1", 24, b"\xff\xff\xff\xff"), SECONDS, either=True
    )
    yield Odd("no pictures in the entry", forged(film, b"avc1", 24, bytes(4)), SECONDS, either=True)
    yield Odd("other codec in the entry", film.replace(b"avc1", b"hvc1"), either=True)
    yield Odd(
        "an address for its bytes", forged(film, b"url ", 0, bytes(4) + b"file:///etc/passwd"), either=True
    )
    yield Odd("counts beyond the file", forged(film, b"stsz", 8, long), either=True)
    yield Odd("times of no camera", forged(film, b"mdhd", 12, long))
    yield Odd("no offsets", forged(film, b"stco", 8, long), either=True)


def flipped() -> Iterator[Odd]:
    for kind in ("mp4", "webm"):
        film = clip(SECONDS, codec="libvpx" if kind == "webm" else "libx264", container=kind)
        for seed in range(8):
            chance, made = random.Random(seed), bytearray(film)
            for _ in range(20):
                made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
            yield Odd(f"{kind} flipped {seed}", bytes(made), either=True)


def honest() -> Iterator[Odd]:
    film = clip(SECONDS)
    yield Odd("mp4", film, SECONDS)
    yield Odd("one second", clip(1), 1)
    yield Odd("quick time", clip(SECONDS, container="mov"), SECONDS)
    yield Odd("webm", clip(SECONDS, codec="libvpx", container="webm"), SECONDS)
    yield Odd("matroska", clip(SECONDS, container="matroska"), SECONDS)
    yield Odd("with rubbish behind it", film + b"\0\0\0\x0cfreexxxx", SECONDS)
    yield Odd("two in one", film + clip(2), SECONDS, either=True)
    yield Odd("trimmed at its end by an edit", forged(film, b"elst", 8, (4000).to_bytes(4, "big")), 4)


def corpus() -> list[Odd]:
    return [*not_clips(), *cut_off(), *lying(), *flipped(), *honest()]


@pytest.mark.slow
def test_hostile_and_odd_uploads_are_told_by_what_they_are(tmp_path: Path):
    def judged(number_and_odd: tuple[int, Odd]) -> str:
        number, odd = number_and_odd
        given, poster = tmp_path / f"{number}.mp4", tmp_path / f"{number}.jpg"
        given.write_bytes(odd.content)
        try:
            found = videos.measure(given, poster)
        except videos.NotAClip as error:
            taken = odd.seconds is not None and not odd.either
            return f"{odd.name}: refused, {error.reason}" if taken else ""
        assert poster.read_bytes().startswith(b"\xff\xd8\xff")
        if odd.either:
            return ""
        wrong = odd.seconds is None or found.milliseconds != odd.seconds * 1000
        return f"{odd.name}: taken as {found}" if wrong else ""

    odds = corpus()
    assert len(odds) >= 60
    with ThreadPoolExecutor(AT_ONCE) as children:
        wrong = [said for said in children.map(judged, enumerate(odds)) if said]

    assert wrong == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ไฟล์ว่างเปล่า (0 ไบต์) — เลือกไฟล์คลิปใหม่"),
        (b"#EXTM3U\n", "ไฟล์นี้เป็น M3U8 ไม่ใช่คลิปวิดีโอ — เลือกไฟล์คลิปจากกล้องหรือโทรศัพท์"),
        (clip(3)[:-1], videos.SENTENCES[videos.Fault.CUT_OFF]),
    ],
    ids=["empty", "a list of addresses", "cut off"],
)
def test_what_is_no_clip_is_refused_with_what_it_is(tmp_path: Path, content: bytes, said: str):
    given = tmp_path / "คลิป.mp4"
    given.write_bytes(content)

    with pytest.raises(videos.NotAClip) as refusal:
        videos.measure(given, tmp_path / "poster.jpg")

    assert refusal.value.reason == said


def test_a_clip_that_browsers_do_not_play_gets_a_copy_that_they_do(tmp_path: Path):
    given, made = tmp_path / "given.mov", tmp_path / "made.mp4"
    given.write_bytes(clip(2, codec="libx265", container="mov"))
    assert videos.measure(given, tmp_path / "poster.jpg").plays == ""

    videos.copy(given, made)

    found = videos.measure(made, tmp_path / "other.jpg")
    assert (found.plays, found.codec, found.milliseconds) == ("video/mp4", "h264", 2000)
