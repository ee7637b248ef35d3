"""Groups that look alike: found for an office, compared side by side, joined or told apart, and a join taken back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.verdict import require
from sammachip.registry import actions_doubles as registry
from sammachip.registry import rules
from sammachip.registry.doubles import Pair, in_words, pairs_within
from sammachip.registry.models import Group, Merge
from sammachip.web.beside import read_beside
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.doubles import ApartForm, MergeForm, UndoForm
from sammachip.web.pages.groups import A_PAGE, group_seen


@dataclass(frozen=True, slots=True)
class Told:
    """A pair as the list tells it."""

    one: Group
    other: Group
    why: str


@page
def doubles(request: Request) -> HttpResponse:
    require(rules.may_register(request.actor, request.actor.office.path))
    pairs = pairs_within(request.actor.office.path)
    leaf = Paginator(pairs, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "web/group/doubles.html", {"leaf": leaf, "pairs": _told(list(leaf.object_list))})


def _told(pairs: list[Pair]) -> list[Told]:
    """The pairs with their groups, in one query."""
    named = {pk for pair in pairs for pk in (pair.one, pair.other)}
    groups = Group.objects.select_related("village__area__parent").in_bulk(named)
    return [Told(groups[pair.one], groups[pair.other], in_words(pair.likeness)) for pair in pairs]


def _both(request: Request, pk: int, other: int) -> tuple[Group, Group]:
    if pk == other:
        raise Http404
    return group_seen(request, pk), group_seen(request, other)


@page
def beside(request: Request, pk: int, other: int) -> HttpResponse:
    return _page(request, *_both(request, pk, other))


def _page(request: Request, one: Group, other: Group, *, status: int = 200, **forms: object) -> HttpResponse:
    """The page of the pair; `forms` are those that were posted and cannot be taken as they are."""
    may_merge = {
        each.pk: rules.may_merge(request.actor, each, into) for each, into in ((one, other), (other, one))
    }
    context: dict[str, Any] = {  # whatever the template names
        "beside": read_beside(one, other, request.actor),
        "may_merge": next(filter(None, may_merge.values()), may_merge[one.pk]),
        "may_keep_apart": rules.may_keep_apart(request.actor, one, other),
        "may_undo": rules.may_register_both(request.actor, one, other),
        "merge_form": MergeForm(one=one, other=other),
        "apart_form": ApartForm(),
        "undo_form": UndoForm(),
        **forms,
    }
    return render(request, "web/group/beside.html", context, status=status)


@act
def merge(request: Request, pk: int, other: int) -> HttpResponse:
    one, two = _both(request, pk, other)
    require(rules.may_register_both(request.actor, one, two))
    form = MergeForm(request.POST, one=one, other=two)
    if not form.is_valid():
        return _page(request, one, two, status=422, merge_form=form)
    told = form.cleaned_data
    seen = {one.pk: told["seen"], two.pk: told["seen_other"]}
    group, into = (two, one) if told["stays"] == one.pk else (one, two)
    order = (seen[group.pk], seen[into.pk])
    registry.merge_group(group, into, reason=told["reason"], seen=order, actor=request.actor)
    messages.success(request, _("รวม {group} เข้ากับ {into} แล้ว").format(group=group.name, into=into.name))
    return redirect("web:group", into.pk)


@act
def keep_apart(request: Request, pk: int, other: int) -> HttpResponse:
    one, two = _both(request, pk, other)
    require(rules.may_keep_apart(request.actor, one, two))
    form = ApartForm(request.POST)
    if not form.is_valid():
        return _page(request, one, two, status=422, apart_form=form)
    registry.keep_apart(one, [two], reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("บันทึกแล้วว่าเป็นคนละกลุ่ม จะไม่ถามคู่นี้อีก"))
    return redirect("web:group-doubles")


@act
def undo(request: Request, pk: int, other: int) -> HttpResponse:
    one, two = _both(request, pk, other)
    require(rules.may_register_both(request.actor, one, two))
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _page(request, one, two, status=422, undo_form=form)
    made = get_object_or_404(Merge.objects.standing(), group__in=(one, two), into__in=(one, two))
    registry.undo_merge(made, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("แยก {group} คืนเป็นกลุ่มของตนเองแล้ว").format(group=made.group.name))
    return redirect("web:group", made.group_id)


urlpatterns = [
    path("groups/doubles/", doubles, name="group-doubles"),
    path("groups/<int:pk>/beside/<int:other>/", either(beside, merge), name="groups-beside"),
    path("groups/<int:pk>/beside/<int:other>/apart/", keep_apart, name="groups-apart"),
    path("groups/<int:pk>/beside/<int:other>/undo/", undo, name="groups-undo"),
]
