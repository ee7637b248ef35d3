"""What the money desk leaves on the first page, and for whom."""

from datetime import date
from decimal import Decimal

import pytest

from money import build
from org import build as people
from sammachip.money import actions_spending
from sammachip.money.models import Spending, SpendingState
from sammachip.org.hats import Actor, Hat
from sammachip.trail.models import Notice
from sammachip.web.desk import desk_of
from web.money.typed import acts_of


def on_the_desk(role: str, office: str) -> list[str]:
    desk = desk_of(build.actor(role, office))
    return [
        todo.words
        for todo in (*desk.waiting, *desk.owed)
        if "/spendings/" in todo.url or "/registers/" in todo.url
    ]


def test_a_request_waits_on_the_desk_of_the_head_alone(group):
    build.requested(group)

    assert on_the_desk("district-head", "3104") == ["พิจารณาอนุมัติ «อบรมการย้อมสี» ของ กลุ่มทอผ้าสมมุติ 10,000.00 บาท"]
    assert on_the_desk("district-finance", "3104") == []
    assert on_the_desk("district-head", "3101") == []


@pytest.mark.parametrize(
    ("limit", "waits"),
    [
        ("10000.00", ["พิจารณาอนุมัติ «อบรมการย้อมสี» ของ กลุ่มทอผ้าสมมุติ 10,000.00 บาท"]),
        ("9999.99", []),
    ],
)
def test_a_request_waits_for_whom_an_order_lets_approve_its_sum(group, limit, waits):
    deputy = build.actor("district-finance", "3104")
    people.power(deputy.person, "3104", role="district-head", limit_baht=Decimal(limit))

    build.requested(group)

    told = Notice.objects.filter(kind="spending-awaits-approval", person_id=deputy.person.pk)
    assert [todo.words for todo in desk_of(deputy).waiting] == waits
    assert told.count() == len(waits)


def test_a_request_of_the_head_waits_for_whom_an_order_lets_approve_above(group):
    """The head asked himself: the next office decides, and in it also who stands in there."""
    deputy = build.actor("province-officer", "31")
    people.power(deputy.person, "31", role="province-head")

    build.answered(group)
    drafted = build.drafted(group)
    head = build.actor("district-head", "3104")
    actions_spending.request_spending(drafted, seen=0, done_on=date(2018, 9, 4), actor=head)

    assert len(desk_of(deputy).waiting) == 1
    assert Notice.objects.filter(kind="spending-awaits-approval", person_id=deputy.person.pk).count() == 1


def test_what_was_approved_waits_on_the_desk_of_finance_until_it_is_closed(group):
    spending = build.approved(group)

    assert on_the_desk("district-head", "3104") == []
    assert on_the_desk("district-finance", "3104") == [
        "เบิกจ่าย «อบรมการย้อมสี» ของ กลุ่มทอผ้าสมมุติ ตามที่อนุมัติ 10,000.00 บาท"
    ]
    assert on_the_desk("field-officer", "3104") == []

    Spending.objects.filter(pk=spending.pk).update(state=SpendingState.CLOSED)
    assert on_the_desk("district-finance", "3104") == []


def test_what_no_account_holds_money_for_leaves_the_desk_and_says_what_it_waits_for(group, finance, at):
    spending = build.approved(group)
    at("2018-10-02 09:00")
    waited = on_the_desk("district-finance", "3104")

    finance.post(f"/money/accounts/{build.account(group).pk}/lapse/", {"reason": "สิ้นปีงบประมาณ"})

    page = finance.get(acts_of(spending)).text
    assert (len(waited), on_the_desk("district-finance", "3104")) == (1, [])
    assert "อนุมัติ 10,000.00 บาท เบิกจ่ายแล้ว 0.00 บาท — ปิดรายการพร้อมเหตุผล" in page
    assert f"{acts_of(spending)}close/" in page
    assert f"{acts_of(spending)}pay/" not in page


def test_money_still_open_waits_for_who_pays_and_heads_from_shortly_before_the_years_end_until_it_is_closed(
    group, at
):
    def told(role: str, office: str) -> list[str]:
        return [one.words for one in desk_of(build.actor(role, office)).owed if one.url == "/money/year-end/"]

    open_here = "เบิกจ่าย กันเงิน หรือส่งคืนเงินที่ค้างใน 2 บัญชี รวม 62,400.00 บาท ก่อนสิ้นปีงบประมาณ"
    assert told("district-finance", "3104") == told("district-head", "3104") == [open_here]
    assert told("field-officer", "3104") == told("district-finance", "3101") == []

    at("2018-07-31 23:00")
    assert told("district-head", "3104") == []

    at("2018-10-01 00:00")
    after = "ปิดปีงบประมาณ พ.ศ. 2561: ยังมีเงินค้างใน 2 บัญชี รวม 62,400.00 บาท — ส่งใช้เงินยืมหรือบันทึกเงินพับไป"
    assert told("district-finance", "3104") == told("district-head", "3104") == [after]
    assert told("field-officer", "3104") == []


def test_a_request_sent_back_waits_on_the_desk_of_who_made_it(group, head):
    spending = build.requested(group)
    head.post(f"{acts_of(spending)}return/", {"return-reason": "แยกค่าวัสดุให้ชัด"})

    maker = Actor(spending.made_by, Hat.of_post(spending.made_by.posts.get()))
    mine = [todo for todo in desk_of(maker).owed if todo.url == acts_of(spending)]
    assert [(todo.words, todo.reason) for todo in mine] == [
        ("แก้ไขและเสนอ «อบรมการย้อมสี» ของ กลุ่มทอผ้าสมมุติ อีกครั้ง", "แยกค่าวัสดุให้ชัด")
    ]


def test_notice_and_transfers_wait_on_the_desks_of_the_provinces_head_and_finance(db, at):
    at(build.NOW)
    published = build.edition()
    draft = build.register(published)
    assert desk_of(build.actor("province-head", "31")).waiting == []
    build.notified(published)
    build.received(published)
    [proved] = desk_of(build.actor("province-head", "31")).waiting
    assert (proved.words, proved.url) == (
        "แจ้งจัดสรรตามทะเบียนของ สพจ.บุรีรัมย์ ที่พิสูจน์ยอดได้แล้ว",
        draft.get_absolute_url(),
    )
    assert desk_of(build.actor("province-officer", "31")).waiting == []
    in_force = build.issue(draft)
    assert desk_of(build.actor("province-head", "31")).waiting == []
    assert on_the_desk("province-finance", "31") == ["บันทึกการโอนเงินงบประมาณให้ 23 หน่วยงานที่ยังค้างโอน"]

    build.transferred(in_force)

    assert on_the_desk("province-finance", "31") == []
