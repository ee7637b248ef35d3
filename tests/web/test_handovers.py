"""The list of what was handed over, asked the questions that a page to read can be asked."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from goods import HANDED
from sammachip.cases.models import Case, Good
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
        *(("ทั้งหมด", 2), ("ไม่พบ", 1), ("ชำรุด", 0), ("เก็บไว้", 0), ("ใช้งานอยู่", 1), ("ยังไม่เคยตรวจ", 0))
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
