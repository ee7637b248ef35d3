"""Deadlines moved by letter: what was extended here, a new extension for one office below or for all, and taking one
back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions, queries, rules
from sammachip.cases.models import Case, Extension
from sammachip.core.verdict import Verdict, require
from sammachip.org.hats import Actor
from sammachip.trail.spoken import day_name
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.extending import extension_lines
from sammachip.web.forms.extensions import ExtensionForm, TakeBackForm
from sammachip.web.pages.cases import seen_case


def _offices(case: Case, actor: Actor) -> list[Case]:
    """The cases this hat may extend for: this one, else those right below it."""
    if rules.may_extend(actor, case.path):
        return [case]
    below = (
        case.children.live().select_related("office", "area", "group__village__area").order_by("path", "pk")
    )
    return [one for one in below if rules.may_extend(actor, one.path)]


def _may_extend(case: Case, actor: Actor, offices: list[Case]) -> Verdict:
    return rules.may_extend(actor, offices[0].path if offices else case.path)


@page
def extensions(request: Request, pk: int) -> HttpResponse:
    case = seen_case(request, pk)
    offices = _offices(case, request.actor)
    asked = {name: request.GET.get(name) for name in ("hop", "whose")}
    return _page(request, case, offices, ExtensionForm(case=case, offices=offices, initial=asked))


def _page(
    request: Request, case: Case, offices: list[Case], form: ExtensionForm, *, status: int = 200
) -> HttpResponse:
    found = Extension.objects.around(case).select_related("made_by", "taken_back_by", "edition", "task__case")
    context = {
        "case": case,
        "form": form,
        "may_extend": _may_extend(case, request.actor, offices),
        "extensions": extension_lines(case.programme_id, found.order_by("-made_at", "-pk"), request.actor),
    }
    return render(request, "web/case/extensions.html", context, status=status)


@act
def extend(request: Request, pk: int) -> HttpResponse:
    case = seen_case(request, pk)
    offices = _offices(case, request.actor)
    require(_may_extend(case, request.actor, offices))
    form = ExtensionForm(request.POST, case=case, offices=offices)
    if not form.is_valid():
        return _page(request, case, offices, form, status=422)
    made = _extend(form, request.actor)
    messages.success(request, _("ขยายเวลาแล้วถึง {day}").format(day=day_name(made.due_at)))
    return redirect("web:extensions", case.pk)


def _extend(form: ExtensionForm, actor: Actor) -> Extension:
    stage, role = form.stage_and_role
    data = form.cleaned_data
    return actions.extend_due(
        form.chosen.edition,
        stage=stage,
        role=role,
        path=form.chosen.path,
        due_at=data["due_on"],
        letter_number=data["letter_number"],
        letter_on=data["letter_on"],
        reason=data["reason"],
        actor=actor,
    )


def _seen(case: Case, pk: int) -> Extension:
    about = ("made_by", "taken_back_by", "edition__programme", "task__case__edition")
    return get_object_or_404(Extension.objects.around(case).select_related(*about), pk=pk)


@page
def taking_back(request: Request, pk: int, extension: int) -> HttpResponse:
    case = seen_case(request, pk)
    return _asked_back(request, case, _seen(case, extension), TakeBackForm())


def _asked_back(
    request: Request, case: Case, extension: Extension, form: TakeBackForm, *, status: int = 200
) -> HttpResponse:
    without = queries.DueDates(case.edition, but=extension)
    context = {
        "case": case,
        "form": form,
        "line": extension_lines(case.programme_id, [extension], request.actor)[0],
        "may": rules.may_take_back_extension(request.actor, extension),
        "before": without.due_at(extension.path, extension.stage, extension.role, extension.task),
    }
    return render(request, "web/case/extension.html", context, status=status)


@act
def take_back(request: Request, pk: int, extension: int) -> HttpResponse:
    case = seen_case(request, pk)
    found = _seen(case, extension)
    require(rules.may_take_back_extension(request.actor, found))
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _asked_back(request, case, found, form, status=422)
    actions.take_back_extension(found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("ถอนการขยายเวลาแล้ว กำหนดเดิมใช้ต่อ"))
    return redirect("web:extensions", case.pk)


urlpatterns = [
    path("cases/<int:pk>/extensions/", either(extensions, extend), name="extensions"),
    path(
        "cases/<int:pk>/extensions/<int:extension>/take-back/",
        either(taking_back, take_back),
        name="extension-take-back",
    ),
]
