"""A plan while it is carried out: its lines in force, which activities carried out each, and the form that asks so."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sammachip.cases import knowledge
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing, PlanLine, PlanWork, Task
from sammachip.core.expr import Kind
from sammachip.core.fields import keys_bound
from sammachip.core.goods import EXPENSE_LABELS, ExpenseClass
from sammachip.programmes.facts import Binding, Fact, plain, register_binding, register_fact

PLAN, WORK, WORKED_ON = "plan.lines[]", "plan.work[]", "plan.worked_on"
COLUMNS = {
    "id": Kind.TEXT, "item": Kind.TEXT, "quantity": Kind.NUMBER, "unit": Kind.TEXT, "amount": Kind.MONEY,
    "expense_class": Kind.TEXT,
}  # fmt: skip
CARRIED_OUT = "carried_out"
"""The column that says of a line that this activity carried it out."""


def register() -> None:
    """Let packs show the plan on later forms, and say which of its lines an activity carried out."""
    told = tuple(column for column in COLUMNS if column != "id")
    register_fact(Fact(PLAN, Kind.ROWS, "รายการตามแผนที่ใช้อยู่", columns=COLUMNS))
    register_binding(Binding(WORK, Kind.ROWS, "รายการตามแผนที่ดำเนินการ", (*told, CARRIED_OUT)))
    register_binding(Binding(WORKED_ON, Kind.DATE, "วันที่ดำเนินการตามแผน"))
    knowledge.register_reader((PLAN,), read_plan)


def lines_in_force(case: Case) -> list[PlanLine]:
    """The lines of the plan as it stands, in their order."""
    return list(PlanLine.objects.filter(case=case, ended_at__isnull=True).order_by("position", "pk"))


def read_plan(task: Task, as_of: date) -> Mapping[str, object]:
    """The lines in force on the task's own case; a plan that was replaced is read in the filing that brought it."""
    rows = [
        {
            "id": str(line.pk),
            "item": line.item,
            "quantity": line.quantity,
            "unit": line.unit,
            "amount": line.amount_baht,
            "expense_class": EXPENSE_LABELS[ExpenseClass(line.expense_class)] if line.expense_class else "",
        }
        for line in lines_in_force(task.case)
    ]
    return {plain(PLAN): rows}


def tells_work(filing: Filing) -> bool:
    """Whether this form says which lines of the plan were carried out."""
    return WORK in keys_bound(form_of(filing.task)).values()


def lines_worked(filing: Filing) -> list[PlanLine]:
    """The lines of the plan that this activity carried out, once it took effect, in the plan's order."""
    works = filing.plan_works.select_related("line").order_by("line__position", "line_id")
    return [work.line for work in works]


def works_of(lines: Collection[PlanLine]) -> Mapping[int, Iterable[PlanWork]]:
    """The activities that carried out each of these lines, by its primary key, the first day first; one query."""
    found: dict[int, list[PlanWork]] = defaultdict(list)
    for work in PlanWork.objects.filter(line__in=lines).select_related("filing").order_by("done_on", "pk"):
        found[work.line_id].append(work)
    return found
