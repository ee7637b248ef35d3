"""A list of recipients as an officer pastes it: a row each, its first cell the name, the others what the blanks become."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sammachip.core.grid import parse_pasted, to_pasted
from sammachip.core.letter.body import cells_of
from sammachip.core.letter.fills import FILLS, FOR_EACH
from sammachip.core.sentence import Sentence
from sammachip.core.thainum import tidy

MOST_RECIPIENTS: Final = 2_000
MOST_COLUMNS: Final = 20
LONGEST_NAME, LONGEST_HEADING, LONGEST_CELL = 200, 60, 2_000
ADDRESSED: Final = "เรียน"
"""The column that says how the letter addresses a recipient, where that is another than its name or its head's post."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list: where it stands in what was pasted, whom it names, what its own letter says in the blanks."""

    row: int
    name: str
    fills: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it was read. With a fault nothing of it is taken."""

    columns: tuple[str, ...]
    rows: tuple[Listed, ...]
    faults: tuple[Sentence, ...]


def read_listing(text: str) -> Listing:
    """The list in a pasted text: cells parted by tabs, as a spreadsheet puts them, or by strokes; its head first."""
    grid = [(number, cells) for number, cells in enumerate(_grid(text), start=1) if any(cells)]
    if len(grid) < 2:
        return Listing((), (), (Sentence("รายชื่อต้องมีแถวหัวตาราง และผู้รับอย่างน้อย 1 แถว"),))
    (_first, head), *body = grid
    return _listed(tuple(head[1:]), body)


def listing_of(said: Sequence[tuple[str, Mapping[str, str]]]) -> Listing:
    """The same of names that come with what each letter says in its blanks; a blank that one does not name stays empty."""
    told = [
        (tidy(name), {tidy(one): _tidy_lines(cell) for one, cell in fills.items()}) for name, fills in said
    ]
    columns = tuple(dict.fromkeys(one for _name, fills in told for one in fills))
    body = [
        (number, [name, *(fills.get(one, "") for one in columns)])
        for number, (name, fills) in enumerate(told, start=1)
    ]
    return _listed(columns, body)


def _listed(columns: tuple[str, ...], body: Sequence[tuple[int, list[str]]]) -> Listing:
    faults = [*_faults_of_head(columns), *_faults_of_rows(columns, body)]
    rows = tuple(
        Listed(number, cells[0], dict(zip(columns, [*cells[1:], *[""] * len(columns)], strict=False)))
        for number, cells in body
    )
    return Listing(columns, rows, tuple(faults))


def _grid(text: str) -> list[list[str]]:
    if any(line.lstrip().startswith("|") for line in text.splitlines()):
        return [[tidy(cell) for cell in cells_of(line)] for line in text.splitlines()]
    return [[_tidy_lines(cell) for cell in row] for row in parse_pasted(text)]


def _tidy_lines(cell: str) -> str:
    return "\n".join(map(tidy, cell.splitlines()))


def _faults_of_head(columns: Sequence[str]) -> Iterator[Sentence]:
    if len(columns) > MOST_COLUMNS:
        yield Sentence(
            "หัวตารางมี {n} ช่อง เกิน {most} ช่อง — ตัดช่องที่ไม่ใช้ในหนังสือออก",
            n=len(columns) + 1,
            most=MOST_COLUMNS + 1,
        )
    for at, heading in enumerate(columns, start=2):
        if not heading:
            yield Sentence("หัวตารางช่องที่ {at} ว่าง — ตั้งชื่อช่อง เช่น จำนวนกลุ่ม", at=at)
        elif heading in (*FILLS, *FOR_EACH):
            yield Sentence(
                "หัวตารางช่องที่ {at} «{heading}» เป็นช่องเติมที่ระบบมีอยู่แล้ว — ตั้งชื่ออื่น", at=at, heading=heading
            )
        elif len(heading) > LONGEST_HEADING or set(heading) & set("{}|"):
            yield Sentence(
                "หัวตารางช่องที่ {at} ยาวเกิน {most} ตัวอักษร หรือมีเครื่องหมาย {{ }} | — ตั้งชื่อให้สั้น",
                at=at,
                most=LONGEST_HEADING,
            )
    for heading in dict.fromkeys(one for one in columns if one and columns.count(one) > 1):
        yield Sentence("หัวตารางมีช่อง «{heading}» ซ้ำกัน — ตั้งชื่อให้ต่างกัน", heading=heading)


def _faults_of_rows(columns: Sequence[str], body: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Sentence]:
    if len(body) > MOST_RECIPIENTS:
        yield Sentence("รายชื่อมี {n} ราย เกินครั้งละ {most} ราย — แบ่งเป็นหลายชุด", n=len(body), most=MOST_RECIPIENTS)
        return
    for number, cells in body:
        if not cells[0]:
            yield Sentence("แถวที่ {row} ไม่มีชื่อผู้รับในช่องแรก", row=number)
        elif len(cells[0]) > LONGEST_NAME:
            yield Sentence("แถวที่ {row} ชื่อผู้รับยาวเกิน {most} ตัวอักษร", row=number, most=LONGEST_NAME)
        if any(cells[1 + len(columns) :]):
            yield Sentence(
                "แถวที่ {row} มี {n} ช่อง มากกว่าหัวตาราง ({head} ช่อง) — ตรวจการวางตาราง",
                row=number,
                n=len(cells),
                head=len(columns) + 1,
            )
        for heading, cell in zip(columns, cells[1:], strict=False):
            if len(cell) > LONGEST_CELL:
                yield Sentence(
                    "แถวที่ {row} ช่อง «{heading}» ยาวเกิน {most} ตัวอักษร",
                    row=number,
                    heading=heading,
                    most=LONGEST_CELL,
                )


def as_pasted(columns: Sequence[str], rows: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    """The list as text again, to be mended or taken into a spreadsheet."""
    lines = ((name, *(fills.get(one, "") for one in columns)) for name, fills in rows)
    return to_pasted([("ผู้รับ", *columns), *lines])
