"""A panel on the screen: appointed on its order, its members, and where the selection begins."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.models import CaseLevel, Task
from sammachip.cases.queries import stage_of
from sammachip.core.verdict import require
from sammachip.org.hats import Actor
from sammachip.selection import actions, queries, rules
from sammachip.selection.actions.opening import law_of
from sammachip.selection.models import Panel, PanelSeat, Round
from sammachip.selection.papers_sheets import members_document
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page, unprocessable
from sammachip.web.downloads import printed
from sammachip.web.forms.selection import AppointForm, MemberForm, SeatEndForm
from sammachip.web.posted import posted_seen
from sammachip.web.selection import SEATS, panel_seen, round_task


@page(seats=SEATS)
def selection(request: Request, pk: int) -> HttpResponse:
    """Where a round begins: its panel, what is ready to enter, and the button that opens it."""
    task = round_task(request, pk)
    opened = Round.objects.filter(task=task).first()
    if opened:
        return redirect(opened)
    context = {"task": task, "stage": stage_of(task), **_before_opening(request.actor, task)}
    return render(request, "web/selection/selection.html", context)


def _before_opening(actor: Actor, task: Task) -> dict[str, object]:
    """The law by which the round would open, what is ready, and who may do the next step; a group's task waits."""
    law, of_office = law_of(task), task.case.level != CaseLevel.GROUP
    return {
        "law": law,
        "panel": queries.standing_panel(task.case),
        "may_appoint_anew": rules.may_appoint_anew(task.case),
        "ready": queries.candidates(task, law).count() if of_office else None,
        "may_open": rules.may_open(actor, task, law) if of_office else None,
        "may_appoint": rules.may_appoint(actor, task.case) if of_office else None,
    }


@act(seats=SEATS)
def open_round(request: Request, pk: int) -> HttpResponse:
    opened = actions.open_round(round_task(request, pk), actor=request.actor)
    messages.success(request, _("เปิดรอบแล้ว เกณฑ์และผลงานที่เข้ารอบไม่เปลี่ยนอีก"))
    return redirect("web:round-conflicts", opened.pk)


@page
def appoint(request: Request, pk: int) -> HttpResponse:
    task = round_task(request, pk)
    require(rules.may_appoint(request.actor, task.case))
    require(rules.may_appoint_anew(task.case))
    form = AppointForm(initial={"subject": _("แต่งตั้งคณะกรรมการคัดเลือก")})
    return render(request, "web/selection/appoint.html", _appointing(request, pk, form))


def _appointing(request: Request, pk: int, form: AppointForm) -> dict[str, object]:
    task = round_task(request, pk)
    return {
        "task": task,
        "stage": stage_of(task),
        "form": form,
        "standing": queries.standing_panel(task.case),
    }


@act
def record_panel(request: Request, pk: int) -> HttpResponse:
    task, form = round_task(request, pk), AppointForm(request.POST)
    if not form.is_valid():
        require(rules.may_appoint(request.actor, task.case))
        return unprocessable(request, "web/selection/appoint.html", _appointing(request, pk, form))
    told = form.cleaned_data
    made = actions.appoint_panel(
        task.case, form.order(), title=told["title"], quorum=told["quorum"], actor=request.actor
    )
    messages.success(request, _("บันทึกคณะกรรมการแล้ว เพิ่มกรรมการทีละคนตามคำสั่ง"))
    return redirect(made)


@page(seats=SEATS)
def panel(request: Request, pk: int) -> HttpResponse:
    found = panel_seen(request, pk)
    rounds = Round.objects.filter(panel=found).select_related("task__case__edition").order_by("pk")
    context = {
        "panel": found,
        "seats": found.seats.select_related("person").order_by("ends_on", "pk"),
        "rounds": [(one, stage_of(one.task).title) for one in rounds],
        "may_appoint": rules.may_appoint(request.actor, found.case),
    }
    return render(request, "web/selection/panel.html", context)


@page(seats=SEATS)
def members_file(request: Request, pk: int, kind: str) -> HttpResponse:
    return printed(members_document(panel_seen(request, pk)), kind, f"panel-{pk}")


@page
def member_add(request: Request, pk: int) -> HttpResponse:
    found, wanted = panel_seen(request, pk), request.GET.get("q", "")
    require(rules.may_appoint(request.actor, found.case))
    form = MemberForm(request.actor, wanted, initial={"starts_on": found.order.dated_on, "marks": True})
    return render(request, "web/selection/member_add.html", _adding(found, form, wanted))


def _adding(panel: Panel, form: MemberForm, wanted: str) -> dict[str, object]:
    return {"panel": panel, "form": form, "wanted": wanted}


@act
def add_member(request: Request, pk: int) -> HttpResponse:
    found, wanted = panel_seen(request, pk), request.POST.get("q", "")
    require(rules.may_appoint(request.actor, found.case))
    form = MemberForm(request.actor, wanted, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/selection/member_add.html", _adding(found, form, wanted))
    seat = actions.add_member(
        found,
        form.seating(),
        person=form.cleaned_data["person"],
        name=form.name(),
        seen=posted_seen(request),
        actor=request.actor,
    )
    messages.success(request, _("เพิ่ม {name} ในคณะกรรมการแล้ว").format(name=seat.person.name))
    return redirect(found)


def _seat(request: Request, pk: int) -> PanelSeat:
    seats = PanelSeat.objects.filter(panel__in=Panel.objects.visible_to(request.actor))
    return get_object_or_404(seats.select_related("panel__case__office", "panel__order", "person"), pk=pk)


@page
def seat_end(request: Request, pk: int) -> HttpResponse:
    seat = _seat(request, pk)
    require(rules.may_appoint(request.actor, seat.panel.case))
    form = SeatEndForm(initial={"on": clock.today()})
    return render(request, "web/selection/seat_end.html", {"seat": seat, "form": form})


@act
def end_seat(request: Request, pk: int) -> HttpResponse:
    seat, form = _seat(request, pk), SeatEndForm(request.POST)
    require(rules.may_appoint(request.actor, seat.panel.case))
    if not form.is_valid():
        return unprocessable(request, "web/selection/seat_end.html", {"seat": seat, "form": form})
    actions.end_seat(seat, **form.cleaned_data, actor=request.actor)
    messages.success(request, _("บันทึกการพ้นหน้าที่แล้ว ผลงานที่ยังไม่ได้ให้คะแนนรอมอบหมายใหม่"))
    return redirect(seat.panel)


urlpatterns = [
    path("tasks/<int:pk>/selection/", selection, name="selection"),
    path("tasks/<int:pk>/selection/open/", open_round, name="round-open"),
    path("tasks/<int:pk>/panel/", either(appoint, record_panel), name="panel-appoint"),
    path("panels/<int:pk>/", panel, name="panel"),
    path("panels/<int:pk>/members.<slug:kind>", members_file, name="panel-file"),
    path("panels/<int:pk>/members/add/", either(member_add, add_member), name="panel-member-add"),
    path("panel-seats/<int:pk>/end/", either(seat_end, end_seat), name="panel-seat-end"),
]
