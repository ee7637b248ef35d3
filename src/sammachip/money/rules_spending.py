"""Who may ask for a spending, approve it, pay it, lend on it and end it; nobody pays what they approved."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from sammachip.cases.models import Case, Task
from sammachip.core.area import is_within
from sammachip.core.fiscal import year_end
from sammachip.core.money import format_baht
from sammachip.core.verdict import YES, Verdict
from sammachip.money.kinds import checklist, latest_answers
from sammachip.money.models import (
    Account,
    Answer,
    Evidence,
    EvidenceKind,
    Loan,
    Purse,
    Spending,
    SpendingPath,
    SpendingState,
)
from sammachip.money.offices import holds_any, office_of, spending_office, spending_offices, spends_on
from sammachip.money.queries import sums
from sammachip.money.rules import KEEPERS, name_of
from sammachip.money.spendings import SpendingTotals, totals_of
from sammachip.money.stages import averaged_heads
from sammachip.org.hats import HEAD_OF, HEADS, Actor
from sammachip.org.models import Office, OfficeLevel, PersonQuerySet, Post, Role
from sammachip.org.queries import signers
from sammachip.org.rules import may_sign_for
from sammachip.programmes.pack import ChecklistItem
from sammachip.registry.rules import sees_personal
from sammachip.trail import clock
from sammachip.trail.spoken import day_name

PAYERS: dict[str, tuple[str, ...]] = {
    OfficeLevel.DISTRICT: (Role.DISTRICT_FINANCE, Role.FIELD_OFFICER),
    OfficeLevel.PROVINCE: (Role.PROVINCE_FINANCE,),
    OfficeLevel.NATION: (Role.DEPARTMENT_OFFICER,),
}


def may_draft_spending(actor: Actor, case: Case, path: str = SpendingPath.ACTIVITY) -> Verdict:
    """Whether the hat may begin a spending on the case that way, while its money has not lapsed."""
    return may_spend_on(actor, case, path) and _has_not_lapsed(case)


def may_spend_on(actor: Actor, case: Case, path: str) -> Verdict:
    """Whether the hat is of an office that spends on the case that way, while the case runs."""
    return _is_of_those(bool(office_of(actor, case, path)), case)


def _has_not_lapsed(case: Case) -> Verdict:
    """No once money of the case lapsed with its year and its accounts hold nothing that could still be bound."""
    held = [one.totals for one in Account.objects.filter(case=case, purse=Purse.BUDGET)]
    lapsed = sum((one.lapsed for one in held), Decimal(0))
    if not lapsed or any(one.free > 0 for one in held):
        return YES
    return Verdict(
        _(
            "เงินของ {who} พับไปแล้ว {lapsed} บาทเมื่อสิ้นปีงบประมาณ พ.ศ. {year} จึงไม่มีเงินให้ขออนุมัติรายการใหม่ — ถ้าบันทึกเงินพับไปผิด ให้การเงินกลับรายการนั้นก่อน"
        ).format(who=name_of(case), lapsed=format_baht(lapsed), year=case.edition.fiscal_year),
        "lapsed",
    )


def may_work_on(actor: Actor, spending: Spending) -> Verdict:
    """Whether the hat is of the office whose spending it is, while the case runs."""
    return _is_of_those(spends_on(actor, spending), spending.case)


def _is_of_those(spends: bool, case: Case) -> Verdict:
    if not spends:
        return Verdict(_("เฉพาะเจ้าหน้าที่ของหน่วยงานที่ใช้จ่ายเพื่อ{case}จึงทำรายการได้").format(case=case), "role")
    if case.closed_at:
        return Verdict(_("งานนี้ปิดแล้ว จึงเพิ่มรายการใช้จ่ายไม่ได้"), "closed")
    return YES


def may_edit_spending(actor: Actor, spending: Spending) -> Verdict:
    if not (verdict := may_work_on(actor, spending)):
        return verdict
    if spending.state != SpendingState.DRAFT:
        return Verdict(_("รายการนี้เสนอขออนุมัติแล้ว — แก้ไขได้เมื่อผู้อนุมัติส่งคืน"), "state")
    return YES


def may_decide_classes(actor: Actor, spending: Spending) -> Verdict:
    """Before the request its own reason decides; after the end nothing is left to decide."""
    if spending.state not in (SpendingState.REQUESTED, SpendingState.APPROVED):
        return Verdict(_("ตัดสินประเภทได้เมื่อรายการเสนอขออนุมัติแล้วและยังไม่ปิด — ร่างให้ระบุเหตุผลในร่าง"), "state")
    return may_work_on(actor, spending)


def unanswered(case: Case, until: str) -> list[str]:
    """The texts of the regulations not yet settled by that moment of spending."""
    items = checklist(case.edition.pack, until)
    answers = latest_answers([case.pk], items)
    settled = {item for (_case, item), row in answers.items() if row.answer != Answer.NO}
    return [item.text for item in items if item.key not in settled]


def may_go_on(case: Case, until: str) -> Verdict:
    """Whether the case still runs and every regulation that stands before this moment has been answered for."""
    if not (verdict := _still_runs(case)):
        return verdict
    if left := unanswered(case, until):
        return Verdict(
            _("ยังไม่ยืนยันข้อกำหนด {n} ข้อ: {items} — ตอบรายการข้อกำหนดก่อน").format(
                n=len(left), items="; ".join(left)
            ),
            "checklist",
        )
    return YES


def _still_runs(case: Case) -> Verdict:
    if case.closed_at:
        return Verdict(_("{case}สิ้นสุดการเข้าร่วมแล้ว จึงอนุมัติ ก่อหนี้ หรือเบิกจ่ายเพิ่มไม่ได้").format(case=case), "closed")
    return YES


def may_request(actor: Actor, spending: Spending) -> Verdict:
    if not (verdict := may_edit_spending(actor, spending)):
        return verdict
    if spending.amount_baht <= 0:
        return Verdict(_("ยังไม่มีรายการค่าใช้จ่าย — เพิ่มอย่างน้อยหนึ่งรายการ"), "empty")
    return may_go_on(spending.case, "request") and _has_not_lapsed(spending.case)


def approving_office(spending: Spending) -> Office:
    """Whose head approves: the spending office's, or the next above where its head made or asked for it."""
    heads = Post.objects.held_on(clock.today()).of_role(HEAD_OF[spending.office.level], spending.office_id)
    own = heads.filter(person__in=[spending.made_by_id, spending.requested_by_id]).exists()
    above = spending.office.parent
    return above if own and above is not None else spending.office


def approvers(spending: Spending) -> PersonQuerySet:
    """Whoever may approve: who holds the post, and who stands in by an order that reaches the sum; never the maker."""
    office, code = approving_office(spending), spending.case.edition.programme.code
    found = signers(HEAD_OF[office.level], office.code, clock.today(), spending.amount_baht, programme=code)
    return found.exclude(pk__in=[pk for pk in (spending.made_by_id, spending.requested_by_id) if pk])


def may_approve(actor: Actor, spending: Spending) -> Verdict:
    """Whoever may decide, while the case still runs."""
    return may_decide(actor, spending) and _still_runs(spending.case)


def may_decide(actor: Actor, spending: Spending) -> Verdict:
    """The head of the office that spends, or whoever an order empowers, up to its sum; never the maker."""
    if spending.state != SpendingState.REQUESTED:
        return Verdict(_("รายการนี้ไม่ได้อยู่ระหว่างรออนุมัติ"), "state")
    if actor.person.pk in (spending.made_by_id, spending.requested_by_id):
        return Verdict(_("ผู้เสนอขออนุมัติจะอนุมัติเองไม่ได้ — ให้หัวหน้าหน่วยงานหรือหน่วยงานถัดไปอนุมัติ"), "maker")
    office = approving_office(spending)
    role = HEAD_OF[office.level]
    code = spending.case.edition.programme.code
    verdict = may_sign_for(actor, office, role, spending.amount_baht, clock.today(), programme=code)
    if not verdict and verdict.code != "power-limit":
        return Verdict(
            _("รายการนี้รอ{role} {office} อนุมัติ").format(role=role.label, office=office.short_name), "role"
        )
    return verdict


def makes_it_by_writing(actor: Actor, spending: Spending) -> bool:
    """Whether who writes on this draft has made it: whoever might approve it, for then another must."""
    role, code = HEAD_OF[spending.office.level], spending.case.edition.programme.code
    return bool(may_sign_for(actor, spending.office, role, None, clock.today(), programme=code))


def may_return_spending(actor: Actor, spending: Spending) -> Verdict:
    return may_decide(actor, spending)


def may_record_approval(actor: Actor, spending: Spending) -> Verdict:
    """An approval given on paper is recorded by an officer of the office that spends."""
    if spending.state != SpendingState.REQUESTED:
        return Verdict(_("รายการนี้ไม่ได้อยู่ระหว่างรออนุมัติ"), "state")
    return may_work_on(actor, spending)


def may_pay(actor: Actor, spending: Spending) -> Verdict:
    if spending.state != SpendingState.APPROVED:
        return Verdict(_("ก่อหนี้ผูกพันและเบิกจ่ายได้เฉพาะรายการที่อนุมัติแล้วและยังไม่ปิด"), "state")
    return _may_keep_books(actor, spending)


def may_close_spending(actor: Actor, spending: Spending) -> Verdict:
    """Who pays on what is approved says that no more is paid; who writes a draft may drop it."""
    if spending.state == SpendingState.APPROVED:
        return may_pay(actor, spending)
    return may_edit_spending(actor, spending)


def may_repay(actor: Actor, spending: Spending) -> Verdict:
    """Money paid too much may come back after a spending was closed, too."""
    if spending.state not in (SpendingState.APPROVED, SpendingState.CLOSED):
        return Verdict(_("เบิกเกินส่งคืนได้เฉพาะรายการที่เบิกจ่ายแล้ว"), "state")
    return _may_keep_books(actor, spending)


def _pays_for(actor: Actor, spending: Spending) -> bool:
    above = actor.is_one_of(Role.PROVINCE_FINANCE) and is_within(spending.office.path, actor.office.path)
    return above or holds_any(actor, PAYERS[spending.office.level], spending.office)


def _may_keep_books(actor: Actor, spending: Spending) -> Verdict:
    """Finance of the office that spends or of one above it; in a small office another officer than the approver."""
    if not _pays_for(actor, spending):
        return Verdict(_("เฉพาะการเงินของหน่วยงานหรือของจังหวัดจึงบันทึกการเบิกจ่ายได้"), "role")
    if actor.person.pk == spending.approved_by_id:
        return Verdict(_("ผู้อนุมัติรายการนี้จะบันทึกการเบิกจ่ายเองไม่ได้ — ให้ผู้อื่นในหน่วยงานหรือการเงินจังหวัดบันทึก"), "approver")
    if actor.person.pk == spending.approval_recorded_by_id:
        return Verdict(
            _("ผู้บันทึกการอนุมัติในเอกสารจะบันทึกการเบิกจ่ายเองไม่ได้ — ให้ผู้อื่นในหน่วยงานหรือการเงินจังหวัดบันทึก"), "approver"
        )
    return YES


def may_spend_more(spending: Spending, spent: Decimal, amount: Decimal) -> Verdict:
    """Whether this much more stays within what was approved."""
    left = spending.amount_baht - spent
    if amount > left:
        return Verdict(
            _("เกินที่อนุมัติ: ขอ {amount} บาท แต่อนุมัติไว้คงเหลือ {left} บาท — ลดยอด หรือขออนุมัติเพิ่มเป็นรายการใหม่").format(
                amount=format_baht(amount), left=format_baht(left)
            ),
            "approved",
        )
    return YES


def may_use_more(spending: Spending, totals: SpendingTotals) -> Verdict:
    """Whether anything of what was approved is neither paid nor lent."""
    if totals.paid + totals.lent < spending.amount_baht:
        return YES
    return Verdict(
        _("เบิกจ่ายและให้ยืมครบ {amount} บาทตามที่อนุมัติแล้ว — เหลือบันทึกการส่งใช้เงินยืม {lent} บาท").format(
            amount=format_baht(spending.amount_baht), lent=format_baht(totals.lent)
        ),
        "approved",
    )


def has_money(spending: Spending, totals: SpendingTotals, accounts: Sequence[Account]) -> Verdict:
    """Whether anything is left that this spending could be paid from; `accounts` are those of its case.

    What was never allotted may still come. Heads that may go over draw on each other (ถัวจ่าย).
    """
    drawn_on = [one for one in accounts if one.purse == Purse.BUDGET and one.head in _heads_of(spending)]
    if totals.unpaid + totals.lent > 0 or any(one.totals.free > 0 for one in drawn_on):
        return YES
    if not any(one.totals.allotted > 0 for one in drawn_on):
        return YES
    return Verdict(
        _(
            "บัญชีของ {who} ไม่มีเงินเหลือให้รายการนี้แล้ว: อนุมัติ {amount} บาท เบิกจ่ายแล้ว {paid} บาท — ปิดรายการพร้อมเหตุผล หรือรอรับจัดสรรเพิ่ม"
        ).format(
            who=name_of(spending.case),
            amount=format_baht(spending.amount_baht),
            paid=format_baht(totals.paid),
        ),
        "money",
    )


def _heads_of(spending: Spending) -> set[str]:
    """The heads that the spending may draw on."""
    averaged = averaged_heads(spending.case.edition)
    return averaged if spending.head in averaged else {spending.head}


def left_for(spending: Spending) -> tuple[Decimal, Decimal]:
    """What the accounts may still bind, and how much of it was promised to others that were approved and are not bound;
    three queries."""
    heads = _heads_of(spending)
    accounts = Account.objects.filter(case=spending.case_id, purse=Purse.BUDGET, head__in=heads)
    free = sum((one.totals.free for one in accounts), Decimal(0))
    approved = Spending.objects.filter(case=spending.case_id, head__in=heads, state=SpendingState.APPROVED)
    others = list(approved.exclude(pk=spending.pk))
    totals = totals_of(others)
    promised = sum((max(one.amount_baht - totals[one.pk].bound, Decimal(0)) for one in others), Decimal(0))
    return free, promised


def fits_account(spending: Spending) -> Verdict:
    """Whether the account can bind what is asked for. It may be approved all the same, for money may still come; but
    whoever approves reads both numbers."""
    free, promised = left_for(spending)
    if spending.amount_baht <= free - promised:
        return YES
    others = _(" และอนุมัติรายการอื่นที่ยังไม่ผูกพันไว้แล้ว {promised} บาท").format(promised=format_baht(promised))
    return Verdict(
        _(
            "ขออนุมัติ {amount} บาท แต่บัญชีของ {who} ผูกพันได้อีก {free} บาท{others} — ส่งคืนให้ลดยอด หรือขอรับจัดสรรเพิ่ม เพราะจะสั่งหรือเบิกจ่ายเกินบัญชีไม่ได้"
        ).format(
            amount=format_baht(spending.amount_baht),
            who=name_of(spending.case),
            free=format_baht(free),
            others=others if promised else "",
        ),
        "account",
    )


def may_bind_on(account: Account) -> Verdict:
    """After the year's end money carried over pays what it was kept for, and binds nothing new."""
    if account.purse == Purse.CARRIED:
        return Verdict(
            _("สิ้นปีงบประมาณ พ.ศ. {year} แล้ว จะก่อหนี้ผูกพันเพิ่มจากเงินกันไว้เบิกเหลื่อมปีไม่ได้ — ตรวจวันที่ตามเอกสาร").format(
                year=account.case.edition.fiscal_year
            ),
            "carried",
        )
    return YES


def is_documented(spending: Spending) -> Verdict:
    """Whether anything proves the spending yet: without it nothing is paid, and no loan cleared."""
    if spending.evidence.exists():
        return YES
    return Verdict(
        _("ยังไม่มีหลักฐานของรายการนี้ — แนบไฟล์ หรือบันทึกเลขที่และที่เก็บต้นฉบับอย่างน้อยหนึ่งรายการก่อนเบิกจ่าย"), "evidence"
    )


def may_open_evidence(actor: Actor, one: Evidence) -> Verdict:
    """Whether this hat opens the file of a proof, or is told only that it is there.

    What may name villagers is whole for who sees their values whole, for who attached it, and for the finance that pays.
    """
    open_to_all = not EvidenceKind(one.kind).may_name_villagers or actor.person.pk == one.added_by_id
    case = one.spending.case
    if open_to_all or sees_personal(actor, case.path) or _pays_for(actor, one.spending):
        return YES
    return Verdict(
        _("«{kind}» อาจมีชื่อและลายมือชื่อของชาวบ้าน เปิดได้เฉพาะหน่วยงานที่ทำงานกับ{case} — ขอดูต้นฉบับจากหน่วยงานนั้น").format(
            kind=one.get_kind_display(), case=case
        ),
        "personal",
    )


def may_settle(actor: Actor, spending: Spending) -> Verdict:
    """Whether the actor may record what was spent of a loan: whoever pays, once something proves it."""
    return may_pay(actor, spending) and is_documented(spending)


def may_clear(actor: Actor, loan: Loan) -> Verdict:
    return may_settle(actor, loan.spending) and is_open_to(actor, loan)


def is_open_to(actor: Actor, loan: Loan) -> Verdict:
    """Whether the loan is not cleared yet, and another than its borrower would clear it."""
    if loan.cleared_on is not None:
        return Verdict(
            _("สัญญา {number} ส่งใช้แล้วเมื่อ {day}").format(
                number=loan.contract_number, day=day_name(loan.cleared_on)
            ),
            "cleared",
        )
    if actor.person.pk == loan.borrower_id:
        return Verdict(_("ผู้ยืมจะบันทึกการส่งใช้เงินยืมของตนเองไม่ได้ — ให้ผู้อื่นในหน่วยงานบันทึก"), "borrower")
    return YES


def may_answer_checklist(actor: Actor, case: Case) -> Verdict:
    """Whoever spends on the case in any way."""
    return _is_of_those(any(office_of(actor, case, path) for path in SpendingPath), case)


def is_borne_out(item: ChecklistItem, case: Case, day: date) -> Verdict:
    """Whether the accounts say by that day what an office would confirm; YES of what they know nothing about."""
    if not item.needs or getattr(money := sums([case], day)[case.pk], item.needs) > 0:
        return YES
    words = {
        "allotted": _("บัญชีของ {who} ถึงวันที่ {day} ยังไม่ได้รับจัดสรร (0.00 บาท)"),
        "transferred": _("บัญชีของ {who} ถึงวันที่ {day} ได้รับจัดสรร {allotted} บาท แต่รับโอนแล้ว 0.00 บาท"),
    }
    said = words[item.needs].format(
        who=name_of(case), day=day_name(day), allotted=format_baht(money.allotted)
    )
    rest = _("จึงยืนยัน «{item}» ไม่ได้ — รอบันทึกรับเงินก่อน หรือตอบว่ายังไม่เป็นไปตามข้อกำหนดพร้อมเหตุผล").format(
        item=item.text
    )
    return Verdict(f"{said} {rest}", "ledger")


def may_end_spending(actor: Actor, task: Task) -> Verdict:
    """The head of an office that spends says that it spends no more."""
    codes = {code for path in SpendingPath for code in spending_offices(task.case, path)}
    if not any(holds_any(actor, tuple(HEADS), code) for code in codes):
        return Verdict(_("เฉพาะหัวหน้าหน่วยงานที่ใช้จ่ายจึงสิ้นสุดการใช้จ่ายได้"), "role")
    if task.case.spendings.filter(state__in=[SpendingState.REQUESTED, SpendingState.APPROVED]).exists():
        return Verdict(_("ยังมีรายการที่รออนุมัติหรือเบิกจ่ายไม่ครบ — ปิดหรือยกเลิกรายการเหล่านั้นก่อน"), "open")
    return YES


def may_lapse(actor: Actor, account: Account, today: date) -> Verdict:
    """What is neither paid nor carried over lapses with its year, once nobody holds any of it as a loan."""
    if not (verdict := may_return_money(actor, account.case)):
        return verdict
    year = account.case.edition.fiscal_year
    if today < year_end(year):
        return Verdict(
            _("ปีงบประมาณ พ.ศ. {year} ยังไม่สิ้นสุด — เบิกจ่าย กันเงิน หรือส่งคืนก่อน").format(year=year), "year"
        )
    if not (cleared := is_cleared(account.totals.lent)):
        return cleared
    if not account.totals.unpaid + account.totals.free:
        return Verdict(_("บัญชีนี้ไม่มีเงินเหลือ"), "empty")
    return YES


def is_cleared(lent: Decimal) -> Verdict:
    """Whether nobody holds any of it as a loan."""
    if not lent:
        return YES
    return Verdict(_("ยังมีเงินยืมค้างส่งใช้ {lent} บาท — ล้างเงินยืมก่อน").format(lent=format_baht(lent)), "lent")


def may_return_money(actor: Actor, case: Case) -> Verdict:
    """Finance or the head of the office that spends, or of the province above it."""
    above = actor.is_one_of(Role.PROVINCE_FINANCE) and is_within(case.path, actor.office.path)
    if above or holds_any(actor, KEEPERS, spending_office(case)):
        return YES
    return Verdict(_("เฉพาะการเงินหรือหัวหน้าหน่วยงานจึงส่งคืน กันเงิน หรือปิดบัญชีสิ้นปีได้"), "role")
