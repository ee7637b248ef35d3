"""What is known of a group, corrected: only what is sent is told, each value a fact with who said it and of which day."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Router
from pydantic import Field

from sammachip.api.desks.group_lists import a_group
from sammachip.api.desks.registry import (
    SOURCE,
    GroupWhole,
    Members,
    group_whole,
    phone_told,
    require_possible,
)
from sammachip.api.ground import Call, acts, first
from sammachip.api.words import MOST_COUNT, Day, Id, Line, Name, Said, Short
from sammachip.core.verdict import require
from sammachip.registry.actions_correcting import correct_group as correct
from sammachip.registry.models import GroupKind
from sammachip.registry.rules import may_correct
from sammachip.registry.rules_personal import may_correct_fields
from sammachip.trail import clock

router = Router(tags=["groups"])
_OF_THE_TELLING = {"seen", "said_on"}


class CorrectionSaid(Said):
    """What is otherwise than the registry knows it. What is left out, or null, stays; an empty text takes a text away."""

    seen: Annotated[
        int, Field(ge=0, le=MOST_COUNT, description="The version of the group the caller last read.")
    ]
    said_on: Day | None = None
    name: Name | None = None
    kind: GroupKind | None = None
    product: Annotated[Line, Field(max_length=200)] | None = None
    occupation_kind: Literal["farming", "processing", "tourism", "other", ""] | None = None
    members_count: Members | None = None
    sale_places: Annotated[Line, Field(max_length=200)] | None = None
    otop_registered: bool | None = None
    chair_name: Annotated[Line, Field(max_length=160)] | None = None
    phone: Annotated[Short, Field(max_length=40)] | None = None
    line_id: Annotated[str, Field(max_length=80)] | None = None
    facebook: Annotated[Line, Field(max_length=200)] | None = None
    founded_on: Day | None = None
    otop_number: Annotated[Short, Field(max_length=40)] | None = None
    otop_year: Annotated[int, Field(description="Of the Buddhist era.")] | None = None
    latitude: Annotated[Decimal, Field(max_digits=20)] | None = None
    longitude: Annotated[Decimal, Field(max_digits=20)] | None = None
    located_by: Literal["device", "map", "village", ""] | None = None


@acts(router, "/groups/{pk}/facts", may=first(may_correct, a_group))
def correct_group(request: Call, pk: Id, said: CorrectionSaid) -> GroupWhole:
    """Correct what is known of a group; each change is kept with who said it and of which day."""
    found = a_group(request, pk)
    told = said.model_dump(exclude=_OF_THE_TELLING, exclude_none=True)
    require(may_correct_fields(request.auth.actor, found, told))
    day = said.said_on or clock.today()
    require_possible(
        {"activity_on": found.activity_on, **told, "said_on": day}, {"activity_on": "founded_on"}
    )
    told |= _phone(told)
    correct(found, told, source=SOURCE, said_on=day, seen=said.seen, actor=request.auth.actor)
    return group_whole(request, a_group(request, pk))


def _phone(told: Mapping[str, object]) -> dict[str, object]:
    """The telephone by its digits. Raises BadInput for what is no number."""
    return {"phone": phone_told(str(told["phone"] or ""))} if "phone" in told else {}
