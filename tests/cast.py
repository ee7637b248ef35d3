"""A small stable world: who is who in the tests. Everybody is invented.

Malee writes in the district of เมืองบุรีรัมย์ and Mana is its head; Fong keeps its money. Somchai, Suda and Fai work in the
province above, Anong and Amorn in the department. Prasit writes in คูเมือง, the district beside. Kanya is the
neighbouring province's officer, who must never see anything.
"""

from dataclasses import dataclass
from datetime import date

from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Office, Person, Post, Role
from standing import stand

SINCE = date(2018, 1, 1)


@dataclass(frozen=True)
class Cast:
    malee: Actor
    mana: Actor
    fong: Actor
    prasit: Actor
    somchai: Actor
    suda: Actor
    fai: Actor
    anong: Actor
    amorn: Actor
    kanya: Actor


PARTS = {
    "malee": ("นางสาว", "มาลี", "3101", Role.FIELD_OFFICER, "นักวิชาการพัฒนาชุมชนชำนาญการ"),
    "mana": ("นาย", "มานะ", "3101", Role.DISTRICT_HEAD, "พัฒนาการอำเภอเมืองบุรีรัมย์"),
    "fong": ("นาง", "ฟอง", "3101", Role.DISTRICT_FINANCE, "เจ้าพนักงานพัฒนาชุมชนชำนาญงาน"),
    "prasit": ("นาย", "ประสิทธิ์", "3102", Role.FIELD_OFFICER, "นักวิชาการพัฒนาชุมชนปฏิบัติการ"),
    "somchai": ("นาย", "สมชาย", "31", Role.PROVINCE_OFFICER, "นักวิชาการพัฒนาชุมชนชำนาญการ"),
    "suda": ("นาง", "สุดา", "31", Role.PROVINCE_HEAD, "พัฒนาการจังหวัดบุรีรัมย์"),
    "fai": ("นางสาว", "ฝ้าย", "31", Role.PROVINCE_FINANCE, "นักวิชาการเงินและบัญชีปฏิบัติการ"),
    "anong": ("นาง", "อนงค์", "00", Role.DEPARTMENT_OFFICER, "นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ"),
    "amorn": ("นาย", "อมร", "00", Role.DEPARTMENT_HEAD, "อธิบดีกรมการพัฒนาชุมชน"),
    "kanya": ("นางสาว", "กัญญา", "32", Role.PROVINCE_OFFICER, "นักวิชาการพัฒนาชุมชนชำนาญการ"),
}


def gather() -> Cast:
    """Everybody at their posts, over all the areas and offices of the country."""
    return stand("cast", _all_at_their_posts, at_any_time=True)


def _all_at_their_posts() -> Cast:
    offices = Office.objects.in_bulk({office for _prefix, _given, office, _role, _title in PARTS.values()})
    people = Person.objects.bulk_create(
        Person(username=key, prefix=prefix, given_name=given, family_name="ทดสอบระบบ")
        for key, (prefix, given, _office, _role, _title) in PARTS.items()
    )
    posts = Post.objects.bulk_create(
        Post(person=person, office=offices[office], role=role, title=title, starts_on=SINCE)
        for person, (_prefix, _given, office, role, title) in zip(people, PARTS.values(), strict=True)
    )
    return Cast(**{post.person.username: Actor(post.person, Hat.of_post(post)) for post in posts})
