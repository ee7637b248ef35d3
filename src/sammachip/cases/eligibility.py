"""Whether a group may take part: the answers to the form of enrolment, under the pack's rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sammachip.cases import answering
from sammachip.cases.models import Case, CaseLevel
from sammachip.cases.personal import named_only
from sammachip.core import answers as core_answers
from sammachip.core.answers import Answers
from sammachip.core.area import Level
from sammachip.core.expr import Kind, Rule, RuleFailed, Unanswered, compile_rule
from sammachip.core.fields import Field, FormSpec
from sammachip.core.verdict import YES, Missing, Verdict, require
from sammachip.programmes.pack import EligibilityRule, Pack
from sammachip.programmes.packbuild import known_facts
from sammachip.trail.models import Event


@dataclass(frozen=True, slots=True)
class RuleAsked:
    """One rule of eligibility under the answers: yes, no, or None while what it asks about is not answered."""

    rule: EligibilityRule
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What a pack asks of a group before it is taken in, and how the answers stand under each of its rules."""

    form: FormSpec
    answers: Answers
    missing: Sequence[Missing]
    rules: Sequence[RuleAsked]

    @property
    def verdict(self) -> Verdict:
        """Whether the group may be taken in; else what is wrong or missing, or the sentence of each rule that says no."""
        if self.answers.errors:
            return Verdict(self.answers.errors[0].sentence, "answers")
        if self.missing:
            names = ", ".join(one.label for one in self.missing[:5])
            reason = _("ยังขาดคำตอบ {n} ข้อ: {names}").format(n=len(self.missing), names=names)
            return Verdict(reason, "missing")
        said_no = [one.rule.otherwise for one in self.rules if not one.holds]
        return Verdict(" ".join(said_no), "eligible") if said_no else YES


def rules_of(pack: Pack) -> list[EligibilityRule]:
    """What the programme asks of a group before it is taken in."""
    enrol = pack.enrol.get(Level.GROUP)
    return [pack.rules[key] for key in enrol.eligible] if enrol else []


def form_of_enrolment(pack: Pack) -> FormSpec | None:
    """The form whose answers the rules are asked about; None where the pack asks none."""
    enrol = pack.enrol.get(Level.GROUP)
    return pack.forms[enrol.form] if enrol and enrol.form else None


def ask(pack: Pack, raw: Mapping[str, object]) -> Eligibility | None:
    """The answers as typed, under every rule of the pack; None where the pack asks no form."""
    form = form_of_enrolment(pack)
    if form is None:
        return None
    answers = answering.coerce(form, raw)
    types = {**known_facts([Level.GROUP]), **{one.key: one.fact_type() for one in form.fields}}
    rules = [
        RuleAsked(rule, _holds(compile_rule(rule.that, types, Kind.BOOL), answers)) for rule in rules_of(pack)
    ]
    return Eligibility(form, answers, answering.missing(form, answers), rules)


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


def _holds(rule: Rule, answers: Answers) -> bool | None:
    try:
        return rule.evaluate(answers.values) is True
    except Unanswered:
        return None
    except RuleFailed:
        return False


def eligible_answers(pack: Pack, raw: Mapping[str, object]) -> dict[str, object]:
    """The answers as the event may keep them, all rules of the pack holding; nothing where the pack asks no form.

    Raises Refused with what is wrong with an answer or missing, else with the sentence of each rule that says no.
    """
    asked = ask(pack, raw)
    if asked is None:
        return {}
    require(asked.verdict)
    return named_only(asked.form, core_answers.to_json(asked.answers.values))
