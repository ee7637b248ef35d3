"""Panels: appointed on an order, a member more, a seat that ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases.actions import advance
from sammachip.cases.models import Case
from sammachip.cases.rules import may_be_done_on
from sammachip.core.reading import one_line
from sammachip.core.verdict import Refused, require
from sammachip.org import actions_accounts as accounts
from sammachip.org.actions import Name, record_order
from sammachip.org.hats import Actor
from sammachip.org.models import Order, Person
from sammachip.selection import rules
from sammachip.selection.actions.conflicts import derive_conflicts, end_assignments
from sammachip.selection.models import Duty, Panel, PanelSeat, Round
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.thai import in_thai
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class Appointed:
    """The order on which a panel rests, as its paper says it: recorded with the panel where it is new."""

    number: str
    dated_on: date
    subject: str


@dataclass(frozen=True, slots=True)
class Seating:
    """What the order says of one member: the duty, the post as printed, whether the member marks, from which day."""

    duty: Duty
    post: str
    marks: bool
    starts_on: date


@transaction.atomic
def appoint_panel(case: Case, by: Appointed, *, title: str, quorum: int, actor: Actor) -> Panel:
    """A new panel for this case on an order; the one that stood ends. Raises Refused amid a round."""
    require(rules.may_appoint(actor, case))
    assert case.office is not None, "a rule asked for it"
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    require(rules.may_appoint_anew(case))
    Panel.objects.standing().filter(case=case).update(ended_at=clock.now())
    panel = Panel.objects.create(
        case=case,
        order=_order(case, by, actor),
        title=one_line(title),
        quorum=quorum,
        made_by=actor.person,
        made_at=clock.now(),
    )
    trail.log(
        "panel.appointed",
        about=panel,
        within=case,
        actor=actor,
        done_on=by.dated_on,
        number=by.number,
        quorum=quorum,
    )
    advance(case)
    return panel


def _order(case: Case, by: Appointed, actor: Actor) -> Order:
    """The order of this number and day, recorded if it was not."""
    held = Order.objects.filter(office=case.office, number=one_line(by.number), dated_on=by.dated_on).first()
    assert case.office is not None, "a rule asked for it"
    return held or record_order(case.office, by.number, by.dated_on, by.subject, actor=actor)


@transaction.atomic
def add_member(
    panel: Panel,
    seating: Seating,
    *,
    person: Person | None = None,
    name: Name | None = None,
    seen: int,
    actor: Actor,
) -> PanelSeat:
    """One more member: somebody known, or a new person by `name`, who may be given a log-in later. Raises Refused, Stale.

    What keeps the new member from entries of open rounds is found at once.
    """
    require(rules.may_appoint(actor, panel.case))
    claim(Panel.objects.standing().filter(pk=panel.pk, saved=seen), saved=seen + 1)
    panel.refresh_from_db(fields=["saved"])
    _require_free(panel, seating, person)
    member = person or _new(name)
    seat = PanelSeat.objects.create(
        panel=panel,
        person=member,
        duty=seating.duty,
        post=one_line(seating.post),
        marks=seating.marks,
        starts_on=seating.starts_on,
    )
    told = {"person": member.pk, "duty": seat.duty, "marks": seat.marks}
    trail.log(
        "panel.member-added", about=seat, within=panel.case, actor=actor, done_on=seat.starts_on, **told
    )
    _tell(panel, seat, actor)
    for round_ in open_rounds(panel):
        derive_conflicts(round_, [seat], actor=actor)
    advance(panel.case)
    return seat


def _new(name: Name | None) -> Person:
    assert name is not None, "somebody is appointed"
    return accounts.add_without_account(**name)


def _require_free(panel: Panel, seating: Seating, person: Person | None) -> None:
    sitting = panel.seats.sitting()
    if person and sitting.filter(person=person).exists():
        raise Refused(_("{name} เป็นกรรมการชุดนี้อยู่แล้ว — ถ้าเปลี่ยนหน้าที่ ให้พ้นหน้าที่เดิมก่อน").format(name=person.name))
    chair = sitting.filter(duty=Duty.CHAIR).select_related("person").first()
    if seating.duty == Duty.CHAIR and chair:
        raise Refused(
            _("คณะกรรมการชุดนี้มี{name}เป็นประธานอยู่แล้ว — ให้พ้นหน้าที่ก่อนเพิ่มประธานคนใหม่").format(name=chair.person.name)
        )


def _tell(panel: Panel, seat: PanelSeat, actor: Actor) -> None:
    if seat.person == actor.person or not seat.person.username:
        return
    trail.notify(
        "panel-appointed",
        to=[seat.person_id],
        text=format_lazy(
            gettext_lazy("ท่านได้รับแต่งตั้งเป็น{duty}ใน{panel}"), duty=Duty(seat.duty).label, panel=panel.title
        ),
        url=panel.get_absolute_url(),
    )


@transaction.atomic
def end_seat(seat: PanelSeat, *, on: date, reason: str, actor: Actor) -> PanelSeat:
    """`on` is the member's last day. What was sealed stays and counts; what was still to be marked is taken back.

    Raises Refused, or Stale where the seat has ended meanwhile.
    """
    require(rules.may_appoint(actor, seat.panel.case))
    require(may_be_done_on(on))
    if not one_line(reason):
        raise Refused(_("ระบุเหตุผลที่พ้นหน้าที่"))
    if on < seat.starts_on:
        raise Refused(
            _("วันสุดท้าย {day} มาก่อนวันเริ่ม {start} — ตรวจวันที่").format(
                day=day_name(on), start=day_name(seat.starts_on)
            )
        )
    claim(PanelSeat.objects.sitting().filter(pk=seat.pk), ends_on=on, end_reason=one_line(reason))
    seat.refresh_from_db()
    end_assignments(_unsealed(seat), reason=_why_taken_back(seat))
    trail.log(
        "panel.member-ended",
        about=seat,
        within=seat.panel.case,
        actor=actor,
        done_on=on,
        reason=seat.end_reason,
    )
    advance(seat.panel.case)
    return seat


@in_thai
def _why_taken_back(seat: PanelSeat) -> str:
    return _("กรรมการพ้นหน้าที่: {reason}").format(reason=seat.end_reason)


def _unsealed(seat: PanelSeat) -> list[int]:
    """The standing assignments of the seat whose sheets are not sealed."""
    standing = seat.assignments.standing().filter(entry__round__published_at__isnull=True)
    sealed = seat.sheets.current().sealed().values("entry")
    return list(standing.exclude(entry__in=sealed).values_list("pk", flat=True))


def open_rounds(panel: Panel) -> Iterable[Round]:
    """The panel's rounds that are open and not published."""
    rounds = Round.objects.filter(panel=panel, published_at__isnull=True)
    return list(rounds.select_related("task__case__edition__programme", "panel__case").order_by("pk"))
