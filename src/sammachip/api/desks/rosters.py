"""Named lists that letters hand down: read, looked through, taken in as a revision and back; and the target they make."""

import hashlib
from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.imports import (
    AnswersSaid,
    ApplySaid,
    DiscardSaid,
    QuestionTold,
    detail,
    question_told,
)
from sammachip.api.ground import Call, acts, alone, first, narrowed, reads, window
from sammachip.api.problems import BadInput, Detail
from sammachip.api.words import Day, Id, Line, Name, PageAsked, Said, Told
from sammachip.core.grid import NotATable
from sammachip.core.verdict import require
from sammachip.insight.targets import Target, share_of, targets
from sammachip.programmes.queries import named_lists
from sammachip.records.models import SheetImport
from sammachip.registry import actions_rosters as actions
from sammachip.registry.models import Roster, RosterQuerySet
from sammachip.registry.roster_proposals import SHEET_KIND, Letter, ListNamed, proposal
from sammachip.registry.rosters import read_file, read_pasted
from sammachip.registry.rules import may_keep_rosters
from sammachip.trail import clock
from sammachip.trail.spoken import worded

router = Router(tags=["rosters"])


class RosterTold(Told):
    """One revision of a named list, for the area of its office, with its letter."""

    id: int
    key: str
    title: str
    of: str
    number: int
    office: str
    letter_number: str
    letter_on: date
    letter_from: str
    size: int
    recorded_at: datetime
    taken_back_at: datetime | None


class RostersTold(Told):
    items: list[RosterTold]
    next: int | None


class RostersAsked(PageAsked):
    key: Annotated[str, Field(max_length=50)] | None = None


class RosterLineTold(Told):
    id: int
    village: str
    name: str
    group: int | None


class RosterLinesTold(Told):
    items: list[RosterLineTold]
    next: int | None


class RosterSaid(Said):
    """A whole list as text, CSV or cells of a spreadsheet, its heading first, with the letter that hands it down."""

    key: Annotated[Line, Field(max_length=50)]
    letter_number: Annotated[Name, Field(max_length=60)]
    letter_on: Day
    letter_from: Annotated[Name, Field(max_length=200)]
    name: Annotated[Name, Field(max_length=200)]
    text: Annotated[str, Field(min_length=1, max_length=8_000_000)]
    form: Literal["csv", "cells"] = "csv"


class RosterProposalTold(Told):
    """What a list that was read would be; `seal` is given back when it is applied, empty where it cannot be."""

    id: int
    seal: str
    key: str
    number: int
    size: int
    added: int
    dropped: int
    elsewhere: int
    unregistered: list[str]
    questions: list[QuestionTold]
    errors: list[Detail]
    remarks: list[str]


class DiscardedTold(Told):
    """A sheet that will not be taken in; of its rows nothing is kept."""

    id: int
    discarded_at: datetime


class TargetTold(Told):
    """One office: `villages` and `aim` are null while a list is missing; `aim` is exact, as text."""

    office: str
    villages: int | None
    aim: str | None
    places: int
    found: int
    taken: int


class TargetsTold(Told):
    """What a programme aims at, of which lists; `wanting` are those that nobody brought yet."""

    percent: str
    lists: list[str]
    wanting: list[str]
    rows: list[TargetTold]
    total: TargetTold


def _seen(request: Call) -> RosterQuerySet:
    return Roster.objects.visible_to(request.auth.actor).select_related("office", "sheet")


def roster_told(one: Roster) -> RosterTold:
    return RosterTold(
        id=one.pk,
        key=one.key,
        title=one.title,
        of=one.of,
        number=one.number,
        office=one.office_id,
        letter_number=one.letter_number,
        letter_on=one.letter_on,
        letter_from=one.letter_from,
        size=one.size,
        recorded_at=one.recorded_at,
        taken_back_at=one.sheet.undone_at,
    )


def proposal_told(sheet: SheetImport) -> RosterProposalTold:
    found = proposal(sheet)
    return RosterProposalTold(
        id=sheet.pk,
        seal=found.seal if found.is_ready else "",
        key=found.about.key,
        number=found.number,
        size=len(found.lines),
        added=len(found.added),
        dropped=len(found.dropped),
        elsewhere=found.elsewhere,
        unregistered=[line.name for line in found.unregistered],
        questions=[question_told(one) for one in found.questions],
        errors=[detail(one) for one in found.errors],
        remarks=[*sheet.remarks, *found.remarks],
    )


@reads(router, "/rosters")
def rosters(request: Call, asked: Query[RostersAsked]) -> RostersTold:
    """The revisions of named lists that the caller sees: those of the own area, and those handed down to it."""
    shown, after = window(narrowed(_seen(request), key=asked.key), asked)
    return RostersTold(items=[roster_told(one) for one in shown], next=after)


@reads(router, "/rosters/{pk}/lines")
def roster_lines(request: Call, pk: Id, asked: Query[PageAsked]) -> RosterLinesTold:
    """The villages or groups of a revision in the caller's own area."""
    found = get_object_or_404(_seen(request), pk=pk)
    shown, after = window(found.lines.visible_to(request.auth.actor), asked)
    lines = [RosterLineTold(id=one.pk, village=one.code, name=one.name, group=one.group_id) for one in shown]
    return RosterLinesTold(items=lines, next=after)


@acts(router, "/rosters", may=alone(may_keep_rosters))
def read_list(request: Call, said: RosterSaid) -> RosterProposalTold:
    """Read a whole list and tell what it would be; cells that cannot be taken come back by their names."""
    named = named_lists().get(said.key)
    if named is None or named.of is None:
        raise Http404
    content = said.text.encode()
    try:
        reading = (
            read_file(named.of, "list.csv", content)
            if said.form == "csv"
            else read_pasted(named.of, said.text)
        )
    except NotATable as error:
        told = Detail(field="text", value="", message=worded(error.reason))
        raise BadInput([told], "bad-rows") from error
    if reading.errors:
        raise BadInput([detail(one) for one in reading.errors], "bad-rows")
    sheet = actions.keep_reading(
        reading,
        about=ListNamed(named.key, named.title, named.of),
        letter=Letter(said.letter_number, said.letter_on, said.letter_from),
        name=said.name,
        digest=hashlib.sha256(content).hexdigest(),
        actor=request.auth.actor,
    )
    return proposal_told(sheet)


def a_sheet(request: Call, pk: int) -> SheetImport:
    """A list that was read; of one that was discarded nothing is left to show."""
    seen = SheetImport.objects.visible_to(request.auth.actor).of_kind(SHEET_KIND).select_related("office")
    found = get_object_or_404(seen, pk=pk, discarded_at__isnull=True)
    require(may_keep_rosters(request.auth.actor, found.office))
    return found


@reads(router, "/roster-sheets/{pk}")
def roster_sheet(request: Call, pk: Id) -> RosterProposalTold:
    """What a list that was read would be now."""
    return proposal_told(a_sheet(request, pk))


@acts(router, "/roster-sheets/{pk}/answers", may=first(may_keep_rosters, a_sheet, "office"))
def answer_list_places(request: Call, pk: Id, said: AnswersSaid) -> RosterProposalTold:
    """Say which official places its misspelt names mean; remembered for this sheet."""
    return proposal_told(actions.answer_places(a_sheet(request, pk), said.places, actor=request.auth.actor))


@acts(router, "/roster-sheets/{pk}/apply", may=first(may_keep_rosters, a_sheet, "office"))
def apply_list(request: Call, pk: Id, said: ApplySaid) -> RosterTold:
    """Take the list in whole as the next revision, as it was shown under this seal."""
    return roster_told(actions.apply_roster(a_sheet(request, pk), seen=said.seal, actor=request.auth.actor))


@acts(router, "/roster-sheets/{pk}/discard", may=first(may_keep_rosters, a_sheet, "office"))
def discard_list(request: Call, pk: Id, said: DiscardSaid) -> DiscardedTold:
    """Say that the list will not be taken in; its rows are not kept."""
    sheet = actions.discard_roster(a_sheet(request, pk), reason=said.reason, actor=request.auth.actor)
    assert sheet.discarded_at is not None
    return DiscardedTold(id=sheet.pk, discarded_at=sheet.discarded_at)


@acts(router, "/rosters/{pk}/take-back")
def take_back(request: Call, pk: Id) -> RosterTold:
    """Let the newest revision speak no more, while no group was taken in by it."""
    found = get_object_or_404(_seen(request), pk=pk)
    return roster_told(actions.take_back_roster(found, actor=request.auth.actor))


@reads(router, "/cases/{pk}/target")
def case_target(request: Call, pk: Id) -> TargetsTold:
    """How many groups are aimed at, of the villages on every list, beside those found and those taken in, by office."""
    case = a_case(request, pk)
    share = share_of(case)
    if share is None or case.office is None:
        raise Http404
    found = targets(case, share, clock.today(), request.auth.actor)
    return TargetsTold(
        percent=str(share.percent),
        lists=list(share.of),
        wanting=[one.key for one in found.wanting],
        rows=[target_told(row) for row in (*found.rows, *([found.beside] if found.beside else []))],
        total=target_told(found.total),
    )


def target_told(row: Target) -> TargetTold:
    return TargetTold(
        office=(row.case.office_id or "") if row.case else "",
        villages=row.villages,
        aim=None if row.aim is None else str(row.aim),
        places=row.places,
        found=row.found,
        taken=row.taken,
    )
