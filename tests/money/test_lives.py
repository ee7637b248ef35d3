"""What a stranger is told of the finance desk's papers: which hold, which were replaced, which were withdrawn."""

import pytest

from cast import Cast
from conftest import Freeze
from money import build, purchasing
from money.test_register import notified, one_group_moved, revised  # noqa: F401  -- `notified` is a fixture
from sammachip.money import actions_purchase as buying
from sammachip.money import actions_register
from sammachip.money.models import Purchase
from sammachip.money.papers import REGISTER
from sammachip.money.papers_purchase import INSPECTION, ORDER
from sammachip.money.purchases import Step
from sammachip.records import genuine
from sammachip.records.genuine import Standing
from sammachip.records.models import Paper

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def standings(kind: str) -> list[str]:
    """Of the issued papers of this kind, the oldest first."""
    return [genuine.told(one).life.standing for one in Paper.objects.filter(kind=kind).order_by("pk")]


def test_a_register_holds_until_another_replaces_it_and_again_when_that_is_taken_back(notified):  # noqa: F811  -- pytest hands the fixture in
    first = build.issued(notified)
    alone = standings(REGISTER)
    second = revised(first, one_group_moved())
    both = standings(REGISTER)
    actions_register.undo_issue(second, reason="แจ้งผิด", actor=build.actor("province-head", "31"))

    assert alone == [Standing.HOLDS]
    assert both == [Standing.REPLACED, Standing.HOLDS]
    assert standings(REGISTER) == [Standing.HOLDS, Standing.WITHDRAWN]


def test_an_order_and_an_inspection_hold_until_they_are_withdrawn(cast: Cast, at: Freeze):
    at(build.NOW)
    purchase: Purchase = purchasing.approved(purchasing.buying_group(cast), cast)
    purchasing.ordered(purchase, cast)
    purchasing.taken(purchase, cast)
    before = standings(ORDER), standings(INSPECTION)
    for step in (Step.INSPECTION, Step.DELIVERY):
        buying.withdraw_step(purchase, step, reason="พิมพ์ผิด", actor=cast.malee)
    inspected = standings(INSPECTION)
    buying.withdraw_step(purchase, Step.ORDER, reason="สั่งผิดราคา", actor=cast.fong)

    assert before == ([Standing.HOLDS], [Standing.HOLDS])
    assert inspected == [Standing.WITHDRAWN]
    assert standings(ORDER) == [Standing.WITHDRAWN]
