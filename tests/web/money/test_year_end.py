"""The pages of the year's end: what is carried over, what lapses, what comes first."""

import re
from datetime import date
from decimal import Decimal

from money import build
from sammachip.money import actions_spending
from sammachip.money.actions import Voucher
from sammachip.money.models import Spending
from web.money.typed import acts_of, payment


def test_money_bound_is_carried_over_and_the_rest_lapses_after_the_year(group, finance, at):
    spending = build.with_evidence(build.approved(group))
    finance.post(f"{acts_of(spending)}commit/", payment("3000", "commit"))
    account = build.account(group)
    too_much = payment("300000", "return") | {"does": "carry"}
    refused = finance.post(f"/money/accounts/{account.pk}/return/", too_much)
    assert (refused.status_code, 'value="300000"' in refused.text) == (422, True)
    assert "กันเงินเกินที่ผูกพันค้าง: ขอกัน 300,000.00 บาท" in refused.text
    finance.post(f"/money/accounts/{account.pk}/return/", payment("3000", "return") | {"does": "carry"})
    purses = finance.get(f"/money/cases/{group.pk}/").text.split('id="account-')[1:]
    warned = finance.get("/money/year-end/").text

    at("2018-10-02 09:00")
    ready = re.search(
        r'name="reason" type="text" maxlength="300" value="(.*?)"', finance.get("/money/year-end/").text
    )
    unsaid = finance.post(f"/money/accounts/{account.pk}/lapse/", {"reason": " "})
    finance.post(f"/money/accounts/{account.pk}/lapse/", {"reason": "สิ้นปี"})

    account.refresh_from_db()
    assert "28,200.00" in warned
    assert "28,200.00" in finance.get("/money/").text.split('data-label="พับไป"', 1)[1]
    assert [purse.count('<dt>กันเหลื่อมปี</dt><dd class="money">3,000.00</dd>') for purse in purses] == [1, 1]
    assert ["/return/" in purse for purse in purses] == [True, False]
    assert ready is not None
    assert ready[1] == ""
    assert "spendings/new/" not in finance.get(f"/money/cases/{group.pk}/").text
    assert "พับไปแล้ว 28,200.00 บาท" in finance.get(f"/money/cases/{group.pk}/purchases/").text
    assert (unsaid.status_code, "ยังไม่ได้ระบุเหตุผลที่บันทึกเงินพับไป" in unsaid.text) == (422, True)
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
