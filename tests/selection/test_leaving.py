"""A group's passage that ends while a panel is at work, or after it won a place."""

import pytest

from sammachip.cases.actions import close_case
from sammachip.core.verdict import Refused
from sammachip.selection import rules_results as rules
from sammachip.selection.actions import assign
from sammachip.selection.actions.deciding import Meeting, prepare_resolution
from sammachip.selection.actions.publishing import publish
from sammachip.selection.actions.withdrawing import GivenUp, withdraw_entry
from sammachip.selection.models import RoundEntry
from sammachip.trail import clock
from sammachip.trail.models import Event
from selection import build

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LADDER = [{"plan": 20 - number, "clip": 10} for number in range(8)]


def test_an_entry_whose_group_leaves_is_judged_no_more(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    entry = made.entries[2]

    close_case(entry.case, result="withdrawn", reason="กลุ่มขอถอนตัว", actor=cast.suda)

    entry.refresh_from_db()
    assert entry.withdrawn_at == clock.now()
    with pytest.raises(Refused, match="ผลงานนี้ออกจากรอบแล้ว"):
        assign(entry, made.seat(made.judges[0]), actor=made.secretary)
    assert RoundEntry.objects.standing().filter(round=made.round).count() == 7
    assert Event.objects.filter(verb="round.left").count() == 1


def test_what_is_left_to_mark_and_who_keeps_away_ask_nothing_of_an_entry_that_left(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    entry, judge = made.entries[2], made.judges[0]
    assign(entry, made.seat(judge), actor=made.secretary)
    build.keep_away(made.secretary.person, entry.case)
    before = rules.own_unsealed(judge, made.round), bool(rules.kept_from_none(made.secretary, made.round))

    close_case(entry.case, result="withdrawn", reason="กลุ่มขอถอนตัว", actor=cast.suda)

    after = rules.own_unsealed(judge, made.round), bool(rules.kept_from_none(made.secretary, made.round))
    assert (before, after) == ((1, False), (0, True))


def test_a_group_that_holds_a_place_gives_it_up_before_its_passage_ends(cast, at):
    at(build.NOW)
    made = build.contest(cast)
    build.mark_all(made, LADDER)
    chosen, not_chosen, gone_before = made.entries[0], made.entries[7], made.entries[6]
    close_case(gone_before.case, result="withdrawn", reason="กลุ่มขอถอนตัว", actor=cast.suda)
    present = tuple(made.seat(one).pk for one in made.judges)
    meeting = Meeting("ครั้งที่ 1", clock.today(), "ห้องประชุม", present, "มติ")
    publish(prepare_resolution(made.round, meeting, actor=made.secretary), seen=0, actor=made.chair)

    with pytest.raises(Refused, match="ไม่มีที่ให้ถอน"):
        withdraw_entry(gone_before, GivenUp(clock.today(), "", "ถอน"), actor=made.secretary)
    with pytest.raises(Refused, match="บันทึกการถอนตัวที่หน้าผลการคัดเลือกก่อน"):
        close_case(chosen.case, result="withdrawn", reason="กลุ่มขอถอนตัว", actor=cast.suda)
    close_case(not_chosen.case, result="withdrawn", reason="กลุ่มขอถอนตัว", actor=cast.suda)

    chosen.case.refresh_from_db()
    assert chosen.case.closed_at is None
