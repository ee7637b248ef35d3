"""One loop for every programme: ask each kind where its tasks stand, and write that on the task rows."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

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

    A result that changes may open or finish other tasks, so the walk goes on until nothing changes. An office above
    many of the cases is asked once, after them. Within `advancing_once` the walk waits for the end of the block.
    """
    waiting = _waiting_cases.get()
    if waiting is not None:
        waiting.update({case.pk: case for case in touched})
        return
    begun = {case.pk: case for case in touched}
    above = [case for case in _above(list(begun.values())) if case.pk not in begun]
    todo = deque([*_deepest_first(begun.values()), *_deepest_first(above)])
    visits: Counter[int] = Counter()
    with queries.due_dates_read_once():
        while todo:
            here = todo.popleft()
            visits[here.pk] += 1
            assert visits[here.pk] < MOST_VISITS, f"case {here.pk} never settles"
            if settle(here):
                todo.extend(_waiting_on(here, todo))


def advance_all() -> None:
    """Write what the engine now answers for every living case: after an upgrade it may word or judge some anew."""
    with transaction.atomic():
        advance(*Case.objects.live().select_related("edition"))


def _deepest_first(cases: Iterable[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: case.path, reverse=True)


AT_A_TIME = 500
"""How many cases are asked about in one query: a database takes only so many values."""


def _above(cases: Sequence[Case]) -> list[Case]:
    """Every case above any of these, each once."""
    found: dict[int, Case] = {}
    for begin in range(0, len(cases), AT_A_TIME):
        paths: dict[int, set[str]] = {}
        for case in cases[begin : begin + AT_A_TIME]:
            paths.setdefault(case.programme_id, set()).update(ancestors(case.path)[:-1])
        for programme, on_the_way in paths.items():
            held = Case.objects.filter(programme=programme, path__in=on_the_way)
            found.update((one.pk, one) for one in held.select_related("edition"))
    return list(found.values())


def _waiting_on(case: Case, queued: Iterable[Case]) -> list[Case]:
    """Those above, and the ones below whose edition names a stage of this level in what they need."""
    mine = {stage.key for stage in case.edition.pack.stages_of(Level(case.level))}
    low, high = within(case.path)
    live = Case.objects.filter(programme=case.programme_id, path__gt=low, path__lt=high).live()
    waiting = Q(pk__in=[])
    for edition in Edition.objects.filter(pk__in=live.order_by().values("edition")):
        waiting |= Q(edition=edition, level__in=_levels_waiting(edition.pack, mine) - {case.level})
    below = live.filter(waiting).select_related("edition")
    known = {one.pk for one in queued}
    return [one for one in (*_deepest_first(_above([case])), *below) if one.pk not in known]


def _levels_waiting(pack: Pack, keys: Collection[str]) -> set[str]:
    """The levels whose stages need one of these, or are held back by it."""
    return {
        level
        for stage in pack.stages
        for level in stage.per
        if any(need.stage in keys for need in (*stage.needs, *stage.unless))
    }


@in_thai
def settle(case: Case) -> bool:
    """Bring this case's task rows up to date; whether any result changed.

    Rows are for everybody's screen, so they are written in Thai; a page says them in its reader's language.
    """
    tasks = list(Task.objects.filter(case=case).order_by("position", "occurrence"))
    if not tasks or case.closed_at:
        return False
    for task in tasks:
        task.case = case  # one edition read once for all
    standings = list(standings_of(tasks))
    changed = False
    for _again in range(len(tasks) + 1):
        results = queries.results_around(case)
        moved = [_write(task, standing, results) for task, standing in standings]
        if not any(moved):
            break
        changed = True
    return changed


def standings_of(tasks: Sequence[Task]) -> Iterable[tuple[Task, kinds.Standing]]:
    """Each of one case's tasks with what its kind answers now."""
    queries.fetch_filings(tasks)
    by_stage: dict[str, list[Task]] = {}
    for task in tasks:
        by_stage.setdefault(task.stage, []).append(task)
    for of_stage in by_stage.values():
        stage = queries.stage_of(of_stage[0])
        answers = kinds.get(stage.kind).standings(stage, of_stage)
        yield from ((task, answers[task.pk]) for task in of_stage)


def columns_of(task: Task, standing: kinds.Standing, results: Results) -> dict[str, object]:
    """What the task row must say, given its kind's standing and the results around it."""
    opening = queries.opening_of(task, results)
    free = queries.stage_of(task).repeats is not None or queries.may_end(task, opening)
    ended = standing.result if free else None
    held = opening.held and ended is None
    awaited = ended is None and not held and opening.may_start
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
        "label": str(standing.label),
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
