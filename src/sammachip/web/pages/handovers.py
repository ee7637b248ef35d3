"""What was handed over at and below a case, what the last visit found of it, and what was bought and is still here."""

from collections.abc import Mapping, Sequence

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import handovers
from sammachip.cases.models import Case, Good
from sammachip.cases.models.handovers import GoodFound, GoodQuerySet
from sammachip.core.thainum import counted
from sammachip.money.bought import Bought, left_below
from sammachip.trail import clock
from sammachip.web.decorators import Request, page
from sammachip.web.pages.cases import seen_case
from sammachip.web.shapes import Cell, Column, Listing, Tab
from sammachip.web.templatetags.thai import thaidate_short

PER_PAGE = 50


HERE = "here"
"""The tab of what was bought and not handed over yet."""


@page
def case_goods(request: Request, pk: int) -> HttpResponse:
    case, found = seen_case(request, pk), request.GET.get("found", "")
    if found not in ("", HERE, handovers.UNCHECKED, *GoodFound.values):
        raise Http404(found)
    below = handovers.goods_below(case, request.actor)
    here = left_below(case, request.actor, clock.today())
    leaf, listing = _page_of(here, request) if found == HERE else _page_of_goods(below, found, request)
    context = {
        "case": case,
        "tabs": _tabs(case, handovers.counts(below) | {HERE: len(here)}, found),
        "listing": listing,
        "leaf": leaf,
        "is_here": found == HERE,
    }
    return render(request, "web/case/goods.html", context)


def _page_of(here: Sequence[Bought], request: Request) -> tuple[Page[Bought], Listing]:
    leaf = Paginator(here, PER_PAGE).get_page(request.GET.get("page"))
    return leaf, _still_here(list(leaf))


def _page_of_goods(below: GoodQuerySet, found: str, request: Request) -> tuple[Page[Good], Listing]:
    goods = handovers.narrowed(below, found) if found else below
    leaf = Paginator(goods, PER_PAGE).get_page(request.GET.get("page"))
    return leaf, _listing(list(leaf))


def _tabs(case: Case, counts: Mapping[str, int], here: str) -> list[Tab]:
    """Every good, those of each finding, those not asked about yet, and what is still to be handed over."""
    url = reverse("web:case-goods", args=[case.pk])
    found = [
        Tab(str(one.label), f"{url}?found={one}", here=here == one, count=counts[one.value])
        for one in reversed(GoodFound)
    ]
    return [
        Tab(_("ทั้งหมด"), url, here=not here, count=counts[""]),
        *found,
        Tab(
            str(handovers.UNCHECKED_WORDS),
            f"{url}?found={handovers.UNCHECKED}",
            here=here == handovers.UNCHECKED,
            count=counts[handovers.UNCHECKED],
        ),
        Tab(_("ซื้อแล้วยังไม่ส่งมอบ"), f"{url}?found={HERE}", here=here == HERE, count=counts[HERE]),
    ]


def _still_here(rows: Sequence[Bought]) -> Listing:
    columns = [
        Column(_("พัสดุ")),
        Column(_("ยังไม่ส่งมอบ"), numeric=True),
        Column(_("ซื้อไว้"), numeric=True),
        Column(_("กลุ่มหรือหน่วยงาน")),
        Column(_("เบิกจ่าย")),
    ]
    return Listing(_("พัสดุที่เบิกจ่ายแล้วและยังไม่ส่งมอบ"), columns, [_bought(one) for one in rows])


def _bought(one: Bought) -> list[Cell]:
    """One cost that was paid: its spending, how much is left, and whom it is for."""
    case, line = one.line.spending.case, one.line
    return [
        Cell(line.item, line.spending.get_absolute_url()),
        Cell(f"{counted(one.left)} {line.unit}".rstrip()),
        Cell(f"{counted(line.quantity)} {line.unit}".rstrip()),
        Cell(str(case), case.get_absolute_url()),
        Cell(thaidate_short(one.paid_on)),
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
    group = good.case.group
    district = group.village.area.parent if group else None
    seen = Cell(str(handovers.UNCHECKED_WORDS))
    if found := good.found:  # type: ignore[attr-defined]  # with_found
        said = f"{GoodFound(found).label} {thaidate_short(good.found_on)}"  # type: ignore[attr-defined]  # with_found
        seen = Cell(said, reverse("web:filing", args=[good.found_by_filing]))  # type: ignore[attr-defined]  # with_found
    return [
        Cell(good.item, good.filing.get_absolute_url()),
        Cell(f"{counted(good.quantity)} {good.unit}".rstrip()),
        Cell(str(good.case), good.case.get_absolute_url()),
        Cell(district.name_th if district else "–"),
        Cell(thaidate_short(good.handed_on)),
        seen,
    ]


urlpatterns = [path("cases/<int:pk>/goods/", case_goods, name="case-goods")]
