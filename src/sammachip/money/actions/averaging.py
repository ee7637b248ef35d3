"""What a head lacks is moved from the other heads of the same case."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from sammachip.money.actions.posting import Posting, post
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry
from sammachip.money.stages import averaged_heads
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail


@transaction.atomic
def cover(account: Account, amount: Decimal, *, done_on: date, actor: Actor) -> list[Entry]:
    """Move what a head lacks from the case's other heads (ถัวจ่าย), where the pack lets both go over with a warning."""
    averaged = averaged_heads(account.case.edition)
    account.refresh_from_db()
    lacking = amount - min(account.totals.free, account.totals.free_cash)
    if lacking <= 0 or account.head not in averaged:
        return []
    others = Account.objects.filter(case=account.case, purse=account.purse, head__in=averaged).exclude(
        pk=account.pk
    )
    postings = []
    for other in others.order_by("pk"):
        part = min(lacking, other.totals.free, other.totals.free_cash)
        if part > 0:
            postings.append(Posting(EntryKind.MOVED, other, part, done_on, other=account))
            lacking -= part
    if not postings:
        return []
    entries = post(postings, actor=actor)
    trail.log(
        "money.averaged",
        about=account,
        within=account.case,
        actor=actor,
        amount=sum(one.amount for one in postings),
    )
    return entries
