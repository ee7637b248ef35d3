"""What the worker does over and over. A room registers its jobs in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Job:
    """Something done every so often; must bear being done twice, and by two workers at once."""

    name: str
    every: timedelta
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register(name: str, run: Callable[[], object], *, every: timedelta) -> None:
    _jobs[name] = Job(name, every, run)


def registered() -> tuple[Job, ...]:
    return tuple(_jobs.values())
