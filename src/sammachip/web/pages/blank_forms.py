"""Paper beside the form: blank forms to be written by hand, one or a set of them, and keying in what was written."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import actions, queries, rules
from sammachip.cases.models import Filing, FilingState, Task
from sammachip.cases.paper_sets import PaperSet, a_set, set_document, sets_of
from sammachip.cases.papers import blank_form, sign_in_sheet
from sammachip.cases.personal import sees_whole, sight_of
from sammachip.cases.planned import lines_in_force
from sammachip.cases.sign_in import expected, gathers
from sammachip.core.verdict import Refused, require
from sammachip.records.actions_clips import keep_scan
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.downloads import printed
from sammachip.web.forms.blank_forms import SetSearch
from sammachip.web.forms.keying_in import KeyInForm
from sammachip.web.forms.sign_in import SignInForm

ON_A_LEAF = 20


def _task(request: Request, pk: int) -> Task:
    """The task, if its stage has a form to be written."""
    seen = Task.objects.visible_to(request.actor).select_related(
        "case__edition__programme", "case__office", "case__area", "case__group__village__area__parent"
    )
    found = get_object_or_404(seen, pk=pk)
    if queries.stage_of(found).form is None:
        raise Http404
    return found


def _address(request: Request, task: Task) -> str:
    """Where the paper of this task is keyed in: what its code says to a telephone. It tells nothing and opens nothing
    to who may not see the task."""
    return request.build_absolute_uri(reverse("web:task-key-in", args=[task.pk]))


@page
def blank(request: Request, pk: int, kind: str) -> HttpResponse:
    found = _task(request, pk)
    sight = sight_of(request.actor, found)
    document = blank_form(found, address=_address(request, found), sight=sight)
    return printed(document, kind, f"blank-{found.stage}-{found.pk}")


@page
def blank_forms(request: Request) -> HttpResponse:
    """The sets the office may print, by programme and stage; of one stage or office alone if asked."""
    sets = sets_of(request.actor)
    form = SetSearch(request.GET, sets=sets)
    leaf = Paginator(form.narrowed(sets), ON_A_LEAF).get_page(request.GET.get("page"))
    context = {"form": form, "leaf": leaf, "any": bool(sets), "office": request.actor.office}
    return render(request, "web/paper/blank_forms.html", context)


def _set(request: Request, programme: str, stage: str, office: str) -> PaperSet:
    found = a_set(request.actor, programme, stage, office)
    if found is None:
        raise Http404
    return found


@page
def blank_set(request: Request, office: str, programme: str, stage: str, kind: str) -> HttpResponse:
    found = _set(request, programme, stage, office)
    addresses = [_address(request, task) for task in found.tasks]
    document = set_document(found, addresses, actor=request.actor)
    return printed(document, kind, f"blank-{stage}-{office}")


def _gathering(request: Request, pk: int) -> Task:
    found = _task(request, pk)
    if not gathers(found):
        raise Http404
    return found


@page
def sign_in(request: Request, pk: int) -> HttpResponse:
    found = _gathering(request, pk)
    return _sign_in_page(request, found, SignInForm(lines=lines_in_force(found.case)))


def _sign_in_page(request: Request, found: Task, form: SignInForm, *, status: int = 200) -> HttpResponse:
    group = found.case.group
    named = len(expected(group)) if group and sees_whole(request.actor, found) else 0
    context = {"task": found, "stage": queries.stage_of(found), "form": form, "named": named}
    return render(request, "web/task/sign_in.html", context, status=status)


@page
def sign_in_file(request: Request, pk: int, kind: str) -> HttpResponse:
    found = _gathering(request, pk)
    form = SignInForm(request.GET, lines=lines_in_force(found.case))
    if not form.is_valid():
        return _sign_in_page(request, found, form, status=422)
    whole = sees_whole(request.actor, found)
    document = sign_in_sheet(found, form.gathering(), address=_address(request, found), whole=whole)
    return printed(document, kind, f"sign-in-{found.pk}")


@page
def key_in(request: Request, pk: int) -> HttpResponse:
    """What the code on a paper opens: who wrote it and when, then the form. What cannot be keyed in now, the task's own
    page explains."""
    found = _task(request, pk)
    latest = queries.newest_filing(found)
    verdict = rules.may_fill_in(request.actor, found, latest)
    if verdict.code == "role":
        raise Refused(verdict)
    if not verdict:
        return redirect(found)
    return _key_in_page(request, found, KeyInForm(initial=_told_before(latest)))


def _told_before(latest: Filing | None) -> dict[str, object]:
    """What was told of the paper of the open draft; nothing for a new one."""
    paper = queries.handwriting(latest) if latest and latest.state == FilingState.DRAFT else None
    return {"written_on": paper.written_on, "written_by": paper.written_by} if paper else {}


def _key_in_page(request: Request, found: Task, form: KeyInForm, *, status: int = 200) -> HttpResponse:
    context = {"task": found, "stage": queries.stage_of(found), "form": form}
    return render(request, "web/task/key_in.html", context, status=status)


@act
def begin_keying_in(request: Request, pk: int) -> HttpResponse:
    found = _task(request, pk)
    require(rules.may_fill_in(request.actor, found, queries.newest_filing(found)))
    form = KeyInForm(request.POST, request.FILES)
    if not form.is_valid():
        return _key_in_page(request, found, form, status=422)
    filing = _keyed_in(request, found, form)
    messages.success(request, _("พร้อมคีย์ข้อมูลจากกระดาษแล้ว"))
    return redirect("web:filing-edit", filing.pk)


def _keyed_in(request: Request, found: Task, form: KeyInForm) -> Filing:
    """The draft with the scan of its paper, or neither."""
    told = dict(form.cleaned_data)
    scan = told.pop("scan")
    kept = keep_scan(scan.chunks(), name=scan.name, size=scan.size, actor=request.actor) if scan else None
    return actions.key_in(found, scan=kept, actor=request.actor, **told)


urlpatterns = [
    path("blank-forms/", blank_forms, name="blank-forms"),
    path(
        "offices/<slug:office>/blank-forms/<slug:programme>/<slug:stage>.<slug:kind>",
        blank_set,
        name="blank-set",
    ),
    path("tasks/<int:pk>/blank.<slug:kind>", blank, name="task-blank"),
    path("tasks/<int:pk>/sign-in/", sign_in, name="task-sign-in"),
    path("tasks/<int:pk>/sign-in.<slug:kind>", sign_in_file, name="task-sign-in-file"),
    path("tasks/<int:pk>/key-in/", either(key_in, begin_keying_in), name="task-key-in"),
]
