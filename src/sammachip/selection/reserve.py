"""The reserve list (บัญชีสำรอง) of a round, as far as a later round still may call from it."""

from sammachip.selection import queries
from sammachip.selection.models import Placement, Round


def waiting(round_: Round) -> list[Placement]:
    """Those on the reserve list of the round that this one's law names, in their turn; nobody who left, was called or had
    passed by moving up. Empty where the law names none."""
    if not round_.law.reserve:
        return []
    before = (
        Round.objects.published()
        .filter(task__case=round_.task.case_id, task__stage=round_.law.reserve)
        .first()
    )
    if before is None:
        return []
    resolution = queries.current_resolutions([before.pk])[before.pk]
    seated = queries.seated_in([before])[before.pk]
    listed = resolution.placements.filter(reserve__isnull=False, entry__case__closed_at__isnull=True)
    rows = listed.exclude(entry__case__in=round_.entries.values("case")).select_related("entry__case__group")
    return [
        one
        for one in rows.order_by("reserve", "entry__number")
        if seated[one.entry_id].became == queries.NOT_CHOSEN
    ]
