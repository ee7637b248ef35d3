"""Groups from a table through the API: the page's reader, questions, seal and undo."""

import pytest

from api.conftest import refused, told
from sammachip.registry.models import Group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

TEXT = "ชื่อกลุ่ม,ชนิดกลุ่ม,อำเภอ,ตำบล,หมู่ที่,บ้าน\nกลุ่มสมมุติ,กลุ่มอาชีพ,เมืองบุรีรมย์,ในเมือง,1,ใหม่\n"


def test_a_table_is_read_answered_applied_and_taken_back(cast, program) -> None:
    malee, path = program("malee"), "/group-imports"
    wrong = {"name": "ก", "text": TEXT.replace("กลุ่มอาชีพ", "ชมรม")}
    refused(malee.post(path, wrong), 422, "bad-rows")

    asked = told(malee.post(path, {"name": "ก.csv", "text": TEXT}))
    [question] = asked["questions"]
    here = f"{path}/{asked['id']}"
    answered = told(malee.post(f"{here}/answers", {"places": {question["key"]: question["choices"][0][0]}}))
    refused(malee.post(f"{here}/apply", {"seal": "x"}), 409, "stale")
    applied = told(malee.post(f"{here}/apply", {"seal": answered["seal"]}))

    assert (asked["seal"], question["choices"][0]) == ("", ["3101", "เมืองบุรีรัมย์"])
    assert [(line["row"], line["village"], line["fate"]) for line in answered["lines"]] == [
        (2, "31010101", "new")
    ]
    assert applied["outcome"]["new"] == 1
    assert told(malee.get(f"{here}/proposal", fate="same"))["counts"]["same"] == 1
    refused(program("kanya").get(here), 404, "not-found")
    assert told(malee.post(f"{here}/undo", {}))["outcome"]["taken_back"] == 1
    assert not Group.objects.standing().exists()
    other = told(malee.post(path, {"name": "ข.csv", "text": TEXT}))["id"]
    assert told(malee.post(f"{path}/{other}/discard", {"reason": "ผิดแฟ้ม"}))["discarded_at"]
    refused(malee.post(f"{path}/{other}/discard", {}), 403, "refused")
    assert told(malee.get(f"{path}/{other}/proposal"))["seal"] == ""
    assert [one["id"] for one in told(malee.get(path))["items"]] == [asked["id"], other]


def test_a_program_is_told_all_that_is_wrong_at_once_and_asked_of_a_heading(program) -> None:
    malee, path = program("malee"), "/group-imports"
    text = "ชื่อกลุ่ม,ชนิดกลุ่ม,อำเภอ,ตำบล,หมู่ที่,บ้าน,โทรศัพย์\nก,กลุ่มอาชีพ,เมืองบุรีรัมย์,ในเมือง,1,โคกสมมุติ,0812345678\n"
    wrong = text.replace("กลุ่มอาชีพ", "ชมรม") + "ข,กลุ่มอาชีพ,เมืองบุรีรัมย์,นางรอง,1,โคก,\n"

    answer = malee.post(path, {"name": "ก", "text": wrong})
    asked = told(malee.post(path, {"name": "ข", "text": text}))
    here = f"{path}/{asked['id']}"
    answered = told(malee.post(f"{here}/answers", {"places": {"column:G": "phone"}}))

    assert [one["field"] for one in answer.json()["details"]] == ["B2", "D3"]
    assert [(one["key"], one["given"], one["choices"][0]) for one in asked["questions"]] == [
        ("column:G", "โทรศัพย์", ["phone", "โทรศัพท์"])
    ]
    assert (asked["seal"], answered["questions"]) == ("", [])
    assert [line["village_name"] for line in answered["lines"]] == ["โคกสมมุติ"]
    told(malee.post(f"{here}/apply", {"seal": answered["seal"]}))
    assert Group.objects.get().phone == "0812345678"
