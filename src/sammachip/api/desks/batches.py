"""Many papers as one job: to whom a letter goes, filled forms gathered, how far a job came, and what came out of it."""

from datetime import date, datetime
from typing import Annotated, Literal, cast

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.dispatch import WorkAsked
from sammachip.api.desks.letter_drafts import LetterDraftTold, a_letter_draft, letter_draft_told
from sammachip.api.ground import Call, acts, alone, first, narrowed, reads, window
from sammachip.api.problems import BadInput, Detail
from sammachip.api.words import Day, Id, Key, Line, PageAsked, Said, Seen, Short, Told
from sammachip.cases.actions import issue_with_work
from sammachip.cases.batches import Gatherable, gather_filings, gatherable
from sammachip.core.letter import Listing, listing_of
from sammachip.core.verdict import require
from sammachip.records import actions_batches as actions
from sammachip.records import rules_batches as rules
from sammachip.records.actions_recipients import list_recipients
from sammachip.records.batches import file_name
from sammachip.records.models import Batch, BatchItem, ItemState, LetterDraft, Recipient, Series
from sammachip.records.recipients import Meant, found_in

router = Router(tags=["filings"])
BUNDLES = {"zip": ("zip_place", "application/zip"), "pdf": ("merged_place", "application/pdf")}
Cell = Annotated[str, Field(max_length=4000)]


class RecipientSaid(Said):
    """An office by its code or name, or anybody else as written; `fills` are the blanks of this one's letter."""

    name: Annotated[Line, Field(min_length=1)]
    fills: Annotated[dict[Short, Cell], Field(max_length=40)] = {}


class RecipientsSaid(Said):
    """To whom a letter goes, each a letter of their own, in place of those listed before; none makes it one letter."""

    recipients: Annotated[list[RecipientSaid], Field(max_length=2000)]
    seen: Seen


class RecipientTold(Told):
    """One to whom the letter goes; `office` is null where they have none here."""

    position: int
    name: str
    to_whom: str
    office: str | None
    fills: dict[str, str]


class RecipientsTold(Told):
    """`columns` are the blanks that the list brings, which the letter names as {{…}}."""

    draft: LetterDraftTold
    columns: list[str]
    items: list[RecipientTold]


class IssueManySaid(Said):
    """The day, and the numbers: the next of `series`, or in a row from the `first` that another register gave.

    `sends` lets each letter go to its office in the system as soon as it has its number, wanting something by `due_on`
    and asking for `work`.
    """

    dated_on: Day
    series: Series | None = None
    before: Annotated[Short, Field(max_length=40)] = ""
    first: Annotated[int, Field(ge=1, le=999_999)] | None = None
    sends: bool = False
    due_on: Day | None = None
    work: WorkAsked | None = None


class GatherSaid(Said):
    """The forms of which stage of which programme; `accepted_only` leaves out those that still wait for a word."""

    programme: Key
    stage: Key
    accepted_only: bool = False


class GatherableTold(Told):
    programme: str
    stage: str
    title: str
    sent: int
    accepted: int


class GatherablesTold(Told):
    items: list[GatherableTold]


class BatchTold(Told):
    """One job: `made` and `failed` of `size` papers. Its files are there as long as `has_files`, a week at most."""

    id: int
    kind: str
    title: str
    office: str
    draft: int | None
    dated_on: date | None
    state: str
    size: int
    made: int
    failed: int
    pages: int
    has_files: bool
    ordered_at: datetime
    done_at: datetime | None


class BatchesTold(Told):
    items: list[BatchTold]
    next: int | None


class BatchPaperTold(Told):
    """One paper of a job; `why` says why it could not be made, `sha256` is of its PDF."""

    id: int
    position: int
    name: str
    state: str
    why: str
    paper: int | None
    number: str
    sha256: str
    made_at: datetime | None


class BatchPapersTold(Told):
    items: list[BatchPaperTold]
    next: int | None


class BatchPapersAsked(PageAsked):
    state: ItemState | None = None


def batch_told(batch: Batch) -> BatchTold:
    """The job as `counted` gives it."""
    return BatchTold(
        id=batch.pk,
        kind=batch.kind,
        title=batch.title,
        office=batch.office_id,
        draft=batch.draft_id,
        dated_on=batch.dated_on,
        state=batch.state,
        size=batch.size,  # type: ignore[attr-defined]  # counted
        made=batch.made,  # type: ignore[attr-defined]  # counted
        failed=batch.failed,  # type: ignore[attr-defined]  # counted
        pages=batch.pages,
        has_files=bool(batch.zip_place),
        ordered_at=batch.ordered_at,
        done_at=batch.done_at,
    )


def _paper_told(item: BatchItem) -> BatchPaperTold:
    return BatchPaperTold(
        id=item.pk,
        position=item.position,
        name=item.name,
        state=item.state,
        why=item.why,
        paper=item.paper_id,
        number=item.paper.number if item.paper else "",
        sha256=item.digest,
        made_at=item.made_at,
    )


def _recipients_told(draft: LetterDraft) -> RecipientsTold:
    return RecipientsTold(
        draft=letter_draft_told(draft),
        columns=draft.columns,
        items=[_recipient_told(one) for one in draft.recipients.all()],
    )


def _recipient_told(one: Recipient) -> RecipientTold:
    return RecipientTold(
        position=one.position, name=one.name, to_whom=one.to_whom, office=one.office_id, fills=one.fills
    )


def _a_batch(request: Call, pk: int) -> Batch:
    seen = Batch.objects.visible_to(request.auth.actor).counted().select_related("office")
    return get_object_or_404(seen, pk=pk)


@reads(router, "/letter-drafts/{pk}/recipients")
def letter_recipients(request: Call, pk: Id) -> RecipientsTold:
    """To whom a letter goes that each gets of their own; none where it is one letter."""
    return _recipients_told(a_letter_draft(request, pk))


@acts(router, "/letter-drafts/{pk}/recipients", may=first(rules.may_list, a_letter_draft))
def set_letter_recipients(request: Call, pk: Id, said: RecipientsSaid) -> RecipientsTold:
    """Write a letter to all of a list, each with what is their own in its blanks; 422 names every row not understood."""
    draft, actor = a_letter_draft(request, pk), request.auth.actor
    listing = listing_of([(one.name, one.fills) for one in said.recipients])
    meant = _meant(listing, draft)
    return _recipients_told(
        list_recipients(draft, meant, columns=listing.columns, seen=said.seen, actor=actor)
    )


def _meant(listing: Listing, draft: LetterDraft) -> list[Meant]:
    """Whom the list means. Raises BadInput with a sentence for each row that cannot be taken."""
    meant, faults = found_in(listing, draft.office)
    if faults:
        raise BadInput([Detail(field="recipients", value="", message=one) for one in faults])
    return meant


@acts(router, "/letter-drafts/{pk}/issue-to-all", may=first(rules.may_issue_many, a_letter_draft))
def issue_letter_to_all(request: Call, pk: Id, said: IssueManySaid) -> BatchTold:
    """Order a signed letter for everybody on its list as one job, each under a number of its own."""
    told = said.model_dump(include={"dated_on", "series", "before", "first"})
    made = issue_with_work(
        a_letter_draft(request, pk),
        actions.Numbering(**told),
        asked=said.work.meant if said.work else None,
        sends=said.sends,
        due_on=said.due_on,
        actor=request.auth.actor,
    )
    return batch_told(_a_batch(request, made.pk))


@reads(router, "/batches/gatherable")
def gatherable_forms(request: Call) -> GatherablesTold:
    """The filled forms that the caller may have gathered into one job, stage by stage."""
    actor = request.auth.actor
    require(rules.may_gather(actor))
    return GatherablesTold(items=[_gatherable_told(one) for one in gatherable(actor)])


def _gatherable_told(one: Gatherable) -> GatherableTold:
    return GatherableTold(
        programme=one.programme, stage=one.stage, title=one.title, sent=one.sent, accepted=one.accepted
    )


@acts(router, "/batches", may=alone(rules.may_gather))
def gather_forms(request: Call, said: GatherSaid) -> BatchTold:
    """Order the filled forms of a stage as one job, as the caller may read them."""
    actor = request.auth.actor
    require(rules.may_gather(actor))
    asked = (one for one in gatherable(actor) if (one.programme, one.stage) == (said.programme, said.stage))
    if (found := next(asked, None)) is None:
        why = _("โครงการ {programme} ขั้นตอน {stage} ไม่มีแบบที่ส่งแล้วและท่านเห็น — ดูรายการจาก /batches/gatherable")
        message = why.format(programme=said.programme, stage=said.stage)
        raise BadInput([Detail(field="stage", value=said.stage, message=message)])
    batch = gather_filings(found, accepted_only=said.accepted_only, actor=actor)
    return batch_told(_a_batch(request, batch.pk))


@reads(router, "/batches")
def batches(request: Call, asked: Query[PageAsked]) -> BatchesTold:
    """The jobs of letters of the caller's office, and what the caller had gathered."""
    seen = Batch.objects.visible_to(request.auth.actor)
    shown, after = window(seen.counted(), asked)
    return BatchesTold(items=[batch_told(one) for one in shown], next=after)


@reads(router, "/batches/{pk}")
def batch(request: Call, pk: Id) -> BatchTold:
    """How far one job came."""
    return batch_told(_a_batch(request, pk))


@reads(router, "/batches/{pk}/papers")
def batch_papers(request: Call, pk: Id, asked: Query[BatchPapersAsked]) -> BatchPapersTold:
    """The papers of one job, or those of them that are made, wait, or could not be made."""
    items = _a_batch(request, pk).items.select_related("paper").defer("paper__content")
    shown, after = window(narrowed(items, state=asked.state), asked)
    return BatchPapersTold(items=[_paper_told(one) for one in shown], next=after)


@acts(router, "/batches/{pk}/stop")
def stop_batch(request: Call, pk: Id) -> BatchTold:
    """Let nothing more of a job be made for now; what is made stays."""
    actions.stop_batch(_a_batch(request, pk), actor=request.auth.actor)
    return batch_told(_a_batch(request, pk))


@acts(router, "/batches/{pk}/go-on")
def go_on_with_batch(request: Call, pk: Id) -> BatchTold:
    """Let a job go on: with what waits, once more with what could not be made, and with copies that went."""
    actions.go_on_with(_a_batch(request, pk), actor=request.auth.actor)
    return batch_told(_a_batch(request, pk))


@reads(router, "/batches/{pk}/all.{kind}", media=["application/zip", "application/pdf"])
def batch_bundle(request: Call, pk: Id, kind: Literal["zip", "pdf"]) -> HttpResponse:
    """All that came out of a job: a ZIP with its list, or one PDF with a bookmark for each; 404 until it is done."""
    found = _a_batch(request, pk)
    column, media = BUNDLES[kind]
    return _given(getattr(found, column), media, f"batch-{found.pk}.{kind}")


@reads(router, "/batches/{pk}/papers/{position}.pdf", media=["application/pdf"])
def batch_paper_file(request: Call, pk: Id, position: Id) -> HttpResponse:
    """The PDF of one paper of a job, once it is made."""
    item = get_object_or_404(_a_batch(request, pk).items.select_related("paper"), position=position)
    return _given(item.place, "application/pdf", file_name(item))


def _given(place: str, media: str, name: str) -> HttpResponse:
    if not place:
        raise Http404
    kept = FileResponse(default_storage.open(place), as_attachment=True, filename=name, content_type=media)
    return cast("HttpResponse", kept)
