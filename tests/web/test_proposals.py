"""What a pack proposes for weak dimensions: shown while the plan is written, taken by one press, left to the officer."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Filing
from web.asking import body, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast, at: Freeze) -> Filing:
    """The plan of a group that is strong in all but its fund."""
    at("2018-09-10 09:00")
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    form = group.edition.pack.forms["five_k"]
    tables = {one.key: {row.value: {"score": "3"} for row in one.rows} for one in form.fields if one.rows}
    weak = {row: {"score": "1"} for row in tables["fund"]}
    make.filing(
        make.task(group, "assess"),
        cast.malee,
        {**tables, "fund": weak, "assessed_on": "10 กันยายน 2561"},
        sent=True,
    )
    return make.filing(make.task(group, "plan"), cast.malee)


def test_lines_are_proposed_for_the_weak_dimension_only_and_marked_as_samples(
    cast: Cast, plan: Filing
) -> None:
    page = body(cast.malee, f"/filings/{plan.pk}/edit/")

    assert "ข้อเสนอตามด้านที่ยังอ่อน" in page
    assert 'value="fund.0"' in page
    assert 'value="activity.0"' not in page
    assert "ค่าวิทยากรสอนทำบัญชีรับ-จ่าย · 6 ชั่วโมง · 600.00 บาทต่อหน่วย · ค่าตอบแทน" in page
    assert "ตัวอย่าง - ไม่ใช่แบบทางการ" in page


def test_one_press_adds_the_line_to_what_was_typed_as_if_it_were_typed_too(cast: Cast, plan: Filing) -> None:
    typed = {"seen": "1", "take": "fund.1", "a.lines.0.item": "เส้นด้าย", "a.marketing": "ตลาดนัด"}

    answer = browser(cast.malee).post(f"/filings/{plan.pk}/save/", typed)
    unknown = {**typed, "seen": "2", "take": "fund.9", "a.lines.0.item": "ปุ๋ย"}

    plan.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, f"/filings/{plan.pk}/edit/#a-lines")
    assert plan.answers["marketing"] == "ตลาดนัด"
    assert plan.answers["lines"] == [
        {"item": "เส้นด้าย"},
        {
            "item": "สมุดบัญชีและเครื่องเขียน",
            "quantity": "1",
            "unit": "ชุด",
            "price": "500",
            "expense_class": "materials",
            "dimension": "fund",
        },
    ]
    page = body(cast.malee, f"/filings/{plan.pk}/edit/")
    assert ("อยู่ในแผนแล้ว" in page, 'value="fund.0"' in page, 'value="fund.1"' in page) == (True, True, False)
    browser(cast.malee).post(f"/filings/{plan.pk}/save/", unknown)
    plan.refresh_from_db()
    assert plan.answers["lines"] == [{"item": "ปุ๋ย"}]


def test_nothing_is_proposed_before_an_assessment(cast: Cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)

    unassessed = make.filing(make.task(group, "plan"), cast.malee)

    assert "ข้อเสนอตามด้านที่ยังอ่อน" not in body(cast.malee, f"/filings/{unassessed.pk}/edit/")
