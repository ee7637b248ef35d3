"""What lies under which paths: the one condition behind every `visible_to` that follows the office tree."""

from collections.abc import Iterable

from django.db.models import Q

from sammachip.core.area import within

NOTHING = Q(pk__in=[])


def under(roots: Iterable[str], column: str = "path") -> Q:
    """Rows whose `column` lies at or under one of these paths; without any path, no row at all."""
    condition = NOTHING
    for root in roots:
        low, high = within(root)
        condition |= Q(**{f"{column}__gte": low, f"{column}__lt": high})
    return condition
