"""Giving a place up after publication: the next moves up or the place stays empty, as the round's law says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.models import Task
from sammachip.cases.queries import stage_of
from sammachip.cases.rules import may_be_done_on
from sammachip.core.reading import one_line
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.selection import queries
from sammachip.selection import rules_results as rules
from sammachip.selection.actions.calling import call_up
from sammachip.selection.actions.deciding import held
from sammachip.selection.actions.leaving import leave_round
from sammachip.selection.actions.letters import write_of_places
from sammachip.selection.actions.opening import enter_late
from sammachip.selection.actions.publishing import people_over, settle_places
from sammachip.selection.letters import hold_letters
from sammachip.selection.models import Round, RoundEntry, Withdrawal
from sammachip.selection.papers_results import result_url
from sammachip.selection.queries import Seated
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.thai import in_thai


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What the letter says: on which day, by which number, why."""

    withdrawn_on: date
    letter_number: str
    reason: str


@transaction.atomic
def withdraw_entry(entry: RoundEntry, said: GivenUp, *, actor: Actor) -> Withdrawal:
    """Record that the entry gives its place up. Who moves up, the tasks, the money and the letters follow in the same
    transaction.

    A round under way for those who passed this one loses the entry, and gets that of whoever moves up. Raises Refused where
    it holds no place, where a later round gave it its place, or where the next on the reserve list share their turn.
    """
    round_ = held(entry.round)
    hold_letters(round_)
    require(rules.may_follow_up(actor, round_))
    require(rules.has_its_last_result(entry))
    require(may_be_done_on(said.withdrawn_on))
    if not said.reason.strip():
        raise Refused(_("ระบุเหตุผลที่ถอนตัว"))
    before = queries.seated_in([round_])[round_.pk]
    _require_seated(entry, before)
    if round_.law.moves_up:
        _require_one_next(round_, entry.pk, before)
    made = Withdrawal.objects.create(
        round=round_,
        entry=entry,
        follows=round_.withdrawals.count() + 1,
        withdrawn_on=said.withdrawn_on,
        letter_number=one_line(said.letter_number),
        reason=one_line(said.reason),
        recorded_by=actor.person,
        recorded_at=clock.now(),
    )
    trail.log(
        "round.given-up", about=entry, within=entry.case, actor=actor, done_on=said.withdrawn_on,
        stage=round_.task.stage, reason=made.reason, letter=made.letter_number,
    )  # fmt: skip
    call_up(round_, actor=actor)
    after = queries.seated_in([round_])[round_.pk]
    moved = _move_up(round_, before, after, actor)
    later = [one for one in queries.rounds_after(round_) if one.published_at is None]
    for one in later:
        _leave(one, entry, actor)
    settle_places(round_, actor)
    for one in later:
        enter_late(one, [up.case_id for up in moved], actor=actor)
    write_of_places(made, before[entry.pk], {up: after[up.pk].tier for up in moved}, actor)
    return made


def _require_seated(entry: RoundEntry, before: Mapping[int, Seated]) -> None:
    """Who left while the round was marked stands in no result at all."""
    place = before.get(entry.pk)
    if place and place.became == queries.WITHDREW:
        raise Refused(_("บันทึกการถอนตัวของ{group}ไว้แล้ว").format(group=entry.case))
    if place is None or place.became != queries.PASSED:
        raise Refused(_("{group}ไม่ได้เป็นผู้ได้รับคัดเลือก จึงไม่มีที่ให้ถอน").format(group=entry.case))


def _require_one_next(round_: Round, leaving: int, before: Mapping[int, Seated]) -> None:
    """Whoever moves up over a line must be one: between two who share a place a meeting decides, not the software."""
    gone = {key for key, seat in before.items() if seat.became == queries.WITHDREW} | {leaving}
    resolution = queries.current_resolutions([round_.pk])[round_.pk]
    names = ("place", "entry__case__group__name")
    order = list(resolution.placements.exclude(entry__in=gone).order_by("place", "entry").values_list(*names))
    for under in accumulate(tier.places for tier in round_.law.tiers):
        across = order[under - 1 : under + 1]
        if len(across) == 2 and across[0][0] == across[1][0]:
            raise Refused(
                _(
                    "{one} และ {other} ได้ลำดับที่ {place} เท่ากัน จึงไม่รู้ว่าแห่งใดเลื่อนขึ้น — ให้จัดทำมติใหม่ที่ประธานลงมติเรียงลำดับก่อน"
                ).format(one=across[0][1], other=across[1][1], place=across[0][0])
            )


@in_thai
def _leave(round_: Round, entry: RoundEntry, actor: Actor) -> None:
    task = Task.objects.get(case=entry.case_id, stage=round_.task.stage)
    leave_round(task, reason=_("สละที่ซึ่งได้ในรอบก่อน"), actor=actor)


def _move_up(
    round_: Round, before: Mapping[int, Seated], after: Mapping[int, Seated], actor: Actor
) -> list[RoundEntry]:
    """Log who holds another place than before, and tell their offices and those who run the round."""
    keys = [key for key, seat in after.items() if seat != before.get(key) and seat.became == queries.PASSED]
    moved = list(RoundEntry.objects.filter(pk__in=keys).select_related("case__group").order_by("number"))
    for entry in moved:
        was = before[entry.pk].tier if entry.pk in before else ""
        trail.log(
            "round.moved-up", about=entry, within=entry.case, actor=actor, stage=round_.task.stage,
            tier=after[entry.pk].tier, was=was,
        )  # fmt: skip
        _tell_offices(round_, entry)
    _tell_panel(round_, len(moved))
    return moved


def _tell_offices(round_: Round, entry: RoundEntry) -> None:
    """Its district and province have new work."""
    trail.notify(
        "place-moved-up",
        to=people_over([entry.case.path]),
        text=format_lazy(
            gettext_lazy("{group} เลื่อนขึ้นแทนผู้ถอนตัว «{round}»"),
            group=str(entry.case),
            round=stage_of(round_.task).title,
        ),
        url=result_url(round_),
    )


def _tell_panel(round_: Round, moved: int) -> None:
    trail.notify(
        "place-given-up",
        to=round_.panel.seats.sitting().values_list("person_id", flat=True),
        text=format_lazy(
            gettext_lazy("มีผู้ถอนตัวหลังประกาศผล {programme} มีผู้เลื่อนขึ้น {n} แห่ง"),
            programme=round_.task.case.edition.title,
            n=moved,
        ),
        url=result_url(round_),
    )
