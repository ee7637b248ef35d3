"""A spending is approved: here, under the own post or an order, or on paper by hand."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases.rules import may_be_done_on
from sammachip.core.verdict import Refused, require
from sammachip.money import papers, papers_purchase
from sammachip.money import rules_spending as rules
from sammachip.money.actions_spending.buying import purchase_of, settle_deviation
from sammachip.money.models import Spending, SpendingState
from sammachip.org.hats import HEAD_OF, Actor
from sammachip.org.models import Person, Power
from sammachip.org.queries import signing_power
from sammachip.records import actions as records
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class _Approver:
    """Who approved, as the paper names them; `person` is nobody where it was approved by hand."""

    name: str
    title: str
    person: Person | None = None
    power: Power | None = None


@transaction.atomic
def approve_spending(
    spending: Spending, *, number: str, done_on: date, deviation_reason: str = "", actor: Actor
) -> Spending:
    """Approve under the own post, or under an order whose sum reaches. The approved paper is issued and kept.

    `deviation_reason`: why a purchase is right that goes beyond the plan.
    """
    require(rules.may_approve(actor, spending))
    office = rules.approving_office(spending)
    role = HEAD_OF[office.level]
    power = None
    if not actor.holds(role, office):
        code = spending.case.edition.programme.code
        power = signing_power(actor.person, office, role, clock.today(), spending.amount_baht, programme=code)
    title = f"{actor.hat.title} {power.form_words}{power.for_title}" if power else actor.hat.title
    settle_deviation(spending, deviation_reason, done_on)
    approver = _Approver(actor.person.name, title, actor.person, power)
    _approve(spending, approver, number.strip(), done_on, actor)
    return spending


@transaction.atomic
def record_approval_on_paper(
    spending: Spending,
    *,
    approver_name: str,
    approver_title: str,
    number: str,
    done_on: date,
    deviation_reason: str = "",
    actor: Actor,
) -> Spending:
    """Record that the paper was approved by hand: who, in what post, under which number, when."""
    require(rules.may_record_approval(actor, spending))
    if not approver_name.strip() or not approver_title.strip():
        raise Refused(_("ระบุชื่อและตำแหน่งของผู้อนุมัติตามเอกสาร"))
    makers = (spending.made_by, spending.requested_by, actor.person)
    if any(maker.goes_by(approver_name) for maker in makers if maker):
        raise Refused(_("ผู้เสนอหรือผู้บันทึกจะเป็นผู้อนุมัติเองไม่ได้ — ตรวจชื่อผู้อนุมัติตามเอกสาร"))
    settle_deviation(spending, deviation_reason, done_on)
    approver = _Approver(approver_name.strip(), approver_title.strip())
    _approve(spending, approver, number.strip(), done_on, actor)
    return spending


def _approve(spending: Spending, approver: _Approver, number: str, done_on: date, actor: Actor) -> None:
    if not number:
        raise Refused(_("ระบุเลขที่บันทึกที่อนุมัติ"))
    require(may_be_done_on(done_on))
    claim(
        Spending.objects.filter(pk=spending.pk, state=SpendingState.REQUESTED),
        state=SpendingState.APPROVED,
        approval_number=number,
        approved_on=done_on,
        approval_recorded_by=actor.person,
        approved_by=approver.person,
        approver_name=approver.name,
        approver_title=approver.title,
        approval_power=approver.power,
    )
    spending.refresh_from_db()
    trail.settle(["spending-awaits-approval"], url=spending.get_absolute_url())
    _issue_memo(spending, actor)
    trail.log(
        "spending.approved",
        about=spending,
        within=spending.case,
        actor=actor,
        done_on=done_on,
        number=number,
        approver=approver.name,
        on_paper=approver.person is None,
    )


def _issue_memo(spending: Spending, actor: Actor) -> None:
    """The approved paper, under the number and the day of its approval."""
    assert spending.approved_on is not None
    kind, document = (papers.APPROVAL, papers.approval_memo(spending))
    if purchase := purchase_of(spending):
        kind, document = (papers_purchase.REPORT, papers_purchase.purchase_report(purchase))
    paper = records.draft(
        kind=kind,
        title=document.title,
        about=spending,
        office=spending.office,
        path=spending.case.path,
        document=document,
        actor=actor,
    )
    records.issue_draft(paper, number=spending.approval_number, dated_on=spending.approved_on, actor=actor)
