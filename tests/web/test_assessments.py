"""The assessments of a group side by side, asked the seven questions that a page to read can be asked."""

import pytest

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


def of(case: Case) -> str:
    return f"/cases/{case.pk}/assessments/"


def test_assessors_stand_side_by_side_with_what_moved_the_level(cast: Cast, group: Case):  # clause A9
    assessing.assessed(group, "assess", assessing.five(1), cast.malee)
    assessing.assessed(group, "own_view", assessing.five(1, 1, 1, 1, 3), cast.malee)
    assessing.assessed(group, "district_view", assessing.five(3, 2, 2, 1, 2), cast.mana)

    text = body(cast.malee, of(group))

    assert text.count('<polygon points="') == 4 + 3
    assert f"กลุ่ม (กรอกแทนโดย {cast.malee.person.name} · สพอ.เมืองบุรีรัมย์)" in text
    assert "ตัวอย่าง - ไม่ใช่แบบทางการ" in text
    assert "<p>ได้ระดับเดียวกัน: ระดับ ๑ (ควรพัฒนา)</p><p>ร้อยละที่ต่าง: กิจกรรม +66.67</p>" in text
    assert (
        "ระดับต่างกัน: ระดับ ๑ (ควรพัฒนา) → ระดับ ๒ (ปานกลาง) เพราะด้าน การรวมกลุ่ม · กรรมการ · กติกา · กิจกรรม" in text
    )
    assert "จะได้ ระดับ ๓ (เข้มแข็ง) เมื่อคะแนนเพิ่มอย่างน้อย 8 คะแนน เช่น" in text


def test_only_the_newest_assessments_advice_stands_open(cast: Cast, group: Case):
    assessing.assessed(group, "assess", assessing.five(1), cast.malee)
    assessing.assessed(group, "district_view", assessing.five(1), cast.mana)

    text = body(cast.malee, of(group))

    assert text.count("สิ่งที่จะทำให้ระดับสูงขึ้น:") == 2
    assert text.count("<details open>") == 1
    assert "<summary>สิ่งที่จะทำให้ระดับสูงขึ้น: อำเภอตรวจซ้ำ</summary>" in text.partition("<details open>")[2]
    assert "<summary>สิ่งที่จะทำให้ระดับสูงขึ้น: อำเภอตรวจซ้ำ</summary>" not in text.partition("<details open>")[0]


def test_a_table_says_what_keeps_a_group_out_of_every_case(cast: Cast, group: Case):
    assessing.assessed(group, "place", assessing.quadrant("s1 c1 p3 d1 m1"), cast.malee)

    text = body(cast.malee, of(group))

    assert "ไม่เข้าเกณฑ์ใด" in text
    assert "ด้านที่ได้น้อยที่สุด" not in text  # a table of cases marks none as the weakest
    assert "ต่างจากเกณฑ์ของ A ดาวเด่นสู่สากล อย่างน้อย 1 ข้อ" in text
    assert "กระบวนการและเทคโนโลยี: จาก «3.3 ใช้ภูมิปัญญาและทำด้วยมือ» เป็น «3.1 ใช้เครื่องจักรเป็นหลัก»" in text


def test_nothing_sent_yet_says_what_is_waited_for(cast: Cast, group: Case):
    text = body(cast.malee, of(group))

    assert "ยังไม่มีผลการประเมิน" in text
    assert "ยังไม่ส่ง:" in text
    assert of(group) in body(cast.malee, f"/cases/{group.pk}/")


def test_a_stranger_is_told_404_and_another_method_405(cast: Cast, group: Case):
    assert browser(cast.kanya).get(of(group)).status_code == 404
    assert browser(cast.malee).post(of(group)).status_code == 405


def test_the_page_costs_the_same_for_one_assessment_and_for_many(cast: Cast, group: Case):
    assessing.assessed(group, "assess", assessing.five(1), cast.malee)

    def many() -> None:
        assessing.assessed(group, "own_view", assessing.five(2), cast.malee)
        assessing.assessed(group, "district_view", assessing.five(2), cast.mana)
        assessing.assessed(group, "place", assessing.quadrant("s3 c1 p3 d1 m1"), cast.malee)

    assert costs_no_more(cast.malee, of(group), many)
