"""A purchase on its pages: the checklist shows the next step open, and each refusal says what is missing."""

import re
from copy import copy
from decimal import Decimal
from io import BytesIO
from typing import TypeVar
from zipfile import ZipFile

import pytest
from django.db.models import Model
from django.db.models.base import ModelState
from django.test import Client

from cast import Cast
from conftest import Freeze
from money import build, purchasing
from money.planned import line
from money.purchasing import DYE, THREAD
from sammachip.cases.models import Case
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Entry, Purchase, PurchaseEnd
from web.asking import browser, costs_no_more

pytestmark = pytest.mark.django_db
Row = TypeVar("Row", bound=Model)


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    at(build.NOW)
    return purchasing.buying_group(cast)


def typed(**more: str) -> dict[str, str]:
    """The report with one line of the plan, as a browser sends it."""
    costs = {
        "item": THREAD,
        "expense_class": "materials",
        "quantity": "๒๐",
        "unit": "กก.",
        "price": "๓๐๐",
        "plan_line": str(line(THREAD).pk),
    }
    return {
        "title": "จัดซื้อเส้นด้าย",
        "kind": "goods",
        "head": "support",
        "purpose": "ใช้ผลิตตามแผน",
        "specification": "เส้นด้ายฝ้าย",
        "median": "6,000",
        "median_source": "แผนของกลุ่ม",
        "wanted_on": "๑๕ กันยายน ๒๕๖๑",
        "criteria": "เกณฑ์ราคา",
        "inspectors": "นางสาวสมมุติ ผู้ตรวจ, นักวิชาการพัฒนาชุมชน",
        "lines-TOTAL_FORMS": "4",
        "lines-INITIAL_FORMS": "0",
        **{f"lines-0-{name}": value for name, value in costs.items()},
        **more,
    }


def written(docx: bytes) -> str:
    """What a Word file says, tags and all."""
    return ZipFile(BytesIO(docx)).read("word/document.xml").decode()


def prefixed(prefix: str, **typed_: str) -> dict[str, str]:
    return {f"{prefix}-{name}": value for name, value in typed_.items()}


def test_a_purchase_goes_from_the_plan_to_payment_and_each_page_opens_the_next_step(
    group: Case, cast: Cast
) -> None:
    officer, head, finance = browser(cast.malee), browser(cast.mana), browser(cast.fong)
    offered = officer.get(f"/money/cases/{group.pk}/purchases/new/").text
    url = officer.post(f"/money/cases/{group.pk}/purchases/add/", typed()).url
    officer.post(f"{url}request/", {"seen": 0})
    head.post(f"{url}approve/", prefixed("approve", number="บร ๑", done_on="10/9/2561"))
    assert officer.get(f"{url}edit/").status_code == 403
    purchase = Purchase.objects.get()
    price = {f"price-{purchase.spending.lines.get().pk}": "๒๙๐"}
    quotation = prefixed("quotation", vendor="ร้านสมมุติ", quoted_on="10/9/2561", **price)
    blank = officer.get(f"{url}quotation.docx")
    officer.post(f"{url}quotation/", quotation)
    waits, to_order = finance.get(url).text, finance.get("/").text
    said = {"quotation": str(purchase.quotations.get().pk), "number": "๑/๒๕๖๑", "ordered_on": "10/9/2561"}
    said |= {"delivery_days": "7", "place": "ที่ทำการกลุ่ม", "fine_percent": "0.20"}
    finance.post(
        f"{url}order/", prefixed("order", **said, signer_name="นายมานะ", signer_title="พัฒนาการอำเภอ")
    )
    officer.post(f"{url}deliver/", prefixed("delivery", delivered_on="10/9/2561", note_number="ส่ง ๑"))
    accepted = {f"accepted-{purchase.spending.lines.get().pk}": "๒๐"}
    officer.post(f"{url}inspect/", prefixed("inspection", inspected_on="10/9/2561", **accepted))
    early = finance.post(f"{url}pay/", prefixed("pay", amount="5800", done_on="10/9/2561", number="ขบ ๑"))
    to_pay = finance.get("/").text
    receipt = prefixed("receipt", kind="receipt", number="๑๒", dated_on="10/9/2561", amount="5800")
    officer.post(f"{url}receipt/", receipt)
    finance.post(f"{url}pay/", prefixed("pay", amount="5800", done_on="10/9/2561", number="ขบ ๑"))

    purchase.spending.refresh_from_db()
    told = officer.get(url).text
    assert (f'value="{THREAD}"' in offered, f'value="{DYE}"' in offered) == (True, True)
    assert "ประเภทค่าใช้จ่ายที่เลือกและที่ระบบเสนอ" in told
    assert blank.headers["Content-Disposition"].endswith('.docx"')
    filled = [officer.get(f"{url}quotation.docx?of={of}") for of in (said["quotation"], "0", "ก")]
    assert [one.status_code for one in filled] == [200, 404, 404]
    assert ["ร้านสมมุติ" in written(one.content) for one in (blank, filled[0])] == [False, True]
    assert "บันทึกการสั่งและก่อหนี้ผูกพัน" in waits
    assert ["สั่งซื้อหรือสั่งจ้าง «จัดซื้อเส้นด้าย»" in desk for desk in (to_order, to_pay)] == [True, False]
    assert ["เบิกจ่าย «จัดซื้อเส้นด้าย»" in desk for desk in (to_order, to_pay)] == [False, True]
    assert (early.status_code, "ยังไม่มีหลักฐานของรายการนี้" in early.text) == (403, True)
    assert (purchase.spending.state, build.account(group).paid_baht) == ("closed", Decimal("5800.00"))
    assert "เปิดงานของกลุ่มเพื่อบันทึกใบส่งมอบ" in told
    assert "เส้นด้าย 20 กก." in officer.get(f"/money/cases/{group.pk}/purchases/").text
    assert officer.get(f"/money/cases/{group.pk}/purchases/ocds.json").json()["version"] == "1.1"
    assert officer.get(f"/money/spendings/{purchase.pk}/").status_code == 200
    again = officer.get(f"/money/cases/{group.pk}/purchases/new/").text
    assert [text.count(f"จัดหาพัสดุตามแผนของ{group} ครั้งที่ 2") for text in (offered, again)] == [0, 1]


def test_of_the_plans_rows_those_left_out_or_emptied_are_not_bought(
    group: Case, cast: Cast, officer: Client
) -> None:
    left_out = {"lines-1-item": DYE, "lines-1-expense_class": "materials", "lines-1-left_out": "on"}
    emptied = {"lines-2-expense_class": "materials", "lines-2-plan_line": str(line(DYE).pk)}
    shown = {"lines-INITIAL_FORMS": "3", "median": ""}

    offered = officer.get(f"/money/cases/{group.pk}/purchases/new/").text
    officer.post(f"/money/cases/{group.pk}/purchases/add/", typed(**left_out, **emptied, **shown))

    purchase = Purchase.objects.get()
    assert re.findall(r'name="lines-(\d)-left_out"', offered) == ["0", "1"], (
        "a blank row has nothing to leave out"
    )
    assert list(purchase.spending.lines.values_list("item", flat=True)) == [THREAD]
    assert (purchase.median_baht, purchase.median_source) == (Decimal("6000.00"), "แผนของกลุ่ม")


@pytest.fixture
def officer(cast: Cast) -> Client:
    return browser(cast.malee)


def test_what_is_wrong_in_a_cell_is_read_with_it(group: Case, officer: Client) -> None:
    wrong = typed(**{"lines-0-price": "สามร้อย"})

    page = officer.post(f"/money/cases/{group.pk}/purchases/add/", wrong).text

    assert 'aria-describedby="id_lines-0-price_error"' in page
    assert 'id="id_lines-0-price_error"' in page
    assert "แก้ช่องที่มีเครื่องหมายในตารางนี้" in page


def test_what_cannot_be_taken_is_shown_back_with_what_was_typed(
    group: Case, cast: Cast, officer: Client
) -> None:
    odd = officer.post(f"/money/cases/{group.pk}/purchases/add/", typed(inspectors="นายก ไม่มีตำแหน่ง"))
    long = officer.post(f"/money/cases/{group.pk}/purchases/add/", typed(inspectors=f"นายก, {'ก' * 201}"))
    purchase = purchasing.approved(group, cast)
    url = purchase.get_absolute_url()
    prices = {f"price-{pk}": "500" for pk in purchase.spending.lines.values_list("pk", flat=True)}
    asked = prefixed("quotation", vendor="ร้านสมมุติ", tax_id="123", quoted_on="5/9/2561", **prices)
    wrong = officer.post(f"{url}quotation/", asked)

    assert (odd.status_code, "ต้องมีทั้งชื่อและตำแหน่ง" in odd.text, "เส้นด้ายฝ้าย" in odd.text) == (422, True, True)
    assert (long.status_code, "ยาว 201 ตัวอักษร เกิน 200" in long.text) == (422, True)
    assert (wrong.status_code, "เลขประจำตัวผู้เสียภาษี 123 ไม่ถูกต้อง" in wrong.text) == (422, True)
    assert 'value="ร้านสมมุติ"' in wrong.text


def test_strangers_get_nothing_and_colleagues_a_reason(group: Case, cast: Cast, officer: Client) -> None:
    purchase = purchasing.approved(group, cast)
    url = purchase.get_absolute_url()
    stranger = browser(cast.kanya)

    pages = [url, f"{url}edit/", f"{url}quotation.pdf", f"/money/cases/{group.pk}/purchases/"]
    assert {stranger.get(page).status_code for page in pages} == {404}
    refused = officer.post(f"{url}approve/", prefixed("approve", number="๑", done_on="5/9/2561"))
    stale = officer.post(f"{url}save/", typed(seen="7"))
    assert (refused.status_code, "รายการนี้ไม่ได้อยู่ระหว่างรออนุมัติ" in refused.text) == (403, True)
    assert stale.status_code == 403
    assert officer.get(f"{url}request/").status_code == 405


def test_whoever_approves_reads_both_numbers_and_what_looks_split(
    group: Case, cast: Cast, officer: Client
) -> None:
    head = browser(cast.mana)
    dear = typed(**{"lines-0-price": "3,000", "median": "60,000"})
    urls = [officer.post(f"/money/cases/{group.pk}/purchases/add/", dear).url for _once in range(2)]
    alone = officer.get(urls[0]).text
    for url in urls:
        officer.post(f"{url}request/", {"seen": 0})
    both = head.get(urls[1]).text
    head.post(
        f"{urls[0]}approve/",
        prefixed("approve", number="บร ๑", done_on="10/9/2561", deviation_reason="ราคาตลาด"),
    )
    after = head.get(urls[1]).text

    account = "ขออนุมัติ 60,000.00 บาท แต่บัญชีของ กลุ่มทอผ้าสมมุติ ผูกพันได้อีก 31,200.00 บาท"
    split = "จัดหาของชนิดเดียวกัน 2 รายการภายใน 30 วัน รวม 120,000.00 บาท เกิน 100,000.00 บาท"
    assert [account in told for told in (alone, both, after)] == [True, True, True]
    assert [split in told for told in (alone, both, after)] == [False, True, True]
    assert "อนุมัติรายการอื่นที่ยังไม่ผูกพันไว้แล้ว 60,000.00 บาท" in after
    assert "อนุมัติรายการอื่น" not in both


def test_who_may_not_is_told_so_before_what_is_wrong_with_the_words(
    group: Case, cast: Cast, officer: Client
) -> None:
    url = purchasing.requested(group, cast).get_absolute_url()
    province, place = browser(cast.somchai), f"/money/cases/{group.pk}/"
    acts = (
        (officer, f"{url}approve/"),
        (officer, f"{url}return/"),
        (officer, url.replace("purchases", "spendings") + "approve/"),
        *(
            (province, f"{url}{act}/")
            for act in ("save", "approve-on-paper", "quotation", "receipt", "close")
        ),
        *((province, f"{place}{act}/add/") for act in ("purchases", "spendings")),
        (province, f"{place}checklist/"),
        (province, f"/money/tasks/{group.tasks.get(stage='procure').pk}/end-buying/"),
    )

    assert [(address, client.post(address, {}).status_code) for client, address in acts] == [
        (address, 403) for _client, address in acts
    ]


def test_what_was_recorded_wrongly_is_withdrawn_on_the_page_with_its_reason(
    group: Case, cast: Cast, officer: Client
) -> None:
    purchase = purchasing.approved(group, cast)
    url = purchase.get_absolute_url()
    purchasing.ordered(purchase, cast)
    purchasing.taken(purchase, cast)
    offered = officer.get(url).text

    def said(step: str, reason: str = "นับผิด") -> dict[str, str]:
        return prefixed("withdraw", step=step, reason=reason)

    stranger = browser(cast.kanya).post(f"{url}withdraw/", said("inspection"))
    blank = officer.post(f"{url}withdraw/", said("inspection", ""))
    early = officer.post(f"{url}withdraw/", said("order"))
    officer.post(f"{url}withdraw/", said("inspection"))
    told = officer.get(url).text
    officer.post(f"{url}withdraw/", said("delivery"))
    other = browser(cast.mana).post(f"{url}withdraw/", said("order"))

    assert "ถอนการตรวจรับที่บันทึกผิด" in offered
    assert (stranger.status_code, other.status_code, blank.status_code) == (404, 403, 422)
    assert (early.status_code, "ขั้นที่บันทึกล่าสุดคือการตรวจรับ" in early.text) == (422, True)
    assert (offered.count("ถอนแล้ว</span>"), told.count("ถอนแล้ว</span>")) == (0, 1)
    assert ("ขั้นที่ถอนแล้ว" in told, "ถอนการส่งของที่บันทึกผิด" in told, "นับผิด" in told) == (True, True, True)
    assert "ถอนการตรวจรับที่บันทึกผิด" in officer.get(group.get_absolute_url()).text


def test_open_data_costs_the_same_for_one_purchase_and_for_thirty(group: Case, cast: Cast) -> None:
    purchase = purchasing.bought(group, cast)

    def add() -> None:
        for _n in range(29):
            copied(purchase)

    address = f"/money/cases/{group.pk}/purchases/ocds.json"
    assert costs_no_more(cast.malee, address, add)
    assert len(browser(cast.malee).get(address).json()["releases"]) == 30


def copied(purchase: Purchase) -> None:
    """Another purchase of the same offer, order and payment; no act lays it down, for thirty would take minutes."""
    [order] = purchase.orders.all()
    [delivery] = purchase.deliveries.all()
    [inspection] = delivery.inspections.all()
    entries = list(Entry.objects.filter(spending=purchase.pk, kind=EntryKind.PAID))
    lines = list(purchase.spending.lines.all())
    offers = {one.line_id: one for one in order.quotation.lines.all()}
    taken = {one.line_id: one for one in inspection.lines.all()}
    spending = anew(purchase.spending)
    another = Purchase.objects.create(spending=spending, officer=purchase.officer, rule=purchase.rule)
    quotation = anew(order.quotation, purchase=another)
    anew(order, purchase=another, quotation=quotation)
    found = anew(inspection, delivery=anew(delivery, purchase=another))
    for cost in lines:
        new = anew(cost, spending=spending)
        anew(offers[cost.pk], quotation=quotation, line=new)
        anew(taken[cost.pk], inspection=found, line=new)
    for entry in entries:
        anew(entry, spending=spending)


def anew(row: Row, **other: object) -> Row:
    """The row once more, with these of its columns changed."""
    made = copy(row)
    made.pk = None
    made._state = ModelState()
    for name, value in other.items():
        setattr(made, name, value)
    made.save()
    return made


def test_a_draft_saved_by_another_is_stale(group: Case, cast: Cast, officer: Client) -> None:
    purchase = purchasing.drafted(group, cast)
    url = purchase.get_absolute_url()
    first = officer.post(f"{url}save/", typed(seen="0"))
    second = officer.post(f"{url}save/", typed(seen="0", title="อีกชื่อ"))

    assert (first.status_code, second.status_code) == (302, 409)
    assert officer.get(f"{url}edit/").status_code == 200


def test_a_line_nobody_buys_is_ended_on_the_page(group: Case, cast: Cast, officer: Client) -> None:
    task = group.tasks.get(stage="procure")
    url = f"/money/tasks/{task.pk}/end-buying/"
    blank = officer.post(url, {"line": line(DYE).pk, "end-reason": ""})
    long = officer.post(url, {"line": line(DYE).pk, "end-reason": "มีแล้ว" * 60}).text
    whole = browser(cast.mana).post(url, {"end-reason": " "}).text
    for strange in ("9" * 5000, "ทั้งหมด"):
        assert officer.post(url, {"line": strange, "end-reason": "กลุ่มมีอยู่แล้ว"}).status_code == 404
    officer.post(url, {"line": line(DYE).pk, "end-reason": "กลุ่มมีอยู่แล้ว"})

    assert (blank.status_code, blank.text.count("ยังไม่ได้ระบุเหตุผล")) == (422, 1)
    assert (long.count(f'value="{"มีแล้ว" * 60}"'), long.count("<details open>")) == (1, 1)
    assert "<details open><summary>สิ้นสุดการจัดหา ไม่จัดหารายการที่เหลือ" in whole
    assert PurchaseEnd.objects.get().plan_line == line(DYE)
    assert (
        "เฉพาะหัวหน้าหน่วยงานที่ใช้จ่ายจึงสิ้นสุดการใช้จ่ายได้" in officer.get(f"/money/cases/{group.pk}/purchases/").text
    )
    assert "กลุ่มมีอยู่แล้ว" in officer.get(f"/money/cases/{group.pk}/purchases/").text
