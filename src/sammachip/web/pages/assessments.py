"""The assessments of one case side by side: who found which level, what differs, and what would raise it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from sammachip.cases.assessments import series_of
from sammachip.web.assessing import shown
from sammachip.web.decorators import Request, page
from sammachip.web.pages.cases import seen_case


@page
def assessments(request: Request, pk: int) -> HttpResponse:
    case = seen_case(request, pk)
    sets = [shown(series) for series in series_of(case, request.actor) if case.level in series.stages[0].per]
    return render(request, "web/case/assessments.html", {"case": case, "sets": sets})


urlpatterns = [path("cases/<int:pk>/assessments/", assessments, name="case-assessments")]
