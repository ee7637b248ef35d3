"""A spending is closed, paid out or cut short; a case spends no more."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.models import Task
from sammachip.core.verdict import Refused, require
from sammachip.money import rules_spending as rules
from sammachip.money.actions import NO_VOUCHER, Posting, Voucher, hold, post
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Spending, SpendingEnd, SpendingState
from sammachip.money.paths import is_settled, may_drop
from sammachip.money.spendings import by_account, totals_of_one
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


def close_if_spent(spending: Spending, actor: Actor) -> None:
    """Close what was paid in full; of a purchase, what was bound beyond what the vendor is owed is released."""
    totals = totals_of_one(spending)
    settled = is_settled(spending)
    if settled and totals.unpaid > 0:
        post(_releases(spending, NO_VOUCHER), actor=actor)
    if settled or (totals.paid >= spending.amount_baht and not totals.lent):
        Spending.objects.filter(pk=spending.pk, state=SpendingState.APPROVED).update(
            state=SpendingState.CLOSED
        )
        spending.refresh_from_db()


@transaction.atomic
def close_spending(spending: Spending, *, reason: str, actor: Actor) -> Spending:
    """Say that no more is paid on a spending: what is bound and unpaid is released; unpaid in full, it is cancelled."""
    hold(spending)
    require(rules.may_close_spending(actor, spending))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ปิดหรือยกเลิกรายการ"))
    require(may_drop(spending))
    totals = totals_of_one(spending)
    require(rules.is_cleared(totals.lent))
    if totals.unpaid > 0:
        post(_releases(spending, Voucher(reason=reason.strip())), actor=actor)
    state = SpendingState.CLOSED if totals.paid else SpendingState.CANCELLED
    claim(
        Spending.objects.filter(pk=spending.pk, state=spending.state),
        state=state,
        return_reason=reason.strip(),
    )
    spending.refresh_from_db()
    trail.log(
        "spending.closed",
        about=spending,
        within=spending.case,
        actor=actor,
        reason=reason.strip(),
        state=state,
    )
    cases.advance(spending.case)
    return spending


def _releases(spending: Spending, voucher: Voucher) -> list[Posting]:
    """Postings that free what is bound for a spending and unpaid, on each account that holds it."""
    held = {pk: totals.unpaid for pk, totals in by_account(spending).items() if totals.unpaid > 0}
    return [
        Posting(
            EntryKind.RELEASED, account, held[account.pk], clock.today(), spending=spending, voucher=voucher
        )
        for account in Account.objects.filter(pk__in=held).select_related("case__edition").order_by("pk")
    ]


@transaction.atomic
def end_spending(task: Task, *, reason: str, done_on: date | None = None, actor: Actor) -> SpendingEnd:
    """Say that a case spends no more though money is left, and why: its spend stage is passed."""
    require(rules.may_end_spending(actor, task))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่สิ้นสุดการใช้จ่ายโดยยังมีเงินคงเหลือ"))
    if SpendingEnd.objects.filter(task=task).exists():
        raise Refused(_("สิ้นสุดการใช้จ่ายไว้แล้ว"))
    ended = SpendingEnd.objects.create(
        task=task,
        reason=reason.strip(),
        made_by=actor.person,
        done_on=done_on or clock.today(),
        recorded_at=clock.now(),
    )
    trail.log("spending.ended", about=ended, within=task.case, actor=actor, reason=reason.strip())
    cases.advance(task.case)
    return ended
