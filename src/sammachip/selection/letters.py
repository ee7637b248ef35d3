"""Reads of the letters of results: which rounds' wait for their numbers."""

from collections import Counter

from sammachip.org.models import Office
from sammachip.records.models import Paper, PaperState
from sammachip.selection.models import Placement, Round
from sammachip.selection.papers_results import LETTER


def rounds_with_letters(office: Office) -> list[tuple[Round, int]]:
    """The rounds whose letters wait for a number of this office, with how many; three queries, one where none waits."""
    drafts = Paper.objects.filter(kind=LETTER, state=PaperState.DRAFT, office=office)
    told = list(drafts.values_list("about_id", flat=True))
    if not told:
        return []
    placed = Placement.objects.filter(pk__in=told).order_by("pk")
    counted = Counter(placed.values_list("resolution__round", flat=True))
    rounds = Round.objects.filter(pk__in=counted).select_related("task__case__edition__programme")
    return [(one, counted[one.pk]) for one in rounds.order_by("pk")]
