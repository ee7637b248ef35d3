"""What a new edition changes, who follows which, and the act by which an office's work follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions, queries, rules
from sammachip.cases.comparing import Part, differences
from sammachip.cases.models import Case
from sammachip.core.verdict import require
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import later_edition
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.editions import AdoptForm
from sammachip.web.pages.cases import seen_case
from sammachip.web.pages.programmes import edition_of


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a programme with all that is otherwise in it."""

    title: str
    sentences: Sequence[str]


def part_lines(before: Edition, after: Edition) -> list[PartLine]:
    found = differences(before.pack, after.pack)
    return [
        PartLine(str(Part(part).label), [one.sentence for one in ones])
        for part, ones in groupby(found, key=lambda one: one.part)
    ]


@page
def changes(request: Request, code: str) -> HttpResponse:
    """What the edition asked for changes since the one asked for; else the newest since the one before it."""
    edition = edition_of(code, request.GET.get("edition", ""))
    since = edition_of(code, request.GET.get("since") or str(edition.number - 1))
    if since.number >= edition.number:
        raise Http404
    own = Case.objects.visible_to(request.actor).filter(
        programme=edition.programme, office=request.actor.office
    )
    context = {
        "edition": edition,
        "since": since,
        "parts": part_lines(since, edition),
        "followers": queries.followers(edition.programme, request.actor),
        "case": own.live().first(),
    }
    return render(request, "web/programme/changes.html", context)


@page
def adopting(request: Request, pk: int) -> HttpResponse:
    """What following the newest edition would change for this case and those below it."""
    case = seen_case(request, pk)
    newest = later_edition(case.edition)
    form = AdoptForm(initial={"edition": newest.number if newest else None, "seen": case.edition.number})
    return _adopting_page(request, case, form)


def _adopting_page(request: Request, case: Case, form: AdoptForm, *, status: int = 200) -> HttpResponse:
    newest = later_edition(case.edition) or case.edition
    context = {
        "case": case,
        "newest": newest,
        "parts": part_lines(case.edition, newest),
        "prospect": actions.prospect(case, newest),
        "may_adopt": rules.may_adopt(request.actor, case, newest),
        "form": form,
    }
    return render(request, "web/case/edition.html", context, status=status)


@act
def adopt(request: Request, pk: int) -> HttpResponse:
    case = seen_case(request, pk)
    form = AdoptForm(request.POST)
    if not form.is_valid():
        require(rules.may_change_edition(request.actor, case))
        return _adopting_page(request, case, form, status=422)
    chosen = get_object_or_404(Edition, programme=case.programme_id, number=form.cleaned_data["edition"])
    done = actions.adopt_edition(case, chosen, seen=form.cleaned_data["seen"], actor=request.actor)
    said = _("ใช้ฉบับที่ {n} แล้ว {following} งาน").format(n=chosen.number, following=len(done.following))
    messages.success(request, said)
    if not done.staying:
        return redirect(case)
    messages.warning(request, _("ยังใช้ฉบับเดิม {n} งาน — ดูเหตุผลด้านล่าง").format(n=len(done.staying)))
    return redirect("web:case-edition", case.pk)


urlpatterns = [
    path("programmes/<slug:code>/changes/", changes, name="edition-changes"),
    path("cases/<int:pk>/edition/", either(adopting, adopt), name="case-edition"),
]
