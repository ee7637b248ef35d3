"""The board: each office's steps, lateness, report and money; lists that add up to the numbers above them."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from cast import Cast
from conftest import Freeze
from insight import build
from sammachip.cases.models import Case
from sammachip.cases.steps import StepState
from sammachip.insight import lists, rules
from sammachip.insight.queries import MONEY_COLUMNS, board
from sammachip.insight.reports import ReportState
from sammachip.money.queries import sums
from sammachip.org.models import Office, Role
from sammachip.programmes.models import Edition
from sammachip.trail import clock
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]

DAY = date(2018, 9, 10)
FIVE = ("31", "3101", "3102", "3103", "3104")


@pytest.fixture
def edition(cast: Cast, at: Freeze) -> Edition:
    at(build.NOW)
    return make.edition(cast)


@pytest.fixture
def busy(cast: Cast, edition: Edition) -> Case:
    return busied(cast, edition)


@laid
def busied(cast: Cast, edition: Edition) -> Case:
    """Four districts and one spare share; เมือง has its two groups and has spent and reported."""
    in_force = build.allotted(edition, cast, {"3101": 2, "3102": 1, "3103": 1, "3104": 2}, spare=1)
    build.transferred(in_force, cast, ["3101", "3102"])
    district = Case.objects.get(edition=edition, office="3101")
    group = build.enrolled(district, cast.malee, name="กลุ่มหนึ่ง")
    build.enrolled(district, cast.malee, name="กลุ่มสอง", moo=2)
    build.spent(group, "20000", "15000", cast.fong)
    build.reported(district, cast)
    return build.province(edition)


def test_rows_stand_in_the_order_of_their_codes_with_what_each_has(busy: Case) -> None:
    found = board(busy, DAY)

    assert [row.case.office_id for row in found.rows] == ["3101", "3102", "3103", "3104"]
    first = found.rows[0]
    assert (first.places, first.groups, first.report.state) == (2, 2, ReportState.ACCEPTED)
    assert first.report.sent_on == DAY
    assert (first.money.allotted, first.money.committed, first.money.paid, first.money.left) == tuple(
        map(Decimal, ("62400", "5000", "15000", "42400"))
    )
    assert (found.places, found.groups, found.reported) == (6, 2, 1)


def test_the_totals_are_the_province_with_its_own_share(busy: Case) -> None:
    found = board(busy, DAY)

    assert found.own is not None
    assert found.own.money.allotted == build.RATE
    assert found.money.allotted == build.RATE * 7
    assert found.money == sums([busy], DAY)[busy.pk]


def test_steps_follow_the_tasks(busy: Case) -> None:
    found = board(busy, DAY)

    assert list(found.steps) == [1, 2, 3, 4, 5]
    assert found.steps[1] == "สำรวจข้อมูลและจัดทำฐานข้อมูลกลุ่มอาชีพเป้าหมาย"
    assert {state for row in found.rows for state in row.steps.values()} == {"none"}
    assert found.step_count(1, StepState.NONE) == 4


def test_lateness_counts_from_the_instant_due(busy: Case, at: Freeze) -> None:
    before = board(busy, DAY)
    at(build.AFTER_DUE)

    after = board(busy, DAY)

    assert [row.late for row in before.rows] == [0, 0, 0, 0]
    assert [row.late for row in after.rows] == [0, 1, 1, 1]
    assert [row.case.office_id for row in after.only_late().rows] == ["3102", "3103", "3104"]
    assert [row.case.office_id for row in after.only_unreported().rows] == ["3102", "3103", "3104"]
    assert lists.late_tasks(busy, clock.now()).count() == after.late == 3


def test_an_interim_report_still_owes_the_one_that_is_due(cast: Cast, edition: Edition) -> None:
    build.reported(make.district(cast, edition), cast, interim=True)

    found = board(build.province(edition), DAY)

    assert (found.rows[0].report.state, found.reported, found.interim) == (ReportState.INTERIM, 0, 1)
    assert [row.case.office_id for row in found.only_unreported().rows] == ["3101"]


def test_an_accepted_report_speaks_until_the_next_is_accepted(cast: Cast, busy: Case, at: Freeze) -> None:
    at("2018-09-12 09:00")
    task = make.task(Case.objects.get(edition=busy.edition, office="3101"), "report")
    make.filing(task, cast.malee, build.REPORT)

    found = board(busy, date(2018, 9, 12))

    assert found.rows[0].report.state == ReportState.ACCEPTED
    assert found.rows[0].report.filing is not None
    assert found.rows[0].report.filing.number == 1


def test_a_report_of_a_later_day_does_not_speak_for_an_earlier_one(busy: Case) -> None:
    assert board(busy, date(2018, 9, 9)).rows[0].report.state == ReportState.NONE


def test_money_is_as_of_the_day(busy: Case) -> None:
    assert board(busy, date(2018, 9, 4)).rows[0].money.paid == 0


def test_the_entries_behind_every_number_add_up_to_it(cast: Cast, busy: Case) -> None:
    found = board(busy, DAY)
    rows = {one.case.office_id: one for one in found.lines}
    assert set(rows) == set(FIVE)

    for column, office in product(MONEY_COLUMNS, [None, *FIVE]):
        beside = [one.case for one in found.rows] if office == "31" else []
        cases = lists.cases_behind(rows[office].case if office else busy, beside)
        moved = lists.entries_behind(cases, column, DAY, cast.somchai)

        shown = getattr(rows[office].money if office else found.money, column)
        assert sum((one.amount for one in moved), Decimal(0)) == shown, (column, office)


def test_the_neighbouring_province_sees_no_entry(cast: Cast, busy: Case) -> None:
    cases = lists.cases_behind(busy)

    assert lists.entries_behind(cases, "allotted", DAY, cast.somchai)
    assert lists.entries_behind(cases, "allotted", DAY, cast.kanya) == []


def test_the_nation_sees_provinces_with_all_that_lies_below(cast: Cast, busy: Case, at: Freeze) -> None:
    at(build.AFTER_DUE)
    nation = busy.parent
    assert nation is not None

    found = board(nation, DAY)

    assert [row.case.office_id for row in found.rows] == ["31"]
    row = found.rows[0]
    assert (row.places, row.groups, row.late, row.money.allotted) == (6, 2, 3, build.RATE * 7)
    assert found.level == "province"


def test_the_queries_do_not_grow_with_the_offices(cast: Cast, edition: Edition) -> None:
    make.district(cast, edition, code="3101")
    case = build.province(edition)
    with CaptureQueriesContext(connection) as few:
        board(case, DAY)
    codes = Office.objects.filter(parent="31").order_by("code").values_list("code", flat=True)
    build.allotted(edition, cast, dict.fromkeys(codes, 1))

    with CaptureQueriesContext(connection) as many:
        found = board(case, DAY)

    assert len(found.rows) == 23
    assert len(many) == len(few)


def test_a_board_stands_over_offices_only(cast: Cast, busy: Case) -> None:
    readers = {"somchai": "31", "fai": "31", "anong": "00", "malee": "3101"}

    verdicts = {
        who: rules.may_see_board(getattr(cast, who), Case.objects.get(edition=busy.edition, office=office))
        for who, office in readers.items()
    }

    assert [who for who, verdict in verdicts.items() if verdict] == ["somchai", "fai", "anong"]
    assert "ระดับจังหวัดและกรม" in verdicts["malee"].reason


def test_a_keeper_of_accounts_has_no_part_in_it(cast: Cast, busy: Case) -> None:
    post = cast.suda.hat.post
    assert post is not None
    post.role = Role.ADMINISTRATOR
    keeper = type(cast.suda)(cast.suda.person, type(cast.suda.hat).of_post(post))

    assert "ผู้ดูแลบัญชี" in rules.may_see_board(keeper, busy).reason
