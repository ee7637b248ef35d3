"""Offices and the people in them: who holds which post, under which orders, and how accounts are opened."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.thainum import tidy
from sammachip.core.verdict import require
from sammachip.org import actions, actions_accounts, rules
from sammachip.org.models import Office, OfficeLevel, Order, Person, PersonQuerySet, Post, Power
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page, unprocessable
from sammachip.web.forms.people import (
    EndForm,
    FindForm,
    HandOverForm,
    NameForm,
    NewPersonForm,
    OfficeForm,
    OrderForm,
    PlaceForm,
    PostForm,
    PowerForm,
    SectionForm,
)
from sammachip.web.shapes import Way

ON_A_PAGE = 30


def _person(request: Request, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)


def _office(request: Request, code: str) -> Office:
    return get_object_or_404(Office.objects.visible_to(request.actor), code=code)


def _post(request: Request, pk: int) -> Post:
    return get_object_or_404(
        Post.objects.visible_to(request.actor).select_related("person", "office", "section"), pk=pk
    )


def _order(request: Request, pk: int) -> Order:
    return get_object_or_404(Order.objects.visible_to(request.actor).select_related("office"), pk=pk)


def _power(request: Request, pk: int) -> Power:
    seen = Power.objects.filter(order__in=Order.objects.visible_to(request.actor))
    return get_object_or_404(seen.select_related("order__office", "holder", "for_office"), pk=pk)


# ---- people ----


@page
def people(request: Request) -> HttpResponse:
    form = FindForm(request.GET)
    may_add = rules.makes_accounts(request.actor)
    context = {
        "form": form,
        "leaf": _leaf(request, _found(request, form)),
        "may_add": may_add,
        "office": request.actor.office,
        "way": Way(_("ดูหน่วยงานของฉัน"), request.actor.office.get_absolute_url()),
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
    found, today = _person(request, pk), clock.today()
    posts = Post.objects.visible_to(request.actor).filter(person=found)
    posts = (
        posts.select_related("office", "section").prefetch_related("duty_areas").order_by("-starts_on", "-pk")
    )
    context = {
        "person": found,
        "posts": [(post, post.is_held_on(today), rules.may_end_post(request.actor, post)) for post in posts],
        "powers": _powers_of(found, request),
        "today": today,
        "may_give": rules.makes_accounts(request.actor),
        "may_correct": rules.may_correct(request.actor, found, today),
        "may_reset": rules.may_issue_reset_code(request.actor, found, today),
        "may_manage": rules.may_manage_account(request.actor, found, today),
    }
    return render(request, "web/people/person.html", context)


def _powers_of(found: Person, request: Request) -> list[Power]:
    """The person's powers that rest on orders the hat sees; one's own always."""
    powers = (
        Power.objects.filter(holder=found).select_related("order", "for_office").order_by("-starts_on", "-pk")
    )
    if found != request.actor.person:
        powers = powers.filter(order__in=Order.objects.visible_to(request.actor))
    return list(powers)


@page
def person_add(request: Request, code: str) -> HttpResponse:
    office = _office(request, code)
    require(rules.may_create_account(request.actor, office, ""))
    form = NewPersonForm(request.actor, office)
    return render(request, "web/people/person_add.html", {"form": form, "office": office})


@act
def add_person(request: Request, code: str) -> HttpResponse:
    office = _office(request, code)
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
    found = _person(request, pk)
    require(rules.may_correct(request.actor, found, clock.today()))
    form = NameForm(initial={name: getattr(found, name) for name in NameForm.base_fields})
    return render(request, "web/people/person_edit.html", {"form": form, "person": found})


@act
def correct_person(request: Request, pk: int) -> HttpResponse:
    found = _person(request, pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/person_edit.html", {"form": form, "person": found})
    actions.correct_person(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("แก้ไขแล้ว"))
    return redirect(found)


# ---- accounts ----


@act
def issue_reset_code(request: Request, pk: int) -> HttpResponse:
    """The code is in this answer and nowhere else; nothing keeps it, so it cannot be shown again."""
    found = _person(request, pk)
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
    found = _person(request, pk)
    actions_accounts.set_active(found, False, actor=request.actor)
    messages.success(request, _("ระงับบัญชีของ {person} แล้ว").format(person=found.name))
    return redirect(found)


@act
def open_again(request: Request, pk: int) -> HttpResponse:
    found = _person(request, pk)
    actions_accounts.set_active(found, True, actor=request.actor)
    messages.success(request, _("เปิดใช้บัญชีของ {person} แล้ว").format(person=found.name))
    return redirect(found)


# ---- posts ----


@page
def post_add(request: Request, pk: int) -> HttpResponse:
    """First asks the office, then, with the office in the address, the post itself."""
    found = _person(request, pk)
    require(rules.makes_accounts(request.actor))
    places = list(Office.objects.visible_to(request.actor).order_by("path"))
    asked = PlaceForm(places, request.GET or None)
    context = {"person": found, "place_form": asked, "form": None}
    if asked.is_valid():
        office = asked.cleaned_data["office"]
        context |= {"office": office, "form": PostForm(request.actor, office)}
    return render(request, "web/people/post_add.html", context)


@act
def give_post(request: Request, pk: int, code: str) -> HttpResponse:
    found, office = _person(request, pk), _office(request, code)
    form = PostForm(request.actor, office, request.POST)
    if not form.is_valid():
        context = {"person": found, "office": office, "form": form, "place_form": None}
        return unprocessable(request, "web/people/post_add.html", context)
    typed = form.cleaned_data
    actions.give_post(
        found,
        office,
        typed["role"],
        typed["title"],
        typed["starts_on"],
        actor=request.actor,
        **form.details(),
    )
    messages.success(request, _("บันทึกตำแหน่งแล้ว"))
    return redirect(found)


@page
def post_end(request: Request, pk: int) -> HttpResponse:
    found = _post(request, pk)
    require(rules.may_end_post(request.actor, found))
    context = {"post": found, "form": EndForm(initial={"on": clock.today()})}
    return render(request, "web/people/post_end.html", context)


@act
def end_post(request: Request, pk: int) -> HttpResponse:
    found = _post(request, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/post_end.html", {"post": found, "form": form})
    actions.end_post(found, on=form.cleaned_data["on"], actor=request.actor)
    messages.success(request, _("บันทึกวันสิ้นสุดของตำแหน่งแล้ว"))
    return redirect(found.person)


@page
def post_hand_over(request: Request, pk: int) -> HttpResponse:
    found = _post(request, pk)
    require(rules.may_end_post(request.actor, found))
    return render(
        request, "web/people/post_hand_over.html", {"post": found, "form": HandOverForm(request.actor, found)}
    )


@act
def hand_over(request: Request, pk: int) -> HttpResponse:
    found = _post(request, pk)
    form = HandOverForm(request.actor, found, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/post_hand_over.html", {"post": found, "form": form})
    begun = actions.hand_over(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกการส่งมอบแล้ว ถ้ามีคำสั่งมอบอำนาจให้ผู้รับมอบ บันทึกคำสั่งเพิ่มด้วย"))
    return redirect(begun.person)


# ---- offices ----


@page
def offices(request: Request) -> HttpResponse:
    seen = list(Office.objects.visible_to(request.actor).order_by("path"))
    below: dict[str | None, list[Office]] = {}
    for office in seen:
        below.setdefault(office.parent_id, []).append(office)
    heads = [office for office in seen if office.level != OfficeLevel.DISTRICT] or seen
    context = {
        "branches": [(office, _districts(below.get(office.code, []))) for office in heads],
        "count": len(seen),
    }
    return render(request, "web/people/offices.html", context)


def _districts(children: list[Office]) -> list[Office]:
    return [office for office in children if office.level == OfficeLevel.DISTRICT]


@page
def office(request: Request, code: str) -> HttpResponse:
    return _office_page(request, _office(request, code), SectionForm())


def _office_page(
    request: Request, found: Office, section_form: SectionForm, status: int = 200
) -> HttpResponse:
    today = clock.today()
    posts = Post.objects.filter(office=found).held_on(today).select_related("person", "section")
    may_describe = rules.may_describe_office(request.actor, found)
    context = {
        "office": found,
        "sections": list(found.sections.all()),
        "section_form": section_form,
        "posts": posts.order_by("section__position", "role", "person__name_sort", "pk"),
        "orders": Order.objects.filter(office=found).prefetch_related("powers"),
        "may_describe": may_describe,
        "may_add": rules.may_create_account(request.actor, found, ""),
        "may_record": rules.may_record_order(request.actor, found),
    }
    return render(request, "web/people/office.html", context, status=status)


@page
def office_edit(request: Request, code: str) -> HttpResponse:
    found = _office(request, code)
    require(rules.may_describe_office(request.actor, found))
    return render(request, "web/people/office_edit.html", {"office": found, "form": OfficeForm.of(found)})


@act
def describe_office(request: Request, code: str) -> HttpResponse:
    found = _office(request, code)
    form = OfficeForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/office_edit.html", {"office": found, "form": form})
    actions.describe_office(found, actor=request.actor, **form.details())
    messages.success(request, _("แก้ไขข้อมูลหน่วยงานแล้ว หนังสือฉบับต่อไปจะใช้ข้อมูลนี้"))
    return redirect(found)


@act
def add_section(request: Request, code: str) -> HttpResponse:
    found = _office(request, code)
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _office_page(request, found, form, status=422)
    actions.add_section(found, form.cleaned_data["name"], actor=request.actor)
    messages.success(request, _("เพิ่มกลุ่มงานแล้ว"))
    return redirect(found)


# ---- orders and powers ----


@page
def order_add(request: Request, code: str) -> HttpResponse:
    found = _office(request, code)
    require(rules.may_record_order(request.actor, found))
    return render(request, "web/people/order_add.html", {"office": found, "form": OrderForm()})


@act
def record_order(request: Request, code: str) -> HttpResponse:
    found = _office(request, code)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/order_add.html", {"office": found, "form": form})
    made = actions.record_order(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกคำสั่งแล้ว เพิ่มผู้รับมอบอำนาจตามคำสั่งได้เลย"))
    return redirect(made)


@page
def order(request: Request, pk: int) -> HttpResponse:
    found = _order(request, pk)
    context = {
        "order": found,
        "powers": found.powers.select_related("holder", "for_office"),
        "may_record": rules.may_record_order(request.actor, found.office),
        "today": clock.today(),
    }
    return render(request, "web/people/order.html", context)


@page
def power_add(request: Request, pk: int) -> HttpResponse:
    found = _order(request, pk)
    require(rules.may_record_order(request.actor, found.office))
    form = PowerForm(request.actor, found.office)
    return render(request, "web/people/power_add.html", {"order": found, "form": form})


@act
def give_power(request: Request, pk: int) -> HttpResponse:
    found = _order(request, pk)
    form = PowerForm(request.actor, found.office, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/power_add.html", {"order": found, "form": form})
    actions.give_power(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกอำนาจตามคำสั่งแล้ว"))
    return redirect(found)


@page
def power_end(request: Request, pk: int) -> HttpResponse:
    found = _power(request, pk)
    require(rules.may_record_order(request.actor, found.order.office))
    context = {"power": found, "form": EndForm(initial={"on": clock.today()})}
    return render(request, "web/people/power_end.html", context)


@act
def end_power(request: Request, pk: int) -> HttpResponse:
    found = _power(request, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/power_end.html", {"power": found, "form": form})
    actions.end_power(found, on=form.cleaned_data["on"], actor=request.actor)
    messages.success(request, _("บันทึกวันสิ้นสุดของอำนาจแล้ว"))
    return redirect(found.order)


urlpatterns = [
    path("people/", people, name="people"),
    path("people/<int:pk>/", person, name="person"),
    path("people/<int:pk>/edit/", either(person_edit, correct_person), name="person-edit"),
    path("people/<int:pk>/reset-code/", issue_reset_code, name="person-reset-code"),
    path("people/<int:pk>/suspend/", suspend, name="person-suspend"),
    path("people/<int:pk>/open/", open_again, name="person-open"),
    path("people/<int:pk>/posts/add/", post_add, name="post-add"),
    path("people/<int:pk>/posts/add/<str:code>/", give_post, name="post-give"),
    path("posts/<int:pk>/end/", either(post_end, end_post), name="post-end"),
    path("posts/<int:pk>/hand-over/", either(post_hand_over, hand_over), name="post-hand-over"),
    path("offices/", offices, name="offices"),
    path("offices/<str:code>/", office, name="office"),
    path("offices/<str:code>/edit/", either(office_edit, describe_office), name="office-edit"),
    path("offices/<str:code>/sections/", add_section, name="office-sections"),
    path("offices/<str:code>/people/add/", either(person_add, add_person), name="person-add"),
    path("offices/<str:code>/orders/add/", either(order_add, record_order), name="order-add"),
    path("orders/<int:pk>/", order, name="order"),
    path("orders/<int:pk>/powers/add/", either(power_add, give_power), name="power-add"),
    path("powers/<int:pk>/end/", either(power_end, end_power), name="power-end"),
]
