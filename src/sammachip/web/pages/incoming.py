"""The register of letters received: read by year, searched, printed; a letter received, and what is done about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases.actions import tie_letter, untie_letter
from sammachip.cases.letters import tieable
from sammachip.core.verdict import Refused, require
from sammachip.org.heads import is_head_of
from sammachip.org.models import Office
from sammachip.records import actions_incoming as actions
from sammachip.records import rules_incoming as rules
from sammachip.records.actions_outgoing import begin_series
from sammachip.records.incoming_paper import register_document, register_sheet
from sammachip.records.models import Book, Delivery, IncomingLetter, IncomingLetterQuerySet
from sammachip.records.outgoing import year_of
from sammachip.stored import serve_stored
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.incoming import (
    BeginReceivingForm,
    CancelReceivingForm,
    CloseForm,
    FilesForm,
    KeptInForm,
    NoteForm,
    OrderForm,
    ReceiveForm,
)
from sammachip.web.forms.letter_ties import TieForm
from sammachip.web.incoming import desk_of_letter, forms_of_letter
from sammachip.web.letter_files import Taken, chosen_in, take_files
from sammachip.web.letter_registers import as_file, asks_for_next, leaf_of
from sammachip.web.once import once_taken
from sammachip.web.posted import posted_seen
from sammachip.web.seen import office_seen

NAMED = ("office", "officer", "section", "line_above__office", "recorded_by", "cancelled_by")


def _lines(request: Request, office: Office) -> IncomingLetterQuerySet:
    return IncomingLetter.objects.visible_to(request.actor).filter(office=office)


@page
def own_register(request: Request) -> HttpResponse:
    return _register_page(request, request.actor.office)


@page
def register(request: Request, code: str) -> HttpResponse:
    return _register_page(request, office_seen(request, code))


def _register_page(
    request: Request, office: Office, *, begin: BeginReceivingForm | None = None, status: int = 200
) -> HttpResponse:
    seen, own = _lines(request, office), office == request.actor.office
    arrived = list(Delivery.objects.awaiting(request.actor).select_related("line__office")) if own else []
    ordered = list(IncomingLetter.objects.to_receive(office).select_related("office")) if own else []
    context = {
        **leaf_of(request, office, seen, IncomingLetterQuerySet.with_whom),
        "arrived": arrived,
        "ordered": ordered,
        "awaited": len(arrived) + len(ordered),
        "may_write": rules.may_receive(request.actor, office),
        "begin": begin or BeginReceivingForm(),
    }
    return render(request, "web/incoming/register.html", context, status=status)


@act
def begin(request: Request, code: str) -> HttpResponse:
    """Count on from the register the office kept before."""
    office = office_seen(request, code)
    form = BeginReceivingForm(request.POST)
    if not form.is_valid():
        require(rules.may_receive(request.actor, office))
        return _register_page(request, office, begin=form, status=422)
    last = int(form.cleaned_data["last"])
    begin_series(office, year=year_of(clock.today()), series=Book.RECEIVED, last=last, actor=request.actor)
    messages.success(request, _("เริ่มใช้ทะเบียนแล้ว เลขต่อไปต่อจาก {last}").format(last=last))
    return redirect("web:incoming-register", office.code)


@page
def register_file(request: Request, code: str, year: int, kind: str) -> HttpResponse:
    office = office_seen(request, code)
    lines = list(_lines(request, office).filter(year=year).with_whom().order_by("pk"))
    return as_file(
        f"letters-received-{office.code}-{year}",
        kind,
        sheet=lambda: register_sheet(office, year, lines),
        document=lambda: register_document(office, year, lines),
    )


@page
def to_receive(request: Request) -> HttpResponse:
    require(rules.may_receive(request.actor, request.actor.office))
    return _receive_page(request, ReceiveForm(office=request.actor.office))


def _receive_page(request: Request, form: ReceiveForm, *, status: int = 200) -> HttpResponse:
    goes_on = "next" in request.GET or asks_for_next(request)
    context = {"office": request.actor.office, "form": form, "goes_on": goes_on}
    return render(request, "web/incoming/receive.html", context, status=status)


def _receive(request: Request, files: Taken) -> HttpResponse:
    office = request.actor.office
    form = ReceiveForm(request.POST, office=office, files=files)
    if not form.is_valid():
        return _receive_page(request, form, status=422)
    try:
        line = actions.receive(
            form.came,
            office=office,
            received_at=form.received_at,
            number=form.cleaned_data["number"],
            kept_in=form.cleaned_data["kept_in"],
            files=files.kept,
            noted=form.cleaned_data["noted"],
            actor=request.actor,
        )
    except Refused as refusal:
        form.add_error(None, refusal.verdict.reason)
        return _receive_page(request, form, status=422)
    said = _("ลงรับแล้ว ได้เลขรับ {number}: {subject}")
    messages.success(request, said.format(number=line.number, subject=line.subject))
    return redirect(f"{reverse('web:incoming-receive')}?next=1") if asks_for_next(request) else redirect(line)


def _files_laid(request: Request) -> Taken:
    require(rules.may_receive(request.actor, request.actor.office))
    return take_files(chosen_in(request), before=request.POST.getlist("laid"), actor=request.actor)


@act
def _receive_at_once(request: Request) -> HttpResponse:
    return _receive(request, _files_laid(request))


@act(apart=True)
def _receive_with_files(request: Request) -> HttpResponseBase:
    return once_taken(request, lambda: _files_laid(request), lambda files: _receive(request, files))


def receive(request: HttpRequest, /) -> HttpResponseBase:
    return _receive_with_files(request) if request.FILES else _receive_at_once(request)


def a_letter(request: Request, pk: int) -> IncomingLetter:
    seen = IncomingLetter.objects.visible_to(request.actor)
    found = get_object_or_404(seen.select_related(*NAMED), pk=pk)
    require(rules.may_open(request.actor, found))
    return found


@page
def letter(request: Request, pk: int) -> HttpResponse:
    return letter_page(request, a_letter(request, pk))


def letter_page(
    request: Request, found: IncomingLetter, *, status: int = 200, **wrong: object
) -> HttpResponse:
    """The letter's page; `wrong` are forms by name that came back with errors."""
    desk, forms = desk_of_letter(request.actor, found), forms_of_letter(request.actor, found)
    context = {"letter": found, "desk": desk, **forms, **wrong}
    return render(request, "web/incoming/letter.html", context, status=status)


@act
def note(request: Request, pk: int) -> HttpResponse:
    found = a_letter(request, pk)
    form = NoteForm(request.POST, letter=found, auto_id="note_%s")
    if not form.is_valid():
        require(rules.may_handle(request.actor, found))
        return letter_page(request, found, status=422, note=form)
    actions.note_upward(
        found, form.cleaned_data["words"],
        seen=posted_seen(request), on_paper=form.on_paper, actor=request.actor,
    )  # fmt: skip
    messages.success(request, _("บันทึกการเกษียนแล้ว หัวหน้าได้รับแจ้ง"))
    return redirect(found)


@act
def order(request: Request, pk: int) -> HttpResponse:
    """The head's order, with or without whom it is assigned to; or only the assignment."""
    found = a_letter(request, pk)
    must = not is_head_of(request.actor, found.office)
    form = OrderForm(request.POST, letter=found, must=must, auto_id="order_%s")
    if not form.is_valid():
        require(rules.may_handle(request.actor, found))
        return letter_page(request, found, status=422, order=form)
    actions.order(
        found, form.cleaned_data["words"], to=form.to,
        seen=posted_seen(request), on_paper=form.on_paper, actor=request.actor,
    )  # fmt: skip
    messages.success(request, _("บันทึกแล้ว ผู้รับมอบหมายได้รับแจ้ง") if form.to else _("บันทึกข้อสั่งการแล้ว"))
    return redirect(found)


@act
def close(request: Request, pk: int) -> HttpResponse:
    found = a_letter(request, pk)
    form = CloseForm(request.POST, letter=found, auto_id="close_%s")
    if not form.is_valid():
        require(rules.may_handle(request.actor, found))
        return letter_page(request, found, status=422, close=form)
    actions.close(
        found, form.cleaned_data["words"],
        seen=posted_seen(request), on_paper=form.on_paper, actor=request.actor,
    )  # fmt: skip
    messages.success(request, _("ปิดเรื่องแล้ว หนังสือออกจากงานที่รอ"))
    return redirect(found)


@act(apart=True)
def add_files(request: Request, pk: int) -> HttpResponseBase:
    found = a_letter(request, pk)
    require(rules.may_handle(request.actor, found))
    form = FilesForm(request.POST, request.FILES, auto_id="add_%s")
    if not form.is_valid():
        return letter_page(request, found, status=422, add=form)
    return once_taken(
        request,
        lambda: take_files(chosen_in(request), actor=request.actor),
        lambda files: _laid_with(request, found, form, files),
    )


def _laid_with(request: Request, found: IncomingLetter, form: FilesForm, files: Taken) -> HttpResponse:
    actions.add_files(found, files.kept, actor=request.actor)
    if files.kept:
        messages.success(request, _("แนบไฟล์แล้ว {n} ไฟล์").format(n=len(files.kept)))
    for said in files.refused:
        form.add_error("attached", said)
    return letter_page(request, found, status=422, add=form) if files.refused else redirect(found)


@page
def file(request: Request, pk: int, file: int) -> HttpResponseBase:
    kept = get_object_or_404(a_letter(request, pk).files.select_related("file__clip"), pk=file)
    return serve_stored(request, kept.file)


@act
def keep_in(request: Request, pk: int) -> HttpResponse:
    found = a_letter(request, pk)
    form = KeptInForm(request.POST, auto_id="keep_%s")
    if not form.is_valid():
        require(rules.may_handle(request.actor, found))
        return letter_page(request, found, status=422, keep=form)
    seen = request.POST.get("before", "")
    actions.file_away(found, form.cleaned_data["kept_in"], seen=seen, actor=request.actor)
    messages.success(request, _("บันทึกแฟ้มที่เก็บต้นฉบับแล้ว"))
    return redirect(found)


@act
def tie(request: Request, pk: int) -> HttpResponse:
    """Say which work the letter sets in motion, or that it sets none."""
    found = a_letter(request, pk)
    choices = tieable(found.office, request.actor)
    form = TieForm(request.POST, choices=choices, tie=None, auto_id="tie_%s")
    if not form.is_valid():
        require(rules.may_handle(request.actor, found))
        return letter_page(request, found, status=422, tie=form)
    if form.chosen is None:
        untie_letter(found, actor=request.actor)
        messages.success(request, _("บันทึกแล้ว หนังสือนี้ไม่ใช่งานตามโครงการ"))
        return redirect(found)
    edition, case, task = form.chosen
    tie_letter(found, edition, case=case, task=task, actor=request.actor)
    messages.success(request, _("เชื่อมกับงานแล้ว ผู้รับมอบหมายเห็นงานนี้พร้อมกำหนดตามหนังสือ"))
    return redirect(found)


@act
def cancel(request: Request, pk: int) -> HttpResponse:
    found = a_letter(request, pk)
    form = CancelReceivingForm(request.POST, auto_id="cancel_%s")
    if not form.is_valid():
        require(rules.may_receive(request.actor, found.office))
        return letter_page(request, found, status=422, cancel=form)
    actions.cancel_receiving(found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("ยกเลิกเลขรับ {number} แล้ว").format(number=found.number))
    return redirect(found)


urlpatterns = [
    path("letters/in/", own_register, name="incoming-letters"),
    path("letters/in/receive/", either(to_receive, receive), name="incoming-receive"),
    path("letters/in/<int:pk>/", letter, name="incoming-letter"),
    path("letters/in/<int:pk>/note/", note, name="incoming-note"),
    path("letters/in/<int:pk>/order/", order, name="incoming-order"),
    path("letters/in/<int:pk>/close/", close, name="incoming-close"),
    path("letters/in/<int:pk>/files/", add_files, name="incoming-add-files"),
    path("letters/in/<int:pk>/files/<int:file>/", file, name="incoming-file"),
    path("letters/in/<int:pk>/kept-in/", keep_in, name="incoming-kept-in"),
    path("letters/in/<int:pk>/work/", tie, name="incoming-tie"),
    path("letters/in/<int:pk>/cancel/", cancel, name="incoming-cancel"),
    path("offices/<str:code>/letters-in/", register, name="incoming-register"),
    path("offices/<str:code>/letters-in/begin/", begin, name="incoming-begin"),
    path(
        "offices/<str:code>/letters-in/<int:year>.<slug:kind>", register_file, name="incoming-register-file"
    ),
]
