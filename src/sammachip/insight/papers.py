"""The desk on paper: every office in one landscape table, the steps added up, the indicators. Always in Thai."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.cases.steps import StepState
from sammachip.core.document import (
    Block,
    Cell,
    Document,
    HeadCell,
    Heading,
    Line,
    Notes,
    PageBreak,
    Table,
    parts,
)
from sammachip.core.money import format_baht
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_thai
from sammachip.insight import words
from sammachip.insight.measures import Reading, by_office
from sammachip.insight.queries import Board, Row
from sammachip.insight.reports import Report
from sammachip.insight.rollups import Gathered, by_place
from sammachip.money.queries import Sums
from sammachip.trail.thai import in_thai

MARKS = {StepState.FINISHED: "✓", StepState.ONGOING: "○", StepState.NONE: "–"}
NUMBER_CM, NAME_CM, GROUPS_CM, STEP_CM, LATE_CM, REPORT_CM = 0.9, 2.6, 1.8, 0.8, 1.7, 2.6
DIGIT_CM, INSET_CM = 0.2, 0.3
"""What a digit of an amount takes in a table, and a cell beside its text: the columns are as wide as the longest."""


def board_title(board: Board) -> str:
    return _("ภาพรวมการดำเนินงาน{title}").format(title=board.case.edition.title)


@in_thai
def board_document(board: Board, readings: Sequence[Reading], sums: Sequence[Gathered] = ()) -> Document:
    """What the desk shows, as a paper to be printed and filed."""
    return Document(
        title=board_title(board),
        orientation="landscape",
        blocks=(
            Heading(board_title(board), align="center"),
            Line(parts(_under_title(board)), align="center"),
            _offices(board),
            Notes(_("หมายเหตุ"), tuple(_remarks(board))),
            *((PageBreak(), *_steps(board)) if board.steps else ()),
            *_measures(readings),
            *(block for reading in readings for block in _by_office(board, reading)),
            *(block for one in sums for block in _sum(board, one)),
        ),
    )


def _under_title(board: Board) -> str:
    assert board.case.office is not None
    return _("{office}  รายงานแล้ว {reported} จาก {all} {level}  ข้อมูล ณ วันที่ {day}").format(
        office=board.case.office.name,
        reported=to_thai(board.reported),
        all=to_thai(len(board.rows)),
        level=board.level.label,
        day=format_date(board.as_of, thai_digits=True),
    )


def _offices(board: Board) -> Table:
    steps = len(board.steps)
    numbers = range(1, len(board.rows) + 1)
    body = [_office(board, row, to_thai(number)) for number, row in zip(numbers, board.rows, strict=True)]
    if board.own:
        body.append(_office(board, board.own, ""))
    amount_cm = DIGIT_CM * len(_baht(board, board.money.allotted)) + INSET_CM
    return Table(
        head=_head(board),
        rows=tuple(body),
        widths_cm=(
            *(NUMBER_CM, NAME_CM, GROUPS_CM, *[STEP_CM] * steps, LATE_CM, REPORT_CM),
            *[amount_cm] * len(board.money_columns),
        ),
        total=_totals(board),
    )


def _head(board: Board) -> tuple[tuple[HeadCell, ...], ...]:
    """The steps and the money stand under one heading each; without them one row is enough."""
    rows = 2 if board.steps or board.money_columns else 1
    tall = [_("ที่"), str(board.level.label), _("กลุ่ม / เป้าหมาย") if board.places else _("กลุ่ม")]
    steps = (HeadCell(_("ขั้นตอนที่"), colspan=len(board.steps)),) if board.steps else ()
    money = (HeadCell(_("งบประมาณ (บาท)"), colspan=len(board.money_columns)),) if board.money_columns else ()
    upper = (
        *(HeadCell(text, rowspan=rows) for text in tall),
        *steps,
        HeadCell(str(words.LATE), rowspan=rows),
        HeadCell(str(words.REPORT), rowspan=rows),
        *money,
    )
    lower = (
        *(HeadCell(to_thai(number)) for number in board.steps),
        *(HeadCell(str(words.MONEY[column])) for column in board.money_columns),
    )
    return (upper, lower) if lower else (upper,)


def _office(board: Board, row: Row, number: str) -> tuple[Cell, ...]:
    office = row.case.office
    assert office is not None
    own = row is board.own
    return (
        _centred(number),
        Cell(office.short_name if own else office.place_name),
        _centred(_groups(board, row.groups, row.places) if row.places or row.groups else ""),
        *(_centred("" if own else MARKS[row.steps[step]]) for step in board.steps),
        _centred(to_thai(row.late)),
        Cell("" if own else _reported(row.report)),
        *_amounts(board, row.money),
    )


def _groups(board: Board, groups: int, places: int) -> str:
    """How many there are of how many places; the number alone where nobody set places."""
    return to_thai(f"{groups}/{places}" if board.places else groups)


def _reported(report: Report) -> str:
    day = format_date(report.sent_on, "short", thai_digits=True) if report.sent_on else ""
    return f"{report.state.label}\n{day}".rstrip()


def _totals(board: Board) -> tuple[Cell, ...]:
    finished = [board.step_count(number, StepState.FINISHED) for number in board.steps]
    return (
        Cell(),
        Cell(str(words.TOTAL), bold=True),
        _centred(_groups(board, board.groups, board.places), bold=True),
        *(_centred(to_thai(count), bold=True) for count in finished),
        _centred(to_thai(board.late), bold=True),
        Cell(f"{to_thai(board.reported)}/{to_thai(len(board.rows))}", bold=True),
        *_amounts(board, board.money, bold=True),
    )


def _amounts(board: Board, money: Sums, *, bold: bool = False) -> tuple[Cell, ...]:
    return tuple(
        Cell(_baht(board, getattr(money, column)), align="end", bold=bold) for column in board.money_columns
    )


def _baht(board: Board, amount: Decimal) -> str:
    """The amount in Thai digits; without satang where no amount of the table has any."""
    amounts = (getattr(row.money, column) for row in board.lines for column in board.money_columns)
    return format_baht(amount, thai=True, satang=any(one % 1 for one in amounts))


def _centred(text: str, *, bold: bool = False) -> Cell:
    return Cell(text, align="center", bold=bold)


def _remarks(board: Board) -> Iterator[str]:
    if board.steps:
        yield _(
            "ขั้นตอน: {finished} เสร็จสิ้นแล้ว  {ongoing} กำลังดำเนินการ  {none} ยังไม่เริ่ม แถวรวมนับเฉพาะที่เสร็จสิ้นแล้ว"
        ).format(
            finished=MARKS[StepState.FINISHED], ongoing=MARKS[StepState.ONGOING], none=MARKS[StepState.NONE]
        )
    if board.money_columns:
        yield _("ผูกพัน คือ ก่อหนี้ผูกพันแล้วและยังไม่เบิกจ่าย · คงเหลือ คือ ที่ได้รับจัดสรรและยังไม่ผูกพัน ไม่เบิกจ่าย ไม่ส่งคืน")
    yield _("เรียงตามรหัสหน่วยงาน มิใช่ลำดับผลการดำเนินงาน")


def _steps(board: Board) -> tuple[Block, ...]:
    return (
        Heading(_("ผลการดำเนินงานตามขั้นตอน (จำนวน{level})").format(level=board.level.label), level=2),
        Table(
            head=(
                (
                    HeadCell(_("ที่")),
                    HeadCell(str(words.STEP)),
                    *(HeadCell(str(words.STEPS[state])) for state in StepState),
                ),
            ),
            rows=tuple(
                (
                    _centred(to_thai(number)),
                    Cell(title),
                    *(_centred(to_thai(board.step_count(number, state))) for state in StepState),
                )
                for number, title in board.steps.items()
            ),
            widths_cm=(NUMBER_CM, None, 3.6, 3.6, 3.6),
        ),
    )


def _measures(readings: Sequence[Reading]) -> tuple[Block, ...]:
    if not readings:
        return ()
    heads = (
        *(words.MEASURE, words.TARGET, words.numerators(readings), words.DENOMINATOR, words.MISSING),
        *(words.VALUE, words.RANGE),
    )
    return (
        Heading(_("ผลตามตัวชี้วัด"), level=2),
        Table(
            head=((HeadCell(_("ที่")), *(HeadCell(str(head)) for head in heads)),),
            rows=tuple(_measure(number, reading) for number, reading in enumerate(readings, start=1)),
            widths_cm=(NUMBER_CM, None, 2.2, 2.2, 2.6, 2.4, 2.2, 4.2),
        ),
    )


def _measure(number: int, reading: Reading) -> tuple[Cell, ...]:
    return (
        _centred(to_thai(number)),
        Cell(f"{reading.measure.title} ({reading.measure.unit})"),
        _centred(figure(reading.measure.target)),
        *_figures(reading),
    )


def _figures(reading: Reading, *, bold: bool = False) -> tuple[Cell, ...]:
    """The three counts, the value, and the lowest and highest it may become."""
    low, high = reading.bounds or (None, None)
    said = (
        figure(reading.total.numerator),
        figure(reading.total.denominator),
        to_thai(reading.total.missing),
        figure(reading.value),
        f"{figure(low)} – {figure(high)}" if low is not None else "–",
    )
    return tuple(_centred(text, bold=bold) for text in said)


def _by_office(board: Board, reading: Reading) -> tuple[Block, ...]:
    """The indicator office by office, added up below; nothing where no case counts yet."""
    if not reading.cases:
        return ()
    heads = (
        *(_("ที่"), str(board.level.label), words.numerators([reading]), words.DENOMINATOR, words.MISSING),
        *(words.VALUE, words.RANGE),
    )
    rows = by_office(reading, board.case, [row.case for row in board.rows])
    title = _("{measure} ราย{level}").format(measure=reading.measure.title, level=board.level.label)
    return (
        Heading(title, level=2),
        Table(
            head=(tuple(HeadCell(str(head)) for head in heads),),
            rows=tuple(
                (_centred(to_thai(number)), Cell(_name(board, case)), *_figures(one))
                for number, (case, one) in enumerate(rows, start=1)
            ),
            widths_cm=(NUMBER_CM, None, 2.6, 2.6, 2.4, 2.2, 4.2),
            total=(Cell(), Cell(str(words.TOTAL), bold=True), *_figures(reading, bold=True)),
        ),
    )


def _sum(board: Board, found: Gathered) -> tuple[Block, ...]:
    """A sum by kind, or office by office where it has none, added up below; nothing where no row counts yet."""
    if not found.rows:
        return ()
    heads = [_("ประเภท") if found.kinds else str(board.level.label)]
    heads.append(_("จำนวน ({unit})").format(unit=found.rollup.unit))
    for one in found.rollup.sums:
        heads += [f"{one.label} ({one.unit})", str(words.UNTOLD)]
    return (
        Heading(found.rollup.title, level=2),
        Table(
            head=(tuple(HeadCell(head) for head in heads),),
            rows=tuple((Cell(label), *_sum_figures(part, found)) for label, part in _sum_parts(board, found)),
            widths_cm=(None, 3.2, *[3.6, 2.2] * len(found.rollup.sums)),
            total=(Cell(str(words.TOTAL), bold=True), *_sum_figures(found, found, bold=True)),
        ),
    )


def _sum_parts(board: Board, found: Gathered) -> list[tuple[str, Gathered]]:
    if found.kinds:
        return [(found.kind_label(kind), part) for kind, part in found.by_kind]
    places = by_place(found, board.case, [row.case for row in board.rows])
    return [(_name(board, case), part) for case, part in places if part.rows]


def _sum_figures(part: Gathered, whole: Gathered, *, bold: bool = False) -> tuple[Cell, ...]:
    """How many rows a part counts and what they come to, to as many places as the whole: nought baht is ๐.๐๐."""
    amounts = [
        (
            Cell(to_thai(f"{one.total + 0 * all_of.total:,}"), align="end", bold=bold),
            _centred(to_thai(one.untold), bold=bold),
        )
        for one, all_of in zip(part.sums, whole.sums, strict=True)
    ]
    return (
        _centred(to_thai(len(part.rows)), bold=bold),
        *(cell for pair in amounts for cell in pair),
    )


def _name(board: Board, case: Case) -> str:
    """The place of an office below; the office itself by its own name, since its place has one of them."""
    assert case.office is not None
    return case.office.short_name if case.pk == board.case.pk else case.office.place_name


def figure(value: Decimal | None) -> str:
    """A number without needless zeros, in Thai digits; a dash where there is none."""
    if value is None:
        return "–"
    return to_thai(f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value:,}")
