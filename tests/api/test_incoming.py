"""The register of letters received for programs: read by those above, carried on by its own office."""

import io
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

import make
from api.conftest import refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

SAID = {
    "subject": "การรายงานผลสมมุติ",
    "from_whom": "จังหวัดสมมุติ",
    "letter_number": "บร ๐๐๑๙/ว ๕๓๓๕",
    "dated_on": "2018-08-31",
    "due_on": "2018-09-20",
    "urgency": "most",
}
ADDRESS = "/offices/3101/letters-in"


def test_a_letter_is_received_noted_ordered_tied_and_closed(program, cast) -> None:
    case = make.district(cast)
    line = told(program("malee").post(ADDRESS, SAID))
    here = f"/letters-in/{line['id']}"

    told(program("malee").post(f"{here}/note", {"words": "เพื่อโปรดพิจารณา", "seen": 0}))
    told(
        program("mana").post(
            f"{here}/order", {"words": "ดำเนินการ", "officer": cast.malee.person.pk, "seen": 1}
        )
    )
    refused(program("mana").post(f"{here}/order", {"words": "x", "seen": 1}), 409, "stale")
    told(program("malee").post(f"{here}/work", {"case": case.pk}))
    told(program("malee").post(f"{here}/kept-in", {"kept_in": "แฟ้มสมมุติ"}))
    refused(program("malee").post(f"{here}/kept-in", {"kept_in": "แฟ้มอื่น"}), 409, "stale")
    told(program("malee").post(f"{here}/close", {"seen": 3}))
    read = told(program("somchai").get(here))

    letter = read["letter"]
    assert (letter["number"], letter["letter_number"], letter["state"], read["case"]) == (
        "1", "บร 0019/ว 5335", "done", case.pk,
    )  # fmt: skip
    assert [one["kind"] for one in read["acts"]] == ["noted", "ordered", "assigned", "done"]
    assert [one["id"] for one in told(program("somchai").get("/letters-in", office="3101"))["items"]] == [
        line["id"]
    ]


def test_a_letter_is_ordered_down_and_received_there(program, cast) -> None:
    line = told(program("somchai").post("/offices/31/letters-in", SAID))
    here, malee = f"/letters-in/{line['id']}", cast.malee.person.pk

    refused(program("malee").get(here), 404, "not-found")
    refused(program("suda").post(f"{here}/order", {"office": "2706", "seen": 0}), 403, "not-below")
    down = told(program("suda").post(f"{here}/order", {"office": "3101", "officer": malee, "seen": 0}))
    refused(program("somchai").post(f"{here}/receive", {}), 403, "refused")
    mine = told(program("malee").post(f"{here}/receive", {"kept_in": "แฟ้มสมมุติ"}))
    refused(program("mana").post(f"{here}/receive", {}), 409, "stale")

    assert ([one["office"] for one in down["ordered_down"]], down["state"], mine["line_above"]) == (
        ["3101"],
        "assigned",
        line["id"],
    )
    assert (mine["office"], mine["number"], mine["officer"], mine["state"]) == (
        "3101",
        "1",
        malee,
        "assigned",
    )


def test_a_day_before_the_letter_s_own_is_taken_as_it_is_written_only(program) -> None:
    early = {**SAID, "due_on": "2018-08-20"}

    refused(program("malee").post(ADDRESS, early), 403, "due")

    assert told(program("malee").post(ADDRESS, {**early, "due_as_written": True}))["due_on"] == "2018-08-20"


def test_a_letter_is_ordered_down_to_several_at_once(program, cast) -> None:
    line = told(program("somchai").post("/offices/31/letters-in", SAID))
    below = [{"office": "3101", "officer": cast.malee.person.pk}, {"office": "3102"}]

    down = told(
        program("suda").post(f"/letters-in/{line['id']}/order", {"words": "x", "below": below, "seen": 0})
    )

    assert [(one["office"], one["officer"]) for one in down["ordered_down"]] == [
        ("3101", cast.malee.person.pk),
        ("3102", None),
    ]
    assert down["seen"] == 3


def test_an_order_tells_no_name_of_an_officer_elsewhere(program, cast) -> None:
    line = told(program("somchai").post("/offices/31/letters-in", SAID))
    said = {"words": "x", "officer": cast.kanya.person.pk, "seen": 0}

    refused(program("suda").post(f"/letters-in/{line['id']}/order", said), 404, "not-found")


def test_a_register_is_closed_to_strangers_and_to_those_who_only_read_it(program) -> None:
    line = told(program("malee").post(ADDRESS, SAID))
    here = f"/letters-in/{line['id']}"
    paper = {"name": "นายสมมุติ ลงนาม", "title": "นายอำเภอ", "done_on": "2018-09-10"}

    assert told(program("kanya").get("/letters-in"))["items"] == []
    refused(program("kanya").get(here), 404, "not-found")
    refused(program("kanya").post(ADDRESS, SAID), 404, "not-found")
    refused(program("somchai").post(ADDRESS, SAID), 403, "refused")
    refused(program("malee").post(ADDRESS, SAID), 403, "received-already")
    refused(program("malee").post(f"{here}/order", {"words": "x", "seen": 0}), 403, "not-head")
    told(
        program("malee").post(
            f"{here}/order", {"words": "x", "on_paper": paper, "to_office": True, "seen": 0}
        )
    )
    told(program("malee").post(f"{here}/cancel", {"reason": "ลงซ้ำ"}))
    refused(program("malee").post(f"{here}/note", {"words": "x", "seen": 2}), 403, "cancelled")


def test_a_letter_is_sent_opened_and_received_by_the_programs_of_both_ends(program, settings) -> None:
    said = {"subject": "ขอเชิญประชุม", "to_whom": "นายอำเภอสมมุติ", "dated_on": "2018-09-09"}
    line = told(program("somchai").post("/offices/31/letters", said))
    sends = f"/letters/{line['id']}/dispatch"

    refused(program("kanya").post(sends, {"offices": ["3101"]}), 404, "not-found")
    elsewhere = program("somchai").post(sends, {"offices": ["3101", "3201"]})
    assert "3201" in refused(elsewhere, 422, "bad-input")
    assert elsewhere.json()["field"] == "offices.1"
    refused(program("anong").post(sends, {"offices": ["3101"]}), 403, "refused")
    [made, other] = told(
        program("somchai").post(sends, {"offices": ["3101", "3102"], "due_on": "2018-09-20"})
    )["items"]
    known = {"number": "7", "day": "2018-09-10"}
    refused(program("prasit").post(f"/deliveries/{other['id']}/told", known), 403, "refused")
    assert told(program("somchai").post(f"/deliveries/{other['id']}/told", known))["state"] == "told"
    here = f"/deliveries/{made['id']}"
    refused(program("prasit").post(f"{here}/receive", {}), 404, "not-found")
    refused(program("somchai").post(f"{here}/receive", {}), 403, "refused")
    opened = told(program("malee").post(f"{here}/opened", {}))
    letter = told(program("malee").post(f"{here}/receive", {}))
    read = told(program("somchai").get("/deliveries", letter=line["id"], office="3101"))["items"][0]

    mail = {"outside": [{"name": "เทศบาลสมมุติ", "email": "Saraban@example.go.th"}]}
    refused(program("somchai").post(sends, mail), 403, "no-mail")
    settings.MAIL_FROM = "buriram@example.go.th"
    wrong = {"outside": [{"name": "เทศบาลสมมุติ", "email": "เทศบาลสมมุติ"}]}
    assert "«เทศบาลสมมุติ» ไม่ใช่อีเมล" in refused(program("somchai").post(sends, wrong), 403, "no-address")
    [mailed] = told(program("somchai").post(sends, mail))["items"]
    refused(program("somchai").post(sends, mail), 403, "refused")

    assert (mailed["to_name"], mailed["email"], mailed["state"]) == (
        "เทศบาลสมมุติ", "saraban@example.go.th", "to-mail",
    )  # fmt: skip
    assert (opened["state"], letter["number"], letter["due_on"]) == ("opened", "1", "2018-09-20")
    assert (read["state"], read["received"]) == ("arrived", letter["id"])


def test_a_file_is_put_with_a_letter_once_and_given_out_again(program) -> None:
    here = f"/letters-in/{told(program('malee').post(ADDRESS, SAID))['id']}"

    def given(name: str, content: bytes):
        return program(name).upload(f"{here}/files", {"file": SimpleUploadedFile("หนังสือ.pdf", content)})

    made = io.BytesIO()
    Image.new("RGB", (40, 30)).save(made, "PDF")
    [first], [kept] = (told(given("malee", made.getvalue()))["files"] for _turn in range(2))
    answer = program("somchai").get(f"{here}/files/{kept['id']}")

    assert (first, kept["name"], kept["sha256"]) == (
        kept, "หนังสือ.pdf", sha256(made.getvalue()).hexdigest(),
    )  # fmt: skip
    assert b"".join(answer.streaming_content) == made.getvalue()
    assert refused(given("malee", b"%PDF-1.4 nothing"), 403, "refused").startswith("ไฟล์ หนังสือ.pdf: ")
    refused(given("malee", b""), 422, "bad-input")
    refused(given("somchai", made.getvalue()), 403, "refused")
    refused(given("kanya", made.getvalue()), 404, "not-found")
    refused(program("kanya").get(f"{here}/files/{kept['id']}"), 404, "not-found")
    assert program("malee").upload(f"{here}/files", {}).status_code == 422
