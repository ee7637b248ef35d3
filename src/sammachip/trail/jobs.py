"""What the worker does over and over. A room registers its jobs in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Job:
    """Something done every so often; must bear being done twice, and by two workers at once.

    One that works for minutes is done `apart`, beside the others, which do not wait for it: by so many `hands` at once,
    of which each takes a piece of work of its own.
    """

    name: str
    every: timedelta
    run: Callable[[], object]
    apart: bool = False
    hands: int = 1


_jobs: dict[str, Job] = {}


def register(
    name: str, run: Callable[[], object], *, every: timedelta, apart: bool = False, hands: int = 1
) -> None:
    assert apart or hands == 1, f"job {name!r} has many hands and is not done apart"
    _jobs[name] = Job(name, every, run, apart, hands)


def registered() -> tuple[Job, ...]:
    return tuple(_jobs.values())
