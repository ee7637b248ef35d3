"""What stands on the accounts, added upward along the tree of cases; the number of queries never grows with it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from sammachip.cases.models import Case
from sammachip.core.area import common_path, within
from sammachip.core.money import percent
from sammachip.money.ledger import COLUMNS, ZERO, Totals, effect, total_of
from sammachip.money.models import Account, Entry
from sammachip.money.sealed import RESTORE


@dataclass(frozen=True, slots=True)
class Sums:
    """The money of a case with everything below it.

    `allotted` is always `committed + paid + left + returned + lapsed`: committed is what is bound and not yet paid.
    """

    allotted: Decimal = ZERO
    transferred: Decimal = ZERO
    committed: Decimal = ZERO
    paid: Decimal = ZERO
    returned: Decimal = ZERO
    lapsed: Decimal = ZERO
    lent: Decimal = ZERO

    @classmethod
    def of(cls, totals: Totals) -> "Sums":
        return cls(
            allotted=totals.allotted - totals.given,
            transferred=totals.got - totals.passed,
            committed=totals.committed - totals.paid,
            paid=totals.paid,
            returned=totals.returned - totals.regained,
            lapsed=totals.lapsed,
            lent=totals.lent,
        )

    @property
    def left(self) -> Decimal:
        """Allotted, and neither bound, paid, returned nor lapsed."""
        return self.allotted - self.committed - self.paid - self.returned - self.lapsed

    @property
    def percent(self) -> Decimal | None:
        """เบิกจ่าย / จัดสรร in hundredths, two places; None where nothing was allotted."""
        return percent(self.paid, self.allotted)


def sums(cases: Sequence[Case], as_of: date | None = None) -> dict[int, Sums]:
    """The sums of each of these cases by its primary key, as of a day on the papers, else as of now."""
    if not cases:
        return {}
    scope = _scope(cases)
    own = _totals_now(scope) if as_of is None else _totals_on(scope, as_of)
    children: dict[int, list[int]] = defaultdict(list)
    for pk, parent in scope.values_list("pk", "parent"):
        if parent is not None:
            children[parent].append(pk)
    return {case.pk: Sums.of(_added_up(case.pk, own, children)) for case in cases}


def _scope(cases: Sequence[Case]) -> QuerySet[Case]:
    """A set of cases that holds these and all below them, by the path of the day they opened."""
    low, high = within(common_path(case.opened_path for case in cases))
    programmes = {case.programme_id for case in cases}
    return Case.objects.filter(
        programme__in=programmes, opened_path__gte=low, opened_path__lt=high
    ).order_by()


def _added_up(pk: int, own: Mapping[int, Totals], children: Mapping[int, Sequence[int]]) -> Totals:
    return total_of(
        [own.get(pk, Totals()), *(_added_up(child, own, children) for child in children.get(pk, ()))]
    )


def _totals_now(scope: QuerySet[Case]) -> dict[int, Totals]:
    columns = {name: Sum(f"{name}_baht") for name in COLUMNS}
    rows = Account.objects.filter(case__in=scope).order_by().values_list("case").annotate(**columns)
    return {case: Totals(*added) for case, *added in rows}


def _totals_on(scope: QuerySet[Case], day: date) -> dict[int, Totals]:
    totals: dict[int, Totals] = defaultdict(Totals)
    own = Entry.objects.filter(account__case__in=scope, done_on__lte=day)
    across = Entry.objects.filter(other__case__in=scope, done_on__lte=day)
    for case, totalled in _moves(own, "account__case", across, "other__case"):
        totals[case] = totals[case].plus(totalled)
    return totals


def _moves(
    own: QuerySet[Entry], own_key: str, across: QuerySet[Entry], across_key: str
) -> Iterator[tuple[int, Totals]]:
    """What entries did, summed by kind: to the key on their own side, and to the key across."""
    for rows, key, side in ((own, own_key, "own"), (across, across_key, "across")):
        summed = rows.order_by().values_list(key, "kind", "reverses__kind").annotate(sum=Sum("amount_baht"))
        for target, kind, reverses, amount in summed:
            done = effect(kind, reverses=reverses)
            yield target, Totals().shifted(done.own if side == "own" else done.across, amount)


@dataclass(frozen=True, slots=True)
class Unproved:
    """An account whose running totals are not what its entries say."""

    account: int
    column: str
    stands: Decimal
    proved: Decimal


def unproved() -> Iterator[Unproved]:
    """Every running total that its entries do not prove: the check behind `verify`."""
    proved: dict[int, Totals] = defaultdict(Totals)
    entries = Entry.objects.all()
    for pk, totals in _moves(entries, "account", entries.exclude(other=None), "other"):
        proved[pk] = proved[pk].plus(totals)
    for account in Account.objects.order_by("pk").iterator():
        for name in COLUMNS:
            stands, shown = getattr(account.totals, name), getattr(proved[account.pk], name)
            if stands != shown:
                yield Unproved(account.pk, name, stands, shown)


def check_accounts() -> Iterator[str]:
    """The findings of `unproved`, one line each, for the command line."""
    for found in unproved():
        yield f"บัญชี {found.account} ช่อง {found.column} แสดง {found.stands} แต่รายการรวมได้ {found.proved} — {RESTORE}"


def accounts_of(case: Case) -> QuerySet[Account]:
    return (
        Account.objects.filter(case=case)
        .select_related("case__edition", "case__office", "case__group")
        .in_order()
    )


def entries_of(case: Case) -> QuerySet[Entry]:
    """Entries on the case's own accounts, from either side, newest first, with all that a list shows."""
    return (
        Entry.objects.touching(case)
        .select_related(
            *(
                "account__case__office",
                "account__case__group",
                "account__case__area",
                "account__case__edition",
            ),
            *("other__case__office", "other__case__group", "other__case__area", "reverses", "recorded_by"),
            *("payer_office", "spending", "loan", "register__office"),
        )
        .newest_first()
    )


def is_outside_window(entry: Entry) -> bool:
    """Whether the entry's day lies outside the programme's own period: shown, never refused."""
    return not entry.account.case.edition.pack.window.contains(entry.done_on)
