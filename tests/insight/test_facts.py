"""The facts that a report over many offices shows filled in, as the packs name them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

import make
from cast import Cast
from conftest import Freeze
from insight import build
from programmes import known
from sammachip.cases import actions, knowledge
from sammachip.cases.models import Case, Task
from sammachip.insight.queries import board
from sammachip.programmes import facts
from standing import laid

pytestmark = pytest.mark.django_db

DAY = date(2018, 9, 10)
OURS = ("districts_total", "districts_reported", "districts", "steps_rollup", "measures")


@pytest.fixture
def consolidated(cast: Cast, at: Freeze) -> Task:
    at(build.NOW)
    return consolidated_report(cast)


@laid
def consolidated_report(cast: Cast) -> Task:
    edition = make.edition(cast)
    build.transferred(build.allotted(edition, cast, {"3101": 2, "3102": 1}), cast, ["3101"])
    district = Case.objects.get(edition=edition, office="3101")
    build.spent(build.enrolled(district, cast.malee, name="กลุ่มหนึ่ง"), "15600", "15600", cast.fong)
    build.reported(district, cast)
    return make.task(build.province(edition), "consolidated")


@pytest.mark.parametrize("name", OURS)
def test_packs_find_each_fact_as_they_expect_it(name: str) -> None:
    expected = next(fact for fact in known.FACTS if facts.plain(fact.name) == name)

    brought = facts.fact(name)

    assert brought is not None
    assert (brought.kind, brought.columns) == (expected.kind, expected.columns)


def test_each_district_stands_with_its_money_and_its_report(consolidated: Task) -> None:
    told = knowledge.known(consolidated, OURS[:3], DAY)

    assert (told["districts_reported"], told["districts_total"]) == (1, 2)
    assert told["districts"] == [
        {
            "id": "3101", "name": "เมืองบุรีรัมย์", "groups": 2, "allotted": Decimal("62400.00"), "paid": Decimal("15600.00"),
            "percent": Decimal("25.00"), "state": "รายงานแล้ว", "reported_on": DAY,
        },
        {
            "id": "3102", "name": "คูเมือง", "groups": 1, "allotted": Decimal("31200.00"), "paid": Decimal("0.00"),
            "percent": Decimal("0.00"), "state": "ยังไม่รายงาน", "reported_on": None,
        },
    ]  # fmt: skip


def test_a_district_under_a_newer_edition_counts_as_it_did(cast: Cast, consolidated: Task) -> None:
    told = knowledge.known(consolidated, OURS, DAY)
    seen = board(build.province(consolidated.case.edition), DAY)
    text = consolidated.case.edition.source
    newer = make.publish(
        cast,
        text.replace("district-head: 2561-09-20", "district-head: 2561-09-25").replace(
            "stages:\n",
            "stages:\n  - {key: advice, title: ขอคำแนะนำ, kind: form, per: district, by: field-officer, form: preparation}\n",
            1,
        ),
    )

    actions.adopt_edition(Case.objects.get(office="3101"), newer, actor=cast.mana)

    province = build.province(consolidated.case.edition)
    assert knowledge.known(make.task(province, "consolidated"), OURS, DAY) == told
    now = board(province, DAY)
    assert [(row.case, row.groups, row.money, row.steps, row.report.state) for row in now.rows] == [
        (row.case, row.groups, row.money, row.steps, row.report.state) for row in seen.rows
    ]
    assert (now.money, now.reported, now.groups) == (seen.money, 1, seen.groups)


def test_the_words_of_a_report_are_thai_on_an_english_screen(consolidated: Task) -> None:
    with translation.override("en"):
        told = knowledge.known(consolidated, ["districts"], DAY)

    assert [row["state"] for row in told["districts"]] == ["รายงานแล้ว", "ยังไม่รายงาน"]


def test_the_steps_are_worded_as_on_the_official_form(consolidated: Task) -> None:
    rows = knowledge.known(consolidated, ["steps_rollup"], DAY)["steps_rollup"]

    assert [row["id"] for row in rows] == [f"step_{number}" for number in range(1, 6)]
    assert rows[4]["step"] == "พัฒนาศักยภาพกลุ่มอาชีพตามแผนการพัฒนาศักยภาพกลุ่มที่กำหนด"
    assert [(row["finished"], row["ongoing"], row["none"]) for row in rows] == [(0, 0, 2)] * 5


def test_the_indicator_says_when_nothing_is_measured_yet(consolidated: Task) -> None:
    [row] = knowledge.known(consolidated, ["measures"], DAY)["measures"]

    assert row["id"] == "income_up"
    assert (row["target"], row["numerator"], row["denominator"], row["missing"], row["value"]) == (
        85, 0, 0, 0, None,
    )  # fmt: skip
