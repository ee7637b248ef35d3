"""What was recorded wrongly is withdrawn before anything is paid on it: the row stays, and its step is open again."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.core.verdict import Refused, require
from sammachip.money import purchases
from sammachip.money import rules_purchase as rules
from sammachip.money.actions import Posting, Voucher, hold, post, standing_part, unreversed
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Delivery, Entry, Inspection, Order, Purchase, Spending
from sammachip.money.purchases import Recorded, Step
from sammachip.money.spendings import by_account
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

ROWS: dict[Step, type[Recorded]] = {
    Step.ORDER: Order,
    Step.DELIVERY: Delivery,
    Step.INSPECTION: Inspection,
}
VERBS = {
    Step.ORDER: "purchase.order-withdrawn",
    Step.DELIVERY: "purchase.delivery-withdrawn",
    Step.INSPECTION: "purchase.inspection-withdrawn",
}


@transaction.atomic
def withdraw_step(purchase: Purchase, step: Step, *, reason: str, actor: Actor) -> Recorded:
    """Withdraw the order, delivery or inspection recorded last, with the reason; what an order bound is free again."""
    spending = purchase.spending
    hold(spending)
    require(rules.may_withdraw(actor, purchase, step))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ถอน"))
    last = purchases.found(purchase).last
    assert last is not None  # may_withdraw asks for one
    standing = ROWS[step].objects.standing().filter(pk=last.pk)
    claim(standing, withdrawn_at=clock.now(), withdrawn_by=actor.person, withdrawn_reason=reason.strip())
    last.refresh_from_db()
    trail.log(VERBS[step], about=last, within=spending.case, actor=actor, reason=reason.strip())
    if step is Step.ORDER:
        post(list(_freeing(spending, reason.strip())), actor=actor)
    cases.advance(spending.case)
    return last


def _freeing(spending: Spending, reason: str) -> Iterator[Posting]:
    """Postings that take back, by name, what the order bound and nobody released since."""
    bound = {pk: totals.unpaid for pk, totals in by_account(spending).items()}
    entries = Entry.objects.filter(spending=spending, kind=EntryKind.COMMITTED)
    for entry in entries.select_related("account", "other").order_by("-pk"):
        part = min(unreversed(entry), bound[entry.account_id])
        if part > 0:
            bound[entry.account_id] -= part
            yield standing_part(entry, part, done_on=clock.today(), voucher=Voucher(reason=reason))
