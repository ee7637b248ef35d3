"""The groups that a programme follows to the end: for each how far every stage and its money are, and their counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, TextChoices
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models import Case, CaseLevel, Task, TaskResult
from sammachip.money.queries import Sums, sums
from sammachip.org.hats import Actor
from sammachip.programmes.outwardspec import Followup
from sammachip.programmes.pack import Stage
from sammachip.trail import clock


class Pace(TextChoices):
    """How far a group is with a stage."""

    DONE = "done", _("เสร็จแล้ว")
    ONGOING = "ongoing", _("กำลังดำเนินการ")
    NOT_BEGUN = "not-begun", _("ยังไม่เริ่ม")
    LATE = "late", _("เลยกำหนด")
    OUT = "out", _("ไม่ดำเนินการต่อ")


NOT_ASKED = _("ฉบับโครงการที่กลุ่มใช้ไม่มีขั้นตอนนี้")
"""What is said of a group that follows another edition, whose stages are not all those of the office above it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """One group with its pace in each stage that is followed, and its task there, unless its own edition has no such stage;
    `where` it lies below the place that is asked for, `tier` is what it won, where tiers are given."""

    case: Case
    where: str
    tier: str
    tasks: Mapping[str, Task]
    paces: Mapping[str, Pace]
    money: Sums

    def label(self, stage: str) -> str:
        """Where the group stands with a stage, in the words of its task."""
        task = self.tasks.get(stage)
        return task.label if task else str(NOT_ASKED)

    def standing(self, stage: str) -> str:
        """How far the group is with a stage and where it stands there, said once where both are one."""
        return " · ".join(dict.fromkeys((str(self.paces[stage].label), self.label(stage))))


@dataclass(frozen=True, slots=True)
class FollowupList:
    """The groups followed under one place, and the stages in their order."""

    title: str
    stages: Sequence[Stage]
    rows: Sequence[Followed]

    def counts(self, stage: str) -> Mapping[Pace, int]:
        """How many groups are how far with a stage; together all of them."""
        found = Counter(one.paces[stage] for one in self.rows)
        return {pace: found[pace] for pace in Pace}

    def at(self, stage: str, pace: str) -> Sequence[Followed]:
        return [one for one in self.rows if one.paces[stage] == pace]


def followed_under(case: Case, actor: Actor) -> FollowupList | None:
    """The groups that passed every stage asked for, at and under this case, as the actor may see them; None where the
    programme follows nobody up. Three queries and those of the money, however many there are."""
    pack = case.edition.pack
    if (follow := pack.followup) is None:
        return None
    cases = list(_cases(case, follow, actor))
    tasks = _tasks(cases, {*follow.stages, follow.among[-1]})
    money, now = sums(cases), clock.now()
    rows = [
        Followed(
            one,
            _where(one, case),
            tasks[one.pk][follow.among[-1]].tier,
            {key: tasks[one.pk][key] for key in follow.stages if key in tasks[one.pk]},
            {key: pace_of(tasks[one.pk].get(key), now) for key in follow.stages},
            money[one.pk],
        )
        for one in cases
    ]
    return FollowupList(follow.title, [pack.stage(key) for key in follow.stages], rows)


def _cases(case: Case, follow: Followup, actor: Actor) -> Sequence[Case]:
    found = Case.objects.visible_to(actor).filter(programme=case.programme_id, level=CaseLevel.GROUP)
    for stage in follow.among:
        passed = Task.objects.filter(case=OuterRef("pk"), stage=stage, result=TaskResult.PASSED)
        found = found.filter(Exists(passed))
    rows = found.within(case.path).select_related(
        "edition__programme", "group__village__area__parent__parent"
    )
    return list(rows.order_by("path", "pk"))


def _where(one: Case, above: Case) -> str:
    """Its sub-district, and what lies between that and the place above, in the official words."""
    said, area = [], one.group.village.area if one.group else None
    known = above.path.strip("/").split("/")
    while area and area.code not in known:
        said.append(area.full_name)
        area = area.parent
    return " ".join(said)


def _tasks(cases: Sequence[Case], stages: set[str]) -> dict[int, dict[str, Task]]:
    """By case and stage the task, of one that recurs the newest."""
    by_pk = {one.pk: one for one in cases}
    tasks: dict[int, dict[str, Task]] = {pk: {} for pk in by_pk}
    for task in Task.objects.filter(case__in=cases, stage__in=stages).order_by("occurrence"):
        task.case = by_pk[task.case_id]  # one edition read once for all
        tasks[task.case_id][task.stage] = task
    return tasks


def pace_of(task: Task | None, now: datetime) -> Pace:
    """How far the task is; without one, nothing is done there."""
    if task is None:
        return Pace.OUT
    if task.result:
        return Pace.DONE if task.result == TaskResult.PASSED else Pace.OUT
    if task.held or task.case.closed_at:
        return Pace.OUT
    if task.next_due is not None and task.next_due < now:
        return Pace.LATE
    return Pace.ONGOING if task.begun else Pace.NOT_BEGUN
