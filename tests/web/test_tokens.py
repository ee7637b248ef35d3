"""The page of one's own tokens: seven questions."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sammachip.org.actions_tokens import issue_token
from sammachip.org.models import ApiToken
from sammachip.org.rules import MOST_TOKENS
from sammachip.trail import clock
from sammachip.trail.models import Event
from selection import build
from web.asking import browser, form_token

pytestmark = pytest.mark.django_db
SAID = {"name": "โปรแกรมสรุปรายงาน", "ends_on": "30 กันยายน 2561"}


@pytest.fixture(autouse=True)
def day(at) -> None:
    at("2018-09-10 09:00")


def a_token(actor, name: str = "โปรแกรม") -> ApiToken:
    issue_token(name=name, ends_on=clock.today() + timedelta(days=20), actor=actor)
    return ApiToken.objects.latest("pk")


def test_a_token_is_issued_and_its_key_shown_once(cast) -> None:
    client = browser(cast.malee)

    shown = client.post("/tokens/", SAID)

    [key] = re.findall(r"smc_[\w-]{43}", shown.content.decode())
    token = ApiToken.objects.get()
    assert shown.status_code == 200
    assert (token.person, token.hat_key, token.name) == (cast.malee.person, cast.malee.hat.key, SAID["name"])
    assert token.ends_at == datetime(2018, 9, 30, 16, 59, 59, tzinfo=UTC)
    assert key not in client.get("/tokens/").content.decode()
    assert (
        Client().get("/api/v1/me", headers={"Authorization": f"Bearer {key}"}).json()["role"]
        == "field-officer"
    )
    assert key not in str(Event.objects.get(verb="token.issued").facts)


def test_a_panel_s_chair_had_no_page_of_the_own_account_and_so_no_token_to_publish_with(cast) -> None:
    contest = build.contest(cast, entries=4)
    client = browser(contest.chair)

    shown = client.post("/tokens/", SAID).content.decode()
    [key] = re.findall(r"smc_[\w-]{43}", shown)

    reads = ("/api/v1/me", f"/api/v1/rounds/{contest.round.pk}")
    told = [Client().get(one, headers={"Authorization": f"Bearer {key}"}).status_code for one in reads]
    assert told == [200, 200]
    assert [client.get(page).status_code for page in ("/profile/", "/password/")] == [200, 200]
    assert '/profile/"' in shown


def test_a_form_sent_twice_is_one_token_and_its_key_is_shown_to_the_first(cast) -> None:
    client = browser(cast.malee)
    said = {**SAID, "csrfmiddlewaretoken": form_token(client, "/tokens/")}

    first, second = client.post("/tokens/", said), client.post("/tokens/", said, follow=True)

    assert ApiToken.objects.count() == 1
    assert ["smc_" in answer.content.decode() for answer in (first, second)] == [True, False]
    assert "แบบนี้ส่งไปแล้ว" in second.content.decode()


def test_a_revoked_token_is_dead_at_once_and_stays_listed(cast) -> None:
    token = a_token(cast.malee)

    answer = browser(cast.malee).post(f"/tokens/{token.pk}/revoke/", follow=True)

    token.refresh_from_db()
    assert token.revoked_at == clock.now()
    assert "ยกเลิกแล้ว" in answer.content.decode()
    assert Event.objects.filter(verb="token.revoked").count() == 1


def test_a_stranger_meets_404_and_sees_no_token_of_others(cast) -> None:
    token = a_token(cast.malee, "โปรแกรมของมาลี")

    assert browser(cast.mana).post(f"/tokens/{token.pk}/revoke/").status_code == 404
    assert "โปรแกรมของมาลี" in browser(cast.malee).get("/tokens/").content.decode()
    assert "โปรแกรมของมาลี" not in browser(cast.mana).get("/tokens/").content.decode()


def test_nobody_is_sent_to_the_log_in() -> None:
    answer = Client().get("/tokens/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/?next=/tokens/")


def test_the_eleventh_token_is_refused_with_the_reason(cast) -> None:
    for number in range(MOST_TOKENS):
        a_token(cast.malee, f"โปรแกรม {number}")

    answer = browser(cast.malee).post("/tokens/", SAID)

    assert answer.status_code == 403
    assert "10 รายการ" in answer.content.decode()
    assert "10 รายการ" in browser(cast.malee).get("/tokens/").content.decode()


def test_the_wrong_method_is_refused(cast) -> None:
    client = browser(cast.malee)

    assert client.delete("/tokens/").status_code == 405
    assert client.get(f"/tokens/{a_token(cast.malee).pk}/revoke/").status_code == 405


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({**SAID, "name": ""}, "ยังไม่ได้ระบุใช้กับโปรแกรม"),
        ({**SAID, "ends_on": "9 กันยายน 2561"}, "366 วัน"),
        ({**SAID, "ends_on": "12 กันยายน 2562"}, "366 วัน"),
        ({**SAID, "ends_on": "เมื่อวาน"}, "เมื่อวาน"),
    ],
)
def test_bad_input_says_why_and_keeps_what_was_typed(cast, said, sentence) -> None:
    answer = browser(cast.malee).post("/tokens/", said)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert said["name"] in shown
    assert not ApiToken.objects.exists()


def test_revoking_twice_is_stale(cast) -> None:
    token = a_token(cast.malee)
    client = browser(cast.malee)
    client.post(f"/tokens/{token.pk}/revoke/")

    assert client.post(f"/tokens/{token.pk}/revoke/").status_code == 409


def test_the_queries_are_the_same_for_one_and_for_many(cast) -> None:
    client = browser(cast.malee)
    a_token(cast.malee)
    client.get("/tokens/")
    with CaptureQueriesContext(connection) as one:
        client.get("/tokens/")
    for number in range(8):
        a_token(cast.malee, f"โปรแกรม {number}")

    with CaptureQueriesContext(connection) as many:
        client.get("/tokens/")

    assert len(one) == len(many)
