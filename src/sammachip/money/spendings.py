"""Reads of a spending: what was bound, lent and paid on it, which evidence it lacks, and which loans are late."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from sammachip.money.ledger import ZERO, Totals, effect
from sammachip.money.models import Entry, EvidenceKind, Loan, Spending
from sammachip.org.hats import Actor

WANTED = (EvidenceKind.PROJECT_PAPER, EvidenceKind.ATTENDANCE, EvidenceKind.RECEIPT, EvidenceKind.PHOTO)
"""The evidence set of a training-type cost: what an auditor asks for, shown when absent, never a gate by itself."""


@dataclass(frozen=True, slots=True)
class SpendingTotals:
    """What the entries of one spending come to."""

    bound: Decimal = ZERO
    lent: Decimal = ZERO
    paid: Decimal = ZERO

    @property
    def unpaid(self) -> Decimal:
        """Bound, and neither lent out nor paid."""
        return self.bound - self.lent - self.paid


def totals_of(spendings: Iterable[Spending]) -> Mapping[int, SpendingTotals]:
    """Bound, lent and paid of each spending by its primary key; one query."""
    added: dict[int, Totals] = defaultdict(Totals)
    rows = Entry.objects.filter(spending__in=[one.pk for one in spendings]).order_by()
    for pk, kind, reverses, amount in rows.values_list("spending", "kind", "reverses__kind").annotate(
        sum=Sum("amount_baht")
    ):
        assert pk is not None
        added[pk] = added[pk].shifted(effect(kind, reverses=reverses).own, amount)
    found = {pk: SpendingTotals(one.committed, one.lent, one.paid) for pk, one in added.items()}
    return {one.pk: found.get(one.pk, SpendingTotals()) for one in spendings}


def totals_of_one(spending: Spending) -> SpendingTotals:
    return totals_of([spending])[spending.pk]


def evidence_lacking(spending: Spending) -> Sequence[str]:
    """The labels of the usual evidence that nobody has given yet."""
    given = set(spending.evidence.values_list("kind", flat=True))
    if spending.approved_by_id is not None:
        given.add(EvidenceKind.PROJECT_PAPER)  # approved here: the paper was issued and is kept
    return [str(kind.label) for kind in WANTED if kind not in given]


def overdue_loans(actor: Actor, day: date) -> QuerySet[Loan]:
    """The loans in the actor's sight that should have been cleared before this day, the oldest first."""
    return open_loans(actor).filter(due_on__lt=day)


def open_loans(actor: Actor) -> QuerySet[Loan]:
    loans = (
        Loan.objects.visible_to(actor)
        .open()
        .select_related("borrower", "spending__case__group", "spending__office")
    )
    return loans.order_by("due_on", "pk")
