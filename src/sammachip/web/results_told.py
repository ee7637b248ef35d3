"""What is read of the rounds a group was in, by itself and by its offices, once their results are published: what became of it, and its letter."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from sammachip.cases import queries
from sammachip.cases.models import Case
from sammachip.org.hats import Actor
from sammachip.records.models import Paper, PaperState
from sammachip.selection.law import ROUND
from sammachip.selection.letters import CALLED, PLACED
from sammachip.selection.models import Placement, RoundEntry
from sammachip.selection.papers_results import LETTER
from sammachip.selection.queries_results import shown
from sammachip.web.readings import task_standing
from sammachip.web.shapes import Standing


@dataclass(frozen=True, slots=True)
class ResultTold:
    """One published round: where the group stands by it today, the mean of its marks ("" where it was called from the
    reserve list and not marked in it), and the letter that told it."""

    title: str
    standing: Standing
    mean: str
    letter: Paper | None


def results_told(case: Case, actor: Actor) -> list[ResultTold]:
    """The published rounds the group was in, in the programme's order, with what letters the hat sees; four queries, none
    for the case of an office."""
    if case.group is None:
        return []
    placements = Placement.objects.filter(entry__case=case, resolution__published_at__isnull=False)
    placed = list(placements.select_related("resolution__round__task").order_by("resolution__number"))
    current = {one.resolution.round.task.stage: one for one in placed}
    rows = RoundEntry.objects.filter(case=case, called_from__isnull=False)
    called = dict(rows.order_by("pk").values_list("task__stage", "pk"))
    letters = _letters(actor, placed, called.values())
    found = []
    for task in case.tasks.filter(stage__in=[*current, *called]).order_by("position"):
        task.case = case  # one edition read once for all
        stage = queries.stage_of(task)
        if stage.kind == ROUND:
            place = current.get(task.stage)
            matter = (PLACED, place.pk) if place else (CALLED, called[task.stage])
            mean, letter = shown(place.total) if place else "", letters.get(matter)
            found.append(ResultTold(stage.title, task_standing(task), mean, letter))
    return found


def _letters(
    actor: Actor, placed: Iterable[Placement], called: Iterable[int]
) -> dict[tuple[str, int], Paper]:
    """The letters that went out, by what they are filed under; the last of each."""
    of_placed = Q(about_kind=PLACED, about_id__in=[one.pk for one in placed])
    of_called = Q(about_kind=CALLED, about_id__in=list(called))
    seen = Paper.objects.visible_to(actor)
    papers = seen.filter(of_placed | of_called, kind=LETTER, state=PaperState.ISSUED)
    told = papers.select_related("pdf", "docx").order_by("pk")
    return {(one.about_kind, one.about_id): one for one in told}
