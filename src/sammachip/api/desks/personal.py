"""What people allow to be done with their data and ask of it: answers recorded, requests received and decided."""

from datetime import date
from typing import Annotated

from django.conf import settings
from django.shortcuts import get_object_or_404
from ninja import File, Form, Query, Router, UploadedFile
from pydantic import Field

from sammachip.api.desks.group_lists import a_group
from sammachip.api.ground import Call, acts, first, narrowed, reads, window
from sammachip.api.words import Day, Id, Line, PageAsked, Said, Told
from sammachip.registry import rules_personal as rules
from sammachip.registry.actions_personal import (
    decide_request,
    finish_request,
    receive_request,
    record_consent,
)
from sammachip.registry.models import (
    Consent,
    ConsentAnswer,
    ConsentBy,
    ConsentFor,
    ConsentWay,
    Group,
    PersonalRequest,
    RequestKind,
    RequestState,
    RequestWay,
)
from sammachip.registry.personal import grounds, people_of, standing_consents, wordings
from sammachip.registry.rules import sees_personal
from sammachip.sent import whole

router = Router(tags=["groups"])
About = Annotated[str, Field(max_length=60, pattern=r"^[a-z_]+(:\d{1,18})?$")]
Words = Annotated[str, Field(min_length=1, max_length=600)]


class ConsentTold(Told):
    """One answer on one use; `scan` says whether the signed form is kept."""

    id: int
    about: str
    what: ConsentFor
    answer: ConsentAnswer
    given_by: ConsentBy
    way: ConsentWay
    said_on: date
    wording: str
    scan: bool


class GroupPersonTold(Told):
    """Somebody who can be asked; the name is null for who does not work with the group."""

    about: str
    part: str
    name: str | None
    asked: list[ConsentFor]
    stands: list[ConsentTold]


class WordingTold(Told):
    version: str
    about: ConsentFor
    text: str
    mark: str


class PeopleTold(Told):
    """The people of a group with what each allows now, and every text that was ever read out."""

    items: list[GroupPersonTold]
    wordings: list[WordingTold]


class ConsentSaid(Said):
    """One person's answer: `about` as the people of the group are named; `way` "paper" asks for the picture too."""

    about: About
    what: ConsentFor
    answer: ConsentAnswer
    given_by: ConsentBy = ConsentBy.SELF
    way: ConsentWay
    said_on: Day | None = None


class GroundTold(Told):
    key: str
    accepts: bool
    title: str
    law: str
    sample: bool


class GroundsTold(Told):
    items: list[GroundTold]


class RequestTold(Told):
    """A request. Whose data it is and their words are null for who does not work with the group; `outcome` counts places."""

    id: int
    group: int
    about: str
    kind: RequestKind
    name: str | None
    phone: str | None
    line_id: str | None
    asked: str | None
    way: RequestWay
    received_on: date
    due_on: date
    state: RequestState
    ground: str
    reason: str | None
    outcome: dict[str, int]


class RequestsTold(Told):
    items: list[RequestTold]
    next: int | None


class RequestsAsked(PageAsked):
    state: RequestState | None = None
    group: Id | None = None


class RequestSaid(Said):
    """What somebody asks: named by `about` as the people of the group are, or in words."""

    kind: RequestKind
    asked: Words
    way: RequestWay
    about: About | None = None
    name: Line = ""
    phone: Line = ""
    line_id: Line = ""
    received_on: Day | None = None


class DecisionSaid(Said):
    """Accepted or refused on a ground. `erase_for_good` must be true to accept an erasing: nothing brings it back."""

    accept: bool
    ground: Annotated[str, Field(max_length=40)]
    reason: Annotated[str, Field(max_length=600)] = ""
    erase_for_good: bool = False


def consent_told(one: Consent) -> ConsentTold:
    return ConsentTold(
        id=one.pk,
        about=one.about,
        what=ConsentFor(one.what),
        answer=ConsentAnswer(one.answer),
        given_by=ConsentBy(one.given_by),
        way=ConsentWay(one.way),
        said_on=one.said_on,
        wording=one.wording,
        scan=one.scan_id is not None,
    )


def people_told(request: Call, group: Group) -> PeopleTold:
    whole, rows = sees_personal(request.auth.actor, group.path), people_of(group)
    stands = standing_consents(group, rows)
    people = [
        GroupPersonTold(
            about=one.about,
            part=one.part,
            name=one.name if whole else None,
            asked=list(one.asked),
            stands=[consent_told(kept) for (about, _what), kept in stands.items() if about == one.about],
        )
        for one in rows
    ]
    texts = [
        WordingTold(version=one.version, about=one.about, text=one.text, mark=one.mark) for one in wordings()
    ]
    return PeopleTold(items=people, wordings=texts)


def request_told(request: Call, one: PersonalRequest) -> RequestTold:
    whole = sees_personal(request.auth.actor, one.group.path)
    return RequestTold(
        id=one.pk,
        group=one.group_id,
        about=one.about,
        kind=RequestKind(one.kind),
        name=one.name if whole else None,
        phone=one.phone if whole else None,
        line_id=one.line_id if whole else None,
        asked=one.asked if whole else None,
        way=RequestWay(one.way),
        received_on=one.received_on,
        due_on=one.due_on,
        state=RequestState(one.state),
        ground=one.ground,
        reason=one.reason if whole else None,
        outcome=one.outcome,
    )


def a_request(request: Call, pk: int) -> PersonalRequest:
    seen = PersonalRequest.objects.visible_to(request.auth.actor)
    return get_object_or_404(seen.select_related("group"), pk=pk)


@reads(router, "/groups/{pk}/people")
def group_people(request: Call, pk: Id) -> PeopleTold:
    """Whose data the group's rows hold, and what each allows."""
    return people_told(request, a_group(request, pk))


@acts(router, "/groups/{pk}/consents", may=first(rules.may_record_consent, a_group))
def say_consent(
    request: Call, pk: Id, said: Form[ConsentSaid], scan: File[UploadedFile | None] = None
) -> ConsentTold:
    """Record one person's answer on one use of their data; the newest stands."""
    made = record_consent(
        a_group(request, pk),
        **said.model_dump(),
        scan=whole(scan, settings.UPLOAD_PHOTO_MAX_MB) if scan else b"",
        scan_name=(scan.name or "") if scan else "",
        actor=request.auth.actor,
    )
    return consent_told(made)


@reads(router, "/personal-requests/grounds")
def request_grounds(request: Call) -> GroundsTold:
    """The grounds on which a request is accepted or refused; a sample is checked by the office first."""
    told = [
        GroundTold(key=one.key, accepts=one.accepts, title=one.title, law=one.law, sample=one.sample)
        for one in grounds()
    ]
    return GroundsTold(items=told)


@reads(router, "/personal-requests")
def personal_requests(request: Call, asked: Query[RequestsAsked]) -> RequestsTold:
    """What people of the groups the caller sees ask of their own data."""
    rows = PersonalRequest.objects.visible_to(request.auth.actor).select_related("group")
    shown, after = window(narrowed(rows, state=asked.state, group=asked.group), asked)
    return RequestsTold(items=[request_told(request, one) for one in shown], next=after)


@reads(router, "/personal-requests/{pk}")
def personal_request(request: Call, pk: Id) -> RequestTold:
    """One request: what is asked, how it was decided, what came of it."""
    return request_told(request, a_request(request, pk))


@acts(router, "/groups/{pk}/personal-requests", may=first(rules.may_receive_request, a_group))
def ask(request: Call, pk: Id, said: RequestSaid) -> RequestTold:
    """Receive what somebody of the group asks of their own data; the heads over the group are told."""
    told = {**said.model_dump(), "about": said.about or ""}
    return request_told(request, receive_request(a_group(request, pk), **told, actor=request.auth.actor))


@acts(router, "/personal-requests/{pk}/decision", may=first(rules.may_decide_request, a_request))
def decide(request: Call, pk: Id, said: DecisionSaid) -> RequestTold:
    """Accept or refuse it on a ground in law; an accepted erasing is done at once and cannot be undone."""
    found = a_request(request, pk)
    decided = decide_request(
        found,
        accept=said.accept,
        ground_key=said.ground,
        reason=said.reason,
        for_good=said.erase_for_good,
        actor=request.auth.actor,
    )
    return request_told(request, decided)


@acts(router, "/personal-requests/{pk}/done")
def finish(request: Call, pk: Id) -> RequestTold:
    """Say that what was accepted is done."""
    return request_told(request, finish_request(a_request(request, pk), actor=request.auth.actor))
