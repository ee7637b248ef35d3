"""Terms inside an edition: what an office's letter sets for itself and the offices below, and what holds."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Query, Router
from pydantic import Field, JsonValue

from sammachip.api.desks.law import an_edition
from sammachip.api.desks.me import an_office
from sammachip.api.ground import Call, acts, alone, reads
from sammachip.api.words import Baht, Day, Id, Key, Line, Moment, OfficeCode, Reason, Said, Seen, Short, Told
from sammachip.org.models import Office
from sammachip.programmes import actions, queries
from sammachip.programmes.models import Edition, Terms
from sammachip.programmes.rules import may_set_terms

router = Router(tags=["programmes"])


class DueTold(Told):
    """The instant by which a role must have sent a stage on. Without `office` and letter the pack says so."""

    stage: str
    role: str
    due_at: datetime
    office: str
    letter_number: str


class TermsTold(Told):
    """What holds for an office: the unit cost, where it reports, the days due, and the letter that says so.

    `version` counts the letters of the office itself.
    """

    office: str
    unit_cost: Decimal | None
    report_to: str
    letter_number: str
    due: list[DueTold]
    version: int


class TermsVersionTold(Told):
    """One letter of an office: what it set, by whom, when recorded."""

    version: int
    content: dict[str, JsonValue]
    letter_number: str
    letter_on: date | None
    reason: str
    made_by: str
    made_at: datetime


class TermsHistoryTold(Told):
    items: list[TermsVersionTold]


class TermsSaid(Said):
    office: OfficeCode
    unit_cost: Baht | None = None
    report_to: Line = ""
    due: dict[Key, dict[Key, Day | Moment]] = Field(default_factory=dict)
    seen: Seen | None = None
    letter_number: Short
    letter_on: Day
    reason: Reason


class TermsAsked(Said):
    """For which office; without one, the caller's own."""

    office: OfficeCode | None = None


@reads(router, "/editions/{pk}/terms")
def terms(request: Call, pk: Id, asked: Query[TermsAsked]) -> TermsTold:
    """The terms that hold for an office inside an edition: the nearest up the path."""
    return _terms_told(an_edition(pk), an_office(request, asked.office or request.auth.actor.office.code))


@acts(router, "/editions/{pk}/terms", may=alone(may_set_terms, "office"))
def set_terms(request: Call, pk: Id, said: TermsSaid) -> TermsTold:
    """Record all that an office's letter sets for itself and the offices below, in place of its letter before."""
    found, office = an_edition(pk), an_office(request, said.office)
    stated = (("unit_cost", said.unit_cost), ("report_to", said.report_to), ("due", said.due))
    content: dict[str, object] = {key: value for key, value in stated if value}
    actions.set_terms(
        found,
        office,
        content,
        letter_number=said.letter_number,
        letter_on=said.letter_on,
        reason=said.reason,
        seen=said.seen,
        actor=request.auth.actor,
    )
    return _terms_told(found, office)


@reads(router, "/editions/{pk}/terms/history")
def terms_history(request: Call, pk: Id, asked: Query[TermsAsked]) -> TermsHistoryTold:
    """Every version of the terms an office itself has set, newest first."""
    office = an_office(request, asked.office or request.auth.actor.office.code)
    return TermsHistoryTold(items=[_version_told(one) for one in queries.terms_of(an_edition(pk), office)])


def _version_told(terms: Terms) -> TermsVersionTold:
    return TermsVersionTold(
        version=terms.version,
        content=terms.content,
        letter_number=terms.letter_number,
        letter_on=terms.letter_on,
        reason=terms.reason,
        made_by=terms.made_by.name if terms.made_by else "",
        made_at=terms.made_at,
    )


def _terms_told(edition: Edition, office: Office) -> TermsTold:
    held = queries.terms_in_force(edition, office)
    return TermsTold(
        office=office.code,
        unit_cost=held.unit_cost,
        report_to=held.report_to,
        letter_number=held.letter_number,
        due=[
            DueTold(
                stage=one.stage,
                role=one.role,
                due_at=one.moment,
                office=one.source.office,
                letter_number=one.source.letter_number,
            )
            for one in queries.dues_in_force(edition, office)
        ],
        version=max((one.version for one in queries.terms_of(edition, office)), default=0),
    )
