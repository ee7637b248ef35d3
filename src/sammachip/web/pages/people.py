"""The people of the offices one sees: find somebody, add somebody, and the way into an account."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.core.thainum import tidy
from sammachip.core.verdict import require
from sammachip.org import actions, actions_accounts, rules
from sammachip.org.models import Person, PersonQuerySet, Post, Role
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page, unprocessable
from sammachip.web.forms.people import FindForm, NameForm, NewPersonForm
from sammachip.web.histories import person_history
from sammachip.web.people import post_lines, power_lines_of, scope_lines_of
from sammachip.web.seen import office_seen, person_seen
from sammachip.web.shapes import Way

ON_A_PAGE = 30


@page
def people(request: Request) -> HttpResponse:
    form = FindForm(request.GET)
    may_add = rules.makes_accounts(request.actor)
    context = {
        "form": form,
        "leaf": _leaf(request, _found(request, form)),
        "may_add": may_add,
        "office": request.actor.office,
        "audits": request.actor.role == Role.AUDITOR,
        "way": Way(_("ดูทั้งหมด"), reverse("web:people")),
    }
    return render(request, "web/people/people.html", context)


def _found(request: Request, form: FindForm) -> PersonQuerySet:
    """The people the hat sees, narrowed by what could be read of the search, with the posts they hold today."""
    today = clock.today()
    wanted = form.cleaned_data if form.is_valid() else {}
    found = Person.objects.visible_to(request.actor).named_like(tidy(wanted.get("q", "")))
    if not wanted.get("past"):
        found = found.posted_on(today)
    if role := wanted.get("role"):
        found = found.in_role_on(role, today)
    held = Post.objects.visible_to(request.actor).held_on(today).select_related("office")
    return found.in_thai_order().prefetch_related(Prefetch("posts", held, to_attr="held"))


def _leaf(request: Request, rows: PersonQuerySet) -> Page[Person]:
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))


@page
def person(request: Request, pk: int) -> HttpResponse:
    found, today, actor = person_seen(request, pk), clock.today(), request.actor
    context = {
        "person": found,
        "posts": post_lines(found, actor),
        "powers": power_lines_of(found, actor),
        "scopes": scope_lines_of(found, actor),
        "deeds": person_history(found, actor),
        "may_give": rules.makes_accounts(actor),
        "may_correct": rules.may_correct(actor, found, today),
        "may_reset": rules.may_issue_reset_code(actor, found, today),
        "may_manage": rules.may_manage_account(actor, found, today),
    }
    return render(request, "web/people/person.html", context)


@page
def person_add(request: Request, code: str) -> HttpResponse:
    office = office_seen(request, code)
    require(rules.may_create_account(request.actor, office, ""))
    form = NewPersonForm(request.actor, office)
    return render(request, "web/people/person_add.html", {"form": form, "office": office})


@act
def add_person(request: Request, code: str) -> HttpResponse:
    office = office_seen(request, code)
    require(rules.may_create_account(request.actor, office, ""))
    form = NewPersonForm(request.actor, office, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/person_add.html", {"form": form, "office": office})
    typed = form.cleaned_data
    names = ("prefix", "given_name", "family_name", "phone", "username", "title", "role", "starts_on")
    wanted = {name: typed[name] for name in names} | {
        "password": typed["new_password"],
        "details": form.details(),
    }
    made = actions.add_person(office=office, actor=request.actor, **wanted)
    messages.success(request, _("เพิ่ม {person} แล้ว").format(person=made.name))
    return redirect(made)


@page
def person_edit(request: Request, pk: int) -> HttpResponse:
    found = person_seen(request, pk)
    require(rules.may_correct(request.actor, found, clock.today()))
    form = NameForm(initial={name: getattr(found, name) for name in NameForm.base_fields})
    return render(request, "web/people/person_edit.html", {"form": form, "person": found})


@act
def correct_person(request: Request, pk: int) -> HttpResponse:
    found = person_seen(request, pk)
    require(rules.may_correct(request.actor, found, clock.today()))
    form = NameForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/person_edit.html", {"form": form, "person": found})
    actions.correct_person(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("แก้ไขแล้ว"))
    return redirect(found)


@act
def issue_reset_code(request: Request, pk: int) -> HttpResponse:
    """The code is in this answer and nowhere else; nothing keeps it, so it cannot be shown again."""
    found = person_seen(request, pk)
    code = actions_accounts.issue_reset_code(found, actor=request.actor)
    context = {
        "person": found,
        "code": code,
        "hours": actions_accounts.CODE_HOURS,
        "tries": actions_accounts.CODE_TRIES,
    }
    return render(request, "web/people/reset_code.html", context)


@act
def suspend(request: Request, pk: int) -> HttpResponse:
    found = person_seen(request, pk)
    actions_accounts.set_active(found, False, actor=request.actor)
    messages.success(request, _("ระงับบัญชีของ {person} แล้ว").format(person=found.name))
    return redirect(found)


@act
def open_again(request: Request, pk: int) -> HttpResponse:
    found = person_seen(request, pk)
    actions_accounts.set_active(found, True, actor=request.actor)
    messages.success(request, _("เปิดใช้บัญชีของ {person} แล้ว").format(person=found.name))
    return redirect(found)


urlpatterns = [
    path("people/", people, name="people"),
    path("people/<int:pk>/", person, name="person"),
    path("people/<int:pk>/edit/", either(person_edit, correct_person), name="person-edit"),
    path("people/<int:pk>/reset-code/", issue_reset_code, name="person-reset-code"),
    path("people/<int:pk>/suspend/", suspend, name="person-suspend"),
    path("people/<int:pk>/open/", open_again, name="person-open"),
    path("offices/<str:code>/people/add/", either(person_add, add_person), name="person-add"),
]
