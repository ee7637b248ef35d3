"""What was handed over at and below a case, and what the last visit found of it."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import handovers
from sammachip.cases.models import Case, Good
from sammachip.cases.models.handovers import GoodFound
from sammachip.web.decorators import Request, page
from sammachip.web.pages.cases import seen_case
from sammachip.web.shapes import Cell, Column, Listing, Tab
from sammachip.web.templatetags.thai import thaidate_short

PER_PAGE = 50


@page
def case_goods(request: Request, pk: int) -> HttpResponse:
    case, found = seen_case(request, pk), request.GET.get("found", "")
    if found not in ("", handovers.UNCHECKED, *GoodFound.values):
        raise Http404(found)
    below = handovers.goods_below(case, request.actor)
    leaf = Paginator(handovers.narrowed(below, found) if found else below, PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "case": case,
        "tabs": _tabs(case, handovers.counts(below), found),
        "listing": _listing(list(leaf)),
        "leaf": leaf,
    }
    return render(request, "web/case/goods.html", context)


def _tabs(case: Case, counts: Mapping[str, int], here: str) -> list[Tab]:
    """Every good, those of each finding, those not asked about yet."""
    url = reverse("web:case-goods", args=[case.pk])
    found = [
        Tab(str(one.label), f"{url}?found={one}", here=here == one, count=counts[one.value])
        for one in reversed(GoodFound)
    ]
    return [
        Tab(_("ทั้งหมด"), url, here=not here, count=counts[""]),
        *found,
        Tab(
            _("ยังไม่เคยตรวจ"),
            f"{url}?found={handovers.UNCHECKED}",
            here=here == handovers.UNCHECKED,
            count=counts[handovers.UNCHECKED],
        ),
    ]


def _listing(rows: list[Good]) -> Listing:
    columns = [
        Column(_("พัสดุ")),
        Column(_("จำนวน"), numeric=True),
        Column(_("กลุ่มหรือหน่วยงาน")),
        Column(_("อำเภอ")),
        Column(_("ส่งมอบ")),
        Column(_("พบครั้งล่าสุด")),
    ]
    return Listing(_("พัสดุที่ส่งมอบแล้ว"), columns, [_row(one) for one in rows])


def _row(good: Good) -> list[Cell]:
    """One good: its paper, its group, and the visit that saw it last."""
    group, found = good.case.group, getattr(good, "found", None)
    district = group.village.area.parent if group else None
    seen = f"{GoodFound(found).label} {thaidate_short(getattr(good, 'found_on', None))}" if found else ""
    visit = reverse("web:filing", args=[getattr(good, "found_by_filing", None)]) if found else ""
    return [
        Cell(good.item, good.filing.get_absolute_url()),
        Cell(f"{good.quantity.normalize():,f} {good.unit}".rstrip()),
        Cell(str(good.case), good.case.get_absolute_url()),
        Cell(district.name_th if district else "–"),
        Cell(thaidate_short(good.handed_on)),
        Cell(seen, visit) if found else Cell(_("ยังไม่เคยตรวจ")),
    ]


urlpatterns = [path("cases/<int:pk>/goods/", case_goods, name="case-goods")]
