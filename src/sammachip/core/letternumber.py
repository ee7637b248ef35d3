"""The numbers of official letters: how one is put together, and the one spelling it is kept in."""

import re

from sammachip.core.thainum import tidy, to_arabic

_STROKE = re.compile(r"\s*/\s*")
_CIRCULAR = re.compile(r"(?<=[/.])ว\.?\s*(?=\d)")
_LETTERS = re.compile(r"^([ก-ฮ]+)\s*(?=\d)")
_RUNNING = re.compile(r"(\d+)$")
_CODE = re.compile(r"[ก-ฮ]{1,6}(?: ?\([ก-ฮ]{1,8}\))? \d{1,6}(?:\.\d{1,4})*")
BY_YEAR = {"order": "คำสั่ง", "certificate": "รับรอง", "award": "เกียรติบัตร"}
"""Series whose numbers are running ones over the year; in a register the word before tells one series from another."""
_BY_YEAR = re.compile(rf"(?P<word>{'|'.join(BY_YEAR.values())}) (?P<running>\d+)/\d{{4}}")


def letter_number(code: str, running: int, *, circular: bool = False) -> str:
    """บร 0019/5335, or บร 0019/ว 5335 for a circular, whose numbers run apart."""
    return one_spelling(f"{code}/{'ว ' if circular else ''}{running}")


def is_letter_code(code: str) -> bool:
    """Whether letters' numbers may begin so, in the one spelling: บร 0119, มท 0407.4, กค (กวจ) 0405.2."""
    return _CODE.fullmatch(code) is not None


def year_number(word: str, running: int, year: int) -> str:
    """คำสั่ง 12/2561: the twelfth order of that year, as a register has it."""
    return f"{word} {running}/{year}"


def in_series(series: str, typed: str) -> str:
    """A number that another register gave, as this one keeps it: 12/2561 of an order with its word before it."""
    word = BY_YEAR.get(series, "")
    plain = one_spelling(typed)
    return plain if not (word and plain) or plain.startswith(word) else f"{word} {plain}"


def word_of(number: str) -> str:
    """Which series a number says it is of; "" for a letter's."""
    found = _BY_YEAR.fullmatch(number)
    return found["word"] if found else ""


def on_its_face(number: str) -> str:
    """The number as the paper itself bears it: an order says ที่ 12/2561."""
    return next(
        (number.removeprefix(word).strip() for word in BY_YEAR.values() if number.startswith(word)), number
    )


def one_spelling(typed: str) -> str:
    """The number as it is kept: Arabic digits, a space after the letters and after ว, none around a stroke.

    Offices write «บร ๐๐๑๙/ว ๕๓๓๕», «บร 0019/ว5335» and «บร0019/ ว 5335» of the same letter; kept as one spelling they
    cannot pass for three.
    """
    plain = _STROKE.sub("/", to_arabic(tidy(typed)))
    return _LETTERS.sub(r"\1 ", _CIRCULAR.sub("ว ", plain))


def running_of(number: str) -> int | None:
    """The running number at the end of a letter's number; None where it ends otherwise, such as in a year's stroke."""
    if by_year := _BY_YEAR.fullmatch(number):
        return int(by_year["running"])
    found = _RUNNING.search(number)
    return int(found[1]) if found else None
