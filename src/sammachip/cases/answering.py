"""A form's answers read, what they lack and what changed in them, in the reader's language: the same for every door."""

from collections.abc import Mapping
from dataclasses import replace

from sammachip.core import answers as core_answers
from sammachip.core import shown
from sammachip.core.answers import NOTHING, Answers
from sammachip.core.fields import Field, FormSpec
from sammachip.core.shown import Change
from sammachip.core.verdict import Missing
from sammachip.registry.rules_values import why_not, why_not_past
from sammachip.trail import clock
from sammachip.trail.spoken import worded

GROUP = "group."
Values = Mapping[str, object]


def coerce(form: FormSpec, raw: Values, *, facts: Values = NOTHING) -> Answers:
    """The answers as typed values, and the refusals of those that are none (`core.answers.coerce`)."""
    answers = core_answers.coerce(form, raw, facts=facts, doubt=doubt)
    errors = tuple(replace(one, sentence=worded(one.sentence)) for one in answers.errors)
    return replace(answers, errors=errors)


def doubt(field: Field, name: str, value: object) -> str:
    """Why this answer, bound under this name, cannot be true of a group or has not happened; empty where it can be."""
    if name.startswith(GROUP) and (why := why_not(name.removeprefix(GROUP), value, clock.today())):
        return why
    return why_not_past(value, clock.today()) if field.past else ""


def missing(form: FormSpec, answers: Answers, *, facts: Values = NOTHING) -> tuple[Missing, ...]:
    """Every required answer that is not there, in the form's order."""
    return tuple(
        replace(one, label=worded(one.label), hint=worded(one.hint))
        for one in core_answers.missing(form, answers, facts=facts)
    )


def wanting(form: FormSpec, answers: Answers, *, facts: Values = NOTHING) -> tuple[Missing, ...]:
    """What is asked for and not there, in the form's order; it may be sent without."""
    return tuple(
        replace(one, label=worded(one.label), hint=worded(one.hint))
        for one in core_answers.wanting(form, answers, facts=facts)
    )


def changed(form: FormSpec, before: Values, after: Values) -> list[Change]:
    """What differs between two versions, answer by answer, in tables cell by cell."""
    return [
        replace(one, label=worded(one.label), before=worded(one.before), after=worded(one.after))
        for one in shown.changed(form, before, after)
    ]
