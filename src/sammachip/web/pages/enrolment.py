"""A district takes groups into its programme: whom it may choose, what each is asked, and who is taken in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions as cases
from sammachip.cases import queries
from sammachip.cases.belonging import taken_in
from sammachip.cases.collecting import said_of_group
from sammachip.cases.eligibility import Eligibility, ask, form_of_enrolment, rules_of
from sammachip.cases.models import Case, Submission
from sammachip.cases.prefill import known_of
from sammachip.cases.rules import may_enrol_group, takes_groups
from sammachip.core.collected import read_submission
from sammachip.core.verdict import YES, Verdict, require
from sammachip.insight.targets import lists_of, share_of
from sammachip.registry.models import Group, GroupQuerySet
from sammachip.registry.roster_standings import Place, on_every_list, place_at, place_of
from sammachip.trail import clock
from sammachip.web.aims import target_url
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.forms.filing import SectionInput, posted, sections
from sammachip.web.forms.groups import EnrolDay, GroupSearch, NewGroupForm
from sammachip.web.known import group_facts, in_sections
from sammachip.web.pages.cases import seen_case
from sammachip.web.pages.groups import A_PAGE, areas_under, is_new, narrowed, new_page, registered
from sammachip.web.posted import whole_number

TAKE_IN = "take-in"
"""The button that takes the group in; any other only asks the rules."""


def _district(request: Request, pk: int) -> Case:
    found = seen_case(request, pk)
    if not takes_groups(found):
        raise Http404
    return found


def _may_enrol(request: Request, district: Case) -> Verdict:
    return may_enrol_group(request.actor, district, queries.groups_enrolled(district))


@page
def candidates(request: Request, pk: int) -> HttpResponse:
    district = _district(request, pk)
    search = GroupSearch(request.GET, root=district.path)
    context = {
        "district": district,
        "places": queries.places_below(district),
        "enrolled": queries.groups_enrolled(district),
        "rules": rules_of(district.edition.pack),
        "search": search,
        "target_url": target_url(district),
        **_to_choose(request, district, search),
        "may_enrol": _may_enrol(request, district),
    }
    return render(request, "web/group/candidates.html", context)


def _to_choose(request: Request, district: Case, search: GroupSearch) -> dict[str, object]:
    """A leaf of the groups that could be taken in, each with whether its village stands on every list."""
    found = narrowed(_outside(district), search).in_order()
    leaf = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    groups = list(leaf)
    listed = _on_every_list(district, groups)
    told = [(group, listed is not None and group.village_id in listed) for group in groups]
    return {"leaf": leaf, "lists": listed is not None, "candidates": told}


def _on_every_list(district: Case, groups: Sequence[Group]) -> set[str] | None:
    """Which villages of these groups stand on every list that the programme counts; None while one of them is missing."""
    share = share_of(district)
    spoken = lists_of(district, share, clock.today()) if share else {}
    if not spoken or not all(spoken.values()):
        return None
    villages = on_every_list(spoken, district.path).filter(code__in={one.village_id for one in groups})
    return set(villages.order_by().values_list("code", flat=True))


def _outside(district: Case) -> GroupQuerySet:
    """The registered groups of the district that are not in its programme."""
    found = Group.objects.within(district.path).standing().exclude(taken_in(programme=district.programme_id))
    return found.select_related("village__area__parent")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a programme asks of one group, on the page: its questions as answered, and each rule's answer.

    `eligibility` is None where the pack has no form of enrolment: then nothing stands in the way. `day` asks when the
    group was chosen.
    """

    eligibility: Eligibility | None
    day: EnrolDay

    @property
    def sections(self) -> list[SectionInput]:
        one = self.eligibility
        return sections(one.form, one.answers, one.facts) if one else []

    @property
    def is_asked(self) -> bool:
        """Whether somebody pressed the button, so that the answers of the rules are what to read first."""
        return self.day.is_bound

    @property
    def is_sound(self) -> bool:
        """Whether every rule says yes and the day can be read."""
        return bool(self.verdict) and self.day.is_valid()

    @property
    def verdict(self) -> Verdict:
        return self.eligibility.verdict if self.eligibility else YES


def _asked_of_posted(request: Request, district: Case, place: Place) -> tuple[Asked, dict[str, object]]:
    pack = district.edition.pack
    form = form_of_enrolment(pack)
    raw = posted(form, request.POST) if form else {}
    day = EnrolDay(request.POST)
    done_on = day.cleaned_data["done_on"] if day.is_valid() else None
    return Asked(ask(pack, raw, place, done_on=done_on), day), raw


def _goes_on(request: Request, asked: Asked) -> bool:
    """Whether the officer has seen every rule say yes and wants the group in."""
    return request.POST.get("then") == TAKE_IN and asked.is_sound


def _candidate(district: Case, pk: int) -> Group:
    return get_object_or_404(_outside(district), pk=pk)


@page
def candidate(request: Request, pk: int, group: int) -> HttpResponse:
    district = _district(request, pk)
    found = _candidate(district, group)
    require(_may_enrol(request, district))
    form = form_of_enrolment(district.edition.pack)
    known = known_of(form, found) if form else {}
    asked = ask(district.edition.pack, known, place_of(found))
    return _candidate_page(request, district, found, Asked(asked, EnrolDay()))


def _candidate_page(
    request: Request, district: Case, group: Group, asked: Asked, *, status: int = 200
) -> HttpResponse:
    facts, _changes = group_facts(group, request.actor)
    known = in_sections(facts)
    context = {
        "district": district,
        "group": group,
        "facts": [line for part in known for line in part.lines],
        "untold": [label for part in known for label in part.untold],
        "asked": asked,
    }
    return render(request, "web/group/candidate.html", context, status=status)


@act
def take_in(request: Request, pk: int, group: int) -> HttpResponse:
    district = _district(request, pk)
    found = _candidate(district, group)
    require(_may_enrol(request, district))
    asked, raw = _asked_of_posted(request, district, place_of(found))
    if not _goes_on(request, asked):
        return _candidate_page(request, district, found, asked, status=200 if asked.is_sound else 422)
    made = cases.enrol_group(district, found, answers=raw, **asked.day.cleaned_data, actor=request.actor)
    messages.success(request, _("นำ{name}เข้าโครงการแล้ว เริ่มขั้นตอนแรกได้เลย").format(name=made.subject))
    return redirect(made)


@page
def new_for(request: Request, pk: int) -> HttpResponse:
    district = _district(request, pk)
    require(_may_enrol(request, district))
    known = {"said_on": clock.today(), **_collected(request, district)}
    form = NewGroupForm(areas=areas_under(district.path), initial=known)
    asked = ask(district.edition.pack, {}, Place(district.path))
    return new_page(request, form, district=district, asked=Asked(asked, EnrolDay()))


def _collected(request: Request, district: Case) -> dict[str, str]:
    """What the submission in the address says of a group met on the way, for the office that took it in."""
    number = whole_number(request.GET.get("from", ""), otherwise=0)
    own = Submission.objects.visible_to(request.actor).filter(
        programme_code=district.programme.code, office=request.actor.office
    )
    found = own.filter(pk=number).first() if number else None
    form = district.edition.pack.forms.get(found.form) if found else None
    return said_of_group(form, read_submission(found.content.encode())) if found and form else {}


@act
def register_for(request: Request, pk: int) -> HttpResponse:
    district = _district(request, pk)
    require(_may_enrol(request, district))
    form = NewGroupForm(request.POST, areas=areas_under(district.path))
    sound = form.is_valid() and is_new(request, form)
    asked, raw = _asked_of_posted(request, district, _place_typed(form, district))
    if not (sound and _goes_on(request, asked)):
        status = 200 if sound and asked.is_sound else 422
        return new_page(request, form, status=status, district=district, asked=asked)
    group = registered(request, form)
    made = cases.enrol_group(district, group, answers=raw, **asked.day.cleaned_data, actor=request.actor)
    messages.success(request, _("ลงทะเบียน{name}และนำเข้าโครงการแล้ว").format(name=made.subject))
    return redirect(made)


def _place_typed(form: NewGroupForm, district: Case) -> Place:
    """Where the new group will be, once its sub-district and village can be read; else only the district is known."""
    typed = form.cleaned_data
    if not (typed.get("tambon") and typed.get("moo")):
        return Place(district.path)
    return place_at(form.area, typed["moo"], typed.get("name") or "")


urlpatterns = [
    path("cases/<int:pk>/groups/", candidates, name="case-groups"),
    path("cases/<int:pk>/groups/<int:group>/", either(candidate, take_in), name="case-group"),
    path("cases/<int:pk>/groups/new/", either(new_for, register_for), name="case-group-new"),
]
