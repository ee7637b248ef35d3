"""What an official paper is made of: its blocks, and the parts of their lines. All text in them is final."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, TypeAlias

from sammachip.core import radar

Align: TypeAlias = Literal["start", "center", "end"]

DOTS_PER_CM = 10
"""Dots of an empty blank: at 16 points of TH SarabunPSK ten dots are nine millimetres, as on the printed forms."""

BOX_ON, BOX_OFF, MARK = "☑", "☐", "✓"

NUMBER, DATE, SUBJECT, TO = "ที่", "วันที่", "เรื่อง", "เรียน"
REFERENCE, ENCLOSURE, COPIES = "อ้างถึง", "สิ่งที่ส่งมาด้วย", "สำเนาส่ง"
MEMO, OFFICE = "บันทึกข้อความ", "ส่วนราชการ"
"""Labels the office rules of 2526 (ระเบียบงานสารบรรณ) prescribe for letters and memos."""
PAGE = "หน้า"
SEAL, SEAL_CODE = "ตรวจว่าเป็นเอกสารจริงที่", "รหัสเอกสาร"


class BadDocument(ValueError):
    """A document that cannot be laid out: a table whose rows do not fit its head, an unknown block."""


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A dotted blank of a form, filled with `value`, or left as dots when there is none."""

    value: str | None
    width_cm: float

    @property
    def text(self) -> str:
        return self.value or "." * round(self.width_cm * DOTS_PER_CM)


@dataclass(frozen=True, slots=True)
class ToEnd:
    """A dotted blank up to the end of the line or to the unit that stands there: room for a hand, or what is known."""

    value: str | None = None

    @property
    def text(self) -> str:
        return self.value or ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick box and what it stands for."""

    on: bool
    label: str

    @property
    def text(self) -> str:
        return f"{BOX_ON if self.on else BOX_OFF} {self.label}".rstrip()


Part: TypeAlias = Text | Blank | ToEnd | Tick


def parts(*items: Part | str) -> tuple[Part, ...]:
    """The parts of a line, plain strings made `Text`: `parts("จำนวน ", Blank("๒", 2), " กลุ่ม")`."""
    return tuple(Text(item) if isinstance(item, str) else item for item in items)


def in_brackets(name: str) -> str:
    """A name as it stands under its signature; what stands for one that is masked or erased has its brackets already."""
    return name if name.startswith("(") and name.endswith(")") else f"({name})"


def spoken(line: tuple[Part, ...]) -> str:
    """The text of a line of parts."""
    return "".join(part.text for part in line)


@dataclass(frozen=True, slots=True)
class Heading:
    """`points` is how large it is printed where not as its level is: on a certificate of honour."""

    text: str
    level: Literal[1, 2, 3] = 1
    align: Align = "start"
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A ragged line of a form; long ones run on. `indent` sets its beginning in by 2.5 cm; `points` as of a heading."""

    parts: tuple[Part, ...]
    indent: bool = False
    align: Align = "start"
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Justified prose; a newline in the text is a hard line end. `deeper` sets an item of a list in by so many steps."""

    text: str
    indent: bool = True
    deeper: int = 0


@dataclass(frozen=True, slots=True)
class HeadCell:
    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table body. `tick` True prints a check mark, False nothing; None means it is no tick cell."""

    text: str = ""
    tick: bool | None = None
    align: Align = "start"
    bold: bool = False

    @property
    def content(self) -> str:
        return f"{MARK} {self.text}".rstrip() if self.tick else self.text


@dataclass(frozen=True, slots=True)
class Table:
    """Head rows, body rows and a closing row of totals. A width of None takes its share of what is left.

    An empty cell is as high as a line, or `room_cm` where a hand is to write in it.
    """

    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths_cm: tuple[float | None, ...] = ()
    total: tuple[Cell, ...] | None = None
    caption: str = ""
    room_cm: float = 0.0

    def __post_init__(self) -> None:
        places = head_places(self.head)
        if not self.columns:
            raise BadDocument("a table needs at least one column")
        if places and len({(row, column) for place in places for row, column in place.covers()}) != (
            len(self.head) * self.columns
        ):
            raise BadDocument("the head of the table leaves holes")
        for number, row in enumerate(self.lines, start=1):
            if len(row) != self.columns:
                raise BadDocument(f"row {number} has {len(row)} cells for {self.columns} columns")

    @property
    def columns(self) -> int:
        if self.widths_cm:
            return len(self.widths_cm)
        if self.head:
            return sum(cell.colspan for cell in self.head[0])
        return len(self.rows[0]) if self.rows else 0

    @property
    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """Body rows and, last, the row of totals."""
        return (*self.rows, self.total) if self.total else self.rows


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """Where a head cell lies in the grid, once the spans above and before it are counted."""

    row: int
    column: int
    cell: HeadCell

    def covers(self) -> Iterator[tuple[int, int]]:
        for row in range(self.row, self.row + self.cell.rowspan):
            for column in range(self.column, self.column + self.cell.colspan):
                yield row, column


def head_places(head: tuple[tuple[HeadCell, ...], ...]) -> tuple[HeadPlace, ...]:
    """Each head cell with its row and column; raises BadDocument where spans collide or overhang."""
    width = sum(cell.colspan for cell in head[0]) if head else 0
    taken: set[tuple[int, int]] = set()
    places: list[HeadPlace] = []
    for row, cells in enumerate(head):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            place = HeadPlace(row, column, cell)
            covered = set(place.covers())
            if covered & taken or any(r >= len(head) or c >= width for r, c in covered):
                raise BadDocument(f"head cell «{cell.text}» does not fit the head of the table")
            taken |= covered
            places.append(place)
    return tuple(places)


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines centred on the right half, never split over two pages."""

    lines: tuple[tuple[Part, ...], ...]
    width_cm: float = 8.0


@dataclass(frozen=True, slots=True)
class Photo:
    """`ref` names the picture among those handed to the renderer; the caption is its description too."""

    ref: str
    caption: str


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures, two in a row, captions beneath."""

    items: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """A picture of shares along axes; a table beside it gives the figures, so the title is all that it says in text."""

    title: str
    axes: tuple[str, ...]
    shapes: tuple[radar.Shape, ...]

    @property
    def svg(self) -> str:
        return radar.svg(self.axes, self.shapes, title=self.title)

    @property
    def ref(self) -> str:
        """Names the picture among those made ready for a renderer."""
        return f"radar-{sha256(self.svg.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Notes:
    """A list of remarks under a short title such as หมายเหตุ."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """Dotted lines to write on."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Code:
    """A picture that a telephone reads as `address`; beside it what the paper is, the first line as its heading."""

    address: str
    lines: tuple[str, ...]

    @property
    def ref(self) -> str:
        """Names the picture among those made ready for a renderer."""
        return f"code-{sha256(self.address.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Seal:
    """What anyone checks an issued paper by: its code, the address where a telephone finds it, and where it is typed in.

    It stands at the foot of the sheet as page numbers stand at its head: it is no part of what the paper says. Without
    an address there is no picture.
    """

    code: str
    address: str = ""
    desk: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands on the first page, beside the picture; on every other the last of it alone."""
        told = f"{SEAL_CODE} {self.code}"
        return (SEAL, self.desk, told) if self.desk else (told,)

    @property
    def picture(self) -> Code | None:
        return Code(self.address, self.lines) if self.address else None


@dataclass(frozen=True, slots=True)
class Start:
    """A paper of its own within a bundle: it begins a page, its pages count from one, and `foot` stands below each,
    as their numbers do: it is no part of what the paper says."""

    foot: str


@dataclass(frozen=True, slots=True)
class Spacer:
    points: float = 6.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Top of a หนังสือภายนอก. A draft leaves the running number and the day out of `number` and `date`."""

    number: str
    office_lines: tuple[str, ...]
    date: str
    urgency: str = ""
    emblem_ref: str | None = None
    secrecy: str = ""
    number_label: str = NUMBER
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class LetterFields:
    """Subject, addressee, references, enclosures (what, how many). A memo has its subject in `MemoHead`.

    `salutation` stands before the addressee; a stamped letter says ถึง.
    """

    to: str
    subject: str = ""
    refs: tuple[str, ...] = ()
    enclosures: tuple[tuple[str, str], ...] = ()
    salutation: str = TO


@dataclass(frozen=True, slots=True)
class LetterClose:
    """The closing words and, after room for a signature, who signs: on the right half, or `centred` on the sheet.

    A memo closes without words.
    """

    sign_lines: tuple[str, ...]
    closing: str = ""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class LetterContact:
    """The section that owns the matter and how to reach it, at the foot of the letter; `beside` on the right what only
    the office's own copy says."""

    lines: tuple[str, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemoHead:
    """Top of a บันทึกข้อความ (หนังสือภายใน)."""

    office: str
    number: str
    date: str
    subject: str
    urgency: str = ""
    emblem_ref: str | None = None
    secrecy: str = ""


@dataclass(frozen=True, slots=True)
class Emblem:
    """The emblem by itself, or its room: above an order, an announcement, a certificate."""

    ref: str | None = None


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The number of a paper that bears it on a line of its own."""

    label: str
    number: str
    align: Align = "center"


@dataclass(frozen=True, slots=True)
class GivenOn:
    """The day at the foot of an order or certificate, พ.ศ. before its year; `aside` centres it on the right half."""

    words: str
    date: str
    aside: bool = False

    @property
    def text(self) -> str:
        return f"{self.words} {self.date}".strip()


Block: TypeAlias = (
    Heading
    | Line
    | Paragraph
    | Table
    | Signature
    | Photos
    | Radar
    | Notes
    | Writing
    | Code
    | Start
    | Spacer
    | PageBreak
    | LetterHead
    | LetterFields
    | LetterClose
    | LetterContact
    | MemoHead
    | Emblem
    | NumberLine
    | GivenOn
)
