"""The work of a panel: who marks which entry, how strict each judge is, and how much a result hangs on who judged.

A person decides on each: the sharing out can be changed, strictness is shown beside the rank and never moves it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from heapq import nlargest
from itertools import repeat
from math import lcm
from random import Random
from statistics import median_high, median_low

from sammachip.core.ranking import HANDED_IN, VOTE, Entry, Key, Sheet, in_places, known_first, weighed

Pair = tuple[int, int]
"""A judge and an entry."""


class TooFew(ValueError):
    """Not enough judges may mark `entry`: only `judges`, and `needed` are."""

    def __init__(self, entry: int, judges: int, needed: int) -> None:
        self.entry, self.judges, self.needed = entry, judges, needed
        super().__init__(f"{judges} judges for entry {entry}, {needed} needed")


def shared_out(
    judges: Sequence[int], entries: Sequence[int], *, each: int, barred: Collection[Pair] = ()
) -> dict[int, tuple[int, ...]]:
    """For each entry the `each` judges who mark it, none of them barred from it, their loads as even as can be.

    Even: no other sharing out has a smaller greatest load. The same question has the same answer. Raises TooFew where
    an entry has fewer judges than it needs.
    """
    may = {entry: [one for one in judges if (one, entry) not in barred] for entry in entries}
    for entry, able in may.items():
        if len(able) < each:
            raise TooFew(entry, len(able), each)
    most = -(-len(entries) * each // len(judges)) if judges else 0
    while (found := _within(may, each, most)) is None:
        most += 1
    return found


def _within(may: Mapping[int, Sequence[int]], each: int, most: int) -> dict[int, tuple[int, ...]] | None:
    """A sharing out in which nobody marks more than `most` entries; None where there is none."""
    held: dict[int, set[int]] = defaultdict(set)
    for entry in may:
        for _sheet in range(each):
            if not _placed(entry, may, held, most, set()):
                return None
    return {entry: tuple(one for one in able if entry in held[one]) for entry, able in may.items()}


def _placed(
    entry: int, may: Mapping[int, Sequence[int]], held: dict[int, set[int]], most: int, tried: set[int]
) -> bool:
    """Give the entry one more judge, the least laden first; a judge with a full load passes another entry on."""
    able = [one for one in may[entry] if entry not in held[one] and one not in tried]
    for judge in sorted(able, key=lambda one: len(held[one])):
        if len(held[judge]) < most:
            held[judge].add(entry)
            return True
        tried.add(judge)
        for other in sorted(held[judge]):
            if _placed(other, may, held, most, tried):
                held[judge].remove(other)
                held[judge].add(entry)
                return True
    return False


def leanings(totals: Iterable[Mapping[int, int]], *, fewest: int) -> dict[int, Fraction]:
    """By how many points each judge lies above (mild) or below (strict) the others on the same entries.

    `totals`: for each entry its judges' totals, in whole parts of a point; the answer is in the same parts. It is the
    median over the entries the judge shared with others of own total less the others' mean, so that one odd sheet moves
    nothing. Judges with fewer than `fewest` such entries have none.
    """
    shared = [one for one in totals if len(one) > 1]
    parts = lcm(*(len(one) - 1 for one in shared))
    apart: dict[int, list[int]] = defaultdict(list)
    for one in shared:
        others = len(one) - 1
        whole, scale = sum(one.values()), parts // others
        for judge, own in one.items():
            apart[judge].append((own * (others + 1) - whole) * scale)
    return {judge: _middle(found) / parts for judge, found in apart.items() if len(found) >= fewest}


def _middle(values: Sequence[int]) -> Fraction:
    """Their median, exact."""
    return Fraction(median_low(values) + median_high(values), 2)


def levelled(
    totals: Mapping[int, Mapping[int, int]], leaning: Mapping[int, Fraction]
) -> dict[int, tuple[Fraction, int]]:
    """By entry the mean of its totals with each judge's leaning taken off, and the place that would give.

    Every entry has a total. All is counted in whole numbers on one denominator: exact, and quick enough for thousands.
    """
    parts = lcm(*(one.denominator for one in leaning.values()))
    taken = {judge: int(one * parts) for judge, one in leaning.items()}
    whole = lcm(*{len(of_entry) for of_entry in totals.values()})
    sums = {
        entry: (sum(of_entry.values()) * parts - sum(taken.get(judge, 0) for judge in of_entry))
        * (whole // len(of_entry))
        for entry, of_entry in totals.items()
    }
    places: dict[int, int] = {}
    for at, value in enumerate(sorted(sums.values(), reverse=True), start=1):
        places.setdefault(value, at)
    return {entry: (Fraction(value, whole * parts), places[value]) for entry, value in sums.items()}


def contenders(totals: Mapping[int, Collection[int]], under: int) -> set[int]:
    """The entries that some panel drawn from their judges may set above the line under so many places.

    A mean lies between an entry's lowest and highest sheet: an entry whose highest lies below the lowest of so many others
    is above the line under no panel.
    """
    lowest = nlargest(under, (min(of_entry) for of_entry in totals.values() if of_entry))
    floor = lowest[-1] if len(lowest) == under else 0
    return {entry for entry, of_entry in totals.items() if of_entry and max(of_entry) >= floor}


Vector = tuple[int, ...]
"""What a sheet counts for, in whole parts: its total, then each criterion that may tell equals apart."""


@dataclass(frozen=True, slots=True)
class _Alike:
    """Entries marked by the same judges: their totals judge by judge, in the order of `keys`."""

    judges: tuple[int, ...]
    keys: tuple[int, ...]
    columns: tuple[tuple[int, ...], ...]

    def drawn(self, times: Mapping[int, int], parts: int) -> Iterator[tuple[int, int]]:
        """The mean of each under the drawn judges, on one denominator for all; first the mean, then the entry."""
        counts = [times[judge] for judge in self.judges]
        counts = counts if any(counts) else [1] * len(counts)
        scale = parts // sum(counts)
        found = [0] * len(self.keys)
        for count, column in zip(counts, self.columns, strict=True):
            if count:
                found = [whole + count * scale * one for whole, one in zip(found, column, strict=True)]
        return zip(found, self.keys, strict=True)


def steadiness(
    entries: Sequence[Entry],
    weights: Mapping[str, Decimal],
    ties: Sequence[str],
    *,
    under: int,
    draws: int,
    seed: str,
    judges: Collection[int] = (),
) -> dict[int, Fraction]:
    """In what share of `draws` other panels each entry would stand above the line under so many places.

    A panel is drawn from the `judges`, or from whoever marked any of the entries, with some twice and some left out; an
    entry that none of the drawn ones marked keeps the sheets it has. A share of one or none says that the line hangs on
    nobody; the same `seed` gives the same shares. Marks and weights are exact to hundredths.
    """
    able = sorted(judges) or sorted({sheet.judge for entry in entries for sheet in entry.sheets})
    vectors = {
        entry.key: {sheet.judge: _vector(sheet, weights, ties) for sheet in entry.sheets} for entry in entries
    }
    marked = {entry.key: entry for entry in entries if entry.sheets}
    groups, parts = _alike(vectors), lcm(*range(1, max(len(able), 1) + 1))
    chance, above = Random(seed), Counter[int]()
    for _draw in range(draws):
        times = Counter(chance.choices(able, k=len(able))) if able else Counter[int]()
        means = [one for group in groups for one in group.drawn(times, parts)]
        surely, even = _across(means, under)
        above.update(surely)
        if even:
            keys = {key: _drawn(marked[key], vectors[key], times, ties, parts) for key in even}
            above.update(one.key for one in in_places(keys, ties)[: under - len(surely)])
    return {entry.key: Fraction(above[entry.key], draws) for entry in entries}


def _alike(vectors: Mapping[int, Mapping[int, Vector]]) -> list[_Alike]:
    """The marked entries by who marked them."""
    shared: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for entry, of_entry in vectors.items():
        if of_entry:
            shared[tuple(sorted(of_entry))].append(entry)
    return [
        _Alike(judges, tuple(keys), tuple(tuple(vectors[key][judge][0] for key in keys) for judge in judges))
        for judges, keys in shared.items()
    ]


def _across(means: Sequence[tuple[int, int]], under: int) -> tuple[list[int], list[int]]:
    """Who lies above the line by the mean alone; and who has the mean at the line, where more have it than fit."""
    if len(means) <= under:
        return [entry for _mean, entry in means], []
    last = nlargest(under, means)[-1][0]
    surely = [entry for mean, entry in means if mean > last]
    even = [entry for mean, entry in means if mean == last]
    return ([*surely, *even], []) if len(surely) + len(even) == under else (surely, even)


def _vector(sheet: Sheet, weights: Mapping[str, Decimal], ties: Sequence[str]) -> Vector:
    """In ten-thousandths of a point."""
    marks = (sheet.marks[tie] for tie in ties if tie in weights)
    return (int(weighed(sheet, weights) * 10_000), *(int(mark * 10_000) for mark in marks))


def _drawn(
    entry: Entry, vectors: Mapping[int, Vector], times: Mapping[int, int], ties: Sequence[str], parts: int
) -> Key:
    """What sorts the entry under the drawn judges; means on one denominator, so that whole numbers compare them."""
    counted = [(vector, times[judge]) for judge, vector in vectors.items() if times[judge]]
    counted = counted or [(vector, 1) for vector in vectors.values()]
    scale = parts // sum(count for _vector, count in counted)
    total, *criteria = (-scale * sum(column) for column in zip(*_repeated(counted), strict=True))
    means = iter(criteria)
    told = {HANDED_IN: entry.handed_in, VOTE: entry.vote}
    return ((0, total), *(known_first(told[tie]) if tie in told else (0, next(means)) for tie in ties))


def _repeated(counted: Iterable[tuple[Vector, int]]) -> Iterator[Vector]:
    for vector, count in counted:
        yield from repeat(vector, count)
