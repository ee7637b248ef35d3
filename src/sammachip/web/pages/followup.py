"""The groups a programme follows to the end: who has received, bought, handed over, recorded and reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path

from sammachip.cases.models import Case, Task
from sammachip.insight.following import Followed, FollowupList, Pace, followed_under
from sammachip.insight.sheets_groups import followup_workbook
from sammachip.programmes.pack import Stage
from sammachip.web.decorators import Request, page
from sammachip.web.downloads import download
from sammachip.web.pages.cases import seen_case
from sammachip.web.readings import task_url
from sammachip.web.shapes import Cell

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class StageCell:
    """How far a group is with a stage, and the page where its work is done; without a task, `why` it has none."""

    stage: Stage
    task: Task | None
    pace: Pace
    why: str
    url: str


def _found(request: Request, pk: int) -> tuple[Case, FollowupList]:
    case = seen_case(request, pk)
    if (found := followed_under(case, request.actor)) is None:
        raise Http404
    return case, found


@page
def followup(request: Request, pk: int) -> HttpResponse:
    case, found = _found(request, pk)
    stage, pace = request.GET.get("stage", ""), request.GET.get("pace", "")
    narrowed = stage in {one.key for one in found.stages} and pace in Pace.values
    rows = found.at(stage, pace) if narrowed else found.rows
    leaf = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "found": found,
        "counts": list(_counts(found)),
        "paces": [pace.label for pace in Pace],
        "narrowed": case.edition.pack.stage(stage).title + " · " + Pace(pace).label if narrowed else "",
        "leaf": leaf,
        "rows": [(one, _cells(found, one)) for one in leaf],
    }
    return render(request, "web/case/followup.html", context)


def _counts(found: FollowupList) -> Iterator[tuple[Stage, Sequence[Cell]]]:
    """Of each stage how many groups are how far; each number leads to its groups."""
    for stage in found.stages:
        counts = found.counts(stage.key)
        yield (
            stage,
            [
                Cell(str(count), f"?stage={stage.key}&pace={pace}" if count else "")
                for pace, count in counts.items()
            ],
        )


def _cells(found: FollowupList, one: Followed) -> list[StageCell]:
    return [_cell(one, stage, one.tasks.get(stage.key)) for stage in found.stages]


def _cell(one: Followed, stage: Stage, task: Task | None) -> StageCell:
    pace = one.paces[stage.key]
    if task is None:
        return StageCell(stage, None, pace, one.label(stage.key), "")
    return StageCell(stage, task, pace, "", task_url(task))


@page
def followup_sheet(request: Request, pk: int) -> HttpResponse:
    case, found = _found(request, pk)
    return download(followup_workbook(case, found), "followup.xlsx")


urlpatterns = [
    path("cases/<int:pk>/followup/", followup, name="case-followup"),
    path("cases/<int:pk>/followup/followup.xlsx", followup_sheet, name="case-followup-sheet"),
]
