"""Thai digits, Thai dictionary order, and names that people spell in many ways."""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

_ARABIC = "0123456789"
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_WORD = re.compile(r"\S+")
_LATIN = re.compile(r"[A-Za-z@]")


def to_thai(value: str | int) -> str:
    """The same text with ๐-๙ in place of 0-9, as official papers have them, whoever typed it.

    A word with Latin letters in it keeps its own digits: an address, a model, a licence, a digest, a short name.
    """
    text = str(value)
    if not _LATIN.search(text):
        return text.translate(_TO_THAI)
    return _WORD.sub(lambda word: word[0] if _LATIN.search(word[0]) else word[0].translate(_TO_THAI), text)


def trimmed(number: Decimal) -> str:
    """The number without the zeros behind its point: 12.50 is 12.5, 20.00 is 20, and never 2E+1."""
    return f"{number.normalize():f}"


def counted(number: Decimal) -> str:
    """A quantity as it is read: trimmed, and its thousands set apart."""
    return f"{number.normalize():,f}"


def to_arabic(text: str) -> str:
    """The same text with 0-9 in place of ๐-๙."""
    return text.translate(_TO_ARABIC)


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DOUBLED = re.compile("([\u0e30-\u0e3a\u0e40-\u0e4e])\\1+")  # any vowel or mark typed twice in a row
_TONES = "\u0e48-\u0e4b"
_RUN_OF_MARKS = re.compile(f"[\u0e31\u0e34-\u0e3a\u0e47\u0e4d{_TONES}]{{2,}}")
_OUT_OF_ORDER = re.compile(f"เเ|[{_TONES}][\u0e31\u0e34-\u0e3a\u0e47\u0e4d]|\u0e4d|\u0e33[{_TONES}]")
"""What any of the mendings below can take hold of; most texts have none of it, and are read by the thousand."""
_TONE_AFTER_AM = re.compile(f"\u0e33([{_TONES}]+)")
_SPLIT_AM = re.compile(f"\u0e4d([{_TONES}]*)\u0e32")


def _is_tone(mark: str) -> bool:
    return "\u0e48" <= mark <= "\u0e4b"


def _one_mark_order(text: str) -> str:
    """Vowel before tone, sara am in one piece: Unicode normalisation does neither for Thai."""
    if not _OUT_OF_ORDER.search(text):
        return text
    before = ""
    while text != before:  # a tone may have several vowels to pass
        before, text = text, text.replace("เเ", "แ")
        text = _RUN_OF_MARKS.sub(lambda run: "".join(sorted(run[0], key=_is_tone)), text)
        text = _SPLIT_AM.sub("\\1\u0e33", text)
        text = _TONE_AFTER_AM.sub("\\1\u0e33", text)
    return text


_NAME_LENGTH = 200
"""Longer texts are no names: they seldom come twice, and are not kept in mind."""


def tidy(text: str) -> str:
    """The text as it was meant to be typed: one mark order, no invisible characters, single spaces."""
    if text.isascii():
        return " ".join(text.split())
    return _tidied_name(text) if len(text) <= _NAME_LENGTH else _tidied(text)


def _tidied(text: str) -> str:
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(_one_mark_order(composed).split())


_tidied_name = lru_cache(maxsize=4096)(_tidied)  # a sheet says the same districts and products in every row


def excerpt(text: str, length: int = 60) -> str:
    """The text as a sentence may quote it: whole when short, else its beginning."""
    return text if len(text) <= length else text[: length - 1] + "…"


_SPACE_BESIDE_THAI = re.compile("(?<=[\u0e01-\u0e5b]) | (?=[\u0e01-\u0e5b])")


def undoubled(text: str) -> str:
    """The text with every vowel and mark that was typed twice in a row typed once."""
    return _DOUBLED.sub(r"\1", text)


def fold(text: str) -> str:
    """A key for matching names, never for showing them: two spellings that read alike share it.

    Doubled vowels and marks count once; a space beside a Thai letter means nothing, one between
    numbers or Latin words stays (1 1 is not 11).
    """
    return _folded_name(text) if len(text) <= _NAME_LENGTH else _folded(text)


def _folded(text: str) -> str:
    text = to_arabic(tidy(text)).casefold()
    before = ""
    while text != before:  # collapsing one pair may bring the next together
        before, text = text, _DOUBLED.sub(r"\1", _SPACE_BESIDE_THAI.sub("", _one_mark_order(text)))
    return text


_folded_name = lru_cache(maxsize=4096)(_folded)


def closest(name: str, official: Sequence[str], n: int = 3) -> list[str]:
    """Up to `n` official names that `name` may have meant: those it is a part of, then the likeliest."""
    wanted = fold(name)
    spelled = _by_fold(tuple(official))
    parts = sorted(
        (key for key in spelled if wanted and wanted in key), key=lambda key: (key.find(wanted), len(key))
    )
    alike = difflib.get_close_matches(wanted, list(spelled), n, cutoff=0.3)
    return [spelled[key] for key in dict.fromkeys([*parts, *alike])][:n]


@lru_cache(maxsize=32)
def _by_fold(official: tuple[str, ...]) -> Mapping[str, str]:
    """Folded name → name; the first of equal names wins."""
    return {fold(one): one for one in reversed(official)}


_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_WEAK_MARKS = "็่้๊๋์๎"  # they only break ties
_PASSED_OVER = str.maketrans("", "", _WEAK_MARKS + "ๆฯ -.()/\u200b")
_BREAK = " "  # sorts below every mark
_WEIGHTS: dict[int, str | None] = defaultdict(
    lambda: _BREAK, {ord(mark): chr(ord("!") + place) for place, mark in enumerate(_WEAK_MARKS)}
)
_WEIGHTS.update(dict.fromkeys(map(ord, " -.")))


def thai_sort_key(text: str) -> str:
    """A key in the order of the Royal Institute's dictionary; plain text, so a database can store it.

    A leading vowel sorts after its consonant, tone marks only break ties. Equal to the order of
    ICU's Thai collation on all official names of provinces, districts and sub-districts.
    """
    swapped = _LEADING_VOWEL.sub(r"\2\1", to_arabic(_one_mark_order(unicodedata.normalize("NFC", text))))
    letters = swapped.translate(_PASSED_OVER).casefold()
    return f"{letters}\x01{swapped.translate(_WEIGHTS)}"
