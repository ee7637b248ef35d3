"""The order of stages: what must have happened before a task may start, or may finish."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sammachip.core.verdict import Problem


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Result:
    """How a task ended, with the tier it won where the stage gives tiers."""

    outcome: Outcome
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What another stage must have come to: one of the outcomes, any end at all, or passed in a tier.

    `gate` says what waits: by default only the finish, for stages may overlap.
    """

    stage: str
    when: str = "passed"  # an `Outcome`, "any" or "passed:<tier>"
    gate: Literal["finish", "start"] = "finish"

    def met_by(self, result: Result | Outcome | None) -> bool:
        if result is None:
            return False
        ended = result if isinstance(result, Result) else Result(result)
        if self.when == "any":
            return True
        wanted, _, tier = self.when.partition(":")
        return ended.outcome == wanted and tier in ("", ended.tier)


@dataclass(frozen=True, slots=True)
class Step:
    """One stage's place in the order: what it needs, and what would hold it back."""

    key: str
    needs: tuple[Need, ...] = ()
    unless: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a task may start and may finish now, whether it is held back, and the stages it waits for."""

    may_start: bool
    may_finish: bool
    held: bool
    waits_for: tuple[str, ...]


def opening(step: Step, outcomes: Mapping[str, Sequence[Result | Outcome | None]]) -> Opening:
    """What the outcomes of the other stages allow this one.

    `outcomes` holds, by stage, every task that counts: one upward, all live ones downward; None is
    a task still open. A condition is met when all of them meet it, and never by none at all.
    """

    def met(need: Need) -> bool:
        results = outcomes.get(need.stage, ())
        return bool(results) and all(need.met_by(result) for result in results)

    held = any(met(need) for need in step.unless)
    unmet = [need for need in step.needs if not met(need)]
    return Opening(
        may_start=not held and all(need.gate != "start" for need in unmet),
        may_finish=not held and not unmet,
        held=held,
        waits_for=tuple(dict.fromkeys(need.stage for need in unmet)),
    )


def problems(steps: Sequence[Step]) -> list[Problem]:
    """Why these steps could never be walked to the end; empty when they can.

    Codes: `duplicate` (times), `unknown-stage` (stage), `self-reference`, `unknown-when` (when),
    `cycle` (path, from a stage back to itself). `unless` waits for nothing, so it closes no cycle.
    """
    times = Counter(step.key for step in steps)
    found = [Problem(key, "duplicate", {"times": n}) for key, n in times.items() if n > 1]
    for step in steps:
        for need in (*step.needs, *step.unless):
            found += _need_problems(step, need, known=times)
    return found + [Problem(path[0], "cycle", {"path": path}) for path in _cycles(steps)]


def _need_problems(step: Step, need: Need, *, known: Mapping[str, int]) -> Iterator[Problem]:
    if need.stage == step.key:
        yield Problem(step.key, "self-reference")
    elif need.stage not in known:
        yield Problem(step.key, "unknown-stage", {"stage": need.stage})
    tier = need.when.removeprefix("passed:")
    if need.when not in (*Outcome, "any") and (tier == need.when or not tier):
        yield Problem(step.key, "unknown-when", {"stage": need.stage, "when": need.when})


def _waits(steps: Sequence[Step]) -> dict[str, list[str]]:
    """By stage, the other known stages it waits for, each once."""
    keys = {step.key for step in steps}
    waits: dict[str, list[str]] = {step.key: [] for step in steps}
    for step in steps:
        for need in step.needs:
            if need.stage in keys and need.stage != step.key and need.stage not in waits[step.key]:
                waits[step.key].append(need.stage)
    return waits


def _cycles(steps: Sequence[Step]) -> list[tuple[str, ...]]:
    """The cycles that leave stages stuck, no two with a stage in common."""
    waits = _waits(steps)
    stuck = dict.fromkeys(key for key in waits if key not in _freed(waits))
    found = []
    while stuck:
        walk = _walk(waits, stuck)
        back_to = next((key for key in waits[walk[-1]] if key in walk), None)
        cycle = walk[walk.index(back_to) :] if back_to else []
        if back_to:
            found.append((*cycle, back_to))
        for key in cycle or walk[-1:]:
            stuck.pop(key)
    return found


def _walk(waits: Mapping[str, Sequence[str]], stuck: Mapping[str, None]) -> list[str]:
    """From the first stuck stage to the one it waits for, and on, until that leads nowhere new."""
    walk = [next(iter(stuck))]
    while onward := [key for key in waits[walk[-1]] if key in stuck and key not in walk]:
        walk.append(onward[0])
    return walk


def _freed(waits: Mapping[str, Sequence[str]]) -> list[str]:
    """The stages that can be reached, each after all it waits for, else in the order given."""
    freed: list[str] = []
    waiting = list(waits)
    while ready := next((key for key in waiting if all(one in freed for one in waits[key])), None):
        freed.append(ready)
        waiting.remove(ready)
    return freed
