"""The rows behind each number of the desk: cases, tasks and entries, by place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any  # a queryset of whatever row is asked for

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr

from sammachip.cases.models import Case, CaseLevel, Task, TaskQuerySet
from sammachip.cases.queries import editions_at
from sammachip.cases.steps import of_stages
from sammachip.core.area import within
from sammachip.insight.measures import Measured, Reading
from sammachip.money.ledger import Totals
from sammachip.money.models import Entry
from sammachip.money.queries import Sums
from sammachip.org.hats import Actor

_SUBJECT = ("case__office", "case__area", "case__group__village__area__parent", "case__edition__programme")


SUMS = (*(one.name for one in fields(Sums)), "left")
"""Every sum that entries lie behind: those of a board, and those that the money pages alone show."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry, and by how much it moves the number asked about."""

    entry: Entry
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Named:
    """A case that an indicator counts, its part in it, and the task it is measured by, once there is one."""

    part: Measured
    case: Case
    task: Task | None

    @property
    def district(self) -> str:
        return district_of(self.case)


def district_of(case: Case) -> str:
    """The district a group lies in; blank for an office or an area."""
    parent = case.group.village.area.parent if case.group else None
    return parent.name_th if parent else ""


def tasks_below(case: Case) -> QuerySet[Task]:
    """The tasks of the living cases at and below a case, in the order of places and stages."""
    found = tasks_at_and_below(case)
    return found.select_related(*_SUBJECT, "turn_office").order_by("case__path", "position", "occurrence")


def tasks_at_and_below(case: Case) -> TaskQuerySet:
    return Task.objects.within(case.path).filter(
        case__programme=case.programme_id, case__closed_at__isnull=True
    )


def branch(column: str, children: Sequence[Case]) -> Substr:
    """The start of a path that tells under which child it lies.

    The paths of one level of offices are equally long, and a group's own path ends its branch: cut at the longest.
    """
    return Substr(column, 1, max((len(child.path) for child in children), default=1))


def late_tasks(case: Case, moment: datetime) -> QuerySet[Task]:
    """What is unfinished past its instant."""
    return tasks_below(case) & Task.objects.overdue(moment)


def step_tasks(case: Case, number: int) -> QuerySet[Task]:
    """The tasks that make up a numbered step, those held back left out as they are in its state."""
    in_step = of_stages(editions_at(case), lambda pack: pack.steps().get(number, ()))
    return tasks_below(case).filter(in_step, held=False)


def named(reading: Reading, parts: Sequence[Measured]) -> list[Named]:
    """The cases of these parts in their order, each once, whether its work is still open or not; two queries."""
    numbers = [one.case for one in parts]
    subjects = ("office", "area", "group__village__area__parent")
    cases = Case.objects.filter(pk__in=numbers).select_related(*subjects, "edition__programme").in_bulk()
    tasks = Task.objects.filter(case__in=numbers, stage=reading.measure.stage).select_related(*_SUBJECT)
    latest = {task.case_id: task for task in tasks.order_by("occurrence")}
    return [Named(one, cases[one.case], latest.get(one.case)) for one in parts]


def group_cases(case: Case) -> QuerySet[Case]:
    """The groups enrolled at or below a case, by place."""
    found = Case.objects.filter(programme=case.programme_id, level=CaseLevel.GROUP).within(case.path).live()
    return found.select_related("group__village__area__parent").order_by("path", "pk")


def outside(rows: QuerySet[Any], column: str, cases: Sequence[Case]) -> QuerySet[Any]:
    """The rows whose path in `column` lies at or below none of these cases."""
    for case in cases:
        low, high = within(case.path)
        rows = rows.exclude(**{f"{column}__gte": low, f"{column}__lt": high})
    return rows


def cases_behind(case: Case, without: Sequence[Case] = ()) -> set[int]:
    """The cases whose money counts for a case, less those that count for the ones beside it."""
    scope = Case.objects.filter(programme=case.programme_id, opened_path__range=_span(case))
    for one in without:
        scope = scope.exclude(opened_path__range=_span(one))
    return set(scope.values_list("pk", flat=True))


def _span(case: Case) -> tuple[str, str]:
    """All paths at and below, both ends included: the upper one ends in no slash, so no path equals it."""
    return within(case.opened_path)


def entries_behind(cases: Collection[int], column: str, as_of: date, actor: Actor) -> list[Moved]:
    """The entries that make up a column of `Sums` over these cases, oldest first, each with its share in it."""
    assert column in SUMS, column
    entries = (
        Entry.objects.visible_to(actor)
        .filter(Q(account__case__in=cases) | Q(other__case__in=cases), done_on__lte=as_of)
        .select_related(
            *("account__case__office", "account__case__group", "account__case__area"),
            *("other__case__office", "other__case__group", "other__case__area", "reverses"),
        )
        .order_by("done_on", "pk")
    )
    moved = [Moved(entry, _share(entry, cases, column)) for entry in entries]
    return [one for one in moved if one.amount]


def _share(entry: Entry, cases: Collection[int], column: str) -> Decimal:
    """By how much an entry moves the column: what passes between two of the cases moves nothing."""
    done = entry.effect
    totals = Totals()
    if entry.account.case_id in cases:
        totals = totals.shifted(done.own, entry.amount_baht)
    if entry.other and entry.other.case_id in cases:
        totals = totals.shifted(done.across, entry.amount_baht)
    amount: Decimal = getattr(Sums.of(totals), column)
    return amount
