"""What the people of a group allow to be done with their names, telephones and pictures: asked, answered, taken back."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, require
from sammachip.records import store
from sammachip.registry.actions_personal import record_consent
from sammachip.registry.models import (
    Consent,
    ConsentAnswer,
    ConsentBy,
    ConsentFor,
    ConsentWay,
    Group,
    PersonalRequest,
)
from sammachip.registry.personal import wording_of
from sammachip.registry.rules import sees_personal
from sammachip.registry.rules_personal import may_read_people, may_receive_request, may_record_consent
from sammachip.sent import whole
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.personal import ConsentForm
from sammachip.web.pages.groups import group_seen
from sammachip.web.personal import PersonReading, read_people, read_request


@page
def people(request: Request, pk: int) -> HttpResponse:
    found = group_seen(request, pk)
    asked = {name: request.GET[name] for name in ("about", "what") if name in request.GET}
    known = read_people(found, request.actor)
    return _people_page(request, found, known, _form(known, initial=asked))


def _form(known: Sequence[PersonReading], *posted: object, **more: object) -> ConsentForm:
    return ConsentForm(*posted, people=[(one.person.about, one.name) for one in known], **more)


def _people_page(
    request: Request, group: Group, known: Sequence[PersonReading], form: ConsentForm, *, status: int = 200
) -> HttpResponse:
    asked = PersonalRequest.objects.visible_to(request.actor).filter(group=group).most_pressing_first()
    whole = sees_personal(request.actor, group.path)
    context = {
        "group": group,
        "people": known,
        "heads": [one.label for one in ConsentFor],
        "wordings": [wording_of(one) for one in ConsentFor],
        "form": form,
        "may_record": may_record_consent(request.actor, group),
        "may_receive": may_receive_request(request.actor, group),
        "requests": [read_request(one, request.actor) for one in asked.select_related("group", "decided_by")],
        "answers": Consent.objects.filter(group=group).select_related("recorded_by").newest_first(),
        "whole": whole,
    }
    return render(request, "web/personal/people.html", context, status=status)


@act
def record(request: Request, pk: int) -> HttpResponse:
    found = group_seen(request, pk)
    require(may_record_consent(request.actor, found))
    known = read_people(found, request.actor)
    form = _form(known, request.POST, request.FILES)
    if form.is_valid():
        try:
            return _recorded(request, found, form)
        except Refused as refusal:
            form.add_error(None, refusal.verdict.reason)
    return _people_page(request, found, known, form, status=422)


def _recorded(request: Request, group: Group, form: ConsentForm) -> HttpResponse:
    told = form.cleaned_data
    made = record_consent(
        group,
        about=told["about"],
        what=ConsentFor(told["what"]),
        answer=ConsentAnswer(told["answer"]),
        given_by=ConsentBy(told["given_by"]),
        way=ConsentWay(told["way"]),
        said_on=told["said_on"],
        scan=whole(told["scan"], settings.UPLOAD_PHOTO_MAX_MB) if told["scan"] else b"",
        scan_name=told["scan"].name if told["scan"] else "",
        actor=request.actor,
    )
    said = _("บันทึกแล้ว: {what} {answer}")
    messages.success(request, said.format(what=made.get_what_display(), answer=made.get_answer_display()))
    return redirect("web:group-people", group.pk)


@page
def scan(request: Request, pk: int) -> HttpResponse:
    """The picture of the form that a villager signed, for who works with the group."""
    found = get_object_or_404(
        Consent.objects.visible_to(request.actor).select_related("group", "scan"), pk=pk, scan__isnull=False
    )
    require(may_read_people(request.actor, found.group))
    assert found.scan is not None
    return HttpResponse(store.fetch(found.scan.shown_digest), content_type="image/jpeg")


urlpatterns = [
    path("groups/<int:pk>/people/", either(people, record), name="group-people"),
    path("consents/<int:pk>/scan/", scan, name="consent-scan"),
]
