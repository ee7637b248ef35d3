"""How much of an official letter is read rightly: on letters that the reader was tuned on, and on others held back.

The letters are those of `bench.letterground`. The two real ones join in when LETTERS names their folder.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.letterground import LEVELS, Half
from bench.letterground.judge import judge
from bench.letterground.reader import read
from bench.letterground.real import cases
from bench.letterground.score import Mark, Score
from bench.letterground.trial import lines, score
from bench.results import Result

COUNT = 304
"""Of each half at each level of noise: every body in turn, sixteen times."""
BARS = {"none": 0.98, "light": 0.95, "heavy": 0.90}
HALVES: tuple[Half, ...] = ("tuning", "held")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of fields read rightly, and the least it may be."""

    name: str
    share: float
    bar: float

    @property
    def held(self) -> bool:
        return self.share >= self.bar

    def __str__(self) -> str:
        return f"{'pass' if self.held else 'FAIL'}  {self.name}: {self.share:.4f} of fields right, at least {self.bar:g}"


@dataclass(frozen=True, slots=True)
class Caution:
    """What was told wrongly, beside what was left unknown: a careful reader rather says nothing."""

    name: str
    amiss: int
    unknown: int

    @property
    def held(self) -> bool:
        return self.amiss <= self.unknown

    def __str__(self) -> str:
        verdict = "pass" if self.held else "FAIL"
        return f"{verdict}  {self.name}: {self.amiss} wrong or invented, {self.unknown} left unknown"


Promised = Share | Caution


def promises() -> list[Promised]:
    """The bars on held-back letters, and the two real ones; the tuning half is told beside them."""
    scores = {(half, noise): score(read, half, noise, range(COUNT)) for half in HALVES for noise in LEVELS}
    for (half, noise), told in scores.items():
        print(f"\n{half}, noise {noise}, {COUNT} letters")
        print("\n".join(lines(told)))
    held = {noise: scores["held", noise] for noise in LEVELS}
    keep(held, scores)
    return [*bars(held), *real_letters()]


def bars(held: Mapping[str, Score]) -> Iterator[Promised]:
    for noise, told in held.items():
        yield Share(f"held-back letters, noise {noise}", told.right, BARS[noise])
    amiss = sum(told.count("wrong") + told.count("invented") for told in held.values())
    yield Caution("held-back letters, all noise", amiss, sum(told.count("unknown") for told in held.values()))


def keep(held: Mapping[str, Score], scores: Mapping[tuple[Half, str], Score]) -> None:
    """Write bench/results/letters.json: our share on clean letters, each share against its bar, every field."""
    Result(
        "letters",
        held["none"].right,
        {f"bar, noise {noise}": bar for noise, bar in BARS.items()},
        "share of fields right",
        packages=("geothai",),
        instead={f"bar, noise {noise}": told.right for noise, told in held.items()},
        more={"fields": {f"{half}, {noise}": by_field(told) for (half, noise), told in scores.items()}},
    ).write()


def by_field(told: Score) -> dict[str, dict[str, float]]:
    return {
        name: asdict(tally) | {"precision": round(tally.precision, 4), "recall": round(tally.recall, 4)}
        for name, tally in sorted(told.fields.items())
    }


def real_letters() -> Iterator[Promised]:
    """The two letters that the product was made for: every fact right."""
    folder = os.environ.get("LETTERS")
    if not folder:
        print("\nTHE TWO REAL LETTERS WERE NOT TRIED: set LETTERS to the folder that holds them.")
        return
    for case in cases(Path(folder)):
        found = judge(case, read(case.text))
        told = Score()
        told.add(found)
        print("\n".join(f"{case.body}: {missed(mark)}" for mark in found if mark.verdict != "right"))
        yield Share(f"the real letter {case.body}", told.right, 1.0)


def missed(mark: Mark) -> str:
    return f"{mark.field} {mark.verdict}: expected {mark.expected!r}, read {mark.given!r}"
