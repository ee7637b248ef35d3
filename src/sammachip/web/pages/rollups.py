"""What the rows of a case and all below it come to, and the rows behind each number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any  # a paginator takes rows of any kind

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases.models import Case
from sammachip.core.area import Level
from sammachip.insight import words
from sammachip.insight.lists import district_of
from sammachip.insight.rollups import (
    Gathered,
    Row,
    places_below,
    subjects_of,
)
from sammachip.insight.sums import sums_of
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.web.decorators import Request, page
from sammachip.web.pages.cases import indicators_told, seen_case
from sammachip.web.rollups import card_of, number_text, place_name
from sammachip.web.shapes import Cell, Column, Listing
from sammachip.web.templatetags.thai import thaidate, thaidate_short

PER_PAGE = 50


@page
def case_rollups(request: Request, pk: int) -> HttpResponse:
    case = seen_case(request, pk)
    places = places_below(case, clock.today())
    context = {
        "case": case,
        "cards": [card_of(case, one, places) for one in sums_of(case)],
        "indicators": indicators_told(case, request.actor),
        "today": clock.today(),
    }
    return render(request, "web/rollup/list.html", context)


@page
def case_rollup(request: Request, pk: int, key: str) -> HttpResponse:
    case, today = seen_case(request, pk), clock.today()
    found = next((one for one in sums_of(case, today) if one.rollup.key == key), None)
    if found is None:
        raise Http404(key)
    shown = _narrowed(request, case, found, today)
    context = {"case": case, "title": shown.title, "listing": shown.listing, "leaf": shown.leaf}
    return render(request, "web/rollup/rows.html", context)


@dataclass(frozen=True, slots=True)
class _Shown:
    title: str
    listing: Listing
    leaf: Page[Any]


def _narrowed(request: Request, case: Case, whole: Gathered, today: date) -> _Shown:
    """What the address asks of the sum: a place, a kind, the rows that lack an amount, or who has not spoken."""
    found, titles, asked = whole, [whole.rollup.title], request.GET
    if "under" in asked:
        place, found = _under(case, whole, asked["under"], today)
        titles.append(place_name(place))
    if "kind" in asked:
        if asked["kind"] not in whole.kinds:
            raise Http404(asked["kind"])
        found = found.of_kind(asked["kind"])
        titles.append(worded(whole.kind_label(asked["kind"])))
    if "lacks" in asked:
        found, label = _lacking(found, asked["lacks"])
        titles.append(label)
    silent = "silent" in asked
    if silent:
        titles.append(str(words.SILENT))
    rows: Sequence[Any] = found.silent if silent else found.rows
    leaf: Page[Any] = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    listing = _silent_listing(leaf, today) if silent else _rows_listing(found, list(leaf), today)
    return _Shown(" · ".join(titles), listing, leaf)


def _under(case: Case, whole: Gathered, given: str, today: date) -> tuple[Case, Gathered]:
    """A place below and its part; the case itself for what it counts beside those below."""
    places = places_below(case, today)
    if given == str(case.pk):
        return case, whole.outside([one.path for one in places])
    place = next((one for one in places if str(one.pk) == given), None)
    if place is None:
        raise Http404(given)
    return place, whole.within(place.path)


def _lacking(found: Gathered, key: str) -> tuple[Gathered, str]:
    for at, one in enumerate(found.rollup.sums):
        if one.key == key:
            return found.untold(at), _("{label}: ยังไม่ระบุ").format(label=one.label)
    raise Http404(key)


def _rows_listing(found: Gathered, rows: Sequence[Row], today: date) -> Listing:
    """Row by row, added up below over all of them, whatever leaf is shown."""
    subjects = subjects_of([row.case for row in rows])
    places = [Column(_("อำเภอ"))] if Level.GROUP in found.rollup.per else []
    kinds = [Column(_("ประเภท"))] if found.kinds else []
    sums = [Column(f"{one.label} ({one.unit})", numeric=True) for one in found.rollup.sums]
    columns = [
        *(Column(_("กลุ่มหรือหน่วยงาน")), *places, Column(_("วันที่")), *kinds),
        *(Column(label) for label in found.labels),
        *sums,
    ]
    blank = [Cell("")] * (len(columns) - len(sums) - 1)
    total = [Cell(str(words.TOTAL)), *blank, *(Cell(number_text(one.total)) for one in found.sums)]
    listed = [_row(found, subjects[row.case], row) for row in rows]
    return Listing(_caption(today), columns, listed, total if sums else ())


def _row(found: Gathered, case: Case, row: Row) -> list[Cell]:
    filing = reverse("web:filing", args=[row.filing]) if row.filing else ""
    return [
        Cell(place_name(case), case.get_absolute_url()),
        *([Cell(district_of(case) or "–")] if Level.GROUP in found.rollup.per else []),
        Cell(thaidate_short(row.on), filing),
        *([Cell(worded(found.kind_label(row.kind)))] if found.kinds else []),
        *(Cell(worded(one) or "–") for one in row.said),
        *(Cell("–" if one is None else number_text(one)) for one in row.amounts),
    ]


def _silent_listing(leaf: Page[Any], today: date) -> Listing:
    subjects = subjects_of([one for one, _path in leaf])
    columns = [Column(_("กลุ่มหรือหน่วยงาน")), Column(_("อำเภอ")), Column(_("ขั้นต่อไป"))]
    next_step = Cell(_("กรอกและส่งข้อมูลของขั้นตอนที่นับ ให้ผู้ลงนามตรวจ"))
    rows = [
        [Cell(place_name(case), case.get_absolute_url()), Cell(district_of(case) or "–"), next_step]
        for case in (subjects[one] for one, _path in leaf)
    ]
    return Listing(_caption(today), columns, rows)


def _caption(today: date) -> str:
    return _("ข้อมูล ณ วันที่ {day}").format(day=thaidate(today))


urlpatterns = [
    path("cases/<int:pk>/rollups/", case_rollups, name="case-rollups"),
    path("cases/<int:pk>/rollups/<slug:key>/", case_rollup, name="case-rollup"),
]
