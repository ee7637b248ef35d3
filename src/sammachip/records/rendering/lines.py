"""Line ends of a justified Thai paragraph, chosen for the paragraph as a whole.

Dictionary words, their exact widths and a dynamic programme over how far each line must be stretched.
A line is stretched at its spaces first and, a little, between letters; one that cannot be filled that
way is left ragged, because holes in a line read worse than a short line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sammachip.records.rendering.fonts import Measurer
from sammachip.records.rendering.thaibreak import clusters, cut_to_fit, words

SPACE_GROWTH = 0.6
"""How much of its own width a space may grow; the PDF template's justification limits say the same."""
TRACKING = 0.045
"""How much, in em, letters may move apart; likewise."""

_TOLERANCE = 0.3  # points; the engine rounds widths, and a line a hair too wide would be broken again
_TOO_LOOSE = 1.3
_SHORT_LAST_LINE = 0.12
_STRANDED_WORD = 20.0


@dataclass(frozen=True, slots=True)
class FittedLine:
    text: str
    justify: bool


@dataclass(frozen=True, slots=True)
class _Sums:
    """Running totals over the words, so that the measure of any line is a subtraction."""

    bare: Sequence[float]
    width: Sequence[float]
    spaces: Sequence[int]
    letters: Sequence[int]
    trailing: Sequence[int]

    @classmethod
    def of(cls, tokens: Sequence[str], measurer: Measurer) -> "_Sums":
        bare = [measurer.width(token.rstrip(" ")) for token in tokens]
        trailing = [len(token) - len(token.rstrip(" ")) for token in tokens]
        space = measurer.width(" ")
        return cls(
            bare=bare,
            width=[0.0, *accumulate(w + space * n for w, n in zip(bare, trailing, strict=True))],
            spaces=[0, *accumulate(token.count(" ") for token in tokens)],
            letters=[0, *accumulate(len(clusters(token.rstrip(" "))) for token in tokens)],
            trailing=trailing,
        )

    def natural(self, start: int, end: int) -> float:
        return self.width[end - 1] - self.width[start] + self.bare[end - 1]

    def stretch(self, start: int, end: int, measurer: Measurer) -> float:
        """Points the words from start to end may grow by within the limits."""
        spaces = self.spaces[end] - self.spaces[start] - self.trailing[end - 1]
        letters = self.letters[end] - self.letters[start]
        return spaces * measurer.width(" ") * SPACE_GROWTH + letters * TRACKING * measurer.size + 1e-6


def fit(text: str, measurer: Measurer, *, width: float, first: float | None = None) -> list[FittedLine]:
    """The lines of a paragraph `width` points wide whose first line is `first` points; newlines are kept."""
    fitted: list[FittedLine] = []
    for number, hard_line in enumerate(text.split("\n")):
        room = width if first is None or number else first
        fitted += _fit_line(hard_line.strip(" "), measurer, width, room)
    return fitted


def _fit_line(text: str, measurer: Measurer, width: float, first: float) -> list[FittedLine]:
    narrowest = min(width, first) - _TOLERANCE
    tokens = [
        piece
        for token in words(text)
        for piece in cut_to_fit(token, lambda piece: measurer.width(piece) <= narrowest)
    ]
    return _choose(tokens, measurer, width, first) if tokens else [FittedLine("", False)]


def _choose(tokens: Sequence[str], measurer: Measurer, width: float, first: float) -> list[FittedLine]:
    sums = _Sums.of(tokens, measurer)
    last = len(tokens)
    cost = [0.0] + [float("inf")] * last
    begin = [0] * (last + 1)
    strain = [0.0] * (last + 1)
    for start in range(last):
        room = (width if start else first) - _TOLERANCE
        for end in range(start + 1, last + 1):
            natural = sums.natural(start, end)
            if natural > room and end > start + 1:
                break
            ratio = max(room - natural, 0.0) / sums.stretch(start, end, measurer)
            total = cost[start] + _penalty(
                ratio, last=end == last, stranded=bool(start) and natural < room * _SHORT_LAST_LINE
            )
            if total < cost[end]:
                cost[end], begin[end], strain[end] = total, start, ratio
    return _assemble(tokens, begin, strain)


def _penalty(ratio: float, *, last: bool, stranded: bool) -> float:
    if last:
        return _STRANDED_WORD if stranded else 0.0
    return float((1 + 10 * ratio**3) ** 2)


def _assemble(tokens: Sequence[str], begin: Sequence[int], strain: Sequence[float]) -> list[FittedLine]:
    lines: list[FittedLine] = []
    end = len(tokens)
    while end:
        start = begin[end]
        full = end < len(tokens) and strain[end] <= _TOO_LOOSE
        lines.append(FittedLine("".join(tokens[start:end]).rstrip(" "), full))
        end = start
    return lines[::-1]
