"""Clusters of groups, and the answer that an office has none of its own."""

from datetime import date, datetime
from typing import Annotated

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.cases import CaseWhole, a_case, case_whole
from sammachip.api.ground import Call, acts, all_of, alone, first, narrowed, reads, window
from sammachip.api.words import (
    MOST_COUNT,
    DatedReasonSaid,
    Day,
    Id,
    Key,
    Line,
    Name,
    PageAsked,
    ReasonSaid,
    Said,
    Told,
)
from sammachip.cases import actions
from sammachip.cases.clustering import FreeGroup, Suggestion, outlook, why_unplaced
from sammachip.cases.models import Case, CaseLevel, Cluster, ClusterBasis, ClusterDecision, ClusterMember
from sammachip.cases.rules import may_cluster
from sammachip.core.clusters import Unplaced
from sammachip.org.hats import Actor
from sammachip.registry.families import product_families

router = Router(tags=["cases"])


class ClusterSaid(Said):
    cases: Annotated[list[Id], Field(max_length=100)]
    name: Name
    basis: ClusterBasis
    note: Line = ""
    done_on: Day | None = None


class MemberTold(Told):
    """What every office with a member sees of the others: name, product and place."""

    case: int
    name: str
    product: str
    place: str


class ClusterTold(Told):
    id: int
    edition: int
    name: str
    basis: str
    note: str
    path: str
    members: list[MemberTold]
    made_on: date
    made_at: datetime
    ended_on: date | None
    ended_at: datetime | None


class ClustersTold(Told):
    items: list[ClusterTold]
    next: int | None


class ClustersAsked(PageAsked):
    programme: Key | None = None


class FreeGroupTold(Told):
    """A group in no cluster: `family` is the kind of product it is known for."""

    case: int
    name: str
    product: str
    place: str
    family: str


class UnplacedTold(Told):
    """A group for which nothing is proposed, and why."""

    case: int
    name: str
    product: str
    place: str
    why: str


class ClusterProposalTold(Told):
    """What the software proposes. `mark` names it until a member changes; `path` is where the cluster would count."""

    mark: str
    title: str
    basis: str
    because: str
    path: str
    members: list[FreeGroupTold]


class ClusterProposalsTold(Told):
    """`total` proposals stand; `next` says how many to skip for the next part. `sample` names the list they rest on."""

    items: list[ClusterProposalTold]
    total: int
    next: int | None
    sample: str


class LeftTold(Told):
    """The groups of a case for which nothing is proposed: without a partner, or of a product not known."""

    alone: list[FreeGroupTold]
    unplaced: list[UnplacedTold]


class ProposalsAsked(Said):
    """Which part of the proposals: `limit` of them after the first `skip`."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    skip: Annotated[int, Field(ge=0, le=MOST_COUNT)] = 0


class AcceptSaid(Said):
    """What a person changes before accepting; what is left out stays as proposed."""

    cases: Annotated[list[Id], Field(max_length=1000)] | None = None
    name: Name | None = None
    basis: ClusterBasis | None = None
    note: Line = ""
    done_on: Day | None = None


class ClusterDecisionTold(Told):
    """What a person made of a proposal, beside the proposal as it stood."""

    id: int
    mark: str
    title: str
    basis: str
    because: str
    path: str
    members: list[int]
    verdict: str
    cluster: int | None
    reason: str
    decided_as: str
    decided_at: datetime
    withdrawn_at: datetime | None


class ClusterDecisionsTold(Told):
    items: list[ClusterDecisionTold]
    next: int | None


def cluster_told(cluster: Cluster) -> ClusterTold:
    return ClusterTold(
        id=cluster.pk,
        edition=cluster.edition_id,
        name=cluster.name,
        basis=cluster.basis,
        note=cluster.note,
        path=cluster.path,
        members=[_member_told(one.case) for one in cluster.members.all()],
        made_on=cluster.made_on,
        made_at=cluster.made_at,
        ended_on=cluster.ended_on,
        ended_at=cluster.ended_at,
    )


def _member_told(case: Case) -> MemberTold:
    group = case.group
    place = group.village.full_name if group else ""
    return MemberTold(
        case=case.pk, name=str(case.subject), product=group.product if group else "", place=place
    )


def clusters_seen(request: Call) -> "QuerySet[Cluster, Cluster]":
    members = ClusterMember.objects.select_related("case__group__village__area__parent")
    return Cluster.objects.visible_to(request.auth.actor).prefetch_related(Prefetch("members", members))


def a_cluster(request: Call, pk: int) -> Cluster:
    return get_object_or_404(clusters_seen(request), pk=pk)


@reads(router, "/clusters")
def clusters(request: Call, asked: Query[ClustersAsked]) -> ClustersTold:
    """The clusters in which an office the caller sees has a member."""
    rows = clusters_seen(request)
    shown, after = window(narrowed(rows, edition__programme__code=asked.programme), asked)
    return ClustersTold(items=[cluster_told(one) for one in shown], next=after)


@reads(router, "/clusters/{pk}")
def cluster(request: Call, pk: Id) -> ClusterTold:
    """One cluster with its members."""
    return cluster_told(a_cluster(request, pk))


@acts(router, "/clusters", may=alone(may_cluster, "office.path"))
def make_cluster(request: Call, said: ClusterSaid) -> ClusterTold:
    """Join groups of one edition into a cluster."""
    actor = request.auth.actor
    made = actions.make_cluster(
        _members(actor, said.cases),
        name=said.name,
        basis=said.basis,
        note=said.note,
        done_on=said.done_on,
        actor=actor,
    )
    return cluster_told(a_cluster(request, made.pk))


def _members(actor: Actor, cases: list[int]) -> list[Case]:
    """The groups' cases of these numbers, in their order; 404 where the caller does not see one."""
    seen = Case.objects.visible_to(actor).filter(level=CaseLevel.GROUP).live()
    return all_of(seen.select_related("edition__programme"), cases)


@acts(router, "/clusters/{pk}/end", may=first(may_cluster, a_cluster, "path"))
def end_cluster(request: Call, pk: Id, said: DatedReasonSaid) -> ClusterTold:
    """End a cluster, with the reason."""
    actions.end_cluster(
        a_cluster(request, pk), reason=said.reason, done_on=said.done_on, actor=request.auth.actor
    )
    return cluster_told(a_cluster(request, pk))


@acts(router, "/cases/{pk}/no-cluster", may=first(may_cluster, a_case, "path"))
def answer_no_cluster(request: Call, pk: Id, said: DatedReasonSaid) -> CaseWhole:
    """Record that this office has no cluster of its own, and why."""
    actions.answer_no_cluster(
        a_case(request, pk), reason=said.reason, done_on=said.done_on, actor=request.auth.actor
    )
    return case_whole(a_case(request, pk))


@reads(router, "/cases/{pk}/cluster-proposals")
def cluster_proposals(request: Call, pk: Id, asked: Query[ProposalsAsked]) -> ClusterProposalsTold:
    """What the software proposes to join among the groups of this case that are in no cluster."""
    seen = outlook(a_case(request, pk))
    shown = seen.proposals[asked.skip : asked.skip + asked.limit]
    after, total = asked.skip + len(shown), len(seen.proposals)
    return ClusterProposalsTold(
        items=[_proposal_told(seen.suggestion(one)) for one in shown],
        total=total,
        next=after if shown and after < total else None,
        sample=product_families().note,
    )


def _proposal_told(one: Suggestion) -> ClusterProposalTold:
    members = zip(one.members, one.families, strict=True)
    return ClusterProposalTold(
        mark=one.mark,
        title=one.title,
        basis=one.basis,
        because=one.because,
        path=one.path,
        members=[_free_told(group, family) for group, family in members],
    )


def _free_told(group: FreeGroup, family: str) -> FreeGroupTold:
    return FreeGroupTold(
        case=group.case, name=group.name, product=group.product, place=group.place, family=family
    )


@reads(router, "/cases/{pk}/cluster-proposals/left")
def groups_left(request: Call, pk: Id) -> LeftTold:
    """The groups of this case for which nothing is proposed, and why."""
    seen = outlook(a_case(request, pk))
    return LeftTold(
        alone=[_free_told(group, family) for group, family in seen.alone()],
        unplaced=[_unplaced_told(seen.groups[one.group.key], one) for one in seen.found.unplaced],
    )


def _unplaced_told(group: FreeGroup, one: Unplaced) -> UnplacedTold:
    return UnplacedTold(
        case=group.case, name=group.name, product=group.product, place=group.place, why=why_unplaced(one)
    )


@acts(router, "/cases/{pk}/cluster-proposals/{mark}/accept", may=alone(may_cluster, "office.path"))
def accept_proposal(request: Call, pk: Id, mark: Key, said: AcceptSaid) -> ClusterTold:
    """Make a cluster of a proposal, as it stands or changed; both are kept."""
    actor = request.auth.actor
    members = None if said.cases is None else _members(actor, said.cases)
    made = actions.accept_proposal(
        a_case(request, pk),
        mark,
        cases=members,
        name=said.name or "",
        basis=said.basis,
        note=said.note,
        done_on=said.done_on,
        actor=actor,
    )
    return cluster_told(a_cluster(request, made.pk))


@acts(router, "/cases/{pk}/cluster-proposals/{mark}/put-aside", may=alone(may_cluster, "office.path"))
def put_proposal_aside(request: Call, pk: Id, mark: Key, said: ReasonSaid) -> ClusterDecisionTold:
    """Keep a proposal from being made again until a member changes, with the reason."""
    decided = actions.put_aside(a_case(request, pk), mark, reason=said.reason, actor=request.auth.actor)
    return _decision_told(decided)


@reads(router, "/cases/{pk}/cluster-decisions")
def cluster_decisions(request: Call, pk: Id, asked: Query[PageAsked]) -> ClusterDecisionsTold:
    """What people made of the proposals at and below this case."""
    case = a_case(request, pk)
    seen = ClusterDecision.objects.visible_to(request.auth.actor).within(case.path)
    shown, after = window(seen.filter(edition__programme=case.programme_id), asked)
    return ClusterDecisionsTold(items=[_decision_told(one) for one in shown], next=after)


@acts(router, "/cases/{pk}/cluster-decisions/{decision_pk}/take-up")
def take_up_proposal(request: Call, pk: Id, decision_pk: Id) -> ClusterDecisionTold:
    """Let a proposal that was put aside be made again."""
    case, actor = a_case(request, pk), request.auth.actor
    seen = ClusterDecision.objects.visible_to(actor).filter(edition__programme=case.programme_id)
    decision = get_object_or_404(seen, pk=decision_pk)
    actions.take_up_again(case, decision, actor=actor)
    decision.refresh_from_db()
    return _decision_told(decision)


def _decision_told(one: ClusterDecision) -> ClusterDecisionTold:
    return ClusterDecisionTold(
        id=one.pk,
        mark=one.mark,
        title=one.title,
        basis=one.basis,
        because=one.because,
        path=one.path,
        members=one.members,
        verdict=one.verdict,
        cluster=one.cluster_id,
        reason=one.reason,
        decided_as=one.decided_as,
        decided_at=one.decided_at,
        withdrawn_at=one.withdrawn_at,
    )
