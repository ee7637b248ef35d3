"""What sealed sheets come to, kept beside them so that a board of thousands is read and not counted.

Totals are whole numbers of ten-thousandths of a point: marks and weights are both exact to hundredths. Nothing here is
rounded, and `differing` recounts it all for `verify`.
"""

from collections.abc import Iterable, Iterator, Mapping
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


def sealed_of(entries: Iterable[RoundEntry]) -> dict[int, list[Sheet]]:
    """By entry its current sealed sheets with their marks."""
    found: dict[int, list[Sheet]] = {entry.pk: [] for entry in entries}
    rows = Sheet.objects.filter(entry__in=list(found)).current().sealed()
    for sheet in rows.prefetch_related("marks").order_by("pk"):
        found[sheet.entry_id].append(sheet)
    return found


def weights_of(entry: RoundEntry) -> dict[str, int]:
    """What each mark counts, in hundredths, by criterion."""
    return in_hundredths(entry.round.law.weights)


def in_hundredths(weights: Mapping[str, Decimal]) -> dict[str, int]:
    return {key: int(weight * 100) for key, weight in weights.items()}


def total(sheet: Sheet, weights: Mapping[str, int]) -> int:
    return sum(weights[mark.criterion] * mark.hundredths for mark in sheet.marks.all())


def tally(sheets: list[Sheet], weights: Mapping[str, int]) -> Tally | dict[str, object]:
    if not sheets:
        return {}
    totals = [total(sheet, weights) for sheet in sheets]
    criteria = dict.fromkeys(weights, 0)
    for sheet in sheets:
        for mark in sheet.marks.all():
            criteria[mark.criterion] += mark.hundredths
    return Tally(
        sheets=len(sheets), total=sum(totals), lowest=min(totals), highest=max(totals), criteria=criteria
    )


def differing() -> Iterator[str]:
    """One sentence for each entry whose kept totals are not what its sheets come to: the check behind `verify`."""
    for entry in RoundEntry.objects.select_related("round").order_by("pk").iterator():
        weights, sheets = weights_of(entry), sealed_of([entry])[entry.pk]
        if entry.tally != tally(sheets, weights) or any(one.total != total(one, weights) for one in sheets):
            yield (
                f"ผลงาน {entry.pk} ของรอบคัดเลือก {entry.round_id}: ผลรวมคะแนนที่เก็บไว้ไม่ตรงกับใบคะแนนที่ปิดผนึก {len(sheets)} ใบ"
                " — เรียกคืนจากแฟ้มสำรอง"
            )
