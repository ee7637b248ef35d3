"""Whose data a group's rows hold and what each agreed to, and what was asked of it, as pages tell it to this reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sammachip.cases.personal import mask
from sammachip.org.hats import Actor
from sammachip.registry.models import (
    Consent,
    ConsentAnswer,
    ConsentFor,
    Group,
    PersonalRequest,
    RequestState,
)
from sammachip.registry.personal import (
    PLACES,
    STAYS,
    Ground,
    PersonOfGroup,
    by_person,
    ground,
    people_of,
    standing_consents,
)
from sammachip.registry.rules import sees_personal
from sammachip.trail import clock
from sammachip.web.shapes import State

STATES: Mapping[str, State] = {
    RequestState.OPEN: "waiting",
    RequestState.ACCEPTED: "ongoing",
    RequestState.REFUSED: "held",
    RequestState.DONE: "done",
}
COLOURS: Mapping[str, State] = {
    ConsentAnswer.GIVEN: "done",
    ConsentAnswer.REFUSED: "failed",
    ConsentAnswer.WITHDRAWN: "failed",
}


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """What stands of one use of one person's data: the newest answer, or that nobody asked; none where it is not asked."""

    head: str
    asked: bool
    consent: Consent | None

    @property
    def state(self) -> State:
        return COLOURS[self.consent.answer] if self.consent else "waiting"


@dataclass(frozen=True, slots=True)
class PersonReading:
    """One person of a group for this reader; the name is masked for who does not work with them."""

    person: PersonOfGroup
    name: str
    answers: Sequence[AnswerReading]


def read_people(group: Group, actor: Actor) -> list[PersonReading]:
    """Everybody who can be asked, with what stands; the same few queries however many they are."""
    people, whole = people_of(group), sees_personal(actor, group.path)
    stands = standing_consents(group, people)
    return [
        PersonReading(
            rows[0],
            name_of(rows, whole=whole),
            [
                AnswerReading(str(what.label), what in rows[0].asked, stands.get((rows[0].about, what)))
                for what in ConsentFor
            ],
        )
        for rows in by_person(people)
    ]


def name_of(rows: Sequence[PersonOfGroup], *, whole: bool) -> str:
    """A person with all that they are in the group."""
    name, parts = rows[0].name, ", ".join(dict.fromkeys(row.part for row in rows))
    return f"{name if whole else mask()} ({parts})" if name else parts


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class RequestReading:
    """A request for this reader: what was asked, by when it must be answered, how it was decided, what came of it."""

    request: PersonalRequest
    facts: Sequence[Line]
    ground: Ground | None
    reason: str
    erased: Sequence[tuple[str | Promise, int]]
    stays: Sequence[tuple[str | Promise, int]]
    late: bool

    @property
    def state(self) -> State:
        return "failed" if self.late else STATES[self.request.state]


def read_request(request: PersonalRequest, actor: Actor) -> RequestReading:
    """The request; whose data it is, and what they said, is masked for who does not work with the group."""
    whole = sees_personal(actor, request.group.path)
    told = [
        Line(_("เจ้าของข้อมูล"), request.name),
        Line(_("โทรศัพท์"), request.phone),
        Line(_("ไลน์ไอดี"), request.line_id),
        Line(_("สิ่งที่ขอ"), request.asked),
    ]
    outcome = request.outcome.items()
    return RequestReading(
        request,
        [one if whole else Line(one.label, mask()) for one in told if one.text],
        ground(request.ground),
        request.reason if whole or not request.reason else mask(),
        [(PLACES[place], count) for place, count in outcome if place in PLACES and place not in STAYS],
        [(PLACES[place], count) for place, count in outcome if place in STAYS],
        is_late(request),
    )


def is_late(request: PersonalRequest) -> bool:
    return request.is_open and request.due_on < clock.today()
