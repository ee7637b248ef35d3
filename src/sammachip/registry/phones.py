"""Telephone numbers: as a person types them, and as sheets hold them, without the zero a spreadsheet took away."""

import re

from sammachip.core.fields import Field, FieldType
from sammachip.core.grid import Value
from sammachip.core.likeness import phone_digits
from sammachip.core.reading import read_answer
from sammachip.core.telephones import is_dialled, names_a_number, parts_of

_FRACTION = re.compile(r"\.0+$")
"""What a program that took the number for an amount writes after it."""
_TYPED = Field("phone", "", FieldType.PHONE)


def typed_phone(given: str) -> str:
    """What somebody typed, each number by its digits; "" where nothing was. Raises Unreadable for what is none."""
    return str(read_answer(_TYPED, given)) if given.strip() else ""


def as_sheets_read(held: str) -> str:
    """A number that is held, as `read_phone` gives it; what it cannot read, as it is."""
    try:
        return read_phone(held)[0]
    except ValueError:
        return held


def read_phone(value: Value) -> tuple[str, bool]:
    """The telephone numbers by their digits, and whether a leading zero that a spreadsheet lost was put back.

    Words beside a number are kept as they stand. ValueError where digits alone make no number of nine or ten, and for
    words that name none.
    """
    if value is None:
        return "", False
    numbers, restored = [], False
    for part in filter(None, parts_of(str(value))):
        if not is_dialled(part):
            if not names_a_number(part):
                raise ValueError(part)
            numbers.append(part)
            continue
        part = _FRACTION.sub("", part)
        digits = phone_digits(part)
        if not digits:
            raise ValueError(part)
        restored |= part[0] not in "0+("
        numbers.append(digits)
    return ", ".join(numbers), restored
