"""A purchase for a group with a plan and 31,200 baht: thread and dye, asked for, approved, ordered, taken and paid."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

import make
from cases import answering
from cast import Cast
from money import build
from money.planned import PLAN, ROW, line
from sammachip.cases import actions
from sammachip.cases.filled import form_of
from sammachip.cases.models import Case
from sammachip.core.goods import ExpenseClass
from sammachip.money import actions_purchase as buying
from sammachip.money import actions_spending as spending
from sammachip.money.actions import Voucher
from sammachip.money.actions_spending import Line, Request
from sammachip.money.models import Inspection, Order, Purchase, Quotation
from standing import laid

ASKED, APPROVED, ORDERED = date(2018, 9, 3), date(2018, 9, 4), date(2018, 9, 5)
DELIVERED, INSPECTED, PAID = date(2018, 9, 6), date(2018, 9, 7), date(2018, 9, 8)
THREAD, DYE = "เส้นด้าย", "สีย้อม"
BUYS = PLAN | {
    "lines": [
        {
            **ROW,
            "item": THREAD,
            "unit": "กก.",
            "quantity": "20",
            "price": "300",
            "expense_class": "materials",
        },
        {
            **ROW,
            "item": DYE,
            "unit": "กระป๋อง",
            "quantity": "10",
            "price": "100",
            "expense_class": "materials",
        },
        {**ROW, "item": "ค่าวิทยากรย้อมสี", "price": "3600", "expense_class": "remuneration"},
    ]
}
REPORT = buying.Report(
    specification="เส้นด้ายฝ้ายเบอร์ ๒๐ และสีธรรมชาติ",
    median=Decimal("7000.00"),
    median_source="ราคาตามแผนของกลุ่ม",
    wanted_on=date(2018, 9, 15),
    criteria="เกณฑ์ราคา",
    inspectors=[("นางสาวสมมุติ ผู้ตรวจ", "นักวิชาการพัฒนาชุมชน")],
)


SPEAKER_ALONE = PLAN | {"lines": BUYS["lines"][2:]}


@laid
def buying_group(cast: Cast, buys: Mapping[str, object] = BUYS) -> Case:
    """A group of the letter's programme, its plan in force."""
    group = build.group(build.funded_district("3101", published=make.edition(cast)))
    plan = make.filing(make.task(group, "plan"), cast.malee, buys, sent=True)
    actions.sign_filing(plan, seen=1, actor=cast.mana)
    build.answered(group)
    return group


@laid
def looked_into(group: Case, cast: Cast) -> None:
    """The survey and the assessment that a plan rests on."""
    for stage in ("survey", "assess"):
        task = make.task(group, stage)
        made = make.filing(task, cast.malee, answering.answers(form_of(task), Random(1)), sent=True)
        if stage == "survey":
            actions.sign_filing(made, seen=1, actor=cast.mana)


def cost(item: str, quantity: int, unit: str, price: str, *, of_plan: str | None = "") -> Line:
    """A cost of materials; of the line of the plan of the same name, another, or none."""
    named = None if of_plan is None else line(of_plan or item).pk
    return Line(item, Decimal(quantity), unit, Decimal(price), ExpenseClass.MATERIALS, named)


def wanted() -> tuple[Line, ...]:
    return cost(THREAD, 20, "กก.", "300.00"), cost(DYE, 10, "กระป๋อง", "100.00")


def asks(*lines: Line) -> Request:
    return Request("จัดซื้อวัสดุย้อมผ้า", "กลุ่มใช้ผลิตตามแผน", "support", lines or wanted())


@laid
def drafted(group: Case, cast: Cast, *lines: Line, report: buying.Report = REPORT) -> Purchase:
    return buying.draft_purchase(group, asks(*lines), report, actor=cast.malee)


@laid
def requested(group: Case, cast: Cast, *lines: Line) -> Purchase:
    purchase = drafted(group, cast, *lines)
    spending.request_spending(purchase.spending, seen=0, done_on=ASKED, actor=cast.malee)
    return Purchase.objects.get(pk=purchase.pk)


@laid
def approved(group: Case, cast: Cast, *lines: Line, reason: str = "") -> Purchase:
    purchase = requested(group, cast, *lines)
    spending.approve_spending(
        purchase.spending, number="บร ๑", done_on=APPROVED, deviation_reason=reason, actor=cast.mana
    )
    return Purchase.objects.get(pk=purchase.pk)


@laid
def quoted(purchase: Purchase, cast: Cast, thread: str = "290.00") -> Quotation:
    prices = dict(
        zip(
            purchase.spending.lines.order_by("position").values_list("pk", flat=True),
            (Decimal(thread), Decimal("100.00")),
            strict=True,
        )
    )
    offer = buying.Offer("ร้านสมมุติการค้า", ORDERED, prices, tax_id="0994000158378", with_vat=True)
    return buying.add_quotation(purchase, offer, actor=cast.malee)


def agreed(quotation: Quotation, **more: object) -> buying.Agreement:
    said: dict[str, object] = {
        "ordered_on": ORDERED,
        "delivery_days": 7,
        "place": "ที่ทำการกลุ่ม",
        "fine_percent": Decimal("0.20"),
        "signer_name": "นายมานะ ทดสอบระบบ",
        "signer_title": "พัฒนาการอำเภอ",
        "number": "๑/๒๕๖๑",
    }
    return buying.Agreement(quotation, **(said | more))  # type: ignore[arg-type]  # a test's own words


@laid
def ordered(purchase: Purchase, cast: Cast) -> Order:
    return buying.order_purchase(purchase, agreed(quoted(purchase, cast)), actor=cast.fong)


@laid
def taken(
    purchase: Purchase, cast: Cast, thread: int = 20, dye: int = 10, *, fine: str = "0", on: date = INSPECTED
) -> Inspection:
    """A delivery, and what the inspectors took of it."""
    buying.record_delivery(purchase, delivered_on=DELIVERED, note_number="ส่ง ๑", actor=cast.malee)
    keys = purchase.spending.lines.order_by("position").values_list("pk", flat=True)
    accepted = dict(zip(keys, (Decimal(thread), Decimal(dye)), strict=True))
    return buying.inspect_delivery(purchase, buying.Taken(on, accepted, fine=Decimal(fine)), actor=cast.malee)


@laid
def proved(purchase: Purchase, cast: Cast, amount: str = "6800.00") -> None:
    paper = buying.Vendor("๑๒", INSPECTED, Decimal(amount), book="๓")
    buying.add_receipt(purchase, paper, actor=cast.malee)


def paid(purchase: Purchase, cast: Cast, amount: str = "6800.00", *, on: date = PAID) -> None:
    purchase.spending.refresh_from_db()
    spending.pay_spending(
        purchase.spending, Decimal(amount), done_on=on, voucher=Voucher("ขบ.02/9"), actor=cast.fong
    )


@laid
def bought(group: Case, cast: Cast) -> Purchase:
    """A purchase paid in full."""
    purchase = approved(group, cast)
    ordered(purchase, cast)
    taken(purchase, cast)
    proved(purchase, cast)
    paid(purchase, cast)
    return Purchase.objects.get(pk=purchase.pk)
