"""What the worker does over and over. A room registers its jobs in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Job:
    """Something done every so often; must bear being done twice, and by two workers at once.

    One that works for minutes is done `apart`, beside the others, which do not wait for it.
    """

    name: str
    every: timedelta
    run: Callable[[], object]
    apart: bool = False


_jobs: dict[str, Job] = {}


def register(name: str, run: Callable[[], object], *, every: timedelta, apart: bool = False) -> None:
    _jobs[name] = Job(name, every, run, apart)


def registered() -> tuple[Job, ...]:
    return tuple(_jobs.values())
