"""The stage kind `purchase`: what the plan says is bought, paid and handed over, line by line, or ended with a reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from sammachip.cases.models import Case, PlanLine, Task
from sammachip.cases.queries import DueDates, due_dates, writers
from sammachip.core.flow import Outcome, Result
from sammachip.core.goods import ExpenseClass
from sammachip.core.verdict import Missing
from sammachip.money import bought
from sammachip.money.models import PurchaseEnd, SpendingLine, SpendingState
from sammachip.org.hats import Actor
from sammachip.org.models import Role
from sammachip.programmes.kinds import Standing, odd_options
from sammachip.programmes.pack import Pack, Stage
from sammachip.trail import clock

PURCHASE = "purchase"
"""The kind of a stage on which a plan is bought, as packs name it."""
PROCURED = gettext_noop("จัดหาครบแล้ว {n} จาก {of} รายการตามแผน")
"""The label of a row of buying."""
BOUGHT_CLASSES = (ExpenseClass.MATERIALS, ExpenseClass.DURABLE, ExpenseClass.SERVICES)
"""What is bought or hired; who works for the group himself is paid (ค่าตอบแทน) and nothing is bought."""


CLASSES = "classes"
"""The option that names the expense classes whose lines a stage waits for; all that is bought where it is not given."""


@dataclass(slots=True)
class PlanStanding:
    """Where the lines of one plan stand that its programme waits for, each in the first of these that is true of it."""

    in_force: bool = False
    """Whether there is a plan at all: one in force may buy nothing."""
    to_ask: list[PlanLine] = field(default_factory=list)
    to_pay: list[PlanLine] = field(default_factory=list)
    to_hand_over: list[PlanLine] = field(default_factory=list)
    done: list[PlanLine] = field(default_factory=list)
    ended: list[PlanLine] = field(default_factory=list)

    @property
    def settled(self) -> int:
        return len(self.done) + len(self.ended)

    @property
    def count(self) -> int:
        return self.settled + len(self.to_ask) + len(self.to_pay) + len(self.to_hand_over)

    @property
    def is_over(self) -> bool:
        """Whether nothing of the plan is left to be bought, paid or handed over, or never was."""
        return self.in_force and self.settled == self.count


class PurchaseKind:
    """Buying for a case: open until every line of its plan is bought, paid and handed over, or ended with a reason."""

    name = PURCHASE

    @property
    def label(self) -> str:
        return _("การจัดซื้อจัดจ้าง")

    def problems(self, stage: Stage, pack: Pack) -> Iterable[str]:
        if stage.form is not None:
            yield _("ขั้นตอน «{title}» เป็นการจัดซื้อจัดจ้าง จึงไม่มี form: — ลบออก").format(title=stage.title)
        if stage.many or stage.repeats or stage.every:
            yield _("ขั้นตอน «{title}» เป็นการจัดซื้อจัดจ้าง มีครั้งเดียวต่อหนึ่งงาน — ลบ many, repeats และ every").format(
                title=stage.title
            )
        yield from odd_options(stage, CLASSES)
        if odd := [one for one in classes_of(stage) if one not in BOUGHT_CLASSES]:
            yield _("ขั้นตอน «{title}» รอ options.classes «{odd}» ซึ่งไม่ใช่สิ่งที่จัดซื้อหรือจ้าง — ใช้ได้: {usable}").format(
                title=stage.title, odd=", ".join(odd), usable=", ".join(BOUGHT_CLASSES)
            )

    def open(self, task: Task, *, actor: Actor) -> None:
        """Nothing to prepare: what is to be bought stands in the plan."""

    def withdraw(self, task: Task, *, actor: Actor) -> None:
        """What was bought stays bought; what is asked for is closed by those who asked."""

    def standings(self, tasks: Sequence[Task]) -> Mapping[int, Standing]:
        found = plan_standings([task.case for task in tasks])
        wholly = set(
            PurchaseEnd.objects.filter(task__in=tasks, plan_line=None).values_list("task", flat=True)
        )
        dates = due_dates(tasks[0].case.edition)
        return {
            task.pk: _standing(task, found[task.case_id], ended=task.pk in wholly, dates=dates)
            for task in tasks
        }


def classes_of(stage: Stage) -> tuple[str, ...]:
    """The expense classes whose lines of the plan a stage waits for."""
    named = stage.options.get(CLASSES, BOUGHT_CLASSES)
    return tuple(map(str, named)) if isinstance(named, list | tuple) else (str(named),)


def _purchase_stages(case: Case) -> list[Stage]:
    return [stage for stage in case.edition.pack.stages if stage.kind == PURCHASE]


def purchase_task(case: Case) -> Task | None:
    """The task on which this case's plan is bought; None where its programme has none for it."""
    stages = [stage.key for stage in _purchase_stages(case)]
    return case.tasks.filter(stage__in=stages).order_by("position").first() if stages else None


def _waited_for(case: Case) -> set[str]:
    """The expense classes that the programme of a case waits for; all that is bought where it has no such stage."""
    return {one for stage in _purchase_stages(case) for one in classes_of(stage)} or set(BOUGHT_CLASSES)


def plan_standings(cases: Sequence[Case]) -> Mapping[int, PlanStanding]:
    """Where the plan in force of each case stands, by its primary key; a fixed number of queries."""
    classes = {case.pk: _waited_for(case) for case in cases}
    planned = list(
        PlanLine.objects.filter(case__in=classes, ended_at=None).order_by("case", "position", "pk")
    )
    found = {key: PlanStanding() for key in classes}
    for line in planned:
        found[line.case_id].in_force = True
    lines = [line for line in planned if line.expense_class in classes[line.case_id]]
    ended = set(PurchaseEnd.objects.filter(plan_line__in=lines).values_list("plan_line", flat=True))
    costs = _costs_of(lines)
    waiting = {one.line.plan_line_id for one in _left_of(costs)}
    for line in lines:
        _place(found[line.case_id], line, costs[line.pk], ended=line.pk in ended, waits=line.pk in waiting)
    return found


def _costs_of(lines: Sequence[PlanLine]) -> dict[int, list[SpendingLine]]:
    """The costs asked for that name each line of a plan, of spendings that were not cancelled."""
    costs: dict[int, list[SpendingLine]] = defaultdict(list)
    asked = SpendingLine.objects.filter(plan_line__in=lines).exclude(spending__state=SpendingState.CANCELLED)
    for cost in asked.select_related("spending").order_by("pk"):
        costs[cost.plan_line_id or 0].append(cost)
    return costs


def _left_of(costs: Mapping[int, Sequence[SpendingLine]]) -> list[bought.Bought]:
    wanted = [cost.pk for some in costs.values() for cost in some]
    return bought.left_of(SpendingLine.objects.filter(pk__in=wanted), clock.today())


def _place(
    standing: PlanStanding, line: PlanLine, costs: Sequence[SpendingLine], *, ended: bool, waits: bool
) -> None:
    if ended:
        standing.ended.append(line)
    elif not costs:
        standing.to_ask.append(line)
    elif any(cost.spending.state != SpendingState.CLOSED for cost in costs):
        standing.to_pay.append(line)
    else:
        (standing.to_hand_over if waits else standing.done).append(line)


def _standing(task: Task, plan: PlanStanding, *, ended: bool, dates: DueDates) -> Standing:
    label = _label(plan)
    begun = plan.count > len(plan.to_ask)
    if ended or plan.is_over:
        return Standing(Result(Outcome.PASSED), (), None, None, label, begun=True)
    role = next(iter(writers(task)), Role.FIELD_OFFICER)
    return Standing(None, tuple(_missing(plan)), role, dates.due(task, role), label, begun=begun)


def _label(plan: PlanStanding) -> str:
    if not plan.count:
        return _("แผนไม่มีรายการที่ต้องจัดหา") if plan.in_force else _("ยังไม่มีรายการตามแผนให้จัดหา")
    return _(PROCURED).format(n=plan.settled, of=plan.count)


def _missing(plan: PlanStanding) -> Iterator[Missing]:
    if not plan.in_force:
        yield Missing("plan", _("ยังไม่มีรายการตามแผนให้จัดหา"), _("จัดทำแผนให้มีผลก่อน หรือสิ้นสุดขั้นตอนนี้พร้อมเหตุผล"))
    if n := len(plan.to_ask):
        text = ngettext("ยังไม่เสนอจัดหา {n} รายการ", "ยังไม่เสนอจัดหา {n} รายการ", n)
        yield Missing("ask", text.format(n=n), _("จัดทำรายงานขอซื้อขอจ้าง หรือระบุเหตุผลที่ไม่จัดหา"))
    if n := len(plan.to_pay):
        text = ngettext("จัดหาแล้วยังไม่เบิกจ่าย {n} รายการ", "จัดหาแล้วยังไม่เบิกจ่าย {n} รายการ", n)
        yield Missing("pay", text.format(n=n), _("ตรวจรับและเบิกจ่ายให้ครบ"))
    if n := len(plan.to_hand_over):
        text = ngettext("เบิกจ่ายแล้วยังไม่ส่งมอบ {n} รายการ", "เบิกจ่ายแล้วยังไม่ส่งมอบ {n} รายการ", n)
        yield Missing("hand-over", text.format(n=n), _("บันทึกใบส่งมอบพัสดุแก่กลุ่ม"))
