"""The one place where totals move: entries are written and the running totals of their accounts with them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.core.money import format_baht
from sammachip.core.verdict import Refused, require
from sammachip.money import rules, sealed
from sammachip.money.ledger import COLUMNS, Totals, breach, effect
from sammachip.money.models import Account, Entry, Loan, Purse, Register, Spending
from sammachip.money.paths import may_move, pays
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.trail import actions as trail
from sammachip.trail import clock

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Voucher:
    """The paper behind an entry: its number, who pays, and the codes of the state's books."""

    number: str = ""
    payer: Office | None = None
    fund_code: str = ""
    budget_code: str = ""
    reason: str = ""


NO_VOUCHER = Voucher()


@dataclass(frozen=True, slots=True)
class Posting:
    """An entry that is asked for."""

    kind: str
    account: Account
    amount: Decimal
    done_on: date
    other: Account | None = None
    reverses: Entry | None = None
    register: Register | None = None
    spending: Spending | None = None
    loan: Loan | None = None
    voucher: Voucher = NO_VOUCHER

    def touches(self) -> list[tuple[int, Mapping[str, int]]]:
        """The accounts this entry moves, and how."""
        done = effect(self.kind, reverses=self.reverses.kind if self.reverses else None)
        across = [(self.other.pk, done.across)] if self.other and done.across else []
        return [(self.account.pk, done.own), *across]


def in_steps(
    account: Account,
    steps: Iterable[tuple[str, Decimal]],
    done_on: date,
    *,
    spending: Spending,
    loan: Loan | None = None,
    voucher: Voucher,
) -> list[Posting]:
    """What one paper does to an account, kind after kind; a step of nothing is left out."""
    return [
        Posting(kind, account, amount, done_on, spending=spending, loan=loan, voucher=voucher)
        for kind, amount in steps
        if amount
    ]


@transaction.atomic
def post(postings: Sequence[Posting], *, actor: Actor) -> list[Entry]:
    """Write these entries and move the totals of their accounts, all or none.

    All accounts are locked first, in one order, so that two posts never wait for each other. Raises Refused with
    both numbers when an entry would cross a line of an account. One event seals the entries; that of the caller's
    action says what they were for.
    """
    if not postings:
        return []
    _require_paths(postings)
    trail.hold(actor)
    accounts = _locked(postings)
    totals = {pk: account.totals for pk, account in accounts.items()}
    for posting in postings:
        _require_possible(posting, accounts[posting.account.pk])
        for pk, effects in posting.touches():
            totals[pk] = _moved(posting, accounts[pk], totals[pk], effects)
    entries = Entry.objects.bulk_create(_entry(posting, actor) for posting in postings)
    for pk, account in accounts.items():
        if totals[pk] != account.totals:
            Account.objects.filter(pk=pk).update(
                **{f"{name}_baht": getattr(totals[pk], name) for name in COLUMNS}
            )
    trail.log(sealed.POSTED, about=entries[0], actor=actor, entries=sealed.seals(entries))
    return entries


def _require_paths(postings: Sequence[Posting]) -> None:
    """Nothing is bound or paid for a purchase without all that it must rest on; what one act does is added up."""
    for posting in postings:
        if posting.spending is not None:
            alike = [one for one in postings if one.spending == posting.spending and pays(one.kind)]
            amount = sum((one.amount for one in alike), Decimal(0)) if pays(posting.kind) else posting.amount
            require(may_move(posting.kind, posting.spending, amount, posting.done_on))


def _locked(postings: Sequence[Posting]) -> dict[int, Account]:
    wanted = {pk for posting in postings for pk, _effects in posting.touches()}
    rows = (
        Account.objects.filter(pk__in=wanted)
        .select_related("case__edition", "case__office", "case__area", "case__group")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    return {account.pk: account for account in rows}


def _require_possible(posting: Posting, account: Account) -> None:
    require_positive(posting.amount)
    _require_short(posting.voucher.reason)
    lent_on = posting.loan.lent_on if posting.loan else None
    require(rules.may_be_dated(posting.kind, account, posting.done_on, lent_on=lent_on))
    if posting.reverses is not None:
        left = unreversed(posting.reverses)
        if posting.amount > left:
            raise Refused(
                _("กลับรายการเกินยอดเดิม: ขอกลับ {amount} บาท แต่ยังไม่ได้กลับ {left} บาท — ลดยอด").format(
                    amount=format_baht(posting.amount), left=format_baht(left)
                )
            )


def _require_short(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise Refused(
            _("เหตุผลยาว {n} ตัวอักษร เกิน {most} ตัวอักษร — ย่อข้อความ").format(n=len(reason), most=LONGEST_REASON)
        )


def require_positive(amount: Decimal) -> None:
    if amount <= 0:
        raise Refused(
            _("จำนวนเงินต้องมากกว่าศูนย์ แต่ได้ {amount} บาท — ตรวจยอด").format(amount=format_baht(amount))
        )


def unreversed(entry: Entry) -> Decimal:
    """How much of an entry still stands."""
    taken: Decimal | None = Entry.objects.filter(reverses=entry).aggregate(sum=Sum("amount_baht"))["sum"]
    whole: Decimal = entry.amount_baht
    return whole - (taken or Decimal(0))


def _moved(posting: Posting, account: Account, before: Totals, effects: Mapping[str, int]) -> Totals:
    after = before.shifted(effects, posting.amount)
    if crossed := breach(after):
        raise Refused(rules.refusal(posting.kind, account, before, posting.amount, crossed))
    return after


def _entry(posting: Posting, actor: Actor) -> Entry:
    voucher = posting.voucher
    return Entry(
        account=posting.account,
        kind=posting.kind,
        amount_baht=posting.amount,
        done_on=posting.done_on,
        recorded_at=clock.now(),
        recorded_by=actor.person,
        other=posting.other,
        reverses=posting.reverses,
        register=posting.register,
        spending=posting.spending,
        loan=posting.loan,
        document_number=voucher.number,
        payer_office=voucher.payer,
        fund_code=voucher.fund_code,
        budget_code=voucher.budget_code,
        reason=voucher.reason,
    )


def account_of(case: Case, head: str, purse: str = Purse.BUDGET) -> Account:
    """The case's account under this head, opened empty when it is not there yet."""
    return opened_accounts([case], head, purse)[case.pk]


def opened_accounts(cases: Collection[Case], head: str, purse: str = Purse.BUDGET) -> dict[int, Account]:
    """For each of these cases its account under this head, opened empty where it is not there yet."""
    for case in cases:
        if head not in {one.key for one in case.edition.pack.budget.heads}:
            raise Refused(_("โครงการนี้ไม่มีหมวดเงิน «{head}»").format(head=head))
    held = Account.objects.filter(case__in=cases, head=head, purse=purse)
    found = {account.case_id: account for account in held}
    if lacking := [case for case in cases if case.pk not in found]:
        Account.objects.bulk_create(
            (Account(case=case, head=head, purse=purse) for case in lacking), ignore_conflicts=True
        )
        found = {account.case_id: account for account in held.all()}
    for case in cases:
        found[case.pk].case = case
    return found
