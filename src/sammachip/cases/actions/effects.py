"""What takes effect with the last signature: the registry and the plan learn what their fields are bound to."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from sammachip.cases.actions.handovers import keep_checks, keep_goods
from sammachip.cases.actions.planned import keep_work
from sammachip.cases.filled import form_of
from sammachip.cases.handovers import CHECKED_ON, CHECKS, GOODS, HANDED_ON
from sammachip.cases.models import Case, Filing, PlanLine, Revision
from sammachip.cases.planned import WORK, WORKED_ON
from sammachip.core import answers as core_answers
from sammachip.core.erasing import without_erased
from sammachip.core.fields import Field, keys_bound
from sammachip.org.hats import Actor
from sammachip.programmes.facts import plain
from sammachip.registry import actions as registry
from sammachip.registry.actions_differences import keep_list_from_filing, learn_from_filing
from sammachip.registry.actions_lists import Telling
from sammachip.registry.actions_outcomes import keep_jobs, keep_welfare
from sammachip.registry.models import LISTS, Group
from sammachip.registry.queries import LEARNABLE
from sammachip.trail import actions as trail
from sammachip.trail import clock

GROUP = "group."
INCOMES, PLAN_LINES, PARTNERS = "group.incomes", "plan.lines", "partners"
OF_A_GROUP: Mapping[str, Callable[..., object]] = {
    INCOMES: registry.keep_incomes,
    "group.jobs": keep_jobs,
    "group.welfare": keep_welfare,
}
"""What takes the rows of a table that tells of a group, by the name the table is bound to."""


@transaction.atomic
def learn(filing: Filing, *, actor: Actor) -> None:
    """Give each bound answer of the accepted revision to its keeper, with the filing as its source."""
    revision = filing.revisions.select_related("edition", "sent_by").get(number=filing.accepted_revision or 0)
    form = form_of(filing.task, revision.edition)
    values = core_answers.from_json(form, revision.answers)
    values = {key: without_erased(value) for key, value in values.items()}
    bound = {path: plain(name) for path, name in keys_bound(form).items() if "[]." not in path}
    case, source = filing.task.case, f"cases.filing:{filing.pk}"
    if case.group:
        said = {
            name.removeprefix(GROUP): values.get(key)
            for key, name in bound.items()
            if name.removeprefix(GROUP) in LEARNABLE
        }
        lists = {
            name.removeprefix(GROUP): (form.named(key), values.get(key))
            for key, name in bound.items()
            if name.removeprefix(GROUP) in LISTS
        }
        _teach(filing, revision, case.group, said, lists, source, actor)
    days = {name: day for key, name in bound.items() if isinstance(day := values.get(key), date)}
    for key, name in bound.items():
        rows = values.get(key)
        if not isinstance(rows, list):
            continue
        if name in OF_A_GROUP and case.group:
            OF_A_GROUP[name](case.group, rows, source=source, actor=actor)
        elif name == PARTNERS:
            registry.keep_partners(case.path, rows, source=source, actor=actor)
        elif name == PLAN_LINES:
            replace_plan(case, filing, rows, actor=actor)
        elif name == plain(GOODS):
            keep_goods(filing, rows, handed_on=days.get(HANDED_ON, revision.done_on), actor=actor)
        elif name == plain(CHECKS):
            keep_checks(filing, rows, checked_on=days.get(CHECKED_ON, revision.done_on), actor=actor)
        elif name == plain(WORK):
            keep_work(filing, rows, done_on=days.get(WORKED_ON, revision.done_on), actor=actor)


def _teach(
    filing: Filing,
    revision: Revision,
    group: Group,
    said: Mapping[str, object],
    lists: Mapping[str, tuple[Field, object]],
    source: str,
    actor: Actor,
) -> None:
    """Let the registry learn of the group; from then on the filing knows what the registry knows."""
    shown, said_on, said_by = revision.registry_version, revision.done_on, revision.sent_by
    learn_from_filing(group, said, shown=shown, source=source, said_on=said_on, said_by=said_by, actor=actor)
    for name, (table, rows) in lists.items():
        if isinstance(rows, list):
            columns = [column.key for column in table.columns]
            telling = Telling(columns, shown, source, said_on, said_by, beside=said)
            keep_list_from_filing(group, name, rows, telling, actor=actor)
    group.refresh_from_db()
    Filing.objects.filter(pk=filing.pk).update(registry_version=group.version)


@transaction.atomic
def replace_plan(case: Case, filing: Filing, rows: Sequence[Mapping[str, object]], *, actor: Actor) -> None:
    """Put these plan lines in force. A line said again as it stands keeps its row; the others end, still readable.

    The same plan said again changes nothing, and nothing is told of it.
    """
    standing = list(PlanLine.objects.filter(case=case, ended_at__isnull=True).order_by("position", "pk"))
    made: list[PlanLine] = []
    moved = False
    for position, row in enumerate(rows, start=1):
        line = _plan_line(case, filing, position, row)
        kept = next((one for one in standing if _content(one) == _content(line)), None)
        if kept is None:
            made.append(line)
        else:
            standing.remove(kept)
            if kept.position != position:
                moved = True
                PlanLine.objects.filter(pk=kept.pk).update(position=position)
    PlanLine.objects.filter(pk__in=[one.pk for one in standing]).update(ended_at=clock.now())
    PlanLine.objects.bulk_create(made)
    if made or standing or moved:
        trail.log("plan.replaced", about=filing, within=case, actor=actor, lines=len(rows))


def _content(line: PlanLine) -> tuple[object, ...]:
    return (
        line.item, line.quantity, line.unit, line.price_baht, line.amount_baht, line.expense_class,
        line.answers_dimension,
    )  # fmt: skip


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
