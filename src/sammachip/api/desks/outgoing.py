"""The register of letters sent: its lines, a number for a letter written elsewhere, and a number cancelled."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.me import an_office
from sammachip.api.ground import Call, acts, first, narrowed, reads, window
from sammachip.api.words import (
    Day,
    Id,
    Line,
    Name,
    OfficeCode,
    PageAsked,
    ReasonSaid,
    Said,
    Seen,
    Short,
    Told,
)
from sammachip.org.actions import give_letter_code
from sammachip.org.models import Office
from sammachip.org.rules import may_give_letter_code
from sammachip.records import actions_outgoing as actions
from sammachip.records import rules
from sammachip.records.models import OutgoingLetter, Secrecy, Series

router = Router(tags=["filings"])


class LetterTold(Told):
    """One line of the register; `year` is พ.ศ., `running` null where another register gave the number."""

    id: int
    office: str
    year: int
    series: str
    running: int | None
    number: str
    dated_on: date
    from_whom: str
    to_whom: str
    subject: str
    secrecy: str
    paper: int | None
    given_at: datetime
    cancelled_at: datetime | None
    cancelled_why: str


class LettersTold(Told):
    items: list[LetterTold]
    next: int | None


class LettersAsked(PageAsked):
    office: OfficeCode | None = None
    year: Annotated[int, Field(ge=2400, le=2700)] | None = None


class LetterSaid(Said):
    """A letter that was written elsewhere. Without `number` it gets the next of the office's own `series`. Of a secret
    letter the subject is not kept."""

    subject: Annotated[Line, Field(min_length=1)]
    to_whom: Name
    from_whom: Line = ""
    secrecy: Secrecy | Literal[""] = ""
    dated_on: Day
    series: Series = Series.LETTER
    number: Short = ""


class LetterCodeTold(Told):
    """What stands before the running number of the office's letters; "" while nobody said. `seen` is the office's version."""

    office: str
    letter_code: str
    seen: int


class LetterCodeSaid(Said):
    letter_code: Annotated[Line, Field(min_length=1, max_length=30)]
    seen: Seen


def _code_told(office: Office) -> LetterCodeTold:
    return LetterCodeTold(office=office.pk, letter_code=office.letter_code, seen=office.version)


def a_letter_sent(request: Call, pk: int) -> OutgoingLetter:
    seen = OutgoingLetter.objects.visible_to(request.auth.actor)
    return get_object_or_404(seen.select_related("office"), pk=pk)


def letter_told(line: OutgoingLetter) -> LetterTold:
    return LetterTold(
        id=line.pk,
        office=line.office_id,
        year=line.year,
        series=line.series,
        running=line.running,
        number=line.number,
        dated_on=line.dated_on,
        from_whom=line.from_whom,
        to_whom=line.to_whom,
        subject=line.subject,
        secrecy=line.secrecy,
        paper=line.paper_id,
        given_at=line.given_at,
        cancelled_at=line.cancelled_at,
        cancelled_why=line.cancelled_why,
    )


@reads(router, "/letters")
def letters(request: Call, asked: Query[LettersAsked]) -> LettersTold:
    """The registers of letters sent of the offices the caller sees, line by line."""
    rows = OutgoingLetter.objects.visible_to(request.auth.actor)
    shown, after = window(narrowed(rows, office=asked.office, year=asked.year), asked)
    return LettersTold(items=[letter_told(line) for line in shown], next=after)


@acts(router, "/offices/{code}/letters", may=first(rules.may_register, an_office))
def give_letter_number(request: Call, code: OfficeCode, said: LetterSaid) -> LetterTold:
    """Give a letter that was written elsewhere its number, and its line in the office's register."""
    office = an_office(request, code)
    line = actions.give_number(
        actions.Letter(said.subject, said.to_whom, said.from_whom, said.secrecy),
        office=office,
        dated_on=said.dated_on,
        series=said.series,
        number=said.number,
        actor=request.auth.actor,
    )
    return letter_told(line)


@reads(router, "/offices/{code}/letter-code")
def letter_code(request: Call, code: OfficeCode) -> LetterCodeTold:
    """What the numbers of the office's letters begin with."""
    return _code_told(an_office(request, code))


@acts(router, "/offices/{code}/letter-code", may=first(may_give_letter_code, an_office))
def say_letter_code(request: Call, code: OfficeCode, said: LetterCodeSaid) -> LetterCodeTold:
    """Say what the numbers of the office's letters begin with: who keeps its register the first time, later its head."""
    office = an_office(request, code)
    return _code_told(give_letter_code(office, said.letter_code, seen=said.seen, actor=request.auth.actor))


@acts(router, "/letters/{pk}/cancel", may=first(rules.may_register, a_letter_sent, "office"))
def cancel_letter_number(request: Call, pk: Id, said: ReasonSaid) -> LetterTold:
    """Cancel a number: it stays in the register with the reason and is given to no other letter."""
    line = a_letter_sent(request, pk)
    return letter_told(actions.cancel_number(line, reason=said.reason, actor=request.auth.actor))
