"""The list of what was handed over, asked the questions that a page to read can be asked."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from goods import CLOTH, HANDED
from money import build
from sammachip.cases.models import Case, Good
from sammachip.money.models import SpendingLine
from standing import laid
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    make.filing(make.task(group, "handover"), cast.malee, HANDED, sent=True)
    scissors = Good.objects.get(item="กรรไกร")
    visit = {
        "visited_on": "9 กันยายน 2561",
        "found": "ทำตามแผน",
        "progress": "on_plan",
        "goods_seen": {
            str(good.pk): {"found": "not_found" if good == scissors else "in_use"}
            for good in Good.objects.all()
        },
    }
    make.filing(make.task(group, "follow"), cast.malee, visit, sent=True)
    return group


def of(case: Case, more: str = "") -> str:
    return f"/cases/{case.pk}/goods/{more}"


def test_a_district_reads_what_was_not_found(cast: Cast, group: Case) -> None:
    page = browser(cast.mana).get(of(group.parent, "?found=not_found"))

    rows = [[cell.text for cell in row] for row in page.context["listing"].rows]
    assert rows == [
        ["กรรไกร", "3 อัน", "กลุ่มทอผ้าตัวอย่าง", "เมืองบุรีรัมย์", "5\xa0ก.ย.\xa061", "ไม่พบ 9\xa0ก.ย.\xa061"]
    ]
    assert [(tab.label, tab.count) for tab in page.context["tabs"]] == [
        *(("ทั้งหมด", 2), ("ไม่พบ", 1), ("ชำรุด", 0), ("เก็บไว้", 0), ("ใช้งานอยู่", 1), ("ยังไม่เคยตรวจ", 0)),
        ("ซื้อแล้วยังไม่ส่งมอบ", 0),
    ]
    assert of(group) in body(cast.malee, group.get_absolute_url())


def test_strangers_and_nonsense_are_not_found(cast: Cast, group: Case) -> None:
    assert browser(cast.kanya).get(of(group)).status_code == 404
    assert browser(cast.mana).get(of(group, "?found=nonsense")).status_code == 404
    assert browser(cast.mana).post(of(group)).status_code == 405


def test_the_list_costs_the_same_however_long_it_is(cast: Cast, group: Case) -> None:
    def add() -> None:
        first = Good.objects.earliest("pk")
        Good.objects.bulk_create(
            Good(case=group, filing=first.filing, item=f"ด้าย {n}", quantity=1, handed_on=first.handed_on)
            for n in range(30)
        )

    assert costs_no_more(cast.mana, of(group), add)


@pytest.fixture
def bought(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return bought_goods(cast)


@laid
def bought_goods(cast: Cast) -> Case:
    """A group for which cloth was paid."""
    group = build.group(build.funded_district("3101", published=build.before_purchases(cast.anong)))
    build.paid(build.with_evidence(build.approved(group, CLOTH)), "3000.00")
    return group


def test_one_press_takes_what_was_bought_into_the_paper(cast: Cast, bought: Case) -> None:
    paper = make.filing(make.task(bought, "handover"), cast.malee)
    offered = body(cast.malee, f"/filings/{paper.pk}/edit/")
    typed = {"seen": "1", "take": "bought", "a.place": "ศาลากลางบ้าน", "a.items.0.item": "ด้าย"}

    answer = browser(cast.malee).post(f"/filings/{paper.pk}/save/", typed)

    cost = SpendingLine.objects.get()
    paper.refresh_from_db()
    assert "ผ้าฝ้าย 12 ม้วน" in offered
    assert answer.status_code == 302
    assert paper.answers["place"] == "ศาลากลางบ้าน"
    assert paper.answers["items"] == [
        {"item": "ด้าย"},
        {"id": f"bought-{cost.pk}", "item": "ผ้าฝ้าย", "quantity": "12", "unit": "ม้วน"},
    ]
    assert "ใส่ทุกรายการนี้ในใบส่งมอบ" not in body(cast.malee, f"/filings/{paper.pk}/edit/")


def test_what_was_bought_stands_on_the_open_list_with_its_spending(cast: Cast, bought: Case) -> None:
    page = browser(cast.mana).get(of(bought.parent, "?found=here"))

    [row] = page.context["listing"].rows
    assert [cell.text for cell in row] == ["ผ้าฝ้าย", "12 ม้วน", "12 ม้วน", "กลุ่มทอผ้าสมมุติ", "6\xa0ก.ย.\xa061"]
    assert row[0].url == SpendingLine.objects.get().spending.get_absolute_url()
