"""What a panel marks by: criteria with their points, weights and anchors."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a number of points of a criterion means, so that two judges mean the same."""

    points: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a panel marks, from nothing up to `points`, with words for what earns them. A mark counts `weight` times."""

    key: str
    label: str
    points: Decimal
    guide: str = ""
    weight: Decimal = Decimal(1)
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """A sheet of criteria a panel marks by."""

    key: str
    title: str
    criteria: tuple[Criterion, ...]
