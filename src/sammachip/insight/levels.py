"""How many groups reached each level, counted by the offices below a case. Counts are added upward, never averaged."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case as Choose
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextChoices, Value, When
from django.utils.translation import gettext_lazy

from sammachip.cases.models import Case, CaseLevel, Task
from sammachip.insight.lists import branch, outside, tasks_at_and_below, tasks_below
from sammachip.insight.queries import level_of, offices_below
from sammachip.programmes.pack import Pack, Stage

NOT_YET = ""
"""The level of those that reached none yet."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One office with everything below it: how many of those asked reached each level, and how many none yet."""

    case: Case
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Levels:
    """A stage's levels, the best first, over the offices directly below a case; `own` is what hangs beside them."""

    case: Case
    stage: Stage
    labels: tuple[str, ...]
    rows: tuple[LevelRow, ...]
    own: LevelRow | None

    @property
    def lines(self) -> tuple[LevelRow, ...]:
        return (*self.rows, self.own) if self.own else self.rows

    @property
    def level(self) -> CaseLevel:
        return level_of([row.case for row in self.rows])

    @property
    def total(self) -> Mapping[str, int]:
        """The counts of all lines by level."""
        added: Counter[str] = Counter()
        for line in self.lines:
            added.update(line.counts)
        return added


def ranked_stages(pack: Pack) -> tuple[Stage, ...]:
    """The stages that end with a level."""
    return tuple(stage for stage in pack.stages if stage.outcome and stage.outcome.levels)


def levels(case: Case, stage: Stage, day: date) -> Levels:
    """The levels reached at and below a case; two queries, however many groups there are."""
    children = offices_below(case, day)
    counted = _counted(case, stage, children)
    reached = {label for counts in counted.values() for label in counts if label != NOT_YET}
    assert stage.outcome is not None, stage.key
    own = LevelRow(case, counted[case.path]) if case.path in counted else None
    return Levels(
        case=case,
        stage=stage,
        # An edition before this one may have named its levels otherwise.
        labels=tuple(dict.fromkeys((*stage.outcome.levels, *sorted(reached)))),
        rows=tuple(LevelRow(child, counted.get(child.path, {})) for child in children),
        own=own,
    )


def _counted(case: Case, stage: Stage, children: Sequence[Case]) -> dict[str, dict[str, int]]:
    """By the path of the office and by level."""
    return _by_line(tasks_at_and_below(case).filter(stage=stage.key, held=False), "tier", case, children)


def _by_line(
    tasks: QuerySet[Task], column: str, case: Case, children: Sequence[Case]
) -> dict[str, dict[str, int]]:
    """By the path of the child and by the value of a column how many tasks there are; those under no child by the case's
    own path. One query."""
    rows = tasks.annotate(branch=branch("case__path", children)).order_by().values_list("branch", column)
    known, counted = {child.path for child in children}, dict[str, dict[str, int]]()
    for path, value, count in rows.annotate(count=Count("pk")):
        of_line = counted.setdefault(path if path in known else case.path, {})
        of_line[value] = of_line.get(value, 0) + count
    return counted


class Moved(TextChoices):
    """Where a level went between an assessment and the one that repeats it."""

    UP = "up", gettext_lazy("สูงขึ้น")
    SAME = "same", gettext_lazy("เท่าเดิม")
    DOWN = "down", gettext_lazy("ต่ำลง")
    UNKNOWN = "unknown", gettext_lazy("ยังไม่มีผลครบสองครั้ง")


def movement(found: Levels) -> tuple[LevelRow, ...]:
    """The same lines with how many went where since the assessment that the stage repeats; one query."""
    tasks = _with_movement(tasks_at_and_below(found.case), found.stage)
    counted = _by_line(tasks, "moved", found.case, [row.case for row in found.rows])
    return tuple(LevelRow(line.case, counted.get(line.case.path, {})) for line in found.lines)


def tasks_moved(place: Case, stage: Stage, moved: Moved, beside: Sequence[Case] = ()) -> QuerySet[Task]:
    """The tasks behind one number of a movement."""
    found = _with_movement(tasks_below(place), stage).filter(Q(moved=moved.value))
    return outside(found, "case__path", beside)


def _with_movement(tasks: QuerySet[Task], stage: Stage) -> QuerySet[Task]:
    """The tasks of a stage that repeats another, each with where its level went."""
    first = Task.objects.filter(case=OuterRef("case"), stage=stage.compares).order_by("-occurrence")
    was = first.annotate(rank=_rank(stage)).values("rank")[:1]
    found = tasks.filter(stage=stage.key, held=False).annotate(now=_rank(stage), was=Subquery(was))
    return found.annotate(
        moved=Choose(
            When(Q(now__isnull=True) | Q(was__isnull=True), then=Value(Moved.UNKNOWN.value)),
            When(now__lt=F("was"), then=Value(Moved.UP.value)),
            When(now__gt=F("was"), then=Value(Moved.DOWN.value)),
            default=Value(Moved.SAME.value),
        )
    )


def _rank(stage: Stage) -> Choose:
    """The place of a task's level among the stage's, the best first; none where it reached none of them."""
    assert stage.outcome is not None, stage.key
    places = (When(tier=label, then=Value(place)) for place, label in enumerate(stage.outcome.levels))
    return Choose(*places, default=None, output_field=IntegerField())


def tasks_at_level(place: Case, stage: Stage, level: str, beside: Sequence[Case] = ()) -> QuerySet[Task]:
    """The tasks behind one number: of this stage with this level at and below a place, less those that count beside it."""
    found = tasks_below(place).filter(stage=stage.key, held=False, tier=level)
    return outside(found, "case__path", beside)
