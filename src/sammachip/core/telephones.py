"""Telephone numbers as people write them: several in one answer, in Thai numerals, with words beside, short ones by name."""

import re
from typing import Final

from sammachip.core.likeness import phone_digits
from sammachip.core.thainum import tidy, to_arabic

LONGEST: Final = 40
_APART = re.compile(r"\s*(?:[,;/\n]|หรือ|และ)\s*")
_DIALLED = re.compile(r"\+?[\d\s().-]+", re.ASCII)
_WHOLE = re.compile(r"(?<!\d)0(?:[\s().-]*\d){8,9}(?!\d)", re.ASCII)
_SHORT = re.compile(r"(?<![\d-])1\d{2,3}$", re.ASCII)
"""Thai short numbers begin with a one; alone it could be anything, after words it is what they name (สายด่วน 1669)."""


class NotATelephone(ValueError):
    """What was typed names no number."""


def read_telephones(text: str) -> str:
    """The numbers by their digits, apart by commas. Raises NotATelephone with what is no number, or is too many."""
    numbers = [_number(part) for part in parts_of(text) if part]
    told = ", ".join(numbers)
    if not numbers or len(told) > LONGEST:
        raise NotATelephone(text)
    return told


def parts_of(text: str) -> list[str]:
    """What may each be a number, in Arabic digits."""
    return [tidy(part) for part in _APART.split(to_arabic(text))]


def is_dialled(part: str) -> bool:
    """Whether it is written as digits alone."""
    return bool(_DIALLED.fullmatch(part))


def names_a_number(part: str) -> bool:
    """Whether words hold a whole number, or end with a short one."""
    return bool(_WHOLE.search(part) or _SHORT.search(part))


def _number(part: str) -> str:
    if not is_dialled(part):
        if names_a_number(part):
            return part
        raise NotATelephone(part)
    digits = phone_digits(part) if part.startswith(("0", "+", "(")) else ""
    if not digits:
        raise NotATelephone(part)
    return digits
