"""What the money desk shows: the books of an office and of a case, and what may be done with a spending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sammachip.cases.models import Case, Task
from sammachip.core.verdict import YES, Verdict
from sammachip.money import queries, rules
from sammachip.money import rules_spending as spend_rules
from sammachip.money.kinds import checklist, latest_answers
from sammachip.money.models import Account, ChecklistAnswer, Entry, Loan, Spending, SpendingEnd
from sammachip.money.queries import Sums
from sammachip.money.spendings import SpendingTotals, totals_of
from sammachip.money.stages import spend_task
from sammachip.money.year import WARN_DAYS, days_to_year_end
from sammachip.org.hats import Actor
from sammachip.programmes.pack import ChecklistItem
from sammachip.trail import clock


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

    @property
    def lapses(self) -> bool:
        """Whether any of it lapsed; money does so only as a year ends, so its column comes when there is some."""
        return any(line.sums.lapsed for line in (self.own, *self.below))

    @property
    def given(self) -> Decimal:
        """All that the lines below were ever given; what came back stands in it, and is given out again."""
        return sum((line.sums.allotted for line in self.below), Decimal())

    @property
    def sent_back(self) -> Decimal:
        """What came back of it."""
        return sum((line.sums.returned for line in self.below), Decimal())

    @property
    def kept(self) -> Decimal:
        """What the lines below hold of it."""
        return self.given - self.sent_back


def books(actor: Actor) -> list[Book]:
    """The books of every programme with money in which the actor's office has a case, the newest first; an auditor's
    of each scope.
    """
    own = (
        Case.objects.visible_to(actor)
        .filter(path__in=actor.roots())
        .select_related("edition__programme", "office", "group", "area")
    )
    cases = own.order_by("-edition__published_at", "pk")
    return [_book(case) for case in cases if not case.edition.pack.budget.is_none]


def _book(case: Case) -> Book:
    children = list(case.children.select_related("edition", "office", "group", "area").order_by("path", "pk"))
    found = queries.sums([case, *children])
    days = days_to_year_end(case.edition.fiscal_year, clock.today())
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


def fits(spending: Spending) -> Verdict:
    """Whether the account can bind what is asked for, while somebody is still to ask for it or to approve it."""
    waits = spending.is_draft or spending.is_requested
    return spend_rules.fits_account(spending) if waits else YES


def verdicts(spending: Spending, totals: SpendingTotals, actor: Actor) -> Mapping[str, Verdict]:
    """What the actor may do with a spending now, each with its reason where not."""
    pay = spend_rules.may_pay(actor, spending)
    money = spend_rules.has_money(spending, totals, list(spending.case.accounts.all()))
    spend = pay and money and spend_rules.may_use_more(spending, totals)
    return {
        "account": fits(spending),
        "edit": spend_rules.may_edit_spending(actor, spending),
        "request": spend_rules.may_request(actor, spending),
        "approve": spend_rules.may_approve(actor, spending),
        "record": spend_rules.may_record_approval(actor, spending),
        "classes": spend_rules.may_decide_classes(actor, spending),
        "pay": pay,
        "money": money,
        "spend": spend,
        "settle": spend and spend_rules.is_documented(spending),
        "repay": spend_rules.may_repay(actor, spending),
        "ready": spend_rules.may_go_on(spending.case, "payment"),
        "evidence": spend_rules.may_work_on(actor, spending),
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
