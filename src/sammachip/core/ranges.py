"""Which part of a file a reader asks for: the `Range` of HTTP (RFC 9110, 14.2), one range in bytes."""

import re
from dataclasses import dataclass

_PLACE = r"(\d{0,18})"  # no file has more bytes than eighteen digits count
ASKED = re.compile(rf"\s*bytes\s*=\s*{_PLACE}\s*-\s*{_PLACE}\s*", re.ASCII | re.IGNORECASE)


class BeyondTheEnd(Exception):
    """The part asked for begins where the file has ended."""


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from `first` to `last`, both taken in."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def part_asked(header: str, size: int) -> Part | None:
    """The part of a file of this size; None where the whole is given: none is asked for, several, or in other words.

    Raises BeyondTheEnd.
    """
    found = ASKED.fullmatch(header)
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return _ending(int(last), size)
    begins, ends = int(first), int(last) if last else size - 1
    if last and ends < begins:
        return None
    if begins >= size:
        raise BeyondTheEnd
    return Part(begins, min(ends, size - 1))


def _ending(length: int, size: int) -> Part:
    """The last so many bytes."""
    if not length or not size:
        raise BeyondTheEnd
    return Part(max(0, size - length), size - 1)
