"""The pages about offices and people: seven questions to each."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

import make
from cast import Cast
from org import build
from sammachip.org.models import Office, Order, Person, Post, Power, Role, Section, Standin
from sammachip.trail.models import Event
from web.asking import body

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(at):
    at("2018-09-10 09:00")


def signed_in(actor) -> Client:
    client = Client()
    client.force_login(actor.person)
    return client


@pytest.fixture
def places(cast) -> dict[str, str]:
    """The address of every page, about Malee, her post, her office and an order of the province."""
    power = build.power(cast.malee.person, "31")
    pk, post = cast.malee.person.pk, cast.malee.hat.post.pk
    return {
        "people": "/people/",
        "person": f"/people/{pk}/",
        "person-edit": f"/people/{pk}/edit/",
        "person-reset-code": f"/people/{pk}/reset-code/",
        "person-suspend": f"/people/{pk}/suspend/",
        "person-open": f"/people/{pk}/open/",
        "post-add": f"/people/{pk}/posts/add/",
        "post-give": f"/people/{pk}/posts/add/3101/",
        "post-end": f"/posts/{post}/end/",
        "post-hand-over": f"/posts/{post}/hand-over/",
        "offices": "/offices/",
        "office": "/offices/3101/",
        "office-edit": "/offices/3101/edit/",
        "office-sections": "/offices/3101/sections/",
        "person-add": "/offices/3101/people/add/",
        "order-add": "/offices/31/orders/add/",
        "order": f"/orders/{power.order.pk}/",
        "power-add": f"/orders/{power.order.pk}/powers/add/",
        "power-end": f"/powers/{power.pk}/end/",
    }


READ = [
    "people", "person", "person-edit", "post-add", "post-end", "post-hand-over", "offices", "office", "office-edit",
    "person-add", "order-add", "order", "power-add", "power-end",
]  # fmt: skip
ABOUT_SOMEONE = [name for name in READ if name not in ("people", "offices")]
ONLY_SOME_MAY_READ = [
    "person-edit", "post-add", "post-end", "post-hand-over", "office-edit", "person-add", "order-add", "power-add",
    "power-end",
]  # fmt: skip
ONLY_POSTED = ["person-reset-code", "person-suspend", "person-open", "post-give", "office-sections"]


@pytest.mark.parametrize("name", READ)
def test_page_works(cast, places, name):
    assert signed_in(cast.suda).get(places[name]).status_code == 200


@pytest.mark.parametrize("name", READ + ONLY_POSTED)
def test_nobody_comes_in_without_a_log_in(client, places, name):
    for answer in (client.get, client.post):
        response = answer(places[name])
        assert response.status_code == 405 or response.headers["Location"].startswith("/login/")
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", ABOUT_SOMEONE)
def test_a_stranger_does_not_find_it(cast, places, name):
    assert signed_in(cast.kanya).get(places[name]).status_code == 404


@pytest.mark.parametrize("name", ABOUT_SOMEONE[1:] + ONLY_POSTED)
def test_a_stranger_does_not_change_it(cast, places, name):
    if name in ("office", "order", "post-add"):
        assert signed_in(cast.kanya).post(places[name]).status_code == 405
    else:
        assert signed_in(cast.kanya).post(places[name]).status_code == 404
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", ONLY_SOME_MAY_READ)
def test_a_colleague_without_the_role_reads_why(cast, places, name):
    response = signed_in(cast.fai).get(places[name])

    assert response.status_code == 403
    assert "ยังทำรายการนี้ไม่ได้" in response.text


@pytest.mark.parametrize("name", ["person-reset-code", "person-suspend", "person-open"])
def test_a_colleague_without_the_role_changes_nothing(cast, places, name):
    response = signed_in(cast.fai).post(places[name])

    assert response.status_code == 403
    assert "ไม่มีสิทธิ์จัดการบัญชีผู้ใช้" in response.text
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", READ)
def test_pages_know_get_and_post_only(cast, places, name):
    assert signed_in(cast.suda).put(places[name]).status_code == 405


@pytest.mark.parametrize("name", ONLY_POSTED)
def test_acts_are_posted(cast, places, name):
    assert signed_in(cast.suda).get(places[name]).status_code == 405


FORMS = [name for name in READ if name not in ("people", "person", "offices", "office", "order", "post-add")]


@pytest.mark.parametrize("name", [*FORMS, "post-give", "office-sections"])
def test_an_empty_form_comes_back_with_its_errors(cast, places, name):
    response = signed_in(cast.suda).post(places[name], {"seen": "1"})

    if name == "office-edit":  # an office may say nothing of itself
        assert response.status_code == 302
    else:
        assert response.status_code == 422
        assert "ยังไม่ได้ระบุ" in response.text
        assert not Event.objects.exists()


def names(response) -> list[str]:
    return [person.given_name for person in response.context["leaf"].object_list]


def test_people_shows_the_own_subtree_only(cast):
    Person.objects.update(name_sort="")

    assert set(names(signed_in(cast.somchai).get("/people/"))) == {
        "มาลี", "มานะ", "ฟอง", "ประสิทธิ์", "สมชาย", "สุดา", "ฝ้าย",
    }  # fmt: skip
    assert names(signed_in(cast.kanya).get("/people/")) == ["กัญญา"]


def test_people_are_found_by_part_of_a_name_role_and_past(cast):
    gone = build.person("มาลัย")
    build.post(gone, Role.FIELD_OFFICER, "3101", ends_on=date(2018, 9, 9))
    client = signed_in(cast.somchai)

    assert names(client.get("/people/", {"q": "มาล ทดสอบ"})) == ["มาลี"]
    assert names(client.get("/people/", {"q": "มาลั"})) == []
    assert names(client.get("/people/", {"q": "มาลั", "past": "on"})) == ["มาลัย"]
    assert names(client.get("/people/", {"role": "district-head"})) == ["มานะ"]
    assert len(names(client.get("/people/", {"role": "no-such-role", "page": "x"}))) == 7


@pytest.mark.parametrize("name", ["people", "person", "offices", "office", "order"])
def test_cost_does_not_grow_with_rows(cast, places, name, django_assert_max_num_queries):
    client = signed_in(cast.suda)
    order = Order.objects.get()
    build.power(cast.malee.person, "3101")
    with django_assert_max_num_queries(60) as few:
        client.get(places[name])
    for _ in range(30):
        someone = build.person()
        build.post(someone, Role.FIELD_OFFICER, "3101")
        Post.objects.create(
            person=cast.malee.person,
            office_id="3104",
            title="ผู้ลงนาม",
            starts_on=date(2018, 1, 1),
            ends_on=date(2018, 2, 1),
        )
        Section.objects.create(office_id="3101", name=f"กลุ่มงาน {someone.pk}")
        build.power(someone, "3101")
        Power.objects.create(
            order=order,
            holder=someone,
            form="on_behalf",
            for_office_id="31",
            for_title="x",
            starts_on=date(2018, 1, 1),
        )

    with django_assert_max_num_queries(len(few)):
        assert client.get(places[name]).status_code == 200


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
    response = signed_in(cast.somchai).post(places["person-add"], NEW_PERSON)

    person = Person.objects.get(username="mai")
    assert response.headers["Location"] == f"/people/{person.pk}/"
    post = person.posts.get()
    assert (post.office_id, post.role, post.starts_on) == ("3101", "field-officer", date(2018, 10, 1))
    assert [area.code for area in post.duty_areas.all()] == ["310101", "310102"]


def test_add_person_keeps_everything_typed_when_one_thing_is_wrong(cast, places):
    response = signed_in(cast.somchai).post(
        places["person-add"], NEW_PERSON | {"starts_on": "๓๑ กันยายน ๒๕๖๑"}
    )

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
    response = signed_in(cast.somchai).post(places["person-add"], NEW_PERSON | wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"].errors[field][0].startswith(reason)


def test_add_person_offers_only_roles_the_actor_may_give(cast, places):
    client = signed_in(cast.somchai)

    form = client.get(places["person-add"]).context["form"]

    offered = [role for role, _label in form.fields["role"].choices]
    assert offered == ["", "field-officer", "district-head", "district-finance", "paper"]


def test_add_person_who_signs_on_paper_only(cast):
    governor = NEW_PERSON | {"role": "paper", "username": "", "title": "ผู้ว่าราชการจังหวัดบุรีรัมย์"}
    del governor["duty_areas"]

    signed_in(cast.suda).post("/offices/31/people/add/", governor)

    post = Post.objects.get(title="ผู้ว่าราชการจังหวัดบุรีรัมย์")
    assert (post.role, post.person.username) == ("", None)


def test_correct_person_changes_the_name(cast, places):
    typed = {"prefix": "นาง", "given_name": "มาลี", "family_name": "ใหม่ทดสอบ", "phone": ""}

    signed_in(cast.suda).post(places["person-edit"], typed)

    assert Person.objects.get(username="malee").name == "นางมาลี ใหม่ทดสอบ"


def test_reset_code_is_shown_once_and_never_kept_in_a_cache(cast, places):
    response = signed_in(cast.suda).post(places["person-reset-code"])

    assert response.status_code == 200
    assert response.context["code"] in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert response.context["code"] not in signed_in(cast.suda).get(places["person"]).text


def test_suspend_ends_the_session_at_once_and_open_gives_it_back(cast, places):
    malee = signed_in(cast.malee)
    assert malee.get("/profile/").status_code == 200

    signed_in(cast.suda).post(places["person-suspend"])
    assert malee.get("/profile/").status_code == 302

    signed_in(cast.suda).post(places["person-open"])
    assert Person.objects.get(username="malee").is_active


def test_person_page_says_why_an_account_cannot_be_opened(cast):
    page = signed_in(cast.somchai).get(f"/people/{cast.suda.person.pk}/")

    assert "มอบบทบาท “พัฒนาการจังหวัด” ไม่ได้" in page.text


POST = {"title": "พัฒนากร", "role": "field-officer", "starts_on": "1/10/2561"}


def test_post_add_asks_the_office_first_and_helps_with_its_name(cast, places):
    client = signed_in(cast.suda)

    assert "หมายถึง สพอ.นางรอง" in client.get(places["post-add"], {"office": "สพอ.นางรวง"}).text
    assert client.get(places["post-add"], {"office": "สพอ.นางรอง"}).context["office"].code == "3104"
    assert client.get(places["post-add"], {"office": "3201"}).context["form"] is None


def test_give_post_adds_a_second_hat(cast, places):
    address = places["post-add"] + "3104/"

    assert signed_in(cast.suda).post(address, POST).status_code == 302

    assert Post.objects.filter(person=cast.malee.person, office="3104").count() == 1


def test_give_post_in_an_unseen_office_is_not_found(cast, places):
    assert signed_in(cast.suda).post(places["post-add"] + "3201/", POST).status_code == 404


def test_give_post_the_person_already_has_is_refused_with_the_reason(cast, places):
    response = signed_in(cast.suda).post(places["post-give"], POST)

    assert response.status_code == 403
    assert "ดำรงตำแหน่ง" in response.text
    assert "พัฒนากร" in response.text


def test_end_post_writes_the_last_day(cast, places):
    signed_in(cast.mana).post(places["post-end"], {"on": "30 ก.ย. 61"})

    assert Post.objects.get(pk=cast.malee.hat.post.pk).ends_on == date(2018, 9, 30)


def test_hand_over_ends_one_and_begins_the_next(cast, places):
    typed = {"to": cast.prasit.person.pk, "title": "นักวิชาการพัฒนาชุมชน", "on": "1 ต.ค. 61"}

    response = signed_in(cast.somchai).post(places["post-hand-over"], typed)

    assert response.headers["Location"] == f"/people/{cast.prasit.person.pk}/"
    assert Post.objects.get(pk=cast.malee.hat.post.pk).ends_on == date(2018, 9, 30)
    assert Post.objects.get(person=cast.prasit.person, office="3101").starts_on == date(2018, 10, 1)


def test_hand_over_offers_nobody_from_the_neighbour(cast, places):
    form = signed_in(cast.amorn).get(places["post-hand-over"]).context["form"]

    offered = set(form.fields["to"].queryset)
    assert cast.prasit.person in offered
    assert cast.kanya.person not in offered


def test_offices_stand_under_their_province(cast):
    branches = signed_in(cast.suda).get("/offices/").context["branches"]

    assert [(office.code, len(districts)) for office, districts in branches] == [("31", 23)]


def test_offices_of_the_whole_country_for_the_department(cast):
    branches = signed_in(cast.anong).get("/offices/").context["branches"]

    assert len(branches) == 77
    assert sum(len(districts) for _office, districts in branches) == 878


def test_offices_are_found_by_part_of_a_name_or_by_code(cast):
    asked = signed_in(cast.anong)

    def found(wanted: str) -> list[str]:
        return [office.code for office in asked.get("/offices/", {"q": wanted}).context["found"]]

    assert found(" เมืองบุรีรัมย์ ") == found("3101") == ["3101"]
    assert found("ไม่มีที่นี่") == []


def test_offices_of_a_district_are_its_own(cast):
    branches = signed_in(cast.malee).get("/offices/").context["branches"]

    assert [(office.code, districts) for office, districts in branches] == [("3101", [])]


def test_describe_office_changes_what_its_letters_say(cast, places):
    typed = {
        "letter_code": "บร 0119",
        "address": "ที่ว่าการอำเภอ\r\nถนนทดสอบ",
        "phone": "0 4400 0000",
        "fax": "",
        "seen": "1",
    }

    signed_in(cast.mana).post(places["office-edit"], typed)

    office = Office.objects.get(code="3101")
    assert (office.letter_code, office.address) == ("บร 0119", "ที่ว่าการอำเภอ\nถนนทดสอบ")
    assert office.works_here is False


def test_describe_office_from_an_old_page_shows_both_versions_and_keeps_the_first(cast, places):
    """The later of two who had the page open won, and nobody was told."""
    first, second = (
        {"phone": phone, "works_here": "on", "seen": "1"} for phone in ("0 4400 0001", "0 4400 0002")
    )
    assert 'name="seen" value="1"' in signed_in(cast.mana).get(places["office-edit"]).text
    signed_in(cast.mana).post(places["office-edit"], first)

    stale = signed_in(cast.suda).post(places["office-edit"], second)

    shown = [(one.mine, one.theirs) for one in stale.context["comparisons"]]
    assert (stale.status_code, shown) == (409, [("0 4400 0002", "0 4400 0001")])
    assert Office.objects.get(code="3101").phone == "0 4400 0001"


def test_add_section_appears_on_the_office_page(cast, places):
    client = signed_in(cast.mana)

    client.post(places["office-sections"], {"name": "งานทดสอบ"})

    assert "งานทดสอบ" in client.get(places["office"]).text


def test_record_order_leads_to_its_page(cast, places):
    typed = {"number": "๑๕/๒๕๖๑", "dated_on": "๑ สิงหาคม ๒๕๖๑", "subject": "มอบอำนาจ"}

    response = signed_in(cast.suda).post(places["order-add"], typed)

    order = Order.objects.get(number="๑๕/๒๕๖๑")
    assert (response.headers["Location"], order.dated_on) == (f"/orders/{order.pk}/", date(2018, 8, 1))


def give(cast, places, **more):
    typed = {
        "holder": cast.fai.person.pk,
        "form": Standin.IN_CHARGE,
        "for_office": "31",
        "for_role": "province-head",
        "for_title": "พัฒนาการจังหวัดบุรีรัมย์",
        "limit_baht": "๒๐,๐๐๐",
        "starts_on": "10/9/2561",
    }
    return signed_in(cast.suda).post(places["power-add"], typed | more)


def test_give_power_keeps_form_role_and_limit(cast, places):
    assert give(cast, places).status_code == 302

    power = Power.objects.get(holder=cast.fai.person)
    assert (power.form, power.for_role, power.limit_baht) == (
        "in_charge",
        "province-head",
        Decimal("20000.00"),
    )


def test_give_power_for_the_governor_has_no_role(cast, places):
    give(cast, places, for_role="authority", limit_baht="")

    power = Power.objects.get(holder=cast.fai.person)
    assert (power.for_role, power.limit_baht) == ("", None)


def test_give_power_says_which_sum_it_cannot_read(cast, places):
    response = give(cast, places, limit_baht="สองหมื่น")

    assert response.status_code == 422
    assert response.context["form"].errors["limit_baht"][0].startswith("อ่านจำนวนเงินจาก «สองหมื่น» ไม่ได้")


def test_give_power_offers_everyone_but_oneself(cast, places):
    holders = signed_in(cast.suda).get(places["power-add"]).context["form"].fields["holder"].queryset

    assert cast.suda.person not in holders
    assert cast.fai.person in holders


def test_give_power_offers_an_officer_the_authority_and_the_roles_of_the_districts(cast, places):
    client = signed_in(cast.somchai)

    form = client.get(places["power-add"]).context["form"]
    offered = [role for role, _label in form.fields["for_role"].choices]
    response = client.post(places["power-add"], {"holder": cast.fai.person.pk, "for_role": "province-head"})

    assert offered == ["authority", "field-officer", "district-head", "district-finance"]
    assert response.status_code == 422
    assert "for_role" in response.context["form"].errors


def test_an_officer_is_shown_no_way_to_end_the_governors_power(cast, places):
    way = f'href="{places["power-end"]}"'

    assert way in signed_in(cast.suda).get(places["order"]).text
    assert way in signed_in(cast.suda).get(places["person"]).text
    assert way not in signed_in(cast.somchai).get(places["order"]).text
    assert signed_in(cast.somchai).post(places["power-end"], {"on": "30/9/2561"}).status_code == 403
    assert Power.objects.get().ends_on is None


def test_end_power_writes_the_last_day(cast, places):
    signed_in(cast.suda).post(places["power-end"], {"on": "30/9/2561"})

    assert Power.objects.get().ends_on == date(2018, 9, 30)


def test_withdraw_power_is_offered_where_it_is_ended_and_no_more_when_done(cast, places):
    way, withdraw = f'href="{places["power-end"]}"', places["power-end"].replace("/end/", "/withdraw/")
    assert f'action="{withdraw}"' in signed_in(cast.suda).get(places["power-end"]).text

    refused = [signed_in(who).post(withdraw).status_code for who in (cast.somchai, cast.kanya)]
    signed_in(cast.suda).post(withdraw)

    order = signed_in(cast.suda).get(places["order"]).text
    assert (refused, "ถอนเมื่อ" in order, way in order) == ([403, 404], True, False)


def test_a_power_for_one_programme_names_it_by_its_title(cast: Cast) -> None:
    edition = make.edition(cast)
    code = edition.programme.code
    power = build.power(cast.fong.person, "3101", programme_code=code)

    page = body(cast.suda, f"/orders/{power.order.pk}/")

    assert (edition.title in page, code in page) == (True, False)


def test_a_power_is_given_to_people_with_their_posts_and_for_roles_that_sign(cast, places):
    fields = signed_in(cast.suda).get(places["power-add"]).context["form"].fields

    offered = dict(fields["holder"].choices)
    roles = [role for role, _label in fields["for_role"].choices]
    assert f"{cast.fai.person.name} — {cast.fai.hat.title} สพจ.บุรีรัมย์" in offered.values()
    assert Role.DISTRICT_HEAD in roles
    assert not {Role.AUDITOR, Role.ADMINISTRATOR} & set(roles)
