"""The entries of a round in their order, from the totals kept beside their sealed sheets.

Means are compared as whole numbers on one denominator: exact, and quick enough for thousands.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import lcm

from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext as _

from sammachip.cases.models import Task
from sammachip.core.ranking import HANDED_IN, VOTE, Key, Line, Place, in_places, known_first, lines, problems
from sammachip.core.verdict import Problem
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import PanelSeat, Round, TieVote
from sammachip.selection.models.rounds import RoundEntryQuerySet
from sammachip.selection.totals import PARTS, Tally

Vote = tuple[int, ...]
"""Entries that the chair's vote set in this order."""


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry as it stands in a round; `tally` is None before its first sealed sheet. `needed`: how many it must have.
    `sent_late`: its work was handed in after its day, and the programme marks that."""

    pk: int
    case: int
    number: int
    needed: int
    tally: Tally | None
    handed_in: datetime
    path: str
    name: str
    sent_late: bool

    @property
    def sheets(self) -> int:
        return self.tally["sheets"] if self.tally else 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry in its place. `total` is the mean of its weighed totals, in points."""

    place: int
    told_by: str
    equals: tuple[int, ...]
    entered: Entered
    tally: Tally

    @property
    def key(self) -> int:
        return self.entered.pk

    @property
    def total(self) -> Fraction:
        return Fraction(self.tally["total"], self.tally["sheets"] * PARTS)


@dataclass(frozen=True)
class Order:
    """The entries of a round: those with sealed sheets in their order, and all that take part."""

    law: RoundLaw
    entered: Sequence[Entered]
    ranked: Sequence[Ranked]

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The line under each tier; the last is that of who passes at all."""
        return lines(self.ranked, self.law.tiers)

    @cached_property
    def unders(self) -> Sequence[int]:
        return list(accumulate(tier.places for tier in self.law.tiers))

    @cached_property
    def open_ties(self) -> Sequence[Line]:
        return [one for one in self.lines if one.tied]

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """What keeps the result open, as core.ranking.problems says it."""
        sealed = {one.pk: (one.sheets, one.needed) for one in self.entered}
        return problems(sealed, self.ranked, self.law.tiers)


def entered_in(round_: Round, entries: RoundEntryQuerySet, law: RoundLaw) -> list[Entered]:
    """The standing ones among these entries of the round, by their numbers; at most two queries."""
    needs = _needs(round_, law)
    late = Task.objects.filter(case=OuterRef("case"), stage=law.application, sent_late=True)
    rows = entries.standing().annotate(late=Exists(late)).order_by("number")
    columns = ("pk", "case_id", "number", "tally", "handed_in_at", "case__path", "case__group__name", "late")
    return [
        Entered(pk, case, number, needs[case], tally or None, at, path, name or "", sent_late)
        for pk, case, number, tally, at, path, name, sent_late in rows.values_list(*columns)
    ]


def _needs(round_: Round, law: RoundLaw) -> Mapping[int, int]:
    """By case how many sealed sheets its entry must have: as the law says, or of all who may mark it."""
    if law.sheets:
        return defaultdict(lambda: law.needed(0))
    seats = PanelSeat.objects.marking().sitting().filter(panel=round_.panel_id)
    standing = Q(person__conflicts__lifted_at__isnull=True)
    barred = seats.annotate(barred=FilteredRelation("person__conflicts", condition=standing))
    pairs = set(barred.values_list("barred__case", "person"))
    people = {person for _case, person in pairs}
    kept_away = Counter(case for case, _person in pairs if case)
    found: dict[int, int] = defaultdict(lambda: law.needed(len(people)))
    return found | {case: law.needed(len(people) - count) for case, count in kept_away.items()}


def votes_of(round_: Round) -> list[Vote]:
    """The chair's votes that stand, in the order in which they were recorded; one query."""
    standing = TieVote.objects.filter(round=round_, withdrawn_at__isnull=True).order_by("pk")
    return [tuple(one) for one in standing.values_list("entries", flat=True)]


def ordered(entered: Sequence[Entered], law: RoundLaw, votes: Iterable[Vote] = ()) -> Order:
    """The order by the law of the round. A vote counts only while exactly those it set in order are equal."""
    ranked = [one for one in entered if one.tally]
    keys = _keys(ranked, law)
    places = in_places(keys, law.ties)
    if VOTE in law.ties and (turns := turns_of([one.equals for one in places], votes)):
        at = law.ties.index(VOTE) + 1
        voted = {
            key: (*parts[:at], known_first(turns.get(key)), *parts[at + 1 :]) for key, parts in keys.items()
        }
        places = in_places(voted, law.ties)
    known = {one.pk: one for one in ranked}
    order = [_ranked(one, known[one.key]) for one in places]
    return Order(law, entered, order)


def _ranked(place: Place, entered: Entered) -> Ranked:
    assert entered.tally is not None
    return Ranked(place.place, place.told_by, place.equals, entered, entered.tally)


def _keys(ranked: Sequence[Entered], law: RoundLaw) -> dict[int, Key]:
    """What sorts each entry, without any vote."""
    tallies = [(one, one.tally) for one in ranked if one.tally]
    whole = lcm(*{tally["sheets"] for _one, tally in tallies})
    return {one.pk: _key(one, tally, law, whole // tally["sheets"]) for one, tally in tallies}


def _key(entered: Entered, tally: Tally, law: RoundLaw, scale: int) -> Key:
    criteria = tally["criteria"]
    told = {HANDED_IN: known_first(entered.handed_in), VOTE: known_first(None)}
    return (
        (0, -tally["total"] * scale),
        *(told[tie] if tie in told else (0, -criteria[tie] * scale) for tie in law.ties),
    )


def turns_of(shared: Iterable[tuple[int, ...]], votes: Iterable[Vote]) -> dict[int, int]:
    """By entry its turn among its equals, as the last vote on exactly these set it. `shared`: who shares each place."""
    equals = {frozenset(one) for one in shared if len(one) > 1}
    turns: dict[int, int] = {}
    for vote in votes:
        if frozenset(vote) in equals:
            turns.update({entry: turn for turn, entry in enumerate(vote, start=1)})
    return turns


def said(order: Order) -> list[str]:
    """What keeps the result open, in sentences."""
    known = {one.pk: one for one in order.entered}
    return [sentence(one, known) for one in order.problems]


def sentence(problem: Problem, known: Mapping[int, Entered]) -> str:
    """One thing that keeps a result open, and what to do about it."""
    match problem.code:
        case "short":
            words = _("ผลงาน {name} มีใบคะแนนปิดผนึก {sheets} จาก {needed} ใบ — ติดตามให้ครบก่อนประกาศ")
            return words.format(name=known[int(problem.key)].name, **problem.data)
        case "few":
            words = _(
                "มีผลงานที่มีคะแนน {entries} แห่ง น้อยกว่าจำนวนที่ต้องคัดเลือก {places} แห่ง — ตรวจรายการผลงานของรอบ"
            )
            return words.format(**problem.data)
    tied = problem.data["entries"]
    assert isinstance(tied, tuple)
    names = ", ".join(known[key].name for key in tied)
    words = _("{names} ได้ลำดับเดียวกันคร่อมเส้นที่ {under} — ให้ประธานลงมติเรียงลำดับก่อนประกาศ")
    return words.format(names=names, under=problem.data["under"])
