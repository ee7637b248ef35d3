"""The page of a paper: read by those it concerns, numbered by the office that sends it."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.papers import COVER
from sammachip.org.models import Office
from sammachip.records.models import OutgoingLetter, Paper
from standing import laid
from web.asking import body, browser

pytestmark = pytest.mark.django_db

REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจแล้ว"}}}
WHY_NOT = "เฉพาะสำนักงานพัฒนาชุมชนอำเภอเมืองบุรีรัมย์จึงออกเลขหนังสือฉบับนี้ได้"
FORM = "ออกเลขที่และวันที่ของหนังสือ"


@pytest.fixture
def letter(cast: Cast, at: Freeze) -> Paper:
    at("2018-09-10 09:00")
    return written(cast)


@laid
def written(cast: Cast) -> Paper:
    """The letter that takes a district's report up to the province, not yet numbered."""
    Office.objects.filter(code="3101").update(letter_code="บร 0119")
    report = make.filing(make.task(make.district(cast), "report"), cast.malee, REPORT, sent=True)
    actions.sign_filing(report, seen=1, actor=cast.mana)
    return Paper.objects.get(kind=COVER)


def test_letter_offers_its_number_to_the_office_that_sends_it(cast: Cast, letter: Paper):
    page = body(cast.malee, f"/papers/{letter.pk}/")

    assert (FORM in page, WHY_NOT in page) == (True, False)
    assert f'<a href="/filings/{letter.about_id}/">แบบหรือรายงาน</a>' in page


def test_letter_tells_the_office_it_goes_to_who_numbers_it(cast: Cast, letter: Paper):
    page = body(cast.somchai, f"/papers/{letter.pk}/")
    answer = browser(cast.somchai).post(
        f"/papers/{letter.pk}/issue/", {"by": "typed", "number": "บร 0019/1", "dated_on": "10 กันยายน 2561"}
    )

    assert (FORM in page, WHY_NOT in page) == (False, True)
    assert (answer.status_code, WHY_NOT in answer.content.decode()) == (403, True)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ({"by": "letter"}, "บร 0119/1"),
        ({"by": "circular"}, "บร 0119/ว 1"),
        ({"by": "typed", "number": "บร ๐๐๑๙ /๗๗"}, "บร 0019/77"),
    ],
)
def test_letter_takes_the_next_number_or_the_typed_one(
    cast: Cast, letter: Paper, typed: dict[str, str], number: str
):
    offered = body(cast.malee, f"/papers/{letter.pk}/")
    answer = browser(cast.malee).post(f"/papers/{letter.pk}/issue/", {**typed, "dated_on": "10 กันยายน 2561"})

    letter.refresh_from_db()
    assert (answer.status_code, letter.number, letter.line.number) == (302, number, number)
    assert "จะได้เลข บร 0119/1" in offered
    assert letter.line.get_absolute_url() in body(cast.malee, f"/papers/{letter.pk}/")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"by": "typed"}, "พิมพ์เลขที่ทะเบียนอื่นให้ไว้"),
        ({"by": "letter", "number": "บร 0019/7"}, "เลขนี้จะไม่ได้ใช้"),
        ({"by": "letter", "dated_on": "11 กันยายน 2561"}, "ยังมาไม่ถึง"),
    ],
)
def test_letter_says_which_number_it_cannot_take_and_keeps_what_was_typed(
    cast: Cast, letter: Paper, typed: dict[str, str], told: str
):
    answer = browser(cast.malee).post(
        f"/papers/{letter.pk}/issue/", {"dated_on": "10 กันยายน 2561", "number": "", **typed}
    )

    page = answer.content.decode()
    assert (answer.status_code, told in page, typed.get("number", "") in page) == (422, True, True)
    assert not OutgoingLetter.objects.exists()
