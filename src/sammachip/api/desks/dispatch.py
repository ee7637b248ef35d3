"""Letters on their way: sent to many, followed by who sent them, opened and received at the other end."""

from datetime import date, datetime
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.incoming import IncomingTold, ReceivingNumberSaid, line_told
from sammachip.api.desks.me import offices_named
from sammachip.api.desks.outgoing import a_letter_sent
from sammachip.api.ground import Call, acts, first, narrowed, reads, window
from sammachip.api.words import Day, Id, Key, Line, OfficeCode, PageAsked, Said, Short, Told
from sammachip.cases.actions import ask_for_work, receive_sent
from sammachip.programmes.models import Edition
from sammachip.records import actions_dispatch as actions
from sammachip.records.dispatch import offices_to_send
from sammachip.records.models import Delivery
from sammachip.records.rules import may_register
from sammachip.records.rules_dispatch import may_dispatch, may_take

router = Router(tags=["filings"])


class DeliveryTold(Told):
    """One letter on its way to one recipient; `state` says how far it came, `received` is its line there."""

    id: int
    letter: int
    number: str
    subject: str
    sender: str
    office: str | None
    to_name: str
    email: str
    due_on: date | None
    sent_at: datetime
    state: str
    opened_at: datetime | None
    received: int | None
    told_number: str
    told_on: date | None


class DeliveriesTold(Told):
    items: list[DeliveryTold]
    next: int | None


class DeliveriesAsked(PageAsked):
    """`letter` of whose deliveries, `office` to which they went."""

    letter: Id | None = None
    office: OfficeCode | None = None


class OutsideSaid(Said):
    """Somebody without an office here, who gets the letter by e-mail."""

    name: Line = ""
    email: Annotated[Line, Field(min_length=3, max_length=254)]


class WorkAsked(Said):
    """What a letter asks of the offices it goes to: the work of a programme in which the sender takes part, or one stage."""

    edition: Id
    stage: Key | None = None

    @property
    def meant(self) -> tuple[Edition, str]:
        edition = get_object_or_404(Edition.objects.select_related("programme"), pk=self.edition)
        return edition, self.stage or ""


class DispatchSaid(Said):
    """To whom a letter goes: offices below the sender's or the one above, and others by e-mail; and what it asks."""

    offices: Annotated[list[OfficeCode], Field(max_length=1000)] = []
    outside: Annotated[list[OutsideSaid], Field(max_length=200)] = []
    due_on: Day | None = None
    work: WorkAsked | None = None


class ReceivedSaid(Said):
    """What an office told that does not use the system."""

    number: Short = ""
    day: Day


def delivery_told(one: Delivery) -> DeliveryTold:
    return DeliveryTold(
        id=one.pk,
        letter=one.line_id,
        number=one.line.number,
        subject=one.line.subject,
        sender=one.line.office_id,
        office=one.office_id,
        to_name=one.to_name,
        email=one.email,
        due_on=one.due_on,
        sent_at=one.sent_at,
        state=one.state,
        opened_at=one.opened_at,
        received=one.received_id,
        told_number=one.told_number,
        told_on=one.told_on,
    )


@reads(router, "/deliveries")
def deliveries(request: Call, asked: Query[DeliveriesAsked]) -> DeliveriesTold:
    """The letters that the caller's office and those below it sent or got, recipient by recipient."""
    rows = Delivery.objects.visible_to(request.auth.actor).select_related("line", "received")
    shown, after = window(narrowed(rows, line=asked.letter, office=asked.office), asked)
    return DeliveriesTold(items=[delivery_told(one) for one in shown], next=after)


@acts(router, "/letters/{pk}/dispatch", may=first(may_dispatch, a_letter_sent))
def dispatch_letter(request: Call, pk: Id, said: DispatchSaid) -> DeliveriesTold:
    """Send a numbered letter to offices, and by e-mail outside, in one step; who has it already is passed over."""
    line = a_letter_sent(request, pk)
    offices = offices_named(offices_to_send(line.office), said.offices)
    outside = [actions.Outside(one.name, one.email) for one in said.outside]
    if said.work:
        edition, stage = said.work.meant
        ask_for_work(line, edition, stage=stage, actor=request.auth.actor)
    made = actions.dispatch(line, offices, outside=outside, due_on=said.due_on, actor=request.auth.actor)
    return DeliveriesTold(items=[delivery_told(one) for one in made], next=None)


def _delivery(request: Call, pk: int) -> Delivery:
    seen = Delivery.objects.visible_to(request.auth.actor)
    return get_object_or_404(
        seen.select_related("office", "received", "line__office", "line__paper__pdf"), pk=pk
    )


@acts(router, "/deliveries/{pk}/opened")
def open_delivery(request: Call, pk: Id) -> DeliveryTold:
    """Note that the letter was opened where it came to."""
    return delivery_told(actions.open_delivery(_delivery(request, pk), actor=request.auth.actor))


@acts(router, "/deliveries/{pk}/receive", may=first(may_take, _delivery))
def receive_delivery(request: Call, pk: Id, said: ReceivingNumberSaid) -> IncomingTold:
    """Receive a letter that another office sent into the own office's register (ลงรับ)."""
    found = _delivery(request, pk)
    letter = receive_sent(found, number=said.number, kept_in=said.kept_in, actor=request.auth.actor)
    return line_told(letter)


@acts(router, "/deliveries/{pk}/told", may=first(may_register, _delivery, "line.office"))
def tell_received(request: Call, pk: Id, said: ReceivedSaid) -> DeliveryTold:
    """Note, as the sender, the receiving number and day that an office told which does not use the system."""
    found = _delivery(request, pk)
    return delivery_told(
        actions.tell_received(found, number=said.number, day=said.day, actor=request.auth.actor)
    )
