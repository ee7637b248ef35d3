"""Spending by an office for a group: asked for on a paper, approved, bound, paid or lent, cleared and closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.limits import may_go_beyond, told
from sammachip.cases.models import Case, Task
from sammachip.core.fiscal import year_end
from sammachip.core.goods import ExpenseClass
from sammachip.core.money import format_baht, round_satang
from sammachip.core.thaidate import format_date
from sammachip.core.verdict import Refused, require
from sammachip.money import limits, papers
from sammachip.money import rules_spending as rules
from sammachip.money.actions import (
    NO_VOUCHER,
    Posting,
    Voucher,
    account_of,
    advance_all,
    cover,
    post,
    reopen,
    require_positive,
)
from sammachip.money.ledger import EntryKind
from sammachip.money.models import (
    Account,
    Answer,
    ChecklistAnswer,
    Entry,
    Evidence,
    Loan,
    Purse,
    Spending,
    SpendingEnd,
    SpendingLine,
    SpendingState,
)
from sammachip.money.rules import name_of
from sammachip.money.spendings import by_account, totals_of_one, totals_on
from sammachip.org.hats import Actor
from sammachip.org.models import Office, Person
from sammachip.org.queries import holders, signing_power
from sammachip.records import actions as records
from sammachip.records.models import StoredFile
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class Line:
    """One cost as it is asked for."""

    item: str
    quantity: Decimal
    unit: str
    price: Decimal
    expense_class: ExpenseClass

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


# ---- asking ----


@transaction.atomic
def draft_spending(case: Case, request: Request, *, actor: Actor) -> Spending:
    """A spending on this case, not yet asked for."""
    require(rules.may_draft_spending(actor, case))
    task = next((one for one in case.tasks.order_by("position") if _is_spend(one)), None)
    spending = Spending.objects.create(
        case=case,
        task=task,
        office=Office.objects.get(code=rules.spending_office(case)),
        made_by=actor.person,
        made_at=clock.now(),
        **_columns(request, case),
    )
    _write_lines(spending, request.lines)
    trail.log("spending.drafted", about=spending, within=case, actor=actor, amount=request.amount)
    return spending


def _is_spend(task: Task) -> bool:
    return task.case.edition.pack.stage(task.stage).kind == "spend"


@transaction.atomic
def save_spending(spending: Spending, request: Request, *, seen: int, actor: Actor) -> Spending:
    """Keep the draft as save `seen` + 1. Raises Stale when another saved it meanwhile."""
    require(rules.may_edit_spending(actor, spending))
    same = Spending.objects.filter(pk=spending.pk, saved=seen, state=SpendingState.DRAFT)
    claim(same, saved=seen + 1, **_columns(request, spending.case))
    _write_lines(spending, request.lines)
    spending.refresh_from_db()
    return spending


def _columns(request: Request, case: Case) -> dict[str, object]:
    heads = {head.key for head in case.edition.pack.budget.heads}
    if request.head not in heads:
        raise Refused(_("โครงการนี้ไม่มีหมวดเงิน «{head}»").format(head=request.head))
    return {
        "title": request.title.strip(),
        "purpose": request.purpose.strip(),
        "head": request.head,
        "held_on": request.held_on,
        "place": request.place.strip(),
        "limit_reason": request.limit_reason.strip(),
        "amount_baht": request.amount,
    }


def _write_lines(spending: Spending, lines: Sequence[Line]) -> None:
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
        )
        for position, line in enumerate(lines, start=1)
    )


@transaction.atomic
def request_spending(spending: Spending, *, seen: int, done_on: date | None = None, actor: Actor) -> Spending:
    """Ask for approval (เสนอขออนุมัติ). Limits are judged; one to be decided on needs its reason."""
    require(rules.may_request(actor, spending))
    day = done_on or clock.today()
    beyond = _require_within_limits(spending, "request", day)
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
    office = rules.approving_office(spending)
    trail.notify(
        "spending-awaits-approval",
        to=[one.pk for one in holders(rules.HEAD_OF[office.level], office.code, clock.today())],
        text=format_lazy(
            gettext_lazy("รอท่านอนุมัติ: {title} {amount} บาท"),
            title=spending.title,
            amount=format_baht(spending.amount_baht),
        ),
        url=spending.get_absolute_url(),
    )
    return spending


def _require_within_limits(
    spending: Spending, moment: limits.Moment, day: date
) -> dict[str, list[dict[str, object]]]:
    """Gives back, for the trail, the limits gone beyond with the reason decided for them."""
    found = limits.oversteps(spending, moment, day)
    decided = {overstep.limit.key: spending.limit_reason for overstep in found}
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
    trail.notify(
        "spending-returned",
        to=[spending.made_by_id],
        text=format_lazy(gettext_lazy("ส่งคืนแก้ไข: {title}"), title=spending.title),
        url=spending.get_absolute_url(),
    )
    return spending


# ---- approving ----


@transaction.atomic
def approve_spending(spending: Spending, *, number: str, done_on: date, actor: Actor) -> Spending:
    """Approve under the own post, or under an order whose sum reaches. The approved paper is issued and kept."""
    require(rules.may_approve(actor, spending))
    office = rules.approving_office(spending)
    role = rules.HEAD_OF[office.level]
    power = None
    if not actor.holds(role, office):
        code = spending.case.edition.programme.code
        power = signing_power(actor.person, office, role, clock.today(), spending.amount_baht, programme=code)
    _approve(
        spending,
        number,
        done_on,
        actor,
        approved_by=actor.person,
        approver_name=actor.person.name,
        approver_title=f"{actor.hat.title} {power.form_words}{power.for_title}" if power else actor.hat.title,
        approval_power=power,
    )
    return spending


@transaction.atomic
def record_approval_on_paper(
    spending: Spending, *, approver_name: str, approver_title: str, number: str, done_on: date, actor: Actor
) -> Spending:
    """Record that the paper was approved by hand: who, in what post, under which number, when."""
    require(rules.may_record_approval(actor, spending))
    if not approver_name.strip() or not approver_title.strip():
        raise Refused(_("ระบุชื่อและตำแหน่งของผู้อนุมัติตามเอกสาร"))
    if approver_name.strip() in (spending.made_by.name, actor.person.name):
        raise Refused(_("ผู้เสนอหรือผู้บันทึกจะเป็นผู้อนุมัติเองไม่ได้ — ตรวจชื่อผู้อนุมัติตามเอกสาร"))
    _approve(
        spending,
        number,
        done_on,
        actor,
        approver_name=approver_name.strip(),
        approver_title=approver_title.strip(),
    )
    return spending


def _approve(spending: Spending, number: str, done_on: date, actor: Actor, **who: object) -> None:
    if not number.strip():
        raise Refused(_("ระบุเลขที่บันทึกที่อนุมัติ"))
    _require_not_ahead(done_on)
    claim(
        Spending.objects.filter(pk=spending.pk, state=SpendingState.REQUESTED),
        state=SpendingState.APPROVED,
        approval_number=number.strip(),
        approved_on=done_on,
        approval_recorded_by=actor.person,
        **who,
    )
    spending.refresh_from_db()
    paper = records.draft(
        kind=papers.APPROVAL,
        title=papers.approval_subject(spending),
        about=spending,
        office=spending.office,
        path=spending.case.path,
        document=papers.approval_memo(spending),
        actor=actor,
    )
    records.issue_draft(paper, number=number.strip(), dated_on=done_on, actor=actor)
    trail.log(
        "spending.approved",
        about=spending,
        within=spending.case,
        actor=actor,
        done_on=done_on,
        number=number,
        **_told(who),
    )


def _told(who: dict[str, object]) -> dict[str, object]:
    return {"approver": who.get("approver_name"), "on_paper": who.get("approved_by") is None}


def _require_not_ahead(day: date) -> None:
    if day > clock.today():
        raise Refused(_("วันที่ตามเอกสาร {day} ยังมาไม่ถึง — ตรวจวันที่").format(day=format_date(day)))


# ---- binding and paying ----


@transaction.atomic
def commit_spending(
    spending: Spending, amount: Decimal, *, done_on: date, voucher: Voucher = NO_VOUCHER, actor: Actor
) -> Entry:
    """Bind money (ก่อหนี้ผูกพัน) for an approved spending, before it is paid."""
    _require_payable(spending, "order", done_on, actor)
    require(rules.may_spend_more(spending, totals_of_one(spending).bound, amount))
    account = _account_for(spending, done_on)
    require(rules.may_bind_on(account))
    cover(account, amount, done_on=done_on, actor=actor)
    [entry] = post(
        [Posting(EntryKind.COMMITTED, account, amount, done_on, spending=spending, voucher=voucher)],
        actor=actor,
    )
    trail.log(
        "money.committed", about=spending, within=spending.case, actor=actor, done_on=done_on, amount=amount
    )
    advance_all([spending.case])
    return entry


@transaction.atomic
def pay_spending(
    spending: Spending, amount: Decimal, *, done_on: date, voucher: Voucher, actor: Actor
) -> list[Entry]:
    """Record a payment (เบิกจ่าย): from what is bound, and what goes beyond it bound and paid in one entry."""
    _require_payable(spending, "payment", done_on, actor)
    _require_documented(spending, voucher)
    account = _account_for(spending, done_on)
    at_once = _to_bind(spending, account, amount)
    cover(account, at_once, done_on=done_on, actor=actor)
    parts = [(EntryKind.PAID, amount - at_once), (EntryKind.PAID_AT_ONCE, at_once)]
    entries = post(
        [
            Posting(kind, account, part, done_on, spending=spending, voucher=voucher)
            for kind, part in parts
            if part or amount <= 0
        ],
        actor=actor,
    )
    trail.log(
        "money.paid",
        about=spending,
        within=spending.case,
        actor=actor,
        done_on=done_on,
        amount=amount,
        document=voucher.number,
    )
    _close_if_spent(spending)
    advance_all([spending.case])
    return entries


def _hold(spending: Spending) -> None:
    """Keeps every other hand off this spending until the transaction ends, and reads what they left of it."""
    Spending.objects.select_for_update(of=("self",)).get(pk=spending.pk)
    spending.refresh_from_db()


def _require_payable(spending: Spending, until: str, done_on: date, actor: Actor) -> None:
    _hold(spending)
    require(rules.may_pay(actor, spending))
    require(rules.may_go_on(spending.case, until))
    _require_within_limits(spending, "order" if until == "order" else "pay", done_on)
    if spending.approved_on and done_on < spending.approved_on:
        raise Refused(
            _("วันที่ {day} อยู่ก่อนวันอนุมัติ {approved} — ก่อหนี้ผูกพันหรือเบิกจ่ายก่อนอนุมัติไม่ได้").format(
                day=format_date(done_on), approved=format_date(spending.approved_on)
            )
        )


def _account_for(spending: Spending, done_on: date) -> Account:
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
                day=format_date(done_on),
                year=spending.case.edition.fiscal_year,
                who=name_of(spending.case),
                end=format_date(end),
            )
        )
    return carried


def _to_bind(spending: Spending, account: Account, amount: Decimal) -> Decimal:
    """How much of a payment or a loan goes beyond what the account holds bound for this spending."""
    held = totals_on(spending, account).unpaid
    beyond = max(amount - held, Decimal(0))
    if beyond and account.purse == Purse.CARRIED:
        raise Refused(
            _(
                "เบิกเกินเงินกันไว้เบิกเหลื่อมปี: ขอ {amount} บาท แต่กันไว้เพื่อรายการนี้คงเหลือ {held} บาท — ลดยอดให้ไม่เกินเงินที่กันไว้"
            ).format(amount=format_baht(amount), held=format_baht(held))
        )
    require(rules.may_spend_more(spending, totals_of_one(spending).bound, beyond))
    return beyond


def _require_documented(spending: Spending, voucher: Voucher) -> None:
    if not voucher.number.strip():
        raise Refused(_("ระบุเลขที่เอกสารเบิกจ่าย"))
    if not spending.evidence.exists():
        raise Refused(_("ยังไม่มีหลักฐานของรายการนี้ — แนบไฟล์ หรือบันทึกเลขที่และที่เก็บต้นฉบับอย่างน้อยหนึ่งรายการก่อนเบิกจ่าย"))


def _close_if_spent(spending: Spending) -> None:
    totals = totals_of_one(spending)
    if totals.paid >= spending.amount_baht and not totals.lent:
        Spending.objects.filter(pk=spending.pk, state=SpendingState.APPROVED).update(
            state=SpendingState.CLOSED
        )
        spending.refresh_from_db()


@transaction.atomic
def repay(
    spending: Spending, amount: Decimal, *, done_on: date, voucher: Voucher, actor: Actor
) -> list[Entry]:
    """Record money paid too much that came back (เบิกเกินส่งคืน); it is free on the account again."""
    _hold(spending)
    require(rules.may_repay(actor, spending))
    require_positive(amount)
    reopen(spending)
    paid = totals_of_one(spending).paid
    if amount > paid:
        raise Refused(
            _("ส่งคืนเกินที่เบิก: ขอส่งคืน {amount} บาท แต่รายการนี้เบิกจ่ายไว้ {paid} บาท — ตรวจยอดเบิกเกินส่งคืน").format(
                amount=format_baht(amount), paid=format_baht(paid)
            )
        )
    entries = post(
        [
            Posting(kind, account, part, done_on, spending=spending, voucher=voucher)
            for account, part in _paid_last(spending, amount)
            for kind in (EntryKind.REPAID, EntryKind.RELEASED)
        ],
        actor=actor,
    )
    trail.log(
        "money.repaid", about=spending, within=spending.case, actor=actor, done_on=done_on, amount=amount
    )
    advance_all([spending.case])
    return entries


def _paid_last(spending: Spending, amount: Decimal) -> Iterator[tuple[Account, Decimal]]:
    """The accounts to which so much of a spending's payments goes back: the one that paid last first."""
    for pk, totals in by_account(spending).items():
        if (part := min(amount, totals.paid)) > 0:
            yield Account.objects.select_related("case__edition").get(pk=pk), part
            amount -= part


@transaction.atomic
def close_spending(spending: Spending, *, reason: str, actor: Actor) -> Spending:
    """Say that no more is paid on a spending: what is bound and unpaid is released; unpaid in full, it is cancelled."""
    _hold(spending)
    if spending.state == SpendingState.APPROVED:
        require(rules.may_pay(actor, spending))
    else:
        require(rules.may_edit_spending(actor, spending))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ปิดหรือยกเลิกรายการ"))
    totals = totals_of_one(spending)
    if totals.lent:
        raise Refused(_("ยังมีเงินยืมค้างส่งใช้ {lent} บาท — ล้างเงินยืมก่อน").format(lent=format_baht(totals.lent)))
    if totals.unpaid > 0:
        post(_releases(spending, Voucher(reason=reason.strip())), actor=actor)
    state = SpendingState.CLOSED if totals.paid else SpendingState.CANCELLED
    claim(
        Spending.objects.filter(pk=spending.pk, state=spending.state),
        state=state,
        return_reason=reason.strip(),
    )
    spending.refresh_from_db()
    trail.log(
        "spending.closed",
        about=spending,
        within=spending.case,
        actor=actor,
        reason=reason.strip(),
        state=state,
    )
    advance_all([spending.case])
    return spending


def _releases(spending: Spending, voucher: Voucher) -> list[Posting]:
    """Postings that free what is bound for a spending and unpaid, on each account that holds it."""
    held = {pk: totals.unpaid for pk, totals in by_account(spending).items() if totals.unpaid > 0}
    return [
        Posting(
            EntryKind.RELEASED, account, held[account.pk], clock.today(), spending=spending, voucher=voucher
        )
        for account in Account.objects.filter(pk__in=held).select_related("case__edition").order_by("pk")
    ]


# ---- loans ----


@transaction.atomic
def lend(
    spending: Spending,
    *,
    borrower: Person,
    contract_number: str,
    amount: Decimal,
    lent_on: date,
    due_on: date,
    voucher: Voucher,
    actor: Actor,
) -> Loan:
    """Lend an officer money for an approved spending (เงินยืมราชการ), under a contract with its due day."""
    _require_payable(spending, "payment", lent_on, actor)
    if borrower == actor.person:
        raise Refused(_("ผู้ยืมจะบันทึกการจ่ายเงินยืมให้ตนเองไม่ได้ — ให้ผู้อื่นในหน่วยงานบันทึก"))
    if not contract_number.strip() or due_on < lent_on:
        raise Refused(_("สัญญายืมเงินต้องมีเลขที่ และวันครบกำหนดต้องไม่ก่อนวันรับเงิน"))
    account = _account_for(spending, lent_on)
    to_bind = _to_bind(spending, account, amount)
    loan = Loan.objects.create(
        spending=spending,
        borrower=borrower,
        contract_number=contract_number.strip(),
        amount_baht=amount,
        lent_on=lent_on,
        due_on=due_on,
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    cover(account, to_bind, done_on=lent_on, actor=actor)
    steps = [(EntryKind.COMMITTED, to_bind), (EntryKind.LOAN, amount)]
    _post_loan(loan, account, steps, lent_on, voucher, actor)
    trail.log(
        "loan.given",
        about=loan,
        within=spending.case,
        actor=actor,
        done_on=lent_on,
        amount=amount,
        due=due_on,
    )
    advance_all([spending.case])
    return loan


@transaction.atomic
def clear_loan(loan: Loan, *, spent: Decimal, cleared_on: date, voucher: Voucher, actor: Actor) -> Loan:
    """Clear a loan (ส่งใช้เงินยืม): what was spent counts as paid, the rest came back in cash and is free again."""
    require(rules.may_clear(actor, loan))
    if not Decimal(0) <= spent <= loan.amount_baht:
        raise Refused(
            _("ใบสำคัญ {spent} บาท เกินเงินยืม {amount} บาท — ส่วนที่เกินให้เบิกเป็นรายการจ่ายตรง").format(
                spent=format_baht(spent), amount=format_baht(loan.amount_baht)
            )
        )
    if cleared_on < loan.lent_on:
        raise Refused(_("วันส่งใช้ต้องไม่ก่อนวันรับเงินยืม {day}").format(day=format_date(loan.lent_on)))
    _require_documented(loan.spending, voucher)
    back = loan.amount_baht - spent
    claim(
        Loan.objects.filter(pk=loan.pk, cleared_on__isnull=True),
        cleared_on=cleared_on,
        spent_baht=spent,
        cash_back_baht=back,
    )
    account = _account_lent_from(loan)
    steps = [(EntryKind.LOAN_CLEARED, loan.amount_baht), (EntryKind.PAID, spent), (EntryKind.RELEASED, back)]
    _post_loan(loan, account, steps, cleared_on, voucher, actor)
    loan.refresh_from_db()
    trail.log(
        "loan.cleared",
        about=loan,
        within=loan.spending.case,
        actor=actor,
        done_on=cleared_on,
        spent=spent,
        back=back,
    )
    _close_if_spent(loan.spending)
    advance_all([loan.spending.case])
    return loan


def _account_lent_from(loan: Loan) -> Account:
    given = (
        Entry.objects.filter(loan=loan, kind=EntryKind.LOAN).select_related("account__case__edition").first()
    )
    assert given is not None, "a loan is given by its entry"
    return given.account


def _post_loan(
    loan: Loan,
    account: Account,
    steps: Sequence[tuple[str, Decimal]],
    done_on: date,
    voucher: Voucher,
    actor: Actor,
) -> None:
    postings = [
        Posting(kind, account, amount, done_on, spending=loan.spending, loan=loan, voucher=voucher)
        for kind, amount in steps
        if amount
    ]
    post(postings, actor=actor)


# ---- evidence, regulations, the end ----


@transaction.atomic
def add_evidence(
    spending: Spending, *, kind: str, note: str = "", file: StoredFile | None = None, actor: Actor
) -> Evidence:
    """Attach a proof to a spending, or say where the paper original lies."""
    require(rules.may_draft_spending(actor, spending.case))
    if file is None and not note.strip():
        raise Refused(_("แนบไฟล์ หรือระบุเลขที่และที่เก็บต้นฉบับ"))
    evidence = Evidence.objects.create(
        spending=spending,
        kind=kind,
        note=note.strip(),
        file=file,
        added_by=actor.person,
        added_at=clock.now(),
    )
    trail.log("evidence.added", about=evidence, within=spending.case, actor=actor, kind=kind)
    return evidence


@transaction.atomic
def answer_checklist(
    case: Case, item: str, answer: str, *, reason: str = "", done_on: date | None = None, actor: Actor
) -> ChecklistAnswer:
    """Answer for one regulation of the programme; another answer later replaces this one and both are kept."""
    require(rules.may_answer_checklist(actor, case))
    if item not in {one.key for one in case.edition.pack.regulations}:
        raise Refused(_("โครงการนี้ไม่มีข้อกำหนด «{item}»").format(item=item))
    if answer != Answer.YES and not reason.strip():
        raise Refused(_("ข้อที่ไม่เกี่ยวข้องหรือยังไม่เป็นไปตามข้อกำหนด ต้องระบุเหตุผล"))
    made = ChecklistAnswer.objects.create(
        case=case,
        item=item,
        answer=answer,
        reason=reason.strip(),
        made_by=actor.person,
        done_on=done_on or clock.today(),
        recorded_at=clock.now(),
    )
    trail.log("regulation.answered", about=made, within=case, actor=actor, item=item, answer=answer)
    advance_all([case])
    return made


@transaction.atomic
def end_spending(task: Task, *, reason: str, done_on: date | None = None, actor: Actor) -> SpendingEnd:
    """Say that a case spends no more though money is left, and why: its spend stage is passed."""
    require(rules.may_end_spending(actor, task))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่สิ้นสุดการใช้จ่ายโดยยังมีเงินคงเหลือ"))
    if SpendingEnd.objects.filter(task=task).exists():
        raise Refused(_("สิ้นสุดการใช้จ่ายไว้แล้ว"))
    ended = SpendingEnd.objects.create(
        task=task,
        reason=reason.strip(),
        made_by=actor.person,
        done_on=done_on or clock.today(),
        recorded_at=clock.now(),
    )
    trail.log("spending.ended", about=ended, within=task.case, actor=actor, reason=reason.strip())
    advance_all([task.case])
    return ended
