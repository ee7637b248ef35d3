"""A purchase through the API: the pages' steps and refusals, and its open data."""

import pytest

from api.conftest import refused, told
from cast import Cast
from conftest import Freeze
from money import build, purchasing
from money.planned import line
from money.purchasing import DYE, THREAD
from sammachip.cases.models import Case

SAID = {
    "title": "จัดซื้อเส้นด้าย",
    "purpose": "ใช้ผลิตตามแผน",
    "head": "support",
    "specification": "เส้นด้ายฝ้าย",
    "median": "6000.00",
    "median_source": "แผนของกลุ่ม",
    "wanted_on": "2018-09-15",
    "criteria": "เกณฑ์ราคา",
    "inspectors": [{"name": "นางสาวสมมุติ ผู้ตรวจ", "title": "นักวิชาการพัฒนาชุมชน"}],
}
ORDER = {
    "ordered_on": "2018-09-05",
    "delivery_days": 7,
    "place": "ที่ทำการกลุ่ม",
    "fine_percent": "0.20",
    "signer_name": "นายมานะ ทดสอบระบบ",
    "signer_title": "พัฒนาการอำเภอ",
    "number": "๑/๒๕๖๑",
}


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return purchasing.buying_group(cast)


def test_a_report_tells_no_name_of_an_officer_elsewhere(group: Case, cast: Cast, caller) -> None:
    said = {**SAID, "lines": [], "officer": cast.kanya.person.pk}

    refused(caller(cast.malee).post(f"/cases/{group.pk}/purchases", said), 404, "not-found")


def test_a_program_buys_by_the_same_steps_and_refusals(group: Case, cast: Cast, caller) -> None:
    officer, head, finance = caller(cast.malee), caller(cast.mana), caller(cast.fong)
    thread = {
        "item": THREAD,
        "quantity": "20",
        "unit": "กก.",
        "price": "300.00",
        "expense_class": "materials",
    }
    said = {**SAID, "lines": [{**thread, "plan_line": line(THREAD).pk}]}

    pk = told(officer.post(f"/cases/{group.pk}/purchases", said))["id"]
    again = {**said, "title": "จัดซื้อเส้นด้ายฝ้าย", "seen": 0}
    assert told(officer.post(f"/purchases/{pk}/save", again))["spending"]["title"] == again["title"]
    assert officer.post(f"/purchases/{pk}/save", again).status_code == 409
    told(officer.post(f"/spendings/{pk}/request", {"seen": 1, "done_on": "2018-09-03"}))
    head.post(f"/spendings/{pk}/approve", {"number": "บร ๑", "done_on": "2018-09-04"})
    [cost] = told(officer.get(f"/purchases/{pk}"))["lines"]
    offer = {
        "vendor": "ร้านสมมุติ",
        "quoted_on": "2018-09-05",
        "prices": [{"line": cost["id"], "price": "290.00"}],
    }
    quoted = told(officer.post(f"/purchases/{pk}/quotations", offer))
    ordered = told(
        finance.post(f"/purchases/{pk}/order", {**ORDER, "quotation": quoted["quotations"][0]["id"]})
    )
    officer.post(f"/purchases/{pk}/deliveries", {"delivered_on": "2018-09-06", "note_number": "ส่ง ๑"})
    paying = {"amount": "5800.00", "done_on": "2018-09-08", "document_number": "ขบ ๑"}
    proof = {"number": "๑๒", "dated_on": "2018-09-07", "amount": "5800.00"}
    officer.post(f"/purchases/{pk}/receipts", proof)
    reason = refused(finance.post(f"/spendings/{pk}/payments", paying), 403, "purchase-inspection")
    taken = {"inspected_on": "2018-09-07", "lines": [{"line": cost["id"], "accepted": "20"}]}
    officer.post(f"/purchases/{pk}/inspections", {**taken, "lines": [{"line": cost["id"], "accepted": "2"}]})
    mistyped = {"step": "inspection", "reason": "ตกเลขศูนย์"}
    [withdrawn] = told(officer.post(f"/purchases/{pk}/withdraw", mistyped))["withdrawn"]
    owed = told(officer.post(f"/purchases/{pk}/inspections", taken))["payable"]
    finance.post(f"/spendings/{pk}/payments", paying)
    late = refused(officer.post(f"/purchases/{pk}/withdraw", mistyped), 403, "paid")
    ended = told(officer.post(f"/tasks/{group.tasks.get(stage='procure').pk}/end-buying", end_of(DYE)))

    whole = told(officer.get(f"/purchases/{pk}"))
    assert (ordered["order"]["amount"], owed, whole["paid"]) == ("5800.00", "5800.00", "5800.00")
    assert "ขอเบิก 5,800.00 บาท แต่ตรวจรับถึง 8 กันยายน 2561 หักค่าปรับแล้ว 0.00 บาท" in reason
    assert whole["spending"]["state"] == "closed"
    assert (withdrawn["step"], withdrawn["reason"]) == ("inspection", "ตกเลขศูนย์")
    assert "กลับรายการเบิกจ่ายที่ผิดก่อน" in late
    assert ended["label"] == "จัดหาครบแล้ว 1 จาก 2 รายการตามแผน"
    assert [one["ocid"] for one in officer.get("/purchases/ocds").json()["releases"]] == [
        f"ocds-sample0-{pk}"
    ]
    assert told(caller(cast.kanya).get("/purchases"))["items"] == []


def end_of(item: str) -> dict[str, object]:
    return {"line": line(item).pk, "reason": "กลุ่มมีอยู่แล้ว"}
