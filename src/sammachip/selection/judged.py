"""What a member reads while marking: the own queue, the fewest marked first, and others' sheets once the own is sealed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sammachip.org.hats import Actor
from sammachip.selection.models import Assignment, Declaration, Round, RoundEntry, Sheet
from sammachip.selection.models.panels import seat_of

PLACE = "case__group__village__area__parent__parent"


@dataclass(frozen=True, slots=True)
class Queued:
    """One entry a member is to mark: `begun` with a draft, or `sealed`."""

    entry: RoundEntry
    begun: bool
    sealed: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """All that a member is to mark in a round, what is left first."""

    items: Sequence[Queued]

    @property
    def left(self) -> int:
        return sum(not one.sealed for one in self.items)

    @property
    def done(self) -> int:
        return len(self.items) - self.left

    def after(self, entry: int) -> RoundEntry | None:
        """What is to be marked next, beside this one."""
        return next((one.entry for one in self.items if not one.sealed and one.entry.pk != entry), None)


def queue(round_: Round, actor: Actor) -> Queue:
    """The entries given to the hat's seat: what is left first, of that the fewest marked first, then by number."""
    seat = seat_of(actor)
    own = Sheet.objects.current().filter(entry=OuterRef("pk"), seat=seat)
    given = Assignment.objects.standing().filter(entry=OuterRef("pk"), seat=seat)
    marked = Count("sheets", filter=Q(sheets__sealed_at__isnull=False, sheets__replaced_at__isnull=True))
    entries = RoundEntry.objects.seated(actor).standing().filter(Exists(given), round=round_)
    found = entries.annotate(sealed=Exists(own.sealed()), begun=Exists(own), marked=marked)
    ordered = found.select_related(PLACE).order_by("sealed", "marked", "number")
    return Queue([Queued(one, one.begun, one.sealed) for one in ordered])  # type: ignore[attr-defined]  # annotated above


def has_declared(round_: Round, actor: Actor) -> bool:
    return Declaration.objects.filter(round=round_, seat=seat_of(actor)).exists()


def others(entry: RoundEntry, actor: Actor) -> QuerySet[Sheet]:
    """Sealed sheets of others for this entry, once the own is sealed."""
    seen = Sheet.objects.visible_to(actor).current().sealed().filter(entry=entry)
    return seen.exclude(seat=seat_of(actor)).select_related("seat__person").prefetch_related("marks")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One assignment as those who run the round see it: its current sheet, if there is one yet."""

    assignment: Assignment
    sheet: Sheet | None

    @property
    def is_sealed(self) -> bool:
        return bool(self.sheet and self.sheet.is_sealed)


def sheet_lines(round_: Round, actor: Actor) -> list[SheetLine]:
    """Every standing assignment of the entries this actor may look at, with its sheet, those not sealed first; three
    queries."""
    rows = _assignments(round_, actor)
    held = Sheet.objects.current().filter(entry__in=[one.entry_id for one in rows]).select_related("keyed_by")
    sheets = {(one.entry_id, one.seat_id): one for one in held}
    lines = [SheetLine(one, sheets.get((one.entry_id, one.seat_id))) for one in rows]
    return sorted(lines, key=lambda line: line.is_sealed)


def to_check(round_: Round, actor: Actor) -> list[Sheet]:
    """The sheets keyed in from paper by another that wait for a second person, by entry and seat; one query."""
    entries = RoundEntry.objects.seated(actor).standing().filter(round=round_)
    waiting = Sheet.objects.current().filter(
        entry__in=entries, keyed_by__isnull=False, sealed_at__isnull=True
    )
    found = waiting.exclude(keyed_by=actor.person).select_related("entry__round__panel", "seat")
    return list(found.order_by("entry__number", "seat"))


def unsealed(round_: Round, actor: Actor) -> list[Assignment]:
    """The assignments whose marks are still wanting."""
    return [one.assignment for one in sheet_lines(round_, actor) if not one.is_sealed]


def _assignments(round_: Round, actor: Actor) -> list[Assignment]:
    entries = RoundEntry.objects.seated(actor).standing().filter(round=round_)
    rows = Assignment.objects.standing().filter(entry__in=entries)
    related = ("seat__person", f"entry__{PLACE}", "entry__round__task__case__edition")
    return list(rows.select_related(*related).order_by("entry__number", "seat"))
