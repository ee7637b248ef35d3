"""What a programme says once it has been read and checked: plain frozen values, no database, no clock.

A *pack* is a programme written down as YAML; ``packfile`` reads it into a ``Pack``. Every name inside has been
checked against the others, so a reader of these values never has to ask whether a stage or a form exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from sammachip.core import fiscal
from sammachip.core.area import Level
from sammachip.core.fields import FormSpec
from sammachip.core.flow import Need, Outcome
from sammachip.core.goods import ExpenseClass
from sammachip.core.instrument import Instrument
from sammachip.core.lengths import Longest
from sammachip.core.levels import Band
from sammachip.core.signoff import ROLE_LEVEL
from sammachip.programmes.outwardspec import Export, Followup, Invitation
from sammachip.programmes.paperspec import Paper
from sammachip.programmes.rollupspec import Rollup
from sammachip.programmes.rubricspec import Rubric

ANYONE = "*"
"""The key of a due instant that holds for every role of the stage."""

GROUP_MEMBER = "group-member"
SEATS = frozenset({GROUP_MEMBER, "panel-member", "panel-chair", "panel-secretary"})
"""Roles that go with a seat rather than with a post in an office."""


def serves(role: str, level: Level) -> bool:
    """Whether `role` acts on cases of `level`: a post of that level's office or of one above, or a seat."""
    return role in SEATS or (role in ROLE_LEVEL and not level.is_above(ROLE_LEVEL[role]))


def of_role(due: Mapping[str, datetime], role: str) -> datetime | None:
    """The instant set for this role, or else for everybody; None where neither is."""
    return due.get(role, due.get(ANYONE))


@dataclass(frozen=True, slots=True)
class Window(fiscal.Window):
    """When the programme runs, both days included, and the letter's own words for it."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One number the programme sets out to reach."""

    text: str
    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class Head:
    """A line of money (หมวด). `over` says whether going beyond it is refused or only pointed out (ถัวจ่าย)."""

    key: str
    label: str
    expense_class: ExpenseClass | None = None
    over: Literal["refuse", "warn"] = "refuse"


@dataclass(frozen=True, slots=True)
class Budget:
    """The programme's money as its letter states it; never derived from a rate."""

    total: Decimal
    text: str
    note: str
    heads: tuple[Head, ...]

    @property
    def is_none(self) -> bool:
        """Whether the programme brings no money: what it holds of money is then not asked for and not shown."""
        return self.total == 0


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A regulation an office confirms before a kind of act, with the paper that demands it. `needs` is the sum of the case
    without which it cannot be confirmed: `allotted` or `transferred`; "" where nothing but the office knows."""

    key: str
    text: str
    source: str
    before: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class GuidelineStep:
    """One numbered step of the guideline; `stages` are the stages in which it is carried out."""

    number: str
    title: str
    text: str
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Where an office says that it studied the guideline: the stage, and the fields that say so, by whom and when."""

    stage: str
    that: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Guideline:
    """The guideline an office studies and acknowledges before it starts."""

    title: str
    steps: tuple[GuidelineStep, ...]
    acknowledged: Acknowledgement | None = None


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """A condition on a subject, with the sentence shown for a yes and the one shown for a no."""

    key: str
    that: str
    sentence: str
    otherwise: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list that a letter names. `of` says what stands on it where its rows are kept as data; else it is a name only."""

    key: str
    title: str
    of: Literal["village", "group"] | None = None

    @property
    def fact(self) -> str:
        """The name under which rules of eligibility ask whether the group, or its village, stands on it."""
        return f"listed.{self.key}"


ONE_OCCUPATION = "registry.one_occupation"
"""Under which name rules of eligibility ask whether all that the registry knows of a group is of one kind of occupation."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many groups are aimed at: so many per cent of the villages that stand on every one of these lists."""

    percent: Decimal
    of: tuple[str, ...]


REGISTER = "allocation register"
"""The source of cases that a register opens when notice of it is given; nobody opens them by hand."""


@dataclass(frozen=True, slots=True)
class Enrol:
    """Who adds cases of one level, from which list, in how many places, under which rules.

    `places` is "allotted" when the allocation register says how many, a number when the pack does, None when
    nobody limits them. `form` holds the answers the rules are asked about. `aim`: how many are aimed at, of what.
    """

    level: Level
    by: str | None = None
    source: str | None = None
    places: Literal["allotted"] | int | None = None
    form: str | None = None
    eligible: tuple[str, ...] = ()
    sentence: str = ""
    aim: Share | None = None


@dataclass(frozen=True, slots=True)
class SignHop:
    """One signature after the writer's: whose, and in which words.

    `second_person`: given on paper, it counts once somebody other than who recorded it has checked the paper.
    """

    role: str
    verb: str
    second_person: bool = False


@dataclass(frozen=True, slots=True)
class FileRule:
    """Files a stage asks for beside its form.

    A clip may go on for `max_seconds`, and `tolerance_seconds` more before it is refused.
    """

    key: str
    label: str
    accept: Literal["video", "image", "document", "any"]
    required: bool = False
    at_most: int = 1
    max_seconds: int | None = None
    tolerance_seconds: Decimal = Decimal("0.5")
    help: str = ""

    @property
    def longest(self) -> Longest | None:
        """How long a clip may be; None where its length is only recorded."""
        return Longest(self.max_seconds, self.tolerance_seconds) if self.max_seconds else None


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of a decision: when `when` holds (or always, if None) the task ends with `outcome` and `tier`."""

    when: str | None
    outcome: Outcome
    sentence: str
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a filing's answers decide its task: the first clause that holds; a score, cut into bands; or the form's instrument."""

    clauses: tuple[Clause, ...] = ()
    score: str | None = None
    bands: tuple[Band, ...] = ()
    sentence: str = ""
    instrument: Instrument | None = None

    @property
    def levels(self) -> tuple[str, ...]:
        """Every level it can come to, the best first; clauses in the order in which they are asked."""
        if self.instrument:
            return self.instrument.labels
        by_score = sorted(self.bands, key=lambda band: -band.floor)
        named = [clause.tier for clause in self.clauses if clause.tier] + [band.label for band in by_score]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a programme. `step` is the number under which progress forms count it.

    `nil`: whoever writes may report, with a reason, that there is nothing to report (รายงานไม่มีผล).
    `late`: what is sent for the first time after the writer's instant is taken, taken and marked, or refused.
    `receipts`: each office that it comes to gives it a number.
    `compares`: the stage whose assessment this one repeats, by somebody else or at another time.
    """

    key: str
    title: str
    kind: str
    per: tuple[Level, ...]
    by: tuple[str, ...] = ()
    signs: tuple[SignHop, ...] = ()
    form: str | None = None
    needs: tuple[Need, ...] = ()
    unless: tuple[Need, ...] = ()
    every: Literal["month", "quarter"] | None = None
    many: bool = False
    closer: tuple[str, ...] = ()
    repeats: Literal["any date"] | None = None
    nil: bool = False
    late: Literal["accept", "mark", "refuse"] = "accept"
    receipts: bool = False
    due: Mapping[str, datetime] = field(default_factory=dict)
    files: tuple[FileRule, ...] = ()
    outcome: Judgement | None = None
    compares: str | None = None
    step: int | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    help: str = ""

    @property
    def instrument(self) -> Instrument | None:
        """What its form assesses by, if it does."""
        return self.outcome.instrument if self.outcome else None

    @property
    def roles(self) -> tuple[str, ...]:
        """Everybody with a part in the stage: its writers, then its signers in their order, each once."""
        return tuple(dict.fromkeys((*self.by, *(hop.role for hop in self.signs))))

    def due_for(self, role: str) -> datetime | None:
        """The instant by which `role` must have sent on, by its own date or by the stage's."""
        return of_role(self.due, role)

    def writers(self, level: Level) -> tuple[str, ...]:
        """The roles that write on a case of `level`, among all that the stage names."""
        return tuple(role for role in self.by if serves(role, level))

    def hops(self, level: Level) -> tuple[SignHop, ...]:
        """The signatures on a case of `level`: an office below the case signs nothing of it."""
        return tuple(hop for hop in self.signs if serves(hop.role, level))


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling on lines of money, judged per case of level `per` at each of the moments in `at`.

    Exactly one of `at_most` and `at_most_percent` is set; a per cent is taken of the fact named by `of`.
    """

    key: str
    title: str
    measure: Literal["sum", "count"]
    expression: str
    per: Level
    at: tuple[Literal["plan", "request", "order", "pay"], ...]
    otherwise: Literal["refuse", "decide", "warn"]
    sentence: str
    source: str
    at_most: Decimal | None = None
    at_most_percent: Decimal | None = None
    of: str | None = None

    @property
    def asks_for_classes(self) -> bool:
        """Whether it judges lines by the class that a person has yet to decide."""
        return "class_in_question" in self.expression

    @property
    def asks_for_overlaps(self) -> bool:
        """Whether it judges lines by what other agencies' lists say."""
        return "paid_elsewhere" in self.expression


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """One way in which answers cannot be measured, and the sentence that says so and what to do next."""

    when: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator over the accepted answers of one stage: numerator and denominator per case, added upward.

    A mean is a sum over a count. `among` says which cases count at all; `missing` which of them could not be
    measured, so that a board can show them beside the figure instead of hiding them in it, and `reasons` why: the
    first that holds is said.
    """

    key: str
    title: str
    kind: Literal["ratio", "mean"]
    per: Level
    stage: str
    numerator: str
    denominator: str
    missing: str
    unit: str
    sentence: str
    target: Decimal | None = None
    among: tuple[Need, ...] = ()
    reasons: tuple[Unmeasured, ...] = ()

    @property
    def is_ratio(self) -> bool:
        return self.kind == "ratio"


@dataclass(frozen=True, slots=True)
class Proposals:
    """Lines proposed for a plan, by the dimension they strengthen, where the assessment of `stage` finds it weak.

    Weak is a share of the dimension's points, in per cent, below `below`. A row holds the cells of the plan's table as
    a person would type them.
    """

    stage: str
    below: Decimal
    lines: Mapping[str, tuple[Mapping[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a pack suggests for one office (by its official code) or for all: an office's letter may set others."""

    unit_cost: Decimal | None = None
    report_to: str = ""
    due: Mapping[str, Mapping[str, datetime]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole programme. `source` is the plain mapping it was read from: what an edition freezes and hashes."""

    code: str
    version_note: str
    title: str
    title_en: str
    letter_title: str
    fiscal_year: int
    owner: Level
    levels: tuple[Level, ...]
    window: Window
    objectives: tuple[str, ...]
    results: tuple[str, ...]
    area: str
    period: str
    targets: tuple[Target, ...]
    budget: Budget
    regulations: tuple[ChecklistItem, ...]
    guideline: Guideline | None
    enrol: Mapping[Level, Enrol]
    rules: Mapping[str, EligibilityRule]
    forms: Mapping[str, FormSpec]
    papers: Mapping[str, Paper]
    rubrics: Mapping[str, Rubric]
    lists: Mapping[str, NamedList]
    stages: tuple[Stage, ...]
    limits: tuple[Limit, ...]
    measures: tuple[Measure, ...]
    rollups: tuple[Rollup, ...]
    terms: Mapping[str, Terms]
    samples: tuple[str, ...]
    proposals: Proposals | None
    invitation: Invitation | None
    followup: Followup | None
    exports: Mapping[str, Export]
    source: Mapping[str, object] = field(repr=False)

    @property
    def has_groups(self) -> bool:
        """Whether village groups take part; else nothing is counted in groups."""
        return Level.GROUP in self.levels

    @property
    def listed_groups(self) -> NamedList | None:
        """The named list from which its groups come, where it names one whose rows are kept."""
        enrol = self.enrol.get(Level.GROUP)
        found = self.lists.get(((enrol.source if enrol else None) or "").removeprefix("list:"))
        return found if found and found.of == "group" else None

    def stage(self, key: str) -> Stage:
        """The stage of that key; KeyError when the pack has none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)

    def is_sample(self, stage: Stage) -> bool:
        """Whether what this stage asks or how it decides is a sample, and no form or rule of the state."""
        return stage.key in self.samples or stage.form in self.samples

    def assessments(self) -> tuple[tuple[Stage, ...], ...]:
        """The stages that assess by an instrument, each with those that repeat it, in the pack's order."""
        assessing = [one for one in self.stages if one.instrument]
        return tuple(
            (first, *(one for one in assessing if one.compares == first.key))
            for first in assessing
            if first.compares is None
        )

    def stages_of(self, level: Level) -> tuple[Stage, ...]:
        """The stages that cases of `level` go through, in the pack's order."""
        return tuple(stage for stage in self.stages if level in stage.per)

    def steps(self) -> Mapping[int, tuple[Stage, ...]]:
        """The stages behind each numbered step of the progress form."""
        numbered: dict[int, list[Stage]] = {}
        for stage in self.stages:
            if stage.step is not None:
                numbered.setdefault(stage.step, []).append(stage)
        return {number: tuple(stages) for number, stages in sorted(numbered.items())}
