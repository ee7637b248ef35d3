"""How the answers of a form end its task: by a decision that holds, by a score cut into levels, or by the form's instrument; and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sammachip.core.expr import FactType, Kind, NoResult, compile_rule
from sammachip.core.fields import FormSpec
from sammachip.core.flow import Outcome, Result
from sammachip.core.instrument import Assessed, Instrument, assess
from sammachip.core.levels import ceiling_of, level_of
from sammachip.programmes.pack import Judgement


@dataclass(frozen=True, slots=True)
class Reached:
    """The score that was reached, and the level it lies in: from `floor` up to below `ceiling`, if there is one above."""

    score: Decimal
    floor: Decimal
    ceiling: Decimal | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What answers come to, with the sentence of the rule that said so, fit to print; `reached` where a score did.

    `assessed` is what an instrument found, dimension by dimension.
    """

    result: Result
    sentence: str
    reached: Reached | None = None
    assessed: Assessed | None = None


def judge(judgement: Judgement, form: FormSpec, values: Mapping[str, object]) -> Judged | None:
    """What these answers come to: by the first clause that holds, else by instrument or score; None where they decide nothing."""
    types = {**form.known, **{one.key: one.fact_type() for one in form.fields}}
    for clause in judgement.clauses:
        if clause.when is None or compile_rule(clause.when, types, Kind.BOOL).holds(values):
            return Judged(Result(clause.outcome, clause.tier), clause.sentence)
    if judgement.instrument:
        return _by_instrument(judgement.instrument, values)
    return _by_score(judgement, types, values) if judgement.score else None


def _by_instrument(instrument: Instrument, values: Mapping[str, object]) -> Judged | None:
    assessed = assess(instrument, values)
    if assessed is None:
        return None
    reached = None
    if assessed.score is not None and assessed.floor is not None:
        reached = Reached(assessed.score, assessed.floor, assessed.ceiling)
    return Judged(Result(Outcome.PASSED, assessed.label), assessed.sentence, reached, assessed)


def _by_score(
    judgement: Judgement, types: Mapping[str, FactType], values: Mapping[str, object]
) -> Judged | None:
    assert judgement.score is not None
    try:
        score = compile_rule(judgement.score, types, Kind.NUMBER).evaluate(values)
    except NoResult:
        return None
    assert isinstance(score, Decimal)
    # A pack names every score from 0 up; answers below nought can bring one lower than any band.
    band = level_of(judgement.bands, max(score, Decimal(0)))
    reached = Reached(score, band.floor, ceiling_of(judgement.bands, band))
    return Judged(Result(Outcome.PASSED, band.label), judgement.sentence, reached)
