"""Requests to spend: approved here or on paper, or given back for correction."""

from typing import Annotated

from ninja import Router
from pydantic import Field

from sammachip.api.desks.money import DocumentNumber
from sammachip.api.desks.spendings import SpendingWhole, a_spending, spending_whole
from sammachip.api.ground import Call, acts, first
from sammachip.api.words import Day, Id, Line, Name, ReasonSaid, Said
from sammachip.money import actions_spending as actions
from sammachip.money import rules_spending as rules

router = Router(tags=["spending"])


class ApproveSaid(Said):
    """`deviation_reason`: why a purchase is right that goes beyond the plan; asked for where one does."""

    number: DocumentNumber
    done_on: Day
    deviation_reason: Line = ""


class PaperApprovalSaid(ApproveSaid):
    """An approval by hand: who approved, in which post."""

    approver_name: Name
    approver_title: Annotated[Name, Field(max_length=200)]


@acts(router, "/spendings/{pk}/return", may=first(rules.may_return_spending, a_spending))
def return_spending(request: Call, pk: Id, said: ReasonSaid) -> SpendingWhole:
    """Give a request back for correction, with the reason."""
    found = a_spending(request, pk)
    return spending_whole(actions.return_spending(found, reason=said.reason, actor=request.auth.actor))


@acts(router, "/spendings/{pk}/approve", may=first(rules.may_approve, a_spending))
def approve_spending(request: Call, pk: Id, said: ApproveSaid) -> SpendingWhole:
    """Approve a request under the caller's hat, or under an order; the approved paper is kept."""
    found = a_spending(request, pk)
    return spending_whole(actions.approve_spending(found, **said.model_dump(), actor=request.auth.actor))


@acts(router, "/spendings/{pk}/paper-approval", may=first(rules.may_record_approval, a_spending))
def record_approval_on_paper(request: Call, pk: Id, said: PaperApprovalSaid) -> SpendingWhole:
    """Record that a request was approved by hand: by whom, in which post, under which number."""
    found = a_spending(request, pk)
    return spending_whole(
        actions.record_approval_on_paper(found, **said.model_dump(), actor=request.auth.actor)
    )
