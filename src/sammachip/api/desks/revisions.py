"""Filings as they were sent: each sending frozen, with all that was filled in."""

from datetime import date, datetime

from django.shortcuts import get_object_or_404
from ninja import Router
from pydantic import JsonValue

from sammachip.api.desks.filings import a_filing, answers_told
from sammachip.api.desks.me import PersonTold, person_told
from sammachip.api.ground import Call, reads
from sammachip.api.words import Id, Seen, Told
from sammachip.cases.filled import form_of
from sammachip.cases.handing_out import signed_document
from sammachip.cases.personal import holds_hidden, sight_of
from sammachip.core import document

router = Router(tags=["filings"])


class RevisionTold(Told):
    """A filing as it was sent: frozen answers, all that was filled in, and the digest over them, the document and a salt.

    `erased` counts the requests that took something out of it since; the digest is that of what was signed. If `masked`,
    what tells of villagers is hidden from the caller, and so is the digest: it would prove a guess.
    """

    filing: int
    number: int
    masked: bool
    nil_reason: str
    answers: dict[str, JsonValue]
    facts: dict[str, JsonValue]
    document: dict[str, JsonValue]
    erased: int
    salt: str | None
    digest: str | None
    sent_by: PersonTold
    sent_as: str
    done_on: date
    sent_at: datetime


@reads(router, "/filings/{pk}/revisions/{number}")
def revision(request: Call, pk: Id, number: Seen) -> RevisionTold:
    """A filing as it was sent, frozen."""
    rows = a_filing(request, pk).revisions.select_related("sent_by", "edition")
    found = get_object_or_404(rows, number=number)
    form = form_of(found.filing.task, found.edition)
    sight = sight_of(request.auth.actor, found.filing.task)
    masked = holds_hidden(form, found.answers, sight)
    hidden = document.to_json(signed_document(found.filing, found, sight=sight)) if masked else {}
    return RevisionTold(
        filing=pk,
        number=found.number,
        masked=masked,
        nil_reason=found.nil_reason,
        answers=answers_told(form, found.answers, sight),
        facts=found.facts,
        document=hidden if masked else found.document,
        erased=found.erased,
        salt=None if masked else found.salt,
        digest=None if masked else found.digest,
        sent_by=person_told(found.sent_by),
        sent_as=found.sent_as,
        done_on=found.done_on,
        sent_at=found.sent_at,
    )
