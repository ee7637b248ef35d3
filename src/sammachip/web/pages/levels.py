"""The levels that groups reached, counted by office, and the list behind each number."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, Task
from sammachip.insight.levels import (
    NOT_YET,
    LevelRow,
    Levels,
    Moved,
    levels,
    movement,
    ranked_stages,
    tasks_at_level,
    tasks_moved,
)
from sammachip.programmes.pack import Stage
from sammachip.trail import clock
from sammachip.web.boards_behind import Asked, Behind
from sammachip.web.decorators import Request, page
from sammachip.web.pages.board import a_board_case
from sammachip.web.shapes import Cell, Column, Listing, Tab, Way


def _stage(request: Request, case: Case) -> Stage | None:
    """The stage asked for, or the first that ranks; None where the programme ranks nobody."""
    ranked = {stage.key: stage for stage in ranked_stages(case.edition.pack)}
    wanted = request.GET.get("stage", next(iter(ranked), ""))
    if wanted not in ranked and (wanted or ranked):
        raise Http404(wanted)
    return ranked.get(wanted)


@page
def case_levels(request: Request, pk: int) -> HttpResponse:
    case = a_board_case(request, pk)
    stage = _stage(request, case)
    found = levels(case, stage, clock.today()) if stage else None
    context = {
        "case": case,
        "sample": stage is not None and case.edition.pack.is_sample(stage),
        "tabs": [_tab(case, one, here=one is stage) for one in ranked_stages(case.edition.pack)],
        "listing": _listing(found) if found else None,
        "movement": _movement(found) if found and found.stage.compares else None,
        "why": stage.outcome.sentence if stage and stage.outcome else "",
    }
    return render(request, "web/board/levels.html", context)


def _tab(case: Case, stage: Stage, *, here: bool) -> Tab:
    return Tab(stage.title, _url(case, stage), here=here)


def _listing(found: Levels) -> Listing:
    """A row for each office, a column for each level; every number leads to the groups behind it."""
    columns = (*found.labels, NOT_YET)
    return Listing(
        caption=_("จำนวนกลุ่มในแต่ละระดับ (นับจำนวน ไม่เฉลี่ย)"),
        columns=[
            Column(str(found.level.label)),
            *(Column(label or _("ยังไม่มีผล"), numeric=True) for label in columns),
            Column(_("รวม"), numeric=True),
        ],
        rows=[_row(found, line, columns) for line in found.lines],
        total=_total(found, columns),
    )


def _movement(found: Levels) -> Listing:
    """How many went up, stayed or went down since the assessment that this one repeats."""
    assert found.stage.compares is not None
    first = found.case.edition.pack.stage(found.stage.compares)
    columns = [Column(str(Moved(moved).label), numeric=True) for moved in Moved]
    lines = movement(found)
    total = {moved: sum(line.counts.get(moved, 0) for line in lines) for moved in Moved.values}
    return Listing(
        caption=_("ระดับเทียบกับ «{first}»").format(first=first.title),
        columns=[Column(str(found.level.label)), *columns],
        rows=[[_name(found, line), *_moves(found, line.counts, _code(line))] for line in lines],
        total=[Cell(_("รวม")), *_moves(found, total, "")],
    )


def _moves(found: Levels, counts: Mapping[str, int], office: str) -> list[Cell]:
    where = {"office": office} if office else {}
    return [_count(found, counts.get(moved, 0), moved=moved, **where) for moved in Moved.values]


def _code(line: LevelRow) -> str:
    assert line.case.office is not None
    return line.case.office.code


def _name(found: Levels, line: LevelRow) -> Cell:
    office = line.case.office
    assert office is not None
    own = found.own is not None and line.case == found.own.case
    return Cell(office.short_name if own else office.place_name)


def _row(found: Levels, line: LevelRow, columns: tuple[str, ...]) -> list[Cell]:
    counts = (_count(found, line.counts.get(label, 0), level=label, office=_code(line)) for label in columns)
    return [_name(found, line), *counts, Cell(f"{line.total:,}")]


def _url(case: Case, stage: Stage) -> str:
    return f"{reverse('web:levels', args=[case.pk])}?{urlencode({'stage': stage.key})}"


def _total(found: Levels, columns: tuple[str, ...]) -> list[Cell]:
    counts = (_count(found, found.total.get(label, 0), level=label) for label in columns)
    return [Cell(_("รวม")), *counts, Cell(f"{sum(found.total.values()):,}")]


def _count(found: Levels, count: int, **asked: str) -> Cell:
    url = reverse("web:level-list", args=[found.case.pk])
    query = urlencode({"stage": found.stage.key, **asked})
    return Cell(f"{count:,}", f"{url}?{query}" if count else "")


@page
def level_list(request: Request, pk: int) -> HttpResponse:
    case = a_board_case(request, pk)
    stage = _stage(request, case)
    if stage is None:
        raise Http404
    found = _behind(Asked(case, request.GET, request.actor, clock.today()), stage)
    whole = Way(_("ระดับของกลุ่ม"), _url(case, stage))
    return render(
        request, "web/board/list.html", {"case": case, "behind": found, "leaf": found.leaf, "whole": whole}
    )


def _behind(asked: Asked, stage: Stage) -> Behind:
    words, tasks = _asked_for(asked, stage)
    leaf = asked.leaf(tasks)
    title = f"{stage.title}: {words}{asked.title_end}"
    columns = [Column(_("กลุ่มหรือหน่วยงาน")), Column(_("ระดับที่ได้")), Column(_("ผลการประเมิน"))]
    return Behind(title, Listing(asked.caption, columns, [_task_row(task) for task in leaf]), leaf)


def _asked_for(asked: Asked, stage: Stage) -> tuple[str, QuerySet[Task]]:
    """The tasks at one level, or of one movement, and the word for it."""
    if moved := asked.given.get("moved", ""):
        if moved not in Moved.values or stage.compares is None:
            raise Http404(moved)
        return str(Moved(moved).label), tasks_moved(asked.place, stage, Moved(moved), asked.beside)
    level = asked.given.get("level", NOT_YET)
    return level or _("ยังไม่มีผล"), tasks_at_level(asked.place, stage, level, asked.beside)


def _task_row(task: Task) -> list[Cell]:
    return [
        Cell(str(task.case), task.case.get_absolute_url()),
        Cell(task.tier or _("ยังไม่มีผล")),
        Cell(_("ดูผลรายด้าน"), reverse("web:case-assessments", args=[task.case_id])),
    ]


urlpatterns = [
    path("cases/<int:pk>/levels/", case_levels, name="levels"),
    path("cases/<int:pk>/levels/list/", level_list, name="level-list"),
]
