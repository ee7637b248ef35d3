"""What the districts buy by the demo's day: the things of the plans, from the report to payment; one waits for its inspectors."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sammachip.cases.models import PlanLine
from sammachip.cases.planned import lines_in_force
from sammachip.demo.ground import Cast, Taken, World, sitting
from sammachip.demo.spending import costs
from sammachip.money import actions_purchase as buying
from sammachip.money import actions_spending as spending
from sammachip.money import purchases
from sammachip.money.actions import Voucher
from sammachip.money.bought import THINGS
from sammachip.money.models import Purchase
from sammachip.org.hats import Actor

ASKED, PAID = date(2018, 9, 6), date(2018, 9, 7)
DELIVERY_DAYS = 7


def tell(groups: Iterable[Taken], world: World, cast: Cast) -> None:
    """Ask for the things that plans name, order them, take them and pay, each on its day."""
    usual, finance = world["usual"]["buy"], cast["fai"]
    told = [(one, paper) for one in groups for paper in one.then.get("buy", ())]
    with sitting(ASKED, 10):
        made = [(one, paper, ask(one, paper, usual)) for one, paper in told]
    with sitting(ASKED, 14):
        for one, paper, pk in made:
            spending.approve_spending(
                _again(pk).spending, number=paper["approved"], done_on=ASKED, actor=one.head
            )
            order(_again(pk), paper, usual, one, finance)
    taken = [(one, paper, pk) for one, paper, pk in made if "paid" in paper]
    with sitting(ASKED, 16):
        for one, paper, pk in made:
            purchase = _again(pk)
            buying.record_delivery(purchase, delivered_on=ASKED, note_number=paper["note"], actor=one.officer)
            if "paid" in paper:
                take(purchase, paper, one.officer)
    with sitting(PAID, 9):
        for _one, paper, pk in taken:
            pay(_again(pk), paper, world["fund"], finance)


def things_of(one: Taken) -> list[PlanLine]:
    return [line for line in lines_in_force(one.case) if line.expense_class in THINGS]


def _again(pk: int) -> Purchase:
    """The purchase as its last step left it."""
    return Purchase.objects.select_related(*purchases.WITH_SPENDING).get(pk=pk)


def ask(one: Taken, told: World, usual: World) -> int:
    """The report on what is bought: as many things of the plan as are told, at the plan's prices."""
    planned = things_of(one)[: told.get("things")]
    request = spending.Request(
        title=told["title"],
        purpose=usual["purpose"],
        head=one.case.edition.pack.budget.heads[0].key,
        lines=list(costs(planned)),
    )
    report = buying.Report(
        specification=told["specification"],
        median=request.amount,
        median_source=usual["median_source"],
        wanted_on=usual["wanted_on"],
        criteria=usual["criteria"],
        inspectors=[(usual["inspector"], usual["inspector_title"])],
    )
    drafted = buying.draft_purchase(one.case, request, report, actor=one.officer)
    spending.request_spending(drafted.spending, seen=drafted.spending.saved, actor=one.officer)
    asked: int = drafted.pk
    return asked


def order(purchase: Purchase, told: World, usual: World, one: Taken, finance: Actor) -> None:
    """A shop offers its prices, and the head of the district orders from it."""
    lines = purchase.spending.lines.order_by("position")
    prices = {line.pk: Decimal(price) for line, price in zip(lines, told["prices"], strict=True)}
    offer = buying.Offer(told["vendor"], ASKED, prices, address=usual["address"], number=told["offer"])
    agreement = buying.Agreement(
        buying.add_quotation(purchase, offer, actor=one.officer),
        ordered_on=ASKED,
        delivery_days=DELIVERY_DAYS,
        place=f"ที่ทำการ{one.told['name']}",
        fine_percent=Decimal(usual["fine_percent"]),
        signer_name=one.head.person.name,
        signer_title=one.head.hat.title,
        number=told["order"],
    )
    buying.order_purchase(purchase, agreement, actor=finance)


def take(purchase: Purchase, told: World, officer: Actor) -> None:
    """All that was ordered is found right and complete, and the shop's receipt is kept."""
    accepted = dict(purchase.spending.lines.values_list("pk", "quantity"))
    buying.inspect_delivery(purchase, buying.Taken(ASKED, accepted), actor=officer)
    owed = purchases.found(purchase).to_pay
    buying.add_receipt(purchase, buying.Vendor(told["receipt"], ASKED, owed), actor=officer)


def pay(purchase: Purchase, told: World, fund: str, finance: Actor) -> None:
    owed = purchases.found(purchase).to_pay
    voucher = Voucher(told["paid"], finance.office, fund)
    spending.pay_spending(purchase.spending, owed, done_on=PAID, voucher=voucher, actor=finance)
