"""Programmes and their published editions, with what each changes since the one before."""

from datetime import datetime
from typing import Annotated

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.ground import Call, acts, alone, given, reads, window
from sammachip.api.words import Id, Key, PageAsked, Said, Told
from sammachip.cases.comparing import differences
from sammachip.cases.queries import followers
from sammachip.programmes import actions, xlsforms
from sammachip.programmes.models import Edition, Programme
from sammachip.programmes.pack import Stage
from sammachip.programmes.queries import newest_editions
from sammachip.programmes.rules import may_publish
from sammachip.records.actions import XLSX

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


class EditionDifferenceTold(Told):
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
    changes: list[EditionDifferenceTold]
    followers: list[FollowersTold]


class ChangesAsked(Said):
    since: Id | None = Field(None, description="Number of the earlier edition; none means the one before.")


class PackSaid(Said):
    """A pack as an officer writes it."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_PACK)]
    filename: Annotated[str, Field(min_length=1, max_length=100)] = "pack.yaml"


def programme_told(newest: Edition) -> ProgrammeTold:
    return ProgrammeTold(
        code=newest.programme.code,
        title=newest.title,
        fiscal_year=newest.fiscal_year,
        owner=newest.programme.owner_id,
        edition=newest.pk,
        edition_number=newest.number,
    )


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


@reads(router, "/programmes")
def programmes(request: Call) -> ProgrammesTold:
    """Every programme with its newest edition."""
    found = newest_editions().defer("source").order_by("programme__code")
    return ProgrammesTold(items=[programme_told(one) for one in found])


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
            EditionDifferenceTold(part=one.part.value, sentence=one.sentence)
            for one in differences(since.pack, found.pack)
        ],
        followers=[
            FollowersTold(edition=number, cases=count)
            for number, count in followers(found.programme, request.auth.actor)
        ],
    )


@reads(router, "/editions/{pk}/forms/{key}/xlsform", media=[XLSX])
def collected_form(request: Call, pk: Id, key: Key) -> HttpResponse:
    """One form of an edition as an XLSForm, which collectors on a phone take in."""
    found = an_edition(pk)
    if key not in found.pack.forms:
        raise Http404
    name = f"{found.programme.code}-{key}-{found.number}.xlsx"
    return given(xlsforms.workbook(found, key), name, XLSX)


@acts(router, "/editions", may=alone(may_publish))
def publish_edition(request: Call, said: PackSaid) -> EditionWhole:
    """Publish a pack as the next edition of its programme; every fault of the pack comes back with its line."""
    published = actions.publish(said.text, filename=said.filename, actor=request.auth.actor)
    return edition_whole(published)
