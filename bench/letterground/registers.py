"""Tables of a letter: any order of columns, any mark between them, broken over pages, with or without a total."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bench.letterground.frame import Letter
from bench.letterground.hand import Hand
from bench.letterground.page import Known, Piece, Row, Slots, Table, piece
from bench.letterground.world import Place, misspelt

NAME, COUNT, BAHT, MORE, REMARK, NUMBER, TEXT = "name", "count", "baht", "more", "remark", "number", "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by what it holds, with its heading."""

    holds: str
    heading: str


@dataclass(slots=True)
class Line:
    """One row as it will be written: a text for each kind of column."""

    cells: dict[str, str]
    place: str = ""
    name: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How tables of one letter look."""

    mark: str
    columns: tuple[Column, ...]
    total: str
    break_after: int
    repeats: bool

    @property
    def spaced(self) -> bool:
        """Whether blanks alone part the cells, so that an empty one needs a dash."""
        return not self.mark.strip(" ")


def shape(hand: Hand, *columns: Column, rows: int, total: bool = True, mixed: bool = True) -> Shape:
    """A shape for these columns: the number always first, remarks last, the rest in any order when `mixed`."""
    mark = hand.pick("\t", "\t", "    ", "  ", " | ")
    middle = [one for one in columns if one.holds not in (NUMBER, REMARK)]
    if mixed and hand.chance(0.4):
        hand.rng.shuffle(middle)
    ordered = [*(one for one in columns if one.holds == NUMBER), *middle]
    ordered += [one for one in columns if one.holds == REMARK]
    labels = ["รวม", "รวมทั้งสิ้น", "รวมเป็นเงินทั้งสิ้น"] + ([""] if mark.strip(" ") else [])
    label = hand.pick(*labels) if total else "-"
    breaks = hand.rng.randint(3, rows - 2) if rows > 8 and hand.chance(0.4) else 0
    return Shape(mark, tuple(ordered), label, breaks, hand.chance(0.7))


def lay(letter: Letter, form: Shape, lines: Sequence[Line], totals: dict[str, str]) -> Table:
    """Write the table; `totals` by kind of column, none for a table without a total row."""
    table = Table()
    letter.page.answers.tables.append(table)
    heading(letter, form, table)
    for place, line in enumerate(lines, start=1):
        cells = written(letter, form, line.cells)
        table.rows.append(Row(cells, line.place, line.name, line.unsure))
        if place == form.break_after:
            turn(letter, form)
    if totals:
        cells = written(letter, form, total_cells(form, totals))
        table.totals = [known for known, one in zip(cells, form.columns, strict=True) if one.holds in totals]
    letter.page.line()
    return table


def total_cells(form: Shape, totals: dict[str, str]) -> dict[str, str]:
    """The total row: its label under the first column that bears no total."""
    blank = "-" if form.spaced else ""
    cells = {one.holds: totals.get(one.holds, blank) for one in form.columns}
    label_at = next(one.holds for one in form.columns if one.holds not in totals)
    return cells | {label_at: form.total}


def heading(letter: Letter, form: Shape, table: Table) -> None:
    table.columns = written(letter, form, {one.holds: one.heading for one in form.columns})


def turn(letter: Letter, form: Shape) -> None:
    """The page ends: the number of the next one, and as often as not the heading again."""
    page, hand = letter.page, letter.hand
    page.line(hand.pick("", "\f"))
    page.line(hand.pick("- ", "-"), hand.num(2), hand.pick(" -", "-"))
    page.line()
    if form.repeats:
        written(letter, form, {one.holds: one.heading for one in form.columns})


def written(letter: Letter, form: Shape, cells: dict[str, str]) -> list[Known]:
    """One line of cells. Returns what stands in each."""
    slots: Slots = {}
    parts: list[str | Piece] = []
    edge = hand_edge(form)
    for place, one in enumerate(form.columns):
        parts += [form.mark if place else edge, piece(slots, str(place), cells[one.holds])]
    letter.page.line(*parts, edge.rstrip() and " |")
    return [slots[str(place)] for place in range(len(form.columns))]


def hand_edge(form: Shape) -> str:
    return "| " if form.mark == " | " else ""


# registers of places


@dataclass(slots=True)
class Share:
    """What one place is given: how many groups and how much money."""

    place: Place
    count: int
    amount: Decimal
    more: Decimal
    spelt: str
    known: bool = True


@dataclass(slots=True)
class Register:
    """An allocation over places, and the faults planted in it."""

    shares: list[Share]
    rate: Decimal
    count: int
    amount: Decimal
    more: Decimal
    faults: list[str]


RATES = (12500, 18000, 24600, 31500, 45000, 52750, 8200)


def share_out(hand: Hand, places: Sequence[Place], fault: str) -> Register:
    """So many groups for each place at one rate, with that fault planted (none for an empty one)."""
    rng = hand.rng
    rate, second = Decimal(rng.choice(RATES)), Decimal(rng.choice((1500, 2400, 3750)))
    shares = []
    for place in places:
        count = rng.choice((1, 1, 2, 3, 4))
        shares.append(Share(place, count, rate * count, second * count, place.name))
    spoil(hand, shares, fault)
    amount = sum((one.amount for one in shares), Decimal(0))
    made = Register(
        shares,
        rate,
        sum(one.count for one in shares),
        amount,
        sum((one.more for one in shares), Decimal(0)),
        [],
    )
    if fault == "sum_mismatch":
        made.amount += rng.choice((100, 1000, 9000, -1000))
    made.faults = [fault] if fault else []
    return made


def spoil(hand: Hand, shares: list[Share], fault: str) -> None:
    """Plant a fault of the rows."""
    rng = hand.rng
    at = rng.randrange(len(shares))
    if fault == "rate_mismatch":
        shares[at].amount += rng.choice((100, 600, -500))
    elif fault == "district_missing":
        del shares[at]
    elif fault == "district_duplicate":
        twin = shares[at]
        shares.append(Share(twin.place, twin.count, twin.amount, twin.more, twin.spelt))
    elif fault == "name_unrecognised":
        shares[at].spelt = misspelt(rng, shares[at].place.name, [one.place.name for one in shares])
        shares[at].known = False


def register_lines(hand: Hand, made: Register, *, word: str) -> list[Line]:
    """The register's rows; `word` stands before the names where the office writes it so."""
    before = word if hand.chance(0.25) else ""
    empty = hand.pick("", "-")
    return [
        Line(
            {
                NUMBER: hand.num(order),
                NAME: before + one.spelt,
                COUNT: hand.num(one.count),
                BAHT: hand.num(f"{one.amount:,.0f}"),
                MORE: hand.num(f"{one.more:,.0f}"),
                REMARK: empty or "-",
            },
            one.place.code,
            one.place.name,
            not one.known,
        )
        for order, one in enumerate(made.shares, start=1)
    ]


def register_table(
    letter: Letter, made: Register, *, word: str, headings: dict[str, str], second: bool, remarks: bool
) -> Table:
    """Write a register, and expect the findings that its faults deserve."""
    hand = letter.hand
    numbers = [] if hand.chance(0.12) else [NUMBER]
    kinds = [*numbers, NAME, COUNT, BAHT] + ([MORE] if second else []) + ([REMARK] if remarks else [])
    form = shape(hand, *(Column(kind, headings[kind]) for kind in kinds), rows=len(made.shares))
    totals = {COUNT: hand.num(made.count), BAHT: hand.num(f"{made.amount:,.0f}")}
    if second:
        totals[MORE] = hand.num(f"{made.more:,.0f}")
    lines = register_lines(hand, made, word=word)
    if form.mark == "\t" and hand.chance(0.5):
        for line in lines:
            line.cells[REMARK] = ""
    table = lay(letter, form, lines, totals)
    for fault in made.faults:
        letter.page.expect(fault, *basis(table, form, fault))
    return table


def basis(table: Table, form: Shape, fault: str) -> list[Known]:
    """What a finding about the table rests on: every cell that noise must spare for it to be told."""
    held = {"sum_mismatch": (BAHT,), "rate_mismatch": (COUNT, BAHT)}.get(fault, (NAME,))
    columns = [place for place, one in enumerate(form.columns) if one.holds in held]
    found = [row.cells[place] for row in table.rows for place in columns]
    return found + (table.totals if fault == "sum_mismatch" else [])
