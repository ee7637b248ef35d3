"""Who may move money and when; every refusal names the case, both numbers and the next step."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.models import Case
from sammachip.cases.rules import may_be_done_on
from sammachip.core.area import is_within
from sammachip.core.fiscal import year_end
from sammachip.core.money import format_baht
from sammachip.core.thainum import tidy, to_arabic
from sammachip.core.verdict import YES, Verdict
from sammachip.money.ledger import Breach, EntryKind, Line, Totals, room
from sammachip.money.models import Account, Entry, Purse, Register, RegisterState
from sammachip.money.models.entries import EntryQuerySet
from sammachip.money.stages import spends_by_tier
from sammachip.org.hats import DEPARTMENT_OFFICERS, HEAD_OF, PROVINCE_OFFICERS, Actor
from sammachip.org.models import Office, OfficeLevel, Role
from sammachip.programmes.models import Edition
from sammachip.trail.spoken import day_name

BINDING = (EntryKind.COMMITTED, EntryKind.LOAN, EntryKind.PAID, EntryKind.PAID_AT_ONCE)

WRITES_REGISTER = {
    OfficeLevel.PROVINCE: PROVINCE_OFFICERS,
    OfficeLevel.NATION: DEPARTMENT_OFFICERS,
}
TRANSFERS = {
    OfficeLevel.PROVINCE: (Role.PROVINCE_FINANCE,),
    OfficeLevel.NATION: DEPARTMENT_OFFICERS,
}

KEEPERS = (
    *(Role.DISTRICT_FINANCE, Role.DISTRICT_HEAD, Role.PROVINCE_FINANCE, Role.PROVINCE_HEAD),
    Role.DEPARTMENT_HEAD,
)
"""Finance and heads: who sets an account right and sends back, keeps or lets lapse what is left on it."""


def name_of(case: Case) -> str:
    """The case's subject as a sentence names it."""
    return case.office.short_name if case.office else str(case.subject)


CROSSED: Mapping[tuple[str, Line], Promise] = {
    (EntryKind.ALLOTTED, Line.ALLOTMENT): gettext_lazy(
        "จัดสรรเกินวงเงิน: ขอจัดสรร {amount} บาท แต่ {who} คงเหลือให้จัดสรร {room} บาท — ลดยอด หรือขอเพิ่มวงเงินจากหน่วยงานที่จัดสรรมา"
    ),
    (EntryKind.TRANSFERRED, Line.TRANSFER): gettext_lazy(
        "โอนเกินที่จัดสรร: จะโอน {amount} บาท แต่ {who} ได้รับจัดสรรและยังไม่ได้รับโอน {room} บาท — ตรวจยอดโอน หรือปรับปรุงทะเบียนจัดสรรก่อน"
    ),
    (EntryKind.TRANSFERRED, Line.CASH): gettext_lazy(
        "โอนเกินเงินที่มี: จะโอน {amount} บาท แต่ {who} มีเงินที่ได้รับโอนคงเหลือ {room} บาท — บันทึกรับโอนเงินให้ครบก่อน หรือลดยอดโอน"
    ),
    (EntryKind.COMMITTED, Line.ALLOTMENT): gettext_lazy(
        "ก่อหนี้ผูกพันเกินวงเงิน: {who} ขอ {amount} บาท แต่คงเหลือ {room} บาท — ลดยอด หรือขอเพิ่มวงเงินจัดสรร"
    ),
    (EntryKind.COMMITTED, Line.CASH): gettext_lazy(
        "ยังก่อหนี้ผูกพันไม่ได้: {who} ขอ {amount} บาท แต่ได้รับโอนเงินงบประมาณคงเหลือ {room} บาท — รอรับโอนเงินก่อน หรือลดยอด"
    ),
    (EntryKind.PAID, Line.BOUND): gettext_lazy(
        "เบิกจ่ายเกินที่ผูกพัน: {who} ขอเบิก {amount} บาท แต่ผูกพันคงเหลือ {room} บาท — ลดยอด หรือก่อหนี้ผูกพันเพิ่มก่อน"
    ),
    (EntryKind.LOAN, Line.BOUND): gettext_lazy(
        "ให้ยืมเกินที่ผูกพัน: {who} ขอยืม {amount} บาท แต่ผูกพันคงเหลือ {room} บาท — ลดยอดเงินยืม"
    ),
    (EntryKind.RELEASED, Line.BOUND): gettext_lazy(
        "ยกเลิกหนี้ผูกพันเกินที่ค้าง: {who} ขอยกเลิก {amount} บาท แต่ผูกพันที่ยังไม่เบิกจ่าย {room} บาท — ลดยอด"
    ),
    (EntryKind.REPAID, Line.NEGATIVE): gettext_lazy(
        "ส่งคืนเกินที่เบิก: {who} ขอส่งคืน {amount} บาท แต่เบิกจ่ายไว้ {room} บาท — ตรวจยอดเบิกเกินส่งคืน"
    ),
    (EntryKind.RETURNED, Line.CASH): gettext_lazy(
        "ส่งคืนงบประมาณเกิน: {who} จะส่งคืน {amount} บาท แต่เงินที่ได้รับโอนและยังไม่ผูกพันมี {room} บาท — ลดยอดส่งคืน"
    ),
    (EntryKind.MOVED, Line.CASH): gettext_lazy(
        "ถัวจ่ายเกิน: {who} จะถัวจ่าย {amount} บาท แต่เงินที่ได้รับโอนและยังไม่ผูกพันมี {room} บาท — ลดยอด"
    ),
}
"""The refusal when an entry of a kind would cross a line of the account named {who}."""
CROSSED_BY_ANOTHER = gettext_lazy(
    "บันทึก «{kind}» ไม่ได้: {who} รายการนี้ {amount} บาท แต่คงเหลือ {room} บาท — ตรวจยอด หรือกลับรายการที่ทำต่อจากนี้ก่อน"
)


def _sentence(kind: str, line: Line) -> str:
    """What is paid at once is refused as what is bound."""
    bound_or_own = EntryKind.COMMITTED if kind == EntryKind.PAID_AT_ONCE else kind
    return str(CROSSED.get((bound_or_own, line), CROSSED_BY_ANOTHER))


AT_ONCE = (EntryKind.RETURNED, EntryKind.MOVED)
"""What takes allotment and money at once: a refusal tells the lesser of the two."""


def _left(kind: str, before: Totals, line: Line) -> Decimal:
    if line is Line.NEGATIVE and kind == EntryKind.REPAID:
        return before.paid
    return before.unpaid if line is Line.BOUND and kind == EntryKind.RELEASED else room(before, line)


def refusal(kind: str, account: Account, before: Totals, amount: Decimal, crossed: Breach) -> Verdict:
    """Why an entry is refused: what was asked, and what the account has."""
    both = kind in AT_ONCE and crossed.line in (Line.ALLOTMENT, Line.CASH)
    line = Line.CASH if both else crossed.line
    left = min(before.free, before.free_cash) if both else _left(kind, before, line)
    return Verdict(
        _sentence(kind, line).format(
            kind=EntryKind(kind).label,
            who=name_of(account.case),
            amount=format_baht(amount),
            room=format_baht(max(left, Decimal(0))),
        ),
        f"money-{line}",
    )


def may_arrive(account: Account, amount: Decimal) -> Verdict:
    """Money comes in up to what was allotted. Asked of the account it comes to, before its giver's side is filled for it."""
    left = room(account.totals, Line.TRANSFER)
    if amount <= left:
        return YES
    kind, beyond = EntryKind.TRANSFERRED, Breach(Line.TRANSFER, amount, left)
    return refusal(kind, account, account.totals, amount, beyond)


def may_be_dated(kind: str, account: Account, done_on: date, *, lent_on: date | None = None) -> Verdict:
    """Nothing is done tomorrow, and a year's money is bound and paid within its year.

    Money lent within the year counts for that year whenever its vouchers come (เงินยืมคาบเกี่ยวปีงบประมาณ).
    """
    if not (verdict := may_be_done_on(done_on)):
        return verdict
    year = account.case.edition.fiscal_year
    day = lent_on if kind == EntryKind.PAID and lent_on else done_on
    if kind in BINDING and account.purse == Purse.BUDGET and day > year_end(year):
        return Verdict(
            _(
                "รายการลงวันที่ {day} แต่ปีงบประมาณ พ.ศ. {year} สิ้นสุด {end} — ใช้เงินกันไว้เบิกเหลื่อมปี หรือตรวจวันที่ตามเอกสาร"
            ).format(day=day_name(done_on), year=year, end=day_name(year_end(year))),
            "money-year",
        )
    return YES


def is_new(entries: EntryQuerySet, number: str, amount: Decimal, done_on: date) -> Verdict:
    """No where these entries hold the same sum of the same paper already: a form sent twice, or typed by two people."""
    paper = to_arabic(tidy(number))
    acts: defaultdict[datetime, Decimal] = defaultdict(Decimal)
    for entry in entries.filter(done_on=done_on, reversals__isnull=True):
        if to_arabic(tidy(entry.document_number)) == paper:
            acts[entry.recorded_at] += entry.amount_baht
    if not paper or amount not in acts.values():
        return YES
    return Verdict(
        _(
            "เอกสารเลขที่ {number} ลงวันที่ {day} จำนวน {amount} บาท บันทึกไว้แล้ว — ถ้าเป็นเอกสารอีกฉบับ ตรวจเลขที่ ถ้าที่บันทึกไว้ผิด กลับรายการเดิมก่อน"
        ).format(number=number, day=day_name(done_on), amount=format_baht(amount)),
        "twice",
    )


def may_write_register(actor: Actor, office: Office) -> Verdict:
    roles = WRITES_REGISTER.get(OfficeLevel(office.level), ())
    if not any(actor.holds(role, office) for role in roles):
        return Verdict(_("เฉพาะเจ้าหน้าที่ของ{office}จึงจัดทำทะเบียนจัดสรรได้").format(office=office.name), "role")
    return YES


def may_edit_register(actor: Actor, register: Register) -> Verdict:
    if not (verdict := may_write_register(actor, register.office)):
        return verdict
    if register.state != RegisterState.DRAFT:
        return Verdict(_("ทะเบียนนี้แจ้งจัดสรรแล้ว — ปรับปรุงเป็นฉบับใหม่พร้อมเหตุผล"), "state")
    return YES


def may_issue_register(actor: Actor, register: Register) -> Verdict:
    role = HEAD_OF[register.office.level]
    if not actor.holds(role, register.office):
        return Verdict(_("เฉพาะ{role}จึงแจ้งจัดสรรหรือยกเลิกการแจ้งได้").format(role=role.label), "role")
    return YES


def may_allot_less(account: Account, amount: Decimal) -> Verdict:
    """A register takes back what its office has neither given on nor bound, and was not sent yet."""
    totals = account.totals
    after, used = totals.allotted - amount, totals.allotted - totals.free
    who = name_of(account.case)
    if after < used:
        return Verdict(
            _(
                "ลดจัดสรรไม่ได้: {who} จะได้รับจัดสรร {after} บาท แต่จัดสรรต่อหรือผูกพันไว้แล้ว {used} บาท — คงยอดไว้ไม่ต่ำกว่านี้ หรือให้ {who} ลดที่จัดสรรต่อหรือยกเลิกหนี้ผูกพันก่อน"
            ).format(who=who, after=format_baht(after), used=format_baht(used)),
            "register-used",
        )
    if after < totals.got:
        return Verdict(
            _(
                "ลดจัดสรรไม่ได้: {who} จะได้รับจัดสรร {after} บาท แต่โอนเงินให้แล้ว {got} บาท — คงยอดไว้ไม่ต่ำกว่านี้ หรือกลับรายการโอนก่อน"
            ).format(who=who, after=format_baht(after), got=format_baht(totals.got)),
            "register-sent",
        )
    return YES


def may_record_notice(actor: Actor, office: Office) -> Verdict:
    """A notice or a transfer that reaches an office is recorded there, or by the office that gave it."""
    own = actor.office.code == office.code and actor.is_one_of(
        *PROVINCE_OFFICERS, Role.PROVINCE_FINANCE, *DEPARTMENT_OFFICERS
    )
    above = actor.is_one_of(*DEPARTMENT_OFFICERS) and is_within(office.path, actor.office.path)
    if own or above:
        return YES
    return Verdict(
        _("เฉพาะเจ้าหน้าที่ของ{office}หรือกรมจึงบันทึกรับแจ้งจัดสรรและรับโอนได้").format(office=office.name), "role"
    )


def may_record_allotment(actor: Actor, edition: Edition, office: Office) -> Verdict:
    """Whether a notice of allotment is recorded here: not again what the result of a selection has allotted already."""
    if not (recorded := may_record_notice(actor, office)):
        return recorded
    if office.level != OfficeLevel.NATION and spends_by_tier(edition):
        words = _("โครงการนี้จัดสรรตามผลการคัดเลือก ระบบบันทึกให้ทุกหน่วยงานเมื่อประกาศผลแล้ว — บันทึกเฉพาะการรับโอนเงิน")
        return Verdict(words, "result")
    return YES


def fits_budget(edition: Edition, added: Decimal, *, by_tier: bool = False) -> Verdict:
    """Whether the department holds no more than the programme's budget with this much added; `by_tier` where a result asks
    for it and not a letter."""
    accounts = Account.objects.filter(case__programme=edition.programme_id, case__parent=None)
    whole = (accounts.aggregate(sum=Sum("allotted_baht"))["sum"] or Decimal(0)) + added
    if not added or whole <= edition.pack.budget.total:
        return YES
    words = _("จัดสรรเกินงบประมาณโครงการ: รวมเป็น {sum} บาท แต่งบประมาณโครงการ {total} บาท — ตรวจยอดตามหนังสือแจ้ง")
    if by_tier:
        words = _(
            "จัดสรรเกินงบประมาณโครงการ: รวมเป็น {sum} บาท แต่งบประมาณโครงการ {total} บาท — ตรวจจำนวนเงินตามระดับในโครงการ"
        )
    said = words.format(sum=format_baht(whole), total=format_baht(edition.pack.budget.total))
    return Verdict(said, "budget")


def may_transfer(actor: Actor, office: Office) -> Verdict:
    roles = TRANSFERS.get(OfficeLevel(office.level), ())
    if not any(actor.holds(role, office) for role in roles):
        return Verdict(
            _("เฉพาะการเงินของ{office}จึงบันทึกการโอนเงินงบประมาณได้").format(office=office.name), "role"
        )
    return YES


def may_reverse(actor: Actor, entry: Entry) -> Verdict:
    """An entry in error is taken back by finance or a head over the account; a register's own is undone with it, and what
    the result of a selection gave follows that result alone."""
    if not actor.is_one_of(*KEEPERS) or not is_within(entry.account.case.path, actor.office.path):
        return Verdict(_("เฉพาะการเงินหรือหัวหน้าหน่วยงานเจ้าของบัญชีจึงกลับรายการได้"), "role")
    if entry.kind == EntryKind.REVERSED:
        return Verdict(_("รายการนี้เป็นการกลับรายการอยู่แล้ว — บันทึกรายการใหม่แทน"), "kind")
    if entry.register_id is not None and entry.kind == EntryKind.ALLOTTED:
        return Verdict(_("รายการนี้มาจากทะเบียนจัดสรร — ปรับปรุงหรือยกเลิกทะเบียนแทน"), "register")
    if entry.kind == EntryKind.ALLOTTED and entry.other_id is not None and _tiers_give(entry):
        words = _("รายการนี้จัดสรรตามผลการคัดเลือก — เปลี่ยนได้ด้วยการบันทึกถอนตัว หรือมติแก้ไขผลของคณะกรรมการ")
        return Verdict(words, "result")
    if entry.register and not is_within(entry.register.office.path, actor.office.path):
        return Verdict(
            _("{office}เป็นผู้บันทึกรายการนี้ตามทะเบียน — แจ้งให้กลับรายการจากที่นั่น").format(
                office=entry.register.office.name
            ),
            "giver",
        )
    if entry.loan_id is not None:
        return Verdict(
            _(
                "รายการของเงินยืมกลับรายการไม่ได้ — ส่งใช้เงินยืม (ใบสำคัญ 0 บาทหากไม่ได้จ่าย) แล้วบันทึกเบิกจ่ายเพิ่มหรือเบิกเกินส่งคืน"
            ),
            "loan",
        )
    if entry.spending_id is not None and entry.spending and entry.spending.approved_by_id == actor.person.pk:
        return Verdict(_("ผู้อนุมัติรายการนี้จะกลับรายการเองไม่ได้ — ให้ผู้บันทึกการเงินดำเนินการ"), "approver")
    return YES


def _tiers_give(entry: Entry) -> bool:
    return spends_by_tier(entry.account.case.edition)
