"""Posts: given, ended, handed over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.verdict import require
from sammachip.org import actions, rules
from sammachip.org.models import Office
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page, unprocessable
from sammachip.web.forms.people import EndForm, HandOverForm, PlaceForm, PostForm
from sammachip.web.seen import office_seen, person_seen, post_seen


@page
def post_add(request: Request, pk: int) -> HttpResponse:
    """First asks the office, then, with the office in the address, the post itself."""
    found = person_seen(request, pk)
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
    found, office = person_seen(request, pk), office_seen(request, code)
    require(rules.makes_accounts(request.actor))
    form = PostForm(request.actor, office, request.POST)
    if not form.is_valid():
        context = {"person": found, "office": office, "form": form, "place_form": None}
        return unprocessable(request, "web/people/post_add.html", context)
    typed, details = form.cleaned_data, form.details()
    actions.give_post(
        found, office, typed["role"], typed["title"], typed["starts_on"], actor=request.actor, **details
    )
    messages.success(request, _("บันทึกตำแหน่งแล้ว"))
    return redirect(found)


@page
def post_end(request: Request, pk: int) -> HttpResponse:
    found = post_seen(request, pk)
    require(rules.may_end_post(request.actor, found))
    context = {"post": found, "form": EndForm(found.starts_on, initial={"on": clock.today()})}
    return render(request, "web/people/post_end.html", context)


@act
def end_post(request: Request, pk: int) -> HttpResponse:
    found = post_seen(request, pk)
    require(rules.may_end_post(request.actor, found))
    form = EndForm(found.starts_on, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/post_end.html", {"post": found, "form": form})
    actions.end_post(found, on=form.cleaned_data["on"], actor=request.actor)
    messages.success(request, _("บันทึกวันสิ้นสุดของตำแหน่งแล้ว"))
    return redirect(found.person)


@page
def post_hand_over(request: Request, pk: int) -> HttpResponse:
    found = post_seen(request, pk)
    require(rules.may_end_post(request.actor, found))
    return render(
        request, "web/people/post_hand_over.html", {"post": found, "form": HandOverForm(request.actor, found)}
    )


@act
def hand_over(request: Request, pk: int) -> HttpResponse:
    found = post_seen(request, pk)
    require(rules.may_end_post(request.actor, found))
    form = HandOverForm(request.actor, found, request.POST)
    if not form.is_valid():
        return unprocessable(request, "web/people/post_hand_over.html", {"post": found, "form": form})
    begun = actions.hand_over(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("บันทึกการส่งมอบแล้ว ถ้ามีคำสั่งมอบอำนาจให้ผู้รับมอบ บันทึกคำสั่งเพิ่มด้วย"))
    return redirect(begun.person)


urlpatterns = [
    path("people/<int:pk>/posts/add/", post_add, name="post-add"),
    path("people/<int:pk>/posts/add/<str:code>/", give_post, name="post-give"),
    path("posts/<int:pk>/end/", either(post_end, end_post), name="post-end"),
    path("posts/<int:pk>/hand-over/", either(post_hand_over, hand_over), name="post-hand-over"),
]
