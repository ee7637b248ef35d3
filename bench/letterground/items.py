"""Lists of a reading held against the answers: enclosures, deadlines, sums, references, telephones."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from bench.letterground.compare import bare, flat, plainly, same
from bench.letterground.page import Known, Slots
from bench.letterground.score import Mark
from sammachip.core.thainum import to_arabic

KEYS = {
    "refs": ("text",),
    "enclosures": ("title",),
    "deadlines": ("date", "from", "to", "days", "day"),
    "money": ("amount",),
    "phones": ("number",),
}


def listed(kind: str, items: Sequence[Slots], given: Sequence[object], tolerated: set[str]) -> Iterator[Mark]:
    """Each item with the given one that fits it best; what is left over is unknown, or invented."""
    told = [shaped(kind, node) for node in given]
    pairs = paired(kind, items, told)
    for at, item in enumerate(items):
        yield from compared(kind, item, told[pairs[at]] if at in pairs else {})
    for at, parts in enumerate(told):
        if (
            at not in pairs.values()
            and not repeats(kind, items, parts)
            and not any(plainly(part) in tolerated for part in parts.values())
        ):
            yield Mark(kind, "invented", None, parts)


def shaped(kind: str, node: object) -> dict[str, object]:
    """A given item by the names that the answers use."""
    parts = flat(node)
    if "" in parts:
        parts[{"refs": "text", "phones": "number"}.get(kind, "title")] = parts.pop("")
    if kind == "refs" and "text" not in parts:
        parts["text"] = parts.get("number") or " ".join(str(part) for part in parts.values() if part)
    if kind == "deadlines" and isinstance(parts.get("date"), Mapping):
        parts["date"] = parts["date"]["partial"]  # type: ignore[index]  # a mapping, by the line above
    return parts


def paired(kind: str, items: Sequence[Slots], told: Sequence[Mapping[str, object]]) -> dict[int, int]:
    """Which item is told by which given one: those that agree most first, and then what is left, in order."""
    scores = [
        (score, at, other)
        for at, item in enumerate(items)
        for other, parts in enumerate(told)
        if (score := agreement(kind, item, parts))
    ]
    pairs: dict[int, int] = {}
    for _score, at, other in sorted(scores, key=lambda one: (-one[0], one[1], one[2])):
        if at not in pairs and other not in pairs.values():
            pairs[at] = other
    return pairs


def agreement(kind: str, item: Slots, parts: Mapping[str, object]) -> float:
    """How much of an item a given one tells rightly; a key counts most, and one that looks like it a little."""
    score = 0.0
    for name, known in item.items():
        given = part(name, item, parts)
        if given is None:
            continue
        key = name in KEYS[kind]
        if matches(kind, name, known, given):
            score += 3 if key else 1
        elif key and difflib.SequenceMatcher(None, plainly(known.value), plainly(given)).ratio() > 0.6:
            score += 0.5
    return score


def part(name: str, item: Slots, parts: Mapping[str, object]) -> object:
    """A part of a given item; a month's first and last day answer a month."""
    given = bare(parts.get(name))
    if name == "date" and given is None and bare(parts.get("from")) and "from" not in item:
        return f"{bare(parts['from'])}/{bare(parts.get('to'))}"
    return given


def matches(kind: str, name: str, known: Known, given: object) -> bool:
    if kind == "phones":
        return digits(given) in {digits(one) for one in known.accepted}
    return same(name, known, given)


def digits(value: object) -> str:
    return "".join(letter for letter in to_arabic(str(value)) if letter.isdigit())


def repeats(kind: str, items: Sequence[Slots], parts: Mapping[str, object]) -> bool:
    """Whether it says an item again that another one told: a sum that stands twice, the second number of a run."""
    for item in items:
        for name in KEYS[kind]:
            known, given = item.get(name), bare(parts.get(name))
            if known is not None and given is not None and matches(kind, name, known, given):
                return True
            if (
                kind == "phones"
                and known is not None
                and given is not None
                and continues(known, digits(given))
            ):
                return True
    return False


def continues(known: Known, number: str) -> bool:
    """The last number of a run of two, or an inner line told by itself."""
    return any(
        digits(one).endswith(number) and len(digits(one)) > len(str(known.value)) for one in known.also
    )


def compared(kind: str, item: Slots, parts: Mapping[str, object]) -> Iterator[Mark]:
    """An item part by part; when its key was hurt and nothing is told of it, that is right."""
    lost = not parts and any(known.damaged for name, known in item.items() if name in KEYS[kind])
    for name, known in item.items():
        given = part(name, item, parts)
        label = f"{kind}.{name}" if len(item) > 1 or kind in ("deadlines", "money", "enclosures") else kind
        if given in (None, "") or is_month_of(known, given):
            yield Mark(label, "right" if lost or known.damaged else "unknown", known.value, given)
        else:
            yield Mark(label, "right" if matches(kind, name, known, given) else "wrong", known.value, given)
    if kind == "money" and parts and "words_amount" in item:
        yield from agreeing(item, bare(parts.get("agrees")))
    for name, extra in parts.items():
        if (
            name in KEYS[kind]
            and name not in item
            and bare(extra) is not None
            and not (kind == "deadlines" and "date" in item)
        ):
            yield Mark(f"{kind}.{name}", "invented", None, bare(extra))


def is_month_of(known: Known, given: object) -> bool:
    """Whether only the month is told of a day that noise has hurt: the day is left unknown."""
    return known.damaged and len(str(given)) == len("2020-05") and str(known.value).startswith(f"{given}-")


def agreeing(item: Slots, given: object) -> Iterator[Mark]:
    agrees = item["amount"].value == item["words_amount"].value
    damaged = item["amount"].damaged or item["words_amount"].damaged
    if given is None:
        yield Mark("money.agrees", "right" if damaged else "unknown", agrees, None)
    else:
        yield Mark("money.agrees", "right" if given is agrees or damaged else "wrong", agrees, given)
