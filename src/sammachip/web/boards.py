"""The desk over many offices as the screen takes it: its rows, its steps added up, its indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.cases.steps import StepState
from sammachip.insight import words
from sammachip.insight.measures import Attained, Reading, by_office, readings
from sammachip.insight.queries import Board, Row
from sammachip.insight.reports import ReportState
from sammachip.insight.rules import WITH_A_BOARD
from sammachip.money.queries import Sums
from sammachip.programmes.pack import Measure
from sammachip.web.shapes import Cell, Column, Listing, State, Tab
from sammachip.web.templatetags.thai import NOTHING, baht, percent

STEP_STATES: Mapping[str, State] = {
    StepState.FINISHED: "done",
    StepState.ONGOING: "ongoing",
    StepState.NONE: "held",
}
REPORT_STATES: Mapping[ReportState, State] = {
    ReportState.ACCEPTED: "done",
    ReportState.NIL: "done",
    ReportState.INTERIM: "ongoing",
    ReportState.SENT: "waiting",
    ReportState.RETURNED: "failed",
    ReportState.WRITING: "ongoing",
    ReportState.NONE: "held",
}
ATTAINED: Mapping[Attained, State] = {Attained.YES: "done", Attained.NO: "failed", Attained.OPEN: "waiting"}
NO_OFFICES = Listing("", (), ())
LATE, UNREPORTED = "late", "unreported"


def list_url(case: Case, what: str, **asked: str | int) -> str:
    """The address of the list behind a number."""
    url = reverse("web:board-list", args=[case.pk, what])
    return f"{url}?{urlencode(asked)}" if asked else url


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of one office: its number, how it stands in words and colour, and the tasks behind it."""

    number: int
    said: str
    state: State
    url: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money under the name of its column."""

    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Line:
    """One office on the board, or the totals. A cell without an address has nothing behind it."""

    name: Cell
    groups: Cell
    places: int
    marks: Sequence[Mark]
    late: Cell
    report: Cell
    report_state: State
    reported_on: date | None
    money: Sequence[Amount]


def line_of(board: Board, row: Row) -> Line:
    """One row; the case's own row has no steps and no report beside those of the offices."""
    office = row.case.office
    assert office is not None
    own, filing = row is board.own, row.report.filing
    return Line(
        name=Cell(office.short_name) if own else Cell(office.place_name, _way_down(row.case)),
        groups=_count(board.case, "groups", row.groups, office=office.code),
        places=row.places,
        marks=[_mark(board, row, number) for number in row.steps],
        late=_count(board.case, "late", row.late, office=office.code),
        report=Cell("" if own else str(row.report.state.label), filing.get_absolute_url() if filing else ""),
        report_state=REPORT_STATES[row.report.state],
        reported_on=row.report.sent_on,
        money=_amounts(board, row.money, office=office.code),
    )


def total_of(board: Board) -> Line:
    """The totals over all rows, each with the list it is made of."""
    return Line(
        name=Cell(str(words.TOTAL)),
        groups=_count(board.case, "groups", board.groups),
        places=board.places,
        marks=(),
        late=_count(board.case, "late", board.late),
        report=Cell(f"{board.reported}/{len(board.rows)}", list_url(board.case, "filings")),
        report_state="held",
        reported_on=None,
        money=_amounts(board, board.money),
    )


def _way_down(case: Case) -> str:
    """A province leads to its own board, a district to its case."""
    return reverse("web:board", args=[case.pk]) if case.level in WITH_A_BOARD else case.get_absolute_url()


def _mark(board: Board, row: Row, number: int) -> Mark:
    state = row.steps[number]
    said = f"{number}. {board.steps[number]}: {words.STEPS[state]}"
    url = list_url(board.case, "steps", step=number, office=str(row.case.office_id))
    return Mark(number, said, STEP_STATES[state], url)


def _count(case: Case, what: str, count: int, **asked: str | int) -> Cell:
    return Cell(f"{count:,}", list_url(case, what, **asked) if count else "")


def _amounts(board: Board, money: Sums, **asked: str | int) -> list[Amount]:
    amounts = ((column, getattr(money, column)) for column in board.money_columns)
    return [
        Amount(
            str(words.MONEY[column]),
            Cell(baht(amount), list_url(board.case, "entries", column=column, **asked) if amount else ""),
        )
        for column, amount in amounts
    ]


def tabs_of(board: Board, shown: str) -> list[Tab]:
    """All offices, those with something overdue, those without an accepted report if any report: each a page of its own."""
    url = reverse("web:board", args=[board.case.pk])
    late, unreported = len(board.only_late().rows), len(board.only_unreported().rows)
    tabs = [
        Tab(_("ทุก{level}").format(level=board.level.label), url, here=not shown, count=len(board.rows)),
        Tab(_("มีงานเลยกำหนด"), f"{url}?only={LATE}", here=shown == LATE, count=late),
        Tab(_("ยังไม่มีรายงานที่รับแล้ว"), f"{url}?only={UNREPORTED}", here=shown == UNREPORTED, count=unreported),
    ]
    return tabs if board.reports else tabs[:-1]


def steps_listing(board: Board) -> Listing:
    """For each step, how many offices have finished it, are at it, or have not begun."""
    return Listing(
        caption=_("ขั้นตอน (จำนวน{level})").format(level=board.level.label),
        columns=[
            Column(str(words.STEP)),
            *(Column(str(words.STEPS[state]), numeric=True) for state in StepState),
        ],
        rows=[
            [Cell(f"{number}. {title}"), *(_step_count(board, number, state) for state in StepState)]
            for number, title in board.steps.items()
        ],
    )


def _step_count(board: Board, number: int, state: StepState) -> Cell:
    return _count(board.case, "steps", board.step_count(number, state), step=number, state=state)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with the two counts it is made of, what is not measured, and what that leaves open."""

    title: str
    sentence: str
    unit: str
    is_ratio: bool
    value: Decimal | None
    target: Decimal | None
    numerator: Cell
    denominator: Cell
    missing: Cell
    bounds: tuple[Decimal, Decimal] | None
    is_judged: bool
    said: str
    state: State
    offices: Listing

    @property
    def value_said(self) -> str:
        return self._measured(self.value)

    @property
    def target_said(self) -> str:
        return self._measured(self.target)

    def _measured(self, number: Decimal | None) -> str:
        if number is None:
            return NOTHING
        return percent(number) if self.is_ratio else f"{floatformat(number, '-2g')} {self.unit}"


def indicators_of(case: Case) -> list[Indicator]:
    """Every indicator over a case that has no board: a district's own, of the groups below it."""
    return [_indicator(case, reading, NO_OFFICES) for reading in readings(case)]


def indicator_of(board: Board, reading: Reading) -> Indicator:
    """An indicator over the board's case, and the same for each of its offices."""
    return _indicator(board.case, reading, _indicator_offices(board, reading))


def _indicator(case: Case, reading: Reading, offices: Listing) -> Indicator:
    measure, total = reading.measure, reading.total
    return Indicator(
        title=measure.title,
        sentence=measure.sentence,
        unit=measure.unit,
        is_ratio=measure.is_ratio,
        value=reading.value,
        target=measure.target,
        numerator=_part(case, reading, "numerator", total.numerator),
        denominator=_part(case, reading, "denominator", total.denominator),
        missing=_part(case, reading, "missing", Decimal(total.missing)),
        bounds=reading.bounds,
        is_judged=reading.attained is not None,
        said=_attained(reading),
        state=ATTAINED[reading.attained] if reading.attained else "held",
        offices=offices,
    )


def _indicator_offices(board: Board, reading: Reading) -> Listing:
    """The indicator of each office where a case counts: its counts add up to the total, its value comes of them anew."""
    parts = part_words(reading.measure)
    columns = [Column(str(board.level.label)), *(Column(str(said), numeric=True) for said in parts.values())]
    columns.append(Column(_("ผล ({unit})").format(unit=reading.measure.unit), numeric=True))
    if reading.measure.is_ratio:
        columns.append(Column(str(words.RANGE), numeric=True))
    rows = by_office(reading, board.case, [row.case for row in board.rows])
    return Listing(
        caption=_("ราย{level}").format(level=board.level.label),
        columns=columns,
        rows=[_indicator_row(board, office, one) for office, one in rows if one.cases],
        total=_indicator_row(board, None, reading),
    )


def _indicator_row(board: Board, office: Case | None, reading: Reading) -> list[Cell]:
    """One office's part with the lists behind its counts; without an office the whole."""
    code = {"office": str(office.office_id)} if office else {}
    counts = [
        _part(board.case, reading, part, Decimal(getattr(reading.total, part)), **code)
        for part in part_words(reading.measure)
    ]
    row = [_indicator_place(board, office), *counts, Cell(_value(reading))]
    return [*row, Cell(_range(reading))] if reading.measure.is_ratio else row


def _indicator_place(board: Board, office: Case | None) -> Cell:
    if office is None:
        return Cell(str(words.TOTAL))
    assert office.office is not None
    own = office.pk == board.case.pk
    return Cell(office.office.short_name) if own else Cell(office.office.place_name, _way_down(office))


def _value(reading: Reading) -> str:
    return "–" if reading.value is None else f"{reading.value:,.2f}"


def _range(reading: Reading) -> str:
    return " – ".join(f"{one:,.2f}" for one in reading.bounds) if reading.bounds else "–"


def part_words(measure: Measure) -> dict[str, Promise]:
    """What the three numbers of an indicator are called: a mean has a sum and a count."""
    numerator, denominator = (
        (words.NUMERATOR, words.DENOMINATOR) if measure.is_ratio else (words.SUM, words.COUNT)
    )
    return {"numerator": numerator, "denominator": denominator, "missing": words.MISSING}


def number_text(number: Decimal) -> str:
    """A count without decimals, a sum with those it has."""
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,}"


def _part(case: Case, reading: Reading, part: str, number: Decimal, **asked: str) -> Cell:
    url = list_url(case, "measure", measure=reading.measure.key, part=part, **asked)
    return Cell(number_text(number), url if reading.behind(part) else "")


def _attained(reading: Reading) -> str:
    """What may be said of the target already, given the cases that are not measured yet."""
    match reading.attained:
        case Attained.YES:
            return _("ถึงเป้าหมายแล้ว ไม่ว่าส่วนที่ยังวัดไม่ได้จะเป็นอย่างไร")
        case Attained.NO:
            return _("ไม่ถึงเป้าหมาย แม้ส่วนที่ยังวัดไม่ได้จะผ่านทั้งหมด")
        case Attained.OPEN:
            return _("ยังสรุปไม่ได้ ขึ้นอยู่กับส่วนที่ยังวัดไม่ได้")
    return "" if reading.cases else _("ยังไม่มีรายใดถึงขั้นที่นับเข้าตัวชี้วัดนี้")
