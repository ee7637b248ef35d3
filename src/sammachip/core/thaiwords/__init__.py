"""Which Thai words there are: a general list, a short one of office words, and where a text has what no word has.

Thai writes no spaces between words, so a text is of words if some cut of it is. Words are told by their letters without the
marks that a scan loses first.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from sammachip.core.thaidate import MONTHS

MARKS_LOST_FIRST: Final = "่้๊๋์็ํ"
_FOLDER = Path(__file__).parent
_BARE = str.maketrans("", "", MARKS_LOST_FIRST)
_FEWEST = 3
"""Letters of a bare word of the general list; any two are a word of it so often that noise would be one."""
_RUN = re.compile(r"(?<![ก-๎.])[ก-ฺเ-๎]+(?![ก-๎.])")
"""Thai letters in one piece, but those of an abbreviation with its dots."""
_ABBREVIATION = re.compile("[ก-ฮ]{1,3}")
_LONGEST = 24
"""Bare letters of the longest word that is looked for."""


def bare(text: str) -> str:
    """The text without the marks that are lost first."""
    return text.translate(_BARE)


@cache
def listed_words() -> tuple[str, ...]:
    """The general list, in its own order."""
    return tuple(filter(None, _text("words_th.txt").split("\n")))


@cache
def office_words() -> tuple[str, ...]:
    """Words of offices that the general list lacks or cuts wrongly."""
    return tuple(_text("words_office.txt").split())


@cache
def _known() -> frozenset[str]:
    words = frozenset(map(bare, (*listed_words(), *office_words(), *MONTHS)))
    short = map(bare, _text("words_short.txt").split())
    return frozenset(word for word in words if len(word) >= _FEWEST).union(short)


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _bare_names(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(bare, names))


def strays(text: str, names: Iterable[str] = ()) -> Iterator[tuple[int, int]]:
    """Where letters stand that are of no word however the text is cut, start and end of each run of them; `names` are words,
    too. Abbreviations are left out."""
    own = _bare_names(frozenset(names))
    for run in _RUN.finditer(text):
        letters = bare(run[0])
        if letters in own or _ABBREVIATION.fullmatch(letters):
            continue
        places = [at for at, sign in enumerate(run[0], start=run.start()) if sign not in MARKS_LOST_FIRST]
        for start, end in _wordless(letters, own):
            yield places[start], places[end - 1] + 1


def _wordless(letters: str, own: frozenset[str]) -> list[tuple[int, int]]:
    """The runs of letters that the cut with the fewest such letters leaves over."""
    known = _known()
    fewest = [0] + [len(letters) + 1] * len(letters)
    begins = [0] * (len(letters) + 1)
    is_word = [True] * (len(letters) + 1)
    for at in range(len(letters)):
        if fewest[at] + 1 < fewest[at + 1]:
            fewest[at + 1], begins[at + 1], is_word[at + 1] = fewest[at] + 1, at, False
        for end in range(at + 1, min(len(letters), at + _LONGEST) + 1):
            if fewest[at] < fewest[end] and ((piece := letters[at:end]) in known or piece in own):
                fewest[end], begins[end], is_word[end] = fewest[at], at, True
    return list(_left_over(begins, is_word))[::-1]


def _left_over(begins: list[int], is_word: list[bool]) -> Iterator[tuple[int, int]]:
    """The stretches of letters of no word, the last first."""
    at = len(begins) - 1
    end = 0
    while at:
        if is_word[at]:
            if end:
                yield at, end
            end = 0
        elif not end:
            end = at
        at = begins[at]
    if end:
        yield 0, end
