"""Who sees the work: one's own subtree; an auditor what the scope says; an administrator of accounts none of it."""

from datetime import date

import pytest
from django.db.models import QuerySet

import make
from cast import Cast
from conftest import Freeze
from sammachip.cases import actions
from sammachip.cases.models import Case, Cluster, ClusterBasis, Filing, Task
from sammachip.core.document import Document
from sammachip.money.models import Account, Entry, Loan, Register, Spending
from sammachip.org.hats import Actor, Hat
from sammachip.org.models import Office, Person, Post, Role
from sammachip.records import actions as records
from sammachip.records.models import Paper
from sammachip.registry.models import Group
from standing import laid

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
    assert set(seen(make.auditor()).values()) == {0}


def test_an_auditor_reads_within_the_scope_and_its_dates(world: Cast) -> None:
    auditor = make.auditor()
    make.scope(auditor, "3101")

    assert [str(case.office_id) for case in Case.objects.visible_to(auditor)] == ["3101"]
    assert Filing.objects.visible_to(auditor).count() == 1


def test_an_ended_scope_shows_nothing(world: Cast) -> None:
    auditor = make.auditor()
    make.scope(auditor, "3101", starts_on=date(2018, 8, 1), ends_on=date(2018, 9, 9))

    assert set(seen(auditor).values()) == {0}


ONE, OTHER = "sammachip-sustain-2561", "weaving-2561"


@pytest.fixture
def two_programmes(world: Cast) -> dict[str, dict[type, set[int]]]:
    return both_programmes(world)


@laid
def both_programmes(world: Cast) -> dict[str, dict[type, set[int]]]:
    """A second programme beside the first in the same district, each with a group, a report and a cluster of its own."""
    first = Case.objects.get(level="district", office="3101")
    edition = make.publish(world, make.PACK_A.read_text().replace(ONE, OTHER))
    second = make.district(world, edition)
    make.filing(make.task(second, "report"), world.malee, {"standing": "ongoing"})
    return {case.edition.programme.code: rows_of(case, world) for case in (first, second)}


def rows_of(district: Case, world: Cast) -> dict[type, set[int]]:
    """What of the district's work belongs to its programme, by table."""
    groups = [make.group(world.malee, name=f"กลุ่ม {district.pk} {n}") for n in (1, 2)]
    enrolled = [make.enrolled(district, group, actor=world.malee) for group in groups]
    cluster = actions.make_cluster(enrolled, name="คลัสเตอร์", basis=ClusterBasis.SAME, actor=world.malee)
    filing = Filing.objects.get(task__case=district)
    paper = records.draft(
        kind="filing", title="บันทึก", about=filing, office=world.malee.office, path=district.path,
        document=Document("บันทึก", ()), actor=world.malee,
    )  # fmt: skip
    return {
        Case: {district.pk, *(case.pk for case in enrolled)},
        Task: set(Task.objects.filter(case__in=[district, *enrolled]).values_list("pk", flat=True)),
        Filing: {filing.pk},
        Cluster: {cluster.pk},
        Group: {group.pk for group in groups},
        Paper: {paper.pk},
    }


def shown(table: type, to: Actor) -> set[int]:
    return set(table.objects.visible_to(to).values_list("pk", flat=True))


@pytest.mark.parametrize("programme", [ONE, OTHER])
def test_a_scope_of_one_programme_shows_no_other(two_programmes: dict, programme: str) -> None:
    auditor = make.auditor()
    make.scope(auditor, "3101", programme)

    expected = two_programmes[programme]

    assert {table: shown(table, auditor) for table in expected} == expected


def test_two_scopes_show_both_and_a_scope_of_all_the_rest_too(two_programmes: dict) -> None:
    auditor = make.auditor()
    make.scope(auditor, "3101", ONE)
    make.scope(auditor, "3101", OTHER)

    for table in two_programmes[ONE]:
        assert shown(table, auditor) == two_programmes[ONE][table] | two_programmes[OTHER][table]
    loose = Group.objects.exclude(pk__in=shown(Group, auditor))
    assert loose.count() == 1  # the world's own group, which takes part in nothing
    make.scope(auditor, "3101")
    assert loose.get().pk in shown(Group, auditor)


def test_a_programme_nobody_knows_shows_nothing(two_programmes: dict) -> None:
    auditor = make.auditor()
    make.scope(auditor, "00", "no-such-programme")

    assert {table.__name__: shown(table, auditor) for table in two_programmes[ONE]} == {
        table.__name__: set() for table in two_programmes[ONE]
    }


def test_the_province_sees_both_districts_and_its_neighbour_neither(world: Cast) -> None:
    assert Case.objects.visible_to(world.somchai).count() == 3  # its own and two districts
    assert Case.objects.visible_to(world.malee).count() == 1
    assert set(seen(world.kanya).values()) == {0}
