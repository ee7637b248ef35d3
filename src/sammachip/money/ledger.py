"""What each kind of entry does to an account, and the lines no account may cross. Plain values, no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ZERO = Decimal("0.00")


class EntryKind(TextChoices):
    ALLOTTED = "allotted", _("จัดสรร")
    TRANSFERRED = "transferred", _("โอนเงินงบประมาณ")
    MOVED = "moved", _("ถัวจ่าย")
    COMMITTED = "committed", _("ก่อหนี้ผูกพัน")
    RELEASED = "released", _("ยกเลิกหนี้ผูกพัน")
    LOAN = "loan", _("จ่ายเงินยืม")
    LOAN_CLEARED = "loan_cleared", _("ล้างเงินยืม")
    PAID = "paid", _("เบิกจ่าย")
    PAID_AT_ONCE = "paid_at_once", _("เบิกจ่ายโดยไม่มีใบสั่ง")
    REPAID = "repaid", _("เบิกเกินส่งคืน")
    RETURNED = "returned", _("ส่งคืนงบประมาณ")
    CARRIED_OVER = "carried_over", _("กันเงินไว้เบิกเหลื่อมปี")
    LAPSED = "lapsed", _("เงินพับไป")
    REVERSED = "reversed", _("กลับรายการ")


@dataclass(frozen=True, slots=True)
class Totals:
    """The running totals of an account, in baht. `moved` and `carried` may be negative: what came in that way."""

    allotted: Decimal = ZERO
    given: Decimal = ZERO
    regained: Decimal = ZERO
    got: Decimal = ZERO
    passed: Decimal = ZERO
    moved: Decimal = ZERO
    committed: Decimal = ZERO
    lent: Decimal = ZERO
    paid: Decimal = ZERO
    returned: Decimal = ZERO
    carried: Decimal = ZERO
    lapsed: Decimal = ZERO

    @property
    def line(self) -> Decimal:
        """The allotment this account may bind itself up to, the bound part included."""
        return (
            self.allotted
            + self.regained
            - (self.given + self.moved + self.returned + self.carried + self.lapsed)
        )

    @property
    def cash(self) -> Decimal:
        """The transferred money this account may bind itself up to, the bound part included."""
        return self.got + self.regained - (self.passed + self.moved + self.returned + self.carried)

    @property
    def free(self) -> Decimal:
        """Allotment that is neither bound nor given on."""
        return self.line - self.committed

    @property
    def free_cash(self) -> Decimal:
        """Transferred money that is neither bound nor passed on."""
        return self.cash - self.committed

    @property
    def unpaid(self) -> Decimal:
        """What is bound and neither paid nor lent out yet."""
        return self.committed - self.paid - self.lent

    def plus(self, other: "Totals") -> "Totals":
        return Totals(*(getattr(self, name) + getattr(other, name) for name in COLUMNS))

    def shifted(self, effects: Mapping[str, int], amount: Decimal) -> "Totals":
        return replace(self, **{name: getattr(self, name) + sign * amount for name, sign in effects.items()})


COLUMNS = tuple(field.name for field in fields(Totals))
SIGNED = ("moved", "carried")


@dataclass(frozen=True, slots=True)
class Effect:
    """Which totals an entry moves: on its own account, and on the account across."""

    own: Mapping[str, int]
    across: Mapping[str, int]


EFFECTS: Mapping[str, Effect] = {
    EntryKind.ALLOTTED: Effect({"allotted": 1}, {"given": 1}),
    EntryKind.TRANSFERRED: Effect({"got": 1}, {"passed": 1}),
    EntryKind.MOVED: Effect({"moved": 1}, {"moved": -1}),
    EntryKind.COMMITTED: Effect({"committed": 1}, {}),
    EntryKind.RELEASED: Effect({"committed": -1}, {}),
    EntryKind.LOAN: Effect({"lent": 1}, {}),
    EntryKind.LOAN_CLEARED: Effect({"lent": -1}, {}),
    EntryKind.PAID: Effect({"paid": 1}, {}),
    EntryKind.PAID_AT_ONCE: Effect({"committed": 1, "paid": 1}, {}),
    EntryKind.REPAID: Effect({"paid": -1}, {}),
    EntryKind.RETURNED: Effect({"returned": 1}, {"regained": 1}),
    EntryKind.CARRIED_OVER: Effect({"carried": 1}, {"carried": -1}),
    EntryKind.LAPSED: Effect({"lapsed": 1}, {}),
}


def effect(kind: str, *, reverses: str | None = None) -> Effect:
    """What an entry does; one that reverses another does the opposite of that one."""
    if kind != EntryKind.REVERSED:
        return EFFECTS[kind]
    assert reverses is not None, "a reversal names the entry it takes back"
    taken_back = EFFECTS[reverses]
    return Effect(
        {name: -sign for name, sign in taken_back.own.items()},
        {name: -sign for name, sign in taken_back.across.items()},
    )


class Line(StrEnum):
    """The lines an account may not cross."""

    NEGATIVE = "negative"
    TRANSFER = "transfer"
    ALLOTMENT = "allotment"
    CASH = "cash"
    BOUND = "bound"


@dataclass(frozen=True, slots=True)
class Breach:
    """A line that would be crossed: what would stand against what there is."""

    line: Line
    wanted: Decimal
    limit: Decimal


def breach(totals: Totals) -> Breach | None:
    """The first line these totals cross; None when they hold."""
    bound = totals.paid + totals.lent
    checks = (
        (Line.TRANSFER, totals.got, totals.allotted),
        (Line.ALLOTMENT, totals.committed, totals.line),
        (Line.CASH, totals.committed, totals.cash),
        (Line.BOUND, bound, totals.committed),
    )
    for line, wanted, limit in checks:
        if wanted > limit:
            return Breach(line, wanted, limit)
    for name in COLUMNS:
        if name not in SIGNED and getattr(totals, name) < 0:
            return Breach(Line.NEGATIVE, getattr(totals, name), ZERO)
    return None


def room(totals: Totals, line: Line) -> Decimal:
    """How much the line still lets through."""
    match line:
        case Line.TRANSFER:
            return totals.allotted - totals.got
        case Line.ALLOTMENT:
            return totals.free
        case Line.CASH:
            return totals.free_cash
        case Line.BOUND:
            return totals.unpaid
    return ZERO


def total_of(all_totals: Iterable[Totals]) -> Totals:
    """The sum over accounts, column by column."""
    result = Totals()
    for one in all_totals:
        result = result.plus(one)
    return result
