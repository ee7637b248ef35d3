"""The verbs of letters on their way: send one to many, open, receive and tell of it, mail it outside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.org.queries import at_work_in
from sammachip.records import rules_dispatch as rules
from sammachip.records.actions_incoming import Came, lay_in, receive
from sammachip.records.dispatch import already_received, files_of, urgency_of
from sammachip.records.models import (
    WRITERS,
    Delivery,
    Enclosure,
    IncomingLetter,
    OutgoingLetter,
    StoredFile,
)
from sammachip.records.rules import may_fall_due
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@dataclass(frozen=True, slots=True)
class Outside:
    """A recipient without an office here."""

    name: str
    email: str


@transaction.atomic
def dispatch(
    line: OutgoingLetter,
    offices: Iterable[Office],
    *,
    outside: Sequence[Outside] = (),
    due_on: date | None = None,
    files: Sequence[StoredFile] = (),
    actor: Actor,
) -> list[Delivery]:
    """Send the letter to all of these at once; who has it already is passed over. Each office finds it waiting.

    `due_on` is the day by which the letter wants something done. `files` go with it, to those it was sent to before too.
    An address that the mail was given up for is tried again.
    """
    require(rules.may_dispatch(actor, line))
    require(may_fall_due(line.dated_on, due_on))
    if outside:
        require(rules.may_mail())
        require(rules.may_leave_by_mail(line))
    for one in outside:
        require(rules.may_reach(one.email))
        require(rules.may_be_named(one.name.strip()))
    trail.hold(actor)
    there = set(line.deliveries.values_list("office", flat=True))
    known = set(line.deliveries.values_list("email", flat=True))
    sent = {"line": line, "due_on": due_on, "sent_at": clock.now(), "sent_by": actor.person}
    new = [Delivery(office=one, **sent) for one in offices if one.pk not in there]
    addresses = {one.email.lower(): one.name.strip() for one in outside if one.email.lower() not in known}
    new += [Delivery(to_name=name or email[:200], email=email, **sent) for email, name in addresses.items()]
    again = list(line.deliveries.unmailed().filter(email__in=[one.email.lower() for one in outside]))
    if not new and not files and not again:
        raise Refused(_("เลือกผู้รับที่ยังไม่ได้รับหนังสือฉบับนี้อย่างน้อย 1 แห่ง"))
    Enclosure.objects.bulk_create(
        Enclosure(line=line, file=one, added_by=actor.person, added_at=clock.now()) for one in files
    )
    made = [*Delivery.objects.bulk_create(new), *again]
    Delivery.objects.filter(pk__in=[one.pk for one in again]).update(mail_tries=0)
    trail.log(
        "letter.dispatched",
        about=line,
        actor=actor,
        offices=[one.office_id for one in made if one.office_id],
        outside=len(addresses) + len(again),
        due_on=due_on,
        files=[one.digest for one in files],
    )
    _tell_offices(made)
    return made


def _tell_offices(made: Sequence[Delivery]) -> None:
    """A notice to those who keep the register of each office; two queries, and one for each office's own address."""
    codes = [one.office_id for one in made if one.office_id]
    keepers = at_work_in(codes, clock.today(), roles=WRITERS)
    for one in made:
        if people := keepers.get(one.office_id or ""):
            trail.notify(
                "letter-arrives",
                to=people,
                text=format_lazy(
                    gettext_lazy("รอลงรับหนังสือที่ {number}: {subject}"),
                    number=one.line.number,
                    subject=one.line.subject,
                ),
                url=one.get_absolute_url(),
            )


@transaction.atomic
def open_delivery(delivery: Delivery, *, actor: Actor) -> Delivery:
    """Note that somebody of the office it came to has opened it; the first opening counts."""
    require(rules.may_take(actor, delivery))
    fresh = Delivery.objects.filter(pk=delivery.pk, opened_at__isnull=True)
    if fresh.update(opened_at=clock.now(), opened_by=actor.person):
        trail.log("letter.opened", about=delivery.line, actor=actor)
    delivery.refresh_from_db()
    return delivery


@transaction.atomic
def receive_delivery(
    delivery: Delivery, *, number: str = "", kept_in: str = "", actor: Actor
) -> IncomingLetter:
    """Write the letter that came into the own office's register (ลงรับ) with its files, or join it to the line that its
    paper copy has there already. Raises Stale where it was received meanwhile."""
    require(rules.may_take(actor, delivery))
    assert delivery.office is not None
    trail.hold(actor)
    _require_unreceived(delivery)
    open_delivery(delivery, actor=actor)
    line = delivery.line
    found = already_received(line, delivery.office) or receive(
        Came(
            line.subject,
            line.office.authority,
            to_whom=line.to_whom,
            letter_number=line.number,
            dated_on=line.dated_on,
            urgency=urgency_of(line),
            due_on=delivery.due_on,
            secrecy=line.secrecy,
            due_as_written=True,
        ),
        office=delivery.office,
        number=number,
        kept_in=kept_in,
        actor=actor,
    )
    lay_in(found, files_of(line), actor)
    claim(Delivery.objects.filter(pk=delivery.pk, received__isnull=True), received=found)
    delivery.refresh_from_db()
    trail.settle(["letter-arrives"], url=delivery.get_absolute_url())
    trail.log("letter.arrived", about=line, actor=actor, received=found, number=found.number)
    return found


def _require_unreceived(delivery: Delivery) -> None:
    """Two of one office that press at once hold its chain one after the other: the slower comes here."""
    if Delivery.objects.filter(pk=delivery.pk, received__isnull=False).exists():
        raise Stale(
            _("มีผู้ลงรับหนังสือที่ {number} ไปแล้ว — เปิดดูในทะเบียนหนังสือรับ").format(number=delivery.line.number)
        )


@transaction.atomic
def tell_received(delivery: Delivery, *, number: str, day: date, actor: Actor) -> Delivery:
    """Note, as the sender, the receiving number and day that an office told, which does not use the system."""
    require(rules.may_tell(actor, delivery, day))
    claim(
        Delivery.objects.filter(pk=delivery.pk, received__isnull=True, told_on__isnull=True),
        told_number=number.strip()[:60], told_on=day, told_by=actor.person,
    )  # fmt: skip
    delivery.refresh_from_db()
    trail.log(
        "letter.arrival-told", about=delivery.line, actor=actor, done_on=day,
        office=delivery.office, number=delivery.told_number,
    )  # fmt: skip
    return delivery
