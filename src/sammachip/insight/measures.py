"""Indicators counted from accepted answers: numerator, denominator and what could not be measured, case by case."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from sammachip.cases.models import Case, Revision, Task, TaskResult
from sammachip.core import answers as core_answers
from sammachip.core.area import within
from sammachip.core.expr import Kind, NoResult, Rule, compile_rule
from sammachip.core.fields import FormSpec
from sammachip.core.rollup import Tally
from sammachip.programmes.pack import Measure

KINDS = (Kind.BOOL, Kind.INTEGER, Kind.MONEY, Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class Measured:
    """One case's part in an indicator."""

    case: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator over everything at and below a case, and the cases behind it."""

    measure: Measure
    total: Tally
    cases: tuple[Measured, ...]

    @property
    def value(self) -> Decimal | None:
        """Per cent for a ratio, the mean itself for a mean; None while nothing was measured."""
        if self.measure.kind == "ratio":
            return self.total.percent()
        ratio = self.total.ratio()
        return None if ratio is None else round(ratio, 2)


def readings(case: Case) -> list[Reading]:
    """Every indicator of the case's edition, over its own subtree."""
    return [_reading(case, measure) for measure in case.edition.pack.measures]


def _reading(case: Case, measure: Measure) -> Reading:
    pack = case.edition.pack
    low, high = within(case.path)
    below = Case.objects.filter(
        edition=case.edition_id, level=measure.per, path__gte=low, path__lt=high
    ).live()
    counted = sorted(_among(below, measure))
    answers = _accepted(counted, measure.stage)
    form = pack.forms[str(pack.stage(measure.stage).form)]
    rules = _rules(measure, form)
    parts = tuple(Measured(one, _tally(rules, form, answers.get(one))) for one in counted)
    return Reading(measure, sum((part.tally for part in parts), Tally()), parts)


def _among(cases: QuerySet[Case], measure: Measure) -> set[int]:
    """The cases that count at all: those whose other stages came to what the measure asks."""

    counted = set(cases.values_list("pk", flat=True))
    for need in measure.among:
        tasks = Task.objects.filter(case__in=counted, stage=need.stage).exclude(result="")
        if need.when != "any":
            tasks = tasks.filter(result=need.when.partition(":")[0] or TaskResult.PASSED)
        counted &= set(tasks.values_list("case_id", flat=True))
    return counted


def _accepted(cases: list[int], stage: str) -> dict[int, Mapping[str, object]]:
    """The latest accepted answers of the stage, by case; one query."""
    rows = (
        Revision.objects.filter(filing__task__case__in=cases, filing__task__stage=stage)
        .exclude(filing__accepted_revision=None)
        .order_by("filing__number")
        .values_list("filing__task__case_id", "number", "filing__accepted_revision", "answers")
    )
    return {case: answers for case, number, accepted, answers in rows if number == accepted}


def _rules(measure: Measure, form: FormSpec) -> tuple[Rule, Rule, Rule]:
    types = {**form.known, **{one.key: one.fact_type() for one in form.fields}}

    def compiled(text: str) -> Rule:
        for kind in KINDS[:-1]:
            try:
                return compile_rule(text, types, kind)
            except ValueError:
                continue
        return compile_rule(text, types, KINDS[-1])

    return compiled(measure.numerator), compiled(measure.denominator), compiled(measure.missing)


def _tally(rules: tuple[Rule, Rule, Rule], form: FormSpec, stored: Mapping[str, object] | None) -> Tally:
    """One case's tally; without accepted answers, or where a rule has no result, it is not measured."""
    if stored is None:
        return Tally(missing=1)
    values = core_answers.from_json(form, stored)
    try:
        numerator, denominator, missing = (_number(rule.evaluate(values)) for rule in rules)
    except NoResult:
        return Tally(missing=1)
    return Tally(missing=int(missing)) if missing else Tally(numerator, denominator)


def _number(value: object) -> Decimal:
    return Decimal(int(value)) if isinstance(value, bool) else Decimal(str(value))
