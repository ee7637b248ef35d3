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

from sammachip.core.verdict import Problem

TOTAL, HANDED_IN, VOTE = "total", "handed-in", "vote"
"""What can tell two entries apart beside the criteria: the whole mean, who handed in earlier, the chair's recorded vote."""

Key = tuple[tuple[int, object], ...]


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
    keyed = sorted(
        (
            (_key(entry, means, ties), entry, means)
            for entry in entries
            if (means := means_of(entry.sheets, weights)) is not None
        ),
        key=lambda one: (one[0], one[1].key),
    )
    shared: dict[Key, list[int]] = {}
    for key, entry, _means in keyed:
        shared.setdefault(key, []).append(entry.key)
    first = dict(zip(shared, accumulate((len(keys) for keys in shared.values()), initial=1), strict=False))
    told = {below: _difference(above, below, ties) for above, below in pairwise(shared)}
    return [
        Placed(entry, means, first[key], told.get(key, ""), tuple(shared[key])) for key, entry, means in keyed
    ]


def _key(entry: Entry, means: Means, ties: Sequence[str]) -> Key:
    """What sorts an entry: parts of one sort in one order, each led by whether it is known at all."""
    return ((0, -means.total), *(_part(entry, means, tie) for tie in ties))


def _part(entry: Entry, means: Means, tie: str) -> tuple[int, object]:
    if tie == HANDED_IN:
        return (1, 0) if entry.handed_in is None else (0, entry.handed_in)
    if tie == VOTE:
        return (1, 0) if entry.vote is None else (0, entry.vote)
    return (0, -means.criteria[tie])


def _difference(above: Key, below: Key, ties: Sequence[str]) -> str:
    return next(name for name, one, other in zip((TOTAL, *ties), above, below, strict=True) if one != other)


def line(order: Sequence[Placed], under: int) -> Line:
    """The line under so many places of the order. Those who share a place across it are `tied` and not `above`."""
    last, after = order[under - 1 : under], order[under : under + 1]
    tied = last[0].equals if last and after and last[0].place == after[0].place else ()
    above = tuple(one.entry.key for one in order[:under] if one.entry.key not in tied)
    margin = last[0].means.total - after[0].means.total if last and after else None
    return Line(under, above, tied, margin)


def lines(order: Sequence[Placed], tiers: Sequence[Tier]) -> list[Line]:
    """The line under each tier, the best first; the last is that of who passes at all."""
    return [line(order, under) for under in accumulate(tier.places for tier in tiers)]


def problems(
    entries: Sequence[Entry], order: Sequence[Placed], tiers: Sequence[Tier], *, sheets: int
) -> list[Problem]:
    """Why a result cannot be settled yet; empty when it can.

    Codes: `short` (an entry with fewer than `sheets` sealed sheets; `key` is its own), `few` (fewer entries than places),
    `tie` (entries share a place across the line under `under`).
    """
    found = [
        Problem(str(entry.key), "short", {"sheets": len(entry.sheets), "needed": sheets})
        for entry in entries
        if len(entry.sheets) < sheets
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
