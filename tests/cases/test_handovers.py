"""Goods handed over: from the paper into the list, onto the next visit's form, and what was found there."""

import pytest

import make
from cast import Cast
from conftest import Freeze
from goods import HANDED
from sammachip.cases import actions, handovers
from sammachip.cases.filled import filled_facts
from sammachip.cases.handing_out import signed_document
from sammachip.cases.models import Case, Filing, Good, GoodCheck, Task
from sammachip.core.document import plain_text
from sammachip.programmes.packfile import PackErrors
from sammachip.trail import clock
from sammachip.trail.models import Event

pytestmark = [pytest.mark.both, pytest.mark.django_db]

VISITED = {"visited_on": "9 กันยายน 2561", "found": "ทำตามแผน", "progress": "on_plan"}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at("2018-09-10 09:00")
    return make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)


def handed_over(group: Case, cast: Cast) -> Filing:
    return make.filing(make.task(group, "handover"), cast.malee, HANDED, sent=True)


def visited(group: Case, cast: Cast, **found: str) -> Filing:
    goods = {str(Good.objects.get(item=item).pk): {"found": state} for item, state in found.items()}
    return make.filing(make.task(group, "follow"), cast.malee, {**VISITED, "goods_seen": goods}, sent=True)


def test_what_is_handed_over_is_kept_and_asked_about_at_the_next_visit(cast: Cast, group: Case) -> None:
    paper = handed_over(group, cast)

    kept = [(one.item, one.quantity, one.unit, one.handed_on.day) for one in Good.objects.all()]
    assert kept == [("ผ้าฝ้าย", 12, "ม้วน", 5), ("กรรไกร", 3, "อัน", 5)]
    shown = filled_facts(make.task(group, "follow"), clock.today())["goods"]
    assert [row["item"] for row in shown] == ["ผ้าฝ้าย", "กรรไกร"]
    event = Event.objects.about(paper).get(verb="goods.handed-over")
    assert event.facts["goods"] == [one.pk for one in Good.objects.all()]  # of an event no word can be erased
    printed = plain_text(signed_document(paper, paper.revisions.select_related("edition").get()))
    assert "ใบส่งมอบพัสดุ" in printed
    assert "(นางสมมุติ ผู้รับ)" in printed


def test_the_list_tells_what_the_last_visit_found(cast: Cast, group: Case, at: Freeze) -> None:
    handed_over(group, cast)
    visited(group, cast, ผ้าฝ้าย="in_use", กรรไกร="in_use")
    at("2018-09-20 09:00")
    again = {**VISITED, "visited_on": "19 กันยายน 2561"}
    scissors = Good.objects.get(item="กรรไกร")
    cloth = Good.objects.get(item="ผ้าฝ้าย")
    goods = {
        str(scissors.pk): {"found": "not_found", "remark": "ไม่อยู่ที่กลุ่ม"},
        str(cloth.pk): {"found": "stored"},
    }
    make.filing(make.task(group, "follow"), cast.malee, {**again, "goods_seen": goods}, sent=True)
    district = group.parent

    below = handovers.goods_below(district, cast.mana)

    lost = handovers.narrowed(below, "not_found").get()
    assert (lost.item, lost.found_on.day) == ("กรรไกร", 19)
    assert handovers.counts(below) == {
        "": 2, "in_use": 0, "stored": 1, "broken": 0, "not_found": 1, "unchecked": 0,
    }  # fmt: skip
    assert GoodCheck.objects.count() == 4
    assert not handovers.goods_below(district, cast.kanya).exists()


def test_a_paper_opened_again_keeps_the_goods_it_still_names(cast: Cast, group: Case) -> None:
    paper = handed_over(group, cast)
    visited(group, cast, ผ้าฝ้าย="in_use", กรรไกร="stored")
    before = Good.objects.get(item="ผ้าฝ้าย").pk
    actions.reopen_filing(paper, reason="นับใหม่", until=clock.today(), actor=cast.somchai)
    corrected = [HANDED["items"][0], {"item": "กรรไกร", "quantity": "2", "unit": "อัน"}]
    actions.save_draft(paper, {**HANDED, "items": corrected}, seen=paper.saved, actor=cast.malee)

    actions.send_filing(paper, seen=paper.saved, actor=cast.malee)

    standing = {one.item: (one.quantity, one.pk == before) for one in Good.objects.standing()}
    assert standing == {"ผ้าฝ้าย": (12, True), "กรรไกร": (2, False)}
    assert GoodCheck.objects.filter(good=before).count() == 1


def test_a_visit_before_anything_is_handed_over_asks_of_no_goods(cast: Cast, group: Case) -> None:
    task: Task = make.task(group, "follow")

    make.filing(task, cast.malee, VISITED, sent=True)

    assert not GoodCheck.objects.exists()


def test_a_pack_may_not_offer_a_finding_nobody_knows(cast: Cast) -> None:
    text = make.PACK_A.read_text().replace("{value: not_found, label: ไม่พบ}", "{value: gone, label: หายไป}")

    with pytest.raises(PackErrors, match="ไม่รู้จักตัวเลือก gone"):
        make.publish(cast, text)
