"""What a person confirms of a letter that was read: every fact as a place to keep, correct or leave unknown.

The proposal (the JSON of `written`) is never changed: what is confirmed is a copy of it, with a person's values in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sammachip.core.letterfacts.model import Span
from sammachip.core.letterfacts.names import Lists, placed
from sammachip.core.money import NotMoney, format_baht, parse_baht
from sammachip.core.places import Gazetteer
from sammachip.core.sentence import Sentence
from sammachip.core.thaidate import NotADate, PartialDate, format_date, parse_date
from sammachip.core.thainum import closest, excerpt, tidy, to_arabic

Told = dict[str, Any]  # a letter in plain values, as `written.as_json` gives it
LONGEST = 2000
"""Code points of a value that a person types: longer than any subject, name or task of a letter."""


class SlotKind(StrEnum):
    TEXT = "text"
    DAY = "day"
    BAHT = "baht"
    COUNT = "count"
    FIGURE = "figure"
    PLACE = "place"


class Outcome(StrEnum):
    """What a person made of one fact."""

    KEPT = "kept"
    CORRECTED = "corrected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Slot:
    """One fact that a person confirms. `key` is the way to it in the letter's JSON: "deadlines.0.date".

    `proposed` is its value there, of a place the code; None where nothing could be read. `near` are the places, or the
    numbers, that may be meant, the likeliest first, and `above` the code of the place in which one of this level is
    looked for.
    """

    key: str
    kind: SlotKind
    span: Span | None
    proposed: str | int | None
    confidence: float = 0.0
    partial: str = ""
    near: tuple[tuple[str, str], ...] = ()
    above: str = ""
    digits: int = 4


class BadFact(ValueError):
    """What was typed is no value of this kind; `reason` says why."""

    def __init__(self, reason: Sentence) -> None:
        self.reason = reason
        super().__init__(reason)


_HEAD = (
    ("urgency", SlotKind.TEXT),
    ("number", SlotKind.TEXT),
    ("office", SlotKind.TEXT),
    ("date", SlotKind.DAY),
    ("subject", SlotKind.TEXT),
    ("to", SlotKind.TEXT),
)
_ENCLOSURE = (("title", SlotKind.TEXT), ("count", SlotKind.COUNT), ("unit", SlotKind.TEXT))
_DEADLINE = (("date", SlotKind.DAY), ("from", SlotKind.DAY), ("to", SlotKind.DAY))
_TASK = (("what", SlotKind.TEXT), ("to_whom", SlotKind.TEXT), ("who", SlotKind.TEXT))
_MONEY = (("amount", SlotKind.BAHT), ("words_amount", SlotKind.BAHT), ("per", SlotKind.TEXT))
_SIGNATORY = (
    ("name", SlotKind.TEXT),
    ("post", SlotKind.TEXT),
    ("how", SlotKind.TEXT),
    ("acting_for", SlotKind.TEXT),
)


_NO_DEADLINE: Told = dict.fromkeys(
    ("date", "from", "to", "relative", "recurring", "what", "to_whom", "who", "span")
)
_NO_MONEY: Told = dict.fromkeys(("amount", "words_amount", "agrees", "per"))
MISSED = {"deadlines": _NO_DEADLINE, "money": _NO_MONEY}
"""What the reader may have missed that a person can tell."""
ROOMS = 3
"""So many of each."""


def asked_of(told: Told) -> list[Slot]:
    """As `slots_of`, with room for what the letter says beyond what was read: its keys go on counting."""
    return slots_of(_with_rooms(told))


def _with_rooms(told: Told) -> Told:
    return {
        **told,
        **{name: [*told[name], *(dict(none) for _room in range(ROOMS))] for name, none in MISSED.items()},
    }


def slots_of(told: Told) -> list[Slot]:
    """Every fact of the letter, in the order of its JSON; what stands in each letter also where it was not found."""
    return list(_slots(told))


def _slots(told: Told) -> Iterator[Slot]:
    for name, kind in _HEAD:
        yield _near_slot(name, kind, told[name], told.get(f"{name}_near"))
        if name == "to" and (told["to"] or {}).get("place"):
            yield _place_slot("to.place", told["to"]["place"], _span(told["to"]))
    yield from (_slot(f"refs.{at}", SlotKind.TEXT, one) for at, one in enumerate(told["refs"]))
    yield from _each("enclosures", told["enclosures"], _ENCLOSURE)
    for at, one in enumerate(told["deadlines"]):
        yield from _deadline_slots(f"deadlines.{at}", one)
    yield from _each("money", told["money"], _MONEY)
    for at, table in enumerate(told["tables"]):
        yield from _table_slots(f"tables.{at}", table)
    if told["signatory"]:
        yield from (_slot(f"signatory.{name}", kind, told["signatory"][name]) for name, kind in _SIGNATORY)
    yield from (_slot(f"phones.{at}", SlotKind.TEXT, one) for at, one in enumerate(told["phones"]))


def _each(name: str, found: Sequence[Told], parts: Sequence[tuple[str, SlotKind]]) -> Iterator[Slot]:
    for at, one in enumerate(found):
        yield from (_slot(f"{name}.{at}.{part}", kind, one[part]) for part, kind in parts)


def _deadline_slots(key: str, one: Told) -> Iterator[Slot]:
    """The days that it has, the first of them also where it has none; days after something, or a day that comes again."""
    if relative := one["relative"]:
        yield _within(f"{key}.relative.days", relative, (relative["value"] or {}).get("days"))
    elif recurring := one["recurring"]:
        if (recurring["value"] or {}).get("every") != "day":
            yield _within(f"{key}.recurring.day", recurring, (recurring["value"] or {}).get("day"))
    else:
        known = [(name, kind) for name, kind in _DEADLINE if one[name]]
        yield from (_slot(f"{key}.{name}", kind, one[name]) for name, kind in known or _DEADLINE[:1])
    yield from (_slot(f"{key}.{name}", kind, one[name]) for name, kind in _TASK)


def _within(key: str, fact: Told, value: str | int | None) -> Slot:
    kind = SlotKind.TEXT if isinstance(value, str) else SlotKind.COUNT
    return Slot(key, kind, _span(fact), value, fact["confidence"])


def _table_slots(key: str, table: Told) -> Iterator[Slot]:
    above = _province_of(table)
    for at, row in enumerate(table["rows"]):
        if row["place"]:
            span = _span(row["name"] or row["cells"][0])
            yield _place_slot(f"{key}.rows.{at}.place", row["place"], span, above)
        yield from (
            _slot(f"{key}.rows.{at}.cells.{column}", SlotKind.TEXT, cell)
            for column, cell in enumerate(row["cells"])
        )
    for column, total in enumerate(table["totals"]):
        if total:
            yield _slot(f"{key}.totals.{column}", SlotKind.FIGURE, total)


def _province_of(table: Told) -> str:
    """The province in which the districts of the table lie; "" where they are of several, or its places are no districts."""
    codes = {str(row["place"]["code"])[:2] for row in table["rows"] if row["place"] and row["place"]["code"]}
    return codes.pop() if len(codes) == 1 and table["level"] == "district" else ""


def _span(fact: Told) -> Span | None:
    """Where the fact stands; None for one that only a person told."""
    if fact["span"] is None:
        return None
    start, end = fact["span"]
    return start, end


def _slot(key: str, kind: SlotKind, fact: Told | None) -> Slot:
    if fact is None:
        return Slot(key, kind, None, None)
    return Slot(key, kind, _span(fact), fact["value"], fact["confidence"], fact.get("partial", ""))


def _near_slot(key: str, kind: SlotKind, fact: Told | None, near: Told | None) -> Slot:
    """The slot of a fact; where only what may be meant was read, that and its place."""
    slot = _slot(key, kind, fact)
    if near is None or slot.proposed is not None:
        return slot
    start, end = near["span"]
    return replace(slot, span=(start, end), near=tuple((one, one) for one in near["values"]))


def _place_slot(key: str, place: Told, span: Span | None, above: str = "") -> Slot:
    near = tuple((one["code"], one["name"]) for one in place["alternatives"])
    digits = len(place["code"] or (near[0][0] if near else "0000"))
    home = above or (near[0][0][:2] if near and digits > 2 else "")
    return Slot(
        key, SlotKind.PLACE, span, place["code"],
        near=near, above=home if digits > 2 else "", digits=digits,
    )  # fmt: skip


def typed(slot: Slot, text: str, official: Gazetteer) -> str | int | None:
    """The value that a person typed for this fact, as its JSON has it; None for a blank. Raises BadFact.

    What stands as it was shown is the proposed value, to the letter.
    """
    said = tidy(text)
    if said == tidy(shown(slot, slot.proposed, official)):
        return slot.proposed
    if not said:
        return None
    if len(said) > LONGEST:
        raise BadFact(Sentence("ยาว {n} ตัวอักษร เกิน {most} ตัวอักษร — ย่อข้อความ", n=len(said), most=LONGEST))
    match slot.kind:
        case SlotKind.DAY:
            return _day(said)
        case SlotKind.BAHT:
            return _baht(said)
        case SlotKind.COUNT:
            return _count(said)
        case SlotKind.FIGURE:
            return _figure(said)
        case SlotKind.PLACE:
            return _code(slot, said, official)
    return to_arabic(said) if slot.key == "number" else said


def _day(said: str) -> str:
    try:
        return parse_date(said).isoformat()
    except NotADate as why:
        raise BadFact(why.reason) from why


def _baht(said: str) -> str:
    try:
        return f"{parse_baht(said):.2f}"
    except NotMoney as why:
        raise BadFact(why.reason) from why


def _count(said: str) -> int:
    digits = to_arabic(said).replace(",", "")
    if not digits.isdecimal() or len(digits) > 9:
        raise BadFact(Sentence("อ่านจำนวนจาก «{said}» ไม่ได้ — พิมพ์เป็นจำนวนเต็ม เช่น 15", said=excerpt(said)))
    return int(digits)


def _figure(said: str) -> str:
    """A total as a letter's JSON has it: whole, or with two places."""
    return _baht(said).removesuffix(".00")


def _code(slot: Slot, said: str, official: Gazetteer) -> str:
    """The code of the official name, or of one typed with the word for its level before it."""
    if said in official.names and len(said) == slot.digits:
        return said
    lists = Lists(official)
    above = [slot.above] if slot.above or slot.digits == 2 else list(lists.within("", 2).values())
    found = [code for one in above if (code := placed(said, lists, one, slot.digits).code)]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadFact(
            Sentence(
                "ชื่อ «{said}» มีใน {n} จังหวัด — พิมพ์รหัส 4 หลักของอำเภอ เช่น {code}",
                said=excerpt(said), n=len(found), code=found[0],
            )
        )  # fmt: skip
    names = [name for code, name in official.names.items() if _may_be(slot, code)]
    near = ", ".join(closest(said, names) or [name for _code, name in slot.near])
    if not near:
        raise BadFact(Sentence("ไม่มี «{said}» ในบัญชีรายชื่อทางการ — ตรวจตัวสะกด หรือเว้นว่างไว้", said=excerpt(said)))
    raise BadFact(
        Sentence(
            "ไม่มี «{said}» ในบัญชีรายชื่อทางการ ใกล้เคียงที่สุดคือ {near} — พิมพ์ชื่อทางการ หรือเว้นว่างไว้",
            said=excerpt(said), near=near,
        )
    )  # fmt: skip


def _may_be(slot: Slot, code: str) -> bool:
    return len(code) == slot.digits and code.startswith(slot.above)


def names_for(slot: Slot, official: Gazetteer) -> list[str]:
    """The official names that may be typed for this place."""
    return [name for code, name in official.names.items() if _may_be(slot, code)]


def shown(slot: Slot, value: str | int | None, official: Gazetteer) -> str:
    """The value as a person types and reads it; "" for an unknown one."""
    if value is None or value == "":
        return ""
    match slot.kind:
        case SlotKind.DAY:
            return format_date(date.fromisoformat(str(value)))
        case SlotKind.BAHT:
            return format_baht(Decimal(value))
        case SlotKind.FIGURE:
            return format_baht(Decimal(value), satang=False)
        case SlotKind.PLACE:
            return official.names.get(str(value), str(value))
    return str(value)


def left_of(slot: Slot) -> PartialDate | None:
    """What is left of a day that cannot be read: its month."""
    if not slot.partial:
        return None
    year, month = slot.partial.split("-")
    return PartialDate(int(year), int(month))


def outcome(slot: Slot, value: str | int | None) -> Outcome:
    """What was made of the fact; what neither letter nor person says is kept as it is."""
    if value is None:
        return Outcome.KEPT if slot.span is None or slot.proposed == "" else Outcome.UNKNOWN
    return Outcome.KEPT if value == slot.proposed else Outcome.CORRECTED


def confirmed(told: Told, values: Mapping[str, str | int | None], official: Gazetteer) -> Told:
    """The letter with these values in place of the proposed ones, by the keys of its slots; what is not named is kept.

    A fact that was corrected or added is sure. What follows from others follows anew: whether a number is a circular's, whether
    figures and words agree, and the name of a row. Findings and checks are of the proposal, and are not told again.
    """
    made = deepcopy(_with_rooms(told))
    del made["findings"]
    for slot in asked_of(told):
        if slot.key in values and values[slot.key] != slot.proposed:
            _put(made, slot, values[slot.key], official)
    for name in MISSED:
        made[name] = [one for at, one in enumerate(made[name]) if at < len(told[name]) or _is_told(one)]
    number, was_near = made["number"] and made["number"]["value"], made.pop("number_near", None)
    if number and (made["circular"] or was_near):
        is_circular = "ว" in str(number).rpartition("/")[2]
        made["circular"] = {**(made["circular"] or {"span": None, "confidence": 1.0}), "value": is_circular}
    for one in made["money"]:
        one["agrees"] = _agrees(one)
    for table in made["tables"]:
        del table["checks"]
    return made


def _is_told(one: Told) -> bool:
    return any(fact and fact["value"] is not None for fact in one.values() if isinstance(fact, dict))


def _put(made: Told, slot: Slot, value: str | int | None, official: Gazetteer) -> None:
    *way, last = slot.key.split(".")
    parent: Any = made  # a mapping or a list, whichever the step names
    for step in way:
        parent = parent[int(step)] if step.isdecimal() else parent[step]
    if slot.kind == SlotKind.PLACE:
        name = official.names.get(str(value)) if value else None
        parent["place"] = {**parent["place"], "code": value, "name": name}
    elif way and way[-1] in ("relative", "recurring"):
        parent["value"] = None if value is None else {**(parent["value"] or {}), last: value}
    else:
        _replace(parent, int(last) if isinstance(parent, list) else last, value)
        if "cells" in way:
            _rename(made, way, slot, value)


def _replace(parent: Any, step: Any, value: object) -> None:  # as in `_put`
    fact = parent[step] or {"span": None}
    kept = {key: one for key, one in fact.items() if key != "partial" or value is None}
    parent[step] = {**kept, "value": value, "confidence": 1.0}


def _rename(made: Told, way: Sequence[str], slot: Slot, value: object) -> None:
    """The name of a row is one of its cells: it follows."""
    row = made["tables"][int(way[1])]["rows"][int(way[3])]
    if row["name"] and slot.span == tuple(row["name"]["span"]):
        row["name"] = {**row["name"], "value": value, "confidence": 1.0}


def _agrees(one: Told) -> bool | None:
    amount, words = (one[name] and one[name]["value"] for name in ("amount", "words_amount"))
    return amount == words if amount and words else None
