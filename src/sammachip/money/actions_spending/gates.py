"""What must hold before money moves for a spending: its state, the limits, the papers, and the account that holds it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from sammachip.core.fiscal import year_end
from sammachip.core.money import format_baht
from sammachip.core.verdict import Refused, require
from sammachip.money import rules_spending as rules
from sammachip.money.actions import Voucher, account_of, hold
from sammachip.money.actions_spending.asking import require_within_limits
from sammachip.money.models import Account, Entry, Purse, Spending
from sammachip.money.rules import is_new, name_of
from sammachip.money.spendings import totals_of_one, totals_on
from sammachip.org.hats import Actor
from sammachip.trail.spoken import day_name


def require_payable(spending: Spending, until: str, done_on: date, actor: Actor) -> None:
    hold(spending)
    require(rules.may_pay(actor, spending))
    require(rules.may_go_on(spending.case, until))
    require_within_limits(spending, "order" if until == "order" else "pay", done_on)
    if spending.approved_on and done_on < spending.approved_on:
        raise Refused(
            _("วันที่ {day} อยู่ก่อนวันอนุมัติ {approved} — ก่อหนี้ผูกพันหรือเบิกจ่ายก่อนอนุมัติไม่ได้").format(
                day=day_name(done_on), approved=day_name(spending.approved_on)
            )
        )


def account_for(spending: Spending, done_on: date) -> Account:
    """The year's account; after its last day, the account of what was carried over."""
    end = year_end(spending.case.edition.fiscal_year)
    if done_on <= end:
        return account_of(spending.case, spending.head)
    carried = Account.objects.filter(case=spending.case, head=spending.head, purse=Purse.CARRIED).first()
    if carried is None:
        raise Refused(
            _(
                "วันที่ {day} พ้นปีงบประมาณ พ.ศ. {year} แล้ว และไม่มีเงินกันไว้เบิกเหลื่อมปีของ {who} — ตรวจวันที่ตามเอกสาร"
                " หรือบันทึกการกันเงินที่ได้รับอนุมัติภายใน {end}"
            ).format(
                day=day_name(done_on),
                year=spending.case.edition.fiscal_year,
                who=name_of(spending.case),
                end=day_name(end),
            )
        )
    return carried


def still_to_bind(spending: Spending, account: Account, amount: Decimal) -> Decimal:
    """How much of a payment or a loan goes beyond what the account holds bound for this spending."""
    held = totals_on(spending, account).unpaid
    beyond = max(amount - held, Decimal(0))
    if beyond and account.purse == Purse.CARRIED:
        raise Refused(
            _(
                "เบิกเกินเงินกันไว้เบิกเหลื่อมปี: ขอ {amount} บาท แต่กันไว้เพื่อรายการนี้คงเหลือ {held} บาท — ลดยอดให้ไม่เกินเงินที่กันไว้"
            ).format(amount=format_baht(amount), held=format_baht(held))
        )
    require(rules.may_spend_more(spending, totals_of_one(spending).bound - held, amount))
    return beyond


def require_new(
    spending: Spending, kinds: Sequence[str], voucher: Voucher, amount: Decimal, day: date
) -> None:
    """Raises Refused where this paper's sum was recorded for the spending already by an entry of these kinds."""
    recorded = Entry.objects.filter(spending=spending, kind__in=kinds)
    require(is_new(recorded, voucher.number, amount, day))


def require_documented(spending: Spending, voucher: Voucher) -> None:
    if not voucher.number.strip():
        raise Refused(_("ระบุเลขที่เอกสารเบิกจ่าย"))
    require(rules.is_documented(spending))
