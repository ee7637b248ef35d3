"""A token: a person under one hat, until its day, its hat or its person ends."""

from datetime import date

import pytest
from django.test import Client

from api.conftest import ROOT, program_of
from conftest import Freeze
from sammachip.core.verdict import Refused
from sammachip.org.actions import end_post
from sammachip.org.actions_tokens import revoke_token, revoke_tokens_at_the_machine
from sammachip.org.models import ApiToken, Person
from sammachip.trail.models import Event
from web.asking import browser

pytestmark = pytest.mark.django_db


def test_a_token_acts_as_its_person_under_its_hat(program) -> None:
    told = program("malee").get("/me").json()

    assert (told["person"]["name"], told["role"], told["office"]["code"]) == (
        "นางสาวมาลี ทดสอบระบบ",
        "field-officer",
        "3101",
    )


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        ("Bearer smc_unknown", "token-unknown"),
        ("Bearer", "token-unknown"),
        ("Bearer " + "x" * 5000, "token-unknown"),
        ("Basic bWFsZWU6eA==", "token-missing"),
    ],
)
def test_what_is_no_token_is_told_so(authorization: str, code: str) -> None:
    answer = Client().get(f"{ROOT}/me", headers={"Authorization": authorization})

    assert (answer.status_code, answer.json()["code"]) == (401, code)


def test_a_log_in_is_no_token(cast) -> None:
    client = browser(cast.malee)

    assert client.get(f"{ROOT}/me").status_code == 401


def test_a_token_ends_with_its_day(cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    caller = program_of(cast.malee)

    at("2018-10-10 23:59")
    assert caller.get("/me").status_code == 200
    at("2018-10-11 00:00")
    assert caller.get("/me").json()["code"] == "token-ended"


def test_a_token_ends_with_its_hat_and_never_takes_another(cast, at: Freeze) -> None:
    at("2018-09-10 09:00")
    caller = program_of(cast.malee)
    assert cast.malee.hat.post is not None

    end_post(cast.malee.hat.post, on=date(2018, 9, 10), actor=cast.suda)
    at("2018-09-11 09:00")

    answer = caller.get("/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "token-hat-gone")


def test_a_revoked_token_and_a_suspended_person_are_refused(cast) -> None:
    malee, mana = program_of(cast.malee), program_of(cast.mana)
    revoke_token(ApiToken.objects.get(person=cast.malee.person), actor=cast.malee)
    Person.objects.filter(pk=cast.mana.person.pk).update(is_active=False)

    assert malee.get("/me").json()["code"] == "token-revoked"
    assert mana.get("/me").json()["code"] == "account-suspended"


def test_no_program_acts_for_who_must_set_a_password_first_and_nobody_ends_anothers_token(cast) -> None:
    malee = program_of(cast.malee)
    with pytest.raises(Refused, match="ยกเลิกโทเคนของผู้อื่นไม่ได้"):
        revoke_token(ApiToken.objects.get(person=cast.malee.person), actor=cast.mana)
    before = malee.get("/me").status_code

    Person.objects.filter(pk=cast.malee.person.pk).update(must_change_password=True)

    answer = malee.get("/me")
    assert (before, answer.status_code, answer.json()["code"]) == (200, 401, "password-first")


def test_no_token_outlives_a_restored_copy(cast) -> None:
    malee, mana = program_of(cast.malee), program_of(cast.mana)
    revoke_token(ApiToken.objects.get(person=cast.malee.person), actor=cast.malee)

    assert revoke_tokens_at_the_machine() == 1

    assert {malee.get("/me").json()["code"], mana.get("/me").json()["code"]} == {"token-revoked"}
    event = Event.objects.get(verb="token.revoked", facts__at="machine")
    assert (event.actor["office"], event.about_id) == (
        "3101",
        ApiToken.objects.get(person=cast.mana.person).pk,
    )


def test_the_last_use_is_noted_to_the_hour(cast, at: Freeze) -> None:
    first = at("2018-09-10 09:00")
    caller = program_of(cast.malee)
    caller.get("/me")
    at("2018-09-10 09:59")
    caller.get("/me")

    assert ApiToken.objects.get().last_used_at == first
