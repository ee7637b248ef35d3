"""Bands over a score, such as the levels of a group's readiness. Each reaches up to the next floor."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sammachip.core.verdict import Problem


@dataclass(frozen=True, slots=True)
class Band:
    """A name for every score from `floor` up to the next band's floor."""

    label: str
    floor: Decimal


def level_of(bands: Sequence[Band], score: Decimal) -> Band:
    """The highest band whose floor the score reaches. ValueError for a score below them all."""
    reached = [band for band in bands if band.floor <= score]
    if not reached:
        raise ValueError(f"no band holds {score}")
    return max(reached, key=lambda band: band.floor)


def ceiling_of(bands: Sequence[Band], band: Band) -> Decimal | None:
    """The score at which the next band begins; None for the highest."""
    return min((one.floor for one in bands if one.floor > band.floor), default=None)


def problems(bands: Sequence[Band], lowest: Decimal = Decimal(0)) -> list[Problem]:
    """Why these bands do not name every score from `lowest` up exactly once; empty when they do.

    Codes: `empty`, `gap-below` (no band reaches down to `lowest`), `same-floor`, `same-label`.
    """
    if not bands:
        return [Problem("", "empty")]
    found = []
    first = min(bands, key=lambda band: band.floor)
    if first.floor > lowest:
        found.append(Problem(first.label, "gap-below", {"floor": first.floor, "lowest": lowest}))
    floors = Counter(band.floor for band in bands)
    labels = Counter(band.label for band in bands)
    found += [
        Problem(band.label, "same-floor", {"floor": band.floor}) for band in bands if floors[band.floor] > 1
    ]
    found += [Problem(label, "same-label") for label, times in labels.items() if times > 1]
    return found
