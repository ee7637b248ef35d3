"""Cases: whose passage through which edition, with its tasks; and its end."""

from datetime import date, datetime
from typing import Literal

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from sammachip.api.desks.me import an_office
from sammachip.api.desks.tasks import TaskTold, task_told, tasks_seen
from sammachip.api.ground import Call, acts, first, narrowed, reads, window
from sammachip.api.words import (
    Count,
    Day,
    Id,
    Key,
    OfficeCode,
    PageAsked,
    Reason,
    Said,
    Told,
)
from sammachip.cases import actions
from sammachip.cases.models import Case, CaseLevel, Task
from sammachip.cases.rules import may_close_case
from sammachip.org.models import Area, Office

router = Router(tags=["cases"])


class SubjectTold(Told):
    """Whose case it is."""

    kind: Literal["office", "area", "group"]
    id: str
    name: str


class CaseTold(Told):
    id: int
    edition: int
    programme: str
    level: str
    subject: SubjectTold
    path: str
    parent: int | None
    places: int | None
    joined_on: date
    opened_at: datetime
    left_on: date | None
    closed_at: datetime | None
    ended_as: str
    ended_because: str


class CasesTold(Told):
    items: list[CaseTold]
    next: int | None


class CaseWhole(CaseTold):
    tasks: list[TaskTold]


class CasesAsked(PageAsked):
    """Cases of one programme, one level, at and under one office, or directly under one case."""

    programme: Key | None = None
    level: CaseLevel | None = None
    office: OfficeCode | None = None
    parent: Id | None = None


class CloseSaid(Said):
    """`below`: how many cases the caller knows end with this one. Only a group invited from a list may be silent."""

    result: Literal["withdrawn", "declined", "silent", "lost-standing"]
    reason: Reason
    below: Count = 0
    done_on: Day | None = None


def subject_told(case: Case) -> SubjectTold:
    subject = case.subject
    if isinstance(subject, Office | Area):
        return place_told(subject)
    return SubjectTold(kind="group", id=str(subject.pk), name=subject.name)


def place_told(place: Office | Area) -> SubjectTold:
    if isinstance(place, Office):
        return SubjectTold(kind="office", id=place.code, name=place.name)
    return SubjectTold(kind="area", id=place.code, name=place.full_name)


def case_told(case: Case) -> CaseTold:
    return CaseTold(
        id=case.pk,
        edition=case.edition_id,
        programme=case.edition.programme.code,
        level=case.level,
        subject=subject_told(case),
        path=case.path,
        parent=case.parent_id,
        places=case.places,
        joined_on=case.joined_on,
        opened_at=case.opened_at,
        left_on=case.left_on,
        closed_at=case.closed_at,
        ended_as=case.ended_as,
        ended_because=case.ended_because,
    )


def case_whole(case: Case) -> CaseWhole:
    tasks = tasks_seen(Task.objects.filter(case=case)).order_by("position", "occurrence")
    return CaseWhole(**case_told(case).model_dump(), tasks=[task_told(task) for task in tasks])


def cases_seen(rows: "QuerySet[Case, Case]") -> "QuerySet[Case, Case]":
    return rows.select_related("edition__programme", "office", "area", "group")


def a_case(request: Call, pk: int) -> Case:
    return get_object_or_404(cases_seen(Case.objects.visible_to(request.auth.actor)), pk=pk)


@reads(router, "/cases")
def cases(request: Call, asked: Query[CasesAsked]) -> CasesTold:
    """The cases the caller sees."""
    rows = cases_seen(Case.objects.visible_to(request.auth.actor))
    if asked.office:
        rows = rows.filter(pk__in=Case.objects.within(an_office(request, asked.office).path))
    found = narrowed(rows, programme__code=asked.programme, level=asked.level, parent=asked.parent)
    shown, after = window(found, asked)
    return CasesTold(items=[case_told(one) for one in shown], next=after)


@reads(router, "/cases/{pk}")
def case(request: Call, pk: Id) -> CaseWhole:
    """One case with its tasks in their order."""
    return case_whole(a_case(request, pk))


@acts(router, "/cases/{pk}/close", may=first(may_close_case, a_case))
def close_case(request: Call, pk: Id, said: CloseSaid) -> CaseWhole:
    """End a subject's passage, withdrawn or declined, with the reason; the cases below end with it."""
    actions.close_case(a_case(request, pk), **said.model_dump(), actor=request.auth.actor)
    return case_whole(a_case(request, pk))
