"""Reads of published results: where entries come from, what became of them, what came after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.org.queries import offices_over
from sammachip.selection import queries
from sammachip.selection.board import points, told_by_words
from sammachip.selection.models import (
    Complaint,
    Mark,
    Placement,
    Resolution,
    Round,
    RoundEntry,
    Sheet,
    Withdrawal,
)
from sammachip.selection.totals import PARTS


def place_names(paths: Iterable[str]) -> dict[str, str]:
    """By code the names of the offices in which these places lie; one query."""
    codes = {code for path in paths for code in offices_over(path)}
    return dict(Office.objects.filter(code__in=codes).values_list("code", "place_name"))


def shown(total: str) -> str:
    """An exact mean ("250/3") as points with two decimals; «≈» where two decimals do not hold it, never parted from them."""
    exact = Fraction(total)
    rounded = points(exact.numerator * PARTS, exact.denominator)
    return rounded if (exact * 100).denominator == 1 else f"≈\N{NO-BREAK SPACE}{rounded}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An entry of a published round as it stands today. `placement` is None of one that was called from the reserve list of
    the round before; `seat`: what became of it; `moved`: it took a place that was given up; `told_by`: what told it from the
    one before it, in words, where that was not the mean."""

    entry: RoundEntry
    placement: Placement | None
    seat: queries.Seated
    withdrawal: Withdrawal | None
    told_by: str = ""

    @property
    def mean(self) -> str:
        """The exact mean as it is read."""
        return shown(self.placement.total) if self.placement else ""

    @property
    def moved(self) -> bool:
        given = self.placement.tier if self.placement and self.placement.passed else None
        return self.seat.became == queries.PASSED and self.seat.tier != given


@dataclass(frozen=True, slots=True)
class Result:
    """A round's published result as one reader sees it: the resolution that counts, those it replaced, what came after."""

    resolution: Resolution
    earlier: Sequence[Resolution]
    outcomes: Sequence[Outcome]
    complaints: Sequence[Complaint]


def told_of(actor: Actor) -> QuerySet[Round]:
    """The rounds of whose result the hat reads: those in its sight, and published ones with an entry in its sight."""
    entries = RoundEntry.objects.visible_to(actor).values("round")
    return (Round.objects.visible_to(actor) | Round.objects.published().filter(pk__in=entries)).distinct()


def result_of(round_: Round, actor: Actor) -> Result | None:
    """What the reader sees of the result, the best first; None while nothing is published."""
    published = list(
        round_.resolutions.published().select_related("paper", "published_by").order_by("number")
    )
    if not published:
        return None
    current = published[-1]
    seated = queries.seated_in([round_])[round_.pk]
    gone = {one.entry_id: one for one in round_.withdrawals.select_related("recorded_by")}
    seen = RoundEntry.objects.filter(round=round_).visible_to(actor)
    placements = current.placements.filter(entry__in=seen).select_related("entry__case__group")
    words = told_by_words(round_.law)
    outcomes = [
        Outcome(one.entry, one, seated[one.entry_id], gone.get(one.entry_id), words.get(one.told_by, ""))
        for one in placements.order_by("place", "entry__number")
    ]
    called = seen.filter(called_from__isnull=False).select_related("case__group").order_by("pk")
    outcomes += [Outcome(one, None, seated[one.pk], gone.get(one.pk)) for one in called]
    complaints = Complaint.objects.filter(resolution__in=published).select_related(
        "resolution", "entry__case__group", "recorded_by"
    )
    told = _told_to(actor, round_, outcomes)
    return Result(current, published[:-1], outcomes, [one for one in complaints if one.entry_id in told])


def _told_to(actor: Actor, round_: Round, outcomes: Iterable[Outcome]) -> set[int | None]:
    """The entries of whose complaints the reader is told. One against the whole result, which names its complainant, is
    for those who see the round itself: an office with one entry in it does not."""
    told: set[int | None] = {one.entry.pk for one in outcomes}
    if Round.objects.visible_to(actor).filter(pk=round_.pk).exists():
        told.add(None)
    return told


@dataclass(frozen=True, slots=True)
class CriterionMean:
    """What an entry's sealed sheets give for one criterion together, in hundredths over so many sheets, with the reasons."""

    key: str
    hundredths: int
    sheets: int
    notes: tuple[str, ...]


def means_by_entry(round_: Round) -> dict[int, dict[str, CriterionMean]]:
    """By entry and criterion, of every current sealed sheet; one query."""
    rows = Mark.objects.filter(
        sheet__entry__round=round_, sheet__sealed_at__isnull=False, sheet__replaced_at__isnull=True
    ).order_by("sheet", "pk")
    found: dict[int, dict[str, CriterionMean]] = {}
    for entry, key, given, note in rows.values_list("sheet__entry_id", "criterion", "hundredths", "note"):
        of_entry = found.setdefault(entry, {})
        before = of_entry.get(key, CriterionMean(key, 0, 0, ()))
        notes = (*before.notes, note) if note else before.notes
        of_entry[key] = CriterionMean(key, before.hundredths + given, before.sheets + 1, notes)
    return found


def remarks_by_entry(round_: Round) -> dict[int, list[str]]:
    """By entry what its judges remarked on the whole; one query."""
    rows = Sheet.objects.filter(entry__round=round_).current().sealed().exclude(remark="").order_by("pk")
    found: dict[int, list[str]] = {}
    for entry, remark in rows.values_list("entry_id", "remark"):
        found.setdefault(entry, []).append(remark)
    return found


def signed_on_paper(round_: Round) -> QuerySet[Sheet]:
    """The sheets that count and were given on paper, with who marked and the scan; by entry."""
    sheets = Sheet.objects.current().sealed().filter(entry__round=round_, scan__isnull=False)
    return sheets.select_related("seat__person", "entry__case__group").order_by("entry__number", "seat")
