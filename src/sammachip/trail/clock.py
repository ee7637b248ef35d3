"""What time it is. Actions ask here, so that tests freeze it and the demo lives on its own day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

from sammachip.core.thaidate import BANGKOK, bangkok_day

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_demo_day: date | None = None


def now() -> datetime:
    """The present instant: the frozen one, else the time of day on the demo's day, else the real one."""
    if frozen := _frozen.get():
        return frozen
    real = timezone.now()
    if _demo_day is None:
        return real
    return datetime.combine(_demo_day, real.astimezone(BANGKOK).timetz())


def today() -> date:
    return bangkok_day(now())


def demo_day() -> date | None:
    return _demo_day


def live_on(day: date | None) -> None:
    """Let this process live on the demo's day; None returns it to the calendar."""
    global _demo_day
    _demo_day = day


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
