"""Cases and tasks through the API: who sees them, what they ask, and how they end."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from api.conftest import joining, refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

HANDED = {
    "handed_on": "5 กันยายน 2561",
    "place": "ศาลากลางบ้าน",
    "receiver": "นางสมมุติ ผู้รับ",
    "witness": "นายสมมุติ พยาน",
    "owner": "group",
    "items": [{"item": "ผ้าฝ้าย", "quantity": "12", "unit": "ม้วน"}],
}


def test_cases_and_tasks_are_those_within_sight(program, district) -> None:
    listed = told(program("malee").get("/cases", level="district"))["items"]
    whole = told(program("malee").get(f"/cases/{district.pk}"))

    assert [one["id"] for one in listed] == [district.pk]
    assert "report" in [one["stage"] for one in whole["tasks"]]
    assert told(program("kanya").get("/cases"))["items"] == []
    assert told(program("prasit").get("/tasks", which="all"))["items"] == []
    refused(program("kanya").get(f"/cases/{district.pk}"), 404, "not-found")


def test_work_that_no_register_opens_is_opened_once_with_its_day_and_places(cast, program, at) -> None:
    at("2021-10-05 09:00")
    path = f"/programmes/{make.edition(cast, make.PACKS.parent / 'tests/packs/far-away.yaml').programme.code}/openings"
    said = {"code": "3101", "places": 4, "done_on": "2021-10-01"}

    [level] = told(program("somchai").get(path))["levels"]
    made = told(program("somchai").post(path, said, once="open-3101"))
    again = told(program("somchai").post(path, said, once="open-3101"))

    assert (level["level"], level["listed"]) == ("district", "ตำบลแล้งซ้ำซาก ปี 2564")
    assert {"kind": "office", "id": "3101", "name": made["subject"]["name"]} in level["subjects"]
    assert (made["places"], made["joined_on"], again["id"]) == (4, "2021-10-01", made["id"])
    assert "3101" in refused(program("somchai").post(path, said), 403, "place")
    refused(program("somchai").post(path, {"code": "3201"}), 403, "place")
    refused(program("somchai").post(path, {"code": "3102", "done_on": "2021-10-06"}), 403, "future")
    refused(program("fai").get(path), 403, "role")
    refused(program("fai").post(path, said), 403, "role")


def test_lists_take_the_same_queries_for_one_and_for_many(cast, program) -> None:
    edition = make.edition(cast)
    caller = program("somchai")
    for code in ("3101", "3102", "3103", "3104", "3105"):
        make.district(cast, edition, code=code)
    caller.get("/cases")  # the token's first use is noted, which costs one query more

    for path in ("/cases", "/tasks?which=all", "/filings", "/papers", "/registers"):
        with CaptureQueriesContext(connection) as one:
            told(caller.get(path, limit=1))
        with CaptureQueriesContext(connection) as many:
            told(caller.get(path, limit=5))
        assert len(one) == len(many), path


def test_a_task_says_what_its_form_asks_and_what_is_known(program, district) -> None:
    task = make.task(district, "report")

    asked = told(program("malee").get(f"/tasks/{task.pk}/form"))
    known = told(program("malee").get(f"/tasks/{task.pk}/facts", as_of="2018-09-08"))

    assert "standing" in [one["key"] for one in asked["fields"]]
    assert known["as_of"] == "2018-09-08"
    assert told(program("malee").get(f"/tasks/{task.pk}"))["may_write"]["may"] is True
    assert told(program("fai").get(f"/tasks/{task.pk}"))["may_write"]["code"] == "role"
    cluster = make.task(district, "cluster")
    refused(program("malee").get(f"/tasks/{cluster.pk}/form"), 404, "not-found")


def test_a_task_of_many_filings_is_closed_by_its_closer(cast, program, district) -> None:
    group = make.group(cast.malee)
    case = told(program("malee").post(f"/cases/{district.pk}/groups", joining(group.pk)))
    [develop] = [one["id"] for one in case["tasks"] if one["stage"] == "develop"]

    refused(program("malee").post(f"/tasks/{develop}/close"), 403, "role")
    told(program("mana").post(f"/tasks/{develop}/close"))
    refused(program("mana").post(f"/tasks/{develop}/close"), 403, "closed")


def test_a_group_leaves_with_its_reason(cast, program, district) -> None:
    group = make.group(cast.malee)
    case = told(program("malee").post(f"/cases/{district.pk}/groups", joining(group.pk)))["id"]

    closed = told(program("malee").post(f"/cases/{case}/close", {"result": "withdrawn", "reason": "ย้ายที่อยู่"}))

    assert closed["closed_at"] == "2018-09-10T02:00:00Z"
    assert {one["result"] for one in closed["tasks"]} == {"withdrawn"}
    refused(
        program("malee").post(f"/cases/{case}/close", {"result": "withdrawn", "reason": "x"}), 403, "closed"
    )


def test_an_office_leaves_with_the_number_of_those_below(cast, program, district) -> None:
    group = make.group(cast.malee)
    told(
        program("malee").post(f"/cases/{district.pk}/groups", {**joining(group.pk), "done_on": "2018-09-08"})
    )
    path, said = f"/cases/{district.pk}/close", {"result": "withdrawn", "reason": "ไม่มีกลุ่มเป้าหมาย"}

    refused(program("somchai").post(path, said), 409, "stale")
    closed = told(program("somchai").post(path, {**said, "below": 1, "done_on": "2018-09-09"}))

    assert closed["left_on"] == "2018-09-09"
    [below] = told(program("somchai").get("/cases", level="group"))["items"]
    assert (below["joined_on"], below["left_on"]) == ("2018-09-08", "2018-09-09")


def test_what_was_handed_over_is_told_below_a_case(cast, program, district) -> None:
    group = make.enrolled(district, make.group(cast.malee), actor=cast.malee)
    paper = make.filing(make.task(group, "handover"), cast.malee, HANDED, sent=True)
    path = f"/cases/{district.pk}/goods"

    [good] = told(program("mana").get(path))["items"]

    assert (good["item"], good["quantity"], good["filing"], good["found"]) == (
        "ผ้าฝ้าย",
        "12.00",
        paper.pk,
        None,
    )
    assert told(program("mana").get(path, found="broken"))["items"] == []
    refused(program("kanya").get(path), 404, "not-found")
