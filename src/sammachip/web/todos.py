"""One thing to do as the first page lists it, and those that come from no task: places to fill, money to move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, CaseLevel
from sammachip.cases.queries import places_below, stage_of
from sammachip.cases.rules import may_enrol_group
from sammachip.core.area import Level
from sammachip.core.fiscal import fiscal_year
from sammachip.core.money import format_baht
from sammachip.core.thaidate import day_end
from sammachip.money import spendings, waiting
from sammachip.money.models import Spending, SpendingState
from sammachip.money.registers import awaiting_money, awaiting_transfer
from sammachip.money.rules import may_record_notice, may_transfer
from sammachip.org.hats import Actor
from sammachip.records.rules import may_register as may_register_letters
from sammachip.selection.letters import rounds_with_letters
from sammachip.trail import clock
from sammachip.web.readings import short_name
from sammachip.web.shapes import State, Way


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do, in plain words: where to do it, by when, how it stands, and the letter that wants it done."""

    words: str
    programme: str
    url: str
    due: datetime | None = None
    label: str = ""
    state: State = "waiting"
    waits_for: str = ""
    where: str = ""
    reason: str = ""
    letter: Way | None = None

    @property
    def late(self) -> bool:
        return self.due is not None and self.due < clock.now()


def places_to_fill(actor: Actor, own: Sequence[Case]) -> list[Todo]:
    """Where the hat's own district was allotted more groups than it has taken in; one query."""
    districts = [
        case
        for case in own
        if case.level == CaseLevel.DISTRICT and Level.GROUP in case.edition.pack.levels and case.places
    ]
    if not (districts and may_enrol_group(actor, districts[0], 0)):
        return []
    groups = Case.objects.filter(level=CaseLevel.GROUP, programme__in=[one.programme_id for one in districts])
    counted = groups.within(actor.office.path).live().order_by().values_list("programme")
    taken_in = dict(counted.annotate(groups=Count("pk")))
    return [
        _free_places(case, places, taken_in.get(case.programme_id, 0))
        for case in districts
        if (places := places_below(case)) and places > taken_in.get(case.programme_id, 0)
    ]


def _free_places(case: Case, places: int, taken_in: int) -> Todo:
    words = _("นำกลุ่มเข้าโครงการอีก {free} กลุ่ม (ได้รับจัดสรร {places} กลุ่ม นำเข้าแล้ว {taken_in} กลุ่ม)")
    return Todo(
        words=words.format(free=places - taken_in, places=places, taken_in=taken_in),
        programme=case.edition.title,
        url=reverse("web:case-groups", args=[case.pk]),
    )


def to_approve(actor: Actor) -> list[Todo]:
    """The spendings that wait for this hat's approval; one query."""
    words = _("พิจารณาอนุมัติ «{title}» ของ {subject} {amount} บาท")
    return [_spending(one, words) for one in _in_order(waiting.awaiting_approval(actor))]


def to_give_notice(actor: Actor) -> list[Todo]:
    """The registers of the own office that prove themselves and wait for their notice."""
    words = _("แจ้งจัดสรรตามทะเบียนของ {office} ที่พิสูจน์ยอดได้แล้ว")
    return [
        Todo(
            words=words.format(office=one.office.short_name),
            programme=one.edition.title,
            url=one.get_absolute_url(),
        )
        for one in waiting.awaiting_notice(actor)
    ]


def owed_in_money(actor: Actor) -> list[Todo]:
    """What this hat is to do with money: ask again, transfer, pay, see loans cleared, close the year."""
    pays = waiting.pays_for_office(actor)
    return [
        *_to_ask_again(actor),
        *_transfers_to_record(actor),
        *_money_to_receive(actor),
        *(_loans_to_clear(actor) + _to_order(actor) + _to_pay(actor) if pays else ()),
        *(_years_to_close(actor) if pays or actor.is_head else ()),
    ]


def _years_to_close(actor: Actor) -> list[Todo]:
    """What the own office's accounts still hold of each year that ends soon or has ended; one query."""
    return [_year_to_close(left) for left in waiting.closing_years(actor)]


def _year_to_close(left: waiting.ClosingYear) -> Todo:
    if left.ends_on < clock.today():
        words = _("ปิดปีงบประมาณ พ.ศ. {year}: ยังมีเงินค้างใน {n} บัญชี รวม {sum} บาท — ส่งใช้เงินยืมหรือบันทึกเงินพับไป")
    else:
        words = _("เบิกจ่าย กันเงิน หรือส่งคืนเงินที่ค้างใน {n} บัญชี รวม {sum} บาท ก่อนสิ้นปีงบประมาณ")
    year = fiscal_year(left.ends_on)
    return Todo(
        words=words.format(year=year, n=left.accounts, sum=format_baht(left.open)),
        programme=_("การเงิน"),
        url=reverse("web:year-end"),
        due=day_end(left.ends_on),
    )


def _to_order(actor: Actor) -> list[Todo]:
    words = _("สั่งซื้อหรือสั่งจ้าง «{title}» ของ {subject} ตามใบเสนอราคา วงเงิน {amount} บาท")
    return [_spending(one, words) for one in _in_order(waiting.awaiting_order(actor))]


def _to_pay(actor: Actor) -> list[Todo]:
    words = _("เบิกจ่าย «{title}» ของ {subject} ตามที่อนุมัติ {amount} บาท")
    return [_spending(one, words) for one in waiting.payable(_in_order(waiting.awaiting_payment(actor)))]


def _to_ask_again(actor: Actor) -> list[Todo]:
    words = _("แก้ไขและเสนอ «{title}» ของ {subject} อีกครั้ง")
    return [_spending(one, words) for one in _in_order(waiting.sent_back(actor))]


def _in_order(found: QuerySet[Spending]) -> QuerySet[Spending]:
    cases = ("case__edition__programme", "case__office", "case__area", "case__group__village__area")
    return found.select_related(*cases).order_by("requested_on", "pk")


def _spending(one: Spending, words: str) -> Todo:
    return Todo(
        words=words.format(
            title=one.title, subject=short_name(one.case), amount=format_baht(one.amount_baht)
        ),
        programme=one.case.edition.title,
        url=one.get_absolute_url(),
        label=str(SpendingState(one.state).label),
        reason=one.return_reason if one.state == SpendingState.DRAFT else "",
    )


def _loans_to_clear(actor: Actor) -> list[Todo]:
    """How many loans of the own office are overdue; one query."""
    late = spendings.overdue_loans(actor, clock.today()).filter(spending__office=actor.office).count()
    words = _("ติดตามเงินยืมที่เกินกำหนดส่งใช้ {n} สัญญา")
    return [Todo(words.format(n=late), _("การเงิน"), reverse("web:loans"))] if late else []


def _transfers_to_record(actor: Actor) -> list[Todo]:
    if not may_transfer(actor, actor.office):
        return []
    words = _("บันทึกการโอนเงินงบประมาณให้ {n} หน่วยงานที่ยังค้างโอน")
    return [
        Todo(words=words.format(n=offices), programme=one.edition.title, url=one.get_absolute_url())
        for one, offices in awaiting_transfer(actor.office)
    ]


def _money_to_receive(actor: Actor) -> list[Todo]:
    """What the tiers of a round gave, until the transfer that pays for it is recorded."""
    if not may_record_notice(actor, actor.office):
        return []
    words = _("บันทึกรับโอนเงินงบประมาณ {sum} บาท ซึ่งโอนต่อให้ {n} กลุ่มที่ได้รับคัดเลือกทันที")
    return [
        Todo(
            words=words.format(sum=format_baht(one.sum), n=one.groups),
            programme=one.edition.title,
            url=reverse("web:arrival", args=[one.edition.pk, "receipt"]),
        )
        for one in awaiting_money(actor.office)
    ]


def letters_to_number(actor: Actor) -> list[Todo]:
    """The letters of published results that wait for their number in the register of the hat's office; one query where
    none waits."""
    if not (actor.takes_part and may_register_letters(actor, actor.office)):
        return []
    words = _("ตรวจและออกเลขหนังสือแจ้งผล «{round}» {n} ฉบับ")
    return [
        Todo(
            words=words.format(round=stage_of(one.task).title, n=waiting_),
            programme=one.task.case.edition.title,
            url=reverse("web:round-letters", args=[one.pk]),
        )
        for one, waiting_ in rounds_with_letters(actor.office)
    ]
