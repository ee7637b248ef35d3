"""The text of a letter with what recognition broke in it mended, each sign still knowing where it stands as given."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from sammachip.core.letterfacts.model import MENDED, Span
from sammachip.core.thaidate import BE_OFFSET
from sammachip.core.thainum import tidy, to_arabic
from sammachip.core.thaiwords import bare, strays


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from `start` to `end` is read as `text`; a value shows it so only if it is `mended` for good."""

    start: int
    end: int
    text: str
    mended: bool = False


@dataclass(frozen=True)
class Page:
    """The text to read by. Its signs are shown in values as `shown`, and stand in the given text at `starts` to `ends`."""

    text: str
    shown: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    flaws: int = 0
    """How many places had to be mended."""
    slips: int = 0
    """How many letters are others than they should be, as far as that shows: no lost tone, no split vowel."""
    strays: tuple[Span, ...] = ()
    """Where, in the text as given, letters are of no word."""

    def span(self, start: int, end: int) -> Span:
        """Where these signs stand in the text as given."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def said(self, start: int, end: int) -> str:
        """These signs as a value: in the letter's own digits and words, on one line."""
        return tidy("".join(self.shown[start:end]))

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch without the blanks at both its ends."""
        piece = self.text[start:end]
        return start + len(piece) - len(piece.lstrip()), max(start, end - len(piece) + len(piece.rstrip()))

    def sure(self, confidence: float) -> float:
        """How surely a value is read on this page: in much noise its own letters, too, may be amiss."""
        return min(confidence, MENDED) if self.is_noisy else confidence

    @cached_property
    def is_noisy(self) -> bool:
        """Whether so much was mended that a single odd letter is likelier recognition's than the writer's."""
        return self.flaws * 400 > len(self.text) or self.is_broken

    @property
    def is_broken(self) -> bool:
        """Whether letters were taken for others: then digits were, too, and each must look as its fellows do."""
        is_wordless = len(self.strays) >= _FEWEST_STRAYS and len(self.strays) * 250 > len(self.text)
        return is_wordless or (bool(self.strays) and self.slips * 1500 > len(self.text))

    @property
    def is_shattered(self) -> bool:
        """Whether so many letters were taken for others that one telephone in ten has a digit amiss."""
        return self.slips * 150 > len(self.text)

    def doubts(self, start: int, end: int) -> bool:
        """Whether the figures there, on a broken page, are of both Thai and Arabic digits: one of them is no digit's own."""
        signs = "".join(self.shown[start:end])
        return self.is_broken and bool(_THAI_DIGIT.search(signs) and _ARABIC_DIGIT.search(signs))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year of the Buddhist era that the page names, as one of the common era."""
        return tuple(int(found[0]) - BE_OFFSET for found in _YEAR.finditer(self.text))

    def is_likely(self, year: int) -> bool:
        """Whether another year of the page bears this one out; in little noise it needs none to."""
        if self.is_broken and not _OLDEST <= year <= _LATEST:
            return False
        others = len(self.years) - self.years.count(year)
        near = sum(abs(one - year) <= 1 for one in self.years)
        return not self.is_noisy or not others or near > 1

    def rewritten(self, edits: Iterable[Edit], *, flaws: bool = True) -> "Page":
        """The page with these edits made; they come in order and do not overlap."""
        text: list[str] = []
        shown: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = count = 0
        for edit in edits:
            count += 1
            text.append(self.text[at : edit.start])
            shown += self.shown[at : edit.start]
            starts += self.starts[at : edit.start]
            ends += self.ends[at : edit.start]
            at = edit.end
            if edit.text:
                first, last = self.span(edit.start, edit.end)
                kept = edit.text if edit.mended else "".join(self.shown[edit.start : edit.end])
                text.append(edit.text)
                shown += [kept, *[""] * (len(edit.text) - 1)]
                starts += [first] * len(edit.text)
                ends += [last] * len(edit.text)
        if not count:
            return self
        text.append(self.text[at:])
        return Page(
            "".join(text),
            (*shown, *self.shown[at:]),
            (*starts, *self.starts[at:]),
            (*ends, *self.ends[at:]),
            self.flaws + (count if flaws else 0),
            self.slips,
            self.strays,
        )

    def with_slips(self, misspelt: int, names: Iterable[str]) -> "Page":
        """The page with its slips counted: words that are misspelt, what no word can hold, and letters of no word; `names`
        of places are words."""
        impossible = sum(1 for _found in _IMPOSSIBLE.finditer("".join(self.shown)))
        prose = _PERSON.sub(lambda found: " " * len(found[0]), self.text[:_LONGEST_PROSE])
        found = tuple(self.span(start, end) for start, end in strays(prose, names))
        return replace(self, slips=misspelt + impossible, strays=found)

    def without_strays(self, edits: Iterable[Edit]) -> "Page":
        """The page without the letters of no word that these edits put right."""
        spans = [self.span(edit.start, edit.end) for edit in edits]
        left = (
            stray
            for stray in self.strays
            if not any(start < stray[1] and stray[0] < end for start, end in spans)
        )
        return replace(self, strays=tuple(left))

    def is_torn(self, start: int, end: int) -> bool:
        """Whether so many letters there are of no word that less than nine in ten may be as they were written."""
        if not self.is_broken:
            return False
        first, last = self.span(start, end)
        torn = sum(first <= stray[0] < last for stray in self.strays)
        return torn * _TORN >= len(bare(self.text[start:end]))


_TORN = 12
"""Letters of a value for each that is of no word: of those that were changed every other one makes another word."""
_FEWEST_STRAYS = 2
"""Of a short paper one may be a name."""
_LONGEST_PROSE = 20_000
"""Signs by which a page is judged."""
_PERSON = re.compile(
    r"(?<![ก-๎])(?:นางสาว|นาย|นาง|น\.ส\.|ดร\.|ร้อย\S{1,9}|พัน\S{1,9}|พล\S{1,9}|หม่อม\S{1,9})\s?[ก-๎]+(?:[ \t]+[ก-๎]+)?|\([^()\n]{4,60}\)"
)
"""Persons, and what stands in brackets as signers do: no list has their names."""
_YEAR = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")
_OLDEST, _LATEST = 1997, 2056
"""Years of the common era, 2540 to 2599 of the Buddhist, that a day with broken digits may be of."""
_THAI_DIGIT, _ARABIC_DIGIT = re.compile("[๐-๙]"), re.compile("[0-9]")
_IMPOSSIBLE = re.compile(
    "|".join(
        (
            "[0-9๐-๙ๆ][ะัาำิีึืฺุู็่้๊๋์]",
            "[เแโใไ](?![ก-ฮ])",
            "ั[ัาำิีึืุู็]|[ิีึืุู็][ะัาำิีึืุู็]",
            "[่้๊๋์][ัิีึืุู็่้๊๋์]|์[ะาำ]",
            "[าะำ][าำัิีึืุู็่้๊๋์]|[ะำ]ะ",
            "[๐-๙][,.]?[0-9]|[0-9][,.]?[๐-๙]",
            "[0-9๐-๙][ก-ฮ][0-9๐-๙]",
            "[ฃฅ]",
        )
    )
)
"""What no word and no figure can hold: a mark on a digit or on another mark, a vowel before no consonant, digits of both
scripts in one figure, a letter amid them."""


def is_impossible(text: str) -> bool:
    """Whether it holds what no Thai word and no figure can."""
    return bool(_IMPOSSIBLE.search(text))


def opened(text: str) -> Page:
    """The text as given, nothing mended yet."""
    return Page(text, tuple(text), tuple(range(len(text))), tuple(range(1, len(text) + 1)))


_MARK = "ัิ-ฺ็-๎"
_TONE = "่-๋"
_PRIVATE = dict(zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True)) | dict(
    zip(range(0xF884, 0xF89F), "ัิีึื็่่่้้้๊๊๊๋๋๋์์์ํญฺุูฐ", strict=True)
)
"""Shapes that old Thai fonts keep in Unicode's private rooms, those of Windows and of the Macintosh, by the sign that each
draws."""
_BLOCK = r"</?(?:p|div|br|li|ol|ul|tr|table|tbody|thead|h[1-6]|hr|section|article)\b[^<>\n]{0,200}>"


def _constant(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _found: text


_QUIET: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\r\n?|\f|\v|[\u2028\u2029]"), _constant("\n")),
    (re.compile("[\u00a0\u2000-\u200a\u202f\u3000]"), _constant(" ")),
    (re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"), _constant("")),
    (re.compile("[\u2010-\u2015\u2212]"), _constant("-")),
)
"""Other ways of typing the same: no flaw of the text."""
_LOUD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"(?:(?<=\n)|\A)[ \t]*{_BLOCK}|{_BLOCK}(?=[ \t]*(?:\n|\Z))", re.I), _constant("")),
    (re.compile(_BLOCK, re.I), _constant("\n")),
    (re.compile(r"</?[a-z][a-z0-9]{0,12}\b[^<>\n]{0,200}>|<!--.{0,200}?-->", re.I), _constant("")),
    (re.compile("&nbsp;|&#160;"), _constant(" ")),
    (re.compile("[\uf700-\uf71a\uf884-\uf89e]"), lambda found: _PRIVATE[ord(found[0])]),
    (re.compile("[~`^¬¦\ufffd]"), _constant("")),
    (re.compile("เเ"), _constant("แ")),
    (re.compile(f"(?<=[ก-ฮ{_MARK}]) +(?=[{_MARK}])"), _constant("")),
    (re.compile(f"(?<=[ก-ฮ{_TONE}]) +(?=ำ)"), _constant("")),
    (re.compile(f"([{_TONE}])([ัิ-ฺ็ํ])"), lambda found: found[2] + found[1]),
    (re.compile(f"ํ([{_TONE}]?) ?า"), lambda found: f"{found[1]}ำ"),
    (re.compile(f"ำ([{_TONE}])"), lambda found: f"{found[1]}ำ"),
    (re.compile(r"([ะ-ฺเ-ๅ็-๎])\1+"), lambda found: found[1]),
    (re.compile(f"(?<![ก-ฮ{_MARK}])[{_MARK}]"), _constant("")),
)
_DIGITS = re.compile("[๐-๙]")


def mended(text: str) -> Page:
    """The text without tags, invisible signs and broken marks, its digits read as 0-9."""
    page = opened(text)
    for flaws, steps in ((False, _QUIET), (True, _LOUD)):
        for pattern, put in steps:
            edits = [
                Edit(found.start(), found.end(), put(found), mended=True)
                for found in pattern.finditer(page.text)
            ]
            page = page.rewritten(edits, flaws=flaws)
    digits = [Edit(found.start(), found.end(), to_arabic(found[0])) for found in _DIGITS.finditer(page.text)]
    return page.rewritten(digits, flaws=False)
