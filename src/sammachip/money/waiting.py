"""Which spendings wait for whom: what the first page lists, asked of the rows as `rules_spending` asks it of one."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from sammachip.money.models import Spending, SpendingState
from sammachip.money.rules_spending import HEAD_OF, PAYERS
from sammachip.org.hats import Actor
from sammachip.org.models import Post, Power
from sammachip.trail import clock


def awaiting_approval(actor: Actor) -> QuerySet[Spending]:
    """The requests this hat is to decide: of the own office, of one below whose own head asked, and those an order
    lets the person approve. `rules_spending.may_decide` says the same of one."""
    asked = Spending.objects.visible_to(actor).filter(state=SpendingState.REQUESTED)
    if not actor.takes_part:
        return asked.none()
    heads = Post.objects.held_on(clock.today()).filter(office=OuterRef("office"), role__in=HEAD_OF.values())
    by_head = Exists(heads.filter(Q(person=OuterRef("made_by")) | Q(person=OuterRef("requested_by"))))
    here = Exists(_powers_over(actor, "office")) & ~by_head
    here |= Exists(_powers_over(actor, "office__parent")) & by_head
    if actor.role in HEAD_OF.values():
        here |= Q(office=actor.office) & ~by_head | Q(office__parent=actor.office) & by_head
    return asked.filter(here).exclude(Q(made_by=actor.person) | Q(requested_by=actor.person))


def _powers_over(actor: Actor, office: str) -> QuerySet[Power]:
    """The person's powers in force that stand for the head of that office of a spending and reach its sum."""
    of_programme = Q(programme_code="") | Q(programme_code=OuterRef("case__edition__programme__code"))
    held = Power.objects.in_force_on(clock.today()).reaching(OuterRef("amount_baht"))
    return held.filter(
        of_programme, holder=actor.person, for_office=OuterRef(office), for_role__in=HEAD_OF.values()
    )


def awaiting_payment(actor: Actor) -> QuerySet[Spending]:
    """What the own office had approved and has not paid to the end."""
    return Spending.objects.visible_to(actor).filter(office=actor.office, state=SpendingState.APPROVED)


def sent_back(actor: Actor) -> QuerySet[Spending]:
    """What this person asked for and got back with a reason."""
    drafts = Spending.objects.visible_to(actor).filter(state=SpendingState.DRAFT, made_by=actor.person)
    return drafts.exclude(return_reason="")


def pays_for_office(actor: Actor) -> bool:
    """Whether payments of the own office fall to this hat: to finance, and to the next in line only where nobody holds
    finance."""
    first, *others = PAYERS[actor.office.level]
    if actor.role == first:
        return True
    held = Post.objects.held_on(clock.today()).filter(office=actor.office, role=first)
    return actor.role in others and not held.exists()
