"""What an action keeps to itself until it ends, always in this order, so that two never wait for each other.

First the case, then its spendings by their keys; `post` takes the acting office's chain and the accounts after them.
None is held by its key: rows that name one of them may be added meanwhile.
"""

from collections.abc import Collection

from sammachip.cases.models import Case
from sammachip.money.models import Account, Entry, Spending
from sammachip.money.stages import spends_by_tier


def hold_cases(cases: Collection[int]) -> None:
    list(
        Case.objects.filter(pk__in=cases)
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
        .values_list("pk")
    )


def hold_walk(case: Case) -> None:
    """Where tiers give, holds the department's case before the case itself, as whoever publishes or gives a place up does.

    Both walk through the accounts of every office between the department and its groups, one up and the other down.
    """
    if spends_by_tier(case.edition):
        hold_cases(Case.objects.filter(programme=case.programme_id, parent=None).values_list("pk", flat=True))
    hold_cases([case.pk])


def hold(spending: Spending) -> None:
    """Keeps every other hand off this spending until the transaction ends, and reads what they left of it.

    The case is held first: it neither ends while this is bound, nor is bound while it ends.
    """
    hold_cases([spending.case_id])
    _hold_spendings([spending.pk])
    spending.refresh_from_db()


def hold_bound(account: Account) -> None:
    """Keeps other hands off whatever the account holds money for until the transaction ends, and reads it anew."""
    hold_cases([account.case_id])
    bound = Entry.objects.filter(account=account, spending__isnull=False)
    _hold_spendings(set(bound.values_list("spending", flat=True)))
    account.refresh_from_db()


def _hold_spendings(spendings: Collection[int]) -> None:
    list(
        Spending.objects.filter(pk__in=spendings)
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
        .values_list("pk")
    )
