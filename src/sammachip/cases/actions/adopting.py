"""Adopting a new edition: a case with all below it follows it from now on, where nothing done stands against it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import queries, rules
from sammachip.cases.actions.advancing import advance
from sammachip.cases.actions.tree import Planned, hold_tree, open_tasks, planned_tasks
from sammachip.cases.models import Case, Extension, Filing, FilingState, Task
from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.org.queries import at_work_in
from sammachip.programmes import kinds
from sammachip.programmes.models import Edition
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


class Plan:
    """The tasks that an edition asks for, level by level, read once for many cases."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._levels: dict[str, dict[tuple[str, int], Planned]] = {}

    def of(self, case: Case) -> Mapping[tuple[str, int], Planned]:
        """By stage and occurrence, the tasks the edition asks of a case of this level."""
        if case.level not in self._levels:
            planned = planned_tasks(self.edition, case.level)
            self._levels[case.level] = {(one.stage.key, one.occurrence): one for one in planned}
        return self._levels[case.level]

    def keeps(self, case: Case, task: Task) -> bool:
        """Whether the edition has this very task too: the same stage of the same kind, the same month or quarter."""
        planned = self.of(case).get((task.stage, task.occurrence))
        if planned is None:
            return False
        kind = case.edition.pack.stage(task.stage).kind
        return (planned.stage.kind, planned.period) == (kind, task.period)

    def stage_gone(self, case: Case, task: Task) -> str:
        """Why a case with work on this task cannot follow the edition, which does not have it."""
        named = f"«{case.edition.pack.stage(task.stage).title}» {task.period}".strip()
        return _(
            "มีงานในขั้นตอน {stage} แล้ว แต่ฉบับที่ {n} ไม่มีขั้นตอนนี้ — ดำเนินการต่อตามฉบับเดิม หรือแจ้งกรมให้คงขั้นตอนไว้ในฉบับถัดไป"
        ).format(stage=named, n=self.edition.number)


Reasons = Mapping[int, str]
Check = Callable[[Sequence[Case], Plan], Reasons]
_before_adopting: list[Check] = []


@dataclass(frozen=True, slots=True)
class Staying:
    """A case that cannot follow the new edition yet, and why."""

    case: Case
    reason: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """The cases at and below one that follow a new edition, highest first, and those that stay, each with the reason."""

    following: tuple[Case, ...]
    staying: tuple[Staying, ...]


def before_adopting(check: Check) -> None:
    """Let a higher room say which of some cases cannot follow an edition, and why (money asks for its heads)."""
    _before_adopting.append(check)


@transaction.atomic
def adopt_edition(case: Case, edition: Edition, *, seen: int | None = None, actor: Actor) -> Adoption:
    """Let this case, and whatever below it can, follow a later edition of its programme.

    What was sent and accepted stays under the edition it was sent under; drafts keep what was typed. A case below that
    cannot follow is named with the reason, and stays. Raises Refused where the case itself cannot, and Stale where it
    no longer follows number `seen`.
    """
    hold_tree(case)
    case.refresh_from_db(fields=["edition", "closed_at"])
    _require_seen(case, seen)
    require(rules.may_adopt(actor, case, edition))
    found = prospect(case, edition)
    if own := next((one for one in found.staying if one.case.pk == case.pk), None):
        raise Refused(own.reason)
    plan = Plan(edition)
    for one in found.following:
        _follow(one, plan, actor)
    case.refresh_from_db(fields=["edition"])
    _tell(found.following, edition, actor)
    advance(*found.following)
    return found


def _require_seen(case: Case, seen: int | None) -> None:
    if seen is not None and seen != case.edition.number:
        raise Stale(
            _("{case} เปลี่ยนไปใช้ฉบับที่ {now} แล้ว ไม่ใช่ฉบับที่ {seen} — เปิดหน้าใหม่ดูสิ่งที่เปลี่ยนก่อน").format(
                case=case, now=case.edition.number, seen=seen
            )
        )


def prospect(case: Case, edition: Edition) -> Adoption:
    """What adopting would come to: those at and below the case that are not yet so far, parted by what stands against.

    A fixed number of queries, however many cases there are.
    """
    earlier = Case.objects.filter(programme=case.programme_id, edition__number__lt=edition.number)
    cases = list(
        earlier.within(case.path)
        .live()
        .select_related("office", "area", "group")
        .prefetch_related("edition__programme")
        .order_by("path", "pk")
    )
    against = _against(cases, edition)
    return Adoption(
        tuple(one for one in cases if one.pk not in against),
        tuple(Staying(one, against[one.pk]) for one in cases if one.pk in against),
    )


def _against(cases: Sequence[Case], edition: Edition) -> dict[int, str]:
    """By case, the first reason for which it cannot follow the edition."""
    found: dict[int, str] = {}
    plan = Plan(edition)
    checks: list[Check] = [_other_levels, _undecided, _stages_gone, *_before_adopting]
    for check in checks:
        for pk, reason in check(cases, plan).items():
            found.setdefault(pk, reason)
    return found


def _other_levels(cases: Sequence[Case], plan: Plan) -> Reasons:
    wanted = plan.edition.pack.levels
    return {
        case.pk: rules.other_levels(plan.edition).reason
        for case in cases
        if case.edition.pack.levels != wanted
    }


def _undecided(cases: Sequence[Case], _plan: Plan) -> Reasons:
    """Those with a filing that was sent and not decided: its signers sign what they were sent."""
    packs = {case.pk: case.edition.pack for case in cases}
    sent = Filing.objects.filter(task__case__in=cases, state=FilingState.SENT).select_related("task")
    return {
        filing.task.case_id: _(
            "«{stage}» ส่งแล้วและยังรอผลการตรวจ — ลงนามหรือส่งคืนให้แล้วเสร็จ แล้วเปลี่ยนไปใช้ฉบับใหม่"
        ).format(stage=packs[filing.task.case_id].stage(filing.task.stage).title)
        for filing in sent.order_by("-task__position", "-pk")
    }


def _stages_gone(cases: Sequence[Case], plan: Plan) -> Reasons:
    """Those with work on a stage, or on a month of one, that the edition does not have."""
    own = {case.pk: case for case in cases}
    extended = Exists(Extension.objects.filter(task=OuterRef("pk")))
    worked = Task.objects.filter(Q(begun=True) | ~Q(result="") | Q(extended), case__in=cases)
    return {
        task.case_id: plan.stage_gone(own[task.case_id], task)
        for task in worked.order_by("-position", "-occurrence")
        if not plan.keeps(own[task.case_id], task)
    }


def _follow(case: Case, plan: Plan, actor: Actor) -> None:
    """Put the case under the edition: new tasks opened, untouched ones of stages that are gone dropped."""
    before, edition, planned = case.edition, plan.edition, dict(plan.of(case))
    dropped = []
    for task in case.tasks.order_by("position", "occurrence"):
        if plan.keeps(case, task):
            _place(task, planned.pop((task.stage, task.occurrence)))
        else:
            task.case = case
            kinds.get(queries.stage_of(task).kind).withdraw(task, actor=actor)
            dropped.append(task.stage)
            task.delete()
    claim(Case.objects.filter(pk=case.pk, edition=before), edition=edition)
    case.edition = edition
    open_tasks(case, planned.values(), actor)
    trail.log(
        "edition.adopted",
        about=case,
        actor=actor,
        edition=edition.number,
        before=before.number,
        opened=[one.stage.key for one in planned.values()],
        dropped=dropped,
    )


def _place(task: Task, planned: Planned) -> None:
    """Put the task where the edition has it."""
    if task.position != planned.position:
        Task.objects.filter(pk=task.pk).update(position=planned.position)


def _tell(cases: Sequence[Case], edition: Edition, actor: Actor) -> None:
    """Tell the other offices whose own cases follow the edition now."""
    own = {case.office_id: case for case in cases if case.office_id and case.office_id != actor.office.code}
    for office, told in at_work_in(own, clock.today()).items():
        trail.notify(
            "edition-adopted",
            to=told,
            text=format_lazy(
                gettext_lazy("งานของหน่วยงานใช้โครงการฉบับที่ {n} แล้ว: {title}"),
                n=edition.number,
                title=edition.title,
            ),
            url=own[office].get_absolute_url(),
        )
