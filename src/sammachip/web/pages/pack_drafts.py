"""Programmes' files as they are written: begun, saved with everything still wrong told by its line, published."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.verdict import require
from sammachip.programmes import actions_drafts as actions
from sammachip.programmes import packfile, rules
from sammachip.programmes.letterdraft import remarks_in
from sammachip.programmes.models import PackDraft, PackDraftQuerySet
from sammachip.programmes.packfile import PackErrors, Problem
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.pack_drafts import DraftTextForm, NewDraftForm
from sammachip.web.posted import posted_seen

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing to be done in the file: its line, what stands there, what is wrong or lacking, and how to mend it."""

    line: int
    stands: str
    message: str
    fix: str = ""


def _drafts(request: Request) -> PackDraftQuerySet:
    return PackDraft.objects.visible_to(request.actor).select_related(
        "office", "saved_by", "edition__programme"
    )


def _draft(request: Request, pk: int) -> PackDraft:
    return get_object_or_404(_drafts(request).select_related("reading__file"), pk=pk)


@page
def drafts(request: Request) -> HttpResponse:
    return _list_page(request, NewDraftForm())


def _list_page(request: Request, form: NewDraftForm, *, status: int = 200) -> HttpResponse:
    context = {
        "leaf": Paginator(_drafts(request).defer("text"), A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "may_draft": rules.may_draft(request.actor),
    }
    return render(request, "web/programme/drafts.html", context, status=status)


@act
def start(request: Request) -> HttpResponse:
    form = NewDraftForm(request.POST)
    if not form.is_valid():
        require(rules.may_draft(request.actor))
        return _list_page(request, form, status=422)
    made = actions.start_draft(form.cleaned_data["title"], form.cleaned_data["text"], actor=request.actor)
    return redirect(made)


@page
def draft(request: Request, pk: int) -> HttpResponse:
    found = _draft(request, pk)
    return _draft_page(request, found, DraftTextForm(initial={"text": found.text}), found.saved)


def _draft_page(
    request: Request,
    found: PackDraft,
    form: DraftTextForm,
    seen: int,
    errors: PackErrors | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    problems = errors.problems if errors else _problems(found.text)
    context = {
        "draft": found,
        "form": form,
        "seen": seen,
        "wrong": [_wrong(found.text, one) for one in problems],
        "lacking": [Lack(line, "", said) for line, said in remarks_in(found.text)],
        "may_edit": rules.may_edit_draft(request.actor, found),
        "may_publish": rules.may_publish(request.actor),
    }
    return render(request, "web/programme/draft.html", context, status=status)


def _problems(text: str) -> Sequence[Problem]:
    try:
        packfile.read(text, filename=actions.FILENAME)
    except PackErrors as errors:
        return errors.problems
    return ()


def _wrong(text: str, problem: Problem) -> Lack:
    lines = text.splitlines()
    stands = lines[problem.line - 1].strip()[:80] if problem.line <= len(lines) else ""
    return Lack(problem.line, stands, problem.message, problem.fix)


@act
def save(request: Request, pk: int) -> HttpResponse:
    found, form = _draft(request, pk), DraftTextForm(request.POST)
    if not form.is_valid():
        require(rules.may_edit_draft(request.actor, found))
        return _draft_page(request, found, form, posted_seen(request), status=422)
    actions.save_draft(found, form.cleaned_data["text"], seen=posted_seen(request), actor=request.actor)
    messages.success(request, _("บันทึกร่างแล้ว"))
    return redirect(found)


@act
def publish(request: Request, pk: int) -> HttpResponse:
    """Publish the draft as it was saved; what is still wrong is told by its line, and nothing is published."""
    found = _draft(request, pk)
    try:
        edition = actions.publish_draft(found, seen=posted_seen(request), actor=request.actor)
    except PackErrors as errors:
        form = DraftTextForm(initial={"text": found.text})
        return _draft_page(request, found, form, found.saved, errors, status=422)
    messages.success(request, _("ประกาศใช้แล้วเป็นฉบับที่ {n}").format(n=edition.number))
    return redirect("web:programme", edition.programme.code)


urlpatterns = [
    path("pack-drafts/", either(drafts, start), name="pack-drafts"),
    path("pack-drafts/<int:pk>/", either(draft, save), name="pack-draft"),
    path("pack-drafts/<int:pk>/publish/", publish, name="pack-draft-publish"),
]
