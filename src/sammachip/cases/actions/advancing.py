"""One loop for every programme: ask each kind where its tasks stand, and write that on the task rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from sammachip.cases import queries
from sammachip.cases.models import Case, Task
from sammachip.core.area import Level, ancestors, within
from sammachip.core.flow import Result
from sammachip.programmes import kinds
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Pack
from sammachip.trail import clock
from sammachip.trail.thai import in_thai

Part = TypeVar("Part")
Results = Mapping[str, Sequence[Result | None]]
MOST_VISITS = 100
"""Stages are checked to be no circle when a pack is published; a case settled this often would prove that wrong."""


_waiting_cases: ContextVar[dict[int, Case] | None] = ContextVar("_waiting_cases", default=None)


@contextmanager
def advancing_once() -> Iterator[None]:
    """One walk at the end of the block for all that is touched within: an act on many cases costs each but once.

    Inside, task rows still say what they said before; nothing within may decide by them. A block that raises walks
    nowhere.
    """
    if _waiting_cases.get() is not None:
        yield
        return
    gathered: dict[int, Case] = {}
    before = _waiting_cases.set(gathered)
    try:
        yield
    finally:
        _waiting_cases.reset(before)
    advance(*gathered.values())


def advance(*touched: Case) -> None:
    """Write what the engine now answers for these cases, for those above them, and for those that wait on them below.

    A result that changes may open or finish other tasks, so the walk goes on, wave by wave, until nothing changes.
    Within `advancing_once` the walk waits for the end of the block.
    """
    if not _waits(touched):
        _walk([*_above(touched), *touched])


def advance_alone(case: Case) -> None:
    """As `advance`, where only tasks of this case hang on what was done: a draft saved, sent on or given back.

    Those above and below are asked once a result changes.
    """
    if not _waits([case]):
        _walk([case])


def _waits(touched: Iterable[Case]) -> bool:
    """Whether the walk waits for the end of an `advancing_once`, which then knows of these."""
    waiting = _waiting_cases.get()
    if waiting is not None:
        waiting.update({case.pk: case for case in touched})
    return waiting is not None


def _walk(wave: Sequence[Case]) -> None:
    visits: Counter[int] = Counter()
    with queries.due_dates_read_once():
        while wave:
            visits.update(case.pk for case in wave)
            assert visits.most_common(1)[0][1] < MOST_VISITS, f"cases never settle: {visits.most_common(3)}"
            wave = _waiting_on(settle(wave))


def advance_all() -> None:
    """Write what the engine now answers for every living case: after an upgrade it may word or judge some anew."""
    with transaction.atomic():
        advance(*Case.objects.live().select_related("edition"))


AT_A_TIME = 500
"""How many cases are asked about in one query: a database takes only so many values."""


def in_parts(many: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """These cases, or their keys, so many at a time."""
    return (many[begin : begin + AT_A_TIME] for begin in range(0, len(many), AT_A_TIME))


def _above(cases: Sequence[Case]) -> list[Case]:
    """Every case above any of these, each once."""
    found: dict[int, Case] = {}
    for some in in_parts(cases):
        paths: dict[int, set[str]] = {}
        for case in some:
            paths.setdefault(case.programme_id, set()).update(ancestors(case.path)[:-1])
        for programme, on_the_way in paths.items():
            held = Case.objects.filter(programme=programme, path__in=on_the_way)
            found.update((one.pk, one) for one in held.select_related("edition"))
    return list(found.values())


def _waiting_on(changed: Sequence[Case]) -> list[Case]:
    """Those above, and the ones below whose edition names a stage of this level in what they need; each once."""
    found = (*_above(changed), *(one for case in changed for one in _below(case)))
    return list({case.pk: case for case in found}.values())


def _below(case: Case) -> Iterable[Case]:
    if case.level == Level.GROUP:
        return ()
    mine = {stage.key for stage in case.edition.pack.stages_of(Level(case.level))}
    low, high = within(case.path)
    live = Case.objects.filter(programme=case.programme_id, path__gt=low, path__lt=high).live()
    waiting = Q(pk__in=[])
    for edition in Edition.objects.filter(pk__in=live.order_by().values("edition")):
        waiting |= Q(edition=edition, level__in=_levels_waiting(edition.pack, mine) - {case.level})
    return live.filter(waiting).select_related("edition")


def _levels_waiting(pack: Pack, keys: Collection[str]) -> set[str]:
    """The levels whose stages need one of these, or are held back by it."""
    return {
        level
        for stage in pack.stages
        for level in stage.per
        if any(need.stage in keys for need in (*stage.needs, *stage.unless))
    }


@in_thai
def settle(cases: Iterable[Case]) -> list[Case]:
    """Bring the task rows of these cases up to date; those of them of which a result changed.

    Each kind is asked once for all of them; the deepest are written first, so those above read what they became. Rows
    are for everybody's screen, so they are written in Thai; a page says them in its reader's language.
    """
    open_ = sorted((one for one in cases if not one.closed_at), key=lambda case: case.path, reverse=True)
    changed: list[Case] = []
    for some in in_parts(open_):
        tasks = tasks_of(some)
        standings = standings_of([one for of_case in tasks.values() for one in of_case])
        changed += [case for case in some if _write_until_still(case, tasks[case.pk], standings)]
    return changed


def tasks_of(cases: Sequence[Case]) -> dict[int, list[Task]]:
    """The tasks of each of these cases by its primary key, in the pack's order; one query."""
    known = {case.pk: case for case in cases}
    tasks: dict[int, list[Task]] = {case.pk: [] for case in cases}
    for task in Task.objects.filter(case__in=known).order_by("position", "occurrence"):
        task.case = known[task.case_id]  # one edition read once for all
        tasks[task.case_id].append(task)
    return tasks


def standings_of(tasks: Sequence[Task]) -> dict[int, kinds.Standing]:
    """What its kind answers now for each of these tasks, by its primary key."""
    queries.fetch_filings(tasks)
    alike: dict[tuple[int, str], list[Task]] = {}
    for task in tasks:
        alike.setdefault((task.case.edition_id, queries.stage_of(task).kind), []).append(task)
    found: dict[int, kinds.Standing] = {}
    for (_edition, kind), some in alike.items():
        found.update(kinds.get(kind).standings(some))
    return found


def _write_until_still(case: Case, tasks: Sequence[Task], standings: Mapping[int, kinds.Standing]) -> bool:
    """Write the rows of one case that differ, as often as one's result moves another's; whether any result changed."""
    changed = False
    for _again in range(len(tasks) + 1):
        results = queries.results_around(case, tasks)
        moved = [_write(task, standings[task.pk], results) for task in tasks]
        if not any(moved):
            break
        changed = True
    return changed


def columns_of(task: Task, standing: kinds.Standing, results: Results) -> dict[str, object]:
    """What the task row must say, given its kind's standing and the results around it."""
    opening = queries.opening_of(task, results)
    free = queries.stage_of(task).repeats is not None or queries.may_end(task, opening)
    ended = standing.result if free else None
    held = opening.held and ended is None
    awaited = ended is None and not held and opening.may_start
    early = standing.result is not None and ended is None and not held
    turn_role = (standing.turn_role or "") if awaited else ""
    return {
        "result": ended.outcome.value if ended else "",
        "tier": (ended.tier or "") if ended else "",
        "held": held,
        "may_start": opening.may_start,
        "waits_for": list(opening.waits_for),
        "turn_role": turn_role,
        "turn_office_id": queries.office_code(task.case.path, turn_role) if turn_role else None,
        "missing_count": len(standing.missing),
        "next_due": standing.due,
        "label": str((early and standing.label_early) or standing.label),
        "begun": standing.begun or standing.result is not None,
        "sent_late": standing.sent_late,
    }


def _write(task: Task, standing: kinds.Standing, results: Results) -> bool:
    """Write the row if it differs; whether its result changed."""
    new = columns_of(task, standing, results)
    old = {name: getattr(task, name) for name in new}
    if old == new:
        return False
    before = (task.result, task.tier)
    if new["result"] != task.result:
        new["finished_at"] = clock.now() if new["result"] else None
    for name, value in new.items():
        setattr(task, name, value)
    Task.objects.filter(pk=task.pk).update(**new)
    return before != (task.result, task.tier)
