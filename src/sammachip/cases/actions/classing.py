"""A person decides the class of a line of money where it differs from what is proposed, or nothing sure is proposed."""

from collections.abc import Sequence

from django.db import models, transaction

from sammachip.cases.classing import ClassedLine
from sammachip.cases.models import Case, ClassDecision
from sammachip.core.thainum import fold
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.thai import in_thai


@transaction.atomic
def decide_classes(
    lines: Sequence[ClassedLine], *, reason: str, about: models.Model, within: Case, actor: Actor
) -> list[ClassDecision]:
    """Keep one decision for each line in question, with the reason and what was proposed, about a paper of the case.

    Whoever may send or ask for the paper decides on its lines: the caller has asked the rules.
    """
    made = [_keep(line, reason, actor) for line in lines]
    if made:
        trail.log(
            "class.decided",
            about=about,
            within=within,
            actor=actor,
            reason=reason,
            lines=[
                {
                    "decision": one.pk,
                    "price": one.price_baht,
                    "class": one.expense_class,
                    "proposed": one.proposed,
                }
                for one in made
            ],
        )
    return made


@in_thai
def _keep(line: ClassedLine, reason: str, actor: Actor) -> ClassDecision:
    proposed = line.proposal.expense_class
    return ClassDecision.objects.create(
        case_id=line.case,
        item=line.item[:200],
        item_key=fold(line.item)[:200],
        price_baht=line.price,
        expense_class=line.chosen.value,
        proposed=proposed.value if proposed else "",
        ground=line.reason[:400],
        source=line.source[:400],
        reason=reason,
        decided_by=actor.person,
        decided_as=actor.hat.title,
        decided_at=clock.now(),
    )
