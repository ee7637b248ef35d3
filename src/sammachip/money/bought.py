"""What was bought for a group and is still here: paid, a thing that can be handed over, and not handed over yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from sammachip.cases import knowledge
from sammachip.cases.handovers import BOUGHT, BOUGHT_MARK, ended_handing_over
from sammachip.cases.models import Case, Good, Task
from sammachip.core.expr import Kind
from sammachip.core.goods import ExpenseClass
from sammachip.core.thainum import fold
from sammachip.money.ledger import ZERO
from sammachip.money.models import Entry, SpendingLine
from sammachip.money.paths import PAYS, accepted_of
from sammachip.money.spendings import totals_of
from sammachip.org.hats import Actor
from sammachip.programmes.facts import Fact, plain, register_fact

THINGS = (ExpenseClass.MATERIALS, ExpenseClass.DURABLE)
"""The classes of costs that buy things; the others pay people and services."""
COLUMNS = {
    "id": Kind.TEXT, "item": Kind.TEXT, "quantity": Kind.NUMBER, "unit": Kind.TEXT, "paid_on": Kind.DATE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bought:
    """A cost that was paid, and how much of what it bought was not handed over yet."""

    line: SpendingLine
    left: Decimal
    paid_on: date

    @property
    def name(self) -> str:
        """What a paper of handing over calls it."""
        return f"{BOUGHT_MARK}{self.line.pk}"


def register() -> None:
    """Let a form that hands goods over begin with what was bought."""
    register_fact(Fact(BOUGHT, Kind.ROWS, "พัสดุที่เบิกจ่ายแล้วและยังไม่ส่งมอบ", columns=COLUMNS))
    knowledge.register_reader((BOUGHT,), read_bought)


def read_bought(task: Task, as_of: date) -> Mapping[str, object]:
    """What the task's own case has still to hand over, of what was paid by a day."""
    rows = [
        {
            "id": one.name,
            "item": one.line.item,
            "quantity": one.left,
            "unit": one.line.unit,
            "paid_on": one.paid_on,
        }
        for one in left_of(SpendingLine.objects.filter(spending__case=task.case_id), as_of)
    ]
    return {plain(BOUGHT): rows}


def left_below(case: Case, actor: Actor, as_of: date) -> list[Bought]:
    """What is still to be handed over at and below a case, as far as the actor sees it, by place; four queries.

    Where handing over was closed nothing is: what is left there was used up in an activity, or is no thing to hand over.
    """
    below = Case.objects.visible_to(actor).filter(programme=case.programme_id).within(case.path)
    open_ = below.exclude(pk__in=ended_handing_over(case).values("case"))
    lines = SpendingLine.objects.filter(spending__case__in=open_).select_related(
        "spending__case__group__village__area__parent", "spending__case__office", "spending__case__area"
    )
    return left_of(lines, as_of)


def left_of(lines: QuerySet[SpendingLine], as_of: date) -> list[Bought]:
    """Of these costs, those that bought things by a day of which some are left, the first paid first; three queries."""
    things = list(
        lines.filter(expense_class__in=THINGS)
        .select_related("spending")
        .order_by("spending__case__path", "spending", "position")
    )
    days = _paid_on({line.spending_id for line in things}, as_of)
    totals = totals_of({line.spending_id: line.spending for line in things}.values())
    paid = [line for line in things if line.spending_id in days and totals[line.spending_id].paid > ZERO]
    left = _less_handed_over(paid, accepted_of(paid, as_of), as_of)
    return [Bought(line, left[line.pk], days[line.spending_id]) for line in paid if left[line.pk] > ZERO]


def handed_over(case: int, lines: Sequence[SpendingLine], actor: Actor) -> list[Good]:
    """The goods of a case that papers of handing over name as one of these costs, or alike; one query."""
    named = {f"{BOUGHT_MARK}{line.pk}" for line in lines}
    alike = {(fold(line.item), fold(line.unit)) for line in lines if line.expense_class in THINGS}
    goods = Good.objects.visible_to(actor).standing().filter(case=case).order_by("handed_on", "pk")
    return [
        one
        for one in goods.select_related("filing")
        if (one.bought_as in named if one.bought_as else (fold(one.item), fold(one.unit)) in alike)
    ]


def _paid_on(spendings: Iterable[int], as_of: date) -> dict[int, date]:
    """The day each spending was first paid, where that was by the day asked about."""
    rows = Entry.objects.filter(spending__in=spendings, kind__in=PAYS, done_on__lte=as_of)
    return {pk: day for pk, day in rows.order_by("-done_on").values_list("spending", "done_on") if pk}


def _less_handed_over(
    lines: Sequence[SpendingLine], accepted: Mapping[int, Decimal], as_of: date
) -> dict[int, Decimal]:
    """How much of each cost is left: first what papers name it by, then what was typed under the same name and unit.

    Of a purchase only what its inspectors accepted ever came.
    """
    cases = {line.spending.case_id for line in lines}
    goods = Good.objects.standing().filter(case__in=cases, handed_on__lte=as_of).order_by("pk")
    named: dict[object, Decimal] = defaultdict(Decimal)
    for good in goods:
        by = (good.bought_as,) if good.bought_as else (fold(good.item), fold(good.unit))
        named[good.case_id, *by] += good.quantity
    left = {
        line.pk: accepted.get(line.pk, line.quantity)
        - named[line.spending.case_id, f"{BOUGHT_MARK}{line.pk}"]
        for line in lines
    }
    for line in lines:
        alike = line.spending.case_id, fold(line.item), fold(line.unit)
        taken = max(min(left[line.pk], named[alike]), ZERO)
        left[line.pk] -= taken
        named[alike] -= taken
    return left
