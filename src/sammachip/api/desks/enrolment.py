"""Groups taken into a programme: what it asks of them, and the case that opens."""

from typing import cast

from django.shortcuts import get_object_or_404
from ninja import Router
from pydantic import JsonValue

from sammachip.api.desks.cases import CaseWhole, a_case, case_whole
from sammachip.api.desks.tasks import FieldTold, field_told
from sammachip.api.ground import Call, acts, first, reads
from sammachip.api.words import (
    Answers,
    Day,
    Id,
    Said,
    Told,
)
from sammachip.cases import actions
from sammachip.cases.eligibility import RuleAsked, ask, form_of_enrolment
from sammachip.cases.models import Case
from sammachip.cases.prefill import known_of
from sammachip.cases.queries import groups_enrolled
from sammachip.cases.rules import may_enrol_group
from sammachip.core.verdict import Verdict
from sammachip.org.hats import Actor
from sammachip.registry.models import Group
from sammachip.registry.roster_standings import Standing, place_of

router = Router(tags=["cases"])


class EnrolSaid(Said):
    """The group, and the answers to the programme's form of enrolment where it has one.

    `done_on`: the day on which the group was chosen, where that was before today.
    """

    group: Id
    answers: Answers = {}
    done_on: Day | None = None


class ListedTold(Told):
    """What a named list says: `roster` is null while nobody brought the list; `listed` where nothing can be said."""

    key: str
    roster: int | None
    listed: bool | None
    sentence: str


class RuleTold(Told):
    """One rule of eligibility: `holds` is null while what it asks about is not answered; `lists` are those it asks."""

    key: str
    sentence: str
    otherwise: str
    source: str
    holds: bool | None
    lists: list[ListedTold]


class EligibilityTold(Told):
    """What the programme asks of a group before it is taken in, answered as far as the registry knows."""

    fields: list[FieldTold]
    answers: dict[str, JsonValue]
    rules: list[RuleTold]


def rule_told(asked: RuleAsked) -> RuleTold:
    rule = asked.rule
    return RuleTold(
        key=rule.key,
        sentence=rule.sentence,
        otherwise=asked.otherwise,
        source=rule.source,
        holds=asked.holds,
        lists=[listed_told(one) for one in asked.lists],
    )


def listed_told(one: Standing) -> ListedTold:
    return ListedTold(
        key=one.key, roster=one.roster.pk if one.roster else None, listed=one.listed, sentence=one.sentence
    )


def _may_enrol(actor: Actor, case: Case) -> Verdict:
    """Whether the caller takes one more group in below the case."""
    return may_enrol_group(actor, case, groups_enrolled(case))


@acts(router, "/cases/{pk}/groups", may=first(_may_enrol, a_case))
def enrol_group(request: Call, pk: Id, said: EnrolSaid) -> CaseWhole:
    """Take a registered group into the programme below this case, each of its rules of eligibility saying yes."""
    found = a_case(request, pk)
    group = get_object_or_404(Group.objects.visible_to(request.auth.actor), pk=said.group)
    made = actions.enrol_group(
        found, group, answers=said.answers, done_on=said.done_on, actor=request.auth.actor
    )
    return case_whole(a_case(request, made.pk))


@reads(router, "/cases/{pk}/groups/{group_pk}/eligibility")
def eligibility(request: Call, pk: Id, group_pk: Id) -> EligibilityTold:
    """What taking this group in would ask, and each rule's answer as far as the registry knows."""
    pack = a_case(request, pk).edition.pack
    seen = Group.objects.visible_to(request.auth.actor).select_related("village__area")
    group = get_object_or_404(seen, pk=group_pk)
    form = form_of_enrolment(pack)
    known = known_of(form, group) if form else {}
    asked = ask(pack, known, place_of(group))
    return EligibilityTold(
        fields=[field_told(one) for one in form.fields] if form else [],
        answers=cast("dict[str, JsonValue]", known),
        rules=[rule_told(one) for one in asked.rules] if asked else [],
    )
