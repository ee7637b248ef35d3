"""Sums over rows of accepted answers: funds, sales, partners and whatever else a programme adds up."""

from datetime import date
from decimal import Decimal

from django.http import Http404
from ninja import Query, Router

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.tasks import FactsAsked
from sammachip.api.ground import Call, reads
from sammachip.api.words import Id, Key, Told
from sammachip.cases.models import Case
from sammachip.insight.rollups import Gathered, Row, by_place, places_below
from sammachip.insight.sums import sums_of
from sammachip.trail import clock

router = Router(tags=["board"])


class SumTold(Told):
    """What one amount of the rows comes to; `untold` rows do not tell it yet."""

    key: str
    label: str
    unit: str
    total: Decimal
    untold: int


class PartTold(Told):
    """Part of a sum: how many rows, of how many cases, and what they come to."""

    count: int
    cases: int
    sums: list[SumTold]


class KindTold(PartTold):
    kind: str
    label: str


class PlaceTold(PartTold):
    """The part of a case right below, or last what the case counts beside those; `silent` cases tell nothing yet."""

    case: int
    name: str
    silent: int


class RollupTold(PartTold):
    """A sum over a case and all below it. Kinds add up to it, and so do places."""

    key: str
    title: str
    unit: str
    sentence: str
    latest: date | None
    silent: int
    kinds: list[KindTold]
    places: list[PlaceTold]


class RollupsTold(Told):
    case: int
    as_of: date
    items: list[RollupTold]


class RollupRowTold(Told):
    """One row that counts; `said` is what else it tells, by the words of its form. An amount not told is null."""

    case: int
    filing: int | None
    kind: str
    on: date
    amounts: dict[str, Decimal | None]
    said: dict[str, str]


class RollupRowsTold(Told):
    """The rows a sum is made of: added up, they give its own numbers. `silent` are the cases that tell nothing yet."""

    case: int
    key: str
    items: list[RollupRowTold]
    silent: list[int]


@reads(router, "/cases/{pk}/rollups")
def case_rollups(request: Call, pk: Id, asked: Query[FactsAsked]) -> RollupsTold:
    """What the programme adds up over a case and everything below it, by kind and by place, as of a day."""
    found, day = a_case(request, pk), asked.as_of or clock.today()
    places = places_below(found, day)
    items = [rollup_told(found, places, one) for one in sums_of(found, day)]
    return RollupsTold(case=found.pk, as_of=day, items=items)


@reads(router, "/cases/{pk}/rollups/{key}/rows")
def case_rollup_rows(request: Call, pk: Id, key: Key, asked: Query[FactsAsked]) -> RollupRowsTold:
    """Every row that a sum over a case and everything below it is made of, by place and day."""
    found = a_case(request, pk)
    sums = {one.rollup.key: one for one in sums_of(found, asked.as_of or clock.today())}
    if key not in sums:
        raise Http404(key)
    whole = sums[key]
    return RollupRowsTold(
        case=found.pk,
        key=key,
        items=[row_told(whole, row) for row in whole.rows],
        silent=[case for case, _path in whole.silent],
    )


def rollup_told(case: Case, places: list[Case], found: Gathered) -> RollupTold:
    rollup = found.rollup
    return RollupTold(
        **part_told(found).model_dump(),
        key=rollup.key,
        title=rollup.title,
        unit=rollup.unit,
        sentence=rollup.sentence,
        latest=found.latest,
        silent=len(found.silent),
        kinds=[
            KindTold(**part_told(part).model_dump(), kind=kind, label=found.kinds[kind])
            for kind, part in found.by_kind
        ],
        places=[
            PlaceTold(**part_told(part).model_dump(), case=place.pk, name=str(place), silent=len(part.silent))
            for place, part in by_place(found, case, places)
        ],
    )


def part_told(found: Gathered) -> PartTold:
    sums = [
        SumTold(key=one.key, label=one.label, unit=one.unit, total=sum_.total, untold=sum_.untold)
        for one, sum_ in zip(found.rollup.sums, found.sums, strict=True)
    ]
    return PartTold(count=len(found.rows), cases=found.cases, sums=sums)


def row_told(found: Gathered, row: Row) -> RollupRowTold:
    keys = [one.key for one in found.rollup.sums]
    return RollupRowTold(
        case=row.case,
        filing=row.filing or None,
        kind=row.kind,
        on=row.on,
        amounts=dict(zip(keys, row.amounts, strict=True)),
        said={label: str(one) for label, one in zip(found.labels, row.said, strict=True)},
    )
