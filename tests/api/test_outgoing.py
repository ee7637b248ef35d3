"""The register of letters sent for programs: read by those above, written by its own office, cancelled once."""

import pytest

from api.conftest import refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

SAID = {"subject": "ขอเชิญประชุม", "to_whom": "นายอำเภอสมมติ", "dated_on": "2018-09-09"}
ADDRESS = "/offices/31/letters"


def test_a_letter_is_numbered_read_and_cancelled(program) -> None:
    first = told(program("somchai").post(ADDRESS, {**SAID, "series": "circular"}))
    typed = told(program("somchai").post(ADDRESS, {**SAID, "number": "บร ๐๐๑๙/๗"}))
    gone = told(program("somchai").post(f"/letters/{first['id']}/cancel", {"reason": "พิมพ์ซ้ำ"}))
    read = told(program("anong").get("/letters", office="31", year=2561))["items"]

    assert [(one["number"], one["series"], one["running"]) for one in read] == [
        ("บร 0019/ว 1", "circular", 1),
        ("บร 0019/7", "", None),
    ]
    assert [one["id"] for one in read] == [gone["id"], typed["id"]]
    assert (gone["cancelled_why"], gone["cancelled_at"] is not None) == ("พิมพ์ซ้ำ", True)


def test_an_office_s_letter_code_is_read_and_given_once_by_its_clerk(program) -> None:
    there, malee = "/offices/3101/letter-code", program("malee")
    bare = told(malee.get(there))

    refused(malee.post(there, {"letter_code": "บร 0019", "seen": bare["seen"]}), 403, "letter-code-taken")
    refused(malee.post(there, {"letter_code": "0119", "seen": bare["seen"]}), 403, "letter-code")
    given = told(malee.post(there, {"letter_code": "บร ๐๑๑๙", "seen": bare["seen"]}))

    assert (bare["letter_code"], given["letter_code"]) == ("", "บร 0119")
    refused(malee.post(there, {"letter_code": "บร 0219", "seen": given["seen"]}), 403, "refused")
    refused(program("kanya").get(there), 404, "not-found")
    refused(program("suda").post(there, {"letter_code": "บร 0219", "seen": 1}), 409, "stale")


def test_a_register_is_closed_to_strangers_and_to_those_who_only_read_it(program) -> None:
    line = told(program("somchai").post(ADDRESS, SAID))
    cancel = f"/letters/{line['id']}/cancel"

    assert told(program("kanya").get("/letters"))["items"] == []
    refused(program("kanya").post(ADDRESS, SAID), 404, "not-found")
    refused(program("kanya").post(cancel, {"reason": "x"}), 404, "not-found")
    refused(program("anong").post(ADDRESS, SAID), 403, "refused")
    refused(program("somchai").post(ADDRESS, {**SAID, "number": line["number"]}), 403, "taken")
    told(program("somchai").post(cancel, {"reason": "x"}))
    refused(program("somchai").post(cancel, {"reason": "x"}), 409, "stale")
