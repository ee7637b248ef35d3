"""How an office buys or hires: which rule a day and a sum fall under, and what must agree on its papers.

Rules change with circulars: each has its days, and a purchase is judged by those of the day of its request.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, Self

from sammachip.core.goods import same_thing, shares_thing
from sammachip.core.money import format_baht, round_satang
from sammachip.core.sentence import Sentence, marked
from sammachip.core.thaidate import DayName
from sammachip.core.thainum import counted, fold, to_arabic, trimmed

VAT_PERCENT = Decimal(7)
TAX_ID_DIGITS = 13


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rule table: for which kind, days and sums it holds, and what it asks.

    `up_to` None: however large. `by_choice`: never proposed, an officer chooses it with a reason. `buys_first`: what was
    bought may be approved afterwards. `apart`: who is responsible does not inspect. `openness`: the method in the words of
    the Open Contracting Data Standard. `sample`: not confirmed against the circular itself.
    """

    key: str
    title: str
    method: str
    kinds: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    up_to: Decimal | None
    inspectors: int
    source: str
    needs_order: bool = True
    needs_reason: bool = False
    by_choice: bool = False
    buys_first: bool = False
    apart: bool = False
    openness: str = "direct"
    sample: bool = False

    def holds(self, day: date, kind: str, amount: Decimal) -> bool:
        in_days = self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
        return in_days and kind in self.kinds and (self.up_to is None or amount <= self.up_to)

    def told(self) -> dict[str, Any]:
        """The row as plain values, to be kept with what it judged."""
        plain = asdict(self)
        days = {name: day.isoformat() if (day := plain[name]) else None for name in ("starts_on", "ends_on")}
        return plain | days | {"up_to": str(self.up_to) if self.up_to is not None else None}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """The row of what `told` gave."""
        return cls(
            **{
                **told,
                "kinds": tuple(told["kinds"]),
                "starts_on": date.fromisoformat(told["starts_on"]),
                "ends_on": date.fromisoformat(told["ends_on"]) if told["ends_on"] else None,
                "up_to": Decimal(told["up_to"]) if told["up_to"] is not None else None,
            }
        )


def rules_for(rules: Iterable[Rule], day: date, kind: str, amount: Decimal) -> list[Rule]:
    """The rows that hold for a purchase of that day and sum, what is proposed first."""
    return sorted((one for one in rules if one.holds(day, kind, amount)), key=lambda one: one.by_choice)


def bands(rules: Iterable[Rule], day: date, kind: str) -> list[Decimal]:
    """The sums at which something else is asked of a purchase of that day, the lowest first."""
    held = (one for one in rules if one.up_to is not None and not one.by_choice)
    return sorted({one.up_to for one in held if one.up_to and one.holds(day, kind, one.up_to)})


@dataclass(frozen=True, slots=True)
class Dated:
    """A step of a purchase and the day on its paper."""

    label: str
    day: date


_BEFORE = marked("{later} {later_day} อยู่ก่อน{earlier} {earlier_day} — ตรวจวันที่ตามเอกสาร")


def out_of_order(steps: Sequence[Dated]) -> list[Sentence]:
    """A sentence for each step dated before the step that must stand before it; steps of one day are in order."""
    return [
        Sentence(
            _BEFORE,
            later=later.label,
            later_day=DayName(later.day),
            earlier=earlier.label,
            earlier_day=DayName(earlier.day),
        )
        for earlier, later in pairwise(steps)
        if later.day < earlier.day
    ]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something planned or asked for: what, how much of it, and at what price each."""

    item: str
    quantity: Decimal
    unit: str
    price: Decimal


class Differs(StrEnum):
    ITEM = "item"
    UNIT = "unit"
    PRICE = "price"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a purchase differs from the plan in one thing; `beyond` where a person must say why it is right."""

    differs: Differs
    sentence: Sentence
    beyond: bool


_OTHER_ITEM = marked("ขอจัดหา «{asked}» แต่แผนระบุ «{planned}»")
_OTHER_UNIT = marked("«{item}» ขอเป็น{asked} แต่แผนระบุเป็น{planned}")
_OTHER_PRICE = marked("«{item}» ราคาต่อหน่วย {asked} บาท แผนระบุ {planned} บาท (ต่างร้อยละ {percent})")
_OTHER_QUANTITY = marked("«{item}» จำนวน {asked} {unit} แผนระบุ {planned} {unit} (ต่างร้อยละ {percent})")


def deviations(planned: Thing, asked: Thing, *, percent: Decimal) -> list[Deviation]:
    """What was asked for otherwise than planned; a price or quantity may go up by `percent` hundredths unasked.

    Less than planned is told and needs no reason. What was planned without a price or quantity bounds nothing.
    """
    found = []
    if not same_thing(planned.item, asked.item):
        said = Sentence(_OTHER_ITEM, asked=asked.item, planned=planned.item)
        found.append(Deviation(Differs.ITEM, said, beyond=True))
    if fold(planned.unit) != fold(asked.unit):
        said = Sentence(_OTHER_UNIT, item=asked.item, asked=asked.unit, planned=planned.unit)
        found.append(Deviation(Differs.UNIT, said, beyond=True))
    found += _more(Differs.PRICE, planned.price, asked.price, percent, asked)
    found += _more(Differs.QUANTITY, planned.quantity, asked.quantity, percent, asked)
    return found


def _more(
    differs: Differs, planned: Decimal, asked: Decimal, percent: Decimal, thing: Thing
) -> Iterable[Deviation]:
    if not planned or planned == asked:
        return
    off = (asked - planned) * 100 / planned
    template = _OTHER_PRICE if differs is Differs.PRICE else _OTHER_QUANTITY
    figure: Callable[[Decimal], str] = format_baht if differs is Differs.PRICE else counted
    said = Sentence(
        template,
        item=thing.item,
        asked=figure(asked),
        planned=figure(planned),
        unit=thing.unit,
        percent=trimmed(round_satang(abs(off))),
    )
    yield Deviation(differs, said, beyond=off > percent)


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase as it is compared with others: what it is called, its day, sum, vendor and things."""

    name: str
    day: date
    amount: Decimal
    vendor: str
    items: tuple[str, ...]


class SplitBy(StrEnum):
    VENDOR = "vendor"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Split:
    """Purchases that together cross a band which none of them crosses alone."""

    by: SplitBy
    total: Decimal
    sentence: Sentence


_SPLIT = {
    SplitBy.VENDOR: marked(
        "ซื้อจากผู้ขายรายเดียวกัน {n} รายการภายใน {days} วัน รวม {total} บาท เกิน {band} บาท — ตรวจว่าไม่ใช่การแบ่งซื้อแบ่งจ้าง ({names})"
    ),
    SplitBy.ITEM: marked(
        "จัดหาของชนิดเดียวกัน {n} รายการภายใน {days} วัน รวม {total} บาท เกิน {band} บาท — ตรวจว่าไม่ใช่การแบ่งซื้อแบ่งจ้าง ({names})"
    ),
}


def splits(this: Bought, others: Iterable[Bought], *, at: Sequence[Decimal], days: int) -> list[Split]:
    """Whether this purchase looks like a part of a larger one: of one vendor, or of one kind of thing, within `days`."""
    near = [one for one in others if abs(one.day - this.day) <= timedelta(days=days)]
    kin: dict[SplitBy, Callable[[Bought], bool]] = {
        SplitBy.VENDOR: lambda one: bool(this.vendor) and fold(one.vendor) == fold(this.vendor),
        SplitBy.ITEM: lambda one: any(shares_thing(a, b) for a in this.items for b in one.items),
    }
    found = (_split(by, this, [one for one in near if alike(one)], at, days) for by, alike in kin.items())
    return [one for one in found if one is not None]


def _split(
    by: SplitBy, this: Bought, others: Sequence[Bought], at: Sequence[Decimal], days: int
) -> Split | None:
    total = this.amount + sum((one.amount for one in others), Decimal(0))
    largest = max((one.amount for one in (this, *others)), default=Decimal(0))
    band = next((band for band in at if largest <= band < total), None)
    if band is None:
        return None
    said = Sentence(
        _SPLIT[by],
        n=len(others) + 1,
        days=days,
        total=format_baht(total),
        band=format_baht(band),
        names=", ".join(one.name for one in others),
    )
    return Split(by, total, said)


def vat_inside(total: Decimal, percent: Decimal = VAT_PERCENT) -> tuple[Decimal, Decimal]:
    """What a price that includes the tax is without it, and the tax; both together are the price."""
    tax = round_satang(total * percent / (100 + percent))
    return total - tax, tax


def fine(days_late: int, percent: Decimal, amount: Decimal) -> Decimal:
    """The fine for each day late, in hundredths of what came late, to the satang; none for what came in time."""
    return round_satang(amount * percent * max(days_late, 0) / 100)


def is_tax_id(text: str) -> bool:
    """Whether this is a Thai tax or citizen number: thirteen digits, the last of which checks the others."""
    digits = to_arabic(text).replace("-", "").replace(" ", "")
    if len(digits) != TAX_ID_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(int(digit) * (TAX_ID_DIGITS - at) for at, digit in enumerate(digits[:-1]))
    return (11 - total % 11) % 10 == int(digits[-1])


def is_of_company(tax_id: str) -> bool:
    """Whether the number is of a juristic person; any other is a citizen's own and no open data."""
    return tax_id.startswith("0")
