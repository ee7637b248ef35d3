"""Spending for a group: written down, asked for and closed; what it comes to, its loans and its evidence."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.goods import ClassTold, class_told
from sammachip.api.desks.loans import LoanTold, loan_told
from sammachip.api.desks.tasks import TaskTold, a_task, task_told
from sammachip.api.ground import Call, acts, first, narrowed, reads, window
from sammachip.api.words import (
    Baht,
    DatedSeenSaid,
    Day,
    Id,
    Key,
    Line,
    Name,
    PageAsked,
    ReasonSaid,
    Said,
    Seen,
    Short,
    Told,
)
from sammachip.core.fields import MOST_ROWS
from sammachip.core.goods import ExpenseClass
from sammachip.money import actions_spending as actions
from sammachip.money import desk
from sammachip.money import rules_spending as rules
from sammachip.money import spendings as reading
from sammachip.money.limits import classes_of
from sammachip.money.models import Spending, SpendingState
from sammachip.trail import clock

router = Router(tags=["spending"])


class CostSaid(Said):
    item: Annotated[Name, Field(max_length=200)]
    quantity: Annotated[Decimal, Field(gt=0, lt=10**9, decimal_places=2)]
    unit: Annotated[Short, Field(min_length=1, max_length=40)]
    price: Baht
    expense_class: ExpenseClass
    plan_line: Id | None = None

    def line(self) -> actions.Line:
        return actions.Line(
            self.item, self.quantity, self.unit, self.price, self.expense_class, self.plan_line
        )


class SpendingSaid(Said):
    """What is asked for: an activity, why, under which head, and its costs."""

    title: Annotated[Name, Field(max_length=200)]
    purpose: Annotated[str, Field(min_length=1, max_length=2000)]
    head: Key
    lines: Annotated[list[CostSaid], Field(max_length=MOST_ROWS)]
    held_on: Day | None = None
    place: Annotated[Line, Field(max_length=200)] = ""
    limit_reason: Line = ""

    def request(self) -> actions.Request:
        return actions.Request(
            title=self.title,
            purpose=self.purpose,
            head=self.head,
            lines=[one.line() for one in self.lines],
            held_on=self.held_on,
            place=self.place,
            limit_reason=self.limit_reason,
        )


class SpendingSaveSaid(SpendingSaid):
    seen: Seen


class SpendingsAsked(PageAsked):
    case: Id | None = None
    state: SpendingState | None = None


class SpendingTold(Told):
    id: int
    case: int
    office: str
    path: str
    head: str
    title: str
    amount: Decimal
    state: str
    held_on: date | None
    requested_on: date | None
    approved_on: date | None
    approval_number: str


class SpendingsTold(Told):
    items: list[SpendingTold]
    next: int | None


class CostTold(Told):
    item: str
    quantity: Decimal
    unit: str
    price: Decimal
    amount: Decimal
    expense_class: str
    plan_line: int | None


class EvidenceTold(Told):
    id: int
    kind: str
    note: str
    has_file: bool


class SpendingWhole(SpendingTold):
    """A spending with its costs, what its entries come to, its loans and its evidence; `saved` is the save to quote.
    `over_account`: that more is asked for than the account can bind, while it may still be sent back."""

    saved: int
    purpose: str
    place: str
    limit_reason: str
    return_reason: str
    approver_name: str
    approver_title: str
    lines: list[CostTold]
    expense_classes: list[ClassTold]
    bound: Decimal
    lent: Decimal
    paid: Decimal
    over_account: str
    loans: list[LoanTold]
    evidence: list[EvidenceTold]
    evidence_lacking: list[str]


def spending_told(spending: Spending) -> SpendingTold:
    return SpendingTold(
        id=spending.pk,
        case=spending.case_id,
        office=spending.office_id,
        path=spending.path,
        head=spending.head,
        title=spending.title,
        amount=spending.amount_baht,
        state=spending.state,
        held_on=spending.held_on,
        requested_on=spending.requested_on,
        approved_on=spending.approved_on,
        approval_number=spending.approval_number,
    )


def spending_whole(spending: Spending) -> SpendingWhole:
    totals = reading.totals_of_one(spending)
    return SpendingWhole(
        **spending_told(spending).model_dump(),
        saved=spending.saved,
        purpose=spending.purpose,
        place=spending.place,
        limit_reason=spending.limit_reason,
        return_reason=spending.return_reason,
        approver_name=spending.approver_name,
        approver_title=spending.approver_title,
        lines=costs_told(spending),
        expense_classes=[
            class_told(one) for one in classes_of(spending, spending.requested_on or clock.today())
        ],
        bound=totals.bound,
        lent=totals.lent,
        paid=totals.paid,
        over_account=desk.fits(spending).reason,
        loans=[loan_told(one) for one in spending.loans.select_related("borrower").order_by("pk")],
        evidence=evidence_told(spending),
        evidence_lacking=list(reading.evidence_lacking(spending)),
    )


def costs_told(spending: Spending) -> list[CostTold]:
    return [
        CostTold(
            item=one.item,
            quantity=one.quantity,
            unit=one.unit,
            price=one.price_baht,
            amount=one.amount_baht,
            expense_class=one.expense_class,
            plan_line=one.plan_line_id,
        )
        for one in spending.lines.order_by("position", "pk")
    ]


def evidence_told(spending: Spending) -> list[EvidenceTold]:
    return [
        EvidenceTold(id=one.pk, kind=one.kind, note=one.note, has_file=one.file_id is not None)
        for one in spending.evidence.order_by("pk")
    ]


def a_spending(request: Call, pk: int) -> Spending:
    rows = Spending.objects.visible_to(request.auth.actor).select_related(
        *("case__edition__programme", "case__group", "case__office", "office__parent", "made_by")
    )
    return get_object_or_404(rows, pk=pk)


@reads(router, "/spendings")
def spendings(request: Call, asked: Query[SpendingsAsked]) -> SpendingsTold:
    """What offices spend on for the groups the caller sees."""
    rows = Spending.objects.visible_to(request.auth.actor)
    shown, after = window(narrowed(rows, case=asked.case, state=asked.state), asked)
    return SpendingsTold(items=[spending_told(one) for one in shown], next=after)


@reads(router, "/spendings/{pk}")
def spending(request: Call, pk: Id) -> SpendingWhole:
    """One spending with its costs, sums, loans and evidence."""
    return spending_whole(a_spending(request, pk))


@acts(router, "/cases/{pk}/spendings", may=first(rules.may_draft_spending, a_case))
def draft_spending(request: Call, pk: Id, said: SpendingSaid) -> SpendingWhole:
    """Write a spending for a case, not yet asked for."""
    made = actions.draft_spending(a_case(request, pk), said.request(), actor=request.auth.actor)
    return spending_whole(made)


@acts(router, "/spendings/{pk}/save", may=first(rules.may_edit_spending, a_spending))
def save_spending(request: Call, pk: Id, said: SpendingSaveSaid) -> SpendingWhole:
    """Keep the draft over the save that was seen."""
    found = a_spending(request, pk)
    return spending_whole(
        actions.save_spending(found, said.request(), seen=said.seen, actor=request.auth.actor)
    )


@acts(router, "/spendings/{pk}/request", may=first(rules.may_edit_spending, a_spending))
def request_spending(request: Call, pk: Id, said: DatedSeenSaid) -> SpendingWhole:
    """Ask for approval of the draft that was seen; the programme's limits are judged."""
    found = a_spending(request, pk)
    return spending_whole(
        actions.request_spending(found, seen=said.seen, done_on=said.done_on, actor=request.auth.actor)
    )


@acts(router, "/spendings/{pk}/class-decisions", may=first(rules.may_decide_classes, a_spending))
def decide_classes(request: Call, pk: Id, said: ReasonSaid) -> SpendingWhole:
    """Keep why the lines in question are of the class chosen, where they came into question after the request."""
    found = a_spending(request, pk)
    actions.decide_classes(found, reason=said.reason, actor=request.auth.actor)
    return spending_whole(found)


@acts(router, "/spendings/{pk}/close", may=first(rules.may_close_spending, a_spending))
def close_spending(request: Call, pk: Id, said: ReasonSaid) -> SpendingWhole:
    """Say that no more is paid: what is bound is freed; a spending never paid is cancelled."""
    found = a_spending(request, pk)
    return spending_whole(actions.close_spending(found, reason=said.reason, actor=request.auth.actor))


@acts(router, "/tasks/{pk}/end-spending", may=first(rules.may_end_spending, a_task))
def end_spending(request: Call, pk: Id, said: ReasonSaid) -> TaskTold:
    """Say that a case spends no more though money is left, and why: its spend stage is passed."""
    actions.end_spending(a_task(request, pk), reason=said.reason, actor=request.auth.actor)
    return task_told(a_task(request, pk))
