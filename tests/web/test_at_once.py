"""The same button pressed twice at once: one is done, the other is told, and nobody reads of a breakdown."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

import make
from api.conftest import program_of
from cast import Cast
from conftest import Freeze
from money import build
from sammachip.cases.models import Filing
from sammachip.money.models import Entry, Spending
from sammachip.org.hats import Actor
from sammachip.trail import clock
from web import asking
from web.asking import form_token
from web.money.typed import COSTS, payment

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
TOLD = {302, 200, 403, 409}
HANDS = 4


@pytest.fixture(autouse=True)
def day(at: Freeze) -> None:
    at("2018-09-10 09:00")


def pressed(act: Callable[[], int]) -> list[int]:
    """The answers' numbers of several who press at the same moment."""
    start, moment = Barrier(HANDS), clock.now()

    def press(_hand: int) -> int:
        with clock.frozen(moment):
            start.wait()
            try:
                return act()
            finally:
                connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(press, range(HANDS)))


def browser(actor: Actor) -> Client:
    return asking.browser(actor, raise_request_exception=False)


def test_a_draft_begun_twice_is_one_draft(cast: Cast) -> None:
    task = make.task(make.district(cast), "report")
    clients = iter([browser(cast.malee) for _hand in range(HANDS)])

    answers = pressed(lambda: next(clients).post(f"/tasks/{task.pk}/start/").status_code)

    assert set(answers) <= TOLD
    assert Filing.objects.filter(task=task).count() == 1


def test_one_page_s_form_pressed_at_once_is_one_spending_and_all_are_led_to_it(cast: Cast) -> None:
    group = build.funded_group()
    officer = build.actor("field-officer", "3104")
    address = f"/money/cases/{group.pk}/spendings"
    token = form_token(browser(officer), f"{address}/new/")
    clients = iter([browser(officer) for _hand in range(HANDS)])

    answers = pressed(
        lambda: next(clients).post(f"{address}/add/", COSTS | {"csrfmiddlewaretoken": token}).status_code
    )

    assert answers == [302] * HANDS
    assert Spending.objects.count() == 1


def test_one_payment_pressed_at_once_is_paid_once_and_all_are_led_to_it(cast: Cast) -> None:
    """The slower find the paper recorded already: they are not shown a form refused for their own work."""
    spending = build.with_evidence(build.approved(build.funded_group()))
    finance = build.actor("district-finance", "3104")
    address = spending.get_absolute_url()
    sent = payment("500") | {"csrfmiddlewaretoken": form_token(browser(finance), address)}
    clients = iter([browser(finance) for _hand in range(HANDS)])

    answers = pressed(lambda: next(clients).post(f"{address}pay/", sent).status_code)

    assert answers == [302] * HANDS
    assert Entry.objects.filter(spending=spending).count() == 1


def test_a_program_that_begins_a_draft_twice_is_told(cast: Cast) -> None:
    task = make.task(make.district(cast), "report")
    program = program_of(cast.malee)

    answers = pressed(lambda: program.post(f"/tasks/{task.pk}/filings").status_code)

    assert set(answers) <= TOLD
    assert Filing.objects.filter(task=task).count() == 1
