"""The register of letters sent on its pages: found, written on, printed, and a number in it cancelled."""

import io
from datetime import date

import pytest
import python_calamine
from django.test import Client

from cast import Cast
from conftest import Freeze
from sammachip.org.hats import Actor
from sammachip.records.actions_outgoing import Letter, give_number
from sammachip.records.models import OutgoingLetter
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

REGISTER = "/offices/31/letters/"
TYPED = {
    "subject": "ขอเชิญประชุม",
    "to_whom": "นายอำเภอสมมติ",
    "from_whom": "",
    "by": "letter",
    "number": "",
    "dated_on": "10 กันยายน 2561",
}


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def given(actor: Actor, subject: str = "ขอเชิญประชุม", day: date = date(2018, 9, 10)) -> OutgoingLetter:
    letter = Letter(subject, "นายอำเภอสมมติ")
    return give_number(letter, office=actor.office, dated_on=day, actor=actor)


def test_an_empty_register_says_how_to_begin_and_the_next_number(cast: Cast) -> None:
    page = body(cast.somchai, "/letters/")

    assert ("ยังไม่มีหนังสือส่งในปีนี้" in page, "จะได้เลข บร 0019/ว 1" in page) == (True, True)


def test_a_letter_written_elsewhere_gets_its_number_and_opens(cast: Cast) -> None:
    answer = browser(cast.somchai).post(REGISTER, TYPED, follow=True)

    line = OutgoingLetter.objects.get()
    assert (answer.redirect_chain, line.number) == ([(f"/letters/{line.pk}/", 302)], "บร 0019/1")
    assert "หนังสือฉบับนี้ได้เลขที่ บร 0019/1" in answer.content.decode()


def test_a_busy_clerk_gives_the_next_number_from_the_same_form(cast: Cast) -> None:
    asked = browser(cast.somchai)

    led = asked.post(REGISTER, {**TYPED, "then": "next"})
    again = asked.get(led["Location"]).text

    assert led["Location"] == f"{REGISTER}?next=1"
    assert again.index('value="next"') < again.index(">ออกเลขและลงทะเบียน</button>")  # Enter presses the first
    assert ("เลขล่าสุดในทะเบียน" in again, "autofocus" in again) == (True, True)


def test_a_register_that_was_kept_on_paper_goes_on(cast: Cast) -> None:
    browser(cast.somchai).post(f"{REGISTER}begin/", {"series": "letter", "last": "๕๓๔"})

    assert "จะได้เลข บร 0019/535" in body(cast.somchai, REGISTER)


def test_the_register_is_found_by_year_number_subject_and_addressee(cast: Cast) -> None:
    given(cast.somchai)
    given(cast.somchai, subject="ส่งรายงาน")
    given(cast.somchai, day=date(2017, 12, 29))
    asked = browser(cast.somchai)

    def found(**words: str) -> list[str]:
        return [line.number for line in asked.get(REGISTER, words).context["leaf"]]

    assert found() == found(q="สมมติ") == ["บร 0019/2", "บร 0019/1"]
    assert (found(q="รายงาน"), found(q="บร๐๐๑๙/๒"), found(q="ไม่มี")) == (["บร 0019/2"], ["บร 0019/2"], [])
    assert (found(year="2560"), found(year="๒๕๖๑", q="เชิญ")) == (["บร 0019/1"], ["บร 0019/1"])


def test_the_register_is_opened_in_the_columns_of_its_form(cast: Cast) -> None:
    given(cast.somchai)
    elsewhere = Letter("ส่งรายงาน", "นายอำเภอสมมติ")
    give_number(
        elsewhere, office=cast.somchai.office, dated_on=date(2018, 9, 10), number="บร 1/9", actor=cast.somchai
    )

    sheet = browser(cast.somchai).get(f"{REGISTER}2561.xlsx").content

    rows = python_calamine.load_workbook(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert [row[:2] for row in rows[2:]] == [["เลขทะเบียนส่ง", "ที่"], ["1", "บร 0019/1"], ["", "บร 1/9"]]


def test_the_register_shows_a_stranger_nothing_and_a_superior_all(cast: Cast) -> None:
    line = given(cast.somchai)

    assert [
        browser(cast.kanya).get(address).status_code
        for address in (REGISTER, f"/letters/{line.pk}/", f"{REGISTER}2561.pdf")
    ] == [404, 404, 404]
    assert (
        "บร 0019/1" in body(cast.anong, REGISTER),
        "อ่านทะเบียนนี้ได้อย่างเดียว" in body(cast.anong, REGISTER),
    ) == (
        True,
        True,
    )


def test_another_office_s_officer_writes_nothing_here(cast: Cast) -> None:
    line = given(cast.somchai)
    asked = browser(cast.anong)

    answers = [
        asked.post(REGISTER, TYPED),
        asked.post(f"{REGISTER}begin/", {"series": "circular", "last": "1"}),
        asked.post(f"/letters/{line.pk}/cancel/", {"reason": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert all("อ่านทะเบียนนี้ได้อย่างเดียว" in answer.content.decode() for answer in answers)


def test_bad_input_says_why_and_keeps_what_was_typed(cast: Cast) -> None:
    answer = browser(cast.somchai).post(REGISTER, {**TYPED, "to_whom": "", "dated_on": "31 กุมภาพันธ์ 2561"})

    page = answer.content.decode()
    assert (answer.status_code, "ขอเชิญประชุม" in page, "31 กุมภาพันธ์ 2561" in page) == (422, True, True)
    assert sorted(answer.context["form"].errors) == ["dated_on", "to_whom"]


def test_a_number_that_another_letter_has_is_told_in_its_form(cast: Cast) -> None:
    line = given(cast.somchai)

    answer = browser(cast.somchai).post(
        REGISTER, {**TYPED, "subject": "ส่งรายงาน", "by": "typed", "number": line.number}
    )

    form = answer.context["form"]
    assert (answer.status_code, form["subject"].value()) == (422, "ส่งรายงาน")
    assert "เป็นของหนังสือเรื่อง «ขอเชิญประชุม»" in form.errors["number"][0]


def cancelled(client: Client, line: OutgoingLetter, reason: str) -> int:
    return client.post(f"/letters/{line.pk}/cancel/", {"reason": reason}).status_code


def test_a_number_is_cancelled_once_with_its_reason(cast: Cast) -> None:
    line = given(cast.somchai)
    asked = browser(cast.somchai)

    ways = [cancelled(asked, line, reason) for reason in ("", "พิมพ์ซ้ำ", "อีกครั้ง")]

    assert ways == [422, 302, 409]
    assert "พิมพ์ซ้ำ" in body(cast.somchai, REGISTER)
    assert asked.get(f"/letters/{line.pk}/cancel/").status_code == 405


def test_the_register_costs_as_many_queries_for_thirty_lines(cast: Cast) -> None:
    given(cast.somchai)

    assert costs_no_more(cast.somchai, REGISTER, lambda: [given(cast.somchai) for _turn in range(30)])


@pytest.mark.parametrize(("kind", "starts"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_the_register_is_given_out_to_print_and_as_a_sheet(cast: Cast, kind: str, starts: bytes) -> None:
    given(cast.somchai)

    file = browser(cast.somchai).get(f"{REGISTER}2561.{kind}")

    assert (file.status_code, file.content[: len(starts)]) == (200, starts)
