"""The groups a programme follows to the end, each with how far every stage and its money are."""

from datetime import datetime
from decimal import Decimal

from django.http import Http404
from ninja import Router

from sammachip.api.desks.cases import a_case
from sammachip.api.ground import Call, reads
from sammachip.api.words import Id, Told
from sammachip.insight.following import Followed, Pace, followed_under

router = Router(tags=["board"])


class FollowedStageTold(Told):
    stage: str
    pace: Pace
    label: str
    due: datetime | None


class FollowedTold(Told):
    case: int
    name: str
    tier: str
    allotted: Decimal
    transferred: Decimal
    paid: Decimal
    stages: list[FollowedStageTold]


class FollowupTold(Told):
    """`counts` are by stage and pace; of each stage they come to the number of groups."""

    title: str
    counts: dict[str, dict[str, int]]
    groups: list[FollowedTold]


@reads(router, "/cases/{pk}/followup")
def followup(request: Call, pk: Id) -> FollowupTold:
    """The groups that are followed to the end, at and under this case, with their counts by stage."""
    found = followed_under(a_case(request, pk), request.auth.actor)
    if found is None:
        raise Http404
    counts = {
        stage.key: {str(pace): count for pace, count in found.counts(stage.key).items()}
        for stage in found.stages
    }
    return FollowupTold(title=found.title, counts=counts, groups=[_told(one) for one in found.rows])


def _told(one: Followed) -> FollowedTold:
    dues = {key: task.next_due for key, task in one.tasks.items()}
    return FollowedTold(
        case=one.case.pk,
        name=str(one.case.subject),
        tier=one.tier,
        allotted=one.money.allotted,
        transferred=one.money.transferred,
        paid=one.money.paid,
        stages=[
            FollowedStageTold(stage=key, pace=pace, label=one.label(key), due=dues.get(key))
            for key, pace in one.paces.items()
        ],
    )
