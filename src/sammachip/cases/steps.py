"""The numbered steps of a programme: how far an office or a group was with each on a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr

from sammachip.cases.models import (
    Case,
    CaseLevel,
    Cluster,
    ClusterAnswer,
    Filing,
    Revision,
    SignOff,
    SignVerdict,
    Task,
    TaskResult,
)
from sammachip.cases.queries import editions_at
from sammachip.core.area import Level
from sammachip.core.thaidate import day_end
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Pack, Stage


class StepState(StrEnum):
    """How far a numbered step is, in the order in which boards count them."""

    FINISHED = "finished"
    ONGOING = "ongoing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class _Tasks:
    """So many tasks, of which so many had passed and so many had begun."""

    all: int = 0
    passed: int = 0
    begun: int = 0

    def plus(self, other: "_Tasks") -> "_Tasks":
        return _Tasks(self.all + other.all, self.passed + other.passed, self.begun + other.begun)

    @property
    def state(self) -> StepState:
        if self.all and self.all == self.passed:
            return StepState.FINISHED
        return StepState.ONGOING if self.begun else StepState.NONE


def step_states(case: Case, paths: Sequence[str], day: date) -> dict[str, dict[int, StepState]]:
    """For each of these paths, the state of each numbered step at and below it as of a day.

    The paths are of one level, so equally long: the database adds up what lies below each, and what comes back does
    not grow with the groups. A step of groups is not finished while places allotted are not yet filled. The steps are
    those of the case's own edition; a task counts for the step in which its own case's edition puts it.
    """
    assert len({len(path) for path in paths}) <= 1, paths
    steps = case.edition.pack.steps()
    editions = editions_at(case)
    number_of = {
        (edition.pk, stage.key): number
        for edition in editions
        for number, stages in edition.pack.steps().items()
        for stage in stages
    }
    counts: dict[tuple[str, int], _Tasks] = {}
    for branch, edition, stage, *counted in _counted(case, editions, paths, day):
        key = branch, number_of[edition, stage]
        counts[key] = counts.get(key, _Tasks()).plus(_Tasks(*counted))
    for branch in _branches_with_places_free(case, paths, day):
        for number in _steps_of_groups(case.edition.pack):
            counts[branch, number] = counts.get((branch, number), _Tasks()).plus(_Tasks(all=1))
    return {path: {number: counts.get((path, number), _Tasks()).state for number in steps} for path in paths}


def _steps_of_groups(pack: Pack) -> set[int]:
    return {
        number for number, stages in pack.steps().items() if any(Level.GROUP in stage.per for stage in stages)
    }


def of_stages(editions: Iterable[Edition], wanted: Callable[[Pack], Iterable[Stage]]) -> Q:
    """The tasks of the stages wanted of each edition, among the cases that follow it."""
    found = Q(pk__in=[])
    for edition in editions:
        found |= Q(case__edition=edition, stage__in=[stage.key for stage in wanted(edition.pack)])
    return found


def _numbered(pack: Pack) -> Iterable[Stage]:
    return (stage for stage in pack.stages if stage.step is not None)


def _once(pack: Pack) -> Iterable[Stage]:
    return (stage for stage in pack.stages if not stage.many)


def _of_clusters(pack: Pack) -> Iterable[Stage]:
    return (stage for stage in pack.stages if stage.kind == "cluster")


def _counted(
    case: Case, editions: Sequence[Edition], paths: Sequence[str], day: date
) -> QuerySet[Task, tuple[str, int, str, int, int, int]]:
    """By branch, edition and stage: the tasks there are, those that had passed, those begun by the end of the day."""
    taking_part = Case.objects.filter(programme=case.programme_id).within(case.path).taking_part(day)
    tasks = Task.objects.filter(of_stages(editions, _numbered), case__in=taking_part, held=False)
    return (
        tasks.annotate(
            branch=_branch("case__path", paths),
            ended=ended_by(editions, day),
            begun_then=_begun(editions, day),
        )
        .order_by()
        .values("branch", "case__edition", "stage")
        .annotate(
            all=Count("pk"),
            passed=Count("pk", filter=Q(result=TaskResult.PASSED, ended=True)),
            begun_by=Count("pk", filter=Q(ended=True) | Q(begun_then=True)),
        )
        .values_list("branch", "case__edition", "stage", "all", "passed", "begun_by")
    )


def _branch(column: str, paths: Sequence[str]) -> Substr:
    return Substr(column, 1, max((len(path) for path in paths), default=1))


def ended_by(editions: Iterable[Edition], day: date) -> Q:
    """Whether a task that has ended had done so by that day: recorded by then, or done by then on its papers."""
    once = of_stages(editions, _once)
    accepted = Filing.objects.filter(task=OuterRef("pk"), accepted_revision__isnull=False, interim=False)
    sent_by_then = accepted.filter(revisions__number=F("accepted_revision"), revisions__done_on__lte=day)
    signed_later = SignOff.objects.filter(
        filing__task=OuterRef("pk"),
        revision=F("filing__accepted_revision"),
        verdict=SignVerdict.SIGNED,
        done_on__gt=day,
    )
    on_paper = Q(Exists(sent_by_then)) & ~Q(Exists(signed_later))
    return Q(finished_at__lte=day_end(day)) | (Q(finished_at__isnull=False) & once & on_paper)


def _begun(editions: Iterable[Edition], day: date) -> Q:
    started = Filing.objects.filter(task=OuterRef("pk"), started_at__lte=day_end(day))
    sent = Revision.objects.filter(filing__task=OuterRef("pk"), done_on__lte=day)
    return Q(Exists(started)) | Q(Exists(sent)) | _joined(editions, day)


def _joined(editions: Iterable[Edition], day: date) -> Q:
    """Whether groups at or below the task's case shared a cluster that day, or its office had said that it has none.

    No filing tells of either. It may well be so before the stage can end, which waits for every survey.
    """
    shared = Cluster.objects.standing(day).filter(
        members__case__programme=OuterRef("case__programme"),
        members__case__level=CaseLevel.GROUP,  # so that the index of levels and paths is used
        members__case__path__gte=OuterRef("case__path"),
        members__case__path__lt=Concat(
            OuterRef("case__path"), Value("~")
        ),  # after all that a path is made of
    )
    none = ClusterAnswer.objects.filter(case=OuterRef("case"), made_on__lte=day, withdrawn_at__isnull=True)
    return of_stages(editions, _of_clusters) & (Q(Exists(shared)) | Q(Exists(none)))


def _branches_with_places_free(case: Case, paths: Sequence[str], day: date) -> set[str]:
    """The branches in which some office has more places than groups that take part; two queries."""
    below = Case.objects.filter(programme=case.programme_id).within(case.path).taking_part(day).order_by()
    placed = list(below.filter(places__isnull=False).values_list("path", "places"))
    by_place = [path for path, _places in placed]
    groups = (
        below.filter(level=CaseLevel.GROUP)
        .annotate(branch=_branch("path", by_place))
        .values_list("branch")
        .annotate(groups=Count("pk"))
    )
    held = dict(groups)
    cut = max((len(path) for path in paths), default=1)
    return {path[:cut] for path, places in placed if (places or 0) > _held_below(path, held)}


def _held_below(path: str, held: Mapping[str, int]) -> int:
    """The groups below a path; where places stand on several levels, those counted deeper count above too."""
    return held.get(path, 0) or sum(count for branch, count in held.items() if branch.startswith(path))
