"""What a sheet says of one group, as it is read and as it is kept until it is applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from sammachip.registry.queries import typed
from sammachip.trail.actions import plain

Told = Mapping[str, object]
"""A row of a list by its columns: those that were filled in."""
KEPT_AS_TEXT = frozenset({"founded_on", "activity_on", "latitude", "longitude"})
"""The columns whose values JSON has no word for."""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One row as the sheet says it: its number, the words of its place, what it says of the group, as of when, and the
    rows of its lists by their names.

    What was left empty is not said: an empty cell takes nothing away, nor does a row that a list lacks.
    """

    number: int
    place: Mapping[str, str]
    said: Mapping[str, object]
    said_on: date | None = None
    lists: Mapping[str, Sequence[Told]] = field(default_factory=dict)

    @property
    def names_a_group(self) -> bool:
        """Whether it says enough to tell its group from others: the name and the kind."""
        return "name" in self.said and "kind" in self.said

    def plain(self) -> list[object]:
        """As it is kept until it is applied."""
        kept = [self.number, dict(self.place), plain(dict(self.said)), plain(self.said_on)]
        return [*kept, plain(dict(self.lists))] if self.lists else kept

    @classmethod
    def of_plain(cls, kept: Sequence[object]) -> Self:
        number, place, said, day, *rest = kept
        assert isinstance(number, int)
        assert isinstance(place, dict)
        assert isinstance(said, dict)
        for key in KEPT_AS_TEXT.intersection(said):
            said[key] = typed(key, said[key])
        lists = rest[0] if rest else {}
        assert isinstance(lists, dict)
        return cls(number, place, said, date.fromisoformat(day) if isinstance(day, str) else None, lists)
