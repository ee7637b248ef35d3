"""Money through the API: notices and receipts, the allocation register, the board over a province."""

from decimal import Decimal

import pytest

import make
from api.conftest import refused, told
from sammachip.cases.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


NOTICE = {"notice_number": "มท ๐๔๐๗/ว ๑", "notice_on": "2018-08-24"}


@pytest.fixture
def province(cast, program) -> Case:
    """A province that has its notice of allotment, and the money."""
    edition = make.edition(cast)
    amounts = {"support": "873600.00"}
    told(
        program("somchai").post(
            f"/editions/{edition.pk}/allotments", {"office": "31", "amounts": amounts, **NOTICE}
        )
    )
    received = {"office": "31", "amounts": amounts, "done_on": "2018-08-28", "document_number": "อง.03/1"}
    told(program("fai").post(f"/editions/{edition.pk}/receipts", received))
    return Case.objects.get(edition=edition, office="31")


def row(code: str, groups: int = 1) -> dict[str, object]:
    return {"office": code, "groups": groups, "amounts": {"support": str(Decimal("31200.00") * groups)}}


def test_a_register_is_written_issued_and_transferred(program, province) -> None:
    start = {"edition": province.edition_id, "office": "31"}
    refused(program("malee").post("/registers", start), 404, "not-found")
    refused(program("fai").post("/registers", start), 403, "role")
    draft = told(program("somchai").post("/registers", start))
    path = f"/registers/{draft['id']}"
    rows = [row("3101", 2), row("3102")]
    said = {"seen": 0, "rows": rows, "omitted_reason": "อำเภออื่นได้รับจัดสรรในงวดถัดไป"}

    saved = told(program("somchai").post(f"{path}/save", said))
    refused(program("somchai").post(f"{path}/save", said), 409, "stale")
    assert (saved["groups"], saved["total"], saved["faults"]) == (3, "93600.00", [])
    issue = {"seen": saved["saved"], "notice_number": "บร ๐๐๑๙/ว ๕๓๓๕", "notice_on": "2018-08-31"}
    refused(program("somchai").post(f"{path}/issue", issue), 403, "role")
    assert told(program("suda").post(f"{path}/issue", issue))["state"] == "issued"
    moved = told(
        program("fai").post(
            f"{path}/transfers", {"offices": ["3101"], "done_on": "2018-09-03", "document_number": "2"}
        )
    )

    assert [one["amount"] for one in moved["items"]] == ["62400.00"]
    assert told(program("malee").get(path))["total_words"] == "เก้าหมื่นสามพันหกร้อยบาทถ้วน"
    refused(program("kanya").get(path), 404, "not-found")
    case = Case.objects.get(edition=province.edition, office="3101")
    money = told(program("malee").get(f"/cases/{case.pk}/money"))
    assert (money["sums"]["allotted"], money["sums"]["transferred"]) == ("62400.00", "62400.00")
    entries = told(program("malee").get(f"/cases/{case.pk}/ledger-entries"))["items"]
    assert [one["kind"] for one in entries] == ["allotted", "transferred"]
    refused(
        program("suda").post(f"/ledger-entries/{entries[0]['id']}/reverse", {"reason": "x"}), 403, "register"
    )
    refused(
        program("kanya").post(f"/ledger-entries/{entries[0]['id']}/reverse", {"reason": "x"}),
        404,
        "not-found",
    )
    taken = told(program("fai").post(f"/ledger-entries/{entries[1]['id']}/reverse", {"reason": "โอนผิดอำเภอ"}))
    assert (taken["kind"], taken["reverses"]) == ("reversed", entries[1]["id"])
    undone = told(program("suda").post(f"{path}/undo", {"reason": "แจ้งผิด"}))
    assert undone["state"] == "undone"


def test_money_beyond_the_budget_is_refused_with_both_numbers(program, province) -> None:
    said = {"office": "31", "amounts": {"support": "9999999999.00"}, **NOTICE}
    path = f"/editions/{province.edition_id}/allotments"

    message = refused(program("somchai").post(path, said), 403, "budget")

    assert "9,999,999,999" in message or "10,000,873,599" in message
    refused(program("malee").post(path, said), 404, "not-found")
    refused(program("kanya").post(path, said), 404, "not-found")


def test_spendings_are_listed_within_sight(program, province, cast) -> None:
    assert told(program("somchai").get("/spendings"))["items"] == []


def test_the_board_stands_over_a_province(program, province, cast) -> None:
    make.district(cast, province.edition, code="3101")

    shown = told(program("somchai").get(f"/cases/{province.pk}/board", as_of="2018-09-10"))
    indicators = told(program("somchai").get(f"/cases/{province.pk}/indicators"))

    assert [one["office"] for one in shown["rows"]] == ["3101"]
    assert shown["money"]["allotted"] == "873600.00"
    assert [one["key"] for one in indicators["items"]] == ["income_up"]
    refused(program("kanya").get(f"/cases/{province.pk}/board"), 404, "not-found")
    below = Case.objects.get(edition=province.edition, office="3101")
    assert "ระดับจังหวัด" in program("malee").get(f"/cases/{below.pk}/board").json()["message"]
    assert told(program("malee").get(f"/cases/{below.pk}/indicators"))["items"][0]["denominator"] == "0"
    assert told(program("malee").get(f"/cases/{below.pk}/indicators/income_up/counted"))["items"] == []
