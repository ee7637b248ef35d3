"""Assessments through the API: the same findings as the page, and levels counted upward."""

import pytest

import assessing
from api.conftest import refused, told
from cast import Cast
from sammachip.cases.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def group(cast: Cast) -> Case:
    return assessing.enrolled(cast)


def test_assessments_come_with_reasons_ways_up_and_differences(program, cast, group) -> None:  # clause A9
    assessing.assessed(group, "assess", assessing.five(1), cast.malee)
    assessing.assessed(group, "own_view", assessing.five(3, 1, 1, 1, 2), cast.malee)
    assessing.assessed(group, "place", assessing.quadrant("s3 c1 p1 d1 m1"), cast.malee)

    five, quadrants = told(program("malee").get(f"/cases/{group.pk}/assessments"))["series"]

    first, own = five["assessments"]
    assert (first["level"], first["score"], first["ceiling"], first["sample"]) == (
        "ระดับ ๑ (ควรพัฒนา)",
        "33.33",
        "50.00",
        True,
    )
    assert first["ways_up"][0]["count"] == 10
    assert first["dimensions"][0]["items"][0] == {
        "key": "register",
        "label": "ทะเบียนสมาชิกเป็นปัจจุบัน",
        "step": 1,
        "anchor": "มีบ้าง",
        "evidence": "เอกสารตัวอย่าง",
    }
    assert [one["by_group"] for one in five["assessments"]] == [False, True]
    assert own["level"] == "ระดับ ๒ (ปานกลาง)"
    [compared] = five["comparisons"]
    assert compared["level_moved"]
    assert [one["key"] for one in compared["dimensions"] if one["moved"]] == ["gathering", "activity"]
    assert quadrants["assessments"][0]["level"] == "D ปรับตัวสู่การพัฒนา"
    refused(program("kanya").get(f"/cases/{group.pk}/assessments"), 404, "not-found")


def test_levels_are_counts_that_add_up(program, cast, group) -> None:  # clause A10
    beside = assessing.beside(cast, group, "กลุ่มจักสานตัวอย่าง", code="3102")
    assessing.beside(cast, group, "กลุ่มปลาตัวอย่าง")
    assessing.assessed(group, "assess", assessing.five(1), cast.malee)
    assessing.assessed(beside, "assess", assessing.five(3), cast.prasit)
    province = Case.objects.get(programme=group.programme_id, office="31")

    found = told(program("somchai").get(f"/cases/{province.pk}/levels"))

    assert [(row["office"], list(row["counts"].values())) for row in found["rows"]] == [
        ("3101", [0, 0, 1, 1]),
        ("3102", [1, 0, 0, 0]),
    ]
    assert list(found["total"].values()) == [1, 0, 1, 1]
    assert list(found["total"]) == [*found["labels"], ""]
    refused(program("somchai").get(f"/cases/{province.pk}/levels", stage="develop"), 404, "not-found")
    refused(program("malee").get(f"/cases/{group.pk}/levels"), 403, "refused")
