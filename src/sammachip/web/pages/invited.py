"""The groups of a programme's named list: who is in, told, has answered, handed in, or is out and why."""

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases.actions import take_in_listed
from sammachip.cases.invited import Invited, InvitedList, Stand, invited_under
from sammachip.cases.models import Case
from sammachip.cases.rules import may_close_case, may_take_in_listed
from sammachip.core.verdict import require
from sammachip.insight.sheets_groups import invited_workbook
from sammachip.org.hats import Actor
from sammachip.registry.importing import official
from sammachip.registry.roster_proposals import where
from sammachip.registry.roster_standings import source_of
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, page
from sammachip.web.downloads import download
from sammachip.web.pages.cases import seen_case
from sammachip.web.posted import whole_number
from sammachip.web.shapes import Tab, Way

A_PAGE = 100
AWAITED = (Stand.UNTOLD, Stand.TOLD, Stand.WRITING)
"""Where a group stands as long as it may still be found silent."""


def _found(request: Request, pk: int) -> tuple[Case, InvitedList]:
    case = seen_case(request, pk)
    if (found := invited_under(case, request.actor)) is None:
        raise Http404
    return case, found


@page
def invited(request: Request, pk: int) -> HttpResponse:
    case, found = _found(request, pk)
    stand = request.GET.get("stand", "")
    context = {
        "case": case,
        "found": found,
        "sources": [source_of(one) for one in found.rosters],
        "tabs": list(_tabs(found, stand)),
        **_leaf(request, found.at(stand) if stand in Stand.values else found.rows),
        "may_take_in": may_take_in_listed(request.actor, case),
        "ready": len(found.at(Stand.OUTSIDE)),
    }
    return render(request, "web/case/invited.html", context)


def _leaf(request: Request, rows: Sequence[Invited]) -> dict[str, object]:
    """A leaf of the rows, each with its village in the official words and what is to be done now."""
    leaf, names = Paginator(rows, A_PAGE).get_page(request.GET.get("page")), official()
    told = [(one, where(names, one.line.code), _next(one, request.actor)) for one in leaf]
    return {"leaf": leaf, "rows": told}


def _tabs(found: InvitedList, here: str) -> Iterator[Tab]:
    """Every standing that somebody has, with how many; together they come to the length of the list."""
    yield Tab(_("ทั้งบัญชี"), "?", here not in Stand.values, len(found.rows))
    for stand, count in found.counts().items():
        if count or stand == here:
            yield Tab(str(stand.label), f"?stand={stand}", stand == here, count)


def _next(one: Invited, actor: Actor) -> Sequence[Way]:
    """What is to be done for a group now, by whoever may."""
    if one.case is None or one.stand not in AWAITED:
        return ()
    late = one.due is not None and one.due < clock.now()
    ways = [Way(_("เปิดงานของกลุ่ม"), one.case.get_absolute_url())]
    if late and may_close_case(actor, one.case):
        ways.append(
            Way(_("บันทึกว่าไม่ตอบหรือไม่ส่ง"), reverse("web:case-close", args=[one.case.pk]) + "?result=silent")
        )
    return ways


@act
def take_in(request: Request, pk: int) -> HttpResponse:
    case, _list = _found(request, pk)
    require(may_take_in_listed(request.actor, case))
    line = request.POST.get("line", "")
    lines = [whole_number(line, otherwise=0)] if line else []
    made = take_in_listed(case, lines=lines, actor=request.actor)
    new = sum(1 for one in made if one.is_new)
    messages.success(request, _("นำเข้าโครงการ {n} กลุ่ม").format(n=new))
    for one in made:
        if one.case is None:
            messages.warning(request, _("ไม่ได้นำเข้า {name}: {why}").format(name=one.name, why=one.reason))
    return redirect("web:case-invited", case.pk)


@page
def invited_sheet(request: Request, pk: int) -> HttpResponse:
    case, found = _found(request, pk)
    return download(invited_workbook(case, found), "invited.xlsx")


urlpatterns = [
    path("cases/<int:pk>/invited/", invited, name="case-invited"),
    path("cases/<int:pk>/invited/take-in/", take_in, name="case-invited-take-in"),
    path("cases/<int:pk>/invited/invited.xlsx", invited_sheet, name="case-invited-sheet"),
]
