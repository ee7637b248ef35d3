"""The cases right below a case, each with what lies in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Substr

from sammachip.cases.models import Case, CaseLevel, Task
from sammachip.trail import clock


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One case below: how far its tasks are, how many are late, and how many groups it has of how many places."""

    case: Case
    groups: int
    tasks: int
    finished: int
    late: int


def child_lines(case: Case) -> list[ChildLine]:
    """The cases right below in the order of their official codes; three queries however many there are."""
    children = list(
        case.children.live().select_related("office", "area", "group__village__area").order_by("path", "pk")
    )
    if not children:
        return []
    tasks, groups = _counts_below(case, children)
    return [
        ChildLine(
            child, groups.get(child.path, 0), **tasks.get(child.path, {"tasks": 0, "finished": 0, "late": 0})
        )
        for child in children
    ]


def _counts_below(case: Case, children: Sequence[Case]) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """By a child's path: its tasks, and its groups. Paths of one level of offices are equally long; a group's own
    path ends its branch, so cutting at the longest serves both."""
    cut = max(len(child.path) for child in children)
    tasks = (
        Task.objects.within(case.path)
        .filter(case__programme=case.programme_id, case__closed_at__isnull=True, held=False)
        .annotate(branch=Substr("case__path", 1, cut))
        .order_by("branch")
        .values("branch")
        .annotate(
            tasks=Count("pk"),
            finished=Count("pk", filter=~Q(result="")),
            late=Count("pk", filter=Q(result="", next_due__lt=clock.now())),
        )
    )
    groups = (
        Case.objects.within(case.path)
        .filter(programme=case.programme_id, level=CaseLevel.GROUP)
        .live()
        .annotate(branch=Substr("path", 1, cut))
        .order_by("branch")
        .values("branch")
        .annotate(groups=Count("pk"))
    )
    return (
        {row["branch"]: {key: row[key] for key in ("tasks", "finished", "late")} for row in tasks},
        {row["branch"]: row["groups"] for row in groups},
    )
