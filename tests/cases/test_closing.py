"""A passage ends with all that lies below it: told beforehand, and never over money that still binds."""

from datetime import date
from decimal import Decimal

import pytest

import make
from cast import Cast
from conftest import Freeze
from insight import build
from sammachip.cases import actions
from sammachip.cases.models import Case, Task, TaskResult
from sammachip.core.verdict import Refused, Stale
from sammachip.insight.queries import board
from sammachip.money import actions as money
from sammachip.money.actions import Posting
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account
from sammachip.money.queries import sums
from sammachip.org.hats import Actor
from sammachip.trail.models import Event
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def district(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return closing(cast)


@laid
def closing(cast: Cast) -> Case:
    """A district with two groups and their money."""
    edition = make.edition(cast)
    build.transferred(build.allotted(edition, cast, {"3101": 2, "3102": 1}), cast, ["3101"])
    found = Case.objects.select_related("office", "edition__programme", "parent").get(
        edition=edition, office="3101"
    )
    for number in (1, 2):
        build.enrolled(found, cast.malee, name=f"กลุ่ม {number}", moo=number)
    return found


def end(case: Case, actor: Actor, **more: object) -> None:
    actions.close_case(case, result=TaskResult.WITHDRAWN, reason="ยุติตามหนังสือ", actor=actor, **more)


def test_a_district_ends_with_its_groups_and_their_unbound_money_comes_back(
    cast: Cast, district: Case
) -> None:
    end(district, cast.somchai, below=2)

    ended = Case.objects.within(district.path).filter(edition=district.edition)
    assert set(ended.values_list("left_on")) == {(date(2018, 9, 10),)}
    assert set(Task.objects.within(district.path).values_list("result", flat=True)) == {"withdrawn"}
    group_accounts = Account.objects.filter(case__parent=district)
    assert {account.totals.free for account in group_accounts} == {Decimal(0)}
    assert sums([district])[district.pk].left == build.RATE * 2
    assert Event.objects.about(district).get(verb="case.closed").facts == {
        "result": "withdrawn",
        "reason": "ยุติตามหนังสือ",
        "below": 2,
    }


def test_the_number_told_must_be_the_number_that_ends(cast: Cast, district: Case) -> None:
    with pytest.raises(Stale, match="2 งาน ไม่ใช่ 1 งาน"):
        end(district, cast.somchai, below=1)

    assert Case.objects.within(district.path).live().count() == 3


def test_money_committed_below_stands_against_the_end(cast: Cast, district: Case) -> None:
    group = district.children.order_by("path")[0]
    build.spent(group, "20000", "15000", cast.fong)

    for case, actor, below in ((district, cast.somchai, 2), (group, cast.malee, 0)):
        with pytest.raises(Refused, match=r"5,000\.00 บาท"):
            end(case, actor, below=below)

    assert Case.objects.within(district.path).live().count() == 3


def test_a_loan_not_cleared_stands_against_the_end(cast: Cast, district: Case) -> None:
    group = district.children.order_by("path")[0]
    account = Account.objects.get(case=group)
    day = date(2018, 9, 5)
    money.post(
        [
            Posting(EntryKind.COMMITTED, account, Decimal(3000), day),
            Posting(EntryKind.LOAN, account, Decimal(3000), day),
        ],
        actor=cast.fong,
    )

    with pytest.raises(Refused, match=r"3,000\.00 บาท"):
        end(district, cast.somchai, below=2)


def test_what_was_paid_stays_paid(cast: Cast, district: Case) -> None:
    build.spent(district.children.order_by("path")[0], "15000", "15000", cast.fong)

    end(district, cast.somchai, below=2)

    assert sums([district])[district.pk].paid == Decimal(15000)


def test_an_office_is_ended_by_one_above_it_only(cast: Cast, district: Case) -> None:
    for actor in (cast.malee, cast.mana, cast.prasit, cast.kanya, cast.fai):
        with pytest.raises(Refused, match="เฉพาะหน่วยงานเหนือขึ้นไป"):
            end(district, actor, below=2)


def test_the_department_ends_a_province_and_nobody_the_department(cast: Cast, district: Case) -> None:
    province = district.parent
    assert province is not None
    assert province.parent is not None

    with pytest.raises(Refused, match="เฉพาะหน่วยงานเหนือขึ้นไป"):
        end(province, cast.somchai, below=4)
    with pytest.raises(Refused, match="เฉพาะหน่วยงานเหนือขึ้นไป"):
        end(province.parent, cast.anong, below=5)
    end(province, cast.anong, below=4)

    assert list(Case.objects.live()) == [province.parent]


def test_an_ended_district_is_no_more_among_those_of_its_province(cast: Cast, district: Case) -> None:
    end(district, cast.somchai, below=2)

    found = board(build.province(district.edition), date(2018, 9, 10))
    assert [row.case.office_id for row in found.rows] == ["3102"]
    assert found.money.allotted == build.RATE * 3
