"""Somebody's data is erased in what the records desk holds and nobody issued: sheets, drafts of papers, names of files."""

from collections.abc import Collection

from django.db.models import Q

from sammachip.core.erasing import ERASED, Erasure
from sammachip.records.models import Paper, PaperState, SheetImport, StoredFile
from sammachip.trail.writes import erase_in

SHEET = ["name", "rows", "before", "answers", "remarks", "outcome"]


def erase_in_records(
    erasure: Erasure, *, offices: Collection[str], places: Collection[str], path: str
) -> dict[str, int]:
    """Erase in the rows of these offices, whose paths are `places`, and below `path`; issued papers are counted only."""
    papers = Paper.objects.filter(Q(path__in=places) | Q(path__startswith=path))
    letters = papers.filter(state=PaperState.DRAFT)
    issued = papers.filter(state=PaperState.ISSUED).values_list("content", flat=True)
    files = StoredFile.objects.filter(office__in=offices)
    return {
        "sheets": len(erase_in(SheetImport.objects.filter(office__in=offices), SHEET, erasure)),
        "letters": len(erase_in(letters, ["title", "content"], erasure, instead=ERASED)),
        "captions": len(erase_in(files, ["name", "private"], erasure, instead=ERASED)),
        "papers": sum(erasure.tells_in(content) for content in issued.iterator()),
    }
