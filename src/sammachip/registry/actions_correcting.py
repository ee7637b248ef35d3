"""A registrar says of a group, on its own page or by a program, what is known otherwise."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.registry.actions import Changes, learn, refuse_double
from sammachip.registry.models import Group
from sammachip.registry.rules_personal import may_correct_fields


@transaction.atomic
def correct_group(
    group: Group, said: Mapping[str, object], *, source: str, said_on: date, seen: int, actor: Actor
) -> Changes:
    """Keep what is said of the group seen at that version where it differs from what is known; gives back each change.
    Raises Refused, also where the village has another group of that name; Stale when somebody changed it meanwhile."""
    told = {field: value for field, value in said.items() if value is not None}
    require(may_correct_fields(actor, group, list(told)))
    if told.keys() & {"name", "kind"}:
        name, kind = (str(told.get(field, getattr(group, field))) for field in ("name", "kind"))
        refuse_double(group.village, name, kind, but=group)
    return learn(group, said, source=source, said_on=said_on, seen=seen, actor=actor)
