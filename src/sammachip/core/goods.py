"""What an expense is for, in the classes a Thai office books it under; and which class a line of money seems to be.

Words and prices only propose: whatever they leave open is left open, for a person to decide.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_THINGS = (Nature.CONSUMABLE, Nature.SMALL, Nature.SOFTWARE, *_LASTING)


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """What may stand behind a word without making another thing of it.

    `words` are folded. A number may stand anywhere, and one of the `units` behind it; a number above the unit's edge
    speaks of a larger thing than the word alone does. Above `ask_above` so does the price.
    """

    words: frozenset[str] = frozenset()
    units: Mapping[str, Decimal | None] = field(default_factory=dict)
    ask_above: Decimal | None = None


ALONE = Behind()


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what it says; one that `governs` decides whatever stands behind it (the rent of a machine)."""

    text: str
    nature: Nature
    governs: bool = False
    behind: Behind = ALONE


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
        """The word with which the folded text begins: the longest, or a shorter one behind which all the rest is known.

        แป้งมัน begins แป้งมันสำปะหลัง, but it is แป้ง of มันสำปะหลัง. Where the longest may last, it stands.
        """
        if not (found := self._any.match(text)):
            return None
        longest = self._by_key[found[0]]
        if longest.nature in _LASTING or not _uncovered(text[found.end() :], longest.behind):
            return longest
        shorter = (self._by_key.get(text[:size]) for size in range(found.end() - 1, 0, -1))
        of_its_nature = (one for one in shorter if one and one.nature is longest.nature)
        fitting = (one for one in of_its_nature if not _uncovered(text[len(fold(one.text)) :], one.behind))
        return longest if longest.governs else next(fitting, longest)

    def found_in(self, text: str) -> list[Word]:
        """Every word of the folded text from left to right, the longest where several begin."""
        return [self._by_key[found[0]] for found in self._any.finditer(text)]


class Ground(StrEnum):
    """Why a class is proposed, or why none is."""

    WORD = "word"
    PRICE_WITHIN = "price-within"
    PRICE_ABOVE = "price-above"
    SIZE_ABOVE = "size-above"
    LASTING_WORD_INSIDE = "lasting-word-inside"
    UNKNOWN_BEHIND = "unknown-behind"
    SEVERAL_CLASSES = "several-classes"
    UNKNOWN = "unknown"
    NO_RULE = "no-rule"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The class a line seems to be of, or None where that is not sure; always with the ground and its evidence.

    `stretch` is what stands behind the word and is not known there, or the size that goes beyond it.
    """

    expense_class: ExpenseClass | None
    ground: Ground
    words: tuple[Word, ...] = ()
    edge: Decimal | None = None
    period: Period | None = None
    stretch: str = ""

    @property
    def lasting_words(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.nature in _LASTING)

    @property
    def may_be_durable(self) -> bool:
        """Whether a thing that lasts may be named.

        By its word; by a price or a size too high for what is used up; by what stands behind a thing and is not known.
        """
        if self.expense_class is not None:
            return self.expense_class is ExpenseClass.DURABLE
        beyond = self.ground in (Ground.PRICE_ABOVE, Ground.SIZE_ABOVE)
        odd = self.ground is Ground.UNKNOWN_BEHIND and any(word.nature in _THINGS for word in self.words)
        return bool(self.lasting_words) or beyond or odd

    def is_questioned_by(self, chosen: ExpenseClass) -> bool:
        """Whether a person must say why the line is of the `chosen` class.

        Where another class is proposed; and where none is, though it is booked as material, may be durable, or is not
        known at all: what nobody knows is a service no more than a thing.
        """
        if self.expense_class is not None:
            return chosen is not self.expense_class
        unsure = self.may_be_durable or self.ground is Ground.UNKNOWN
        return chosen is ExpenseClass.MATERIALS or (unsure and chosen is not ExpenseClass.DURABLE)


_JOINED = re.compile(r"และ|พร้อม|รวมทั้ง|รวมถึง|ตลอดจน|แถม|หรือ|[;+&]|(?<!\d)[,/]|[,/](?!\d)| กับ ")
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]")
_BEFORE_THE_HEAD = re.compile("^(?:จัดซื้อ|จัดหา|ซื้อ|สนับสนุน|วัสดุ|ค่า|[-–•0-9.])")
_MATERIAL = "วัสดุ"


def propose(item: str, price: Decimal, day: date, rules: GoodsRules) -> Proposal:
    """The class of one thing at a price for each, by the rule of that day.

    In Thai the thing comes first and what qualifies it behind: the word an item begins with decides. A thing is taken
    for material only where all that stands behind the word is known there (กล่อง กระดาษ ลูกฟูก, but not กล่อง ไฟ); what
    lasts stays so whatever qualifies it. Several things in one line must all be of one class, and none of them lasting
    beside others that are not.
    """
    period = rules.period_on(day)
    if period is None:
        return Proposal(None, Ground.NO_RULE)
    read = [_proposed(thing, price, period, rules) for thing in _things_of(_ASIDE.sub(" ", item), rules)]
    words = tuple(word for one in read for word in one.words)
    if aside := lasting_in(fold(" ".join(_ASIDE.findall(item))), rules):
        return Proposal(None, Ground.LASTING_WORD_INSIDE, (*words, *aside), period=period)
    if unsure := next((one for one in read if one.expense_class is None), None):
        return Proposal(None, unsure.ground, words, unsure.edge, period, unsure.stretch)
    if not read:
        return Proposal(None, Ground.UNKNOWN, period=period)
    if odd := next(_strange_asides(item, read, price, period, rules), ""):
        return Proposal(None, Ground.UNKNOWN_BEHIND, words, period=period, stretch=odd)
    return _together(read, words, period)


def _together(read: Sequence[Proposal], words: tuple[Word, ...], period: Period) -> Proposal:
    """The one class of all things in the line, each of which is sure."""
    first = read[0]
    if len({one.expense_class for one in read}) > 1:
        return Proposal(None, Ground.SEVERAL_CLASSES, words, period=period)
    if len(read) > 1 and first.expense_class is not ExpenseClass.DURABLE and _lasting(words):
        return Proposal(None, Ground.LASTING_WORD_INSIDE, words, period=period)
    return Proposal(first.expense_class, first.ground, words, first.edge, period)


def _things_of(item: str, rules: GoodsRules) -> Sequence[str]:
    """The things a line names; what is joined to one and only qualifies it (สีแดง และ สีดำ, พร้อม ฝา) is none itself."""
    things: list[str] = []
    for part in filter(str.strip, _JOINED.split(item)):
        before = _head_of(things[-1], rules)[0] if things else None
        head, text = _head_of(part, rules)
        if head or before is None or before.governs or _uncovered(text, before.behind):
            things.extend(_set_apart(part, rules))
    return things


def _set_apart(part: str, rules: GoodsRules) -> Iterator[str]:
    """The things that only a space sets apart: one begins where a word does not qualify the thing before it."""
    thing = ""
    for piece in part.split():
        begins, head = rules.head(fold(piece)), _head_of(thing, rules)[0]
        apart = begins and begins.nature not in (*_LASTING, Nature.NEUTRAL)
        closed = head and not head.governs and head.nature not in _LASTING
        if apart and closed and _unknown_behind(f"{thing} {piece}", rules):
            yield thing
            thing = piece
        else:
            thing = f"{thing} {piece}".strip()
    if thing:
        yield thing


def _head_of(part: str, rules: GoodsRules) -> tuple[Word | None, str]:
    """The word a thing begins with, and the folded text behind it; where there is none, the whole of the text.

    What is written before the thing says nothing of it, save that a material is no service.
    """
    text = fold(part)
    head, is_material = rules.head(text), False
    while head is None and (stripped := _BEFORE_THE_HEAD.sub("", text)) != text:
        is_material = is_material or text.startswith(_MATERIAL)
        text, head = stripped, rules.head(stripped)
    if head is None or (is_material and head.nature in _BY_NATURE):
        return None, text
    return head, text[len(fold(head.text)) :]


def _proposed(part: str, price: Decimal, period: Period, rules: GoodsRules) -> Proposal:
    """The class of one thing named alone."""
    head, text = _head_of(part, rules)
    if head is None:
        lasting = lasting_in(text, rules)
        ground = Ground.LASTING_WORD_INSIDE if lasting else Ground.UNKNOWN
        return Proposal(None, ground, lasting, period=period)
    found = _by_price(head, price, period)
    if found.expense_class is ExpenseClass.DURABLE or head.nature in (Nature.DOUBTFUL, Nature.NEUTRAL):
        return found
    unknown = _uncovered(text, head.behind)
    behind = fold(" ".join(part.split()[1:])) if head.governs else text
    lasting = lasting_in(behind, rules) if head.governs or unknown else _lasting_beside(part, rules)
    if lasting:
        return Proposal(None, Ground.LASTING_WORD_INSIDE, (head, *lasting), period=period)
    if head.governs:
        return found
    if unknown:
        return Proposal(None, Ground.UNKNOWN_BEHIND, (head,), period=period, stretch=unknown)
    if size := _too_large(text, head.behind.units):
        return Proposal(None, Ground.SIZE_ABOVE, (head,), period=period, stretch=size)
    return found


def _lasting_beside(part: str, rules: GoodsRules) -> tuple[Word, ...]:
    """The words for something lasting that a space sets apart from a thing which they may qualify (หมึก เครื่องพิมพ์)."""
    begun = (rules.head(fold(piece)) for piece in part.split()[1:])
    return _lasting(word for word in begun if word)


def _strange_asides(
    item: str, read: Sequence[Proposal], price: Decimal, period: Period, rules: GoodsRules
) -> Iterator[str]:
    """What stands in brackets and neither qualifies a thing of the line nor is a thing of the same class itself."""
    heads = [word for one in read for word in one.words[:1]]
    if any(head.governs for head in heads) or read[0].expense_class is ExpenseClass.DURABLE:
        return
    for aside in _ASIDE.findall(item):
        for piece in filter(None, map(str.strip, _JOINED.split(aside[1:-1]))):
            qualifies = any(not _uncovered(fold(piece), head.behind) for head in heads)
            if (
                not qualifies
                and _proposed(piece, price, period, rules).expense_class is not read[0].expense_class
            ):
                yield piece


def lasting_in(text: str, rules: GoodsRules) -> tuple[Word, ...]:
    """The words of the folded text that may name something lasting."""
    return _lasting(rules.found_in(text))


def _lasting(words: Iterable[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.nature in _LASTING)


def _unknown_behind(part: str, rules: GoodsRules) -> str:
    """The beginning of what is not known behind the word this part begins with; "" where all is."""
    head, text = _head_of(part, rules)
    return _uncovered(text, head.behind) if head else text


_NUMBER = re.compile(r"\d+(?:(?:[.,:/–-]| ?[x×*] ?)\d+)*%?")
_BETWEEN = " .,:;\"'“”-–_/ๆฯ"
_AT_ONCE = 24
"""So many letters at most are quoted of what is not known."""


def _uncovered(text: str, behind: Behind) -> str:
    """What is left of the folded text where no row of known words, numbers and units goes on; "" where one ends it."""
    reached, furthest = {0}, 0
    longest = max(map(len, behind.words), default=0)
    for at in range(len(text)):
        if at not in reached:
            continue
        furthest = at
        ends = {at + size for size in range(1, longest + 1) if text[at : at + size] in behind.words}
        reached |= {end for end in ends if end <= len(text)} | _number_ends(text, at, behind)
        if text[at] in _BETWEEN:
            reached.add(at + 1)
    return "" if len(text) in reached else text[furthest : furthest + _AT_ONCE]


def _number_ends(text: str, at: int, behind: Behind) -> set[int]:
    """Where a number that begins here ends, alone and with each unit that may follow it."""
    number = _NUMBER.match(text, at)
    if number is None or (at and text[at - 1].isdigit()):
        return set()
    end = number.end()
    after = end + (text[end : end + 1] in (" ", "-"))
    return {end} | {after + len(unit) for unit in behind.units if text.startswith(unit, after)}


def _too_large(text: str, units: Mapping[str, Decimal | None]) -> str:
    """The first number with its unit that is above the unit's edge, as it is written; "" where none is."""
    for number in _NUMBER.finditer(text):
        rest = text[number.end() :].lstrip(" -")
        unit = max((one for one in units if rest.startswith(one)), key=len, default="")
        edge = units.get(unit)
        sizes = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", number[0])
        if edge is not None and any(Decimal(size.replace(",", "")) > edge for size in sizes):
            return f"{number[0]} {unit}"
    return ""


def _by_price(head: Word, price: Decimal, period: Period) -> Proposal:
    """What the head word says, where the price has no say in it or agrees."""
    if sure := _BY_NATURE.get(head.nature):
        return Proposal(sure, Ground.WORD, (head,), period=period)
    if head.nature is Nature.DURABLE and period.durable_above is None:
        return Proposal(ExpenseClass.DURABLE, Ground.WORD, (head,), period=period)
    small = min(filter(None, (head.behind.ask_above, period.small_up_to)))
    edges = {
        Nature.CONSUMABLE: (small, None),
        Nature.SMALL: (small, None),
        Nature.DURABLE: (period.durable_above, ExpenseClass.DURABLE),
        Nature.SOFTWARE: (period.software_up_to, ExpenseClass.DURABLE),
    }
    edge, above = edges.get(head.nature, (None, None))
    if edge is None:
        ground = Ground.LASTING_WORD_INSIDE if head.nature is Nature.DOUBTFUL else Ground.UNKNOWN
        return Proposal(None, ground, (head,), period=period)
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
    return _begin_alike(_bare(one), _bare(other))


def _begin_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= FEWEST_LETTERS and longer.startswith(shorter)


def _bare(name: str) -> str:
    text = fold(_ASIDE.sub(" ", name))
    while (stripped := _BEFORE_THE_HEAD.sub("", text)) != text:
        text = stripped
    return text


_BRACKETS = re.compile(r"[()\[\]]")
_GENERAL = re.compile("^(?:โครงการ|กิจกรรม|การ|ฝึก(?=อบรม)|เส้น(?=ด้าย|ไหม|ฝ้าย))")
_ABOUT = re.compile("^(อบรม|ฝึกปฏิบัติ|ศึกษาดูงาน)(?:เชิงปฏิบัติการ)?(?:หลักสูตร|เรื่อง|การ)*")


def shares_thing(one: str, other: str) -> bool:
    """Whether the two name a thing or an activity in common, each of which may join several (ด้าย และ สีย้อม).

    Wider than being the same: โครงการฝึกอบรมการย้อมสี is อบรมย้อมสี, and เส้นด้าย is ด้าย.
    """
    others = [*_named_in(other)]
    return any(_begin_alike(mine, theirs) for mine in _named_in(one) for theirs in others)


def _named_in(name: str) -> Iterator[str]:
    for part in _JOINED.split(_BRACKETS.sub(",", name)):
        text, before = _bare(part), ""
        while text != before:
            before, text = text, _bare(_ABOUT.sub(r"\1", _GENERAL.sub("", text)))
        yield text
