"""Seats of a group's members for their officers: who writes for the group, a new one on a paper, a new PIN, an end."""

import base64

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.models import Case, GroupSeat
from sammachip.cases.seats import seats_on
from sammachip.core.document import Code
from sammachip.core.verdict import Refused, require
from sammachip.records.rendering import codes
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.seats import SeatForm
from sammachip.web.pages.cases import seen_case


def _seat(request: Request, pk: int) -> GroupSeat:
    seen = GroupSeat.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("case__edition__programme", "case__group", "person"), pk=pk)


def _seats_page(request: Request, case: Case, form: SeatForm, *, status: int = 200) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "seats": seats_on(case),
        "may_open": rules.may_open_seat(request.actor, case),
        "may_keep": rules.may_keep_seats(request.actor, case),
        "today": clock.today(),
    }
    return render(request, "web/village/seats.html", context, status=status)


@page
def seats(request: Request, pk: int) -> HttpResponse:
    case = seen_case(request, pk)
    require(rules.may_keep_seats(request.actor, case))
    return _seats_page(request, case, SeatForm(case))


@act
def open_seat(request: Request, pk: int) -> HttpResponse:
    """Code and PIN are in this answer and nowhere else; nothing keeps them, so they cannot be shown again."""
    case = seen_case(request, pk)
    require(rules.may_keep_seats(request.actor, case))
    form = SeatForm(case, request.POST)
    if not form.is_valid():
        return _seats_page(request, case, form, status=422)
    try:
        opened = actions.open_seat(case, actor=request.actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.verdict.reason)
        return _seats_page(request, case, form, status=422)
    return _paper(request, opened.seat, opened.pin, opened.code)


@act
def renew_pin(request: Request, pk: int) -> HttpResponse:
    seat = _seat(request, pk)
    return _paper(request, seat, actions.renew_pin(seat, actor=request.actor))


def _paper(request: Request, seat: GroupSeat, pin: str, code: str = "") -> HttpResponse:
    """What the member is given: the PIN, and with a new seat the picture that leads to its door."""
    way = request.build_absolute_uri(reverse("web:seat-door", args=[code])) if code else ""
    picture = base64.b64encode(codes.png(Code(way, ()))).decode() if code else ""
    context = {"seat": seat, "pin": f"{pin[:3]} {pin[3:]}", "way": way, "picture": picture}
    return render(request, "web/village/paper.html", context)


@act
def end_seat(request: Request, pk: int) -> HttpResponse:
    seat = _seat(request, pk)
    actions.end_seat(seat, actor=request.actor)
    messages.success(request, _("ปิดสิทธิ์เขียนของ {name} แล้ว ข้อความที่เขียนไว้ยังอยู่").format(name=seat.person.name))
    return redirect("web:case-seats", seat.case_id)


urlpatterns = [
    path("cases/<int:pk>/seats/", either(seats, open_seat), name="case-seats"),
    path("seats/<int:pk>/pin/", renew_pin, name="seat-pin"),
    path("seats/<int:pk>/end/", end_seat, name="seat-end"),
]
