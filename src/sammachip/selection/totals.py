"""What sealed sheets come to, kept beside them so that a board of thousands is read and not counted.

Totals are whole numbers of ten-thousandths of a point: marks and weights are both exact to hundredths. Nothing here is
rounded, and `differing` recounts it all for `verify`.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypedDict

from sammachip.selection.models import RoundEntry, Sheet

PARTS = 10_000
"""Of how many parts a point is, in every total kept here."""


class Tally(TypedDict):
    """What the current sealed sheets of an entry come to, together.

    `total`: the sum of their weighed totals, `lowest` and `highest` the outermost, all in ten-thousandths; `criteria`: by
    criterion the sum of the marks, in hundredths.
    """

    sheets: int
    total: int
    lowest: int
    highest: int
    criteria: dict[str, int]


def keep_totals(entry: RoundEntry) -> None:
    """Write what the entry's current sealed sheets come to, on the sheets and on the entry.

    Whoever seals a sheet, or replaces a sealed one, calls this in the same transaction. Three queries, and one for each
    sheet whose total is new.
    """
    weights = weights_of(entry)
    sheets = list(Sheet.objects.filter(entry=entry).current().sealed().prefetch_related("marks"))
    for sheet in sheets:
        total = _total(sheet, weights)
        if sheet.total != total:
            sheet.total = total
            sheet.save(update_fields=["total"])
    entry.tally = _tally(sheets, weights)
    entry.save(update_fields=["tally"])


def weights_of(entry: RoundEntry) -> dict[str, int]:
    """What each mark counts, in hundredths, by criterion."""
    return in_hundredths(entry.round.law.weights)


def in_hundredths(weights: Mapping[str, Decimal]) -> dict[str, int]:
    return {key: int(weight * 100) for key, weight in weights.items()}


def _total(sheet: Sheet, weights: Mapping[str, int]) -> int:
    return sum(weights[mark.criterion] * mark.hundredths for mark in sheet.marks.all())


def _tally(sheets: list[Sheet], weights: Mapping[str, int]) -> Tally | dict[str, object]:
    if not sheets:
        return {}
    totals = [_total(sheet, weights) for sheet in sheets]
    criteria = dict.fromkeys(weights, 0)
    for sheet in sheets:
        for mark in sheet.marks.all():
            criteria[mark.criterion] += mark.hundredths
    return Tally(
        sheets=len(sheets), total=sum(totals), lowest=min(totals), highest=max(totals), criteria=criteria
    )


def differing() -> Iterator[str]:
    """One sentence for each entry whose kept totals are not what its sheets come to: the check behind `verify`."""
    entries = RoundEntry.objects.select_related("round").order_by("pk")
    for entry in entries.iterator():
        weights = weights_of(entry)
        sheets = list(Sheet.objects.filter(entry=entry).current().sealed().prefetch_related("marks"))
        wrong = [sheet for sheet in sheets if sheet.total != _total(sheet, weights)]
        if wrong or entry.tally != _tally(sheets, weights):
            yield (
                f"ผลงาน {entry.pk} ของรอบคัดเลือก {entry.round_id}: ผลรวมคะแนนที่เก็บไว้ไม่ตรงกับใบคะแนนที่ปิดผนึก {len(sheets)} ใบ"
                " — เรียกคืนจากแฟ้มสำรอง"
            )
