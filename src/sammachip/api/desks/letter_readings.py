"""Letters that come in to be read: given as a file, told with every fact's place, confirmed, and made into something."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Query, Router, UploadedFile
from pydantic import Field, JsonValue

from sammachip.api.desks.incoming import IncomingTold, line_told
from sammachip.api.desks.law import an_edition
from sammachip.api.desks.registers import ShareTold, share_told
from sammachip.api.ground import Call, acts, alone, first, reads, window
from sammachip.api.problems import BadInput, Detail, sent_file
from sammachip.api.words import Id, PageAsked, Said, Seen, SeenSaid, Told
from sammachip.core.letterfacts import confirming, uses
from sammachip.money.letter_rows import rows_for, tables_with_places
from sammachip.money.sheets import receivers
from sammachip.programmes import actions_drafts
from sammachip.programmes.letterdraft import remarks_in
from sammachip.programmes.models import Edition, PackDraft
from sammachip.programmes.rules import may_edit_draft
from sammachip.records import actions_readings as actions
from sammachip.records.actions_scans import read_again
from sammachip.records.models import LetterConfirmation, LetterReading, LetterScan, ScanState
from sammachip.records.readings import confirmation_of
from sammachip.records.rules_readings import may_confirm, may_read_letters, may_set_aside
from sammachip.sent import whole
from sammachip.trail.spoken import worded

router = Router(tags=["filings"])
Values = dict[Annotated[str, Field(max_length=80)], Annotated[str, Field(max_length=4000)] | int | None]


class ReadingTold(Told):
    """A letter that was read. `version` counts its confirmations; nothing was confirmed at 0."""

    id: int
    office: str
    title: str
    file: str
    sha256: str
    sets_work: bool
    read_at: datetime
    version: int


class ReadingWholeTold(Told):
    """The letter with its text, into which every span points: what was proposed, and what a person confirmed last.

    `decisions` tells by key what was corrected or left unknown; all else was kept as proposed. `findings` are those of the
    letter as it was confirmed; `aside` says why nothing is to be made of it, "" where it was not set aside.
    """

    letter: ReadingTold
    text: str
    proposed: dict[str, JsonValue]
    confirmed: dict[str, JsonValue] | None
    decisions: dict[str, JsonValue] | None
    confirmed_by: str
    confirmed_at: datetime | None
    findings: list[dict[str, JsonValue]]
    aside: str


class ScanTold(Told):
    """A scan that is being read, page by page: `reading` is the letter once it is `read`, `why` what keeps it from it when it
    `failed`."""

    id: int
    name: str
    sha256: str
    pages: int
    read: int
    state: ScanState
    why: str
    reading: int | None


class ReadingsTold(Told):
    items: list[ReadingTold]
    next: int | None


class ConfirmSaid(Said):
    """Values by the way to the fact in the letter's JSON, such as `deadlines.0.date`; null for what is unknown, what is
    not named is kept. `settled` names by their place the findings that were looked at in the original."""

    values: Annotated[Values, Field(max_length=20_000)] = {}
    settled: Annotated[list[Annotated[int, Field(ge=0, le=10_000)]], Field(max_length=1000)] = []
    seen: Seen


class AsideSaid(Said):
    """Why nothing is to be made of a letter."""

    reason: Annotated[str, Field(max_length=300)]


class TableAsked(Said):
    table: Annotated[int, Field(ge=0, le=1000)] = 0


class DueFound(Told):
    due_on: date
    what: str
    who: str
    to_whom: str


class TermsFound(Told):
    """What the letter gives to the terms of an office; which stage a day is meant for, a person says."""

    letter_number: str
    letter_on: date | None
    unit_cost: Decimal | None
    due: list[DueFound]


class RowsFound(Told):
    """What a table of the letter would put into a register of the caller's office, and what could not be taken."""

    rows: list[ShareTold]
    stated_total: Decimal | None
    source_text: str
    errors: list[str]


class PackLackTold(Told):
    line: int
    message: str


class PackDraftTold(Told):
    """A programme's file that is being written; `lacking` is what the letter left open."""

    id: int
    title: str
    text: str
    saved: int
    lacking: list[PackLackTold]
    programme: str


class PackDraftSaid(Said):
    text: Annotated[str, Field(max_length=600_000)]
    seen: Seen


def _a_reading(request: Call, pk: int) -> LetterReading:
    seen = LetterReading.objects.visible_to(request.auth.actor).select_related("office", "file", "aside")
    return get_object_or_404(seen, pk=pk)


def reading_told(reading: LetterReading, holding: LetterConfirmation | None) -> ReadingTold:
    return ReadingTold(
        id=reading.pk,
        office=reading.office_id,
        title=reading.title,
        file=reading.file.name,
        sha256=reading.file.digest,
        sets_work=reading.facts["sets_work"],
        read_at=reading.read_at,
        version=holding.version if holding else 0,
    )


def _whole(reading: LetterReading) -> ReadingWholeTold:
    holding = reading.holding
    return ReadingWholeTold(
        letter=reading_told(reading, holding),
        text=reading.text,
        proposed=reading.facts,
        confirmed=holding.facts if holding else None,
        decisions=holding.decisions if holding else None,
        confirmed_by=holding.confirmed_by.name if holding else "",
        confirmed_at=holding.confirmed_at if holding else None,
        findings=actions.found_again(reading, holding) if holding else reading.facts["findings"],
        aside=reading.left_out.reason if reading.left_out else "",
    )


@reads(router, "/letter-readings")
def letter_readings(request: Call, asked: Query[PageAsked]) -> ReadingsTold:
    """Letters that offices in the caller's sight had read."""
    rows = LetterReading.objects.visible_to(request.auth.actor).select_related("file").defer("text")
    shown, after = window(rows.prefetch_related("confirmations"), asked)
    told = [reading_told(one, next(iter(one.confirmations.all()), None)) for one in shown]
    return ReadingsTold(items=told, next=after)


@reads(router, "/letter-readings/{pk}")
def letter_reading(request: Call, pk: Id) -> ReadingWholeTold:
    """One letter: its text, every fact proposed with its place, and what was confirmed last."""
    return _whole(_a_reading(request, pk))


@acts(router, "/letter-readings", apart=True, later=ScanTold, may=alone(may_read_letters))
def read_letter(request: Call, file: File[UploadedFile]) -> ReadingWholeTold | ScanTold:
    """Read a letter's file and propose its facts; the same file of one office is read once.

    A scan is read by the worker: the answer is 202, and `/letter-scans/{id}` tells how far it is read.
    """
    name, _size = sent_file(file)
    made = actions.read_letter(
        whole(file, settings.UPLOAD_DOCUMENT_MAX_MB), name=name, actor=request.auth.actor
    )
    return _scan_told(made) if isinstance(made, LetterScan) else _whole(made)


def _a_scan(request: Call, pk: int) -> LetterScan:
    return get_object_or_404(LetterScan.objects.visible_to(request.auth.actor), pk=pk)


def _scan_told(scan: LetterScan) -> ScanTold:
    return ScanTold(
        id=scan.pk,
        name=scan.name,
        sha256=scan.digest,
        pages=scan.pages,
        read=scan.read,
        state=ScanState(scan.state),
        why=scan.why,
        reading=scan.reading_id,
    )


@reads(router, "/letter-scans/{pk}")
def letter_scan(request: Call, pk: Id) -> ScanTold:
    """How far a scan of the own office is read."""
    return _scan_told(_a_scan(request, pk))


@acts(router, "/letter-scans/{pk}/again")
def read_scan_again(request: Call, pk: Id) -> ScanTold:
    """Go on reading a scan from the page that could not be read."""
    return _scan_told(read_again(_a_scan(request, pk), actor=request.auth.actor))


@acts(router, "/letter-readings/{pk}/confirm", may=first(may_confirm, _a_reading))
def confirm_letter(request: Call, pk: Id, said: ConfirmSaid) -> ReadingWholeTold:
    """Record what a person made of the letter, over the confirmation that was seen."""
    found = _a_reading(request, pk)
    values = _values(found, said.values)
    actions.confirm_reading(found, values, settled=said.settled, seen=said.seen, actor=request.auth.actor)
    return _whole(found)


@acts(router, "/letter-readings/{pk}/aside", may=first(may_set_aside, _a_reading))
def set_letter_aside(request: Call, pk: Id, said: AsideSaid) -> ReadingWholeTold:
    """Say that nothing is to be made of the letter; confirming it takes it up again."""
    actions.set_reading_aside(_a_reading(request, pk), reason=said.reason, actor=request.auth.actor)
    return _whole(_a_reading(request, pk))


def _values(found: LetterReading, said: Values) -> dict[str, str | int | None]:
    """The values as the letter's JSON has them. Raises BadInput with every one that is none."""
    slots, places = {slot.key: slot for slot in confirming.asked_of(found.facts)}, actions.official()
    values: dict[str, str | int | None] = {}
    wrong: list[Detail] = []
    for key, value in said.items():
        if key not in slots:
            wrong.append(Detail(field=key, value=str(value), message=_("หนังสือฉบับนี้ไม่มีข้อมูลชื่อนี้")))
            continue
        try:
            values[key] = None if value is None else confirming.typed(slots[key], str(value), places)
        except confirming.BadFact as why:
            wrong.append(Detail(field=key, value=str(value), message=worded(why.reason)))
    if wrong:
        raise BadInput(wrong)
    return values


def _confirmed(request: Call, pk: int) -> dict[str, Any]:  # a letter in plain values
    facts: dict[str, Any] = confirmation_of(_a_reading(request, pk)).facts  # as above
    return facts


@acts(router, "/letter-readings/{pk}/receive")
def receive_letter_read(request: Call, pk: Id) -> IncomingTold:
    """Write the confirmed letter into the register of letters received, with its file."""
    return line_told(actions.receive_reading(_a_reading(request, pk), actor=request.auth.actor))


@reads(router, "/letter-readings/{pk}/terms")
def terms_of_letter(request: Call, pk: Id) -> TermsFound:
    """What the confirmed letter gives to the terms of an office; setting them is an act of its own."""
    told = _confirmed(request, pk)
    return TermsFound(
        letter_number=uses.number_of(told),
        letter_on=uses.day_of(told),
        unit_cost=uses.unit_cost_of(told),
        due=[
            DueFound(due_on=one.day, what=one.what, who=one.who, to_whom=one.to_whom)
            for one in uses.dues_of(told)
        ],
    )


@reads(router, "/letter-readings/{pk}/register-rows/{edition_pk}")
def register_rows_of_letter(request: Call, pk: Id, edition_pk: Id, asked: Query[TableAsked]) -> RowsFound:
    """The rows that a table of the confirmed letter gives to the caller's register; saving them is an act of its own."""
    told, edition = _confirmed(request, pk), an_edition(edition_pk)
    if asked.table not in tables_with_places(told):
        raise Http404
    return _rows(told, edition, asked.table, request)


def _rows(told: dict[str, Any], edition: Edition, table: int, request: Call) -> RowsFound:  # as above
    found = rows_for(told["tables"][table], edition, receivers(request.auth.actor.office))
    return RowsFound(
        rows=[share_told(one) for one in found.reading.shares],
        stated_total=found.stated_total,
        source_text=uses.source_of(told),
        errors=[f"{error.cell} {error.message}".strip() for error in found.reading.errors],
    )


@acts(router, "/letter-readings/{pk}/pack-draft")
def pack_draft_of_letter(request: Call, pk: Id) -> PackDraftTold:
    """Begin a programme's file with what was confirmed of the letter; what it leaves open is listed by line."""
    return _draft_told(actions_drafts.draft_from_letter(_a_reading(request, pk), actor=request.auth.actor))


def _a_draft(request: Call, pk: int) -> PackDraft:
    seen = PackDraft.objects.visible_to(request.auth.actor)
    return get_object_or_404(seen.select_related("office", "edition__programme"), pk=pk)


def _draft_told(draft: PackDraft) -> PackDraftTold:
    return PackDraftTold(
        id=draft.pk,
        title=draft.title,
        text=draft.text,
        saved=draft.saved,
        lacking=[PackLackTold(line=line, message=message) for line, message in remarks_in(draft.text)],
        programme=draft.edition.programme.code if draft.edition else "",
    )


@reads(router, "/pack-drafts/{pk}")
def pack_draft(request: Call, pk: Id) -> PackDraftTold:
    """A programme's file that an office is writing."""
    return _draft_told(_a_draft(request, pk))


@acts(router, "/pack-drafts/{pk}/save", may=first(may_edit_draft, _a_draft))
def save_pack_draft(request: Call, pk: Id, said: PackDraftSaid) -> PackDraftTold:
    """Keep the whole file, right or wrong, over the save that was seen."""
    found = _a_draft(request, pk)
    return _draft_told(actions_drafts.save_draft(found, said.text, seen=said.seen, actor=request.auth.actor))


@acts(router, "/pack-drafts/{pk}/publish", may=first(may_edit_draft, _a_draft))
def publish_pack_draft(request: Call, pk: Id, said: SeenSaid) -> PackDraftTold:
    """Publish the file as it was saved; 422 lists everything wrong with it by line."""
    found = _a_draft(request, pk)
    actions_drafts.publish_draft(found, seen=said.seen, actor=request.auth.actor)
    return _draft_told(found)
