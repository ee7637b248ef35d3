"""Offices: found, described, divided into sections."""

import pytest

from sammachip.org.models import Office
from web.asking import browser

pytestmark = pytest.mark.django_db


def test_offices_stand_under_their_province(cast):
    branches = browser(cast.suda).get("/offices/").context["branches"]

    assert [(office.code, len(districts)) for office, districts in branches] == [("31", 23)]


def test_offices_of_the_whole_country_for_the_department(cast):
    branches = browser(cast.anong).get("/offices/").context["branches"]

    assert len(branches) == 77
    assert sum(len(districts) for _office, districts in branches) == 878


def test_offices_are_found_by_part_of_a_name_or_by_code(cast):
    asked = browser(cast.anong)

    def found(wanted: str) -> list[str]:
        return [office.code for office in asked.get("/offices/", {"q": wanted}).context["found"]]

    assert found(" เมืองบุรีรัมย์ ") == found("3101") == ["3101"]
    assert found("ไม่มีที่นี่") == []


def test_offices_of_a_district_are_its_own(cast):
    branches = browser(cast.malee).get("/offices/").context["branches"]

    assert [(office.code, districts) for office, districts in branches] == [("3101", [])]


def test_describe_office_changes_what_its_letters_say(cast, places):
    typed = {
        "letter_code": "บร 0119",
        "address": "ที่ว่าการอำเภอ\r\nถนนทดสอบ",
        "phone": "0 4400 0000",
        "fax": "",
        "seen": "1",
    }

    browser(cast.mana).post(places["office-edit"], typed)

    office = Office.objects.get(code="3101")
    assert (office.letter_code, office.address) == ("บร 0119", "ที่ว่าการอำเภอ\nถนนทดสอบ")
    assert office.works_here is False


def test_describe_office_from_an_old_page_shows_both_versions_and_keeps_the_first(cast, places):
    """The later of two who had the page open won, and nobody was told."""
    first, second = (
        {"phone": phone, "works_here": "on", "seen": "1"} for phone in ("0 4400 0001", "0 4400 0002")
    )
    assert 'name="seen" value="1"' in browser(cast.mana).get(places["office-edit"]).text
    browser(cast.mana).post(places["office-edit"], first)

    stale = browser(cast.suda).post(places["office-edit"], second)

    shown = [(one.mine, one.theirs) for one in stale.context["comparisons"]]
    assert (stale.status_code, shown) == (409, [("0 4400 0002", "0 4400 0001")])
    assert Office.objects.get(code="3101").phone == "0 4400 0001"


def test_a_clerk_gives_the_code_where_a_number_was_wanted_and_goes_on_there(cast):
    client, register = browser(cast.malee), "/offices/3101/letters/"
    prompt = client.get(register).text

    page = client.get("/offices/3101/letter-code/", headers={"Referer": f"http://testserver{register}"})
    given = client.post(
        "/offices/3101/letter-code/", {"letter_code": "บร๐๑๑๙", "seen": "1", "back": register}
    )

    assert '<a href="/offices/3101/letter-code/">บันทึกรหัสหนังสือ</a>' in prompt
    assert 'action="/offices/3101/letter-code/"' in page.text
    assert f'value="{register}"' in page.text
    assert (given.status_code, given["Location"]) == (302, register)
    assert "จะได้เลข บร 0119/1" in client.get(register).text
    assert client.get("/offices/3101/letter-code/").status_code == 403  # it has one now: its head's to change
    assert browser(cast.kanya).get("/offices/3101/letter-code/").status_code == 404


@pytest.mark.parametrize(
    ("code", "said"),
    [("บร 0019", "เป็นของสำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์แล้ว"), ("บร 0119/5", "อ่านไม่ได้"), ("", "ยังไม่ได้ระบุ")],
)
@pytest.mark.parametrize("page", ["letter-code", "office-edit"])
def test_a_letter_code_that_cannot_be_is_told_and_stays_typed(cast, places, code, said, page):
    answer = browser(cast.mana).post(places[page], {"letter_code": code, "seen": "1"})

    if code or page == "letter-code":  # an office may say nothing of itself
        assert (answer.status_code, said in answer.text, f'value="{code}"' in answer.text) == (
            422, True, bool(code),
        )  # fmt: skip
    assert Office.objects.get(code="3101").letter_code == ""


def test_a_letter_code_from_an_old_page_is_stale_and_leads_nowhere_else(cast, places):
    client, typed = browser(cast.mana), {"letter_code": "บร 0119", "back": "https://elsewhere.example/"}

    stale = client.post(places["letter-code"], {**typed, "seen": "7"})
    given = client.post(places["letter-code"], {**typed, "seen": "1"})

    assert (stale.status_code, given["Location"]) == (409, "/")


def test_add_section_appears_on_the_office_page(cast, places):
    client = browser(cast.mana)

    client.post(places["office-sections"], {"name": "งานทดสอบ"})

    assert "งานทดสอบ" in client.get(places["office"]).text
