"""One thing to do as the first page lists it, and those that come from no task: places to fill, money to move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sammachip.cases.models import Case, CaseLevel
from sammachip.cases.queries import places_below
from sammachip.cases.rules import may_enrol_group
from sammachip.core.area import Level
from sammachip.core.money import format_baht
from sammachip.money.models import Account, Register, RegisterState, Spending, SpendingState
from sammachip.money.rules import may_transfer
from sammachip.money.rules_spending import HEAD_OF, PAYERS
from sammachip.money.spendings import overdue_loans
from sammachip.org.hats import Actor
from sammachip.org.models import Post, Power, Role
from sammachip.trail import clock
from sammachip.web.readings import short_name
from sammachip.web.shapes import State


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do, in plain words: where to do it, by when, and how it stands."""

    words: str
    programme: str
    url: str
    due: datetime | None = None
    label: str = ""
    state: State = "waiting"
    waits_for: str = ""
    where: str = ""
    reason: str = ""

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
    """The spendings that wait for this head: of the own office, and of one below whose own head asked; and those an
    order lets the person approve. One query; none for hats that approve nothing."""
    if actor.is_one_of(Role.AUDITOR, Role.ADMINISTRATOR):
        return []
    heads = Post.objects.held_on(clock.today()).filter(office=OuterRef("office"), role__in=HEAD_OF.values())
    by_head = Exists(heads.filter(Q(person=OuterRef("made_by")) | Q(person=OuterRef("requested_by"))))
    here = Exists(_powers_over(actor)) & ~by_head
    if actor.role in HEAD_OF.values():
        here |= Q(office=actor.office) & ~by_head | Q(office__parent=actor.office) & by_head
    others = Spending.objects.visible_to(actor).exclude(
        Q(made_by=actor.person) | Q(requested_by=actor.person)
    )
    asked = others.filter(here, state=SpendingState.REQUESTED)
    words = _("พิจารณาอนุมัติ «{title}» ของ {subject} {amount} บาท")
    return [_spending(one, words) for one in _in_order(asked)]


def _powers_over(actor: Actor) -> QuerySet[Power]:
    """The person's powers in force that stand for the head of a spending's office and reach its sum."""
    reaching = Q(limit_baht__isnull=True) | Q(limit_baht__gte=OuterRef("amount_baht"))
    of_programme = Q(programme_code="") | Q(programme_code=OuterRef("case__edition__programme__code"))
    held = Power.objects.in_force_on(clock.today()).filter(reaching, of_programme, holder=actor.person)
    return held.filter(for_office=OuterRef("office"), for_role__in=HEAD_OF.values())


def owed_in_money(actor: Actor) -> list[Todo]:
    """What this hat is to do with money: ask again, transfer, pay, see loans cleared."""
    return [
        *_to_ask_again(actor),
        *_transfers_to_record(actor),
        *(_loans_to_clear(actor) + _to_pay(actor) if _is_payer(actor) else ()),
    ]


def _to_pay(actor: Actor) -> list[Todo]:
    """What was approved and is not yet paid to the end; one query."""
    approved = Spending.objects.visible_to(actor).filter(office=actor.office, state=SpendingState.APPROVED)
    words = _("เบิกจ่าย «{title}» ของ {subject} ตามที่อนุมัติ {amount} บาท")
    return [_spending(one, words) for one in _in_order(approved)]


def _to_ask_again(actor: Actor) -> list[Todo]:
    """The spendings this person asked for that came back with a reason; one query."""
    back = Spending.objects.visible_to(actor).filter(state=SpendingState.DRAFT, made_by=actor.person)
    words = _("แก้ไขและเสนอ «{title}» ของ {subject} อีกครั้ง")
    return [_spending(one, words) for one in _in_order(back.exclude(return_reason=""))]


def _is_payer(actor: Actor) -> bool:
    """Finance pays; the next in the line only where nobody holds finance."""
    first, *others = PAYERS[actor.office.level]
    if actor.role == first:
        return True
    held = Post.objects.held_on(clock.today()).filter(office=actor.office, role=first)
    return actor.role in others and not held.exists()


def _in_order(spendings: QuerySet[Spending]) -> QuerySet[Spending]:
    cases = ("case__edition__programme", "case__office", "case__area", "case__group__village__area")
    return spendings.select_related(*cases).order_by("requested_on", "pk")


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
    late = overdue_loans(actor, clock.today()).filter(spending__office=actor.office).count()
    words = _("ติดตามเงินยืมที่เกินกำหนดส่งใช้ {n} สัญญา")
    return [Todo(words.format(n=late), _("การเงิน"), reverse("web:loans"))] if late else []


def _transfers_to_record(actor: Actor) -> list[Todo]:
    """The registers in force of the own office on which some office still waits for its transfer; one query."""
    if not may_transfer(actor, actor.office):
        return []
    waiting = (
        Account.objects.filter(case__parent__office=actor.office, got_baht__lt=F("allotted_baht"))
        .order_by()
        .values_list("case__programme")
        .annotate(offices=Count("case", distinct=True))
    )
    offices = dict(waiting)
    found = Register.objects.filter(office=actor.office, state=RegisterState.ISSUED)
    words = _("บันทึกการโอนเงินงบประมาณให้ {n} หน่วยงานที่ยังค้างโอน")
    return [
        Todo(
            words=words.format(n=offices[one.edition.programme_id]),
            programme=one.edition.title,
            url=one.get_absolute_url(),
        )
        for one in found.select_related("edition__programme").order_by("pk")
        if one.edition.programme_id in offices
    ]
