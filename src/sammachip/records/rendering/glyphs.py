"""Recognises the glyphs of a face that is embedded in part: each is stored there as it is in the whole face.

Glyphs made of others (Á, a shifted ฎ) name them by number, and a part counts anew: of those, the named ones are compared.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from sammachip.records.rendering import fonts

Shape: TypeAlias = tuple[object, ...]
"""All that is stored of how a glyph is drawn, and of the room left of it."""
Tables: TypeAlias = dict[bytes, tuple[int, int]]
"""Where each table of a face begins, and its size."""

_MADE_OF_OTHERS = 0x80  # the number of contours begins with it where it is negative
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80


@cache
def meanings(path: Path) -> dict[Shape, tuple[str, ...]]:
    """What each shape of a face stands for; letters drawn alike (a hyphen and a soft hyphen) share one."""
    drawn = {
        glyph: chr(code)
        for code, glyph in sorted(fonts.glyphs(path).items(), reverse=True)
        if unicodedata.category(chr(code)) not in ("Cc", "Co")
    }
    found: dict[Shape, tuple[str, ...]] = {}
    for glyph, (name, shape) in enumerate(
        zip(fonts.glyph_names(path), shapes(path.read_bytes()), strict=True)
    ):
        character = drawn.get(glyph) or _variant_of(name)
        if character and shape:
            found[shape] = (*found.get(shape, ()), character)
    return found


def _variant_of(glyph: str) -> str:
    """The character a shifted form draws: `uni0E48.alt3` is a lowered ่. Ligatures draw more than one."""
    match = re.fullmatch(r"uni([0-9A-F]{4})\.alt\d", glyph)
    return chr(int(match[1], 16)) if match else ""


def shapes(program: bytes) -> list[Shape]:
    """The shape of each glyph of a TrueType face, in glyph order; nothing for one that draws nothing."""
    tables = {
        program[at : at + 4]: struct.unpack_from(">II", program, at + 8)
        for at in range(12, 12 + 16 * struct.unpack_from(">H", program, 4)[0], 16)
    }
    begins, _size = tables[b"glyf"]
    ends = [begins + end for end in _places(program, tables)]
    stored = [program[begin:end] for begin, end in pairwise(ends)]
    rooms = list(_rooms(program, tables, len(stored)))
    return [_shape(number, stored, rooms) for number in range(len(stored))]


def _places(program: bytes, tables: Tables) -> list[int]:
    """Where each glyph begins in the table of glyphs, and where the last ends."""
    at, size = tables[b"loca"]
    (is_long,) = struct.unpack_from(">h", program, tables[b"head"][0] + 50)
    if is_long:
        return list(struct.unpack_from(f">{size // 4}I", program, at))
    return [2 * place for place in struct.unpack_from(f">{size // 2}H", program, at)]


def _rooms(program: bytes, tables: Tables, glyphs: int) -> Iterator[int]:
    """The room left of each glyph; those behind the full entries have no width of their own beside it."""
    at = tables[b"hmtx"][0]
    (full,) = struct.unpack_from(">H", program, tables[b"hhea"][0] + 34)
    yield from (room for _width, room in struct.iter_unpack(">Hh", program[at : at + 4 * full]))
    rest = program[at + 4 * full : at + 4 * full + 2 * (glyphs - full)]
    yield from (room for (room,) in struct.iter_unpack(">h", rest))


def _shape(number: int, stored: list[bytes], rooms: list[int]) -> Shape:
    own = stored[number]
    if not own:
        return ()
    if own[0] < _MADE_OF_OTHERS:
        return (own, rooms[number])
    return (own[:10], rooms[number], *_parts(own, stored, rooms))


def _parts(own: bytes, stored: list[bytes], rooms: list[int]) -> Iterator[object]:
    """What a glyph is made of: how each part is placed, and its shape."""
    at, more = 10, True
    while more:
        flags, part = struct.unpack_from(">HH", own, at)
        scales = 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        end = at + 4 + (4 if flags & _WORDS else 2) + scales
        yield (flags, own[at + 4 : end], _shape(part, stored, rooms))
        at, more = end, bool(flags & _MORE)
