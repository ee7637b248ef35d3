"""A new edition on the screen: what it changes, who follows which, and the act; asked the seven questions."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.programmes.models import Edition
from web.asking import body, browser, costs_no_more

pytestmark = pytest.mark.django_db

REPORT = {"standing": "ongoing", "process": {"step_1": {"result": "สำรวจครบ 2 กลุ่ม"}}}
TOLD = {"edition": "2", "seen": "1"}
MOVED = "กำหนดส่งของพัฒนาการอำเภอ จาก 20 กันยายน 2561 เป็น 25 กันยายน 2561"


@pytest.fixture
def edition(cast: Cast, at: Freeze) -> Edition:
    at("2018-09-10 09:00")
    return make.edition(cast)


@pytest.fixture
def district(cast: Cast, edition: Edition) -> Case:
    return make.district(cast, edition)


@pytest.fixture
def newer(cast: Cast, district: Case) -> Edition:
    return make.publish(
        cast, district.edition.source.replace("district-head: 2561-09-20", "district-head: 2561-09-25")
    )


def of(case: Case) -> str:
    return f"/cases/{case.pk}/edition/"


def changes(edition: Edition, asked: str = "") -> str:
    return f"/programmes/{edition.programme.code}/changes/{asked}"


def test_a_programme_leads_to_what_its_newest_edition_changes(cast: Cast, newer: Edition):
    assert changes(newer) in body(cast.malee, f"/programmes/{newer.programme.code}/")
    assert "งานยังใช้ฉบับที่ 1" in body(cast.malee, "/programmes/")

    text = body(cast.malee, changes(newer))

    assert MOVED in text
    assert "<dt>ฉบับที่ 1</dt><dd>1 งาน</dd>" in text


def test_money_and_registers_offer_a_programme_once_by_its_newest_edition(cast: Cast, newer: Edition):
    money = [one for one, _verdict in browser(cast.somchai).get("/money/").context["receiving"]]
    registers = (
        browser(cast.somchai).get("/money/registers/").context["start_form"].fields["edition"].queryset
    )

    assert money == list(registers) == [newer]


@pytest.mark.parametrize("asked", ["?edition=1", "?edition=2&since=2", "?edition=9", "?since=9"])
def test_editions_that_cannot_be_compared_are_not_there(cast: Cast, newer: Edition, asked: str):
    assert browser(cast.malee).get(changes(newer, asked)).status_code == 404


def test_a_programme_that_is_not_there_changes_nothing(cast: Cast):
    assert browser(cast.malee).get("/programmes/none/changes/").status_code == 404


def test_the_changes_cost_the_same_for_one_district_and_for_many(
    cast: Cast, newer: Edition, edition: Edition
):
    def many() -> None:
        for code in ("3102", "3103", "3104"):
            make.district(cast, edition, code=code)

    assert costs_no_more(cast.somchai, changes(newer), many)


def test_a_case_says_that_there_is_a_newer_edition_and_follows_it(cast: Cast, district: Case, newer: Edition):
    assert "มีฉบับที่ 2 แล้ว" in body(cast.malee, f"/cases/{district.pk}/")
    text = body(cast.mana, of(district))
    assert MOVED in text
    assert "รวม 1 งานจะใช้ฉบับใหม่" in text

    answer = browser(cast.mana).post(of(district), TOLD)

    district.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, f"/cases/{district.pk}/")
    assert district.edition == newer
    assert "มีฉบับที่ 2 แล้ว" not in body(cast.malee, f"/cases/{district.pk}/")
    assert "เป็นฉบับล่าสุด" in body(cast.mana, of(district))
    assert "เปลี่ยนไปใช้โครงการฉบับใหม่" in body(cast.malee, f"/cases/{district.pk}/")


def test_a_province_is_told_which_district_stays_and_why(cast: Cast, district: Case, newer: Edition):
    make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)
    province = district.parent
    assert province is not None
    reason = "«แบบรายงานความก้าวหน้า» ส่งแล้วและยังรอผลการตรวจ"
    assert reason in body(cast.somchai, of(province))

    answer = browser(cast.somchai).post(of(province), TOLD, follow=True)

    text = answer.content.decode()
    assert answer.redirect_chain == [(of(province), 302)]
    assert "ใช้ฉบับที่ 2 แล้ว 1 งาน" in text
    assert "ยังใช้ฉบับเดิม 1 งาน" in text
    assert reason in text


def test_the_case_itself_stays_with_its_reason(cast: Cast, district: Case, newer: Edition):
    make.filing(make.task(district, "report"), cast.malee, REPORT, sent=True)

    answer = browser(cast.mana).post(of(district), TOLD)

    assert answer.status_code == 403
    assert "ยังรอผลการตรวจ" in answer.content.decode()


def test_another_edition_meanwhile_is_told(cast: Cast, district: Case, newer: Edition):
    actions.adopt_edition(district, newer, actor=cast.mana)

    answer = browser(cast.mana).post(of(district), TOLD)

    assert answer.status_code == 409
    assert "เปลี่ยนไปใช้ฉบับที่ 2 แล้ว ไม่ใช่ฉบับที่ 1" in answer.content.decode()


@pytest.mark.parametrize("wrong", [{}, {"edition": "ก", "seen": "1"}])
def test_adopting_without_saying_which_is_asked_again(
    cast: Cast, district: Case, newer: Edition, wrong: dict[str, str]
):
    assert browser(cast.mana).post(of(district), wrong).status_code == 422
    district.refresh_from_db()
    assert district.edition.number == 1


def test_an_edition_that_is_not_there_is_not_adopted(cast: Cast, district: Case):
    assert browser(cast.mana).post(of(district), {**TOLD, "edition": "7"}).status_code == 404


def test_the_wrong_role_reads_and_is_told_who_adopts(cast: Cast, district: Case, newer: Edition):
    text = body(cast.malee, of(district))
    assert "เฉพาะพัฒนาการอำเภอเจ้าของงาน" in text
    assert "ใช้ฉบับใหม่</button>" not in text

    answer = browser(cast.malee).post(of(district), TOLD)

    assert answer.status_code == 403
    assert "เฉพาะพัฒนาการอำเภอเจ้าของงาน" in answer.content.decode()


def test_a_stranger_finds_nothing_to_adopt(cast: Cast, district: Case, newer: Edition):
    for stranger in (cast.kanya, cast.prasit):
        assert browser(stranger).get(of(district)).status_code == 404
        assert browser(stranger).post(of(district), TOLD).status_code == 404


def test_both_pages_take_no_other_method(cast: Cast, district: Case, newer: Edition):
    assert browser(cast.mana).put(of(district)).status_code == 405
    assert browser(cast.mana).post(changes(newer)).status_code == 405


def test_adopting_costs_the_same_to_read_for_one_group_and_thirty(cast: Cast, district: Case, newer: Edition):
    case = make.district(cast, district.edition, places=40)
    make.enrolled(case, make.group(cast.malee), actor=cast.malee)

    def many() -> None:
        for number in range(30):
            make.enrolled(case, make.group(cast.malee, name=f"กลุ่ม {number}"), actor=cast.malee)

    assert costs_no_more(cast.mana, of(district), many)
