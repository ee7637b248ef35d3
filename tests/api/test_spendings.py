"""Spending through the API: the pages' acts and refusals, and one effect however often a request comes."""

import io
from decimal import Decimal

import pytest
from PIL import Image

from api.conftest import refused, told
from money import build
from sammachip.cases.models import Case
from sammachip.money.models import Entry, Loan, Spending
from sammachip.org.hats import Actor, Hat

TRAINING = {
    "title": "อบรมการย้อมสี",
    "purpose": "เพื่อพัฒนาคุณภาพ",
    "head": "support",
    "lines": [
        {
            "item": "ค่าวิทยากร",
            "quantity": "6",
            "unit": "ชั่วโมง",
            "price": "600.00",
            "expense_class": "remuneration",
        }
    ],
}
APPROVAL = {"number": "บร ๑๑๑๙/๑๒", "done_on": "2018-09-05"}


@pytest.fixture
def group(db, at) -> Case:
    at(build.NOW)
    return build.funded_group()


@pytest.fixture
def officer(caller, group):
    return caller(build.actor("field-officer", "3104"))


@pytest.fixture
def head(caller, group):
    return caller(build.actor("district-head", "3104"))


@pytest.fixture
def finance(caller, group):
    return caller(build.actor("district-finance", "3104"))


def payment(amount: str) -> dict[str, str]:
    return {"amount": amount, "done_on": "2018-09-06", "document_number": "ขบ.02/9"}


def approved(group: Case) -> str:
    """The address of an approved spending of 10,000 baht with evidence."""
    return f"/spendings/{build.with_evidence(build.approved(group)).pk}"


def test_a_spending_goes_from_the_draft_to_its_payment(group, officer, head, finance):
    drafted = told(officer.post(f"/cases/{group.pk}/spendings", TRAINING))
    path = f"/spendings/{drafted['id']}"
    told(officer.post(f"/cases/{group.pk}/regulations", {"item": "no_overlap", "answer": "yes"}))
    saved = told(officer.post(f"{path}/save", {**TRAINING, "seen": 0, "place": "ศาลากลางบ้าน"}))
    asked = {"seen": saved["saved"], "done_on": "2018-09-04"}

    assert told(officer.post(f"{path}/request", asked))["state"] == "requested"
    assert told(head.post(f"{path}/approve", APPROVAL))["approval_number"] == "บร ๑๑๑๙/๑๒"
    told(officer.upload(f"{path}/evidence", {"kind": "receipt", "note": "แฟ้ม ๑/๖๑"}))
    [entry] = told(finance.post(f"{path}/payments", payment("3600.00")))["items"]

    whole = told(officer.get(path))
    assert (entry["kind"], entry["amount"], entry["spending_id"]) == ("paid_at_once", "3600.00", whole["id"])
    assert (whole["state"], whole["paid"], whole["place"]) == ("closed", "3600.00", "ศาลากลางบ้าน")
    assert whole["evidence_lacking"] == ["บัญชีลงลายมือชื่อ", "ภาพถ่ายกิจกรรม"]


def test_the_same_request_sent_twice_pays_once(group, finance):
    path = f"{approved(group)}/payments"

    first = finance.post(path, payment("1000.00"), once="pay-1")
    again = finance.post(path, payment("1000.00"), once="pay-1")

    assert told(first) == told(again)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert [one.amount_baht for one in Entry.objects.filter(kind="paid_at_once")] == [Decimal("1000.00")]
    refused(finance.post(path, payment("2000.00"), once="pay-1"), 409, "key-used")


def test_a_loan_is_given_listed_and_cleared(group, finance):
    spending = build.with_evidence(build.approved(group))
    loan = {
        **payment("10000.00"),
        "borrower": spending.made_by_id,
        "contract_number": "บย ๑/๒๕๖๑",
        "due_on": "2018-09-08",
    }

    given = told(finance.post(f"/spendings/{spending.pk}/loans", loan))
    late = told(finance.get("/loans", which="overdue"))["items"]
    cleared = told(finance.post(f"/loans/{given['id']}/clear", payment("8500.00")))

    assert ([one["id"] for one in late], given["overdue"]) == ([given["id"]], True)
    assert (cleared["spent"], cleared["cash_back"], cleared["overdue"]) == ("8500.00", "1500.00", False)
    assert told(finance.get("/loans"))["items"] == []
    refused(finance.post(f"/loans/{given['id']}/clear", payment("1.00")), 403, "cleared")


def test_bound_money_is_freed_when_a_spending_is_cancelled_with_a_reason(group, finance):
    path = approved(group)
    told(finance.post(f"{path}/commitments", payment("4000.00")))

    closed = told(finance.post(f"{path}/close", {"reason": "งดจัดกิจกรรม"}))

    assert (closed["state"], closed["bound"]) == ("cancelled", "0.00")
    assert build.account(group).committed_baht == 0


def test_money_paid_too_much_comes_back(group, finance):
    path = approved(group)
    told(finance.post(f"{path}/payments", payment("10000.00")))

    back = told(finance.post(f"{path}/repayments", payment("500.00")))["items"]

    assert [one["kind"] for one in back] == ["repaid", "released"]
    assert told(finance.get(path))["paid"] == "9500.00"


def test_unspent_money_goes_back_once_is_carried_over_or_lapses(group, officer, finance, caller, at):
    path = f"/accounts/{build.account(group).pk}"
    letter = {**payment("1200.00"), "document_number": "บร ๑๑๑๙/๓๑"}
    refused(caller(build.actor("district-finance", "3101")).post(f"{path}/return", letter), 404, "not-found")
    refused(officer.post(f"{path}/carry-over", letter), 403, "role")
    refused(finance.post(f"{path}/carry-over", letter), 403, "refused")
    told(finance.post(f"{approved(group)}/commitments", payment("8000.00")))

    for _ in range(2):
        [back] = told(finance.post(f"{path}/return", letter, once="return-1"))["items"]
    kept = told(finance.post(f"{path}/carry-over", {**letter, "amount": "8000.00"}))["items"]
    message = refused(finance.post(f"{path}/lapse", {"reason": "สิ้นปีงบประมาณ"}), 403, "year")
    at("2018-10-01 09:00")
    lapsed = told(finance.post(f"{path}/lapse", {"reason": "สิ้นปีงบประมาณ"}))["items"]

    assert (back["kind"], back["amount"]) == ("returned", "1200.00")
    assert [one["kind"] for one in kept] == ["released", "carried_over", "committed"]
    assert "ปีงบประมาณ พ.ศ. 2561 ยังไม่สิ้นสุด" in message
    assert [(one["kind"], one["amount"], one["done_on"]) for one in lapsed] == [
        ("lapsed", str(build.UNIT - Decimal("9200.00")), "2018-09-30")
    ]


def test_a_picture_is_kept_as_evidence_and_an_empty_one_refused(group, officer):
    path = f"{approved(group)}/evidence"
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "JPEG")
    content.seek(0)
    content.name = "กิจกรรม.jpg"

    kept = told(officer.upload(path, {"kind": "photo", "picture": content}))["evidence"]

    assert [(one["kind"], one["has_file"]) for one in kept] == [("receipt", False), ("photo", True)]
    empty = io.BytesIO(b"")
    empty.name = "ว่าง.jpg"
    assert "ไฟล์" in refused(officer.upload(path, {"kind": "photo", "picture": empty}), 422, "bad-input")


def test_an_approval_by_hand_is_recorded_with_its_signer(group, officer):
    spending = build.requested(group)
    said = {**APPROVAL, "approver_name": "นายสมมุติ ลงนาม", "approver_title": "พัฒนาการอำเภอนางรอง"}

    made = told(officer.post(f"/spendings/{spending.pk}/paper-approval", said))

    assert (made["state"], made["approver_name"]) == ("approved", "นายสมมุติ ลงนาม")


def test_a_returned_request_carries_its_reason(group, head):
    spending = build.requested(group)

    back = told(head.post(f"/spendings/{spending.pk}/return", {"reason": "ปรับค่าวิทยากร"}))

    assert (back["state"], back["return_reason"]) == ("draft", "ปรับค่าวิทยากร")


def test_the_refusals_are_those_of_the_pages_with_both_numbers(group, officer, finance, caller):
    path = approved(group)
    same_head = Actor(
        Spending.objects.get().approved_by, Hat.of_post(Spending.objects.get().approved_by.posts.get())
    )

    beyond = refused(finance.post(f"{path}/payments", payment("10000.01")), 403, "approved")
    assert "ขอ 10,000.01 บาท แต่อนุมัติไว้คงเหลือ 10,000.00 บาท" in beyond
    assert "เฉพาะการเงิน" in refused(caller(same_head).post(f"{path}/payments", payment("1.00")), 403, "role")
    assert "จำนวนเงิน" in refused(finance.post(f"{path}/payments", payment("0")), 403, "refused")
    refused(finance.post(f"{path}/payments", {"amount": 1000, "done_on": "2018-09-06"}), 422, "bad-input")
    stale = officer.post(f"/cases/{group.pk}/spendings", TRAINING)
    again = f"/spendings/{told(stale)['id']}/save"
    told(officer.post(again, {**TRAINING, "seen": 0}))
    refused(officer.post(again, {**TRAINING, "seen": 0}), 409, "stale")


def test_durable_goods_are_refused_with_the_sentence_of_the_pages(group, officer):  # clause A15
    build.answered(group)
    loom = {"item": "กี่ทอผ้า", "quantity": "1", "unit": "หลัง", "price": "9000.00", "expense_class": "durable"}
    [spending] = [told(officer.post(f"/cases/{group.pk}/spendings", {**TRAINING, "lines": [loom]}))]

    said = refused(officer.post(f"/spendings/{spending['id']}/request", {"seen": 0}), 403, "limit")

    assert "9,000.00 บาท แต่กำหนดไม่เกิน 0.00 บาท — กรณีสนับสนุนเป็นวัสดุ/อุปกรณ์ต้องไม่เป็นประเภทครุภัณฑ์" in said


def test_a_stranger_meets_nothing(group, caller):
    kanya = caller(build.actor("province-finance", "32"))
    spending = build.with_evidence(build.approved(group))

    for path in (f"/spendings/{spending.pk}/payments", f"/spendings/{spending.pk}/close", "/loans/1/clear"):
        said = {"reason": "x"} if path.endswith("close") else payment("1.00")
        refused(kanya.post(path, said), 404, "not-found")
    assert told(kanya.get("/loans"))["items"] == []
    assert not Loan.objects.exists()


def test_a_case_that_spends_no_more_passes_its_stage(group, officer, finance, head):
    build.approved(group)
    [spending] = told(head.get("/spendings", case=group.pk))["items"]
    path = f"/tasks/{group.tasks.get(stage='spend').pk}/end-spending"

    refused(officer.post(path, {"reason": "จัดครบตามแผน"}), 403, "role")
    refused(head.post(path, {"reason": "จัดครบตามแผน"}), 403, "open")
    told(finance.post(f"/spendings/{spending['id']}/close", {"reason": "งดจัด"}))

    assert told(head.post(path, {"reason": "จัดครบตามแผน"}))["result"] == "passed"
