"""A plan beside its money: what was asked and paid for each line, and for an activity that carried lines out.

And the answers to what the programme proposes for a plan: a line is put aside with a reason, or taken up again.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.shortcuts import get_object_or_404
from ninja import Router

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.filings import ProposedTold, a_filing, proposals_told
from sammachip.api.ground import Call, acts, first, reads
from sammachip.api.words import Id, Key, ReasonSaid, Told
from sammachip.cases import actions
from sammachip.cases.models import Filing
from sammachip.cases.rules import may_edit
from sammachip.money.plans import PlanMoney, activity_money, plan_book

router = Router(tags=["plans"])


class PlanLineTold(Told):
    """One line of a plan and its money; without a `line`, what was spent and names none.

    `paid` is a share by amounts as long as `exact` is false: only a part of a spending was paid. `filings` are the
    activities that carried the line out.
    """

    line: int | None
    item: str
    planned: Decimal | None
    asked: Decimal
    paid: Decimal
    exact: bool
    former: bool
    spendings: list[int]
    filings: list[int]


class PlanBookTold(Told):
    """The lines of the case's plan; all their `paid` add up to what its purse says was paid."""

    planned: Decimal
    asked: Decimal
    paid: Decimal
    lines: list[PlanLineTold]


class ActivityMoneyTold(Told):
    """The money of what one activity carried out; `shared` are lines that other activities carried out as well."""

    asked: Decimal
    paid: Decimal
    exact: bool
    lines: list[PlanLineTold]
    shared: list[int]


class PlanProposalsTold(Told):
    """All that the programme proposes for one plan, the weakest dimension first."""

    items: list[ProposedTold]


@reads(router, "/cases/{pk}/plan")
def case_plan(request: Call, pk: Id) -> PlanBookTold:
    """The plan of a case with the money of each line."""
    book = plan_book(a_case(request, pk))
    return PlanBookTold(planned=book.planned, asked=book.asked, paid=book.paid, lines=_told(book.lines))


@reads(router, "/filings/{pk}/money")
def filing_money(request: Call, pk: Id) -> ActivityMoneyTold:
    """The money of the lines of a plan that an accepted activity carried out."""
    rows = Filing.objects.visible_to(request.auth.actor).select_related("task__case__edition")
    used = activity_money(get_object_or_404(rows, pk=pk))
    return ActivityMoneyTold(
        asked=used.asked,
        paid=used.paid,
        exact=used.exact,
        lines=_told(used.lines),
        shared=[line.pk for line in used.shared],
    )


@acts(router, "/filings/{pk}/proposals/{key}/aside", may=first(may_edit, a_filing))
def put_line_aside(request: Call, pk: Id, key: Key, said: ReasonSaid) -> PlanProposalsTold:
    """Keep a line that the programme proposes out of the way of this group's plans, with the reason."""
    found, actor = a_filing(request, pk), request.auth.actor
    actions.put_line_aside(found, key, reason=said.reason, actor=actor)
    return PlanProposalsTold(items=proposals_told(found, actor))


@acts(router, "/filings/{pk}/proposals/{key}/take-up", may=first(may_edit, a_filing))
def take_line_up(request: Call, pk: Id, key: Key) -> PlanProposalsTold:
    """Let a line that was put aside be proposed again."""
    found, actor = a_filing(request, pk), request.auth.actor
    actions.take_line_up(found, key, actor=actor)
    return PlanProposalsTold(items=proposals_told(found, actor))


def _told(lines: Iterable[PlanMoney]) -> list[PlanLineTold]:
    return [
        PlanLineTold(
            line=one.line.pk if one.line else None,
            item=one.line.item if one.line else "",
            planned=one.line.amount_baht if one.line else None,
            asked=one.asked,
            paid=one.paid,
            exact=one.exact,
            former=one.is_former,
            spendings=list(dict.fromkeys(cost.spending.pk for cost in one.costs)),
            filings=[work.filing_id for work in one.works],
        )
        for one in lines
    ]
