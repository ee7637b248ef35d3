"""Who has acknowledged a programme's guideline, and who has not yet: its offices, each with the filing that says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing, Revision, Task
from sammachip.cases.personal import masked, sees_whole
from sammachip.core import answers as core_answers
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Acknowledgement


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """One office's word on the guideline; without a filing, it has not acknowledged it yet."""

    case: Case
    filing: Filing | None = None
    studied_by: str = ""
    studied_on: date | None = None


def acknowledged_by(edition: Edition, actor: Actor) -> list[OfficeWord]:
    """The own office and those right below it, by their codes; a fixed number of queries however many they are."""
    guideline = edition.pack.guideline
    if guideline is None or guideline.acknowledged is None:
        return []
    near = Q(case__office=actor.office) | Q(case__parent__office=actor.office)
    tasks = (
        Task.objects.visible_to(actor)
        .filter(near, case__programme=edition.programme_id, case__closed_at__isnull=True)
        .filter(stage=guideline.acknowledged.stage)
        .select_related("case__office")
        .prefetch_related("case__edition")
        .order_by("case__path", "occurrence")
    )
    words: dict[int, OfficeWord] = {}
    accepted = _accepted(tasks)
    for task in tasks:
        said = accepted.get(task.pk)
        word = _word(task, said, guideline.acknowledged, actor) if said else None
        words[task.case_id] = word or words.get(task.case_id) or OfficeWord(task.case)
    return list(words.values())


def _accepted(tasks: Iterable[Task]) -> dict[int, Revision]:
    """By task, the revision accepted last; one query."""
    rows = Revision.objects.filter(
        filing__task__in=[task.pk for task in tasks], number=F("filing__accepted_revision")
    )
    found = (
        rows.select_related("filing").prefetch_related("edition").order_by("filing__task", "filing__number")
    )
    return {revision.filing.task_id: revision for revision in found}


def _word(task: Task, said: Revision, asked: Acknowledgement, actor: Actor) -> OfficeWord | None:
    """What the accepted answers say; None when they say that the guideline was not studied."""
    form = form_of(task, said.edition)
    values = core_answers.from_json(form, said.answers)
    then = said.edition.pack.guideline
    asked = then.acknowledged if then and then.acknowledged else asked
    if values.get(asked.that) is not True:
        return None
    shown = values if sees_whole(actor, task) else masked(form, values)
    day = values.get(asked.on)
    return OfficeWord(
        task.case, said.filing, str(shown.get(asked.by) or ""), day if isinstance(day, date) else said.done_on
    )
