"""Every door that durable goods could come in by is shut: plan, request, order and payment; page, program and phone."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.http import HttpResponse

import make
from api.conftest import program_of, refused
from cast import Cast
from conftest import Freeze
from goods import LOOM
from money import build, purchasing
from money.planned import line
from money.purchasing import DYE, THREAD
from sammachip.cases.models import Case, ClassDecision, Filing
from sammachip.core.goods import ExpenseClass
from sammachip.money import actions_purchase, actions_spending, limits
from sammachip.money.actions_spending import Line
from sammachip.money.models import Entry, Order, Purchase, Spending, SpendingState
from sammachip.registry.actions_supports import keep_supports
from sammachip.registry.supports import Told
from sammachip.trail import clock
from web.asking import body, browser
from web.money.typed import payment

pytestmark = pytest.mark.django_db

RULE = "บาท แต่กำหนดไม่เกิน 0.00 บาท — กรณีสนับสนุนเป็นวัสดุ/อุปกรณ์ต้องไม่เป็นประเภทครุภัณฑ์"
LIGHT_BOX = {**LOOM, "item": "กล่องไฟ LED", "price": "3500"}
DURABLE = {**LOOM, "expense_class": "durable"}
PLAN = {"production": "ย้อมสี", "marketing": "ตลาดนัด", "overlap": "no"}


@pytest.fixture
def planning(cast: Cast, at: Freeze) -> Case:
    """A group that plans what to do with its money."""
    at("2018-09-10 09:00")
    return make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)


@pytest.fixture
def group(cast: Cast, at: Freeze) -> Case:
    """A group that buys what its plan says."""
    at(build.NOW)
    return purchasing.buying_group(cast)


def collected(group: Case, row: dict[str, str]) -> bytes:
    """A plan of this one line, as a collector on a phone writes it."""
    cells = "".join(f"<lines-{key}>{value}</lines-{key}>" for key, value in row.items())
    return (
        f'<data id="{group.edition.programme.code}.plan" version="{group.edition.number}">'
        f"<sammachip-task>{make.task(group, 'plan').pk}</sammachip-task>"
        "<section-direction><production>ย้อมสี</production><marketing>ตลาดนัด</marketing></section-direction>"
        f"<section-lines><lines>{cells}</lines></section-lines>"
        "<section-overlap><overlap>no</overlap></section-overlap>"
        "<meta><instanceID>uuid:plan</instanceID></meta></data>"
    ).encode()


def drafted_by(door: str, group: Case, cast: Cast, row: dict[str, str]) -> Filing:
    """A draft of the plan with this line that came in by the door."""
    if door == "typed":
        return make.filing(make.task(group, "plan"), cast.malee, {**PLAN, "lines": [row]})
    file = io.BytesIO(collected(group, row))
    file.name = "plan.xml"
    told = browser(cast.malee).post("/submissions/", {"files": [file]}, follow=True).content.decode()
    assert "เป็นฉบับร่างแล้ว" in told
    return Filing.objects.get()


@pytest.mark.parametrize("door", ["typed", "collected"])
@pytest.mark.parametrize(
    ("row", "code", "said"), [(DURABLE, "limit", RULE), (LIGHT_BOX, "limit-undecided", "«กล่องไฟ LED»")]
)
def test_a_plan_is_not_sent_however_its_answers_came(
    cast: Cast, planning: Case, door: str, row: dict[str, str], code: str, said: str
) -> None:
    plan = drafted_by(door, planning, cast, row)
    assert [one["item"] for one in plan.answers["lines"]] == [row["item"]]
    typed = {f"a.{key}": answer for key, answer in PLAN.items()}
    typed |= {f"a.lines.0.{key}": cell for key, cell in row.items()}

    by_page = browser(cast.malee).post(
        f"/filings/{plan.pk}/save/", {**typed, "seen": str(plan.saved), "then": "send"}
    )
    plan.refresh_from_db()
    by_program = program_of(cast.malee).post(f"/filings/{plan.pk}/send", {"seen": plan.saved})

    assert by_page.status_code == 422
    assert said in by_page.content.decode()
    assert said in refused(by_program, 403, code)
    assert not plan.revisions.exists()
    assert not ClassDecision.objects.exists()


def bought(group: Case, cast: Cast, item: str, sort: ExpenseClass) -> Purchase:
    """A draft of a purchase of this thing for a line of the plan."""
    thing = replace(purchasing.cost(item, 1, "ชิ้น", "3500.00", of_plan=THREAD), expense_class=sort)
    return purchasing.drafted(group, cast, thing)


@pytest.mark.parametrize(
    ("item", "sort", "code", "said"),
    [
        ("กี่ทอผ้า", ExpenseClass.DURABLE, "limit", RULE),
        ("กล่องไฟ LED", ExpenseClass.MATERIALS, "limit-undecided", "1 รายการ: «กล่องไฟ LED»"),
        ("กล่องไฟ LED", ExpenseClass.SERVICES, "limit-undecided", "1 รายการ: «กล่องไฟ LED»"),
    ],
)
def test_a_purchase_is_not_asked_for(
    cast: Cast, group: Case, item: str, sort: ExpenseClass, code: str, said: str
) -> None:
    purchase = bought(group, cast, item, sort)

    by_page = browser(cast.malee).post(f"{purchase.get_absolute_url()}request/", {"seen": 0}, follow=True)
    by_program = program_of(cast.malee).post(f"/spendings/{purchase.pk}/request", {"seen": 0})

    assert said in by_page.content.decode()
    assert said in refused(by_program, 403, code)
    assert Spending.objects.get().state == SpendingState.DRAFT


def test_what_may_not_be_bought_is_not_told_to_be_bought(cast: Cast, group: Case) -> None:
    loom = Line("กี่ทอผ้า", Decimal(1), "หลัง", Decimal("3500.00"), ExpenseClass.DURABLE)
    spending = actions_spending.draft_spending(group, purchasing.asks(loom), actor=cast.malee)

    by_page = browser(cast.malee).post(f"{spending.get_absolute_url()}request/", {"seen": 0}, follow=True)
    by_program = program_of(cast.malee).post(f"/spendings/{spending.pk}/request", {"seen": 0})

    for said in (by_page.content.decode(), refused(by_program, 403, "limit")):
        assert RULE in said
        assert "จัดทำรายงานขอซื้อขอจ้างแทน" not in said


def made_durable(purchase: Purchase) -> None:
    """As if the class had been changed behind the program."""
    purchase.spending.lines.filter(item=DYE).update(expense_class="durable")


def both_ways(by_page: HttpResponse, by_program: HttpResponse) -> None:
    assert by_page.status_code == 422
    assert RULE in by_page.content.decode()
    assert RULE in refused(by_program, 403, "limit")


def test_nothing_durable_is_ordered(cast: Cast, group: Case) -> None:
    purchase = purchasing.approved(group, cast)
    agreed = purchasing.agreed(purchasing.quoted(purchase, cast))
    made_durable(purchase)
    said = {"ordered_on": "2018-09-05", "delivery_days": 7, "place": agreed.place, "fine_percent": "0.20"}
    said |= {"signer_name": agreed.signer_name, "signer_title": agreed.signer_title, "number": agreed.number}
    said |= {"quotation": agreed.quotation.pk}

    both_ways(
        browser(cast.fong).post(
            f"{purchase.get_absolute_url()}order/",
            {f"order-{key}": value for key, value in {**said, "ordered_on": "5/9/2561"}.items()},
        ),
        program_of(cast.fong).post(f"/purchases/{purchase.pk}/order", said),
    )
    assert not Order.objects.exists()


def test_nothing_durable_is_paid(cast: Cast, group: Case) -> None:
    purchase = purchasing.approved(group, cast)
    actions_purchase.order_purchase(
        purchase, purchasing.agreed(purchasing.quoted(purchase, cast)), actor=cast.fong
    )
    purchasing.taken(purchase, cast)
    purchasing.proved(purchase, cast)
    made_durable(purchase)
    said = {"amount": "100.00", "done_on": "2018-09-08", "document_number": "ขบ.02/9"}

    both_ways(
        browser(cast.fong).post(
            f"{purchase.get_absolute_url()}pay/", payment("100", done_on="8 กันยายน 2561")
        ),
        program_of(cast.fong).post(f"/spendings/{purchase.pk}/payments", said),
    )
    assert not Entry.objects.filter(spending=purchase.pk, kind="paid").exists()


def in_question(group: Case, cast: Cast) -> Purchase:
    """A purchase asked for before its thing came into question, and not yet approved."""
    purchase = purchasing.requested(group, cast)
    purchase.spending.lines.filter(item=DYE).update(item="ชุดย้อมสีไฟฟ้า")
    return purchase


def test_a_class_that_came_into_question_later_is_decided_on_the_page_with_a_reason(
    cast: Cast, group: Case
) -> None:
    purchase = in_question(group, cast)
    address = f"/money/spendings/{purchase.pk}/"
    assert "บันทึกคำวินิจฉัยประเภทค่าใช้จ่าย" in body(cast.malee, purchase.get_absolute_url())
    officer = browser(cast.malee)

    assert browser(cast.kanya).post(f"{address}classes/", {"class-reason": "ทดสอบ"}).status_code == 404
    assert browser(cast.somchai).post(f"{address}classes/", {"class-reason": "ทดสอบ"}).status_code == 403
    assert officer.get(f"{address}classes/").status_code == 405
    assert officer.post(f"{address}classes/", {"class-reason": ""}).status_code == 422
    officer.post(f"{address}classes/", {"class-reason": "หม้อย้อมใบเล็ก เสียแล้วทิ้ง"})

    kept = ClassDecision.objects.get()
    assert (kept.item, kept.reason, kept.decided_by) == (
        "ชุดย้อมสีไฟฟ้า",
        "หม้อย้อมใบเล็ก เสียแล้วทิ้ง",
        cast.malee.person,
    )
    shown = body(cast.mana, purchase.get_absolute_url())
    assert "หม้อย้อมใบเล็ก เสียแล้วทิ้ง" in shown
    assert "บันทึกคำวินิจฉัยประเภทค่าใช้จ่าย" not in shown
    again = officer.post(f"{address}classes/", {"class-reason": "อีกครั้ง"})
    assert "ไม่มีรายการที่ต้องตัดสินประเภท" in again.content.decode()


def test_a_class_in_question_stops_the_order_until_a_person_decides_it(cast: Cast, group: Case) -> None:
    purchase = purchasing.approved(group, cast)
    quotation = purchasing.quoted(purchase, cast)
    purchase.spending.lines.filter(item=DYE).update(item="ชุดย้อมสีไฟฟ้า")
    Spending.objects.filter(pk=purchase.pk).update(limit_reason="เหตุผลของข้อจำกัดอื่น")
    said = {"ordered_on": "2018-09-05", "delivery_days": 7, "place": "ที่ทำการกลุ่ม", "fine_percent": "0.20"}
    said |= {
        "signer_name": "นายมานะ",
        "signer_title": "พัฒนาการอำเภอ",
        "number": "๑",
        "quotation": quotation.pk,
    }
    finance, officer = program_of(cast.fong), program_of(cast.malee)

    reason = refused(finance.post(f"/purchases/{purchase.pk}/order", said), 403, "limit-undecided")
    assert "«ชุดย้อมสีไฟฟ้า»" in reason
    assert "บันทึกเหตุผลที่จัดเป็นประเภทนี้" in reason
    decisions = f"/spendings/{purchase.pk}/class-decisions"
    refused(program_of(cast.kanya).post(decisions, {"reason": "ทดสอบ"}), 404, "not-found")
    refused(program_of(cast.somchai).post(decisions, {"reason": "ทดสอบ"}), 403, "role")
    refused(officer.post(decisions, {"reason": ""}), 422, "bad-input")
    whole = officer.post(decisions, {"reason": "ใช้ได้ไม่เกินปี"}).json()

    [line_told] = [one for one in whole["expense_classes"] if one["item"] == "ชุดย้อมสีไฟฟ้า"]
    assert (line_told["in_question"], line_told["decided_because"], line_told["earlier"]) == (
        False,
        "ใช้ได้ไม่เกินปี",
        False,
    )
    assert finance.post(f"/purchases/{purchase.pk}/order", said).status_code == 200


def told_elsewhere(group: Case, cast: Cast, *items: str) -> None:
    """Another agency's list says that it pays for these for the group this year."""
    assert group.group
    keep_supports(
        [Told(group.group, 2561, "เทศบาลสมมุติ", item, Decimal(5000)) for item in items],
        name="บัญชีเทศบาล ที่ ๑/๒๕๖๑",
        actor=cast.malee,
    )


def test_a_draft_tells_every_limit_before_it_is_asked_for_and_what_another_agency_pays(
    cast: Cast, group: Case
) -> None:
    told_elsewhere(group, cast, "กล่องไฟและป้าย", "โรงเรือน")
    purchase = bought(group, cast, "กล่องไฟ LED", ExpenseClass.MATERIALS)
    shown = body(cast.malee, purchase.get_absolute_url())

    for said in ("1 รายการ: «กล่องไฟ LED» — ประเภทที่เลือกต่าง", "1 รายการ: «กล่องไฟ LED» — ตรงกับรายการสนับสนุน"):
        assert said in shown
    assert shown.count("ต้องมีเหตุผลก่อนเสนอ") == 2
    assert "อาจซ้ำกับ</span> กล่องไฟ LED" in shown
    assert "รายการอื่น ไม่ซ้ำ" in shown
    assert "บัญชีเทศบาล ที่ ๑/๒๕๖๑" in shown
    reason = refused(
        program_of(cast.malee).post(f"/spendings/{purchase.pk}/request", {"seen": 0}), 403, "limit-undecided"
    )
    assert "ประเภทที่เลือกต่าง" in reason
    assert "ตรงกับรายการสนับสนุน" in reason

    Spending.objects.filter(pk=purchase.pk).update(limit_reason="คนละรุ่น ใช้ได้ไม่เกินปี")
    given = "เหตุผลที่ให้ไว้: คนละรุ่น ใช้ได้ไม่เกินปี"
    assert body(cast.malee, purchase.get_absolute_url()).count(given) == 2
    program_of(cast.malee).post(f"/spendings/{purchase.pk}/request", {"seen": 0})
    assert (
        body(cast.mana, purchase.get_absolute_url()).count(given) == 1
    )  # the class is told with its decision
    assert ClassDecision.objects.get().reason == "คนละรุ่น ใช้ได้ไม่เกินปี"


def test_what_is_asked_of_another_purchase_of_the_group_is_not_asked_of_this_one(
    cast: Cast, group: Case
) -> None:
    other = in_question(group, cast)
    told_elsewhere(group, cast, THREAD)
    speaker = Line("ค่าวิทยากรย้อมสี", Decimal(1), "ครั้ง", Decimal(600), ExpenseClass.REMUNERATION)

    mine = actions_spending.draft_spending(group, purchasing.asks(speaker), actor=cast.malee)

    assert limits.oversteps(mine, "request", clock.today()) == []
    assert [one.limit.key for one in limits.oversteps(other.spending, "request", clock.today())] == [
        "class_decided",
        "paid_elsewhere",
    ]


def test_a_draft_with_a_durable_thing_is_told_so_at_once(cast: Cast, group: Case) -> None:
    loom = Line("กี่ทอผ้า", Decimal(1), "หลัง", Decimal("3500.00"), ExpenseClass.DURABLE)
    spending = actions_spending.draft_spending(group, purchasing.asks(loom), actor=cast.malee)

    shown = body(cast.malee, spending.get_absolute_url())

    assert "โครงการไม่ให้ใช้จ่ายเช่นนี้" in shown
    assert RULE in shown


def test_a_draft_gives_its_reason_with_the_request(cast: Cast, group: Case) -> None:
    purchase = bought(group, cast, "กล่องไฟ LED", ExpenseClass.MATERIALS)

    said = refused(
        program_of(cast.malee).post(f"/spendings/{purchase.pk}/class-decisions", {"reason": "ใช้แล้วทิ้ง"}),
        403,
        "state",
    )

    assert "ร่างให้ระบุเหตุผลในร่าง" in said
    assert line(THREAD).item == THREAD
