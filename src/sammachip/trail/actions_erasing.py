"""Somebody's data is erased in notices; in events, which nobody changes, it is counted where an officer typed it."""

from collections.abc import Collection

from sammachip.core.erasing import ERASED, Erasure
from sammachip.trail.models import Event, Notice
from sammachip.trail.writes import erase_in


def erase_in_notices(erasure: Erasure) -> int:
    return len(erase_in(Notice.objects.all(), ["text"], erasure, instead=ERASED))


def events_that_tell(erasure: Erasure, *, chains: Collection[str]) -> int:
    """How many events of these offices' chains hold it in a reason that somebody typed."""
    facts = Event.objects.filter(chain__in=chains).values_list("facts", flat=True)
    return sum(erasure.tells_in(one) for one in facts.iterator())
