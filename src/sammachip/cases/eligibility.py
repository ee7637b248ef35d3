"""Whether a group may take part: the answers to the form of enrolment, under the pack's rules."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from sammachip.core import answers as core_answers
from sammachip.core.answers import Answers
from sammachip.core.area import Level
from sammachip.core.expr import Kind, compile_rule
from sammachip.core.fields import FormSpec
from sammachip.core.verdict import Refused
from sammachip.programmes.pack import Pack
from sammachip.programmes.packbuild import known_facts


def eligible_answers(pack: Pack, raw: Mapping[str, object]) -> dict[str, object]:
    """The answers as the trail keeps them, all rules of the pack holding; nothing where the pack asks no form.

    Raises Refused with what is wrong with an answer or missing, else with the sentence of each rule that says no.
    """
    enrol = pack.enrol.get(Level.GROUP)
    if enrol is None or enrol.form is None:
        return {}
    form = pack.forms[enrol.form]
    answers = core_answers.coerce(form, raw)
    _require_complete(form, answers)
    types = {**known_facts([Level.GROUP]), **{one.key: one.fact_type() for one in form.fields}}
    rules = [pack.rules[key] for key in enrol.eligible]
    said_no = [
        rule.otherwise
        for rule in rules
        if not compile_rule(rule.that, types, Kind.BOOL).holds(answers.values)
    ]
    if said_no:
        raise Refused(" ".join(said_no))
    return core_answers.to_json(answers.values)


def _require_complete(form: FormSpec, answers: Answers) -> None:
    if answers.errors:
        raise Refused(answers.errors[0].sentence)
    if missing := core_answers.missing(form, answers):
        names = ", ".join(one.label for one in missing[:5])
        raise Refused(_("ยังขาดคำตอบ {n} ข้อ: {names}").format(n=len(missing), names=names))
