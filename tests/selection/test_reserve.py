"""The reserve list of the round before: whom it gives an empty place, and who takes part once the next round is open."""

from decimal import Decimal

import pytest

from sammachip.cases.actions import close_case
from sammachip.cases.models import Task
from sammachip.core.verdict import Refused
from sammachip.money.models import Account
from sammachip.programmes import packfile
from sammachip.selection import queries
from sammachip.selection.actions.assigning import share_out
from sammachip.selection.actions.deciding import prepare_resolution
from sammachip.selection.actions.publishing import publish
from sammachip.selection.actions.withdrawing import withdraw_entry
from sammachip.selection.dossier import bytes_of, dossier_of
from sammachip.selection.models import Assignment, RoundEntry
from sammachip.selection.queries_results import result_of
from sammachip.selection.reserve import waiting
from sammachip.trail.models import Event, Notice
from selection import build
from selection.build import Contest
from selection.test_dossier import recomputed
from selection.test_publishing import LADDER, meeting
from selection.test_withdrawing import published, said, seats

pytestmark = pytest.mark.both
BEFORE = "on_withdrawal: next\n      grounds: [{key: same-province, label: ปฏิบัติงานในจังหวัดเดียวกับกลุ่ม}]"
FILLED = build.pack(keep=4, tiers=(2, 2)).replace(BEFORE, f"reserve: round1\n      {BEFORE}")
SHARED = [*LADDER[:4], LADDER[4], LADDER[4], *LADDER[6:]]
"""The fifth and the sixth share the first turn of the reserve list."""


def rounds(cast, marks=LADDER, *, text=FILLED) -> tuple[Contest, Contest]:
    """The first round published, the second open with the four who passed."""
    assert "reserve: round1" in text
    first = published(build.contest(cast, text=text), marks)
    return first, build.opened(cast, first.edition, first.panel, "round2")


def final(cast, marks=LADDER, *, text=FILLED) -> tuple[Contest, Contest]:
    """Both rounds published: all four of the second hold a place, so that its own reserve list is empty."""
    first, second = rounds(cast, marks, text=text)
    return first, published(second, LADDER[:4])


def won(entry: RoundEntry) -> Decimal:
    account = Account.objects.filter(case=entry.case).first()
    return account.totals.line if account else Decimal(0)


def test_the_first_of_the_list_before_takes_the_last_place(cast, at):
    at(build.NOW)
    first, second = final(cast)

    withdraw_entry(second.entries[0], said(), actor=second.secretary)

    called = RoundEntry.objects.get(round=second.round, called_from=first.entries[4])
    held = queries.seated_in([first.round, second.round])
    assert seats(second) == [queries.WITHDREW, "ดีเด่น", "ดีเด่น", "ดี"]
    assert held[second.round.pk][called.pk] == queries.Seated(queries.PASSED, "ดี")
    assert held[first.round.pk][first.entries[4].pk] == queries.Seated(queries.CALLED)
    tasks = Task.objects.filter(case=called.case, stage__in=("round1", "round2")).order_by("position")
    assert list(tasks.values_list("result", "tier")) == [("passed", ""), ("passed", "ดี")]
    assert [won(one) for one in (*second.entries, called)] == [0, 90_000, 90_000, 50_000, 50_000]
    [told] = Event.objects.filter(verb="round.called-up")
    assert (told.about_id, told.facts["of"], told.facts["turn"]) == (called.pk, "round1", 1)
    heard = Notice.objects.filter(kind="place-moved-up", person_id=cast.mana.person.pk)
    assert heard.count() == 2


def test_a_reserve_that_leaves_is_followed_by_the_next_until_nobody_waits(cast, at):
    at(build.NOW)
    first, second = final(cast)
    withdraw_entry(second.entries[0], said(), actor=second.secretary)

    for number in (4, 5, 6):
        called = RoundEntry.objects.get(round=second.round, called_from=first.entries[number])
        withdraw_entry(called, said(), actor=second.secretary)

    assert [one.entry for one in waiting(second.round)] == []
    last = RoundEntry.objects.get(round=second.round, called_from=first.entries[7])
    assert won(last) == 50_000
    withdraw_entry(last, said(), actor=second.secretary)
    holding = [one for one in queries.seated_in([second.round])[second.round.pk].values() if one.tier]
    assert len(holding) == 3
    assert Account.objects.get(case=second.round.task.case).totals.free == 50_000


def test_between_two_who_share_the_turn_nobody_is_called_unseen(cast, at):
    at(build.NOW)
    equal = FILLED.replace("ties: [plan, handed-in, vote]", "ties: [plan, vote]")
    _first, second = final(cast, SHARED, text=equal)

    with pytest.raises(Refused, match="อยู่ในบัญชีสำรองลำดับที่ 1 เท่ากัน"):
        withdraw_entry(second.entries[0], said(), actor=second.secretary)

    assert seats(second) == ["ดีเด่น", "ดีเด่น", "ดี", "ดี"]


def test_a_place_is_given_up_where_it_was_given_last(cast, at):
    at(build.NOW)
    first, second = final(cast)

    with pytest.raises(Refused, match="มีผลใน «คัดเลือก» แล้ว"):
        withdraw_entry(first.entries[0], said(), actor=first.secretary)

    assert seats(second) == ["ดีเด่น", "ดีเด่น", "ดี", "ดี"]


def test_who_gives_up_while_the_next_round_is_marked_is_replaced_in_it(cast, at):
    at(build.NOW)
    first, second = rounds(cast)
    share_out(second.round, actor=second.secretary)
    with pytest.raises(Refused, match="บันทึกการถอนตัวที่หน้าผลการคัดเลือกก่อน"):
        close_case(first.entries[1].case, result="withdrawn", reason="กลุ่มขอถอนตัว", actor=cast.suda)

    withdraw_entry(first.entries[1], said(), actor=first.secretary)

    standing = list(RoundEntry.objects.standing().filter(round=second.round).order_by("number"))
    assert [one.case_id for one in standing] == [first.entries[at].case_id for at in (0, 2, 3, 4)]
    assert [one.number for one in standing] == [1, 3, 4, 5]
    share_out(second.round, actor=second.secretary)
    assert Assignment.objects.standing().filter(entry=standing[-1]).count() == 2
    whole = Contest(
        **{**{name: getattr(second, name) for name in Contest.__annotations__}, "entries": tuple(standing)}
    )
    build.mark_all(whole, LADDER[:4])
    publish(
        prepare_resolution(second.round, meeting(second), actor=second.secretary), seen=0, actor=second.chair
    )
    assert seats(whole) == ["ดีเด่น", "ดีเด่น", "ดี", "ดี"]
    close_case(first.entries[1].case, result="withdrawn", reason="กลุ่มขอถอนตัว", actor=cast.suda)


def test_the_result_tells_who_was_called_and_from_where(cast, at):
    at(build.NOW)
    first, second = final(cast)
    withdraw_entry(second.entries[0], said(), actor=second.secretary)

    found = result_of(second.round, cast.anong)
    before = result_of(first.round, cast.anong)

    assert found
    assert before
    last = found.outcomes[-1]
    assert (last.entry.case, last.placement, last.mean, last.moved) == (first.entries[4].case, None, "", True)
    assert [one.seat.became for one in before.outcomes][:6] == [
        *[queries.PASSED] * 4,
        queries.CALLED,
        "not-chosen",
    ]


def test_a_stranger_counts_from_the_dossier_who_was_called(cast, at, tmp_path):
    at(build.NOW)
    first, second = final(cast)
    withdraw_entry(second.entries[1], said(), actor=second.secretary)

    content = bytes_of(dossier_of(second.round))

    assert recomputed(content, tmp_path)[0] == 0, recomputed(content, tmp_path)[1]
    alone = recomputed(bytes_of(dossier_of(first.round)), tmp_path)
    assert alone[0] == 0, alone[1]
    wrong = content.replace(b'"became":"called"', b'"became":"passed"')
    code, told = recomputed(wrong, tmp_path)
    assert code == 1
    assert "round1, entry 5: stands otherwise today than the withdrawals give" in told
    code, told = recomputed(content.replace(b'"of":"round1"', b'"off":"round1"'), tmp_path)
    assert (code, "altered: round2/called\n" in told) == (1, True), told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("reserve: apply", "ซึ่งไม่ใช่รอบคัดเลือกที่รอบนี้รอ"),
        ("reserve: round2", "ซึ่งไม่ใช่รอบคัดเลือกที่รอบนี้รอ"),
        ("reserve: round1\n      # ว่าง", "เว้นที่ว่างเมื่อมีผู้ถอนตัว จึงไม่ใช้ reserve"),
    ],
)
def test_a_pack_names_a_round_that_is_waited_for(wrong: str, told: str):
    with pytest.raises(packfile.PackErrors) as bad:
        packfile.read(
            FILLED.replace("reserve: round1", wrong).replace(
                "ว่าง\n      on_withdrawal: next", "\n      on_withdrawal: empty"
            ),
            filename="a.yaml",
        )

    assert [told in one.message for one in bad.value.problems] == [True]
