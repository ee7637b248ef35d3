"""One subject's passage through a programme: where it stands, what lies below, what happened."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from sammachip.cases import rules
from sammachip.cases.eligibility import answered_at_enrolment, listed_at_enrolment
from sammachip.cases.exporting import exports_of
from sammachip.cases.handovers import hands_goods_over
from sammachip.cases.models import Case
from sammachip.core.area import Level
from sammachip.core.shown import display
from sammachip.insight.below import child_lines
from sammachip.insight.rules import may_see_board, may_see_indicators
from sammachip.insight.sums import has_sums, sums_of
from sammachip.org.hats import Actor
from sammachip.programmes.queries import later_edition
from sammachip.trail import clock
from sammachip.trail.models import Event
from sammachip.trail.spoken import worded
from sammachip.web.aims import target_url
from sammachip.web.boards import Indicator, indicators_of
from sammachip.web.case_histories import NEWEST, case_history, deeds_within
from sammachip.web.decorators import Request, page
from sammachip.web.readings import (
    cases_above,
    step_line,
    task_lines,
    window_reading,
)
from sammachip.web.results_told import results_told
from sammachip.web.rollups import ON_THEIR_PAGE, card_of
from sammachip.web.shapes import Way

ON_A_LEAF = 50


def seen_case(request: Request, pk: int) -> Case:
    """The case, if the hat may see it; else 404."""
    seen = Case.objects.visible_to(request.actor).select_related(
        "edition__programme", "office__parent", "area", "group__village__area__parent"
    )
    return get_object_or_404(seen, pk=pk)


@page
def case(request: Request, pk: int) -> HttpResponse:
    found = seen_case(request, pk)
    context = {
        "case": found,
        "pack": found.edition.pack,
        "newest": None if found.closed_at else later_edition(found.edition),
        "above": cases_above(found, request.actor),
        **_links(found, request.actor),
        **_enrolment(found),
        "may_close": rules.may_close_case(request.actor, found),
        **_way(found, request.actor),
        **_below(found, request.actor),
    }
    return render(request, "web/case/case.html", context)


@page
def history(request: Request, pk: int) -> HttpResponse:
    """All that happened on the case, leaf by leaf."""
    found = seen_case(request, pk)
    leaf = Paginator(Event.objects.about(found).newest_first(), ON_A_LEAF).get_page(request.GET.get("page"))
    context = {"case": found, "leaf": leaf, "deeds": deeds_within(found, list(leaf.object_list))}
    return render(request, "web/case/history.html", context)


def _links(case: Case, actor: Actor) -> dict[str, object]:
    """Which other pages of the case there are for this reader."""
    pack = case.edition.pack
    return {
        "has_assessments": any(case.level in one.per for one in pack.stages if one.instrument),
        "has_goods": hands_goods_over(pack),
        "has_list": pack.invitation is not None and case.group is None,
        "has_exports": bool(exports_of(case)),
        "has_followup": pack.followup is not None and case.group is None,
        "has_board": may_see_board(actor, case),
        "has_seats": rules.group_writes(case) and bool(rules.may_keep_seats(actor, case)),
    }


def _sums(case: Case, actor: Actor) -> dict[str, object]:
    """What a group or a district comes to, in a line each; above them the board tells it."""
    found = sums_of(case) if case.level in ON_THEIR_PAGE else []
    indicators = indicators_told(case, actor)
    return {
        "has_rollups": has_sums(case.edition.pack) or bool(indicators),
        "cards": [card_of(case, one) for one in found],
        "indicators": indicators,
    }


def indicators_told(case: Case, actor: Actor) -> list[Indicator]:
    """The indicators of a district, which has no board to tell them."""
    if case.level not in ON_THEIR_PAGE or not may_see_indicators(actor, case):
        return []
    return indicators_of(case)


def _enrolment(case: Case) -> dict[str, object]:
    """What was asked when the group was taken in; of an office, where its target stands."""
    return {"asked": _asked(case), "target_url": target_url(case)}


def _asked(case: Case) -> list[tuple[str, str]]:
    """What was asked when the group was taken in: what the named lists said, then the answers."""
    lists = [(one.title, one.verdict) for one in listed_at_enrolment(case)]
    answered = answered_at_enrolment(case)
    return lists + [(one.label, worded(display(one, value))) for one, value in answered]


def _way(case: Case, actor: Actor) -> dict[str, object]:
    """How far the case has come on its way through the programme, and what happened on it."""
    return {
        "window": window_reading(case.edition, clock.today()),
        "steps": step_line(case),
        "tasks": task_lines(case, actor),
        "results": results_told(case, actor),
        "deeds": (deeds := case_history(case)),
        "has_older": len(deeds) == NEWEST,
    }


def _below(case: Case, actor: Actor) -> dict[str, object]:
    """What lies right below the case and comes up from it, whether a group may join it, and where offices come from."""
    children = child_lines(case)
    return {
        "children": children,
        "has_below": Level(case.level) is not case.edition.pack.levels[-1],
        "takes_groups": rules.takes_groups(case),
        "may_enrol": rules.may_enrol_group(actor, case, len(children)),
        "to_registers": Way(_("เปิดทะเบียนจัดสรร"), reverse("web:registers")),
        **_sums(case, actor),
    }


urlpatterns = [
    path("cases/<int:pk>/", case, name="case"),
    path("cases/<int:pk>/history/", history, name="case-history"),
]
