"""What the plan says and nobody buys is laid down with a reason."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.models import PlanLine, Task
from sammachip.core.verdict import Refused, require
from sammachip.money import rules_purchase as rules
from sammachip.money.models import PurchaseEnd
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock


@transaction.atomic
def end_buying(
    task: Task, line: PlanLine | None, *, reason: str, done_on: date | None = None, actor: Actor
) -> PurchaseEnd:
    """Say that a line of the plan, or all that is left of it, is not bought, and why."""
    require(rules.may_end_line(actor, task, line))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ไม่จัดหา"))
    ended = PurchaseEnd.objects.create(
        task=task,
        plan_line=line,
        reason=reason.strip(),
        made_by=actor.person,
        done_on=done_on or clock.today(),
        recorded_at=clock.now(),
    )
    trail.log(
        "purchase.line-ended",
        about=ended,
        within=task.case,
        actor=actor,
        reason=reason.strip(),
        item=line.item if line else "",
    )
    cases.advance(task.case)
    return ended
