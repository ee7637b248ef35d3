"""The terms of an office inside a programme, asked the seven questions."""

from datetime import date
from decimal import Decimal

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Case
from sammachip.org.models import Office
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition, Terms
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

HOP = "due:report:district-head"
LETTER = {
    "letter_number": "บร ๐๐๑๙/ว ๗๐๐๐",
    "letter_on": "5 กันยายน 2561",
    "reason": "เร่งรัดการรายงาน",
    "seen": "0",
}


@pytest.fixture
def edition(cast: Cast, at: Freeze) -> Edition:
    at("2018-09-10 09:00")
    return make.edition(cast)


def of(edition: Edition, office: str = "") -> str:
    page = f"/programmes/{edition.programme.code}/terms/?edition={edition.number}"
    return f"{page}&office={office}" if office else page


def set_rate(edition: Edition, cast: Cast, rate: str, number: str = "ที่ 1") -> Terms:
    return programmes.set_terms(
        edition,
        cast.somchai.office,
        {"unit_cost": Decimal(rate)},
        letter_number=number,
        letter_on=date(2018, 9, 1),
        reason="อัตราตามหนังสือ",
        actor=cast.somchai,
    )


def test_page_tells_what_holds_and_who_says_so(cast: Cast, edition: Edition):
    set_rate(edition, cast, "30000.00")

    text = body(cast.malee, of(edition))

    assert "30,000.00 บาท" in text
    assert "หนังสือ สพจ.บุรีรัมย์ ที่ ที่ 1" in text
    assert f"กำหนดส่ง {edition.pack.stage('report').title} — พัฒนาการอำเภอ" in text
    assert "20 กันยายน 2561" in text
    assert "แฟ้มโครงการ" in text


def test_province_sets_a_rate_and_a_day_and_its_districts_have_them(cast: Cast, edition: Edition):
    district = make.district(cast, edition)
    sent = {**LETTER, "unit_cost": "๓๐,๐๐๐", "report_to": "กลุ่มงานตัวอย่าง", HOP: "๑๘ ก.ย. ๒๕๖๑"}

    answer = browser(cast.somchai).post(of(edition, "31"), sent)

    assert (answer.status_code, answer.url) == (302, of(edition, "31"))
    due = make.task(district, "report").next_due
    assert due is not None
    assert due.isoformat() == "2018-09-18T16:59:59+00:00"
    text = body(cast.malee, of(edition))
    for said in ("30,000.00 บาท", "กลุ่มงานตัวอย่าง", "18 กันยายน 2561", "บร ๐๐๑๙/ว ๗๐๐๐"):
        assert said in text


def test_a_new_letter_replaces_the_one_before_which_stays_to_be_read(cast: Cast, edition: Edition):
    client = browser(cast.somchai)
    client.post(of(edition, "31"), {**LETTER, HOP: "18 ก.ย. 2561"})

    client.post(of(edition, "31"), {**LETTER, "seen": "1", "unit_cost": "29000", "reason": "ยกเลิกกำหนดเดิม"})

    text = body(cast.somchai, of(edition, "31"))
    assert "29,000.00 บาท" in text
    assert 'value="29,000.00"' in text
    assert "ยกเลิกกำหนดเดิม" in text
    assert text.count("18 กันยายน 2561") == 1  # in the history only
    assert list(Terms.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_district_reads_and_is_told_who_sets(cast: Cast, edition: Edition):
    reason = "เฉพาะจังหวัดหรือกรมจึงกำหนดเงื่อนไข"

    assert reason in body(cast.malee, of(edition))
    answer = browser(cast.malee).post(of(edition), {**LETTER, "unit_cost": "1"})
    assert answer.status_code == 403
    assert reason in answer.content.decode()
    assert not Terms.objects.exists()


def test_stranger_does_not_find_another_offices_terms(cast: Cast, edition: Edition):
    for office in ("31", "3101", "99"):
        assert browser(cast.kanya).get(of(edition, office)).status_code == 404
        assert browser(cast.kanya).post(of(edition, office), LETTER).status_code == 404


def test_terms_of_no_programme_are_not_found(cast: Cast, edition: Edition):
    assert browser(cast.somchai).get("/programmes/nothing/terms/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"unit_cost": "สามหมื่น"}, "สามหมื่น"),
        ({HOP: "31 กันยายน 2561"}, "31 กันยายน 2561"),
        ({"letter_number": " "}, "ยังไม่ได้ระบุเลขที่หนังสือ"),
        ({"reason": ""}, "ยังไม่ได้ระบุเหตุผล"),
        ({"letter_on": "ไม่ทราบ"}, "ไม่ทราบ"),
    ],
)
def test_terms_say_what_is_wrong_and_keep_what_was_typed(
    cast: Cast, edition: Edition, wrong: dict[str, str], sentence: str
):
    sent = {**LETTER, "unit_cost": "30,000", "report_to": "กลุ่มงานตัวอย่าง", HOP: "18 ก.ย. 2561", **wrong}

    answer = browser(cast.somchai).post(of(edition, "31"), sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert "กลุ่มงานตัวอย่าง" in text
    assert sent[HOP] in text
    assert not Terms.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"unit_cost": "0"}, "มากกว่าศูนย์"), ({"letter_on": "11 ก.ย. 2561"}, "11 กันยายน 2561 ยังมาไม่ถึง")],
)
def test_terms_refuse_a_rate_of_nothing_and_a_letter_of_tomorrow(
    cast: Cast, edition: Edition, wrong: dict[str, str], sentence: str
):
    answer = browser(cast.somchai).post(of(edition, "31"), {**LETTER, **wrong})

    page = answer.content.decode()
    assert (answer.status_code, sentence in page, LETTER["reason"] in page) == (422, True, True)


def test_terms_set_meanwhile_are_told(cast: Cast, edition: Edition):
    set_rate(edition, cast, "30000.00")

    answer = browser(cast.suda).post(of(edition, "31"), {**LETTER, "unit_cost": "29000"})

    assert answer.status_code == 409
    assert "29000" in answer.content.decode()
    assert Terms.objects.count() == 1


def test_terms_take_no_other_method(cast: Cast, edition: Edition):
    assert browser(cast.somchai).put(of(edition)).status_code == 405


def test_programme_leads_to_the_terms(cast: Cast, edition: Edition):
    assert of(edition) in body(cast.malee, f"/programmes/{edition.programme.code}/")


def test_terms_cost_the_same_for_one_letter_and_thirty(cast: Cast, edition: Edition):
    set_rate(edition, cast, "30000.00")
    assert Office.objects.filter(parent="31").count() == 23

    def many() -> None:
        for number in range(30):
            set_rate(edition, cast, f"{30001 + number}.00", f"ที่ {number}")

    assert costs_no_more(cast.somchai, of(edition), many)
    assert not Case.objects.exists()
