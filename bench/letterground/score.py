"""Judged answers, and what many of them come to."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer as it was judged; `expected` and `given` tell it to whoever mends the reader."""

    field: str
    verdict: str
    expected: object = None
    given: object = None


@dataclass(slots=True)
class Tally:
    """So many answers of a field by how they were judged."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0
    invented: int = 0

    def add(self, verdict: str) -> None:
        setattr(self, verdict, getattr(self, verdict) + 1)

    @property
    def whole(self) -> int:
        return self.right + self.wrong + self.unknown + self.invented

    @property
    def share(self) -> float:
        return self.right / self.whole if self.whole else 1.0

    @property
    def precision(self) -> float:
        told = self.right + self.wrong + self.invented
        return self.right / told if told else 1.0

    @property
    def recall(self) -> float:
        known = self.right + self.wrong + self.unknown
        return self.right / known if known else 1.0


@dataclass(slots=True)
class Score:
    """What many letters came to: by field, and the mean over every field of every letter."""

    fields: dict[str, Tally] = field(default_factory=dict)
    shares: list[float] = field(default_factory=list)

    def add(self, marks: Iterable[Mark]) -> None:
        own: dict[str, Tally] = {}
        for mark in marks:
            own.setdefault(mark.field, Tally()).add(mark.verdict)
            self.fields.setdefault(mark.field, Tally()).add(mark.verdict)
        self.shares += [tally.share for tally in own.values()]

    @property
    def right(self) -> float:
        return sum(self.shares) / len(self.shares) if self.shares else 1.0

    def count(self, verdict: str) -> int:
        return sum(getattr(tally, verdict) for tally in self.fields.values())
