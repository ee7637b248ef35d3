"""The paper of a form: what a generic layout prints, part by part, in the order of the official form.

A part is known by its head key (`heading`, `line`, `ticks`, `table`, `photos`, `signature`, `hops`, `notes`, `space`,
`page_break`, `rest`). Text may hold blanks: `{groups_count}` is an answer or a fact, `{paid:3}` leaves a dotted blank
of 3 cm when there is none, and `{as_of.day}`, `{as_of.month}`, `{as_of.year}` are parts of a date.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["start", "center", "end"]
DATE_PARTS = ("day", "month", "year")
USUAL_BLANK_CM = 2.0

_BLANK = re.compile(r"\{(?P<name>[a-z][a-z0-9_.]*)(?::(?P<width>\d+(?:\.\d+)?))?\}")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class BlankAt:
    """A blank inside a text: the answer or fact that fills it, the part of a date wanted, its width when empty."""

    name: str
    date_part: str | None = None
    width_cm: float = USUAL_BLANK_CM


Run: TypeAlias = tuple[str | BlankAt, ...]
"""A text cut at its blanks."""


@dataclass(frozen=True, slots=True)
class Heading:
    run: Run
    level: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    run: Run
    indent: bool = False
    align: Align = "start"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Ticks:
    """A choice printed as one box for each of its values, after `run`."""

    field: str
    run: Run = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A printed column: the cell of `of`, or with `value` set a tick where the cell equals it.

    Neighbours with the same `under` share a spanning heading; `note` is printed below that heading.
    """

    of: str
    head: str
    width_cm: float | None = None
    under: str = ""
    value: str | bool | None = None
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Table:
    """A table field, its columns as printed. `number` heads a column of running numbers, "" leaves it out."""

    field: str
    columns: tuple[Column, ...]
    number: str = ""
    note: str = ""
    totals: tuple[str, ...] = ()
    empty_rows: int = 0


@dataclass(frozen=True, slots=True)
class Photos:
    field: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    lines: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Hops:
    """The signatures of the stage's hops, one block each."""


@dataclass(frozen=True, slots=True)
class Notes:
    items: tuple[Run, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    points: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Rest:
    """Every field of a section that no other part prints, as "label: answer" lines."""

    section: str


Part: TypeAlias = (
    Heading | Line | Ticks | Table | Photos | Signature | Hops | Notes | Space | PageBreak | Rest
)
PART_KEYS = (
    "heading",
    "line",
    "ticks",
    "table",
    "photos",
    "signature",
    "hops",
    "notes",
    "space",
    "page_break",
    "rest",
)


@dataclass(frozen=True, slots=True)
class Paper:
    """How one form looks on paper; with no parts of its own a form prints section by section."""

    title: tuple[Run, ...] = ()
    parts: tuple[Part, ...] = ()
    orientation: Literal["portrait", "landscape"] = "portrait"
    numerals: Literal["thai", "arabic"] = "thai"

    def tables(self) -> tuple[Table, ...]:
        return tuple(part for part in self.parts if isinstance(part, Table))


class BadPaper(ValueError):
    """A paper that cannot be laid out; `problems` are (path below the paper, Thai sentence)."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(message for _, message in problems))
        self.problems = tuple(problems)


def parse_paper(mapping: Mapping[str, object]) -> Paper:
    """The paper that `mapping` describes; its shape is already that of the pack schema. Raises BadPaper."""
    reader = _Reader()
    paper = Paper(
        title=reader.runs(mapping.get("title", []), "title"),
        parts=reader.parts(mapping.get("parts", [])),
        orientation="landscape" if mapping.get("orientation") == "landscape" else "portrait",
        numerals="arabic" if mapping.get("numerals") == "arabic" else "thai",
    )
    if reader.problems:
        raise BadPaper(reader.problems)
    return paper


def runs(paper: Paper) -> Iterator[tuple[str, Run]]:
    """Every text of the paper in reading order, with its path below the paper."""
    for at, run in enumerate(paper.title):
        yield f"title[{at}]", run
    for at, part in enumerate(paper.parts):
        match part:
            case Heading(run):
                yield f"parts[{at}].heading", run
            case Line(run):
                yield f"parts[{at}].line", run
            case Ticks(_, run):
                yield f"parts[{at}].label", run
            case Signature(lines):
                yield from ((f"parts[{at}].signature[{n}]", run) for n, run in enumerate(lines))
            case Notes(items):
                yield from ((f"parts[{at}].notes[{n}]", run) for n, run in enumerate(items))


def blanks(paper: Paper) -> tuple[BlankAt, ...]:
    """Every blank of the paper, in reading order."""
    return tuple(piece for _, run in runs(paper) for piece in run if isinstance(piece, BlankAt))


class _Reader:
    """Builds parts and keeps every problem met on the way."""

    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []

    def parts(self, given: object) -> tuple[Part, ...]:
        assert isinstance(given, list), "the pack schema lets only lists through"
        built = (self.part(item, f"parts[{at}]") for at, item in enumerate(given))
        return tuple(part for part in built if part is not None)

    def part(self, item: Mapping[str, object], path: str) -> Part | None:
        heads = [key for key in PART_KEYS if key in item]
        if len(heads) != 1:
            found = ", ".join(heads) or "ไม่มี"
            self.problems.append((path, f"แต่ละส่วนต้องมีคีย์หลักหนึ่งเดียวจาก {', '.join(PART_KEYS)} แต่พบ: {found}"))
            return None
        return self._built(heads[0], item, path)

    def _built(self, head: str, item: Mapping[str, object], path: str) -> Part:
        value = item[head]
        match head:
            case "heading":
                return Heading(self.run(value, f"{path}.heading"), int(str(item.get("level", 1))))
            case "line":
                run = self.run(value, f"{path}.line")
                return Line(run, item.get("indent") is True, _align(item), item.get("bold") is True)
            case "ticks":
                return Ticks(str(value), self.run(item.get("label", ""), f"{path}.label"))
            case "table":
                return self._table(item)
            case "photos":
                return Photos(str(value), str(item.get("title", "")))
            case "signature":
                return Signature(self.runs(value, f"{path}.signature"))
            case "hops":
                return Hops()
            case "notes":
                return Notes(self.runs(value, f"{path}.notes"), str(item.get("title", "")))
            case "space":
                return Space(float(str(value)))
            case "page_break":
                return PageBreak()
        return Rest(str(value))

    def _table(self, item: Mapping[str, object]) -> Table:
        columns, totals = item.get("columns", []), item.get("totals", [])
        assert isinstance(columns, list)
        assert isinstance(totals, list)
        return Table(
            field=str(item["table"]),
            columns=tuple(_column(column) for column in columns),
            number=str(item.get("number", "")),
            note=str(item.get("note", "")),
            totals=tuple(str(name) for name in totals),
            empty_rows=int(str(item.get("empty_rows", 0))),
        )

    def runs(self, given: object, path: str) -> tuple[Run, ...]:
        assert isinstance(given, list), "the pack schema lets only lists through"
        return tuple(self.run(text, f"{path}[{at}]") for at, text in enumerate(given))

    def run(self, text: object, path: str) -> Run:
        """The text cut at its blanks; a brace that belongs to no blank is a problem."""
        pieces: list[str | BlankAt] = []
        start = 0
        for match in _BLANK.finditer(str(text)):
            pieces.append(str(text)[start : match.start()])
            pieces.append(_blank(match))
            start = match.end()
        pieces.append(str(text)[start:])
        if any(isinstance(piece, str) and _BRACE.search(piece) for piece in pieces):
            self.problems.append((path, f"วงเล็บปีกกาใน '{text}' ไม่ครบคู่หรือชื่อข้างในไม่ถูกต้อง — เขียนเป็น {{ชื่อข้อมูล}}"))
        return tuple(piece for piece in pieces if piece != "")


def _column(item: Mapping[str, object]) -> Column:
    value, width = item.get("is"), item.get("width")
    return Column(
        of=str(item["of"]),
        head=str(item["head"]),
        width_cm=float(str(width)) if width is not None else None,
        under=str(item.get("under", "")),
        value=value if isinstance(value, bool) else None if value is None else str(value),
        align=_align(item),
    )


def _align(item: Mapping[str, object]) -> Align:
    match item.get("align"):
        case "center":
            return "center"
        case "end":
            return "end"
    return "start"


def _blank(match: re.Match[str]) -> BlankAt:
    name, width = match["name"], float(match["width"] or USUAL_BLANK_CM)
    stem, _, last = name.rpartition(".")
    return BlankAt(stem, last, width) if stem and last in DATE_PARTS else BlankAt(name, None, width)
