"""The stage kind `round`: a panel selects among the groups below an office, and each group has its place in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from sammachip.cases.models import CaseLevel, Task
from sammachip.cases.queries import DueDates, due_dates
from sammachip.core.area import is_within
from sammachip.core.flow import Outcome, Result
from sammachip.core.verdict import Missing
from sammachip.org.hats import Actor
from sammachip.org.models import Role
from sammachip.programmes.kinds import Standing, odd_options
from sammachip.programmes.pack import Pack, Stage
from sammachip.selection import law, queries
from sammachip.selection.actions.leaving import leave_round
from sammachip.selection.models import Panel, Round, RoundEntry

SECRETARY = "panel-secretary"


class RoundKind:
    """Selecting: the office's own task is the panel's work, ended by publishing; a group's task is its place."""

    name = law.ROUND

    @property
    def label(self) -> str:
        return _("รอบคัดเลือก")

    def problems(self, stage: Stage, pack: Pack) -> Iterable[str]:
        yield from law.problems(stage, pack)
        yield from odd_options(stage, *law.OPTIONS)

    def open(self, task: Task, *, actor: Actor) -> None:
        """A round begins when its secretary opens it: then the rules are frozen and the entries taken in."""

    def withdraw(self, task: Task, *, actor: Actor) -> None:
        """The entry is judged no more; what was handed in and marked stays readable."""
        leave_round(task, actor=actor)

    def standings(self, tasks: Sequence[Task]) -> Mapping[int, Standing]:
        dates = due_dates(tasks[0].case.edition)
        groups = [task for task in tasks if task.case.level == CaseLevel.GROUP]
        offices = [task for task in tasks if task.case.level != CaseLevel.GROUP]
        return {**_of_offices(offices, dates), **_of_groups(groups)}


def _of_offices(tasks: Sequence[Task], dates: DueDates) -> dict[int, Standing]:
    rounds = {one.task_id: one for one in Round.objects.filter(task__in=tasks)} if tasks else {}
    cases = [task.case_id for task in tasks]
    seated = (
        set(Panel.objects.standing().filter(case__in=cases).values_list("case_id", flat=True))
        if tasks
        else set()
    )
    return {
        task.pk: _of_office(rounds.get(task.pk), task.case_id in seated, dates.due(task, SECRETARY))
        for task in tasks
    }


def _of_office(round_: Round | None, has_panel: bool, due: datetime | None) -> Standing:
    """It tells nothing of marks: whoever keeps away from an entry sees this as everybody does."""
    if round_ and round_.published_at:
        return Standing(Result(Outcome.PASSED), (), None, None, _("ประกาศผลแล้ว"), begun=True)
    publish = Missing("publish", _("ยังไม่ประกาศผล"))
    if round_:
        return Standing(None, (publish,), SECRETARY, due, _("อยู่ระหว่างการคัดเลือก"), begun=True)
    opened = Missing("open", _("ยังไม่เปิดรอบคัดเลือก"))
    if has_panel:
        return Standing(None, (opened, publish), SECRETARY, due, _("รอเปิดรอบคัดเลือก"))
    panel = Missing("panel", _("ยังไม่แต่งตั้งคณะกรรมการ"), _("บันทึกคณะกรรมการตามคำสั่งแต่งตั้ง"))
    return Standing(None, (panel, opened, publish), Role.DEPARTMENT_OFFICER, due, _("รอแต่งตั้งคณะกรรมการ"))


def _of_groups(tasks: Sequence[Task]) -> dict[int, Standing]:
    if not tasks:
        return {}
    entries = queries.entries_of(tasks)
    published = _published(tasks)
    seated = queries.seated_in(published)
    return {
        task.pk: _of_group(
            task, entries.get(task.pk), [one for one in published if one.task.stage == task.stage], seated
        )
        for task in tasks
    }


def _published(tasks: Sequence[Task]) -> list[Round]:
    """The published rounds of these stages in the programme; few, for few offices select."""
    rounds = Round.objects.published().filter(
        task__stage__in={task.stage for task in tasks},
        task__case__programme=tasks[0].case.programme_id,
    )
    return list(rounds.select_related("task__case"))


def _of_group(
    task: Task,
    entry: RoundEntry | None,
    published: Sequence[Round],
    seated: Mapping[int, Mapping[int, queries.Seated]],
) -> Standing:
    if entry is None:
        return _without_entry(task, published)
    if entry.withdrawn_at and entry.round_id not in seated:
        return Standing(Result(Outcome.WITHDRAWN), (), None, None, _("ถอนตัว"), begun=True)
    became = seated.get(entry.round_id, {}).get(entry.pk)
    if became is None:
        waits = Missing("published", _("รอประกาศผล"))
        return Standing(None, (waits,), None, None, _("อยู่ระหว่างการคัดเลือก"), begun=True)
    match became.became:
        case queries.PASSED:
            passed = Result(Outcome.PASSED, became.tier or None)
            label = _("ได้รับคัดเลือก ระดับ{tier}").format(tier=became.tier) if became.tier else _("ผ่านการคัดเลือก")
            return Standing(passed, (), None, None, label, begun=True)
        case queries.CALLED:
            called = Result(Outcome.PASSED)
            return Standing(called, (), None, None, _("เรียกจากบัญชีสำรองแล้ว"), begun=True)
        case queries.WITHDREW:
            return Standing(Result(Outcome.WITHDRAWN), (), None, None, _("ถอนตัวหลังประกาศผล"), begun=True)
    return Standing(Result(Outcome.FAILED), (), None, None, _("ไม่ได้รับคัดเลือก"), begun=True)


def _without_entry(task: Task, published: Sequence[Round]) -> Standing:
    """Whoever is in no round when it is published took no part in it."""
    above = any(is_within(task.case.path, one.task.case.path) for one in published)
    if above:
        return Standing(Result(Outcome.DECLINED), (), None, None, _("ไม่ได้เข้ารอบคัดเลือก"))
    missing = Missing("enter", _("ยังไม่เข้ารอบคัดเลือก"))
    return Standing(None, (missing,), None, None, _("รอเปิดรอบคัดเลือก"))
