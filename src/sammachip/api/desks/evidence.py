"""What proves a spending, and the answers for the regulations that stand before it."""

from datetime import date
from typing import Annotated

from django.conf import settings
from ninja import File, Form, Router, UploadedFile
from pydantic import Field

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.spendings import SpendingWhole, a_spending, spending_whole
from sammachip.api.ground import Call, acts, first
from sammachip.api.problems import sent_file
from sammachip.api.words import Id, Key, Line, Said, Told
from sammachip.core.verdict import require
from sammachip.money import actions_spending as actions
from sammachip.money import rules_spending as rules
from sammachip.money.models import Answer, EvidenceKind
from sammachip.records import actions as records
from sammachip.sent import whole

router = Router(tags=["spending"])


class EvidenceSaid(Said):
    kind: EvidenceKind
    note: Annotated[Line, Field(max_length=200)] = ""


class AnswerSaid(Said):
    item: Key
    answer: Answer
    reason: Line = ""


class AnswerTold(Told):
    item: str
    answer: str
    reason: str
    done_on: date


@acts(router, "/cases/{pk}/regulations", may=first(rules.may_answer_checklist, a_case))
def answer_checklist(request: Call, pk: Id, said: AnswerSaid) -> AnswerTold:
    """Answer for one regulation that stands before the spending of a case."""
    made = actions.answer_checklist(
        a_case(request, pk), said.item, said.answer, reason=said.reason, actor=request.auth.actor
    )
    return AnswerTold(item=made.item, answer=made.answer, reason=made.reason, done_on=made.done_on)


@acts(router, "/spendings/{pk}/evidence", may=first(rules.may_work_on, a_spending))
def add_evidence(
    request: Call,
    pk: Id,
    said: Form[EvidenceSaid],
    picture: File[UploadedFile | None] = None,
) -> SpendingWhole:
    """Add a proof to a spending: a picture, or where the paper original lies."""
    found, actor = a_spending(request, pk), request.auth.actor
    require(rules.may_work_on(actor, found))
    file = None
    if picture is not None:
        name, _size = sent_file(picture, "picture")
        content = whole(picture, settings.UPLOAD_PHOTO_MAX_MB)
        file = records.keep_photo(content, name=name, actor=actor)
    actions.add_evidence(found, kind=said.kind, note=said.note, file=file, actor=actor)
    return spending_whole(found)
