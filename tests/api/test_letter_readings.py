"""Letters for programs: read once, confirmed over what was seen, and made into what a person goes on with."""

import io

import pytest
from bench.letterground import generate
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

import make
from api.conftest import refused, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

ALLOTMENT = 216
"""The seed of a letter that allots money to all districts of a province, with nothing wrong in it."""


def letter(program, name: str = "somchai") -> dict:
    file = SimpleUploadedFile("หนังสือ.txt", generate(ALLOTMENT).text.encode())
    return told(program(name).upload("/letter-readings", {"file": file}))


def test_a_letter_is_read_once_and_confirmed_with_what_was_corrected(program) -> None:
    read = [letter(program) for _turn in range(2)]
    address = f"/letter-readings/{read[0]['letter']['id']}"

    values = {"subject": "เรื่องที่แก้", "date": "2015-12-25", "urgency": None, "enclosures.0.count": 2}
    made = told(program("somchai").post(f"{address}/confirm", {"values": values, "seen": 0}))

    assert read[0]["letter"]["id"] == read[1]["letter"]["id"]
    assert made["decisions"] == {
        "facts": {"subject": "corrected", "date": "corrected", "enclosures.0.count": "corrected"},
        "findings": [],
    }
    assert (made["confirmed"]["date"]["value"], made["proposed"]["date"]["value"]) == (
        "2015-12-25",
        "2015-12-24",
    )
    assert told(program("anong").get(address))["letter"]["version"] == 1
    assert [one["version"] for one in told(program("anong").get("/letter-readings"))["items"]] == [1]
    refused(program("somchai").post(f"{address}/confirm", {"seen": 0}), 409, "stale")
    refused(program("anong").post(f"{address}/confirm", {"seen": 1}), 403, "refused")
    refused(program("kanya").get(address), 404, "not-found")


def test_a_scan_is_answered_before_it_is_read(program, tmp_path, monkeypatch) -> None:
    installed = tmp_path / "tesseract"
    installed.write_text("#!/bin/sh\necho tha\n")
    installed.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    page = io.BytesIO()
    Image.new("1", (60, 60)).save(page, "PNG")

    begun = program("somchai").upload(
        "/letter-readings", {"file": SimpleUploadedFile("ก.png", page.getvalue())}
    )
    scan = begun.json()
    address = f"/letter-scans/{scan['id']}"

    assert begun.status_code == 202
    assert [scan[key] for key in ("name", "pages", "read", "state", "why", "reading")] == [
        "ก.png", 1, 0, "reading", "", None,
    ]  # fmt: skip
    assert told(program("somchai").get(address)) == scan
    refused(program("malee").get(address), 404, "not-found")
    refused(program("somchai").post(f"{address}/again"), 403, "refused")


def test_values_of_no_fact_and_of_another_kind_are_told_together(program) -> None:
    address = f"/letter-readings/{letter(program)['letter']['id']}/confirm"

    answer = program("somchai").post(address, {"values": {"date": "วันใด", "nowhere": "x"}, "seen": 0})

    assert answer.status_code == 422
    assert sorted(one["field"] for one in answer.json()["details"]) == ["date", "nowhere"]


def test_a_confirmed_letter_is_made_into_its_line_its_terms_its_rows_and_a_draft(program, cast) -> None:
    edition = make.edition(cast)
    address = f"/letter-readings/{letter(program)['letter']['id']}"
    refused(program("somchai").get(f"{address}/terms"), 403, "refused")
    told(program("somchai").post(f"{address}/confirm", {"seen": 0}))

    terms = told(program("somchai").get(f"{address}/terms"))
    rows = told(program("somchai").get(f"{address}/register-rows/{edition.pk}"))
    line = told(program("somchai").post(f"{address}/receive"))
    draft = told(program("somchai").post(f"{address}/pack-draft"))

    assert (terms["unit_cost"], [one["due_on"] for one in terms["due"]]) == ("24600.00", ["2016-01-22"])
    assert (rows["rows"], rows["stated_total"], len(rows["errors"])) == ([], "344400.00", 6)
    assert line["letter_number"] == "นภ 0019/ว 0280"
    assert (draft["saved"], draft["lacking"][0]["line"]) == (0, 3)
    saved = told(
        program("somchai").post(f"/pack-drafts/{draft['id']}/save", {"text": "code: x\n", "seen": 0})
    )
    assert told(program("anong").get(f"/pack-drafts/{draft['id']}")) == saved
    assert program("suda").post(f"/pack-drafts/{draft['id']}/publish", {"seen": 1}).status_code == 422


def test_a_letter_is_set_aside_with_its_reason_and_taken_up_by_confirming_it(program) -> None:
    address = f"/letter-readings/{letter(program)['letter']['id']}"

    refused(program("somchai").post(f"{address}/aside", {"reason": "  "}), 403, "refused")
    aside = told(program("somchai").post(f"{address}/aside", {"reason": "ส่งผิดหน่วยงาน"}))
    refused(program("somchai").post(f"{address}/aside", {"reason": "อีกครั้ง"}), 403, "refused")
    confirmed = told(program("somchai").post(f"{address}/confirm", {"seen": 0}))

    assert (aside["aside"], confirmed["letter"]["version"]) == ("ส่งผิดหน่วยงาน", 1)
    assert confirmed["findings"] == confirmed["proposed"]["findings"]
    refused(program("kanya").post(f"{address}/aside", {"reason": "x"}), 404, "not-found")
