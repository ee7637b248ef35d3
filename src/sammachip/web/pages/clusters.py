"""The register of clusters as one office sees it: those with a share here, a new one, an end, or none with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.clustering import outlook
from sammachip.cases.facts import clusters_with_share
from sammachip.cases.kinds import ClusterKind
from sammachip.cases.models import Case, CaseLevel, Cluster
from sammachip.core.area import Level
from sammachip.core.thainum import fold
from sammachip.core.verdict import require
from sammachip.trail import clock
from sammachip.web.cluster_boards import cluster_tabs
from sammachip.web.decorators import Request, act, page
from sammachip.web.forms.clusters import ClusterForm, EndForm, NoneForm
from sammachip.web.pages.cases import seen_case
from sammachip.web.posted import whole_number
from sammachip.web.readings import cluster_lines

A_PAGE = 10
MOST_LISTED = 100
"""Where there are more groups than these, those to be joined are looked for by name or product."""


def cluster_case(request: Request, pk: int) -> Case:
    """A case whose office keeps clusters: one with a stage of that kind."""
    found = seen_case(request, pk)
    if not any(stage.kind == ClusterKind.name for stage in found.edition.pack.stages_of(Level(found.level))):
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Choice:
    """The groups that may be joined here, in the order of their villages; of many only those looked for."""

    groups: Sequence[Case]
    total: int
    wanted: str

    @property
    def is_partial(self) -> bool:
        return self.total > MOST_LISTED


def _choice(request: Request, case: Case) -> Choice:
    below = Case.objects.within(case.path).live().filter(programme=case.programme_id, level=CaseLevel.GROUP)
    total, wanted = below.count(), request.GET.get("q", "").strip()
    found = below if total <= MOST_LISTED else below.filter(_looked_for(wanted, request.POST))
    told = found.select_related("group__village__area__parent", "edition").order_by("path", "pk")
    return Choice(list(told[:MOST_LISTED]), total, wanted)


def _looked_for(wanted: str, typed: QueryDict) -> Q:
    """The groups whose name or product holds these words, and those already chosen."""
    chosen = Q(pk__in=[whole_number(key, otherwise=0) for key in typed.getlist("members")])
    if not wanted:
        return chosen
    return chosen | Q(group__name_folded__contains=fold(wanted)) | Q(group__product__icontains=wanted)


@page
def clusters(request: Request, pk: int) -> HttpResponse:
    return _page(request, cluster_case(request, pk))


def _page(
    request: Request,
    case: Case,
    *,
    status: int = 200,
    ending: tuple[Cluster, EndForm] | None = None,
    **more: object,
) -> HttpResponse:
    """The register; after a refused form with that form's errors and everything typed."""
    choice = _choice(request, case)
    rows = clusters_with_share(case, clock.today())
    leaf = Paginator(rows.filter(pk=ending[0].pk) if ending else rows, A_PAGE).get_page(
        request.GET.get("page")
    )
    lines = cluster_lines(list(leaf), request.actor)
    context = {
        "case": case,
        "tabs": cluster_tabs(case, outlook(case), "clusters"),
        "choice": choice,
        "leaf": leaf,
        "clusters": [(line, ending[1] if ending else _end_form(line.cluster)) for line in lines],
        "answers": case.cluster_answers.filter(withdrawn_at__isnull=True).select_related("made_by"),
        "may_cluster": rules.may_cluster(request.actor, case.path),
        "form": ClusterForm(groups=choice.groups),
        "none_form": NoneForm(),
        **more,
    }
    return render(request, "web/cluster/list.html", context, status=status)


def _end_form(cluster: Cluster, typed: QueryDict | None = None) -> EndForm:
    return EndForm(typed, auto_id=f"end-{cluster.pk}-%s")


@act
def make(request: Request, pk: int) -> HttpResponse:
    case = cluster_case(request, pk)
    require(rules.may_cluster(request.actor, case.path))
    form = ClusterForm(request.POST, groups=_choice(request, case).groups)
    if not form.is_valid():
        return _page(request, case, status=422, form=form)
    members = form.cleaned_data.pop("members")
    made = actions.make_cluster(members, **form.cleaned_data, actor=request.actor)
    messages.success(request, _("จัดคลัสเตอร์ {name} แล้ว").format(name=made.name))
    return redirect("web:clusters", case.pk)


@act
def none(request: Request, pk: int) -> HttpResponse:
    case = cluster_case(request, pk)
    require(rules.may_cluster(request.actor, case.path))
    form = NoneForm(request.POST)
    if not form.is_valid():
        return _page(request, case, status=422, none_form=form)
    actions.answer_no_cluster(case, **form.cleaned_data, actor=request.actor)
    messages.success(request, _("บันทึกแล้วว่าไม่มีคลัสเตอร์ พร้อมเหตุผล"))
    return redirect("web:clusters", case.pk)


@act
def end(request: Request, pk: int, cluster: int) -> HttpResponse:
    case = cluster_case(request, pk)
    seen = Cluster.objects.visible_to(request.actor).filter(edition__programme=case.programme_id)
    found = get_object_or_404(seen, pk=cluster)
    require(rules.may_cluster(request.actor, found.path))
    form = _end_form(found, request.POST)
    if not form.is_valid():
        return _page(request, case, status=422, ending=(found, form))
    actions.end_cluster(found, **form.cleaned_data, actor=request.actor)
    messages.success(request, _("ยกเลิกคลัสเตอร์ {name} แล้ว").format(name=found.name))
    return redirect("web:clusters", case.pk)


urlpatterns = [
    path("cases/<int:pk>/clusters/", clusters, name="clusters"),
    path("cases/<int:pk>/clusters/make/", make, name="cluster-make"),
    path("cases/<int:pk>/clusters/none/", none, name="cluster-none"),
    path("cases/<int:pk>/clusters/<int:cluster>/end/", end, name="cluster-end"),
]
