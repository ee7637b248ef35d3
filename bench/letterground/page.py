"""A letter under the pen: text that grows, and what each written piece answers, by its place in the text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

Span = tuple[int, int]
Value = str | bool | None


@dataclass(frozen=True, slots=True)
class Known:
    """One right answer. `value` is None where a careful reader leaves it unknown.

    `also` are other right ways to say it; `core` are words that any right telling of a duty holds, which may be longer than
    ours by `room`; `damaged` says that noise fell on its own characters, so that unknown is right too.
    """

    value: Value
    span: Span
    written: str
    also: tuple[Value, ...] = ()
    core: str = ""
    partial: str = ""
    damaged: bool = False
    room: int = 40

    @property
    def accepted(self) -> tuple[Value, ...]:
        return (self.value, *self.also)


Slots = dict[str, Known]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that answer something: each (slots, name, known) is kept once it is known where the words stand."""

    written: str
    answering: tuple[tuple[Slots, str, Known], ...]

    def stand(self, span: Span) -> None:
        for slots, name, known in self.answering:
            slots[name] = replace(known, span=span, written=self.written)


def piece(
    slots: Slots,
    name: str,
    written: str,
    value: Value = "",
    *,
    also: tuple[Value, ...] = (),
    core: str = "",
    partial: str = "",
) -> Piece:
    """Words that answer `name`, with the words themselves as the value unless another is given."""
    known = Known(written if value == "" else value, (0, 0), written, also, core, partial)
    return Piece(written, ((slots, name, known),))


@dataclass(slots=True)
class Row:
    """A row of a table: its cells in order, and the place that it is about."""

    cells: list[Known]
    place: str = ""
    name: str = ""
    unsure: bool = False


@dataclass(slots=True)
class Table:
    columns: list[Known] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    totals: list[Known] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding: must it be told, or only may it be; `basis` are the answers that it rests on, by their spans."""

    code: str
    must: bool = True
    basis: tuple[Span, ...] = ()


@dataclass(slots=True)
class Answers:
    """What a reader should find, in the shape that `sammachip letter read --json` tells it; what is not here is null."""

    facts: Slots = field(default_factory=dict)
    refs: list[Slots] = field(default_factory=list)
    enclosures: list[Slots] = field(default_factory=list)
    deadlines: list[Slots] = field(default_factory=list)
    money: list[Slots] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    signatory: Slots = field(default_factory=dict)
    phones: list[Slots] = field(default_factory=list)
    findings: list[Expected] = field(default_factory=list)
    free: set[str] = field(default_factory=set)
    tolerated: set[str] = field(default_factory=set)

    def lists(self) -> Mapping[str, Sequence[Slots]]:
        return {
            "refs": self.refs,
            "enclosures": self.enclosures,
            "deadlines": self.deadlines,
            "money": self.money,
            "phones": self.phones,
        }

    def known(self) -> Iterator[Known]:
        """Every answer that stands somewhere in the text."""
        yield from self.facts.values()
        yield from self.signatory.values()
        for items in self.lists().values():
            for item in items:
                yield from item.values()
        for table in self.tables:
            yield from table.columns
            yield from table.totals
            for row in table.rows:
                yield from row.cells


@dataclass(frozen=True, slots=True)
class Case:
    """A letter with its answers."""

    body: str
    seed: int
    text: str
    answers: Answers
    noise: str = "none"


class Page:
    """The letter being written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.answers = Answers()

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, *parts: str | Piece) -> Span:
        """Put these after what stands. Returns where they stand."""
        start = self._length
        for part in parts:
            written = part if isinstance(part, str) else part.written
            begun = self._length
            self._parts.append(written)
            self._length += len(written)
            if isinstance(part, Piece):
                part.stand((begun, self._length))
        return start, self._length

    def line(self, *parts: str | Piece) -> Span:
        """A line of these; without any, an empty line."""
        span = self.write(*parts)
        self.write("\n")
        return span

    def new(self, kind: str) -> Slots:
        """Another item of that list of the answers, to be filled as its pieces are written."""
        item: Slots = {}
        found: list[Slots] = getattr(self.answers, kind)
        found.append(item)
        return item

    def fact(
        self, name: str, written: str, value: Value = "", *, also: tuple[Value, ...] = (), partial: str = ""
    ) -> Piece:
        return piece(self.answers.facts, name, written, value, also=also, partial=partial)

    def tell(self, name: str, value: Value, *, also: tuple[Value, ...] = ()) -> None:
        """A fact of the whole letter that stands nowhere by itself, such as its kind."""
        self.answers.facts[name] = Known(value, (0, 0), "", also)

    def expect(self, code: str, *basis: Known | Span, must: bool = True) -> None:
        """A finding that the letter deserves, resting on these answers or stretches of text."""
        spans = tuple(one.span if isinstance(one, Known) else one for one in basis)
        self.answers.findings.append(Expected(code, must, spans))
