"""Reads of the letters of results: those of a round, what each is about, and which rounds' wait for their numbers."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q

from sammachip.cases.models import Case
from sammachip.org.models import Office
from sammachip.records.models import Paper, PaperQuerySet, PaperState
from sammachip.selection.models import Placement, Round, RoundEntry
from sammachip.selection.papers_results import LETTER

PLACED, CALLED = Placement._meta.label_lower, RoundEntry._meta.label_lower
"""What a letter is filed under: the place that a resolution gave, or the entry of one called from a reserve list."""


def letters_in(round_: Round) -> PaperQuerySet:
    """The letters of a round's results and of what came after them, in order of place."""
    placed = Placement.objects.filter(resolution__round=round_).values("pk")
    of_placed = Q(about_kind=PLACED, about_id__in=placed)
    of_called = Q(about_kind=CALLED, about_id__in=round_.entries.values("pk"))
    return Paper.objects.filter(of_placed | of_called, kind=LETTER).order_by("about_kind", "about_id", "pk")


def letters_after(round_: Round) -> PaperQuerySet:
    """Of these letters those of who gave a place up, and of who was called into one: a corrected result says nothing else
    of them."""
    left = Placement.objects.filter(resolution__round=round_, entry__withdrawal__isnull=False).values("pk")
    return letters_in(round_).filter(Q(about_kind=PLACED, about_id__in=left) | Q(about_kind=CALLED))


def hold_letters(round_: Round) -> None:
    """Keep those that wait from being numbered until the transaction ends. Whoever changes what they say takes this before
    the first event: who numbers one holds it, and then waits for the office's events."""
    waiting = letters_in(round_).filter(state=PaperState.DRAFT).order_by("pk")
    list(waiting.select_for_update(of=("self",)).values_list("pk", flat=True))


def letters_of(entry: RoundEntry) -> PaperQuerySet:
    """The letters of one entry of a round."""
    placed = Q(about_kind=PLACED, about_id__in=entry.placements.values("pk"))
    return Paper.objects.filter(placed | Q(about_kind=CALLED, about_id=entry.pk), kind=LETTER)


def matter_of(letter: Paper) -> Placement | RoundEntry:
    """What a letter is filed under."""
    if letter.about_kind == CALLED:
        return RoundEntry.objects.select_related("round").get(pk=letter.about_id)
    return Placement.objects.select_related("resolution__round", "entry").get(pk=letter.about_id)


def entry_of(matter: Placement | RoundEntry) -> RoundEntry:
    """Whose result it is."""
    return matter if isinstance(matter, RoundEntry) else matter.entry


def subject_of(matter: Placement | RoundEntry) -> Case:
    """The case of whom a letter tells: it is about this one, and is seen by whoever sees it."""
    return entry_of(matter).case


def round_of(letter: Paper) -> Round:
    """The round whose result a letter tells."""
    matter = matter_of(letter)
    return matter.round if isinstance(matter, RoundEntry) else matter.resolution.round


def rounds_with_letters(office: Office) -> list[tuple[Round, int]]:
    """The rounds whose letters wait for a number of this office, with how many; four queries, one where none waits."""
    drafts = Paper.objects.filter(kind=LETTER, state=PaperState.DRAFT, office=office)
    told = list(drafts.values_list("about_kind", "about_id"))
    if not told:
        return []
    counted = Counter(_rounds(told))
    rounds = Round.objects.filter(pk__in=counted).select_related("task__case__edition__programme")
    return [(one, counted[one.pk]) for one in rounds.order_by("pk")]


def _rounds(told: list[tuple[str, int]]) -> Iterator[int]:
    placed = Placement.objects.filter(pk__in=[pk for kind, pk in told if kind == PLACED])
    yield from placed.order_by("pk").values_list("resolution__round", flat=True)
    if called := [pk for kind, pk in told if kind == CALLED]:
        yield from RoundEntry.objects.filter(pk__in=called).order_by("pk").values_list("round", flat=True)
