"""Expense classes: which one a thing is proposed for, and what people decided where they chose otherwise."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.ground import Call, reads
from sammachip.api.words import Baht, Day, Id, Name, Said, Told
from sammachip.cases.classing import ClassedLine
from sammachip.cases.models import Case
from sammachip.core.goods import ExpenseClass
from sammachip.programmes.goods import propose, reason_of
from sammachip.trail import clock

router = Router(tags=["goods"])


class GoodsAsked(Said):
    """A thing, its price for each, and the day whose rule is asked; without one, today."""

    item: Annotated[Name, Field(max_length=200)]
    price: Baht
    day: Day | None = None


class ClassProposalTold(Told):
    """`proposed` is null where the house is not sure; `questioned`: the classes for which a person must say why."""

    proposed: ExpenseClass | None
    reason: str
    source: str
    questioned: list[ExpenseClass]


class ClassTold(Told):
    """The class of one line: chosen, proposed, and whether it still waits for a person's decision.

    What was decided is told with its person, moment and price; `earlier` where the line relies on a word given on the
    same thing before, or at a higher price.
    """

    item: str
    price: Decimal
    chosen: ExpenseClass
    proposed: ExpenseClass | None
    reason: str
    in_question: bool
    decided_because: str
    decided_by: str
    decided_at: datetime | None
    decided_price: Decimal | None
    earlier: bool


class ClassDecisionTold(Told):
    """A person's word on the class of a thing, beside what was proposed; empty where the house was not sure."""

    item: str
    price: Decimal
    expense_class: str
    proposed: str
    ground: str
    source: str
    reason: str
    decided_by: str
    decided_as: str
    decided_at: datetime


class ClassDecisionsTold(Told):
    items: list[ClassDecisionTold]


def class_told(line: ClassedLine) -> ClassTold:
    decision = line.decision
    return ClassTold(
        item=line.item,
        price=line.price,
        chosen=line.chosen,
        proposed=line.proposal.expense_class,
        reason=line.reason,
        in_question=line.is_in_question,
        decided_because=decision.reason if decision else "",
        decided_by=decision.decided_by.name if decision else "",
        decided_at=decision.decided_at if decision else None,
        decided_price=decision.price_baht if decision else None,
        earlier=line.relies_on_earlier,
    )


@reads(router, "/goods/proposal")
def proposal(request: Call, asked: Query[GoodsAsked]) -> ClassProposalTold:
    """The expense class a thing seems to be of, with the reason and the rule; nothing is decided by it."""
    day: date = asked.day or clock.today()
    found = propose(asked.item, asked.price, day)
    return ClassProposalTold(
        proposed=found.expense_class,
        reason=reason_of(found),
        source=found.period.source if found.period else "",
        questioned=[one for one in ExpenseClass if found.is_questioned_by(one)],
    )


@reads(router, "/cases/{pk}/class-decisions")
def class_decisions(request: Call, pk: Id) -> ClassDecisionsTold:
    """What people decided on the classes of the case's lines, newest first."""
    case = get_object_or_404(Case.objects.visible_to(request.auth.actor), pk=pk)
    rows = case.class_decisions.select_related("decided_by").order_by("-decided_at", "-pk")
    return ClassDecisionsTold(
        items=[
            ClassDecisionTold(
                item=one.item,
                price=one.price_baht,
                expense_class=one.expense_class,
                proposed=one.proposed,
                ground=one.ground,
                source=one.source,
                reason=one.reason,
                decided_by=one.decided_by.name,
                decided_as=one.decided_as,
                decided_at=one.decided_at,
            )
            for one in rows
        ]
    )
