"""How far the marking is, as one of those who run a round may see it: who lacks what, how far sheets lie apart, and how
strict each member is. Strictness stands beside a rank and never moves it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sammachip.core.judging import leanings
from sammachip.org.hats import Actor
from sammachip.selection.assigning import Pool, pool
from sammachip.selection.models import PanelSeat, Round, RoundEntry, Sheet
from sammachip.selection.rules_results import may_see_board
from sammachip.selection.totals import PARTS


@dataclass(frozen=True, slots=True)
class OfMember:
    """How far one member is: of `given` entries `sealed` are marked. `leaning`: points above (mild) or below (strict) the
    others on the same entries, None while too few are shared."""

    seat: PanelSeat
    given: int
    sealed: int
    leaning: Decimal | None

    @property
    def missing(self) -> int:
        return self.given - self.sealed

    @property
    def strictness(self) -> Decimal | None:
        """By how many points, whichever way."""
        return abs(self.leaning) if self.leaning is not None else None


@dataclass(frozen=True, slots=True)
class OfEntry:
    """How far one entry is. `spread`: points between its highest and lowest sheet; `waits`: who has yet to mark it."""

    entry: RoundEntry
    needed: int
    sealed: int
    spread: Decimal | None
    waits: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        return self.sealed < self.needed


@dataclass(frozen=True, slots=True)
class Progress:
    """`hidden`: why spreads and strictness are not told, which others' marks could be read from; "" where they are."""

    members: tuple[OfMember, ...]
    entries: tuple[OfEntry, ...]
    hidden: str

    @property
    def short(self) -> list[OfEntry]:
        """The entries that still lack sheets."""
        return [one for one in self.entries if one.is_short]

    @property
    def whole(self) -> list[OfEntry]:
        return [one for one in self.entries if not one.is_short]

    @property
    def sealed(self) -> int:
        return sum(one.sealed for one in self.members)

    @property
    def given(self) -> int:
        return sum(one.given for one in self.members)


def progress(round_: Round, actor: Actor) -> Progress:
    """The round's progress over the entries that this actor may look at; a fixed number of queries.

    Who marks too is told of others' marks as the board tells them: once all own sheets are sealed.
    """
    of, may_see = pool(round_, actor), may_see_board(actor, round_)
    sheets = list(
        Sheet.objects.current().sealed().filter(entry__in=[one.pk for one in of.entries]).order_by("pk")
    )
    done: dict[int, set[int]] = defaultdict(set)
    for sheet in sheets:
        done[sheet.entry_id].add(sheet.seat_id)
    lean = _leanings(sheets, round_.law.fewest) if may_see else {}
    entries = _entries(of, done, told=bool(may_see))
    return Progress(_members(of, sheets, lean), entries, "" if may_see else may_see.reason)


def _members(of: Pool, sheets: list[Sheet], lean: Mapping[int, Decimal]) -> tuple[OfMember, ...]:
    sealed, given = Counter(one.seat_id for one in sheets), of.loads
    return tuple(
        OfMember(seat, max(given.get(seat.pk, 0), sealed[seat.pk]), sealed[seat.pk], lean.get(seat.pk))
        for seat in of.seats
    )


def _leanings(sheets: list[Sheet], fewest: int) -> Mapping[int, Decimal]:
    """By seat the leaning in points, to hundredths; only to be shown."""
    totals: dict[int, dict[int, int]] = defaultdict(dict)
    for one in sheets:
        totals[one.entry_id][one.seat_id] = one.total or 0
    found = leanings(totals.values(), fewest=fewest)
    return {seat: in_points(lean) for seat, lean in found.items()}


def in_points(parts: Fraction | int) -> Decimal:
    """A total in ten-thousandths as points to hundredths, half away from zero: only to be shown."""
    hundredths = Fraction(parts) * 100 / PARTS
    whole = int(abs(hundredths) + Fraction(1, 2))
    return Decimal(whole if hundredths >= 0 else -whole).scaleb(-2)


def _entries(of: Pool, done: Mapping[int, set[int]], *, told: bool) -> tuple[OfEntry, ...]:
    """`told`: whether the reader may know how far sheets lie apart."""
    names = {seat.pk: seat.person.name for seat in of.seats}
    return tuple(_entry(one, of, done.get(one.pk, set()), names, told) for one in of.entries)


def _entry(entry: RoundEntry, of: Pool, done: set[int], names: Mapping[int, str], told: bool) -> OfEntry:
    waits = sorted(of.held.get(entry.pk, frozenset()) - done)
    spread = entry.tally["highest"] - entry.tally["lowest"] if entry.tally and told else None
    return OfEntry(
        entry,
        of.needed(entry),
        len(done),
        None if spread is None else in_points(spread),
        tuple(names[seat] for seat in waits if seat in names),
    )
