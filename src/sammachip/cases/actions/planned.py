"""What takes effect of an activity: the lines of the plan that it carried out."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from sammachip.cases.models import Filing, PlanLine, PlanWork
from sammachip.cases.planned import CARRIED_OUT
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail


@transaction.atomic
def keep_work(filing: Filing, rows: Sequence[Mapping[str, object]], *, done_on: date, actor: Actor) -> None:
    """Keep which lines of its case's plan the filing says were carried out; accepted again, it says so anew."""
    named = [str(row["id"]) for row in rows if row.get(CARRIED_OUT)]
    lines = list(PlanLine.objects.filter(case=filing.task.case_id, pk__in=named).order_by("position", "pk"))
    PlanWork.objects.filter(filing=filing).delete()
    PlanWork.objects.bulk_create(PlanWork(line=line, filing=filing, done_on=done_on) for line in lines)
    trail.log(
        "plan.carried-out",
        about=filing,
        within=filing.task.case,
        actor=actor,
        done_on=done_on,
        lines=[line.pk for line in lines],
    )
