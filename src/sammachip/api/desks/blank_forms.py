"""Paper beside the form: blank forms as files, one or a set of them, and keying in what was written by hand."""

from collections.abc import Sequence
from typing import Annotated

from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from sammachip.api.desks.filings import FilingWhole, a_filing, filing_whole
from sammachip.api.desks.papers import MEDIA, FileFormat
from sammachip.api.desks.tasks import a_task_with_form
from sammachip.api.ground import Call, acts, first, given, reads
from sammachip.api.words import Day, Id, Key, Name, Said, Told
from sammachip.cases import actions
from sammachip.cases.models import Task
from sammachip.cases.paper_sets import a_set, set_document, sets_of
from sammachip.cases.papers import blank_form, sign_in_sheet
from sammachip.cases.personal import sees_whole, sight_of
from sammachip.cases.planned import lines_in_force
from sammachip.cases.rules import may_write
from sammachip.cases.sign_in import MOST_EMPTY, Gathering, gathers
from sammachip.core import document as doc
from sammachip.records.drawing import drawn
from sammachip.trail import clock

router = Router(tags=["filings"])


class SetTold(Told):
    """The forms of one stage that one office has still to write, by the numbers of their tasks."""

    programme: str
    stage: str
    title: str
    office: str
    tasks: list[int]


class SetsTold(Told):
    items: list[SetTold]


class HandwrittenSaid(Said):
    """A paper whose answers are about to be keyed in: who wrote it, and the day on it."""

    written_by: Name
    written_on: Day


def _addresses(request: Call, tasks: Sequence[Task]) -> list[str]:
    """Where each paper is keyed in: what its code says to a telephone."""
    return [request.build_absolute_uri(reverse("web:task-key-in", args=[task.pk])) for task in tasks]


def _file(document: doc.Document, kind: str, name: str) -> HttpResponse:
    return given(drawn(document, kind, stamp=clock.now()), f"{name}.{kind}", MEDIA[kind])


@reads(router, "/tasks/{pk}/blank.{kind}", media=MEDIA.values())
def blank(request: Call, pk: Id, kind: FileFormat) -> HttpResponse:
    """The task's form to be written by hand, with what is known filled in and a code that opens it for keying in."""
    found = a_task_with_form(request, pk)
    (address,) = _addresses(request, [found])
    document = blank_form(found, address=address, sight=sight_of(request.auth.actor, found))
    return _file(document, kind, f"blank-{found.stage}-{found.pk}")


class GatheringAsked(Said):
    """What is known of an activity; what is left out stays blank on its sheet. `line` is a line of the group's plan."""

    about: Annotated[str, Field(max_length=200)] = ""
    held_on: Day | None = None
    place: Annotated[str, Field(max_length=120)] = ""
    line: Id | None = None
    empty_rows: Annotated[int, Field(ge=0, le=MOST_EMPTY)] | None = None


@reads(router, "/tasks/{pk}/sign-in.{kind}", media=MEDIA.values())
def sign_in(request: Call, pk: Id, kind: FileFormat, asked: Query[GatheringAsked]) -> HttpResponse:
    """The sheet that those who come to an activity sign, with the group's leaders and members; 404 for other tasks."""
    found = a_task_with_form(request, pk)
    if not gathers(found):
        raise Http404
    told = asked.model_dump()
    number = told.pop("line")
    line = next((one for one in lines_in_force(found.case) if one.pk == number), None)
    if number is not None and line is None:
        raise Http404
    (address,) = _addresses(request, [found])
    whole = sees_whole(request.auth.actor, found)
    document = sign_in_sheet(found, Gathering(line=line, **told), address=address, whole=whole)
    return _file(document, kind, f"sign-in-{found.pk}")


@reads(router, "/blank-forms")
def blank_forms(request: Call) -> SetsTold:
    """What the caller's office has still to write, by programme, stage and district."""
    return SetsTold(
        items=[
            SetTold(
                programme=one.programme,
                stage=one.stage,
                title=one.title,
                office=one.office.code,
                tasks=[task.pk for task in one.tasks],
            )
            for one in sets_of(request.auth.actor)
        ]
    )


@reads(router, "/offices/{office}/blank-forms/{programme}/{stage}.{kind}", media=MEDIA.values())
def blank_set(
    request: Call,
    office: Key,
    programme: Key,
    stage: Key,
    kind: FileFormat,
) -> HttpResponse:
    """Every blank form of one set in one file."""
    found = a_set(request.auth.actor, programme, stage, office)
    if found is None:
        raise Http404
    document = set_document(found, _addresses(request, found.tasks), actor=request.auth.actor)
    return _file(document, kind, f"blank-{stage}-{office}")


@acts(router, "/tasks/{pk}/key-in", may=first(may_write, a_task_with_form))
def key_in(request: Call, pk: Id, said: HandwrittenSaid) -> FilingWhole:
    """The draft for the answers of a paper, with who wrote it and when: the open one, else a new one."""
    found = actions.key_in(a_task_with_form(request, pk), **said.model_dump(), actor=request.auth.actor)
    return filing_whole(request, a_filing(request, found.pk))
