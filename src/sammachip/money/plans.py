"""A plan beside its money: what was asked and paid for each of its lines, and for an activity that carried them out.

A payment is of a spending, not of one of its costs: what is paid is shared among its costs by what each came to in the
order, or by what was asked for it, to the satang, so that all shares together are what the purse says was paid.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sammachip.cases.models import Case, Filing, PlanLine, PlanWork
from sammachip.cases.planned import lines_in_force, lines_worked, works_of
from sammachip.core.money import split
from sammachip.money.bought import THINGS
from sammachip.money.kinds_purchase import purchase_task
from sammachip.money.ledger import ZERO
from sammachip.money.models import Account, Order, QuotationLine, Spending, SpendingLine, SpendingState
from sammachip.money.spendings import totals_of


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost of a spending and its share of what was paid; not `exact` while only a part of the spending is paid."""

    line: SpendingLine
    paid: Decimal
    exact: bool

    @property
    def spending(self) -> Spending:
        return self.line.spending


@dataclass(frozen=True, slots=True)
class PlanMoney:
    """One line of the plan, the costs that name it, and the activities that carried it out.

    Without a `line` it is what was spent and names none. `paid` may then hold money that no spending accounts for.
    """

    line: PlanLine | None
    costs: tuple[Cost, ...]
    works: tuple[PlanWork, ...]
    paid: Decimal

    @property
    def asked(self) -> Decimal:
        return sum((cost.line.amount_baht for cost in self.costs), ZERO)

    @property
    def exact(self) -> bool:
        return all(cost.exact for cost in self.costs)

    @property
    def is_former(self) -> bool:
        """Whether the plan was replaced since by one without this line."""
        return self.line is not None and self.line.ended_at is not None


@dataclass(frozen=True, slots=True)
class PlanBook:
    """The plan of a case beside its purse: every line once, what names none last; `paid` is what the purse says."""

    lines: tuple[PlanMoney, ...]
    paid: Decimal

    @property
    def planned(self) -> Decimal:
        return sum((one.line.amount_baht for one in self.lines if one.line and not one.is_former), ZERO)

    @property
    def asked(self) -> Decimal:
        return sum((one.asked for one in self.lines), ZERO)

    @property
    def exact(self) -> bool:
        return all(one.exact for one in self.lines)


@dataclass(frozen=True, slots=True)
class ActivityMoney:
    """The money of the plan's lines that one activity carried out.

    `shared` are those that other activities carried out as well: their money is told there too, and is the same money.
    """

    lines: tuple[PlanMoney, ...]
    shared: tuple[PlanLine, ...]

    @property
    def asked(self) -> Decimal:
        return sum((one.asked for one in self.lines), ZERO)

    @property
    def paid(self) -> Decimal:
        return sum((one.paid for one in self.lines), ZERO)

    @property
    def exact(self) -> bool:
        return all(one.exact for one in self.lines)


def plan_book(case: Case) -> PlanBook:
    """The case's plan with the money of each line; six queries, however many lines there are."""
    costs = _costs(case)
    former = {cost.line.plan_line for cost in costs if cost.line.plan_line and cost.line.plan_line.ended_at}
    lines = [*lines_in_force(case), *sorted(former, key=lambda line: line.pk)]
    paid = sum((account.paid_baht for account in Account.objects.filter(case=case)), ZERO)
    found = _of_lines(lines, costs)
    loose = tuple(cost for cost in costs if cost.line.plan_line_id is None)
    rest = paid - sum((one.paid for one in found), ZERO)
    return PlanBook((*found, *([PlanMoney(None, loose, (), rest)] if loose or rest else ())), paid)


def activity_money(filing: Filing) -> ActivityMoney:
    """The money behind an activity that took effect; six queries."""
    lines = lines_worked(filing)
    found = _of_lines(lines, _costs(filing.task.case) if lines else [])
    shared = tuple(
        one.line for one in found if one.line and any(work.filing_id != filing.pk for work in one.works)
    )
    return ActivityMoney(tuple(found), shared)


def costs_of(spending: Spending) -> Sequence[tuple[SpendingLine, tuple[PlanWork, ...]]]:
    """The costs of a spending, each with the activities that carried out the line of the plan it names; two queries."""
    lines = list(spending.lines.select_related("plan_line__filing").order_by("position", "pk"))
    works = works_of([line.plan_line for line in lines if line.plan_line])
    return [(line, tuple(works.get(line.plan_line_id or 0, ()))) for line in lines]


def lines_to_ask(case: Case) -> list[PlanLine]:
    """The lines of the plan in force that no spending of the case asks money for yet; three queries.

    Things are not among them where the programme buys them on a stage of its own.
    """
    asked = SpendingLine.objects.filter(spending__case=case).exclude(spending__state=SpendingState.CANCELLED)
    named = set(asked.values_list("plan_line", flat=True))
    elsewhere = THINGS if purchase_task(case) else ()
    return [
        line for line in lines_in_force(case) if line.pk not in named and line.expense_class not in elsewhere
    ]


def _of_lines(lines: Collection[PlanLine], costs: Iterable[Cost]) -> list[PlanMoney]:
    works = works_of(lines)
    mine: dict[int | None, list[Cost]] = {line.pk: [] for line in lines}
    for cost in costs:
        if (line := cost.line.plan_line_id) in mine:
            mine[line].append(cost)
    return [
        PlanMoney(
            line,
            tuple(mine[line.pk]),
            tuple(works.get(line.pk, ())),
            sum((cost.paid for cost in mine[line.pk]), ZERO),
        )
        for line in lines
    ]


def _costs(case: Case) -> list[Cost]:
    """Every cost that spendings of the case asked for, with its share of what was paid; four queries. A draft asks nothing."""
    unasked = (SpendingState.DRAFT, SpendingState.CANCELLED)
    spendings = list(case.spendings.exclude(state__in=unasked).order_by("pk"))
    totals = totals_of(spendings)
    rows = list(
        SpendingLine.objects.filter(spending__in=spendings)
        .select_related("plan_line")
        .order_by("position", "pk")
    )
    amounts: dict[int, Decimal] = {row.pk: row.amount_baht for row in rows} | _ordered(spendings)
    found: list[Cost] = []
    for spending in spendings:
        mine = [row for row in rows if row.spending_id == spending.pk]
        parts = [amounts[row.pk] for row in mine]
        paid = totals[spending.pk].paid
        exact = paid in (ZERO, sum(parts, ZERO)) or len(mine) == 1
        for row, share in zip(mine, split(paid, parts), strict=True):
            row.spending = spending
            found.append(Cost(row, share, exact))
    return found


def _ordered(spendings: Collection[Spending]) -> dict[int, Decimal]:
    """What each cost that was bought came to by the offer that was ordered; one query."""
    orders = Order.objects.standing().filter(purchase__in=[one.pk for one in spendings])
    offers = QuotationLine.objects.filter(quotation__in=orders.values("quotation"))
    return {one.line_id: one.amount_baht for one in offers.order_by("pk")}
