"""The end of a passage on the screen, asked the seven questions."""

from datetime import date

import pytest

import make
from cast import Cast
from conftest import Freeze
from insight import build
from sammachip.cases.models import Case
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

TYPED = {"result": "withdrawn", "done_on": "๙ กันยายน ๒๕๖๑", "reason": "ไม่มีกลุ่มเป้าหมาย", "below": "0"}


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.district(cast, places=40)


@pytest.fixture
def group(cast: Cast, district: Case) -> Case:
    return make.enrolled(district, make.group(cast.malee), done_on=date(2018, 9, 8), actor=cast.malee)


def of(case: Case) -> str:
    return f"/cases/{case.pk}/close/"


def test_group_leaves_on_the_day_of_its_paper(cast: Cast, group: Case):
    assert of(group) in body(cast.malee, f"/cases/{group.pk}/")

    answer = browser(cast.malee).post(of(group), TYPED)

    group.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, f"/cases/{group.pk}/")
    assert str(group.left_on) == "2018-09-09"
    assert of(group) not in body(cast.malee, f"/cases/{group.pk}/")


def test_page_tells_beforehand_what_ends_with_an_office(cast: Cast, district: Case, group: Case):
    text = body(cast.somchai, of(district))

    assert "1 ราย" in text
    assert f'href="/cases/{group.pk}/"' in text
    assert '<input type="hidden" name="below" value="1"' in text
    answer = browser(cast.somchai).post(of(district), {**TYPED, "below": "1"})
    assert answer.status_code == 302
    assert not Case.objects.within("/31/3101/").live().exists()


def test_another_group_meanwhile_is_told(cast: Cast, district: Case, group: Case):
    answer = browser(cast.somchai).post(of(district), TYPED)

    assert answer.status_code == 409
    assert "1 งาน ไม่ใช่ 0 งาน" in answer.content.decode()
    assert "ไม่มีกลุ่มเป้าหมาย" in answer.content.decode()


def test_money_that_binds_is_named_instead_of_the_form(cast: Cast, at: Freeze):
    at(build.NOW)
    edition = make.edition(cast)
    build.transferred(build.allotted(edition, cast, {"3101": 1}), cast, ["3101"])
    district = Case.objects.get(edition=edition, office="3101")
    group = build.enrolled(district, cast.malee, name="กลุ่มหนึ่ง")
    build.spent(group, "20000", "15000", cast.fong)

    text = body(cast.somchai, of(district))

    assert "ยังไม่เบิกจ่าย 5,000.00 บาท" in text
    assert "สิ้นสุดการเข้าร่วม</button>" not in text
    assert browser(cast.somchai).post(of(district), {**TYPED, "below": "1"}).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"result": ""}, "เลือกว่าถอนตัวหรือไม่เข้าร่วม"),
        ({"reason": " "}, "ยังไม่ได้ระบุเหตุผลที่สิ้นสุด"),
        ({"done_on": "31 กันยายน 2561"}, "31 กันยายน 2561"),
    ],
)
def test_closing_says_what_is_wrong_and_keeps_what_was_typed(
    cast: Cast, group: Case, wrong: dict[str, str], sentence: str
):
    sent = {**TYPED, **wrong}

    answer = browser(cast.malee).post(of(group), sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert sent["done_on"] in answer.content.decode()
    group.refresh_from_db()
    assert group.closed_at is None


@pytest.mark.parametrize("day", ["11 กันยายน 2561", "7 กันยายน 2561"])
def test_group_leaves_neither_tomorrow_nor_before_it_joined(cast: Cast, group: Case, day: str):
    answer = browser(cast.malee).post(of(group), {**TYPED, "done_on": day})

    page = answer.content.decode()
    assert (answer.status_code, f'value="{day}"' in page, "ตรวจวันที่" in page) == (422, True, True)


def test_wrong_role_is_told_and_a_stranger_finds_nothing(cast: Cast, district: Case, group: Case):
    for actor, case, said in (
        (cast.malee, district, "เฉพาะหน่วยงานเหนือขึ้นไป"),
        (cast.fong, group, "เฉพาะเจ้าหน้าที่อำเภอเจ้าของพื้นที่"),
    ):
        for answer in (browser(actor).get(of(case)), browser(actor).post(of(case), TYPED)):
            assert answer.status_code == 403
            assert said in answer.content.decode()
    for actor in (cast.kanya, cast.prasit):
        assert browser(actor).get(of(group)).status_code == 404
        assert browser(actor).post(of(group), TYPED).status_code == 404


def test_closing_takes_no_other_method(cast: Cast, group: Case):
    assert browser(cast.malee).put(of(group)).status_code == 405


def test_closing_costs_the_same_for_one_group_and_thirty(cast: Cast, district: Case, group: Case):
    def many() -> None:
        for number in range(30):
            make.enrolled(district, make.group(cast.malee, name=f"กลุ่ม {number}"), actor=cast.malee)

    assert costs_no_more(cast.somchai, of(district), many)
