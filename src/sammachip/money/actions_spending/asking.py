"""A spending is written down and asked for, within the limits of its programme, and may come back for correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import actions as cases
from sammachip.cases.limits import may_go_beyond, none_refuses, told
from sammachip.cases.models import Case, PlanLine
from sammachip.core.goods import ExpenseClass
from sammachip.core.money import format_baht, round_satang
from sammachip.core.verdict import Refused, require
from sammachip.money import limits
from sammachip.money import rules_spending as rules
from sammachip.money.actions_spending.buying import settle_rule
from sammachip.money.models import Spending, SpendingLine, SpendingPath, SpendingState
from sammachip.money.offices import office_of
from sammachip.money.stages import spend_task
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.org.rules import may_be_done_on
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

MOST_BAHT = Decimal(10) ** 13
"""No sum of money reaches it: each amount that is typed has fewer digits, and so has what they come to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One cost as it is asked for."""

    item: str
    quantity: Decimal
    unit: str
    price: Decimal
    expense_class: ExpenseClass
    plan_line: int | None = None
    """The line of the group's plan that it pays for, by its primary key."""

    @property
    def amount(self) -> Decimal:
        return round_satang(self.quantity * self.price)


@dataclass(frozen=True, slots=True)
class Request:
    """What a spending is for, and its costs."""

    title: str
    purpose: str
    head: str
    lines: Sequence[Line]
    held_on: date | None = None
    place: str = ""
    limit_reason: str = ""

    @property
    def amount(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))


@transaction.atomic
def draft_spending(
    case: Case, request: Request, *, path: str = SpendingPath.ACTIVITY, actor: Actor
) -> Spending:
    """A spending on this case, not yet asked for."""
    require(rules.may_draft_spending(actor, case, path))
    spending = Spending.objects.create(
        case=case,
        task=spend_task(case),
        office=Office.objects.get(code=office_of(actor, case, path)),
        path=path,
        made_by=actor.person,
        made_at=clock.now(),
        **_columns(request, case),
    )
    _write_lines(spending, request.lines)
    trail.log("spending.drafted", about=spending, within=case, actor=actor, amount=request.amount)
    return spending


@transaction.atomic
def save_spending(spending: Spending, request: Request, *, seen: int, actor: Actor) -> Spending:
    """Keep the draft as save `seen` + 1. Raises Stale when another saved it meanwhile."""
    require(rules.may_edit_spending(actor, spending))
    same = Spending.objects.filter(pk=spending.pk, saved=seen, state=SpendingState.DRAFT)
    maker = actor.person if rules.makes_it_by_writing(actor, spending) else spending.made_by
    claim(same, saved=seen + 1, made_by=maker, **_columns(request, spending.case))
    _write_lines(spending, request.lines)
    spending.refresh_from_db()
    return spending


def _columns(request: Request, case: Case) -> dict[str, object]:
    heads = {head.key for head in case.edition.pack.budget.heads}
    if request.head not in heads:
        raise Refused(_("โครงการนี้ไม่มีหมวดเงิน «{head}»").format(head=request.head))
    require_below_most(request.amount)
    return {
        "title": request.title.strip(),
        "purpose": request.purpose.strip(),
        "head": request.head,
        "held_on": request.held_on,
        "place": request.place.strip(),
        "limit_reason": request.limit_reason.strip(),
        "amount_baht": request.amount,
    }


def require_below_most(amount: Decimal) -> None:
    """Raises Refused where quantities and prices come to more than money is counted in here."""
    if amount >= MOST_BAHT:
        raise Refused(
            _("รวมเป็นเงิน {amount} บาท ซึ่งมากเกินที่ระบบรับได้ — ตรวจจำนวนและราคาต่อหน่วย").format(
                amount=format_baht(amount)
            )
        )


def _write_lines(spending: Spending, lines: Sequence[Line]) -> None:
    _require_planned(spending, lines)
    spending.lines.all().delete()
    SpendingLine.objects.bulk_create(
        SpendingLine(
            spending=spending,
            position=position,
            item=line.item.strip(),
            quantity=line.quantity,
            unit=line.unit.strip(),
            price_baht=line.price,
            amount_baht=line.amount,
            expense_class=line.expense_class.value,
            plan_line_id=line.plan_line,
        )
        for position, line in enumerate(lines, start=1)
    )


def _require_planned(spending: Spending, lines: Sequence[Line]) -> None:
    """Raises Refused where a cost names a line that is not in the case's plan, as it stands or as it stood before."""
    named = {line.plan_line for line in lines if line.plan_line is not None}
    known = PlanLine.objects.filter(case=spending.case_id, pk__in=named).values_list("pk", flat=True)
    if strange := named - set(known):
        items = ", ".join(line.item for line in lines if line.plan_line in strange)
        raise Refused(
            _("แผนของกลุ่มนี้ไม่มีรายการที่อ้างไว้ใน «{items}» — เลือกรายการตามแผนใหม่ หรือเว้นไว้").format(items=items)
        )


@transaction.atomic
def request_spending(spending: Spending, *, seen: int, done_on: date | None = None, actor: Actor) -> Spending:
    """Ask for approval (เสนอขออนุมัติ). Limits are judged; one to be decided on needs its reason.

    A limit that refuses speaks first: who is told to buy a thing instead must be allowed to buy it.
    """
    require(rules.may_request(actor, spending))
    day = done_on or clock.today()
    require(may_be_done_on(day))
    require(none_refuses(limits.oversteps(spending, "request", day)))
    settle_rule(spending, day)
    beyond = require_within_limits(spending, "request", day)
    _decide_classes(spending, day, actor)
    claim(
        Spending.objects.filter(pk=spending.pk, saved=seen, state=SpendingState.DRAFT),
        state=SpendingState.REQUESTED,
        requested_on=day,
        requested_by=actor.person,
        return_reason="",
    )
    spending.refresh_from_db()
    trail.log(
        "spending.requested",
        about=spending,
        within=spending.case,
        actor=actor,
        done_on=day,
        amount=spending.amount_baht,
        **beyond,
    )
    trail.settle(["spending-returned"], url=spending.get_absolute_url())
    _tell_approvers(spending)
    return spending


def _decide_classes(spending: Spending, day: date, actor: Actor) -> None:
    """Keep the reason given as the decision on each class in question, where the programme asks for one."""
    if spending.limit_reason and any(one.asks_for_classes for one in spending.case.edition.pack.limits):
        asked = [one for one in limits.classes_of(spending, day) if one.is_in_question]
        cases.decide_classes(
            asked, reason=spending.limit_reason, about=spending, within=spending.case, actor=actor
        )


def _tell_approvers(spending: Spending) -> None:
    trail.notify(
        "spending-awaits-approval",
        to=[one.pk for one in rules.approvers(spending)],
        text=format_lazy(
            gettext_lazy("รอท่านอนุมัติ: {title} {amount} บาท"),
            title=spending.title,
            amount=format_baht(spending.amount_baht),
        ),
        url=spending.get_absolute_url(),
    )


def require_within_limits(
    spending: Spending, moment: limits.Moment, day: date
) -> dict[str, list[dict[str, object]]]:
    """Gives back, for the trail, the limits gone beyond with the reason decided for them.

    The reason given with the request is kept then as the decision on each class in question; afterwards only such a
    decision lets a class pass.
    """
    found = limits.oversteps(spending, moment, day)
    reasoned = [one for one in found if moment == "request" or not one.limit.asks_for_classes]
    decided = {overstep.limit.key: spending.limit_reason for overstep in reasoned}
    require(may_go_beyond(found, decided))
    return {"limits": told(found, decided)} if found else {}


@transaction.atomic
def return_spending(spending: Spending, *, reason: str, actor: Actor) -> Spending:
    """Give the request back for correction, with the reason."""
    require(rules.may_return_spending(actor, spending))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ส่งคืน เพื่อให้ผู้จัดทำแก้ไขได้ตรงจุด"))
    claim(
        Spending.objects.filter(pk=spending.pk, state=SpendingState.REQUESTED),
        state=SpendingState.DRAFT,
        return_reason=reason.strip(),
    )
    spending.refresh_from_db()
    trail.log("spending.returned", about=spending, within=spending.case, actor=actor, reason=reason.strip())
    trail.settle(["spending-awaits-approval"], url=spending.get_absolute_url())
    trail.notify(
        "spending-returned",
        to=[spending.made_by_id],
        text=format_lazy(gettext_lazy("ส่งคืนแก้ไข: {title}"), title=spending.title),
        url=spending.get_absolute_url(),
    )
    return spending
