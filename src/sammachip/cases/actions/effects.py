"""What takes effect with the last signature: the registry and the plan learn what their fields are bound to."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction

from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing, PlanLine
from sammachip.core import answers as core_answers
from sammachip.core.fields import keys_bound
from sammachip.org.hats import Actor
from sammachip.programmes.facts import plain
from sammachip.registry import actions as registry
from sammachip.trail import actions as trail
from sammachip.trail import clock

GROUP = "group."
INCOMES, PLAN_LINES, PARTNERS = "group.incomes", "plan.lines", "partners"


@transaction.atomic
def learn(filing: Filing, *, actor: Actor) -> None:
    """Give each bound answer of the accepted revision to its keeper, with the filing as its source."""
    form = form_of(filing.task)
    revision = filing.revisions.get(number=filing.accepted_revision or 0)
    values = core_answers.from_json(form, revision.answers)
    bound = {path: plain(name) for path, name in keys_bound(form).items() if "[]." not in path}
    case, source = filing.task.case, f"cases.filing:{filing.pk}"
    said = {
        name.removeprefix(GROUP): values.get(key)
        for key, name in bound.items()
        if name.startswith(GROUP) and name != INCOMES
    }
    if case.group and said:
        registry.learn(case.group, said, source=source, said_on=revision.done_on, actor=actor)
    for key, name in bound.items():
        rows = values.get(key)
        if not isinstance(rows, list):
            continue
        if name == INCOMES and case.group:
            registry.keep_incomes(case.group, rows, source=source, actor=actor)
        elif name == PARTNERS:
            registry.keep_partners(case.path, rows, source=source)
        elif name == PLAN_LINES:
            replace_plan(case, filing, rows, actor=actor)


@transaction.atomic
def replace_plan(case: Case, filing: Filing, rows: Sequence[Mapping[str, object]], *, actor: Actor) -> None:
    """Put these plan lines in force; those before them end and stay readable."""
    PlanLine.objects.filter(case=case, ended_at__isnull=True).update(ended_at=clock.now())
    PlanLine.objects.bulk_create(
        _plan_line(case, filing, position, row) for position, row in enumerate(rows, start=1)
    )
    trail.log("plan.replaced", about=filing, within=case, actor=actor, lines=len(rows))


def _plan_line(case: Case, filing: Filing, position: int, row: Mapping[str, object]) -> PlanLine:
    quantity, price = Decimal(str(row.get("quantity") or 1)), Decimal(str(row.get("price") or 0))
    return PlanLine(
        case=case,
        filing=filing,
        position=position,
        item=str(row.get("item") or ""),
        quantity=quantity,
        unit=str(row.get("unit") or ""),
        price_baht=price,
        amount_baht=Decimal(str(row.get("amount") or quantity * price)),
        expense_class=str(row.get("expense_class") or ""),
        answers_dimension=str(row.get("dimension") or ""),
    )
