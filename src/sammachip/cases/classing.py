"""Expense classes of lines of money: what is proposed for each, and which still wait for a person's decision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sammachip.cases.models import ClassDecision
from sammachip.core.goods import ExpenseClass, Proposal
from sammachip.core.thainum import fold
from sammachip.programmes.goods import class_of, propose, reason_of
from sammachip.trail.spoken import worded

CLASSES = frozenset(ExpenseClass)
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ClassedLine:
    """A line of money with the class chosen for it, the one proposed, and what a person decided on it, if anybody.

    `since`: when the paper with the line was begun. What was decided before, or at another price, is an earlier word on
    the same thing that the line relies on, and is shown as such.
    """

    case: int
    item: str
    price: Decimal
    chosen: ExpenseClass
    proposal: Proposal
    decision: ClassDecision | None = None
    since: datetime | None = None

    @property
    def is_in_question(self) -> bool:
        return self.decision is None and self.proposal.is_questioned_by(self.chosen)

    @property
    def is_agreed(self) -> bool:
        return self.proposal.expense_class is self.chosen

    @property
    def relies_on_earlier(self) -> bool:
        if self.decision is None:
            return False
        before = self.since is not None and self.decision.decided_at < self.since
        return before or self.decision.price_baht != self.price

    @property
    def chosen_label(self) -> str:
        return worded(self.chosen.label)

    @property
    def proposed_label(self) -> str:
        return class_of(self.proposal)

    @property
    def reason(self) -> str:
        return reason_of(self.proposal)

    @property
    def source(self) -> str:
        return self.proposal.period.source if self.proposal.period else ""


def classed(
    rows: Iterable[tuple[int, Row]], day: date, *, since: datetime | None = None
) -> list[ClassedLine | None]:
    """Each row of the case of that id as a classed line; None where it names nothing or no class of the budget's.

    Two queries at most, however many rows.
    """
    lines = [_line(case, row, day, since) for case, row in rows]
    decisions = _decisions([line for line in lines if line])
    return [line and _with_decision(line, decisions) for line in lines]


def _line(case: int, row: Row, day: date, since: datetime | None) -> ClassedLine | None:
    item, chosen = str(row.get("item") or "").strip(), row.get("expense_class")
    if not item or chosen not in CLASSES:
        return None
    price = Decimal(str(row.get("price") or row.get("amount") or 0))
    proposal = propose(item, price, day)
    return ClassedLine(case, item, price, ExpenseClass(str(chosen)), proposal, since=since)


def _decisions(lines: Sequence[ClassedLine]) -> list[ClassDecision]:
    """The decisions on things that are questioned, newest first; no query where none is."""
    asked = [line for line in lines if line.is_in_question]
    if not asked:
        return []
    keys, cases = {fold(line.item)[:200] for line in asked}, {line.case for line in asked}
    found = ClassDecision.objects.filter(case__in=cases, item_key__in=keys)
    return list(found.select_related("decided_by").order_by("-decided_at", "-pk"))


def _with_decision(line: ClassedLine, decisions: Sequence[ClassDecision]) -> ClassedLine:
    """The line with the newest decision that holds for it: where another class is proposed by now, none does."""
    same = (line.case, fold(line.item)[:200], line.chosen, line.proposal.expense_class or "")
    found = (
        one
        for one in decisions
        if (one.case_id, one.item_key, one.expense_class, one.proposed) == same
        and one.price_baht >= line.price
    )
    return replace(line, decision=next(found, None))


def questioned(rows: Iterable[tuple[int, Row]], day: date) -> list[ClassedLine]:
    """The lines that wait for a decision, each thing once."""
    found = [line for line in classed(rows, day) if line and line.is_in_question]
    return list({(line.case, fold(line.item), line.chosen, line.price): line for line in found}.values())


def told_apart(rows: Sequence[tuple[int, Row]], day: date) -> list[Row]:
    """The rows, each saying whether its class waits for a decision."""
    lines = classed(rows, day)
    return [
        {**row, "class_in_question": bool(line and line.is_in_question)}
        for (_case, row), line in zip(rows, lines, strict=True)
    ]
