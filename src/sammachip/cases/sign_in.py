"""Who came: the sheet on which those who take part in a group's activity sign, with the members it has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sammachip.cases.filled import form_of
from sammachip.cases.layout import Signer, signature_of
from sammachip.cases.models import PlanLine, Task
from sammachip.cases.planned import WORK
from sammachip.core import document as doc
from sammachip.core.fields import keys_bound
from sammachip.core.goods import EXPENSE_LABELS, ExpenseClass
from sammachip.core.money import format_baht
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import counted
from sammachip.registry.models import Group
from sammachip.registry.queries import rows_of

TITLE: Final = "ใบลงชื่อผู้เข้าร่วมกิจกรรม"
MOST_EMPTY: Final = 60
_ON_A_PAGE: Final = 11
"""Rows of a sheet whose numbers and signatures still stand below its table."""
_FEWEST_EMPTY, _USUALLY_EMPTY = 4, 10
_HEADS: Final = ("ที่", "ชื่อ-สกุล", "ตำแหน่งในกลุ่ม หรือหน่วยงาน", "ลายมือชื่อ", "หมายเหตุ")


@dataclass(frozen=True, slots=True)
class Gathering:
    """What is known of an activity before it is held; what is not stays blank on the sheet.

    `empty_rows`: how many nobody is named in; None leaves as many as fill the page.
    """

    about: str = ""
    held_on: date | None = None
    place: str = ""
    line: PlanLine | None = None
    empty_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody of the group, by name and by post there."""

    name: str
    post: str = ""


def gathers(task: Task) -> bool:
    """Whether people come together in what the task's form tells: it carries out a group's plan."""
    return task.case.group is not None and WORK in keys_bound(form_of(task)).values()


def expected(group: Group) -> list[Expected]:
    """Those who lead the group, then the others on its roll, each once."""
    told = [(row.told["name"], row.told["post"]) for row in rows_of(group, "committee")]
    told += [(row.told["name"], "") for row in rows_of(group, "members")]
    posts: dict[str, str] = {}
    for name, post in told:
        posts.setdefault(str(name), str(post))
    return [Expected(name, post) for name, post in posts.items()]


def usually_empty(named: int) -> int:
    """Rows for others beside those named: what is left of one page, or a third of the next one where too few are left."""
    left = _ON_A_PAGE - named
    return left if left >= _FEWEST_EMPTY else _USUALLY_EMPTY


def in_words(line: PlanLine) -> str:
    """A line of the plan as a sheet and a choice name it: what, how much, from which class of money."""
    known = EXPENSE_LABELS[ExpenseClass(line.expense_class)] if line.expense_class else ""
    said = f"{line.item} {counted(line.quantity)} {line.unit} {format_baht(line.amount_baht)} บาท"
    return f"{said} ({known})" if known else said


def lay_out_sheet(
    gathering: Gathering, people: Sequence[Expected], *, heads: Sequence[str], address: str
) -> doc.Document:
    """The sheet, with a code that leads to where the number who came is keyed in."""
    empty = usually_empty(len(people)) if gathering.empty_rows is None else gathering.empty_rows
    paper = doc.Document(
        title=TITLE,
        blocks=(
            doc.Start(" · ".join((TITLE, *heads[:1]))),
            doc.Code(address, (TITLE, *heads, "สแกนเพื่อบันทึกกิจกรรมและจำนวนผู้เข้าร่วม")),
            *_told(gathering),
            doc.Table(
                head=(tuple(doc.HeadCell(head) for head in _HEADS),),
                rows=tuple(_rows(people, empty)),
                widths_cm=(1.1, None, 4.2, 3.6, 2.2),
                room_cm=0.9,
            ),
            *_counted(),
            signature_of(Signer("ผู้จัดกิจกรรม")),
            signature_of(Signer("ผู้แทนกลุ่ม")),
        ),
    )
    return doc.in_own_numerals(paper)


def _told(gathering: Gathering) -> Iterator[doc.Block]:
    day = format_date(gathering.held_on) if gathering.held_on else None
    yield doc.Line(doc.parts("กิจกรรม ", doc.ToEnd(gathering.about or None)))
    yield doc.Line(doc.parts("วันที่ ", doc.Blank(day, 4.5), " สถานที่ ", doc.ToEnd(gathering.place or None)))
    line = in_words(gathering.line) if gathering.line else None
    yield doc.Line(doc.parts("รายการตามแผนและงบประมาณ ", doc.ToEnd(line)))


def _rows(people: Sequence[Expected], empty: int) -> Iterator[tuple[doc.Cell, ...]]:
    for number, one in enumerate([*people, *[Expected("")] * empty], start=1):
        named = doc.Cell(str(number), align="center"), doc.Cell(one.name), doc.Cell(one.post)
        yield *named, doc.Cell(), doc.Cell()


def _counted() -> Iterator[doc.Block]:
    """What is counted on the sheet and keyed in afterwards."""
    of = ("ผู้เข้าร่วมทั้งหมด ", " คน เป็นสมาชิกกลุ่ม ", " คน ผู้อื่น ")
    yield doc.Line(
        (*(part for said in of for part in doc.parts(said, doc.Blank(None, 1.8))), doc.Text(" คน"))
    )
