"""Letters received and the work they set in motion: tied by whoever handles the letter, tied anew where it was wrong."""

from django.db import transaction

from sammachip.cases.models import Case, LetterTie, Task
from sammachip.cases.rules.letters import may_tie
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.records.models import IncomingLetter
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
