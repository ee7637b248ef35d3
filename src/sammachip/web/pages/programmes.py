"""Programmes as their officers read them: what for, by when, who does what, under which rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.acknowledging import acknowledged_by
from sammachip.cases.models import Case, CaseLevel, CaseQuerySet
from sammachip.cases.opening import may_open_work
from sammachip.cases.queries import followers
from sammachip.cases.rules import role_label
from sammachip.core.fields import FormSpec
from sammachip.core.money import baht_words
from sammachip.org.hats import Actor
from sammachip.programmes import kinds, xlsforms
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import ANYONE, EligibilityRule, Pack, SignHop, Stage
from sammachip.programmes.queries import newest_editions, terms_in_force
from sammachip.programmes.rules import may_draft, may_publish
from sammachip.trail import clock
from sammachip.web.decorators import Request, page
from sammachip.web.downloads import download
from sammachip.web.posted import whole_number
from sammachip.web.readings import window_reading


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage in words: for whom, who writes, who signs with which verb, by when, after what."""

    stage: Stage
    kind: str
    levels: str
    writers: str
    signs: Sequence[str]
    dues: Sequence[tuple[str, object]]
    after: str
    form: FormSpec | None
    sample: bool


@dataclass(frozen=True, slots=True)
class EntranceLine:
    """Who takes part at one level: the sentence of the programme, who brings them in, and what they must be."""

    level: str
    sentence: str
    by: str
    rules: Sequence[EligibilityRule]


def _entrances(pack: Pack) -> list[EntranceLine]:
    return [
        EntranceLine(
            str(CaseLevel(enrol.level).label),
            enrol.sentence,
            role_label(enrol.by) if enrol.by else "",
            [pack.rules[name] for name in enrol.eligible],
        )
        for enrol in pack.enrol.values()
        if enrol.sentence or enrol.eligible
    ]


def _stage_line(stage: Stage, pack: Pack) -> StageLine:
    return StageLine(
        stage=stage,
        kind=kinds.get(stage.kind).label,
        levels=", ".join(str(CaseLevel(level).label) for level in stage.per),
        writers=", ".join(role_label(role) for role in stage.by),
        signs=[_sign_words(hop) for hop in stage.signs],
        dues=[(_("ทุกบทบาท") if role == ANYONE else role_label(role), due) for role, due in stage.due.items()],
        after=", ".join(pack.stage(need.stage).title for need in stage.needs),
        form=pack.forms[stage.form] if stage.form else None,
        sample=pack.is_sample(stage),
    )


def _sign_words(hop: SignHop) -> str:
    words = f"{hop.verb}: {role_label(hop.role)}"
    return _("{words} — ถ้าลงนามในเอกสาร ต้องมีอีกคนตรวจ").format(words=words) if hop.second_person else words


def _own_cases(request: Request) -> CaseQuerySet:
    return Case.objects.visible_to(request.actor).filter(office=request.actor.office)


@page
def programmes(request: Request) -> HttpResponse:
    cases = {case.programme_id: case for case in _own_cases(request).select_related("edition")}
    rows = [(edition, cases.get(edition.programme_id)) for edition in newest_editions()]
    may = {"may_publish": may_publish(request.actor), "may_draft": may_draft(request.actor)}
    context = {"rows": rows, **may}
    return render(request, "web/programme/list.html", context)


def edition_of(code: str, number: str) -> Edition:
    """That edition of the programme, or its newest; 404 when there is none."""
    editions = Edition.objects.filter(programme__code=code).select_related("programme__owner", "published_by")
    if (asked := whole_number(number, otherwise=-1)) >= 0:
        editions = editions.filter(number=asked)
    found = editions.order_by("-number").first()
    if found is None:
        raise Http404
    return found


@page
def programme(request: Request, code: str) -> HttpResponse:
    edition = edition_of(code, request.GET.get("edition", ""))
    pack = edition.pack
    context = {
        "edition": edition,
        "pack": pack,
        "window": window_reading(edition, clock.today()),
        "budget_words": baht_words(pack.budget.total),
        "entrances": _entrances(pack),
        "stages": [_stage_line(stage, pack) for stage in pack.stages],
        "others": edition.programme.editions.exclude(pk=edition.pk).order_by("-number"),
        "case": _own_cases(request).filter(programme=edition.programme).first(),
        **_at_work(edition, request.actor),
    }
    return render(request, "web/programme/programme.html", context)


def _at_work(edition: Edition, actor: Actor) -> dict[str, object]:
    """What the actor's office and those below it have made of the edition."""
    words = acknowledged_by(edition, actor)
    return {
        "terms": terms_in_force(edition, actor.office),
        "acknowledged": words,
        "acknowledging": sum(1 for word in words if word.filing),
        "may_open": may_open_work(actor, edition),
        "followers": followers(edition.programme, actor),
    }


@page
def collected_form(request: Request, code: str, form: str) -> HttpResponse:
    """The form as collectors on a phone take it in."""
    edition = edition_of(code, request.GET.get("edition", ""))
    if form not in edition.pack.forms:
        raise Http404(form)
    return download(xlsforms.workbook(edition, form), f"{code}-{form}-{edition.number}.xlsx")


urlpatterns = [
    path("programmes/", programmes, name="programmes"),
    path("programmes/<slug:code>/", programme, name="programme"),
    path("programmes/<slug:code>/forms/<slug:form>.xlsx", collected_form, name="programme-form"),
]
