"""People and their accounts: found, added, corrected, let in again."""

from datetime import date

import pytest

from org import build
from sammachip.org.models import Person, Post, Role
from web.asking import browser

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [person.given_name for person in response.context["leaf"].object_list]


def test_people_shows_the_own_subtree_only(cast):
    Person.objects.update(name_sort="")

    assert set(names(browser(cast.somchai).get("/people/"))) == {
        "มาลี", "มานะ", "ฟอง", "ประสิทธิ์", "สมชาย", "สุดา", "ฝ้าย",
    }  # fmt: skip
    assert names(browser(cast.kanya).get("/people/")) == ["กัญญา"]


def test_people_are_found_by_part_of_a_name_role_and_past(cast):
    gone = build.person("มาลัย")
    build.post(gone, Role.FIELD_OFFICER, "3101", ends_on=date(2018, 9, 9))
    client = browser(cast.somchai)

    assert names(client.get("/people/", {"q": "มาล ทดสอบ"})) == ["มาลี"]
    assert names(client.get("/people/", {"q": "มาลั"})) == []
    assert names(client.get("/people/", {"q": "มาลั", "past": "on"})) == ["มาลัย"]
    assert names(client.get("/people/", {"role": "district-head"})) == ["มานะ"]
    assert len(names(client.get("/people/", {"role": "no-such-role", "page": "x"}))) == 7


NEW_PERSON = {
    "prefix": "นางสาว",
    "given_name": "ใหม่",
    "family_name": "สมมุติ",
    "phone": "๐๔๔ ๐๐๐ ๐๐๐",
    "title": "นักวิชาการพัฒนาชุมชนปฏิบัติการ",
    "role": "field-officer",
    "starts_on": "๑ ตุลาคม ๒๕๖๑",
    "duty_areas": ["310101", "310102"],
    "username": "mai",
}


def test_add_person_makes_account_post_and_duty_areas(cast, places):
    response = browser(cast.somchai).post(places["person-add"], NEW_PERSON)

    person = Person.objects.get(username="mai")
    assert response.headers["Location"] == f"/people/{person.pk}/"
    post = person.posts.get()
    assert (post.office_id, post.role, post.starts_on) == ("3101", "field-officer", date(2018, 10, 1))
    assert [area.code for area in post.duty_areas.all()] == ["310101", "310102"]


def test_add_person_keeps_everything_typed_when_one_thing_is_wrong(cast, places):
    response = browser(cast.somchai).post(places["person-add"], NEW_PERSON | {"starts_on": "๓๑ กันยายน ๒๕๖๑"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["starts_on"]
    for typed in ("ใหม่", "๐๔๔ ๐๐๐ ๐๐๐", "นักวิชาการพัฒนาชุมชนปฏิบัติการ", "๓๑ กันยายน ๒๕๖๑", "mai"):
        assert f'value="{typed}"' in response.text


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"username": "malee"}, "username", "มีผู้ใช้ชื่อ “malee” แล้ว"),
        ({"username": "ม"}, "username", "ชื่อผู้ใช้ “ม” ใช้ไม่ได้"),
        ({"new_password": "สั้น"}, "new_password", "รหัสผ่านสั้นเกินไป"),
        ({"role": "province-head"}, "role", ""),
        ({"duty_areas": ["270605"]}, "duty_areas", ""),
    ],
)
def test_add_person_says_what_is_wrong_beside_the_field(cast, places, wrong, field, reason):
    response = browser(cast.somchai).post(places["person-add"], NEW_PERSON | wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"].errors[field][0].startswith(reason)


def test_add_person_offers_only_roles_the_actor_may_give(cast, places):
    client = browser(cast.somchai)

    form = client.get(places["person-add"]).context["form"]

    offered = [role for role, _label in form.fields["role"].choices]
    assert offered == ["", "field-officer", "district-head", "district-finance", "paper"]


def test_add_person_who_signs_on_paper_only(cast):
    governor = NEW_PERSON | {"role": "paper", "username": "", "title": "ผู้ว่าราชการจังหวัดบุรีรัมย์"}
    del governor["duty_areas"]

    browser(cast.suda).post("/offices/31/people/add/", governor)

    post = Post.objects.get(title="ผู้ว่าราชการจังหวัดบุรีรัมย์")
    assert (post.role, post.person.username) == ("", None)


def test_correct_person_changes_the_name(cast, places):
    typed = {"prefix": "นาง", "given_name": "มาลี", "family_name": "ใหม่ทดสอบ", "phone": ""}

    browser(cast.suda).post(places["person-edit"], typed)

    assert Person.objects.get(username="malee").name == "นางมาลี ใหม่ทดสอบ"


def test_a_telephone_that_is_none_is_told_and_everything_typed_stays(cast, places):
    typed = {"prefix": "นาง", "given_name": "มาลี", "family_name": "ใหม่ทดสอบ", "phone": "31 กุมภาพันธ์ 2561"}

    page = browser(cast.suda).post(places["person-edit"], typed)

    assert page.status_code == 422
    assert "«31 กุมภาพันธ์ 2561» ไม่ใช่หมายเลขโทรศัพท์" in page.text
    assert 'value="ใหม่ทดสอบ"' in page.text


def test_reset_code_is_shown_once_and_never_kept_in_a_cache(cast, places):
    response = browser(cast.suda).post(places["person-reset-code"])

    assert response.status_code == 200
    assert response.context["code"] in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert response.context["code"] not in browser(cast.suda).get(places["person"]).text


def test_suspend_ends_the_session_at_once_and_open_gives_it_back(cast, places):
    malee = browser(cast.malee)
    assert malee.get("/profile/").status_code == 200

    browser(cast.suda).post(places["person-suspend"])
    assert malee.get("/profile/").status_code == 302

    browser(cast.suda).post(places["person-open"])
    assert Person.objects.get(username="malee").is_active


def test_person_page_says_why_an_account_cannot_be_opened(cast):
    page = browser(cast.somchai).get(f"/people/{cast.suda.person.pk}/")

    assert "มอบบทบาท “พัฒนาการจังหวัด” ไม่ได้" in page.text
