"""Who is to mark what: the sharing out that the house proposes, and how laden each member is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sammachip.core.judging import TooFew, shared_out
from sammachip.org.hats import Actor
from sammachip.selection import queries
from sammachip.selection.law import RoundLaw
from sammachip.selection.models import Assignment, Conflict, PanelSeat, Round, RoundEntry


@dataclass(frozen=True, slots=True)
class Pool:
    """What is shared out as one reader may see it: entries without those something keeps the reader from."""

    entries: tuple[RoundEntry, ...]
    seats: tuple[PanelSeat, ...]
    barred: frozenset[tuple[int, int]]
    held: Mapping[int, frozenset[int]]
    law: RoundLaw

    @property
    def loads(self) -> Mapping[int, int]:
        """By seat on how many of these entries it is to give marks."""
        return Counter(seat for seats in self.held.values() for seat in seats)

    def able(self, entry: RoundEntry) -> list[PanelSeat]:
        """Who may mark the entry and does not yet."""
        held = self.held.get(entry.pk, frozenset())
        return [seat for seat in self.seats if (seat.pk, entry.pk) not in self.barred and seat.pk not in held]

    def needed(self, entry: RoundEntry) -> int:
        """How many marks the entry is to have."""
        return self.law.needed(sum((seat.pk, entry.pk) not in self.barred for seat in self.seats))

    @property
    def short(self) -> tuple[RoundEntry, ...]:
        """The entries that fewer are to mark than must."""
        return tuple(
            one for one in self.entries if len(self.held.get(one.pk, frozenset())) < self.needed(one)
        )


def pool(round_: Round, actor: Actor) -> Pool:
    """The round's pool as this actor may see it; five queries."""
    entries = tuple(
        RoundEntry.objects.seated(actor).standing().filter(round=round_).select_related("case__group")
    )
    seats = tuple(queries.marking_seats(round_.panel).select_related("person"))
    return Pool(entries, seats, _barred(entries, seats), _held(entries), round_.law)


def _barred(entries: Sequence[RoundEntry], seats: Sequence[PanelSeat]) -> frozenset[tuple[int, int]]:
    by_case = {entry.case_id: entry.pk for entry in entries}
    by_person = {seat.person_id: seat.pk for seat in seats}
    rows = Conflict.objects.in_force().filter(case__in=by_case, person__in=by_person)
    return frozenset((by_person[who], by_case[case]) for who, case in rows.values_list("person", "case"))


def _held(entries: Sequence[RoundEntry]) -> Mapping[int, frozenset[int]]:
    held: dict[int, set[int]] = defaultdict(set)
    for entry, seat in Assignment.objects.standing().filter(entry__in=entries).values_list("entry", "seat"):
        held[entry].add(seat)
    return {entry: frozenset(seats) for entry, seats in held.items()}


def proposed(of: Pool) -> dict[int, tuple[int, ...]]:
    """By entry the seats that are to mark it beside those that already are: loads as even as can be, nobody barred.

    Raises TooFew where an entry has fewer who may mark it than it needs.
    """
    each = of.law.sheets
    if each and not of.held:
        return shared_out(
            [seat.pk for seat in of.seats], [one.pk for one in of.entries], each=each, barred=of.barred
        )
    return _filled_up(of)


def _filled_up(of: Pool) -> dict[int, tuple[int, ...]]:
    """Those still needed for each short entry, the least laden first; what stands is left alone."""
    loads = Counter(dict(of.loads))
    found: dict[int, tuple[int, ...]] = {}
    for entry in of.short:
        held, needed = len(of.held.get(entry.pk, ())), of.needed(entry)
        able = sorted(of.able(entry), key=lambda seat: (loads[seat.pk], seat.pk))[: needed - held]
        if len(able) + held < needed:
            raise TooFew(entry.pk, len(able) + held, needed)
        loads.update(seat.pk for seat in able)
        found[entry.pk] = tuple(seat.pk for seat in able)
    return found
