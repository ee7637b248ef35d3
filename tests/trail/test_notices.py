"""Notices: left in the action's transaction, delivered once, read by whom they are for."""

import pytest
from django.utils.translation import gettext_lazy, override

from sammachip.trail import actions as trail
from sammachip.trail.models import Notice, NoticeState

pytestmark = pytest.mark.django_db

MALEE, SOMCHAI = 1, 2


def states() -> list[tuple[int, str]]:
    return list(Notice.objects.order_by("pk").values_list("person_id", "state"))


def test_notify_leaves_one_notice_for_each_person_however_often_named():
    trail.notify("work-awaits-you", to=[MALEE, SOMCHAI, MALEE], text="รอท่านลงนาม")

    assert states() == [(MALEE, NoticeState.WAITING), (SOMCHAI, NoticeState.WAITING)]


def test_notify_from_an_english_screen_tells_in_thai():
    with override("en"):
        trail.notify("work-awaits-you", to=[MALEE], text=gettext_lazy("ร่าง"))

    assert Notice.objects.get().text == "ร่าง"


def test_deliver_hands_over_what_waits_and_nothing_twice():
    for _ in range(3):
        trail.notify("work-awaits-you", to=[MALEE], text="รอท่านลงนาม")

    assert [trail.deliver(limit=2), trail.deliver(limit=2), trail.deliver(limit=2)] == [2, 1, 0]
    assert states() == [(MALEE, NoticeState.SENT)] * 3


def test_mark_read_leaves_what_is_for_others_alone():
    trail.notify("work-awaits-you", to=[MALEE, SOMCHAI], text="รอท่านลงนาม")
    of_somchai = Notice.objects.get(person_id=SOMCHAI)

    assert trail.mark_read(MALEE, [of_somchai.pk]) == 0
    assert trail.mark_read(MALEE) == 1
    assert states() == [(MALEE, NoticeState.READ), (SOMCHAI, NoticeState.WAITING)]


def test_what_is_settled_is_over_for_all_who_have_not_read_it_and_at_that_address_alone():
    for kind, url in (("asks", "/filings/1/"), ("tells", "/filings/1/"), ("asks", "/filings/2/")):
        trail.notify(kind, to=[MALEE, SOMCHAI], text="รอท่านลงนาม", url=url)
    trail.mark_read(MALEE)

    assert trail.settle(["asks"], url="/filings/1/") == 1
    assert [person for person, state in states() if state == NoticeState.OVER] == [SOMCHAI]
    assert trail.deliver() == 2
