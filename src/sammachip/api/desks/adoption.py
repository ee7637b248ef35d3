"""Cases that follow a later edition of their programme: what it would come to, and doing it."""

from django.shortcuts import get_object_or_404
from ninja import Router

from sammachip.api.desks.cases import SubjectTold, a_case, subject_told
from sammachip.api.ground import Call, acts, first, reads
from sammachip.api.words import (
    Id,
    Said,
    Told,
)
from sammachip.cases import actions
from sammachip.cases.rules import may_change_edition
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import later_edition

router = Router(tags=["cases"])


class AdoptSaid(Said):
    """Which edition to follow, by its number, and the number of the one the caller last read."""

    edition: Id
    seen: Id


class StayingTold(Told):
    """A case that cannot follow yet, and why."""

    case: int
    subject: SubjectTold
    reason: str


class AdoptionTold(Told):
    """The cases that follow the edition, and those that stay."""

    edition: int
    following: list[int]
    staying: list[StayingTold]


@reads(router, "/cases/{pk}/adoption")
def adoption(request: Call, pk: Id) -> AdoptionTold:
    """What following the newest edition would come to, for this case and those below it."""
    found = a_case(request, pk)
    newest = later_edition(found.edition) or found.edition
    return _adoption_told(newest, actions.prospect(found, newest))


@acts(router, "/cases/{pk}/adoption", may=first(may_change_edition, a_case))
def adopt(request: Call, pk: Id, said: AdoptSaid) -> AdoptionTold:
    """Let this case and those below it that can follow a later edition of their programme."""
    found = a_case(request, pk)
    chosen = get_object_or_404(Edition, programme=found.programme_id, number=said.edition)
    done = actions.adopt_edition(found, chosen, seen=said.seen, actor=request.auth.actor)
    return _adoption_told(chosen, done)


def _adoption_told(edition: Edition, found: actions.Adoption) -> AdoptionTold:
    return AdoptionTold(
        edition=edition.number,
        following=[one.pk for one in found.following],
        staying=[
            StayingTold(case=one.case.pk, subject=subject_told(one.case), reason=one.reason)
            for one in found.staying
        ],
    )
