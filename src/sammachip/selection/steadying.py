"""How much a result hangs on who judged: computed once for a set of sealed sheets, kept, and said in plain words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from django.utils.translation import gettext as _

from sammachip.core.judging import contenders, steadiness
from sammachip.core.ranking import Entry
from sammachip.core.ranking import Sheet as Marked
from sammachip.selection.models import Mark, Round, Steadiness
from sammachip.selection.ordering import Entered, Order, Vote

DRAWS = 1000
FEW = 500
"""So many entries are asked for by name; of more, all marks of the round are read."""
SURE, LIKELY = Fraction(95, 100), Fraction(80, 100)


@dataclass(frozen=True, slots=True)
class Share:
    """How often an entry stood above the last line, of so many draws."""

    above: int
    draws: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.above, self.draws)

    @property
    def is_close(self) -> bool:
        """Whether another panel might well have it on the other side."""
        return 1 - LIKELY < self.share < LIKELY

    @property
    def words(self) -> str:
        percent = round(self.share * 100)
        if self.share >= SURE:
            return _("ผ่านแน่นอน ({n}%)").format(n=percent)
        if self.share >= LIKELY:
            return _("น่าจะผ่าน ({n}%)").format(n=percent)
        if self.is_close:
            return _("ก้ำกึ่ง ({n}%)").format(n=percent)
        if self.share > 1 - SURE:
            return _("น่าจะไม่ผ่าน ({n}%)").format(n=percent)
        return _("ไม่ผ่านแน่นอน ({n}%)").format(n=percent)


def sheets_digest(sealed: Sequence[int], entries: Iterable[int], votes: Iterable[Vote]) -> str:
    """What names a set of sealed sheets: a sealed sheet never changes, so its number is enough."""
    said = f"{sealed}|{sorted(entries)}|{sorted(votes)}"
    return sha256(said.encode()).hexdigest()


def kept_shares(round_: Round, digest: str) -> tuple[dict[int, Share], datetime | None]:
    """What was computed for these sheets, and when; nothing where it was not yet. One query."""
    kept = Steadiness.objects.filter(round=round_, digest=digest).first()
    if kept is None:
        return {}, None
    return {int(key): Share(above, kept.draws) for key, above in kept.above.items()}, kept.made_at


def drawn(
    round_: Round,
    order: Order,
    totals: Mapping[int, Mapping[int, int]],
    turns: Mapping[int, int],
    seed: str,
) -> dict[str, int]:
    """By entry how often it stood above the last line, of all draws; one query. `totals`: by entry and seat what its sealed
    sheets come to. Marks are read only of those that some panel may set above the line."""
    law = order.law
    near = contenders({entry: of_entry.values() for entry, of_entry in totals.items()}, law.places)
    marks = marked_by(round_, near)
    entries = [_entry(one, marks[one.pk], turns) for one in order.entered if one.pk in marks]
    judges = {seat for of_entry in totals.values() for seat in of_entry}
    shares = steadiness(
        entries, law.weights, law.ties, under=law.places, draws=DRAWS, seed=seed, judges=judges
    )
    never = dict.fromkeys((str(one.pk) for one in order.entered), 0)
    return never | {str(key): int(share * DRAWS) for key, share in shares.items()}


def _entry(entered: Entered, sheets: tuple[Marked, ...], turns: Mapping[int, int]) -> Entry:
    return Entry(entered.pk, sheets, entered.handed_in, turns.get(entered.pk))


def marked_by(round_: Round, keys: Iterable[int]) -> dict[int, tuple[Marked, ...]]:
    """By entry its current sealed sheets with every mark, as the pure rules take them; one query."""
    wanted = set(keys)
    rows = Mark.objects.filter(
        sheet__entry__round=round_, sheet__sealed_at__isnull=False, sheet__replaced_at__isnull=True
    ).order_by("sheet", "pk")
    if len(wanted) <= FEW:
        rows = rows.filter(sheet__entry__in=wanted)
    sheets: dict[int, dict[int, dict[str, Decimal]]] = {}
    for entry, seat, criterion, given in rows.values_list(
        "sheet__entry_id", "sheet__seat_id", "criterion", "hundredths"
    ):
        if entry in wanted:
            sheets.setdefault(entry, {}).setdefault(seat, {})[criterion] = Decimal(given) / 100
    return {
        entry: tuple(Marked(seat, marks) for seat, marks in of_entry.items())
        for entry, of_entry in sheets.items()
    }
