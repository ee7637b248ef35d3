"""The desk as a workbook: numbers stay numbers, shown in Thai; no text is ever run as a formula. Always in Thai."""

import io
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from sammachip.cases.models import Case
from sammachip.cases.steps import StepState
from sammachip.core.rollup import Tally
from sammachip.core.thaidate import format_date
from sammachip.core.thainum import to_thai
from sammachip.insight import words
from sammachip.insight.lists import Named, district_of, named
from sammachip.insight.measures import Reading, by_office
from sammachip.insight.papers import board_title
from sammachip.insight.queries import Board, Row
from sammachip.insight.rollups import Gathered, by_place, subjects_of
from sammachip.insight.rollups import Row as Counted
from sammachip.records.workbooks.writing import A4, LINE_POINTS, Look, SafeWorkbook, fit_row, write_text
from sammachip.trail.thai import in_thai

COUNT, BAHT, DAY = "[$-D00041E]0", "[$-D00041E]#,##0.00", "[$-D07041E]d mmmm yyyy"
"""Number formats that show Thai digits and years of the Buddhist era over plain numbers and dates."""
FACE = {"font_name": "TH SarabunPSK", "font_size": 16, "border": 1, "valign": "vcenter"}
HEAD_ROW = 3


@in_thai
def board_workbook(board: Board, readings: Sequence[Reading], sums: Sequence[Gathered] = ()) -> bytes:
    """The offices with their totals, the steps added up, the indicators and sums by office, and what each counts."""
    out = io.BytesIO()
    with SafeWorkbook(out) as book:
        _Pen(book, _("ภาพรวม"), board).offices(board)
        _Pen(book, _("ขั้นตอน"), board).steps(board)
        _Pen(book, _("ตัวชี้วัด"), board).measures(readings)
        _Pen(book, _("ตัวชี้วัดรายหน่วยงาน"), board).measures_by_office(board, readings)
        _Pen(book, _("รายชื่อที่นับ"), board).counted(readings)
        if sums:
            _Pen(book, _("ยอดรวม"), board).sums(board, sums)
            _Pen(book, _("รายการในยอดรวม"), board).sum_rows(sums)
    return out.getvalue()


class _Pen:
    """Writes one sheet: title and day above, then headings, then rows of typed cells."""

    def __init__(self, book: SafeWorkbook, name: str, board: Board) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.head = book.look(**FACE, bold=True, align="center", text_wrap=True, bg_color="#DCECEC")
        self.plain = book.look(**FACE)
        self.count: Format = book.add_format({**FACE, "align": "center", "num_format": COUNT})
        self.baht: Format = book.add_format({**FACE, "num_format": BAHT})
        self.day: Format = book.add_format({**FACE, "num_format": DAY})
        title = book.look(font_name=FACE["font_name"], font_size=18, bold=True)
        said = book.look(font_name=FACE["font_name"], font_size=16)
        office = board.case.office.name if board.case.office else ""
        self.text(0, 0, board_title(board), title)
        day = format_date(board.as_of, thai_digits=True)
        self.text(1, 0, _("{office}  ข้อมูล ณ วันที่ {day}").format(office=office, day=day), said)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_default_row(LINE_POINTS)

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        write_text(self.sheet, row, column, text, look)

    def heading(self, labels: Sequence[str], widths: Sequence[float]) -> None:
        for column, (label, width) in enumerate(zip(labels, widths, strict=True)):
            self.text(HEAD_ROW, column, label, self.head)
            self.sheet.set_column(column, column, width)
        fit_row(self.sheet, HEAD_ROW, labels, widths)
        self.sheet.freeze_panes(HEAD_ROW + 1, 0)
        self.sheet.repeat_rows(HEAD_ROW)

    def row(self, number: int, cells: Sequence[object]) -> None:
        """One row of cells by their Python types: an amount is a Decimal, a count an int, a day a date."""
        for column, value in enumerate(cells):
            match value:
                case int():
                    self.sheet.write_number(number, column, value, self.count)
                case Decimal():
                    self.sheet.write_number(number, column, value, self.baht)
                case str() | None:
                    self.text(number, column, value or "", self.plain)
                case _:
                    self.sheet.write_datetime(number, column, value, self.day)

    def offices(self, board: Board) -> None:
        labels = [
            *(_("ที่"), _("รหัส"), str(board.level.label), str(words.PLACES), str(words.GROUPS)),
            *(to_thai(f"{number}. {title}") for number, title in board.steps.items()),
            *(str(words.LATE), str(words.REPORT), _("วันที่รายงาน")),
            *(_("{label} (บาท)").format(label=words.MONEY[column]) for column in board.money_columns),
            _("ร้อยละการเบิกจ่าย"),
        ]
        steps, sums = [14] * len(board.steps), [14] * len(board.money_columns)
        widths = [*(6, 8, 20, 12, 12), *steps, *(12, 16, 18), *sums, 14]
        self.heading(labels, widths)
        for number, row in enumerate(board.rows, start=1):
            self.row(HEAD_ROW + number, [number, *_office(board, row)])
        if board.own:
            self.row(HEAD_ROW + len(board.lines), ["", *_own(board, board.own)])
        self._totals(board, len(labels))

    def _totals(self, board: Board, width: int) -> None:
        """The row of totals: formulas over the rows, with what they come to kept beside them."""
        last = HEAD_ROW + len(board.lines)
        money = {
            width - 1 - len(board.money_columns) + at: column for at, column in enumerate(board.money_columns)
        }
        counts = {3: board.places, 4: board.groups, 5 + len(board.steps): board.late}
        for column in range(width):
            self.sheet.write_blank(last + 1, column, None, self.plain.plain)
        self.text(last + 1, 2, str(words.TOTAL), self.head)
        for column, result in counts.items():
            self._sum(last, column, result, self.count)
        for column, name in money.items():
            self._sum(last, column, getattr(board.money, name), self.baht)
        if board.money.percent is not None:
            self.sheet.write_number(last + 1, width - 1, board.money.percent, self.baht)

    def _sum(self, last: int, column: int, result: int | Decimal, shown: Format) -> None:
        name = xl_col_to_name(column)
        formula = f"=SUM({name}{HEAD_ROW + 2}:{name}{last + 1})" if last > HEAD_ROW else "=0"
        self.sheet.write_formula(last + 1, column, formula, shown, result)

    def steps(self, board: Board) -> None:
        self.heading(
            [_("ที่"), str(words.STEP), *(str(words.STEPS[state]) for state in StepState)], [6, 70, 16, 16, 16]
        )
        for at, (number, title) in enumerate(board.steps.items(), start=1):
            counts = [board.step_count(number, state) for state in StepState]
            self.row(HEAD_ROW + at, [number, title, *counts])

    def measures(self, readings: Sequence[Reading]) -> None:
        labels = [
            *(
                words.MEASURE,
                _("หน่วย"),
                words.TARGET,
                words.numerators(readings),
                words.DENOMINATOR,
                words.MISSING,
            ),
            *(words.VALUE, words.LOWEST, words.HIGHEST, _("วิธีนับ")),
        ]
        self.heading([str(label) for label in labels], [60, 12, 12, 12, 14, 14, 12, 18, 18, 80])
        for at, reading in enumerate(readings, start=1):
            self.row(HEAD_ROW + at, _measure(reading))

    def measures_by_office(self, board: Board, readings: Sequence[Reading]) -> None:
        """Counts that add up to those of the whole, and each office's own value."""
        labels = [
            *(
                words.MEASURE,
                _("รหัส"),
                _("หน่วยงาน"),
                words.numerators(readings),
                words.DENOMINATOR,
                words.MISSING,
            ),
            *(words.VALUE, words.LOWEST, words.HIGHEST),
        ]
        self.heading([str(label) for label in labels], [60, 8, 28, 12, 14, 14, 12, 18, 18])
        offices = [row.case for row in board.rows]
        rows = [
            _office_measure(case, one)
            for reading in readings
            for case, one in by_office(reading, board.case, offices)
        ]
        for at, row in enumerate(rows, start=1):
            self.row(HEAD_ROW + at, row)

    def counted(self, readings: Sequence[Reading]) -> None:
        """One row a case: a stranger who adds them up gets the indicators again."""
        labels = [
            *(
                words.MEASURE,
                _("อำเภอ"),
                _("กลุ่มหรือหน่วยงาน"),
                words.numerators(readings),
                words.DENOMINATOR,
                words.MISSING,
            ),
            words.WHY,
        ]
        self.heading([str(label) for label in labels], [60, 20, 40, 12, 14, 14, 80])
        rows = [_counted(reading, one) for reading in readings for one in named(reading, reading.cases)]
        for at, row in enumerate(rows, start=1):
            self.row(HEAD_ROW + at, row)

    def sums(self, board: Board, sums: Sequence[Gathered]) -> None:
        """One row for each office, kind and amount: those of a sum add up to it."""
        labels = [
            *(words.ROLLUP, _("หน่วยงาน"), _("ประเภท"), _("จำนวน"), _("หน่วยนับ")),
            *(_("สิ่งที่รวม"), words.SUM, _("หน่วย"), words.UNTOLD),
        ]
        self.heading([str(label) for label in labels], [44, 28, 36, 10, 12, 24, 20, 10, 12])
        offices = [row.case for row in board.rows]
        rows = [
            row
            for one in sums
            for case, part in by_place(one, board.case, offices)
            for row in _sum_parts(case, part)
        ]
        for at, row in enumerate(rows, start=1):
            self.row(HEAD_ROW + at, row)

    def sum_rows(self, sums: Sequence[Gathered]) -> None:
        """Each row that counts, once for each amount: a stranger who adds them up gets the sums again."""
        labels = [
            *(words.ROLLUP, _("อำเภอ"), _("กลุ่มหรือหน่วยงาน"), _("วันที่"), _("ประเภท"), _("รายละเอียด")),
            *(_("สิ่งที่รวม"), _("จำนวน"), _("หน่วย")),
        ]
        self.heading([str(label) for label in labels], [44, 20, 40, 20, 36, 60, 24, 20, 10])
        subjects = subjects_of({row.case for one in sums for row in one.rows})
        rows = [cells for one in sums for row in one.rows for cells in _sum_row(one, row, subjects[row.case])]
        for at, cells in enumerate(rows, start=1):
            self.row(HEAD_ROW + at, cells)


def _sum_parts(case: Case, part: Gathered) -> list[list[object]]:
    kinds = part.by_kind or [("", part)]
    name = case.office.short_name if case.office else str(case)
    rows: list[list[object]] = []
    for kind, one in kinds:
        told = [part.rollup.title, name, part.kind_label(kind) if part.kinds else "", len(one.rows)]
        amounts = [
            [sum_.label, added.total, sum_.unit, added.untold]
            for sum_, added in zip(part.rollup.sums, one.sums, strict=True)
        ]
        rows += [[*told, part.rollup.unit, *amount] for amount in amounts or [["", None, "", None]]]
    return rows


def _sum_row(found: Gathered, row: Counted, case: Case) -> list[list[object]]:
    told = [
        *(found.rollup.title, district_of(case), str(case), row.on),
        found.kind_label(row.kind) if found.kinds else "",
        " · ".join(str(one) for one in row.said if one),
    ]
    amounts = [
        [sum_.label, amount, sum_.unit] for sum_, amount in zip(found.rollup.sums, row.amounts, strict=True)
    ]
    return [[*told, *amount] for amount in amounts or [["", None, ""]]]


def _office(board: Board, row: Row) -> list[object]:
    assert row.case.office is not None
    return [
        *(row.case.office.code, row.case.office.place_name, row.places, row.groups),
        *(str(words.STEPS[row.steps[number]]) for number in board.steps),
        *(row.late, str(row.report.state.label), row.report.sent_on),
        *(getattr(row.money, column) for column in board.money_columns),
        row.money.percent,
    ]


def _own(board: Board, row: Row) -> list[object]:
    assert row.case.office is not None
    return [
        *(row.case.office.code, row.case.office.short_name, None, row.groups, *[None] * len(board.steps)),
        *(row.late, None, None, *(getattr(row.money, column) for column in board.money_columns)),
        row.money.percent,
    ]


def _measure(reading: Reading) -> list[object]:
    measure = reading.measure
    return [measure.title, measure.unit, measure.target, *_figures(reading), measure.sentence]


def _office_measure(case: Case, reading: Reading) -> list[object]:
    assert case.office is not None
    return [reading.measure.title, case.office.code, case.office.short_name, *_figures(reading)]


def _counted(reading: Reading, one: Named) -> list[object]:
    return [
        *(reading.measure.title, one.district, str(one.case)),
        *(*_counts(one.part.tally), words.why_missing(one.part)),
    ]


def _figures(reading: Reading) -> list[object]:
    """The three counts, the value, and the lowest and highest it may become."""
    return [*_counts(reading.total), reading.value, *(reading.bounds or (None, None))]


def _counts(tally: Tally) -> list[object]:
    return [_whole(tally.numerator), _whole(tally.denominator), tally.missing]


def _whole(value: Decimal) -> int | Decimal:
    """A count as a count; a sum with satang stays one."""
    return int(value) if value == value.to_integral_value() else value
