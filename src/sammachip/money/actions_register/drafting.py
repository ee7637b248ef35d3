"""A register is drawn up: its rows and details, as often as they change until notice is given."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases.queries import edition_at
from sammachip.core.verdict import Refused, require
from sammachip.money import rules
from sammachip.money.models import Register, RegisterAmount, RegisterRow, RegisterState
from sammachip.money.proof import Share
from sammachip.money.registers import shares_of
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class Details:
    """What a register says besides its rows: the notice it rests on, that notice's totals, and who is left out."""

    source_text: str = ""
    stated_total: Decimal | None = None
    stated_words: str = ""
    omitted_reason: str = ""


@transaction.atomic
def start_register(edition: Edition, office: Office, *, reason: str = "", actor: Actor) -> Register:
    """A new draft: the first of this office, or a revision that begins with the rows now in force.

    It is made under the edition that the office follows; where it takes no part yet, under the one given.
    """
    require(rules.may_write_register(actor, office))
    edition = edition_at(office.path, edition)
    registers = Register.objects.of(edition.programme_id, office.code)
    if registers.drafts().exists():
        raise Refused(_("มีร่างทะเบียนจัดสรรที่ยังไม่แจ้งอยู่แล้ว — ทำต่อฉบับเดิม"))
    last = registers.order_by("-number").first()
    if last and not reason.strip():
        raise Refused(_("การปรับปรุงทะเบียนต้องระบุเหตุผล"))
    register = Register.objects.create(
        programme=edition.programme,
        edition=edition,
        office=office,
        number=last.number + 1 if last else 1,
        reason=reason.strip(),
        source_text=last.source_text if last else "",
        omitted_reason=last.omitted_reason if last else "",
        made_by=actor.person,
        made_at=clock.now(),
    )
    if in_force := registers.in_force().first():
        write_rows(register, shares_of(in_force))
    trail.log("register.started", about=register, actor=actor, number=register.number, reason=reason)
    return register


@transaction.atomic
def save_register(
    register: Register, shares: Sequence[Share], details: Details, *, seen: int, actor: Actor
) -> Register:
    """Keep rows and details as save `seen` + 1, right or wrong: the proof says what is wrong with them."""
    require(rules.may_edit_register(actor, register))
    claim(
        Register.objects.filter(pk=register.pk, saved=seen, state=RegisterState.DRAFT),
        saved=seen + 1,
        source_text=details.source_text.strip(),
        stated_total_baht=details.stated_total,
        stated_words=details.stated_words.strip(),
        omitted_reason=details.omitted_reason.strip(),
    )
    register.refresh_from_db()
    write_rows(register, shares)
    return register


def write_rows(register: Register, shares: Sequence[Share]) -> None:
    """Put these rows in place of the ones there. Raises Refused when an office stands in two."""
    if twice := [code for code, rows in Counter(share.office for share in shares).items() if rows > 1]:
        named = ", ".join(one.short_name for one in Office.objects.filter(code__in=twice).order_by("code"))
        raise Refused(_("{offices} มีมากกว่าหนึ่งแถว — รวมเป็นแถวเดียวก่อนบันทึก").format(offices=named))
    register.rows.all().delete()
    rows = RegisterRow.objects.bulk_create(
        RegisterRow(
            register=register,
            office_id=share.office,
            position=position,
            groups=share.groups,
            remark=share.remark.strip(),
        )
        for position, share in enumerate(shares, start=1)
    )
    RegisterAmount.objects.bulk_create(
        RegisterAmount(row=row, head=head, amount_baht=amount)
        for row, share in zip(rows, shares, strict=True)
        for head, amount in share.amounts.items()
    )
