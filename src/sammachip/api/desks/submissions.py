"""What phones collected: what waits for a task, and what is made of it. It comes in at /openrosa/submission."""

from collections.abc import Sequence
from datetime import datetime

from django.shortcuts import get_object_or_404
from ninja import Query, Router

from sammachip.api.desks.filings import FilingTold, filing_told
from sammachip.api.desks.me import PersonTold, person_told
from sammachip.api.desks.tasks import a_task
from sammachip.api.ground import Call, acts, first, narrowed, reads, window
from sammachip.api.words import Id, Key, PageAsked, ReasonSaid, Said, Told
from sammachip.cases import actions, rules
from sammachip.cases.collecting import task_named
from sammachip.cases.meanwhile import Beside, since_taken_along
from sammachip.cases.models import Submission, SubmissionState
from sammachip.cases.rules import may_decide
from sammachip.core.collected import read_submission
from sammachip.core.verdict import require

router = Router(tags=["filings"])


class SubmissionTold(Told):
    """`why`: no draft was made of it; `remarks`: what of it could not be taken; `reason`: why it was put aside."""

    id: int
    instance: str
    programme: str
    form: str
    version: str
    state: str
    why: str
    remarks: str
    reason: str
    filing: int | None
    office: str
    sender: PersonTold
    received_at: datetime


class SubmissionsTold(Told):
    items: list[SubmissionTold]
    next: int | None


class SubmissionsAsked(PageAsked):
    state: SubmissionState | None = None


class PlaceSaid(Said):
    """`over`: in place of the answers of the draft that stands on the task.

    `theirs`: the disputed fields in which that draft is kept, where the submission waits for such a choice; in the others
    the submission holds.
    """

    task: Id
    over: bool = False
    theirs: list[Key] | None = None


class BesideTold(Told):
    """An answer as its writer gave it and as it stands; of one that the writer left alone, only as it stands."""

    key: str
    label: str
    mine: str
    theirs: str


class MeanwhileTold(Told):
    """What others changed while it was written: `told` in fields left alone, `disputed` where both sides wrote."""

    told: list[BesideTold]
    disputed: list[BesideTold]


def submission_told(found: Submission) -> SubmissionTold:
    return SubmissionTold(
        id=found.pk,
        instance=found.instance_id,
        programme=found.programme_code,
        form=found.form,
        version=found.version,
        state=found.state,
        why=found.why,
        remarks=found.remarks,
        reason=found.reason,
        filing=found.filing_id,
        office=found.office_id,
        sender=person_told(found.sent_by),
        received_at=found.received_at,
    )


def a_submission(request: Call, pk: int) -> Submission:
    rows = Submission.objects.visible_to(request.auth.actor)
    return get_object_or_404(rows.select_related("sent_by", "office"), pk=pk)


@reads(router, "/submissions")
def submissions(request: Call, asked: Query[SubmissionsAsked]) -> SubmissionsTold:
    """What phones sent to the offices the caller sees, or only what is in one state."""
    rows = Submission.objects.visible_to(request.auth.actor).select_related("sent_by")
    shown, after = window(narrowed(rows, state=asked.state), asked)
    return SubmissionsTold(items=[submission_told(one) for one in shown], next=after)


@reads(router, "/submissions/{pk}/meanwhile")
def submission_meanwhile(request: Call, pk: Id) -> MeanwhileTold:
    """What others changed while a submission was written away from the house; for the office that took it in."""
    found, actor = a_submission(request, pk), request.auth.actor
    require(rules.may_read_answers(actor, found))
    collected = read_submission(found.content.encode())
    met = since_taken_along(found, collected, task_named(collected, actor))
    return MeanwhileTold(told=_beside(met.told), disputed=_beside(met.disputed))


def _beside(lines: Sequence[Beside]) -> list[BesideTold]:
    return [BesideTold(key=one.key, label=one.label, mine=one.mine, theirs=one.theirs) for one in lines]


@acts(router, "/submissions/{pk}/place", may=first(may_decide, a_submission))
def place_submission(request: Call, pk: Id, said: PlaceSaid) -> FilingTold:
    """Make a draft of a submission on a task that asks for its form."""
    found, task = a_submission(request, pk), a_task(request, said.task)
    made = actions.place_submission(found, task, over=said.over, theirs=said.theirs, actor=request.auth.actor)
    return filing_told(made, request.auth.actor)


@acts(router, "/submissions/{pk}/aside", may=first(may_decide, a_submission))
def put_submission_aside(request: Call, pk: Id, said: ReasonSaid) -> SubmissionTold:
    """Keep a submission and make nothing of it, with the reason; a draft may still be made of it later."""
    found = a_submission(request, pk)
    actions.put_submission_aside(found, reason=said.reason, actor=request.auth.actor)
    return submission_told(a_submission(request, pk))
