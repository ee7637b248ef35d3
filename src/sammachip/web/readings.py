"""Rows of the house as the shared pieces of the screen take them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import queries, rules
from sammachip.cases.kinds import ClusterKind
from sammachip.cases.models import (
    Case,
    CaseLevel,
    Cluster,
    Filing,
    SignOff,
    SignVerdict,
    Task,
    TaskResult,
)
from sammachip.cases.rules import role_label
from sammachip.cases.steps import FINISHED, ONGOING, step_states
from sammachip.core.area import Level, ancestors, is_within
from sammachip.core.fiscal import Window
from sammachip.core.thaidate import bangkok_day
from sammachip.core.verdict import Verdict
from sammachip.money.kinds import SpendKind
from sammachip.money.models import Register
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.trail import clock
from sammachip.trail.models import Event
from sammachip.web.shapes import Deed, Standing, State, Step
from sammachip.web.templatetags.thai import baht

DEEDS = {
    SignVerdict.SIGNED: "",
    SignVerdict.RETURNED: gettext_lazy("ส่งคืนแก้ไข"),
    SignVerdict.REOPENED: gettext_lazy("เปิดให้แก้ไข"),
}
UNKNOWN = "–"


def task_state(task: Task) -> State:
    if task.result:
        return "done" if task.result == TaskResult.PASSED else "failed"
    if task.held or not task.may_start:
        return "held"
    return "waiting" if task.turn_role and task.missing_count == 0 else "ongoing"


def task_standing(task: Task) -> Standing:
    """Where a task stands, whose turn it is at which office, and by when."""
    turn = f"{role_label(task.turn_role)} · {task.turn_office.short_name}" if task.turn_office else ""
    return Standing(
        label=task.label or task.get_result_display() or UNKNOWN,
        state=task_state(task),
        turn=turn,
        due=task.next_due,
        done=task.finished_at,
    )


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


KIND_PAGES: dict[str, Callable[[Task], str]] = {ClusterKind.name: _clusters_url, SpendKind.name: _money_url}
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
                if not task.result
                else "",
                outside=task.next_due is not None and not pack.window.contains(bangkok_day(task.next_due)),
                yours=is_turn_of(actor, task) and not must_wait(task),
            )
        )
    return lines


def short_name(case: Case) -> str:
    """The subject as officers call it: สพอ.เมืองบุรีรัมย์, กลุ่มทอผ้าบ้านโคก."""
    return case.office.short_name if case.office else str(case.subject)


STEP_STATES: dict[str, State] = {FINISHED: "done", ONGOING: "ongoing"}


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


def with_editions(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The tasks with what a line of a list names. Editions come by a query of their own: each is large, and few."""
    editions = Prefetch("case__edition", queryset=Edition.objects.select_related("programme"))
    return tasks.select_related(
        "case__office", "case__area", "case__group__village__area", "turn_office"
    ).prefetch_related(editions)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member as every office with a share may know it: name, place, product. `url` only within one's own area."""

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
    paths = {cluster.path for cluster in clusters}
    offices = dict(Office.objects.filter(path__in=paths).values_list("path", "short_name"))
    return [
        ClusterLine(
            cluster=cluster,
            counted_at=offices.get(cluster.path, ""),
            members=[_member_line(member.case, actor) for member in cluster.members.all()],
            may_end=rules.may_cluster(actor, cluster.path),
        )
        for cluster in clusters
    ]


def _member_line(case: Case, actor: Actor) -> MemberLine:
    assert case.group is not None
    village = case.group.village
    own = is_within(case.path, actor.office.path)
    return MemberLine(
        name=case.group.name,
        place=f"{village} {village.area.full_name} {village.area.parent.full_name if village.area.parent else ''}",
        product=case.group.product or UNKNOWN,
        url=case.get_absolute_url() if own else "",
    )


VERBS: dict[str, Promise] = {
    "case.opened": gettext_lazy("เปิดงานในโครงการ"),
    "case.places": gettext_lazy("กำหนดจำนวนกลุ่มที่รับได้"),
    "case.closed": gettext_lazy("สิ้นสุดการเข้าร่วมโครงการ"),
    "edition.adopted": gettext_lazy("เปลี่ยนไปใช้โครงการฉบับใหม่"),
    "group.enrolled": gettext_lazy("นำกลุ่มเข้าโครงการ"),
    "group.registered": gettext_lazy("ลงทะเบียนกลุ่ม"),
    "group.learned": gettext_lazy("ปรับข้อมูลกลุ่ม"),
    "group.differs": gettext_lazy("พบข้อมูลที่ไม่ตรงกับทะเบียน"),
    "group.settled": gettext_lazy("ตัดสินข้อมูลที่ไม่ตรงกัน"),
    "group.incomes": gettext_lazy("บันทึกรายได้ของกลุ่ม"),
    "filing.started": gettext_lazy("เริ่มกรอก"),
    "filing.sent": gettext_lazy("ส่ง"),
    "filing.signed": gettext_lazy("ลงนาม"),
    "filing.signed-on-paper": gettext_lazy("บันทึกการลงนามในเอกสาร"),
    "filing.paper-recorded": gettext_lazy("บันทึกการลงนามในเอกสาร รอผู้อื่นตรวจ"),
    "filing.paper-checked": gettext_lazy("ตรวจการลงนามกับเอกสาร"),
    "filing.paper-rejected": gettext_lazy("พบว่าการลงนามที่บันทึกไม่ตรงกับเอกสาร"),
    "filing.returned": gettext_lazy("ส่งคืนแก้ไข"),
    "filing.taken-back": gettext_lazy("ถอนคืนมาแก้ไข"),
    "filing.reopened": gettext_lazy("เปิดให้แก้ไข"),
    "filing.accepted": gettext_lazy("รับแล้ว"),
    "photo.added": gettext_lazy("เพิ่มภาพ"),
    "photo.removed": gettext_lazy("นำภาพออก"),
    "plan.replaced": gettext_lazy("แผนมีผลใช้"),
    "task.closed": gettext_lazy("ปิดการบันทึกขั้นตอน"),
    "due.extended": gettext_lazy("ขยายเวลา"),
    "cluster.made": gettext_lazy("จัดคลัสเตอร์"),
    "cluster.ended": gettext_lazy("ยกเลิกคลัสเตอร์"),
    "cluster.none": gettext_lazy("บันทึกว่าไม่มีคลัสเตอร์"),
    "money.allotted": gettext_lazy("บันทึกการแจ้งจัดสรร"),
    "money.received": gettext_lazy("บันทึกการรับโอนเงิน"),
    "money.transferred": gettext_lazy("โอนเงินงบประมาณ"),
    "money.given-to-group": gettext_lazy("จัดสรรเงินให้กลุ่ม"),
    "money.averaged": gettext_lazy("ถัวจ่ายระหว่างหมวด"),
    "money.committed": gettext_lazy("ก่อหนี้ผูกพัน"),
    "money.paid": gettext_lazy("เบิกจ่าย"),
    "money.repaid": gettext_lazy("เบิกเกินส่งคืน"),
    "money.returned": gettext_lazy("ส่งคืนงบประมาณ"),
    "money.carried-over": gettext_lazy("กันเงินไว้เบิกเหลื่อมปี"),
    "money.lapsed": gettext_lazy("บันทึกเงินพับไป"),
    "entry.reversed": gettext_lazy("กลับรายการบัญชี"),
    "loan.given": gettext_lazy("จ่ายเงินยืม"),
    "loan.cleared": gettext_lazy("ล้างเงินยืม"),
    "regulation.answered": gettext_lazy("ตอบข้อกำหนดก่อนเบิกจ่าย"),
    "evidence.added": gettext_lazy("เพิ่มหลักฐานการเบิกจ่าย"),
    "spending.drafted": gettext_lazy("ร่างรายการใช้จ่าย"),
    "spending.requested": gettext_lazy("เสนอขออนุมัติใช้จ่าย"),
    "spending.returned": gettext_lazy("ส่งคืนรายการใช้จ่ายให้แก้ไข"),
    "spending.approved": gettext_lazy("อนุมัติรายการใช้จ่าย"),
    "spending.closed": gettext_lazy("ปิดรายการใช้จ่าย"),
    "spending.ended": gettext_lazy("สิ้นสุดการใช้จ่าย"),
    "register.started": gettext_lazy("เริ่มร่างทะเบียน"),
    "register.sheet-applied": gettext_lazy("นำเข้าแถวจากตาราง"),
    "register.sheet-undone": gettext_lazy("ยกเลิกการนำเข้า"),
    "register.issued": gettext_lazy("แจ้งจัดสรร"),
    "register.undone": gettext_lazy("ยกเลิกการแจ้งจัดสรร"),
}
"""Each verb of the trail that a history of case work may show, in the words of an office."""


def event_deed(event: Event, named: str) -> Deed:
    """One event as a line of a history; `named` is what it was done to."""
    words = str(VERBS.get(event.verb, event.verb))
    return Deed(
        what=f"{words} {named}".strip(),
        who=str(event.actor.get("name", "")),
        title=str(event.actor.get("title", "")),
        recorded_at=event.recorded_at,
        done_on=event.done_on,
        words=str(event.facts.get("reason") or ""),
    )


def case_history(case: Case, newest: int = 20) -> list[Deed]:
    """The newest events about this case and within it, each with what it was done to; two queries."""
    titles = {stage.key: stage.title for stage in case.edition.pack.stages}
    events = list(Event.objects.about(case).newest_first()[:newest])
    numbers = [event.about_id for event in events if event.about_kind == Filing._meta.label_lower]
    stages = dict(Filing.objects.filter(pk__in=numbers, task__case=case).values_list("pk", "task__stage"))
    return [event_deed(event, _done_to(event, titles, stages)) for event in events]


def _done_to(event: Event, titles: Mapping[str, str], stages: Mapping[int, str]) -> str:
    """The stage of the filing or task, else the group, the cluster or the sum that the event itself names."""
    of_filing = stages.get(event.about_id, "") if event.about_kind == Filing._meta.label_lower else ""
    stage = str(event.facts.get("stage") or of_filing)
    named = titles.get(stage, "") or str(event.facts.get("group") or event.facts.get("name") or "")
    amount = event.facts.get("amount", event.facts.get("spent"))
    return named or _sum(amount)


def _sum(amount: str | None) -> str:
    return "" if amount is None else f"{baht(Decimal(amount))} {_('บาท')}"


def register_history(register: Register, newest: int = 20) -> list[Deed]:
    """The newest events about this register, with its reasons and sums; one query."""
    events = Event.objects.about(register).newest_first()[:newest]
    return [event_deed(event, _sum(event.facts.get("total"))) for event in events]


def deed_of(signoff: SignOff) -> Deed:
    return Deed(
        what=str(DEEDS[SignVerdict(signoff.verdict)] or signoff.verb),
        who=signoff.signer_name,
        title=signoff.signer_title,
        recorded_at=signoff.recorded_at,
        done_on=signoff.done_on,
        words=signoff.reason,
        on_paper=signoff.paper_number,
    )
