"""A list of other agencies' support is taken in, and taken back."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.records import actions_sheets as sheets
from sammachip.records.models import SheetImport
from sammachip.registry.models import Support
from sammachip.registry.rules import may_keep_supports, may_register
from sammachip.registry.supports import Told
from sammachip.trail import actions as trail
from sammachip.trail import clock

SHEET_KIND = "other-support"


@transaction.atomic
def keep_supports(rows: Sequence[Told], *, name: str, actor: Actor) -> SheetImport:
    """Keep what a list says of groups in the actor's care, with the list as its source."""
    require(may_keep_supports(actor))
    for row in rows:
        require(may_register(actor, row.group.path))
    if not rows:
        raise Refused(_("ไม่มีแถวที่ตรงกับกลุ่มในทะเบียน — ตรวจชื่อกลุ่ม หมู่ที่ และตำบล แล้วนำเข้าใหม่"))
    plain = [trail.plain([row.group.pk, row.fiscal_year, row.agency, row.item, row.amount]) for row in rows]
    sheet = sheets.keep(SHEET_KIND, name=name, rows=plain, before=[], about=actor.office, actor=actor)
    Support.objects.bulk_create(
        [
            Support(
                group=row.group,
                agency=row.agency,
                fiscal_year=row.fiscal_year,
                item=row.item,
                amount_baht=row.amount,
                sheet=sheet,
                recorded_by=actor.person,
                recorded_at=clock.now(),
            )
            for row in rows
        ],
        batch_size=500,
    )
    trail.log("supports.kept", about=sheet, actor=actor, sheet=sheet.name, rows=len(rows))
    return sheet


@transaction.atomic
def take_back_supports(sheet: SheetImport, *, actor: Actor) -> SheetImport:
    """Let the rows of a list count no more; they stay readable. Raises Stale when someone did so already."""
    require(may_keep_supports(actor, sheet))
    sheets.mark_undone(sheet)
    sheet.refresh_from_db()
    trail.log("supports.taken-back", about=sheet, actor=actor, sheet=sheet.name)
    return sheet
