"""The allocation register: written, read from a sheet and taken back, issued as a notice, revised, transferred."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import actions as cases
from sammachip.cases.models import Case
from sammachip.cases.queries import edition_at
from sammachip.core.verdict import Refused, require
from sammachip.money import papers, rules
from sammachip.money.actions import (
    NO_VOUCHER,
    Posting,
    Voucher,
    account_of,
    give_down,
    hold_cases,
    pass_down,
    post,
    take_back,
)
from sammachip.money.ledger import EntryKind
from sammachip.money.models import Account, Entry, Purse, Register, RegisterAmount, RegisterRow, RegisterState
from sammachip.money.proof import Share
from sammachip.money.registers import proof_of, shares_of
from sammachip.org.hats import Actor
from sammachip.org.models import Office, OfficeLevel, Post
from sammachip.programmes.models import Edition
from sammachip.records import actions as records
from sammachip.records import actions_sheets as kept_sheets
from sammachip.records.models import SheetImport
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim

SHEET_KIND = "allocation-register"


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
    registers = Register.objects.filter(programme=edition.programme, office=office)
    if registers.filter(state=RegisterState.DRAFT).exists():
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
    if in_force := registers.filter(state=RegisterState.ISSUED).first():
        _write_rows(register, shares_of(in_force))
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
    _write_rows(register, shares)
    return register


def _write_rows(register: Register, shares: Sequence[Share]) -> None:
    """Put these rows in place of the ones there. Raises Refused when an office stands in two."""
    if len({share.office for share in shares}) < len(shares):
        raise Refused(_("หน่วยงานหนึ่งมีได้แถวเดียว — รวมแถวที่ซ้ำกันก่อนบันทึก"))
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


@transaction.atomic
def apply_sheet(
    register: Register, shares: Sequence[Share], *, name: str, seen: int, actor: Actor
) -> SheetImport:
    """Put the rows of a sheet in place of the draft's; what stood there before is kept, to be put back."""
    require(rules.may_edit_register(actor, register))
    before = [_plain(share) for share in shares_of(register)]
    claim(Register.objects.filter(pk=register.pk, saved=seen, state=RegisterState.DRAFT), saved=seen + 1)
    register.refresh_from_db()
    _write_rows(register, shares)
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
    _write_rows(register, [_from_plain(row) for row in sheet.before])
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
    if not (proof := proof_of(register)).holds:
        raise Refused(proof.faults[0].sentence)
    before = _in_force(register)
    _put_in_force(register, before, notice_number.strip(), notice_on, seen, actor)
    _take_effect(register, shares_of(before) if before else [], shares_of(register), actor)
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


def _in_force(register: Register) -> Register | None:
    same = Register.objects.filter(programme=register.programme_id, office=register.office_id)
    return same.filter(state=RegisterState.ISSUED).exclude(pk=register.pk).first()


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
    earlier = Register.objects.filter(programme=register.programme_id, office=register.office_id)
    before = (
        earlier.filter(state=RegisterState.REPLACED, number__lt=register.number).order_by("-number").first()
    )
    if before:
        claim(Register.objects.filter(pk=before.pk, state=RegisterState.REPLACED), state=RegisterState.ISSUED)
    _take_effect(register, shares_of(register), shares_of(before) if before else [], actor)
    trail.log("register.undone", about=register, actor=actor, reason=reason.strip())
    return register


@cases.advancing_once()
def _take_effect(register: Register, before: Sequence[Share], after: Sequence[Share], actor: Actor) -> None:
    """Open the cases of the offices and move the money by what `after` differs from `before`."""
    offices = {register.office_id, *(share.office for share in (*before, *after))}
    at_work = Case.objects.filter(programme=register.programme_id, office__in=offices)
    hold_cases(at_work.values_list("pk", flat=True))
    giver = cases.open_case(
        register.edition, level=register.office.level, office=register.office, actor=actor
    )
    opened = _open_receivers(register, before, after, actor)
    postings = []
    for head in register.edition.pack.budget.heads:
        source = account_of(giver, head.key)
        for code, case in opened.items():
            change = _amount(after, code, head.key) - _amount(before, code, head.key)
            postings += _change(register, source, account_of(case, head.key), change)
    post(sorted(postings, key=lambda one: one.kind != EntryKind.REVERSED), actor=actor)
    for case in opened.values():
        give_down(case, actor=actor)
    cases.advance(giver, *opened.values())


def _open_receivers(
    register: Register, before: Sequence[Share], after: Sequence[Share], actor: Actor
) -> dict[str, Case]:
    groups = {share.office: 0 for share in before} | {share.office: share.groups for share in after}
    offices = Office.objects.in_bulk(list(groups))
    return {
        code: cases.open_case(
            register.edition,
            level=offices[code].level,
            office=offices[code],
            places=count if offices[code].level == OfficeLevel.DISTRICT else None,
            actor=actor,
        )
        for code, count in groups.items()
    }


def _amount(shares: Sequence[Share], code: str, head: str) -> Decimal:
    return next((share.amounts.get(head, Decimal(0)) for share in shares if share.office == code), Decimal(0))


def _change(register: Register, source: Account, account: Account, change: Decimal) -> list[Posting]:
    """An allotment of what is more, or earlier allotments taken back by what is less. Dated as the notice."""
    day = (
        register.notice_on if register.state == RegisterState.ISSUED and register.notice_on else clock.today()
    )
    voucher = Voucher(register.notice_number, reason=register.reason)
    if change > 0:
        return [
            Posting(
                EntryKind.ALLOTTED, account, change, day, other=source, register=register, voucher=voucher
            )
        ]
    if change == 0:
        return []
    require(rules.may_allot_less(account, -change))
    return take_back(account, -change, day, voucher)


def _tell_receivers(register: Register) -> None:
    offices = [share.office for share in shares_of(register)]
    people = (
        Post.objects.filter(office__in=offices).held_on(clock.today()).values_list("person_id", flat=True)
    )
    trail.notify(
        "allocation-notice",
        to=list(people),
        text=format_lazy(
            gettext_lazy("แจ้งจัดสรร: {title} ตามหนังสือที่ {number}"),
            title=register.edition.title,
            number=register.notice_number,
        ),
        url=register.get_absolute_url(),
    )


@transaction.atomic
@cases.advancing_once()
def record_transfers(
    register: Register,
    offices: Sequence[str] | None = None,
    *,
    done_on: date,
    voucher: Voucher = NO_VOUCHER,
    actor: Actor,
) -> list[Entry]:
    """Record that money was transferred to these offices of a register in force, or to all: what each still lacks."""
    require(rules.may_transfer(actor, register.office))
    if register.state != RegisterState.ISSUED:
        raise Refused(_("โอนได้เฉพาะทะเบียนที่แจ้งจัดสรรแล้วและใช้อยู่"))
    if not voucher.number.strip():
        raise Refused(_("ระบุเลขที่เอกสารการโอนเงินงบประมาณ"))
    chosen = [share.office for share in shares_of(register) if offices is None or share.office in offices]
    postings = _outstanding(register, chosen, done_on, voucher)
    if not postings:
        raise Refused(_("หน่วยงานที่เลือกได้รับโอนครบตามจัดสรรแล้ว — เลือกหน่วยงานที่ยังค้างโอน"))
    entries = post(postings, actor=actor)
    total = sum((one.amount for one in postings), Decimal(0))
    trail.log(
        "money.transferred",
        about=register,
        actor=actor,
        done_on=done_on,
        offices=chosen,
        total=total,
        document=voucher.number,
    )
    touched = [posting.account.case for posting in postings]
    for case in touched:
        pass_down(case, actor=actor)
    cases.advance(*touched)
    return entries


def _outstanding(
    register: Register, offices: Sequence[str], done_on: date, voucher: Voucher
) -> list[Posting]:
    giver = Case.objects.get(programme=register.programme_id, office=register.office_id)
    sources = {account.head: account for account in Account.objects.filter(case=giver, purse=Purse.BUDGET)}
    lacking = Account.objects.filter(
        case__programme=register.programme_id, case__office__in=offices, purse=Purse.BUDGET
    )
    return [
        Posting(
            EntryKind.TRANSFERRED,
            account,
            account.allotted_baht - account.got_baht,
            done_on,
            other=sources[account.head],
            register=register,
            voucher=voucher,
        )
        for account in lacking.select_related("case__edition").order_by("case__path", "pk")
        if account.allotted_baht > account.got_baht
    ]
