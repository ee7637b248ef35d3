"""What a purchase asks of the steps every spending takes: its rule at the request, its reasons at the approval."""

from datetime import date

from sammachip.core.verdict import require
from sammachip.money import rules_purchase as rules
from sammachip.money.models import Purchase, Spending, SpendingPath
from sammachip.money.procurement import rule_for


def purchase_of(spending: Spending) -> Purchase | None:
    if spending.path != SpendingPath.PURCHASE:
        return None
    return Purchase.objects.select_related("spending__office", "officer").get(pk=spending.pk)


def settle_rule(spending: Spending, day: date) -> None:
    """Keep with a purchase the rule that its request of that day is judged by; what is none buys nothing here."""
    require(rules.may_go_unbought(spending))
    if purchase := purchase_of(spending):
        require(rules.may_be_asked(purchase, day))
        rule = rule_for(day, purchase.kind, spending.amount_baht, purchase.rule_key)
        assert rule is not None  # may_be_asked asks for one
        Purchase.objects.filter(pk=purchase.pk).update(rule=rule.told())


def settle_deviation(spending: Spending, reason: str, done_on: date) -> None:
    """Keep why a purchase is approved otherwise than planned; raises Refused where it needs a reason and has none."""
    if purchase := purchase_of(spending):
        require(rules.may_be_approved(purchase, reason, done_on))
        Purchase.objects.filter(pk=purchase.pk).update(deviation_reason=reason.strip())
