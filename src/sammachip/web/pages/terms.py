"""The terms of an office inside a programme: what holds now and on whose word, what was set before, and a new letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases.rules import role_label
from sammachip.core.money import format_baht
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes import actions
from sammachip.programmes.models import Edition, Terms
from sammachip.programmes.queries import Source, due_set_by, dues_in_force, terms_in_force, terms_of
from sammachip.programmes.rules import may_set_terms
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.terms import TermsForm
from sammachip.web.from_letter import FromLetter, confirmed_letter, terms_from
from sammachip.web.pages.programmes import edition_of
from sammachip.web.seen import office_seen
from sammachip.web.templatetags.thai import thaidate


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One thing that holds, in words, and who says so."""

    label: str
    value: str
    said_by: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One letter of the office: what it set, in words."""

    terms: Terms
    sets: Sequence[str]


def _office(request: Request) -> Office:
    """The office asked for, of those the hat sees; without one, the hat's own."""
    code = request.GET.get("office", "")
    return office_seen(request, code) if code else request.actor.office


@page
def terms(request: Request, code: str) -> HttpResponse:
    edition, office = edition_of(code, request.GET.get("edition", "")), _office(request)
    return _page(request, edition, office)


def _page(
    request: Request, edition: Edition, office: Office, form: TermsForm | None = None, *, status: int = 200
) -> HttpResponse:
    before = terms_of(edition, office)
    latest = before[0] if before else None
    filled = _from_letter(request, edition, office, latest) if form is None else None
    context = {
        "edition": edition,
        "office": office,
        "offices": _offices(request.actor),
        "held": _held(edition, office),
        "history": [VersionLine(one, _sets(one.edition, one)) for one in before],
        "may_set": may_set_terms(request.actor, office),
        "form": form or TermsForm(edition=edition, office=office, latest=latest),
        "here": _address(edition, office),
        "letter": None,
        **(filled or {}),
    }
    return render(request, "web/programme/terms.html", context, status=status)


def _from_letter(
    request: Request, edition: Edition, office: Office, latest: Terms | None
) -> dict[str, object] | None:
    """The form filled with what the letter named in the address says, over what the office has set before."""
    if (named := confirmed_letter(request)) is None:
        return None
    reading, told = named
    filled = terms_from(told, edition, office)
    form = TermsForm(edition=edition, office=office, latest=latest)
    form.initial = {**form.initial, **filled.initial}
    return {"form": form, "letter": FromLetter(reading, filled.unplaced)}


def _address(edition: Edition, office: Office) -> str:
    url = reverse("web:terms", args=[edition.programme.code])
    return f"{url}?edition={edition.number}&office={office.code}"


def _offices(actor: Actor) -> list[Office]:
    """The hat's own office and those right below it, by code."""
    below = Office.objects.visible_to(actor).filter(parent=actor.office).order_by("code")
    return [actor.office, *below]


@act
def set_terms(request: Request, code: str) -> HttpResponse:
    edition, office = edition_of(code, request.GET.get("edition", "")), _office(request)
    require(may_set_terms(request.actor, office))
    latest = next(iter(terms_of(edition, office)), None)
    form = TermsForm(request.POST, edition=edition, office=office, latest=latest, initial={})
    if not form.is_valid():
        return _page(request, edition, office, form, status=422)
    try:
        made = actions.set_terms(edition, office, form.content, **form.of_letter, actor=request.actor)
    except Refused as refusal:
        form.add_error(None, refusal.verdict.reason)
        return _page(request, edition, office, form, status=422)
    messages.success(request, _("บันทึกข้อกำหนดฉบับที่ {n} แล้ว").format(n=made.version))
    return redirect(_address(edition, office))


def _held(edition: Edition, office: Office) -> list[HeldLine]:
    """What holds for the office, from the unit cost to the last day that is set."""
    terms = terms_in_force(edition, office)
    dues = dues_in_force(edition, office)
    sources = [terms.unit_cost_from, terms.report_to_from, *(due.source for due in dues)]
    names = dict(
        Office.objects.filter(code__in={one.office for one in sources}).values_list("code", "short_name")
    )
    cost = _("{baht} บาท").format(baht=format_baht(terms.unit_cost)) if terms.unit_cost is not None else ""
    return [
        _held_line(_("อัตราต่อกลุ่ม"), cost, terms.unit_cost_from, names),
        _held_line(_("ส่งรายงานที่"), terms.report_to, terms.report_to_from, names),
        *(
            _held_line(_hop(edition, due.stage, due.role), thaidate(due.moment), due.source, names)
            for due in dues
        ),
    ]


def _held_line(label: str, value: str, source: Source, names: Mapping[str, str]) -> HeldLine:
    if not value:
        return HeldLine(label, _("ยังไม่กำหนด"), "–")
    if not source.letter_number:
        return HeldLine(label, value, _("แฟ้มโครงการ"))
    letter = _("หนังสือ {office} ที่ {number}").format(
        office=names.get(source.office, ""), number=source.letter_number
    )
    return HeldLine(label, value, letter)


def _hop(edition: Edition, stage: str, role: str) -> str:
    return _("กำหนดส่ง {stage} — {role}").format(stage=edition.pack.stage(stage).title, role=role_label(role))


def _sets(edition: Edition, terms: Terms) -> list[str]:
    """What one letter set, a line each."""
    said = []
    if cost := terms.content.get("unit_cost"):
        said.append(_("อัตราต่อกลุ่ม {baht} บาท").format(baht=format_baht(Decimal(cost))))
    if report_to := terms.content.get("report_to"):
        said.append(_("ส่งรายงานที่ {place}").format(place=report_to))
    days: list[tuple[str, datetime]] = [
        (_hop(edition, stage, role), moment)
        for stage, by_role in due_set_by(terms).items()
        for role, moment in by_role.items()
    ]
    return [*said, *(f"{hop}: {thaidate(moment)}" for hop, moment in days)]


urlpatterns = [path("programmes/<slug:code>/terms/", either(terms, set_terms), name="terms")]
