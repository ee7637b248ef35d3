"""Calling from the reserve list of the round before, when a place of this one is empty and its own list is too."""

from collections.abc import Iterator, Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from sammachip.cases.models import Task
from sammachip.core.verdict import Refused
from sammachip.org.hats import Actor
from sammachip.selection import queries
from sammachip.selection.models import Placement, Round, RoundEntry
from sammachip.selection.reserve import waiting
from sammachip.trail import actions as trail


def call_up(round_: Round, *, actor: Actor) -> list[RoundEntry]:
    """Give each empty place of the published round to the first on the reserve list; places for which nobody waits stay
    empty. Raises Refused where two share the turn that would be called."""
    if not (round_.law.moves_up and round_.law.reserve):
        return []
    seats = queries.seated_in([round_])[round_.pk].values()
    empty = round_.places - sum(1 for one in seats if one.became == queries.PASSED)
    listed = waiting(round_)
    _require_one_next(listed, empty)
    called = list(_called(round_, listed[:empty])) if empty > 0 else []
    for entry, placement in zip(called, listed, strict=False):
        trail.log(
            "round.called-up", about=entry, within=entry.case, actor=actor, stage=round_.task.stage,
            of=round_.law.reserve, turn=placement.reserve,
        )  # fmt: skip
    return called


def _require_one_next(listed: Sequence[Placement], empty: int) -> None:
    across = listed[empty - 1 : empty + 1] if empty > 0 else ()
    if len(across) == 2 and across[0].reserve == across[1].reserve:
        one, other = across
        raise Refused(
            _(
                "{one} และ {other} อยู่ในบัญชีสำรองลำดับที่ {turn} เท่ากัน จึงไม่รู้ว่าเรียกแห่งใด — ให้จัดทำมติใหม่ของรอบก่อนที่ประธานลงมติเรียงลำดับก่อน"
            ).format(one=one.entry.case, other=other.entry.case, turn=one.reserve)
        )


def _called(round_: Round, listed: Sequence[Placement]) -> Iterator[RoundEntry]:
    """Their entries in this round, numbered after the others: what they handed in is what was judged before."""
    cases = [one.entry.case_id for one in listed]
    tasks = dict(Task.objects.filter(case__in=cases, stage=round_.task.stage).values_list("case", "pk"))
    last = round_.entries.aggregate(last=Max("number"))["last"]
    for number, placement in enumerate(listed, start=last + 1):
        before = placement.entry
        yield RoundEntry.objects.create(
            round=round_,
            case=before.case,
            task_id=tasks[before.case_id],
            number=number,
            filing_id=before.filing_id,
            revision=before.revision,
            handed_in_at=before.handed_in_at,
            called_from=before,
        )
