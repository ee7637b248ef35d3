"""Who may not act at all is told so, and not what is wrong with the words; a stranger is told neither."""

import pytest

import make
from api.conftest import paths
from cast import Cast
from conftest import Freeze
from money import build, purchasing
from sammachip.api.urls import api
from sammachip.selection.models import Assignment
from selection import build as selection

MONEY = (
    *("/cases/{case}/spendings", "/cases/{case}/purchases", "/cases/{case}/regulations"),
    *(
        f"/spendings/{{pk}}/{act}"
        for act in ("save", "request", "approve", "paper-approval", "commitments", "payments")
    ),
    *(
        f"/purchases/{{pk}}/{act}"
        for act in ("save", "quotations", "order", "deliveries", "inspections", "receipts")
    ),
    "/tasks/{task}/end-buying",
    "/accounts/{account}/return",
)
SELECTION = ("votes", "resolutions", "declarations")
OF_A_CASE = (
    *("/cases/{case}/groups", "/cases/{case}/close", "/cases/{case}/adoption", "/cases/{case}/no-cluster"),
    *(
        f"/filings/{{filing}}/{act}"
        for act in ("save", "send", "nil", "take-back", "sign", "return", "reopen")
    ),
    *("/filings/{filing}/advice", "/filings/{filing}/paper-signature", "/tasks/{task}/filings"),
    *(
        "/groups/{group}/facts",
        "/groups/{group}/activity",
        "/groups/{group}/merge",
        "/groups/{group}/consents",
    ),
    "/groups/{group}/personal-requests",
)
OF_NO_ROW = (
    *("/groups", "/group-imports", "/supports", "/clusters", "/rosters", "/editions", "/registers"),
    *("/letter-drafts", "/letter-readings", "/batches"),
)


def test_money_tells_a_colleague_the_reason_and_a_stranger_nothing(cast: Cast, at: Freeze, caller) -> None:
    at(build.NOW)
    group = purchasing.buying_group(cast)
    spending = purchasing.drafted(group, cast).spending
    ids = {
        "case": group.pk,
        "pk": spending.pk,
        "task": group.tasks.get(stage="procure").pk,
        "account": build.account(group).pk,
    }
    paths = [path.format(**ids) for path in MONEY]
    colleague, stranger, officer = caller(cast.somchai), caller(cast.kanya), caller(cast.malee)

    assert [(path, colleague.post(path, {}).status_code) for path in paths] == [(path, 403) for path in paths]
    assert [(path, stranger.post(path, {}).status_code) for path in paths] == [(path, 404) for path in paths]
    assert colleague.post(paths[0], {}).json()["code"] == "role"
    assert officer.post(paths[0], {}).status_code == 422


def test_a_selection_tells_who_does_not_lead_it_the_reason(cast: Cast, at: Freeze, caller) -> None:
    at(selection.NOW)
    made = selection.ready(selection.contest(cast, entries=4))
    seat = made.seat(made.judges[1])
    assignment = Assignment.objects.filter(seat=seat).first()
    assert assignment is not None
    officer, member = caller(cast.anong), caller(made.judges[1])

    rounds = [f"/rounds/{made.round.pk}/{act}" for act in SELECTION]
    assert [officer.post(path, {"x": 1}).status_code for path in rounds] == [403, 403, 403]
    assert member.post(rounds[1], {}).status_code == 403
    assert member.post(f"/entries/{assignment.entry_id}/withdraw", {}).status_code in (403, 404)
    assert caller(made.secretary).post(rounds[1], {}).status_code == 422


def test_other_rooms_too_ask_who_may_before_what_is_wrong(cast: Cast, at: Freeze, caller) -> None:
    at(build.NOW)
    group = purchasing.buying_group(cast)
    task = group.tasks.get(stage="survey")
    ids = {
        "case": group.pk,
        "group": group.group_id,
        "task": task.pk,
        "filing": make.filing(task, cast.malee).pk,
    }
    paths = [path.format(**ids) for path in OF_A_CASE]
    auditor = make.auditor("31")
    make.scope(auditor)
    reader, stranger = caller(auditor), caller(cast.kanya)

    assert [(path, reader.post(path, {}).status_code) for path in paths] == [(path, 403) for path in paths]
    assert [(path, stranger.post(path, {}).status_code) for path in paths] == [(path, 404) for path in paths]
    bare = [(path, reader.post(path, {}).status_code) for path in OF_NO_ROW]
    assert bare == [(path, 403) for path in OF_NO_ROW]


@pytest.mark.parametrize("number", ["9" * 40, "๑", "0"])
def test_an_address_that_names_no_row_is_told_of_as_before(cast: Cast, caller, number: str) -> None:
    answer = caller(cast.malee).post(f"/spendings/{number}/save", {})

    assert answer.status_code == 422
    assert "pk" in [one["field"] for one in answer.json()["details"]]


def test_every_act_that_takes_words_says_who_may() -> None:
    """A route that forgets it would tell a colleague what is wrong with words nobody may send."""
    asking = [path for path, methods in paths().items() if "requestBody" in methods.get("post", {})]
    assert asking

    assert [path for path in asking if path not in guarded()] == []


def guarded() -> set[str]:
    """The paths whose act names who may."""
    return {
        template
        for _prefix, router in api._routers
        for template, view in router.path_operations.items()
        for operation in view.operations
        for callback in operation.auth_callbacks
        if "POST" in operation.methods and getattr(getattr(callback, "__self__", callback), "_may", None)
    }
