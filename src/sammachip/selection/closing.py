"""Whether a passage may end: whoever holds a place gives it up by name first, so that the next moves up."""

from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.cases.queries import stage_of
from sammachip.core.area import within
from sammachip.core.verdict import YES, Verdict
from sammachip.selection import queries
from sammachip.selection.models import Round, RoundEntry


def may_end(case: Case) -> Verdict:
    """No, while a group at or below the case holds a place in a published round that no later one published has taken it
    from: the round under way would be left with one entry too few."""
    low, high = within(case.path)
    entries = RoundEntry.objects.filter(
        case__programme=case.programme_id,
        case__path__gte=low,
        case__path__lt=high,
        case__closed_at__isnull=True,
        round__published_at__isnull=False,
    ).select_related("case", "round__task__case__edition")
    last: dict[int, RoundEntry] = {}
    for entry in entries.order_by("round__task__position", "pk"):
        last[entry.case_id] = entry
    rounds: dict[int, Round] = {one.round_id: one.round for one in last.values()}
    seated = queries.seated_in(list(rounds.values())) if rounds else {}
    for entry in last.values():
        place = seated.get(entry.round_id, {}).get(entry.pk)
        if place and place.became == queries.PASSED:
            return _holds_a_place(entry)
    return YES


def _holds_a_place(entry: RoundEntry) -> Verdict:
    words = _("{group}ได้รับคัดเลือกใน «{round}» แล้ว — บันทึกการถอนตัวที่หน้าผลการคัดเลือกก่อน เพื่อให้ลำดับถัดไปเลื่อนขึ้น")
    return Verdict(words.format(group=entry.case, round=stage_of(entry.round.task).title), "seated")
