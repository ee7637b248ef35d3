"""Ready words of a letter that were put in and left as they came: what they wait for stands nowhere yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sammachip.core.letter.kinds import LetterKind
from sammachip.core.letter.stock import stock_for
from sammachip.core.thainum import to_arabic

_BARE_MARK: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.|[(][\dก-ฮ]{1,3}[)]|#+")
_GAP: Final = re.compile(r"[^\s.]+\.{3}(?!\.)")
_DAY_TO_COME: Final = "ภายในวันที่"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One line of the text that says nothing, or not all: which it is, counted from 1, and its words."""

    line: int
    words: str

    @property
    def end(self) -> str:
        """Its last words, cut where a blank stands: enough to find it by."""
        start = self.words.find(" ", max(len(self.words) - 40, 0)) if len(self.words) > 40 else -1
        return f"…{self.words[start + 1 :]}" if start >= 0 else self.words


def unfinished(kind: LetterKind, text: str) -> Iterator[Unfinished]:
    """The lines that still wait for their words: a number without its item, ready words whose gap or end nobody filled, a
    ready heading with nothing below it. Five dots and more are a line to write on, and no gap."""
    said = [(at, line.strip()) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]
    plain = [to_arabic(line) for _at, line in said]
    below = [*plain[1:], ""]
    ready = _Ready.of(kind)
    for (at, line), words, after in zip(said, plain, below, strict=False):
        if _BARE_MARK.fullmatch(words) or words.endswith(_DAY_TO_COME) or ready.waits(words, after):
            yield Unfinished(at, line)


@dataclass(frozen=True, slots=True)
class _Ready:
    """Of the ready words of a kind: those to go on with, those above something, how each begins, the gaps in them."""

    open: frozenset[str]
    heads: frozenset[str]
    first: frozenset[str]
    gaps: tuple[str, ...]

    @classmethod
    def of(cls, kind: LetterKind) -> "_Ready":
        texts = [to_arabic(one.text) for one in stock_for(kind)]
        return cls(
            frozenset(text.strip() for text in texts if text.endswith(" ") and "\n" not in text),
            frozenset(text.strip() for text in texts if text.endswith("\n")),
            frozenset(text.splitlines()[0].strip() for text in texts),
            tuple(gap for text in texts for gap in _GAP.findall(text)),
        )

    def waits(self, words: str, after: str) -> bool:
        if words in self.open or any(gap in self.gaps for gap in _GAP.findall(words)):
            return True
        return words in self.heads and (not after or after.startswith("#") or after in self.first - self.open)
