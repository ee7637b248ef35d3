"""An evaluation comes filled in with what is known, and what it says is added up for the district and the province."""

from datetime import date
from decimal import Decimal

import pytest

import assessing
import make
from cast import Cast
from conftest import Freeze
from goods import HANDED
from sammachip.cases import actions
from sammachip.cases.filled import filled_facts
from sammachip.cases.models import Case, Good
from sammachip.core.fields import FieldType
from standing import laid

pytestmark = pytest.mark.django_db

TODAY, VISIT = date(2018, 9, 20), {"visited_on": "18 กันยายน 2561", "found": "ดี", "progress": "on_plan"}
INCOMES = [
    {"moment": "before", "amount": "5000", "period": "month", "as_of": "1 สิงหาคม 2561"},
    {"moment": "after", "amount": "6200", "period": "month", "as_of": "15 กันยายน 2561"},
]
JUDGED = {
    "evaluated_on": "19 กันยายน 2561",
    "outcome": "partly",
    "strengths": "มีกติกาเป็นลายลักษณ์อักษร",
    "problems": "ยังขาดบัญชี",
    "advice": "อบรมบัญชีเพิ่ม",
}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at("2018-09-20 09:00")
    return found(cast)


@laid
def found(cast: Cast) -> Case:
    """A group assessed, visited, with goods and incomes."""
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    form = group.edition.pack.forms["five_k"]
    scored = {one.key: {row.value: {"score": "2"} for row in one.rows} for one in form.fields if one.rows}
    assert all(one.type is FieldType.TABLE for one in form.fields if one.rows)
    for stage, said in (
        ("survey", SURVEYED),
        ("assess", {**scored, "assessed_on": "9 กันยายน 2561"}),
        ("handover", HANDED),
        ("income", {"incomes": INCOMES}),
    ):
        made = make.filing(make.task(group, stage), cast.malee, said, sent=True)
        if stage == "survey":
            actions.sign_filing(made, seen=1, actor=cast.mana)
    seen = {str(Good.objects.get(item="กรรไกร").pk): {"found": "broken"}}
    seen[str(Good.objects.get(item="ผ้าฝ้าย").pk)] = {"found": "in_use"}
    make.filing(make.task(group, "follow"), cast.malee, {**VISIT, "goods_seen": seen}, sent=True)
    return group


SURVEYED = {
    "name": "กลุ่มทอผ้าตัวอย่าง",
    "members_count": "12",
    "occupation_kind": "processing",
    "product": "ผ้าทอ",
    "otop_registered": "no",
    "sale_places": "ตลาดนัด",
    "incomes": INCOMES[:1],
}


def evaluated(group: Case, cast: Cast) -> None:
    paper = make.filing(make.task(group, "evaluate"), cast.malee, JUDGED, sent=True)
    actions.sign_filing(paper, seen=1, actor=cast.mana)


def test_an_evaluation_begins_with_all_that_is_known_of_the_group(cast: Cast, group: Case) -> None:
    known = filled_facts(make.task(group, "evaluate"), TODAY)

    assert [(row["stage"], row["level"], row["count"]) for row in known["levels_reached"]] == [
        ("ประเมินศักยภาพตามองค์ประกอบ ๕ ก", "ระดับ ๒ (ปานกลาง)", 1)
    ]
    assert [(row["moment"], row["amount"]) for row in known["group.incomes"]] == [
        ("ก่อนพัฒนา", Decimal("5000.00")),
        ("หลังพัฒนา", Decimal("6200.00")),
    ]
    assert {row["id"]: row["count"] for row in known["goods_found"]} == {"in_use": 1, "broken": 1}
    work = {row["id"]: (row["count"], row["last_on"]) for row in known["accepted_work"]}
    assert work["follow"] == (1, TODAY)
    assert "evaluate" not in work
    before = filled_facts(make.task(group, "evaluate"), date(2018, 9, 1))
    assert before["accepted_work"] == before["goods_found"] == before["levels_reached"] == []
    assert [row["id"] for row in before["group.incomes"]] == ["before"]


def test_an_assessment_made_again_is_told_before_its_stage_may_end(cast: Cast, group: Case) -> None:
    make.filing(make.task(group, "assess_again"), cast.malee, assessing.five(3), sent=True)

    known = filled_facts(make.task(group, "evaluate"), TODAY)

    assert make.task(group, "assess_again").result == ""
    assert [row["level"] for row in known["levels_reached"]] == ["ระดับ ๒ (ปานกลาง)", "ระดับ ๓ (เข้มแข็ง)"]


@pytest.mark.both
def test_what_groups_were_found_is_added_up_for_district_and_province(cast: Cast, group: Case) -> None:
    evaluated(group, cast)
    district, province = group.parent, group.parent.parent

    facts = filled_facts(make.task(district, "evaluate_district"), TODAY)
    make.filing(make.task(district, "evaluate_district"), cast.malee, JUDGED, sent=True)
    report = filled_facts(make.task(province, "result"), TODAY)

    assert [(row["kind"], row["count"], row["unit"]) for row in facts["added_up"]] == [
        ("บรรลุบางส่วน", 1, "กลุ่ม")
    ]
    assert [row["count"] for row in facts["levels_reached"]] == [1]
    assert {row["id"] for row in report["added_up"]} == {"evaluations.partly"}
