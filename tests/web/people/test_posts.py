"""Posts: given, ended, handed over."""

from datetime import date

import pytest

from sammachip.org.models import Post
from web.asking import browser

pytestmark = pytest.mark.django_db


POST = {"title": "พัฒนากร", "role": "field-officer", "starts_on": "1/10/2561"}


def test_post_add_asks_the_office_first_and_helps_with_its_name(cast, places):
    client = browser(cast.suda)

    assert "หมายถึง สพอ.นางรอง" in client.get(places["post-add"], {"office": "สพอ.นางรวง"}).text
    assert client.get(places["post-add"], {"office": "สพอ.นางรอง"}).context["office"].code == "3104"
    assert client.get(places["post-add"], {"office": "3201"}).context["form"] is None


def test_give_post_adds_a_second_hat(cast, places):
    address = places["post-add"] + "3104/"

    assert browser(cast.suda).post(address, POST).status_code == 302

    assert Post.objects.filter(person=cast.malee.person, office="3104").count() == 1


def test_give_post_in_an_unseen_office_is_not_found(cast, places):
    assert browser(cast.suda).post(places["post-add"] + "3201/", POST).status_code == 404


def test_give_post_the_person_already_has_is_refused_with_the_reason(cast, places):
    response = browser(cast.suda).post(places["post-give"], POST)

    assert response.status_code == 403
    assert "ดำรงตำแหน่ง" in response.text
    assert "พัฒนากร" in response.text


def test_end_post_writes_the_last_day(cast, places):
    browser(cast.mana).post(places["post-end"], {"on": "30 ก.ย. 61"})

    assert Post.objects.get(pk=cast.malee.hat.post.pk).ends_on == date(2018, 9, 30)


def test_hand_over_ends_one_and_begins_the_next(cast, places):
    typed = {"to": cast.prasit.person.pk, "title": "นักวิชาการพัฒนาชุมชน", "on": "1 ต.ค. 61"}

    response = browser(cast.somchai).post(places["post-hand-over"], typed)

    assert response.headers["Location"] == f"/people/{cast.prasit.person.pk}/"
    assert Post.objects.get(pk=cast.malee.hat.post.pk).ends_on == date(2018, 9, 30)
    assert Post.objects.get(person=cast.prasit.person, office="3101").starts_on == date(2018, 10, 1)


def test_an_end_before_the_beginning_is_said_at_the_day_with_both_days(cast, places):
    typed = {"to": cast.prasit.person.pk, "title": "นักวิชาการพัฒนาชุมชน", "on": "1 ต.ค. 2500"}
    client = browser(cast.somchai)

    handing, ending = (client.post(places[name], typed) for name in ("post-hand-over", "post-end"))

    assert (handing.status_code, ending.status_code) == (422, 422)
    assert "สิ้นสุด 30 กันยายน 2500 แต่เริ่ม" in handing.context["form"].errors["on"][0]
    assert "สิ้นสุด 1 ตุลาคม 2500 แต่เริ่ม" in ending.context["form"].errors["on"][0]
    assert "1 ต.ค. 2500" in handing.text


def test_hand_over_offers_nobody_from_the_neighbour(cast, places):
    form = browser(cast.amorn).get(places["post-hand-over"]).context["form"]

    offered = set(form.fields["to"].queryset)
    assert cast.prasit.person in offered
    assert cast.kanya.person not in offered
