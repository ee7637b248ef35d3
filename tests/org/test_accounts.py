"""The first administrator, passwords, one-time codes and suspension."""

from datetime import timedelta

import pytest

from org import build
from sammachip.core.verdict import YES, Refused
from sammachip.org import actions_accounts as accounts
from sammachip.org.models import Office, Person, ResetCode, Role
from sammachip.trail.models import Event, Notice
from sammachip.trail.queries import breaks

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NEW = "ทุ่งกุลา-ร้องไห้-2561"


@pytest.fixture(autouse=True)
def morning(at):
    at("2018-09-10 09:00")


@pytest.fixture
def head():
    return build.actor(Role.PROVINCE_HEAD, "31")


@pytest.fixture
def officer():
    return build.actor(Role.FIELD_OFFICER, "3101").person


def found(office="31", username="first", password=build.PASSWORD):
    return accounts.found_first_administrator(
        username=username,
        password=password,
        office=Office.objects.get(code=office),
        prefix="นาย",
        given_name="หนึ่ง",
        family_name="สมมุติ",
    )


def test_found_first_administrator_begins_the_trail():
    actor = found()

    assert (actor.role, actor.office.code) == (Role.ADMINISTRATOR, "31")
    assert actor.person.check_password(build.PASSWORD)
    assert [event.verb for event in Event.objects.all()] == ["system.founded"]
    assert list(breaks()) == []


def test_found_first_administrator_only_while_nobody_is_there():
    found()

    with pytest.raises(Refused, match="ระบบมีผู้ใช้แล้ว"):
        found(username="second")

    assert Person.objects.count() == 1


def test_found_first_administrator_refuses_a_weak_password():
    with pytest.raises(Refused, match="สั้นเกินไป"):
        found(password="กขค")

    assert not Person.objects.exists()


def test_change_password_is_ones_own_and_lifts_the_duty(head):
    Person.objects.filter(pk=head.person.pk).update(must_change_password=True)

    accounts.change_password(head.person, NEW, actor=head)

    stored = Person.objects.get(pk=head.person.pk)
    assert (stored.check_password(NEW), stored.must_change_password) == (True, False)


def test_change_password_of_another_is_refused(head, officer):
    with pytest.raises(Refused, match="ออกรหัสตั้งรหัสผ่านให้เจ้าของบัญชี"):
        accounts.change_password(officer, NEW, actor=head)


def test_a_reset_code_sets_a_new_password_once(head, officer):
    code = accounts.issue_reset_code(officer, actor=head)

    assert accounts.use_reset_code(officer.username, code, NEW) == YES
    assert Person.objects.get(pk=officer.pk).check_password(NEW)
    assert not accounts.use_reset_code(officer.username, code, NEW + "x")
    assert [event.verb for event in Event.objects.order_by("chain", "sequence")] == [
        "account.reset-code-issued",
        "account.reset-code-used",
    ]
    assert Notice.objects.get(person_id=officer.pk).kind == "reset-code-issued"


def test_a_reset_code_is_kept_only_as_a_digest(head, officer):
    code = accounts.issue_reset_code(officer, actor=head)

    row = ResetCode.objects.get()
    assert len(row.digest) == 64
    assert code.replace("-", "") not in row.digest.upper()
    assert row.ends_at - row.made_at == timedelta(hours=24)


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")]
)
def test_a_reset_code_reads_alike_however_it_is_typed(head, officer, typed):
    code = accounts.issue_reset_code(officer, actor=head)

    assert accounts.use_reset_code(officer.username, typed(code), NEW)


@pytest.mark.parametrize(("moment", "works"), [("2018-09-11 08:59", True), ("2018-09-11 09:00", False)])
def test_a_reset_code_lives_a_day(head, officer, at, moment, works):
    code = accounts.issue_reset_code(officer, actor=head)

    at(moment)

    assert bool(accounts.use_reset_code(officer.username, code, NEW)) is works


@pytest.mark.parametrize(("wrong_tries", "works"), [(4, True), (5, False)])
def test_a_reset_code_dies_after_five_wrong_tries(head, officer, wrong_tries, works):
    code = accounts.issue_reset_code(officer, actor=head)
    for _ in range(wrong_tries):
        assert not accounts.use_reset_code(officer.username, "AAAA-AAAA-AAAA", NEW)

    assert bool(accounts.use_reset_code(officer.username, code, NEW)) is works


def test_a_newer_reset_code_replaces_the_older(head, officer):
    old = accounts.issue_reset_code(officer, actor=head)
    new = accounts.issue_reset_code(officer, actor=head)

    assert not accounts.use_reset_code(officer.username, old, NEW)
    assert accounts.use_reset_code(officer.username, new, NEW)


def test_a_reset_code_belongs_to_one_person(head, officer):
    code = accounts.issue_reset_code(officer, actor=head)
    other = build.actor(Role.FIELD_OFFICER, "3101").person
    accounts.issue_reset_code(other, actor=head)

    assert not accounts.use_reset_code(other.username, code, NEW)


def test_an_unknown_name_and_a_wrong_code_are_answered_alike(head, officer):
    accounts.issue_reset_code(officer, actor=head)

    unknown = accounts.use_reset_code("nobody", "AAAA-AAAA-AAAA", NEW)
    wrong = accounts.use_reset_code(officer.username, "AAAA-AAAA-AAAA", NEW)

    assert unknown == wrong


def test_a_weak_password_leaves_the_code_usable(head, officer):
    code = accounts.issue_reset_code(officer, actor=head)

    assert "สั้นเกินไป" in accounts.use_reset_code(officer.username, code, "กขค").reason
    assert accounts.use_reset_code(officer.username, code, NEW)


def test_issue_reset_code_refuses_an_account_above():
    officer = build.actor(Role.PROVINCE_OFFICER, "31")
    above = build.actor(Role.PROVINCE_HEAD, "31").person

    with pytest.raises(Refused, match="ไม่ต่ำกว่าสิทธิ์ของตน"):
        accounts.issue_reset_code(above, actor=officer)

    assert not ResetCode.objects.exists()


def test_set_active_suspends_and_opens_again(head, officer):
    accounts.set_active(officer, False, actor=head)
    assert not Person.objects.get(pk=officer.pk).is_active

    accounts.set_active(officer, True, actor=head)
    assert Person.objects.get(pk=officer.pk).is_active
    assert [event.verb for event in Event.objects.all()] == ["account.suspended", "account.opened"]


def test_a_suspended_account_takes_no_code(head, officer):
    code = accounts.issue_reset_code(officer, actor=head)
    accounts.set_active(officer, False, actor=head)

    assert not accounts.use_reset_code(officer.username, code, NEW)


def test_set_active_refuses_oneself(head):
    with pytest.raises(Refused, match="จัดการบัญชีของตนเองจากหน้านี้ไม่ได้"):
        accounts.set_active(head.person, False, actor=head)


def test_choose_language_is_kept(head):
    accounts.choose_language("en", actor=head)

    assert Person.objects.get(pk=head.person.pk).language == "en"
