"""Groups from sheets on the screen: give one, look through what it would change, answer, apply, take back; and give out."""

import hashlib
from collections.abc import Collection, Iterator, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.personal import mask
from sammachip.core.grid import NotATable, to_csv
from sammachip.core.verdict import require
from sammachip.records.models import WAITS_AT_MOST, SheetImport, SheetImportQuerySet
from sammachip.records.sheets import require_size
from sammachip.registry import actions_import as actions
from sammachip.registry import rules, sheets
from sammachip.registry.importing import SHEET_KIND, Fate, Line, Proposal, looked_through, proposal
from sammachip.registry.importing_alike import resembling
from sammachip.registry.models import Group, GroupQuerySet
from sammachip.registry.queries import odd_phones
from sammachip.registry.questions import list_label
from sammachip.registry.rules_personal import contacts_kept
from sammachip.registry.sheets import GroupReading
from sammachip.trail import clock
from sammachip.trail.models import Event
from sammachip.trail.spoken import worded
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.downloads import download
from sammachip.web.forms.groups import GroupSearch
from sammachip.web.forms.imports import PLACE, DiscardForm, posted_places
from sammachip.web.forms.sheets import GroupSheetForm
from sammachip.web.known import field_label, shown_row, shown_value
from sammachip.web.pages.groups import narrowed
from sammachip.web.shapes import Tab

A_PAGE = 50


def fates() -> dict[Fate, str]:
    return {
        Fate.NEW: _("กลุ่มใหม่"),
        Fate.CHANGED: _("เปลี่ยนข้อมูล"),
        Fate.SAME: _("เหมือนเดิม"),
        Fate.ELSEWHERE: _("อยู่นอกพื้นที่ ไม่นำเข้า"),
    }


def _sheets(request: Request) -> SheetImportQuerySet:
    return (
        SheetImport.objects.visible_to(request.actor).of_kind(SHEET_KIND).select_related("office", "made_by")
    )


def _sheet(request: Request, pk: int) -> SheetImport:
    """The sheet; whoever sees it and registers no groups there is told why it is not theirs."""
    found = get_object_or_404(_sheets(request), pk=pk)
    require(rules.may_register(request.actor, found.office.path))
    return found


def _registrar(request: Request) -> None:
    require(rules.may_register(request.actor, request.actor.office.path))


@page
def imports(request: Request) -> HttpResponse:
    _registrar(request)
    found = _sheets(request).defer("rows", "before")
    leaf = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    forgotten = set(found.forgotten(clock.now()).values_list("pk", flat=True))
    return render(
        request, "web/import/list.html", {"leaf": leaf, "forgotten": forgotten, "days": WAITS_AT_MOST.days}
    )


@page
def new(request: Request) -> HttpResponse:
    _registrar(request)
    return _new_page(request, GroupSheetForm())


def _new_page(
    request: Request, form: GroupSheetForm, reading: GroupReading | None = None, *, status: int = 200
) -> HttpResponse:
    """The page that takes a sheet; of one that was read, all that is to be mended in it and known of it at once."""
    found = looked_through(reading, request.actor.office) if reading else None
    context = {
        "form": form,
        "errors": found.errors if found else (),
        "questions": found.questions if found else (),
        "remarks": [*reading.remarks, *found.remarks] if reading and found else (),
    }
    return render(request, "web/import/new.html", context, status=status)


@act
def read(request: Request) -> HttpResponse:
    """Read a sheet; with every cell in order it is kept, to be looked through."""
    _registrar(request)
    form = GroupSheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _new_page(request, form, status=422)
    try:
        reading, name, content = _reading(form, odd_phones(request.actor.office.path))
    except NotATable as error:
        form.add_error("file", worded(error.reason))
        return _new_page(request, form, status=422)
    if reading.errors:
        return _new_page(request, form, reading, status=422)
    digest = hashlib.sha256(content).hexdigest()
    return _to(actions.keep_reading(reading, name=name, digest=digest, actor=request.actor))


def _reading(form: GroupSheetForm, odd: Collection[str]) -> tuple[GroupReading, str, bytes]:
    upload, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    if not upload:
        return sheets.read_pasted(pasted, odd), _("วางจากตาราง"), pasted.encode()
    require_size(upload.size)
    content = upload.read()
    reading = sheets.read_file(upload.name, content, odd)
    return reading, f"{upload.name} · {reading.leaf}" if reading.leaf else upload.name, content


def _to(sheet: SheetImport) -> HttpResponse:
    return redirect("web:import", sheet.pk)


@page
def imported(request: Request, pk: int) -> HttpResponse:
    """The sheet as it would change the registry, page by page; once applied or discarded, what became of it."""
    sheet = _sheet(request, pk)
    if sheet.applied_at:
        return render(request, "web/import/applied.html", _applied(sheet))
    if sheet.discarded_at:
        return render(request, "web/import/discarded.html", _discarded(sheet))
    return _preview_page(request, sheet, DiscardForm())


def _preview_page(
    request: Request, sheet: SheetImport, form: DiscardForm, *, status: int = 200
) -> HttpResponse:
    shown = _preview(request, sheet, proposal(sheet))
    return render(request, "web/import/preview.html", {**shown, "discarding": form}, status=status)


def _discarded(sheet: SheetImport) -> dict[str, object]:
    event = Event.objects.about(sheet).newest_first().filter(verb="groups.import-discarded")[0]
    return {"sheet": sheet, "by": event.actor["name"], "reason": event.facts["reason"]}


def _applied(sheet: SheetImport) -> dict[str, object]:
    counts = [(label, sheet.outcome.get(str(fate), 0)) for fate, label in fates().items()]
    kept = [
        (one["group"], one["name"], field_label(one["field"]) if one["field"] else "", one["why"])
        for one in sheet.outcome.get("kept", [])
    ]
    return {"sheet": sheet, "counts": counts, "kept": kept}


def _preview(request: Request, sheet: SheetImport, found: Proposal) -> dict[str, object]:
    which = _chosen(request, found)
    lines = [line for line in found.lines if line.fate is which]
    leaf = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    shown = list(leaf.object_list)
    kept = _kept(request, shown)
    like, alike = resembling(found, shown, actor=request.actor)
    return {
        "sheet": sheet,
        "found": found,
        "place": PLACE,
        "remarks": [*sheet.remarks, *found.remarks, *alike],
        "tabs": [
            Tab(label, f"?which={fate}", fate is which, found.counts[fate]) for fate, label in fates().items()
        ],
        "leaf": leaf,
        "lines": [
            (line, found.where(line), _told(line, kept), like.get(line.row.number, ())) for line in shown
        ],
    }


def _chosen(request: Request, found: Proposal) -> Fate:
    """The fate asked for; else the first that any row has."""
    asked = request.GET.get("which", "")
    if asked in list(Fate):
        return Fate(asked)
    return next((fate for fate in Fate if found.counts[fate]), Fate.NEW)


def _kept(request: Request, lines: Sequence[Line]) -> Collection[int]:
    """The groups whose telephone, told anew by these rows, stays with their district."""
    told = [line.held.pk for line in lines if line.held and "phone" in line.changes]
    return contacts_kept(request.actor, told)


def _told(line: Line, kept: Collection[int]) -> list[tuple[str, str, str]]:
    """What a row says that the registry does not hold yet: the column, what is held, what comes; then its lists."""
    said = {key: (None, value) for key, value in line.row.said.items() if key != "name"}
    pairs = line.changes if line.fate is Fate.CHANGED else said
    hidden = {"phone"} if line.held and line.held.pk in kept else set()
    columns = [
        (
            field_label(key),
            "" if pairs is said else mask() if key in hidden else shown_value(key, old),
            shown_value(key, new),
        )
        for key, (old, new) in pairs.items()
    ]
    return [*columns, *_told_lists(line)]


def _told_lists(line: Line) -> Iterator[tuple[str, str, str]]:
    for name, found in line.lists.items():
        for told in (*found.changed.values(), *found.added):
            yield list_label(name), "", shown_row(name, told)


@act
def answer(request: Request, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    actions.answer_places(sheet, posted_places(request.POST), actor=request.actor)
    messages.success(request, _("จำคำตอบไว้กับการนำเข้านี้แล้ว"))
    return _to(sheet)


@act
def apply(request: Request, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    actions.apply_groups(sheet, seen=request.POST.get("seen", ""), actor=request.actor)
    messages.success(request, _("นำเข้าแล้ว — ยกเลิกการนำเข้าได้จากหน้านี้"))
    return _to(sheet)


@act
def discard(request: Request, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    form = DiscardForm(request.POST)
    if not form.is_valid():
        require(rules.may_register(request.actor, sheet.office.path))
        return _preview_page(request, sheet, form, status=422)
    actions.discard_groups(sheet, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("เลือกไม่นำเข้าแฟ้มนี้แล้ว ทะเบียนคงเดิม"))
    return redirect("web:imports")


@act
def undo(request: Request, pk: int) -> HttpResponse:
    sheet = _sheet(request, pk)
    actions.undo_groups(sheet, actor=request.actor)
    messages.success(request, _("ยกเลิกการนำเข้าแล้ว"))
    return _to(sheet)


@page
def template(request: Request) -> HttpResponse:
    return download(sheets.template(), "groups-template.xlsx")


@page
def as_xlsx(request: Request) -> HttpResponse:
    _registrar(request)
    return download(sheets.xlsx_of(sheets.leaves_to_export(_seen(request), request.actor)), "groups.xlsx")


@page
def as_csv(request: Request) -> HttpResponse:
    _registrar(request)
    return download(to_csv(sheets.grid_to_export(_seen(request), request.actor)), "groups.csv")


def _seen(request: Request) -> GroupQuerySet:
    """The groups that the list shows for this address."""
    found = Group.objects.visible_to(request.actor)
    return narrowed(found, GroupSearch(request.GET, root=request.actor.office.path))


urlpatterns = [
    path("groups/imports/", imports, name="imports"),
    path("groups/imports/new/", either(new, read), name="import-new"),
    path("groups/imports/<int:pk>/", imported, name="import"),
    path("groups/imports/<int:pk>/answer/", answer, name="import-answer"),
    path("groups/imports/<int:pk>/apply/", apply, name="import-apply"),
    path("groups/imports/<int:pk>/discard/", discard, name="import-discard"),
    path("groups/imports/<int:pk>/undo/", undo, name="import-undo"),
    path("groups/template.xlsx", template, name="groups-template"),
    path("groups/groups.xlsx", as_xlsx, name="groups-xlsx"),
    path("groups/groups.csv", as_csv, name="groups-csv"),
]
