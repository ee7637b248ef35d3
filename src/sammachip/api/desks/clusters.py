"""Clusters of groups, and the answer that an office has none of its own."""

from datetime import date, datetime
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.cases import CaseWhole, a_case, case_whole
from sammachip.api.ground import Call, acts, reads, window
from sammachip.api.words import (
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
from sammachip.cases.models import Case, CaseLevel, Cluster, ClusterBasis

router = Router(tags=["cases"])


class DatedReasonSaid(ReasonSaid):
    """`done_on`: the day on the papers, where that was before today."""

    done_on: Day | None = None


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


def cluster_told(cluster: Cluster) -> ClusterTold:
    members = cluster.members.select_related("case__group__village__area").order_by("case__path", "pk")
    return ClusterTold(
        id=cluster.pk,
        edition=cluster.edition_id,
        name=cluster.name,
        basis=cluster.basis,
        note=cluster.note,
        path=cluster.path,
        members=[_member_told(one.case) for one in members],
        made_on=cluster.made_on,
        made_at=cluster.made_at,
        ended_on=cluster.ended_on,
        ended_at=cluster.ended_at,
    )


def _member_told(case: Case) -> MemberTold:
    group = case.group
    place = f"{group.village} {group.village.area.full_name}" if group else ""
    return MemberTold(
        case=case.pk, name=str(case.subject), product=group.product if group else "", place=place
    )


def a_cluster(request: Call, pk: int) -> Cluster:
    return get_object_or_404(Cluster.objects.visible_to(request.auth.actor), pk=pk)


@reads(router, "/clusters")
def clusters(request: Call, asked: Query[ClustersAsked]) -> ClustersTold:
    """The clusters in which an office the caller sees has a member."""
    rows = Cluster.objects.visible_to(request.auth.actor)
    if asked.programme:
        rows = rows.filter(edition__programme__code=asked.programme)
    shown, after = window(rows, asked)
    return ClustersTold(items=[cluster_told(one) for one in shown], next=after)


@reads(router, "/clusters/{pk}")
def cluster(request: Call, pk: Id) -> ClusterTold:
    """One cluster with its members."""
    return cluster_told(a_cluster(request, pk))


@acts(router, "/clusters")
def make_cluster(request: Call, said: ClusterSaid) -> ClusterTold:
    """Join groups of one edition into a cluster."""
    actor = request.auth.actor
    seen = Case.objects.visible_to(actor).filter(level=CaseLevel.GROUP).live()
    members = [get_object_or_404(seen.select_related("edition__programme"), pk=pk) for pk in said.cases]
    made = actions.make_cluster(
        members,
        name=said.name,
        basis=said.basis,
        note=said.note,
        done_on=said.done_on,
        actor=actor,
    )
    return cluster_told(made)


@acts(router, "/clusters/{pk}/end")
def end_cluster(request: Call, pk: Id, said: DatedReasonSaid) -> ClusterTold:
    """End a cluster, with the reason."""
    actions.end_cluster(
        a_cluster(request, pk), reason=said.reason, done_on=said.done_on, actor=request.auth.actor
    )
    return cluster_told(a_cluster(request, pk))


@acts(router, "/cases/{pk}/no-cluster")
def answer_no_cluster(request: Call, pk: Id, said: DatedReasonSaid) -> CaseWhole:
    """Record that this office has no cluster of its own, and why."""
    actions.answer_no_cluster(
        a_case(request, pk), reason=said.reason, done_on=said.done_on, actor=request.auth.actor
    )
    return case_whole(a_case(request, pk))
