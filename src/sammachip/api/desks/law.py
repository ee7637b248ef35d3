"""Programmes: their published editions, the terms inside them, and deadlines moved by letter."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field, JsonValue

from sammachip.api.ground import Call, acts, reads, window
from sammachip.api.words import (
    Baht,
    Day,
    Id,
    Key,
    Line,
    Moment,
    OfficeCode,
    PageAsked,
    Reason,
    Said,
    Seen,
    Short,
    Told,
)
from sammachip.cases import actions as cases
from sammachip.cases.comparing import differences
from sammachip.cases.models import Extension, Task
from sammachip.cases.queries import followers
from sammachip.org.models import Office
from sammachip.programmes import actions, queries
from sammachip.programmes.models import Edition, Programme, Terms
from sammachip.programmes.pack import Stage

router = Router(tags=["programmes"])
LONGEST_PACK = 512 * 1024


class ProgrammeTold(Told):
    code: str
    title: str
    fiscal_year: int
    owner: str
    edition: int
    edition_number: int


class ProgrammesTold(Told):
    items: list[ProgrammeTold]


class StageTold(Told):
    """One step: its kind, whose case it belongs to, who writes it and who signs after."""

    key: str
    title: str
    kind: str
    levels: list[str]
    writers: list[str]
    signers: list[str]
    form: str | None
    many: bool
    repeats: bool


class EditionTold(Told):
    id: int
    programme: str
    number: int
    title: str
    fiscal_year: int
    digest: str
    published_at: datetime


class EditionsTold(Told):
    items: list[EditionTold]
    next: int | None


class EditionWhole(EditionTold):
    """An edition with its steps and the text it was published from."""

    levels: list[str]
    stages: list[StageTold]
    heads: dict[str, str]
    text: str


class DifferenceTold(Told):
    """One thing that is otherwise: the part of the programme it is in, and a sentence in Thai."""

    part: str
    sentence: str


class FollowersTold(Told):
    edition: int
    cases: int


class ChangesTold(Told):
    """What an edition changes since an earlier one, and how many living cases in the caller's sight follow which."""

    edition: int
    since: int
    changes: list[DifferenceTold]
    followers: list[FollowersTold]


class ChangesAsked(Said):
    since: Id | None = Field(None, description="Number of the earlier edition; none means the one before.")


class PackSaid(Said):
    """A pack as an officer writes it."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_PACK)]
    filename: Annotated[str, Field(min_length=1, max_length=100)] = "pack.yaml"


class DueTold(Told):
    """The instant by which a role must have sent a stage on. Without `office` and letter the pack says so."""

    stage: str
    role: str
    due_at: datetime
    office: str
    letter_number: str


class TermsTold(Told):
    """What holds for an office: the unit cost, where it reports, the days due, and the letter that says so.

    `version` counts the letters of the office itself.
    """

    office: str
    unit_cost: Decimal | None
    report_to: str
    letter_number: str
    due: list[DueTold]
    version: int


class TermsVersionTold(Told):
    """One letter of an office: what it set, by whom, when recorded."""

    version: int
    content: dict[str, JsonValue]
    letter_number: str
    letter_on: date | None
    reason: str
    made_by: str
    made_at: datetime


class TermsHistoryTold(Told):
    items: list[TermsVersionTold]


class TermsSaid(Said):
    office: OfficeCode
    unit_cost: Baht | None = None
    report_to: Line = ""
    due: dict[Key, dict[Key, Day | Moment]] = Field(default_factory=dict)
    seen: Seen | None = None
    letter_number: Short
    letter_on: Day
    reason: Reason


class TermsAsked(Said):
    """For which office; without one, the caller's own."""

    office: OfficeCode | None = None


class ExtensionSaid(Said):
    """A new instant for one role of a stage: for one task, or for all at and under an office."""

    stage: Key
    role: Key
    office: OfficeCode | None = None
    task: Id | None = None
    due_at: Moment
    letter_number: Short
    letter_on: Day
    reason: Reason


class ExtensionTold(Told):
    id: int
    stage: str
    role: str
    path: str
    task: int | None
    due_at: datetime
    letter_number: str
    taken_back_at: datetime | None


class TakenBack(Said):
    reason: Reason


def edition_told(edition: Edition) -> EditionTold:
    return EditionTold(
        id=edition.pk,
        programme=edition.programme.code,
        number=edition.number,
        title=edition.title,
        fiscal_year=edition.fiscal_year,
        digest=edition.digest,
        published_at=edition.published_at,
    )


def edition_whole(edition: Edition) -> EditionWhole:
    pack = edition.pack
    return EditionWhole(
        **edition_told(edition).model_dump(),
        levels=[level.value for level in pack.levels],
        stages=[stage_told(stage) for stage in pack.stages],
        heads={head.key: head.label for head in pack.budget.heads},
        text=edition.source,
    )


def stage_told(stage: Stage) -> StageTold:
    return StageTold(
        key=stage.key,
        title=stage.title,
        kind=stage.kind,
        levels=[level.value for level in stage.per],
        writers=list(stage.by),
        signers=[hop.role for hop in stage.signs],
        form=stage.form,
        many=stage.many,
        repeats=stage.repeats is not None,
    )


def an_edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("programme"), pk=pk)


def an_office(request: Call, code: str) -> Office:
    return get_object_or_404(Office.objects.visible_to(request.auth.actor), code=code)


@reads(router, "/programmes")
def programmes(request: Call) -> ProgrammesTold:
    """Every programme with its newest edition."""
    newest: dict[int, Edition] = {}
    for edition in Edition.objects.defer("source").order_by("programme", "number"):
        newest[edition.programme_id] = edition
    rows = Programme.objects.filter(pk__in=newest).order_by("code")
    return ProgrammesTold(
        items=[
            ProgrammeTold(
                code=one.code,
                title=newest[one.pk].title,
                fiscal_year=newest[one.pk].fiscal_year,
                owner=one.owner_id,
                edition=newest[one.pk].pk,
                edition_number=newest[one.pk].number,
            )
            for one in rows
        ]
    )


@reads(router, "/programmes/{code}/editions")
def editions(request: Call, code: Key, asked: Query[PageAsked]) -> EditionsTold:
    """All editions of one programme."""
    programme = get_object_or_404(Programme, code=code)
    rows = Edition.objects.filter(programme=programme).select_related("programme").defer("source")
    shown, after = window(rows, asked)
    return EditionsTold(items=[edition_told(one) for one in shown], next=after)


@reads(router, "/editions/{pk}")
def edition(request: Call, pk: Id) -> EditionWhole:
    """One edition: its steps, its heads of money and the text it was published from."""
    return edition_whole(an_edition(pk))


@reads(router, "/editions/{pk}/changes")
def edition_changes(request: Call, pk: Id, asked: Query[ChangesAsked]) -> ChangesTold:
    """What an edition changes since an earlier one of its programme, and how many cases follow which edition."""
    found = an_edition(pk)
    earlier = found.programme.editions.filter(number__lt=found.number)
    since = get_object_or_404(earlier, number=asked.since or found.number - 1)
    return ChangesTold(
        edition=found.number,
        since=since.number,
        changes=[
            DifferenceTold(part=one.part.value, sentence=one.sentence)
            for one in differences(since.pack, found.pack)
        ],
        followers=[
            FollowersTold(edition=number, cases=count)
            for number, count in followers(found.programme, request.auth.actor)
        ],
    )


@acts(router, "/editions")
def publish_edition(request: Call, said: PackSaid) -> EditionWhole:
    """Publish a pack as the next edition of its programme; every fault of the pack comes back with its line."""
    published = actions.publish(said.text, filename=said.filename, actor=request.auth.actor)
    return edition_whole(published)


@reads(router, "/editions/{pk}/terms")
def terms(request: Call, pk: Id, asked: Query[TermsAsked]) -> TermsTold:
    """The terms that hold for an office inside an edition: the nearest up the path."""
    return _terms_told(an_edition(pk), an_office(request, asked.office or request.auth.actor.office.code))


@acts(router, "/editions/{pk}/terms")
def set_terms(request: Call, pk: Id, said: TermsSaid) -> TermsTold:
    """Record all that an office's letter sets for itself and the offices below, in place of its letter before."""
    found, office = an_edition(pk), an_office(request, said.office)
    stated = (("unit_cost", said.unit_cost), ("report_to", said.report_to), ("due", said.due))
    content: dict[str, object] = {key: value for key, value in stated if value}
    actions.set_terms(
        found,
        office,
        content,
        letter_number=said.letter_number,
        letter_on=said.letter_on,
        reason=said.reason,
        seen=said.seen,
        actor=request.auth.actor,
    )
    return _terms_told(found, office)


@reads(router, "/editions/{pk}/terms/history")
def terms_history(request: Call, pk: Id, asked: Query[TermsAsked]) -> TermsHistoryTold:
    """Every version of the terms an office itself has set, newest first."""
    office = an_office(request, asked.office or request.auth.actor.office.code)
    return TermsHistoryTold(items=[_version_told(one) for one in queries.terms_of(an_edition(pk), office)])


def _version_told(terms: Terms) -> TermsVersionTold:
    return TermsVersionTold(
        version=terms.version,
        content=terms.content,
        letter_number=terms.letter_number,
        letter_on=terms.letter_on,
        reason=terms.reason,
        made_by=terms.made_by.name if terms.made_by else "",
        made_at=terms.made_at,
    )


def _terms_told(edition: Edition, office: Office) -> TermsTold:
    held = queries.terms_in_force(edition, office)
    return TermsTold(
        office=office.code,
        unit_cost=held.unit_cost,
        report_to=held.report_to,
        letter_number=held.letter_number,
        due=[
            DueTold(
                stage=one.stage,
                role=one.role,
                due_at=one.moment,
                office=one.source.office,
                letter_number=one.source.letter_number,
            )
            for one in queries.dues_in_force(edition, office)
        ],
        version=max((one.version for one in queries.terms_of(edition, office)), default=0),
    )


@acts(router, "/editions/{pk}/extensions")
def extend_due(request: Call, pk: Id, said: ExtensionSaid) -> ExtensionTold:
    """Move a deadline by letter."""
    found, actor = an_edition(pk), request.auth.actor
    task = None
    if said.task is not None:
        rows = Task.objects.visible_to(actor).select_related("case__edition__programme")
        task = get_object_or_404(rows, pk=said.task, case__programme=found.programme_id, stage=said.stage)
    path = task.case.path if task else an_office(request, said.office or actor.office.code).path
    made = cases.extend_due(
        found,
        stage=said.stage,
        role=said.role,
        path=path,
        task=task,
        due_at=said.due_at,
        letter_number=said.letter_number,
        letter_on=said.letter_on,
        reason=said.reason,
        actor=actor,
    )
    return _extension_told(made)


@acts(router, "/extensions/{pk}/take-back")
def take_back_extension(request: Call, pk: Id, said: TakenBack) -> ExtensionTold:
    """Let a letter move no deadline any more, with the reason; the instant before it holds again."""
    rows = Extension.objects.visible_to(request.auth.actor).select_related("edition__programme", "task__case")
    found = get_object_or_404(rows, pk=pk)
    return _extension_told(cases.take_back_extension(found, reason=said.reason, actor=request.auth.actor))


def _extension_told(extension: Extension) -> ExtensionTold:
    return ExtensionTold(
        id=extension.pk,
        stage=extension.stage,
        role=extension.role,
        path=extension.path,
        task=extension.task_id,
        due_at=extension.due_at,
        letter_number=extension.letter_number,
        taken_back_at=extension.taken_back_at,
    )
