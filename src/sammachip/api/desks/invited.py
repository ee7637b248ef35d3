"""The groups of a programme's named list: where each stands, and taking them in."""

from datetime import date, datetime
from typing import Annotated

from django.http import Http404
from ninja import Router
from pydantic import Field

from sammachip.api.desks.cases import a_case
from sammachip.api.ground import Call, acts, first, reads
from sammachip.api.words import Day, Id, Said, Told
from sammachip.cases.actions import TakenIn, take_in_listed
from sammachip.cases.invited import Invited, Stand, invited_under
from sammachip.cases.rules import may_take_in_listed

router = Router(tags=["cases"])


class InvitedTold(Told):
    """One line of the list. `group` is null while it is not registered, `case` while it is not in the programme."""

    line: int
    village: str
    name: str
    group: int | None
    case: int | None
    stand: Stand
    told_on: date | None
    told_how: str
    takes_part: bool | None
    application: str
    due: datetime | None
    reason: str


class InvitedListTold(Told):
    """`counts` are by standing; together they come to the number of items."""

    title: str
    rosters: list[int]
    counts: dict[str, int]
    items: list[InvitedTold]


class TakeInSaid(Said):
    """`lines` are those to take in; none means all that are registered and not in yet.

    `done_on`: the day on which they were chosen, where that was before today.
    """

    lines: Annotated[list[Id], Field(max_length=1000)] = []
    done_on: Day | None = None


class TakenInTold(Told):
    """What became of one line: its case, or why there is none."""

    line: int
    name: str
    case: int | None
    reason: str
    is_new: bool


class TakenInListTold(Told):
    items: list[TakenInTold]


@reads(router, "/cases/{pk}/invited")
def invited(request: Call, pk: Id) -> InvitedListTold:
    """The groups of the programme's list at and under this case, each with where it stands and why."""
    found = invited_under(a_case(request, pk), request.auth.actor)
    if found is None:
        raise Http404
    return InvitedListTold(
        title=found.title,
        rosters=[one.pk for one in found.rosters],
        counts={str(stand): count for stand, count in found.counts().items()},
        items=[_told(one) for one in found.rows],
    )


@acts(router, "/cases/{pk}/invited", may=first(may_take_in_listed, a_case))
def take_in(request: Call, pk: Id, said: TakeInSaid) -> TakenInListTold:
    """Take the groups of the programme's list in, all that are ready or some, each with the reason for yes or no."""
    made = take_in_listed(a_case(request, pk), **said.model_dump(), actor=request.auth.actor)
    return TakenInListTold(items=[_taken_in(one) for one in made])


def _told(one: Invited) -> InvitedTold:
    return InvitedTold(
        line=one.line.pk,
        village=one.line.code,
        name=one.line.name,
        group=one.group.pk if one.group else None,
        case=one.case.pk if one.case else None,
        stand=one.stand,
        told_on=one.telling.on,
        told_how=one.telling.how,
        takes_part=one.telling.takes_part,
        application=one.handing_in,
        due=one.due,
        reason=one.reason,
    )


def _taken_in(one: TakenIn) -> TakenInTold:
    return TakenInTold(
        line=one.line,
        name=one.name,
        case=one.case.pk if one.case else None,
        reason=one.reason,
        is_new=one.is_new,
    )
