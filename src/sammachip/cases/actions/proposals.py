"""A person's answer to a proposed cluster: accept it, change it first, put it aside, or take it up again."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sammachip.cases import rules
from sammachip.cases.actions.clusters import make_cluster
from sammachip.cases.clustering import Suggestion, free_cases, no_more_proposed, outlook
from sammachip.cases.models import Case, Cluster, ClusterBasis, ClusterDecision, ProposalVerdict
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@transaction.atomic
def accept_proposal(
    case: Case,
    mark: str,
    *,
    cases: Sequence[Case] | None = None,
    name: str = "",
    basis: ClusterBasis | None = None,
    note: str = "",
    done_on: date | None = None,
    actor: Actor,
) -> Cluster:
    """Make a cluster of a proposal seen at this case: as it stands, or with other members, name or basis.

    Both are kept: the proposal in the decision, what the person made of it in the cluster. Raises Stale when the
    proposal is none any more.
    """
    proposed = _still_proposed(case, mark)
    require(rules.may_cluster(actor, proposed.path))
    theirs = _hold(case, proposed)
    cluster = make_cluster(
        theirs if cases is None else cases,
        name=name or proposed.title,
        basis=basis or proposed.basis,
        note=note,
        done_on=done_on,
        actor=actor,
    )
    decision = _decide(case, proposed, _verdict(proposed, cluster), cluster=cluster, actor=actor)
    trail.log(
        "proposal.accepted",
        about=decision,
        within=case,
        actor=actor,
        done_on=cluster.made_on,
        name=decision.title,
        verdict=decision.verdict,
        proposed=decision.members,
        cluster=cluster,
    )
    return cluster


@transaction.atomic
def put_aside(case: Case, mark: str, *, reason: str, actor: Actor) -> ClusterDecision:
    """Keep a proposal from being made again, with the reason, until one of its members changes."""
    proposed = _still_proposed(case, mark)
    require(rules.may_cluster(actor, proposed.path))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่พักข้อเสนอนี้ไว้"))
    decision = _decide(case, proposed, ProposalVerdict.ASIDE, reason=reason.strip(), actor=actor)
    trail.log(
        "proposal.put-aside",
        about=decision,
        within=case,
        actor=actor,
        name=decision.title,
        reason=decision.reason,
        proposed=decision.members,
    )
    return decision


@transaction.atomic
def take_up_again(case: Case, decision: ClusterDecision, *, actor: Actor) -> None:
    """Let a proposal that was put aside be made again, if its members still are as they were."""
    require(rules.may_cluster(actor, decision.path))
    claim(
        ClusterDecision.objects.aside().filter(pk=decision.pk),
        withdrawn_at=clock.now(),
        withdrawn_by=actor.person,
    )
    trail.log("proposal.taken-up", about=decision, within=case, actor=actor, name=decision.title)


def _still_proposed(case: Case, mark: str) -> Suggestion:
    """The proposal as it stands today; its words in Thai, for they are written down."""
    seen = outlook(case)
    with override("th"):
        return seen.suggestion(seen.proposal(mark))


def _hold(case: Case, proposed: Suggestion) -> list[Case]:
    """The members under lock, still free: of two who accept at once the slower is told."""
    keys = [one.case for one in proposed.members]
    locked = Case.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    members = list(locked.select_related("edition").order_by("pk"))
    if free_cases(case).filter(pk__in=keys).count() < len(keys):
        raise no_more_proposed()
    return members


def _verdict(proposed: Suggestion, cluster: Cluster) -> ProposalVerdict:
    made = (cluster.name, cluster.basis, set(cluster.members.values_list("case", flat=True)))
    meant = (proposed.title, proposed.basis, {one.case for one in proposed.members})
    return ProposalVerdict.ACCEPTED if made == meant else ProposalVerdict.CHANGED


def _decide(
    case: Case,
    proposed: Suggestion,
    verdict: ProposalVerdict,
    *,
    cluster: Cluster | None = None,
    reason: str = "",
    actor: Actor,
) -> ClusterDecision:
    return ClusterDecision.objects.create(
        edition=case.edition,
        mark=proposed.mark,
        title=proposed.title,
        basis=proposed.basis,
        because=proposed.because,
        members=[one.case for one in proposed.members],
        path=proposed.path,
        verdict=verdict,
        cluster=cluster,
        reason=reason,
        decided_by=actor.person,
        decided_as=actor.hat.title,
        decided_at=clock.now(),
    )
