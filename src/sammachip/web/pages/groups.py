"""The registry of groups on the screen: find, read, register and correct."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.collecting import taking_at
from sammachip.cases.paper_sets import to_write_of
from sammachip.core.thainum import fold
from sammachip.core.verdict import require
from sammachip.org.models import Area, AreaLevel
from sammachip.registry import actions as registry
from sammachip.registry import rules
from sammachip.registry.actions_correcting import correct_group
from sammachip.registry.actions_doubles import keep_apart
from sammachip.registry.columns import kind_named
from sammachip.registry.doubles import alike, traits_at_entry
from sammachip.registry.models import Activity, Group, GroupQuerySet, RosterLine, Village
from sammachip.registry.rules_personal import phones_kept
from sammachip.trail import clock
from sammachip.web.beside import read_whole
from sammachip.web.decorators import Comparison, Request, StaleInput, act, either, page
from sammachip.web.forms.groups import (
    TOLD,
    ActivityForm,
    GroupForm,
    GroupSearch,
    KnownGroupForm,
    NewGroupForm,
)
from sammachip.web.group_lists import read_lists
from sammachip.web.known import field_label, group_facts, in_sections, open_differences, shown_value
from sammachip.web.posted import posted_seen, whole_number

A_PAGE = 30
BY_PAGE = "page"
"""How the registry names values typed in its own pages."""


@page
def groups(request: Request) -> HttpResponse:
    search = GroupSearch(request.GET, root=request.actor.office.path)
    found = narrowed(Group.objects.visible_to(request.actor).standing(), search)
    rows = found.select_related("village__area__parent").in_order()
    context = {
        "search": search,
        "narrowed": any(search.wanted().values()),
        "leaf": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "may_register": rules.may_register(request.actor, request.actor.office.path),
    }
    return render(request, "web/group/list.html", context)


def narrowed(found: GroupQuerySet, search: GroupSearch) -> GroupQuerySet:
    wanted = {name: value for name, value in search.wanted().items() if value}
    narrowing: dict[str, Callable[[GroupQuerySet, str], GroupQuerySet]] = {
        "q": GroupQuerySet.named_like,
        "place": GroupQuerySet.at_place,
        "category": GroupQuerySet.with_category,
        "lacks": GroupQuerySet.lacking,
        "kind": lambda rows, kind: rows.filter(kind=kind),
        "otop": lambda rows, told: rows.filter(otop_registered=TOLD[told]),
        "occupation": lambda rows, kind: rows.filter(occupation_kind=kind),
        "activity": lambda rows, activity: rows.filter(activity=activity),
    }
    for name, value in wanted.items():
        found = narrowing[name](found, value)
    return found


def group_seen(request: Request, pk: int) -> Group:
    seen = Group.objects.visible_to(request.actor).select_related("village__area__parent")
    return get_object_or_404(seen, pk=pk)


@page
def group(request: Request, pk: int) -> HttpResponse:
    found = group_seen(request, pk)
    facts, changes = group_facts(found, request.actor)
    whole = read_whole(found, request.actor)
    context = {
        "group": found,
        "sections": in_sections(facts),
        "lists": read_lists(found, changes, request.actor),
        "changes": changes,
        "differences": open_differences(request.actor, found),
        "whole": whole,
        "taking": [] if whole.passages or whole.merge else taking_at(request.actor, found.path),
        "to_write": to_write_of(found, request.actor),
        "may_edit": rules.may_correct(request.actor, found),
    }
    return render(request, "web/group/group.html", context)


def areas_under(root: str) -> list[Area]:
    """The official sub-districts under this path, with their districts, in the order of their codes."""
    under = Area.objects.filter(level=AreaLevel.SUBDISTRICT, path__startswith=root)
    return list(under.select_related("parent").order_by("code"))


@page
def new(request: Request) -> HttpResponse:
    require(rules.may_register(request.actor, request.actor.office.path))
    known = {"said_on": clock.today(), **_listed(request)}
    return new_page(request, NewGroupForm(areas=areas_under(request.actor.office.path), initial=known))


def _listed(request: Request) -> dict[str, object]:
    """What a letter's list says already of the group, for who comes here from its line; nothing of another's place."""
    asked = whole_number(request.GET.get("line", ""), otherwise=0)
    line = RosterLine.objects.visible_to(request.actor).filter(pk=asked).first() if asked else None
    if line is None:
        return {}
    village = Village.objects.filter(code=line.code).first()
    return {
        "tambon": line.code[:6],
        "moo": int(line.code[6:]),
        "village": village.name if village else "",
        "name": line.name,
        "kind": kind_named(line.name),
    }


def new_page(request: Request, form: NewGroupForm, *, status: int = 200, **more: object) -> HttpResponse:
    """The page of a new group; `more` is what a programme that takes it in at once asks beside."""
    context = {"form": form, "district": None, "asked": None, **more}
    return render(request, "web/group/new.html", context, status=status)


@act
def register(request: Request) -> HttpResponse:
    require(rules.may_register(request.actor, request.actor.office.path))
    form = NewGroupForm(request.POST, areas=areas_under(request.actor.office.path))
    if not (form.is_valid() and is_new(request, form)):
        return new_page(request, form, status=422)
    made = registered(request, form)
    messages.success(request, _("ลงทะเบียน{name}แล้ว").format(name=made.name))
    return redirect("web:group", made.pk)


def is_new(request: Request, form: NewGroupForm) -> bool:
    """Whether the registry has no such group: none of its name in the village, and none like it but those of which the
    officer says that they are others. Else the form says which there are."""
    village = Village.objects.filter(code=form.village_code).first()
    name, kind = form.cleaned_data["name"], form.cleaned_data["kind"]
    if village and (same := registry.already_there(village, name, kind)):
        form.refuse_double(same)
        return False
    phone = form.cleaned_data["phone"]
    asked = traits_at_entry(form.village_code, name=name, kind=kind, phone=phone)
    return form.tells_apart(alike(asked, actor=request.actor))


def registered(request: Request, form: NewGroupForm) -> Group:
    data = form.cleaned_data
    village = registry.place_village(form.area, moo=data["moo"], name=data["village"])
    if fold(village.name) != fold(data["village"].removeprefix("บ้าน")):
        known = _("หมู่บ้านนี้มีชื่อในทะเบียนแล้วว่า {village} จึงใช้ชื่อเดิม").format(village=village)
        messages.warning(request, known)
    made = registry.register_group(
        village,
        name=data["name"],
        kind=data["kind"],
        said=form.said_of_new(),
        source=BY_PAGE,
        said_on=data["said_on"],
        actor=request.actor,
    )
    others = [one.group for one in form.alike]
    if others:
        keep_apart(made, others, reason=data[form.BECAUSE], actor=request.actor)
    return made


@page
def edit(request: Request, pk: int) -> HttpResponse:
    found = group_seen(request, pk)
    require(rules.may_correct(request.actor, found))
    return _edit_page(request, found, KnownGroupForm.of(found).leave_out(phones_kept(request.actor, found)))


def _edit_page(request: Request, found: Group, form: GroupForm, *, status: int = 200) -> HttpResponse:
    seen = request.POST.get("seen", found.version)
    return render(request, "web/group/edit.html", {"group": found, "form": form, "seen": seen}, status=status)


@act
def correct(request: Request, pk: int) -> HttpResponse:
    found = group_seen(request, pk)
    require(rules.may_correct(request.actor, found))
    form = KnownGroupForm(request.POST, activity_on=found.activity_on).leave_out(
        phones_kept(request.actor, found)
    )
    if not (form.is_valid() and _keeps_single(form, found)):
        return _edit_page(request, found, form, status=422)
    _refuse_stale(request, found, form)
    day = form.cleaned_data["said_on"]
    changes = correct_group(
        found, form.said(), source=BY_PAGE, said_on=day, seen=found.version, actor=request.actor
    )
    messages.success(request, _("บันทึกแล้ว เปลี่ยน {n} ข้อ").format(n=len(changes)))
    return redirect("web:group", found.pk)


def _keeps_single(form: GroupForm, found: Group) -> bool:
    typed = form.cleaned_data
    same = registry.already_there(found.village, typed["name"], typed["kind"], but=found)
    if same is not None:
        form.refuse_double(same)
    return same is None


def _refuse_stale(request: Request, found: Group, form: GroupForm) -> None:
    """Raises StaleInput with both versions when the group changed since the page was opened."""
    if request.POST.get("seen") == str(found.version):
        return
    said = form.said()
    differing = [
        field for field, value in said.items() if value is not None and getattr(found, field) != value
    ]
    raise StaleInput(
        registry.changed_meanwhile(),
        [
            Comparison(
                field_label(field),
                shown_value(field, said[field]),
                shown_value(field, getattr(found, field)),
            )
            for field in differing
        ],
    )


@page
def activity(request: Request, pk: int) -> HttpResponse:
    found = group_seen(request, pk)
    require(rules.may_correct(request.actor, found))
    return _activity_page(request, found, ActivityForm(initial={"activity": found.activity}))


def _activity_page(request: Request, found: Group, form: ActivityForm, *, status: int = 200) -> HttpResponse:
    context = {"group": found, "form": form, "seen": request.POST.get("seen", found.version)}
    return render(request, "web/group/activity.html", context, status=status)


@act
def change_activity(request: Request, pk: int) -> HttpResponse:
    found = group_seen(request, pk)
    require(rules.may_correct(request.actor, found))
    form = ActivityForm(request.POST, founded_on=found.founded_on)
    if not form.is_valid():
        return _activity_page(request, found, form, status=422)
    made = _with_activity(request, found, form)
    said = _("{name}: {activity}").format(name=made.name, activity=made.get_activity_display())
    messages.success(request, said)
    return redirect("web:group", found.pk)


def _with_activity(request: Request, found: Group, form: ActivityForm) -> Group:
    told = form.cleaned_data
    return registry.change_activity(
        found,
        Activity(told["activity"]),
        on=told["activity_on"],
        reason=told["reason"],
        seen=posted_seen(request),
        source=BY_PAGE,
        actor=request.actor,
    )


urlpatterns = [
    path("groups/", groups, name="groups"),
    path("groups/new/", either(new, register), name="group-new"),
    path("groups/<int:pk>/", group, name="group"),
    path("groups/<int:pk>/activity/", either(activity, change_activity), name="group-activity"),
    path("groups/<int:pk>/edit/", either(edit, correct), name="group-edit"),
]
