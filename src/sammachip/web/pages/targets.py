"""How many groups a programme aims at, of the villages on its lists, beside those found: by office, each number with its list."""

from collections.abc import Mapping, Sequence
from functools import partial

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, CaseLevel
from sammachip.core.thainum import counted
from sammachip.insight.lists import outside
from sammachip.insight.queries import offices_below
from sammachip.insight.targets import (
    Target,
    Targets,
    groups_found,
    groups_taken,
    lists_of,
    share_of,
    targets,
)
from sammachip.org.hats import Actor
from sammachip.programmes.pack import Share
from sammachip.registry.importing import official
from sammachip.registry.models import Group, Roster, RosterLine
from sammachip.registry.roster_proposals import where
from sammachip.registry.roster_standings import on_every_list, source_of
from sammachip.trail import clock
from sammachip.web.decorators import Request, page
from sammachip.web.pages.cases import seen_case
from sammachip.web.shapes import Cell, Column, Listing, Tab

A_PAGE = 50
MOST_TOLD = 3
"""Revisions that are named one by one."""
VILLAGES, FOUND, TAKEN = "villages", "found", "taken"


def _case(request: Request, pk: int) -> tuple[Case, Share]:
    """The case of an office whose programme aims at a share; else 404."""
    case = seen_case(request, pk)
    share = share_of(case)
    if share is None or case.level in (CaseLevel.GROUP, CaseLevel.SUBDISTRICT):
        raise Http404
    return case, share


@page
def target(request: Request, pk: int) -> HttpResponse:
    case, share = _case(request, pk)
    found = targets(case, share, clock.today(), request.actor)
    context = {
        "case": case,
        "percent": counted(share.percent),
        "sources": [
            (one.title, reverse("web:roster-list", args=[one.key]), _told(found.lists[one.key]))
            for one in found.named
        ],
        "listing": _listing(found),
    }
    return render(request, "web/target/target.html", context)


def _told(rosters: Sequence[Roster]) -> list[str]:
    """The revisions that count, each with its office and letter."""
    told = [f"{one.office.short_name} · {source_of(one)}" for one in rosters[:MOST_TOLD]]
    if len(rosters) > MOST_TOLD:
        told.append(_("และบัญชีของอีก {n} หน่วยงาน").format(n=len(rosters) - MOST_TOLD))
    return told


def _listing(found: Targets) -> Listing:
    columns = [
        Column(_("หน่วยงาน")),
        Column(_("หมู่บ้านตามบัญชี"), numeric=True),
        Column(_("ร้อยละ {percent} (กลุ่ม)").format(percent=counted(found.share.percent)), numeric=True),
        Column(_("ได้รับจัดสรร (กลุ่ม)"), numeric=True),
        Column(_("พบในทะเบียน (กลุ่ม)"), numeric=True),
        Column(_("นำเข้าแล้ว (กลุ่ม)"), numeric=True),
    ]
    rows = [_row(found, row, str(row.case.office_id)) for row in found.rows if row.case]
    if found.beside:
        rows.append(_row(found, found.beside, str(found.case.office_id)))
    total = _row(found, found.total, "")
    return Listing(
        _("เป้าหมายเทียบกับกลุ่มที่พบ"), columns, rows or [total], [Cell(_("รวม")), *total[1:]] if rows else ()
    )


def _row(found: Targets, row: Target, office: str) -> list[Cell]:
    unknown = _("ยังไม่มีบัญชี")
    name = row.case.office.place_name if row.case and row.case.office else _("นอกหน่วยงานข้างต้น")
    link = partial(_link, found.case, office)
    return [
        Cell(name),
        Cell(unknown) if row.villages is None else link(VILLAGES, row.villages),
        Cell("–" if row.aim is None else counted(row.aim)),
        Cell(f"{row.places:,}" if row.places else "–"),
        Cell("–") if row.villages is None else link(FOUND, row.found),
        link(TAKEN, row.taken),
    ]


def _link(case: Case, office: str, what: str, count: int) -> Cell:
    address = reverse("web:target-list", args=[case.pk, what])
    query = f"?{urlencode({'office': office})}" if office else ""
    return Cell(f"{count:,}", f"{address}{query}" if count else "")


@page
def target_list(request: Request, pk: int, which: str) -> HttpResponse:
    """The villages, or the groups, behind one number."""
    case, share = _case(request, pk)
    if which not in _titles():
        raise Http404(which)
    office, place, beside = _place(request, case)
    rows = _rows_behind(which, case, lists_of(case, share, clock.today()), place, request.actor)
    leaf = Paginator(outside(rows, "path", beside), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "title": _titles()[which],
        "tabs": _tabs(case, which, office),
        "leaf": leaf,
        "listing": _behind(which, list(leaf), leaf.paginator.count),
    }
    return render(request, "web/target/list.html", context)


def _rows_behind(
    which: str, case: Case, spoken: Mapping[str, Sequence[Roster]], place: str, actor: Actor
) -> QuerySet[RosterLine] | QuerySet[Group] | QuerySet[Case]:
    if which == VILLAGES:
        return on_every_list(spoken, place).in_order()
    if which == FOUND:
        found = groups_found(spoken, place, actor)
        return found.select_related("village__area__parent").in_order()
    taken = groups_taken(case, place)
    return taken.select_related("group__village__area__parent").order_by("path", "pk")


def _tabs(case: Case, which: str, office: str) -> list[Tab]:
    query = f"?{urlencode({'office': office})}" if office else ""
    return [
        Tab(title, f"{reverse('web:target-list', args=[case.pk, key])}{query}", key == which)
        for key, title in _titles().items()
    ]


def _titles() -> dict[str, str]:
    return {
        VILLAGES: _("หมู่บ้านตามบัญชี"),
        FOUND: _("กลุ่มในทะเบียนที่อยู่ในหมู่บ้านตามบัญชี"),
        TAKEN: _("กลุ่มที่นำเข้าโครงการแล้ว"),
    }


def _place(request: Request, case: Case) -> tuple[str, str, list[Case]]:
    """The office asked for, its path, and the offices left out where the case's own is asked for."""
    office = request.GET.get("office", "")
    children = {child.office_id: child for child in offices_below(case, clock.today())} if office else {}
    if office == case.office_id:
        return office, case.path, list(children.values())
    if office and office not in children:
        raise Http404(office)
    return office, children[office].path if office else case.path, []


def _behind(what: str, rows: list[RosterLine | Group | Case], count: int) -> Listing:
    names = official() if what == VILLAGES else None
    lines = []
    for one in rows:
        match one:
            case RosterLine():
                assert names is not None
                lines.append([Cell(where(names, one.code)), Cell(one.name or "–"), Cell(one.code)])
            case Case():
                assert one.group is not None
                lines.append(_group_cells(one.group, one.get_absolute_url()))
            case Group():
                lines.append(_group_cells(one, reverse("web:group", args=[one.pk])))
    place = Column(_("ที่ตั้ง"), is_place=True)
    if what == VILLAGES:
        columns = [place, Column(_("บ้าน")), Column(_("รหัสหมู่บ้าน"))]
    else:
        columns = [Column(_("กลุ่ม")), place, Column(_("ผลิตภัณฑ์"))]
    return Listing(_("ทั้งหมด {n:,} รายการ").format(n=count), columns, lines, is_dense=True)


def _group_cells(group: Group, url: str) -> list[Cell]:
    return [
        Cell(group.name, url),
        Cell(group.village.full_name),
        Cell(group.product or "–"),
    ]


urlpatterns = [
    path("cases/<int:pk>/target/", target, name="target"),
    path("cases/<int:pk>/target/<str:which>/", target_list, name="target-list"),
]
