"""What the districts spend by the demo's day: a paper waits, a payment is made, loans are open, late and cleared."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sammachip.cases import actions
from sammachip.cases.models import Case
from sammachip.core.fields import FormSpec
from sammachip.core.goods import ExpenseClass
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, World, file_and_send, stage_task
from sammachip.money import actions_spending as spending
from sammachip.money.actions import Voucher
from sammachip.money.models import EvidenceKind, Spending
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition

PLANNED, ASKED, MOVED = date(2018, 9, 5), date(2018, 9, 6), date(2018, 9, 7)


def tell(edition: Edition, world: World, cast: Cast) -> None:
    """Assess and plan for the groups that are spent for, then ask, approve, pay and lend, each on its day."""
    names = [told["group"] for told in world["spendings"]]
    rows = Case.objects.select_related("edition__programme", "group", "parent").filter(edition=edition)
    cases = {case.group.name: case for case in rows.filter(group__name__in=names) if case.group}
    told = [(one, cases[one["group"]]) for one in world["spendings"]]
    with on(PLANNED, 15):
        for one, case in told:
            plan(case, one, world, officer_of(case, cast), head_of(case, cast))
    with on(ASKED):
        asked = [(one, ask(case, one, officer_of(case, cast))) for one, case in told]
    with on(ASKED, 13):
        for one, paper in asked:
            if number := one.get("approved"):
                head = head_of(paper.case, cast)
                spending.approve_spending(paper, number=number, done_on=ASKED, actor=head)
    with on(MOVED, 8):
        for one, paper in asked:
            move(paper, one, officer_of(paper.case, cast), cast["fai"])


def officer_of(case: Case, cast: Cast) -> Actor:
    return cast[f"officer-{district_of(case)}"]


def head_of(case: Case, cast: Cast) -> Actor:
    return cast[f"head-{district_of(case)}"]


def district_of(case: Case) -> str:
    assert case.parent is not None, "a group stands under its district"
    return str(case.parent.office_id)


def plan(case: Case, told: World, world: World, officer: Actor, head: Actor) -> None:
    form = case.edition.pack.forms["five_k"]
    file_and_send(stage_task(case, "assess"), scores(form, world["assessment"]), officer)
    lines = [{**line, "dimension": "activity"} for line in told["lines"]]
    filing = file_and_send(stage_task(case, "plan"), {**world["plan"], "lines": lines}, officer)
    actions.sign_filing(filing, seen=filing.revision, actor=head)


def scores(form: FormSpec, said: World) -> dict[str, object]:
    """The same score in every row of the form, and what else was said."""
    tables = {
        table.key: {row.value: {"score": said["score"]} for row in table.rows}
        for table in form.fields
        if table.rows
    }
    return {**tables, "assessed_on": said["assessed_on"]}


def ask(case: Case, told: World, officer: Actor) -> Spending:
    """The paper of an activity, asked for after every regulation of the programme was answered for."""
    for item in case.edition.pack.regulations:
        spending.answer_checklist(case, item.key, "yes", actor=officer)
    request = spending.Request(
        title=told["title"],
        purpose=told["purpose"],
        head=case.edition.pack.budget.heads[0].key,
        lines=list(costs(told["lines"])),
        held_on=told["held_on"],
        place=told["place"],
    )
    drafted = spending.draft_spending(case, request, actor=officer)
    return spending.request_spending(drafted, seen=drafted.saved, actor=officer)


def costs(lines: Iterable[World]) -> Iterable[spending.Line]:
    for line in lines:
        yield spending.Line(
            line["item"],
            Decimal(line["quantity"]),
            line["unit"],
            Decimal(line["price"]),
            ExpenseClass(line["expense_class"]),
        )


def move(paper: Spending, told: World, officer: Actor, finance: Actor) -> None:
    """What was paid or lent on the paper, as the province's finance recorded it."""
    if "paid" in told or "cleared" in told:
        spending.add_evidence(paper, kind=EvidenceKind.RECEIPT, note=told["proof"], actor=officer)
        spending.add_evidence(paper, kind=EvidenceKind.ATTENDANCE, note=told["proof"], actor=officer)
    if "paid" in told:
        paid = Voucher(told["paid"], finance.office, told["fund"])
        spending.pay_spending(paper, paper.amount_baht, done_on=MOVED, voucher=paid, actor=finance)
    if loan := told.get("loan"):
        contract = spending.Contract(
            officer.person, loan["contract"], paper.amount_baht, lent_on=ASKED, due_on=loan["due"]
        )
        voucher = Voucher(loan["number"], finance.office, told["fund"])
        lent = spending.lend(paper, contract, voucher=voucher, actor=finance)
        if cleared := told.get("cleared"):
            voucher = Voucher(cleared["number"], finance.office, told["fund"])
            spent = Decimal(cleared["spent"])
            spending.clear_loan(lent, spent=spent, cleared_on=MOVED, voucher=voucher, actor=finance)
