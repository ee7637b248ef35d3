"""People, posts, hand-over, orders and powers: what changes, what is logged, who is told, what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from org import build
from sammachip.core.verdict import Refused, Stale
from sammachip.org import actions
from sammachip.org.models import Area, Office, Order, Person, Post, Power, Role, Section, Standin
from sammachip.trail.models import Event, Notice
from sammachip.trail.queries import breaks

pytestmark = [pytest.mark.django_db, pytest.mark.both]

TODAY = date(2018, 9, 10)
MALEE = {"prefix": "นาง", "given_name": "มาลี", "family_name": "สมมุติ"}


@pytest.fixture(autouse=True)
def clock(at):
    at("2018-09-10 09:00")


@pytest.fixture
def head():
    return build.actor(Role.PROVINCE_HEAD, "31")


def office(code: str) -> Office:
    return Office.objects.get(code=code)


def verbs() -> list[str]:
    return list(Event.objects.order_by("chain", "sequence").values_list("verb", flat=True))


def add_malee(actor, **more):
    wanted = {"office": office("3101"), "role": Role.FIELD_OFFICER, "title": "นักวิชาการพัฒนาชุมชน"}
    return actions.add_person(**MALEE, starts_on=TODAY, actor=actor, **(wanted | more))


def test_add_person_gives_a_first_post_and_a_password_nobody_knows(head):
    person = add_malee(head, username="malee")

    assert (person.name, person.has_usable_password()) == ("นางมาลี สมมุติ", False)
    assert [(post.office_id, post.role) for post in person.posts.all()] == [("3101", Role.FIELD_OFFICER)]
    assert verbs() == ["person.added", "post.given"]
    assert list(breaks()) == []


def test_add_person_with_a_password_must_change_it(head):
    person = add_malee(head, username="malee", password=build.PASSWORD)

    assert person.check_password(build.PASSWORD)
    assert person.must_change_password


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("สั้นไป", "รหัสผ่านสั้นเกินไป — ใช้อย่างน้อย 10 ตัวอักษร"),
        ("8405719362", "รหัสผ่านมีแต่ตัวเลข — เพิ่มตัวอักษรด้วย"),
        ("password123", "รหัสผ่านนี้มีผู้ใช้กันมากจนเดาได้ง่าย — ตั้งใหม่ให้ต่างออกไป"),
        ("maleebuddee", "รหัสผ่านคล้ายชื่อผู้ใช้เกินไป — ตั้งใหม่ให้ต่างออกไป"),
    ],
)
def test_add_person_refuses_a_password_easy_to_guess(head, password, reason):
    with pytest.raises(Refused) as refusal:
        add_malee(head, username="maleebudde", password=password)

    assert str(refusal.value) == reason
    assert not Person.objects.filter(given_name="มาลี").exists()


def test_add_person_without_a_user_name_signs_on_paper_only(head):
    first = add_malee(head, office=office("31"), role="", title="ผู้ว่าราชการจังหวัดบุรีรัมย์")
    second = add_malee(head, office=office("31"), role="", title="รองผู้ว่าราชการจังหวัดบุรีรัมย์", username="")

    assert (first.username, second.username) == (None, None)


def test_add_person_refuses_a_taken_user_name(head):
    add_malee(head, username="malee")

    with pytest.raises(Refused, match="มีผู้ใช้ชื่อ “malee” แล้ว"):
        add_malee(head, username="malee")


def test_add_person_refuses_a_right_above_the_own():
    officer = build.actor(Role.PROVINCE_OFFICER, "31")

    with pytest.raises(Refused, match="ไม่ต่ำกว่าสิทธิ์ของตน"):
        add_malee(officer, office=office("31"), role=Role.PROVINCE_HEAD)

    assert verbs() == []


def test_correct_person_logs_the_columns_and_not_the_values(head):
    person = add_malee(head)

    actions.correct_person(person, phone="044 000 000", actor=head, **(MALEE | {"family_name": "ใหม่สมมุติ"}))

    event = Event.objects.get(verb="person.corrected")
    assert event.facts == {"columns": ["family_name", "name_sort", "phone"]}
    assert Person.objects.get(pk=person.pk).name == "นางมาลี ใหม่สมมุติ"


def test_correct_person_refuses_someone_above_the_own_rights():
    officer = build.actor(Role.PROVINCE_OFFICER, "31")
    above = build.actor(Role.PROVINCE_HEAD, "31").person

    with pytest.raises(Refused):
        actions.correct_person(above, phone="", actor=officer, **MALEE)


def test_give_post_keeps_section_and_duty_areas_and_tells_the_person(head):
    person = add_malee(head, username="malee")
    areas = list(Area.objects.filter(code="310401"))

    post = actions.give_post(
        person, office("3104"), Role.FIELD_OFFICER, "พัฒนากร", TODAY, actor=head, duty_areas=areas
    )

    assert list(post.duty_areas.all()) == areas
    assert Event.objects.about(post).get().facts["duty_areas"] == ["310401"]
    assert [notice.kind for notice in Notice.objects.filter(person_id=person.pk)] == [
        "post-given",
        "post-given",
    ]


def test_give_post_refuses_what_is_not_the_offices(head):
    person = add_malee(head)
    foreign = Section.objects.get(office="27", name="กลุ่มงานส่งเสริมการพัฒนาชุมชน")
    areas = list(Area.objects.filter(code="310401"))

    with pytest.raises(Refused, match="ไม่ใช่กลุ่มงานของ สพจ"):
        actions.give_post(
            person, office("31"), Role.PROVINCE_OFFICER, "x", TODAY, actor=head, section=foreign
        )
    with pytest.raises(Refused, match="ไม่อยู่ในเขตของ สพอ"):
        actions.give_post(
            build.person(), office("3101"), Role.FIELD_OFFICER, "x", TODAY, actor=head, duty_areas=areas
        )
    with pytest.raises(Refused, match="กำหนดตำบลที่รับผิดชอบได้เฉพาะบทบาท"):
        actions.give_post(
            person, office("3104"), Role.DISTRICT_HEAD, "x", TODAY, actor=head, duty_areas=areas
        )


def test_give_post_refuses_the_same_open_post_twice(head):
    person = add_malee(head)

    with pytest.raises(Refused, match="อยู่แล้ว"):
        actions.give_post(person, office("3101"), Role.FIELD_OFFICER, "x", TODAY, actor=head)


def test_end_post_keeps_its_last_day_and_then_takes_the_hat(head):
    post = add_malee(head).posts.get()

    actions.end_post(post, on=TODAY, actor=head)

    assert list(Post.objects.held_on(TODAY).filter(pk=post.pk)) == [post]
    assert list(Post.objects.held_on(date(2018, 9, 11)).filter(pk=post.pk)) == []
    assert verbs()[-1] == "post.ended"


def test_end_post_ends_the_powers_held_in_that_office(head):
    person = add_malee(head)
    here, elsewhere = build.power(person, "3101"), build.power(person, "3104")

    actions.end_post(person.posts.get(), on=TODAY, actor=head)

    here.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (here.ends_on, elsewhere.ends_on) == (TODAY, None)


def test_end_post_keeps_the_powers_while_another_post_there_remains(head):
    person = add_malee(head)
    build.post(person, Role.DISTRICT_FINANCE, "3101")
    power = build.power(person, "3101")

    actions.end_post(person.posts.get(role=Role.FIELD_OFFICER), on=TODAY, actor=head)

    power.refresh_from_db()
    assert power.ends_on is None


def test_end_post_refuses_a_day_before_the_first(head):
    post = add_malee(head).posts.get()

    with pytest.raises(Refused, match="วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"):
        actions.end_post(post, on=date(2018, 9, 9), actor=head)


def test_end_post_refuses_the_last_administrator_of_the_system():
    administrator = build.actor(Role.ADMINISTRATOR, "00")

    with pytest.raises(Refused, match="ผู้ดูแลบัญชีคนสุดท้าย"):
        actions.end_post(administrator.hat.post, on=TODAY, actor=administrator)


def test_end_post_refuses_a_second_time_and_the_slower_is_stale(head):
    post = add_malee(head).posts.get()
    seen_earlier = Post.objects.select_related("office").get(pk=post.pk)
    actions.end_post(post, on=TODAY, actor=head)

    with pytest.raises(Refused, match="กำหนดวันสิ้นสุดไว้แล้ว"):
        actions.end_post(post, on=TODAY, actor=head)
    with pytest.raises(Stale):
        actions.end_post(seen_earlier, on=date(2018, 9, 30), actor=head)


def test_hand_over_leaves_no_day_between_and_none_twice(head):
    post = build.post(build.person("เก่า", username="old"), Role.DISTRICT_HEAD, "3101")
    successor = build.person("ใหม่", username="new")

    begun = actions.hand_over(post, successor, date(2018, 10, 1), actor=head)

    def holder(day: date) -> list[str]:
        posts = Post.objects.of_role(Role.DISTRICT_HEAD, "3101").held_on(day)
        return [post.person.given_name for post in posts]

    assert (holder(date(2018, 9, 30)), holder(date(2018, 10, 1))) == (["เก่า"], ["ใหม่"])
    assert (begun.title, verbs()) == (post.title, ["post.ended", "post.given"])
    told = {(notice.person_id, notice.kind) for notice in Notice.objects.all()}
    assert told == {(post.person_id, "post-ended"), (successor.pk, "post-given")}


def test_hand_over_takes_section_and_duty_areas_along(head):
    post = add_malee(head).posts.get()
    post.duty_areas.set(["310101"])

    begun = actions.hand_over(
        post, build.person(), date(2018, 10, 1), actor=head, title="นักวิชาการพัฒนาชุมชนชำนาญการ"
    )

    assert list(begun.duty_areas.values_list("code", flat=True)) == ["310101"]
    assert begun.title == "นักวิชาการพัฒนาชุมชนชำนาญการ"


def test_hand_over_to_the_holder_or_from_the_first_day_is_refused(head):
    post = add_malee(head).posts.get()

    with pytest.raises(Refused, match="ผู้รับมอบต้องไม่ใช่ผู้ส่งมอบ"):
        actions.hand_over(post, post.person, date(2018, 10, 1), actor=head)
    with pytest.raises(Refused, match="วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"):
        actions.hand_over(post, build.person(), TODAY, actor=head)

    post.refresh_from_db()
    assert post.ends_on is None


def record(actor, number="15/2561"):
    return actions.record_order(office("31"), number, date(2018, 8, 1), "มอบอำนาจ", actor=actor)


def test_record_order_is_done_on_the_date_of_the_paper(head):
    order = record(head)

    event = Event.objects.about(order).get()
    assert (event.verb, event.done_on, event.facts) == (
        "order.recorded",
        date(2018, 8, 1),
        {"number": "15/2561"},
    )


def test_record_order_refuses_the_same_number_and_date_twice(head):
    record(head)

    with pytest.raises(Refused, match="บันทึกคำสั่งที่ 15/2561 ไว้แล้ว"):
        record(head, number=" 15/2561 ")


def test_record_order_refuses_an_order_of_a_day_to_come(head):
    with pytest.raises(Refused, match="11 กันยายน 2561 ยังมาไม่ถึง"):
        actions.record_order(office("31"), "15/2561", date(2018, 9, 11), "มอบอำนาจ", actor=head)

    assert list(Order.objects.all()) == []


@pytest.mark.parametrize("role", [Role.PROVINCE_FINANCE, Role.ADMINISTRATOR, Role.AUDITOR])
def test_record_order_refuses_who_keeps_no_papers(role):
    with pytest.raises(Refused, match="บันทึกคำสั่งได้"):
        record(build.actor(role, "31"))

    assert list(Order.objects.all()) == []


@pytest.mark.parametrize("form", Standin.values)
def test_give_power_records_each_of_the_five_forms(head, form):
    officer = build.actor(Role.PROVINCE_OFFICER, "31")

    power = actions.give_power(
        record(head),
        officer.person,
        form,
        office("31"),
        "พัฒนาการจังหวัดบุรีรัมย์",
        TODAY,
        for_role=Role.PROVINCE_HEAD,
        limit_baht=Decimal("20000.00"),
        actor=head,
    )

    stored = Power.objects.get(pk=power.pk)
    assert (stored.form, stored.limit_baht) == (form, Decimal("20000.00"))
    event = Event.objects.about(power).get()
    assert (event.facts["form"], event.facts["limit_baht"]) == (form, "20000.00")
    assert Notice.objects.get(person_id=officer.person.pk).text == (
        f"คำสั่งที่ 15/2561 ให้ท่าน{Standin(form).label}พัฒนาการจังหวัดบุรีรัมย์"
    )


def give(actor, order, holder, **more):
    place = more.pop("for_office", order.office)
    return actions.give_power(order, holder, Standin.ON_BEHALF, place, "x", TODAY, actor=actor, **more)


def test_give_power_refuses_oneself(head):
    with pytest.raises(Refused, match="ผู้รับมอบอำนาจบันทึกอำนาจของตนเองไม่ได้"):
        give(head, record(head), head.person)


def test_give_power_refuses_an_office_not_under_the_order(head):
    with pytest.raises(Refused, match="ไม่อยู่ในบังคับบัญชา"):
        give(head, record(head), build.person(), for_office=office("2706"))


@pytest.mark.parametrize("limit", ["0", "-1"])
def test_give_power_refuses_a_limit_that_is_no_sum(head, limit):
    with pytest.raises(Refused, match="วงเงินตามคำสั่งต้องมากกว่าศูนย์"):
        give(head, record(head), build.person(), limit_baht=Decimal(limit))


def test_give_power_refuses_a_role_the_office_does_not_have(head):
    with pytest.raises(Refused, match="ไม่มีที่ สพจ"):
        give(head, record(head), build.person(), for_role=Role.DISTRICT_HEAD)


def test_end_power_shortens_and_never_lengthens(head):
    power = give(head, record(head), build.person())

    actions.end_power(power, on=date(2018, 9, 30), actor=head)

    assert Power.objects.get(pk=power.pk).ends_on == date(2018, 9, 30)
    with pytest.raises(Refused, match="สิ้นสุดก่อนหรือในวันนั้นอยู่แล้ว"):
        actions.end_power(power, on=date(2018, 10, 31), actor=head)


def test_withdraw_power_closes_it_at_once_on_its_first_day(head):
    """A power given in error this morning could be ended no sooner than tonight."""
    power = give(head, record(head), build.person())
    assert Power.objects.in_force_on(TODAY).exists()

    actions.withdraw_power(power, actor=head)

    assert not Power.objects.in_force_on(TODAY).exists()
    assert Event.objects.about(power).newest_first()[0].verb == "power.withdrawn"
    with pytest.raises(Refused, match="ถอนแล้วเมื่อวันที่"):
        actions.withdraw_power(power, actor=head)


def test_describe_office_changes_only_what_is_given_and_logs_it(head):
    actions.describe_office(office("31"), seen=1, actor=head, address="ศาลากลางจังหวัดบุรีรัมย์", works_here=True)
    with pytest.raises(Stale):
        actions.describe_office(office("31"), seen=1, actor=head, address="ศาลากลาง")

    stored = office("31")
    assert (stored.address, stored.phone) == ("ศาลากลางจังหวัดบุรีรัมย์", "")
    assert Event.objects.about(stored).get().facts == {"address": "ศาลากลางจังหวัดบุรีรัมย์"}
    assert list(breaks()) == []


def test_describe_office_refuses_the_neighbour(head):
    with pytest.raises(Refused, match="อยู่นอกพื้นที่ของท่าน"):
        actions.describe_office(office("27"), seen=1, actor=head, phone="1")


def test_add_section_stands_last_and_once(head):
    actions.add_section(office("31"), "กลุ่มงานทดสอบ", actor=head)
    section = actions.add_section(office("31"), "กลุ่มงานสมมุติ", actor=head)

    assert section.position == 6
    with pytest.raises(Refused, match="มีกลุ่มงานชื่อ “กลุ่มงานสมมุติ” แล้ว"):
        actions.add_section(office("31"), "กลุ่มงานสมมุติ", actor=head)
