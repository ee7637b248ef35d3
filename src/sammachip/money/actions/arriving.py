"""Money comes down to an office: the notice of its allotment, and the transfer that follows."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.models import Case, CaseLevel
from sammachip.core.verdict import Refused, require
from sammachip.money import rules
from sammachip.money.actions import telling
from sammachip.money.actions.giving import give_down, giver_of, pass_down
from sammachip.money.actions.holding import hold_walk
from sammachip.money.actions.posting import Posting, Voucher, account_of, post
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.trail import actions as trail


@transaction.atomic
def record_allotment(
    edition: Edition,
    office: Office,
    amounts: Mapping[str, Decimal],
    *,
    notice_number: str,
    notice_on: date,
    source: str = "",
    actor: Actor,
) -> list[Entry]:
    """Record a notice of allotment that reached this office: at the department, the programme's own money.

    Where the department has not entered its side, the department's account is filled by the same sum, never beyond
    the programme's budget.
    """
    require(rules.may_record_allotment(actor, edition, office))
    case = cases.open_case(edition, level=office.level, office=office, actor=actor)
    voucher = Voucher(notice_number, reason=source)
    postings = _arrivals(EntryKind.ALLOTTED, case, amounts, notice_on, voucher)
    raised = sum((posting.amount for posting in postings if posting.other is None), Decimal(0))
    require(rules.fits_budget(edition, raised))
    entries = post(postings, actor=actor)
    telling.tell_allotted(postings, actor=actor)
    trail.log(
        "money.allotted",
        about=case,
        actor=actor,
        done_on=notice_on,
        amounts=dict(amounts),
        notice=notice_number,
    )
    give_down(case, actor=actor)
    cases.advance(case)
    return entries


@transaction.atomic
def record_receipt(
    edition: Edition,
    office: Office,
    amounts: Mapping[str, Decimal],
    *,
    done_on: date,
    voucher: Voucher,
    actor: Actor,
) -> list[Entry]:
    """Record a transfer of money (โอนเงินงบประมาณ) that reached this office from above."""
    require(rules.may_record_notice(actor, office))
    case = Case.objects.filter(programme=edition.programme_id, office=office).first()
    if case is None:
        raise Refused(
            _("{office} ยังไม่ได้รับแจ้งจัดสรรในโครงการนี้ — บันทึกการแจ้งจัดสรรก่อน").format(office=office.short_name)
        )
    postings = _arrivals(EntryKind.TRANSFERRED, case, amounts, done_on, voucher)
    entries = post(postings, actor=actor)
    telling.tell_came(postings, actor=actor)
    trail.log(
        "money.received",
        about=case,
        actor=actor,
        done_on=done_on,
        amounts=dict(amounts),
        document=voucher.number,
    )
    pass_down(case, actor=actor)
    cases.advance(case)
    return entries


def _require_new(
    kind: str, case: Case, amounts: Mapping[str, Decimal], done_on: date, voucher: Voucher
) -> None:
    """Raises Refused where this paper's money has reached the case already. Nobody else may add to it meanwhile."""
    hold_walk(case)
    for head, amount in amounts.items():
        brought = Entry.objects.filter(account__case=case, account__head=head, kind=kind)
        require(rules.is_new(brought, voucher.number, amount, done_on))


def _arrivals(
    kind: str, case: Case, amounts: Mapping[str, Decimal], done_on: date, voucher: Voucher
) -> list[Posting]:
    """The postings that bring money to a case, the department's own side first where it lacks.

    Raises Refused where this paper's money is there already, and where it brings none.
    """
    _require_new(kind, case, amounts, done_on, voucher)
    postings = []
    for head, amount in amounts.items():
        if not amount:
            continue
        own, giver = account_of(case, head), giver_of(case, head)
        if kind == EntryKind.TRANSFERRED:
            require(rules.may_arrive(own, amount))
        if (
            giver is not None
            and (short := amount - _has(giver, kind)) > 0
            and giver.case.level == CaseLevel.NATION
        ):
            postings.append(Posting(kind, giver, short, done_on, voucher=voucher))
        postings.append(Posting(kind, own, amount, done_on, other=giver, voucher=voucher))
    if not postings:
        raise Refused(_("ยังไม่มีจำนวนเงิน — กรอกยอดอย่างน้อยหนึ่งหมวด"))
    return postings


def _has(giver: Account, kind: str) -> Decimal:
    return giver.totals.free if kind == EntryKind.ALLOTTED else giver.totals.free_cash
