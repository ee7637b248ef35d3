"""What people allow and ask of their data, by programs: the same answers, the same refusals, the same masks."""

import io
import json
from datetime import date

import pytest

import make
from api.conftest import refused, told
from sammachip.registry.actions import learn
from sammachip.registry.actions_differences import learn_from_filing
from sammachip.registry.models import Difference, Group
from wardens.rows import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

ANSWER = {"about": "chair_name", "what": "phones", "answer": "refused", "way": "spoken"}
ASKED = {"kind": "erase", "asked": "ย้ายออกแล้ว", "way": "office", "about": "chair_name"}
ERASED = {"accept": True, "ground": "own-right", "erase_for_good": True}


@pytest.fixture
def group(cast) -> Group:
    return make.group(cast.malee, chair_name="นางทอง ทดลอง", phone="0812345678")


def test_answers_are_recorded_and_read_without_names_by_others(program, group) -> None:
    made = told(program("malee").upload(f"/groups/{group.pk}/consents", ANSWER))
    signed = {**ANSWER, "answer": "given", "way": "paper"}
    refused(program("malee").upload(f"/groups/{group.pk}/consents", signed), 403, "refused")
    refused(program("anong").upload(f"/groups/{group.pk}/consents", ANSWER), 403, "role")
    refused(program("kanya").upload(f"/groups/{group.pk}/consents", ANSWER), 404, "not-found")

    told(program("malee").upload(f"/groups/{group.pk}/consents", {**signed, "scan": io.BytesIO(picture())}))

    near, far = (told(program(who).get(f"/groups/{group.pk}/people")) for who in ("malee", "anong"))
    assert (made["answer"], made["wording"]) == ("refused", "phones-1")
    assert [(one["name"], one["stands"][0]["scan"]) for one in near["items"] if one["stands"]] == [
        ("นางทอง ทดลอง", True)
    ]
    assert [one["name"] for one in far["items"]] == [None, None]


SHEET = "ชื่อกลุ่ม,ชนิดกลุ่ม,รหัสหมู่บ้าน,หมู่ที่,บ้าน,โทรศัพท์\n{name},กลุ่มอาชีพ,{code},,{village},0899999999\n"


def test_a_refused_telephone_is_told_to_no_other_office_in_a_list_a_preview_or_a_question(
    cast, program, group
) -> None:
    learn(group, {"phone": "0823334444"}, source="page", said_on=date(2018, 9, 9), actor=cast.malee)
    learn_from_filing(
        group, {"phone": "0845556666"}, shown=1, source="x", said_on=date(2018, 9, 10), actor=cast.malee
    )
    question = Difference.objects.get()
    sheet = SHEET.format(name=group.name, code=group.village_id, village=group.village.name)

    def phones_told(who: str) -> list[bool]:
        read = told(program(who).post("/group-imports", {"name": "ก.csv", "text": sheet}))
        answers = [
            read["lines"],
            told(program(who).get("/differences")),
            told(program(who).get(f"/differences/{question.pk}")),
            told(program(who).get(f"/groups/{group.pk}")),
        ]
        held = ("0812345678", "0823334444", "0845556666")
        return [any(phone in json.dumps(one) for phone in held) for one in answers]

    assert phones_told("somchai") == [True] * 4
    told(program("malee").upload(f"/groups/{group.pk}/consents", ANSWER))

    assert phones_told("malee") == [True] * 4
    assert phones_told("somchai") == [False] * 4


def test_a_request_is_received_decided_for_good_and_read(program, group) -> None:
    made = told(program("malee").post(f"/groups/{group.pk}/personal-requests", ASKED, once="1"))
    again = told(program("malee").post(f"/groups/{group.pk}/personal-requests", ASKED, once="1"))
    assert (made["id"], made["name"]) == (again["id"], "นางทอง ทดลอง")
    address = f"/personal-requests/{made['id']}"
    refused(program("malee").post(f"{address}/decision", ERASED), 403, "role")
    refused(program("mana").post(f"{address}/decision", {**ERASED, "erase_for_good": False}), 403, "refused")
    refused(program("kanya").post(f"{address}/decision", ERASED), 404, "not-found")

    done = told(program("mana").post(f"{address}/decision", ERASED))

    assert (done["state"], done["outcome"]["registry"]) == ("done", 2)
    assert "ทดลอง" not in str(told(program("malee").get(address)))
    assert "ทดลอง" not in str(
        told(program("malee").post(f"/groups/{group.pk}/personal-requests", ASKED, once="1"))
    )
    assert [one["id"] for one in told(program("suda").get("/personal-requests", state="done"))["items"]] == [
        made["id"]
    ]
    assert told(program("kanya").get("/personal-requests"))["items"] == []
    assert {one["accepts"] for one in told(program("malee").get("/personal-requests/grounds"))["items"]} == {
        True,
        False,
    }
    refused(program("mana").post(f"{address}/done"), 403, "not-accepted")
