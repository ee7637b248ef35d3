"""A stream of a compound file, the small file system in which an XLS lies ([MS-CFB])."""

import struct
from collections.abc import Iterator

ENTRY = 128
LAST_SECTOR = 0xFFFFFFFA
"""From here on a number names no sector."""
SMALLEST = 4096
"""Smaller streams lie elsewhere in the file; a workbook is filled up to this size."""


def stream_of(content: bytes, name: str) -> bytes:
    """The bytes of a stream; none where the file has no such stream, or a smaller one than a workbook ever is."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    next_of = list(_table(content, size))
    directory = _chain(content, size, next_of, struct.unpack_from("<I", content, 48)[0])
    for at in range(0, len(directory) - ENTRY + 1, ENTRY):
        entry = directory[at : at + ENTRY]
        named = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        start, length = struct.unpack_from("<IQ", entry, 116)
        length &= 0xFFFFFFFF  # older writers leave the upper half unset
        if named == name and length >= SMALLEST:
            return _chain(content, size, next_of, start)[:length]
    return b""


def _table(content: bytes, size: int) -> Iterator[int]:
    """For each sector the number of the next; the sectors of this table are listed in the header and those after it."""
    listed = list(struct.unpack_from("<109I", content, 76))
    beyond = struct.unpack_from("<I", content, 68)[0]
    for _round in range(len(content) // size):
        if beyond >= LAST_SECTOR:
            break
        *more, beyond = struct.unpack(f"<{size // 4}I", _sector(content, size, beyond))
        listed += more
    for number in listed:
        if number < LAST_SECTOR:
            yield from struct.unpack(f"<{size // 4}I", _sector(content, size, number))


def _sector(content: bytes, size: int, number: int) -> bytes:
    return content[(number + 1) * size : (number + 2) * size].ljust(size, b"\0")


def _chain(content: bytes, size: int, next_of: list[int], number: int) -> bytes:
    """The sectors from a number on, one after the other; a chain that bites its tail ends after the file's own size."""
    found: list[bytes] = []
    while number < len(next_of) and len(found) <= len(content) // size:
        found.append(_sector(content, size, number))
        number = next_of[number]
    return b"".join(found)
