"""Named lists that letters hand down: each with its revisions, a new one brought from a sheet, looked through and taken in."""

import hashlib
from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.core.cells import CellError
from sammachip.core.grid import NotATable, to_csv
from sammachip.core.verdict import require
from sammachip.programmes.pack import NamedList
from sammachip.programmes.queries import named_lists
from sammachip.records.models import SheetImport
from sammachip.records.sheets import require_size
from sammachip.registry import actions_rosters as actions
from sammachip.registry.importing import official
from sammachip.registry.models import Roster, RosterLine, RosterLineQuerySet, RosterOf, RosterQuerySet
from sammachip.registry.roster_proposals import (
    SHEET_KIND,
    Line,
    ListNamed,
    Proposal,
    latest_of,
    proposal,
    waiting_for,
    where,
)
from sammachip.registry.roster_standings import in_force, source_of
from sammachip.registry.rosters import COLUMNS, RosterReading, grid_of, read_file, read_pasted
from sammachip.registry.rules import may_keep_rosters
from sammachip.registry.rules_rosters import may_take_back_roster
from sammachip.registry.sheets import blank
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.downloads import download
from sammachip.web.forms.imports import PLACE, DiscardForm, posted_places
from sammachip.web.forms.rosters import RosterSheetForm
from sammachip.web.shapes import Cell, Column, Listing, Tab
from sammachip.web.templatetags.thai import thaidate

A_PAGE = 50
HELD, ADDED, DROPPED = "held", "added", "dropped"


def _rosters(request: Request) -> RosterQuerySet:
    return Roster.objects.visible_to(request.actor).select_related("office", "recorded_by", "sheet")


@page
def rosters(request: Request) -> HttpResponse:
    """Every list that a programme names, and which revision speaks for the reader's own office now."""
    lists = named_lists()
    seen = set(_rosters(request).values_list("pk", flat=True))
    around = in_force(lists.values(), request.actor.office.path, clock.today())
    spoken = {key: [one for one in found if one.pk in seen] for key, found in around.items()}
    columns = [
        Column(_("บัญชี")),
        Column(_("เป็นบัญชีของ")),
        Column(_("ฉบับที่ใช้อยู่")),
        Column(_("จำนวนในบัญชี"), numeric=True),
    ]
    rows = [_list_row(one, spoken[key]) for key, one in sorted(lists.items())]
    listing = Listing(_("บัญชีที่โครงการอ้างถึง"), columns, rows)
    return render(request, "web/roster/lists.html", {"listing": listing})


def _list_row(one: NamedList, spoken: Sequence[Roster]) -> list[Cell]:
    return [
        Cell(one.title, reverse("web:roster-list", args=[one.key])),
        Cell(str(RosterOf(str(one.of)).label)),
        Cell(_in_force(spoken)),
        Cell(f"{sum(roster.size for roster in spoken):,}" if spoken else "–"),
    ]


def _in_force(spoken: Sequence[Roster]) -> str:
    match spoken:
        case []:
            return _("ยังไม่มีบัญชี")
        case [one]:
            return f"{one.office.short_name} · {source_of(one)}"
        case _:
            return _("บัญชีของ {n} หน่วยงาน").format(n=len(spoken))


def _list(request: Request, key: str) -> ListNamed:
    """The list of this key: as a programme names it, else as it was brought while one did."""
    if (one := named_lists().get(key)) is not None:
        return ListNamed(key, one.title, str(one.of))
    held = _rosters(request).filter(key=key).first()
    if held is None:
        raise Http404(key)
    return ListNamed(key, held.title, held.of)


@page
def roster_list(request: Request, key: str) -> HttpResponse:
    about = _list(request, key)
    return _list_page(request, about, RosterSheetForm(of=about.of))


def _list_page(
    request: Request,
    about: ListNamed,
    form: RosterSheetForm,
    errors: Sequence[CellError] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    revisions = Paginator(_rosters(request).filter(key=about.key).newest_first(), A_PAGE)
    leaf, mine = revisions.get_page(request.GET.get("page")), _mine_to_take_back(request, about.key)
    waiting = waiting_for(about.key, request.actor.office)
    context = {
        "about": about,
        "leaf": leaf,
        "revisions": [(one, one == mine) for one in leaf],
        "waiting": waiting[:A_PAGE] if may_keep_rosters(request.actor) else [],
        "form": form,
        "errors": errors,
        "may_keep": may_keep_rosters(request.actor),
    }
    return render(request, "web/roster/list.html", context, status=status)


def _mine_to_take_back(request: Request, key: str) -> Roster | None:
    """The one revision of a list that the reader may take back now, if any."""
    newest = latest_of(key, request.actor.office)
    return newest if newest and may_take_back_roster(request.actor, newest) else None


@page
def template(request: Request, key: str) -> HttpResponse:
    """The empty sheet of this list."""
    return download(blank("บัญชีรายชื่อ", COLUMNS[_list(request, key).of]), f"{key}-template.xlsx")


@act
def read(request: Request, key: str) -> HttpResponse:
    """Read a sheet; with every cell in order it is kept, to be looked through."""
    require(may_keep_rosters(request.actor))
    about = _list(request, key)
    form = RosterSheetForm(request.POST, request.FILES, of=about.of)
    if not form.is_valid():
        return _list_page(request, about, form, status=422)
    try:
        reading, name, content = _reading(about, form)
    except NotATable as error:
        form.add_error("file", worded(error.reason))
        return _list_page(request, about, form, status=422)
    if reading.errors:
        return _list_page(request, about, form, reading.errors, status=422)
    told = {"name": name, "digest": hashlib.sha256(content).hexdigest()}
    kept = actions.keep_reading(reading, about=about, letter=form.letter, **told, actor=request.actor)
    return redirect("web:roster-sheet", kept.pk)


def _reading(about: ListNamed, form: RosterSheetForm) -> tuple[RosterReading, str, bytes]:
    upload, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    if not upload:
        return read_pasted(about.of, pasted), _("วางจากตาราง"), pasted.encode()
    require_size(upload.size)
    content = upload.read()
    reading = read_file(about.of, upload.name, content)
    return reading, f"{upload.name} · {reading.leaf}" if reading.leaf else upload.name, content


def _sheet(request: Request, pk: int) -> SheetImport:
    """The sheet; whoever sees it and keeps no lists there is told why it is not theirs."""
    seen = (
        SheetImport.objects.visible_to(request.actor).of_kind(SHEET_KIND).select_related("office", "roster")
    )
    found = get_object_or_404(seen, pk=pk)
    require(may_keep_rosters(request.actor, found.office))
    return found


@page
def sheet(request: Request, pk: int) -> HttpResponse:
    """The list as it would be taken in, beside the revision before; once it was, that revision; else the lists."""
    found = _sheet(request, pk)
    if found.applied_at:
        return redirect("web:roster", found.roster.pk)
    if found.discarded_at:
        return redirect("web:rosters")
    return _preview_page(request, found, DiscardForm())


def _preview_page(
    request: Request, found: SheetImport, form: DiscardForm, *, status: int = 200
) -> HttpResponse:
    shown = _preview(request, found, proposal(found))
    return render(request, "web/roster/preview.html", {**shown, "discarding": form}, status=status)


def _preview(request: Request, sheet: SheetImport, found: Proposal) -> dict[str, object]:
    which = _which(request, found)
    lines: dict[str, Sequence[Line | RosterLine]] = {
        HELD: found.lines,
        ADDED: found.new_lines,
        DROPPED: found.dropped,
    }
    leaf = Paginator(lines[which], A_PAGE).get_page(request.GET.get("page"))
    return {
        "sheet": sheet,
        "found": found,
        "place": PLACE,
        "remarks": [*sheet.remarks, *found.remarks],
        "tabs": [
            Tab(label, f"?which={key}", key == which, len(lines[key])) for key, label in _tabs(found).items()
        ],
        "leaf": leaf,
        "listing": _lines_listing(
            found.about.of, leaf.paginator.count, [(one.code, one.name) for one in leaf], found
        ),
    }


def _tabs(found: Proposal) -> dict[str, str]:
    tabs = {HELD: _("ทั้งบัญชี"), ADDED: _("เพิ่มจากฉบับก่อน"), DROPPED: _("ออกจากบัญชี")}
    return tabs if found.before else {HELD: tabs[HELD]}


def _which(request: Request, found: Proposal) -> str:
    asked = request.GET.get("which", HELD)
    return asked if asked in _tabs(found) else HELD


def _lines_listing(
    of: str, count: int, lines: Sequence[tuple[str, str]], found: Proposal | None = None
) -> Listing:
    names = found.official if found else official()
    columns = [
        Column(_("ที่ตั้ง"), is_place=True),
        Column(_("บ้าน") if of == RosterOf.VILLAGE else _("กลุ่ม")),
        Column(_("รหัสหมู่บ้าน")),
    ]
    rows = [[Cell(where(names, code)), Cell(name or "–"), Cell(code)] for code, name in lines]
    return Listing(_("ทั้งหมด {n:,} รายการ").format(n=count), columns, rows, is_dense=True)


@act
def answer(request: Request, pk: int) -> HttpResponse:
    found = _sheet(request, pk)
    actions.answer_places(found, posted_places(request.POST), actor=request.actor)
    messages.success(request, _("จำคำตอบไว้กับการนำเข้านี้แล้ว"))
    return redirect("web:roster-sheet", found.pk)


@act
def apply(request: Request, pk: int) -> HttpResponse:
    found = _sheet(request, pk)
    made = actions.apply_roster(found, seen=request.POST.get("seen", ""), actor=request.actor)
    messages.success(
        request, _("นำบัญชีฉบับที่ {n} เข้าระบบแล้ว {size:,} รายการ").format(n=made.number, size=made.size)
    )
    return redirect("web:roster", made.pk)


@act
def discard(request: Request, pk: int) -> HttpResponse:
    found = _sheet(request, pk)
    form = DiscardForm(request.POST)
    if not form.is_valid():
        require(may_keep_rosters(request.actor, found.office))
        return _preview_page(request, found, form, status=422)
    actions.discard_roster(found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("เลือกไม่นำเข้าแฟ้มนี้แล้ว บัญชีคงเดิม"))
    return redirect("web:rosters")


def _roster(request: Request, pk: int) -> Roster:
    return get_object_or_404(_rosters(request), pk=pk)


@page
def roster(request: Request, pk: int) -> HttpResponse:
    """One revision with its letter and the lines of it that lie in the reader's sight."""
    found = _roster(request, pk)
    leaf = Paginator(_lines(request, found), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "roster": found,
        "source": source_of(found),
        "taken_back": thaidate(found.sheet.undone_at) if found.sheet.undone_at else "",
        "may_take_back": found == _mine_to_take_back(request, found.key),
        "leaf": leaf,
        "listing": _lines_listing(found.of, leaf.paginator.count, [(one.code, one.name) for one in leaf]),
    }
    return render(request, "web/roster/roster.html", context)


def _lines(request: Request, found: Roster) -> RosterLineQuerySet:
    return RosterLine.objects.visible_to(request.actor).filter(roster=found).in_order()


@page
def roster_file(request: Request, pk: int) -> HttpResponse:
    """The lines of a revision as a sheet that reads back as the same."""
    found = _roster(request, pk)
    names = official().names
    return download(to_csv(grid_of(found, list(_lines(request, found)), names.__getitem__)), "roster.csv")


@act
def take_back(request: Request, pk: int) -> HttpResponse:
    found = actions.take_back_roster(_roster(request, pk), actor=request.actor)
    messages.success(request, _("ยกเลิกบัญชีฉบับที่ {n} แล้ว ฉบับก่อนหน้าใช้อีกครั้ง").format(n=found.number))
    return redirect("web:roster-list", found.key)


urlpatterns = [
    path("rosters/", rosters, name="rosters"),
    path("rosters/lists/<slug:key>/", either(roster_list, read), name="roster-list"),
    path("rosters/lists/<slug:key>/template.xlsx", template, name="roster-template"),
    path("rosters/sheets/<int:pk>/", sheet, name="roster-sheet"),
    path("rosters/sheets/<int:pk>/answer/", answer, name="roster-answer"),
    path("rosters/sheets/<int:pk>/apply/", apply, name="roster-apply"),
    path("rosters/sheets/<int:pk>/discard/", discard, name="roster-discard"),
    path("rosters/<int:pk>/", roster, name="roster"),
    path("rosters/<int:pk>/roster.csv", roster_file, name="roster-file"),
    path("rosters/<int:pk>/take-back/", take_back, name="roster-take-back"),
]
