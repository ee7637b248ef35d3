"""Named lists through the API: the page's checks, its revisions, and the target they make."""

import pytest

import make
from api.conftest import refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

SAID = {
    "key": "thai_niyom",
    "letter_number": "มท 1",
    "letter_on": "2018-08-01",
    "letter_from": "กรมสมมุติ",
    "name": "บัญชี.csv",
    "text": "รหัสตำบล,หมู่ที่\n310101,1\n310101,2\n",
}


def test_a_list_is_read_taken_in_asked_and_taken_back(cast, program, district) -> None:
    refused(program("somchai").post("/rosters", {**SAID, "key": "nothing"}), 404, "not-found")
    refused(program("malee").post("/rosters", SAID), 403, "role")
    make.roster(cast.anong, district.edition.pack.lists["sammachip_2561"], "31010101", "31020101")

    read = told(program("somchai").post("/rosters", SAID))
    assert (read["number"], read["size"], read["questions"]) == (1, 2, [])
    assert told(program("somchai").get(f"/roster-sheets/{read['id']}"))["seal"] == read["seal"]
    kept = told(program("somchai").post(f"/roster-sheets/{read['id']}/apply", {"seal": read["seal"]}))

    group = make.group(cast.malee)
    [first, *_rest] = told(program("malee").get(f"/cases/{district.pk}/groups/{group.pk}/eligibility"))[
        "rules"
    ]
    assert [(one["key"], one["listed"]) for one in first["lists"]] == [
        ("sammachip_2561", True),
        ("thai_niyom", True),
    ]
    aimed = told(program("somchai").get(f"/cases/{district.parent.pk}/target"))
    assert (aimed["total"]["villages"], aimed["total"]["aim"], aimed["total"]["found"]) == (1, "0.10", 1)
    lines = told(program("malee").get(f"/rosters/{kept['id']}/lines"))["items"]
    assert [one["village"] for one in lines] == ["31010101", "31010102"]
    told(program("somchai").post(f"/rosters/{kept['id']}/take-back", {}))
    assert [one["taken_back_at"] is None for one in told(program("malee").get("/rosters"))["items"]] == [
        True,
        False,
    ]
