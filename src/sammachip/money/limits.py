"""The ceilings a pack sets on lines of money, asked of a spending with all others that count together with it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from sammachip.cases import classing, knowledge
from sammachip.cases.limits import Overstep, as_asked, facts_wanted, judge
from sammachip.cases.models import Case
from sammachip.core.area import ancestors
from sammachip.money.models import Spending, SpendingLine, SpendingState
from sammachip.programmes.pack import Limit

Moment = Literal["request", "order", "pay"]
ASKED_OF_EACH = ("class_in_question", "paid_elsewhere")
"""What is asked of a line by itself; sums are of all lines together."""


def oversteps(spending: Spending, moment: Moment, as_of: date) -> list[Overstep]:
    """The limits of that moment which this spending, with all others of the same case, goes beyond."""
    limits = [one for one in spending.case.edition.pack.limits if moment in one.at]
    found = (_judged(spending, limit, as_of) for limit in limits)
    return [overstep for overstep in found if overstep is not None]


def beyond_request(spending: Spending, as_of: date) -> list[Overstep]:
    """What a draft goes beyond, told before it is asked for; of a request, what its reason let pass, told to who approves."""
    if spending.is_draft or (spending.is_requested and spending.limit_reason):
        return oversteps(spending, "request", as_of)
    return []


def _judged(spending: Spending, limit: Limit, as_of: date) -> Overstep | None:
    """The answers a limit asks of a plan are not given here: such a limit is judged with the plan."""
    case = _case_of(spending.case, limit)
    if case is None:
        return _judged_above(spending, limit, as_of)
    pack = spending.case.edition.pack
    facts = _facts(case, facts_wanted(pack, limit), as_of)
    counted = list(_lines(spending, case))
    lines = as_asked([limit], _rows(counted), pack.fiscal_year, as_of)
    own = [
        _own(row, is_own=line.spending_id == spending.pk) for line, row in zip(counted, lines, strict=True)
    ]
    return judge(pack, limit, {**facts, "lines": own})


def _own(row: Mapping[str, object], *, is_own: bool) -> Mapping[str, object]:
    """The line as asked; what a person has to say of a line of another spending is said with that one."""
    return row if is_own else {**row, **{key: False for key in ASKED_OF_EACH if key in row}}


def _judged_above(spending: Spending, limit: Limit, as_of: date) -> Overstep | None:
    """A limit of nothing holds as well where an office above spends for all its groups at once: each line alone breaks it."""
    if limit.at_most != 0:
        return None
    pack = spending.case.edition.pack
    lines = as_asked([limit], _rows(spending.lines.order_by("pk")), pack.fiscal_year, as_of)
    return judge(pack, limit, {"lines": lines})


def _case_of(case: Case, limit: Limit) -> Case | None:
    """The case, at or above this one, whose lines the limit counts together."""
    if case.level == limit.per:
        return case
    above = Case.objects.filter(programme=case.programme_id, level=limit.per, path__in=ancestors(case.path))
    return above.select_related("edition").first()


def _facts(case: Case, names: Iterable[str], as_of: date) -> dict[str, object]:
    """What is known of the case; readers answer for a task's subject, so any task of it will do."""
    task = case.tasks.select_related("case__edition__programme", "case__office", "case__group").first()
    return knowledge.known(task, names, as_of) if task else {}


def _lines(spending: Spending, case: Case) -> Iterable[SpendingLine]:
    """The lines of this spending and of every other at or below the case that was asked for and not cancelled."""
    asked = Spending.objects.filter(
        case__programme=case.programme_id, case__in=Case.objects.within(case.path)
    )
    others = asked.exclude(state__in=[SpendingState.DRAFT, SpendingState.CANCELLED]).exclude(pk=spending.pk)
    return (
        SpendingLine.objects.filter(spending__in=[spending.pk, *others.values_list("pk", flat=True)])
        .select_related("spending")
        .order_by("pk")
    )


def _rows(lines: Iterable[SpendingLine]) -> Sequence[tuple[int, Mapping[str, object]]]:
    """Each line as a limit reads it, with the case it is spent for."""
    return [
        (
            line.spending.case_id,
            {
                "item": line.item,
                "quantity": line.quantity,
                "unit": line.unit,
                "price": line.price_baht,
                "amount": line.amount_baht,
                "expense_class": line.expense_class,
                "head": line.spending.head,
            },
        )
        for line in lines
    ]


def classes_of(spending: Spending, as_of: date) -> list[classing.ClassedLine]:
    """The lines of a spending, each with its class as chosen, proposed and decided."""
    lines = spending.lines.select_related("spending").order_by("position", "pk")
    return [one for one in classing.classed(_rows(lines), as_of, since=spending.made_at) if one]
