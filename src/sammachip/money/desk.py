"""What the money desk shows: books of an office and of a case, the month's lines, and what is open at the year's end."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sammachip.cases.models import Case, Task
from sammachip.core import fiscal
from sammachip.core.area import is_within
from sammachip.core.fiscal import Window
from sammachip.core.thaidate import BE_OFFSET, PartialDate, format_date
from sammachip.core.thainum import to_arabic
from sammachip.core.verdict import Verdict
from sammachip.money import queries, rules
from sammachip.money import rules_spending as spend_rules
from sammachip.money.kinds import checklist, latest_answers
from sammachip.money.ledger import ZERO, EntryKind, effect
from sammachip.money.models import Account, ChecklistAnswer, Entry, Loan, Purse, Spending, SpendingEnd
from sammachip.money.queries import Sums
from sammachip.money.spendings import SpendingTotals, totals_of
from sammachip.money.stages import spend_task
from sammachip.org.hats import Actor
from sammachip.programmes.pack import ChecklistItem
from sammachip.trail import clock

WARN_DAYS = 60
"""How long before 30 September the desk begins to warn of money that would lapse."""


@dataclass(frozen=True, slots=True)
class BookLine:
    """A case, the name it goes by, and its money."""

    case: Case
    name: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Book:
    """One programme's money as an office sees it: its own line, one for each case below, and the days left."""

    own: BookLine
    below: Sequence[BookLine]
    days_left: int
    warns: bool


def books(actor: Actor) -> list[Book]:
    """The books of every programme in which the actor's office has a case, the newest first; an auditor's of each scope."""
    own = (
        Case.objects.visible_to(actor)
        .filter(path__in=actor.roots())
        .select_related("edition__programme", "office", "group", "area")
    )
    return [_book(case) for case in own.order_by("-edition__published_at", "pk")]


def _book(case: Case) -> Book:
    children = list(case.children.select_related("edition", "office", "group", "area").order_by("path", "pk"))
    found = queries.sums([case, *children])
    days = queries.days_to_year_end(case.edition.fiscal_year, clock.today())
    money = found[case.pk]
    return Book(
        own=BookLine(case, rules.name_of(case), money),
        below=[BookLine(child, rules.name_of(child), found[child.pk]) for child in children],
        days_left=days,
        warns=money.left + money.committed > 0 and days <= WARN_DAYS,
    )


@dataclass(frozen=True, slots=True)
class AccountLine:
    account: Account
    head: str


@dataclass(frozen=True, slots=True)
class SpendingLine:
    spending: Spending
    totals: SpendingTotals


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One regulation, and the answer that counts; None while nobody answered."""

    item: ChecklistItem
    answer: ChecklistAnswer | None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry as the case sees it: which way the money went, and whether its day lies outside the programme's period."""

    entry: Entry
    other: str
    outside: bool
    may_reverse: Verdict


@dataclass(frozen=True, slots=True)
class CaseBook:
    """All that the money page of a case lists."""

    accounts: Sequence[AccountLine]
    spendings: Sequence[SpendingLine]
    entries: Sequence[EntryLine]
    checklist: Sequence[ChecklistLine]
    task: Task | None
    ended: SpendingEnd | None
    may_end: Verdict | None


def book_of(case: Case, actor: Actor) -> CaseBook:
    """The book of a case; the number of queries does not grow with its lines."""
    labels = {head.key: head.label for head in case.edition.pack.budget.heads}
    spent = list(case.spendings.select_related("made_by").newest_first())
    totals = totals_of(spent)
    task = spend_task(case)
    return CaseBook(
        accounts=[AccountLine(one, labels.get(one.head, one.head)) for one in queries.accounts_of(case)],
        spendings=[SpendingLine(one, totals[one.pk]) for one in spent],
        entries=[_entry_line(entry, case, actor) for entry in queries.entries_of(case)],
        checklist=_checklist(case),
        task=task,
        ended=SpendingEnd.objects.filter(task=task).select_related("made_by").first() if task else None,
        may_end=spend_rules.may_end_spending(actor, task) if task else None,
    )


def _entry_line(entry: Entry, case: Case, actor: Actor) -> EntryLine:
    across = entry.account if entry.account.case_id != case.pk else entry.other
    name = rules.name_of(across.case) if across and across.case_id != case.pk else ""
    return EntryLine(entry, name, queries.is_outside_window(entry), rules.may_reverse(actor, entry))


def _checklist(case: Case) -> list[ChecklistLine]:
    items = checklist(case.edition.pack)
    answers = latest_answers([case.pk], items)
    return [ChecklistLine(item, answers.get((case.pk, item.key))) for item in items]


def verdicts(spending: Spending, totals: SpendingTotals, actor: Actor) -> Mapping[str, Verdict]:
    """What the actor may do with a spending now, each with its reason where not."""
    pay = spend_rules.may_pay(actor, spending)
    money = spend_rules.has_money(spending, totals, list(spending.case.accounts.all()))
    spend = pay and money and spend_rules.may_use_more(spending, totals)
    return {
        "edit": spend_rules.may_edit_spending(actor, spending),
        "request": spend_rules.may_request(actor, spending),
        "approve": spend_rules.may_approve(actor, spending),
        "record": spend_rules.may_record_approval(actor, spending),
        "pay": pay,
        "money": money,
        "spend": spend,
        "settle": spend and spend_rules.is_documented(spending),
        "repay": spend_rules.may_repay(actor, spending),
        "ready": spend_rules.may_go_on(spending.case, "payment"),
        "evidence": spend_rules.may_draft_spending(actor, spending.case),
    }


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A loan on a spending, and whether the actor may record its clearing."""

    loan: Loan
    may_clear: Verdict


def loan_lines(spending: Spending, actor: Actor) -> list[LoanLine]:
    """The spending's loans, the first due first; as many queries for one as for thirty."""
    loans = spending.loans.select_related("borrower").order_by("due_on", "pk")
    settles = spend_rules.may_settle(actor, spending)
    return [LoanLine(one, settles and spend_rules.is_open_to(actor, one)) for one in loans]


_MONTH = re.compile(r"(?P<year>2[45]\d\d|26\d\d)-(?P<month>0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One document of the month on one case: what it moved, in the columns of a reconciliation.

    `received` came from outside the reader's offices and `returned` left them; `passed` moved between them. `lent` is
    what left as a loan, less what was cleared: in the state's books both are money withdrawn.
    """

    entry: Entry
    case: str
    kind: str
    paid: Decimal
    lent: Decimal
    received: Decimal
    passed: Decimal
    returned: Decimal


def month_of(text: str, today: date) -> Window:
    """The month that «2561-09» names, its year of the Buddhist era; this month where the text names none."""
    named = _MONTH.fullmatch(to_arabic(text))
    if named:
        month = PartialDate(int(named["year"]) - BE_OFFSET, int(named["month"]))
        return Window(month.first_day, month.last_day)
    this = PartialDate(today.year, today.month)
    return Window(this.first_day, this.last_day)


def month_key(span: Window) -> str:
    return f"{span.start.year + BE_OFFSET}-{span.start.month:02}"


def months_back(today: date, count: int = 12) -> list[tuple[str, date]]:
    """This month and those before it, the newest first, as (key, first day)."""
    found = []
    for _again in range(count):
        span = month_of("", today)
        found.append((month_key(span), span.start))
        today = span.start - timedelta(days=1)
    return found


def month_rows(entries: Iterable[Entry], path: str) -> list[MonthRow]:
    """The lines of the office at `path`; money between offices at and below it is told apart."""
    return [_month_row(entry, path) for entry in entries]


def _month_row(entry: Entry, path: str) -> MonthRow:
    done = effect(entry.kind, reverses=entry.reverses.kind if entry.reverses else None).own
    got, returned = entry.amount_baht * done.get("got", 0), entry.amount_baht * done.get("returned", 0)
    inside = entry.other is not None and is_within(entry.other.case.path, path)
    return MonthRow(
        entry=entry,
        case=rules.name_of(entry.account.case),
        kind=str(EntryKind(entry.kind).label),
        paid=entry.amount_baht * done.get("paid", 0),
        lent=entry.amount_baht * done.get("lent", 0),
        received=ZERO if inside else got,
        passed=got - returned if inside else ZERO,
        returned=ZERO if inside else returned,
    )


MONTH_HEADS = (
    *("วันที่", "เลขที่เอกสาร", "หน่วยเบิกจ่าย", "รหัสแหล่งของเงิน", "รหัสงบประมาณ", "โครงการ", "รายการของ", "ประเภท"),
    *("เบิกจ่าย (บาท)", "เงินยืม (บาท)", "รับโอน (บาท)", "โอนให้หน่วยงานในสังกัด (บาท)", "ส่งคืน (บาท)"),
)


def month_totals(rows: Sequence[MonthRow]) -> tuple[Decimal, ...]:
    """Paid, lent, received, passed on and returned."""
    return tuple(
        sum((getattr(row, column) for row in rows), ZERO)
        for column in ("paid", "lent", "received", "passed", "returned")
    )


def month_grid(rows: Sequence[MonthRow]) -> list[list[object]]:
    """The month as a sheet: headings, one line for each document, and the totals to compare."""
    lines: list[list[object]] = [
        [
            format_date(row.entry.done_on, "numeric"),
            row.entry.document_number,
            row.entry.payer_office.short_name if row.entry.payer_office else "",
            row.entry.fund_code,
            row.entry.budget_code,
            row.entry.account.case.edition.title,
            row.case,
            row.kind,
            row.paid,
            row.lent,
            row.received,
            row.passed,
            row.returned,
        ]
        for row in rows
    ]
    return [list(MONTH_HEADS), *lines, ["รวม", *[""] * 7, *month_totals(rows)]]


@dataclass(frozen=True, slots=True)
class YearEndLine:
    """An account that still holds money as its year closes, and whether what is left of it may lapse now."""

    account: Account
    name: str
    days_left: int
    may_lapse: Verdict


def year_end(actor: Actor, today: date) -> list[YearEndLine]:
    """The accounts in the actor's sight that hold money of a year which ends soon or has ended, in their order."""
    accounts = Account.objects.visible_to(actor).select_related(
        "case__edition", "case__office", "case__group", "case__area"
    )
    lines = [
        YearEndLine(
            one,
            rules.name_of(one.case),
            queries.days_to_year_end(one.case.edition.fiscal_year, today),
            spend_rules.may_lapse(actor, one, today),
        )
        for one in queries.open_at_year_end(accounts.in_order())
    ]
    return [line for line in lines if line.days_left <= WARN_DAYS]


def lapses_on(account: Account) -> date:
    """The year's last day; what was carried over it lapses the day that is recorded."""
    return (
        clock.today() if account.purse == Purse.CARRIED else fiscal.year_end(account.case.edition.fiscal_year)
    )
