"""The work of a panel: who marks which entry, how strict each judge is, and how much a result hangs on who judged.

A person decides on each: the sharing out can be changed, strictness is shown beside the rank and never moves it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from statistics import median

from sammachip.core.ranking import Entry, Sheet, placed, weighed

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


def leanings(entries: Iterable[Entry], weights: Mapping[str, Decimal], *, fewest: int) -> dict[int, Fraction]:
    """By how many points each judge lies above (mild) or below (strict) the others on the same entries.

    It is the median over the entries the judge shared with others of own total less the others' mean, so that one odd
    sheet moves nothing. Judges with fewer than `fewest` such entries have none.
    """
    apart: dict[int, list[Fraction]] = defaultdict(list)
    for entry in entries:
        totals = {sheet.judge: weighed(sheet, weights) for sheet in entry.sheets}
        if len(totals) > 1:
            whole = sum(totals.values(), Fraction())
            for judge, own in totals.items():
                apart[judge].append(own - (whole - own) / (len(totals) - 1))
    return {judge: median(found) for judge, found in apart.items() if len(found) >= fewest}


def levelled(
    entry: Entry, weights: Mapping[str, Decimal], leaning: Mapping[int, Fraction]
) -> Fraction | None:
    """The mean of the entry's totals with each judge's leaning taken off; None without a sheet."""
    totals = [weighed(sheet, weights) - leaning.get(sheet.judge, Fraction()) for sheet in entry.sheets]
    return sum(totals, Fraction()) / len(totals) if totals else None


def steadiness(
    entries: Sequence[Entry],
    weights: Mapping[str, Decimal],
    ties: Sequence[str],
    *,
    under: int,
    draws: int,
    seed: str,
) -> dict[int, Fraction]:
    """In what share of `draws` other panels each entry would stand above the line under so many places.

    A panel is drawn from the judges, with some twice and some left out; an entry that none of the drawn ones marked keeps
    the sheets it has. A share of one or none says that the line hangs on nobody; the same `seed` gives the same shares.
    """
    judges = sorted({sheet.judge for entry in entries for sheet in entry.sheets})
    chance, above = Random(seed), Counter[int]()
    for _draw in range(draws):
        times = Counter(chance.choices(judges, k=len(judges))) if judges else Counter[int]()
        drawn = [Entry(one.key, _drawn(one.sheets, times), one.handed_in, one.vote) for one in entries]
        above.update(one.entry.key for one in placed(drawn, weights, ties)[:under])
    return {entry.key: Fraction(above[entry.key], draws) for entry in entries}


def _drawn(sheets: tuple[Sheet, ...], times: Mapping[int, int]) -> tuple[Sheet, ...]:
    return tuple(sheet for sheet in sheets for _time in range(times[sheet.judge])) or sheets
