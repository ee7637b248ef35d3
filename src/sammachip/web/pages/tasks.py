"""One stage of one case on the screen: where it stands, what was filed, how to begin and how to close it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions, personal, queries, rules
from sammachip.cases.exporting import exports_of
from sammachip.cases.letters import letters_about
from sammachip.cases.models import Task
from sammachip.cases.sign_in import gathers
from sammachip.org.hats import Actor
from sammachip.programmes.pack import GROUP_MEMBER
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, page
from sammachip.web.extending import extensions_of, way_to_extend
from sammachip.web.posted import posted_day
from sammachip.web.readings import task_standing, task_url


def _task(request: Request, pk: int) -> Task:
    seen = Task.objects.visible_to(request.actor).select_related(
        "case__edition__programme", "case__office", "case__group__village__area", "turn_office"
    )
    return get_object_or_404(seen, pk=pk)


@page
def task(request: Request, pk: int) -> HttpResponse:
    found = _task(request, pk)
    if (elsewhere := task_url(found)) != found.get_absolute_url():
        return redirect(elsewhere)
    context = {
        "task": found,
        "stage": queries.stage_of(found),
        **_filed(found, request.actor),
        "may_close": rules.may_close(request.actor, found),
        "gathers": gathers(found) if queries.stage_of(found).form else False,
        "standing": task_standing(found),
        **_by_letter(found, request.actor),
        "today": clock.today(),
    }
    return render(request, "web/task/task.html", context)


def _by_letter(found: Task, actor: Actor) -> dict[str, object]:
    """The letters that set the task in motion, those that moved its deadline, the way to one more."""
    return {
        "letters": letters_about(found, actor),
        "extensions": extensions_of(found, actor),
        "to_extend": way_to_extend(actor, found, queries.DueDates(found.case.edition)),
    }


def _filed(found: Task, actor: Actor) -> dict[str, object]:
    """What was filed here, newest first; the draft to go on with; whether another may begin."""
    filings = list(found.filings.select_related("maker").order_by("-number"))
    latest = filings[0] if filings else None
    for filing in filings:
        filing.task = found
    exports = [one for one in exports_of(found.case) if one.stage == found.stage]
    return {
        "exports": exports,
        "filings": [(one, personal.maker_of(one, actor)) for one in filings],
        "draft": latest if latest and rules.may_edit(actor, latest) else None,
        "may_start": rules.may_start(actor, found, latest),
    }


@act(seats=(GROUP_MEMBER,))
def start(request: Request, pk: int) -> HttpResponse:
    found = _task(request, pk)
    day, interim = posted_day(request, "as_of"), request.POST.get("interim") == "yes"
    filing = actions.start_filing(found, as_of=day, interim=interim, actor=request.actor)
    return redirect("web:village") if request.actor.is_seat else redirect("web:filing-edit", filing.pk)


@act
def close(request: Request, pk: int) -> HttpResponse:
    found = _task(request, pk)
    actions.close_task(found, actor=request.actor)
    messages.success(request, _("ปิดการบันทึกขั้นตอนนี้แล้ว"))
    return redirect(found.case)


urlpatterns = [
    path("tasks/<int:pk>/", task, name="task"),
    path("tasks/<int:pk>/start/", start, name="task-start"),
    path("tasks/<int:pk>/close/", close, name="task-close"),
]
