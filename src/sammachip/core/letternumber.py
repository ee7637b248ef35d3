"""The numbers of official letters: how one is put together, and the one spelling it is kept in."""

import re

from sammachip.core.thainum import tidy, to_arabic

_STROKE = re.compile(r"\s*/\s*")
_CIRCULAR = re.compile(r"(?<=[/.])ว\.?\s*(?=\d)")
_LETTERS = re.compile(r"^([ก-ฮ]+)\s*(?=\d)")
_RUNNING = re.compile(r"(\d+)$")


def letter_number(code: str, running: int, *, circular: bool = False) -> str:
    """บร 0019/5335, or บร 0019/ว 5335 for a circular, whose numbers run apart."""
    return one_spelling(f"{code}/{'ว ' if circular else ''}{running}")


def one_spelling(typed: str) -> str:
    """The number as it is kept: Arabic digits, a space after the letters and after ว, none around a stroke.

    Offices write «บร ๐๐๑๙/ว ๕๓๓๕», «บร 0019/ว5335» and «บร0019/ ว 5335» of the same letter; kept as one spelling they
    cannot pass for three.
    """
    plain = _STROKE.sub("/", to_arabic(tidy(typed)))
    return _LETTERS.sub(r"\1 ", _CIRCULAR.sub("ว ", plain))


def running_of(number: str) -> int | None:
    """The running number at the end of a letter's number; None where it ends otherwise, such as in a year's stroke."""
    found = _RUNNING.search(number)
    return int(found[1]) if found else None
