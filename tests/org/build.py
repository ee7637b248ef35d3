"""People, posts and powers for the tests of this room; each takes only what the test is about."""

from datetime import date
from itertools import count

from sammachip.org.hats import Actor, Hat
from sammachip.org.models import (
    Order,
    Person,
    Post,
    Power,
    Role,
    Standin,
)

PASSWORD = "ข้าวหอมมะลิ-105"
LONG_AGO = date(2017, 10, 1)
_numbers = count(1)


def person(
    given: str = "ทดสอบ", *, username: str | None = "", password: str = PASSWORD, **more: object
) -> Person:
    """A person; `username=None` never logs in, an empty one gets a name of its own."""
    number = next(_numbers)
    made = Person(
        username=f"person{number}" if username == "" else username,
        prefix="นางสาว",
        given_name=given,
        family_name=f"สมมุติ{number}",
        name_sort=given,
        **more,
    )
    made.set_password(password)
    made.save()
    return made


def post(
    who: Person, role: str, office: str, *, starts_on: date = LONG_AGO, ends_on: date | None = None
) -> Post:
    title = str(Role(role).label) if role else "ผู้ลงนาม"
    return Post.objects.create(
        person=who, office_id=office, role=role, title=title, starts_on=starts_on, ends_on=ends_on
    )


def actor(role: str, office: str, *, given: str = "ทดสอบ") -> Actor:
    """A person under a post of this role in this office."""
    held = post(person(given), role, office)
    return Actor(held.person, Hat.of_post(Post.objects.select_related("office").get(pk=held.pk)))


def power(
    holder: Person, office: str, *, role: str = "", form: str = Standin.ON_BEHALF, **more: object
) -> Power:
    """A power resting on an order of that office."""
    order = Order.objects.create(
        office_id=office, number=f"{next(_numbers)}/2561", dated_on=LONG_AGO, subject="มอบอำนาจ"
    )
    defaults = {"for_title": "ผู้ว่าราชการจังหวัดบุรีรัมย์", "starts_on": LONG_AGO}
    return Power.objects.create(
        order=order, holder=holder, form=form, for_office_id=office, for_role=role, **(defaults | more)
    )
