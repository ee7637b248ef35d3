"""The register of clusters as one office sees it: those with a share here, a new one, an end, or none with its reason."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.facts import clusters_with_share
from sammachip.cases.kinds import ClusterKind
from sammachip.cases.models import Case, CaseLevel, Cluster
from sammachip.core.area import Level
from sammachip.core.verdict import require
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, page
from sammachip.web.forms.clusters import ClusterForm, EndForm, NoneForm
from sammachip.web.pages.cases import seen_case
from sammachip.web.readings import cluster_lines


def _case(request: Request, pk: int) -> Case:
    """A case whose office keeps clusters: one with a stage of that kind."""
    found = seen_case(request, pk)
    if not any(stage.kind == ClusterKind.name for stage in found.edition.pack.stages_of(Level(found.level))):
        raise Http404
    return found


def _groups(case: Case) -> list[Case]:
    """The groups that may be joined here, in the order of their villages."""
    below = Case.objects.within(case.path).live().filter(programme=case.programme_id, level=CaseLevel.GROUP)
    return list(below.select_related("group__village__area__parent").order_by("path", "pk"))


@page
def clusters(request: Request, pk: int) -> HttpResponse:
    return _page(request, _case(request, pk))


def _page(
    request: Request,
    case: Case,
    *,
    status: int = 200,
    ending: dict[int, EndForm] | None = None,
    **more: object,
) -> HttpResponse:
    """The register; after a refused form with that form's errors and everything typed."""
    groups = _groups(case)
    lines = cluster_lines(clusters_with_share(case, clock.today()), request.actor)
    ends = {line.cluster.pk: _end_form(line.cluster) for line in lines} | (ending or {})
    context = {
        "case": case,
        "groups": groups,
        "clusters": [(line, ends[line.cluster.pk]) for line in lines],
        "answers": case.cluster_answers.filter(withdrawn_at__isnull=True).select_related("made_by"),
        "may_cluster": rules.may_cluster(request.actor, case.path),
        "form": ClusterForm(groups=groups),
        "none_form": NoneForm(),
        **more,
    }
    return render(request, "web/cluster/list.html", context, status=status)


def _end_form(cluster: Cluster, typed: QueryDict | None = None) -> EndForm:
    return EndForm(typed, auto_id=f"end-{cluster.pk}-%s")


@act
def make(request: Request, pk: int) -> HttpResponse:
    case = _case(request, pk)
    require(rules.may_cluster(request.actor, case.path))
    form = ClusterForm(request.POST, groups=_groups(case))
    if not form.is_valid():
        return _page(request, case, status=422, form=form)
    members = form.cleaned_data.pop("members")
    made = actions.make_cluster(members, **form.cleaned_data, actor=request.actor)
    messages.success(request, _("จัดคลัสเตอร์ {name} แล้ว").format(name=made.name))
    return redirect("web:clusters", case.pk)


@act
def none(request: Request, pk: int) -> HttpResponse:
    case = _case(request, pk)
    require(rules.may_cluster(request.actor, case.path))
    form = NoneForm(request.POST)
    if not form.is_valid():
        return _page(request, case, status=422, none_form=form)
    actions.answer_no_cluster(case, **form.cleaned_data, actor=request.actor)
    messages.success(request, _("บันทึกแล้วว่าไม่มีคลัสเตอร์ พร้อมเหตุผล"))
    return redirect("web:clusters", case.pk)


@act
def end(request: Request, pk: int, cluster: int) -> HttpResponse:
    case = _case(request, pk)
    seen = Cluster.objects.visible_to(request.actor).filter(edition__programme=case.programme_id)
    found = get_object_or_404(seen, pk=cluster)
    require(rules.may_cluster(request.actor, found.path))
    form = _end_form(found, request.POST)
    if not form.is_valid():
        return _page(request, case, status=422, ending={found.pk: form})
    actions.end_cluster(found, **form.cleaned_data, actor=request.actor)
    messages.success(request, _("ยกเลิกคลัสเตอร์ {name} แล้ว").format(name=found.name))
    return redirect("web:clusters", case.pk)


urlpatterns = [
    path("cases/<int:pk>/clusters/", clusters, name="clusters"),
    path("cases/<int:pk>/clusters/make/", make, name="cluster-make"),
    path("cases/<int:pk>/clusters/none/", none, name="cluster-none"),
    path("cases/<int:pk>/clusters/<int:cluster>/end/", end, name="cluster-end"),
]
