"""Filings written: begun, saved, said to have nothing to report, sent and taken back."""

from typing import Annotated

from ninja import Router
from pydantic import Field

from sammachip.api.desks.filings import (
    DraftTold,
    FilingWhole,
    a_filing,
    draft_told,
    errors_in,
    errors_told,
    filing_whole,
)
from sammachip.api.desks.tasks import a_task
from sammachip.api.ground import Call, acts, first
from sammachip.api.problems import BadInput
from sammachip.api.words import Answers, DatedSeenSaid, Day, Id, Key, Reason, Said, Seen
from sammachip.cases import actions, rules

router = Router(tags=["filings"])


class StartSaid(Said):
    as_of: Day | None = None


class SaveSaid(Said):
    """The whole draft, as the person typed it: numbers, dates and money are read as in the form."""

    answers: Answers
    seen: Seen
    as_of: Day | None = None


class NilSaid(Said):
    """That there is nothing to report, and why; the next answers saved take it back."""

    seen: Seen
    reason: Reason
    as_of: Day | None = None


class SendSaid(DatedSeenSaid):
    """`decided` gives, by the key of a limit that a person decides, the reason for going beyond it."""

    decided: Annotated[dict[Key, Reason], Field(max_length=50)] = {}


@acts(router, "/tasks/{pk}/filings", may=first(rules.may_write, a_task))
def start_filing(request: Call, pk: Id, said: StartSaid) -> FilingWhole:
    """Begin a draft on a task, filled with what the last one said where the stage repeats."""
    made = actions.start_filing(a_task(request, pk), as_of=said.as_of, actor=request.auth.actor)
    return filing_whole(request, a_filing(request, made.pk))


@acts(router, "/filings/{pk}/save", may=first(rules.may_edit, a_filing))
def save_filing(request: Call, pk: Id, said: SaveSaid) -> DraftTold:
    """Keep the draft over the save that was seen."""
    found = a_filing(request, pk)
    actions.save_draft(found, said.answers, seen=said.seen, as_of=said.as_of, actor=request.auth.actor)
    return draft_told(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/nil", may=first(rules.may_edit, a_filing))
def declare_nil(request: Call, pk: Id, said: NilSaid) -> DraftTold:
    """Say in the draft that there is nothing to report, where the programme lets this stage be."""
    actions.declare_nil(a_filing(request, pk), **said.model_dump(), actor=request.auth.actor)
    return draft_told(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/send", may=first(rules.may_edit, a_filing))
def send_filing(request: Call, pk: Id, said: SendSaid) -> FilingWhole:
    """Hand the draft as saved under `seen` to its first signer. Wrong answers come back field by field."""
    found = a_filing(request, pk)
    if wrong := errors_in(found):
        raise BadInput(errors_told(wrong), "bad-answers")
    actions.send_filing(
        found, seen=said.seen, done_on=said.done_on, decided=said.decided, actor=request.auth.actor
    )
    return filing_whole(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/take-back", may=first(rules.may_write, a_filing, "task"))
def take_back_filing(request: Call, pk: Id, said: DatedSeenSaid) -> FilingWhole:
    """Bring a sent filing back to its draft, as long as nobody has signed it."""
    actions.take_back(a_filing(request, pk), seen=said.seen, actor=request.auth.actor)
    return filing_whole(request, a_filing(request, pk))
