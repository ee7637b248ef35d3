"""What holds on a day: what has not ended, what nobody has withdrawn."""

from datetime import date

from django.db.models import Q


def lasting(day: date) -> Q:
    """What has not ended before this day."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)


def not_withdrawn(day: date) -> Q:
    """What nobody has withdrawn by this day: from that moment it serves no more, on its first day too."""
    return Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)
