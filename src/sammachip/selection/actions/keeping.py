"""What sealed sheets come to, written beside them when one is sealed or replaced."""

from sammachip.selection.models import RoundEntry, Sheet
from sammachip.selection.totals import sealed_of, tally, total, weights_of


def keep_totals(*entries: RoundEntry) -> None:
    """Write what the current sealed sheets of these entries of one round come to, on the sheets and on the entries.

    Whoever seals a sheet, or replaces a sealed one, calls this in the same transaction. As many queries for one entry as
    for all.
    """
    weights = weights_of(entries[0])
    sheets = sealed_of(entries)
    for entry in entries:
        entry.tally = tally(sheets[entry.pk], weights)
    changed = [one for found in sheets.values() for one in found if one.total != total(one, weights)]
    for sheet in changed:
        sheet.total = total(sheet, weights)
    Sheet.objects.bulk_update(changed, ["total"])
    RoundEntry.objects.bulk_update(entries, ["tally"])
