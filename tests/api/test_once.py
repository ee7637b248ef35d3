"""One effect: the same request under the same key, again, later, or at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

import make
from api.conftest import ROOT, program_of
from conftest import Freeze
from sammachip.api import actions as receipts
from sammachip.api.models import Receipt
from sammachip.cases.models import Filing
from sammachip.trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(cast, at: Freeze):
    at("2018-09-10 09:00")
    return make.task(make.district(cast), "report")


@pytest.mark.both
def test_the_same_request_twice_has_one_effect(program, task) -> None:
    first = program("malee").post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-08"}, once="k-1")
    again = program("malee").post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-08"}, once="k-1")

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Filing.objects.count() == 1
    assert Event.objects.filter(verb="filing.started").count() == 1


@pytest.mark.both
def test_a_key_belongs_to_one_request(program, task) -> None:
    program("malee").post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-08"}, once="k-1")

    other = program("malee").post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-09"}, once="k-1")

    assert (other.status_code, other.json()["code"]) == (409, "key-used")
    assert Filing.objects.count() == 1


@pytest.mark.both
def test_a_refused_request_leaves_no_receipt_and_is_judged_anew(cast, program, task) -> None:
    draft = make.filing(task, cast.malee)
    said = {"seen": 1}

    refused = program("malee").post(f"/filings/{draft.pk}/send", said, once="k-1")
    program("malee").post(
        f"/filings/{draft.pk}/save", {"answers": {"standing": "finished"}, "seen": 1}, once="k-2"
    )

    assert refused.status_code == 403
    assert list(Receipt.objects.values_list("key", flat=True)) == ["k-2"]


def test_keys_of_two_tokens_do_not_meet(program, task) -> None:
    program("malee").post(f"/tasks/{task.pk}/filings", {}, once="k-1")

    answer = program("somchai").post(f"/tasks/{task.pk}/filings", {}, once="k-1")

    assert (answer.status_code, answer.json()["code"]) == (403, "open-filing")


@pytest.mark.parametrize("key", ["", "x" * 121, "ก"])
def test_a_key_that_is_none_is_refused(program, task, key: str) -> None:
    headers = {"Authorization": f"Bearer {program('malee').key}", "Idempotency-Key": key}

    answer = Client().post(
        f"{ROOT}/tasks/{task.pk}/filings", "{}", content_type="application/json", headers=headers
    )

    assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


def test_old_receipts_are_forgotten(program, task, at: Freeze) -> None:
    program("malee").post(f"/tasks/{task.pk}/filings", {}, once="k-1")
    at("2018-09-17 08:59")
    assert receipts.forget_old_receipts() == 0

    at("2018-09-17 09:01")
    assert receipts.forget_old_receipts() == 1


@pytest.mark.both
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_time_has_one_effect(cast) -> None:
    task = make.task(make.district(cast), "report")
    caller = program_of(cast.malee)
    caller.get("/me")  # notes the token's first use
    start = Barrier(4)

    def ask(_number: int) -> bytes:
        try:
            start.wait(timeout=20)
            return caller.post(f"/tasks/{task.pk}/filings", {"as_of": "2018-09-08"}, once="k-1").content
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as programs:
        answers = set(programs.map(ask, range(4)))

    assert len(answers) == 1
    assert Filing.objects.count() == 1
