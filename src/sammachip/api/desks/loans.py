"""Money lent to officers for what their offices spend, until it is cleared."""

from datetime import date
from decimal import Decimal
from typing import Literal

from django.shortcuts import get_object_or_404
from ninja import Query, Router

from sammachip.api.ground import Call, reads, window
from sammachip.api.words import PageAsked, Told
from sammachip.money import spendings as reading
from sammachip.money.models import Loan
from sammachip.trail import clock

router = Router(tags=["spending"])


class LoanTold(Told):
    """A loan; `overdue` as of today, and what cleared it once it is cleared."""

    id: int
    spending: int
    borrower: int
    borrower_name: str
    contract_number: str
    amount: Decimal
    lent_on: date
    due_on: date
    overdue: bool
    cleared_on: date | None
    spent: Decimal | None
    cash_back: Decimal | None


class LoansAsked(PageAsked):
    which: Literal["open", "overdue"] = "open"


class LoansTold(Told):
    items: list[LoanTold]
    next: int | None


def loan_told(loan: Loan) -> LoanTold:
    return LoanTold(
        id=loan.pk,
        spending=loan.spending_id,
        borrower=loan.borrower_id,
        borrower_name=loan.borrower.name,
        contract_number=loan.contract_number,
        amount=loan.amount_baht,
        lent_on=loan.lent_on,
        due_on=loan.due_on,
        overdue=loan.is_overdue(clock.today()),
        cleared_on=loan.cleared_on,
        spent=loan.spent_baht,
        cash_back=loan.cash_back_baht,
    )


def a_loan(request: Call, pk: int) -> Loan:
    rows = Loan.objects.visible_to(request.auth.actor).select_related(
        "borrower", "spending__case__edition__programme", "spending__office"
    )
    return get_object_or_404(rows, pk=pk)


@reads(router, "/loans")
def loans(request: Call, asked: Query[LoansAsked]) -> LoansTold:
    """Loans that are not cleared yet, or only those past their day."""
    rows = reading.open_loans(request.auth.actor)
    if asked.which == "overdue":
        rows = reading.overdue_loans(request.auth.actor, clock.today())
    shown, after = window(rows, asked)
    return LoansTold(items=[loan_told(one) for one in shown], next=after)
