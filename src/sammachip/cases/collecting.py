"""What collectors on a phone are given: the forms that wait for the officer, each with its own list of tasks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sammachip.cases import queries, rules
from sammachip.cases.models import Case, Filing, FilingState, Submission, Task
from sammachip.cases.personal import sees_whole
from sammachip.core.area import Level, ancestors
from sammachip.core.collected import Collected, answers_in
from sammachip.core.fields import FieldType, FormSpec, keys_bound
from sammachip.core.grid import to_csv
from sammachip.core.merging import Merged, merge
from sammachip.core.thaidate import bangkok_day
from sammachip.core.xlsform import TASKS_CSV
from sammachip.org.hats import Actor
from sammachip.programmes.facts import plain
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import latest_edition
from sammachip.trail import clock

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


def to_begin(actor: Actor) -> list[ToCollect]:
    """The forms in which a group is named, where this hat's own office takes groups in: for one met on the way."""
    editions = {one.edition_id: one.edition for one in taking_groups(actor)}.values()
    return [ToCollect(edition, key, ()) for edition in editions for key in _naming(edition)]


def taking_groups(actor: Actor) -> list[Case]:
    """The cases of this hat's own office below which it takes groups in."""
    cases = Case.objects.visible_to(actor).live().filter(office=actor.office)
    own = cases.select_related("edition__programme", "office").order_by("path", "pk")
    return [one for one in own if rules.may_enrol_group(actor, one, 0)]


def taking_at(actor: Actor, path: str) -> list[Case]:
    """The cases over this place below which this hat may take a group of the place in now; the newest programme first."""
    over = Case.objects.visible_to(actor).live().filter(path__in=ancestors(path))
    cases = over.select_related("edition__programme", "office").order_by("-edition__fiscal_year", "pk")
    return [
        one
        for one in cases
        if rules.takes_groups(one) and rules.may_enrol_group(actor, one, queries.groups_enrolled(one))
    ]


def _naming(edition: Edition) -> list[str]:
    """The forms of a group in which the group is named."""
    forms = dict.fromkeys(stage.form for stage in edition.pack.stages_of(Level.GROUP) if stage.form)
    return [key for key in forms if name_field(edition.pack.forms[key])]


def name_field(form: FormSpec) -> str:
    """The field that names the group; "" where the form asks for none."""
    bound = {plain(name): key for key, name in keys_bound(form).items()}
    return bound.get("group.name", "")


def said_of_group(form: FormSpec, collected: Collected) -> dict[str, str]:
    """What was answered of the group itself, by the columns of the registry."""
    said = answers_in(form, collected)
    bound = {key: plain(name) for key, name in keys_bound(form).items() if "[]" not in key}
    columns = {key: name.removeprefix("group.") for key, name in bound.items() if name.startswith("group.")}
    return {column: text for key, column in columns.items() if isinstance(text := said.get(key), str)}


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


def draft_of(task: Task) -> Filing | None:
    """The draft that stands on the task, if one does."""
    latest = queries.newest_filing(task)
    return latest if latest and latest.state == FilingState.DRAFT else None


def day_of(collected: Collected) -> date | None:
    """The day on which the answers were written, by the phone's clock; None where it tells none, or one to come."""
    if collected.written_at is None:
        return None
    day = bangkok_day(collected.written_at)
    return day if day <= clock.today() else None


def task_named(collected: Collected, actor: Actor) -> Task | None:
    """The task that the answers name, if this hat reads its filings unmasked: beside the answers stand those of others."""
    seen = Task.objects.visible_to(actor).select_related(*AROUND)
    found = seen.filter(pk=collected.task).first() if collected.task else None
    return found if found and sees_whole(actor, found) else None


def laid_over(form: FormSpec, collected: Collected, theirs: Mapping[str, object]) -> Merged:
    """What was collected laid over the answers that stand. A phone that came with an empty form fills in, no more."""
    written = answers_in(form, collected)
    if collected.shown is None:
        return Merged({**theirs, **written})
    return merge(asked_away(form), shown=collected.shown.answers, written=written, theirs=theirs)


def asked_away(form: FormSpec) -> list[str]:
    """The fields that are asked of a person away from the house; pictures and files come beside the answers."""
    beside = (FieldType.PHOTOS, FieldType.FILE)
    return [one.key for one in form.fields if not one.filled and one.type not in beside]
