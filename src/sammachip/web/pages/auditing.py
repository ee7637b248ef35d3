"""Auditors: what each may read, and for those who were read: who read what, and when."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.verdict import require
from sammachip.org import actions_audit, rules
from sammachip.org.models import AuditReading, AuditScope, Office, Post
from sammachip.org.queries import scopes_over
from sammachip.org.sight import under
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page, unprocessable
from sammachip.web.forms.auditing import ScopeForm
from sammachip.web.forms.people import EndForm
from sammachip.web.histories import reading_lines
from sammachip.web.people import scope_lines
from sammachip.web.seen import office_seen, post_seen, scope_seen

ON_A_PAGE = 50


def _offices(request: Request) -> list[Office]:
    return list(Office.objects.visible_to(request.actor).order_by("path"))


def _audited(request: Request, pk: int) -> Post:
    """The auditor's post, if this hat may let it read an office."""
    found = post_seen(request, pk)
    require(rules.may_give_scope(request.actor, found, request.actor.office, clock.today()))
    return found


@page
def scope_add(request: Request, pk: int) -> HttpResponse:
    found = _audited(request, pk)
    form = ScopeForm(_offices(request), initial={"starts_on": clock.today()})
    return render(request, "web/people/scope_add.html", {"post": found, "form": form})


@act
def give_scope(request: Request, pk: int) -> HttpResponse:
    found = _audited(request, pk)
    form = ScopeForm(_offices(request), request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/scope_add.html", {"post": found, "form": form})
    actions_audit.give_scope(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกขอบเขตการตรวจสอบแล้ว"))
    return redirect(found.person)


def _to_end(request: Request, pk: int) -> AuditScope:
    """The scope, if this hat may end it."""
    found = scope_seen(request, pk)
    require(rules.may_end_scope(request.actor, found))
    return found


@page
def scope_end(request: Request, pk: int) -> HttpResponse:
    found = _to_end(request, pk)
    form = EndForm(found.starts_on, initial={"on": clock.today()})
    return render(request, "web/people/scope_end.html", _ending(request, found, form))


@act
def end_scope(request: Request, pk: int) -> HttpResponse:
    found = _to_end(request, pk)
    form = EndForm(found.starts_on, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/scope_end.html", _ending(request, found, form))
    actions_audit.end_scope(found, on=form.cleaned_data["on"], actor=request.actor)
    messages.success(request, _("บันทึกวันสิ้นสุดของขอบเขตการตรวจสอบแล้ว"))
    return redirect(found.post.person)


def _ending(request: Request, scope: AuditScope, form: EndForm) -> dict[str, object]:
    return {"scope": scope, "form": form, "may": rules.may_end_scope(request.actor, scope)}


@act
def withdraw_scope(request: Request, pk: int) -> HttpResponse:
    found = actions_audit.withdraw_scope(scope_seen(request, pk), actor=request.actor)
    messages.success(request, _("ถอนขอบเขตการตรวจสอบแล้ว ผู้ตรวจสอบเปิดอ่านต่อไม่ได้ตั้งแต่เวลานี้"))
    return redirect(found.post.person)


@page
def readings(request: Request, code: str) -> HttpResponse:
    found = office_seen(request, code)
    require(rules.may_see_readings(request.actor, found))
    rows = AuditReading.objects.filter(under([found.path])).select_related("post__person", "post__office")
    scopes = scopes_over(found).select_related("post__person", "post__office", "office")
    leaf = Paginator(rows.newest_first(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "office": found,
        "scopes": scope_lines(scopes, request.actor),
        "leaf": leaf,
        "lines": reading_lines(leaf.object_list),
    }
    return render(request, "web/people/readings.html", context)


urlpatterns = [
    path("posts/<int:pk>/scopes/add/", either(scope_add, give_scope), name="scope-add"),
    path("scopes/<int:pk>/end/", either(scope_end, end_scope), name="scope-end"),
    path("scopes/<int:pk>/withdraw/", withdraw_scope, name="scope-withdraw"),
    path("offices/<str:code>/readings/", readings, name="readings"),
]
