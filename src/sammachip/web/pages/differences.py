"""What a filing says of a group beside newer knowledge: read both, decide which stands."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.verdict import require
from sammachip.registry.actions_differences import settle
from sammachip.registry.models import Difference, Stands
from sammachip.registry.rules import may_register
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.differences import SettleForm
from sammachip.web.known import DifferenceReading, read_difference


def _difference(request: Request, pk: int) -> Difference:
    seen = Difference.objects.visible_to(request.actor).select_related(
        "group__village__area", "said_by", "fact__said_by", "settlement__decided_by"
    )
    return get_object_or_404(seen, pk=pk)


def _form(reading: DifferenceReading, *posted: object) -> SettleForm:
    seen = {"seen": reading.difference.group.version}
    return SettleForm(*posted, said=reading.said.value, known=reading.known.value, initial=seen)


@page
def difference(request: Request, pk: int) -> HttpResponse:
    reading = read_difference(_difference(request, pk), request.actor)
    return _page(request, reading, _form(reading))


def _page(
    request: Request, reading: DifferenceReading, form: SettleForm, *, status: int = 200
) -> HttpResponse:
    may_settle = may_register(request.actor, reading.difference.group.path)
    context = {"reading": reading, "form": form, "may_settle": may_settle}
    return render(request, "web/group/difference.html", context, status=status)


@act
def decide(request: Request, pk: int) -> HttpResponse:
    found = _difference(request, pk)
    require(may_register(request.actor, found.group.path))
    reading = read_difference(found, request.actor)
    form = _form(reading, request.POST)
    if not form.is_valid():
        return _page(request, reading, form, status=422)
    told = form.cleaned_data
    settle(
        found, stands=Stands(told["stands"]), reason=told["reason"], seen=told["seen"], actor=request.actor
    )
    messages.success(request, _("ตัดสินแล้ว {field}ของ{group}").format(field=reading.label, group=found.group))
    return redirect("web:group", found.group_id)


urlpatterns = [path("groups/differences/<int:pk>/", either(difference, decide), name="difference")]
