"""Rows of accepted answers added up, by kind and by place: every row is kept, so every number opens its list."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from sammachip.cases.filled import restored_facts
from sammachip.cases.models import Case
from sammachip.core import answers as core_answers
from sammachip.core.area import Level, is_within
from sammachip.core.expr import BadRule, FactType, Kind, NoResult, Rule, compile_rule
from sammachip.core.fields import Field, FormSpec
from sammachip.core.rollup import Added
from sammachip.core.shown import display
from sammachip.insight.measures import accepted_revisions, counted_cases
from sammachip.programmes.models import Edition
from sammachip.programmes.pack import Pack
from sammachip.programmes.rollupspec import AMOUNTS, Rollup
from sammachip.trail import clock

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """One row that counts: whose, of which kind, on which day, what it adds to each sum, and what else it tells.

    An amount is None where nobody has told it.
    """

    case: int
    path: str
    filing: int
    kind: str
    on: date
    amounts: tuple[Decimal | None, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A sum over everything at and below a case, and the rows it is made of, by place and day.

    `labels` say what each thing is called that a row tells beside; `kinds` are the kinds the pack names and those found
    beside, each with what it is called; `silent` the cases that count and have no accepted answers yet, by place.
    """

    rollup: Rollup
    labels: tuple[str, ...]
    kinds: Mapping[str, str]
    rows: tuple[Row, ...]
    silent: tuple[tuple[int, str], ...]

    def within(self, root: str) -> "Gathered":
        """The same sum over what lies at or below a path."""
        return self._of(
            (row for row in self.rows if is_within(row.path, root)),
            (one for one in self.silent if is_within(one[1], root)),
        )

    def outside(self, roots: Sequence[str]) -> "Gathered":
        """The same sum over what lies under none of these paths."""
        return self._of(
            (row for row in self.rows if not _under(row.path, roots)),
            (one for one in self.silent if not _under(one[1], roots)),
        )

    def of_kind(self, kind: str) -> "Gathered":
        return self._of((row for row in self.rows if row.kind == kind), self.silent)

    def untold(self, at: int) -> "Gathered":
        """The rows alone that lack the amount of one of the sums."""
        return self._of((row for row in self.rows if row.amounts[at] is None), self.silent)

    def _of(self, rows: Iterable[Row], silent: Iterable[tuple[int, str]]) -> "Gathered":
        return replace(self, rows=tuple(rows), silent=tuple(silent))

    @property
    def cases(self) -> int:
        """How many cases have a row."""
        return len({row.case for row in self.rows})

    @property
    def sums(self) -> tuple[Added, ...]:
        """What each amount comes to, in the order of the pack."""
        return tuple(Added.of(row.amounts[at] for row in self.rows) for at in range(len(self.rollup.sums)))

    def kind_label(self, kind: str) -> str:
        """What a kind is called; a sentence of its own for rows of which none was chosen."""
        return self.kinds.get(kind, kind) or _("ไม่ระบุประเภท")

    @property
    def latest(self) -> date | None:
        """The day of the newest row: so far the sum reaches."""
        return max((row.on for row in self.rows), default=None)

    @property
    def by_kind(self) -> list[tuple[str, "Gathered"]]:
        """The part of each kind in the order of the pack."""
        return [(kind, self.of_kind(kind)) for kind in self.kinds]


def _under(path: str, roots: Sequence[str]) -> bool:
    return any(is_within(path, root) for root in roots)


def gathered(case: Case, as_of: date | None = None) -> list[Gathered]:
    """Every sum of the case's edition that reaches its own subtree, as of a day, none given means today.

    Like the indicators it counts the cases that took part on the day and what is accepted of papers done by then, each
    read by the form it was sent under. A few queries for each sum, however many cases there are.
    """
    day = as_of or clock.today()
    editions = list(Edition.objects.filter(programme=case.programme_id))
    level, rollups = Level(case.level), case.edition.pack.rollups
    reaching = [one for one in rollups if not all(per.is_above(level) for per in one.per)]
    return [_gathered(case, rollup, editions, day) for rollup in reaching]


def by_place(found: Gathered, case: Case, places: Sequence[Case]) -> list[tuple[Case, Gathered]]:
    """The part of each place in the order given, and last of what the case counts beside them, if anything."""
    parts = [(place, found.within(place.path)) for place in places]
    own = found.outside([place.path for place in places])
    return [*parts, (case, own)] if own.rows or own.silent else parts


def places_below(case: Case, day: date) -> list[Case]:
    """The cases directly below that took part on a day, offices or groups, by place; one query."""
    found = Case.objects.filter(parent=case).taking_part(day).order_by("path", "pk")
    return list(found.select_related("office", "area", "group__village__area", "edition__programme"))


def subjects_of(cases: Collection[int]) -> dict[int, Case]:
    """Whose rows these are, each with its place; one query."""
    subjects = ("office", "area", "group__village__area__parent", "edition__programme")
    return Case.objects.filter(pk__in=cases).select_related(*subjects).in_bulk()


def _gathered(case: Case, rollup: Rollup, editions: Sequence[Edition], day: date) -> Gathered:
    paths = dict(counted_cases(case, rollup.per, rollup.among, editions, day))
    filed = _filed(case, rollup, day)
    readers = {edition.pk: reader for edition in editions if (reader := _Reader.of(rollup, edition.pack))}
    rows = [
        row
        for one in filed
        if one.case in paths and one.edition in readers and not one.nil
        for row in readers[one.edition].rows(one, paths[one.case])
    ]
    spoken = {one.case for one in filed}
    silent = tuple((one, path) for one, path in paths.items() if one not in spoken)
    in_order = sorted(rows, key=lambda row: (row.path, row.on, row.filing))
    kinds = _kinds(rollup, case.edition.pack, editions, in_order)
    return Gathered(rollup, _labels(rollup, case.edition.pack), kinds, tuple(in_order), silent)


class _Filed(NamedTuple):
    """What is accepted of one filing, as it is stored."""

    case: int
    filing: int
    edition: int
    nil: bool
    answers: Answers
    facts: Answers
    done_on: date


def _labels(rollup: Rollup, pack: Pack) -> tuple[str, ...]:
    form = _form(rollup, pack)
    fields = rollup.fields(form) if form else {}
    return tuple(fields[key].label if key in fields else key for key in rollup.shows)


def _filed(case: Case, rollup: Rollup, day: date) -> list[_Filed]:
    """The accepted filings that speak, the oldest first; one query."""
    told = accepted_revisions(case, rollup.stage, day).order_by("filing__task__occurrence", "filing__number")
    columns = ("filing_id", "edition_id", "filing__nil_accepted", "answers", "facts", "done_on")
    filed = [_Filed(*one) for one in told.values_list("filing__task__case_id", *columns)]
    return filed if rollup.take == "each" else list({one.case: one for one in filed}.values())


def _kinds(rollup: Rollup, pack: Pack, editions: Sequence[Edition], rows: Sequence[Row]) -> dict[str, str]:
    """What each kind is called: by the case's own edition, else by the newest that knows it; "" where none was chosen."""
    named: dict[str, str] = {}
    for edition in sorted(editions, key=lambda one: one.number):
        named |= _choices(rollup, edition.pack)
    own = _choices(rollup, pack)
    found = dict.fromkeys(row.kind for row in rows if row.kind not in own)
    return {**own, **{kind: named.get(kind, kind) for kind in found}} if rollup.by else {}


def _choices(rollup: Rollup, pack: Pack) -> dict[str, str]:
    form = _form(rollup, pack)
    field = rollup.fields(form).get(rollup.by) if form else None
    return {one.value: one.label for one in field.choices} if field else {}


def _form(rollup: Rollup, pack: Pack) -> FormSpec | None:
    """The form of its stage; None where an edition has no such stage."""
    stage = next((one for one in pack.stages if one.key == rollup.stage), None)
    return pack.forms[stage.form] if stage and stage.form else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes the rows of a sum out of answers to the form of one edition."""

    rollup: Rollup
    form: FormSpec
    fields: Mapping[str, Field]
    where: Rule | None
    amounts: tuple[Rule | None, ...]
    picked: dict[tuple[object, ...], bool] = field(default_factory=dict)
    """What `where` said of the same answers before: thousands of rows tell only a few kinds apart."""

    @classmethod
    def of(cls, rollup: Rollup, pack: Pack) -> "_Reader | None":
        """None where this edition's form does not ask by what the rows are picked; what it does not ask is not told."""
        form = _form(rollup, pack)
        if form is None:
            return None
        types = rollup.types(form)
        try:
            where = compile_rule(rollup.where, types, Kind.BOOL) if rollup.where else None
        except BadRule:
            return None
        amounts = tuple(_amount(one.of, types) for one in rollup.sums)
        return cls(rollup, form, rollup.fields(form), where, amounts)

    def rows(self, filed: _Filed, path: str) -> Iterator[Row]:
        said = {**restored_facts(filed.facts), **core_answers.from_json(self.form, filed.answers)}
        for cells in self._cells(said):
            values = {**said, **cells}
            if not self._counts(values):
                continue
            on = values.get(self.rollup.on)
            yield Row(
                case=filed.case,
                path=path,
                filing=filed.filing,
                kind=str(values.get(self.rollup.by) or ""),
                on=on if isinstance(on, date) else filed.done_on,
                amounts=tuple(_told(rule, values) for rule in self.amounts),
                said=tuple(self._shown(key, values) for key in self.rollup.shows),
            )

    def _counts(self, values: Answers) -> bool:
        if self.where is None:
            return True
        asked = tuple(values.get(name) for name in sorted(self.where.names))
        if any(isinstance(one, list) for one in asked):
            return self.where.holds(values)
        if asked not in self.picked:
            self.picked[asked] = self.where.holds(values)
        return self.picked[asked]

    def _cells(self, said: Answers) -> Sequence[Answers]:
        """The rows of the table; the filing itself where the sum names none."""
        if not self.rollup.rows:
            return [{}]
        table, rows = self.fields.get(self.rollup.rows), said.get(self.rollup.rows)
        blank = dict.fromkeys(one.key for one in table.columns) if table else {}
        return [{**blank, **row} for row in rows] if isinstance(rows, list) else []

    def _shown(self, key: str, values: Answers) -> str:
        return display(self.fields[key], values.get(key)) if key in self.fields else ""


def _amount(text: str, types: Mapping[str, FactType]) -> Rule | None:
    """The rule as whichever kind of amount it gives; None where the form does not ask what it names."""
    for kind in AMOUNTS:
        try:
            return compile_rule(text, types, kind)
        except BadRule:
            continue
    return None


def _told(rule: Rule | None, values: Answers) -> Decimal | None:
    """The amount; None where nobody has told it, or where it cannot be worked out."""
    if rule is None:
        return None
    if rule.text in values and isinstance(said := values[rule.text], Decimal | int):
        return Decimal(said)  # a bare name says what was answered; most rules of sums are no more
    try:
        return Decimal(str(rule.evaluate(values)))
    except (NoResult, TypeError):
        # An earlier edition may have asked the same field for an answer of another kind.
        return None
