"""Sheets on paper: keyed in by one who runs the round, checked by another, equal to sealing by the author."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases.rules import may_be_done_on
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.records.models import StoredFile
from sammachip.selection import rules, sheets
from sammachip.selection.actions.marking import current_sheet, keep_draft, require_seen, sealed
from sammachip.selection.models import Assignment, RoundEntry, Sheet
from sammachip.trail import actions as trail


@transaction.atomic
def key_in_sheet(
    assignment: Assignment,
    typed: sheets.Typed,
    *,
    remark: str = "",
    signed_on: date,
    scan: StoredFile | None = None,
    seen: int,
    actor: Actor,
) -> Sheet:
    """Keep a paper sheet as it was keyed in with its scan, to be checked by a second person. A scan given before stays.

    Raises Refused: by who does not run the round, over marks the member gave here, and without any scan.
    """
    entry, seat = assignment.entry, assignment.seat
    require(rules.may_handle_sheets(actor, entry.round))
    require(rules.may_be_marked_by(seat, entry))
    require(may_be_done_on(signed_on))
    held = current_sheet(entry, seat)
    require(rules.may_key_over(held))
    kept = scan or (held.scan if held else None)
    if kept is None:
        raise Refused(_("แนบภาพหรือไฟล์ PDF ของใบคะแนนที่ลงนาม — ผู้ตรวจทานต้องเทียบคะแนนที่คีย์กับกระดาษ"))
    sheet = keep_draft(
        entry,
        seat,
        typed,
        remark=remark,
        seen=seen,
        signed_on=signed_on,
        scan=kept,
        keyed_by=actor.person,
        checked_by=None,
    )
    trail.log(
        "sheet.keyed-in",
        about=sheet,
        actor=actor,
        done_on=signed_on,
        entry=entry.pk,
        seat=seat.pk,
        scan=kept.digest,
    )
    return sheet


@transaction.atomic
def check_sheet(sheet: Sheet, *, seen: int, actor: Actor) -> Sheet:
    """Say that a sheet keyed in says what its paper says: it is sealed. Raises Refused, Stale."""
    RoundEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet.entry_id)
    sheet.refresh_from_db(fields=["typed", "saved", "sealed_at", "keyed_by", "scan"])
    require(rules.may_check(actor, sheet))
    require(rules.may_be_marked_by(sheet.seat, sheet.entry))
    require_seen(sheet, seen)
    return sealed(sheet, actor=actor, checked_by=actor.person)
