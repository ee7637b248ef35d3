"""The day on which the pages about people are asked, and the address of each."""

import pytest

from org import build


@pytest.fixture(autouse=True)
def clock(at):
    at("2018-09-10 09:00")


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
        "letter-code": "/offices/3101/letter-code/",
        "office-sections": "/offices/3101/sections/",
        "person-add": "/offices/3101/people/add/",
        "order-add": "/offices/31/orders/add/",
        "order": f"/orders/{power.order.pk}/",
        "power-add": f"/orders/{power.order.pk}/powers/add/",
        "power-end": f"/powers/{power.pk}/end/",
    }
