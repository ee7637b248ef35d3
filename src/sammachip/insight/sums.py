"""Every sum of a case: those its programme names, and the money of other agencies that its groups won beside."""

from datetime import date

from sammachip.cases.models import Case
from sammachip.insight.rollups import Gathered, gathered
from sammachip.insight.winnings import asks_for_other_money, other_money_won
from sammachip.programmes.pack import Pack
from sammachip.trail import clock


def sums_of(case: Case, as_of: date | None = None) -> list[Gathered]:
    """The sums over a case's own subtree as of a day, none given means today."""
    day = as_of or clock.today()
    found = gathered(case, day)
    return [*found, other_money_won(case, day)] if asks_for_other_money(case.edition.pack) else found


def has_sums(pack: Pack) -> bool:
    """Whether a programme adds anything up."""
    return bool(pack.rollups) or asks_for_other_money(pack)
