"""What an expense is for, in the classes a Thai office books it under; and which class a line of money seems to be.

Words and prices only propose: whatever they leave open is left open, for a person to decide.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sammachip.core.thainum import fold


class ExpenseClass(StrEnum):
    """The budget's classes of operating and investment expenses; `durable` is the one many programmes bar."""

    REMUNERATION = "remuneration"
    SERVICES = "services"
    MATERIALS = "materials"
    DURABLE = "durable"

    @property
    def label(self) -> str:
        return EXPENSE_LABELS[self]


EXPENSE_LABELS = {
    ExpenseClass.REMUNERATION: "ค่าตอบแทน",
    ExpenseClass.SERVICES: "ค่าใช้สอย",
    ExpenseClass.MATERIALS: "ค่าวัสดุ",
    ExpenseClass.DURABLE: "ค่าครุภัณฑ์",
}


class Nature(StrEnum):
    """What a word says of the thing it names; from CONSUMABLE to SOFTWARE the price has a say too.

    CONSUMABLE is used up within a year. SMALL is lasting but cheap or not worth mending (วัสดุคงทน). DURABLE lasts
    beyond a year and can be mended. DOUBTFUL may be any of these. NEUTRAL says nothing, and hides a doubtful word
    inside it.
    """

    REMUNERATION = "remuneration"
    SERVICES = "services"
    CONSUMABLE = "consumable"
    SMALL = "small"
    DURABLE = "durable"
    SOFTWARE = "software"
    DOUBTFUL = "doubtful"
    NEUTRAL = "neutral"


_BY_NATURE = {
    Nature.REMUNERATION: ExpenseClass.REMUNERATION,
    Nature.SERVICES: ExpenseClass.SERVICES,
}
_LASTING = (Nature.DURABLE, Nature.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what it says; one that `governs` decides whatever stands behind it (the rent of a machine)."""

    text: str
    nature: Nature
    governs: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """The rule in force from a day on, with the paper it stands in.

    Up to `durable_above` a lasting thing was booked as material; None where its nature alone decides. A thing that is
    small or used up above `small_up_to`, and software above `software_up_to`, are not taken for material: at such a
    price for each, more may be in the line than its first word says.
    """

    starts_on: date
    source: str
    small_up_to: Decimal
    durable_above: Decimal | None = None
    software_up_to: Decimal | None = None


@dataclass(frozen=True)
class GoodsRules:
    """The words, and the rules by date."""

    words: Sequence[Word]
    periods: Sequence[Period]
    _by_key: Mapping[str, Word] = field(init=False, repr=False)
    _any: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_key = {fold(word.text): word for word in self.words}
        longest_first = sorted(by_key, key=len, reverse=True)
        object.__setattr__(self, "_by_key", by_key)
        object.__setattr__(self, "_any", re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"))

    def period_on(self, day: date) -> Period | None:
        """The rule in force on a day; None before the first."""
        begun = [one for one in self.periods if one.starts_on <= day]
        return max(begun, key=lambda one: one.starts_on, default=None)

    def head(self, text: str) -> Word | None:
        """The longest word with which the folded text begins."""
        found = self._any.match(text)
        return self._by_key[found[0]] if found else None

    def found_in(self, text: str) -> list[Word]:
        """Every word of the folded text from left to right, the longest where several begin."""
        return [self._by_key[found[0]] for found in self._any.finditer(text)]


class Ground(StrEnum):
    """Why a class is proposed, or why none is."""

    WORD = "word"
    PRICE_WITHIN = "price-within"
    PRICE_ABOVE = "price-above"
    LASTING_WORD_INSIDE = "lasting-word-inside"
    SEVERAL_CLASSES = "several-classes"
    UNKNOWN = "unknown"
    NO_RULE = "no-rule"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The class a line seems to be of, or None where that is not sure; always with the ground and its evidence."""

    expense_class: ExpenseClass | None
    ground: Ground
    words: tuple[Word, ...] = ()
    edge: Decimal | None = None
    period: Period | None = None

    @property
    def lasting_words(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.nature in _LASTING)

    @property
    def may_be_durable(self) -> bool:
        """Whether a thing that lasts is named: by its word, or by a price too high for what is used up."""
        dear = self.ground is Ground.PRICE_ABOVE
        return self.expense_class is ExpenseClass.DURABLE or (
            self.expense_class is None and (bool(self.lasting_words) or dear)
        )

    def is_questioned_by(self, chosen: ExpenseClass) -> bool:
        """Whether a person must say why the line is of the `chosen` class.

        Where another class is proposed; and where none is, though it is booked as material, or may be durable.
        """
        if self.expense_class is not None:
            return chosen is not self.expense_class
        return chosen is ExpenseClass.MATERIALS or (
            self.may_be_durable and chosen is not ExpenseClass.DURABLE
        )


_JOINED = re.compile(r"และ|พร้อม|รวมทั้ง|รวมถึง|หรือ|[,;+/]| กับ ")
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]")
_BEFORE_THE_HEAD = re.compile("^(?:จัดซื้อ|จัดหา|ซื้อ|สนับสนุน|วัสดุ|ค่า|[-–•0-9.])")


def propose(item: str, price: Decimal, day: date, rules: GoodsRules) -> Proposal:
    """The class of one thing at a price for each, by the rule of that day.

    In Thai the thing comes first and what qualifies it behind: only the word an item begins with decides; a word for
    something lasting anywhere else makes it unsure. Several things in one line must all be of one class.
    """
    period = rules.period_on(day)
    if period is None:
        return Proposal(None, Ground.NO_RULE)
    parts = [part for part in _JOINED.split(_ASIDE.sub(" ", item)) if part.strip()]
    read = [_proposed(part, price, period, rules) for part in parts]
    aside = _lasting_in(fold(" ".join(_ASIDE.findall(item))), rules)
    words = tuple(word for one in read for word in one.words)
    if aside:
        return Proposal(None, Ground.LASTING_WORD_INSIDE, (*words, *aside), period=period)
    unsure = next((one for one in read if one.expense_class is None), None)
    if unsure or not read:
        ground = unsure.ground if unsure else Ground.UNKNOWN
        return Proposal(None, ground, words, unsure.edge if unsure else None, period)
    if len({one.expense_class for one in read}) > 1:
        return Proposal(None, Ground.SEVERAL_CLASSES, words, period=period)
    return Proposal(read[0].expense_class, read[0].ground, words, read[0].edge, period)


def _proposed(part: str, price: Decimal, period: Period, rules: GoodsRules) -> Proposal:
    """The class of one thing named alone."""
    text = fold(part)
    head = rules.head(text)
    while head is None and (stripped := _BEFORE_THE_HEAD.sub("", text)) != text:
        text, head = stripped, rules.head(stripped)
    if head is None:
        lasting = _lasting_in(text, rules)
        return Proposal(
            None, Ground.LASTING_WORD_INSIDE if lasting else Ground.UNKNOWN, lasting, period=period
        )
    behind = fold(" ".join(part.split()[1:])) if head.governs else text[len(fold(head.text)) :]
    if head.nature is not Nature.DURABLE and (lasting := _lasting_in(behind, rules)):
        return Proposal(None, Ground.LASTING_WORD_INSIDE, (head, *lasting), period=period)
    return _by_price(head, price, period)


def _lasting_in(text: str, rules: GoodsRules) -> tuple[Word, ...]:
    return tuple(word for word in rules.found_in(text) if word.nature in _LASTING)


def _by_price(head: Word, price: Decimal, period: Period) -> Proposal:
    """What the head word says, where the price has no say in it or agrees."""
    if sure := _BY_NATURE.get(head.nature):
        return Proposal(sure, Ground.WORD, (head,), period=period)
    if head.nature is Nature.DURABLE and period.durable_above is None:
        return Proposal(ExpenseClass.DURABLE, Ground.WORD, (head,), period=period)
    edges = {
        Nature.CONSUMABLE: (period.small_up_to, None),
        Nature.SMALL: (period.small_up_to, None),
        Nature.DURABLE: (period.durable_above, ExpenseClass.DURABLE),
        Nature.SOFTWARE: (period.software_up_to, ExpenseClass.DURABLE),
    }
    edge, above = edges.get(head.nature, (None, None))
    if edge is None:
        return Proposal(None, Ground.UNKNOWN, (head,), period=period)
    if price > edge:
        return Proposal(above, Ground.PRICE_ABOVE, (head,), edge, period)
    if head.nature is Nature.CONSUMABLE:
        return Proposal(ExpenseClass.MATERIALS, Ground.WORD, (head,), period=period)
    return Proposal(ExpenseClass.MATERIALS, Ground.PRICE_WITHIN, (head,), edge, period)


FEWEST_LETTERS = 3


def same_thing(one: str, other: str) -> bool:
    """Whether two names are of the same thing: the same, or one is the beginning of the other.

    In Thai what stands behind only qualifies the thing: เส้นด้ายฝ้าย is a เส้นด้าย. What is written before the thing
    (ค่า, จัดซื้อ, วัสดุ) says nothing of it.
    """
    names = sorted((_bare(one), _bare(other)), key=len)
    return len(names[0]) >= FEWEST_LETTERS and names[1].startswith(names[0])


def _bare(name: str) -> str:
    text = fold(_ASIDE.sub(" ", name))
    while (stripped := _BEFORE_THE_HEAD.sub("", text)) != text:
        text = stripped
    return text
