"""What every address shares: it asks for a token, has its methods, knows what is not there, and fails by number."""

import pytest
from django.http import HttpRequest
from django.test import Client
from ninja import Router

from api.conftest import PUBLIC, ROOT, concrete, routes
from sammachip.api.ground import Call, given, reads
from sammachip.api.problems import Problem
from sammachip.org.models import Person
from sammachip.trail.reads import WriteOnRead

pytestmark = pytest.mark.django_db


REQUEST: dict[str, object] = {"title": "x", "purpose": "x", "head": "x", "lines": []}
PAYMENT: dict[str, object] = {"amount": "1.00", "done_on": "2018-09-01", "document_number": "1"}
BODIES: dict[str, object] = {
    "/cases/{pk}/panel": {
        "number": "1",
        "dated_on": "2018-09-01",
        "subject": "x",
        "title": "x",
        "quorum": 1,
    },
    "/panels/{pk}/members": {"duty": "member", "starts_on": "2018-09-01", "seen": 0},
    "/panel-seats/{pk}/end": {"on": "2018-09-01", "reason": "x"},
    "/tasks/{pk}/round": {},
    "/rounds/{pk}/declarations": {},
    "/rounds/{pk}/conflicts/{conflict_pk}/lift": {"reason": "x"},
    "/rounds/{pk}/share-out": {},
    "/entries/{pk}/assign": {"seat": 1},
    "/assignments/{pk}/take-back": {"reason": "x"},
    "/entries/{pk}/sheet": {"marks": {}, "seen": 0},
    "/entries/{pk}/seal": {"seen": 0},
    "/sheets/{pk}/check": {"seen": 0},
    "/sheets/{pk}/anew": {"reason": "x"},
    "/rounds/{pk}/steadiness": {},
    "/rounds/{pk}/votes": {"entries": [1, 2], "minute": "x", "voted_on": "2018-09-01"},
    "/rounds/{pk}/votes/{vote_pk}/take-back": {"reason": "x"},
    "/rounds/{pk}/resolutions": {
        "meeting": "x",
        "met_on": "2018-09-01",
        "present": [],
        "minutes": "x",
    },
    "/entries/{pk}/withdraw": {"withdrawn_on": "2018-09-01", "reason": "x"},
    "/resolutions/{pk}/complaints": {"complainant": "x", "received_on": "2018-09-01", "words": "x"},
    "/complaints/{pk}/answer": {"answer": "x", "answered_on": "2018-09-01"},
    "/group-imports/{pk}/discard": {"reason": "x"},
    "/groups/{pk}/personal-requests": {"kind": "erase", "asked": "x", "way": "office"},
    "/personal-requests/{pk}/decision": {"accept": True, "ground": "x"},
    "/personal-requests/{pk}/done": {},
    "/roster-sheets/{pk}/answers": {"places": {"x": "x"}},
    "/roster-sheets/{pk}/apply": {"seal": "x"},
    "/roster-sheets/{pk}/discard": {"reason": "x"},
    "/tasks/{pk}/key-in": {"written_by": "x", "written_on": "2018-09-01"},
    "/tasks/{pk}/end-spending": {"reason": "x"},
    "/cases/{pk}/adoption": {"edition": 2, "seen": 1},
    "/differences/{pk}/settle": {"stands": "said", "reason": "x", "seen": 1},
    "/editions/{pk}/terms": {"office": "31", "letter_number": "1", "letter_on": "2018-09-01", "reason": "x"},
    "/editions/{pk}/extensions": {
        "stage": "report",
        "role": "district-head",
        "due_at": "2018-09-25T23:59:59+07:00",
        "letter_number": "1",
        "letter_on": "2018-09-01",
        "reason": "x",
    },
    "/extensions/{pk}/take-back": {"reason": "x"},
    "/filings/{pk}/advice": {"words": "x", "seen": 1},
    "/filings/{pk}/proposals/{key}/aside": {"reason": "x"},
    "/letter-drafts/{pk}/recipients": {"recipients": [], "seen": 0},
    "/letter-drafts/{pk}/issue-to-all": {"dated_on": "2018-09-01"},
    "/group-imports/{pk}/answers": {"places": {"x": "3101"}},
    "/group-imports/{pk}/apply": {"seal": "x"},
    "/groups/{pk}/activity": {"activity": "active", "reason": "x", "seen": 1},
    "/groups/{pk}/apart": {"others": [1], "reason": "x"},
    "/groups/{pk}/lists/{name}": {"rows": [], "seen": 1},
    "/groups/{pk}/merge": {"into": 1, "reason": "x", "seen": 1, "seen_into": 1},
    "/groups/{pk}/merge/undo": {"reason": "x"},
    "/submissions/{pk}/aside": {"reason": "x"},
    "/spendings/{pk}/class-decisions": {"reason": "x"},
    "/letter-readings/{pk}/aside": {"reason": "x"},
    "/submissions/{pk}/place": {"task": 1},
    "/editions/{pk}/allotments": {
        "office": "31",
        "amounts": {},
        "notice_number": "1",
        "notice_on": "2018-09-01",
    },
    "/editions/{pk}/receipts": {
        "office": "31",
        "amounts": {},
        "document_number": "1",
        "done_on": "2018-09-01",
    },
    "/programmes/{code}/openings": {"code": "3101"},
    "/cases/{pk}/groups": {"group": 1},
    "/cases/{pk}/invited": {},
    "/cases/{pk}/close": {"result": "withdrawn", "reason": "x"},
    "/cases/{pk}/no-cluster": {"reason": "x"},
    "/cases/{pk}/cluster-proposals/{mark}/accept": {},
    "/cases/{pk}/cluster-proposals/{mark}/put-aside": {"reason": "x"},
    "/cases/{pk}/cluster-decisions/{decision_pk}/take-up": {},
    "/cases/{pk}/regulations": {"item": "x", "answer": "yes"},
    "/tasks/{pk}/filings": {},
    "/tasks/{pk}/close": {},
    "/clusters/{pk}/end": {"reason": "x"},
    "/filings/{pk}/save": {"answers": {}, "seen": 0},
    "/filings/{pk}/nil": {"seen": 0, "reason": "x"},
    "/filings/{pk}/return": {"seen": 0, "reason": "x"},
    "/filings/{pk}/paper-signature/check": {"seen": 0, "matches": True},
    "/filings/{pk}/paper-signature": {
        "seen": 0,
        "signer_name": "x",
        "signer_title": "x",
        "paper_number": "1",
        "done_on": "2018-09-01",
    },
    "/filings/{pk}/reopen": {"reason": "x", "until": "2018-09-30"},
    "/filings/{pk}/photos/{photo_pk}/remove": {},
    "/filings/{pk}/files/{key}/begin": {"name": "x", "size": 1},
    "/filings/{pk}/files/{key}/uploads/{upload_pk}": {},
    "/filings/{pk}/attachments/{attachment_pk}/remove": {},
    "/papers/{pk}/issue": {"number": "1", "dated_on": "2018-09-01"},
    "/offices/{code}/letters": {"subject": "x", "to_whom": "x", "dated_on": "2018-09-01"},
    "/letters/{pk}/cancel": {"reason": "x"},
    "/letter-readings/{pk}/confirm": {"seen": 0},
    "/pack-drafts/{pk}/save": {"text": "x", "seen": 0},
    "/pack-drafts/{pk}/publish": {"seen": 0},
    "/letter-drafts/{pk}/save": {"answers": {}, "seen": 0},
    "/letter-drafts/{pk}/send": {"seen": 0},
    "/letter-drafts/{pk}/return": {"reason": "x"},
    "/letter-drafts/{pk}/sign": {"seen": 0},
    "/letter-drafts/{pk}/issue": {"dated_on": "2018-09-01"},
    "/letter-drafts/{pk}/withdraw": {"reason": "x"},
    "/offices/{code}/letters-in": {"subject": "x", "from_whom": "x"},
    "/letters/{pk}/dispatch": {"offices": ["3101"]},
    "/deliveries/{pk}/opened": {},
    "/deliveries/{pk}/receive": {},
    "/deliveries/{pk}/told": {"day": "2018-09-01"},
    "/letters-in/{pk}/kept-in": {"kept_in": "x"},
    "/letters-in/{pk}/receive": {},
    "/offices/{code}/letter-code": {"letter_code": "บร 0119", "seen": 0},
    "/letters-in/{pk}/note": {"words": "x", "seen": 0},
    "/letters-in/{pk}/order": {"words": "x", "seen": 0},
    "/letters-in/{pk}/close": {"seen": 0},
    "/letters-in/{pk}/work": {"case": 1},
    "/letters-in/{pk}/cancel": {"reason": "x"},
    "/registers/{pk}/save": {"seen": 0, "rows": []},
    "/registers/{pk}/issue": {"seen": 0, "notice_number": "1", "notice_on": "2018-09-01"},
    "/registers/{pk}/undo": {"reason": "x"},
    "/registers/{pk}/transfers": {"done_on": "2018-09-01", "document_number": "1"},
    "/ledger-entries/{pk}/reverse": {"reason": "x"},
    "/accounts/{pk}/return": PAYMENT,
    "/accounts/{pk}/carry-over": PAYMENT,
    "/accounts/{pk}/lapse": {"reason": "x"},
    "/cases/{pk}/spendings": REQUEST,
    "/spendings/{pk}/save": {**REQUEST, "seen": 0},
    "/cases/{pk}/purchases": REQUEST,
    "/purchases/{pk}/save": {**REQUEST, "seen": 0},
    "/purchases/{pk}/quotations": {"vendor": "x", "quoted_on": "2018-09-01", "prices": []},
    "/purchases/{pk}/order": {
        "quotation": 1,
        "ordered_on": "2018-09-01",
        "delivery_days": 7,
        "place": "x",
        "fine_percent": "0.20",
        "signer_name": "x",
        "signer_title": "x",
    },
    "/purchases/{pk}/deliveries": {"delivered_on": "2018-09-01", "note_number": "1"},
    "/purchases/{pk}/inspections": {"inspected_on": "2018-09-01", "lines": []},
    "/purchases/{pk}/withdraw": {"step": "order", "reason": "x"},
    "/purchases/{pk}/receipts": {"number": "1", "dated_on": "2018-09-01", "amount": "1.00"},
    "/tasks/{pk}/end-buying": {"reason": "x"},
    "/spendings/{pk}/return": {"reason": "x"},
    "/spendings/{pk}/close": {"reason": "x"},
    "/spendings/{pk}/approve": {"number": "1", "done_on": "2018-09-01"},
    "/spendings/{pk}/paper-approval": {
        "number": "1",
        "done_on": "2018-09-01",
        "approver_name": "x",
        "approver_title": "x",
    },
    "/spendings/{pk}/commitments": PAYMENT,
    "/spendings/{pk}/payments": PAYMENT,
    "/spendings/{pk}/repayments": PAYMENT,
    "/spendings/{pk}/loans": {**PAYMENT, "borrower": 1, "contract_number": "1", "due_on": "2018-10-01"},
    "/loans/{pk}/clear": PAYMENT,
    "/posts/{pk}/scopes": {
        "offices": ["31"],
        "starts_on": "2018-09-01",
        "ends_on": "2018-09-30",
        "letter_number": "1",
        "letter_on": "2018-08-01",
    },
    "/scopes/{pk}/end": {"on": "2018-09-30"},
}
FORMS = [  # multipart; their own tests ask them the same
    ("POST", "/filings/{pk}/photos"),
    ("POST", "/filings/{pk}/files/{key}"),
    ("POST", "/uploads/{pk}/pieces"),
    ("POST", "/letter-readings"),
    ("POST", "/letters-in/{pk}/files"),
    ("POST", "/groups/{pk}/consents"),
    ("POST", "/spendings/{pk}/evidence"),
    ("POST", "/assignments/{pk}/key-in"),
]


def test_every_route_but_the_check_of_papers_asks_for_a_token() -> None:
    for method, path in routes():
        if path in PUBLIC:
            continue
        answer = getattr(Client(), method.lower())(ROOT + concrete(path))

        assert (answer.status_code, answer.json()["code"]) == (401, "token-missing"), path
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_every_route_refuses_other_methods(program) -> None:
    headers = {"Authorization": f"Bearer {program('anong').key}"}
    for path in {path for _method, path in routes()}:
        answer = Client().delete(ROOT + concrete(path), headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (405, "wrong-method"), path
        assert set(answer.headers["Allow"].split(", ")) == {one for one, other in routes() if other == path}


def test_a_host_that_is_not_ours_is_told_so_in_the_one_shape() -> None:
    answer = Client().get(f"{ROOT}/me", headers={"Host": "elsewhere.example"})

    assert (answer.status_code, answer.json()["code"]) == (400, "unknown-host")


def test_every_route_gives_404_for_what_is_not_there(program) -> None:
    caller = program("anong")
    for method, path in routes():
        if "{" not in path or (method, path) in FORMS:
            continue
        address = concrete(path)
        said = BODIES.get(path, {"seen": 0})

        answer = caller.get(address) if method == "GET" else caller.post(address, said)

        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), f"{path} {answer.content!r}"


def test_a_number_too_large_for_the_database_is_bad_input(program) -> None:
    caller = program("anong")
    for method, path in routes():
        if "{pk}" not in path:
            continue
        address = concrete(path, 940219208196544659456)

        answer = caller.get(address) if method == "GET" else caller.post(address, {})

        assert answer.status_code == 422, path
        assert "pk" in [detail["field"] for detail in answer.json()["details"]]


def test_an_address_nobody_answers_is_told_in_the_same_shape(program) -> None:
    answer = program("").get("/no/such/thing")

    assert answer.status_code == 404
    assert sorted(answer.json()) == ["code", "details", "field", "message"]


def test_our_own_fault_is_told_by_its_number_only(program, monkeypatch, caplog) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret of the house")

    monkeypatch.setattr("sammachip.api.desks.me.office_told", fail)

    answer = program("malee").get("/me")

    assert (answer.status_code, answer.json()["code"]) == (500, "broken")
    assert answer.headers["X-Error-Number"] in answer.json()["message"]
    assert "secret" not in answer.content.decode()
    assert answer.headers["X-Error-Number"] in caplog.text


def test_a_read_that_writes_is_stopped() -> None:
    router = Router()

    @reads(router, "/written")
    def written(request: Call) -> Problem:
        """What no address may do."""
        Person.objects.create(username="x", given_name="x", family_name="x")
        return Problem(code="x", message="x")

    [view] = [operation.view_func for operation in router.path_operations["/written"].operations]

    with pytest.raises(WriteOnRead, match="INSERT"):
        view(HttpRequest())


def test_a_file_with_a_thai_name_keeps_it() -> None:
    said = given(b"", "บร 0019-ว 1.pdf", "application/pdf").headers["Content-Disposition"]

    assert said == "attachment; filename*=utf-8''%E0%B8%9A%E0%B8%A3%200019-%E0%B8%A7%201.pdf"
