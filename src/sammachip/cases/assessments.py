"""The assessments of one case side by side: by whom, before and after, and what made their levels differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sammachip.cases import personal
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case, Filing, FilingState, Revision, Task
from sammachip.core import answers as core_answers
from sammachip.core.instrument import Assessed, Instrument, PartCompared, WayUp, assess, compared, ways_up
from sammachip.org.hats import Actor
from sammachip.programmes.pack import GROUP_MEMBER, Stage


@dataclass(frozen=True, slots=True)
class Made:
    """One assessment as it was sent, by the instrument of the edition it was sent under.

    The accepted revision speaks; before there is one, the last that was sent. `maker` wrote it down: a villager's name is
    masked for who does not work with the group.
    """

    task: Task
    stage: Stage
    filing: Filing
    revision: Revision
    instrument: Instrument
    values: Mapping[str, object]
    assessed: Assessed
    sample: bool
    maker: str

    @property
    def by_group(self) -> bool:
        """Whether it is the group's own view: the stage asks the group first, whoever wrote its answers down."""
        return self.stage.by[:1] == (GROUP_MEMBER,)

    @property
    def keyed_in(self) -> bool:
        """Whether an officer wrote down what the group found."""
        return self.by_group and self.filing.maker.username is not None

    @property
    def accepted(self) -> bool:
        return self.filing.accepted_revision == self.revision.number

    @property
    def ways(self) -> tuple[WayUp, ...]:
        return ways_up(self.instrument, self.values)


@dataclass(frozen=True, slots=True)
class Pair:
    """An assessment beside the one it repeats; no `parts` where their instruments ask different things."""

    first: Made
    then: Made
    parts: tuple[PartCompared, ...]

    @property
    def level_moved(self) -> bool:
        return self.first.assessed.label != self.then.assessed.label

    @property
    def moved(self) -> tuple[PartCompared, ...]:
        """The dimensions that made the level another one."""
        return tuple(part for part in self.parts if part.moved)


@dataclass(frozen=True, slots=True)
class Series:
    """The stages that assess alike, and what was sent of each so far, in the pack's order."""

    stages: tuple[Stage, ...]
    made: tuple[Made, ...]
    sample: bool

    @property
    def title(self) -> str:
        return self.stages[0].title

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Each repetition beside the first stage's assessment; none while that is missing."""
        first = next((one for one in self.made if one.stage.key == self.stages[0].key), None)
        if first is None:
            return ()
        return tuple(_pair(first, one) for one in self.made if one is not first)


def _pair(first: Made, then: Made) -> Pair:
    return Pair(first, then, compared(then.instrument, first.values, then.values))


def series_of(case: Case, actor: Actor) -> list[Series]:
    """Every set of assessments that the case's edition asks for, with what this actor may read; three queries."""
    sets = case.edition.pack.assessments()
    keys = {stage.key for stages in sets for stage in stages}
    made = list(_made(case, keys, actor)) if keys else []
    return [
        Series(
            stages=stages,
            made=tuple(one for stage in stages for one in made if one.task.stage == stage.key),
            sample=any(case.edition.pack.is_sample(stage) for stage in stages),
        )
        for stages in sets
    ]


def _made(case: Case, stages: set[str], actor: Actor) -> Iterator[Made]:
    sent = Filing.objects.visible_to(actor).filter(task__case=case, task__stage__in=stages, revision__gt=0)
    sent = sent.exclude(state=FilingState.WITHDRAWN).select_related("task", "maker", "maker_office")
    sent = sent.prefetch_related("maker__seats")
    latest = {
        filing.task_id: filing for filing in sent.order_by("task__position", "task__occurrence", "number")
    }
    revisions = _speaking(latest.values())
    for filing in latest.values():
        filing.task.case = case
        if made := _assessed(filing, revisions[filing.pk], actor):
            yield made


def _speaking(filings: Iterable[Filing]) -> dict[int, Revision]:
    """The revision of each filing that speaks; one query."""
    wanted = {filing.pk: filing.accepted_revision or filing.revision for filing in filings}
    rows = Revision.objects.filter(filing__in=wanted).select_related("edition").order_by("pk")
    return {row.filing_id: row for row in rows if row.number == wanted[row.filing_id]}


def _assessed(filing: Filing, revision: Revision, actor: Actor) -> Made | None:
    result = _result(filing, revision)
    if result is None:
        return None
    stage, values, found = result
    assert stage.instrument is not None
    sample, maker = revision.edition.pack.is_sample(stage), personal.maker_of(filing, actor)
    return Made(filing.task, stage, filing, revision, stage.instrument, values, found, sample, maker)


def _result(filing: Filing, revision: Revision) -> tuple[Stage, Mapping[str, object], Assessed] | None:
    """None for a report of nothing, and for what an edition without an instrument decided otherwise."""
    stage = revision.edition.pack.stage(filing.task.stage)
    if revision.nil_reason or stage.instrument is None:
        return None
    values = core_answers.from_json(form_of(filing.task, revision.edition), revision.answers)
    found = assess(stage.instrument, values)
    return (stage, values, found) if found else None


def levels_found(case: Case, day: date) -> dict[str, str]:
    """By stage the level that the case's own assessments came to, done by a day and accepted; two queries.

    A stage that waits for another has its level here as soon as it is accepted, as on the page of assessments.
    """
    stages = [stage.key for stages in case.edition.pack.assessments() for stage in stages]
    accepted = Filing.objects.filter(task__case=case, task__stage__in=stages, accepted_revision__isnull=False)
    filings = list(accepted.select_related("task").order_by("task__occurrence", "number"))
    revisions = _speaking(filings)
    levels = {}
    for filing in filings:
        filing.task.case = case
        if revisions[filing.pk].done_on <= day and (result := _result(filing, revisions[filing.pk])):
            levels[filing.task.stage] = result[2].label
    return levels
