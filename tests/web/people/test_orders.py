"""Orders, and the powers to sign for another that rest on them."""

from datetime import date
from decimal import Decimal

import pytest

import make
from cast import Cast
from org import build
from sammachip.org.models import Order, Power, Role, Standin
from web.asking import body, browser

pytestmark = pytest.mark.django_db


def test_record_order_leads_to_its_page(cast, places):
    typed = {"number": "๑๕/๒๕๖๑", "dated_on": "๑ สิงหาคม ๒๕๖๑", "subject": "มอบอำนาจ"}

    response = browser(cast.suda).post(places["order-add"], typed)

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
    return browser(cast.suda).post(places["power-add"], typed | more)


def test_give_power_keeps_form_role_and_limit(cast, places):
    assert give(cast, places).status_code == 302

    power = Power.objects.get(holder=cast.fai.person)
    assert (power.form, power.for_role, power.limit_baht) == (
        "in_charge",
        "province-head",
        Decimal("20000.00"),
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"limit_baht": "-5"}, "วงเงินตามคำสั่งต้องมากกว่าศูนย์"),
        ({"ends_on": "1/8/2561"}, "วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"),
    ],
)
def test_give_power_tells_what_cannot_be_beside_its_field_and_keeps_the_rest(cast, places, wrong, said):
    page = give(cast, places, **wrong)

    assert page.status_code == 422
    assert [said in page.context["form"].errors[name][0] for name in wrong] == [True]
    assert f'value="{next(iter(wrong.values()))}"' in page.text


def test_give_power_for_the_governor_has_no_role(cast, places):
    give(cast, places, for_role="authority", limit_baht="")

    power = Power.objects.get(holder=cast.fai.person)
    assert (power.for_role, power.limit_baht) == ("", None)


def test_give_power_for_a_role_refuses_the_governors_title_that_was_offered(cast, places):
    """Left as offered, it stood on every paper signed for the head of the section."""
    offered = browser(cast.suda).get(places["power-add"]).context["form"].initial["for_title"]

    response = give(cast, places, for_title=offered)

    assert response.status_code == 422
    assert "แต่เลือกแทนบทบาทพัฒนาการจังหวัด" in response.context["form"].errors["for_title"][0]
    assert not Power.objects.filter(holder=cast.fai.person).exists()


def test_give_power_says_which_sum_it_cannot_read(cast, places):
    response = give(cast, places, limit_baht="สองหมื่น")

    assert response.status_code == 422
    assert response.context["form"].errors["limit_baht"][0].startswith("อ่านจำนวนเงินจาก «สองหมื่น» ไม่ได้")


def test_give_power_offers_everyone_but_oneself(cast, places):
    holders = browser(cast.suda).get(places["power-add"]).context["form"].fields["holder"].queryset

    assert cast.suda.person not in holders
    assert cast.fai.person in holders


def test_give_power_offers_an_officer_the_authority_and_the_roles_of_the_districts(cast, places):
    client = browser(cast.somchai)

    form = client.get(places["power-add"]).context["form"]
    offered = [role for role, _label in form.fields["for_role"].choices]
    response = client.post(places["power-add"], {"holder": cast.fai.person.pk, "for_role": "province-head"})

    assert offered == ["authority", "field-officer", "district-head", "district-finance"]
    assert response.status_code == 422
    assert "for_role" in response.context["form"].errors


def test_an_officer_is_shown_no_way_to_end_the_governors_power(cast, places):
    way = f'href="{places["power-end"]}"'

    assert way in browser(cast.suda).get(places["order"]).text
    assert way in browser(cast.suda).get(places["person"]).text
    assert way not in browser(cast.somchai).get(places["order"]).text
    assert browser(cast.somchai).post(places["power-end"], {"on": "30/9/2561"}).status_code == 403
    assert Power.objects.get().ends_on is None


def test_end_power_writes_the_last_day(cast, places):
    browser(cast.suda).post(places["power-end"], {"on": "30/9/2561"})

    assert Power.objects.get().ends_on == date(2018, 9, 30)


def test_withdraw_power_is_offered_where_it_is_ended_and_no_more_when_done(cast, places):
    way, withdraw = f'href="{places["power-end"]}"', places["power-end"].replace("/end/", "/withdraw/")
    assert f'action="{withdraw}"' in browser(cast.suda).get(places["power-end"]).text

    refused = [browser(who).post(withdraw).status_code for who in (cast.somchai, cast.kanya)]
    browser(cast.suda).post(withdraw)

    order = browser(cast.suda).get(places["order"]).text
    assert (refused, "ถอนเมื่อ" in order, way in order) == ([403, 404], True, False)


def test_a_power_names_its_office_and_its_one_programme_by_title(cast: Cast) -> None:
    edition = make.edition(cast)
    code = edition.programme.code
    power = build.power(cast.fong.person, "3101", programme_code=code)

    page = body(cast.suda, f"/orders/{power.order.pk}/")

    assert f"สพอ.เมืองบุรีรัมย์</span> ({edition.title})" in page
    assert code not in page


def test_a_power_is_given_to_people_with_their_posts_and_for_roles_that_sign(cast, places):
    fields = browser(cast.suda).get(places["power-add"]).context["form"].fields

    offered = dict(fields["holder"].choices)
    roles = [role for role, _label in fields["for_role"].choices]
    assert f"{cast.fai.person.name} — {cast.fai.hat.title} สพจ.บุรีรัมย์" in offered.values()
    assert Role.DISTRICT_HEAD in roles
    assert not {Role.AUDITOR, Role.ADMINISTRATOR} & set(roles)
