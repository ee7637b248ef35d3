"""Who the caller is, and the offices it sees."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from sammachip.api.ground import Call, reads
from sammachip.api.problems import BadInput, Detail
from sammachip.api.words import OfficeCode, Said, Told
from sammachip.org.models import Office, OfficeLevel, Person
from sammachip.selection.rules import PANEL_SEATS

router = Router(tags=["me"])


class PersonTold(Told):
    id: int
    name: str


class OfficeTold(Told):
    code: str
    level: str
    name: str
    short_name: str
    name_en: str
    parent: str | None
    path: str
    works_here: bool


class MeTold(Told):
    """The person, the hat the token acts under, and until when."""

    person: PersonTold
    hat: str
    role: str
    title: str
    office: OfficeTold
    token: str
    ends_at: datetime


class OfficesTold(Told):
    items: list[OfficeTold]
    next: str | None


class OfficesAsked(Said):
    """Offices of one level or under one office, in the order of their codes."""

    level: OfficeLevel | None = None
    parent: Annotated[str, Field(pattern=r"^\d{2}$")] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    after: Annotated[str, Field(pattern=r"^\d{0,4}$")] = ""


def person_told(person: Person) -> PersonTold:
    return PersonTold(id=person.pk, name=person.name)


def office_told(office: Office) -> OfficeTold:
    return OfficeTold(
        code=office.code,
        level=office.level,
        name=office.name,
        short_name=office.short_name,
        name_en=office.name_en,
        parent=office.parent_id,
        path=office.path,
        works_here=office.works_here,
    )


def an_office(request: Call, code: str) -> Office:
    return get_object_or_404(Office.objects.visible_to(request.auth.actor), code=code)


def offices_named(
    rows: "QuerySet[Office, Office]", codes: Sequence[str], place: str = "offices.{at}"
) -> list[Office]:
    """The offices of these codes, each once, in the order said. Raises BadInput with each code that is none of `rows`."""
    there = rows.in_bulk(codes)
    wrong = [
        Detail(
            field=place.format(at=at),
            value=code,
            message=_("รหัส {code} ไม่ใช่หน่วยงานที่เลือกได้ที่นี่ — ตรวจรหัสหน่วยงาน").format(code=code),
        )
        for at, code in enumerate(codes)
        if code not in there
    ]
    if wrong:
        raise BadInput(wrong)
    return [there[code] for code in dict.fromkeys(codes)]


@reads(router, "/me", seats=PANEL_SEATS)
def me(request: Call) -> MeTold:
    """Who the token acts as."""
    caller = request.auth
    return MeTold(
        person=person_told(caller.actor.person),
        hat=caller.actor.hat.key,
        role=caller.actor.role,
        title=caller.actor.hat.title,
        office=office_told(caller.actor.office),
        token=caller.token.name,
        ends_at=caller.token.ends_at,
    )


@reads(router, "/offices")
def offices(request: Call, asked: Query[OfficesAsked]) -> OfficesTold:
    """The offices the caller sees."""
    rows = Office.objects.visible_to(request.auth.actor).filter(code__gt=asked.after).order_by("code")
    if asked.level:
        rows = rows.filter(level=asked.level)
    if asked.parent:
        rows = rows.filter(parent=asked.parent)
    found = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    return OfficesTold(
        items=[office_told(one) for one in shown],
        next=shown[-1].code if len(found) > asked.limit else None,
    )


@reads(router, "/offices/{code}")
def office(request: Call, code: OfficeCode) -> OfficeTold:
    """One office."""
    return office_told(an_office(request, code))
