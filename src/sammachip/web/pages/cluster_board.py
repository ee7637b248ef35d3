"""The board of clusters: what the software proposes to join, who has no partner, and a person's answer to each."""

from typing import Any  # a leaf holds rows of any kind

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.clustering import Outlook, Suggestion, outlook, why_unplaced
from sammachip.cases.models import Case, ClusterDecision
from sammachip.core.clusters import Proposal
from sammachip.core.thainum import excerpt
from sammachip.core.verdict import Stale, require
from sammachip.registry.families import product_families
from sammachip.web.cluster_boards import aside_lines, cluster_tabs, proposal_lines
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.clusters import AsideForm, ClusterForm
from sammachip.web.pages.clusters import cluster_case
from sammachip.web.shapes import Cell, Column, Listing

PROPOSALS_A_PAGE, GROUPS_A_PAGE = 10, 50
MOST_OFFERED = 100
"""Beside its own members a proposal offers so many groups that fit."""


@page
def proposals(request: Request, pk: int) -> HttpResponse:
    case = cluster_case(request, pk)
    seen = outlook(case)
    leaf = Paginator(seen.proposals, PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    return _proposals_page(request, case, seen, leaf)


def _proposals_page(
    request: Request,
    case: Case,
    seen: Outlook,
    leaf: Page[Proposal],
    *,
    status: int = 200,
    forms: dict[str, AsideForm] | None = None,
) -> HttpResponse:
    context = {
        "case": case,
        "tabs": cluster_tabs(case, seen, "cluster-proposals"),
        "list": product_families(),
        "leaf": leaf,
        "lines": proposal_lines(seen, leaf, request.actor, forms),
    }
    return render(request, "web/cluster/proposals.html", context, status=status)


@act
def accept(request: Request, pk: int, mark: str) -> HttpResponse:
    case = cluster_case(request, pk)
    require(rules.may_cluster(request.actor, case.path))
    made = actions.accept_proposal(case, mark, actor=request.actor)
    messages.success(request, _("จัดคลัสเตอร์ {name} ตามที่เสนอแล้ว").format(name=made.name))
    return redirect("web:cluster-proposals", case.pk)


@act
def put_aside(request: Request, pk: int, mark: str) -> HttpResponse:
    case = cluster_case(request, pk)
    require(rules.may_cluster(request.actor, case.path))
    form = AsideForm.of(mark, request.POST)
    if not form.is_valid():
        seen = outlook(case)
        return _proposals_page(request, case, seen, _leaf_of(mark, seen), status=422, forms={mark: form})
    decision = actions.put_aside(case, mark, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("พักข้อเสนอ {name} แล้ว").format(name=decision.title))
    return redirect("web:cluster-proposals", case.pk)


def _leaf_of(mark: str, seen: Outlook) -> Page[Proposal]:
    """The leaf on which the proposal of this mark stands; the first if it is none any more."""
    before = next((number for number, one in enumerate(seen.proposals) if one.mark == mark), 0)
    return Paginator(seen.proposals, PROPOSALS_A_PAGE).get_page(before // PROPOSALS_A_PAGE + 1)


@page
def proposal(request: Request, pk: int, mark: str) -> HttpResponse:
    case = cluster_case(request, pk)
    seen = outlook(case)
    try:
        found = seen.proposal(mark)
    except Stale as gone:
        raise Http404(mark) from gone
    told = seen.suggestion(found)
    return _proposal_page(
        request, case, told, ClusterForm(initial=_as_proposed(told), groups=_offered(seen, found))
    )


def _as_proposed(told: Suggestion) -> dict[str, object]:
    members = [one.case for one in told.members]
    return {"name": told.title, "basis": told.basis, "note": excerpt(told.because, 300), "members": members}


def _proposal_page(
    request: Request, case: Case, told: Suggestion, form: ClusterForm, *, status: int = 200
) -> HttpResponse:
    may = rules.may_cluster(request.actor, told.path)
    context = {"case": case, "suggestion": told, "form": form, "may_cluster": may}
    return render(request, "web/cluster/proposal.html", context, status=status)


def _offered(seen: Outlook, found: Proposal) -> list[Case]:
    """The members of a proposal, then free groups whose products fit with theirs."""
    members = [member.group.key for member in found.members]
    keys = [
        *members,
        *(one.case for one, _index in zip(seen.kindred(found), range(MOST_OFFERED), strict=False)),
    ]
    cases = Case.objects.select_related("group__village__area__parent", "edition").in_bulk(keys)
    return [cases[key] for key in keys]


@act
def accept_changed(request: Request, pk: int, mark: str) -> HttpResponse:
    case = cluster_case(request, pk)
    require(rules.may_cluster(request.actor, case.path))
    seen = outlook(case)
    found = seen.proposal(mark)
    form = ClusterForm(request.POST, groups=_offered(seen, found))
    if not form.is_valid():
        return _proposal_page(request, case, seen.suggestion(found), form, status=422)
    members = form.cleaned_data.pop("members")
    made = actions.accept_proposal(case, mark, cases=members, **form.cleaned_data, actor=request.actor)
    messages.success(request, _("จัดคลัสเตอร์ {name} แล้ว").format(name=made.name))
    return redirect("web:cluster-proposals", case.pk)


@page
def alone(request: Request, pk: int) -> HttpResponse:
    case = cluster_case(request, pk)
    seen = outlook(case)
    leaf = Paginator(seen.alone(), GROUPS_A_PAGE).get_page(request.GET.get("page"))
    columns = [Column(_("กลุ่ม")), Column(_("ผลิตภัณฑ์")), Column(_("หมวด")), Column(_("ที่อยู่"), is_place=True)]
    rows = [
        [_linked(one.case, one.name), Cell(one.product), Cell(family), Cell(one.place)]
        for one, family in leaf
    ]
    caption = _(
        "ไม่มีกลุ่มว่างในอำเภอเดียวกันหรือใกล้กันที่ผลิตเหมือนกันหรือเชื่อมโยงกัน — เพิ่มเข้าข้อเสนอของอำเภออื่นได้ เมื่อกดแก้ไขก่อนรับ"
    )
    listing = Listing(caption, columns, rows)
    return _groups_page(request, case, seen, "clusters-alone", leaf, listing)


@page
def unplaced(request: Request, pk: int) -> HttpResponse:
    case = cluster_case(request, pk)
    seen = outlook(case)
    leaf = Paginator(seen.found.unplaced, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    columns = [Column(_("กลุ่ม")), Column(_("ผลิตภัณฑ์")), Column(_("เพราะ")), Column(_("ที่อยู่"), is_place=True)]
    told = [(seen.groups[one.group.key], why_unplaced(one)) for one in leaf]
    rows = [
        [_linked(one.case, one.name), Cell(one.product or "–"), Cell(why), Cell(one.place)]
        for one, why in told
    ]
    listing = Listing(_("กลุ่มที่ระบบไม่เสนอ เพราะไม่รู้ว่าเป็นผลิตภัณฑ์หมวดใด"), columns, rows)
    return _groups_page(request, case, seen, "clusters-unplaced", leaf, listing)


def _linked(case: int, name: str) -> Cell:
    return Cell(name, reverse("web:case", args=[case]))


def _groups_page(
    request: Request,
    case: Case,
    seen: Outlook,
    here: str,
    leaf: Page[Any],
    listing: Listing,  # rows of any kind
) -> HttpResponse:
    context = {"case": case, "tabs": cluster_tabs(case, seen, here), "leaf": leaf, "listing": listing}
    return render(request, "web/cluster/groups.html", context)


@page
def aside(request: Request, pk: int) -> HttpResponse:
    case = cluster_case(request, pk)
    seen = ClusterDecision.objects.visible_to(request.actor).within(case.path).aside()
    rows = seen.filter(edition__programme=case.programme_id).select_related("decided_by")
    leaf = Paginator(rows, GROUPS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "tabs": cluster_tabs(case, outlook(case), "clusters-aside"),
        "leaf": leaf,
        "lines": aside_lines(leaf, request.actor),
    }
    return render(request, "web/cluster/aside.html", context)


@act
def take_up(request: Request, pk: int, decision: int) -> HttpResponse:
    case = cluster_case(request, pk)
    seen = ClusterDecision.objects.visible_to(request.actor).filter(edition__programme=case.programme_id)
    found = get_object_or_404(seen, pk=decision)
    actions.take_up_again(case, found, actor=request.actor)
    messages.success(request, _("นำข้อเสนอ {name} กลับมาพิจารณาแล้ว").format(name=found.title))
    return redirect("web:clusters-aside", case.pk)


urlpatterns = [
    path("cases/<int:pk>/clusters/proposed/", proposals, name="cluster-proposals"),
    path(
        "cases/<int:pk>/clusters/proposed/<str:mark>/",
        either(proposal, accept_changed),
        name="cluster-proposal",
    ),
    path("cases/<int:pk>/clusters/proposed/<str:mark>/accept/", accept, name="cluster-proposal-accept"),
    path("cases/<int:pk>/clusters/proposed/<str:mark>/aside/", put_aside, name="cluster-proposal-aside"),
    path("cases/<int:pk>/clusters/alone/", alone, name="clusters-alone"),
    path("cases/<int:pk>/clusters/unplaced/", unplaced, name="clusters-unplaced"),
    path("cases/<int:pk>/clusters/aside/", aside, name="clusters-aside"),
    path("cases/<int:pk>/clusters/aside/<int:decision>/", take_up, name="cluster-proposal-take-up"),
]
