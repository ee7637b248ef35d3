"""Assessments: what each found and why, what differs between two, and how many reached each level."""

from datetime import date
from decimal import Decimal

from django.http import Http404
from ninja import Query, Router

from sammachip.api.desks.cases import a_case
from sammachip.api.ground import Call, reads
from sammachip.api.words import Id, Key, Said, Told
from sammachip.cases.assessments import Made, Pair, Series, series_of
from sammachip.core.instrument import PartCompared, PartFound, Step, WayUp
from sammachip.core.verdict import require
from sammachip.insight.levels import NOT_YET, LevelRow, levels, ranked_stages
from sammachip.insight.rules import may_see_board
from sammachip.trail import clock

router = Router(tags=["cases"])


class ItemFoundTold(Told):
    """The step given to one item, what it means, and what was seen."""

    key: str
    label: str
    step: int
    anchor: str
    evidence: str


class DimensionFoundTold(Told):
    """Points of `full` and their share in per cent; of a dimension that asks one choice, the choice alone."""

    key: str
    label: str
    points: int | None
    full: int | None
    share: Decimal | None
    chosen: str | None
    items: list[ItemFoundTold]


class ChangeTold(Told):
    """One change on the way to a level; `item` is null where a choice would have to be another."""

    dimension: str
    item: str | None
    before: str
    after: str


class WayUpTold(Told):
    """The fewest changes that reach a level; an item raised by two counts as two."""

    level: str
    count: int
    steps: list[ChangeTold]


class AssessmentTold(Told):
    """One assessment as it was sent; `accepted` says whether that revision was accepted. `sample`: no rule of the state.

    `by_group`: the group's own view, which `maker` wrote down.
    """

    stage: str
    title: str
    task: int
    filing: int
    revision: int
    accepted: bool
    maker: str
    by_group: bool
    office: str
    done_on: date
    level: str
    sentence: str
    score: Decimal | None
    floor: Decimal | None
    ceiling: Decimal | None
    sample: bool
    dimensions: list[DimensionFoundTold]
    ways_up: list[WayUpTold]


class DimensionComparedTold(Told):
    """One dimension of two assessments; `moved`: without its change the level would not be what it came to."""

    key: str
    change: Decimal | None
    differs: bool
    moved: bool


class ComparisonTold(Told):
    """A repetition beside the first; no `dimensions` where the two were made by instruments that ask different things."""

    first: int
    then: int
    level_moved: bool
    dimensions: list[DimensionComparedTold]


class SeriesTold(Told):
    """The stages that assess alike, and what was sent of each so far."""

    stages: list[str]
    assessments: list[AssessmentTold]
    comparisons: list[ComparisonTold]


class AssessmentsTold(Told):
    case: int
    series: list[SeriesTold]


class LevelsAsked(Said):
    """Of which stage; without it, of the first that ends with a level."""

    stage: Key | None = None


class LevelRowTold(Told):
    """One office with everything below it: how many reached each level, by its name; "" counts those with none yet."""

    case: int
    office: str
    counts: dict[str, int]


class LevelsTold(Told):
    """Counts by level; the rows add up to the total, and no level is ever averaged."""

    case: int
    stage: str
    sample: bool
    labels: list[str]
    rows: list[LevelRowTold]
    total: dict[str, int]


@reads(router, "/cases/{pk}/assessments")
def case_assessments(request: Call, pk: Id) -> AssessmentsTold:
    """The assessments of a case side by side: each with its level, why, what would raise it, and what differs."""
    found = a_case(request, pk)
    series = series_of(found, request.auth.actor)
    return AssessmentsTold(case=found.pk, series=[series_told(one) for one in series])


@reads(router, "/cases/{pk}/levels")
def case_levels(request: Call, pk: Id, asked: Query[LevelsAsked]) -> LevelsTold:
    """How many groups reached each level, by the offices below a province or the department."""
    found = a_case(request, pk)
    require(may_see_board(request.auth.actor, found))
    stages = {stage.key: stage for stage in ranked_stages(found.edition.pack)}
    stage = stages.get(asked.stage or next(iter(stages), ""))
    if stage is None:
        raise Http404(asked.stage)
    counted = levels(found, stage, clock.today())
    return LevelsTold(
        case=found.pk,
        stage=stage.key,
        sample=found.edition.pack.is_sample(stage),
        labels=list(counted.labels),
        rows=[level_row_told(line, (*counted.labels, NOT_YET)) for line in counted.lines],
        total={label: counted.total.get(label, 0) for label in (*counted.labels, NOT_YET)},
    )


def level_row_told(line: LevelRow, labels: tuple[str, ...]) -> LevelRowTold:
    assert line.case.office_id is not None
    counts = {label: line.counts.get(label, 0) for label in labels}
    return LevelRowTold(case=line.case.pk, office=line.case.office_id, counts=counts)


def series_told(series: Series) -> SeriesTold:
    return SeriesTold(
        stages=[stage.key for stage in series.stages],
        assessments=[assessment_told(one) for one in series.made],
        comparisons=[comparison_told(one) for one in series.pairs],
    )


def assessment_told(made: Made) -> AssessmentTold:
    found = made.assessed
    return AssessmentTold(
        stage=made.stage.key,
        title=made.stage.title,
        task=made.task.pk,
        filing=made.filing.pk,
        revision=made.revision.number,
        accepted=made.accepted,
        maker=made.maker,
        by_group=made.by_group,
        office=made.filing.maker_office_id,
        done_on=made.revision.done_on,
        level=found.label,
        sentence=found.sentence,
        score=found.score,
        floor=found.floor,
        ceiling=found.ceiling,
        sample=made.sample,
        dimensions=[dimension_told(part) for part in found.parts],
        ways_up=[way_up_told(way) for way in made.ways],
    )


def dimension_told(part: PartFound) -> DimensionFoundTold:
    scored = bool(part.dimension.items)
    return DimensionFoundTold(
        key=part.dimension.key,
        label=part.dimension.label,
        points=part.points if scored else None,
        full=part.dimension.full if scored else None,
        share=part.share if scored else None,
        chosen=None if scored else part.chosen,
        items=[
            ItemFoundTold(
                key=one.item.value,
                label=one.item.label,
                step=one.step,
                anchor=one.anchor,
                evidence=one.evidence,
            )
            for one in part.items
        ],
    )


def way_up_told(way: WayUp) -> WayUpTold:
    return WayUpTold(level=way.label, count=way.count, steps=[change_told(step) for step in way.steps])


def change_told(step: Step) -> ChangeTold:
    return ChangeTold(
        dimension=step.dimension.key,
        item=step.item.value if step.item else None,
        before=step.before,
        after=step.after,
    )


def comparison_told(pair: Pair) -> ComparisonTold:
    return ComparisonTold(
        first=pair.first.filing.pk,
        then=pair.then.filing.pk,
        level_moved=pair.level_moved,
        dimensions=[dimension_compared_told(part) for part in pair.parts],
    )


def dimension_compared_told(part: PartCompared) -> DimensionComparedTold:
    return DimensionComparedTold(
        key=part.after.dimension.key,
        change=part.change if part.after.dimension.items else None,
        differs=part.differs,
        moved=part.moved,
    )
