"""The page of a paper: read by those it concerns, numbered by the office that sends it."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.papers import COVER
from sammachip.records.models import Paper
from web.asking import body, browser

pytestmark = pytest.mark.django_db

REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจแล้ว"}}}
WHY_NOT = "เฉพาะสำนักงานพัฒนาชุมชนอำเภอเมืองบุรีรัมย์จึงออกเลขหนังสือฉบับนี้ได้"
FORM = "บันทึกเลขที่และวันที่ของหนังสือ"


@pytest.fixture
def letter(cast: Cast, at: Freeze) -> Paper:
    """The letter that takes a district's report up to the province, not yet numbered."""
    at("2018-09-10 09:00")
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
        f"/papers/{letter.pk}/issue/", {"number": "บร 0019/1", "dated_on": "10 กันยายน 2561"}
    )

    assert (FORM in page, WHY_NOT in page) == (False, True)
    assert (answer.status_code, WHY_NOT in answer.content.decode()) == (403, True)
