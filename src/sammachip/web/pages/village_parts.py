"""A group's form on a phone, one part a page: typed, kept, and on to the next."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse

from sammachip.cases import actions, answering, rules
from sammachip.cases.filled import form_of, with_photos
from sammachip.cases.models import Filing
from sammachip.core.answers import Answers
from sammachip.core.verdict import Stale
from sammachip.web.decorators import Comparison, Request, act, either, page
from sammachip.web.filing_parts import (
    Part,
    answers_of,
    facts_for,
    lacking_in,
    laid_over,
    parts_of,
    wrong_in,
)
from sammachip.web.forms.filing import computed_cells, posted, sections
from sammachip.web.pages.filings import WRITES, a_filing
from sammachip.web.posted import posted_seen
from sammachip.web.shapes import Gap


def _a_part(request: Request, pk: int, number: int) -> Filing:
    """The filing, if its form has this part."""
    filing = a_filing(request, pk)
    if not 1 <= number <= len(form_of(filing.task).sections):
        raise Http404
    return filing


@page(seats=WRITES)
def part(request: Request, pk: int, number: int) -> HttpResponse:
    filing = _a_part(request, pk, number)
    if not rules.may_edit(request.actor, filing):
        return redirect(filing)
    return _part_page(request, filing, number, answers_of(filing, facts_for(filing)))


def _part_page(
    request: Request,
    filing: Filing,
    number: int,
    answers: Answers,
    *,
    status: int = 200,
    compared: list[Comparison] | None = None,
) -> HttpResponse:
    context = _shown(filing, number, answers, facts_for(filing))
    return render(request, "web/village/part.html", {**context, "compared": compared}, status=status)


def _shown(filing: Filing, number: int, answers: Answers, facts: Mapping[str, object]) -> dict[str, object]:
    form, parts = form_of(filing.task), parts_of(filing, answers, facts)
    missing = lacking_in(form, number, answering.missing(form, answers, facts=facts))
    wrong = wrong_in(form, number, answers)
    return {
        "filing": filing,
        "form": form,
        "part": parts[number - 1],
        "parts": parts,
        "before": parts[number - 2] if number > 1 else None,
        "section": sections(form, answers, facts)[number - 1],
        "wrong": wrong,
        "missing": [*(Gap(one.label, one.hint) for one in missing), *map(Gap, wrong)],
        "onward": _onward(filing, number, parts),
    }


def _onward(filing: Filing, number: int, parts: list[Part]) -> str:
    """The next part; after the last, what the whole form still lacks, with its files below, to be sent."""
    if number < len(parts):
        return parts[number].url
    return f"{reverse('web:filing-edit', args=[filing.pk])}#before-sending"


@act(seats=WRITES)
def save_part(request: Request, pk: int, number: int) -> HttpResponse:
    filing = _a_part(request, pk, number)
    typed = laid_over(filing, number, posted(form_of(filing.task), request.POST))
    try:
        answers = actions.save_draft(filing, typed, seen=posted_seen(request), actor=request.actor)
    except Stale:
        return _compare(request, a_filing(request, pk), number)
    if request.headers.get("X-Autosave"):
        return _autosaved(request, filing, number, answers)
    if wrong_in(form_of(filing.task), number, answers):
        return _part_page(request, filing, number, answers, status=422)
    if request.POST.get("then") == "stay":
        return redirect("web:village-part", filing.pk, number)
    return redirect(_onward(filing, number, parts_of(filing, answers, facts_for(filing))))


def _autosaved(request: Request, filing: Filing, number: int, answers: Answers) -> HttpResponse:
    """What this part lacks now, and its computed cells, to be put in place of what the page came with."""
    context = _shown(filing, number, answers, facts_for(filing))
    now = {
        "missing": render_to_string("web/village/part.html#checklist", context, request),
        "computed": computed_cells(form_of(filing.task), request.POST, answers),
    }
    return JsonResponse(now, headers={"X-Revision": str(filing.saved)})


def _compare(request: Request, filing: Filing, number: int) -> HttpResponse:
    """This part as it was typed, to be saved over the newer draft now known, with what differs between them."""
    form, facts = form_of(filing.task), facts_for(filing)
    theirs = answers_of(filing, facts)
    typed = laid_over(filing, number, posted(form, request.POST))
    mine = answering.coerce(form, with_photos(filing, typed), facts=facts)
    changed = answering.changed(form, theirs.values, mine.values)
    compared = [Comparison(one.label, one.after, one.before) for one in changed]
    return _part_page(request, filing, number, mine, status=409, compared=compared)


urlpatterns = [
    path("g/filings/<int:pk>/parts/<int:number>/", either(part, save_part), name="village-part"),
]
