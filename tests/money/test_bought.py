"""What was bought for a group: offered to the paper that hands it over, and listed until that is sent."""

from datetime import date
from decimal import Decimal

import pytest

import make
from cast import Cast
from conftest import Freeze
from goods import CLOTH, HANDED
from money import build
from sammachip.cases import actions
from sammachip.cases.handovers import with_bought
from sammachip.cases.models import Case, Filing, Good
from sammachip.core.goods import ExpenseClass
from sammachip.core.verdict import Refused
from sammachip.money.actions_spending import Line
from sammachip.money.bought import left_below
from sammachip.money.models import SpendingLine
from standing import laid

pytestmark = [pytest.mark.both, pytest.mark.django_db]

TODAY = date(2018, 9, 10)
SPEAKER = Line("ค่าตอบแทนวิทยากร", Decimal(6), "ชั่วโมง", Decimal("600.00"), ExpenseClass.REMUNERATION)


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return buying(cast)


@laid
def buying(cast: Cast) -> Case:
    """A group of the letter's programme, for which cloth and a speaker were paid."""
    group = build.group(build.funded_district("3101", published=build.before_purchases(cast.anong)))
    spending = build.with_evidence(build.approved(group, CLOTH, SPEAKER))
    build.paid(spending, "6600.00")
    return group


def still_here(case: Case, cast: Cast) -> list[tuple[str, Decimal]]:
    return [(one.line.item, one.left) for one in left_below(case, cast.mana, TODAY)]


def taken(group: Case, cast: Cast, rolls: str = "11") -> Filing:
    """The paper with what was bought in it, one roll fewer."""
    paper = make.filing(make.task(group, "handover"), cast.malee)
    typed = with_bought(paper, {**HANDED, "items": []}, TODAY)
    typed["items"][0]["quantity"] = rolls  # type: ignore[index]  # the rows just taken
    actions.save_draft(paper, typed, seen=paper.saved, actor=cast.malee)
    return actions.send_filing(paper, seen=paper.saved, actor=cast.malee)


def test_what_was_paid_is_handed_over_by_name_and_the_rest_stays_on_the_list(cast: Cast, group: Case) -> None:
    assert still_here(group.parent, cast) == [("ผ้าฝ้าย", Decimal(12))]

    taken(group, cast)

    good, cost = Good.objects.get(), SpendingLine.objects.get(item="ผ้าฝ้าย")
    assert (good.item, good.quantity, good.unit) == ("ผ้าฝ้าย", 11, "ม้วน")
    assert good.bought_as == f"bought-{cost.pk}"
    assert still_here(group.parent, cast) == [("ผ้าฝ้าย", Decimal(1))]
    assert left_below(group.parent, cast.kanya, TODAY) == []


def test_more_than_was_bought_is_not_handed_over_and_both_numbers_are_told(cast: Cast, group: Case) -> None:
    with pytest.raises(Refused, match="«ผ้าฝ้าย» ส่งมอบ 13 ม้วน แต่ซื้อแล้วยังไม่ส่งมอบ 12 ม้วน"):
        taken(group, cast, "๑๓")

    assert still_here(group, cast) == [("ผ้าฝ้าย", Decimal(12))]


def test_a_paper_opened_again_hands_over_anew_what_it_had_and_no_more(cast: Cast, group: Case) -> None:
    paper = taken(group, cast, "12")
    actions.reopen_filing(paper, reason="ผู้รับผิดชื่อ", until=TODAY, actor=cast.malee)

    more = {**paper.answers, "items": [{**paper.answers["items"][0], "quantity": "13"}]}
    actions.save_draft(paper, more, seen=paper.saved, actor=cast.malee)
    with pytest.raises(Refused, match="«ผ้าฝ้าย» ส่งมอบ 13 ม้วน แต่ซื้อแล้วยังไม่ส่งมอบ 12 ม้วน"):
        actions.send_filing(paper, seen=paper.saved, actor=cast.malee)
    more["items"][0]["quantity"] = "12"
    actions.save_draft(paper, more, seen=paper.saved, actor=cast.malee)
    actions.send_filing(paper, seen=paper.saved, actor=cast.malee)

    assert still_here(group, cast) == []


def test_what_was_typed_under_the_same_name_is_no_longer_here(cast: Cast, group: Case) -> None:
    make.filing(make.task(group, "handover"), cast.malee, HANDED, sent=True)

    assert Good.objects.get(item="ผ้าฝ้าย").bought_as == ""
    assert still_here(group, cast) == []


def test_a_paper_that_names_what_was_bought_for_another_group_takes_nothing_of_it(
    cast: Cast, group: Case
) -> None:
    other = build.group(group.parent, "กลุ่มจักสานสมมุติ")
    build.paid(build.with_evidence(build.approved(other, SPEAKER, CLOTH)), "6600.00")
    theirs = SpendingLine.objects.get(spending__case=other, item=CLOTH.item)

    taken(group, cast)
    Good.objects.update(bought_as=f"bought-{theirs.pk}")

    assert dict(still_here(other, cast)) == {CLOTH.item: Decimal(12)}
    assert sorted(left for _item, left in still_here(group.parent, cast)) == [12, 12]


def test_nothing_is_here_before_it_is_paid_nor_where_handing_over_was_closed(cast: Cast, group: Case) -> None:
    assert left_below(group, cast.mana, date(2018, 9, 5)) == []

    taken(group, cast)
    actions.close_task(make.task(group, "handover"), actor=cast.mana)

    assert still_here(group, cast) == []
