"""The panel of the second letter in the demo: appointed, told what it is kept from, and in the middle of its marks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from sammachip.cases.models import Task
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, World
from sammachip.demo.people import PASSWORD, Part, place
from sammachip.demofile import Login
from sammachip.org.hats import Actor
from sammachip.org.models import DEPARTMENT
from sammachip.selection.actions.assigning import share_out
from sammachip.selection.actions.conflicts import declare
from sammachip.selection.actions.marking import save_sheet, seal_sheet
from sammachip.selection.actions.opening import open_round
from sammachip.selection.actions.panels import Appointed, Seating, add_member, appoint_panel
from sammachip.selection.models import Assignment, Duty, Panel, Round, RoundEntry
from sammachip.selection.models.panels import seat_of
from sammachip.selection.seats import hats_on_panels
from sammachip.trail import clock

PASSES, BEST = 36, 18
"""The places of the first round, and of the better tier of the second: on both lines two entries are equal."""
LEAVES_OFF_AT = 56
"""From this rank down two members have not sealed their sheets yet."""
STILL_MARKING = ("judge", "judge8")


@dataclass(frozen=True, slots=True)
class Member:
    """One who sits on the panel: what the fixture tells, and under which hat the member acts."""

    told: World
    actor: Actor


def appoint(task: Task, told: World, cast: Cast, root: Actor) -> list[Member]:
    """The panel on its order, member by member."""
    said, order = told["panel"], told["panel"]["order"]
    with on(order["dated"], 10):
        panel = appoint_panel(
            task.case,
            Appointed(order["number"], order["dated"], order["subject"]),
            title=said["title"],
            quorum=said["quorum"],
            actor=cast["anong"],
        )
        return [Member(one, _seated(panel, one, order["dated"], cast, root)) for one in said["members"]]


def _seated(panel: Panel, one: World, since: date, cast: Cast, root: Actor) -> Actor:
    """Somebody from outside the offices, with a log-in, in the seat that the order gives."""
    part = Part(one["key"], one["prefix"], one["given"], DEPARTMENT, "", one["post"], logs_in=True)
    person = place(part, root).person
    seating = Seating(Duty(one["duty"]), one["post"], True, since)
    add_member(panel, seating, person=person, seen=panel.saved, actor=cast["anong"])
    [hat] = hats_on_panels(person, clock.today())
    return Actor(person, hat)


def logins(members: Sequence[Member]) -> list[Login]:
    """Those of the panel whom a visitor would want to be."""
    return [
        Login(f"{one.actor.hat.title} · คณะกรรมการคัดเลือก", one.told["key"], PASSWORD)
        for one in members
        if one.told["key"] in ("chair", "secretary", "judge")
    ]


def open_and_share(task: Task, members: Sequence[Member], told: World) -> Round:
    """The secretary opens the round, every member says what keeps them from any entry, and the entries are shared out."""
    secretary = next(one.actor for one in members if one.told["duty"] == Duty.SECRETARY)
    with on(told["panel"]["opened_on"], 9):
        round_ = open_round(task, actor=secretary)
    with on(told["panel"]["opened_on"], 13):
        for member in members:
            _declare(round_, member, told)
        share_out(round_, actor=secretary)
    return round_


def _declare(round_: Round, member: Member, told: World) -> None:
    kept_from = told["panel"]["declared"].get(member.told["key"])
    if kept_from is None:
        declare(round_, [], actor=member.actor)
        return
    entries = RoundEntry.objects.filter(round=round_, case__path__startswith=f"/{kept_from['province']}/")
    declare(round_, list(entries), ground="relation", because=kept_from["because"], actor=member.actor)


def mark(round_: Round, members: Sequence[Member], told: World) -> None:
    """Sheets as far as they are by the demo's day: so close at both lines that two entries are equal there."""
    by_seat = {seat_of(one.actor): one for one in members}
    criteria = [one.key for one in round_.law.rubric.criteria]
    turns: Counter[int] = Counter()
    with on(told["panel"]["marked_on"], 20), transaction.atomic():
        for one in given_in(round_):
            member, rank = by_seat[one.seat_id], rank_of(one.entry.number)
            typed = marks(criteria, rank, turns[one.entry_id])
            turns[one.entry_id] += 1
            if rank < LEAVES_OFF_AT or member.told["key"] not in STILL_MARKING:
                save_sheet(one.entry, typed, remark=told["panel"]["remark"], seen=0, actor=member.actor)
                seal_sheet(one.entry, seen=1, actor=member.actor)


def given_in(round_: Round) -> QuerySet[Assignment]:
    """Who is to mark what, by the entries' numbers."""
    given = Assignment.objects.standing().filter(entry__round=round_)
    return given.select_related("entry__round", "entry__case").order_by("entry__number", "pk")


def rank_of(number: int) -> int:
    """Where an entry comes to stand, from 0: spread over the numbers as handed in, the letter's own group among those who
    pass."""
    return (number * 29 + 46) % 76


def marks(
    criteria: Sequence[str], rank: int, turn: int, *, leaning: bool = True
) -> dict[str, dict[str, str]]:
    """The points of one sheet. Three sheets of an entry differ and come to the same mean, whoever gives them.

    `leaning`: where the weights of the last two criteria are equal, what one loses the other gains.
    """
    level = rank - (rank >= BEST) - (rank >= PASSES)
    points = (
        Decimal("9.20") - Decimal("0.07") * level + (Decimal("0.30"), Decimal(0), Decimal("-0.30"))[turn % 3]
    )
    lean = Decimal("0.25") * (level % 3) if leaning else Decimal(0)
    last = {criteria[-2]: points + lean, criteria[-1]: points - lean}
    return {key: {"points": str(last.get(key, points))} for key in criteria}
