"""A spending on its pages: drafted, asked for, approved, paid or lent on, and what each form says when it cannot be taken."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from money import build
from sammachip.money import actions_spending
from sammachip.money.actions import Voucher
from sammachip.money.models import Entry, Loan, Spending
from web.asking import browser, form_token
from web.money.typed import COSTS, acts_of, payment


def test_an_activity_goes_from_draft_to_payment_by_three_hands(group, officer, head, finance):
    build.answered(group)

    url = officer.post(f"/money/cases/{group.pk}/spendings/add/", COSTS).url
    officer.post(f"{url}request/", {"seen": 0})
    head.post(f"{url}approve/", {"approve-number": "บร ๑๑๑๙/๑", "approve-done_on": "5/9/2561"})
    officer.post(f"{url}evidence/", {"evidence-kind": "receipt", "evidence-note": "แฟ้ม ๑"})
    answer = finance.post(f"{url}pay/", payment("๓,๖๐๐"))

    spending = Spending.objects.get()
    assert answer.status_code == 302
    assert (spending.state, spending.amount_baht) == ("closed", Decimal("3600.00"))
    assert Entry.objects.get(spending=spending).payer_office_id == "3104"
    assert "๓,๖๐๐" in head.get(url).text


def test_an_activity_outside_the_programmes_period_is_pointed_out(group, officer):  # clause A16
    urls = [
        officer.post(f"/money/cases/{group.pk}/spendings/add/", COSTS | {"held_on": day}).url
        for day in ("30/9/2561", "1/10/2561")
    ]

    within, outside = (officer.get(url).text for url in urls)

    assert "นอกช่วงดำเนินการของโครงการ" not in within
    assert "วันที่ดำเนินกิจกรรม 1 ตุลาคม 2561" in outside


def receipt() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, "JPEG")
    return SimpleUploadedFile("ใบเสร็จ.jpg", drawn.getvalue(), "image/jpeg")


def test_a_picture_that_proves_two_spendings_is_opened_and_pointed_out(group, officer, head, finance):
    first, second = build.drafted(group), build.drafted(group)
    for one in (first, second):
        officer.post(f"{acts_of(one)}evidence/", {"evidence-kind": "receipt", "evidence-photo": receipt()})
    proof = first.evidence.get()

    page = head.get(first.get_absolute_url()).text
    shown = finance.get(f"/money/evidence/{proof.pk}/")

    assert "ภาพเดียวกันนี้ใช้มากกว่าหนึ่งแห่ง" in page
    assert f'<a href="{second.get_absolute_url()}">{second}</a>' in page
    assert f'href="/money/evidence/{proof.pk}/"' in page
    assert '<a href="#evidence">หลักฐานอื่นของรายการนี้</a>' not in page
    officer.post(f"{acts_of(first)}evidence/", {"evidence-kind": "other", "evidence-photo": receipt()})
    assert head.get(first.get_absolute_url()).text.count('<a href="#evidence">หลักฐานอื่นของรายการนี้</a>') == 2
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    stranger = browser(build.actor("field-officer", "3105"))
    assert stranger.get(f"/money/evidence/{proof.pk}/").status_code == 404


def test_a_proof_that_may_name_villagers_is_opened_only_by_who_works_with_them_or_pays(
    group, officer, finance
):
    spending = build.drafted(group)
    for kind in ("attendance", "photo"):
        officer.post(f"{acts_of(spending)}evidence/", {"evidence-kind": kind, "evidence-photo": receipt()})
    sheet, picture = spending.evidence.order_by("pk")
    reader = browser(build.actor("department-officer", "00"))

    page, refused = reader.get(acts_of(spending)).text, reader.get(f"/money/evidence/{sheet.pk}/")

    assert [finance.get(f"/money/evidence/{one.pk}/").status_code for one in (sheet, picture)] == [200, 200]
    assert refused.status_code == 403
    assert "อาจมีชื่อและลายมือชื่อของชาวบ้าน" in refused.text
    assert (f"/money/evidence/{sheet.pk}/" in page, f"/money/evidence/{picture.pk}/" in page) == (False, True)
    assert "มีไฟล์ (ปกปิดข้อมูลส่วนบุคคล)" in page


def test_a_form_sent_twice_is_one_spending_and_one_proof_and_opened_anew_another(group, officer):
    new = f"/money/cases/{group.pk}/spendings/new/"
    sent = COSTS | {"csrfmiddlewaretoken": form_token(officer, new)}

    first, second = (officer.post(f"/money/cases/{group.pk}/spendings/add/", sent) for _press in range(2))
    proof = {"evidence-kind": "receipt", "evidence-note": "แฟ้ม ๑"}
    proof["csrfmiddlewaretoken"] = form_token(officer, first.url)
    for _press in range(2):
        officer.post(f"{first.url}evidence/", proof)
    told = officer.get(second.url).text

    spending = Spending.objects.get()
    assert (first.url, second.url) == (spending.get_absolute_url(),) * 2
    assert "แบบนี้ส่งไปแล้ว ระบบบันทึกไว้ครั้งเดียว" in told
    assert spending.evidence.count() == 1
    sent["csrfmiddlewaretoken"] = form_token(officer, new)
    assert officer.post(f"/money/cases/{group.pk}/spendings/add/", sent).url != first.url


def test_a_loan_is_lent_listed_when_late_and_cleared_on_the_page(group, finance, at):
    spending = build.with_evidence(build.approved(group))
    borrower = spending.made_by
    sent = payment("5000", "loan", borrower=str(borrower.pk), contract_number="บย ๑", due_on="7/9/2561")

    finance.post(f"{acts_of(spending)}lend/", sent)
    loan = Loan.objects.get()
    listed = finance.get("/money/loans/").text
    finance.post(f"{acts_of(spending)}loans/{loan.pk}/clear/", payment("4800", "clear", done_on="8/9/2561"))

    loan.refresh_from_db()
    assert "เกินกำหนด" in listed
    assert (loan.spent_baht, loan.cash_back_baht) == (Decimal("4800.00"), Decimal("200.00"))
    assert "ไม่มีเงินยืมค้าง" in finance.get("/money/loans/").text


def test_what_needs_evidence_says_so_before_anybody_fills_it_in(group, finance):
    spending = build.approved(group)
    loan = build.lent(spending, "5000.00")
    clear = f"{acts_of(spending)}loans/{loan.pk}/clear/"
    refused = finance.post(clear, payment("4800", "clear")).text
    without = finance.get(acts_of(spending)).text

    build.with_evidence(spending)

    told = "ส่งใช้เงินยืม (จำนวนเงิน = ยอดใบสำคัญ): ยังไม่มีหลักฐานของรายการนี้"
    proved = finance.get(acts_of(spending)).text
    assert "ยังไม่มีหลักฐานของรายการนี้" in refused
    assert (told in without, clear in without, f"{acts_of(spending)}pay/" in without) == (True, False, False)
    assert (told in proved, clear in proved, f"{acts_of(spending)}pay/" in proved) == (False, True, True)


def test_what_is_lent_in_full_offers_its_clearing_and_no_second_payment(group, finance):
    spending = build.with_evidence(build.approved(group))
    before = finance.get(acts_of(spending)).text
    actions_spending.lend(
        spending,
        actions_spending.Contract(
            spending.made_by,
            "บย ๑/๒๕๖๑",
            Decimal("10000.00"),
            lent_on=date(2018, 9, 6),
            due_on=date(2018, 9, 20),
        ),
        voucher=Voucher("บย.1"),
        actor=build.actor("district-finance", "3104"),
    )

    after = finance.get(acts_of(spending)).text

    pay = f"{acts_of(spending)}pay/"
    assert (pay in before, pay in after) == (True, False)
    assert "เหลือบันทึกการส่งใช้เงินยืม 10,000.00 บาท" in after


@pytest.mark.parametrize(
    ("act", "sent", "reason"),
    [
        ("approve", {"approve-number": "๑", "approve-done_on": "5/9/2561"}, "รายการนี้รอพัฒนาการอำเภอ"),
        ("pay", payment("1"), "ที่อนุมัติแล้ว"),
    ],
)
def test_the_wrong_role_or_time_is_told_why(group, finance, act, sent, reason):
    spending = build.requested(group)

    answer = finance.post(f"{acts_of(spending)}{act}/", sent)

    assert answer.status_code == 403
    assert reason in answer.text


def test_a_wrong_cost_is_told_beside_it_and_everything_typed_stays(group, officer):
    sent = COSTS | {"lines-0-quantity": "หกชั่วโมง", "lines-1-item": "ค่าอาหาร"}

    page = officer.post(f"/money/cases/{group.pk}/spendings/add/", sent)

    assert page.status_code == 422
    assert "จำนวนต้องมากกว่าศูนย์" in page.text
    assert 'value="หกชั่วโมง"' in page.text
    assert 'value="ค่าอาหาร"' in page.text
    assert not Spending.objects.exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (payment("ห้าร้อย"), "อ่านจำนวนเงินจาก"),
        (payment("500", done_on="31/9/2561"), "ไม่มีวันที่ 31 กันยายน 2561"),
        (payment(""), "ยังไม่ได้ระบุจำนวนเงิน (บาท)"),
        (payment("500", number="ก" * 61), "ยาว 61 ตัวอักษร เกิน 60 ตัวอักษร — ย่อข้อความ"),
    ],
)
def test_a_payment_that_cannot_be_read_is_shown_back(group, finance, sent, words):
    page = finance.post(f"{acts_of(build.with_evidence(build.approved(group)))}pay/", sent)

    assert page.status_code == 422
    assert words in page.text


def test_a_payment_beyond_what_was_approved_prints_both_numbers(group, finance):
    answer = finance.post(f"{acts_of(build.with_evidence(build.approved(group)))}pay/", payment("10,000.01"))

    assert answer.status_code == 422
    assert "ขอ 10,000.01 บาท แต่อนุมัติไว้คงเหลือ 10,000.00 บาท" in answer.text


def test_a_loan_that_is_refused_comes_back_in_its_own_form_with_all_that_was_typed(group, finance):
    """It led to a page of its own, with the borrower and the payer as bare numbers in a list."""
    spending = build.approved(group)
    said = {"loan-borrower": str(spending.made_by_id), "loan-contract_number": "บย ๙/๒๕๖๑"}
    wrong = payment("9,000", "loan") | said | {"loan-due_on": "๑ กันยายน ๒๕๖๑"}

    answer = finance.post(f"{acts_of(spending)}lend/", wrong)

    assert answer.status_code == 422
    assert "อยู่ก่อนวันรับเงินยืม" in answer.text
    assert all(f'value="{wrong[name]}"' in answer.text for name in ("loan-amount", "loan-due_on"))
    assert f'<option value="{spending.made_by_id}" selected>' in answer.text
    assert not spending.loans.exists()


def test_an_old_page_is_stale(group, officer):
    spending = build.drafted(group)
    officer.post(f"{acts_of(spending)}save/", COSTS | {"seen": "0"})

    assert officer.post(f"{acts_of(spending)}save/", COSTS | {"seen": "0"}).status_code == 409
    assert officer.post(f"{acts_of(spending)}request/", {"seen": "0"}).status_code == 409


def test_a_draft_held_up_by_regulations_leads_to_them(db, at, officer):
    at(build.NOW)
    early = (
        Path(build.__file__).with_name("small.yaml").read_text().replace("before: payment", "before: request")
    )
    group = build.group(build.funded_district(published=build.edition(text=early)))

    page = officer.get(acts_of(build.drafted(group))).text

    assert f'href="/money/cases/{group.pk}/#rules"' in page
