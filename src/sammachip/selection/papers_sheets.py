"""Papers of a panel: who sits on it, and the score sheets that are marked by hand.

A paper is in Thai, whatever language the screen of the one who brings it about is in.
"""

from collections.abc import Iterable, Iterator

from sammachip.cases.queries import stage_of
from sammachip.core import document as doc
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_thai, trimmed
from sammachip.programmes.rubricspec import Criterion
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import Assignment, Duty, Panel, PanelSeat
from sammachip.selection.queries import sitting
from sammachip.trail.thai import in_thai

ROOM_CM = 0.9
"""High enough for a line of handwriting."""


@in_thai
def members_document(panel: Panel) -> doc.Document:
    """The list of those who sit on the panel now, under its order."""
    rows = tuple(_member_row(number, seat) for number, seat in enumerate(sitting(panel), start=1))
    head = ("ที่", "ชื่อ - สกุล", "ตำแหน่ง", "หน้าที่", "ให้คะแนน")
    return doc.Document(
        title=to_thai(panel.title),
        blocks=(
            doc.Heading("รายชื่อคณะกรรมการ", align="center"),
            doc.Line(doc.parts(to_thai(panel.title)), align="center"),
            doc.Line(doc.parts(_order_words(panel)), align="center"),
            doc.Line(doc.parts(to_thai(panel.case.edition.title)), align="center"),
            doc.Table(
                head=(tuple(doc.HeadCell(text) for text in head),),
                rows=rows,
                widths_cm=(1.2, None, None, 3.8, 1.8),
            ),
            doc.Line(doc.parts(to_thai(f"องค์ประชุมไม่น้อยกว่า {panel.quorum} คน"))),
        ),
    )


def _order_words(panel: Panel) -> str:
    day = format_date(panel.order.dated_on, thai_digits=True)
    return to_thai(f"ตามคำสั่งที่ {panel.order.number} ลงวันที่ {day}")


def _member_row(number: int, seat: PanelSeat) -> tuple[doc.Cell, ...]:
    return (
        doc.Cell(to_thai(number), align="center"),
        doc.Cell(seat.person.name),
        doc.Cell(to_thai(seat.post or "-")),
        doc.Cell(str(Duty(seat.duty).label)),
        doc.Cell(tick=seat.marks, align="center"),
    )


@in_thai
def sheets_document(given: Iterable[tuple[Assignment, str]], law: RoundLaw) -> doc.Document:
    """A score sheet for each assignment, each a page of its own, with the address where it is keyed in."""
    blocks = [block for one, address in given for block in _sheet(one, address, law)]
    return doc.Document(title=to_thai(law.rubric.title), blocks=tuple(blocks))


def _sheet(assignment: Assignment, address: str, law: RoundLaw) -> Iterator[doc.Block]:
    entry, seat = assignment.entry, assignment.seat
    stage = stage_of(entry.round.task)
    name = to_thai(f"ผลงานลำดับที่ {entry.number} {entry.case}")
    yield doc.Start(to_thai(f"ใบให้คะแนน {stage.title} · {entry.number} · {seat.person.name}"))
    yield doc.Code(
        address,
        ("ใบให้คะแนน", to_thai(law.rubric.title), name, "เลขานุการสแกนเพื่อคีย์ใบที่ลงนามแล้วเข้าระบบ"),
    )
    yield doc.Line(doc.parts(to_thai(f"กรรมการ {seat.person.name}")))
    if steps := steps_of_all(law):
        yield doc.Line(doc.parts(to_thai(f"ระดับคะแนนทุกเกณฑ์: {steps}")))
    yield _points_table(law)
    yield doc.Line(doc.parts("ความเห็น ", doc.ToEnd()))
    yield doc.Writing(2)
    yield doc.Signature(
        (
            doc.parts("ลงชื่อ ", doc.Blank(None, 5), " กรรมการ"),
            doc.parts(doc.in_brackets(seat.person.name)),
            doc.parts("วันที่ ", doc.Blank(None, 4)),
        )
    )


def _points_table(law: RoundLaw) -> doc.Table:
    head = ("เกณฑ์", "คะแนนเต็ม", "น้ำหนัก", "คะแนนที่ให้", "เหตุผล")
    return doc.Table(
        head=(tuple(doc.HeadCell(text) for text in head),),
        rows=tuple(_criterion_row(one, told=not steps_of_all(law)) for one in law.rubric.criteria),
        widths_cm=(None, 1.8, 1.5, 2.0, 3.6),
        room_cm=ROOM_CM,
    )


def steps_of_all(law: RoundLaw) -> str:
    """The anchored steps where every criterion has the same: said once, so that the sheet fits its page."""
    steps = {steps_of(one) for one in law.rubric.criteria}
    return steps.pop() if len(steps) == 1 else ""


def steps_of(one: Criterion) -> str:
    """The anchored steps of a criterion in one line."""
    return " · ".join(f"{trimmed(step.points)} = {step.text}" for step in one.anchors)


def _criterion_row(one: Criterion, *, told: bool) -> tuple[doc.Cell, ...]:
    """`told`: whether the anchored steps stand with the criterion."""
    words = "\n".join(filter(None, (one.label, one.guide, steps_of(one) if told else "")))
    return (
        doc.Cell(to_thai(words)),
        doc.Cell(to_thai(trimmed(one.points)), align="center"),
        doc.Cell(to_thai(trimmed(one.weight)), align="center"),
        doc.Cell(),
        doc.Cell(),
    )
