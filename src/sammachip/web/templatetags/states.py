"""How the state of a row is coloured; its words stand beside it."""

from collections.abc import Mapping

from django import template

from sammachip.cases.invited import OUT, Stand
from sammachip.cases.kinds import label_said
from sammachip.cases.models import FilingState, SubmissionState
from sammachip.insight.following import Pace
from sammachip.money.models import RegisterState, SpendingState
from sammachip.records.models import Arrival, BatchState, DraftState, IncomingState, ItemState, PaperState
from sammachip.web.shapes import State

register = template.Library()
register.filter("label_said", label_said)

COLOURS: Mapping[str, State] = {
    FilingState.SENT: "waiting",
    FilingState.ACCEPTED: "done",
    SubmissionState.WAITING: "waiting",
    SubmissionState.PLACED: "done",
    SubmissionState.ASIDE: "held",
    SpendingState.REQUESTED: "waiting",
    SpendingState.CLOSED: "done",
    SpendingState.CANCELLED: "held",
    PaperState.ISSUED: "done",
    **dict.fromkeys((DraftState.SENT, DraftState.SIGNED), "waiting"),
    DraftState.WITHDRAWN: "held",
    **dict.fromkeys((IncomingState.RECEIVED, IncomingState.NOTED), "waiting"),
    IncomingState.DONE: "done",
    **dict.fromkeys((Arrival.SENT, Arrival.OPENED, Arrival.TO_MAIL), "waiting"),
    **dict.fromkeys((Arrival.RECEIVED, Arrival.TOLD, Arrival.MAILED), "done"),
    Arrival.UNMAILED: "failed",
    BatchState.STOPPED: "waiting",
    ItemState.MADE: "done",
    ItemState.FAILED: "failed",
    RegisterState.ISSUED: "done",
    RegisterState.REPLACED: "held",
    RegisterState.UNDONE: "held",
}
"""The states that rows keep, as they are stored: those of two tables that are written alike look alike."""
COUNTED: Mapping[type, Mapping[str, State]] = {
    Stand: {
        **dict.fromkeys((Stand.UNREGISTERED, Stand.OUTSIDE, Stand.UNTOLD, Stand.TOLD), "waiting"),
        Stand.APPLIED: "done",
        **dict.fromkeys(OUT, "held"),
    },
    Pace: {
        Pace.DONE: "done",
        Pace.LATE: "failed",
        **dict.fromkeys((Pace.OUT, Pace.NOT_BEGUN), "held"),
    },
}
"""The states that are worked out and kept by no row."""


@register.filter
def colour(state: str) -> State:
    """A state that nobody waits for, and that has not ended, is at work."""
    return COUNTED.get(type(state), COLOURS).get(state, "ongoing")
