"""Money is sent to the offices of a register in force."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.models import Case
from sammachip.core.verdict import Refused, require
from sammachip.money import rules
from sammachip.money.actions import NO_VOUCHER, Posting, Voucher, hold_walk, pass_down, post, telling
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry, Purse, Register, RegisterState
from sammachip.money.registers import shares_of
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail


@transaction.atomic
@cases.advancing_once()
def record_transfers(
    register: Register,
    offices: Sequence[str] | None = None,
    *,
    done_on: date,
    voucher: Voucher = NO_VOUCHER,
    actor: Actor,
) -> list[Entry]:
    """Record that money was transferred to these offices of a register in force, or to all: what each still lacks."""
    require(rules.may_transfer(actor, register.office))
    if offices is not None and not offices:
        raise Refused(_("เลือกหน่วยงานที่โอนเงินอย่างน้อยหนึ่งแห่ง"))
    _require_sendable(register, voucher)
    chosen = [share.office for share in shares_of(register) if offices is None or share.office in offices]
    postings = _outstanding(register, chosen, done_on, voucher)
    if not postings:
        raise Refused(_("หน่วยงานที่เลือกได้รับโอนครบตามจัดสรรแล้ว — เลือกหน่วยงานที่ยังค้างโอน"))
    entries = post(postings, actor=actor)
    telling.tell_came(postings, actor=actor)
    total = sum((one.amount for one in postings), Decimal(0))
    trail.log(
        "money.transferred",
        about=register,
        actor=actor,
        done_on=done_on,
        offices=chosen,
        total=total,
        document=voucher.number,
    )
    _reach([posting.account.case for posting in postings], actor)
    return entries


def _require_sendable(register: Register, voucher: Voucher) -> None:
    if register.state != RegisterState.ISSUED:
        raise Refused(_("โอนได้เฉพาะทะเบียนที่แจ้งจัดสรรแล้วและใช้อยู่"))
    if not voucher.number.strip():
        raise Refused(_("ระบุเลขที่เอกสารการโอนเงินงบประมาณ"))


def _outstanding(
    register: Register, offices: Sequence[str], done_on: date, voucher: Voucher
) -> list[Posting]:
    """What each of these offices still lacks, account by account."""
    giver = Case.objects.get(programme=register.programme_id, office=register.office_id)
    hold_walk(giver)
    sources = {account.head: account for account in Account.objects.filter(case=giver, purse=Purse.BUDGET)}
    lacking = Account.objects.filter(
        case__programme=register.programme_id, case__office__in=offices, purse=Purse.BUDGET
    )
    return [
        Posting(
            EntryKind.TRANSFERRED,
            account,
            account.allotted_baht - account.got_baht,
            done_on,
            other=sources[account.head],
            register=register,
            voucher=voucher,
        )
        for account in lacking.select_related("case__edition").order_by("case__path", "pk")
        if account.allotted_baht > account.got_baht
    ]


def _reach(touched: Sequence[Case], actor: Actor) -> None:
    """What money that has come sets going in these cases: groups get theirs, and work goes on."""
    for case in touched:
        pass_down(case, actor=actor)
    cases.advance(*touched)
