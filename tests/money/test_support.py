"""Support by tier: what a published round gives each group, and what a withdrawal moves."""

from decimal import Decimal

import pytest
from django.utils.translation import override

import make
from cast import Cast
from sammachip.cases.actions import advance
from sammachip.core.verdict import Refused
from sammachip.money import actions as money
from sammachip.money.actions.supporting import settle_support
from sammachip.money.actions_year import return_money
from sammachip.money.desk import books
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry
from sammachip.money.registers import awaiting_money
from sammachip.selection.models import Placement, Resolution, Round, RoundEntry, Withdrawal
from sammachip.selection.seating import tell_seated
from sammachip.trail import clock
from sammachip.trail.models import Notice
from selection import build

pytestmark = [pytest.mark.django_db, pytest.mark.both]

EXCELLENT, GOOD = Decimal("90000.00"), Decimal("50000.00")


@pytest.fixture
def now(at):
    at(build.NOW)


def published(round_: Round, chosen: dict[int, str], cast: Cast) -> Round:
    """The round with a resolution that gives these entries, the best first, their tiers; the rest are the reserve."""
    resolution = Resolution.objects.create(
        round=round_, meeting="ประชุมสมมติ", met_on=clock.today(), minutes="มติ", made_by=cast.anong.person,
        made_at=clock.now(),
    )  # fmt: skip
    rest = [
        entry
        for entry in round_.entries.order_by("number").values_list("pk", flat=True)
        if entry not in chosen
    ]
    Placement.objects.bulk_create(
        [
            Placement(resolution=resolution, entry_id=entry, place=place, passed=True, tier=tier, total="50")
            for place, (entry, tier) in enumerate(chosen.items(), start=1)
        ]
        + [
            Placement(
                resolution=resolution,
                entry_id=entry,
                place=len(chosen) + turn,
                passed=False,
                reserve=turn,
                total="40",
            )
            for turn, entry in enumerate(rest, start=1)
        ]
    )
    Resolution.objects.filter(pk=resolution.pk).update(
        published_at=clock.now(), published_by=cast.anong.person, digest="0" * 64
    )
    Round.objects.filter(pk=round_.pk).update(published_at=clock.now())
    round_.refresh_from_db()
    settled(round_)
    return round_


def settled(round_: Round) -> None:
    advance(round_.task.case, *[entry.case for entry in round_.entries.select_related("case__edition")])


def final(cast: Cast) -> tuple[build.Contest, list[RoundEntry]]:
    """The second round with four entries, the first two chosen: ดีเด่น and ดี."""
    first = build.contest(cast, entries=5)
    published(first.round, {entry.pk: "" for entry in first.entries[:4]}, cast)
    second = build.opened(cast, first.edition, first.panel, stage="round2")
    entries = list(second.entries)
    published(second.round, {entries[0].pk: "ดีเด่น", entries[1].pk: "ดี"}, cast)
    tell_seated(second.round, actor=second.chair)
    return second, entries


def allotted(entry: RoundEntry) -> Decimal:
    account = Account.objects.filter(case=entry.case).first()
    return account.totals.line if account else Decimal(0)


def leave(round_: Round, entry: RoundEntry, cast: Cast) -> None:
    Withdrawal.objects.create(
        round=round_, entry=entry, follows=round_.withdrawals.count() + 1, withdrawn_on=clock.today(), reason="ย้ายถิ่น",
        recorded_by=cast.anong.person, recorded_at=clock.now(),
    )  # fmt: skip
    settled(round_)
    settle_support(round_, actor=cast.anong)


def test_a_published_tier_is_allotted_from_the_department_down_to_its_group(cast, now):
    with override("en"):
        second, entries = final(cast)

    assert [allotted(entry) for entry in entries] == [EXCELLENT, GOOD, 0, 0]
    assert set(Entry.objects.values_list("reason", flat=True)) == {"ผลการคัดเลือก (คัดเลือก)"}
    assert [entry.case.tasks.get(stage="support").waits_for for entry in entries[:2]] == [[], []]
    root = Account.objects.get(case=second.round.task.case)
    assert (root.allotted_baht, root.totals.free) == (EXCELLENT + GOOD, 0)


def test_money_that_comes_to_the_province_is_passed_on_to_the_groups(cast, now):
    second, entries = final(cast)
    [awaited] = awaiting_money(cast.anong.office)

    money.record_receipt(
        second.edition, cast.somchai.office, {"support": EXCELLENT + GOOD}, done_on=clock.today(),
        voucher=money.Voucher("กค 1"), actor=cast.fai,
    )  # fmt: skip

    assert [Account.objects.get(case=entry.case).got_baht for entry in entries[:2]] == [EXCELLENT, GOOD]
    assert (awaited.sum, awaited.groups) == (EXCELLENT + GOOD, 2)
    assert (awaiting_money(cast.anong.office), awaiting_money(cast.somchai.office)) == ([], [])
    came = Entry.objects.filter(kind=EntryKind.TRANSFERRED)
    assert (came.count(), set(came.values_list("document_number", flat=True))) == (5, {"กค 1"})


def told(cast: Cast, who: str) -> list[tuple[str, str]]:
    """The kinds of the money notices that somebody has, with their sums."""
    notices = Notice.objects.filter(person_id=getattr(cast, who).person.pk).order_by("pk")
    return [(one.kind, one.text.split(" บาท")[0].rpartition(" ")[2]) for one in notices if "บาท" in one.text]


def test_finance_on_the_way_down_is_told_what_came_and_what_goes_back(cast, now):
    with override("en"):
        auditor = make.auditor("31")
        second, entries = final(cast)
    money.record_allotment(
        second.edition, cast.anong.office, {"support": Decimal(100)}, notice_number="กค 0", notice_on=clock.today(),
        actor=cast.anong,
    )  # fmt: skip

    came = [("money-allotted", "140,000.00")]
    assert (told(cast, "fai"), told(cast, "fong"), told(cast, "anong")) == (came, came, [])
    for who in (cast.kanya, auditor):  # neither could open what it leads to
        assert Notice.objects.filter(person_id=who.person.pk, kind="money-allotted").count() == 0
    url = Notice.objects.get(person_id=cast.fai.person.pk, kind="money-allotted").url
    assert url == f"/money/cases/{entries[0].case.parent.parent_id}/"

    money.record_receipt(
        second.edition, cast.anong.office, {"support": EXCELLENT}, done_on=clock.today(),
        voucher=money.Voucher("กค 1"), actor=cast.anong,
    )  # fmt: skip

    came = [*came, ("money-came", "90,000.00")]
    assert (told(cast, "fai"), told(cast, "fong"), told(cast, "anong")) == (came, came, [])

    leave(second.round, entries[1], cast)

    moved = [*came, ("allotment-taken-back", "50,000.00"), ("money-allotted", "50,000.00")]
    assert (told(cast, "fai"), told(cast, "fong")) == (moved, moved)


def test_when_the_best_leaves_the_next_moves_up_and_the_reserve_takes_the_last_place(cast, now):
    second, entries = final(cast)

    leave(second.round, entries[0], cast)

    assert [allotted(entry) for entry in entries] == [0, EXCELLENT, GOOD, 0]
    assert Account.objects.get(case=second.round.task.case).allotted_baht == EXCELLENT + GOOD


def test_money_that_had_come_goes_back_with_who_leaves(cast, now):
    second, entries = final(cast)
    money.record_receipt(
        second.edition, cast.somchai.office, {"support": EXCELLENT + GOOD}, done_on=clock.today(),
        voucher=money.Voucher("กค 1"), actor=cast.fai,
    )  # fmt: skip

    leave(second.round, entries[1], cast)

    assert [allotted(entry) for entry in entries] == [EXCELLENT, 0, GOOD, 0]
    assert Account.objects.get(case=second.round.task.case).totals.free_cash == GOOD
    [book] = [one for one in books(cast.fai) if one.own.case.edition == second.edition]
    assert (book.given, book.sent_back, book.kept) == (EXCELLENT + GOOD + GOOD, GOOD, EXCELLENT + GOOD)


def test_who_has_bound_the_support_does_not_leave_with_it(cast, now):
    second, entries = final(cast)
    money.record_receipt(
        second.edition, cast.somchai.office, {"support": EXCELLENT + GOOD}, done_on=clock.today(),
        voucher=money.Voucher("กค 1"), actor=cast.fai,
    )  # fmt: skip
    account = Account.objects.get(case=entries[1].case)
    bound = money.Posting(EntryKind.COMMITTED, account, Decimal("20000.00"), clock.today())
    money.post([bound], actor=cast.fong)

    with pytest.raises(Refused, match=r"ส่งคืนได้ 30,000\.00 บาท จากที่ต้องคืน 50,000\.00 บาท"):
        leave(second.round, entries[1], cast)

    assert [allotted(entry) for entry in entries] == [EXCELLENT, GOOD, 0, 0]


def test_settling_again_moves_nothing(cast, now):
    second, _entries = final(cast)
    before = list(Account.objects.order_by("pk").values_list("allotted_baht", "given_baht", "regained_baht"))

    settle_support(second.round, actor=second.chair)

    assert (
        list(Account.objects.order_by("pk").values_list("allotted_baht", "given_baht", "regained_baht"))
        == before
    )


def test_tiers_that_cost_more_than_the_programme_has_are_refused_with_both_sums(cast, now):
    text = build.PACK.read_text().replace("total: 2520000.00", "total: 120000.00")
    first = build.contest(cast, entries=5, text=text)
    published(first.round, {entry.pk: "" for entry in first.entries[:4]}, cast)
    second = build.opened(cast, first.edition, first.panel, stage="round2")
    published(second.round, {second.entries[0].pk: "ดีเด่น", second.entries[1].pk: "ดี"}, cast)

    with pytest.raises(Refused, match=r"140,000\.00.*120,000\.00"):
        settle_support(second.round, actor=second.chair)


def test_what_a_result_gave_no_finance_reverses(cast, now):
    _second, entries = final(cast)
    given = Entry.objects.get(account__case=entries[0].case, kind=EntryKind.ALLOTTED)

    with pytest.raises(Refused, match="ตามผลการคัดเลือก"):
        money.reverse(given, reason="บันทึกผิด", actor=cast.fong)

    assert allotted(entries[0]) == EXCELLENT


def test_a_province_does_not_record_again_what_the_result_allotted(cast, now):
    second, entries = final(cast)
    leave(second.round, entries[1], cast)

    with pytest.raises(Refused, match="บันทึกเฉพาะการรับโอนเงิน"):
        money.record_allotment(
            second.edition, cast.somchai.office, {"support": GOOD}, notice_number="มท 1", notice_on=clock.today(),
            actor=cast.fai,
        )  # fmt: skip

    assert Account.objects.get(case=second.round.task.case).given_baht == EXCELLENT + GOOD


def test_what_an_office_gave_back_itself_is_not_given_out_again(cast, now):
    second, entries = final(cast)
    money.record_receipt(
        second.edition, cast.somchai.office, {"support": EXCELLENT + GOOD}, done_on=clock.today(),
        voucher=money.Voucher("กค 1"), actor=cast.fai,
    )  # fmt: skip
    account = Account.objects.get(case=entries[0].case)
    return_money(
        account, Decimal("500.00"), done_on=clock.today(), voucher=money.Voucher("บร 1"), actor=cast.fong
    )

    leave(second.round, entries[1], cast)

    account.refresh_from_db()
    assert (account.allotted_baht, account.returned_baht) == (EXCELLENT, Decimal("500.00"))


def test_who_gave_some_back_and_leaves_gives_up_the_rest(cast, now):
    second, entries = final(cast)
    money.record_receipt(
        second.edition, cast.somchai.office, {"support": EXCELLENT + GOOD}, done_on=clock.today(),
        voucher=money.Voucher("กค 1"), actor=cast.fai,
    )  # fmt: skip
    account = Account.objects.get(case=entries[1].case)
    return_money(
        account, Decimal("500.00"), done_on=clock.today(), voucher=money.Voucher("บร 1"), actor=cast.fong
    )

    leave(second.round, entries[1], cast)

    assert [allotted(entry) for entry in entries[:3]] == [EXCELLENT, 0, GOOD]
