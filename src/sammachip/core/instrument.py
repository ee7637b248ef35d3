"""An instrument of assessment: what is asked in each dimension, and the level that the answers come to.

A level comes by score, cut into bands, or by a table of cases. Either way it explains itself: `assess` says which
dimensions and answers it rests on, `ways_up` the fewest changes that would reach a higher one, and `moved_by` which
dimensions made two assessments differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import combinations, product
from typing import Final

from sammachip.core.expr import Rule
from sammachip.core.fields import Choice, rows_in
from sammachip.core.levels import Band, ceiling_of, level_of
from sammachip.core.money import percent

Values = Mapping[str, object]
MOST_COMBINATIONS: Final = 5_000
"""Of the answers of an instrument with a table: every way up is looked for among them."""

_HUNDREDTH: Final = Decimal("0.01")


class Way(StrEnum):
    """How scores become one: the share of all points, the mean step, or the share of the weakest dimension."""

    PERCENT = "percent"
    MEAN = "mean"
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One side of what is assessed, asked by the field `field`.

    Of a table, each of `items` is given a step from `least` to `most` in the column `score`, and what was seen in the
    column `evidence`; `anchors` are the words of the steps, the lowest first. Of a choice there are no items: one of
    `options` is chosen.
    """

    key: str
    label: str
    field: str
    weight: Decimal = Decimal(1)
    items: tuple[Choice, ...] = ()
    least: int = 0
    most: int = 0
    score: str = ""
    evidence: str = ""
    anchors: tuple[str, ...] = ()
    options: tuple[Choice, ...] = ()

    @property
    def full(self) -> int:
        """The most points that can be reached."""
        return self.most * len(self.items)

    def anchor(self, step: int) -> str:
        """What the step means; "" where the instrument does not say."""
        at = step - self.least
        return self.anchors[at] if 0 <= at < len(self.anchors) else ""

    def option(self, value: str) -> str:
        return next((one.label for one in self.options if one.value == value), value)


@dataclass(frozen=True, slots=True)
class TableCase:
    """One line of a table of cases: the level when `when` holds, and the sentence that says why."""

    when: Rule
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ByScore:
    way: Way
    bands: tuple[Band, ...]
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ByTable:
    """The first case that holds, the best first. What no case holds is `otherwise`: it is never forced into one."""

    cases: tuple[TableCase, ...]
    otherwise: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    dimensions: tuple[Dimension, ...]
    result: ByScore | ByTable

    @property
    def labels(self) -> tuple[str, ...]:
        """Every level it can come to, the best first."""
        if isinstance(self.result, ByTable):
            return tuple(dict.fromkeys((*(one.label for one in self.result.cases), self.result.otherwise)))
        return tuple(band.label for band in sorted(self.result.bands, key=lambda band: -band.floor))


@dataclass(frozen=True, slots=True)
class ItemFound:
    """The step given to one item, what it means, and what was seen."""

    item: Choice
    step: int
    anchor: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PartFound:
    """What was found in one dimension: its points of `full` and their share in per cent, or the option chosen."""

    dimension: Dimension
    points: int = 0
    share: Decimal = Decimal(0)
    items: tuple[ItemFound, ...] = ()
    chosen: str = ""

    @property
    def shown(self) -> str:
        """The points as a person writes them, or the words of the option."""
        if self.dimension.options:
            return self.dimension.option(self.chosen)
        return f"{self.points}/{self.dimension.full}"

    @property
    def mean(self) -> Decimal:
        return Decimal(self.points) / len(self.dimension.items)


@dataclass(frozen=True, slots=True)
class Assessed:
    """The level that answers come to and what it rests on; `score` and its band where it came by score."""

    label: str
    sentence: str
    parts: tuple[PartFound, ...]
    score: Decimal | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None

    @property
    def weakest(self) -> tuple[PartFound, ...]:
        """The scored dimensions with the lowest share, more than one where they are even; none where all are full."""
        scored = [part for part in self.parts if part.dimension.items]
        lowest = min((part.share for part in scored), default=Decimal(100))
        return tuple(part for part in scored if part.share == lowest < 100)

    def part(self, key: str) -> PartFound | None:
        return next((part for part in self.parts if part.dimension.key == key), None)


def assess(instrument: Instrument, values: Values) -> Assessed | None:
    """The level of these answers; None while an item or a choice is unanswered, for then nothing can be said.

    A score is kept to two places, half up, and it is this figure that lies in a band: what is shown is what decided.
    """
    found = [_part(one, values) for one in instrument.dimensions]
    parts = tuple(part for part in found if part is not None)
    if len(parts) < len(found):
        return None
    if isinstance(instrument.result, ByTable):
        return _by_table(instrument.result, parts, values)
    score = _score(instrument.result.way, parts)
    # Steps below nought can bring a score lower than any band.
    band = level_of(instrument.result.bands, max(score, Decimal(0)))
    ceiling = ceiling_of(instrument.result.bands, band)
    return Assessed(band.label, instrument.result.sentence, parts, score, band.floor, ceiling)


def _part(dimension: Dimension, values: Values) -> PartFound | None:
    answer = values.get(dimension.field)
    if dimension.options:
        known = any(option.value == answer for option in dimension.options)
        return PartFound(dimension, chosen=str(answer)) if known else None
    items = [_item(dimension, item, _row(answer, item.value)) for item in dimension.items]
    answered = tuple(item for item in items if item is not None)
    if len(answered) < len(items):
        return None
    points = sum(item.step for item in answered)
    return PartFound(dimension, points, percent(points, dimension.full) or Decimal(0), answered)


def _row(table: object, key: str) -> Values:
    return next((row for row in rows_in(table) if row.get("key") == key), {})


def _item(dimension: Dimension, item: Choice, row: Values) -> ItemFound | None:
    step = row.get(dimension.score)
    if not isinstance(step, int) or isinstance(step, bool):
        return None
    return ItemFound(item, step, dimension.anchor(step), str(row.get(dimension.evidence) or ""))


def _score(way: Way, parts: Sequence[PartFound]) -> Decimal:
    if way is Way.LOWEST:
        return min(part.share for part in parts)
    weights = sum((part.dimension.weight for part in parts), Decimal(0))
    each = [_weighed(way, part) for part in parts]
    return (sum(each, Decimal(0)) / weights).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def _weighed(way: Way, part: PartFound) -> Decimal:
    """Exact, not from the share as shown: rounding twice would move a score at the edge of a band."""
    worth = part.mean if way is Way.MEAN else Decimal(100 * part.points) / part.dimension.full
    return part.dimension.weight * worth


def _by_table(table: ByTable, parts: tuple[PartFound, ...], values: Values) -> Assessed:
    for case in table.cases:
        if case.when.holds(values):
            return Assessed(case.label, case.sentence, parts)
    return Assessed(table.otherwise, table.sentence, parts)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that would have to change: an item from a step to a higher one, or a choice to another (`item` None)."""

    dimension: Dimension
    item: Choice | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WayUp:
    """The fewest steps that reach a level; an item raised by two counts as two."""

    label: str
    steps: tuple[Step, ...]
    count: int


def ways_up(instrument: Instrument, values: Values) -> tuple[WayUp, ...]:
    """How a higher level could be reached: by score the next band; by table every better case, the nearest first."""
    now = assess(instrument, values)
    if now is None:
        return ()
    if isinstance(instrument.result, ByTable):
        found = (_nearest(instrument, values, label) for label in _better(instrument, now.label))
        return tuple(sorted((one for one in found if one), key=lambda way: way.count))
    if now.ceiling is None:
        return ()
    return _climb(instrument.result, now, now.ceiling)


def _better(instrument: Instrument, label: str) -> Sequence[str]:
    labels = instrument.labels
    return labels[: labels.index(label)]


def _climb(result: ByScore, now: Assessed, wanted: Decimal) -> tuple[WayUp, ...]:
    """One step at a time where it brings most, the weakest item first: no other order needs fewer.

    All steps within a dimension bring the same, so taking the best of them each time is the best altogether.
    """
    steps = {(part.dimension.key, one.item.value): one.step for part in now.parts for one in part.items}
    parts, count = list(now.parts), 0
    while _score(result.way, parts) < wanted:
        raisable = [at for at, part in enumerate(parts) if part.points < part.dimension.full]
        if not raisable:
            return ()
        at = min(raisable, key=lambda at: _worth_of_raising(result.way, parts, at))
        parts[at] = _raised(parts[at])
        count += 1
    label = level_of(result.bands, _score(result.way, parts)).label
    return (WayUp(label, tuple(_steps_between(steps, parts)), count),)


def _worth_of_raising(way: Way, parts: Sequence[PartFound], at: int) -> tuple[Decimal, Decimal]:
    """The lower, the sooner it is raised: by what one step brings, then the weakest dimension."""
    part = parts[at]
    if way is Way.LOWEST:
        return part.share, Decimal(at)
    size = len(part.dimension.items) if way is Way.MEAN else part.dimension.full
    return -part.dimension.weight / size, part.share


def _raised(part: PartFound) -> PartFound:
    """The dimension with its weakest item one step higher, the first of several."""
    dimension, weakest = part.dimension, min(part.items, key=lambda one: one.step)
    higher = weakest.step + 1
    items = tuple(
        ItemFound(one.item, higher, dimension.anchor(higher), one.evidence) if one is weakest else one
        for one in part.items
    )
    points = part.points + 1
    return PartFound(dimension, points, percent(points, dimension.full) or Decimal(0), items)


def _steps_between(before: Mapping[tuple[str, str], int], parts: Sequence[PartFound]) -> Iterator[Step]:
    for part in parts:
        for one in part.items:
            earlier = before[part.dimension.key, one.item.value]
            if one.step != earlier:
                yield Step(
                    part.dimension, one.item, _said(part.dimension, earlier), _said(part.dimension, one.step)
                )


def _said(dimension: Dimension, step: int) -> str:
    """The step with its words: `2 (มีและใช้)`."""
    anchor = dimension.anchor(step)
    return f"{step} ({anchor})" if anchor else str(step)


def _nearest(instrument: Instrument, values: Values, label: str) -> WayUp | None:
    """The fewest choices to change for this level, the earlier dimensions and options first; None if none reach it."""
    choosing = [one for one in instrument.dimensions if one.options]
    for count in range(1, len(choosing) + 1):
        for changed in combinations(choosing, count):
            for chosen in product(*(_others(one, values) for one in changed)):
                answers = {one.field: value for one, value in zip(changed, chosen, strict=True)}
                found = assess(instrument, {**values, **answers})
                if found and found.label == label:
                    return WayUp(label, tuple(_changes(changed, chosen, values)), count)
    return None


def _others(dimension: Dimension, values: Values) -> list[str]:
    return [one.value for one in dimension.options if one.value != values.get(dimension.field)]


def _changes(changed: Sequence[Dimension], chosen: Sequence[str], values: Values) -> Iterator[Step]:
    for one, value in zip(changed, chosen, strict=True):
        yield Step(one, None, one.option(str(values.get(one.field))), one.option(value))


def labels_reached(instrument: Instrument) -> frozenset[str]:
    """Every level that some answers come to, of an instrument that asks choices alone."""
    asked = [one for one in instrument.dimensions if one.options]
    combined = product(*([option.value for option in one.options] for one in asked))
    found = (
        assess(instrument, dict(zip((one.field for one in asked), chosen, strict=True)))
        for chosen in combined
    )
    return frozenset(one.label for one in found if one)


@dataclass(frozen=True, slots=True)
class PartCompared:
    """One dimension in two assessments; `moved`: without its change the level would not be what it came to."""

    before: PartFound
    after: PartFound
    moved: bool

    @property
    def change(self) -> Decimal:
        """By how much the share rose, in hundredths of the whole, rounded once: two shares as shown may differ by more."""
        risen = self.after.points - self.before.points
        return percent(risen, self.after.dimension.full) or Decimal(0)

    @property
    def differs(self) -> bool:
        return self.before.shown != self.after.shown or any(True for _ in self.items)

    @property
    def items(self) -> Iterator[tuple[ItemFound, ItemFound]]:
        """The items that were given different steps."""
        earlier = {one.item.value: one for one in self.before.items}
        for one in self.after.items:
            before = earlier.get(one.item.value)
            if before and before.step != one.step:
                yield before, one


def compared(instrument: Instrument, before: Values, after: Values) -> tuple[PartCompared, ...]:
    """Each dimension before and after; none where one of them is unfinished."""
    first, then = assess(instrument, before), assess(instrument, after)
    if first is None or then is None:
        return ()
    moved = _moved(instrument, before, after, first, then)
    return tuple(
        PartCompared(one, other, one.dimension.key in moved)
        for one, other in zip(first.parts, then.parts, strict=True)
    )


def _moved(
    instrument: Instrument, before: Values, after: Values, first: Assessed, then: Assessed
) -> set[str]:
    """The dimensions that made the levels differ: those whose change alone was needed, else all that pulled that way."""
    if first.label == then.label:
        return set()
    needed = set()
    for one in instrument.dimensions:
        without = assess(instrument, {**after, one.field: before.get(one.field)})
        if without and without.label != then.label:
            needed.add(one.key)
    return needed or {
        one.dimension.key
        for one, other in zip(first.parts, then.parts, strict=True)
        if _pulled(one, other, instrument, first.label, then.label)
    }


def _pulled(one: PartFound, other: PartFound, instrument: Instrument, first: str, then: str) -> bool:
    if one.dimension.options:
        return one.chosen != other.chosen
    rose = instrument.labels.index(then) < instrument.labels.index(first)
    return other.points > one.points if rose else other.points < one.points
