"""The rows of a sheet are put in place of a draft's, and taken back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, require
from sammachip.money import rules
from sammachip.money.actions_register.drafting import write_rows
from sammachip.money.models import Register, RegisterState
from sammachip.money.proof import Share
from sammachip.money.registers import shares_of
from sammachip.org.hats import Actor
from sammachip.records import actions_sheets as kept_sheets
from sammachip.records.models import SheetImport
from sammachip.trail import actions as trail
from sammachip.trail.writes import claim

SHEET_KIND = "allocation-register"


@transaction.atomic
def apply_sheet(
    register: Register, shares: Sequence[Share], *, name: str, seen: int, actor: Actor
) -> SheetImport:
    """Put the rows of a sheet in place of the draft's; what stood there before is kept, to be put back."""
    require(rules.may_edit_register(actor, register))
    before = [_plain(share) for share in shares_of(register)]
    claim(Register.objects.filter(pk=register.pk, saved=seen, state=RegisterState.DRAFT), saved=seen + 1)
    register.refresh_from_db()
    write_rows(register, shares)
    sheet = kept_sheets.keep(
        SHEET_KIND,
        name=name,
        rows=[_plain(share) for share in shares],
        before=before,
        about=register,
        actor=actor,
    )
    trail.log("register.sheet-applied", about=register, actor=actor, sheet=name, rows=len(shares))
    return sheet


@transaction.atomic
def undo_sheet(register: Register, sheet: SheetImport, *, seen: int, actor: Actor) -> Register:
    """Put back the rows that stood before a sheet was applied. Raises Stale when the draft was changed since."""
    require(rules.may_edit_register(actor, register))
    sheet.refresh_from_db()
    if (sheet.about_kind, sheet.about_id) != (register._meta.label_lower, register.pk) or sheet.undone_at:
        raise Refused(_("การนำเข้านี้ถูกยกเลิกไปแล้ว หรือเป็นของทะเบียนอื่น"))
    claim(Register.objects.filter(pk=register.pk, saved=seen, state=RegisterState.DRAFT), saved=seen + 1)
    register.refresh_from_db()
    write_rows(register, [_from_plain(row) for row in sheet.before])
    kept_sheets.mark_undone(sheet)
    trail.log("register.sheet-undone", about=register, actor=actor, sheet=sheet.name)
    return register


def _plain(share: Share) -> dict[str, object]:
    amounts = {head: str(amount) for head, amount in share.amounts.items()}
    return {"office": share.office, "groups": share.groups, "amounts": amounts, "remark": share.remark}


def _from_plain(row: Mapping[str, object]) -> Share:
    amounts = row["amounts"]
    assert isinstance(amounts, dict)
    return Share(
        str(row["office"]),
        int(str(row["groups"])),
        {head: Decimal(amount) for head, amount in amounts.items()},
        str(row["remark"]),
    )
