"""What no browser sends and a stranger does: a NUL, which PostgreSQL cannot store, and numbers longer than any key."""

import pytest
from django.test import Client

import make
from cast import Cast
from conftest import Freeze
from web.asking import browser

pytestmark = [pytest.mark.both, pytest.mark.django_db]
NUL = "\0"


@pytest.fixture
def malee(cast: Cast, at: Freeze) -> Client:
    at("2018-09-10 09:00")
    return browser(cast.malee, raise_request_exception=False)


@pytest.mark.parametrize("address", ["/offices/%00/", "/people/?q=%00", "/programmes/x/?edition=%00"])
def test_an_address_with_a_nul_is_told_as_broken(malee: Client, address: str) -> None:
    assert malee.get(address).status_code == 400


def test_a_draft_with_a_nul_is_told_as_broken_and_keeps_what_was_saved(cast: Cast, malee: Client) -> None:
    draft = make.filing(make.task(make.district(cast), "report"), cast.malee)

    answer = malee.post(f"/filings/{draft.pk}/save/", {"seen": "1", "a.process.step_1.result": f"ก{NUL}"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.saved) == (400, 1)


def test_a_caption_with_a_nul_is_told_as_broken(cast: Cast, malee: Client) -> None:
    draft = make.filing(make.task(make.district(cast), "report"), cast.malee)

    answer = malee.post(f"/filings/{draft.pk}/photos/", {"row": NUL, "caption": "ภาพ"})

    assert answer.status_code == 400


@pytest.mark.parametrize("digits", ["9" * 5000, "๙" * 5000])
def test_an_address_with_a_number_longer_than_any_names_nothing(malee: Client, digits: str) -> None:
    assert malee.get("/groups/new/", {"line": digits}).status_code == 200
    assert malee.post("/notices/read/", {"notice": digits}).status_code == 302
