"""The plan by tier: a group wrote its plan for each sum it might win, and buys by the variant of the one it won."""

from collections.abc import Mapping

from sammachip.cases.actions.variants import take_variant
from sammachip.money.actions.supporting import paying
from sammachip.org.hats import Actor
from sammachip.selection import queries
from sammachip.selection.models import Round


def settle_plans(round_: Round, *, actor: Actor) -> None:
    """Put in force the variant of each group that holds a place, and end the plan of a group that lost its own; nothing
    where the paying stage names no variants."""
    stage = paying(round_)
    tables = stage.options.get("plans") if stage else None
    if not isinstance(tables, Mapping):
        return
    application = round_.law.application
    seated = queries.seated_in([round_]).get(round_.pk, {})
    for entry in round_.entries.select_related("case__edition").order_by("case__path"):
        place = seated.get(entry.pk)
        won = place is not None and place.became == queries.PASSED
        take_variant(entry.case, application, str(tables[place.tier]) if won and place else "", actor=actor)
