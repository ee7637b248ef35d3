"""Money is bound for an approved spending, paid on it, and comes back when too much was paid."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.core.money import format_baht
from sammachip.core.verdict import Refused, require
from sammachip.money import rules_spending as rules
from sammachip.money.actions import (
    NO_VOUCHER,
    Posting,
    Voucher,
    cover,
    hold,
    in_steps,
    post,
    reopen,
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
from sammachip.money.models import Account, Entry, Spending
from sammachip.money.paths import PAYS
from sammachip.money.spendings import by_account, totals_of_one
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail


@transaction.atomic
def commit_spending(
    spending: Spending, amount: Decimal, *, done_on: date, voucher: Voucher = NO_VOUCHER, actor: Actor
) -> Entry:
    """Bind money (ก่อหนี้ผูกพัน) for an approved spending, before it is paid."""
    require_payable(spending, "order", done_on, actor)
    require_new(spending, [EntryKind.COMMITTED], voucher, amount, done_on)
    require(rules.may_spend_more(spending, totals_of_one(spending).bound, amount))
    account = account_for(spending, done_on)
    require(rules.may_bind_on(account))
    cover(account, amount, done_on=done_on, actor=actor)
    [entry] = post(
        [Posting(EntryKind.COMMITTED, account, amount, done_on, spending=spending, voucher=voucher)],
        actor=actor,
    )
    trail.log(
        "money.committed", about=spending, within=spending.case, actor=actor, done_on=done_on, amount=amount
    )
    cases.advance(spending.case)
    return entry


@transaction.atomic
def pay_spending(
    spending: Spending, amount: Decimal, *, done_on: date, voucher: Voucher, actor: Actor
) -> list[Entry]:
    """Record a payment (เบิกจ่าย): from what is bound, and what goes beyond it bound and paid in one entry."""
    require_payable(spending, "payment", done_on, actor)
    require_documented(spending, voucher)
    require_new(spending, PAYS, voucher, amount, done_on)
    require_positive(amount)
    account = account_for(spending, done_on)
    at_once = still_to_bind(spending, account, amount)
    cover(account, at_once, done_on=done_on, actor=actor)
    steps = [(EntryKind.PAID, amount - at_once), (EntryKind.PAID_AT_ONCE, at_once)]
    entries = post(in_steps(account, steps, done_on, spending=spending, voucher=voucher), actor=actor)
    trail.log(
        "money.paid",
        about=spending,
        within=spending.case,
        actor=actor,
        done_on=done_on,
        amount=amount,
        document=voucher.number,
    )
    close_if_spent(spending, actor)
    cases.advance(spending.case)
    return entries


@transaction.atomic
def repay(
    spending: Spending, amount: Decimal, *, done_on: date, voucher: Voucher, actor: Actor
) -> list[Entry]:
    """Record money paid too much that came back (เบิกเกินส่งคืน); it is free on the account again."""
    hold(spending)
    require(rules.may_repay(actor, spending))
    require_positive(amount)
    require_new(spending, [EntryKind.REPAID], voucher, amount, done_on)
    reopen(spending)
    _require_paid(spending, amount)
    entries = post(
        [
            Posting(kind, account, part, done_on, spending=spending, voucher=voucher)
            for account, part in _paid_last(spending, amount)
            for kind in (EntryKind.REPAID, EntryKind.RELEASED)
        ],
        actor=actor,
    )
    trail.log(
        "money.repaid", about=spending, within=spending.case, actor=actor, done_on=done_on, amount=amount
    )
    cases.advance(spending.case)
    return entries


def _require_paid(spending: Spending, amount: Decimal) -> None:
    paid = totals_of_one(spending).paid
    if amount > paid:
        raise Refused(
            _("ส่งคืนเกินที่เบิก: ขอส่งคืน {amount} บาท แต่รายการนี้เบิกจ่ายไว้ {paid} บาท — ตรวจยอดเบิกเกินส่งคืน").format(
                amount=format_baht(amount), paid=format_baht(paid)
            )
        )


def _paid_last(spending: Spending, amount: Decimal) -> Iterator[tuple[Account, Decimal]]:
    """The accounts to which so much of a spending's payments goes back: the one that paid last first."""
    for pk, totals in by_account(spending).items():
        if (part := min(amount, totals.paid)) > 0:
            yield Account.objects.select_related("case__edition").get(pk=pk), part
            amount -= part
