"""Which spendings and registers wait for whom: what the first page lists, asked of the rows as `rules_spending` asks it of one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from sammachip.core.area import within
from sammachip.core.fiscal import year_end
from sammachip.money.models import (
    Account,
    Inspection,
    Order,
    Purse,
    Quotation,
    Register,
    RegisterState,
    Spending,
    SpendingState,
)
from sammachip.money.registers import proof_of
from sammachip.money.rules import may_issue_register
from sammachip.money.rules_spending import PAYERS, has_money
from sammachip.money.spendings import totals_of
from sammachip.money.year import newest_closing
from sammachip.org.hats import HEADS, Actor
from sammachip.org.models import OfficeLevel, Post, Power
from sammachip.trail import clock


def awaiting_approval(actor: Actor) -> QuerySet[Spending]:
    """The requests this hat is to decide: of the own office, of one below whose own head asked, and those an order
    lets the person approve. `rules_spending.may_decide` says the same of one."""
    asked = Spending.objects.visible_to(actor).filter(state=SpendingState.REQUESTED)
    if not actor.takes_part:
        return asked.none()
    heads = Post.objects.held_on(clock.today()).filter(office=OuterRef("office"), role__in=HEADS)
    by_head = Exists(heads.filter(Q(person=OuterRef("made_by")) | Q(person=OuterRef("requested_by"))))
    here = Exists(_powers_over(actor, "office")) & ~by_head
    here |= Exists(_powers_over(actor, "office__parent")) & by_head
    if actor.is_head:
        here |= Q(office=actor.office) & ~by_head | Q(office__parent=actor.office) & by_head
    return asked.filter(here).exclude(Q(made_by=actor.person) | Q(requested_by=actor.person))


def _powers_over(actor: Actor, office: str) -> QuerySet[Power]:
    """The person's powers in force that stand for the head of that office of a spending and reach its sum."""
    of_programme = Q(programme_code="") | Q(programme_code=OuterRef("case__edition__programme__code"))
    held = Power.objects.in_force_on(clock.today()).reaching(OuterRef("amount_baht"))
    return held.filter(of_programme, holder=actor.person, for_office=OuterRef(office), for_role__in=HEADS)


def awaiting_order(actor: Actor) -> QuerySet[Spending]:
    """The own office's purchases that vendors offered prices for and nobody ordered yet."""
    offered = Quotation.objects.filter(purchase=OuterRef("pk"))
    ordered = Order.objects.standing().filter(purchase=OuterRef("pk"))
    return _approved(actor).filter(Exists(offered), ~Exists(ordered))


def awaiting_payment(actor: Actor) -> QuerySet[Spending]:
    """What the own office had approved and has not paid to the end; of purchases those that inspectors took."""
    inspected = Inspection.objects.standing().filter(delivery__purchase=OuterRef("pk"))
    return _approved(actor).filter(Q(purchase__isnull=True) | Exists(inspected))


def _approved(actor: Actor) -> QuerySet[Spending]:
    return Spending.objects.visible_to(actor).filter(office=actor.office, state=SpendingState.APPROVED)


def payable(approved: Iterable[Spending]) -> list[Spending]:
    """Those of them that money is left for; two queries."""
    found = list(approved)
    totals = totals_of(found)
    accounts: defaultdict[int, list[Account]] = defaultdict(list)
    for account in Account.objects.filter(case__in=[one.case_id for one in found]):
        accounts[account.case_id].append(account)
    return [one for one in found if has_money(one, totals[one.pk], accounts[one.case_id])]


def sent_back(actor: Actor) -> QuerySet[Spending]:
    """What this person asked for and got back with a reason."""
    drafts = Spending.objects.visible_to(actor).filter(state=SpendingState.DRAFT, made_by=actor.person)
    return drafts.exclude(return_reason="")


@dataclass(frozen=True, slots=True)
class ClosingYear:
    """What an office's own accounts still hold of one year, shortly before it ends or after: how many, how much, until
    when."""

    accounts: int
    open: Decimal
    ends_on: date


def closing_years(actor: Actor) -> list[ClosingYear]:
    """The money of years that end soon or have ended, which this hat's office has yet to pay, keep or let lapse, the
    oldest year first; one query."""
    held = Account.objects.visible_to(actor).filter(
        purse=Purse.BUDGET, case__edition__fiscal_year__lte=newest_closing(clock.today())
    )
    if actor.office.level == OfficeLevel.DISTRICT:
        low, high = within(actor.office.path)
        held = held.filter(case__path__gte=low, case__path__lt=high)
    else:
        held = held.filter(case__office=actor.office)
    of_year = held.open().order_by().values_list("case__edition__fiscal_year")
    found = of_year.annotate(accounts=Count("pk"), sum=Sum("open_baht")).order_by(
        "case__edition__fiscal_year"
    )
    return [ClosingYear(accounts, baht, year_end(year)) for year, accounts, baht in found]


def pays_for_office(actor: Actor) -> bool:
    """Whether payments of the own office fall to this hat: to finance, and to the next in line only where nobody holds
    finance."""
    first, *others = PAYERS[actor.office.level]
    if actor.role == first:
        return True
    held = Post.objects.held_on(clock.today()).filter(office=actor.office, role=first)
    return actor.role in others and not held.exists()


def awaiting_notice(actor: Actor) -> list[Register]:
    """The drafts of the hat's office that prove themselves and are its to give notice of; one query where none is."""
    drafts = Register.objects.filter(office=actor.office, state=RegisterState.DRAFT).order_by("pk")
    return [
        one
        for one in drafts.select_related("edition__programme", "office")
        if may_issue_register(actor, one) and proof_of(one).holds
    ]
