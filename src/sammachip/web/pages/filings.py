"""A filing on the screen: fill it in, send it, sign it, send it back, and take its papers home."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import actions, queries, rules
from sammachip.cases.filled import filled_facts, form_of
from sammachip.cases.models import Filing, Photo, Task
from sammachip.cases.readings import filing_reading
from sammachip.core import answers as core_answers
from sammachip.core.answers import Answers
from sammachip.core.fields import keys_bound
from sammachip.core.thaidate import NotADate, parse_date
from sammachip.core.verdict import Refused
from sammachip.programmes.facts import plain
from sammachip.programmes.pack import Limit
from sammachip.records import store
from sammachip.records.models import Paper
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, page
from sammachip.web.forms.filing import posted, sections
from sammachip.web.forms.signing import PaperSignatureForm, ReopenForm, ReturnForm
from sammachip.web.readings import deed_of, task_standing


def _filing(request: Request, pk: int) -> Filing:
    seen = Filing.objects.visible_to(request.actor).select_related(
        "task__case__edition__programme",
        "task__case__office",
        "task__case__group__village__area",
        "maker",
        "maker_office",
    )
    return get_object_or_404(seen, pk=pk)


def _task(request: Request, pk: int) -> Task:
    seen = Task.objects.visible_to(request.actor).select_related(
        "case__edition__programme", "case__office", "case__group__village__area", "turn_office"
    )
    return get_object_or_404(seen, pk=pk)


def _day(text: str) -> date | None:
    """A typed day. Raises Refused with the sentence that says what is wrong with it."""
    if not text.strip():
        return None
    try:
        return parse_date(text)
    except NotADate as error:
        raise Refused(error.reason) from error


def _number(text: str) -> int:
    """The save or revision a page was made from; a page without one is older than any."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


@page
def task(request: Request, pk: int) -> HttpResponse:
    found = _task(request, pk)
    filings = list(found.filings.select_related("maker").order_by("-number"))
    context = {
        "task": found,
        "stage": queries.stage_of(found),
        "filings": filings,
        "may_start": rules.may_start(request.actor, found, filings[0] if filings else None),
        "may_close": rules.may_close(request.actor, found),
        "standing": task_standing(found),
        "today": clock.today(),
    }
    return render(request, "web/task/task.html", context)


@act
def start(request: Request, pk: int) -> HttpResponse:
    found = _task(request, pk)
    day, interim = _day(request.POST.get("as_of", "")), request.POST.get("interim") == "yes"
    filing = actions.start_filing(found, as_of=day, interim=interim, actor=request.actor)
    return redirect("web:filing-edit", filing.pk)


@act
def close(request: Request, pk: int) -> HttpResponse:
    found = _task(request, pk)
    actions.close_task(found, actor=request.actor)
    messages.success(request, _("ปิดการบันทึกขั้นตอนนี้แล้ว"))
    return redirect(found.case)


@page
def edit(request: Request, pk: int) -> HttpResponse:
    filing = _filing(request, pk)
    day = filing.as_of or clock.today()
    facts = filled_facts(filing.task, day)
    answers = core_answers.coerce(form_of(filing.task), actions.with_photos(filing), facts=facts)
    if not rules.may_edit(request.actor, filing):
        return redirect(filing)
    return _edit_page(request, filing, answers, facts)


def _edit_page(
    request: Request, filing: Filing, answers: Answers, facts: object, *, status: int = 200
) -> HttpResponse:
    form = form_of(filing.task)
    assert isinstance(facts, dict)
    missing = core_answers.missing(form, answers, facts=facts)
    opening = queries.opening_of(filing.task, queries.results_around(filing.task.case))
    context = {
        "filing": filing,
        "stage": queries.stage_of(filing.task),
        "form": form,
        "sections": sections(form, answers, facts),
        "errors": answers.errors,
        "missing": missing,
        "decidable": decidable(filing),
        "may_send": rules.may_send(request.actor, filing, missing, opening),
        "photos": filing.photos.select_related("file").order_by("row", "position", "pk"),
        "returned": filing.signoffs.filter(verdict="returned").order_by("-recorded_at").first(),
        "today": clock.today(),
    }
    return render(request, "web/filing/edit.html", context, status=status)


@act
def save(request: Request, pk: int) -> HttpResponse:
    filing = _filing(request, pk)
    answers = actions.save_draft(
        filing,
        posted(form_of(filing.task), request.POST),
        seen=_number(request.POST.get("seen", "")),
        as_of=_day(request.POST.get("as_of", "")),
        actor=request.actor,
    )
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204, headers={"X-Revision": str(filing.saved)})
    if answers.errors:
        return _edit_page(
            request, filing, answers, filled_facts(filing.task, filing.as_of or clock.today()), status=422
        )
    if request.POST.get("then") == "send":
        return _send(request, filing)
    messages.success(request, _("บันทึกร่างแล้ว"))
    return redirect("web:filing-edit", filing.pk)


def _send(request: Request, filing: Filing) -> HttpResponse:
    done_on = _day(request.POST.get("done_on", ""))
    decided = {
        limit.key: reason
        for limit in decidable(filing)
        if (reason := request.POST.get(f"decide.{limit.key}", "").strip()[:300])
    }
    actions.send_filing(filing, seen=filing.saved, done_on=done_on, decided=decided, actor=request.actor)
    messages.success(request, _("ส่งแล้ว"))
    return redirect(filing)


def decidable(filing: Filing) -> list[Limit]:
    """The limits on a plan that a person may let stand with a reason; none where the form is no plan."""
    if "plan.lines" not in {plain(name) for name in keys_bound(form_of(filing.task)).values()}:
        return []
    limits = filing.task.case.edition.pack.limits
    return [limit for limit in limits if "plan" in limit.at and limit.otherwise == "decide"]


@page
def filing(request: Request, pk: int) -> HttpResponse:
    found = _filing(request, pk)
    return _filing_page(request, found)


@act
def sign(request: Request, pk: int) -> HttpResponse:
    found = _filing(request, pk)
    actions.sign_filing(found, seen=_number(request.POST.get("seen", "")), actor=request.actor)
    messages.success(request, _("ลงนามแล้ว"))
    return redirect(found)


@act
def send_back(request: Request, pk: int) -> HttpResponse:
    found = _filing(request, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _filing_page(request, found, status=422, return_form=form)
    actions.return_filing(
        found,
        seen=_number(request.POST.get("seen", "")),
        reason=form.cleaned_data["reason"],
        actor=request.actor,
    )
    messages.success(request, _("ส่งคืนแก้ไขแล้ว ผู้จัดทำได้รับแจ้งพร้อมเหตุผล"))
    return redirect(found)


@act
def sign_on_paper(request: Request, pk: int) -> HttpResponse:
    found = _filing(request, pk)
    form = PaperSignatureForm(request.POST)
    if not form.is_valid():
        return _filing_page(request, found, status=422, paper_form=form)
    actions.record_paper_signature(
        found, seen=_number(request.POST.get("seen", "")), actor=request.actor, **form.cleaned_data
    )
    messages.success(request, _("บันทึกการลงนามในเอกสารแล้ว"))
    return redirect(found)


@act
def reopen(request: Request, pk: int) -> HttpResponse:
    found = _filing(request, pk)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _filing_page(request, found, status=422, reopen_form=form)
    actions.reopen_filing(found, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("เปิดให้แก้ไขแล้ว ฉบับที่รับไว้ยังใช้อยู่จนกว่าจะรับฉบับใหม่"))
    return redirect(found)


def _filing_page(request: Request, found: Filing, *, status: int = 200, **forms: object) -> HttpResponse:
    """The filing's page; after a refused form with that form's errors and everything typed."""
    context = {
        "filing": found,
        "stage": queries.stage_of(found.task),
        "reading": filing_reading(found, request.actor),
        "deeds": [deed_of(signoff) for signoff in found.signoffs.order_by("-recorded_at", "-pk")],
        "papers": Paper.objects.visible_to(request.actor).about(found),
        "photo_urls": {
            photo.file.shown_digest: photo_url(photo) for photo in found.photos.select_related("file")
        },
        "take_back_url": reverse("web:filing-take-back", args=[found.pk]),
        "return_form": ReturnForm(),
        "paper_form": PaperSignatureForm(),
        "reopen_form": ReopenForm(),
        **forms,
    }
    return render(request, "web/filing/filing.html", context, status=status)


def photo_url(photo: Photo) -> str:
    return reverse("web:photo", args=[photo.pk])


@act
def take_back(request: Request, pk: int) -> HttpResponse:
    found = _filing(request, pk)
    actions.take_back(found, seen=_number(request.POST.get("seen", "")), actor=request.actor)
    messages.success(request, _("ถอนคืนมาเป็นฉบับร่างแล้ว"))
    return redirect("web:filing-edit", found.pk)


# ---- pictures ----


@act
def add_photos(request: Request, pk: int) -> HttpResponse:
    found = _filing(request, pk)
    for upload in request.FILES.getlist("photos"):
        actions.add_photo(
            found,
            content=upload.read(),
            name=upload.name or "",
            row=request.POST.get("row", ""),
            caption=request.POST.get("caption", ""),
            actor=request.actor,
        )
    return redirect(f"{_edit_url(found)}#photos")


@act
def remove_photo(request: Request, pk: int, photo: int) -> HttpResponse:
    found = _filing(request, pk)
    actions.remove_photo(get_object_or_404(found.photos, pk=photo), actor=request.actor)
    return redirect(f"{_edit_url(found)}#photos")


def _edit_url(found: Filing) -> str:
    return f"{found.get_absolute_url()}edit/"


@page
def photo(request: Request, pk: int) -> HttpResponse:
    """The stripped copy; the original stays with the office that took it."""
    seen = Photo.objects.filter(filing__in=Filing.objects.visible_to(request.actor)).select_related("file")
    found = get_object_or_404(seen, pk=pk)
    return HttpResponse(store.fetch(found.file.shown_digest), content_type="image/jpeg")


urlpatterns = [
    path("tasks/<int:pk>/", task, name="task"),
    path("tasks/<int:pk>/start/", start, name="task-start"),
    path("tasks/<int:pk>/close/", close, name="task-close"),
    path("filings/<int:pk>/", filing, name="filing"),
    path("filings/<int:pk>/edit/", edit, name="filing-edit"),
    path("filings/<int:pk>/save/", save, name="filing-save"),
    path("filings/<int:pk>/sign/", sign, name="filing-sign"),
    path("filings/<int:pk>/return/", send_back, name="filing-return"),
    path("filings/<int:pk>/paper-signature/", sign_on_paper, name="filing-paper-signature"),
    path("filings/<int:pk>/reopen/", reopen, name="filing-reopen"),
    path("filings/<int:pk>/take-back/", take_back, name="filing-take-back"),
    path("filings/<int:pk>/photos/", add_photos, name="filing-photos"),
    path("filings/<int:pk>/photos/<int:photo>/remove/", remove_photo, name="filing-photo-remove"),
    path("photos/<int:pk>/", photo, name="photo"),
]
