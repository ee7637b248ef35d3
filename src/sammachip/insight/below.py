"""The cases right below a case, each with what lies in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from sammachip.cases.models import Case, is_overdue
from sammachip.insight.lists import branch, group_cases, tasks_at_and_below
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
    below = case.children.live().select_related("office", "area", "group__village__area")
    children = list(below.order_by("path", "pk"))
    if not children:
        return []
    groups, tasks = _groups(case, children), _tasks(case, children)
    return [
        ChildLine(child, groups.get(child.path, 0), *tasks.get(child.path, (0, 0, 0))) for child in children
    ]


def _groups(case: Case, children: Sequence[Case]) -> dict[str, int]:
    """How many groups take part under each child, by its path."""
    found = group_cases(case).annotate(branch=branch("path", children)).order_by()
    return dict(found.values_list("branch").annotate(count=Count("pk")))


def _tasks(case: Case, children: Sequence[Case]) -> dict[str, tuple[int, int, int]]:
    """How many tasks stand, are finished and are late under each child, by its path; none that is held back."""
    found = tasks_at_and_below(case).filter(held=False).annotate(branch=branch("case__path", children))
    counted = (
        found.order_by()
        .values_list("branch")
        .annotate(
            tasks=Count("pk"),
            finished=Count("pk", filter=~Q(result="")),
            late=Count("pk", filter=is_overdue(clock.now())),
        )
    )
    return {path: (tasks, finished, late) for path, tasks, finished, late in counted}
