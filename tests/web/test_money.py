"""The money desk's pages asked the seven questions: works, stranger, role, method, bad input, stale, queries."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
from django.test import Client

from money import build
from org import build as people
from sammachip.cases.models import Task
from sammachip.money import actions_spending
from sammachip.money.actions import Voucher
from sammachip.money.models import Account, Entry, Loan, Spending, SpendingState
from sammachip.org.hats import Actor, Hat
from sammachip.trail.models import Notice
from sammachip.web.desk import desk_of
from sammachip.web.templatetags.thai import thaidate_short
from web.asking import form_token

COSTS = {
    "title": "อบรมการย้อมสี",
    "purpose": "เพื่อพัฒนาคุณภาพ",
    "head": "support",
    "lines-TOTAL_FORMS": "4",
    "lines-INITIAL_FORMS": "0",
    "lines-0-item": "ค่าวิทยากร",
    "lines-0-expense_class": "remuneration",
    "lines-0-quantity": "๖",
    "lines-0-unit": "ชั่วโมง",
    "lines-0-price": "๖๐๐",
}


@pytest.fixture
def group(db, at):
    at(build.NOW)
    build.offices()
    return build.funded_group()


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person)
    return client


@pytest.fixture
def officer():
    return signed_in(build.actor("field-officer", "3104"))


@pytest.fixture
def head():
    return signed_in(build.actor("district-head", "3104"))


@pytest.fixture
def finance():
    return signed_in(build.actor("district-finance", "3104"))


def payment(amount: str, prefix: str = "pay", **more: str) -> dict[str, str]:
    sent = {"amount": amount, "done_on": "๖ กันยายน ๒๕๖๑", "number": "ขบ.02/9", **more}
    return {f"{prefix}-{name}": value for name, value in sent.items()}


def acts_of(spending: Spending) -> str:
    return spending.get_absolute_url()


def on_the_desk(role: str, office: str) -> list[str]:
    desk = desk_of(build.actor(role, office))
    return [
        todo.words
        for todo in (*desk.waiting, *desk.owed)
        if "/spendings/" in todo.url or "/registers/" in todo.url
    ]


def test_a_request_waits_on_the_desk_of_the_head_alone(group):
    build.requested(group)

    assert on_the_desk("district-head", "3104") == ["พิจารณาอนุมัติ «อบรมการย้อมสี» ของ กลุ่มทอผ้าสมมุติ 10,000.00 บาท"]
    assert on_the_desk("district-finance", "3104") == []
    assert on_the_desk("district-head", "3101") == []


@pytest.mark.parametrize(
    ("limit", "waits"),
    [
        ("10000.00", ["พิจารณาอนุมัติ «อบรมการย้อมสี» ของ กลุ่มทอผ้าสมมุติ 10,000.00 บาท"]),
        ("9999.99", []),
    ],
)
def test_a_request_waits_for_whom_an_order_lets_approve_its_sum(group, limit, waits):
    deputy = build.actor("district-finance", "3104")
    people.power(deputy.person, "3104", role="district-head", limit_baht=Decimal(limit))

    build.requested(group)

    told = Notice.objects.filter(kind="spending-awaits-approval", person_id=deputy.person.pk)
    assert [todo.words for todo in desk_of(deputy).waiting] == waits
    assert told.count() == len(waits)


def test_a_request_of_the_head_waits_for_whom_an_order_lets_approve_above(group):
    """The head asked himself: the next office decides, and in it also who stands in there."""
    deputy = build.actor("province-officer", "31")
    people.power(deputy.person, "31", role="province-head")

    build.answered(group)
    drafted = build.drafted(group)
    head = build.actor("district-head", "3104")
    actions_spending.request_spending(drafted, seen=0, done_on=date(2018, 9, 4), actor=head)

    assert len(desk_of(deputy).waiting) == 1
    assert Notice.objects.filter(kind="spending-awaits-approval", person_id=deputy.person.pk).count() == 1


def test_what_was_approved_waits_on_the_desk_of_finance_until_it_is_closed(group):
    spending = build.approved(group)

    assert on_the_desk("district-head", "3104") == []
    assert on_the_desk("district-finance", "3104") == [
        "เบิกจ่าย «อบรมการย้อมสี» ของ กลุ่มทอผ้าสมมุติ ตามที่อนุมัติ 10,000.00 บาท"
    ]
    assert on_the_desk("field-officer", "3104") == []

    Spending.objects.filter(pk=spending.pk).update(state=SpendingState.CLOSED)
    assert on_the_desk("district-finance", "3104") == []


def test_what_no_account_holds_money_for_leaves_the_desk_and_says_what_it_waits_for(group, finance, at):
    spending = build.approved(group)
    at("2018-10-02 09:00")
    waited = on_the_desk("district-finance", "3104")

    finance.post(f"/money/accounts/{build.account(group).pk}/lapse/", {"reason": "สิ้นปีงบประมาณ"})

    page = finance.get(acts_of(spending)).text
    assert (len(waited), on_the_desk("district-finance", "3104")) == (1, [])
    assert "อนุมัติ 10,000.00 บาท เบิกจ่ายแล้ว 0.00 บาท — ปิดรายการพร้อมเหตุผล" in page
    assert f"{acts_of(spending)}close/" in page
    assert f"{acts_of(spending)}pay/" not in page


def test_money_still_open_waits_for_who_pays_and_heads_from_shortly_before_the_years_end_until_it_is_closed(
    group, at
):
    def told(role: str, office: str) -> list[str]:
        return [one.words for one in desk_of(build.actor(role, office)).owed if one.url == "/money/year-end/"]

    open_here = "เบิกจ่าย กันเงิน หรือส่งคืนเงินที่ค้างใน 2 บัญชี รวม 62,400.00 บาท ก่อนสิ้นปีงบประมาณ"
    assert told("district-finance", "3104") == told("district-head", "3104") == [open_here]
    assert told("field-officer", "3104") == told("district-finance", "3101") == []

    at("2018-07-31 23:00")
    assert told("district-head", "3104") == []

    at("2018-10-01 00:00")
    after = "ปิดปีงบประมาณ พ.ศ. 2561: ยังมีเงินค้างใน 2 บัญชี รวม 62,400.00 บาท — ส่งใช้เงินยืมหรือบันทึกเงินพับไป"
    assert told("district-finance", "3104") == told("district-head", "3104") == [after]
    assert told("field-officer", "3104") == []


def test_a_request_sent_back_waits_on_the_desk_of_who_made_it(group, head):
    spending = build.requested(group)
    head.post(f"{acts_of(spending)}return/", {"return-reason": "แยกค่าวัสดุให้ชัด"})

    maker = Actor(spending.made_by, Hat.of_post(spending.made_by.posts.get()))
    mine = [todo for todo in desk_of(maker).owed if todo.url == acts_of(spending)]
    assert [(todo.words, todo.reason) for todo in mine] == [
        ("แก้ไขและเสนอ «อบรมการย้อมสี» ของ กลุ่มทอผ้าสมมุติ อีกครั้ง", "แยกค่าวัสดุให้ชัด")
    ]


def test_transfers_wait_on_the_desk_of_the_provinces_finance(db, at):
    at(build.NOW)
    build.offices()
    published = build.edition()
    build.notified(published)
    build.received(published)
    in_force = build.issued(published)
    assert on_the_desk("province-finance", "31") == ["บันทึกการโอนเงินงบประมาณให้ 23 หน่วยงานที่ยังค้างโอน"]

    build.transferred(in_force)

    assert on_the_desk("province-finance", "31") == []


def test_the_desk_shows_own_and_each_below_and_warns_before_the_years_end(group, finance):
    page = finance.get("/money/")

    assert page.status_code == 200
    assert "62,400.00" in page.text
    assert "กลุ่มทอผ้าสมมุติ" in page.text
    assert "เหลืออีก 20 วันจะสิ้นปีงบประมาณ" in page.text


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


def test_the_months_sheet_lists_documents_and_totals_to_reconcile(group, finance):
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "2500.00")
    actions_spending.lend(
        spending,
        actions_spending.Contract(
            spending.made_by, "บย ๑", Decimal("3000.00"), lent_on=date(2018, 9, 7), due_on=date(2018, 9, 20)
        ),
        voucher=Voucher("ขบ.02/10"),
        actor=build.actor("district-finance", "3104"),
    )

    page = finance.get("/money/month/?month=2561-09")
    file = finance.get("/money/month/2561-09.xlsx")

    rows = python_calamine.load_workbook(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert page.status_code == 200
    assert "ขบ.02/9" in page.text
    assert rows[0][1] == "เลขที่เอกสาร"
    assert [row[8] for row in rows if row[1] == "ขบ.02/9"] == [2500.0]
    assert [row[9] for row in rows if row[1] == "ขบ.02/10"] == [3000.0]
    assert rows[-1][8:10] == [2500.0, 3000.0]
    assert "ไม่มีรายการในเดือนนี้" in finance.get("/money/month/?month=2561-07").text


def test_the_months_sheet_tells_money_from_above_from_money_passed_on(group):
    district, province = (
        signed_in(build.actor(role, office))
        for role, office in (("district-finance", "3104"), ("province-finance", "31"))
    )

    totals = []
    for client in (district, province):
        file = client.get("/money/month/2561-09.xlsx")
        rows = python_calamine.load_workbook(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
        totals.append((len(rows), rows[-1][10], rows[-1][11]))

    assert totals == [(3, 62400.0, 0.0), (3, 0.0, 62400.0)]


def test_a_province_records_what_reached_it(db, at):
    at(build.NOW)
    published = build.edition()
    officer = signed_in(build.actor("province-officer", "31"))
    sent = {"number": "มท ๐๔๐๗/ว ๑", "done_on": "24/8/2561", "amount-support": "๘๗๓,๖๐๐"}

    form = officer.get(f"/money/editions/{published.pk}/notice/")
    for kind in ("notice", "receipt"):
        assert officer.post(f"/money/editions/{published.pk}/{kind}/record/", sent).status_code == 302

    account = Account.objects.get(case__office="31")
    assert form.status_code == 200
    assert (account.allotted_baht, account.got_baht) == (build.TOTAL, build.TOTAL)


def test_the_case_page_answers_regulations_returns_money_and_ends_spending(group, officer, head, finance):
    account = build.account(group)

    officer.post(f"/money/cases/{group.pk}/checklist/", {"item": "no_overlap", "answer": "yes"})
    finance.post(f"/money/accounts/{account.pk}/return/", payment("1200", "return") | {"does": "return"})
    task = Task.objects.get(case=group, stage="spend")
    head.post(f"/money/tasks/{task.pk}/end/", {"end-reason": "จัดครบตามแผน"})

    task.refresh_from_db()
    page = officer.get(f"/money/cases/{group.pk}/")
    assert group.checklist_answers.get().answer == "yes"
    assert task.result == "passed"
    assert "1,200.00" in page.text
    assert "จัดครบตามแผน" in page.text


def test_sums_are_shown_as_of_a_day(group, officer):
    build.paid(build.with_evidence(build.approved(group)), "2500.00", day=date(2018, 9, 7))

    before = officer.get(f"/money/cases/{group.pk}/?as_of=6/9/2561").text
    after = officer.get(f"/money/cases/{group.pk}/?as_of=7/9/2561").text

    assert "ยอด ณ วันที่ 6 กันยายน 2561" in before
    assert ("0.00%" in before, "8.01%" in after) == (True, True)


def test_an_entry_dated_outside_the_programmes_window_is_flagged(db, at):  # clauses A3, A16
    at(build.NOW)
    build.offices()
    text = (Path(build.__file__).parent / "small.yaml").read_text()
    late = text.replace("start: 2561-08-01", "start: 2561-09-07")
    group = build.group(build.funded_district(published=build.edition(text=late)))
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "1000.00", day=date(2018, 9, 6))
    build.paid(spending, "500.00", day=date(2018, 9, 7))

    page = signed_in(build.actor("field-officer", "3104")).get(f"/money/cases/{group.pk}/").text

    assert _flagged(page, "1,000.00", date(2018, 9, 6)) is True
    assert _flagged(page, "500.00", date(2018, 9, 7)) is False


def _flagged(page: str, amount: str, day: date) -> bool:
    """Whether the entry of this sum and day bears the flag."""
    (row,) = [row for row in page.split("<tr>") if thaidate_short(day) in row and f">{amount}<" in row]
    return "นอกช่วงโครงการ" in row


def test_money_bound_is_carried_over_and_the_rest_lapses_after_the_year(group, finance, at):
    spending = build.with_evidence(build.approved(group))
    finance.post(f"{acts_of(spending)}commit/", payment("3000", "commit"))
    account = build.account(group)
    finance.post(f"/money/accounts/{account.pk}/return/", payment("3000", "return") | {"does": "carry"})
    warned = finance.get("/money/year-end/").text

    at("2018-10-02 09:00")
    finance.post(f"/money/accounts/{account.pk}/lapse/", {"reason": "สิ้นปี"})

    account.refresh_from_db()
    assert "28,200.00" in warned
    assert (account.carried_baht, account.lapsed_baht) == (Decimal("3000.00"), Decimal("28200.00"))


def test_the_years_end_leads_to_the_loan_first_and_lets_the_rest_lapse(group, finance, at):
    lent = actions_spending.lend(
        build.with_evidence(build.approved(group)),
        actions_spending.Contract(
            Spending.objects.get().made_by,
            "บย ๑/๒๕๖๑",
            Decimal("10000.00"),
            lent_on=date(2018, 9, 6),
            due_on=date(2018, 9, 20),
        ),
        voucher=Voucher("บย.1"),
        actor=build.actor("district-finance", "3104"),
    )
    at("2018-10-02 09:00")
    lapse = f"/money/accounts/{build.account(group).pk}/lapse/"

    with_loan = finance.get("/money/year-end/").text
    refused = finance.post(lapse, {"reason": "สิ้นปีงบประมาณ"})
    finance.post(
        f"{acts_of(lent.spending)}loans/{lent.pk}/clear/",
        payment("10000", "clear") | {"clear-done_on": "๒ ตุลาคม ๒๕๖๑"},
    )
    without = finance.get("/money/year-end/").text

    assert (lapse in with_loan, lapse in without) == (False, True)
    assert "ส่งใช้เงินยืม" in with_loan
    assert (refused.status_code, "10,000.00 บาท" in refused.text) == (403, True)


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


def test_an_entry_in_error_is_taken_back_with_its_reason(group, finance):
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "2500.00")
    entry = Entry.objects.get(spending=spending)

    without = finance.post(f"/money/entries/{entry.pk}/reverse/", {"reason": " "})
    finance.post(f"/money/entries/{entry.pk}/reverse/", {"reason": "บันทึกซ้ำ"})

    assert without.status_code == 403
    assert build.account(group).paid_baht == 0


def test_a_stranger_gets_404_everywhere(group):
    spending = build.drafted(group)
    kanya = signed_in(build.actor("province-finance", "32"))
    account = build.account(group)

    for url in (f"/money/cases/{group.pk}/", acts_of(spending), f"{acts_of(spending)}edit/"):
        assert kanya.get(url).status_code == 404
    for url in (
        f"/money/cases/{group.pk}/checklist/",
        f"{acts_of(spending)}pay/",
        f"/money/accounts/{account.pk}/return/",
        f"/money/entries/{account.entries.all()[0].pk}/reverse/",
    ):
        assert kanya.post(url).status_code == 404
    assert "กลุ่มทอผ้าสมมุติ" not in kanya.get("/money/").text


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


def test_a_reader_without_the_role_sees_why_instead_of_a_button(group):
    province = signed_in(build.actor("province-officer", "31"))

    page = province.get(f"/money/cases/{group.pk}/")

    assert page.status_code == 200
    assert "เฉพาะเจ้าหน้าที่ของหน่วยงานที่ใช้จ่าย" in page.text
    assert "ขออนุมัติกิจกรรมใหม่" not in page.text


def test_the_wrong_method_is_405(group, officer):
    url = acts_of(build.drafted(group))
    acts = (
        "save",
        "request",
        "return",
        "approve",
        "approve-on-paper",
        "commit",
        "pay",
        "repay",
        "lend",
        "close",
        "evidence",
    )

    assert [officer.get(f"{url}{act}/").status_code for act in acts] == [405] * len(acts)
    assert officer.post("/money/loans/").status_code == 405


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


def test_the_case_page_costs_as_many_queries_for_one_entry_as_for_thirty(
    group, officer, django_assert_max_num_queries
):
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "100.00")
    url = f"/money/cases/{group.pk}/"
    officer.get(url)
    with django_assert_max_num_queries(60) as few:
        officer.get(url)

    payer = build.actor("district-finance", "3104")
    for number in range(30):
        actions_spending.pay_spending(
            spending,
            Decimal("10.00"),
            done_on=date(2018, 9, 6),
            voucher=Voucher(f"ขบ.{number}"),
            actor=payer,
        )
    with django_assert_max_num_queries(60) as many:
        officer.get(url)

    assert len(few) == len(many)


def test_a_draft_held_up_by_regulations_leads_to_them(db, at, officer):
    at(build.NOW)
    build.offices()
    early = (
        Path(build.__file__).with_name("small.yaml").read_text().replace("before: payment", "before: request")
    )
    group = build.group(build.funded_district(published=build.edition(text=early)))

    page = officer.get(acts_of(build.drafted(group))).text

    assert f'href="/money/cases/{group.pk}/#rules"' in page
