"""Misses are counted, and forgotten when they no longer matter. Nobody acts here whom the system knows."""

from django.db.models import F

from sammachip.records.models import MissedCodes
from sammachip.records.patience import WITHIN, mark_of
from sammachip.trail import clock


def count_miss(address: str) -> None:
    """Count one miss of this address, whichever process it came to."""
    mark, now = mark_of(address), clock.now()
    late = MissedCodes.objects.filter(mark=mark, since__gt=now - WITHIN)
    if not late.update(times=F("times") + 1):
        MissedCodes.objects.bulk_create(
            [MissedCodes(mark=mark, since=now)],
            update_conflicts=True, unique_fields=["mark"], update_fields=["since", "times"],
        )  # fmt: skip


def forget_misses() -> int:
    """Drop what is too old to make anybody wait. Gives back how many rows went."""
    gone, _by_table = MissedCodes.objects.filter(since__lte=clock.now() - WITHIN).delete()
    return gone
