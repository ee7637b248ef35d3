"""Money lent to an officer for an approved spending, and its clearing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.core.money import format_baht
from sammachip.core.verdict import Refused, require
from sammachip.money import rules_spending as rules
from sammachip.money.actions import (
    Voucher,
    cover,
    hold,
    in_steps,
    post,
    require_positive,
)
from sammachip.money.actions_spending.closing import close_if_spent
from sammachip.money.actions_spending.gates import (
    account_for,
    require_documented,
    require_new,
    require_payable,
    still_to_bind,
)
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry, Loan, Spending
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class Contract:
    """What the paper of a loan says (สัญญายืมเงิน): who borrows how much from when, and when it must be cleared."""

    borrower: Person
    number: str
    amount: Decimal
    lent_on: date
    due_on: date


@transaction.atomic
def lend(spending: Spending, contract: Contract, *, voucher: Voucher, actor: Actor) -> Loan:
    """Lend an officer money for an approved spending (เงินยืมราชการ), under a contract with its due day."""
    amount, lent_on = contract.amount, contract.lent_on
    require_payable(spending, "payment", lent_on, actor)
    _require_sound_contract(contract, actor)
    require_new(spending, [EntryKind.LOAN], voucher, amount, lent_on)
    account = account_for(spending, lent_on)
    to_bind = still_to_bind(spending, account, amount)
    loan = _loan(spending, contract, actor)
    cover(account, to_bind, done_on=lent_on, actor=actor)
    steps = [(EntryKind.COMMITTED, to_bind), (EntryKind.LOAN, amount)]
    post(in_steps(account, steps, lent_on, spending=spending, loan=loan, voucher=voucher), actor=actor)
    trail.log(
        "loan.given",
        about=loan,
        within=spending.case,
        actor=actor,
        done_on=lent_on,
        amount=amount,
        due=contract.due_on,
    )
    cases.advance(spending.case)
    return loan


def _require_sound_contract(contract: Contract, actor: Actor) -> None:
    if contract.borrower == actor.person:
        raise Refused(_("ผู้ยืมจะบันทึกการจ่ายเงินยืมให้ตนเองไม่ได้ — ให้ผู้อื่นในหน่วยงานบันทึก"))
    require_positive(contract.amount)
    if not contract.number.strip():
        raise Refused(_("ระบุเลขที่สัญญายืมเงิน"))
    if contract.due_on < contract.lent_on:
        raise Refused(
            _("ครบกำหนดส่งใช้ {due} อยู่ก่อนวันรับเงินยืม {lent} — ตรวจวันที่ตามสัญญา").format(
                due=day_name(contract.due_on), lent=day_name(contract.lent_on)
            )
        )


def _loan(spending: Spending, contract: Contract, actor: Actor) -> Loan:
    return Loan.objects.create(
        spending=spending,
        borrower=contract.borrower,
        contract_number=contract.number.strip(),
        amount_baht=contract.amount,
        lent_on=contract.lent_on,
        due_on=contract.due_on,
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )


@transaction.atomic
def clear_loan(loan: Loan, *, spent: Decimal, cleared_on: date, voucher: Voucher, actor: Actor) -> Loan:
    """Clear a loan (ส่งใช้เงินยืม): what was spent counts as paid, the rest came back in cash and is free again."""
    spending = loan.spending
    hold(spending)
    require(rules.may_clear(actor, loan))
    _require_sound_clearing(loan, spent, cleared_on)
    require_documented(spending, voucher)
    back = loan.amount_baht - spent
    claim(
        Loan.objects.filter(pk=loan.pk, cleared_on__isnull=True),
        cleared_on=cleared_on,
        spent_baht=spent,
        cash_back_baht=back,
    )
    account = _account_lent_from(loan)
    steps = [(EntryKind.LOAN_CLEARED, loan.amount_baht), (EntryKind.PAID, spent), (EntryKind.RELEASED, back)]
    post(in_steps(account, steps, cleared_on, spending=spending, loan=loan, voucher=voucher), actor=actor)
    loan.refresh_from_db()
    trail.log(
        "loan.cleared",
        about=loan,
        within=spending.case,
        actor=actor,
        done_on=cleared_on,
        spent=spent,
        back=back,
    )
    close_if_spent(spending, actor)
    cases.advance(spending.case)
    return loan


def _require_sound_clearing(loan: Loan, spent: Decimal, cleared_on: date) -> None:
    if spent < 0:
        raise Refused(
            _("ใบสำคัญ {spent} บาท ติดลบไม่ได้ — กรอกยอดตามใบสำคัญ หรือ 0 หากส่งคืนเป็นเงินสดทั้งหมด").format(
                spent=format_baht(spent)
            )
        )
    if spent > loan.amount_baht:
        raise Refused(
            _("ใบสำคัญ {spent} บาท เกินเงินยืม {amount} บาท — ส่วนที่เกินให้เบิกเป็นรายการจ่ายตรง").format(
                spent=format_baht(spent), amount=format_baht(loan.amount_baht)
            )
        )
    if cleared_on < loan.lent_on:
        raise Refused(
            _("วันส่งใช้ {day} อยู่ก่อนวันรับเงินยืม {lent} — ตรวจวันที่ตามเอกสาร").format(
                day=day_name(cleared_on), lent=day_name(loan.lent_on)
            )
        )


def _account_lent_from(loan: Loan) -> Account:
    given = (
        Entry.objects.filter(loan=loan, kind=EntryKind.LOAN).select_related("account__case__edition").first()
    )
    assert given is not None, "a loan is given by its entry"
    return given.account
