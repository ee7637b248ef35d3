"""The second letter after its panel has met: both rounds published, and the support on its way to the groups' purchases."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from sammachip.cases.models import Case, Task
from sammachip.demo import contest_panel as panel
from sammachip.demo.contest_panel import Member
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, World, task_of
from sammachip.money import actions as money
from sammachip.org.models import DEPARTMENT
from sammachip.selection.actions.deciding import Meeting, equals_in, prepare_resolution, vote_on_equals
from sammachip.selection.actions.marking import save_sheet, seal_sheet
from sammachip.selection.actions.publishing import publish
from sammachip.selection.models import Duty, Round
from sammachip.selection.models.panels import seat_of


def tell(first: Round, members: Sequence[Member], told: World, cast: Cast) -> None:
    """Finish the first round, hold the second, and let the department's money come."""
    after = told["after"]
    ranks = {entry.case_id: panel.rank_of(entry.number) for entry in first.entries.all()}
    mark_the_rest(first, members, ranks, after["first"])
    decide(first, members, after["first"])
    second = hold(task_of(first.task.case.edition, DEPARTMENT, "round2"), members, told)
    mark_the_rest(second, members, ranks, after["second"])
    decide(second, members, after["second"])
    receive(second, after["money"], cast)


def hold(task: Task, members: Sequence[Member], told: World) -> Round:
    """The second round opened for those who passed, and shared out, some days after the first."""
    opened = {**told, "panel": {**told["panel"], "opened_on": told["after"]["second"]["opened_on"]}}
    return panel.open_and_share(task, members, opened)


def mark_the_rest(round_: Round, members: Sequence[Member], ranks: dict[int, int], meeting: World) -> None:
    """Every sheet that nobody has sealed yet. Entries keep their order from the first round, and its ties."""
    actors = {seat_of(one.actor): one.actor for one in members}
    criteria = [one.key for one in round_.law.rubric.criteria]
    even = round_.law.rubric.criteria[-2].weight == round_.law.rubric.criteria[-1].weight
    turns: dict[int, int] = {}
    with on(meeting["marked_on"], 20), transaction.atomic():
        for one in panel.given_in(round_):
            turn = turns[one.entry_id] = turns.get(one.entry_id, -1) + 1
            if one.entry.sheets.filter(seat=one.seat_id, sealed_at__isnull=False).exists():
                continue
            typed = panel.marks(criteria, ranks[one.entry.case_id], turn, leaning=even)
            save_sheet(one.entry, typed, remark=meeting["remark"], seen=0, actor=actors[one.seat_id])
            seal_sheet(one.entry, seen=1, actor=actors[one.seat_id])


def decide(round_: Round, members: Sequence[Member], said: World) -> None:
    """The meeting: the chair sets in order who is equal in all else, the secretary writes it down, the chair publishes."""
    chair = next(one.actor for one in members if one.told["duty"] == Duty.CHAIR)
    secretary = next(one.actor for one in members if one.told["duty"] == Duty.SECRETARY)
    present = tuple(round_.panel.seats.sitting().values_list("pk", flat=True))
    with on(said["met_on"], 15):
        for equals in equals_in(round_):
            vote_on_equals(round_, equals, minute=said["vote"], voted_on=said["met_on"], actor=chair)
        meeting = Meeting(said["meeting"], said["met_on"], said["place"], present, said["minutes"])
        resolution = prepare_resolution(round_, meeting, actor=secretary)
    with on(said["met_on"], 16):
        publish(resolution, seen=0, actor=chair)


def receive(round_: Round, came: World, cast: Cast) -> None:
    """The money reaches the department and goes on, account by account, to the groups that won."""
    root: Case = round_.task.case
    assert root.office is not None, "a round is an office's"
    head = root.edition.pack.budget.heads[0].key
    with on(came["dated"], 11):
        money.record_receipt(
            root.edition,
            root.office,
            {head: Decimal(came["sum"])},
            done_on=came["dated"],
            voucher=money.Voucher(number=came["number"], fund_code=came["fund"]),
            actor=cast["anong"],
        )
