"""The letters of a result in their outbox: read, corrected, numbered many at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core import document as doc
from sammachip.core.verdict import require
from sammachip.records.models import Paper, PaperQuerySet, PaperState
from sammachip.selection import rules_results as rules
from sammachip.selection.actions.letters import AT_ONCE, correct_letter, issue_letters, seen_of
from sammachip.selection.letters import letters_in
from sammachip.selection.models import Round
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.selection_results import NumberingForm
from sammachip.web.pages.papers import paper_given
from sammachip.web.posted import whole_number
from sammachip.web.selection import SEATS, round_head, round_seen


@page(seats=SEATS)
def letters(request: Request, pk: int) -> HttpResponse:
    return _letters_page(request, round_seen(request, pk))


def _of_round(round_: Round) -> PaperQuerySet:
    """The letters of the round's results with what their page shows, in order of place."""
    return letters_in(round_).select_related("to_office", "office", "pdf", "docx")


def _letters_page(request: Request, round_: Round, *, status: int = 200, **more: object) -> HttpResponse:
    require(rules.may_read_letters(request.actor, round_))
    writes = rules.may_follow_up(request.actor, round_)
    waiting = _of_round(round_).filter(state=PaperState.DRAFT) if writes else Paper.objects.none()
    context = {
        "round": round_,
        "head": round_head(round_, request.actor, "round-result"),
        "leaf": Paginator(waiting, AT_ONCE).get_page(request.GET.get("page")),
        "issued": _of_round(round_).filter(state=PaperState.ISSUED),
        "form": NumberingForm(office=request.actor.office) if writes else None,
        **more,
    }
    return render(request, "web/selection/letters.html", context, status=status)


@act(apart=True, seats=SEATS)
def issue(request: Request, pk: int) -> HttpResponse:
    round_ = round_seen(request, pk)
    require(rules.may_follow_up(request.actor, round_))
    form = NumberingForm(request.POST, office=request.actor.office)
    if not form.is_valid():
        return _letters_page(request, round_, status=422, form=form)
    papers = _chosen(request, round_)
    issued = issue_letters(round_, papers, form.numbering(), actor=request.actor)
    messages.success(request, _("ออกเลขหนังสือแล้ว {n} ฉบับ").format(n=len(issued)))
    return redirect("web:round-letters", round_.pk)


def _chosen(request: Request, round_: Round) -> list[Paper]:
    """The letters ticked, or all that wait."""
    if "all" in request.POST:
        return list(_of_round(round_).filter(state=PaperState.DRAFT))
    chosen = [whole_number(one, otherwise=0) for one in request.POST.getlist("paper")]
    return list(_of_round(round_).filter(pk__in=chosen))


def _letter(request: Request, round_: Round, paper: int) -> Paper:
    """One letter; whoever does not write them reads it once it is issued."""
    require(rules.may_read_letters(request.actor, round_))
    found = _of_round(round_)
    if not rules.may_follow_up(request.actor, round_):
        found = found.filter(state=PaperState.ISSUED)
    return get_object_or_404(found, pk=paper)


@page(seats=SEATS)
def letter_file(request: Request, pk: int, paper: int, kind: str) -> HttpResponse:
    return paper_given(_letter(request, round_seen(request, pk), paper), kind)


@page(seats=SEATS)
def letter(request: Request, pk: int, paper: int) -> HttpResponse:
    round_ = round_seen(request, pk)
    found = _letter(request, round_, paper)
    document = doc.from_json(found.content)
    context = {
        "round": round_,
        "paper": found,
        "document": document,
        "nothing": {},
        "paragraphs": [block.text for block in document.blocks if isinstance(block, doc.Paragraph)],
        "seen": seen_of(found),
    }
    return render(request, "web/selection/letter.html", context)


@act(seats=SEATS)
def correct(request: Request, pk: int, paper: int) -> HttpResponse:
    round_ = round_seen(request, pk)
    found = get_object_or_404(_of_round(round_), pk=paper)
    typed = request.POST.getlist("paragraph")
    correct_letter(found, typed, seen=request.POST.get("content", ""), actor=request.actor)
    messages.success(request, _("บันทึกหนังสือที่แก้ไขแล้ว"))
    return redirect("web:round-letter", round_.pk, found.pk)


urlpatterns = [
    path("rounds/<int:pk>/letters/", letters, name="round-letters"),
    path("rounds/<int:pk>/letters/issue/", issue, name="round-letters-issue"),
    path("rounds/<int:pk>/letters/<int:paper>/", either(letter, correct), name="round-letter"),
    path(
        "rounds/<int:pk>/letters/<int:paper>/file.<slug:kind>",
        letter_file,
        name="round-letter-file",
    ),
]
