"""A month's documents in the columns of the state's books, to be laid beside them (กระทบยอด)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from sammachip.cases.models import CaseLevel
from sammachip.core.area import is_within
from sammachip.core.fiscal import Window
from sammachip.core.thaidate import BE_OFFSET, PartialDate, format_date
from sammachip.core.thainum import to_arabic
from sammachip.money.ledger import ZERO, EntryKind
from sammachip.money.models import Entry
from sammachip.money.rules import name_of
from sammachip.org.hats import Actor

_MONTH = re.compile(r"(?P<year>2[45]\d\d|26\d\d)-(?P<month>0[1-9]|1[0-2])", re.ASCII)

MONTHLY_KINDS = (
    EntryKind.PAID,
    EntryKind.PAID_AT_ONCE,
    EntryKind.REPAID,
    EntryKind.LOAN,
    EntryKind.LOAN_CLEARED,
    EntryKind.TRANSFERRED,
    EntryKind.RETURNED,
)
"""What the state's books hold a document of. A loan has left them on the day it was lent, its clearing only divides it."""


def month_entries(actor: Actor, first: date, last: date) -> QuerySet[Entry]:
    """The entries of a month's reconciliation in the actor's sight, by day and document.

    What a district holds for its groups is no document of the state's books, so it is left out.
    """
    kinds = Q(kind__in=MONTHLY_KINDS) | Q(kind=EntryKind.REVERSED, reverses__kind__in=MONTHLY_KINDS)
    between = (EntryKind.TRANSFERRED, EntryKind.RETURNED)
    inside = Q(account__case__level=CaseLevel.GROUP) & (Q(kind__in=between) | Q(reverses__kind__in=between))
    return (
        Entry.objects.visible_to(actor)
        .filter(kinds, done_on__gte=first, done_on__lte=last)
        .exclude(inside)
        .select_related(
            *(
                "account__case__edition",
                "account__case__office",
                "account__case__group",
                "account__case__area",
            ),
            *("payer_office", "reverses", "spending", "other__case"),
        )
        .order_by("done_on", "document_number", "pk")
    )


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
    done = entry.effect.own
    got, returned = entry.amount_baht * done.get("got", 0), entry.amount_baht * done.get("returned", 0)
    inside = entry.other is not None and is_within(entry.other.case.path, path)
    return MonthRow(
        entry=entry,
        case=name_of(entry.account.case),
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
