"""Letters and the work they set in motion: asked for by who sends one, tied by who receives one, and anew where it was
wrong."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from sammachip.cases.models import BatchWork, Case, LetterTie, SentWork, Task
from sammachip.cases.rules.letters import may_be_asked, may_go_along, may_tie
from sammachip.core.area import is_within
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.records.actions_batches import Numbering, issue_to_all
from sammachip.records.actions_dispatch import receive_delivery
from sammachip.records.actions_ordered import receive_down
from sammachip.records.models import Batch, Delivery, IncomingLetter, LetterDraft, OutgoingLetter
from sammachip.records.rules_dispatch import may_dispatch
from sammachip.trail import actions as trail
from sammachip.trail import clock


@transaction.atomic
def tie_letter(
    letter: IncomingLetter,
    edition: Edition,
    *,
    case: Case | None = None,
    task: Task | None = None,
    actor: Actor,
) -> LetterTie:
    """Say which work the letter sets in motion; whoever holds the letter then finds it on the desk, due as the letter
    says. What it was tied to before is in the event."""
    require(may_tie(actor, letter, case))
    before = LetterTie.objects.filter(letter=letter).first()
    told = {"edition": edition, "case": case, "task": task, "tied_by": actor.person, "tied_at": clock.now()}
    tie, _is_new = LetterTie.objects.update_or_create(letter=letter, defaults=told)
    trail.log(
        "incoming.tied",
        about=letter,
        within=case,
        actor=actor,
        edition=edition,
        task=task,
        before=[before.edition, before.case, before.task] if before else None,
    )
    return tie


@transaction.atomic
def untie_letter(letter: IncomingLetter, *, actor: Actor) -> None:
    """Say that the letter sets no work of a programme in motion after all."""
    require(may_tie(actor, letter, None))
    tie = LetterTie.objects.filter(letter=letter).first()
    if tie is None:
        return
    trail.log(
        "incoming.untied", about=letter, within=tie.case, actor=actor, edition=tie.edition, task=tie.task
    )
    tie.delete()


@transaction.atomic
def ask_for_work(line: OutgoingLetter, edition: Edition, *, stage: str = "", actor: Actor) -> SentWork:
    """Say which work the letter asks of the offices it goes to: each that receives it from now on finds it tied."""
    require(may_dispatch(actor, line))
    require(may_be_asked(line.office, edition, stage))
    asked, _is_new = SentWork.objects.update_or_create(
        line=line, defaults={"edition": edition, "stage": stage}
    )
    trail.log("letter.work-asked", about=line, actor=actor, edition=edition, stage=stage)
    return asked


@transaction.atomic
def issue_with_work(
    draft: LetterDraft,
    numbering: Numbering,
    *,
    asked: tuple[Edition, str] | None,
    sends: bool = False,
    due_on: date | None = None,
    actor: Actor,
) -> Batch:
    """Order the letters of a list as one job, each to ask its office for the work of a programme or one stage of it.

    A letter asks as it goes on its way here, so that whoever receives it finds the task with the letter's day.
    """
    require(may_go_along(asked is not None, sends=sends))
    batch = issue_to_all(draft, numbering, sends=sends, due_on=due_on, actor=actor)
    if asked:
        edition, stage = asked
        require(may_be_asked(draft.office, edition, stage))
        BatchWork.objects.create(batch=batch, edition=edition, stage=stage)
        trail.log("batch.work-asked", about=batch, within=draft, actor=actor, edition=edition, stage=stage)
    return batch


def ask_as_the_batch_does(batch: Batch, line: OutgoingLetter, actor: Actor) -> None:
    """What every letter of the batch asks, asked by this one."""
    if work := BatchWork.objects.filter(batch=batch).select_related("edition").first():
        ask_for_work(line, work.edition, stage=work.stage, actor=actor)


@transaction.atomic
def receive_sent(delivery: Delivery, *, number: str = "", kept_in: str = "", actor: Actor) -> IncomingLetter:
    """Receive a letter that another office sent, tied to the own office's work that it asks for."""
    letter = receive_delivery(delivery, number=number, kept_in=kept_in, actor=actor)
    if asked := SentWork.objects.filter(line=delivery.line_id).select_related("edition").first():
        _tie_to_own_work(letter, asked.edition, asked.stage, actor)
    return letter


@transaction.atomic
def receive_ordered(
    line: IncomingLetter, *, number: str = "", kept_in: str = "", actor: Actor
) -> IncomingLetter:
    """Receive a letter that an office above ordered down, tied to the own office's part of the work it sets in motion."""
    letter = receive_down(line, number=number, kept_in=kept_in, actor=actor)
    above = LetterTie.objects.filter(letter=line).select_related("edition", "case", "task").first()
    if above is None:
        return letter
    if above.case and is_within(above.case.path, letter.office.path):
        tie_letter(letter, above.edition, case=above.case, task=above.task, actor=actor)
    else:
        _tie_to_own_work(letter, above.edition, above.task.stage if above.task else "", actor)
    return letter


def _tie_to_own_work(letter: IncomingLetter, edition: Edition, stage: str, actor: Actor) -> None:
    """To the office's own case in the programme and its task of that stage, unless somebody tied the letter before.

    Of a stage that its groups pass, to the first of them that has it open: the first open task of the office itself would
    be another step than the letter asks for.
    """
    if LetterTie.objects.filter(letter=letter).exists():
        return
    cases = Case.objects.live().filter(programme=edition.programme_id, office=letter.office_id)
    case = cases.select_related("edition").first()
    task = _task_of(case, stage) if case and stage else None
    case = task.case if task else case
    tie_letter(letter, case.edition if case else edition, case=case, task=task, actor=actor)


def _task_of(case: Case, stage: str) -> Task | None:
    """The open task of that stage of the case, or of those right below that are no office's own; the earliest where it
    comes round again."""
    own_or_below = Q(case=case) | Q(case__parent=case, case__office__isnull=True)
    tasks = Task.objects.unfinished().filter(own_or_below, stage=stage).select_related("case__edition")
    return tasks.order_by("case__path", "occurrence").first()
