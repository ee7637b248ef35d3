"""A plan and its money through the API: the same sums as on the pages, under the same rights."""

import pytest

from api.conftest import refused, told
from money import build
from money.planned import activity, cost, line, planned_group

pytestmark = pytest.mark.django_db


def test_a_plan_an_activity_and_what_was_bought_are_told(cast, caller, at) -> None:
    at(build.NOW)
    group = planned_group(cast)
    build.paid(build.with_evidence(build.approved(group, cost("ค่าจ้างทำป้ายไวนิล", "1000"))), "1000.00")
    held = activity(group, cast, "ค่าจ้างทำป้ายไวนิล")
    malee, kanya = caller(cast.malee), caller(cast.kanya)

    book, used = told(malee.get(f"/cases/{group.pk}/plan")), told(malee.get(f"/filings/{held.pk}/money"))

    sign = next(one for one in book["lines"] if one["line"] == line("ค่าจ้างทำป้ายไวนิล").pk)
    assert (sign["paid"], sign["exact"], sign["filings"]) == ("1000.00", True, [held.pk])
    assert (book["planned"], book["paid"]) == ("7600.00", "1000.00")
    assert (used["paid"], used["lines"], used["shared"]) == ("1000.00", [sign], [])
    assert told(malee.get(f"/cases/{group.pk}/goods/bought"))["items"] == []
    for address in (
        f"/cases/{group.pk}/plan",
        f"/filings/{held.pk}/money",
        f"/cases/{group.pk}/goods/bought",
    ):
        refused(kanya.get(address), 404, "not-found")
