"""Work opened where no register opens it, by the officer whom the programme names."""

from typing import Annotated

from django.http import Http404
from ninja import Router
from pydantic import Field

from sammachip.api.desks.cases import CaseWhole, SubjectTold, a_case, case_whole, place_told
from sammachip.api.ground import Call, acts, first, reads
from sammachip.api.words import Count, Day, Key, Said, Told
from sammachip.cases import actions
from sammachip.cases.opening import may_open_work, openable
from sammachip.core.verdict import require
from sammachip.programmes.models import Edition
from sammachip.programmes.queries import latest_edition

router = Router(tags=["cases"])


class OpenableTold(Told):
    """The places of one level not opened yet, and the list that the programme's letter names for it, if any."""

    level: str
    listed: str
    subjects: list[SubjectTold]


class OpeningTold(Told):
    """Where the caller may open work now."""

    edition: int
    levels: list[OpenableTold]


class OpenSaid(Said):
    """The office or area by its code, and how many groups may be taken in below it where the papers say.

    `done_on`: the day on which it joined by the papers, where that was before today.
    """

    code: Annotated[str, Field(pattern=r"^(\d{2}|\d{4}|\d{6})$")]
    places: Count | None = None
    done_on: Day | None = None


def _newest(code: str) -> Edition:
    edition = latest_edition(code)
    if edition is None:
        raise Http404
    return edition


@reads(router, "/programmes/{code}/openings")
def openings(request: Call, code: Key) -> OpeningTold:
    """The offices and areas in which the caller may open the programme's work; where a register opens it, nobody may."""
    edition = _newest(code)
    require(may_open_work(request.auth.actor, edition))
    levels = [
        OpenableTold(
            level=one.level, listed=one.listed, subjects=[place_told(place) for place in one.subjects]
        )
        for one in openable(edition, request.auth.actor)
    ]
    return OpeningTold(edition=edition.pk, levels=levels)


def _edition_of(_call: Call, code: str) -> Edition:
    return _newest(code)


@acts(router, "/programmes/{code}/openings", may=first(may_open_work, _edition_of))
def open_work(request: Call, code: Key, said: OpenSaid) -> CaseWhole:
    """Open the programme's work in one office or area of the caller's own, and above it where it is not open yet."""
    [made] = actions.open_work(
        _newest(code), [said.code], places=said.places, done_on=said.done_on, actor=request.auth.actor
    )
    return case_whole(a_case(request, made.pk))
