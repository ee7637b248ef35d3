"""The books of an office and of a case: sums, entries, the sheet of a month, and who sees them."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine

from money import build
from sammachip.cases.models import Task
from sammachip.money import actions_spending
from sammachip.money.actions import Voucher
from sammachip.money.models import Account, Entry
from sammachip.web.templatetags.thai import thaidate_short
from web.asking import browser
from web.money.typed import payment


def test_the_desk_shows_own_and_each_below_and_warns_before_the_years_end(group, finance):
    page = finance.get("/money/")

    assert page.status_code == 200
    assert "62,400.00" in page.text
    assert "กลุ่มทอผ้าสมมุติ" in page.text
    assert "เหลืออีก 20 วันจะสิ้นปีงบประมาณ" in page.text


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
    with zipfile.ZipFile(io.BytesIO(file.content)) as book:
        printed = book.read("xl/worksheets/sheet1.xml").decode()
    assert page.status_code == 200
    assert "ขบ.02/9" in page.text
    assert 'fitToHeight="0"' in printed  # one page wide: its columns are read side by side on paper
    assert rows[0][1] == "เลขที่เอกสาร"
    assert [row[8] for row in rows if row[1] == "ขบ.02/9"] == [2500.0]
    assert [row[9] for row in rows if row[1] == "ขบ.02/10"] == [3000.0]
    assert rows[-1][8:10] == [2500.0, 3000.0]
    assert "ไม่มีรายการในเดือนนี้" in finance.get("/money/month/?month=2561-07").text


def test_the_months_sheet_tells_money_from_above_from_money_passed_on(group):
    district, province = (
        browser(build.actor(role, office))
        for role, office in (("district-finance", "3104"), ("province-finance", "31"))
    )

    totals = []
    for client in (district, province):
        file = client.get("/money/month/2561-09.xlsx")
        rows = python_calamine.load_workbook(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
        totals.append((len(rows), rows[-1][10], rows[-1][11]))

    assert totals == [(3, 62400.0, 0.0), (3, 0.0, 62400.0)]


@pytest.mark.parametrize("month", ["a%0Ab", "[2561]", "9" * 40])
def test_the_sheet_of_a_month_that_is_none_is_this_month_s(group, finance, month):
    file = finance.get(f"/money/month/{month}.xlsx")

    assert (file.status_code, "reconcile-3104-2561-09.xlsx" in file.headers["Content-Disposition"]) == (
        200,
        True,
    )


def test_a_province_records_what_reached_it(db, at):
    at(build.NOW)
    published = build.edition()
    officer = browser(build.actor("province-officer", "31"))
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


def test_a_return_that_is_refused_is_told_at_its_own_account_alone(group, finance):
    other = Account.objects.create(case=group, head="other")

    refused = finance.post(f"/money/accounts/{other.pk}/return/", payment("1200", "return"))

    at_each = refused.text.split('id="account-')[1:]
    assert refused.status_code == 422
    assert [(card.partition('"')[0], 'value="1200"' in card) for card in at_each] == [
        (str(build.account(group).pk), False),
        (str(other.pk), True),
    ]


def test_an_answer_that_is_refused_is_said_where_it_was_given_and_nothing_is_kept(group, officer):
    answers = f"/money/cases/{group.pk}/checklist/"

    unsaid = officer.post(answers, {"item": "no_overlap", "answer": "no", "reason": " "})
    odd = officer.post(answers, {"item": "no_overlap", "answer": "maybe", "reason": "โทรถามแล้ว"})

    assert (unsaid.status_code, odd.status_code) == (422, 422)
    assert "ยังไม่ได้ระบุเหตุผลที่ตอบว่ายังไม่เป็นไปตามข้อกำหนด: «ไม่ซ้ำซ้อนกับงบประมาณ" in unsaid.text
    assert 'value="โทรถามแล้ว"' in odd.text
    assert not group.checklist_answers.exists()


def test_sums_are_shown_as_of_a_day(group, officer):
    build.paid(build.with_evidence(build.approved(group)), "2500.00", day=date(2018, 9, 7))

    before = officer.get(f"/money/cases/{group.pk}/?as_of=6/9/2561").text
    after = officer.get(f"/money/cases/{group.pk}/?as_of=7/9/2561").text

    assert "ยอด ณ วันที่ 6 กันยายน 2561" in before
    assert ("0.00%" in before, "8.01%" in after) == (True, True)
    above = officer.get(f"/money/cases/{group.parent_id}/").text
    own, below = "ยังไม่มีรายการใช้จ่าย", "ยอดข้างบนเป็นของกลุ่มในสังกัด"
    assert (own in above, below in above) == (False, True), "what its groups paid is not told as nothing"


def test_an_entry_dated_outside_the_programmes_window_is_flagged(db, at):  # clauses A3, A16
    at(build.NOW)
    text = (Path(build.__file__).parent / "small.yaml").read_text()
    late = text.replace("start: 2561-08-01", "start: 2561-09-07")
    group = build.group(build.funded_district(published=build.edition(text=late)))
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "1000.00", day=date(2018, 9, 6))
    build.paid(spending, "500.00", day=date(2018, 9, 7))

    page = browser(build.actor("field-officer", "3104")).get(f"/money/cases/{group.pk}/").text

    assert _flagged(page, "1,000.00", date(2018, 9, 6)) is True
    assert _flagged(page, "500.00", date(2018, 9, 7)) is False


def _flagged(page: str, amount: str, day: date) -> bool:
    """Whether the entry of this sum and day bears the flag."""
    (row,) = [row for row in page.split("<tr>") if thaidate_short(day) in row and f">{amount}<" in row]
    return "นอกช่วงโครงการ" in row


def test_an_entry_in_error_is_taken_back_with_its_reason(group, finance):
    spending = build.with_evidence(build.approved(group))
    build.paid(spending, "2500.00")
    entry = Entry.objects.get(spending=spending)

    without = finance.post(f"/money/entries/{entry.pk}/reverse/", {"reason": " "})
    finance.post(f"/money/entries/{entry.pk}/reverse/", {"reason": "บันทึกซ้ำ"})

    assert without.status_code == 422
    assert f'id="why-{entry.pk}-error"' in without.text
    assert build.account(group).paid_baht == 0


def test_a_stranger_reads_of_no_group(group):
    kanya = browser(build.actor("province-finance", "32"))

    assert "กลุ่มทอผ้าสมมุติ" not in kanya.get("/money/").text


def test_a_reader_without_the_role_sees_why_instead_of_a_button(group):
    province = browser(build.actor("province-officer", "31"))

    page = province.get(f"/money/cases/{group.pk}/")

    assert page.status_code == 200
    assert "เฉพาะเจ้าหน้าที่ของหน่วยงานที่ใช้จ่าย" in page.text
    assert "ขออนุมัติกิจกรรมใหม่" not in page.text


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
