"""Filings: found and read, with their drafts, sign-offs and pictures, and what the caller may do with each."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import JsonValue

from sammachip.api.desks.goods import ClassTold, class_told
from sammachip.api.desks.me import PersonTold, person_told
from sammachip.api.desks.tasks import VerdictTold, verdict_told
from sammachip.api.ground import Call, narrowed, reads, window
from sammachip.api.problems import Detail
from sammachip.api.words import Id, Key, PageAsked, Told
from sammachip.cases import answering, personal, rules
from sammachip.cases.attached import files_of
from sammachip.cases.filled import filled_facts, form_of, with_photos
from sammachip.cases.limits import plan_classes
from sammachip.cases.models import (
    Advice,
    Attachment,
    Filing,
    FilingState,
    Handwritten,
    PaperRecord,
    Photo,
    SignOff,
)
from sammachip.cases.owed import beside_answers
from sammachip.cases.personal import Sight, sight_of
from sammachip.cases.proposing import weak_parts
from sammachip.cases.readings import FilingReading, filing_reading
from sammachip.cases.reuse import Reused, Use
from sammachip.core.answers import Refusal
from sammachip.core.fields import FormSpec
from sammachip.core.verdict import Missing
from sammachip.org.hats import Actor
from sammachip.records.models import FileKind
from sammachip.trail import clock

router = Router(tags=["filings"])


class FilingTold(Told):
    """`saved` names the draft to save over, `revision` the sending to sign.

    A draft with a `nil_reason` says there is nothing to report; `nil_accepted`: what was accepted says so.
    """

    id: int
    task: int
    case: int
    stage: str
    number: int
    as_of: date | None
    state: str
    saved: int
    revision: int
    accepted_revision: int | None
    hop: int | None
    nil_reason: str
    nil_accepted: bool
    reopened_until: date | None
    maker: PersonTold
    maker_office: str
    first_sent_at: datetime | None


class FilingsTold(Told):
    items: list[FilingTold]
    next: int | None


class MissingTold(Told):
    key: str
    label: str
    hint: str


class ProposedTold(Told):
    """A line that the programme proposes for a weak dimension: cells to be saved in the plan, or left.

    `key` is what it is answered by. It is `taken` where a row of the plan bears its first cell, whoever wrote it there;
    `aside` is the reason for which it was put aside; empty where it waits for an answer.
    """

    key: str
    dimension: str
    share: Decimal
    cells: dict[str, str]
    taken: bool
    aside: str


class DraftTold(FilingTold):
    """A draft keeps what is typed, right or wrong: `errors` says what is wrong, `missing` what is not there yet.

    A plan tells of each line the class chosen and the one proposed.
    """

    answers: dict[str, JsonValue]
    errors: list[Detail]
    missing: list[MissingTold]
    wanting: list[MissingTold]
    expense_classes: list[ClassTold]
    proposals: list[ProposedTold]


class SignOffTold(Told):
    """One word on one revision: signed, returned or opened again; `on_paper` was given outside the system."""

    revision: int
    hop: int
    role: str
    verb: str
    verdict: str
    reason: str
    signer: str
    title: str
    office: str
    on_paper: bool
    paper_number: str
    checked_by: str | None
    done_on: date
    recorded_at: datetime


class AdviceTold(Told):
    """A superior's advice on one revision, as it was given; a second thought is a second one."""

    revision: int
    words: str
    by: str
    title: str
    office: str
    given_on: date
    recorded_at: datetime


class PaperRecordTold(Told):
    """A signature on paper that counts once a second person has checked it."""

    revision: int
    hop: int
    signer: str
    title: str
    paper_number: str
    done_on: date
    recorded_by: PersonTold
    recorded_at: datetime


class UseTold(Told):
    """Another place of a picture: the filing, its step, and what its case is about."""

    filing: int
    stage: str
    about: str


class PhotoTold(Told):
    """A picture, with the other places where the same one stands; `also_unseen` counts those the caller does not see.

    That it stands elsewhere is no fault of its own: a person judges what it means.
    """

    id: int
    row: str
    caption: str
    sha256: str
    also_in: list[UseTold]
    also_unseen: int


class FileTold(Told):
    """A file given beside the answers, in the place `key`; a clip goes on for so many `milliseconds`.

    `is_ready`: there is something to give out at `/attachments/{id}`; of a clip that is copied first, not at once.
    """

    id: int
    key: str
    kind: str
    name: str
    size: int
    sha256: str
    milliseconds: int | None
    is_ready: bool


class HandwrittenTold(Told):
    """The paper a filing was keyed in from."""

    written_by: str
    written_on: date


class FilingWhole(DraftTold):
    signoffs: list[SignOffTold]
    advice: list[AdviceTold]
    paper_waiting: PaperRecordTold | None
    photos: list[PhotoTold]
    files: list[FileTold]
    handwritten: HandwrittenTold | None
    timely: bool | None
    may: dict[str, VerdictTold]


class FilingsAsked(PageAsked):
    case: Id | None = None
    task: Id | None = None
    stage: Key | None = None
    state: FilingState | None = None


def filing_told(filing: Filing, actor: Actor) -> FilingTold:
    return FilingTold(
        id=filing.pk,
        task=filing.task_id,
        case=filing.task.case_id,
        stage=filing.task.stage,
        number=filing.number,
        as_of=filing.as_of,
        state=filing.state,
        saved=filing.saved,
        revision=filing.revision,
        accepted_revision=filing.accepted_revision,
        hop=filing.hop,
        nil_reason=filing.nil_reason,
        nil_accepted=filing.nil_accepted,
        reopened_until=filing.reopened_until,
        maker=PersonTold(id=filing.maker_id, name=personal.maker_of(filing, actor)),
        maker_office=filing.maker_office_id,
        first_sent_at=filing.first_sent_at,
    )


def draft_told(request: Call, filing: Filing) -> DraftTold:
    facts = filled_facts(filing.task, filing.as_of or clock.today())
    form = form_of(filing.task)
    answers = answering.coerce(form, with_photos(filing), facts=facts)
    sight = sight_of(request.auth.actor, filing.task)
    errors = personal.masked_refusals(form, answers.errors, sight)
    lacking = () if filing.nil_reason else answering.missing(form, answers, facts=facts)
    missing = (*lacking, *beside_answers(filing))
    wanting = () if filing.nil_reason else answering.wanting(form, answers, facts=facts)
    return DraftTold(
        **filing_told(filing, request.auth.actor).model_dump(),
        answers=answers_told(form, filing.answers, sight),
        errors=errors_told(errors),
        missing=[missing_told(one) for one in missing],
        wanting=[missing_told(one) for one in wanting],
        expense_classes=[
            class_told(one) for one in plan_classes(filing, answers.values, filing.as_of or clock.today())
        ],
        proposals=proposals_told(filing, request.auth.actor),
    )


def proposals_told(filing: Filing, actor: Actor) -> list[ProposedTold]:
    return [
        ProposedTold(
            key=line.key,
            dimension=weak.part.dimension.key,
            share=weak.part.share,
            cells=dict(line.row),
            taken=line.is_taken,
            aside=line.aside.reason if line.aside else "",
        )
        for weak in weak_parts(filing, actor)
        for line in weak.lines
    ]


def answers_told(form: FormSpec, stored: dict[str, JsonValue], sight: Sight) -> dict[str, JsonValue]:
    return cast("dict[str, JsonValue]", personal.masked(form, stored, sight))


def errors_in(filing: Filing) -> Sequence[Refusal]:
    """What is wrong with the draft's answers; a report of nothing gives none."""
    if filing.nil_reason:
        return ()
    facts = filled_facts(filing.task, filing.as_of or clock.today())
    return answering.coerce(form_of(filing.task), with_photos(filing), facts=facts).errors


def errors_told(errors: Sequence[Refusal]) -> list[Detail]:
    return [Detail(field=one.path, value=one.value, message=one.sentence) for one in errors]


def missing_told(missing: Missing) -> MissingTold:
    return MissingTold(key=missing.key, label=missing.label, hint=missing.hint)


def filing_whole(request: Call, filing: Filing) -> FilingWhole:
    reading = filing_reading(filing, request.auth.actor)
    return FilingWhole(
        **draft_told(request, filing).model_dump(),
        signoffs=[signoff_told(one) for one in reading.signoffs],
        advice=[advice_told(one) for one in reading.advice],
        paper_waiting=paper_record_told(reading.paper_waiting) if reading.paper_waiting else None,
        photos=photos_told(filing, reading.reused),
        files=[file_told(one) for one in files_of(filing)],
        handwritten=handwritten_told(reading.handwritten) if reading.handwritten else None,
        timely=reading.timely,
        may=_may(reading),
    )


def handwritten_told(paper: Handwritten) -> HandwrittenTold:
    return HandwrittenTold(written_by=paper.written_by, written_on=paper.written_on)


def _may(reading: FilingReading) -> dict[str, VerdictTold]:
    verdicts = {
        "edit": reading.may_edit,
        "sign": reading.may_sign,
        "record_paper": reading.may_record_paper,
        "check_paper": reading.may_check_paper,
        "take_back": reading.may_take_back,
        "reopen": reading.may_reopen,
        "advise": reading.may_advise,
    }
    return {name: verdict_told(verdict) for name, verdict in verdicts.items()}


def signoff_told(signoff: SignOff) -> SignOffTold:
    return SignOffTold(
        revision=signoff.revision,
        hop=signoff.hop,
        role=signoff.role,
        verb=signoff.verb,
        verdict=signoff.verdict,
        reason=signoff.reason,
        signer=signoff.signer_name,
        title=signoff.signer_title,
        office=signoff.office_id,
        on_paper=signoff.on_paper,
        paper_number=signoff.paper_number,
        checked_by=signoff.checked_by.name if signoff.checked_by else None,
        done_on=signoff.done_on,
        recorded_at=signoff.recorded_at,
    )


def advice_told(advice: Advice) -> AdviceTold:
    return AdviceTold(
        revision=advice.revision,
        words=advice.words,
        by=advice.name,
        title=advice.title,
        office=advice.office_id,
        given_on=advice.given_on,
        recorded_at=advice.recorded_at,
    )


def paper_record_told(record: PaperRecord) -> PaperRecordTold:
    return PaperRecordTold(
        revision=record.revision,
        hop=record.hop,
        signer=record.signer_name,
        title=record.signer_title,
        paper_number=record.paper_number,
        done_on=record.done_on,
        recorded_by=person_told(record.recorded_by),
        recorded_at=record.recorded_at,
    )


def photos_told(filing: Filing, reused: Sequence[Reused]) -> list[PhotoTold]:
    elsewhere = {one.photo.pk: one for one in reused}
    photos = filing.photos.select_related("file").order_by("row", "position", "pk")
    return [photo_told(one, elsewhere.get(one.pk)) for one in photos]


def file_told(one: Attachment) -> FileTold:
    clip = one.file.clip if one.file.kind == FileKind.VIDEO else None
    return FileTold(
        id=one.pk,
        key=one.key,
        kind=one.file.kind,
        name=one.file.name,
        size=one.file.size,
        sha256=one.file.digest,
        milliseconds=clip.milliseconds if clip else None,
        is_ready=clip is None or clip.is_playable,
    )


def photo_told(photo: Photo, reused: Reused | None) -> PhotoTold:
    uses = reused.uses if reused else ()
    return PhotoTold(
        id=photo.pk,
        row=photo.row,
        caption=photo.caption,
        sha256=photo.file.shown_digest,
        also_in=[use_told(use) for use in uses],
        also_unseen=reused.unseen if reused else 0,
    )


def use_told(use: Use) -> UseTold:
    return UseTold(filing=use.filing.pk, stage=use.stage, about=str(use.filing.task.case.subject))


def filings_seen(request: Call) -> "QuerySet[Filing, Filing]":
    return Filing.objects.visible_to(request.auth.actor).select_related(
        "task__case__edition__programme",
        "task__case__office",
        "task__case__group__village__area",
        "maker",
        "maker_office",
    )


def a_filing(request: Call, pk: int) -> Filing:
    found = get_object_or_404(filings_seen(request), pk=pk)
    if not rules.opens(request.auth.actor, found.task):
        raise Http404
    return found


@reads(router, "/filings")
def filings(request: Call, asked: Query[FilingsAsked]) -> FilingsTold:
    """The filings the caller sees."""
    rows = filings_seen(request)
    found = narrowed(rows, task__case=asked.case, task=asked.task, task__stage=asked.stage, state=asked.state)
    shown, after = window(found, asked)
    return FilingsTold(items=[filing_told(one, request.auth.actor) for one in shown], next=after)


@reads(router, "/filings/{pk}")
def filing(request: Call, pk: Id) -> FilingWhole:
    """One filing: its draft, what is wrong or missing, its sign-offs, and what the caller may do now."""
    return filing_whole(request, a_filing(request, pk))
