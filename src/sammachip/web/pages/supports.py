"""What other agencies pay for groups: their lists brought in, looked at before they count, and taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.grid import NotATable, parse_csv, to_pasted
from sammachip.core.reading import one_line
from sammachip.core.verdict import require
from sammachip.records.models import SheetImport, SheetImportQuerySet
from sammachip.records.sheets import require_size
from sammachip.registry.actions_supports import SHEET_KIND, keep_supports, take_back_supports
from sammachip.registry.models import Support
from sammachip.registry.rules import may_keep_supports
from sammachip.registry.sheets import blank
from sammachip.registry.supports import COLUMNS, ListReading, csv_of, read_file, read_grid, read_pasted
from sammachip.trail.spoken import worded
from sammachip.web.decorators import RefusedInput, Request, act, page
from sammachip.web.downloads import download
from sammachip.web.forms.sheets import SupportSheetForm

ON_A_LEAF = 50


def _lists(request: Request) -> SheetImportQuerySet:
    return SheetImport.objects.visible_to(request.actor).of_kind(SHEET_KIND)


@page
def supports(request: Request) -> HttpResponse:
    return _list_page(request, SupportSheetForm())


def _list_page(request: Request, form: SupportSheetForm, *, status: int = 200) -> HttpResponse:
    seen = Support.objects.visible_to(request.actor).standing().newest_first()
    rows = seen.select_related("group__village__area", "sheet__office")
    lists = _lists(request).filter(office=request.actor.office, undone_at__isnull=True)
    context = {
        "leaf": Paginator(rows, ON_A_LEAF).get_page(request.GET.get("page")),
        "lists": lists.select_related("made_by")[:ON_A_LEAF],
        "form": form,
        "may_keep": may_keep_supports(request.actor),
    }
    return render(request, "web/support/list.html", context, status=status)


@page
def template(request: Request) -> HttpResponse:
    """The empty sheet that other agencies are asked to fill in."""
    return download(blank("การสนับสนุน", COLUMNS), "supports-template.xlsx")


@act
def preview(request: Request) -> HttpResponse:
    """What a pasted table or a file would add; nothing is kept yet."""
    require(may_keep_supports(request.actor))
    form = SupportSheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    try:
        reading, name = _reading(request, form)
    except NotATable as error:
        form.add_error("file", worded(error.reason))
        return _list_page(request, form, status=422)
    return _preview_page(request, reading, name, form if form.cleaned_data["pasted"].strip() else None)


def _preview_page(
    request: Request, reading: ListReading, name: str, form: SupportSheetForm | None
) -> HttpResponse:
    """The rows to look at, and where some cannot be taken, what was pasted, to be mended in its place."""
    context = {
        "reading": reading,
        "remarks": [*reading.remarks, *(_not_taken(name) for name in reading.unknown)],
        "name": name,
        "table": csv_of(reading.rows),
        "sheet_form": form if reading.errors or reading.unknown else None,
    }
    return render(request, "web/support/preview.html", context, status=422 if reading.errors else 200)


def _not_taken(name: str) -> str:
    said = _("«{name}» ไม่ตรงกับกลุ่มในทะเบียนของพื้นที่ท่าน จะไม่นำเข้าแถวนี้ — ถ้าเป็นกลุ่มในทะเบียน ให้แก้ชื่อ หมู่ที่ หรือตำบลให้ตรง")
    return said.format(name=name)


def _reading(request: Request, form: SupportSheetForm) -> tuple[ListReading, str]:
    upload = form.cleaned_data["file"]
    if not upload:
        return read_pasted(form.cleaned_data["pasted"], request.actor), _("วางจากตาราง")
    require_size(upload.size)
    reading = read_file(upload.name, upload.read(), request.actor)
    return reading, f"{upload.name} · {reading.leaf}" if reading.leaf else upload.name


@act
def keep(request: Request) -> HttpResponse:
    """Keep the rows that were looked at: they come back as a sheet, and are read once more like any other."""
    require(may_keep_supports(request.actor))
    table = request.POST.get("table", "").removeprefix("\ufeff")
    name = one_line(request.POST.get("name", "")) or _("วางจากตาราง")
    try:
        grid = parse_csv(table)
    except NotATable as error:
        raise RefusedInput({"table": [worded(error.reason)]}) from error
    reading = read_grid(grid, request.actor)
    if reading.errors:
        return _preview_page(request, reading, name, SupportSheetForm(initial={"pasted": to_pasted(grid)}))
    keep_supports(reading.rows, name=name, actor=request.actor)
    messages.success(request, _("นำเข้าแล้ว — ยกเลิกการนำเข้าได้จากหน้านี้"))
    return redirect("web:supports")


@act
def take_back(request: Request, sheet: int) -> HttpResponse:
    take_back_supports(get_object_or_404(_lists(request), pk=sheet), actor=request.actor)
    messages.success(request, _("ยกเลิกการนำเข้าแล้ว แถวของรายการนั้นไม่นับอีก"))
    return redirect("web:supports")


urlpatterns = [
    path("supports/", supports, name="supports"),
    path("supports/template.xlsx", template, name="supports-template"),
    path("supports/preview/", preview, name="supports-preview"),
    path("supports/keep/", keep, name="supports-keep"),
    path("supports/<int:sheet>/take-back/", take_back, name="supports-take-back"),
]
