"""What becomes of money that is not spent: sent back up, carried over the year's end, or lapsed."""

from django.shortcuts import get_object_or_404
from ninja import Router

from sammachip.api.desks.money import EntriesTold, VoucherSaid, entries_told
from sammachip.api.ground import Call, acts, first
from sammachip.api.words import Baht, Day, Id, ReasonSaid
from sammachip.money import actions_year as actions
from sammachip.money.models import Account
from sammachip.money.rules_spending import may_return_money
from sammachip.money.year import lapses_on

router = Router(tags=["money"])


class UnspentSaid(VoucherSaid):
    """A sum, and the letter by which it goes back or is kept."""

    amount: Baht


class LapseSaid(ReasonSaid):
    """Why it lapsed; without a day, on the year's last, or today for what was carried over it."""

    done_on: Day | None = None


def an_account(request: Call, pk: int) -> Account:
    rows = Account.objects.visible_to(request.auth.actor).select_related("case__edition__programme")
    return get_object_or_404(rows, pk=pk)


@acts(router, "/accounts/{pk}/return", may=first(may_return_money, an_account, "case"))
def return_money(request: Call, pk: Id, said: UnspentSaid) -> EntriesTold:
    """Send money that is not bound back to the account it came from (ส่งคืนงบประมาณ)."""
    made = actions.return_money(
        an_account(request, pk),
        said.amount,
        done_on=said.done_on,
        voucher=said.voucher(request.auth.actor.office),
        actor=request.auth.actor,
    )
    return entries_told([made])


@acts(router, "/accounts/{pk}/carry-over", may=first(may_return_money, an_account, "case"))
def carry_over(request: Call, pk: Id, said: UnspentSaid) -> EntriesTold:
    """Keep bound money for payment after the year's end, by the letter that allows it (กันเงินไว้เบิกเหลื่อมปี)."""
    made = actions.carry_over(
        an_account(request, pk),
        said.amount,
        done_on=said.done_on,
        voucher=said.voucher(request.auth.actor.office),
        actor=request.auth.actor,
    )
    return entries_told(made)


@acts(router, "/accounts/{pk}/lapse", may=first(may_return_money, an_account, "case"))
def lapse(request: Call, pk: Id, said: LapseSaid) -> EntriesTold:
    """Record that what is neither paid nor carried over has lapsed with its year (เงินพับไป)."""
    account = an_account(request, pk)
    done_on = said.done_on or lapses_on(account)
    made = actions.lapse(account, done_on=done_on, reason=said.reason, actor=request.auth.actor)
    return entries_told(made)
