"""Money that moves for an approved spending: bound, paid, paid back, lent and cleared."""

from django.shortcuts import get_object_or_404
from ninja import Router

from sammachip.api.desks.loans import LoanTold, a_loan, loan_told
from sammachip.api.desks.me import an_office
from sammachip.api.desks.money import DocumentNumber, EntriesTold, VoucherSaid, entries_told
from sammachip.api.desks.spendings import a_spending
from sammachip.api.ground import Call, acts, first
from sammachip.api.words import Baht, Day, Id, OfficeCode
from sammachip.money import actions_spending as actions
from sammachip.money import rules_spending as rules
from sammachip.money import spendings as reading
from sammachip.money.actions import Voucher
from sammachip.money.models import Spending

router = Router(tags=["spending"])


class PaymentSaid(VoucherSaid):
    """A sum, the day on its paper, and the paper; `payer` is the spending office where it is not said."""

    amount: Baht
    payer: OfficeCode | None = None


class LoanSaid(PaymentSaid):
    """A loan to an officer of the spending office, by its contract."""

    borrower: Id
    contract_number: DocumentNumber
    due_on: Day


def voucher_of(request: Call, said: PaymentSaid, spending: Spending) -> Voucher:
    payer = an_office(request, said.payer) if said.payer else spending.office
    return said.voucher(payer)


@acts(router, "/spendings/{pk}/commitments", may=first(rules.may_pay, a_spending))
def commit_spending(request: Call, pk: Id, said: PaymentSaid) -> EntriesTold:
    """Bind money for an approved spending before it is paid (ก่อหนี้ผูกพัน)."""
    found = a_spending(request, pk)
    voucher = voucher_of(request, said, found)
    made = actions.commit_spending(
        found, said.amount, done_on=said.done_on, voucher=voucher, actor=request.auth.actor
    )
    return entries_told([made])


@acts(router, "/spendings/{pk}/payments", may=first(rules.may_pay, a_spending))
def pay_spending(request: Call, pk: Id, said: PaymentSaid) -> EntriesTold:
    """Record a payment (เบิกจ่าย): from what is bound first, the rest bound and paid at once."""
    found = a_spending(request, pk)
    voucher = voucher_of(request, said, found)
    return entries_told(
        actions.pay_spending(
            found, said.amount, done_on=said.done_on, voucher=voucher, actor=request.auth.actor
        )
    )


@acts(router, "/spendings/{pk}/repayments", may=first(rules.may_repay, a_spending))
def repay_spending(request: Call, pk: Id, said: PaymentSaid) -> EntriesTold:
    """Record money paid too much that came back (เบิกเกินส่งคืน)."""
    found = a_spending(request, pk)
    voucher = voucher_of(request, said, found)
    return entries_told(
        actions.repay(found, said.amount, done_on=said.done_on, voucher=voucher, actor=request.auth.actor)
    )


@acts(router, "/spendings/{pk}/loans", may=first(rules.may_pay, a_spending))
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


@acts(router, "/loans/{pk}/clear", may=first(rules.may_clear, a_loan))
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
