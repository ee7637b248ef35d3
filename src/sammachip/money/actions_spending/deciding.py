"""A class that came into question after a spending was asked for is decided then, and recorded as any other."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.models import ClassDecision
from sammachip.core.verdict import Refused, require
from sammachip.money import limits
from sammachip.money import rules_spending as rules
from sammachip.money.models import Spending
from sammachip.org.hats import Actor
from sammachip.trail import clock


@transaction.atomic
def decide_classes(spending: Spending, *, reason: str, actor: Actor) -> Sequence[ClassDecision]:
    """Keep why the lines in question are of the class chosen, where the words or the rule changed since the request."""
    require(rules.may_decide_classes(actor, spending))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่จัดเป็นประเภทนี้"))
    lines = limits.classes_of(spending, spending.requested_on or clock.today())
    asked = [one for one in lines if one.is_in_question]
    if not asked:
        raise Refused(_("ไม่มีรายการที่ต้องตัดสินประเภท"))
    return cases.decide_classes(
        asked, reason=reason.strip(), about=spending, within=spending.case, actor=actor
    )
