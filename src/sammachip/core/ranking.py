"""Where entries of a selection stand: sealed sheets to means, means to places, places to the lines drawn under them.

Means are fractions and compared unrounded: 250/3 and 83.33 are two places. Entries that no key fixed before the opening
tells apart share a place; who passes then is not decided here, but said to be open.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Protocol

from sammachip.core.verdict import Problem

TOTAL, HANDED_IN, VOTE = "total", "handed-in", "vote"
"""What can tell two entries apart beside the criteria: the whole mean, who handed in earlier, the chair's recorded vote."""

Key = tuple[tuple[int, object], ...]
"""What sorts an entry: the total's part, then one for each tie. A part is led by 1 where its value is not known, else 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one judge gave one entry: a mark for each criterion of the rubric."""

    judge: int
    marks: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a round, with its sealed sheets.

    `vote` is its turn among those equal to it in all else, as the chair's recorded vote set it; None before there is one.
    """

    key: int
    sheets: tuple[Sheet, ...] = ()
    handed_in: datetime | None = None
    vote: int | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What an entry's sheets come to: the mean of their weighed totals, each criterion's mean, the outermost totals."""

    total: Fraction
    criteria: Mapping[str, Fraction]
    lowest: Fraction
    highest: Fraction
    sheets: int


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in its place. `told_by` says what sets it below the one before: `total`, a criterion, `handed-in` or `vote`.

    `equals` are the keys of all that share the place, its own among them: one where nothing is open.
    """

    entry: Entry
    means: Means
    place: int
    told_by: str
    equals: tuple[int, ...]

    @property
    def key(self) -> int:
        return self.entry.key

    @property
    def total(self) -> Fraction:
        return self.means.total


class InPlace(Protocol):
    """Whatever has a place: its entry's key, who shares the place, the mean of its totals."""

    @property
    def key(self) -> int: ...
    @property
    def place(self) -> int: ...
    @property
    def equals(self) -> tuple[int, ...]: ...
    @property
    def total(self) -> Fraction: ...


@dataclass(frozen=True, slots=True)
class Place:
    """The place of the entry with this key; `told_by` and `equals` as of Placed."""

    key: int
    place: int
    told_by: str
    equals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line under so many places: who is above it, who shares a place across it, how far the next mean lies below."""

    under: int
    above: tuple[int, ...]
    tied: tuple[int, ...]
    margin: Fraction | None


@dataclass(frozen=True, slots=True)
class Tier:
    """A name for so many places, from the best down."""

    name: str
    places: int


def weighed(sheet: Sheet, weights: Mapping[str, Decimal]) -> Fraction:
    """The sheet's total: each mark times its criterion's weight. KeyError where a criterion has no mark."""
    return sum((Fraction(weight) * Fraction(sheet.marks[key]) for key, weight in weights.items()), Fraction())


def means_of(sheets: Sequence[Sheet], weights: Mapping[str, Decimal]) -> Means | None:
    """The means of these sheets; None without any."""
    if not sheets:
        return None
    totals = [weighed(sheet, weights) for sheet in sheets]
    criteria = {
        key: sum((Fraction(sheet.marks[key]) for sheet in sheets), Fraction()) / len(sheets)
        for key in weights
    }
    return Means(sum(totals, Fraction()) / len(sheets), criteria, min(totals), max(totals), len(sheets))


def placed(entries: Iterable[Entry], weights: Mapping[str, Decimal], ties: Sequence[str]) -> list[Placed]:
    """The entries that have a sheet, the best first; `ties` names, in turn, what tells equals apart.

    A tie may be told by a criterion (the higher mean first), by `handed-in` (the earlier first, one without an instant
    last) and by `vote` (the lower turn first). What is still equal shares its place.
    """
    found = {
        entry.key: (entry, means)
        for entry in entries
        if (means := means_of(entry.sheets, weights)) is not None
    }
    keys = {key: _key(entry, means, ties) for key, (entry, means) in found.items()}
    return [Placed(*found[one.key], one.place, one.told_by, one.equals) for one in in_places(keys, ties)]


def in_places(keys: Mapping[int, Key], ties: Sequence[str]) -> list[Place]:
    """The entries in the order of what sorts them, equals by their own key; their keys sort, the lowest first."""
    shared: dict[Key, list[int]] = {}
    for entry in sorted(keys, key=lambda one: (keys[one], one)):
        shared.setdefault(keys[entry], []).append(entry)
    first = accumulate((len(equals) for equals in shared.values()), initial=1)
    told = {below: _difference(above, below, ties) for above, below in pairwise(shared)}
    return [
        Place(entry, place, told.get(key, ""), tuple(equals))
        for (key, equals), place in zip(shared.items(), first, strict=False)
        for entry in equals
    ]


def _key(entry: Entry, means: Means, ties: Sequence[str]) -> Key:
    return ((0, -means.total), *(_part(entry, means, tie) for tie in ties))


def _part(entry: Entry, means: Means, tie: str) -> tuple[int, object]:
    if tie == HANDED_IN:
        return known_first(entry.handed_in)
    if tie == VOTE:
        return known_first(entry.vote)
    return (0, -means.criteria[tie])


def known_first(value: object | None) -> tuple[int, object]:
    """The part of a key that sorts by a value, those without one last."""
    return (1, 0) if value is None else (0, value)


def _difference(above: Key, below: Key, ties: Sequence[str]) -> str:
    return next(name for name, one, other in zip((TOTAL, *ties), above, below, strict=True) if one != other)


def line(order: Sequence[InPlace], under: int) -> Line:
    """The line under so many places of the order. Those who share a place across it are `tied` and not `above`."""
    last, after = order[under - 1 : under], order[under : under + 1]
    tied = last[0].equals if last and after and last[0].place == after[0].place else ()
    above = tuple(one.key for one in order[:under] if one.key not in tied)
    margin = last[0].total - after[0].total if last and after else None
    return Line(under, above, tied, margin)


def lines(order: Sequence[InPlace], tiers: Sequence[Tier]) -> list[Line]:
    """The line under each tier, the best first; the last is that of who passes at all."""
    return [line(order, under) for under in accumulate(tier.places for tier in tiers)]


def problems(
    sealed: Mapping[int, tuple[int, int]], order: Sequence[InPlace], tiers: Sequence[Tier]
) -> list[Problem]:
    """Why a result cannot be settled yet; empty when it can. `sealed`: by entry how many sealed sheets it has, and how
    many it must have.

    Codes: `short` (an entry with fewer than it must have; `key` is its own), `few` (fewer entries than places), `tie`
    (entries share a place across the line under `under`).
    """
    found = [
        Problem(str(entry), "short", {"sheets": count, "needed": needed})
        for entry, (count, needed) in sealed.items()
        if count < needed
    ]
    places = sum(tier.places for tier in tiers)
    if len(order) < places:
        found.append(Problem("", "few", {"entries": len(order), "places": places}))
    open_ties = (one for one in lines(order, tiers) if one.tied)
    return found + [Problem("", "tie", {"under": one.under, "entries": one.tied}) for one in open_ties]


def seated(
    order: Sequence[int], tiers: Sequence[Tier], withdrawn: Collection[int] = (), *, moves_up: bool = True
) -> dict[int, str]:
    """Who holds a place in which tier, of an order in which no tie is open; after the places comes the reserve.

    Where somebody withdrew and `moves_up`, each next one moves up and the first of the reserve takes the last place;
    otherwise the place stays empty.
    """
    standing = [key for key in order if key not in withdrawn] if moves_up else order
    names = [tier.name for tier in tiers for _place in range(tier.places)]
    return {key: name for key, name in zip(standing, names, strict=False) if key not in withdrawn}
