"""What an entry did is taken back, whole or in part."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.core.verdict import Refused, require
from sammachip.money import rules
from sammachip.money.actions.holding import hold, hold_cases
from sammachip.money.actions.posting import NO_VOUCHER, Posting, Voucher, post, unreversed
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry, Spending, SpendingState
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock


@transaction.atomic
def reverse(entry: Entry, *, reason: str, done_on: date | None = None, actor: Actor) -> Entry:
    """Take back what still stands of an entry that an office recorded in error, with the reason."""
    hold(entry.spending) if entry.spending else hold_cases([entry.account.case_id])
    require(rules.may_reverse(actor, entry))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลของการกลับรายการ"))
    posting = standing_part(
        entry, unreversed(entry), done_on=done_on or clock.today(), voucher=Voucher(reason=reason.strip())
    )
    [taken_back] = post([posting], actor=actor)
    if entry.spending is not None and entry.effect.own.get("paid"):
        reopen(entry.spending)
    trail.log(
        "entry.reversed", about=taken_back, within=entry.account.case, actor=actor, reason=reason, entry=entry
    )
    cases.advance(entry.account.case)
    return taken_back


def reopen(spending: Spending) -> None:
    """Let more be paid on a spending that was closed: a payment of it is taken back."""
    closed = Spending.objects.filter(pk=spending.pk, state=SpendingState.CLOSED)
    if closed.update(state=SpendingState.APPROVED):
        spending.refresh_from_db()


def standing_part(entry: Entry, amount: Decimal, *, done_on: date, voucher: Voucher = NO_VOUCHER) -> Posting:
    """The posting that takes back `amount` of an entry."""
    return Posting(
        EntryKind.REVERSED,
        entry.account,
        amount,
        done_on,
        other=entry.other,
        reverses=entry,
        register=entry.register,
        spending=entry.spending,
        loan=entry.loan,
        voucher=voucher,
    )


def take_back(
    account: Account, amount: Decimal, done_on: date, voucher: Voucher = NO_VOUCHER
) -> list[Posting]:
    """Postings that take this much back from the account's allotments, the latest first."""
    postings = []
    for entry in (
        account.entries.filter(kind=EntryKind.ALLOTTED).select_related("account", "other").order_by("-pk")
    ):
        part = min(amount, unreversed(entry))
        if part > 0:
            postings.append(standing_part(entry, part, done_on=done_on, voucher=voucher))
            amount -= part
    return postings
