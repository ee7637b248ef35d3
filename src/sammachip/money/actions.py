"""Moving money: the one place where totals move, and the ways money comes down a programme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from django.db import transaction
from django.db.models import Max, QuerySet, Sum
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases.models import Case, CaseLevel
from sammachip.core.area import Level
from sammachip.core.money import format_baht
from sammachip.core.verdict import Refused, require
from sammachip.money import rules
from sammachip.money.ledger import COLUMNS, EntryKind, Totals, breach, effect
from sammachip.money.models import Account, Entry, Loan, Purse, Register, Spending, SpendingState
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.trail import actions as trail
from sammachip.trail import clock

SATANG = Decimal("0.01")


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


@transaction.atomic
def post(postings: Sequence[Posting], *, actor: Actor) -> list[Entry]:
    """Write these entries and move the totals of their accounts, all or none.

    All accounts are locked first, in one order, so that two posts never wait for each other. Raises Refused with
    both numbers when an entry would cross a line of an account. The caller's action writes the event.
    """
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
    return entries


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
    lent_on = posting.loan.lent_on if posting.loan else None
    require(rules.may_be_dated(posting.kind, account, posting.done_on, clock.today(), lent_on=lent_on))
    if posting.reverses is not None:
        left = unreversed(posting.reverses)
        if posting.amount > left:
            raise Refused(
                _("กลับรายการเกินยอดเดิม: ขอกลับ {amount} บาท แต่ยังไม่ได้กลับ {left} บาท — ลดยอด").format(
                    amount=format_baht(posting.amount), left=format_baht(left)
                )
            )


def require_positive(amount: Decimal) -> None:
    if amount <= 0:
        raise Refused(
            _("จำนวนเงินต้องมากกว่าศูนย์ แต่ได้ {amount} บาท — ตรวจยอด").format(amount=format_baht(amount))
        )


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


def unreversed(entry: Entry) -> Decimal:
    """How much of an entry still stands."""
    taken: Decimal | None = Entry.objects.filter(reverses=entry).aggregate(sum=Sum("amount_baht"))["sum"]
    whole: Decimal = entry.amount_baht
    return whole - (taken or Decimal(0))


def account_of(case: Case, head: str, purse: str = Purse.BUDGET) -> Account:
    """The case's account under this head, opened empty when it is not there yet."""
    known = {one.key: one for one in case.edition.pack.budget.heads}
    if head not in known:
        raise Refused(_("โครงการนี้ไม่มีหมวดเงิน «{head}»").format(head=head))
    account, _made = Account.objects.get_or_create(case=case, head=head, purse=purse)
    return account


def standing_part(entry: Entry, amount: Decimal, *, done_on: date, voucher: Voucher = NO_VOUCHER) -> Posting:
    """The posting that takes back `amount` of an entry."""
    return Posting(
        EntryKind.REVERSED,
        entry.account,
        amount,
        done_on,
        other=entry.other,
        reverses=entry,
        register=entry.register,
        spending=entry.spending,
        loan=entry.loan,
        voucher=voucher,
    )


@transaction.atomic
def reverse(entry: Entry, *, reason: str, done_on: date | None = None, actor: Actor) -> Entry:
    """Take back what still stands of an entry that an office recorded in error, with the reason."""
    require(rules.may_reverse(actor, entry))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลของการกลับรายการ"))
    posting = standing_part(
        entry, unreversed(entry), done_on=done_on or clock.today(), voucher=Voucher(reason=reason.strip())
    )
    [taken_back] = post([posting], actor=actor)
    if entry.spending is not None and effect(entry.kind).own.get("paid"):
        reopen(entry.spending)
    trail.log(
        "entry.reversed", about=taken_back, within=entry.account.case, actor=actor, reason=reason, entry=entry
    )
    advance_all([entry.account.case])
    return taken_back


def reopen(spending: Spending) -> None:
    """Let more be paid on a spending that was closed: a payment of it is taken back."""
    closed = Spending.objects.filter(pk=spending.pk, state=SpendingState.CLOSED)
    if closed.update(state=SpendingState.APPROVED):
        spending.refresh_from_db()


def advance_all(touched: Iterable[Case]) -> None:
    """Let the engine see what money did to these cases."""
    cases.advance(*touched)


@transaction.atomic
def cover(account: Account, amount: Decimal, *, done_on: date, actor: Actor) -> list[Entry]:
    """Move what a head lacks from the case's other heads (ถัวจ่าย), where the pack lets both go over with a warning."""
    averaged = {head.key for head in account.case.edition.pack.budget.heads if head.over == "warn"}
    account.refresh_from_db()
    lacking = amount - min(account.totals.free, account.totals.free_cash)
    if lacking <= 0 or account.head not in averaged:
        return []
    others = Account.objects.filter(case=account.case, purse=account.purse, head__in=averaged).exclude(
        pk=account.pk
    )
    postings = []
    for other in others.order_by("pk"):
        part = min(lacking, other.totals.free, other.totals.free_cash)
        if part > 0:
            postings.append(Posting(EntryKind.MOVED, other, part, done_on, other=account))
            lacking -= part
    if not postings:
        return []
    entries = post(postings, actor=actor)
    trail.log(
        "money.averaged",
        about=account,
        within=account.case,
        actor=actor,
        amount=sum(one.amount for one in postings),
    )
    return entries


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
    require(rules.may_record_notice(actor, office))
    case = cases.open_case(edition, level=office.level, office=office, actor=actor)
    voucher = Voucher(notice_number, reason=source)
    _require_new(EntryKind.ALLOTTED, case, amounts, notice_on, voucher)
    postings = _arrivals(EntryKind.ALLOTTED, case, amounts, notice_on, voucher)
    _require_within_budget(edition, postings)
    entries = post(postings, actor=actor)
    trail.log(
        "money.allotted",
        about=case,
        actor=actor,
        done_on=notice_on,
        amounts=dict(amounts),
        notice=notice_number,
    )
    give_down(case, actor=actor)
    advance_all([case])
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
    _require_new(EntryKind.TRANSFERRED, case, amounts, done_on, voucher)
    entries = post(_arrivals(EntryKind.TRANSFERRED, case, amounts, done_on, voucher), actor=actor)
    trail.log(
        "money.received",
        about=case,
        actor=actor,
        done_on=done_on,
        amounts=dict(amounts),
        document=voucher.number,
    )
    pass_down(case, actor=actor)
    advance_all([case])
    return entries


def _require_new(
    kind: str, case: Case, amounts: Mapping[str, Decimal], done_on: date, voucher: Voucher
) -> None:
    """Raises Refused where this paper's money has reached the case already. Nobody else may add to it meanwhile."""
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    for head, amount in amounts.items():
        brought = Entry.objects.filter(account__case=case, account__head=head, kind=kind)
        require(rules.is_new(brought, voucher.number, amount, done_on))


def _arrivals(
    kind: str, case: Case, amounts: Mapping[str, Decimal], done_on: date, voucher: Voucher
) -> list[Posting]:
    """The postings that bring money to a case, the department's own side first where it lacks."""
    postings = []
    for head, amount in amounts.items():
        if not amount:
            continue
        giver = _giver(case, head)
        if (
            giver is not None
            and (short := amount - _has(giver, kind)) > 0
            and giver.case.level == CaseLevel.NATION
        ):
            postings.append(Posting(kind, giver, short, done_on, voucher=voucher))
        postings.append(Posting(kind, account_of(case, head), amount, done_on, other=giver, voucher=voucher))
    if not postings:
        raise Refused(_("ยังไม่มีจำนวนเงิน — กรอกยอดอย่างน้อยหนึ่งหมวด"))
    return postings


def _has(giver: Account, kind: str) -> Decimal:
    return giver.totals.free if kind == EntryKind.ALLOTTED else giver.totals.free_cash


def _giver(case: Case, head: str) -> Account | None:
    """The account above from which this case's money comes: the nearest that was allotted any, else the department's."""
    above = case.parent
    while above is not None and above.parent is not None:
        held = Account.objects.filter(case=above, head=head, purse=Purse.BUDGET, allotted_baht__gt=0).first()
        if held:
            return held
        above = above.parent
    return account_of(above, head) if above is not None else None


def _require_within_budget(edition: Edition, postings: Sequence[Posting]) -> None:
    """What the department holds never exceeds the programme's budget as its letter states it."""
    added = sum((posting.amount for posting in postings if posting.other is None), Decimal(0))
    held = Account.objects.filter(case__programme=edition.programme_id, case__parent=None).aggregate(
        sum=Sum("allotted_baht")
    )["sum"]
    total = edition.pack.budget.total
    if added and (held or Decimal(0)) + added > total:
        raise Refused(
            _(
                "จัดสรรเกินงบประมาณโครงการ: รวมเป็น {sum} บาท แต่งบประมาณโครงการ {total} บาท — ตรวจยอดตามหนังสือแจ้ง"
            ).format(sum=format_baht((held or Decimal(0)) + added), total=format_baht(total))
        )


def spends_per_group(edition: Edition) -> bool:
    """Whether groups have accounts of their own, filled evenly from the office above."""
    return any(
        stage.kind == "spend" and Level.GROUP in stage.per and "allot" not in stage.options
        for stage in edition.pack.stages
    )


def gives_to_groups(case: Case) -> bool:
    """Whether groups get their money from this case: the lowest office the edition uses, or a sub-district under it."""
    offices = [level for level in case.edition.pack.levels if level.is_above(Level.SUBDISTRICT)]
    lowest = offices[-1] if offices else Level.NATION
    return case.level in (lowest, CaseLevel.SUBDISTRICT) and spends_per_group(case.edition)


def give_down(case: Case, *, actor: Actor) -> None:
    """Give each group below that has nothing yet its even share of what this office was allotted."""
    if not gives_to_groups(case):
        return
    waiting = _groups_below(case).exclude(accounts__allotted_baht__gt=0)
    for group in waiting.select_related("edition", "parent"):
        give_to_group(group, actor=actor)


def _groups_below(case: Case) -> QuerySet[Case]:
    return (
        Case.objects.filter(programme=case.programme_id, level=CaseLevel.GROUP)
        .live()
        .within(case.path)
        .order_by("path", "pk")
    )


@transaction.atomic
def give_to_group(case: Case, *, actor: Actor) -> list[Entry]:
    """Allot a group its even share of what its office may still give, and pass on the money that has come for it.

    The share is what is free over the places not yet filled, so the last group takes what rounding left. An office
    below the department gives; where it was allotted nothing yet, the group waits and gets its share with the notice.
    The share is of the day of that notice, whenever the group is typed in.
    """
    postings = []
    for head in case.edition.pack.budget.heads:
        giver = _giver(case, head.key)
        if giver is None or not gives_to_groups(giver.case):
            continue
        share = _even_share(giver)
        if share > 0:
            day = _day_of(giver, EntryKind.ALLOTTED)
            postings.append(Posting(EntryKind.ALLOTTED, account_of(case, head.key), share, day, other=giver))
    if not postings:
        return []
    entries = post(postings, actor=actor)
    trail.log("money.given-to-group", about=case, actor=actor, amount=sum(one.amount for one in postings))
    for posting in postings:
        assert posting.other is not None
        _pass_on(posting.other.pk, actor)
    return entries


def _even_share(giver: Account) -> Decimal:
    given = Account.objects.filter(
        entries__other=giver, entries__kind=EntryKind.ALLOTTED, head=giver.head, allotted_baht__gt=0
    )
    places_left = max((giver.case.places or 1) - given.distinct().count(), 1)
    return (giver.totals.free / places_left).quantize(SATANG, rounding=ROUND_DOWN)


def pass_down(case: Case, *, actor: Actor) -> None:
    """Pass on what has come for the groups below, account by account."""
    if gives_to_groups(case):
        for account in Account.objects.filter(case=case, purse=Purse.BUDGET, given_baht__gt=0).order_by("pk"):
            _pass_on(account.pk, actor)


def _day_of(account: Account, kind: str) -> date:
    """The day on the paper of the latest such entry that reached the account."""
    return account.entries.filter(kind=kind).aggregate(day=Max("done_on"))["day"] or clock.today()


def _pass_on(giver_pk: int, actor: Actor) -> None:
    """Transfer what the giver has to the groups that lack it, in the order they joined."""
    giver = Account.objects.select_related("case").get(pk=giver_pk)
    done_on = _day_of(giver, EntryKind.TRANSFERRED)
    left = giver.totals.free_cash
    postings = []
    lacking = (
        Account.objects.filter(entries__other=giver, entries__kind=EntryKind.ALLOTTED)
        .distinct()
        .order_by("pk")
    )
    for account in lacking:
        amount = min(account.allotted_baht - account.got_baht, left)
        if amount > 0:
            postings.append(Posting(EntryKind.TRANSFERRED, account, amount, done_on, other=giver))
            left -= amount
    if postings:
        post(postings, actor=actor)
        advance_all([posting.account.case for posting in postings])


@transaction.atomic
def give_back(case: Case, *, reason: str, actor: Actor) -> list[Entry]:
    """Return what a case has not bound to the account it came from: money that came, then allotment that did not."""
    postings: list[Posting] = []
    voucher = Voucher(reason=reason)
    day = clock.today()
    for account in Account.objects.filter(case=case, purse=Purse.BUDGET).order_by("pk"):
        totals = account.totals
        allotments = (
            account.entries.filter(kind=EntryKind.ALLOTTED).select_related("other", "account").order_by("-pk")
        )
        giver = next((entry.other for entry in allotments), None)
        cash = min(totals.free_cash, totals.free)
        if giver is not None and cash > 0:
            postings.append(Posting(EntryKind.RETURNED, account, cash, day, other=giver, voucher=voucher))
        postings += take_back(account, min(totals.free - cash, totals.allotted - totals.got), day, voucher)
    if not postings:
        return []
    entries = post(postings, actor=actor)
    trail.log(
        "money.returned", about=case, actor=actor, reason=reason, amount=sum(one.amount for one in postings)
    )
    return entries


def take_back(
    account: Account, amount: Decimal, done_on: date, voucher: Voucher = NO_VOUCHER
) -> list[Posting]:
    """Postings that take this much back from the account's allotments, the latest first."""
    postings = []
    for entry in (
        account.entries.filter(kind=EntryKind.ALLOTTED).select_related("account", "other").order_by("-pk")
    ):
        part = min(amount, unreversed(entry))
        if part > 0:
            postings.append(standing_part(entry, part, done_on=done_on, voucher=voucher))
            amount -= part
    return postings
