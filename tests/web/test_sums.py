"""Every sum on the money pages opens the entries that make it up, and they come to that sum."""

import re
from datetime import date
from html import unescape

import pytest

from money import build
from web.asking import body, browser, costs_no_more

SUM = re.compile(r'<a href="(/money/cases/\d+/entries/[^"]+)">([\d,.]+)</a>')
TOTAL = re.compile(r"<tfoot>.*?([\d,]+\.\d\d)\s*(?:</\w+>\s*)*</tfoot>", re.DOTALL)


@pytest.fixture
def spending(db, at):
    at(build.NOW)
    return build.with_evidence(build.approved(build.funded_group()))


def test_every_sum_of_the_money_pages_opens_entries_that_come_to_it(spending):
    build.paid(spending, "4000.00")
    actor = build.actor("province-finance", "31")
    pages = ["/money/", f"/money/cases/{spending.case_id}/"]

    sums = {unescape(url): shown for page in pages for url, shown in SUM.findall(body(actor, page))}

    behind = {url: TOTAL.findall(body(actor, url)) for url in sums}
    assert {url.partition("column=")[2] for url in sums} == {"allotted", "transferred", "paid", "left"}
    assert behind == {url: [shown] for url, shown in sums.items()}


def test_entries_behind_a_sum_are_those_of_its_day(spending):
    build.paid(spending, "4000.00", day=date(2018, 9, 8))
    page = f"/money/cases/{spending.case_id}/entries/?column=paid&as_of="
    actor = build.actor("district-finance", "3104")

    assert TOTAL.findall(body(actor, f"{page}2561-09-08")) == ["4,000.00"]
    assert "ไม่มีรายการ" in body(actor, f"{page}2561-09-07")


def test_entries_behind_a_sum_ask_no_more_for_more_of_them(spending):
    actor = build.actor("district-finance", "3104")
    page = f"/money/cases/{spending.case_id}/entries/?column=left"

    def pay() -> None:
        for day in range(6, 11):
            build.paid(spending, "100.00", day=date(2018, 9, day))

    assert costs_no_more(actor, page, pay)


def test_entries_behind_a_sum_are_no_strangers_and_of_no_other_column(spending):
    page = f"/money/cases/{spending.case_id}/entries/"
    neighbour, own = build.actor("province-finance", "32"), build.actor("district-finance", "3104")

    assert browser(neighbour).get(f"{page}?column=paid").status_code == 404
    assert browser(own).get(f"{page}?column=nonsense").status_code == 404
    assert browser(own).post(f"{page}?column=paid").status_code == 405
