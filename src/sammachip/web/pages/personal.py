"""What people ask of their own data: received, decided by the head on a ground in law, done."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, require
from sammachip.registry.actions_personal import decide_request, finish_request, receive_request
from sammachip.registry.models import (
    Group,
    PersonalRequest,
    PersonalRequestQuerySet,
    RequestKind,
    RequestState,
    RequestWay,
)
from sammachip.registry.personal import CONTACT, PEOPLE, by_person, days_to_answer, people_of
from sammachip.registry.rules_personal import may_decide_request, may_finish_request, may_receive_request
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.personal import DecisionForm, RequestForm
from sammachip.web.pages.groups import group_seen
from sammachip.web.personal import name_of, read_request
from sammachip.web.shapes import Tab

A_PAGE = 30
UNFINISHED = "unfinished"


@page
def requests(request: Request) -> HttpResponse:
    here = request.GET.get("state", UNFINISHED)
    if here not in (UNFINISHED, *RequestState.values):
        raise Http404(here)
    seen = PersonalRequest.objects.visible_to(request.actor)
    rows = seen.unfinished() if here == UNFINISHED else seen.filter(state=here)
    leaf = Paginator(rows.select_related("group").most_pressing_first(), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "tabs": _tabs(seen, here),
        "leaf": leaf,
        "rows": [read_request(one, request.actor) for one in leaf],
        "days": days_to_answer(),
    }
    return render(request, "web/personal/list.html", context)


def _tabs(seen: PersonalRequestQuerySet, here: str) -> list[Tab]:
    counts = dict(seen.order_by().values_list("state").annotate(n=Count("pk")))
    url = reverse("web:personal-requests")
    unfinished = counts.get(RequestState.OPEN, 0) + counts.get(RequestState.ACCEPTED, 0)
    return [
        Tab(_("รอดำเนินการ"), url, here=here == UNFINISHED, count=unfinished),
        *(
            Tab(str(one.label), f"{url}?state={one}", here=here == one, count=counts.get(one, 0))
            for one in (RequestState.DONE, RequestState.REFUSED)
        ),
    ]


def _form(group: Group, *posted: object, **more: object) -> RequestForm:
    persons = by_person(one for one in people_of(group) if one.about != PEOPLE)
    people = [(rows[0].about, name_of(rows, whole=True)) for rows in persons]
    return RequestForm(*posted, people=people, **more)


@page
def new(request: Request, pk: int) -> HttpResponse:
    found = group_seen(request, pk)
    require(may_receive_request(request.actor, found))
    return _new_page(request, found, _form(found, initial={"about": request.GET.get("about", CONTACT)}))


def _new_page(request: Request, group: Group, form: RequestForm, *, status: int = 200) -> HttpResponse:
    context = {"group": group, "form": form, "days": days_to_answer()}
    return render(request, "web/personal/new.html", context, status=status)


@act
def receive(request: Request, pk: int) -> HttpResponse:
    found = group_seen(request, pk)
    require(may_receive_request(request.actor, found))
    form = _form(found, request.POST)
    if form.is_valid():
        try:
            made = _received(request, found, form)
        except Refused as refusal:
            form.add_error(None, refusal.verdict.reason)
        else:
            messages.success(request, _("บันทึกคำขอแล้ว แจ้งพัฒนาการอำเภอและจังหวัดแล้ว"))
            return redirect(made)
    return _new_page(request, found, form, status=422)


def _received(request: Request, group: Group, form: RequestForm) -> PersonalRequest:
    told = dict(form.cleaned_data)
    kind, way = RequestKind(told.pop("kind")), RequestWay(told.pop("way"))
    return receive_request(group, kind=kind, way=way, **told, actor=request.actor)


def _seen(request: Request, pk: int) -> PersonalRequest:
    seen = PersonalRequest.objects.visible_to(request.actor).select_related(
        "group__village__area__parent", "recorded_by", "decided_by", "done_by", "office"
    )
    return get_object_or_404(seen, pk=pk)


@page
def one(request: Request, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    return _request_page(request, found, DecisionForm(asked=found))


def _request_page(
    request: Request, found: PersonalRequest, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "reading": read_request(found, request.actor),
        "form": form,
        "may_decide": may_decide_request(request.actor, found),
        "may_finish": may_finish_request(request.actor, found),
        "erases": found.kind == RequestKind.ERASE,
    }
    return render(request, "web/personal/request.html", context, status=status)


@act
def decide(request: Request, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    require(may_decide_request(request.actor, found))
    form = DecisionForm(request.POST, asked=found)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("accept", "ground_key", "reason")}
        try:
            decide_request(found, **told, for_good=form.sure, actor=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.verdict.reason)
        else:
            messages.success(request, _("ตัดสินแล้ว: {state}").format(state=found.get_state_display()))
            return redirect(found)
    return _request_page(request, found, form, status=422)


@act
def finish(request: Request, pk: int) -> HttpResponse:
    found = finish_request(_seen(request, pk), actor=request.actor)
    messages.success(request, _("บันทึกว่าทำตามคำขอแล้ว — แจ้งเจ้าของข้อมูล"))
    return redirect(found)


urlpatterns = [
    path("personal/", requests, name="personal-requests"),
    path("personal/<int:pk>/", either(one, decide), name="personal-request"),
    path("personal/<int:pk>/done/", finish, name="personal-request-done"),
    path("groups/<int:pk>/requests/new/", either(new, receive), name="personal-request-new"),
]
