"""What the districts spend by the demo's day: a paper waits, payments are made, loans are open, late and cleared."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sammachip.cases.models import PlanLine
from sammachip.cases.planned import lines_in_force
from sammachip.core.goods import ExpenseClass
from sammachip.demo.ground import Cast, Taken, World, sitting
from sammachip.money import actions_spending as spending
from sammachip.money.actions import Voucher
from sammachip.money.bought import THINGS
from sammachip.money.models import EvidenceKind, Spending
from sammachip.org.hats import Actor

ASKED, MOVED = date(2018, 9, 6), date(2018, 9, 7)


def tell(groups: Iterable[Taken], world: World, cast: Cast) -> None:
    """Ask for what the plans name, approve, pay and lend, each on its day."""
    told = [(one, paper) for one in groups for paper in one.then.get("spend", ())]
    with sitting(ASKED):
        asked = [(one, paper, ask(one, paper)) for one, paper in told]
    with sitting(ASKED, 13):
        for one, paper, made in asked:
            if number := paper.get("approved"):
                spending.approve_spending(made, number=number, done_on=ASKED, actor=one.head)
    with sitting(MOVED, 8):
        for one, paper, made in asked:
            move(made, paper, world["fund"], one.officer, cast["fai"])


def ask(one: Taken, told: World) -> Spending:
    """The paper of an activity, asked for after every regulation of the programme was answered for."""
    for item in one.case.edition.pack.regulations:
        spending.answer_checklist(one.case, item.key, "yes", actor=one.officer)
    planned = [line for line in lines_in_force(one.case)[: told["lines"]] if line.expense_class not in THINGS]
    request = spending.Request(
        title=told["title"],
        purpose=told["purpose"],
        head=one.case.edition.pack.budget.heads[0].key,
        lines=list(costs(planned)),
        held_on=told.get("held_on", ASKED),
        place=f"ศาลากลางบ้าน{one.told['where']['village']}",
    )
    drafted = spending.draft_spending(one.case, request, actor=one.officer)
    return spending.request_spending(drafted, seen=drafted.saved, actor=one.officer)


def costs(planned: Iterable[PlanLine]) -> Iterable[spending.Line]:
    """What is asked for is what the plan says, line by line."""
    for line in planned:
        yield spending.Line(
            line.item,
            Decimal(line.quantity),
            line.unit,
            line.price_baht,
            ExpenseClass(line.expense_class),
            plan_line=line.pk,
        )


def move(paper: Spending, told: World, fund: str, officer: Actor, finance: Actor) -> None:
    """What was paid or lent on the paper, as the province's finance recorded it."""
    if proof := told.get("proof"):
        spending.add_evidence(paper, kind=EvidenceKind.RECEIPT, note=proof, actor=officer)
        spending.add_evidence(paper, kind=EvidenceKind.ATTENDANCE, note=proof, actor=officer)
    if "paid" in told:
        paid = Voucher(told["paid"], finance.office, fund)
        spending.pay_spending(paper, paper.amount_baht, done_on=MOVED, voucher=paid, actor=finance)
    if loan := told.get("loan"):
        contract = spending.Contract(
            officer.person, loan["contract"], paper.amount_baht, lent_on=ASKED, due_on=loan["due"]
        )
        lent = spending.lend(
            paper, contract, voucher=Voucher(loan["number"], finance.office, fund), actor=finance
        )
        if cleared := told.get("cleared"):
            voucher = Voucher(cleared["number"], finance.office, fund)
            spent = Decimal(cleared["spent"])
            spending.clear_loan(lent, spent=spent, cleared_on=MOVED, voucher=voucher, actor=finance)
