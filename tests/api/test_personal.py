"""What people allow and ask of their data, by programs: the same answers, the same refusals, the same masks."""

import io

import pytest

import make
from api.conftest import refused, told
from sammachip.registry.models import Group
from wardens.test_questions import picture

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
