"""Hats of panels: whoever sits on one may act under that seat."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from sammachip.org.hats import Hat
from sammachip.org.models import Office, Person
from sammachip.selection.models import Duty, PanelSeat
from sammachip.selection.models.panels import ROLE_OF_DUTY, SEAT_KEY
from sammachip.trail.thai import in_thai
from sammachip.trail.written import written_once


def hats_on_panels(person: Person, day: date) -> Iterator[Hat]:
    """A hat for each panel the person sits on this day. It sees no case by itself: what stands in a round, the round shows."""
    held = _held(person.pk, day)
    offices = Office.objects.in_bulk({office for _pk, _duty, office in held})
    for pk, duty, office in held:
        yield Hat(f"{SEAT_KEY}{pk}", ROLE_OF_DUTY[Duty(duty)], title_of(duty), offices[office])


@written_once
def _held(person: int, day: date) -> "QuerySet[PanelSeat, tuple[int, str, str]]":
    seats = PanelSeat.objects.held_on(day).filter(person=person, panel__ended_at__isnull=True)
    return seats.order_by("pk").values_list("pk", "duty", "panel__case__office")


@in_thai
def title_of(duty: str) -> str:
    """The duty as its order names it, which is Thai in every language of the screen."""
    return str(Duty(duty).label)
