"""Money: allocation registers, what reached an office, accounts and their entries, and what was spent."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.law import an_edition, an_office
from sammachip.api.ground import Call, acts, reads, window
from sammachip.api.words import (
    Baht,
    Count,
    Day,
    Id,
    Key,
    Line,
    OfficeCode,
    PageAsked,
    Reason,
    Said,
    Seen,
    Short,
    Told,
)
from sammachip.core.fields import MOST_ROWS
from sammachip.money import actions, actions_register, queries
from sammachip.money.actions import Voucher
from sammachip.money.actions_register import Details
from sammachip.money.models import Account, Entry, Register, Spending
from sammachip.money.proof import Fault, Share
from sammachip.money.registers import proof_of, shares_of
from sammachip.org.models import Office

router = Router(tags=["money"])
Amounts = Annotated[dict[Key, Baht], Field(max_length=50)]
DocumentNumber = Annotated[Short, Field(min_length=1)]


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


class UndoSaid(Said):
    reason: Reason


class TransferSaid(Said):
    """A transfer to these offices of a register in force, or to all that still lack some."""

    offices: Annotated[list[OfficeCode], Field(max_length=MOST_ROWS)] | None = None
    done_on: Day
    document_number: DocumentNumber
    fund_code: Annotated[Short, Field(max_length=20)] = ""
    budget_code: Annotated[Short, Field(max_length=30)] = ""


class AllotmentSaid(Said):
    """A notice of allotment that reached an office: its number, its day, and the sum under each head."""

    office: OfficeCode
    amounts: Amounts
    notice_number: DocumentNumber
    notice_on: Day
    source: Line = ""


class ReceiptSaid(Said):
    """A transfer of money that reached an office from above."""

    office: OfficeCode
    amounts: Amounts
    done_on: Day
    document_number: DocumentNumber
    fund_code: Annotated[Short, Field(max_length=20)] = ""
    budget_code: Annotated[Short, Field(max_length=30)] = ""


class ReverseSaid(Said):
    reason: Reason
    done_on: Day | None = None


class ShareTold(Told):
    office: str
    groups: int
    amounts: dict[str, Decimal]
    remark: str


class FaultTold(Told):
    """What does not hold in a register: in which row and column, and the sentence."""

    office: str
    column: str
    message: str


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


class AccountTold(Told):
    """One head of a case's money: `free` may still be bound, `free_cash` has also been transferred."""

    id: int
    head: str
    purse: str
    allotted: Decimal
    given: Decimal
    transferred: Decimal
    committed: Decimal
    lent: Decimal
    paid: Decimal
    returned: Decimal
    free: Decimal
    free_cash: Decimal


class SumsTold(Told):
    """The money of a case with everything below it; `percent` is paid over allotted, in hundredths."""

    allotted: Decimal
    transferred: Decimal
    committed: Decimal
    paid: Decimal
    left: Decimal
    returned: Decimal
    lapsed: Decimal
    lent: Decimal
    percent: Decimal | None


class CaseMoneyTold(Told):
    case: int
    as_of: date | None
    sums: SumsTold
    accounts: list[AccountTold]


class EntryTold(Told):
    """One movement, never edited: `other` is the account across, `reverses` the entry it takes back."""

    id: int
    kind: str
    case: int
    head: str
    amount: Decimal
    done_on: date
    recorded_at: datetime
    recorded_by: str
    other_case: int | None
    reverses: int | None
    register_id: int | None
    spending_id: int | None
    document_number: str
    fund_code: str
    budget_code: str
    reason: str


class EntriesTold(Told):
    items: list[EntryTold]
    next: int | None


class SpendingTold(Told):
    id: int
    case: int
    office: str
    path: str
    head: str
    title: str
    amount: Decimal
    state: str
    held_on: date | None
    requested_on: date | None
    approved_on: date | None
    approval_number: str


class SpendingsTold(Told):
    items: list[SpendingTold]
    next: int | None


class CostTold(Told):
    item: str
    quantity: Decimal
    unit: str
    price: Decimal
    amount: Decimal
    expense_class: str


class SpendingWhole(SpendingTold):
    purpose: str
    place: str
    lines: list[CostTold]


class RegistersAsked(PageAsked):
    edition: Id | None = None
    office: OfficeCode | None = None
    state: Literal["draft", "issued", "replaced", "undone"] | None = None


class MoneyAsked(Said):
    as_of: Day | None = None


class SpendingsAsked(PageAsked):
    case: Id | None = None
    state: Literal["draft", "requested", "approved", "closed", "cancelled"] | None = None


# ---- telling ----


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
    return FaultTold(office=fault.office, column=fault.column, message=fault.sentence)


def account_told(account: Account) -> AccountTold:
    totals = account.totals
    return AccountTold(
        id=account.pk,
        head=account.head,
        purse=account.purse,
        allotted=totals.allotted,
        given=totals.given,
        transferred=totals.got,
        committed=totals.committed,
        lent=totals.lent,
        paid=totals.paid,
        returned=totals.returned,
        free=totals.free,
        free_cash=totals.free_cash,
    )


def sums_told(sums: queries.Sums) -> SumsTold:
    return SumsTold(
        allotted=sums.allotted,
        transferred=sums.transferred,
        committed=sums.committed,
        paid=sums.paid,
        left=sums.left,
        returned=sums.returned,
        lapsed=sums.lapsed,
        lent=sums.lent,
        percent=sums.percent,
    )


def entry_told(entry: Entry) -> EntryTold:
    return EntryTold(
        id=entry.pk,
        kind=entry.kind,
        case=entry.account.case_id,
        head=entry.account.head,
        amount=entry.amount_baht,
        done_on=entry.done_on,
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by.name,
        other_case=entry.other.case_id if entry.other else None,
        reverses=entry.reverses_id,
        register_id=entry.register_id,
        spending_id=entry.spending_id,
        document_number=entry.document_number,
        fund_code=entry.fund_code,
        budget_code=entry.budget_code,
        reason=entry.reason,
    )


def entries_told(entries: list[Entry], after: int | None = None) -> EntriesTold:
    return EntriesTold(items=[entry_told(one) for one in entries], next=after)


def spending_told(spending: Spending) -> SpendingTold:
    return SpendingTold(
        id=spending.pk,
        case=spending.case_id,
        office=spending.office_id,
        path=spending.path,
        head=spending.head,
        title=spending.title,
        amount=spending.amount_baht,
        state=spending.state,
        held_on=spending.held_on,
        requested_on=spending.requested_on,
        approved_on=spending.approved_on,
        approval_number=spending.approval_number,
    )


# ---- finding ----


def a_register(request: Call, pk: int) -> Register:
    rows = Register.objects.visible_to(request.auth.actor).select_related("edition__programme", "office")
    return get_object_or_404(rows, pk=pk)


def entries_seen(rows: "QuerySet[Entry, Entry]") -> "QuerySet[Entry, Entry]":
    return rows.select_related("account", "other", "recorded_by", "reverses", "spending")


# ---- registers ----


@reads(router, "/registers")
def registers(request: Call, asked: Query[RegistersAsked]) -> RegistersTold:
    """The allocation registers the caller sees: of its own offices, and those issued to them."""
    wanted = {"edition": asked.edition, "office": asked.office, "state": asked.state}
    rows = Register.objects.visible_to(request.auth.actor)
    shown, after = window(rows.filter(**{key: one for key, one in wanted.items() if one}), asked)
    return RegistersTold(items=[register_told(one) for one in shown], next=after)


@reads(router, "/registers/{pk}")
def register(request: Call, pk: Id) -> RegisterWhole:
    """One register with its rows and what speaks against it."""
    return register_whole(a_register(request, pk))


@acts(router, "/registers")
def start_register(request: Call, said: RegisterStartSaid) -> RegisterWhole:
    """Begin a draft: the first of an office, or a revision with its reason."""
    edition, office = an_edition(said.edition), an_office(request, said.office)
    made = actions_register.start_register(edition, office, reason=said.reason, actor=request.auth.actor)
    return register_whole(made)


@acts(router, "/registers/{pk}/save")
def save_register(request: Call, pk: Id, said: RegisterSaveSaid) -> RegisterWhole:
    """Keep rows and details, right or wrong: the proof says what is wrong with them."""
    found = a_register(request, pk)
    for row in said.rows:
        get_object_or_404(Office, code=row.office)
    saved = actions_register.save_register(
        found,
        [Share(row.office, row.groups, row.amounts, row.remark) for row in said.rows],
        Details(said.source_text, said.stated_total, said.stated_words, said.omitted_reason),
        seen=said.seen,
        actor=request.auth.actor,
    )
    return register_whole(saved)


@acts(router, "/registers/{pk}/issue")
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


@acts(router, "/registers/{pk}/undo")
def undo_register(request: Call, pk: Id, said: UndoSaid) -> RegisterWhole:
    """Take a notice back, with the reason; the register it replaced is in force again."""
    undone = actions_register.undo_issue(
        a_register(request, pk), reason=said.reason, actor=request.auth.actor
    )
    return register_whole(undone)


@acts(router, "/registers/{pk}/transfers")
def record_transfers(request: Call, pk: Id, said: TransferSaid) -> EntriesTold:
    """Record that money was transferred down: to each office what it still lacks."""
    made = actions_register.record_transfers(
        a_register(request, pk),
        said.offices,
        done_on=said.done_on,
        voucher=Voucher(said.document_number, fund_code=said.fund_code, budget_code=said.budget_code),
        actor=request.auth.actor,
    )
    return entries_told(made)


# ---- what reached an office ----


@acts(router, "/editions/{pk}/allotments")
def record_allotment(request: Call, pk: Id, said: AllotmentSaid) -> EntriesTold:
    """Record a notice of allotment that reached an office."""
    made = actions.record_allotment(
        an_edition(pk),
        an_office(request, said.office),
        said.amounts,
        notice_number=said.notice_number,
        notice_on=said.notice_on,
        source=said.source,
        actor=request.auth.actor,
    )
    return entries_told(made)


@acts(router, "/editions/{pk}/receipts")
def record_receipt(request: Call, pk: Id, said: ReceiptSaid) -> EntriesTold:
    """Record a transfer of money that reached an office from above."""
    made = actions.record_receipt(
        an_edition(pk),
        an_office(request, said.office),
        said.amounts,
        done_on=said.done_on,
        voucher=Voucher(said.document_number, fund_code=said.fund_code, budget_code=said.budget_code),
        actor=request.auth.actor,
    )
    return entries_told(made)


# ---- accounts, entries, spendings ----


@reads(router, "/cases/{pk}/money")
def case_money(request: Call, pk: Id, asked: Query[MoneyAsked]) -> CaseMoneyTold:
    """The money of a case with everything below it as of a day, and its own accounts as they stand."""
    found = a_case(request, pk)
    return CaseMoneyTold(
        case=found.pk,
        as_of=asked.as_of,
        sums=sums_told(queries.sums([found], asked.as_of)[found.pk]),
        accounts=[account_told(one) for one in queries.accounts_of(found)],
    )


@reads(router, "/cases/{pk}/entries")
def case_entries(request: Call, pk: Id, asked: Query[PageAsked]) -> EntriesTold:
    """The entries on a case's own accounts, from either side, in the order they were recorded."""
    shown, after = window(entries_seen(Entry.objects.touching(a_case(request, pk))), asked)
    return entries_told(shown, after)


@acts(router, "/entries/{pk}/reverse")
def reverse_entry(request: Call, pk: Id, said: ReverseSaid) -> EntryTold:
    """Take back what still stands of an entry recorded in error, with the reason."""
    rows = entries_seen(Entry.objects.visible_to(request.auth.actor))
    found = get_object_or_404(rows.select_related("account__case__edition__programme", "spending"), pk=pk)
    made = actions.reverse(found, reason=said.reason, done_on=said.done_on, actor=request.auth.actor)
    return entry_told(made)


@reads(router, "/spendings")
def spendings(request: Call, asked: Query[SpendingsAsked]) -> SpendingsTold:
    """What offices spend on for the groups the caller sees."""
    wanted = {"case": asked.case, "state": asked.state}
    rows = Spending.objects.visible_to(request.auth.actor)
    shown, after = window(rows.filter(**{key: one for key, one in wanted.items() if one}), asked)
    return SpendingsTold(items=[spending_told(one) for one in shown], next=after)


@reads(router, "/spendings/{pk}")
def spending(request: Call, pk: Id) -> SpendingWhole:
    """One spending with its lines."""
    found = get_object_or_404(Spending.objects.visible_to(request.auth.actor), pk=pk)
    return SpendingWhole(
        **spending_told(found).model_dump(),
        purpose=found.purpose,
        place=found.place,
        lines=[
            CostTold(
                item=one.item,
                quantity=one.quantity,
                unit=one.unit,
                price=one.price_baht,
                amount=one.amount_baht,
                expense_class=one.expense_class,
            )
            for one in found.lines.order_by("position", "pk")
        ],
    )
