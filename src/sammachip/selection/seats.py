"""Hats of panels: whoever sits on one may act under that seat."""

from collections.abc import Iterator
from datetime import date

from sammachip.org.hats import Hat
from sammachip.org.models import Person
from sammachip.selection.models import Duty, PanelSeat
from sammachip.selection.models.panels import SEAT_KEY


def hats_on_panels(person: Person, day: date) -> Iterator[Hat]:
    """A hat for each panel the person sits on this day. It sees no case by itself: what stands in a round, the round shows."""
    seats = PanelSeat.objects.held_on(day).filter(person=person, panel__ended_at__isnull=True)
    for seat in seats.select_related("panel__case__office").order_by("pk"):
        assert seat.panel.case.office is not None, "an office's case has a panel"
        yield Hat(f"{SEAT_KEY}{seat.pk}", seat.role, str(Duty(seat.duty).label), seat.panel.case.office)
