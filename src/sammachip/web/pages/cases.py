"""One subject's passage through a programme: where it stands, what lies below, what happened."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from sammachip.cases import rules
from sammachip.cases.models import Case, CaseLevel
from sammachip.core.area import Level
from sammachip.insight.rules import may_see_board
from sammachip.trail import clock
from sammachip.web.decorators import Request, page
from sammachip.web.readings import (
    case_history,
    cases_above,
    child_lines,
    step_line,
    task_lines,
    window_reading,
)


def seen_case(request: Request, pk: int) -> Case:
    """The case, if the hat may see it; else 404."""
    seen = Case.objects.visible_to(request.actor).select_related(
        "edition__programme", "office__parent", "area", "group__village__area__parent"
    )
    return get_object_or_404(seen, pk=pk)


def takes_groups(case: Case) -> bool:
    """Whether groups are enrolled here: at a district of a programme that goes down to groups."""
    return case.level == CaseLevel.DISTRICT and Level.GROUP in case.edition.pack.levels


@page
def case(request: Request, pk: int) -> HttpResponse:
    found = seen_case(request, pk)
    children = child_lines(found)
    context = {
        "case": found,
        "pack": found.edition.pack,
        "above": cases_above(found, request.actor),
        "window": window_reading(found.edition, clock.today()),
        "steps": step_line(found),
        "tasks": task_lines(found, request.actor),
        "children": children,
        "takes_groups": takes_groups(found),
        "has_board": may_see_board(request.actor, found),
        "may_enrol": rules.may_enrol_group(request.actor, found, len(children)),
        "deeds": case_history(found),
    }
    return render(request, "web/case/case.html", context)


urlpatterns = [path("cases/<int:pk>/", case, name="case")]
