"""What auditors may read, by whose word, and the note of each address they opened."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

import make
from org import build
from sammachip.core.verdict import Refused
from sammachip.org import actions_audit, rules
from sammachip.org.models import AuditReading, AuditScope, Office, Role
from sammachip.trail.models import Event, Notice

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DAY = date(2018, 9, 10)
SPAN = (date(2018, 9, 1), date(2018, 9, 30))


@pytest.fixture(autouse=True)
def clock(at):
    at("2018-09-10 09:00")


def office(code: str) -> Office:
    return Office.objects.get(code=code)


def give(giver, auditor, *codes: str, span=SPAN, programme=""):
    return actions_audit.give_scope(
        auditor.hat.post,
        [office(code) for code in codes],
        *span,
        letter_number=" มท 0402.1/ว 118 ",
        letter_on=date(2018, 8, 17),
        programme_code=programme,
        actor=giver,
    )


def test_give_scope_opens_the_offices_of_the_letter_and_tells_the_auditor():
    head, auditor = build.actor(Role.DEPARTMENT_HEAD, "00"), make.auditor()

    given = give(head, auditor, "31", "3201", programme="weaving-2561")

    assert auditor.roots() == ["/31/", "/32/3201/"]
    assert [(scope.letter_number, scope.programme_code) for scope in given] == [
        ("มท 0402.1/ว 118", "weaving-2561")
    ] * 2
    event = Event.objects.about(given[0]).get()
    assert (event.verb, event.actor["person"], event.done_on) == (
        "scope.given",
        head.person.pk,
        date(2018, 8, 17),
    )
    assert event.facts["office"] == "31"
    assert Notice.objects.get().person_id == auditor.person.pk


@pytest.mark.parametrize(
    ("role", "home", "place", "allowed"),
    [
        (Role.DEPARTMENT_HEAD, "00", "31", True),
        (Role.DEPARTMENT_OFFICER, "00", "31", False),
        (Role.PROVINCE_HEAD, "31", "31", True),
        (Role.PROVINCE_HEAD, "31", "3101", True),
        (Role.PROVINCE_HEAD, "31", "32", False),
        (Role.PROVINCE_HEAD, "31", "00", False),
        (Role.PROVINCE_OFFICER, "31", "3101", False),
        (Role.DISTRICT_HEAD, "3101", "3101", True),
        (Role.ADMINISTRATOR, "00", "31", True),
        (Role.AUDITOR, "31", "31", False),
    ],
)
def test_a_scope_is_given_and_ended_by_who_could_make_an_auditor_there(role, home, place, allowed):
    giver, auditor = build.actor(role, home), make.auditor("27")
    scope = make.scope(auditor, place)

    given = rules.may_give_scope(giver, auditor.hat.post, office(place), DAY)

    assert bool(given) is allowed
    assert bool(rules.may_end_scope(giver, scope)) is allowed


def test_nobody_lets_oneself_read():
    head = build.actor(Role.PROVINCE_HEAD, "31")
    own = build.post(head.person, Role.AUDITOR, "31")

    verdict = rules.may_give_scope(head, own, office("31"), DAY)

    assert verdict.reason.startswith("กำหนดขอบเขตการตรวจสอบให้ตนเองไม่ได้")


def test_only_a_standing_auditors_post_is_given_a_scope():
    head = build.actor(Role.PROVINCE_HEAD, "31")
    officer = build.actor(Role.FIELD_OFFICER, "3101").hat.post
    gone = build.post(build.person(), Role.AUDITOR, "31", ends_on=date(2018, 9, 9))

    verdicts = [rules.may_give_scope(head, post, head.office, DAY) for post in (officer, gone)]

    assert "ไม่ใช่ตำแหน่งผู้ตรวจสอบ" in verdicts[0].reason
    assert "สิ้นสุดแล้ว" in verdicts[1].reason


def test_one_office_out_of_reach_gives_none_of_them():
    head, auditor = build.actor(Role.PROVINCE_HEAD, "31"), make.auditor("31")

    with pytest.raises(Refused, match="อยู่นอกพื้นที่ของท่าน"):
        give(head, auditor, "3101", "3201")

    assert not AuditScope.objects.exists()
    assert not Event.objects.exists()


def test_a_scope_ends_no_earlier_than_it_starts():
    with pytest.raises(Refused, match="วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"):
        give(build.actor(Role.PROVINCE_HEAD, "31"), make.auditor(), "31", span=(SPAN[1], SPAN[0]))


def test_end_scope_shortens_and_never_lengthens(at):
    head, auditor = build.actor(Role.PROVINCE_HEAD, "31"), make.auditor("31")
    [scope] = give(head, auditor, "31")

    actions_audit.end_scope(scope, on=DAY, actor=head)

    assert auditor.roots() == ["/31/"]
    at("2018-09-11 00:00")
    assert auditor.roots() == []
    with pytest.raises(Refused, match="สิ้นสุดก่อนหรือในวันนั้นอยู่แล้ว"):
        actions_audit.end_scope(scope, on=date(2018, 9, 20), actor=head)


def test_an_auditors_account_is_managed_by_who_could_give_every_scope():
    """A code for the account would open to a province what the department lets its auditor read of another."""
    head, auditor = build.actor(Role.PROVINCE_HEAD, "31"), make.auditor("31")
    make.scope(auditor, "31")
    assert rules.may_issue_reset_code(head, auditor.person, DAY)

    make.scope(auditor, "32", starts_on=date(2018, 9, 20))

    assert not rules.may_issue_reset_code(head, auditor.person, DAY)


def test_a_reading_is_seen_by_the_offices_read_and_never_by_the_neighbour():
    auditor = make.auditor()
    actions_audit.note_reading("/cases/7/", {"/31/3101/"}, actor=auditor)
    reading = AuditReading.objects.get()

    def sees(role, code):
        return reading in AuditReading.objects.visible_to(build.actor(role, code))

    assert sees(Role.DISTRICT_HEAD, "3101")
    assert sees(Role.PROVINCE_HEAD, "31")
    assert not sees(Role.DISTRICT_HEAD, "3102")
    assert not sees(Role.PROVINCE_HEAD, "32")
    assert reading in AuditReading.objects.visible_to(auditor)


def test_a_reading_is_never_changed_or_deleted():
    actions_audit.note_reading("/cases/7/", {"/31/"}, actor=make.auditor())

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditReading.objects.update(address="/")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditReading.objects.all().delete()

    assert AuditReading.objects.get().address == "/cases/7/"


@pytest.mark.parametrize(
    ("role", "home", "allowed"),
    [
        (Role.DISTRICT_HEAD, "3101", True),
        (Role.PROVINCE_HEAD, "31", True),
        (Role.PROVINCE_OFFICER, "31", False),
        (Role.DISTRICT_HEAD, "3102", False),
        (Role.ADMINISTRATOR, "00", False),
        (Role.AUDITOR, "00", False),
    ],
)
def test_heads_of_the_office_and_above_may_see_who_read_it(role, home, allowed):
    assert bool(rules.may_see_readings(build.actor(role, home), office("3101"))) is allowed
