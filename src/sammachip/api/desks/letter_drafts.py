"""Letters as they are written: what each kind asks, the drafts of an office, and their way to a number."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import JsonValue

from sammachip.api.desks.filings import MissingTold, errors_told, missing_told
from sammachip.api.desks.papers import MEDIA, FileFormat
from sammachip.api.desks.tasks import FieldTold, field_told
from sammachip.api.ground import Call, acts, alone, first, given, narrowed, reads, window
from sammachip.api.problems import Detail
from sammachip.api.words import Answers, Day, Id, Line, PageAsked, ReasonSaid, Said, Seen, Short, Told
from sammachip.core.letter import LetterKind
from sammachip.core.verdict import Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.records import actions_drafts as actions
from sammachip.records import letters
from sammachip.records import rules_drafts as rules
from sammachip.records.drawing import drawn
from sammachip.records.models import DraftState, LetterDraft, Series
from sammachip.trail import clock

router = Router(tags=["filings"])


class StockTold(Told):
    key: str
    title: str
    text: str


class LetterKindTold(Told):
    """What a kind is asked, by its fields, those it always needs, and ready paragraphs for its text."""

    kind: str
    required: list[str]
    fields: list[FieldTold]
    stock: list[StockTold]


class LetterKindsTold(Told):
    items: list[LetterKindTold]


class LetterDraftTold(Told):
    """`version` is what the next save must have seen; `paper` the issued one."""

    id: int
    office: str
    kind: str
    subject: str
    to_whom: str
    state: str
    version: int
    author: int
    checker: int | None
    saved_at: datetime
    signed_on: date | None
    on_paper: bool
    paper: int | None
    returned_why: str
    withdrawn_why: str


class LetterDraftsTold(Told):
    items: list[LetterDraftTold]
    next: int | None


class LetterDraftWhole(LetterDraftTold):
    answers: dict[str, JsonValue]
    errors: list[Detail]
    missing: list[MissingTold]


class DraftsAsked(PageAsked):
    state: DraftState | None = None


class BeginLetterSaid(Said):
    """The kind, and what is known already; what the house knows itself is filled in beneath it."""

    kind: LetterKind
    answers: Answers = {}


class SaveLetterSaid(Said):
    answers: Answers
    seen: Seen


class SendLetterSaid(Said):
    seen: Seen
    checker: Id | None = None


class ReturnLetterSaid(Said):
    reason: Line = ""


class SignLetterSaid(Said):
    """`on_paper`: it was signed by hand on `signed_on`, and this records it."""

    seen: Seen
    on_paper: bool = False
    signed_on: Day | None = None


class IssueLetterSaid(Said):
    """The day, and the `number` that another register gave; without one, the next of `series`, or of the kind's own."""

    dated_on: Day
    series: Series | None = None
    number: Short = ""


def letter_draft_told(draft: LetterDraft) -> LetterDraftTold:
    return LetterDraftTold(
        id=draft.pk,
        office=draft.office_id,
        kind=draft.kind,
        subject=draft.subject,
        to_whom=draft.to_whom,
        state=draft.state,
        version=draft.version,
        author=draft.author_id,
        checker=draft.checker_id,
        saved_at=draft.saved_at,
        signed_on=draft.signed_on,
        on_paper=draft.on_paper,
        paper=draft.paper_id,
        returned_why=draft.returned_why,
        withdrawn_why=draft.withdrawn_why,
    )


def letter_draft_whole(draft: LetterDraft) -> LetterDraftWhole:
    answers = letters.answers_of(draft.letter_kind, draft.answers)
    return LetterDraftWhole(
        **letter_draft_told(draft).model_dump(),
        answers=draft.answers,
        errors=errors_told(answers.errors),
        missing=[missing_told(one) for one in letters.lacking_of(draft, answers)],
    )


def a_letter_draft(request: Call, pk: int) -> LetterDraft:
    seen = LetterDraft.objects.visible_to(request.auth.actor)
    return get_object_or_404(seen.select_related("office", "author", "checker"), pk=pk)


@reads(router, "/letter-kinds")
def letter_kinds(request: Call) -> LetterKindsTold:
    """What each kind of official paper asks, and the ready paragraphs for it."""
    return LetterKindsTold(items=[_kind_told(kind) for kind in LetterKind])


def _kind_told(kind: LetterKind) -> LetterKindTold:
    form = letters.form_of(kind)
    return LetterKindTold(
        kind=kind.value,
        required=[one.key for one in form.fields if one.required is True],
        fields=[field_told(one) for one in form.fields],
        stock=[StockTold(key=one.key, title=one.title, text=one.text) for one in letters.stock_of(kind)],
    )


@reads(router, "/letter-drafts")
def letter_drafts(request: Call, asked: Query[DraftsAsked]) -> LetterDraftsTold:
    """The letters that the caller's office writes, or has written."""
    rows = LetterDraft.objects.visible_to(request.auth.actor).defer("answers")
    shown, after = window(narrowed(rows, state=asked.state), asked)
    return LetterDraftsTold(items=[letter_draft_told(one) for one in shown], next=after)


@reads(router, "/letter-drafts/{pk}")
def letter_draft(request: Call, pk: Id) -> LetterDraftWhole:
    """One letter as it was typed, what of it cannot be taken, and what it still lacks."""
    return letter_draft_whole(a_letter_draft(request, pk))


@reads(router, "/letter-drafts/{pk}/file.{kind}", media=MEDIA.values())
def letter_draft_file(request: Call, pk: Id, kind: FileFormat) -> HttpResponse:
    """The letter to print and sign, its number and day blank. The issued one is a paper."""
    found = a_letter_draft(request, pk)
    document = letters.document_of(found, clock.today())
    content = drawn(document, kind, stamp=clock.now(), draft=found.state == DraftState.WRITING)
    return given(content, f"letter-{found.pk}.{kind}", MEDIA[kind])


@acts(router, "/letter-drafts", may=alone(rules.may_compose, "office"))
def begin_letter(request: Call, said: BeginLetterSaid) -> LetterDraftWhole:
    """Begin a letter of the caller's office."""
    actor = request.auth.actor
    made = actions.begin_letter(said.kind, office=actor.office, answers=said.answers, actor=actor)
    return letter_draft_whole(a_letter_draft(request, made.pk))


@acts(router, "/letter-drafts/{pk}/save", may=first(rules.may_edit, a_letter_draft))
def save_letter(request: Call, pk: Id, said: SaveLetterSaid) -> LetterDraftWhole:
    """Keep the whole letter, as typed, over the version that was seen."""
    found = a_letter_draft(request, pk)
    actions.save_letter(found, said.answers, seen=said.seen, actor=request.auth.actor)
    return letter_draft_whole(found)


@acts(router, "/letter-drafts/{pk}/send", may=first(rules.may_edit, a_letter_draft))
def send_letter(request: Call, pk: Id, said: SendLetterSaid) -> LetterDraftTold:
    """Put the letter before who signs."""
    actor = request.auth.actor
    people = Person.objects.visible_to(actor)
    checker = get_object_or_404(people, pk=said.checker) if said.checker else None
    return letter_draft_told(
        actions.send_letter(a_letter_draft(request, pk), seen=said.seen, checker=checker, actor=actor)
    )


@acts(router, "/letter-drafts/{pk}/return", may=first(rules.may_return, a_letter_draft))
def return_letter(request: Call, pk: Id, said: ReturnLetterSaid) -> LetterDraftTold:
    """Send a letter back to be written on; its writer takes it back without a reason."""
    found = a_letter_draft(request, pk)
    return letter_draft_told(actions.return_letter(found, reason=said.reason, actor=request.auth.actor))


def _may_sign(actor: Actor, draft: LetterDraft) -> Verdict:
    """Whether the caller signs the letter, here or by what stands on paper."""
    return rules.may_record_signature(actor, draft) or rules.may_sign(actor, draft)


@acts(router, "/letter-drafts/{pk}/sign", may=first(_may_sign, a_letter_draft))
def sign_letter(request: Call, pk: Id, said: SignLetterSaid) -> LetterDraftTold:
    """Sign the letter, or record that it was signed by hand."""
    found = a_letter_draft(request, pk)
    return letter_draft_told(actions.sign_letter(found, **said.model_dump(), actor=request.auth.actor))


@acts(router, "/letter-drafts/{pk}/issue", may=first(rules.may_issue, a_letter_draft))
def issue_letter_draft(request: Call, pk: Id, said: IssueLetterSaid) -> LetterDraftTold:
    """Give a signed letter its number and day, keep its files, and write its line into the register of letters sent."""
    found = a_letter_draft(request, pk)
    actions.issue_letter(found, **said.model_dump(), actor=request.auth.actor)
    return letter_draft_told(a_letter_draft(request, pk))


@acts(router, "/letter-drafts/{pk}/withdraw", may=first(rules.may_withdraw, a_letter_draft))
def withdraw_letter(request: Call, pk: Id, said: ReasonSaid) -> LetterDraftTold:
    """Say that a letter will not go out, and why."""
    found = a_letter_draft(request, pk)
    return letter_draft_told(actions.withdraw_letter(found, reason=said.reason, actor=request.auth.actor))
