"""The plan on the pages of money and of activities: costs name its lines, and both sides show the same sums."""

import pytest

from cast import Cast
from conftest import Freeze
from money import build
from money.planned import activity, cost, line, planned_group
from sammachip.cases.models import Case, Filing
from sammachip.money.models import Spending, SpendingLine
from web.asking import body, browser, costs_no_more
from web.money.typed import COSTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return planned_group(cast)


def paid_activity(group: Case, cast: Cast) -> Filing:
    spending = build.approved(group, cost("ค่าวิทยากรย้อมสี", "3600"), cost("ค่าอาหารกลางวัน", "2700"))
    build.paid(build.with_evidence(spending), "6300.00")
    return activity(group, cast, "ค่าอาหารกลางวัน")


def test_a_request_begins_with_what_the_plan_has_and_keeps_its_lines(cast: Cast, planned: Case) -> None:
    officer, new = browser(cast.malee), f"/money/cases/{planned.pk}/spendings/new/"
    offered = officer.get(new).text
    filled = officer.get(f"{new}?planned").text
    typed = COSTS | {"lines-0-plan_line": str(line("ค่าวิทยากรย้อมสี").pk)}

    made = officer.post(f"/money/cases/{planned.pk}/spendings/add/", typed)

    assert "เริ่มจากรายการในแผนที่ยังไม่ได้ขอ 3 รายการ" in offered
    assert 'value="ค่าจ้างทำป้ายไวนิล"' in filled
    assert SpendingLine.objects.get().plan_line == line("ค่าวิทยากรย้อมสี")
    assert "ค่าวิทยากรย้อมสี" in officer.get(made.url).text
    strange = officer.post(f"/money/cases/{planned.pk}/spendings/add/", typed | {"lines-0-plan_line": "0"})
    assert strange.status_code == 422
    assert Spending.objects.count() == 1


def test_activity_spending_and_purse_tell_the_same_money(cast: Cast, planned: Case) -> None:
    held = paid_activity(planned, cast)

    used = body(cast.mana, held.get_absolute_url())
    book = body(cast.mana, f"/money/cases/{planned.pk}/")
    spending = body(cast.mana, Spending.objects.get().get_absolute_url())

    assert "เงินที่ใช้ในกิจกรรมนี้" in used
    assert "2,700.00" in used
    assert "มี 0 ควรมีอย่างน้อย 2" in used
    assert "แผนเทียบกับการใช้จ่าย" in book
    assert book.count(held.get_absolute_url()) == 1
    assert held.get_absolute_url() in spending
    assert browser(cast.kanya).get(held.get_absolute_url()).status_code == 404


def test_the_pages_cost_the_same_for_many_activities(cast: Cast, planned: Case) -> None:
    held = paid_activity(planned, cast)

    def add() -> None:
        for _more in range(3):
            activity(planned, cast, "ค่าอาหารกลางวัน", "ค่าจ้างทำป้ายไวนิล")

    assert costs_no_more(cast.mana, held.get_absolute_url(), add)
    assert costs_no_more(cast.mana, f"/money/cases/{planned.pk}/", add)
