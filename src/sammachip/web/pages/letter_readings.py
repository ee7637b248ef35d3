"""Letters that come in to be read: give one, compare what was read with its text, confirm; and what is made of it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.letterfacts.model import Span
from sammachip.core.verdict import Refused, require
from sammachip.money.letter_rows import tables_with_places
from sammachip.money.rules import may_write_register
from sammachip.programmes.models import PackDraft
from sammachip.programmes.rules import may_draft, may_set_terms
from sammachip.records import actions_readings as actions
from sammachip.records import rules_readings as rules
from sammachip.records.actions_scans import read_again
from sammachip.records.models import (
    IncomingFile,
    IncomingLetter,
    LetterConfirmation,
    LetterReading,
    LetterReadingQuerySet,
    LetterScan,
)
from sammachip.records.rules_incoming import may_receive
from sammachip.sent import whole
from sammachip.stored import serve_stored
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.letter_making import ProgrammeForm
from sammachip.web.forms.letter_readings import KINDS, AsideForm, FactsForm, ReadLetterForm
from sammachip.web.letter_text import mark_id, pieces_of
from sammachip.web.posted import posted_seen, whole_number

A_PAGE = 30
SETTLED = "settled"


def _readings(request: Request) -> LetterReadingQuerySet:
    return LetterReading.objects.visible_to(request.actor).select_related(
        "office", "file", "read_by", "aside__aside_by"
    )


def reading_seen(request: Request, pk: int) -> LetterReading:
    return get_object_or_404(_readings(request), pk=pk)


@page
def readings(request: Request) -> HttpResponse:
    return _list_page(request, ReadLetterForm())


def _list_page(request: Request, form: ReadLetterForm, *, status: int = 200) -> HttpResponse:
    found = _readings(request).defer("text").with_confirmed()
    context = {
        "leaf": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "scans": LetterScan.objects.visible_to(request.actor).at_hand().select_related("asked_by")[:A_PAGE],
        "form": form,
        "may_read": rules.may_read_letters(request.actor),
    }
    return render(request, "web/letter/list.html", context, status=status)


@act(apart=True)
def read(request: Request) -> HttpResponse:
    """Read a letter's file or pasted text; what cannot be read is said beside the form, which keeps what was pasted."""
    require(rules.may_read_letters(request.actor))
    form = ReadLetterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    upload, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    name = upload.name if upload else _("ข้อความที่วาง.txt")
    try:
        content = whole(upload, settings.UPLOAD_DOCUMENT_MAX_MB) if upload else pasted.encode()
        made = actions.read_letter(content, name=name, actor=request.actor)
    except Refused as why:
        form.add_error("file" if upload else "pasted", why.verdict.reason)
        return _list_page(request, form, status=422)
    return redirect(made)


def _scan(request: Request, pk: int) -> LetterScan:
    seen = LetterScan.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("asked_by", "office", "reading"), pk=pk)


@page
def scan(request: Request, pk: int) -> HttpResponse:
    """How far a scan is read; once it is, what was read."""
    found = _scan(request, pk)
    if found.reading:
        return redirect(found.reading)
    context = {"scan": found, "may_read_again": rules.may_read_again(request.actor, found)}
    return render(request, "web/letter/scan.html", context)


@act
def scan_again(request: Request, pk: int) -> HttpResponse:
    return redirect(read_again(_scan(request, pk), actor=request.actor))


@act(apart=True)
def read_received(request: Request, pk: int, file: int) -> HttpResponse:
    """Read a file of a letter received, in the office that received it."""
    files = IncomingFile.objects.filter(letter__in=IncomingLetter.objects.open_to(request.actor))
    found = get_object_or_404(files.select_related("letter__office", "file"), pk=file, letter=pk)
    require(may_receive(request.actor, found.letter.office))
    return redirect(actions.read_kept(found.file, actor=request.actor))


@page
def reading(request: Request, pk: int) -> HttpResponse:
    return reading_page(request, reading_seen(request, pk))


def reading_page(
    request: Request,
    found: LetterReading,
    posted: FactsForm | None = None,
    refusal: str = "",
    *,
    making: ProgrammeForm | None = None,
    aside: AsideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The letter beside its facts; `making` is the form that asked for which programme, where it came back."""
    holding = found.holding
    form = posted or FactsForm(found, holding, actions.official())
    findings = list(enumerate(found.facts["findings"]))
    ticked = request.POST.getlist(SETTLED)
    settled = set(holding.decisions["findings"]) if holding else set()
    context = {
        "reading": found,
        "holding": holding,
        "kind": KINDS[found.facts["kind"]],
        "form": form,
        "refusal": refusal,
        "findings": [_finding(at, one, settled, ticked) for at, one in findings],
        "pieces": pieces_of(found.text, _spans(form), _levels(found)),
        "may_confirm": rules.may_confirm(request.actor, found),
        "aside": aside or AsideForm(),
        "may_set_aside": rules.may_set_aside(request.actor, found),
        "seen": posted_seen(request) if posted else holding.version if holding else 0,
        "again": actions.found_again(found, holding) if holding else (),
        **(_making(request, found, holding, making) if holding else {}),
    }
    return render(request, "web/letter/reading.html", context, status=status)


def _making(
    request: Request, found: LetterReading, holding: LetterConfirmation, form: ProgrammeForm | None
) -> dict[str, object]:
    """What may be made of the confirmed letter by this hat, and what was made of it."""
    actor, tables = request.actor, tables_with_places(holding.facts)
    return {
        "making": form or ProgrammeForm(subject=found.title, initial={"table": tables[0] if tables else 0}),
        "received": IncomingLetter.objects.visible_to(actor)
        .standing()
        .filter(files__file=found.file)
        .first(),
        "drafts": PackDraft.objects.visible_to(actor).filter(reading=found),
        "may_receive": rules.may_receive_reading(actor, found),
        "may_set_terms": may_set_terms(actor, actor.office),
        "may_register": bool(tables) and may_write_register(actor, actor.office),
        "may_draft": may_draft(actor),
    }


def _finding(at: int, one: Mapping[str, Any], settled: set[int], ticked: list[str]) -> dict[str, object]:
    is_ticked = str(at) in ticked if ticked else at in settled
    return {**one, "at": at, "mark": mark_id(one["span"]), "ticked": is_ticked}


def _spans(form: FactsForm) -> list[Span]:
    return [slot.span for slot in form.slots if slot.span]


def _levels(found: LetterReading) -> dict[Span, str]:
    """The places that findings speak of, each at its gravest level."""
    levels: dict[Span, str] = {}
    for one in sorted(found.facts["findings"], key=lambda one: one["level"] == "error"):
        start, end = one["span"]
        levels[start, end] = one["level"]
    return levels


@act
def confirm(request: Request, pk: int) -> HttpResponse:
    """Take down what a person made of every fact; nothing else is written before."""
    found = reading_seen(request, pk)
    require(rules.may_confirm(request.actor, found))
    form = FactsForm(found, found.holding, actions.official(), request.POST)
    settled = {whole_number(at, otherwise=-1) for at in request.POST.getlist(SETTLED)}
    unsettled = rules.is_settled(found, settled)
    if form.errors or not unsettled:
        return reading_page(request, found, form, unsettled.reason, status=422)
    made = actions.confirm_reading(
        found, form.values, settled=settled, seen=posted_seen(request), actor=request.actor
    )
    messages.success(request, _("ยืนยันข้อมูลในหนังสือแล้ว ครั้งที่ {n}").format(n=made.version))
    return redirect(found)


@act
def set_aside(request: Request, pk: int) -> HttpResponse:
    found = reading_seen(request, pk)
    require(rules.may_set_aside(request.actor, found))
    form = AsideForm(request.POST)
    if not form.is_valid():
        return reading_page(request, found, aside=form, status=422)
    actions.set_reading_aside(found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("พักหนังสือไว้แล้ว ยืนยันภายหลังได้"))
    return redirect("web:letter-readings")


@page
def reading_file(request: Request, pk: int) -> HttpResponseBase:
    """The letter's file, byte for byte as it came."""
    return serve_stored(request, reading_seen(request, pk).file)


urlpatterns = [
    path("letters/read/", either(readings, read), name="letter-readings"),
    path("letters/read/scans/<int:pk>/", scan, name="letter-scan"),
    path("letters/read/scans/<int:pk>/again/", scan_again, name="letter-scan-again"),
    path("letters/read/<int:pk>/", either(reading, confirm), name="letter-reading"),
    path("letters/read/<int:pk>/aside/", set_aside, name="letter-reading-aside"),
    path("letters/read/<int:pk>/file/", reading_file, name="letter-reading-file"),
    path("letters/in/<int:pk>/files/<int:file>/read/", read_received, name="incoming-file-read"),
]
