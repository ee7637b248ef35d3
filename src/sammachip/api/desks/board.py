"""The desk over many offices: what each has done, what is late, its money, and the indicators."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.http import Http404
from ninja import Query, Router

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.money import SumsTold, sums_told
from sammachip.api.desks.tasks import FactsAsked
from sammachip.api.ground import Call, reads
from sammachip.api.words import Id, Key, Told
from sammachip.cases.models import Case
from sammachip.core.verdict import require
from sammachip.insight.lists import Named, named
from sammachip.insight.measures import Reading, by_office, readings
from sammachip.insight.queries import Row, board, offices_below
from sammachip.insight.rules import may_see_board, may_see_indicators
from sammachip.insight.words import why_missing
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
    """An indicator with its numerator and denominator; `missing` cases were not measured.

    `lowest` and `highest` are the ratio if every case not measured turned out badly, and if every one turned out well;
    null for a mean.
    """

    key: str
    title: str
    unit: str
    target: Decimal | None
    numerator: Decimal
    denominator: Decimal
    missing: int
    value: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    offices: list["OfficeMeasuredTold"]


class OfficeMeasuredTold(Told):
    """An office's part of an indicator; the counts of all of them add up to the indicator's own."""

    case: int
    office: str
    name: str
    numerator: Decimal
    denominator: Decimal
    missing: int
    value: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None


class IndicatorsTold(Told):
    case: int
    items: list[IndicatorTold]


class CountedTold(Told):
    """One case that an indicator counts; `why` says why it could not be measured and what to do next."""

    case: int
    name: str
    district: str
    numerator: Decimal
    denominator: Decimal
    missing: int
    why: str
    task: int | None


class CountedListTold(Told):
    """The list an indicator is made of: added up, it gives the indicator's own numbers."""

    case: int
    key: str
    items: list[CountedTold]


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
    require(may_see_indicators(request.auth.actor, found))
    offices = offices_below(found, clock.today())
    items = [indicator_told(found, offices, one) for one in readings(found)]
    return IndicatorsTold(case=found.pk, items=items)


@reads(router, "/cases/{pk}/indicators/{key}/counted")
def case_counted(request: Call, pk: Id, key: Key) -> CountedListTold:
    """Every case that an indicator counts over a case and everything below it, by place."""
    found = a_case(request, pk)
    require(may_see_indicators(request.auth.actor, found))
    by_key = {one.measure.key: one for one in readings(found)}
    if key not in by_key:
        raise Http404(key)
    reading = by_key[key]
    return CountedListTold(
        case=found.pk, key=key, items=[counted_told(one) for one in named(reading, reading.cases)]
    )


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


def counted_told(one: Named) -> CountedTold:
    return CountedTold(
        case=one.case.pk,
        name=str(one.case),
        district=one.district,
        numerator=one.part.tally.numerator,
        denominator=one.part.tally.denominator,
        missing=one.part.tally.missing,
        why=why_missing(one.part),
        task=one.task.pk if one.task else None,
    )


def office_measured_told(case: Case, reading: Reading) -> OfficeMeasuredTold:
    assert case.office is not None
    lowest, highest = reading.bounds or (None, None)
    return OfficeMeasuredTold(
        case=case.pk,
        office=case.office.code,
        name=case.office.place_name,
        numerator=reading.total.numerator,
        denominator=reading.total.denominator,
        missing=reading.total.missing,
        value=reading.value,
        lowest=lowest,
        highest=highest,
    )


def indicator_told(case: Case, offices: Sequence[Case], reading: Reading) -> IndicatorTold:
    lowest, highest = reading.bounds or (None, None)
    return IndicatorTold(
        key=reading.measure.key,
        title=reading.measure.title,
        unit=reading.measure.unit,
        target=reading.measure.target,
        numerator=reading.total.numerator,
        denominator=reading.total.denominator,
        missing=reading.total.missing,
        value=reading.value,
        lowest=lowest,
        highest=highest,
        offices=[office_measured_told(office, one) for office, one in by_office(reading, case, offices)],
    )
