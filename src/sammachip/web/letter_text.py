"""A letter's text with the places of its facts in it: pieces that open and close marks, each under an address of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sammachip.core.letterfacts.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text, by the name an address ends in; `level` where a finding speaks of it."""

    id: str
    level: str = ""


@dataclass(slots=True)
class Piece:
    """Some of the text: marks that open before it, and how many close after it."""

    text: str
    opens: list[Mark] = field(default_factory=list)
    closes: int = 0

    @property
    def closing(self) -> range:
        return range(self.closes)


def mark_id(span: Sequence[int]) -> str:
    start, end = span
    return f"at-{start}-{end}"


def pieces_of(text: str, spans: Iterable[Span], levels: dict[Span, str]) -> list[Piece]:
    """The text cut at every place. A place lies within another or beside it; one that crosses another's end ends there."""
    pieces = [Piece("")]
    ends: list[int] = []
    at = 0
    for start, end in sorted({*spans, *levels}, key=lambda span: (span[0], -span[1])):
        if not start < end <= len(text):
            continue
        at = _closed(pieces, ends, text, at, start)
        pieces.append(Piece(text[at:start]))
        pieces.append(Piece("", [Mark(mark_id((start, end)), levels.get((start, end), ""))]))
        ends.append(min(end, ends[-1]) if ends else end)
        at = start
    at = _closed(pieces, ends, text, at, len(text))
    return [*pieces, Piece(text[at:])]


def _closed(pieces: list[Piece], ends: list[int], text: str, at: int, before: int) -> int:
    """Close the marks that end no later than `before`; how far the text has been given out then."""
    while ends and ends[-1] <= before:
        end = ends.pop()
        pieces.append(Piece(text[at:end], closes=1))
        at = end
    return at
