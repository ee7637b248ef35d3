"""Money: what reached an office, its accounts and their entries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.law import an_edition
from sammachip.api.desks.me import an_office
from sammachip.api.ground import Call, acts, alone, first, reads, window
from sammachip.api.words import (
    Baht,
    DatedReasonSaid,
    Day,
    Id,
    Key,
    Line,
    OfficeCode,
    PageAsked,
    Said,
    Short,
    Told,
)
from sammachip.money import actions, queries
from sammachip.money.actions import Voucher
from sammachip.money.models import Account, Entry
from sammachip.money.rules import may_record_notice, may_reverse
from sammachip.org.models import Office

router = Router(tags=["money"])
Amounts = Annotated[dict[Key, Baht], Field(max_length=50)]
DocumentNumber = Annotated[Short, Field(min_length=1)]


class AllotmentSaid(Said):
    """A notice of allotment that reached an office: its number, its day, and the sum under each head."""

    office: OfficeCode
    amounts: Amounts
    notice_number: DocumentNumber
    notice_on: Day
    source: Line = ""


class VoucherSaid(Said):
    """The paper behind a movement of money: its day, its number, and the codes of the state's books."""

    done_on: Day
    document_number: DocumentNumber
    fund_code: Annotated[Short, Field(max_length=20)] = ""
    budget_code: Annotated[Short, Field(max_length=30)] = ""

    def voucher(self, payer: Office | None = None) -> Voucher:
        return Voucher(self.document_number, payer, self.fund_code, self.budget_code)


class ReceiptSaid(VoucherSaid):
    """A transfer of money that reached an office from above."""

    office: OfficeCode
    amounts: Amounts


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


class MoneyAsked(Said):
    as_of: Day | None = None


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


def entries_seen(rows: "QuerySet[Entry, Entry]") -> "QuerySet[Entry, Entry]":
    return rows.select_related("account", "other", "recorded_by", "reverses", "spending")


@acts(router, "/editions/{pk}/allotments", may=alone(may_record_notice, "office"))
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


@acts(router, "/editions/{pk}/receipts", may=alone(may_record_notice, "office"))
def record_receipt(request: Call, pk: Id, said: ReceiptSaid) -> EntriesTold:
    """Record a transfer of money that reached an office from above."""
    made = actions.record_receipt(
        an_edition(pk),
        an_office(request, said.office),
        said.amounts,
        done_on=said.done_on,
        voucher=said.voucher(),
        actor=request.auth.actor,
    )
    return entries_told(made)


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


@reads(router, "/cases/{pk}/ledger-entries")
def case_entries(request: Call, pk: Id, asked: Query[PageAsked]) -> EntriesTold:
    """The entries on a case's own accounts, from either side, in the order they were recorded."""
    shown, after = window(entries_seen(Entry.objects.touching(a_case(request, pk))), asked)
    return entries_told(shown, after)


def an_entry(request: Call, pk: int) -> Entry:
    rows = entries_seen(Entry.objects.visible_to(request.auth.actor))
    return get_object_or_404(rows.select_related("account__case__edition__programme", "spending"), pk=pk)


@acts(router, "/ledger-entries/{pk}/reverse", may=first(may_reverse, an_entry))
def reverse_entry(request: Call, pk: Id, said: DatedReasonSaid) -> EntryTold:
    """Take back what still stands of an entry recorded in error, with the reason."""
    found = an_entry(request, pk)
    made = actions.reverse(found, reason=said.reason, done_on=said.done_on, actor=request.auth.actor)
    return entry_told(made)
