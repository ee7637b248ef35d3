"""The register of letters sent: read by year, searched, printed, written on, and a number in it cancelled."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, require
from sammachip.org.models import Office
from sammachip.records import actions_outgoing as actions
from sammachip.records.models import Book, OutgoingLetter, OutgoingLetterQuerySet, Paper
from sammachip.records.outgoing import year_of
from sammachip.records.outgoing_paper import register_document, register_sheet
from sammachip.records.rules import may_count, may_register
from sammachip.trail import clock
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.papers import BeginForm, CancelNumberForm, LetterForm
from sammachip.web.letter_registers import as_file, asks_for_next, leaf_of
from sammachip.web.seen import office_seen


def _lines(request: Request, office: Office) -> OutgoingLetterQuerySet:
    return OutgoingLetter.objects.visible_to(request.actor).filter(office=office)


@page
def own_register(request: Request) -> HttpResponse:
    return _register_page(request, request.actor.office)


@page
def register(request: Request, code: str) -> HttpResponse:
    return _register_page(request, office_seen(request, code))


def _register_page(
    request: Request,
    office: Office,
    *,
    form: LetterForm | None = None,
    begin: BeginForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may_write = may_register(request.actor, office)
    context = {
        **leaf_of(request, office, _lines(request, office)),
        "may_write": may_write,
        "may_count": may_count(office),
        "form": (form or LetterForm(office=office, at_once="next" in request.GET)) if may_write else None,
        "begin": begin or BeginForm(),
        "goes_on": "next" in request.GET or asks_for_next(request),
    }
    return render(request, "web/paper/register.html", context, status=status)


@act
def enter(request: Request, code: str) -> HttpResponse:
    """Give a letter that was written elsewhere its number."""
    office = office_seen(request, code)
    require(may_register(request.actor, office))
    form = LetterForm(request.POST, office=office)
    if not form.is_valid():
        return _register_page(request, office, form=form, status=422)
    try:
        line = _entered(request, office, form)
    except Refused as refusal:
        form.add_error("number" if form.is_typed else None, refusal.verdict.reason)
        return _register_page(request, office, form=form, status=422)
    messages.success(request, _("ลงทะเบียนแล้ว หนังสือฉบับนี้ได้เลขที่ {number}").format(number=line.number))
    return redirect(f"{_address(office)}?next=1") if asks_for_next(request) else redirect(line)


def _entered(request: Request, office: Office, form: LetterForm) -> OutgoingLetter:
    told = form.cleaned_data
    return actions.give_number(
        actions.Letter(told["subject"], told["to_whom"], told["from_whom"], told["secrecy"]),
        office=office,
        dated_on=told["dated_on"],
        series=form.series,
        number=told["number"],
        actor=request.actor,
    )


def _address(office: Office) -> str:
    return reverse("web:register-of-letters", args=[office.pk])


@act
def begin(request: Request, code: str) -> HttpResponse:
    """Count on from the register the office kept before."""
    office = office_seen(request, code)
    form = BeginForm(request.POST)
    if not form.is_valid():
        require(may_register(request.actor, office))
        return _register_page(request, office, begin=form, status=422)
    series, last = Book(form.cleaned_data["series"]), form.cleaned_data["last"]
    actions.begin_series(
        office, year=year_of(clock.today()), series=series, last=int(last), actor=request.actor
    )
    messages.success(request, _("เริ่มใช้ทะเบียนแล้ว เลขต่อไปต่อจาก {last}").format(last=last))
    return redirect("web:register-of-letters", office.code)


@page
def register_file(request: Request, code: str, year: int, kind: str) -> HttpResponse:
    office = office_seen(request, code)
    lines = list(_lines(request, office).filter(year=year).order_by("pk"))
    return as_file(
        f"letters-{office.code}-{year}",
        kind,
        sheet=lambda: register_sheet(office, year, lines),
        document=lambda: register_document(office, year, lines),
    )


def _line(request: Request, pk: int) -> OutgoingLetter:
    seen = OutgoingLetter.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("office", "given_by", "cancelled_by"), pk=pk)


@page
def outgoing_letter(request: Request, pk: int) -> HttpResponse:
    return _line_page(request, _line(request, pk), CancelNumberForm())


def _line_page(
    request: Request, line: OutgoingLetter, form: CancelNumberForm, *, status: int = 200
) -> HttpResponse:
    paper = Paper.objects.visible_to(request.actor).filter(line=line).first()
    may_cancel = may_register(request.actor, line.office)
    context = {"line": line, "paper": paper, "form": form, "may_cancel": may_cancel}
    return render(request, "web/paper/outgoing_letter.html", context, status=status)


@act
def cancel(request: Request, pk: int) -> HttpResponse:
    line = _line(request, pk)
    form = CancelNumberForm(request.POST)
    if not form.is_valid():
        require(may_register(request.actor, line.office))
        return _line_page(request, line, form, status=422)
    actions.cancel_number(line, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("ยกเลิกเลขที่ {number} แล้ว เลขนี้จะไม่ออกให้หนังสือฉบับอื่น").format(number=line.number))
    return redirect(line)


urlpatterns = [
    path("letters/", own_register, name="own-register"),
    path("letters/<int:pk>/", outgoing_letter, name="outgoing-letter"),
    path("letters/<int:pk>/cancel/", cancel, name="outgoing-letter-cancel"),
    path("offices/<str:code>/letters/", either(register, enter), name="register-of-letters"),
    path("offices/<str:code>/letters/begin/", begin, name="register-begin"),
    path("offices/<str:code>/letters/<int:year>.<slug:kind>", register_file, name="register-of-letters-file"),
]
