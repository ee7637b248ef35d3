"""The levels of groups over a province and the lists behind them, asked the questions that pages to read can be asked."""

import re

import pytest
from django.utils.html import strip_tags

import assessing
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Case
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return assessing.enrolled(cast)


@pytest.fixture
def province(group: Case) -> Case:
    return Case.objects.get(programme=group.programme_id, office="31")


def of(case: Case, more: str = "") -> str:
    return f"/cases/{case.pk}/levels/{more}"


def rows(text: str) -> list[str]:
    return [" ".join(strip_tags(row).split()) for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL)]


def test_levels_are_counted_upward_and_never_averaged(cast: Cast, group: Case, province: Case):  # clause A10
    beside = assessing.beside(cast, group, "กลุ่มจักสานตัวอย่าง", code="3102")
    assessing.beside(cast, group, "กลุ่มปลาตัวอย่าง")
    assessing.assessed(group, "assess", assessing.five(2), cast.malee)
    assessing.assessed(beside, "assess", assessing.five(3), cast.prasit)

    text = body(cast.somchai, of(province))

    assert rows(text) == [
        "อำเภอระดับ ๓ (เข้มแข็ง)ระดับ ๒ (ปานกลาง)ระดับ ๑ (ควรพัฒนา)ยังไม่มีผลรวม",
        "เมืองบุรีรัมย์ 0 1 0 1 2",
        "คูเมือง 1 0 0 0 1",
        "รวม 1 1 0 1 3",
    ]
    assert "ตัวอย่าง - ไม่ใช่แบบทางการ" in text
    behind = re.search(r'href="([^"]*levels/list[^"]*office=3102[^"]*)"', text)
    assert behind
    listed = rows(body(cast.somchai, behind[1].replace("&amp;", "&")))
    assert listed[1:] == ["กลุ่มจักสานตัวอย่าง ระดับ ๓ (เข้มแข็ง) ดูผลรายด้าน"]


def test_another_assessment_has_a_tab_of_its_own(cast: Cast, group: Case, province: Case):
    assessing.assessed(group, "place", assessing.quadrant("s1 c1 p3 d1 m1"), cast.malee)

    text = body(cast.somchai, of(province, "?stage=place"))

    assert rows(text)[-1] == "รวม 0 0 0 0 1 0 1"
    assert of(province) in body(cast.somchai, f"/cases/{province.pk}/board/")


def test_who_may_not_look_is_told_why(cast: Cast, group: Case, province: Case):
    assert browser(cast.kanya).get(of(province)).status_code == 404
    assert browser(cast.somchai).post(of(province)).status_code == 405
    assert browser(cast.somchai).get(of(province, "?stage=nonsense")).status_code == 404
    assert browser(cast.somchai).get(of(province, "list/?office=3201")).status_code == 404
    refused = browser(cast.malee).get(of(group))
    assert refused.status_code == 403
    assert "ระดับจังหวัดและกรม" in refused.content.decode()


def test_levels_cost_the_same_for_one_group_and_for_thirty(cast: Cast, group: Case, province: Case):
    assessing.assessed(group, "assess", assessing.five(2), cast.malee)

    def thirty() -> None:
        for number in range(30):
            assessing.beside(cast, group, f"กลุ่มตัวอย่าง {number}")

    assert costs_no_more(cast.somchai, of(province), thirty)


def test_what_repeats_an_assessment_tells_where_the_levels_went(
    cast: Cast, group: Case, province: Case
):  # clause A9
    beside = assessing.beside(cast, group, "กลุ่มจักสานตัวอย่าง", code="3102")
    assessing.beside(cast, group, "กลุ่มปลาตัวอย่าง")
    assessing.assessed(group, "assess", assessing.five(1), cast.malee)
    assessing.assessed(group, "district_view", assessing.five(3), cast.mana)
    assessing.assessed(beside, "assess", assessing.five(3), cast.prasit)

    text = body(cast.somchai, of(province, "?stage=district_view"))

    assert rows(text)[4:] == [
        "อำเภอสูงขึ้นเท่าเดิมต่ำลงยังไม่มีผลครบสองครั้ง",
        "เมืองบุรีรัมย์ 1 0 0 1",
        "คูเมือง 0 0 0 1",
        "รวม 1 0 0 2",
    ]
    behind = of(province, "list/?stage=district_view&moved=up&office=3101")
    assert behind.replace("&", "&amp;") in text
    assert rows(body(cast.somchai, behind))[1:] == ["กลุ่มทอผ้าตัวอย่าง ระดับ ๓ (เข้มแข็ง) ดูผลรายด้าน"]
    assert browser(cast.somchai).get(of(province, "list/?stage=assess&moved=up")).status_code == 404
