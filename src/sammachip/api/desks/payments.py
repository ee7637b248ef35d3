"""Money that moves for an approved spending: bound, paid, paid back, lent and cleared."""

from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.law import an_office
from sammachip.api.desks.money import DocumentNumber, EntriesTold, entries_told
from sammachip.api.desks.spendings import LoanTold, a_spending, loan_told
from sammachip.api.ground import Call, acts, reads, window
from sammachip.api.words import Baht, Day, Id, OfficeCode, PageAsked, Said, Short, Told
from sammachip.money import actions_spending as actions
from sammachip.money import spendings as reading
from sammachip.money.actions import Voucher
from sammachip.money.models import Loan, Spending
from sammachip.trail import clock

router = Router(tags=["spending"])


class PaymentSaid(Said):
    """A sum, the day on its paper, and the paper; `payer` is the spending office where it is not said."""

    amount: Baht
    done_on: Day
    document_number: DocumentNumber
    payer: OfficeCode | None = None
    fund_code: Annotated[Short, Field(max_length=20)] = ""
    budget_code: Annotated[Short, Field(max_length=30)] = ""


class LoanSaid(PaymentSaid):
    """A loan to an officer of the spending office, by its contract."""

    borrower: Id
    contract_number: DocumentNumber
    due_on: Day


class LoansAsked(PageAsked):
    which: Literal["open", "overdue"] = "open"


class LoansTold(Told):
    items: list[LoanTold]
    next: int | None


def a_loan(request: Call, pk: int) -> Loan:
    rows = Loan.objects.visible_to(request.auth.actor).select_related(
        "borrower", "spending__case__edition__programme", "spending__office"
    )
    return get_object_or_404(rows, pk=pk)


def voucher_of(request: Call, said: PaymentSaid, spending: Spending) -> Voucher:
    payer = an_office(request, said.payer) if said.payer else spending.office
    return Voucher(said.document_number, payer, said.fund_code, said.budget_code)


@reads(router, "/loans")
def loans(request: Call, asked: Query[LoansAsked]) -> LoansTold:
    """Loans that are not cleared yet, or only those past their day."""
    rows = reading.open_loans(request.auth.actor)
    if asked.which == "overdue":
        rows = reading.overdue_loans(request.auth.actor, clock.today())
    shown, after = window(rows, asked)
    return LoansTold(items=[loan_told(one) for one in shown], next=after)


@acts(router, "/spendings/{pk}/commitments")
def commit_spending(request: Call, pk: Id, said: PaymentSaid) -> EntriesTold:
    """Bind money for an approved spending before it is paid (ก่อหนี้ผูกพัน)."""
    found = a_spending(request, pk)
    voucher = voucher_of(request, said, found)
    made = actions.commit_spending(
        found, said.amount, done_on=said.done_on, voucher=voucher, actor=request.auth.actor
    )
    return entries_told([made])


@acts(router, "/spendings/{pk}/payments")
def pay_spending(request: Call, pk: Id, said: PaymentSaid) -> EntriesTold:
    """Record a payment (เบิกจ่าย): from what is bound first, the rest bound and paid at once."""
    found = a_spending(request, pk)
    voucher = voucher_of(request, said, found)
    return entries_told(
        actions.pay_spending(
            found, said.amount, done_on=said.done_on, voucher=voucher, actor=request.auth.actor
        )
    )


@acts(router, "/spendings/{pk}/repayments")
def repay_spending(request: Call, pk: Id, said: PaymentSaid) -> EntriesTold:
    """Record money paid too much that came back (เบิกเกินส่งคืน)."""
    found = a_spending(request, pk)
    voucher = voucher_of(request, said, found)
    return entries_told(
        actions.repay(found, said.amount, done_on=said.done_on, voucher=voucher, actor=request.auth.actor)
    )


@acts(router, "/spendings/{pk}/loans")
def lend(request: Call, pk: Id, said: LoanSaid) -> LoanTold:
    """Lend an officer money for an approved spending, by a contract with its due day (เงินยืมราชการ)."""
    found = a_spending(request, pk)
    made = actions.lend(
        found,
        actions.Contract(
            borrower=get_object_or_404(reading.borrowers(found.office), pk=said.borrower),
            number=said.contract_number,
            amount=said.amount,
            lent_on=said.done_on,
            due_on=said.due_on,
        ),
        voucher=voucher_of(request, said, found),
        actor=request.auth.actor,
    )
    return loan_told(made)


@acts(router, "/loans/{pk}/clear")
def clear_loan(request: Call, pk: Id, said: PaymentSaid) -> LoanTold:
    """Clear a loan: `amount` is what the vouchers prove, the rest came back in cash."""
    found = a_loan(request, pk)
    cleared = actions.clear_loan(
        found,
        spent=said.amount,
        cleared_on=said.done_on,
        voucher=voucher_of(request, said, found.spending),
        actor=request.auth.actor,
    )
    return loan_told(cleared)
