"""The desk over many offices: what each has done, what is late, its money, and the indicators."""

from datetime import date
from decimal import Decimal

from ninja import Query, Router

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.money import SumsTold, sums_told
from sammachip.api.desks.tasks import FactsAsked
from sammachip.api.ground import Call, reads
from sammachip.api.words import Id, Told
from sammachip.core.verdict import require
from sammachip.insight.measures import Reading, readings
from sammachip.insight.queries import Row, board
from sammachip.insight.rules import may_see_board
from sammachip.trail import clock

router = Router(tags=["board"])


class BoardRowTold(Told):
    """One office with everything below it; `steps` gives each numbered step's state."""

    case: int
    office: str
    name: str
    places: int
    groups: int
    late: int
    report: str
    reported_on: date | None
    steps: dict[str, str]
    money: SumsTold


class BoardTold(Told):
    """The offices below a case in the order of their codes, never by how well they do."""

    case: int
    as_of: date
    steps: dict[str, str]
    rows: list[BoardRowTold]
    places: int
    groups: int
    late: int
    reported: int
    money: SumsTold


class IndicatorTold(Told):
    """An indicator with its numerator and denominator; `missing` cases were not measured."""

    key: str
    title: str
    unit: str
    target: Decimal | None
    numerator: Decimal
    denominator: Decimal
    missing: int
    value: Decimal | None


class IndicatorsTold(Told):
    case: int
    items: list[IndicatorTold]


@reads(router, "/cases/{pk}/board")
def case_board(request: Call, pk: Id, asked: Query[FactsAsked]) -> BoardTold:
    """All offices below a province or the department at a glance: money and reports as of a day."""
    found = a_case(request, pk)
    require(may_see_board(request.auth.actor, found))
    shown = board(found, asked.as_of or clock.today())
    return BoardTold(
        case=found.pk,
        as_of=shown.as_of,
        steps={str(number): title for number, title in shown.steps.items()},
        rows=[row_told(row) for row in shown.rows],
        places=shown.places,
        groups=shown.groups,
        late=shown.late,
        reported=shown.reported,
        money=sums_told(shown.money),
    )


@reads(router, "/cases/{pk}/indicators")
def case_indicators(request: Call, pk: Id) -> IndicatorsTold:
    """The programme's indicators over a case and everything below it."""
    found = a_case(request, pk)
    require(may_see_board(request.auth.actor, found))
    return IndicatorsTold(case=found.pk, items=[indicator_told(one) for one in readings(found)])


def row_told(row: Row) -> BoardRowTold:
    assert row.case.office is not None
    return BoardRowTold(
        case=row.case.pk,
        office=row.case.office.code,
        name=row.case.office.place_name,
        places=row.places,
        groups=row.groups,
        late=row.late,
        report=row.report.state,
        reported_on=row.report.sent_on,
        steps={str(number): state for number, state in row.steps.items()},
        money=sums_told(row.money),
    )


def indicator_told(reading: Reading) -> IndicatorTold:
    return IndicatorTold(
        key=reading.measure.key,
        title=reading.measure.title,
        unit=reading.measure.unit,
        target=reading.measure.target,
        numerator=Decimal(reading.total.numerator),
        denominator=Decimal(reading.total.denominator),
        missing=reading.total.missing,
        value=reading.value,
    )
