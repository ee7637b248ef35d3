"""Seats of a group's members, and the receipts of what was sent: as the officers of the group see and keep them."""

from datetime import date, datetime

from django.shortcuts import get_object_or_404
from ninja import Router

from sammachip.api.desks.cases import a_case
from sammachip.api.desks.filings import a_filing
from sammachip.api.ground import Call, acts, reads
from sammachip.api.words import Id, Told
from sammachip.cases import actions, rules
from sammachip.cases.models import GroupSeat, Receipt
from sammachip.cases.receipts import receipts_of
from sammachip.cases.seats import seats_on
from sammachip.core.verdict import require

router = Router(tags=["seats"])


class SeatTold(Told):
    """Who writes for a group, and until when. Code and PIN are shown on the officer's page, once, and nowhere else."""

    id: int
    case: int
    name: str
    ends_on: date
    opened_at: datetime
    entered_at: datetime | None
    ended_at: datetime | None


class SeatsTold(Told):
    items: list[SeatTold]


class ReceiptTold(Told):
    """That an office received a revision, under a number of the programme and the พ.ศ. year."""

    id: int
    number: int
    year: int
    office: str
    revision: int
    digest: str
    received_at: datetime


class ReceiptsTold(Told):
    items: list[ReceiptTold]


@reads(router, "/cases/{pk}/seats")
def seats(request: Call, pk: Id) -> SeatsTold:
    """Who writes for the case's group, those still open first."""
    case = a_case(request, pk)
    require(rules.may_keep_seats(request.auth.actor, case))
    return SeatsTold(items=[_seat_told(seat) for seat in seats_on(case)])


@acts(router, "/seats/{pk}/end")
def end_seat(request: Call, pk: Id) -> SeatTold:
    """Let nobody come in by this seat any more; what was written stays."""
    seen = GroupSeat.objects.visible_to(request.auth.actor)
    seat = get_object_or_404(seen.select_related("case__edition__programme", "case__group", "person"), pk=pk)
    actions.end_seat(seat, actor=request.auth.actor)
    seat.refresh_from_db()
    return _seat_told(seat)


@reads(router, "/filings/{pk}/receipts")
def receipts(request: Call, pk: Id) -> ReceiptsTold:
    """The receipts that offices gave for the filing, as they came."""
    filing = a_filing(request, pk)
    digests = dict(filing.revisions.values_list("number", "digest"))
    return ReceiptsTold(items=[_receipt_told(one, digests[one.revision]) for one in receipts_of(filing)])


def _seat_told(seat: GroupSeat) -> SeatTold:
    return SeatTold(
        id=seat.pk,
        case=seat.case_id,
        name=seat.person.name,
        ends_on=seat.ends_on,
        opened_at=seat.opened_at,
        entered_at=seat.entered_at,
        ended_at=seat.ended_at,
    )


def _receipt_told(receipt: Receipt, digest: str) -> ReceiptTold:
    return ReceiptTold(
        id=receipt.pk,
        number=receipt.number,
        year=receipt.year,
        office=receipt.office_id,
        revision=receipt.revision,
        digest=digest,
        received_at=receipt.received_at,
    )
