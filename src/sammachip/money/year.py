"""What an office still holds as a fiscal year ends, and when it lapses."""

from dataclasses import dataclass
from datetime import date

from sammachip.core.fiscal import fiscal_year, year_end
from sammachip.core.verdict import Verdict
from sammachip.money.models import Account
from sammachip.money.rules import name_of
from sammachip.money.rules_spending import may_lapse
from sammachip.org.hats import Actor
from sammachip.trail import clock

WARN_DAYS = 60
"""How long before 30 September the desk begins to warn of money that would lapse."""


def days_to_year_end(year: int, today: date) -> int:
    """Days left of the fiscal year; negative once it is over."""
    return (year_end(year) - today).days


def newest_closing(today: date) -> int:
    """The newest fiscal year that ends soon or has ended."""
    this = fiscal_year(today)
    return this if days_to_year_end(this, today) <= WARN_DAYS else this - 1


@dataclass(frozen=True, slots=True)
class YearEndLine:
    """An account that still holds money as its year closes, and whether what is left of it may lapse now."""

    account: Account
    name: str
    days_left: int
    may_lapse: Verdict


def open_at_year_end(actor: Actor, today: date) -> list[YearEndLine]:
    """The accounts in the actor's sight that hold money of a year which ends soon or has ended, in their order."""
    accounts = Account.objects.visible_to(actor).filter(case__edition__fiscal_year__lte=newest_closing(today))
    shown = accounts.select_related("case__edition", "case__office", "case__group", "case__area")
    return [
        YearEndLine(
            one,
            name_of(one.case),
            days_to_year_end(one.case.edition.fiscal_year, today),
            may_lapse(actor, one, today),
        )
        for one in shown.open().in_order()
    ]


def lapses_on(account: Account) -> date:
    """The year's last day; what was carried over it lapses the day that is recorded."""
    return clock.today() if account.is_carried else year_end(account.case.edition.fiscal_year)
