"""Offices and the law through the API: editions published and compared, terms and deadlines set by letter."""

import pytest

import make
from api.conftest import refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


LETTER = {"letter_number": "บร ๐๐๑๙/ว ๑", "letter_on": "2018-09-01", "reason": "ตามหนังสือจังหวัด"}


def test_offices_are_those_within_sight_in_parts(program) -> None:
    first = told(program("somchai").get("/offices", level="district", limit=20))
    rest = told(program("somchai").get("/offices", level="district", limit=20, after=first["next"]))

    codes = [one["code"] for one in first["items"] + rest["items"]]
    assert codes == [f"31{number:02}" for number in range(1, 24)]
    assert rest["next"] is None
    refused(program("kanya").get("/offices/3101"), 404, "not-found")


def test_a_pack_is_published_and_read_back(cast, program) -> None:
    text = make.PACK_A.read_text()
    made = told(program("anong").post("/editions", {"text": text}))

    [listed] = told(program("malee").get("/programmes"))["items"]
    assert (listed["code"], listed["edition"]) == (made["programme"], made["id"])
    assert told(program("malee").get(f"/editions/{made['id']}"))["text"] == text
    assert [
        one["id"] for one in told(program("malee").get(f"/programmes/{listed['code']}/editions"))["items"]
    ] == [made["id"]]


def test_publishing_asks_for_the_role_and_names_each_fault_with_its_line(program) -> None:
    text = make.PACK_A.read_text()

    assert "กรม" in refused(program("malee").post("/editions", {"text": text}), 403, "refused")
    answer = program("anong").post("/editions", {"text": text.replace("levels:", "lewels:", 1)})
    refused(answer, 422, "bad-pack")
    assert all(one["value"].startswith("บรรทัด") for one in answer.json()["details"])


def test_a_case_follows_the_next_edition_once_its_changes_were_read(cast, program, district) -> None:
    text = district.edition.source.replace("district-head: 2561-09-20", "district-head: 2561-09-25")
    newer = make.publish(cast, text)
    moved = told(program("malee").get(f"/editions/{newer.pk}/changes"))
    assert (moved["edition"], moved["since"], moved["followers"]) == (2, 1, [{"edition": 1, "cases": 1}])
    assert [one["part"] for one in moved["changes"]] == ["stages"]
    refused(program("malee").get(f"/editions/{newer.pk}/changes", since=2), 404, "not-found")
    path = f"/cases/{district.pk}/adoption"
    assert told(program("mana").get(path)) == {"edition": 2, "following": [district.pk], "staying": []}

    assert "พัฒนาการอำเภอ" in refused(program("malee").post(path, {"edition": 2, "seen": 1}), 403, "role")
    assert told(program("mana").post(path, {"edition": 2, "seen": 1}))["following"] == [district.pk]
    refused(program("mana").post(path, {"edition": 2, "seen": 1}), 409, "stale")
    assert told(program("mana").get(f"/cases/{district.pk}"))["edition"] == newer.pk


def test_terms_are_set_by_the_province_and_hold_below(cast, program, district) -> None:
    path = f"/editions/{district.edition_id}/terms"
    told(program("somchai").post(path, {"office": "31", "unit_cost": "31250.50", **LETTER}))

    held = told(program("malee").get(path))
    assert (held["office"], held["unit_cost"], held["letter_number"]) == ("3101", "31250.50", "บร ๐๐๑๙/ว ๑")
    assert ["report", "district-head"] in [[one["stage"], one["role"]] for one in held["due"]]
    refused(program("malee").post(path, {"office": "3101", "unit_cost": "1.00", **LETTER}), 403, "refused")
    refused(program("kanya").post(path, {"office": "31", "unit_cost": "1.00", **LETTER}), 404, "not-found")


def test_terms_set_days_and_keep_what_was_set_before(program, district) -> None:
    path = f"/editions/{district.edition_id}/terms"
    for day, seen in (("2018-09-18", 0), ("2018-09-19", 1)):
        due = {"report": {"district-head": day}}
        told(program("somchai").post(path, {"office": "31", "due": due, "seen": seen, **LETTER}))

    held = {one["stage"]: one for one in told(program("malee").get(path))["due"] if one["office"]}
    history = told(program("somchai").get(f"{path}/history", office="31"))["items"]

    assert (held["report"]["due_at"], held["report"]["office"]) == ("2018-09-19T23:59:59+07:00", "31")
    assert [one["version"] for one in history] == [2, 1]
    assert history[1]["content"] == {"due": {"report": {"district-head": "2018-09-18"}}}
    again = {"office": "31", "unit_cost": "1.00", "seen": 1, **LETTER}
    refused(program("somchai").post(path, again), 409, "stale")
    unknown = {"office": "31", "due": {"report": {"nobody": "2018-09-18"}}, **LETTER}
    assert "nobody" in refused(program("somchai").post(path, unknown), 403, "refused")


def test_a_deadline_moves_by_letter(program, district) -> None:
    path = f"/editions/{district.edition_id}/extensions"
    said = {"stage": "report", "role": "district-head", "due_at": "2018-09-25T23:59:59+07:00", **LETTER}

    made = told(program("somchai").post(path, {**said, "office": "3101"}))

    assert (made["path"], made["due_at"]) == ("/31/3101/", "2018-09-25T23:59:59+07:00")
    refused(program("malee").post(path, said), 403, "role")
    refused(program("somchai").post(path, {**said, "office": "3101"}), 403, "not-later")
    refused(program("somchai").post(path, {**said, "stage": "none"}), 403, "stage")
    back = f"/extensions/{made['id']}/take-back"
    refused(program("malee").post(back, {"reason": "พิมพ์ผิด"}), 403, "role")
    assert told(program("somchai").post(back, {"reason": "พิมพ์ผิด"}))["taken_back_at"] is not None
    refused(program("somchai").post(back, {"reason": "พิมพ์ผิด"}), 403, "taken-back")
    task = make.task(district, "report")
    alone = told(program("somchai").post(path, {**said, "task": task.pk}))
    refused(program("somchai").post(path, {**said, "stage": "survey", "task": task.pk}), 404, "not-found")
    assert (alone["path"], make.task(district, "report").next_due.day) == ("/31/3101/", 25)


def test_a_form_is_given_as_an_xlsform(cast, program) -> None:
    edition = make.edition(cast)

    answer = program("malee").get(f"/editions/{edition.pk}/forms/survey/xlsform")

    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    refused(program("malee").get(f"/editions/{edition.pk}/forms/nowhere/xlsform"), 404, "not-found")
