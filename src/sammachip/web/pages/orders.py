"""Orders, and the powers to sign for another that rest on them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.verdict import require
from sammachip.org import actions, rules
from sammachip.org.models import Power
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page, unprocessable
from sammachip.web.forms.orders import OrderForm, PowerForm
from sammachip.web.forms.people import EndForm
from sammachip.web.people import power_lines
from sammachip.web.seen import office_seen, order_seen, power_seen


@page
def order_add(request: Request, code: str) -> HttpResponse:
    found = office_seen(request, code)
    require(rules.may_record_order(request.actor, found))
    return render(request, "web/people/order_add.html", {"office": found, "form": OrderForm()})


@act
def record_order(request: Request, code: str) -> HttpResponse:
    found = office_seen(request, code)
    require(rules.may_record_order(request.actor, found))
    form = OrderForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/order_add.html", {"office": found, "form": form})
    made = actions.record_order(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกคำสั่งแล้ว เพิ่มผู้รับมอบอำนาจตามคำสั่งได้เลย"))
    return redirect(made)


@page
def order(request: Request, pk: int) -> HttpResponse:
    found = order_seen(request, pk)
    context = {
        "order": found,
        "powers": power_lines(found.powers.all(), request.actor),
        "may_record": rules.may_record_order(request.actor, found.office),
    }
    return render(request, "web/people/order.html", context)


@page
def power_add(request: Request, pk: int) -> HttpResponse:
    found = order_seen(request, pk)
    require(rules.may_record_order(request.actor, found.office))
    form = PowerForm(request.actor, found.office)
    return render(request, "web/people/power_add.html", {"order": found, "form": form})


@act
def give_power(request: Request, pk: int) -> HttpResponse:
    found = order_seen(request, pk)
    require(rules.may_record_order(request.actor, found.office))
    form = PowerForm(request.actor, found.office, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/power_add.html", {"order": found, "form": form})
    actions.give_power(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกอำนาจตามคำสั่งแล้ว"))
    return redirect(found)


@page
def power_end(request: Request, pk: int) -> HttpResponse:
    found = power_seen(request, pk)
    require(rules.may_end_power(request.actor, found))
    form = EndForm(found.starts_on, initial={"on": clock.today()})
    return render(request, "web/people/power_end.html", _ending(request, found, form))


@act
def end_power(request: Request, pk: int) -> HttpResponse:
    found = power_seen(request, pk)
    require(rules.may_end_power(request.actor, found))
    form = EndForm(found.starts_on, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/power_end.html", _ending(request, found, form))
    actions.end_power(found, on=form.cleaned_data["on"], actor=request.actor)
    messages.success(request, _("บันทึกวันสิ้นสุดของอำนาจแล้ว"))
    return redirect(found.order)


def _ending(request: Request, power: Power, form: EndForm) -> dict[str, object]:
    return {"power": power, "form": form, "may": rules.may_end_power(request.actor, power)}


@act
def withdraw_power(request: Request, pk: int) -> HttpResponse:
    found = actions.withdraw_power(power_seen(request, pk), actor=request.actor)
    messages.success(request, _("ถอนอำนาจแล้ว ผู้รับอำนาจลงนามแทนไม่ได้ตั้งแต่เวลานี้"))
    return redirect(found.order)


urlpatterns = [
    path("offices/<str:code>/orders/add/", either(order_add, record_order), name="order-add"),
    path("orders/<int:pk>/", order, name="order"),
    path("orders/<int:pk>/powers/add/", either(power_add, give_power), name="power-add"),
    path("powers/<int:pk>/end/", either(power_end, end_power), name="power-end"),
    path("powers/<int:pk>/withdraw/", withdraw_power, name="power-withdraw"),
]
