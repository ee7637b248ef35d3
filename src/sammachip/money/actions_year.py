"""What happens to money that is not spent: sent back up, carried over 30 September, or lapsed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.core.fiscal import year_end
from sammachip.core.money import format_baht
from sammachip.core.verdict import Refused, require
from sammachip.money import rules_spending as rules
from sammachip.money.actions import Posting, Voucher, account_of, hold_bound, hold_cases, post
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry, Purse, Spending
from sammachip.money.rules import is_new
from sammachip.money.spendings import by_spending
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import day_name


@transaction.atomic
def return_money(
    account: Account, amount: Decimal, *, done_on: date, voucher: Voucher, actor: Actor
) -> Entry:
    """Send money that was transferred and is not bound back to the account it came from (ส่งคืนงบประมาณ)."""
    require(rules.may_return_money(actor, account.case))
    if not voucher.number.strip():
        raise Refused(_("ระบุเลขที่หนังสือหรือเอกสารส่งคืนงบประมาณ"))
    _require_new(account, EntryKind.RETURNED, voucher, amount, done_on)
    given = (
        account.entries.filter(kind=EntryKind.ALLOTTED, other__isnull=False).select_related("other").last()
    )
    if given is None or given.other is None:
        raise Refused(_("บัญชีนี้ไม่ได้รับจัดสรรจากหน่วยงานอื่น จึงไม่มีที่ส่งคืน"))
    [entry] = post(
        [Posting(EntryKind.RETURNED, account, amount, done_on, other=given.other, voucher=voucher)],
        actor=actor,
    )
    trail.log("money.returned", about=entry, within=account.case, actor=actor, done_on=done_on, amount=amount)
    cases.advance(account.case)
    return entry


@transaction.atomic
def carry_over(
    account: Account, amount: Decimal, *, done_on: date, voucher: Voucher, actor: Actor
) -> list[Entry]:
    """Keep bound, unpaid money for payment after the year's end (กันเงินไว้เบิกเหลื่อมปี), under its approval."""
    require(rules.may_return_money(actor, account.case))
    if account.purse != Purse.BUDGET:
        raise Refused(_("เงินในบัญชีนี้เป็นเงินกันไว้เบิกเหลื่อมปีอยู่แล้ว"))
    if not voucher.number.strip():
        raise Refused(_("ระบุเลขที่หนังสืออนุมัติให้กันเงิน"))
    _require_new(account, EntryKind.CARRIED_OVER, voucher, amount, done_on)
    hold_bound(account)
    _require_keepable(account, amount, done_on)
    kept = account_of(account.case, account.head, Purse.CARRIED)
    parts = _bound_for(account, amount)
    entries = post(
        [
            *_each(EntryKind.RELEASED, account, parts, done_on, voucher),
            Posting(EntryKind.CARRIED_OVER, account, amount, done_on, other=kept, voucher=voucher),
            *_each(EntryKind.COMMITTED, kept, parts, done_on, voucher),
        ],
        actor=actor,
    )
    trail.log(
        "money.carried-over", about=account, within=account.case, actor=actor, done_on=done_on, amount=amount
    )
    cases.advance(account.case)
    return entries


def _require_new(account: Account, kind: str, voucher: Voucher, amount: Decimal, day: date) -> None:
    """Raises Refused where this paper's sum has left the account already. Nobody else of the case may send it meanwhile."""
    hold_cases([account.case_id])
    require(is_new(Entry.objects.filter(account=account, kind=kind), voucher.number, amount, day))


Parts = Sequence[tuple[Spending | None, Decimal]]


def _bound_for(account: Account, amount: Decimal) -> Parts:
    """What so much of the bound and unpaid money is bound for, the oldest spending first; None where none is named."""
    parts: list[tuple[Spending | None, Decimal]] = []
    held = {pk: totals.unpaid for pk, totals in by_spending(account).items() if totals.unpaid > 0}
    for spending in Spending.objects.filter(pk__in=held).order_by("pk"):
        if (part := min(amount, held[spending.pk])) > 0:
            parts.append((spending, part))
            amount -= part
    return [*parts, (None, amount)] if amount else parts


def _each(kind: str, account: Account, parts: Parts, done_on: date, voucher: Voucher) -> list[Posting]:
    return [
        Posting(kind, account, part, done_on, spending=spending, voucher=voucher) for spending, part in parts
    ]


def _require_keepable(account: Account, amount: Decimal, done_on: date) -> None:
    """Raises Refused beyond what is bound and unpaid, and after the year's last day."""
    if amount > account.totals.unpaid:
        raise Refused(
            _("กันเงินเกินที่ผูกพันค้าง: ขอกัน {amount} บาท แต่ผูกพันที่ยังไม่เบิกจ่าย {unpaid} บาท — ลดยอด").format(
                amount=format_baht(amount), unpaid=format_baht(account.totals.unpaid)
            )
        )
    if done_on > year_end(account.case.edition.fiscal_year):
        raise Refused(_("กันเงินได้เฉพาะก่อนสิ้นปีงบประมาณ — ตรวจวันที่ตามเอกสาร"))


@transaction.atomic
def lapse(account: Account, *, done_on: date, reason: str, actor: Actor) -> list[Entry]:
    """Record on or after the year's last day that what is neither paid nor carried over has lapsed (เงินพับไป)."""
    hold_bound(account)
    require(rules.may_lapse(actor, account, clock.today()))
    if not reason.strip():
        raise Refused(_("ยังไม่ได้ระบุเหตุผลที่บันทึกเงินพับไป — พิมพ์เหตุผลแล้วบันทึกอีกครั้ง"))
    if done_on < (last := year_end(account.case.edition.fiscal_year)):
        raise Refused(
            _("วันที่ {day} อยู่ก่อนสิ้นปีงบประมาณ {last} — เงินพับไปได้ตั้งแต่วันสิ้นปีงบประมาณ").format(
                day=day_name(done_on), last=day_name(last)
            )
        )
    bound, free = account.totals.unpaid, account.totals.free
    voucher = Voucher(reason=reason.strip())
    entries = post(
        [
            *_each(EntryKind.RELEASED, account, _bound_for(account, bound), done_on, voucher),
            Posting(EntryKind.LAPSED, account, bound + free, done_on, voucher=voucher),
        ],
        actor=actor,
    )
    trail.log(
        "money.lapsed", about=account, within=account.case, actor=actor, done_on=done_on, amount=bound + free
    )
    cases.advance(account.case)
    return entries
