"""What collectors on a phone are given: the forms that wait for the officer, each with its own list of tasks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sammachip.cases import queries
from sammachip.cases.models import Submission, Task
from sammachip.core.grid import to_csv
from sammachip.core.xlsform import TASKS_CSV
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import latest_edition

AROUND = ("case__edition__programme", "case__office", "case__area", "case__group__village__area")


@dataclass(frozen=True, slots=True)
class ToCollect:
    """A form of an edition, and the tasks of the officer that ask for it."""

    edition: Edition
    key: str
    tasks: Sequence[Task]

    @property
    def title(self) -> str:
        return self.edition.pack.forms[self.key].title


def to_collect(actor: Actor) -> list[ToCollect]:
    """The forms that wait for this hat to be filled in; the number of queries does not grow with the tasks."""
    found: Mapping[tuple[int, str], list[Task]] = defaultdict(list)
    awaiting = Task.objects.visible_to(actor).awaiting(actor).filter(case__closed_at__isnull=True)
    for task in awaiting.select_related(*AROUND).order_by("case__path", "pk"):
        form = queries.stage_of(task).form
        if form and actor.role in queries.writers(task):
            found[task.case.edition_id, form].append(task)
    return [ToCollect(tasks[0].case.edition, form, tasks) for (_, form), tasks in found.items()]


def tasks_csv(tasks: Sequence[Task]) -> bytes:
    """The list the phone chooses from: what it sends back, and what is read."""
    rows = [(str(task.pk), task_words(task)) for task in tasks]
    # Phones take the mark that spreadsheets want for a part of the first name.
    return to_csv([TASKS_CSV, *rows]).removeprefix("\ufeff").encode()


def task_words(task: Task) -> str:
    """The task as it is chosen: of whom, where, which step."""
    place = str(task.case.group.village) if task.case.group else ""
    parts = (str(task.case.subject), place, queries.stage_of(task).title, task.period)
    return " · ".join(part for part in parts if part)


def places_for(submission: Submission, actor: Actor) -> list[Task]:
    """The unfinished tasks in sight that ask for this form; two queries."""
    newest = latest_edition(submission.programme_code)
    stages = [one.key for one in newest.pack.stages if one.form == submission.form] if newest else []
    seen = Task.objects.visible_to(actor).unfinished().filter(case__closed_at__isnull=True)
    fitting = seen.filter(case__programme__code=submission.programme_code, stage__in=stages)
    return list(fitting.select_related(*AROUND).order_by("case__path", "pk"))
