"""Reads of a spending: what was bound, lent and paid on it, which evidence it lacks, and which loans are late."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, QuerySet, Sum
from django.utils.translation import gettext as _

from sammachip.money.ledger import ZERO, Totals, effect
from sammachip.money.models import Account, Entry, EvidenceKind, Loan, Spending
from sammachip.money.models.spendings import LoanQuerySet, SpendingPath
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.trail import clock
from sammachip.trail.spoken import day_name

WANTED = (EvidenceKind.PROJECT_PAPER, EvidenceKind.ATTENDANCE, EvidenceKind.RECEIPT, EvidenceKind.PHOTO)
"""The evidence set of a training-type cost: what an auditor asks for, shown when absent, never a gate by itself."""

WANTED_OF_PURCHASE = (EvidenceKind.PROJECT_PAPER, EvidenceKind.RECEIPT)
"""Nobody signs in to a purchase: its delivery and inspection are papers of their own."""


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
    wanted = [one.pk for one in spendings]
    found = _added(Entry.objects.filter(spending__in=wanted), "spending")
    return {pk: found.get(pk, SpendingTotals()) for pk in wanted}


def totals_of_one(spending: Spending) -> SpendingTotals:
    return totals_of([spending])[spending.pk]


def totals_on(spending: Spending, account: Account) -> SpendingTotals:
    """What this account alone bound, lent and paid for the spending."""
    return by_account(spending).get(account.pk, SpendingTotals())


def by_account(spending: Spending) -> Mapping[int, SpendingTotals]:
    """Bound, lent and paid for a spending by the account it came from, the one used last first."""
    return _added(Entry.objects.filter(spending=spending), "account")


def by_spending(account: Account) -> Mapping[int, SpendingTotals]:
    """Bound, lent and paid on an account by the spending it was for, the oldest first."""
    found = _added(Entry.objects.filter(account=account, spending__isnull=False), "spending")
    return dict(sorted(found.items()))


def _added(entries: QuerySet[Entry], key: str) -> dict[int, SpendingTotals]:
    """What entries come to under each key, the key of the latest entry first."""
    added: dict[int, Totals] = defaultdict(Totals)
    rows = entries.order_by().values_list(key, "kind", "reverses__kind")
    for pk, kind, reverses, amount, _last in rows.annotate(sum=Sum("amount_baht"), last=Max("pk")).order_by(
        "-last"
    ):
        added[pk] = added[pk].shifted(effect(kind, reverses=reverses).own, amount)
    return {pk: SpendingTotals(one.committed, one.lent, one.paid) for pk, one in added.items()}


def evidence_lacking(spending: Spending) -> Sequence[str]:
    """The labels of the usual evidence that nobody has given yet."""
    given = set(spending.evidence.values_list("kind", flat=True))
    if spending.approved_by_id is not None:
        given.add(EvidenceKind.PROJECT_PAPER)  # approved here: the paper was issued and is kept
    wanted = WANTED_OF_PURCHASE if spending.path == SpendingPath.PURCHASE else WANTED
    return [str(kind.label) for kind in wanted if kind not in given]


def days_outside(spending: Spending) -> list[str]:
    """The days of the activity and its approval that lie outside the programme's period: shown, never refused."""
    window = spending.case.edition.pack.window
    days = ((_("วันที่ดำเนินกิจกรรม"), spending.held_on), (_("อนุมัติ"), spending.approved_on))
    return [f"{what} {day_name(day)}" for what, day in days if day and not window.contains(day)]


def borrowers(office: Office) -> QuerySet[Person]:
    """Who may borrow for what this office spends: those who hold a post in it."""
    posts = office.posts.held_on(clock.today())
    return Person.objects.filter(posts__in=posts, is_active=True).distinct().order_by("pk")


def overdue_loans(actor: Actor, day: date) -> LoanQuerySet:
    """The loans in the actor's sight that should have been cleared before this day, the oldest first."""
    return open_loans(actor).overdue(day)


def open_loans(actor: Actor) -> LoanQuerySet:
    loans = Loan.objects.visible_to(actor).open()
    loans = loans.select_related("borrower", "spending__case__group", "spending__office")
    return loans.order_by("due_on", "pk")
