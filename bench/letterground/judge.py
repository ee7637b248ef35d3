"""A reading held against the answers: for each field how much of it is right, wrong, unknown, or invented.

A reading is what `sammachip letter read --json` tells, as Python values.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from bench.letterground.page import Case, Known, Row, Slots, Table
from sammachip.core.thainum import fold, to_arabic

SCALARS = ("kind", "urgency", "number", "circular", "office", "date", "subject", "to")
SIGNATORY = ("name", "post", "how", "acting_for")
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
VERDICTS = ("right", "wrong", "unknown", "invented")
WHOLE = {"amount", "words_amount", "count", "days", "day"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer as it was judged; `expected` and `given` tell it to whoever mends the reader."""

    field: str
    verdict: str
    expected: object = None
    given: object = None


@dataclass(slots=True)
class Tally:
    """So many answers of a field by how they were judged."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0
    invented: int = 0

    def add(self, verdict: str) -> None:
        setattr(self, verdict, getattr(self, verdict) + 1)

    @property
    def whole(self) -> int:
        return self.right + self.wrong + self.unknown + self.invented

    @property
    def share(self) -> float:
        return self.right / self.whole if self.whole else 1.0

    @property
    def precision(self) -> float:
        told = self.right + self.wrong + self.invented
        return self.right / told if told else 1.0

    @property
    def recall(self) -> float:
        known = self.right + self.wrong + self.unknown
        return self.right / known if known else 1.0


@dataclass(slots=True)
class Score:
    """What many letters came to: by field, and the mean over every field of every letter."""

    fields: dict[str, Tally] = field(default_factory=dict)
    shares: list[float] = field(default_factory=list)

    def add(self, marks: Iterable[Mark]) -> None:
        own: dict[str, Tally] = {}
        for mark in marks:
            own.setdefault(mark.field, Tally()).add(mark.verdict)
            self.fields.setdefault(mark.field, Tally()).add(mark.verdict)
        self.shares += [tally.share for tally in own.values()]

    @property
    def right(self) -> float:
        return sum(self.shares) / len(self.shares) if self.shares else 1.0

    def count(self, verdict: str) -> int:
        return sum(getattr(tally, verdict) for tally in self.fields.values())


Reading = Mapping[str, object]


def judge(case: Case, reading: Reading) -> list[Mark]:
    """Every answer of the letter, and everything told that it does not say."""
    return list(_judged(case, reading))


def _judged(case: Case, reading: Reading) -> Iterator[Mark]:
    answers, free = case.answers, case.answers.free
    for name in SCALARS:
        if name not in free:
            yield from scalar(name, answers.facts.get(name), reading.get(name))
    if "signatory" not in free:
        given = flat(reading.get("signatory"))
        for name in SIGNATORY:
            yield from scalar(f"signatory.{name}", answers.signatory.get(name), given.get(name))
    for name, items in answers.lists().items():
        if name not in free:
            yield from listed(name, items, listing(reading.get(name)), answers.tolerated)
    yield from tabled(answers.tables, listing(reading.get("tables")), lone="other tables" not in free)
    yield from found(case, listing(reading.get("findings")))


# one value


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


def scalar(name: str, known: Known | None, node: object) -> Iterator[Mark]:
    given = bare(node)
    if known is None:
        if given not in (None, "", False):
            yield Mark(name, "invented", None, given)
        return
    if known.value is None:
        right = given in (None, "") or plainly(given) in [plainly(one) for one in known.also]
        yield Mark(name, "right" if right else "wrong", None, given)
        if known.partial:
            yield from partial(name, known, node)
    elif given in (None, ""):
        yield Mark(name, "right" if known.damaged else "unknown", known.value, None)
    else:
        yield Mark(name, "right" if same(name, known, given) else "wrong", known.value, given)


def partial(name: str, known: Known, node: object) -> Iterator[Mark]:
    """The month that is left of a day that cannot be read."""
    told = node.get("partial") if isinstance(node, Mapping) else None
    if told is None:
        verdict = "right" if known.damaged else "unknown"
    else:
        verdict = "right" if told == known.partial else "wrong"
    yield Mark(f"{name}.partial", verdict, known.partial, told)


def same(name: str, known: Known, given: object) -> bool:
    """Whether that is one of the right ways to say it."""
    last = name.rpartition(".")[2]
    if isinstance(known.value, bool):
        return given is known.value
    if last in WHOLE:
        return amount(given) in [amount(one) for one in known.accepted]
    if last in TEXTS:
        return any(alike(last, str(one), str(given)) for one in (*known.accepted, known.written)) or holds(
            known, str(given)
        )
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


# lists of items


KEYS = {
    "refs": ("text",),
    "enclosures": ("title",),
    "deadlines": ("date", "from", "to", "days", "day"),
    "money": ("amount",),
    "phones": ("number",),
}
FREE_PARTS = {"who", "to_whom", "what", "per", "words_amount"}
"""Parts that may be told where the letter only implies them."""


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
    if name == "date" and given is None and "from" in parts and "from" not in item:
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
        if given in (None, ""):
            yield Mark(label, "right" if lost or known.damaged else "unknown", known.value, None)
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


def agreeing(item: Slots, given: object) -> Iterator[Mark]:
    agrees = item["amount"].value == item["words_amount"].value
    damaged = item["amount"].damaged or item["words_amount"].damaged
    if given is None:
        yield Mark("money.agrees", "right" if damaged else "unknown", agrees, None)
    else:
        yield Mark("money.agrees", "right" if given is agrees or damaged else "wrong", agrees, given)


# tables


def tabled(tables: Sequence[Table], given: Sequence[object], *, lone: bool) -> Iterator[Mark]:
    """Each table with the given one that shares most rows with it; where these are all there are, another is invented."""
    left = [table for one in given if isinstance(table := bare(one), Mapping)]
    for table in tables:
        shares = [shared(table, rows_of(one)) for one in left]
        best = left.pop(shares.index(max(shares))) if any(shares) else {}
        yield from table_marks(table, best)
    for one in left if lone else ():
        if len(rows_of(one)) > 2:
            yield Mark("tables", "invented", None, [cells_of(row) for row in rows_of(one)][:3])


def rows_of(table: object) -> Sequence[Mapping[str, object]]:
    rows = listing(table.get("rows")) if isinstance(table, Mapping) else ()
    return [row for one in rows if isinstance(row := bare(one), Mapping)]


def cells_of(row: Mapping[str, object]) -> list[str]:
    """The cells of a row as they can be compared; an empty one, or a dash, says nothing."""
    cells = bare(row.get("cells"))
    if isinstance(cells, Mapping):
        cells = list(cells.values())
    return [cell(bare(one)) for one in listing(cells)]


def cell(text: object) -> str:
    folded = "".join(to_arabic(str(text if text is not None else "")).replace(",", "").split())
    return "" if folded in ("-", "–") else fold(folded)


def shared(table: Table, rows: Sequence[Mapping[str, object]]) -> int:
    given = [set(cells_of(row)) for row in rows]
    return sum(any(row_fits(own, cells) for cells in given) for own in table.rows)


def row_pairs(own: Sequence[Row], given: Sequence[Mapping[str, object]]) -> dict[int, int]:
    """Which row is told by which given one: those that share most cells first, and of these those that stand next."""
    cells = [set(cells_of(row)) - {""} for row in given]
    fits = [
        (len(cells_shown(row) & told), at, other)
        for at, row in enumerate(own)
        for other, told in enumerate(cells)
        if row_fits(row, told)
    ]
    pairs: dict[int, int] = {}
    for _shared, at, other in sorted(fits, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1])):
        if at not in pairs and other not in pairs.values():
            pairs[at] = other
    return pairs


def cells_shown(own: Row) -> set[str]:
    return {cell(known.written) for known in own.cells} - {""}


def row_fits(own: Row, cells: set[str]) -> bool:
    told = cells_shown(own)
    return len(told & cells) * 2 > len(told)


def table_marks(table: Table, given: Mapping[str, object]) -> Iterator[Mark]:
    rows = list(rows_of(given))
    columns = [cell(bare(one)) for one in listing(given.get("columns"))]
    expected = [cell(known.written) for known in table.columns]
    near = (
        difflib.SequenceMatcher(None, "|".join(expected), "|".join(columns), autojunk=False).ratio() >= NEAR
    )
    yield Mark("tables.columns", "right" if near else "wrong" if columns else "unknown", expected, columns)
    told = row_pairs(table.rows, rows)
    for at, own in enumerate(table.rows):
        yield from row_marks(own, rows[told[at]] if at in told else None)
    rows = [row for at, row in enumerate(rows) if at not in told.values()]
    for row in rows:
        if sum(map(bool, cells_of(row))) > 1:
            yield Mark("tables.rows", "invented", None, cells_of(row))
    yield from total_marks(table, given)


def row_marks(own: Row, told: Mapping[str, object] | None) -> Iterator[Mark]:
    damaged = any(known.damaged for known in own.cells)
    expected = [cell(known.written) for known in own.cells]
    if told is None:
        yield Mark("tables.rows", "right" if damaged else "unknown", expected, None)
        if own.name:
            for name in ("tables.name", "tables.place"):
                yield Mark(name, "right" if damaged or own.unsure else "unknown", own.name, None)
        return
    cells = cells_of(told)
    fits = len(cells) >= len([one for one in expected if one]) and all(
        fits_cell(known, given)
        for known, given in zip(own.cells, [*cells, *[""] * len(expected)], strict=False)
    )
    yield Mark("tables.rows", "right" if fits else "wrong", expected, cells)
    if own.name:
        yield named("tables.name", own, told.get("name"), (own.name, own.cells[name_at(own)].written))
        yield named("tables.place", own, told.get("place"), (own.place, own.name))


def name_at(own: Row) -> int:
    """The cell that bears the name."""
    return max(
        range(len(own.cells)),
        key=lambda at: difflib.SequenceMatcher(None, own.name, own.cells[at].written).ratio(),
    )


def fits_cell(known: Known, given: str) -> bool:
    if known.damaged and not given:
        return True
    return given in (cell(known.value), cell(known.written))


def named(label: str, own: Row, node: object, right: tuple[str, ...]) -> Mark:
    """The name or place of a row; one that is misspelt or hurt may be left unknown."""
    given = bare(node)
    if isinstance(given, Mapping):
        given = bare(given.get("code") or given.get("name"))
    unsure = own.unsure or own.cells[name_at(own)].damaged
    if given in (None, ""):
        return Mark(label, "right" if unsure else "unknown", right[0], None)
    words = {fold(one) for one in right} | {
        fold(f"{word}{one}") for one in right for word in ("อำเภอ", "จังหวัด")
    }
    return Mark(label, "right" if fold(str(given)) in words else "wrong", right[0], given)


def total_marks(table: Table, given: Mapping[str, object]) -> Iterator[Mark]:
    """Every total that the table states, wherever in its total row it is told."""
    told = {value for value in map(amount, numbers(given.get("totals"))) if value is not None}
    for known in table.totals:
        right = amount(known.value) in told or amount(known.written) in told
        verdict = "right" if right or known.damaged else "wrong" if told else "unknown"
        yield Mark("tables.totals", verdict, known.value, sorted(map(str, told)))


def numbers(node: object) -> Iterator[object]:
    node = bare(node)
    if isinstance(node, Mapping):
        for part in node.values():
            yield from numbers(part)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for part in node:
            yield from numbers(part)
    elif node is not None:
        yield node


# findings

ALSO = {"name_unrecognised": {"district_missing"}, "sum_mismatch": {"rate_mismatch"}}
"""What a planted fault brings with it, if a reader says so."""


def found(case: Case, given: Sequence[object]) -> Iterator[Mark]:
    """Each planted fault must be told, and nothing else but what noise may have made true."""
    codes = {str(bare(one["code"])) for one in given if isinstance(one, Mapping) and one.get("code")}
    must = {one.code for one in case.answers.findings if one.must}
    may = {one.code for one in case.answers.findings} | excused(case)
    for code in must:
        may |= ALSO.get(code, set())
        yield Mark(f"findings.{code}", "right" if code in codes else "unknown", code, sorted(codes))
    for code in codes - must - may:
        yield Mark(f"findings.{code}", "invented", None, code)


def excused(case: Case) -> set[str]:
    """What noise may have made true: a digit lost in a table makes a sum wrong indeed."""
    answers, codes = case.answers, set[str]()
    if any(known.damaged for table in answers.tables for row in table.rows for known in row.cells):
        codes |= {
            "sum_mismatch",
            "rate_mismatch",
            "district_missing",
            "district_duplicate",
            "name_unrecognised",
        }
    if any(known.damaged for table in answers.tables for known in table.totals):
        codes |= {"sum_mismatch", "rate_mismatch"}
    if any(known.damaged for item in answers.money for known in item.values()):
        codes |= {"words_figures_disagree", "rate_mismatch", "sum_mismatch"}
    if any(known.damaged for item in answers.deadlines for known in item.values()):
        codes |= {"date_unreadable", "deadline_order"}
    if (day := answers.facts.get("date")) is not None and day.damaged:
        codes |= {"date_unreadable", "deadline_order"}
    if (whom := answers.facts.get("to")) is not None and whom.damaged:
        codes.add("name_unrecognised")
    if case.noise == "heavy":
        codes |= {"title_mismatch", "period_mismatch", "name_unrecognised", "date_unreadable"}
    return codes
