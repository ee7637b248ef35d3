"""Allocation registers: what each office below is to get, its notice, and the transfers that follow."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.law import an_edition
from sammachip.api.desks.me import an_office, offices_named
from sammachip.api.desks.money import Amounts, DocumentNumber, EntriesTold, VoucherSaid, entries_told
from sammachip.api.ground import Call, acts, alone, first, narrowed, reads, window
from sammachip.api.words import (
    Baht,
    Count,
    Day,
    Id,
    Line,
    OfficeCode,
    PageAsked,
    ReasonSaid,
    Said,
    Seen,
    Told,
)
from sammachip.core.fields import MOST_ROWS
from sammachip.money import actions_register
from sammachip.money.actions_register import Details
from sammachip.money.models import Register, RegisterState
from sammachip.money.proof import Fault, Share
from sammachip.money.registers import proof_of, shares_of
from sammachip.money.rules import may_edit_register, may_issue_register, may_transfer, may_write_register
from sammachip.org.models import Office

router = Router(tags=["money"])


class ShareSaid(Said):
    """One row of a register: what one office is to get."""

    office: OfficeCode
    groups: Count
    amounts: Amounts
    remark: Annotated[Line, Field(max_length=200)] = ""


class RegisterStartSaid(Said):
    edition: Id
    office: OfficeCode
    reason: Line = ""


class RegisterSaveSaid(Said):
    """All rows and details of a draft, over the save that was seen."""

    seen: Seen
    rows: Annotated[list[ShareSaid], Field(max_length=MOST_ROWS)]
    source_text: Line = ""
    stated_total: Baht | None = None
    stated_words: Line = ""
    omitted_reason: Line = ""


class RegisterIssueSaid(Said):
    seen: Seen
    notice_number: DocumentNumber
    notice_on: Day


class TransferSaid(VoucherSaid):
    """A transfer to these offices of a register in force, or to all that still lack some."""

    offices: Annotated[list[OfficeCode], Field(max_length=MOST_ROWS)] | None = None


class ShareTold(Told):
    office: str
    groups: int
    amounts: dict[str, Decimal]
    remark: str


class FaultTold(Told):
    """What does not hold in a register: in which row and column, and the sentence.

    `places` are all of which the sentence names the first few only.
    """

    office: str
    column: str
    message: str
    places: list[str]


class RegisterTold(Told):
    id: int
    edition: int
    office: str
    number: int
    state: str
    reason: str
    saved: int
    notice_number: str
    notice_on: date | None
    issued_at: datetime | None


class RegistersTold(Told):
    items: list[RegisterTold]
    next: int | None


class RegisterWhole(RegisterTold):
    """A register with its rows and the proof: it may be issued when there is no fault."""

    rows: list[ShareTold]
    groups: int
    total: Decimal
    total_words: str
    faults: list[FaultTold]
    remarks: list[FaultTold]


class RegistersAsked(PageAsked):
    edition: Id | None = None
    office: OfficeCode | None = None
    state: RegisterState | None = None


def register_told(register: Register) -> RegisterTold:
    return RegisterTold(
        id=register.pk,
        edition=register.edition_id,
        office=register.office_id,
        number=register.number,
        state=register.state,
        reason=register.reason,
        saved=register.saved,
        notice_number=register.notice_number,
        notice_on=register.notice_on,
        issued_at=register.issued_at,
    )


def register_whole(register: Register) -> RegisterWhole:
    proof = proof_of(register)
    return RegisterWhole(
        **register_told(register).model_dump(),
        rows=[share_told(one) for one in shares_of(register)],
        groups=proof.groups,
        total=proof.total,
        total_words=proof.words,
        faults=[fault_told(one) for one in proof.faults],
        remarks=[fault_told(one) for one in proof.remarks],
    )


def share_told(share: Share) -> ShareTold:
    return ShareTold(
        office=share.office, groups=share.groups, amounts=dict(share.amounts), remark=share.remark
    )


def fault_told(fault: Fault) -> FaultTold:
    return FaultTold(
        office=fault.office, column=fault.column, message=fault.sentence, places=list(fault.places)
    )


def a_register(request: Call, pk: int) -> Register:
    rows = Register.objects.visible_to(request.auth.actor).select_related("edition__programme", "office")
    return get_object_or_404(rows, pk=pk)


@reads(router, "/registers")
def registers(request: Call, asked: Query[RegistersAsked]) -> RegistersTold:
    """The allocation registers the caller sees: of its own offices, and those issued to them."""
    rows = Register.objects.visible_to(request.auth.actor)
    found = narrowed(rows, edition=asked.edition, office=asked.office, state=asked.state)
    shown, after = window(found, asked)
    return RegistersTold(items=[register_told(one) for one in shown], next=after)


@reads(router, "/registers/{pk}")
def register(request: Call, pk: Id) -> RegisterWhole:
    """One register with its rows and what speaks against it."""
    return register_whole(a_register(request, pk))


@acts(router, "/registers", may=alone(may_write_register, "office"))
def start_register(request: Call, said: RegisterStartSaid) -> RegisterWhole:
    """Begin a draft: the first of an office, or a revision with its reason."""
    edition, office = an_edition(said.edition), an_office(request, said.office)
    made = actions_register.start_register(edition, office, reason=said.reason, actor=request.auth.actor)
    return register_whole(made)


@acts(router, "/registers/{pk}/save", may=first(may_edit_register, a_register))
def save_register(request: Call, pk: Id, said: RegisterSaveSaid) -> RegisterWhole:
    """Keep rows and details, right or wrong: the proof says what is wrong with them."""
    found = a_register(request, pk)
    offices_named(Office.objects.all(), [row.office for row in said.rows], "rows.{at}.office")
    saved = actions_register.save_register(
        found,
        [Share(row.office, row.groups, row.amounts, row.remark) for row in said.rows],
        Details(said.source_text, said.stated_total, said.stated_words, said.omitted_reason),
        seen=said.seen,
        actor=request.auth.actor,
    )
    return register_whole(saved)


@acts(router, "/registers/{pk}/issue", may=first(may_issue_register, a_register))
def issue_register(request: Call, pk: Id, said: RegisterIssueSaid) -> RegisterWhole:
    """Give notice of the allotment: the register takes effect and the offices' work opens."""
    issued = actions_register.issue_register(
        a_register(request, pk),
        notice_number=said.notice_number,
        notice_on=said.notice_on,
        seen=said.seen,
        actor=request.auth.actor,
    )
    return register_whole(issued)


@acts(router, "/registers/{pk}/undo", may=first(may_issue_register, a_register))
def undo_register(request: Call, pk: Id, said: ReasonSaid) -> RegisterWhole:
    """Take a notice back, with the reason; the register it replaced is in force again."""
    undone = actions_register.undo_issue(
        a_register(request, pk), reason=said.reason, actor=request.auth.actor
    )
    return register_whole(undone)


@acts(router, "/registers/{pk}/transfers", may=first(may_transfer, a_register, "office"))
def record_transfers(request: Call, pk: Id, said: TransferSaid) -> EntriesTold:
    """Record that money was transferred down: to each office what it still lacks."""
    made = actions_register.record_transfers(
        a_register(request, pk),
        said.offices,
        done_on=said.done_on,
        voucher=said.voucher(),
        actor=request.auth.actor,
    )
    return entries_told(made)
