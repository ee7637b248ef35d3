"""Who sees the work: one's own subtree; an auditor what the scope says; an administrator of accounts none of it."""

from datetime import date

import pytest
from django.db.models import QuerySet

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases.models import Case, Filing, Task
from sammachip.money.models import Account, Entry, Loan, Register, Spending
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import AuditScope, Office, Person, Post, Role
from sammachip.records.models import Paper
from sammachip.registry.models import Group

pytestmark = [pytest.mark.both, pytest.mark.django_db]

WORK = (Case, Task, Filing, Paper, Group, Register, Account, Entry, Spending, Loan)


@pytest.fixture
def world(cast: Cast, at: Freeze) -> Cast:
    at("2018-09-10 09:00")
    town = make.district(cast)
    make.district(cast, town.edition, code="3102", places=1)
    make.filing(make.task(town, "report"), cast.malee, {"standing": "ongoing"}, sent=True)
    make.group(cast.malee)
    return cast


def actor(role: str, office: str = "00") -> Actor:
    person = Person.objects.create(username=role, prefix="นาย", given_name="อ่าน", family_name="ทดสอบระบบ")
    post = Post.objects.create(
        person=person,
        office=Office.objects.get(code=office),
        role=role,
        title="-",
        starts_on=date(2018, 1, 1),
    )
    return Actor(person, Hat.of_post(post))


def seen(by: Actor) -> dict[str, int]:
    shown: dict[str, QuerySet] = {model.__name__: model.objects.visible_to(by) for model in WORK}
    return {name: rows.count() for name, rows in shown.items()}


def test_an_administrator_keeps_accounts_and_reads_no_work(world: Cast) -> None:
    assert set(seen(actor(Role.ADMINISTRATOR)).values()) == {0}


def test_an_auditor_without_a_scope_sees_nothing(world: Cast) -> None:
    assert set(seen(actor(Role.AUDITOR)).values()) == {0}


def test_an_auditor_reads_within_the_scope_and_its_dates(world: Cast) -> None:
    auditor = actor(Role.AUDITOR)
    assert auditor.hat.post is not None
    AuditScope.objects.create(
        post=auditor.hat.post,
        office=Office.objects.get(code="3101"),
        starts_on=date(2018, 9, 1),
        ends_on=date(2018, 9, 30),
    )

    assert [str(case.office_id) for case in Case.objects.visible_to(auditor)] == ["3101"]
    assert Filing.objects.visible_to(auditor).count() == 1


def test_an_ended_scope_shows_nothing(world: Cast) -> None:
    auditor = actor(Role.AUDITOR)
    assert auditor.hat.post is not None
    AuditScope.objects.create(
        post=auditor.hat.post,
        office=Office.objects.get(code="3101"),
        starts_on=date(2018, 8, 1),
        ends_on=date(2018, 9, 9),
    )

    assert set(seen(auditor).values()) == {0}


def test_the_province_sees_both_districts_and_its_neighbour_neither(world: Cast) -> None:
    assert Case.objects.visible_to(world.somchai).count() == 3  # its own and two districts
    assert Case.objects.visible_to(world.malee).count() == 1
    assert set(seen(world.kanya).values()) == {0}
