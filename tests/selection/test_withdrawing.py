"""Giving a place up after publication: who moves up, what follows with it, and when nobody may."""

from decimal import Decimal

import pytest

from sammachip.cases.models import Task
from sammachip.core.verdict import Refused, Stale
from sammachip.selection import queries
from sammachip.selection.actions.complaints import Complained, answer_complaint, record_complaint
from sammachip.selection.actions.deciding import prepare_resolution
from sammachip.selection.actions.publishing import publish
from sammachip.selection.actions.withdrawing import GivenUp, withdraw_entry
from sammachip.selection.models import Placement, Resolution
from sammachip.selection.queries_results import result_of
from sammachip.trail import clock
from sammachip.trail.models import Event
from selection import build
from selection.build import Contest
from selection.test_publishing import LADDER, TIED, meeting
from standing import laid

TIERED = build.pack(keep=8, tiers=(2, 2)).replace("ties: [plan, handed-in, vote]", "ties: [plan, vote]")
EMPTY = TIERED.replace("on_withdrawal: next", "on_withdrawal: empty")


def said() -> GivenUp:
    return GivenUp(clock.today(), "บร 0019/1", "สมาชิกไม่พร้อม")


def final(cast, text: str, marks=LADDER) -> Contest:
    """Round two of eight, published: two of the one tier, two of the other, four in reserve."""
    first = build.contest(cast, text=text)
    published(first, LADDER)
    second = build.opened(cast, first.edition, first.panel, "round2")
    return published(second, marks)


@laid
def published(of: Contest, marks) -> Contest:
    build.mark_all(of, marks)
    publish(prepare_resolution(of.round, meeting(of), actor=of.secretary), seen=0, actor=of.chair)
    return of


def seats(of: Contest) -> list[str]:
    """What became of each entry, in the order of their numbers."""
    held = queries.seated_in([of.round])[of.round.pk]
    return [held[one.pk].tier or held[one.pk].became for one in of.entries]


@pytest.mark.both
def test_the_next_moves_up_and_the_first_of_the_reserve_takes_the_last_place(cast, at):
    at(build.NOW)
    made = final(cast, TIERED)

    withdraw_entry(made.entries[0], said(), actor=made.secretary)

    out = queries.NOT_CHOSEN
    assert seats(made) == [queries.WITHDREW, "ดีเด่น", "ดีเด่น", "ดี", "ดี", out, out, out]
    results = [
        (one.result, one.tier)
        for one in Task.objects.filter(entries__round=made.round).order_by("entries__number")
    ]
    assert results[:5] == [
        ("withdrawn", ""),
        ("passed", "ดีเด่น"),
        ("passed", "ดีเด่น"),
        ("passed", "ดี"),
        ("passed", "ดี"),
    ]
    moved = Event.objects.filter(verb="round.moved-up").order_by("pk")
    assert [(one.facts["was"], one.facts["tier"]) for one in moved] == [("ดี", "ดีเด่น"), ("", "ดี")]
    with pytest.raises(Refused, match="ไว้แล้ว"):
        withdraw_entry(made.entries[0], said(), actor=made.secretary)
    with pytest.raises(Refused, match="ไม่ได้เป็นผู้ได้รับคัดเลือก"):
        withdraw_entry(made.entries[7], said(), actor=made.secretary)
    with pytest.raises(Refused, match="เฉพาะประธาน เลขานุการ"):
        withdraw_entry(made.entries[1], said(), actor=cast.malee)


def test_a_place_stays_empty_where_the_law_says_so(cast, at):
    at(build.NOW)
    made = final(cast, EMPTY)

    withdraw_entry(made.entries[0], said(), actor=cast.anong)

    assert seats(made)[:5] == [queries.WITHDREW, "ดีเด่น", "ดี", "ดี", queries.NOT_CHOSEN]
    assert list(Event.objects.filter(verb="round.moved-up")) == []


def test_between_two_who_share_the_next_place_nobody_moves_up_unseen(cast, at):
    at(build.NOW)
    shared = [*LADDER[:2], LADDER[2], LADDER[2], *LADDER[4:]]
    made = final(cast, TIERED, shared)

    with pytest.raises(Refused, match="ได้ลำดับที่ 3 เท่ากัน"):
        withdraw_entry(made.entries[0], said(), actor=made.secretary)
    withdraw_entry(made.entries[2], said(), actor=made.secretary)

    assert seats(made)[:5] == ["ดีเด่น", "ดีเด่น", queries.WITHDREW, "ดี", "ดี"]


def test_a_complaint_is_answered_once_and_touches_no_result(cast, at):
    at(build.NOW)
    made = published(build.contest(cast, text=TIED), LADDER)
    resolution = Resolution.objects.get()
    before = list(Placement.objects.values())
    told = Complained("นายสมมุติ", clock.today(), "คะแนนไม่ครบ", made.entries[5])

    complaint = record_complaint(resolution, told, actor=cast.anong)
    whole = Complained("นางสมมุติ", clock.today(), "ผลทั้งรอบไม่เป็นธรรม")
    record_complaint(resolution, whole, actor=cast.anong)
    answer_complaint(complaint, answer="ตรวจแล้วครบ", answered_on=clock.today(), actor=made.secretary)

    with pytest.raises(Stale):
        answer_complaint(complaint, answer="อีกครั้ง", answered_on=clock.today(), actor=made.secretary)
    with pytest.raises(Refused):
        record_complaint(resolution, told, actor=cast.malee)
    read = {name: result_of(made.round, getattr(cast, name)) for name in ("anong", "malee", "kanya")}
    heard = {name: [one.complainant for one in found.complaints] for name, found in read.items()}
    assert heard == {"anong": ["นายสมมุติ", "นางสมมุติ"], "malee": ["นายสมมุติ"], "kanya": []}
    assert list(Placement.objects.values()) == before
    assert Decimal(before[0]["total"].partition("/")[0]) == 80
