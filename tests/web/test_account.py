"""Coming in, being locked out, passwords and codes, hats, language, and the very first start."""

import pytest

from org import build
from sammachip.org import actions_accounts
from sammachip.org.models import Person, Post, Role
from sammachip.trail.models import Event
from web.asking import signed_in

pytestmark = pytest.mark.django_db

NEW = "ทุ่งกุลา-ร้องไห้-2561"
PAGES_OF_ONE_ADDRESS = ["/login/", "/password/", "/reset/", "/profile/"]


@pytest.fixture
def malee(cast):
    person = cast.malee.person
    person.set_password(build.PASSWORD)
    person.save()
    return person


def log_in(client, username="malee", password=build.PASSWORD, **more):
    return client.post("/login/", {"username": username, "password": password, **more})


def test_login_page_shows_and_says_how_to_come_in_without_a_password(client, malee):
    response = client.get("/login/")

    assert response.status_code == 200
    assert "ขอรหัสตั้งรหัสผ่านจากหัวหน้าหน่วยงาน" in response.text


@pytest.mark.parametrize("typed", ["malee", " MALEE "])
def test_log_in_opens_a_session(client, malee, typed):
    response = log_in(client, typed)

    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.get("/profile/").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "goes"), [("/profile/", "/profile/"), ("https://example.org/", "/"), ("//example.org", "/")]
)
def test_log_in_leads_on_to_our_own_pages_only(client, malee, wanted, goes):
    assert log_in(client, next=wanted).headers["Location"] == goes


def test_log_in_with_a_wrong_password_says_so_and_keeps_the_name(client, malee):
    response = log_in(client, password="ผิดแน่นอน")

    assert response.status_code == 422
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in response.text
    assert ("ยังเข้าสู่ระบบไม่ได้" in response.text, "ยังบันทึกไม่ได้" in response.text) == (True, False)
    assert 'value="malee"' in response.text
    assert "ผิดแน่นอน" not in response.text


def test_log_in_answers_alike_for_an_unknown_and_a_suspended_person(client, malee):
    Person.objects.filter(pk=malee.pk).update(is_active=False)

    unknown, suspended = log_in(client, "nobody"), log_in(client)

    assert (unknown.status_code, suspended.status_code) == (422, 422)
    assert unknown.context["form"].non_field_errors() == suspended.context["form"].non_field_errors()


def test_log_in_without_anything_typed_names_both_fields(client, malee):
    response = log_in(client, "", "")

    assert response.context["form"].errors == {
        "username": ["ยังไม่ได้ระบุชื่อผู้ใช้"],
        "password": ["ยังไม่ได้ระบุรหัสผ่าน"],
    }


def test_six_failures_lock_this_name_out_and_the_right_password_does_not_help(client, malee):
    answers = [log_in(client, password="ผิด").status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]
    locked = log_in(client)
    assert locked.status_code == 429
    assert "15 นาที" in locked.text
    assert client.get("/profile/").status_code == 302


def test_a_lock_out_leaves_other_names_alone(client, malee, cast):
    cast.mana.person.set_password(build.PASSWORD)
    cast.mana.person.save()
    for _ in range(6):
        log_in(client, password="ผิด")

    assert log_in(client, "mana").status_code == 302


def test_a_success_forgets_earlier_failures(client, malee):
    for _ in range(5):
        log_in(client, password="ผิด")
    log_in(client)
    client.post("/logout/")

    assert [log_in(client, password="ผิด").status_code for _ in range(5)] == [422] * 5


def test_logout_is_a_post_and_ends_the_session(malee):
    client = signed_in(malee)

    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").headers["Location"] == "/login/"
    assert client.get("/profile/").headers["Location"] == "/login/?next=/profile/"


@pytest.mark.parametrize("address", PAGES_OF_ONE_ADDRESS)
def test_other_methods_are_refused(malee, address):
    assert signed_in(malee).put(address).status_code == 405


@pytest.mark.parametrize("address", ["/password/", "/profile/"])
def test_ones_own_pages_ask_for_a_log_in(client, malee, address):
    assert client.get(address).headers["Location"] == f"/login/?next={address}"
    assert client.post(address).status_code == 302


def change(client, **more):
    typed = {"present_password": build.PASSWORD, "new_password": NEW, "new_password_again": NEW}
    return client.post("/password/", typed | more)


def test_change_password_keeps_this_session_and_ends_the_others(malee):
    here, elsewhere = signed_in(malee), signed_in(malee)

    assert change(here).headers["Location"] == "/profile/"

    assert here.get("/profile/").status_code == 200
    assert elsewhere.get("/profile/").status_code == 302
    assert Person.objects.get(pk=malee.pk).check_password(NEW)


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"present_password": "ผิด"}, "present_password", "รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        ({"new_password": "สั้น", "new_password_again": "สั้น"}, "new_password", "รหัสผ่านสั้นเกินไป"),
        ({"new_password_again": "อีกอย่างหนึ่ง"}, "new_password_again", "รหัสผ่านสองช่องไม่ตรงกัน"),
    ],
)
def test_change_password_says_what_is_wrong_beside_the_field(malee, wrong, field, reason):
    response = change(signed_in(malee), **wrong)

    assert response.status_code == 422
    assert response.context["form"].errors[field][0].startswith(reason)
    assert Person.objects.get(pk=malee.pk).check_password(build.PASSWORD)


def test_a_first_password_must_be_changed_before_anything_else(malee):
    Person.objects.filter(pk=malee.pk).update(must_change_password=True)
    client = signed_in(malee)

    assert client.get("/profile/").headers["Location"] == "/password/"
    assert "รหัสที่ผู้อื่นกำหนดให้" in client.get("/password/").text
    change(client)
    assert client.get("/profile/").status_code == 200


def reset(client, code, **more):
    typed = {"username": "malee", "code": code, "new_password": NEW, "new_password_again": NEW}
    return client.post("/reset/", typed | more)


def test_reset_sets_a_password_and_opens_a_locked_name(client, malee, cast):
    code = actions_accounts.issue_reset_code(malee, actor=cast.mana)
    for _ in range(6):
        log_in(client, password="ผิด")

    assert reset(client, code).headers["Location"] == "/login/"

    assert log_in(client, password=NEW).status_code == 302


def test_reset_with_a_wrong_code_counts_the_try_and_keeps_what_was_typed(client, malee, cast):
    actions_accounts.issue_reset_code(malee, actor=cast.mana)

    response = reset(client, "AAAA-BBBB-CCCC")

    assert response.status_code == 422
    assert "ลองได้ 5 ครั้ง" in response.text
    assert 'value="malee"' in response.text
    assert malee.reset_codes.get().tries == 1


def test_reset_dies_after_five_wrong_tries_in_five_requests(client, malee, cast):
    code = actions_accounts.issue_reset_code(malee, actor=cast.mana)
    for _ in range(5):
        reset(client, "AAAA-BBBB-CCCC")

    assert reset(client, code).status_code == 422
    assert Person.objects.get(pk=malee.pk).check_password(build.PASSWORD)


def test_choose_hat_changes_who_acts(malee):
    build.post(malee, Role.DISTRICT_FINANCE, "3101")
    other = Post.objects.get(person=malee, role=Role.DISTRICT_FINANCE)
    client = signed_in(malee)

    assert client.post("/hat/", {"hat": f"post:{other.pk}"}).status_code == 302

    assert client.get("/profile/").wsgi_request.actor.hat.post == other


def test_choose_hat_refuses_the_hat_of_another(malee, cast):
    client = signed_in(malee)

    response = client.post("/hat/", {"hat": cast.suda.hat.key})

    assert response.status_code == 403
    assert "ตำแหน่งนี้ไม่ใช่ของท่าน" in response.text
    assert client.get("/hat/").status_code == 405


def test_profile_lists_hats_and_powers(malee):
    power = build.power(malee, "3101", for_title="นายอำเภอเมืองบุรีรัมย์")

    page = signed_in(malee).get("/profile/").text

    assert "นักวิชาการพัฒนาชุมชนชำนาญการ" in page
    assert f"{power.form_words} นายอำเภอเมืองบุรีรัมย์" in page


def test_profile_costs_the_same_for_one_power_and_for_thirty(malee, django_assert_max_num_queries):
    client = signed_in(malee)
    build.power(malee, "3101")
    with django_assert_max_num_queries(50) as few:
        client.get("/profile/")
    for _ in range(29):
        build.power(malee, "3101")

    with django_assert_max_num_queries(len(few)):
        client.get("/profile/")


def test_choose_language_speaks_it_from_then_on(malee):
    client = signed_in(malee)

    client.post("/profile/", {"language": "en"})

    assert 'lang="en"' in client.get("/profile/").text
    assert client.post("/profile/", {"language": "xx"}).status_code == 422


FIRST = {
    "office": "สพจ.บุรีรัมย์",
    "prefix": "นาย",
    "given_name": "หนึ่ง",
    "family_name": "สมมุติ",
    "username": "First.Admin",
    "new_password": NEW,
    "new_password_again": NEW,
}


def test_start_makes_the_first_administrator_and_lets_him_in(client):
    assert client.get("/login/").headers["Location"] == "/start/"
    assert client.get("/start/").status_code == 200

    assert client.post("/start/", FIRST | {"office": "๓๑"}).headers["Location"] == "/offices/31/"

    post = Post.objects.get()
    assert (post.person.username, post.role, post.office_id) == ("first.admin", Role.ADMINISTRATOR, "31")
    assert client.get("/people/").status_code == 200
    assert Event.objects.get().verb == "system.founded"


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"office": "สพจ.บุรีรัม"}, "office", "ไม่พบหน่วยงาน “สพจ.บุรีรัม” — หมายถึง สพจ.บุรีรัมย์"),
        ({"office": "99"}, "office", "ไม่พบหน่วยงาน “99” — พิมพ์ชื่อย่อ"),
        ({"username": "ชื่อไทย"}, "username", "ชื่อผู้ใช้ “ชื่อไทย” ใช้ไม่ได้"),
        ({"new_password": "8405719362"}, "new_password", "รหัสผ่านมีแต่ตัวเลข"),
        ({"family_name": ""}, "family_name", "ยังไม่ได้ระบุนามสกุล"),
    ],
)
def test_start_says_what_is_wrong_and_keeps_the_answers(client, wrong, field, reason):
    response = client.post("/start/", FIRST | wrong)

    assert response.status_code == 422
    assert response.context["form"].errors[field][0].startswith(reason)
    assert 'value="หนึ่ง"' in response.text
    assert not Person.objects.exists()


def test_start_is_gone_once_anybody_is_there(client, malee):
    assert client.get("/start/").status_code == 404
    assert client.post("/start/", FIRST).status_code == 404
