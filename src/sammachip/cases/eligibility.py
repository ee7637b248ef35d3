"""Whether a group may take part: the answers to the form of enrolment, under the pack's rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sammachip.cases import answering
from sammachip.cases.models import Case, CaseLevel, Listing
from sammachip.cases.personal import named_only
from sammachip.core import answers as core_answers
from sammachip.core.answers import Answers
from sammachip.core.area import Level
from sammachip.core.expr import Kind, Rule, RuleFailed, Unanswered, compile_rule
from sammachip.core.fields import Field, FormSpec
from sammachip.core.verdict import YES, Missing, Verdict, require
from sammachip.programmes.pack import ONE_OCCUPATION, EligibilityRule, Pack
from sammachip.programmes.packbuild import facts_of_eligibility, known_facts
from sammachip.registry.models import OccupationKind
from sammachip.registry.queries import one_occupation
from sammachip.registry.roster_standings import Place, Standing, standings
from sammachip.trail import clock
from sammachip.trail.models import Event


@dataclass(frozen=True, slots=True)
class RuleAsked:
    """One rule of eligibility under the answers: yes, no, or None while what it asks about is not answered.

    `lists` are the named lists that it asks, with what each says of the group; `known` is what the registry says where it
    answers instead of a person.
    """

    rule: EligibilityRule
    holds: bool | None
    lists: tuple[Standing, ...] = ()
    known: str = ""

    @property
    def otherwise(self) -> str:
        """Why the answer is no: the rule's own sentence, and each list on which the group does not stand."""
        against = (one.sentence for one in self.lists if one.roster and not one.listed)
        return " ".join((self.rule.otherwise, *against))


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What a pack asks of a group before it is taken in, and how the answers stand under each of its rules."""

    form: FormSpec
    answers: Answers
    missing: Sequence[Missing]
    rules: Sequence[RuleAsked]
    facts: Mapping[str, object]

    @property
    def lists(self) -> list[Standing]:
        """What the rules found on named lists, each list once."""
        return list({one.key: one for asked in self.rules for one in asked.lists}.values())

    @property
    def verdict(self) -> Verdict:
        """Whether the group may be taken in; else what is wrong or missing, or the sentence of each rule that says no."""
        if self.answers.errors:
            return Verdict(self.answers.errors[0].sentence, "answers")
        if self.missing:
            names = ", ".join(one.label for one in self.missing[:5])
            reason = _("ยังขาดคำตอบ {n} ข้อ: {names}").format(n=len(self.missing), names=names)
            return Verdict(reason, "missing")
        said_no = [one.otherwise for one in self.rules if not one.holds]
        return Verdict(" ".join(said_no), "eligible") if said_no else YES


def rules_of(pack: Pack) -> list[EligibilityRule]:
    """What the programme asks of a group before it is taken in."""
    enrol = pack.enrol.get(Level.GROUP)
    return [pack.rules[key] for key in enrol.eligible] if enrol else []


def form_of_enrolment(pack: Pack) -> FormSpec | None:
    """The form whose answers the rules are asked about; None where the pack asks none."""
    enrol = pack.enrol.get(Level.GROUP)
    return pack.forms[enrol.form] if enrol and enrol.form else None


NO_QUESTIONS = FormSpec("", ())
"""The form of a programme whose rules ask of named lists alone."""


def ask(
    pack: Pack, raw: Mapping[str, object], place: Place, *, done_on: date | None = None
) -> Eligibility | None:
    """The answers as typed and what named lists say of the place, under every rule of the pack; None where it asks nothing.

    `done_on` is the day for which the lists are asked; none given means today.
    """
    rules = rules_of(pack)
    form = form_of_enrolment(pack)
    if form is None and not rules:
        return None
    form = form or NO_QUESTIONS
    types = {
        **known_facts([Level.GROUP]),
        **facts_of_eligibility(pack.lists.values()),
        **{one.key: one.fact_type() for one in form.fields},
    }
    compiled = [(rule, compile_rule(rule.that, types, Kind.BOOL)) for rule in rules]
    asked = {one.key: one for _rule, how in compiled for one in pack.lists.values() if one.fact in how.names}
    found = {asked[one.key].fact: one for one in standings(asked.values(), place, done_on or clock.today())}
    # A list that is there answers instead of a person, also while the village is still to be chosen.
    facts = {name: one.listed is True for name, one in found.items() if one.roster}
    kind = one_occupation(place.groups)
    if kind is not None:
        facts[ONE_OCCUPATION] = True
    answers = answering.coerce(form, raw, facts=facts)
    said = [_asked(rule, how, {**facts, **answers.values}, found, kind) for rule, how in compiled]
    return Eligibility(form, answers, answering.missing(form, answers, facts=facts), said, facts)


def _asked(
    rule: EligibilityRule,
    how: Rule,
    values: Mapping[str, object],
    found: Mapping[str, Standing],
    kind: OccupationKind | None,
) -> RuleAsked:
    lists = tuple(one for name, one in found.items() if name in how.names)
    unplaced = any(one.roster and one.listed is None for one in lists)
    known = ""
    if kind is not None and ONE_OCCUPATION in how.names:
        known = _("ทะเบียนกลุ่ม: ทุกอย่างที่กลุ่มทำเป็นประเภทอาชีพ «{kind}»").format(kind=kind.label)
    return RuleAsked(rule, None if unplaced else _holds(how, values), lists, known)


def answered_at_enrolment(case: Case) -> list[tuple[Field, object]]:
    """The questions of enrolment with what was answered when the group was taken in; what is personal was not kept.

    Questions that the edition it follows by now no longer asks are left out; one query.
    """
    form = form_of_enrolment(case.edition.pack)
    if form is None or case.level != CaseLevel.GROUP:
        return []
    taken_in = (
        Event.objects.about(case).filter(verb="group.enrolled", about_id=case.pk).newest_first().first()
    )
    if taken_in is None:
        return []
    kept = taken_in.facts.get("answers") or {}
    known = {one.key: kept[one.key] for one in form.fields if one.key in kept and not one.personal}
    answers = core_answers.from_json(form, known)
    return [(form.named(key), value) for key, value in answers.items()]


def listed_at_enrolment(case: Case) -> list[Standing]:
    """What named lists said when the group was taken in, by the revisions of that day; one query, or none."""
    if case.level != CaseLevel.GROUP:
        return []
    kept = Listing.objects.filter(case=case).select_related("roster__office").order_by("pk")
    where = str(case.subject)
    return [Standing(one.roster.key, one.roster.title, one.roster, one.listed, where) for one in kept]


def _holds(rule: Rule, values: Mapping[str, object]) -> bool | None:
    try:
        return rule.evaluate(values) is True
    except Unanswered:
        return None
    except RuleFailed:
        return False


def eligible(
    pack: Pack, raw: Mapping[str, object], place: Place, *, done_on: date | None = None
) -> tuple[dict[str, object], list[Standing]]:
    """The answers as the event may keep them and what the lists said, all rules of the pack holding; nothing where it asks
    nothing.

    Raises Refused with what is wrong with an answer or missing, else with the sentence of each rule that says no.
    """
    asked = ask(pack, raw, place, done_on=done_on)
    if asked is None:
        return {}, []
    require(asked.verdict)
    kept = named_only(asked.form, core_answers.to_json(asked.answers.values))
    return kept, [one for one in asked.lists if one.roster]
