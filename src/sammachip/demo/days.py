"""The demo's own days: what is told happened then, and is recorded then."""

from contextlib import AbstractContextManager
from datetime import date, datetime, time

from sammachip.core.thaidate import BANGKOK
from sammachip.trail import clock


def on(day: date, hour: int = 9) -> AbstractContextManager[None]:
    return clock.frozen(datetime.combine(day, time(hour), BANGKOK))
