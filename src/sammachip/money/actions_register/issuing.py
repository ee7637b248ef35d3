"""Notice of a register is given, on its paper and to its receivers; and a notice is taken back."""

from datetime import date

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.verdict import Refused, require
from sammachip.money import papers, rules
from sammachip.money.actions_register.moving import take_effect
from sammachip.money.models import Register, RegisterState
from sammachip.money.registers import proof_of, shares_of
from sammachip.org.hats import Actor
from sammachip.org.queries import at_work_in
from sammachip.org.rules import may_be_done_on
from sammachip.records import actions as records
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@transaction.atomic
def issue_register(
    register: Register, *, notice_number: str, notice_on: date, seen: int, actor: Actor
) -> Register:
    """Give notice of the allotment (แจ้งจัดสรร): the register takes effect and the offices' work opens.

    Money moves by the difference to the register it replaces. Raises Refused with the first fault while the register
    does not prove itself.
    """
    require(rules.may_issue_register(actor, register))
    if not notice_number.strip():
        raise Refused(_("ระบุเลขที่หนังสือแจ้งจัดสรร"))
    require(may_be_done_on(notice_on))
    if not (proof := proof_of(register)).holds:
        raise Refused(proof.faults[0].sentence)
    before = Register.objects.of(register.programme_id, register.office_id).in_force().first()
    _put_in_force(register, before, notice_number.strip(), notice_on, seen, actor)
    take_effect(register, shares_of(before) if before else [], shares_of(register), actor)
    trail.log(
        "register.issued",
        about=register,
        actor=actor,
        done_on=notice_on,
        notice=notice_number,
        groups=proof.groups,
        total=proof.total,
        replaces=before.number if before else None,
    )
    _issue_paper(register, actor)
    _tell_receivers(register)
    return register


def _put_in_force(
    register: Register, before: Register | None, number: str, day: date, seen: int, actor: Actor
) -> None:
    """The register as saved under `seen` takes the place of the one before. Raises Stale if someone was faster."""
    if before:
        claim(Register.objects.filter(pk=before.pk, state=RegisterState.ISSUED), state=RegisterState.REPLACED)
    claim(
        Register.objects.filter(pk=register.pk, saved=seen, state=RegisterState.DRAFT),
        state=RegisterState.ISSUED,
        notice_number=number,
        notice_on=day,
        issued_by=actor.person,
        issued_at=clock.now(),
    )
    register.refresh_from_db()


def _issue_paper(register: Register, actor: Actor) -> None:
    records.issue(
        kind=papers.REGISTER,
        title=papers.register_title(register),
        about=register,
        office=register.office,
        path=register.office.path,
        document=papers.register_document(register),
        actor=actor,
    )


def _tell_receivers(register: Register) -> None:
    people = at_work_in((share.office for share in shares_of(register)), clock.today())
    trail.notify(
        "allocation-notice",
        to=[person for posted in people.values() for person in posted],
        text=format_lazy(
            gettext_lazy("แจ้งจัดสรร: {title} ตามหนังสือที่ {number}"),
            title=register.edition.title,
            number=register.notice_number,
        ),
        url=register.get_absolute_url(),
    )


@transaction.atomic
def undo_issue(register: Register, *, reason: str, actor: Actor) -> Register:
    """Take a notice back: money moves back by the difference, and the register it replaced is in force again.

    Raises Refused, with both numbers, where an office has built on what it was allotted.
    """
    require(rules.may_issue_register(actor, register))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลของการยกเลิกการแจ้งจัดสรร"))
    claim(Register.objects.filter(pk=register.pk, state=RegisterState.ISSUED), state=RegisterState.UNDONE)
    register.refresh_from_db()
    replaced = Register.objects.of(register.programme_id, register.office_id).filter(
        state=RegisterState.REPLACED, number__lt=register.number
    )
    before = replaced.order_by("-number").first()
    if before:
        claim(Register.objects.filter(pk=before.pk, state=RegisterState.REPLACED), state=RegisterState.ISSUED)
    take_effect(register, shares_of(register), shares_of(before) if before else [], actor)
    trail.log("register.undone", about=register, actor=actor, reason=reason.strip())
    return register
