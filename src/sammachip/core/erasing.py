"""What one person asked to have erased, found in whatever was typed: however it is spelt, spaced or written in digits."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sammachip.core.thainum import fold, tidy, to_arabic

ERASED: Final = "(ลบตามคำขอ)"
"""Stands where a value stood in what was frozen, so that a reader sees that something was there."""

_TITLES = "|".join(
    re.escape(one) for one in ("นางสาว", "น.ส.", "นาง", "นาย", "เด็กหญิง", "เด็กชาย", "ด.ญ.", "ด.ช.", "ว่าที่ร้อยตรี")
)
_TITLE = re.compile(rf"^(?:{_TITLES})\s*")
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_GAP = rf"[\s{_UNSEEN}]*"
_SEPARATORS = rf"[\s\-\u2010\u2011–—.(){_UNSEEN}]*"
_DIGIT = "[0-9๐-๙]"
_MARK = re.compile("[\u0e30-\u0e3a\u0e40-\u0e4e]")
_NUMBERS = re.compile(r"[0-9][0-9\s\-–—.()]*[0-9]")
_PHONE_LENGTHS = (9, 10)
_SHORTEST_NAME, _SHORTEST_WORD = 5, 3
"""A shorter name, or one without a family name, is erased only where it is the whole of what stands there."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What must be found no more: patterns within words, and folded values that are the whole of a cell."""

    patterns: tuple[re.Pattern[str], ...]
    wholes: frozenset[str]

    def text(self, text: str, instead: str = ERASED) -> str:
        """The text with `instead` where it tells of the person."""
        if bare(text) in self.wholes:
            return instead
        for pattern in self.patterns:
            text = pattern.sub(instead, text)
        return text if instead else text.strip(" ,;/")

    def value(self, value: object, instead: str = ERASED) -> object:
        """The same for plain values as JSON holds them; a number of a sheet that is the telephone becomes `instead`."""
        match value:
            case str():
                return self.text(value, instead) if self.tells_in(value) else value
            case bool():
                return value
            case int():
                return instead if self.tells_in(f"0{value}") else value
            case Mapping():
                return {str(key): self.value(item, instead) for key, item in value.items()}
            case list() | tuple():
                return [self.value(item, instead) for item in value]
            case _:
                return value

    def tells_in(self, value: object) -> bool:
        """Whether a plain value tells of the person anywhere."""
        match value:
            case str():
                return bare(value) in self.wholes or any(one.search(value) for one in self.patterns)
            case bool():
                return False
            case int():
                return self.tells_in(f"0{value}")
            case Mapping():
                return any(self.tells_in(item) for item in value.values())
            case list() | tuple():
                return any(self.tells_in(item) for item in value)
            case _:
                return False


def erasure(*, names: Iterable[str] = (), phones: Iterable[str] = (), words: Iterable[str] = ()) -> Erasure:
    """What finds these names, telephones, and other words (an account of a messenger), however they were typed."""
    patterns: list[re.Pattern[str]] = []
    wholes: set[str] = set()
    for name in names:
        parts = _TITLE.sub("", tidy(name)).split()
        if parts:
            wholes.add(bare(name))
        if len(parts) > 1 and len("".join(parts)) >= _SHORTEST_NAME:
            patterns.append(_name_pattern(parts))
    for phone in phones:
        patterns += [_phone_pattern(digits) for digits in numbers_in(phone)]
    for word in words:
        if len(told := tidy(word)) >= _SHORTEST_WORD:
            patterns.append(re.compile(rf"(?<![\w.@-]){re.escape(told)}(?![\w.-])", re.IGNORECASE))
        if told:
            wholes.add(bare(told))
    return Erasure(tuple(patterns), frozenset(wholes))


def bare(name: str) -> str:
    """A key by which two spellings of one person's name are the same, with a title or without."""
    return fold(_TITLE.sub("", tidy(name)))


def numbers_in(text: str) -> list[str]:
    """The telephone numbers in the text by their digits; a zero that +66 stands for is put back."""
    found = []
    for typed in _NUMBERS.findall(to_arabic(text)):
        digits = re.sub(r"\D", "", typed)
        if digits.startswith("66") and len(digits) > _PHONE_LENGTHS[0]:
            digits = f"0{digits[2:]}"
        if len(digits) in _PHONE_LENGTHS and digits.startswith("0"):
            found.append(digits)
    return found


def _name_pattern(parts: Iterable[str]) -> re.Pattern[str]:
    spelt = _GAP.join("".join(_letter(letter) for letter in part) for part in parts)
    return re.compile(rf"(?:(?:{_TITLES}){_GAP})?{spelt}")


def _letter(letter: str) -> str:
    """One letter as people type it: vowels and marks perhaps twice, แ of two เ, ำ in two pieces."""
    typed = {"แ": "(?:แ|เเ)", "ำ": "(?:ำ|\u0e4dา)"}.get(letter, re.escape(letter))
    return f"{typed}{'+' if _MARK.match(letter) else ''}[{_UNSEEN}]*"


def _phone_pattern(digits: str) -> re.Pattern[str]:
    """The number with any marks between its digits, Thai or Arabic, with its zero or the country's code."""
    rest = _SEPARATORS.join(f"[{one}{chr(ord('๐') + int(one))}]" for one in digits[1:])
    return re.compile(rf"(?<!{_DIGIT})(?:[0๐]|\+?[6๖][6๖]{_SEPARATORS}[0๐]?){_SEPARATORS}{rest}(?!{_DIGIT})")


def without_erased(value: object) -> object:
    """Plain or typed answers for whoever learns from them: what was erased says nothing, a row named by it is none."""
    match value:
        case str():
            return None if value == ERASED else value
        case Mapping():
            return {key: without_erased(item) for key, item in value.items()}
        case list() | tuple():
            return [without_erased(item) for item in value if not _named_by_erased(item)]
        case _:
            return value


def _named_by_erased(row: object) -> bool:
    return isinstance(row, Mapping) and row.get("name") == ERASED
