"""The demo's own days: what is told happened then, and is recorded then."""

from contextlib import AbstractContextManager
from datetime import date, datetime, time

from sammachip.core.thaidate import BANGKOK
from sammachip.trail import clock

FIRST = date(2018, 9, 8)
"""The earliest day a demo can live on: all that is told happened before it."""


def on(day: date, hour: int = 9) -> AbstractContextManager[None]:
    return clock.frozen(datetime.combine(day, time(hour), BANGKOK))
