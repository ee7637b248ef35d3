"""The desk over many offices: what each has done, what is late, and where its money stands.

Offices stand in the order of their codes. Nothing here sorts them by how well they do.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from django.db.models import Count, Sum

from sammachip.cases.models import Case, CaseLevel, Task
from sammachip.cases.steps import StepState, step_states
from sammachip.core.area import Level
from sammachip.insight.lists import branch, tasks_at_and_below
from sammachip.insight.reports import NO_REPORT, Report, ReportState, report_stage, reports_as_of
from sammachip.money.queries import Sums, sums
from sammachip.programmes.pack import Pack
from sammachip.trail import clock

MONEY_COLUMNS = ("allotted", "committed", "paid", "left", "returned", "lapsed")


@dataclass(frozen=True, slots=True)
class Row:
    """One office with everything below it. `steps` gives each numbered step's state."""

    case: Case
    places: int
    groups: int
    late: int
    money: Sums
    steps: Mapping[int, StepState]
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
        return level_of([row.case for row in self.rows])

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
    def reports(self) -> bool:
        """Whether those below report anything."""
        return report_stage(self.case.edition.pack, Level(self.level)) is not None

    @property
    def money_columns(self) -> tuple[str, ...]:
        """The sums shown; none where the programme brings no money. Money lapses only as a year ends, so its column
        comes when there is some.
        """
        if self.case.edition.pack.budget.is_none:
            return ()
        return MONEY_COLUMNS if any(row.money.lapsed for row in self.lines) else MONEY_COLUMNS[:-1]

    def step_count(self, number: int, state: StepState) -> int:
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
    """How a programme stands below a case, in two fractions. `reports` is false where those below report nothing,
    and `money` is none where the programme brings none.
    """

    level: CaseLevel
    offices: int
    reports: bool
    reported: int
    money: Sums | None


def glance(case: Case, as_of: date) -> Glance:
    """What the board would say in one line, for four queries."""
    children = offices_below(case, as_of)
    level = level_of(children)
    reports = reports_as_of(children, as_of)
    return Glance(
        level=level,
        offices=len(children),
        reports=report_stage(case.edition.pack, Level(level)) is not None,
        reported=sum(one.state.is_handed_in for one in reports.values()),
        money=None if case.edition.pack.budget.is_none else sums([case], as_of)[case.pk],
    )


def offices_below(case: Case, day: date) -> list[Case]:
    """The cases of the offices directly below that took part on a day, by their codes; one query."""
    found = Case.objects.filter(parent=case, office__isnull=False).taking_part(day)
    return list(found.select_related("office", "edition__programme").order_by("office_id"))


def level_of(offices: Sequence[Case]) -> CaseLevel:
    """What offices side by side are: districts of a province, provinces of the nation; where there are none, districts."""
    return CaseLevel(offices[0].level) if offices else CaseLevel.DISTRICT


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
    for path, number in counted:
        found[path if path in known else case.path] += number or 0
    return found


def _late(case: Case, children: Sequence[Case]) -> Counter[str]:
    """How many tasks are late now for each office; one query."""
    late = tasks_at_and_below(case) & Task.objects.overdue(clock.now())
    counted = late.annotate(branch=branch("case__path", children)).order_by().values_list("branch")
    return _by_owner(case, children, counted.annotate(late=Count("pk")))


def _places_and_groups(case: Case, children: Sequence[Case], day: date) -> tuple[Counter[str], Counter[str]]:
    """How many groups each office is to have, and how many took part on a day; two queries."""
    found = (
        Case.objects.within(case.path)
        .filter(programme=case.programme_id)
        .taking_part(day)
        .exclude(pk=case.pk)
    )
    below = found.annotate(branch=branch("path", children)).order_by()
    places = below.filter(level=CaseLevel.DISTRICT).values_list("branch").annotate(sum=Sum("places"))
    groups = below.filter(level=CaseLevel.GROUP).values_list("branch").annotate(count=Count("pk"))
    return _by_owner(case, children, places), _by_owner(case, children, groups)


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
