"""Reads worth a name: who may enter a round, who holds a place in it today."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sammachip.cases.models import Case, CaseLevel, Task, TaskResult
from sammachip.cases.queries import stage_of
from sammachip.core.ranking import seated
from sammachip.org.hats import Actor
from sammachip.selection.law import ROUND, RoundLaw
from sammachip.selection.models import Panel, PanelSeat, Placement, Resolution, Round, RoundEntry, Withdrawal
from sammachip.selection.models.panels import seat_of

PASSED, NOT_CHOSEN, WITHDREW, CALLED = "passed", "not-chosen", "withdrew", "called"


@dataclass(frozen=True, slots=True)
class Seated:
    """What became of an entry of a published round: `passed` with its tier, `not-chosen`, `withdrew`, or `called` from the
    reserve list into a later round."""

    became: str
    tier: str = ""


def standing_panel(case: Case) -> Panel | None:
    """The panel that selects for this case now."""
    return Panel.objects.standing().filter(case=case).select_related("order").first()


def sitting(panel: Panel) -> list[PanelSeat]:
    """Those who sit on the panel and have not ended, in the order of the list; one query."""
    return list(panel.seats.sitting().select_related("person").order_by("pk"))


def marking_seats(panel: Panel) -> QuerySet[PanelSeat]:
    """The seats that mark and have not ended."""
    return PanelSeat.objects.marking().sitting().filter(panel=panel).order_by("pk")


def round_tasks(actor: Actor) -> QuerySet[Task]:
    """The tasks whose rounds the hat sees: of offices in its sight, or of the panel on which its seat is."""
    seen = Q(pk__in=Task.objects.visible_to(actor))
    rows = Task.objects.filter(seen | Q(case__panels__seats=seat_of(actor))).distinct()
    return rows.select_related("case__edition__programme", "case__office")


def unfinished_before(task: Task) -> bool:
    """Whether a stage that this office's task waits for is still open at the office itself, such as the round before. Of
    the groups, those that are not ready do not enter; they hold nobody up."""
    needed = [need.stage for need in stage_of(task).needs]
    return Task.objects.filter(case=task.case_id, stage__in=needed, result="").exists()


def unopened(panel: Panel) -> list[Task]:
    """The tasks of the panel's case whose rounds are not open yet, in the pack's order."""
    tasks = Task.objects.filter(case=panel.case_id, result="", round__isnull=True)
    tasks = tasks.select_related("case__edition__programme").order_by("position")
    return [task for task in tasks if stage_of(task).kind == ROUND]


def tasks_below(task: Task) -> QuerySet[Task]:
    """The tasks of the same stage on the groups below: their places in the round."""
    return Task.objects.within(task.case.path).filter(
        stage=task.stage,
        case__programme=task.case.programme_id,
        case__level=CaseLevel.GROUP,
        case__closed_at__isnull=True,
    )


def candidates(task: Task, law: RoundLaw) -> QuerySet[Task]:
    """The tasks of the groups that may enter the round of this office's task: their application passed, and whatever else
    the stage waits for has happened."""
    passed = Task.objects.filter(stage=law.application, result=TaskResult.PASSED).values("case")
    free = Q(held=False, waits_for=[], result="")
    return tasks_below(task).filter(free, case__in=passed).order_by("case__path", "pk")


def rounds_after(round_: Round) -> list[Round]:
    """The rounds of the same office, open or published, that wait for this one; one query."""
    others = Round.objects.filter(task__case=round_.task.case_id).exclude(pk=round_.pk)
    found = others.select_related("task__case__edition", "panel").order_by("task__position")
    return [one for one in found if any(need.stage == round_.task.stage for need in stage_of(one.task).needs)]


def current_resolutions(rounds: Iterable[int]) -> dict[int, Resolution]:
    """By round the published resolution that counts: the last one; one query."""
    found = Resolution.objects.published().filter(round__in=rounds).order_by("round", "number")
    return {one.round_id: one for one in found}


_read_already: ContextVar[dict[int, dict[int, Seated]] | None] = ContextVar("_read_already", default=None)


@contextmanager
def places_read_once() -> Iterator[None]:
    """Within the block who holds a place is read once for each round: for a walk that writes neither result nor withdrawal."""
    before = _read_already.set({})
    try:
        yield
    finally:
        _read_already.reset(before)


def seated_in(rounds: Sequence[Round]) -> dict[int, dict[int, Seated]]:
    """By round what became of each of its entries today, published rounds only; four queries, where not read already."""
    known = _read_already.get()
    if known is None:
        return _seats_of(rounds)
    if fresh := [one for one in rounds if one.pk not in known]:
        known.update(_seats_of(fresh))
    return {one.pk: known[one.pk] for one in rounds if one.pk in known}


def _seats_of(rounds: Sequence[Round]) -> dict[int, dict[int, Seated]]:
    if not rounds:
        return {}
    resolutions = current_resolutions(one.pk for one in rounds)
    placements: dict[int, list[Placement]] = defaultdict(list)
    rows = Placement.objects.filter(resolution__in=[one.pk for one in resolutions.values()])
    for row in rows.order_by("resolution", "place", "entry"):
        placements[row.resolution_id].append(row)
    gone: dict[int, list[int]] = defaultdict(list)
    for withdrawal in Withdrawal.objects.filter(round__in=resolutions).order_by("round", "follows"):
        gone[withdrawal.round_id].append(withdrawal.entry_id)
    known = {one.pk: one for one in rounds}
    hither, away = _called(resolutions)
    return {
        pk: _seated(known[pk].law, placements[resolution.pk], hither[pk], gone[pk])
        | dict.fromkeys(away[pk], Seated(CALLED))
        for pk, resolution in resolutions.items()
    }


def _called(rounds: Iterable[int]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """By round its entries called from a reserve list before, in their turn; and those called from its own; one query."""
    hither: dict[int, list[int]] = defaultdict(list)
    away: dict[int, list[int]] = defaultdict(list)
    wanted = list(rounds)
    rows = RoundEntry.objects.filter(Q(round__in=wanted) | Q(called_from__round__in=wanted))
    columns = ("pk", "round", "called_from", "called_from__round")
    for entry, into, origin, before in rows.exclude(called_from=None).order_by("pk").values_list(*columns):
        hither[into].append(entry)
        away[before].append(origin)
    return hither, away


def _seated(
    law: RoundLaw, placements: Sequence[Placement], called: Sequence[int], gone: Sequence[int]
) -> dict[int, Seated]:
    """The places as the resolution gave them, moved up for those who withdrew as the round's law says; after them all come
    those who were called from the reserve list of a round before."""
    order = [*(one.entry_id for one in sorted(placements, key=_turn)), *called]
    tiers = seated(order, law.tiers, gone, moves_up=law.moves_up)
    became = {
        entry: Seated(PASSED, tiers[entry]) if entry in tiers else Seated(NOT_CHOSEN) for entry in order
    }
    return {**became, **{entry: Seated(WITHDREW) for entry in gone}}


def _turn(one: Placement) -> tuple[bool, int, int]:
    """Those who passed by their place; then the reserve by its own turn, which a tie vote may have set."""
    return (not one.passed, one.place if one.passed else one.reserve or one.place, one.entry_id)


def entries_of(tasks: Iterable[Task]) -> dict[int, RoundEntry]:
    """By task of a group its entry, if it has one; one query."""
    found = RoundEntry.objects.filter(task__in=[task.pk for task in tasks]).select_related("round")
    return {one.task_id: one for one in found}
