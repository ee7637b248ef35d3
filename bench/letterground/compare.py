"""When a thing told and a right answer are the same."""

import difflib
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from bench.letterground.page import Known
from sammachip.core.thainum import fold, to_arabic

TEXTS = {
    "office",
    "subject",
    "to",
    "text",
    "title",
    "what",
    "who",
    "to_whom",
    "after",
    "post",
    "acting_for",
    "name",
}
LOOSE = {"office", "who", "to_whom", "after", "to", "post"}
"""Texts that may be told shorter or longer: จังหวัด for จังหวัดน่าน."""
NEAR = 0.9
WHOLE = {"amount", "words_amount", "count", "days", "day"}


def bare(node: object) -> object:
    """The value of a fact, or the thing itself where it is told bare."""
    while isinstance(node, Mapping) and "value" in node:
        node = node["value"]
    return node


def listing(node: object) -> Sequence[object]:
    node = bare(node)
    return node if isinstance(node, Sequence) and not isinstance(node, str) else ()


def flat(node: object) -> dict[str, object]:
    """An item's parts by name; those inside `relative` and `recurring` stand beside the others."""
    item = bare(node)
    if not isinstance(item, Mapping):
        return {} if item is None else {"": item}
    parts: dict[str, object] = {}
    for name, part in item.items():
        inner = bare(part)
        if isinstance(inner, Mapping):
            parts |= flat(inner)
        else:
            parts[name] = part if isinstance(part, Mapping) and part.get("partial") else inner
    return parts


def same(name: str, known: Known, given: object) -> bool:
    """Whether that is one of the right ways to say it."""
    last = name.rpartition(".")[2]
    if isinstance(known.value, bool):
        return given is known.value
    if last in WHOLE:
        return amount(given) in [amount(one) for one in known.accepted]
    if last in TEXTS:
        said = known.accepted if known.damaged else (*known.accepted, known.written)
        return any(alike(last, str(one), str(given)) for one in said) or holds(known, str(given))
    return plainly(given) in [plainly(one) for one in known.accepted]


def amount(value: object) -> Decimal | None:
    try:
        return Decimal(to_arabic(str(value)).replace(",", "").strip())
    except InvalidOperation:
        return None


def plainly(value: object) -> str:
    return "".join(to_arabic(str(value)).split()).casefold()


def alike(name: str, one: str, other: str) -> bool:
    one, other = fold(one), fold(other)
    if name in LOOSE and min(len(one), len(other)) >= 3 and (one in other or other in one):
        return True
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEAR


def holds(known: Known, given: str) -> bool:
    """Whether a duty is told: the words that matter, and no whole paragraph around them."""
    return (
        bool(known.core)
        and fold(known.core) in fold(given)
        and len(given) <= 3 * len(str(known.value)) + known.room
    )
