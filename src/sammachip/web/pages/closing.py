"""The end of a group's or an office's passage: what ends with it is told before anybody confirms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.models import Case, Task
from sammachip.core.verdict import Refused, require
from sammachip.money.queries import sums
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.closing import CloseForm
from sammachip.web.pages.cases import seen_case


@page
def closing(request: Request, pk: int) -> HttpResponse:
    case = seen_case(request, pk)
    require(rules.may_close_case(request.actor, case))
    below = actions.cases_ending_with(case).count()
    told = {"done_on": clock.today(), "below": below, "result": request.GET.get("result", "")}
    form = CloseForm(initial=told, case=case)
    return _page(request, case, form)


def _page(request: Request, case: Case, form: CloseForm, *, status: int = 200) -> HttpResponse:
    ending = actions.cases_ending_with(case).select_related("office", "area", "group__village__area")
    context = {
        "case": case,
        "form": form,
        "ending": sorted(ending, key=lambda one: one.path),
        "open_tasks": Task.objects.within(case.path)
        .filter(case__programme=case.programme_id)
        .unfinished()
        .count(),
        "money": sums([case])[case.pk],
        "may_end": actions.may_end_now(case),
    }
    return render(request, "web/case/close.html", context, status=status)


@act
def close(request: Request, pk: int) -> HttpResponse:
    case = seen_case(request, pk)
    require(rules.may_close_case(request.actor, case))
    form = CloseForm(request.POST, case=case)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        actions.close_case(case, **form.cleaned_data, actor=request.actor)
    except Refused as refusal:
        if not actions.may_end_now(case):
            raise
        form.add_error(None, refusal.verdict.reason)
        return _page(request, case, form, status=422)
    messages.success(request, _("บันทึกการสิ้นสุดของ {case} แล้ว").format(case=case))
    return redirect("web:case", case.pk)


urlpatterns = [path("cases/<int:pk>/close/", either(closing, close), name="case-close")]
