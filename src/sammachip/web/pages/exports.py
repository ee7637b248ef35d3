"""What another system is given of one group: box by box to copy, as one ZIP, and whether it was entered there."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import path

from sammachip.cases.exporting import Bundle, bundle_of, export_of, exports_of
from sammachip.cases.models import Case, Filing
from sammachip.insight.bundles import bundle_name, zipped
from sammachip.org.hats import Actor
from sammachip.trail import clock
from sammachip.web.decorators import Request, page
from sammachip.web.pages.cases import seen_case
from sammachip.web.readings import task_standing


@page
def case_exports(request: Request, pk: int) -> HttpResponse:
    """Every export of the group, its boxes in the other system's order."""
    case = seen_case(request, pk)
    if not (exports := exports_of(case)):
        raise Http404
    bundles = [bundle_of(case, one, clock.today()) for one in exports]
    told = [(one, _entered(case, one, request.actor)) for one in bundles]
    return render(request, "web/case/exports.html", {"case": case, "bundles": told})


def _entered(case: Case, bundle: Bundle, actor: Actor) -> dict[str, object]:
    """The task in which it is said that the other system has it, where that stands, and the record of it once there is one."""
    tasks = case.tasks.select_related("case__edition__programme", "case__group", "turn_office")
    task = tasks.get(stage=bundle.export.stage)
    record = Filing.objects.visible_to(actor).accepted().filter(task=task).order_by("pk").last()
    return {"task": task, "standing": task_standing(task), "record": record}


@page
def case_export(request: Request, pk: int, key: str) -> FileResponse:
    """The whole as one ZIP, also while something is missing: what is there can be entered already."""
    case = seen_case(request, pk)
    if (export := export_of(case, key)) is None:
        raise Http404
    bundle = bundle_of(case, export, clock.today())
    return FileResponse(zipped(bundle, case), as_attachment=True, filename=f"{bundle_name(bundle, case)}.zip")


urlpatterns = [
    path("cases/<int:pk>/exports/", case_exports, name="case-exports"),
    path("cases/<int:pk>/exports/<slug:key>.zip", case_export, name="case-export"),
]
