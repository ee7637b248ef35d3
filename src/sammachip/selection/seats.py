"""Hats of panels: whoever sits on one may act under that seat."""

from collections.abc import Iterator
from datetime import date

from sammachip.org.hats import Hat
from sammachip.org.models import Person
from sammachip.selection.models import Duty, PanelSeat
from sammachip.selection.models.panels import ROLE_OF_DUTY, SEAT_KEY
from sammachip.trail.thai import in_thai


def hats_on_panels(person: Person, day: date) -> Iterator[Hat]:
    """A hat for each panel the person sits on this day. It sees no case by itself: what stands in a round, the round shows."""
    seats = PanelSeat.objects.held_on(day).filter(person=person, panel__ended_at__isnull=True)
    for seat in seats.select_related("panel__case__office").order_by("pk"):
        office = seat.panel.case.office
        assert office, "a panel selects for an office"
        yield Hat(f"{SEAT_KEY}{seat.pk}", ROLE_OF_DUTY[Duty(seat.duty)], title_of(seat.duty), office)


@in_thai
def title_of(duty: str) -> str:
    """The duty as its order names it, which is Thai in every language of the screen."""
    return str(Duty(duty).label)
