"""What is made of a confirmed letter: a line of the register, terms, an allocation register or a programme's file, each to be finished by a person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.core.verdict import require
from sammachip.money import actions_register
from sammachip.money.models import Register
from sammachip.money.rules import may_write_register
from sammachip.programmes import actions_drafts
from sammachip.programmes.models import Edition
from sammachip.programmes.rules import may_set_terms
from sammachip.records import actions_readings as actions
from sammachip.records.models import LetterConfirmation
from sammachip.records.readings import confirmation_of
from sammachip.web.decorators import Request, act
from sammachip.web.forms.letter_making import ProgrammeForm
from sammachip.web.from_letter import PARAMETER
from sammachip.web.pages.letter_readings import reading_page, reading_seen


@act
def receive(request: Request, pk: int) -> HttpResponse:
    """Write the letter into the register of letters received, with its file."""
    line = actions.receive_reading(reading_seen(request, pk), actor=request.actor)
    messages.success(request, _("ลงรับแล้ว หนังสือฉบับนี้ได้เลขรับ {number}").format(number=line.number))
    return redirect(line)


@act
def terms(request: Request, pk: int) -> HttpResponse:
    """Open the terms of the own office in the programme, filled from the letter; nothing is written."""
    found = reading_seen(request, pk)
    confirmation_of(found)
    require(may_set_terms(request.actor, request.actor.office))
    form = ProgrammeForm(request.POST)
    if not form.is_valid():
        return reading_page(request, found, making=form, status=422)
    edition = form.cleaned_data["edition"]
    address = reverse("web:terms", args=[edition.programme.code])
    return redirect(f"{address}?edition={edition.number}&{PARAMETER}={found.pk}")


@act
def register(request: Request, pk: int) -> HttpResponse:
    """Open the own office's draft register, begun now where there is none, with the letter's rows laid into its grid."""
    found = reading_seen(request, pk)
    holding = confirmation_of(found)
    require(may_write_register(request.actor, request.actor.office))
    form = ProgrammeForm(request.POST)
    if not form.is_valid():
        return reading_page(request, found, making=form, status=422)
    draft = _draft_register(request, form.cleaned_data["edition"], holding)
    table = form.cleaned_data["table"] or 0
    return redirect(f"{draft.get_absolute_url()}?{PARAMETER}={found.pk}&table={table}")


def _draft_register(request: Request, edition: Edition, holding: LetterConfirmation) -> Register:
    office = request.actor.office
    if draft := Register.objects.of(edition.programme_id, office.code).drafts().first():
        return draft
    reason = actions.source_of(holding)
    return actions_register.start_register(edition, office, reason=reason, actor=request.actor)


@act
def pack(request: Request, pk: int) -> HttpResponse:
    """Begin a programme's file with what was confirmed of the letter."""
    draft = actions_drafts.draft_from_letter(reading_seen(request, pk), actor=request.actor)
    messages.success(request, _("ร่างแฟ้มโครงการจากหนังสือแล้ว — เติมข้อที่ยังขาดตามรายการ"))
    return redirect(draft)


urlpatterns = [
    path("letters/read/<int:pk>/receive/", receive, name="letter-reading-receive"),
    path("letters/read/<int:pk>/terms/", terms, name="letter-reading-terms"),
    path("letters/read/<int:pk>/register/", register, name="letter-reading-register"),
    path("letters/read/<int:pk>/pack/", pack, name="letter-reading-pack"),
]
