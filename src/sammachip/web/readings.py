"""Rows of the house as the shared pieces of the screen take them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from sammachip.cases import queries, rules
from sammachip.cases.kinds import ClusterKind, label_said
from sammachip.cases.models import (
    Case,
    Cluster,
    Task,
    TaskResult,
)
from sammachip.cases.rules import role_label
from sammachip.cases.steps import StepState, step_states
from sammachip.core.area import Level, ancestors, is_within
from sammachip.core.fiscal import Window
from sammachip.core.thaidate import bangkok_day
from sammachip.core.verdict import Verdict
from sammachip.money.kinds import SpendKind
from sammachip.money.kinds_purchase import PURCHASE
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.selection.law import ROUND
from sammachip.trail import clock
from sammachip.web.shapes import Standing, State, Step

UNKNOWN = "–"


def task_state(task: Task) -> State:
    if task.result:
        return "done" if task.result == TaskResult.PASSED else "failed"
    if task.held or not task.may_start:
        return "held"
    return "waiting" if task.turn_role and task.missing_count == 0 else "ongoing"


def task_standing(task: Task) -> Standing:
    """Where a task stands, whose turn it is at which office, and by when; what others' outcomes closed is owed by nobody."""
    if is_closed_off(task):
        return Standing(label=_("ไม่ต้องดำเนินการ"), state="held")
    turn = f"{role_label(task.turn_role)} · {task.turn_office.short_name}" if task.turn_office else ""
    return Standing(
        label=label_said(task.label) or task.get_result_display() or UNKNOWN,
        state=task_state(task),
        turn=turn,
        due=task.next_due,
        done=task.finished_at,
        sent_late=task.sent_late,
    )


def is_closed_off(task: Task) -> bool:
    """Whether the outcome of another stage took the task away: a group that was not chosen buys nothing."""
    return task.held and not task.result


def must_wait(task: Task) -> bool:
    """Whether an earlier stage must end before this can; a report that repeats says how far the work is and waits for
    none."""
    return bool(task.waits_for) and queries.stage_of(task).repeats is None


def is_turn_of(actor: Actor, task: Task) -> bool:
    return not task.result and task.turn_role == actor.role and task.turn_office == actor.office


def _clusters_url(task: Task) -> str:
    return reverse("web:clusters", args=[task.case_id])


def _money_url(task: Task) -> str:
    return reverse("web:case-money", args=[task.case_id])


def _purchases_url(task: Task) -> str:
    return reverse("web:case-purchases", args=[task.case_id])


def _selection_url(task: Task) -> str:
    return reverse("web:selection", args=[task.pk])


KIND_PAGES: dict[str, Callable[[Task], str]] = {
    ClusterKind.name: _clusters_url,
    SpendKind.name: _money_url,
    PURCHASE: _purchases_url,
    ROUND: _selection_url,
}
"""Stage kinds whose work is done on a page of their own; the others have the task's."""


def task_url(task: Task) -> str:
    """Where the work of this task is done."""
    own_page = KIND_PAGES.get(queries.stage_of(task).kind)
    return own_page(task) if own_page else task.get_absolute_url()


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task in the list of its case. `outside`: its due date lies outside the programme's window; `yours`: the
    reader's turn."""

    title: str
    url: str
    standing: Standing
    waits_for: str
    outside: bool
    yours: bool


def task_lines(case: Case, actor: Actor) -> list[TaskLine]:
    """The case's own tasks in the pack's order; one query."""
    pack = case.edition.pack
    lines = []
    for task in case.tasks.select_related("turn_office").order_by("position", "occurrence"):
        title = pack.stage(task.stage).title
        lines.append(
            TaskLine(
                title=f"{title} ({task.period})" if task.period else title,
                url=task_url(task),
                standing=task_standing(task),
                waits_for=", ".join(pack.stage(key).title for key in task.waits_for)
                if not (task.result or task.held)
                else "",
                outside=task.next_due is not None
                and not task.held
                and not pack.window.contains(bangkok_day(task.next_due)),
                yours=is_turn_of(actor, task) and not must_wait(task),
            )
        )
    return lines


def short_name(case: Case) -> str:
    """The subject as officers call it: สพอ.เมืองบุรีรัมย์, กลุ่มทอผ้าบ้านโคก."""
    return case.office.short_name if case.office else str(case.subject)


STEP_STATES: dict[str, State] = {StepState.FINISHED: "done", StepState.ONGOING: "ongoing"}


def step_line(case: Case) -> list[Step]:
    """The numbered steps of the programme, at and below this case; two queries, and two for steps of offices above."""
    states = step_states(case, [case.path], clock.today())[case.path]
    if case.parent and (above := _steps_above(case)):
        over = step_states(case.parent, [case.parent.path], clock.today())[case.parent.path]
        states |= {number: over[number] for number in above}
    return [
        Step(label=" · ".join(stage.title for stage in stages), state=STEP_STATES.get(states[number], "held"))
        for number, stages in case.edition.pack.steps().items()
    ]


def _steps_above(case: Case) -> list[int]:
    """The steps that no case at or below this one takes: an office above takes them for it."""
    own = Level(case.level)
    return [
        number
        for number, stages in case.edition.pack.steps().items()
        if all(level.is_above(own) for stage in stages for level in stage.per)
    ]


def cases_above(case: Case, actor: Actor) -> list[Case]:
    """The cases above this one that the actor sees, from the top; one query."""
    above = [path for path in ancestors(case.path) if path != case.path]
    seen = Case.objects.visible_to(actor).filter(programme=case.programme_id, path__in=above)
    return list(seen.select_related("office", "area").order_by("path"))


@dataclass(frozen=True, slots=True)
class WindowReading:
    """The programme's window and where today lies in it."""

    window: Window
    words: str
    state: State


def window_reading(edition: Edition, day: date) -> WindowReading:
    window = edition.pack.window
    if day < window.start:
        return WindowReading(window, _("ยังไม่ถึงช่วงดำเนินการ"), "held")
    if day > window.end:
        return WindowReading(window, _("พ้นช่วงดำเนินการแล้ว"), "failed")
    return WindowReading(window, _("อยู่ในช่วงดำเนินการ"), "ongoing")


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member as every office with a share may know it: name, place, product. `url` only within the reader's sight."""

    name: str
    place: str
    product: str
    url: str


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """One cluster, the office at which it is counted, and whether the reader may end it."""

    cluster: Cluster
    counted_at: str
    members: Sequence[MemberLine]
    may_end: Verdict


def cluster_lines(clusters: Sequence[Cluster], actor: Actor) -> list[ClusterLine]:
    """These clusters for one reader; one query beside those that fetched them with their members."""
    paths, roots = {cluster.path for cluster in clusters}, actor.roots()
    offices = dict(Office.objects.filter(path__in=paths).values_list("path", "short_name"))
    return [
        ClusterLine(
            cluster=cluster,
            counted_at=offices.get(cluster.path, ""),
            members=[_member_line(member.case, roots) for member in cluster.members.all()],
            may_end=rules.may_cluster(actor, cluster.path),
        )
        for cluster in clusters
    ]


def _member_line(case: Case, roots: Sequence[str]) -> MemberLine:
    assert case.group is not None
    seen = any(is_within(case.path, root) for root in roots)
    return MemberLine(
        name=case.group.name,
        place=case.group.village.full_name,
        product=case.group.product or UNKNOWN,
        url=case.get_absolute_url() if seen else "",
    )
