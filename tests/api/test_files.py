"""Files of a filing through the API: in pieces, in one go, taken out, given out."""

import hashlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from api.conftest import ROOT, Program, refused, told
from cases.attaching import draft
from cast import Cast
from sammachip.cases.models import Filing
from sammachip.demo.videos import clip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]

Programs = Callable[[str], Program]


@pytest.fixture
def report(cast: Cast, day: None) -> Filing:
    return draft(cast)


def piece(by: Program, upload: int, at: int, content: bytes) -> HttpResponse:
    return Client().post(
        f"{ROOT}/uploads/{upload}/pieces?at={at}",
        content,
        content_type="application/octet-stream",
        headers={"Authorization": f"Bearer {by.key}"},
    )


def test_a_clip_goes_in_by_pieces(report: Filing, program: Programs) -> None:
    malee, film = program("malee"), clip(3)
    way = f"/filings/{report.pk}/files/clip"
    assert [one["key"] for one in told(malee.get(f"/filings/{report.pk}"))["missing"]] == ["files.clip"]

    begun = told(malee.post(f"{way}/begin", {"name": "คลิป.mp4", "size": len(film)}))
    told(piece(malee, begun["id"], 0, film[:700]))
    wrong = piece(malee, begun["id"], 0, film[:700])
    refused(malee.post(f"{way}/uploads/{begun['id']}"), 409, "wrong-offset")
    known = told(malee.get(f"/uploads/{begun['id']}"))
    told(piece(malee, begun["id"], known["received"], film[700:]))
    whole = told(malee.post(f"{way}/uploads/{begun['id']}"))

    assert refused(wrong, 409, "wrong-offset")
    assert wrong.json()["details"][0]["value"] == str(known["received"]) == "700"
    [given] = whole["files"]
    assert (given["sha256"], given["milliseconds"]) == (hashlib.sha256(film).hexdigest(), 3000)
    assert whole["missing"] == []
    answer = program("somchai").get(f"/attachments/{given['id']}")
    assert b"".join(answer.streaming_content) == film


def test_a_file_goes_in_at_once_and_out_again(report: Filing, program: Programs) -> None:
    malee, way = program("malee"), f"/filings/{report.pk}/files/clip"

    whole = told(malee.upload(way, {"file": SimpleUploadedFile("คลิป.mp4", clip(2))}))
    [given] = whole["files"]
    left = told(malee.post(f"/filings/{report.pk}/attachments/{given['id']}/remove"))

    assert left["files"] == []
    assert "ไม่ใช่คลิปวิดีโอ" in refused(
        malee.upload(way, {"file": SimpleUploadedFile("คลิป.mp4", b"not a one")}), 403, "refused"
    )
    refused(malee.upload(way, {"file": SimpleUploadedFile("คลิป.mp4", b"")}), 422, "bad-input")


def test_strangers_and_others_are_told_so(report: Filing, program: Programs) -> None:
    begun = told(program("malee").post(f"/filings/{report.pk}/files/clip/begin", {"name": "x", "size": 9}))

    refused(
        program("kanya").post(f"/filings/{report.pk}/files/clip/begin", {"name": "x", "size": 9}),
        404,
        "not-found",
    )
    refused(
        program("mana").post(f"/filings/{report.pk}/files/clip/begin", {"name": "x", "size": 9}), 403, "role"
    )
    refused(piece(program("mana"), begun["id"], 0, b"x"), 404, "not-found")
    refused(piece(program(""), begun["id"], 0, b"x"), 401, "token-unknown")


def test_an_empty_file_tells_a_stranger_nothing_of_the_filing(report: Filing, program: Programs) -> None:
    way, nothing = f"/filings/{report.pk}/files/clip", SimpleUploadedFile("a.mp4", b"")

    answers = {
        name: program(name).upload(way, {"file": nothing}).status_code for name in ("malee", "mana", "kanya")
    }

    assert answers == {"malee": 422, "mana": 403, "kanya": 404}
