"""Sharing out: as evenly as can be, nobody barred, by hand where it must be, anew when a seat ends."""

from collections import Counter
from datetime import date

import pytest
from django.utils.translation import override

from sammachip.core.verdict import Refused
from sammachip.selection import actions
from sammachip.selection.assigning import pool
from sammachip.selection.models import Assignment
from selection import build


@pytest.fixture
def contest(cast, at):
    at(build.NOW)
    return build.contest(cast, entries=6, judges=4)


def barred(contest, judge, *numbers: int) -> None:
    entries = [contest.entries[number - 1] for number in numbers]
    actions.declare(contest.round, entries, ground="relation", because="ญาติ", actor=judge)


@pytest.mark.both
def test_one_click_shares_out_evenly_and_gives_nobody_what_is_barred(contest):
    barred(contest, contest.judges[1], 1, 2)

    made = actions.share_out(contest.round, actor=contest.secretary)

    loads = Counter(one.seat_id for one in made)
    assert sorted(loads.values()) == [3, 3, 3, 3]
    assert {Counter(one.entry_id for one in made)[entry.pk] for entry in contest.entries} == {2}
    own = {one.entry_id for one in made if one.seat == contest.seat(contest.judges[1])}
    assert own.isdisjoint({contest.entries[0].pk, contest.entries[1].pk})
    with pytest.raises(Refused, match="ครบตามเกณฑ์แล้ว"):
        actions.share_out(contest.round, actor=contest.secretary)


def test_too_few_who_may_mark_an_entry_is_said_with_its_name_and_numbers(contest):
    for judge in contest.judges[1:]:
        barred(contest, judge, 3)

    with pytest.raises(Refused, match=r"ผลงานลำดับ 3 .* 1 คน แต่ต้องมี 2 คน"):
        actions.share_out(contest.round, actor=contest.secretary)


def test_an_entry_that_every_member_is_kept_from_lacks_its_marks(cast, at):
    at(build.NOW)
    all_mark = build.contest(cast, entries=3, judges=3, text=build.pack().replace("      sheets: 2\n", ""))
    for judge in all_mark.judges:
        barred(all_mark, judge, 2)

    of = pool(all_mark.round, all_mark.secretary)

    assert ([one.number for one in of.short], [of.needed(one) for one in of.entries]) == (
        [1, 2, 3],
        [3, 1, 3],
    )
    with pytest.raises(Refused, match=r"ผลงานลำดับ 2 .* 0 คน แต่ต้องมี 1 คน"):
        actions.share_out(all_mark.round, actor=all_mark.secretary)


def test_what_a_leaving_member_had_left_is_filled_up_by_the_least_laden(cast, contest):
    build.ready(contest)
    leaver = contest.seat(contest.judges[3])
    first = leaver.assignments.order_by("pk").first()
    build.mark(first.entry, leaver)

    with override("en"):
        actions.end_seat(leaver, on=date(2018, 9, 10), reason="ลาออก", actor=cast.anong)

    reasons = leaver.assignments.filter(ended_at__isnull=False).values_list("end_reason", flat=True)
    assert set(reasons) == {"กรรมการพ้นหน้าที่: ลาออก"}
    of = pool(contest.round, contest.secretary)
    assert len(of.short) == 2
    assert list(leaver.assignments.standing()) == [first]
    actions.share_out(contest.round, actor=contest.secretary)
    assert pool(contest.round, contest.secretary).short == ()
    others = Assignment.objects.standing().exclude(seat=leaver)
    assert max(Counter(others.values_list("seat", flat=True)).values()) <= 4


def test_by_hand_one_more_and_one_taken_back_until_it_is_sealed(contest):
    build.ready(contest)
    entry = contest.entries[0]
    held = entry.assignments.order_by("pk").first()
    free = next(
        contest.seat(judge)
        for judge in contest.judges
        if not entry.assignments.filter(seat=contest.seat(judge)).exists()
    )
    more = actions.assign(entry, free, actor=contest.secretary)
    build.mark(entry, held.seat)

    with pytest.raises(Refused, match="แล้ว"):
        actions.assign(entry, free, actor=contest.secretary)
    with pytest.raises(Refused, match="ปิดผนึกคะแนนของผลงานนี้แล้ว"):
        actions.take_back(held, reason="สลับงาน", actor=contest.secretary)
    with pytest.raises(Refused, match="เฉพาะประธานและเลขานุการ"):
        actions.take_back(more, reason="สลับงาน", actor=contest.judges[1])
    actions.take_back(more, reason="สลับงาน", actor=contest.secretary)

    more.refresh_from_db()
    assert more.end_reason == "สลับงาน"
    with pytest.raises(Refused, match="ถูกถอนไปแล้ว"):
        actions.take_back(more, reason="อีกครั้ง", actor=contest.secretary)
    build.keep_away(free.person, entry.case)
    with pytest.raises(Refused, match=r"มีส่วนได้เสียกับ.* จึงมอบหมายให้ไม่ได้"):
        actions.assign(entry, free, actor=contest.secretary)
    with pytest.raises(Refused, match="ไม่ได้เป็นกรรมการที่ให้คะแนนในรอบนี้"):
        actions.assign(entry, contest.seat(contest.secretary), actor=contest.secretary)
