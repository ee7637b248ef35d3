"""Whether a paper is genuine: told to everyone who holds one, and no more than stands on its face."""

import re
from datetime import date
from ipaddress import ip_network

import pypdfium2
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import make
from cast import Cast
from conftest import Freeze
from records.test_rendering_pdf import by_pdfium
from sammachip.cases.models import Receipt
from sammachip.core import document as doc
from sammachip.core.papercode import grouped
from sammachip.org.models import Office
from sammachip.records import actions, genuine, patience, store
from sammachip.records.actions_outgoing import cancel_number
from sammachip.records.actions_patience import forget_misses
from sammachip.records.models import MissedCodes, Paper
from wardens.source import ROOT

pytestmark = pytest.mark.django_db

REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจแล้ว"}}}


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


@pytest.fixture
def stranger() -> Client:
    return Client()


def letter(cast: Cast, kind: str = "letter-external", secrecy: str = "") -> Paper:
    """A letter of Malee's district under its number."""
    Office.objects.filter(code="3101").update(letter_code="บร 0119")
    office = Office.objects.get(code="3101")
    head = doc.LetterHead("บร ๐๑๑๙/", ("ที่ว่าการอำเภอ",), "", secrecy=secrecy)
    drafted = actions.draft(
        kind=kind, title="การสำรวจกลุ่มอาชีพ", about=office, office=office, path=office.path,
        document=doc.Document("การสำรวจกลุ่มอาชีพ", (head,)), actor=cast.malee,
    )  # fmt: skip
    return actions.issue_letter(drafted, dated_on=date(2018, 9, 10), actor=cast.malee)


def pdf_of(paper: Paper) -> bytes:
    assert paper.pdf is not None
    return store.fetch(paper.pdf.digest)


def code_of(address: str) -> list[list[bool]]:
    """The squares a telephone reads this address from, with the white row around them."""
    return [
        [bool(square) for square in row] for row in segno.make_qr(address, error="m").matrix_iter(border=1)
    ]


def code_at_foot(pdf: bytes, count: int) -> list[list[bool]]:
    """The squares as they are printed at the lower right: 1.4 cm wide, two from the right edge, half one from the lower."""
    with pypdfium2.PdfDocument(pdf) as opened:
        drawn = opened[0].render(scale=8).to_pil().convert("L")
    per_cm = 72 / 2.54 * 8
    left, top, step = 21 - 2 - 1.4, 29.7 - 0.5 - 1.4, 1.4 / count
    middle = [[(left + (x + 0.5) * step, top + (y + 0.5) * step) for x in range(count)] for y in range(count)]
    return [[drawn.getpixel((round(x * per_cm), round(y * per_cm))) < 128 for x, y in row] for row in middle]


def asked(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def given(client: Client, content: bytes, code: str = "", name: str = "หนังสือ.pdf") -> tuple[int, str]:
    answer = client.post("/check/file/", {"file": SimpleUploadedFile(name, content), "code": code})
    return answer.status_code, answer.content.decode()


def test_issued_paper_bears_its_code_and_the_address_where_it_is_checked(cast: Cast, settings):
    settings.ADDRESS = "https://sammachip.example"
    paper = letter(cast)

    [page] = by_pdfium(pdf_of(paper))

    assert grouped(paper.code) in page
    assert "sammachip.example/check/" in page
    squares = code_of(f"https://sammachip.example/check/{paper.code}/")
    assert code_at_foot(pdf_of(paper), len(squares)) == squares
    assert genuine.address_of(paper.code) == f"https://sammachip.example/check/{paper.code}/"


def test_without_an_address_of_its_own_a_paper_bears_its_code_alone(cast: Cast, settings):
    settings.ADDRESS = ""
    paper = letter(cast)

    [page] = by_pdfium(pdf_of(paper))
    assert (f"รหัสเอกสาร {grouped(paper.code)}" in page, "/check/" in page) == (True, False)


def test_anyone_is_told_that_a_paper_is_genuine(cast: Cast, stranger: Client):
    paper = letter(cast)

    status, page = asked(stranger, f"/check/{paper.code}/")

    assert status == 200
    for said in (
        "เอกสารจริง ยังใช้อยู่",
        "หนังสือภายนอก",
        "บร ๐๑๑๙/๑",
        "10 กันยายน 2561",
        "การสำรวจกลุ่มอาชีพ",
        grouped(paper.code),
    ):
        assert said in page
    assert cast.malee.person.name not in page


@pytest.mark.parametrize(
    ("kind", "secrecy"), [("letter-award", ""), ("letter-memo", ""), ("letter-external", "ลับ")]
)
def test_a_title_that_names_people_or_is_secret_is_for_its_readers(
    cast: Cast, stranger: Client, kind: str, secrecy: str
):
    paper = letter(cast, kind, secrecy)

    status, page = asked(stranger, f"/check/{paper.code}/")

    assert (status, "การสำรวจกลุ่มอาชีพ" in page, "ไม่แสดงต่อผู้ที่ไม่ใช่ผู้รับ" in page) == (200, False, True)


def test_a_letter_whose_number_was_cancelled_is_withdrawn(cast: Cast, stranger: Client):
    paper = letter(cast)
    cancel_number(paper.line, reason="พิมพ์ผิด", actor=cast.malee)

    _status, page = asked(stranger, f"/check/{paper.code}/")

    assert ("เอกสารจริง แต่ยกเลิกแล้ว" in page, "พิมพ์ผิด" in page) == (True, False)


def test_a_report_accepted_anew_replaces_the_one_before(cast: Cast, stranger: Client):
    filing = make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT, sent=True)
    office = cast.malee.office
    first, second = (
        actions.issue(
            kind="filing", title="รายงาน", about=filing, office=office, path=office.path,
            document=doc.Document("รายงาน", (doc.Paragraph(words),)), actor=cast.malee,
        )
        for words in ("เดิม", "ใหม่")
    )  # fmt: skip

    replaced = asked(stranger, f"/check/{first.code}/")[1]
    assert ("มีฉบับใหม่แทนแล้ว" in replaced, f'href="/check/{second.code}/"' in replaced) == (True, True)
    assert "เอกสารจริง ยังใช้อยู่" in asked(stranger, f"/check/{second.code}/")[1]


def test_the_code_is_typed_as_it_stands_and_leads_to_its_paper(cast: Cast, stranger: Client):
    paper = letter(cast)

    answer = stranger.get("/check/", {"code": f" {grouped(paper.code).lower()}"})

    assert (answer.status_code, answer["Location"]) == (302, f"/check/{paper.code}/")


def test_a_mistyped_code_is_told_and_kept(cast: Cast, stranger: Client):
    paper = letter(cast)
    wrong = paper.code[:-1] + ("0" if paper.code[-1] != "0" else "1")

    answer = stranger.get("/check/", {"code": wrong})
    typed_into_the_address = asked(stranger, f"/check/{wrong}/")

    assert (answer.status_code, f'value="{wrong}"' in answer.content.decode()) == (422, True)
    assert "เทียบกับเอกสารทีละตัว" in answer.content.decode()
    assert (typed_into_the_address[0], "เทียบกับเอกสารทีละตัว" in typed_into_the_address[1]) == (404, True)


def test_a_code_that_no_paper_bears_is_unknown(stranger: Client):
    status, page = asked(stranger, f"/check/{genuine.new_code()}/")

    assert (status, "ระบบนี้ไม่เคยออกเอกสารที่มีรหัสนี้" in page) == (404, True)


def test_a_draft_is_no_paper_to_check(cast: Cast, stranger: Client):
    office = cast.malee.office
    drafted = actions.draft(
        kind="cover", title="ร่าง", about=office, office=office, path=office.path,
        document=doc.Document("ร่าง", ()), actor=cast.malee,
    )  # fmt: skip

    assert (drafted.code, genuine.seal_of(drafted)) == (None, None)


def test_a_file_is_told_by_its_bytes(cast: Cast, stranger: Client):
    paper, other = letter(cast), letter(cast, "letter-order")
    pdf = pdf_of(paper)

    found, same = given(stranger, pdf), given(stranger, pdf, paper.code)
    changed, strange = given(stranger, pdf + b"\n", paper.code), given(stranger, pdf + b"\n")
    of_another = given(stranger, pdf, other.code)

    assert [(status, "ตรงกับที่ออกไว้ทุกไบต์" in page) for status, page in (found, same)] == [(200, True)] * 2
    assert [(status, "ไม่ใช่ไฟล์ที่ออกไว้" in page) for status, page in (changed, of_another)] == [(200, True)] * 2
    assert (strange[0], "ไม่ตรงกับไฟล์ใดที่ระบบออก" in strange[1]) == (404, True)


@pytest.mark.parametrize("with_code", [True, False])
def test_no_file_and_too_large_a_file_are_explained(cast: Cast, stranger: Client, settings, with_code: bool):
    settings.UPLOAD_DOCUMENT_MAX_MB = 1
    code = letter(cast).code if with_code else ""

    none = stranger.post("/check/file/", {"code": code})
    large = given(stranger, b"x" * ((1 << 20) + 1), code)

    assert none.status_code == large[0] == 422
    assert "field-error" in none.content.decode()
    assert "ใหญ่เกิน 1 MB" in large[1]


def test_each_address_takes_its_own_method_only(cast: Cast, stranger: Client):
    paper = letter(cast)

    refused = [stranger.post("/check/"), stranger.post(f"/check/{paper.code}/"), stranger.get("/check/file/")]

    assert [one.status_code for one in refused] == [405] * 3


@pytest.mark.both
def test_who_tries_many_codes_waits_and_who_holds_a_paper_does_not(
    cast: Cast, stranger: Client, monkeypatch, at: Freeze
):
    monkeypatch.setattr(patience, "MOST", 3)
    paper = letter(cast)
    codes = [genuine.new_code() for _ in range(4)]

    answers = [asked(stranger, f"/check/{code}/")[0] for code in codes]
    held = Client(REMOTE_ADDR="192.0.2.7").get(f"/check/{paper.code}/").status_code
    given_now, by_program = given(stranger, pdf_of(paper))[0], stranger.get(f"/api/v1/check/{paper.code}")
    at("2018-09-10 09:10")
    later = asked(stranger, f"/check/{paper.code}/")[0]

    assert (answers, held, given_now, later) == ([404, 404, 404, 429], 200, 429, 200)
    assert (by_program.status_code, by_program.headers["Retry-After"]) == (429, "600")
    assert (MissedCodes.objects.count(), forget_misses(), MissedCodes.objects.count()) == (1, 1, 0)


def test_misses_are_counted_for_who_asked_and_not_for_the_proxy_in_front(cast: Cast, settings, monkeypatch):
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    monkeypatch.setattr(patience, "MOST", 1)

    def ask(forwarded: str) -> int:
        address = f"/check/{genuine.new_code()}/"
        return Client(headers={"X-Forwarded-For": forwarded}).get(address).status_code

    guesser = [ask("198.51.100.4"), ask("10.0.0.1, 198.51.100.4")]
    one_line = [ask("2001:db8:1:2::1"), ask("2001:db8:1:2:ffff::9")]
    others = [ask("198.51.100.5"), ask("2001:db8:1:3::1")]

    assert (guesser, one_line, others) == ([404, 429], [404, 429], [404, 404])


def test_the_page_costs_the_same_among_many_papers(cast: Cast, stranger: Client):
    paper = letter(cast)

    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert stranger.get(f"/check/{paper.code}/").status_code == 200
        return len(counted)

    before = cost()
    for _ in range(5):
        letter(cast, "letter-order")
    assert cost() == before


def test_a_receipt_is_told_by_its_code(cast: Cast, stranger: Client):
    filing = make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT, sent=True)
    receipt = Receipt.objects.create(
        programme=filing.task.case.edition.programme, year=2561, number=7, filing=filing, revision=1, hop=0,
        office=cast.somchai.office, received_at=filing.revisions.get().sent_at, code=genuine.new_code(),
    )  # fmt: skip

    status, page = asked(stranger, f"/check/{receipt.code}/")

    assert status == 200
    for said in ("ใบรับเอกสาร", "๗/๒๕๖๑", cast.somchai.office.name, "เอกสารจริง ยังใช้อยู่"):
        assert said in page


def test_every_kind_of_paper_an_office_issues_is_documented():
    page = (ROOT / "docs" / "reference" / "papers.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)) == set(genuine.KINDS)
