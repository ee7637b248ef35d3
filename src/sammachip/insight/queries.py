"""The desk over many offices: what each has done, what is late, where its money stands, and the rows behind each number.

Offices stand in the order of their codes. Nothing here sorts them by how well they do.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any  # a queryset of whatever row is asked for

from django.db import models
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case, CaseLevel, Filing, FilingState, Task, TaskQuerySet
from sammachip.cases.queries import editions_at
from sammachip.cases.steps import of_stages, step_states
from sammachip.core.area import Level, within
from sammachip.core.thaidate import bangkok_day
from sammachip.money.ledger import Totals, effect
from sammachip.money.models import Entry
from sammachip.money.queries import Sums, sums
from sammachip.org.hats import Actor
from sammachip.programmes.pack import Pack, Stage
from sammachip.trail import clock

MONEY_COLUMNS = ("allotted", "committed", "paid", "left", "returned", "lapsed")
SUMS = (*(one.name for one in fields(Sums)), "left")
"""Every sum that entries lie behind: those of a board, and those that the money pages alone show."""


class ReportState(models.TextChoices):
    """Where an office stands with the report that is wanted of it for a day."""

    ACCEPTED = "accepted", _("รายงานแล้ว")
    NIL = "nil", _("รายงานไม่มีผล")
    INTERIM = "interim", _("รายงานระหว่างทาง")
    SENT = "sent", _("ส่งแล้ว รอรับ")
    RETURNED = "returned", _("ส่งคืนแก้ไข")
    WRITING = "writing", _("กำลังจัดทำ")
    NONE = "none", _("ยังไม่รายงาน")

    @property
    def is_handed_in(self) -> bool:
        """Whether the office owes no report any more; one that says there is nothing to report counts."""
        return self in (ReportState.ACCEPTED, ReportState.NIL)


@dataclass(frozen=True, slots=True)
class Report:
    """The report that speaks for an office, if there is any."""

    state: ReportState = ReportState.NONE
    filing: Filing | None = None

    @property
    def sent_on(self) -> date | None:
        """The day it was first handed in, by which it is judged to be in time."""
        moment = self.filing.first_sent_at if self.filing else None
        return bangkok_day(moment) if moment else None


NO_REPORT = Report()


@dataclass(frozen=True, slots=True)
class Row:
    """One office with everything below it. `steps` gives each numbered step's state."""

    case: Case
    places: int
    groups: int
    late: int
    money: Sums
    steps: Mapping[int, str]
    report: Report

    @property
    def reported(self) -> bool:
        return self.report.state.is_handed_in


@dataclass(frozen=True, slots=True)
class Board:
    """The offices directly below a case, side by side. `own` is what the case itself holds beside them."""

    case: Case
    as_of: date
    steps: Mapping[int, str]
    rows: tuple[Row, ...]
    own: Row | None

    @property
    def level(self) -> CaseLevel:
        """What the rows are: districts of a province, provinces of the nation."""
        return CaseLevel(self.rows[0].case.level) if self.rows else CaseLevel.DISTRICT

    @property
    def lines(self) -> tuple[Row, ...]:
        """Every row, the case's own last: what the totals add up."""
        return (*self.rows, self.own) if self.own else self.rows

    @property
    def places(self) -> int:
        return sum(row.places for row in self.lines)

    @property
    def groups(self) -> int:
        return sum(row.groups for row in self.lines)

    @property
    def late(self) -> int:
        return sum(row.late for row in self.lines)

    @property
    def reported(self) -> int:
        return sum(row.reported for row in self.rows)

    @property
    def nil(self) -> int:
        """How many of those that reported had nothing to report."""
        return sum(row.report.state == ReportState.NIL for row in self.rows)

    @property
    def interim(self) -> int:
        return sum(row.report.state == ReportState.INTERIM for row in self.rows)

    @property
    def money(self) -> Sums:
        return added(row.money for row in self.lines)

    @property
    def money_columns(self) -> tuple[str, ...]:
        """The sums shown. Money lapses only as a year ends, so its column comes when there is some."""
        return MONEY_COLUMNS if any(row.money.lapsed for row in self.lines) else MONEY_COLUMNS[:-1]

    def step_count(self, number: int, state: str) -> int:
        """How many offices stand so with a step."""
        return sum(row.steps[number] == state for row in self.rows)

    def only_late(self) -> "Board":
        """The offices with something overdue, alone; what the case itself holds is left out."""
        return replace(self, rows=tuple(row for row in self.rows if row.late), own=None)

    def only_unreported(self) -> "Board":
        """The offices whose report is not accepted yet, alone; what the case itself holds is left out."""
        return replace(self, rows=tuple(row for row in self.rows if not row.reported), own=None)


def board(case: Case, as_of: date) -> Board:
    """The offices below a case: groups, steps, reports and money as of a day, lateness as it stands now.

    The number of queries does not grow with the offices, and what they bring does not grow with the groups.
    """
    children = offices_below(case, as_of)
    money = sums([case, *children], as_of)
    steps = step_states(case, [child.path for child in children], as_of)
    reports = reports_as_of(children, as_of)
    places, groups = _places_and_groups(case, children, as_of)
    late = _late(case, children)
    rows = tuple(
        Row(
            case=child,
            places=places[child.path] or child.places or 0,
            groups=groups[child.path],
            late=late[child.path],
            money=money[child.pk],
            steps=steps[child.path],
            report=reports.get(child.pk, NO_REPORT),
        )
        for child in children
    )
    own = _own(case, groups[case.path], late[case.path], money[case.pk], rows)
    return Board(case, as_of, step_titles(case.edition.pack), rows, own)


@dataclass(frozen=True, slots=True)
class Glance:
    """How a programme stands below a case, in two fractions. `reports` is false where those below report nothing."""

    level: CaseLevel
    offices: int
    reports: bool
    reported: int
    money: Sums


def glance(case: Case, as_of: date) -> Glance:
    """What the board would say in one line, for four queries."""
    children = offices_below(case, as_of)
    level = CaseLevel(children[0].level) if children else CaseLevel.DISTRICT
    reports = reports_as_of(children, as_of)
    return Glance(
        level=level,
        offices=len(children),
        reports=report_stage(case.edition.pack, Level(level)) is not None,
        reported=sum(one.state.is_handed_in for one in reports.values()),
        money=sums([case], as_of)[case.pk],
    )


def offices_below(case: Case, day: date) -> list[Case]:
    """The cases of the offices directly below that took part on a day, by their codes; one query."""
    found = Case.objects.filter(parent=case, office__isnull=False).taking_part(day)
    return list(found.select_related("office", "edition__programme").order_by("office_id"))


def _own(case: Case, groups: int, late: int, whole: Sums, rows: Sequence[Row]) -> Row | None:
    """What the case holds beside its offices: its own money and its own late work; None when there is none."""
    money = _less(whole, added(row.money for row in rows))
    if not (groups or late or any(getattr(money, column) for column in MONEY_COLUMNS)):
        return None
    return Row(case=case, places=0, groups=groups, late=late, money=money, steps={}, report=NO_REPORT)


def added(all_sums: Iterable[Sums]) -> Sums:
    """Sums side by side as one."""
    total = Sums()
    for one in all_sums:
        total = Sums(*(getattr(total, part.name) + getattr(one, part.name) for part in fields(Sums)))
    return total


def _less(whole: Sums, part: Sums) -> Sums:
    return Sums(*(getattr(whole, one.name) - getattr(part, one.name) for one in fields(Sums)))


def _by_owner(
    case: Case, children: Sequence[Case], counted: Iterable[tuple[str, int | None]]
) -> Counter[str]:
    """What was counted by branch, for the office each branch is of: the child's, else the case's own."""
    known = {child.path for child in children}
    found: Counter[str] = Counter()
    for branch, number in counted:
        found[branch if branch in known else case.path] += number or 0
    return found


def _branch(column: str, children: Sequence[Case]) -> Substr:
    """The start of a path that tells under which child it lies: paths of one level are equally long."""
    return Substr(column, 1, max((len(child.path) for child in children), default=1))


def _late(case: Case, children: Sequence[Case]) -> Counter[str]:
    """How many tasks are late now for each office; one query."""
    late = _tasks_at_and_below(case) & Task.objects.overdue(clock.now())
    counted = late.annotate(branch=_branch("case__path", children)).order_by().values_list("branch")
    return _by_owner(case, children, counted.annotate(late=Count("pk")))


def _places_and_groups(case: Case, children: Sequence[Case], day: date) -> tuple[Counter[str], Counter[str]]:
    """How many groups each office is to have, and how many took part on a day; two queries."""
    found = (
        Case.objects.within(case.path)
        .filter(programme=case.programme_id)
        .taking_part(day)
        .exclude(pk=case.pk)
    )
    below = found.annotate(branch=_branch("path", children)).order_by()
    places = below.filter(level=CaseLevel.DISTRICT).values_list("branch").annotate(sum=Sum("places"))
    groups = below.filter(level=CaseLevel.GROUP).values_list("branch").annotate(count=Count("pk"))
    return _by_owner(case, children, places), _by_owner(case, children, groups)


def report_stage(pack: Pack, level: Level) -> Stage | None:
    """The stage in which offices of this level report for any day, if the programme has one."""
    return next((one for one in pack.stages if one.repeats and level in one.per), None)


def reports_as_of(cases: Sequence[Case], as_of: date) -> dict[int, Report]:
    """By case, the report that speaks for it on a day: the latest accepted, else the latest there is; one query.

    Which stage reports is for each case's own edition to say.
    """
    stages = {
        case.pk: stage.key
        for case in cases
        if (stage := report_stage(case.edition.pack, Level(case.level))) is not None
    }
    if not stages:
        return {}
    filings = (
        Filing.objects.filter(task__case__in=stages, task__stage__in=set(stages.values()), as_of__lte=as_of)
        .exclude(state=FilingState.WITHDRAWN)
        .select_related("task", "task__turn_office")
        .defer("answers")
        .order_by("as_of", "number")
    )
    found: dict[int, Report] = {}
    for filing in filings:
        if filing.task.stage != stages[filing.task.case_id]:
            continue
        held = found.get(filing.task.case_id, NO_REPORT)
        state = report_state(filing)
        if state.is_handed_in or not held.state.is_handed_in:
            found[filing.task.case_id] = Report(state, filing)
    return found


def report_state(filing: Filing) -> ReportState:
    """An interim report that was accepted tells how far the work is; the one that is due is still owed."""
    if filing.accepted_revision and filing.interim:
        return ReportState.INTERIM
    if filing.accepted_revision:
        return ReportState.NIL if filing.nil_accepted else ReportState.ACCEPTED
    if filing.state == FilingState.SENT:
        return ReportState.SENT
    return ReportState.RETURNED if filing.revision else ReportState.WRITING


def step_titles(pack: Pack) -> dict[int, str]:
    """Each numbered step as the official form words it, else by its stages."""
    worded: dict[str, str] = {}
    for form in pack.forms.values():
        for field in form.fields:
            worded |= {row.value: row.label for row in field.rows if row.value.startswith("step_")}
    return {
        number: worded.get(f"step_{number}", " · ".join(stage.title for stage in stages))
        for number, stages in pack.steps().items()
    }


_SUBJECT = ("case__office", "case__area", "case__group__village__area__parent", "case__edition__programme")


def tasks_below(case: Case) -> QuerySet[Task]:
    """The tasks of the living cases at and below a case, in the order of places and stages."""
    found = _tasks_at_and_below(case)
    return found.select_related(*_SUBJECT, "turn_office").order_by("case__path", "position", "occurrence")


def _tasks_at_and_below(case: Case) -> TaskQuerySet:
    return Task.objects.within(case.path).filter(
        case__programme=case.programme_id, case__closed_at__isnull=True
    )


def late_tasks(case: Case, moment: datetime) -> QuerySet[Task]:
    """What is unfinished past its instant."""
    return tasks_below(case) & Task.objects.overdue(moment)


def step_tasks(case: Case, number: int) -> QuerySet[Task]:
    """The tasks that make up a numbered step, those held back left out as they are in its state."""
    in_step = of_stages(editions_at(case), lambda pack: pack.steps().get(number, ()))
    return tasks_below(case).filter(in_step, held=False)


def tasks_of(case: Case, stage: str, cases: Collection[int]) -> QuerySet[Task]:
    """The tasks of a stage of these cases among those at and below a case."""
    return tasks_below(case).filter(stage=stage, case__in=cases)


def group_cases(case: Case) -> QuerySet[Case]:
    """The groups enrolled at or below a case, by place."""
    found = Case.objects.filter(programme=case.programme_id, level=CaseLevel.GROUP).within(case.path).live()
    return found.select_related("group__village__area__parent").order_by("path", "pk")


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry, and by how much it moves the number asked about."""

    entry: Entry
    amount: Decimal


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
    done = effect(entry.kind, reverses=entry.reverses.kind if entry.reverses else None)
    totals = Totals()
    if entry.account.case_id in cases:
        totals = totals.shifted(done.own, entry.amount_baht)
    if entry.other and entry.other.case_id in cases:
        totals = totals.shifted(done.across, entry.amount_baht)
    amount: Decimal = getattr(Sums.of(totals), column)
    return amount
