"""Groups from a table: kept as read, looked through, asked about, applied whole, and taken back."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field, JsonValue

from sammachip.api.ground import Call, acts, alone, first, reads, window
from sammachip.api.problems import BadInput, Detail
from sammachip.api.words import Id, Line, Name, PageAsked, Said, Told
from sammachip.core.cells import CellError
from sammachip.core.grid import NotATable
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.records.models import SheetImport, SheetImportQuerySet
from sammachip.registry import actions_import as actions
from sammachip.registry import sheets
from sammachip.registry.importing import SHEET_KIND, Asked, Fate, looked_through, proposal
from sammachip.registry.importing import Line as SheetLine
from sammachip.registry.importing_alike import Resembling, resembling
from sammachip.registry.queries import odd_phones
from sammachip.registry.rules import may_register
from sammachip.registry.rules_personal import contacts_kept
from sammachip.trail.actions import plain
from sammachip.trail.spoken import worded

router = Router(tags=["groups"])


class ImportTold(Told):
    """A table of groups that was read here, and what became of it."""

    id: int
    name: str
    office: str
    sha256: str
    made_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None
    discarded_at: datetime | None
    outcome: dict[str, JsonValue]


class ImportsTold(Told):
    items: list[ImportTold]
    next: int | None


class QuestionTold(Told):
    """A place that the official list does not have by this name: which code is meant? The likeliest stand first.

    Or a column whose heading is nearly one that is known (`key` begins with column:): is it that one, or `-`, none?
    """

    key: str
    given: str
    above: str
    rows: list[int]
    count: int
    choices: list[list[str]]


class RowAlikeTold(Told):
    """What a new row may be: a group that is registered, or an earlier row of the table; and why."""

    group: int | None
    row: int | None
    name: str
    why: str


class SheetLineTold(Told):
    """One row of the table: its village, its fate, what it changes, old and new, and the rows its lists are told anew."""

    row: int
    name: str
    village: str
    village_name: str
    fate: str
    group: int | None
    changes: dict[str, list[object]]
    lists: dict[str, list[object]]
    alike: list[RowAlikeTold]


class ImportProposalTold(Told):
    """What a table would change now: its counts, what is asked, what must be mended, and the lines from `after` on.

    `seal` is given back when it is applied; empty where it cannot be.
    """

    id: int
    seal: str
    counts: dict[str, int]
    questions: list[QuestionTold]
    errors: list[Detail]
    remarks: list[str]
    lines: list[SheetLineTold]
    next: int | None


class ImportSaid(Said):
    """The table as text: CSV, or cells as a spreadsheet puts them on the clipboard; its heading first."""

    name: Annotated[Name, Field(max_length=200)]
    text: Annotated[str, Field(min_length=1, max_length=8_000_000)]
    form: Literal["csv", "cells"] = "csv"


class AnswersSaid(Said):
    """The codes meant, by the keys of the questions."""

    places: Annotated[dict[Line, Line], Field(min_length=1, max_length=500)]


class ApplySaid(Said):
    seal: Annotated[str, Field(min_length=1, max_length=64)]


class DiscardSaid(Said):
    reason: Annotated[str, Field(max_length=300)] = ""


class LinesAsked(PageAsked):
    fate: Fate | None = None


def _seen(request: Call) -> SheetImportQuerySet:
    return SheetImport.objects.visible_to(request.auth.actor).of_kind(SHEET_KIND).select_related("office")


def an_import(request: Call, pk: int) -> SheetImport:
    found = get_object_or_404(_seen(request), pk=pk)
    require(may_register(request.auth.actor, found.office.path))
    return found


def import_told(sheet: SheetImport) -> ImportTold:
    return ImportTold(
        id=sheet.pk,
        name=sheet.name,
        office=sheet.office_id,
        sha256=sheet.digest,
        made_at=sheet.made_at,
        applied_at=sheet.applied_at,
        undone_at=sheet.undone_at,
        discarded_at=sheet.discarded_at,
        outcome=sheet.outcome,
    )


def question_told(asked: Asked) -> QuestionTold:
    return QuestionTold(
        key=asked.question.key,
        given=asked.question.given,
        above=asked.question.above,
        rows=list(asked.rows),
        count=asked.count,
        choices=[list(choice) for choice in asked.question.choices],
    )


def detail(error: CellError) -> Detail:
    return Detail(field=error.cell, value=error.value, message=error.message)


def changes_told(line: SheetLine, kept: Collection[int]) -> dict[str, list[object]]:
    """What the row changes, old and new; a telephone that stays with the district of its group is not told."""
    told = {key: [plain(old), plain(new)] for key, (old, new) in line.changes.items()}
    if "phone" in told and line.held and line.held.pk in kept:
        told["phone"][0] = None
    return told


def alike_told(one: Resembling) -> RowAlikeTold:
    group = one.group.group if one.group else None
    return RowAlikeTold(
        group=group.pk if group else None,
        row=one.row.row.number if one.row else None,
        name=group.name if group else one.row.name if one.row else "",
        why=one.why,
    )


def proposal_told(sheet: SheetImport, asked: LinesAsked, actor: Actor) -> ImportProposalTold:
    found = proposal(sheet)
    lines = [
        line for line in found.lines if asked.fate in (None, line.fate) and line.row.number > asked.after
    ]
    shown = lines[: asked.limit]
    told = [line.held.pk for line in shown if line.held and "phone" in line.changes]
    kept = contacts_kept(actor, told)
    like, alike = resembling(found, shown, actor=actor)
    return ImportProposalTold(
        id=sheet.pk,
        seal=found.seal if found.is_ready and found.changes_anything else "",
        counts={str(fate): count for fate, count in found.counts.items()},
        questions=[question_told(one) for one in found.questions],
        errors=[detail(one) for one in found.errors],
        remarks=[*sheet.remarks, *found.remarks, *alike],
        lines=[
            SheetLineTold(
                row=line.row.number,
                name=line.name,
                village=line.village,
                village_name=found.village_of(line),
                fate=line.fate,
                group=line.held.pk if line.held else None,
                changes=changes_told(line, kept),
                lists={
                    name: [plain(told) for told in (*found.changed.values(), *found.added)]
                    for name, found in line.lists.items()
                },
                alike=[alike_told(one) for one in like.get(line.row.number, ())],
            )
            for line in shown
        ],
        next=shown[-1].row.number if len(lines) > len(shown) else None,
    )


@reads(router, "/group-imports")
def imports(request: Call, asked: Query[PageAsked]) -> ImportsTold:
    """The tables of groups that were read in the caller's area."""
    require(may_register(request.auth.actor, request.auth.actor.office.path))
    shown, after = window(_seen(request).defer("rows", "before"), asked)
    return ImportsTold(items=[import_told(one) for one in shown], next=after)


@acts(router, "/group-imports", may=alone(may_register, "office.path"))
def read_table(request: Call, said: ImportSaid) -> ImportProposalTold:
    """Read a table of groups and tell what it would change; cells that cannot be taken come back by their names."""
    content, odd = said.text.encode(), odd_phones(request.auth.actor.office.path)
    try:
        reading = (
            sheets.read_file("table.csv", content, odd)
            if said.form == "csv"
            else sheets.read_pasted(said.text, odd)
        )
    except NotATable as error:
        told = Detail(field="text", value="", message=worded(error.reason))
        raise BadInput([told], "bad-rows") from error
    if reading.errors:
        found = looked_through(reading, request.auth.actor.office)
        raise BadInput([detail(one) for one in found.errors], "bad-rows")
    digest = hashlib.sha256(content).hexdigest()
    sheet = actions.keep_reading(reading, name=said.name, digest=digest, actor=request.auth.actor)
    return proposal_told(sheet, LinesAsked(), request.auth.actor)


@reads(router, "/group-imports/{pk}")
def group_import(request: Call, pk: Id) -> ImportTold:
    """One of them, and what became of it."""
    return import_told(an_import(request, pk))


@reads(router, "/group-imports/{pk}/proposal")
def import_proposal(request: Call, pk: Id, asked: Query[LinesAsked]) -> ImportProposalTold:
    """What it would change now, line by line."""
    return proposal_told(an_import(request, pk), asked, request.auth.actor)


@acts(router, "/group-imports/{pk}/answers", may=first(may_register, an_import, "office.path"))
def answer_places(request: Call, pk: Id, said: AnswersSaid) -> ImportProposalTold:
    """Say which official places its misspelt names mean, and which columns its headings; remembered for this table."""
    sheet = actions.answer_places(an_import(request, pk), said.places, actor=request.auth.actor)
    return proposal_told(sheet, LinesAsked(), request.auth.actor)


@acts(router, "/group-imports/{pk}/apply", may=first(may_register, an_import, "office.path"))
def apply_import(request: Call, pk: Id, said: ApplySaid) -> ImportTold:
    """Apply it whole, as it was shown under this seal."""
    return import_told(actions.apply_groups(an_import(request, pk), seen=said.seal, actor=request.auth.actor))


@acts(router, "/group-imports/{pk}/discard", may=first(may_register, an_import, "office.path"))
def discard_import(request: Call, pk: Id, said: DiscardSaid) -> ImportTold:
    """Say that it will not be applied; its rows are not kept."""
    sheet = an_import(request, pk)
    return import_told(actions.discard_groups(sheet, reason=said.reason, actor=request.auth.actor))


@acts(router, "/group-imports/{pk}/undo")
def undo_import(request: Call, pk: Id) -> ImportTold:
    """Take it back, as far as nobody built on it; what stays is named in the outcome."""
    return import_told(actions.undo_groups(an_import(request, pk), actor=request.auth.actor))
