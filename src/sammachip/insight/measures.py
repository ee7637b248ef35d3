"""Indicators counted from accepted answers: numerator, denominator and what could not be measured, case by case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import F, QuerySet

from sammachip.cases.filled import restored_facts
from sammachip.cases.models import Case, Revision, Task, TaskResult
from sammachip.cases.steps import ended_by
from sammachip.core import answers as core_answers
from sammachip.core.area import Level, is_within, within
from sammachip.core.expr import Kind, NoResult, Rule, compile_rule
from sammachip.core.fields import FormSpec
from sammachip.core.flow import Need
from sammachip.core.money import percent
from sammachip.core.rollup import Tally
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Measure, Pack
from sammachip.trail import clock

KINDS = (Kind.BOOL, Kind.INTEGER, Kind.MONEY, Kind.NUMBER)
ALWAYS_MEASURED = "false"


class Attained(StrEnum):
    """Whether a target is reached, however the cases not measured yet turn out."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Measured:
    """One case's part in an indicator.

    `reason` is the pack's sentence for what its accepted answers lack, blank where none of them fits; `answered` tells
    those from a case that has no accepted answers at all.
    """

    case: int
    tally: Tally
    path: str = ""
    answered: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator over everything at and below a case, and the cases behind it."""

    measure: Measure
    total: Tally
    cases: tuple[Measured, ...]

    @classmethod
    def of(cls, measure: Measure, parts: Iterable[Measured]) -> "Reading":
        """The parts added up: numerators and denominators, never percentages."""
        cases = tuple(parts)
        return cls(measure, sum((part.tally for part in cases), Tally()), cases)

    def behind(self, part: str) -> list[Measured]:
        """The cases behind one of the three numbers: "numerator", "denominator" or "missing"."""
        return [one for one in self.cases if getattr(one.tally, part)]

    def within(self, root: str) -> "Reading":
        """The same indicator over what lies at or below a path."""
        return Reading.of(self.measure, (one for one in self.cases if is_within(one.path, root)))

    def outside(self, roots: Sequence[str]) -> "Reading":
        """The same indicator over what lies under none of these paths."""
        cases = (one for one in self.cases if not any(is_within(one.path, root) for root in roots))
        return Reading.of(self.measure, cases)

    @property
    def value(self) -> Decimal | None:
        """Per cent for a ratio, the mean itself for a mean; None while nothing was measured."""
        if self.measure.is_ratio:
            return self.total.percent()
        ratio = self.total.ratio()
        return None if ratio is None else round(ratio, 2)

    @property
    def bounds(self) -> tuple[Decimal, Decimal] | None:
        """The ratio if every case not measured turned out badly, and if every one turned out well.

        None for a mean, where a case counts for more than one, and while there is no case at all.
        """
        if not self.measure.is_ratio or any(part.tally.denominator > 1 for part in self.cases):
            return None
        whole = self.total.denominator + self.total.missing
        worst = percent(self.total.numerator, whole)
        best = percent(self.total.numerator + self.total.missing, whole)
        return None if worst is None or best is None else (worst, best)

    @property
    def attained(self) -> Attained | None:
        """Whether the target is reached; None without a target or without bounds to judge by."""
        if self.measure.target is None or self.bounds is None:
            return None
        worst, best = self.bounds
        if worst >= self.measure.target:
            return Attained.YES
        return Attained.NO if best < self.measure.target else Attained.OPEN


def readings(case: Case, as_of: date | None = None) -> list[Reading]:
    """Every indicator of the case's edition over its own subtree, as of a day, none given means today.

    It counts the cases that took part on the day and what is accepted of papers done by then, each read by the form it
    was sent under. A few queries for each indicator, however many cases there are.
    """
    day = as_of or clock.today()
    editions = list(Edition.objects.filter(programme=case.programme_id))
    return [_reading(case, measure, editions, day) for measure in case.edition.pack.measures]


def by_office(reading: Reading, case: Case, offices: Sequence[Case]) -> list[tuple[Case, Reading]]:
    """The reading of each office in the order given, and last of what the case counts beside them, if anything."""
    rows = [(office, reading.within(office.path)) for office in offices]
    own = reading.outside([office.path for office in offices])
    return [*rows, (case, own)] if own.cases else rows


def _reading(case: Case, measure: Measure, editions: Sequence[Edition], day: date) -> Reading:
    answers = _accepted(case, measure, editions, day)
    rules = _rules(measure, _form(case.edition.pack, measure.stage))
    counted = counted_cases(case, [measure.per], measure.among, editions, day)
    return Reading.of(measure, (_measured(rules, one, path, answers.get(one)) for one, path in counted))


def counted_cases(
    case: Case, levels: Sequence[Level], among: Sequence[Need], editions: Sequence[Edition], day: date
) -> list[tuple[int, str]]:
    """The cases that count at all, by place: those of the levels whose other stages came to what is asked."""
    low, high = within(case.path)
    below = Case.objects.filter(programme=case.programme_id, level__in=levels, path__gte=low, path__lt=high)
    paths = dict(below.taking_part(day).order_by("path", "pk").values_list("pk", "path"))
    counted = set(paths)
    for need in among:
        tasks = Task.objects.filter(ended_by(editions, day), case__in=below, stage=need.stage)
        tasks = tasks.exclude(result="")
        if need.when != "any":
            result, _colon, tier = need.when.partition(":")
            tasks = tasks.filter(result=result or TaskResult.PASSED)
            tasks = tasks.filter(tier=tier) if tier else tasks
        counted &= set(tasks.values_list("case_id", flat=True))
    return [(one, path) for one, path in paths.items() if one in counted]


def accepted_revisions(case: Case, stage: str, day: date) -> QuerySet[Revision]:
    """What is accepted of a stage's papers at and below a case, done by a day."""
    low, high = within(case.path)
    return Revision.objects.filter(
        filing__task__case__programme=case.programme_id,
        filing__task__case__path__gte=low,
        filing__task__case__path__lt=high,
        filing__task__stage=stage,
        number=F("filing__accepted_revision"),
        done_on__lte=day,
    )


def _accepted(
    case: Case, measure: Measure, editions: Sequence[Edition], day: date
) -> dict[int, Mapping[str, object]]:
    """The latest accepted answers of the stage done by a day and the facts filled in beside them, by case; one query."""
    packs = {edition.pk: edition.pack for edition in editions}
    rows = (
        accepted_revisions(case, measure.stage, day)
        .order_by("filing__task__occurrence", "filing__number")
        .values_list("filing__task__case_id", "edition_id", "answers", "facts")
    )
    latest = {one: said for one, *said in rows}
    return {
        one: {
            **restored_facts(facts),
            **core_answers.from_json(_form(packs[edition], measure.stage), answers),
        }
        for one, (edition, answers, facts) in latest.items()
    }


def _form(pack: Pack, stage: str) -> FormSpec:
    return pack.forms[str(pack.stage(stage).form)]


@dataclass(frozen=True, slots=True)
class _Rules:
    """A measure's rules, compiled over the answers of its form; each reason with its sentence."""

    numerator: Rule
    denominator: Rule
    missing: Rule
    reasons: tuple[tuple[Rule, str], ...]


def _rules(measure: Measure, form: FormSpec) -> _Rules:
    types = {**form.known, **{one.key: one.fact_type() for one in form.fields}}

    def compiled(text: str) -> Rule:
        for kind in KINDS[:-1]:
            try:
                return compile_rule(text, types, kind)
            except ValueError:
                continue
        return compile_rule(text, types, KINDS[-1])

    return _Rules(
        compiled(measure.numerator),
        compiled(measure.denominator),
        compiled(measure.missing or ALWAYS_MEASURED),
        tuple((compile_rule(one.when, types, Kind.BOOL), one.sentence) for one in measure.reasons),
    )


def _measured(rules: _Rules, case: int, path: str, values: Mapping[str, object] | None) -> Measured:
    """One case's part; without accepted answers it is not measured."""
    if values is None:
        return Measured(case, Tally(missing=1), path, answered=False)
    tally = _tally(rules, values)
    return Measured(case, tally, path, reason=_reason(rules, values) if tally.missing else "")


def _reason(rules: _Rules, values: Mapping[str, object]) -> str:
    """The sentence of the first reason that holds; blank when none does, or none can be told."""
    for rule, sentence in rules.reasons:
        try:
            if rule.evaluate(values):
                return sentence
        except (NoResult, TypeError):
            continue
    return ""


def _tally(rules: _Rules, values: Mapping[str, object]) -> Tally:
    """One case's tally; where a rule has no result, it is not measured."""
    try:
        numerator, denominator, missing = (
            _number(rule.evaluate(values)) for rule in (rules.numerator, rules.denominator, rules.missing)
        )
    except (NoResult, TypeError):
        # An earlier edition may have asked the same field for an answer of another kind.
        return Tally(missing=1)
    return Tally(missing=1) if missing else Tally(numerator, denominator)


def _number(value: object) -> Decimal:
    return Decimal(int(value)) if isinstance(value, bool) else Decimal(str(value))
