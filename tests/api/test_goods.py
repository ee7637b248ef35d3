"""Expense classes through the API: proposed with a reason, decided with one, and read again beside the proposal."""

import pytest

import make
from api.conftest import refused, told
from goods import LOOM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
PLAN = {"production": "ย้อมสี", "marketing": "ตลาดนัด", "lines": [LOOM], "overlap": "no"}


def test_a_class_is_proposed_by_the_rule_of_a_day(program) -> None:
    loom = {"item": "กี่ทอผ้า", "price": "4000.00"}

    now, before = (
        told(program("malee").get("/goods/proposal", **loom, day=day)) for day in ("2018-09-10", "2015-09-10")
    )

    assert (now["proposed"], before["proposed"]) == ("durable", "materials")
    assert now["questioned"] == ["remuneration", "services", "materials"]
    refused(program("malee").get("/goods/proposal", item="กี่ทอผ้า", price="มาก"), 422, "bad-input")


def test_a_plan_with_a_class_in_question_is_sent_with_a_reason_that_is_read_again(
    cast, program, district
) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    plan = make.filing(make.task(group, "plan"), cast.malee, PLAN)
    address = f"/filings/{plan.pk}"
    [line] = told(program("malee").get(address))["expense_classes"]
    assert (line["proposed"], line["in_question"]) == ("durable", True)
    assert "«กี่ทอผ้า»" in refused(program("malee").post(f"{address}/send", {"seen": 1}), 403, "limit-undecided")

    decided = {"seen": 1, "decided": {"class_decided": "กี่เอวไม้ไผ่"}}
    sent = told(program("malee").post(f"{address}/send", decided))

    [line] = sent["expense_classes"]
    assert (line["in_question"], line["decided_because"]) == (False, "กี่เอวไม้ไผ่")
    assert (line["decided_by"], line["decided_price"], line["earlier"]) == (
        cast.malee.person.name,
        "4000.00",
        False,
    )
    [kept] = told(program("malee").get(f"/cases/{group.pk}/class-decisions"))["items"]
    assert (kept["proposed"], kept["expense_class"], kept["reason"]) == ("durable", "materials", "กี่เอวไม้ไผ่")
    refused(program("kanya").get(f"/cases/{group.pk}/class-decisions"), 404, "not-found")


def test_a_plan_tells_what_is_proposed_for_the_weak_dimensions(cast, program, district) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    form = group.edition.pack.forms["five_k"]
    tables = {one.key: {row.value: {"score": "3"} for row in one.rows} for one in form.fields if one.rows}
    weak = {**tables, "fund": {row: {"score": "1"} for row in tables["fund"]}, "assessed_on": "2018-09-10"}
    make.filing(make.task(group, "assess"), cast.malee, weak, sent=True)
    plan = make.filing(make.task(group, "plan"), cast.malee)

    first, *others = told(program("malee").get(f"/filings/{plan.pk}"))["proposals"]

    assert {one["dimension"] for one in (first, *others)} == {"fund"}
    assert first["cells"]["dimension"] == "fund"
    assert set(first["cells"]) == {"item", "quantity", "unit", "price", "expense_class", "dimension"}
    assert {one["aside"] for one in (first, *others)} == {""}
    place = f"/filings/{plan.pk}/proposals/{first['key']}"
    refused(program("kanya").post(f"{place}/aside", {"reason": "x"}), 404, "not-found")
    refused(program("anong").post(f"{place}/aside", {"reason": "x"}), 403, "role")
    refused(program("malee").post(f"{place}/aside", {"reason": " "}), 403, "refused")
    aside = told(program("malee").post(f"{place}/aside", {"reason": "มีอยู่แล้ว"}))["items"]
    refused(program("malee").post(f"{place}/aside", {"reason": "มีอยู่แล้ว"}), 409, "stale")
    assert [one["aside"] for one in aside] == ["มีอยู่แล้ว", *[""] * len(others)]
    taken_up = told(program("malee").post(f"{place}/take-up"))["items"]
    assert taken_up == [first, *others]
