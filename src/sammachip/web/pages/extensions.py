"""Deadlines moved by letter: what was extended here, and a new extension for one office below or for all."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.models import Case, Extension
from sammachip.core.area import ancestors
from sammachip.core.thaidate import bangkok_day, format_date
from sammachip.core.verdict import Verdict, require
from sammachip.org.hats import Actor
from sammachip.org.sight import under
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.extending import extension_lines
from sammachip.web.forms.extensions import ExtensionForm
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
    about = Q(path__in=ancestors(case.path)) | under([case.path])
    found = Extension.objects.filter(about, edition__programme=case.programme_id).select_related(
        "made_by", "edition", "task__case"
    )
    context = {
        "case": case,
        "form": form,
        "may_extend": _may_extend(case, request.actor, offices),
        "extensions": extension_lines(case.programme_id, found.order_by("-made_at", "-pk")),
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
    messages.success(request, _("ขยายเวลาแล้วถึง {day}").format(day=format_date(bangkok_day(made.due_at))))
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


urlpatterns = [path("cases/<int:pk>/extensions/", either(extensions, extend), name="extensions")]
