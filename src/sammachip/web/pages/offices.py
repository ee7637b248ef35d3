"""Offices: what stands on their letters, their sections, and who works there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.core.thainum import tidy
from sammachip.core.verdict import Refused, require
from sammachip.org import actions, rules
from sammachip.org.models import Office, OfficeLevel, Order, Post
from sammachip.trail import clock
from sammachip.web.addresses import back_to, referring
from sammachip.web.decorators import Comparison, Request, StaleInput, act, either, page, unprocessable
from sammachip.web.forms.offices import LetterCodeForm, OfficeForm, SectionForm
from sammachip.web.posted import posted_seen
from sammachip.web.seen import office_seen


@page
def offices(request: Request) -> HttpResponse:
    seen = list(Office.objects.visible_to(request.actor).order_by("path"))
    wanted = tidy(request.GET.get("q", ""))
    below: dict[str | None, list[Office]] = {}
    for office in seen:
        below.setdefault(office.parent_id, []).append(office)
    heads = [office for office in seen if office.level != OfficeLevel.DISTRICT] or seen
    context = {
        "branches": [(office, _districts(below.get(office.code, []))) for office in heads],
        "count": len(seen),
        "wanted": wanted,
        "found": [office for office in seen if _is_called(office, wanted)] if wanted else [],
    }
    return render(request, "web/people/offices.html", context)


def _is_called(office: Office, wanted: str) -> bool:
    return office.code == wanted or any(wanted in name for name in (office.name, office.short_name))


def _districts(children: list[Office]) -> list[Office]:
    return [office for office in children if office.level == OfficeLevel.DISTRICT]


@page
def office(request: Request, code: str) -> HttpResponse:
    return _office_page(request, office_seen(request, code), SectionForm())


def _office_page(
    request: Request, found: Office, section_form: SectionForm, status: int = 200
) -> HttpResponse:
    today = clock.today()
    posts = Post.objects.filter(office=found).held_on(today).select_related("person", "section")
    may_describe = rules.may_describe_office(request.actor, found)
    context = {
        "office": found,
        "sections": list(found.sections.all()),
        "section_form": section_form,
        "posts": posts.order_by("section__position", "role", "person__name_sort", "pk"),
        "orders": Order.objects.filter(office=found).prefetch_related("powers"),
        "may_describe": may_describe,
        "may_add": rules.may_create_account(request.actor, found, ""),
        "may_record": rules.may_record_order(request.actor, found),
        "may_see_readings": rules.may_see_readings(request.actor, found),
    }
    return render(request, "web/people/office.html", context, status=status)


@page
def office_edit(request: Request, code: str) -> HttpResponse:
    found = office_seen(request, code)
    require(rules.may_describe_office(request.actor, found))
    context = {"office": found, "form": OfficeForm.of(found), "seen": found.version}
    return render(request, "web/people/office_edit.html", context)


@act
def describe_office(request: Request, code: str) -> HttpResponse:
    found, seen = office_seen(request, code), posted_seen(request)
    require(rules.may_describe_office(request.actor, found))
    form = OfficeForm(request.POST)
    if not form.is_valid():
        return _edit_again(request, found, form, seen)
    if seen != found.version:
        raise _stale(found, form)
    try:
        actions.describe_office(found, seen=seen, actor=request.actor, **form.details())
    except Refused as refusal:
        form.add_error("letter_code", refusal.verdict.reason)
        return _edit_again(request, found, form, seen)
    messages.success(request, _("แก้ไขข้อมูลหน่วยงานแล้ว หนังสือฉบับต่อไปจะใช้ข้อมูลนี้"))
    return redirect(found)


def _edit_again(request: Request, found: Office, form: OfficeForm, seen: int) -> HttpResponse:
    context = {"office": found, "form": form, "seen": seen}
    return unprocessable(request, "web/people/office_edit.html", context)


def _stale(found: Office, form: OfficeForm) -> StaleInput:
    """Both versions of an office that was described again after the page was opened."""
    stored = OfficeForm.of(found)
    return StaleInput(
        _("ข้อมูลหน่วยงานนี้มีผู้แก้ไขหลังจากท่านเปิดหน้า — ตรวจค่าล่าสุดก่อนบันทึกอีกครั้ง"),
        [
            Comparison(str(form.fields[name].label), _shown(mine), _shown(stored.initial[name]))
            for name, mine in form.details().items()
            if mine != stored.initial[name]
        ],
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    return str(value)


@page
def letter_code(request: Request, code: str) -> HttpResponse:
    found = office_seen(request, code)
    require(rules.may_give_letter_code(request.actor, found))
    came, own = referring(request), reverse("web:register-of-letters", args=[found.code])
    form = LetterCodeForm(
        initial={"letter_code": found.letter_code, "back": came if came not in ("/", request.path) else own}
    )
    return _letter_code_page(request, found, form, found.version)


def _letter_code_page(
    request: Request, found: Office, form: LetterCodeForm, seen: int, *, status: int = 200
) -> HttpResponse:
    context = {"office": found, "form": form, "seen": seen}
    return render(request, "web/people/letter_code.html", context, status=status)


@act
def give_letter_code(request: Request, code: str) -> HttpResponse:
    """What stands before the running number, from the page where a number was wanted, and back there."""
    found, seen = office_seen(request, code), posted_seen(request)
    require(rules.may_give_letter_code(request.actor, found))
    form = LetterCodeForm(request.POST)
    if not form.is_valid():
        return _letter_code_page(request, found, form, seen, status=422)
    try:
        actions.give_letter_code(found, form.cleaned_data["letter_code"], seen=seen, actor=request.actor)
    except Refused as refusal:
        form.add_error("letter_code", refusal.verdict.reason)
        return _letter_code_page(request, found, form, seen, status=422)
    messages.success(request, _("บันทึกแล้ว เลขหนังสือขึ้นต้นด้วย {code}").format(code=found.letter_code))
    return redirect(back_to(form.cleaned_data["back"]))


@act
def add_section(request: Request, code: str) -> HttpResponse:
    found = office_seen(request, code)
    require(rules.may_describe_office(request.actor, found))
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _office_page(request, found, form, status=422)
    actions.add_section(found, form.cleaned_data["name"], actor=request.actor)
    messages.success(request, _("เพิ่มกลุ่มงานแล้ว"))
    return redirect(found)


urlpatterns = [
    path("offices/", offices, name="offices"),
    path("offices/<str:code>/", office, name="office"),
    path("offices/<str:code>/edit/", either(office_edit, describe_office), name="office-edit"),
    path("offices/<str:code>/letter-code/", either(letter_code, give_letter_code), name="letter-code"),
    path("offices/<str:code>/sections/", add_section, name="office-sections"),
]
