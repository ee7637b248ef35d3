"""Papers of a purchase's steps that were withdrawn say so wherever they are read, and stay what was issued."""

from hashlib import sha256
from urllib.parse import unquote

import pytest

from cast import Cast
from conftest import Freeze
from money import build, purchasing
from sammachip.cases.models import Case
from sammachip.money import actions_purchase as buying
from sammachip.money.papers_purchase import ORDER
from sammachip.money.purchases import Step
from sammachip.records.models import Paper
from web.asking import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return purchasing.buying_group(cast)


def test_a_withdrawn_order_is_marked_on_its_page_and_on_its_copies(group: Case, cast: Cast) -> None:
    purchase = purchasing.approved(group, cast)
    purchasing.ordered(purchase, cast)
    paper = Paper.objects.get(kind=ORDER)
    page, copy = f"/papers/{paper.pk}/", f"/papers/{paper.pk}/file.pdf"
    officer = browser(cast.malee)
    before, held = officer.get(page).text, officer.get(copy)

    buying.withdraw_step(purchase, Step.ORDER, reason="สั่งผิดราคา", actor=cast.fong)

    gone = officer.get(copy)
    marked = "เอกสารจริง แต่ยกเลิกแล้ว"
    assert (marked in before, marked in officer.get(page).text) == (False, True)
    assert "ยกเลิกแล้ว-" not in unquote(held.headers["Content-Disposition"])
    assert "ยกเลิกแล้ว-" in unquote(gone.headers["Content-Disposition"])
    assert (
        sha256(gone.content).hexdigest()
        == gone.headers["X-Content-SHA256"]
        == held.headers["X-Content-SHA256"]
    )
    assert marked in browser(cast.malee).get(f"/check/{paper.code}/").text


def test_an_order_made_anew_takes_the_place_of_the_one_before(group: Case, cast: Cast) -> None:
    purchase = purchasing.approved(group, cast)
    order = purchasing.ordered(purchase, cast)
    first = Paper.objects.get(kind=ORDER)
    buying.withdraw_step(purchase, Step.ORDER, reason="สั่งผิดวัน", actor=cast.fong)
    buying.order_purchase(purchase, purchasing.agreed(order.quotation, number="๒/๒๕๖๑"), actor=cast.fong)

    told = browser(cast.malee).get(f"/papers/{first.pk}/").text
    anew = browser(cast.malee).get(f"/papers/{Paper.objects.filter(kind=ORDER).latest('pk').pk}/").text

    assert ("มีฉบับใหม่แทนแล้ว" in told, "มีฉบับใหม่แทนแล้ว" in anew, "ยกเลิกแล้ว" in anew) == (True, False, False)
