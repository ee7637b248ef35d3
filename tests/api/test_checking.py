"""The check of papers for programs: without a token, with the answers of the page, and no more than it tells."""

import pytest

from api.conftest import refused, told
from sammachip.records import genuine
from sammachip.records.actions_outgoing import cancel_number
from web.test_genuine import letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def test_a_paper_is_told_by_its_code_and_by_the_digest_of_its_file(cast, program) -> None:
    paper, other, nobody = letter(cast), letter(cast, "letter-order"), program("")
    digest = paper.docx.digest

    by_code = told(nobody.get(f"/check/{genuine.grouped(paper.code).lower()}"))
    by_file = told(nobody.get(f"/check/files/{digest.upper()}"))
    same, another = (
        told(nobody.get(f"/check/{one.code}", sha256=digest))["same_file"] for one in (paper, other)
    )
    cancel_number(paper.line, reason="พิมพ์ผิด", actor=cast.malee)
    gone = told(nobody.get(f"/check/{paper.code}"))

    assert (by_code["number"], by_code["title"], by_code["standing"], by_code["sha256"]) == (
        "บร 0119/1", "การสำรวจกลุ่มอาชีพ", "holds", paper.pdf.digest,
    )  # fmt: skip
    assert by_file == {**by_code, "same_file": True}
    assert (same, another, gone["standing"], gone["since"] is None) == (True, False, "withdrawn", False)
    assert (by_code["replaced_by"], cast.malee.person.name in str(by_code)) == ("", False)


def test_a_secret_title_is_for_its_readers(cast, program) -> None:
    assert told(program("").get(f"/check/{letter(cast, secrecy='ลับ').code}"))["title"] == ""


def test_what_is_no_code_and_no_file_is_told_so(program) -> None:
    nobody = program("")

    said = [
        refused(nobody.get(f"/check/{code}"), 404, "not-found") for code in ("7K3M", genuine.new_code())
    ] + [refused(nobody.get(f"/check/files/{'0' * 64}"), 404, "not-found")]

    assert said == [genuine.mistyped("7K3M"), str(genuine.NO_SUCH_CODE), str(genuine.NO_SUCH_FILE)]
    refused(nobody.get("/check/files/abc"), 422, "bad-input")
