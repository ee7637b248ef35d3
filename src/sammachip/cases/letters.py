"""Letters received beside the work they set in motion: what may be tied, and what is on the desk of who holds them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Prefetch, Q

from sammachip.cases.models import Case, LetterTie, SentWork, Task
from sammachip.core.thaidate import day_end
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import newest_editions
from sammachip.records.models import IncomingLetter, OutgoingLetter


@dataclass(frozen=True, slots=True)
class Held:
    """A letter that somebody holds, and the open task it is about; None where it is about none, or that is done. One
    `is_from_above` as long as the own office has not received it."""

    letter: IncomingLetter
    task: Task | None
    is_from_above: bool = False

    @property
    def due(self) -> datetime | None:
        """When the letter wants it done; without a day of its own, when the task is due."""
        if self.letter.due_on:
            return day_end(self.letter.due_on)
        return self.task.next_due if self.task else None


def askable_cases(office: Office) -> list[Case]:
    """The office's own cases, whose work its letters may ask for."""
    own = Case.objects.live().filter(office=office)
    return list(own.prefetch_related("edition__programme").order_by("-edition__fiscal_year", "pk"))


def letter_asking(office: Office, edition: int, stage: str) -> OutgoingLetter | None:
    """The office's latest letter that asked for this stage: for the stage itself before the whole work."""
    own = SentWork.objects.filter(line__office=office, line__cancelled_at__isnull=True)
    asked = own.filter(edition=edition, stage__in=(stage, ""))
    work = asked.select_related("line__office").order_by("-stage", "-line").first()
    return work.line if work else None


def letters_held(actor: Actor) -> list[Held]:
    """Every letter assigned to this hat, with its open task; three queries, and one for the editions."""
    letters = list(
        IncomingLetter.objects.held_by(actor)
        .select_related("tie__edition", "tie__task", "section", "officer", "office")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    ties = {letter.pk: letter.tie for letter in letters if hasattr(letter, "tie")}
    tasks = open_tasks(ties.values(), actor)
    return [
        Held(
            letter,
            tasks.get(ties[letter.pk].pk) if letter.pk in ties else None,
            is_from_above=letter.office_id != actor.office.pk,
        )
        for letter in letters
    ]


def open_tasks(ties: Iterable[LetterTie], actor: Actor) -> Mapping[int, Task]:
    """By tie, the task that is to be done now: the one that is named, else the first of the case that may begin.

    Of a letter ordered down whose tie is to work above, the actor's own office's part of that work.
    """
    told = list(ties)
    if not told:
        return {}
    seen = Task.objects.visible_to(actor).unfinished().with_names()
    wanted = Q(case__in=[tie.case_id for tie in told if tie.case_id])
    own = Q(case__office=actor.office, case__programme__in=[tie.edition.programme_id for tie in told])
    tasks = list(seen.filter(wanted | own).order_by("case", "-may_start", "position", "occurrence"))
    found = {tie.pk: next((task for task in tasks if _is_of(task, tie, actor)), None) for tie in told}
    return {key: task for key, task in found.items() if task}


def _is_of(task: Task, tie: LetterTie, actor: Actor) -> bool:
    """Whether the letter sets this task in motion for who holds it."""
    if task.case_id == tie.case_id:
        return tie.task_id in (None, task.pk)
    if tie.letter.office_id == actor.office.pk or task.case.office_id != actor.office.pk:
        return False
    return task.case.programme_id == tie.edition.programme_id and (
        tie.task is None or tie.task.stage == task.stage
    )


def letters_about(task: Task, actor: Actor) -> list[IncomingLetter]:
    """The letters that set this task in motion, or its whole case; one query."""
    about = Q(tie__task=task) | Q(tie__case=task.case_id, tie__task__isnull=True)
    found = IncomingLetter.objects.visible_to(actor).standing().filter(about)
    return list(found.select_related("office").order_by("pk"))


@dataclass(frozen=True, slots=True)
class Tieable:
    """What a letter of an office may be tied to: its cases with their open tasks, and programmes without a case."""

    cases: Sequence[tuple[Case, Sequence[Task]]]
    editions: Sequence[Edition]


def tieable(office: Office, actor: Actor) -> Tieable:
    """The office's own cases and those right below; a fixed number of queries."""
    near = Q(office=office) | Q(parent__office=office)
    cases = list(
        Case.objects.visible_to(actor)
        .live()
        .filter(near)
        .select_related("office", "area", "group__village__area")
        .prefetch_related(Prefetch("edition", queryset=Edition.objects.select_related("programme")))
        .order_by("-edition__fiscal_year", "programme", "path", "pk")
    )
    tasks: dict[int, list[Task]] = {}
    open_ = Task.objects.unfinished().filter(case__in=cases).order_by("case", "position", "occurrence")
    for task in open_:
        tasks.setdefault(task.case_id, []).append(task)
    at_work = {case.programme_id for case in cases}
    others = [edition for edition in newest_editions() if edition.programme_id not in at_work]
    return Tieable([(case, tasks.get(case.pk, [])) for case in cases], others)
