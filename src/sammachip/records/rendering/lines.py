"""Line ends of a justified Thai paragraph, chosen for the paragraph as a whole.

Dictionary words, their exact widths and a dynamic programme over how far each line must be stretched.
A line is stretched at its spaces first and, a little, between letters; one that cannot be filled that
way is left ragged, because holes in a line read worse than a short line.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat

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
_KEPT = 2_000  # paragraphs


@dataclass(frozen=True, slots=True)
class FittedLine:
    text: str
    justify: bool


@dataclass(frozen=True, slots=True)
class _Sums:
    """Running totals over the words, so that the measure of any line is a subtraction."""

    width: Sequence[float]
    reach: Sequence[float]
    spaces: Sequence[int]
    letters: Sequence[int]
    trailing: Sequence[int]
    a_space: float
    a_letter: float

    @classmethod
    def of(cls, tokens: Sequence[str], measurer: Measurer) -> "_Sums":
        bare = [measurer.width(token.rstrip(" ")) for token in tokens]
        trailing = [len(token) - len(token.rstrip(" ")) for token in tokens]
        space = measurer.width(" ")
        width = [0.0, *accumulate(w + space * n for w, n in zip(bare, trailing, strict=True))]
        return cls(
            width=width,
            reach=[begun + own for begun, own in zip(width, bare, strict=False)],
            spaces=[0, *accumulate(token.count(" ") for token in tokens)],
            letters=[0, *accumulate(len(clusters(token.rstrip(" "))) for token in tokens)],
            trailing=trailing,
            a_space=space * SPACE_GROWTH,
            a_letter=TRACKING * measurer.size,
        )

    def longest(self, start: int, room: float) -> int:
        """Where the longest line from a word on ends, within the room; after that word, if even it is too wide."""
        return max(bisect_right(self.reach, self.width[start] + room), start + 1)

    def natural(self, start: int, end: int) -> float:
        return self.reach[end - 1] - self.width[start]

    def strain(self, start: int, end: int, room: float) -> float:
        """How far the line must be stretched to fill the room; 1 is to the limits."""
        spaces = self.spaces[end] - self.spaces[start] - self.trailing[end - 1]
        letters = self.letters[end] - self.letters[start]
        stretch = spaces * self.a_space + letters * self.a_letter + 1e-6
        return max(room - self.natural(start, end), 0.0) / stretch


def fit(text: str, measurer: Measurer, *, width: float, first: float | None = None) -> list[FittedLine]:
    """The lines of a paragraph `width` points wide whose first line is `first` points; newlines are kept."""
    fitted: list[FittedLine] = []
    for number, hard_line in enumerate(text.split("\n")):
        room = width if first is None or number else first
        fitted += _fit_line(hard_line.strip(" "), measurer, width, room)
    return fitted


def _fit_line(text: str, measurer: Measurer, width: float, first: float) -> Sequence[FittedLine]:
    narrowest = min(width, first) - _TOLERANCE
    tokens = [
        piece
        for token in words(text)
        for piece in cut_to_fit(token, lambda piece: measurer.width(piece) <= narrowest)
    ]
    return _choose(tuple(tokens), measurer, width, first) if tokens else (FittedLine("", False),)


@lru_cache(maxsize=_KEPT)
def _choose(tokens: Sequence[str], measurer: Measurer, width: float, first: float) -> tuple[FittedLine, ...]:
    """The lines that are strained the least, all together; paragraphs that letters to many share are chosen once.

    From each word on the longest line is tried first. The shorter ones are strained more and more: none is tried that
    would be dearer by itself than the whole paragraph in longest lines.
    """
    sums, last = _Sums.of(tokens, measurer), len(tokens)
    rooms = (first - _TOLERANCE, *repeat(width - _TOLERANCE, last - 1))
    dearest = _cost_of_longest(sums, rooms)
    cost = [0.0] + [float("inf")] * last
    begin = [0] * (last + 1)
    strain = [0.0] * (last + 1)
    for start, room in enumerate(rooms):
        for end in range(sums.longest(start, room), start, -1):
            ratio, penalty = _judged(sums, start, end, room)
            total = cost[start] + penalty
            if total > dearest:
                break
            if total < cost[end]:
                cost[end], begin[end], strain[end] = total, start, ratio
    return _assemble(tokens, begin, strain)


def _cost_of_longest(sums: _Sums, rooms: Sequence[float]) -> float:
    start, total = 0, 0.0
    while start < len(rooms):
        end = sums.longest(start, rooms[start])
        total += _judged(sums, start, end, rooms[start])[1]
        start = end
    return total


def _judged(sums: _Sums, start: int, end: int, room: float) -> tuple[float, float]:
    """How far a line is strained, and what that costs; the last one need not be full, but holds more than a stranded word."""
    ratio = sums.strain(start, end, room)
    if end < len(sums.trailing):
        return ratio, float((1 + 10 * ratio**3) ** 2)
    stranded = start and sums.natural(start, end) < room * _SHORT_LAST_LINE
    return ratio, _STRANDED_WORD if stranded else 0.0


def _assemble(tokens: Sequence[str], begin: Sequence[int], strain: Sequence[float]) -> tuple[FittedLine, ...]:
    lines: list[FittedLine] = []
    end = len(tokens)
    while end:
        start = begin[end]
        full = end < len(tokens) and strain[end] <= _TOO_LOOSE
        lines.append(FittedLine("".join(tokens[start:end]).rstrip(" "), full))
        end = start
    return tuple(reversed(lines))
