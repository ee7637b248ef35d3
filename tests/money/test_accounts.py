"""Entries and the totals they prove; refusals that quote both numbers; money on its way down to a group."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from money import build
from sammachip.cases.models import Case, Task
from sammachip.core.verdict import Refused
from sammachip.money import actions, facts, queries, sealed
from sammachip.money.actions import Posting, Voucher, post, standing_part
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry
from sammachip.org.models import Office
from sammachip.trail import triggers

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("buriram")]

DAY = date(2018, 9, 5)


def bound(account: Account, kind: str, amount: str, **more: object) -> Posting:
    return Posting(kind, account, Decimal(amount), DAY, **more)


def test_a_group_that_joins_gets_its_even_share_of_allotment_and_money():
    district = build.funded_district("3104")

    first, second = build.group(district, "กลุ่มหนึ่ง"), build.group(district, "กลุ่มสอง")

    shares = [(one.allotted_baht, one.got_baht) for one in (build.account(first), build.account(second))]
    assert shares == [(build.UNIT, build.UNIT), (build.UNIT, build.UNIT)]
    assert build.account(district).totals.free == 0


def test_money_transferred_later_is_passed_on_to_the_groups_that_wait_for_it():
    published = build.edition()
    build.notified(published)
    in_force = build.issued(published)
    group = build.group(Case.objects.get(edition=published, office="3101"))
    before = build.account(group).got_baht

    build.received(published)
    build.transferred(in_force, ["3101"])

    assert (before, build.account(group).got_baht) == (0, build.UNIT)


def test_sums_of_every_level_are_the_sum_of_what_lies_below():
    group = build.funded_group()
    post(
        [bound(build.account(group), EntryKind.COMMITTED, "20000.00")],
        actor=build.actor("district-finance", "3104"),
    )
    post(
        [bound(build.account(group), EntryKind.PAID, "15000.00")],
        actor=build.actor("district-finance", "3104"),
    )
    nation, province, district = (Case.objects.get(office=code) for code in ("00", "31", "3104"))

    found = queries.sums([nation, province, district, group])

    assert [found[one.pk].paid for one in (nation, province, district, group)] == [Decimal("15000.00")] * 4
    assert [found[one.pk].allotted for one in (nation, province, district, group)] == [
        build.TOTAL,
        build.TOTAL,
        2 * build.UNIT,
        build.UNIT,
    ]
    money = found[group.pk]
    assert (money.committed, money.left, money.percent) == (
        Decimal("5000.00"),
        Decimal("11200.00"),
        Decimal("48.08"),
    )


def test_sums_as_of_a_day_count_what_was_done_by_then():
    group = build.funded_group()
    finance = build.actor("district-finance", "3104")
    post(
        [Posting(EntryKind.PAID_AT_ONCE, build.account(group), Decimal(1000), date(2018, 9, 4))],
        actor=finance,
    )
    post(
        [Posting(EntryKind.PAID_AT_ONCE, build.account(group), Decimal(2000), date(2018, 9, 8))],
        actor=finance,
    )
    province = Case.objects.get(office="31")

    paid = [
        queries.sums([province], day)[province.pk].paid for day in (date(2018, 9, 3), date(2018, 9, 7), None)
    ]
    transferred = queries.sums([province], date(2018, 8, 27))[province.pk].transferred

    assert paid == [0, Decimal(1000), Decimal(3000)]
    assert transferred == 0


def test_sums_cost_the_same_number_of_queries_for_one_case_and_for_all(django_assert_num_queries):
    build.funded_group()
    cases = list(Case.objects.all())

    with django_assert_num_queries(2):
        queries.sums(cases[:1])
    with django_assert_num_queries(2):
        queries.sums(cases)
    with django_assert_num_queries(3):
        queries.sums(cases, DAY)


def test_money_facts_are_those_of_the_case_with_all_below_it():
    group = build.funded_group()
    post(
        [bound(build.account(group), EntryKind.PAID_AT_ONCE, "15600.00")],
        actor=build.actor("district-finance", "3104"),
    )
    task = Task.objects.get(case__office="3104", stage="report")

    known = facts.read(task, DAY)

    assert known["money.allotted"] == Decimal("62400.00")
    assert known["money.paid"] == Decimal("15600.00")
    assert known["money.percent"] == Decimal("25.00")
    assert facts.read(Task.objects.get(case=group, stage="spend"), DAY)["money.percent"] == Decimal("50.00")


REFUSALS = [
    (EntryKind.COMMITTED, "31200.01", "สมมุติ ขอ 31,200.01 บาท แต่คงเหลือ 31,200.00 บาท"),
    (EntryKind.PAID_AT_ONCE, "40000.00", "ขอ 40,000.00 บาท แต่คงเหลือ 31,200.00 บาท"),
    (EntryKind.PAID, "1.00", "ขอเบิก 1.00 บาท แต่ผูกพันคงเหลือ 0.00 บาท"),
    (EntryKind.LOAN, "5.00", "ขอยืม 5.00 บาท แต่ผูกพันคงเหลือ 0.00 บาท"),
    (EntryKind.RELEASED, "7.00", "ขอยกเลิก 7.00 บาท แต่ผูกพันที่ยังไม่เบิกจ่าย 0.00 บาท"),
    (EntryKind.REPAID, "9.00", "ขอส่งคืน 9.00 บาท แต่เบิกจ่ายไว้ 0.00 บาท"),
    (EntryKind.TRANSFERRED, "2.00", "จะโอน 2.00 บาท แต่ กลุ่มทอผ้าสมมุติ ได้รับจัดสรรและยังไม่ได้รับโอน 0.00 บาท"),
    (EntryKind.RETURNED, "31200.50", "31,200.50 บาท แต่"),
]


@pytest.mark.parametrize(("kind", "amount", "sentence"), REFUSALS)
def test_post_refuses_what_crosses_a_line_and_quotes_both_numbers(kind, amount, sentence):
    account = build.account(build.funded_group())
    before = account.totals

    with pytest.raises(Refused, match=sentence):
        post([bound(account, kind, amount)], actor=build.actor("district-finance", "3104"))

    account.refresh_from_db()
    assert account.totals == before


def test_nothing_is_bound_before_the_money_was_transferred():
    published = build.edition()
    build.notified(published)
    build.issued(published)
    group = build.group(Case.objects.get(edition=published, office="3101"))

    with pytest.raises(Refused, match=r"ได้รับโอนเงินงบประมาณคงเหลือ 0\.00 บาท") as refused:
        post(
            [bound(build.account(group), EntryKind.COMMITTED, "100.00")],
            actor=build.actor("district-finance", "3101"),
        )

    assert refused.value.verdict.code == "money-cash"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(date(2018, 9, 11), "11 กันยายน 2561 ยังมาไม่ถึง"), (date(2018, 10, 1), "สิ้นสุด 30 กันยายน 2561")],
)
def test_post_refuses_days_that_have_not_come_and_days_after_the_year(day, sentence, at):
    account = build.account(build.funded_group())
    if day > date(2018, 9, 30):
        at("2018-10-05 09:00")

    with pytest.raises(Refused, match=sentence):
        post(
            [Posting(EntryKind.PAID_AT_ONCE, account, Decimal(1), day)],
            actor=build.actor("district-finance", "3104"),
        )


def test_allotment_beyond_the_programmes_budget_is_refused():
    published = build.edition()

    with pytest.raises(Refused, match=r"รวมเป็น 61,857,700.01 บาท แต่งบประมาณโครงการ 61,857,700.00 บาท"):
        build.notified(published, Decimal("61857700.01"))

    assert not Entry.objects.exists()


def test_a_receipt_before_the_notice_is_refused():
    published = build.edition()

    with pytest.raises(Refused, match="ยังไม่ได้รับแจ้งจัดสรร"):
        build.received(published)


def test_a_receipt_beyond_the_notice_names_the_office_that_records_it():
    published = build.edition()
    build.notified(published)

    with pytest.raises(Refused, match=r"900,000\.00 บาท แต่ สพจ\.บุรีรัมย์ .* 873,600\.00 บาท"):
        build.received(published, Decimal(900_000))


def test_a_notice_and_a_receipt_sent_twice_count_once():
    published = build.edition()
    build.notified(published)
    build.received(published)

    with pytest.raises(Refused, match=r"มท ๐๔๐๗/ว ๑ ลงวันที่ 24 สิงหาคม 2561 จำนวน 873,600\.00 บาท บันทึกไว้แล้ว"):
        build.notified(published)
    with pytest.raises(Refused, match=r"อง\.03/1 ลงวันที่ 28 สิงหาคม 2561 จำนวน 873,600\.00 บาท บันทึกไว้แล้ว"):
        build.received(published)

    own = Account.objects.get(case__office="31")
    assert (own.allotted_baht, own.got_baht) == (build.TOTAL, build.TOTAL)


def test_reverse_takes_back_what_stands_and_nothing_twice():
    group = build.funded_group()
    finance = build.actor("district-finance", "3104")
    [paid] = post([bound(build.account(group), EntryKind.PAID_AT_ONCE, "500.00")], actor=finance)

    actions.reverse(paid, reason="บันทึกซ้ำ", actor=finance)

    assert build.account(group).paid_baht == 0
    with pytest.raises(Refused, match=r"0\.00 บาท"):
        actions.reverse(paid, reason="บันทึกซ้ำ", actor=finance)


def test_no_more_of_an_entry_is_taken_back_than_stands_though_others_would_cover_it():
    group = build.funded_group()
    finance = build.actor("district-finance", "3104")
    paid = [
        post([bound(build.account(group), EntryKind.PAID_AT_ONCE, amount)], actor=finance)[0]
        for amount in ("500.00", "700.00")
    ]

    with pytest.raises(Refused, match=r"600\.00 บาท แต่ยังไม่ได้กลับ 500\.00 บาท"):
        post([standing_part(paid[0], Decimal("600.00"), done_on=DAY)], actor=finance)
    assert build.account(group).paid_baht == Decimal("1200.00")


def test_neither_a_reversal_nor_what_a_register_allotted_is_reversed():
    group = build.funded_group()
    finance = build.actor("district-finance", "3104")
    [paid] = post([bound(build.account(group), EntryKind.PAID_AT_ONCE, "500.00")], actor=finance)
    back = actions.reverse(paid, reason="บันทึกซ้ำ", actor=finance)
    allotted = Entry.objects.get(
        account__case__office="3104", kind=EntryKind.ALLOTTED, register__isnull=False
    )
    above = build.actor("province-finance", "31")

    with pytest.raises(Refused, match="เป็นการกลับรายการอยู่แล้ว"):
        actions.reverse(back, reason="กลับคืน", actor=finance)
    with pytest.raises(Refused, match="มาจากทะเบียนจัดสรร"):
        actions.reverse(allotted, reason="จัดสรรผิด", actor=above)


def test_reverse_of_a_transfer_that_is_spent_is_refused():
    group = build.funded_group()
    finance = build.actor("district-finance", "3104")
    post([bound(build.account(group), EntryKind.PAID_AT_ONCE, "31200.00")], actor=finance)
    transfer = Entry.objects.get(account=build.account(group), kind=EntryKind.TRANSFERRED)

    with pytest.raises(Refused, match=r"31,200\.00 บาท แต่คงเหลือ 0\.00 บาท"):
        actions.reverse(transfer, reason="โอนผิด", actor=finance)


def test_a_group_that_withdraws_gives_back_what_it_has_not_bound():
    group = build.funded_group()
    district = Case.objects.get(office="3104")
    finance = build.actor("district-finance", "3104")
    post([bound(build.account(group), EntryKind.PAID_AT_ONCE, "1200.00")], actor=finance)

    actions.give_back(group, reason="ถอนตัว", actor=finance)
    other = build.group(district, "กลุ่มที่เข้ามาแทน")

    assert build.account(group).totals.free == 0
    assert queries.sums([group])[group.pk].returned == Decimal("30000.00")
    assert build.account(other).allotted_baht + build.account(district).totals.free == Decimal("61200.00")


def test_entries_can_be_neither_changed_nor_deleted():
    build.funded_group()
    entry = Entry.objects.first()
    assert entry is not None

    for change in (lambda: Entry.objects.filter(pk=entry.pk).update(amount_baht=1), entry.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_database_itself_refuses_totals_beyond_the_line():
    account = build.account(build.funded_group())

    for column, amount in (
        ("paid_baht", 1),
        ("committed_baht", "31200.01"),
        ("got_baht", "31200.01"),
        ("lent_baht", -1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Account.objects.filter(pk=account.pk).update(**{column: Decimal(amount)})


def test_verify_finds_a_total_that_its_entries_do_not_prove():
    account = build.account(build.funded_group())
    honest = list(queries.unproved())

    Account.objects.filter(pk=account.pk).update(committed_baht=Decimal("10.00"))

    assert honest == []
    assert [(one.account, one.column, one.stands, one.proved) for one in queries.unproved()] == [
        (account.pk, "committed", Decimal("10.00"), 0)
    ]
    assert [one.partition("—")[2] for one in queries.check_accounts()] == [" เรียกคืนจากแฟ้มสำรอง"]


def test_a_reason_that_no_entry_can_hold_is_refused():
    account = build.account(build.funded_group())
    voucher = Voucher("1", reason="ก" * 301)

    with pytest.raises(Refused, match="เหตุผลยาว 301 ตัวอักษร เกิน 300 ตัวอักษร"):
        post(
            [bound(account, EntryKind.COMMITTED, "10.00", voucher=voucher)],
            actor=build.actor("district-finance", "3104"),
        )


def test_verify_finds_an_entry_altered_together_with_its_account():
    account = build.account(build.funded_group())
    [entry] = post(
        [bound(account, EntryKind.PAID_AT_ONCE, "10.00")], actor=build.actor("district-finance", "3104")
    )
    honest = list(sealed.altered())
    triggers.remove()

    Entry.objects.filter(pk=entry.pk).update(amount_baht=Decimal("9.00"))
    Account.objects.filter(pk=account.pk).update(committed_baht=Decimal("9.00"), paid_baht=Decimal("9.00"))
    [altered] = sealed.altered()
    Entry.objects.filter(pk=entry.pk).delete()
    [gone] = sealed.altered()

    assert honest == []
    assert altered.startswith(f"รายการ {entry.pk} (9.00 บาท) ไม่ตรงกับเหตุการณ์ลงบัญชี 3104#")
    assert gone.startswith(f"รายการ {entry.pk} ลงบัญชีไว้ตามเหตุการณ์ 3104#")


def test_only_the_office_itself_or_the_department_records_what_reached_it():
    published = build.edition()

    for role, office in (("field-officer", "3101"), ("province-finance", "27"), ("auditor", "31")):
        with pytest.raises(Refused, match="เฉพาะเจ้าหน้าที่ของ"):
            actions.record_allotment(
                published,
                Office.objects.get(code="31"),
                {"support": Decimal(1)},
                notice_number="๑",
                notice_on=DAY,
                actor=build.actor(role, office),
            )


def test_a_strangers_sight_of_accounts_and_entries_is_empty():
    build.funded_group()
    neighbour, own = build.actor("province-finance", "32"), build.actor("district-finance", "3104")

    assert not Account.objects.visible_to(neighbour).exists()
    assert not Entry.objects.visible_to(neighbour).exists()
    assert Account.objects.visible_to(own).count() == 2


def test_a_payment_keeps_its_payer_document_and_codes():
    group = build.funded_group()
    voucher = Voucher("ขบ.01/77", Office.objects.get(code="31"), "6111200", "1500400500100000000A")

    [entry] = post(
        [bound(build.account(group), EntryKind.PAID_AT_ONCE, "10.00", voucher=voucher)],
        actor=build.actor("district-finance", "3104"),
    )

    entry.refresh_from_db()
    assert (entry.document_number, entry.payer_office_id, entry.fund_code, entry.budget_code) == (
        "ขบ.01/77",
        "31",
        "6111200",
        "1500400500100000000A",
    )


def test_reverse_of_a_registers_transfer_is_for_the_office_that_gave_it():
    build.funded_group()
    district = Account.objects.get(case__office="3104", purse="budget")
    transfer = Entry.objects.get(account=district, kind=EntryKind.TRANSFERRED)

    with pytest.raises(Refused, match=r"สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์เป็นผู้บันทึกรายการนี้ตามทะเบียน"):
        actions.reverse(transfer, reason="โอนผิด", actor=build.actor("district-finance", "3104"))
