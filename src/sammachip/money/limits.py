"""The ceilings a pack sets on lines of money, judged when a spending is asked for and again when it is paid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.core.area import ancestors
from sammachip.core.expr import Kind, NoResult, compile_rule
from sammachip.core.money import format_baht, round_satang
from sammachip.money.facts import of_case
from sammachip.money.models import Spending, SpendingLine, SpendingState
from sammachip.programmes.pack import Limit
from sammachip.programmes.packbuild import known_facts
from sammachip.programmes.packmeaning import limit_facts

Moment = Literal["request", "order", "pay"]


@dataclass(frozen=True, slots=True)
class Overstep:
    """A limit that the lines go beyond: by how much, what then, and the pack's own sentence."""

    limit: Limit
    measured: Decimal
    ceiling: Decimal

    @property
    def sentence(self) -> str:
        """The pack's sentence with both numbers and its source."""
        return _("{title}: {measured} แต่กำหนดไม่เกิน {ceiling} — {sentence} (ที่มา: {source})").format(
            title=self.limit.title,
            measured=self._written(self.measured),
            ceiling=self._written(self.ceiling),
            sentence=self.limit.sentence,
            source=self.limit.source,
        )

    def _written(self, amount: Decimal) -> str:
        if self.limit.measure == "sum":
            return _("{amount} บาท").format(amount=format_baht(amount))
        return _("{count} รายการ").format(count=int(amount))


def oversteps(spending: Spending, moment: Moment, as_of: date) -> list[Overstep]:
    """The limits of that moment which this spending, with all others of the same case, goes beyond."""
    pack = spending.case.edition.pack
    found = (_judge(spending, limit, as_of) for limit in pack.limits if moment in limit.at)
    return [overstep for overstep in found if overstep is not None]


def _judge(spending: Spending, limit: Limit, as_of: date) -> Overstep | None:
    case = _case_of(spending.case, limit)
    if case is None:
        return None
    facts = of_case(case, as_of)
    types = {**known_facts([limit.per]), **limit_facts(case.edition.pack.forms)}
    gives = Kind.MONEY if limit.measure == "sum" else Kind.INTEGER
    rule = compile_rule(limit.expression, types, gives)
    try:
        measured = rule.evaluate({**facts, "lines": rows_of(_lines(spending, case))})
    except NoResult:
        return None  # it asks about answers of the plan, and is judged with the plan
    ceiling = _ceiling(limit, facts)
    amount = Decimal(str(measured))
    return Overstep(limit, amount, ceiling) if amount > ceiling else None


def _case_of(case: Case, limit: Limit) -> Case | None:
    """The case, at or above this one, whose lines the limit counts together."""
    if case.level == limit.per:
        return case
    above = Case.objects.filter(edition=case.edition_id, level=limit.per, path__in=ancestors(case.path))
    return above.select_related("edition").first()


def _lines(spending: Spending, case: Case) -> Iterable[SpendingLine]:
    """The lines of this spending and of every other at or below the case that was asked for and not cancelled."""
    asked = Spending.objects.filter(case__edition=case.edition_id, case__in=Case.objects.within(case.path))
    others = asked.exclude(state__in=[SpendingState.DRAFT, SpendingState.CANCELLED]).exclude(pk=spending.pk)
    return (
        SpendingLine.objects.filter(spending__in=[spending.pk, *others.values_list("pk", flat=True)])
        .select_related("spending")
        .order_by("pk")
    )


def rows_of(lines: Iterable[SpendingLine]) -> Sequence[Mapping[str, object]]:
    return [
        {
            "item": line.item,
            "quantity": line.quantity,
            "unit": line.unit,
            "price": line.price_baht,
            "amount": line.amount_baht,
            "expense_class": line.expense_class,
            "head": line.spending.head,
        }
        for line in lines
    ]


def _ceiling(limit: Limit, facts: Mapping[str, object]) -> Decimal:
    if limit.at_most_percent is None:
        return limit.at_most or Decimal(0)
    whole = facts.get(limit.of or "")
    return round_satang(whole * limit.at_most_percent / 100) if isinstance(whole, Decimal) else Decimal(0)
