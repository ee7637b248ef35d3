"""Times as medians, and a ratio held against its bar; what a run in a process of its own tells of itself."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Promise:
    """A ratio of two times, and the most it may be."""

    name: str
    few: float
    many: float
    bar: float

    @property
    def ratio(self) -> float:
        return self.many / self.few

    @property
    def held(self) -> bool:
        return self.ratio <= self.bar

    def __str__(self) -> str:
        verdict = "pass" if self.held else "FAIL"
        return (
            f"{verdict}  {self.name}: {self.ratio:.2f} times, at most {self.bar:g}"
            f"  ({self.few * 1000:.2f} ms → {self.many * 1000:.2f} ms)"
        )


def seconds(act: Callable[[], object]) -> float:
    """The processor time of one run: the median of several, after one that warms up."""
    act()
    return median(_once(act) for _round in range(ROUNDS))


def processor_seconds() -> float:
    """Of this process and of its children that ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def told_by(python: str, module: str, *given: str, env: Mapping[str, str] | None = None) -> dict[str, float]:
    """The figures that a module prints as JSON, run by this interpreter with more or other settings."""
    run = subprocess.run(
        [python, "-m", module, *given],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, float] = json.loads(run.stdout)
    return told


def _once(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun
