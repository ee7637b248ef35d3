"""Words on a filing: signed, returned, signed on paper, opened again."""

from typing import Annotated

from ninja import Router
from pydantic import Field

from sammachip.api.desks.filings import FilingWhole, a_filing, filing_whole
from sammachip.api.ground import Call, Guard, acts, first
from sammachip.api.words import DatedSeenSaid, Day, Id, Name, Reason, Said, Seen, Short
from sammachip.cases import actions
from sammachip.cases.models import Filing
from sammachip.cases.models.advice import ADVICE_LENGTH
from sammachip.cases.readings import filing_reading
from sammachip.core.verdict import Verdict
from sammachip.org.hats import Actor

router = Router(tags=["filings"])


class ReturnSaid(Said):
    seen: Seen
    reason: Annotated[Reason, Field(max_length=600)]


class AdviceSaid(Said):
    """Advice on the revision that was seen; `given_on` is the day it was given, today without one."""

    seen: Seen
    words: Annotated[str, Field(min_length=1, max_length=ADVICE_LENGTH)]
    given_on: Day | None = None


class PaperSignatureSaid(Said):
    """A signature given on paper: who signed, in what post, on which paper, when."""

    seen: Seen
    signer_name: Name
    signer_title: Name
    paper_number: Annotated[Short, Field(min_length=1)]
    done_on: Day


class PaperCheckSaid(Said):
    """What a second person found who held the record against the paper; what does not match is told in `reason`."""

    seen: Seen
    matches: bool
    reason: Annotated[str, Field(max_length=600)] = ""


class ReopenSaid(Said):
    reason: Reason
    until: Day


def _as_read(verdict: str) -> Guard:
    """The guard that asks what the filing's own reading says of this act."""

    def asked(actor: Actor, filing: Filing) -> Verdict:
        found: Verdict = getattr(filing_reading(filing, actor), verdict)
        return found

    return first(asked, a_filing)


@acts(router, "/filings/{pk}/sign", may=_as_read("may_sign"))
def sign_filing(request: Call, pk: Id, said: DatedSeenSaid) -> FilingWhole:
    """Sign the revision that was seen at the hop whose turn it is."""
    actions.sign_filing(a_filing(request, pk), seen=said.seen, done_on=said.done_on, actor=request.auth.actor)
    return filing_whole(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/return", may=_as_read("may_sign"))
def return_filing(request: Call, pk: Id, said: ReturnSaid) -> FilingWhole:
    """Give the revision that was seen back to its maker, with the reason."""
    actions.return_filing(a_filing(request, pk), seen=said.seen, reason=said.reason, actor=request.auth.actor)
    return filing_whole(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/advice", may=_as_read("may_advise"))
def give_advice(request: Call, pk: Id, said: AdviceSaid) -> FilingWhole:
    """Add a superior's advice below the revision that was seen; nothing said before changes."""
    actions.give_advice(a_filing(request, pk), **said.model_dump(), actor=request.auth.actor)
    return filing_whole(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/paper-signature", may=_as_read("may_record_paper"))
def record_paper_signature(request: Call, pk: Id, said: PaperSignatureSaid) -> FilingWhole:
    """Record that the hop whose turn it is signed on paper."""
    actions.record_paper_signature(a_filing(request, pk), **said.model_dump(), actor=request.auth.actor)
    return filing_whole(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/paper-signature/check", may=_as_read("may_check_paper"))
def check_paper_signature(request: Call, pk: Id, said: PaperCheckSaid) -> FilingWhole:
    """Say whether the recorded signature is as on the paper; if it is, the hop counts."""
    actions.check_paper_signature(a_filing(request, pk), **said.model_dump(), actor=request.auth.actor)
    return filing_whole(request, a_filing(request, pk))


@acts(router, "/filings/{pk}/reopen", may=_as_read("may_reopen"))
def reopen_filing(request: Call, pk: Id, said: ReopenSaid) -> FilingWhole:
    """Let an accepted filing be written again until a day; what was accepted stands until the next is."""
    actions.reopen_filing(
        a_filing(request, pk), reason=said.reason, until=said.until, actor=request.auth.actor
    )
    return filing_whole(request, a_filing(request, pk))
