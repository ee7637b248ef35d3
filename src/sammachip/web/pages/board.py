"""The desk over many offices: all of them at a glance, the list behind every number, as a sheet and on paper."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from sammachip.cases.models import Case
from sammachip.core.verdict import Verdict, require
from sammachip.insight import queries, rules
from sammachip.insight.levels import ranked_stages
from sammachip.insight.measures import readings
from sammachip.insight.papers import board_document
from sammachip.insight.queries import Board
from sammachip.insight.rollups import places_below
from sammachip.insight.sheets import board_workbook
from sammachip.insight.sums import sums_of
from sammachip.org.hats import Actor
from sammachip.trail import clock
from sammachip.web import boards
from sammachip.web.aims import target_url
from sammachip.web.boards_behind import MEASURE, OF_ONE_NUMBER, Asked, behind, whole_of
from sammachip.web.decorators import Request, page
from sammachip.web.downloads import download, printed
from sammachip.web.rollups import card_of

MaySee = Callable[[Actor, Case], Verdict]


def a_board_case(request: Request, pk: int, may_see: MaySee = rules.may_see_board) -> Case:
    """The case whose board is asked for. A stranger gets 404, a colleague without the role 403 with the reason."""
    seen = Case.objects.visible_to(request.actor).select_related("office", "edition__programme")
    case = get_object_or_404(seen, pk=pk)
    require(may_see(request.actor, case))
    return case


@page
def board(request: Request, pk: int) -> HttpResponse:
    case, only = a_board_case(request, pk), request.GET.get("only", "")
    whole = queries.board(case, clock.today())
    shown, places = _narrowed(whole, only), places_below(case, whole.as_of)
    context = {
        "case": case,
        "board": whole,
        "tabs": boards.tabs_of(whole, only),
        "lines": [boards.line_of(shown, row) for row in shown.lines],
        "total": None if only else boards.total_of(whole),
        "indicators": [boards.indicator_of(whole, reading) for reading in readings(case)],
        "cards": [card_of(case, one, places) for one in sums_of(case)],
        "steps": boards.steps_listing(whole),
        **_beside(case),
    }
    return render(request, "web/board/board.html", context)


def _beside(case: Case) -> dict[str, object]:
    """Where else the programme is told of by office."""
    return {"ranks": bool(ranked_stages(case.edition.pack)), "target_url": target_url(case)}


def _narrowed(board: Board, only: str) -> Board:
    match only:
        case "":
            return board
        case boards.LATE:
            return board.only_late()
        case boards.UNREPORTED:
            return board.only_unreported()
    raise Http404(only)


@page
def board_list(request: Request, pk: int, what: str) -> HttpResponse:
    case = a_board_case(request, pk, rules.may_see_indicators if what == MEASURE else rules.may_see_board)
    whole = whole_of(case)
    if what in OF_ONE_NUMBER and not request.GET:
        return redirect(whole.url)  # an address cut short, or out of the list of what auditors read
    found = behind(what, Asked(case, request.GET, request.actor, clock.today()))
    return render(
        request, "web/board/list.html", {"case": case, "behind": found, "leaf": found.leaf, "whole": whole}
    )


@page
def board_file(request: Request, pk: int, kind: str) -> HttpResponse:
    """The board as it stands now. It is printed for reading and not kept: the reports are what is filed."""
    case = a_board_case(request, pk)
    told = queries.board(case, clock.today()), readings(case), sums_of(case)
    name = f"board-{case.office_id}-{clock.today():%Y%m%d}"
    if kind == "xlsx":
        return download(board_workbook(*told), f"{name}.xlsx")
    return printed(board_document(*told), kind, name)


urlpatterns = [
    path("cases/<int:pk>/board/", board, name="board"),
    path("cases/<int:pk>/board/file.<slug:kind>", board_file, name="board-file"),
    path("cases/<int:pk>/board/<slug:what>/", board_list, name="board-list"),
]
