"""The register of letters received: its lines, a letter received, and the acts about it."""

from datetime import date, datetime
from typing import Annotated, Literal, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Query, Router, UploadedFile
from pydantic import Field

from sammachip.api.desks.me import an_office
from sammachip.api.ground import Call, acts, first, narrowed, reads, window
from sammachip.api.problems import sent_file
from sammachip.api.words import (
    Day,
    Id,
    Line,
    Moment,
    Name,
    OfficeCode,
    PageAsked,
    ReasonSaid,
    Said,
    Seen,
    Short,
    Told,
)
from sammachip.cases.actions import receive_ordered, tie_letter
from sammachip.cases.models import Case, LetterTie, Task
from sammachip.core.verdict import require
from sammachip.org.models import Office, Section
from sammachip.records import actions_incoming as actions
from sammachip.records.actions_clips import keep_sent
from sammachip.records.actions_incoming import Came, Holder, OnPaper
from sammachip.records.documents import DOCX, PDF, XLSX
from sammachip.records.incoming import people_of
from sammachip.records.models import (
    IncomingAct,
    IncomingFile,
    IncomingLetter,
    IncomingState,
    Secrecy,
    Urgency,
)
from sammachip.records.rules_incoming import may_handle, may_open, may_receive, may_receive_down
from sammachip.stored import serve_stored

router = Router(tags=["filings"])
GIVEN = ["image/jpeg", PDF, DOCX, XLSX]


class ActTold(Told):
    """One act about a letter: noted, ordered, assigned or done; `on_paper` on the letter itself, recorded here."""

    kind: str
    words: str
    officer: int | None
    section: int | None
    to_office: str | None
    done_by_name: str
    done_by_title: str
    done_on: date
    on_paper: bool
    recorded_at: datetime


class DownTold(Told):
    """An office below that a letter was ordered down to, and who is to act there; neither is everybody."""

    office: str
    officer: int | None
    section: int | None


class IncomingTold(Told):
    """One line of the register; `running` is null where another register gave the number, `seen` counts the acts. `officer` and
    `section` hold it in its own office; in the register of an office it was `ordered_down` to, `line_above` is the one that was."""

    id: int
    office: str
    year: int
    running: int | None
    number: str
    received_at: datetime
    letter_number: str
    dated_on: date | None
    from_whom: str
    to_whom: str
    subject: str
    urgency: str
    secrecy: str
    due_on: date | None
    kept_in: str
    state: str
    officer: int | None
    section: int | None
    ordered_down: list[DownTold]
    line_above: int | None
    seen: int
    cancelled_why: str


class LetterFileTold(Told):
    """A file of a letter: the letter as it came or was scanned, or what was enclosed."""

    id: int
    name: str
    size: int
    sha256: str
    added_at: datetime


class IncomingWholeTold(Told):
    """A letter with its files, every act about it and the work it sets in motion."""

    letter: IncomingTold
    files: list[LetterFileTold]
    acts: list[ActTold]
    case: int | None
    task: int | None


class IncomingsTold(Told):
    items: list[IncomingTold]
    next: int | None


class IncomingsAsked(PageAsked):
    office: OfficeCode | None = None
    year: Annotated[int, Field(ge=2400, le=2700)] | None = None
    state: IncomingState | None = None


class CameSaid(Said):
    """What the letter says of itself, and how it came. Without `number` it gets the next of the office's register. Of a
    secret letter the subject is not kept. A `due_on` before `dated_on` is refused, unless the letter was seen to say so:
    `due_as_written`."""

    subject: Annotated[Line, Field(min_length=1)]
    from_whom: Name
    to_whom: Line = ""
    letter_number: Short = ""
    dated_on: Day | None = None
    urgency: Urgency = Urgency.PLAIN
    secrecy: Secrecy | Literal[""] = ""
    due_on: Day | None = None
    due_as_written: bool = False
    received_at: Moment | None = None
    number: Short = ""
    kept_in: Annotated[Line, Field(max_length=120)] = ""


Words = Annotated[str, Field(max_length=600)]


class PaperSaid(Said):
    """Who wrote it on the letter itself."""

    name: Name
    title: Name
    done_on: Day


class ActSaid(Said):
    words: Words = ""
    on_paper: PaperSaid | None = None
    seen: Seen

    @property
    def paper(self) -> OnPaper | None:
        told = self.on_paper
        return OnPaper(told.name, told.title, told.done_on) if told else None


class BelowSaid(Said):
    """An office below, and who is to act there: an officer, a section, or with neither everybody."""

    office: OfficeCode
    officer: Id | None = None
    section: Id | None = None


class OrderSaid(ActSaid):
    """An order, an assignment, or both: to an officer, a section, or with `to_office` everybody there. `office` orders it
    down to one below the own, `below` to several at once, each with who is to act there."""

    officer: Id | None = None
    section: Id | None = None
    to_office: bool = False
    office: OfficeCode | None = None
    below: Annotated[list[BelowSaid], Field(max_length=100)] = []

    @property
    def names_somebody(self) -> bool:
        return bool(self.officer or self.section or self.office or self.to_office)


class ReceivingNumberSaid(Said):
    """Without `number` the letter gets the next of the office's own register."""

    number: Short = ""
    kept_in: Annotated[Line, Field(max_length=120)] = ""


class FolderSaid(Said):
    """Where the paper original lies; `before` is what was said of it until now."""

    kept_in: Annotated[Line, Field(min_length=1, max_length=120)]
    before: Annotated[Line, Field(max_length=120)] = ""


class WorkSaid(Said):
    """The case that the letter sets in motion, and the task of it."""

    case: Id
    task: Id | None = None


def line_told(line: IncomingLetter) -> IncomingTold:
    return IncomingTold(
        id=line.pk,
        office=line.office_id,
        year=line.year,
        running=line.running,
        number=line.number,
        received_at=line.received_at,
        letter_number=line.letter_number,
        dated_on=line.dated_on,
        from_whom=line.from_whom,
        to_whom=line.to_whom,
        subject=line.subject,
        urgency=line.urgency,
        secrecy=line.secrecy,
        due_on=line.due_on,
        kept_in=line.kept_in,
        state=line.state,
        officer=line.officer_id,
        section=line.section_id,
        ordered_down=[
            DownTold(office=one.office_id, officer=one.officer_id, section=one.section_id)
            for one in line.ordered_down.all()
        ],
        line_above=line.line_above_id,
        seen=line.version,
        cancelled_why=line.cancelled_why,
    )


def whole_told(line: IncomingLetter) -> IncomingWholeTold:
    tie = LetterTie.objects.filter(letter=line).first()
    return IncomingWholeTold(
        letter=line_told(line),
        files=[_file_told(one) for one in line.files.select_related("file")],
        acts=[_act_told(act) for act in line.acts.all()],
        case=tie.case_id if tie else None,
        task=tie.task_id if tie else None,
    )


def _file_told(one: IncomingFile) -> LetterFileTold:
    kept = one.file
    return LetterFileTold(
        id=one.pk, name=kept.name, size=kept.size, sha256=kept.digest, added_at=one.added_at
    )


def _act_told(act: IncomingAct) -> ActTold:
    return ActTold(
        kind=act.kind,
        words=act.words,
        officer=act.officer_id,
        section=act.section_id,
        to_office=act.to_office_id,
        done_by_name=act.done_by_name,
        done_by_title=act.done_by_title,
        done_on=act.done_on,
        on_paper=act.on_paper,
        recorded_at=act.recorded_at,
    )


def _line_of(request: Call, pk: int) -> IncomingLetter:
    seen = IncomingLetter.objects.visible_to(request.auth.actor)
    found = get_object_or_404(seen.select_related("office", "officer", "section"), pk=pk)
    require(may_open(request.auth.actor, found))
    return found


@reads(router, "/letters-in")
def letters_received(request: Call, asked: Query[IncomingsAsked]) -> IncomingsTold:
    """The registers of letters received of the offices the caller sees, line by line."""
    rows = IncomingLetter.objects.visible_to(request.auth.actor).prefetch_related("ordered_down")
    found = narrowed(rows, office=asked.office, year=asked.year, state=asked.state)
    shown, after = window(found, asked)
    return IncomingsTold(items=[line_told(line) for line in shown], next=after)


@reads(router, "/letters-in/{pk}")
def letter_received(request: Call, pk: Id) -> IncomingWholeTold:
    """One letter received, with its files, every act about it and the work it sets in motion."""
    return whole_told(_line_of(request, pk))


@reads(router, "/letters-in/{pk}/files/{file_pk}", media=GIVEN)
def letter_file(request: Call, pk: Id, file_pk: Id) -> HttpResponse:
    """A file of a letter received: a document as it came, the stripped copy of a picture."""
    kept = get_object_or_404(_line_of(request, pk).files.select_related("file__clip"), pk=file_pk)
    return cast("HttpResponse", serve_stored(request, kept.file))


@acts(router, "/letters-in/{pk}/files", apart=True, may=first(may_handle, _line_of))
def add_letter_file(request: Call, pk: Id, file: File[UploadedFile]) -> IncomingWholeTold:
    """Check a file and put it with a letter received: its scan, or what was enclosed."""
    line, actor = _line_of(request, pk), request.auth.actor
    require(may_handle(actor, line))
    name, size = sent_file(file)
    kept = keep_sent(file.chunks(), name=name, size=size, actor=actor)
    actions.add_files(line, [kept], actor=actor)
    return whole_told(line)


@acts(router, "/offices/{code}/letters-in", may=first(may_receive, an_office))
def receive_letter(request: Call, code: OfficeCode, said: CameSaid) -> IncomingTold:
    """Write a letter that came in into the office's register."""
    office = an_office(request, code)
    told = said.model_dump(exclude={"received_at", "number", "kept_in"})
    line = actions.receive(
        Came(**told),
        office=office,
        received_at=said.received_at,
        number=said.number,
        kept_in=said.kept_in,
        actor=request.auth.actor,
    )
    return line_told(line)


@acts(router, "/letters-in/{pk}/note", may=first(may_handle, _line_of))
def note_letter(request: Call, pk: Id, said: ActSaid) -> IncomingTold:
    """Write for the head what the letter is and what is proposed (เกษียน)."""
    line = _line_of(request, pk)
    return line_told(
        actions.note_upward(line, said.words, seen=said.seen, on_paper=said.paper, actor=request.auth.actor)
    )


@acts(router, "/letters-in/{pk}/order", may=first(may_handle, _line_of))
def order_letter(request: Call, pk: Id, said: OrderSaid) -> IncomingTold:
    """Write the head's order on the letter (สั่งการ), assign it (มอบหมาย), or both."""
    line, actor = _line_of(request, pk), request.auth.actor
    named: list[OrderSaid | BelowSaid] = [*([said] if said.names_somebody else []), *said.below]
    to = [_holder(one, line.office) for one in named]
    return line_told(actions.order(line, said.words, to=to, seen=said.seen, on_paper=said.paper, actor=actor))


def _holder(said: OrderSaid | BelowSaid, own: Office) -> Holder:
    """To whom the letter is given; 404 for an officer who has no post there today."""
    office = get_object_or_404(Office, pk=said.office) if said.office else None
    section = get_object_or_404(Section, pk=said.section) if said.section else None
    officer = get_object_or_404(people_of(office or own), pk=said.officer) if said.officer else None
    return Holder(section, officer, office)


@acts(router, "/letters-in/{pk}/receive", may=first(may_receive_down, _line_of))
def receive_what_was_ordered_down(request: Call, pk: Id, said: ReceivingNumberSaid) -> IncomingTold:
    """Write a letter that an office above ordered down into the own office's register (ลงรับ)."""
    line = _line_of(request, pk)
    return line_told(
        receive_ordered(line, number=said.number, kept_in=said.kept_in, actor=request.auth.actor)
    )


@acts(router, "/letters-in/{pk}/close", may=first(may_handle, _line_of))
def close_letter(request: Call, pk: Id, said: ActSaid) -> IncomingTold:
    """Say that what the letter wanted is done, or that it wants nothing."""
    line = _line_of(request, pk)
    return line_told(
        actions.close(line, said.words, seen=said.seen, on_paper=said.paper, actor=request.auth.actor)
    )


@acts(router, "/letters-in/{pk}/kept-in", may=first(may_handle, _line_of))
def file_letter_away(request: Call, pk: Id, said: FolderSaid) -> IncomingTold:
    """Say in which folder the paper original lies."""
    line = _line_of(request, pk)
    return line_told(actions.file_away(line, said.kept_in, seen=said.before, actor=request.auth.actor))


@acts(router, "/letters-in/{pk}/work", may=first(may_handle, _line_of))
def tie_letter_to_work(request: Call, pk: Id, said: WorkSaid) -> IncomingWholeTold:
    """Say which case, and which task of it, the letter sets in motion."""
    actor, line = request.auth.actor, _line_of(request, pk)
    case = get_object_or_404(Case.objects.visible_to(actor).select_related("edition"), pk=said.case)
    task = get_object_or_404(Task.objects.filter(case=case), pk=said.task) if said.task else None
    tie_letter(line, case.edition, case=case, task=task, actor=actor)
    return whole_told(line)


@acts(router, "/letters-in/{pk}/cancel", may=first(may_receive, _line_of, "office"))
def cancel_receiving_number(request: Call, pk: Id, said: ReasonSaid) -> IncomingTold:
    """Cancel a receiving number: it stays in the register with the reason."""
    line = _line_of(request, pk)
    return line_told(actions.cancel_receiving(line, reason=said.reason, actor=request.auth.actor))
