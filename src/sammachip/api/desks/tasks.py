"""Tasks: what there is to do, whose turn it is, and what a form asks and is filled with."""

from datetime import datetime
from typing import Literal

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from pydantic import JsonValue

from sammachip.api.ground import Call, acts, narrowed, reads, window
from sammachip.api.words import (
    Day,
    Id,
    Key,
    PageAsked,
    Said,
    Told,
)
from sammachip.cases import actions, queries, rules
from sammachip.cases.filled import filled_facts, form_of
from sammachip.cases.models import Task
from sammachip.core.fields import Field as Asked
from sammachip.core.verdict import Verdict
from sammachip.trail import actions as trail
from sammachip.trail import clock

router = Router(tags=["cases"])


class VerdictTold(Told):
    """Whether the caller may do something now; if not, the sentence that says why."""

    may: bool
    code: str
    reason: str


class TaskTold(Told):
    """One step of one case, as the engine last judged it."""

    id: int
    case: int
    subject: str
    stage: str
    title: str
    occurrence: int
    period: str
    result: str
    tier: str
    held: bool
    may_start: bool
    waits_for: list[str]
    turn_role: str
    turn_office: str | None
    missing: int
    next_due: datetime | None
    label: str
    sent_late: bool


class TasksTold(Told):
    items: list[TaskTold]
    next: int | None


class TaskWhole(TaskTold):
    may_write: VerdictTold
    filings: list[int]


class TasksAsked(PageAsked):
    """`mine` awaits the caller, `late` is past its instant, `open` is unfinished, within all that the caller sees."""

    which: Literal["mine", "late", "open", "all"] = "mine"
    case: Id | None = None
    stage: Key | None = None


class FieldTold(Told):
    """One question of a form. `filled` names the fact that answers it, `computed` the rule: nobody types those."""

    key: str
    label: str
    type: str
    unit: str
    help: str
    filled: str
    computed: str
    choices: dict[str, str]
    rows: dict[str, str]
    columns: list["FieldTold"]


class FormTold(Told):
    stage: str
    fields: list[FieldTold]


class FactsAsked(Said):
    as_of: Day | None = None


class FactsTold(Told):
    """Facts by name, as of a day; money as text, exact."""

    as_of: str
    facts: dict[str, JsonValue]


def verdict_told(verdict: Verdict) -> VerdictTold:
    return VerdictTold(may=bool(verdict), code=verdict.code, reason=verdict.reason)


def task_told(task: Task) -> TaskTold:
    return TaskTold(
        id=task.pk,
        case=task.case_id,
        subject=str(task.case.subject),
        stage=task.stage,
        title=queries.stage_of(task).title,
        occurrence=task.occurrence,
        period=task.period,
        result=task.result,
        tier=task.tier,
        held=task.held,
        may_start=task.may_start,
        waits_for=task.waits_for,
        turn_role=task.turn_role,
        turn_office=task.turn_office_id,
        missing=task.missing_count,
        next_due=task.next_due,
        label=task.label,
        sent_late=task.sent_late,
    )


def field_told(field: Asked) -> FieldTold:
    return FieldTold(
        key=field.key,
        label=field.label,
        type=field.type.value,
        unit=field.unit,
        help=field.help,
        filled=field.filled,
        computed=field.computed.text if field.computed else "",
        choices={one.value: one.label for one in field.choices},
        rows={one.value: one.label for one in field.rows},
        columns=[field_told(one) for one in field.columns],
    )


def facts_told(known: object, day: str) -> FactsTold:
    plain = trail.plain(known)
    assert isinstance(plain, dict)
    return FactsTold(as_of=day, facts=plain)


def tasks_seen(rows: "QuerySet[Task, Task]") -> "QuerySet[Task, Task]":
    return rows.select_related("case__edition__programme", "case__office", "case__area", "case__group")


def a_task(request: Call, pk: int) -> Task:
    return get_object_or_404(tasks_seen(Task.objects.visible_to(request.auth.actor)), pk=pk)


def a_task_with_form(request: Call, pk: int) -> Task:
    found = a_task(request, pk)
    if queries.stage_of(found).form is None:
        raise Http404
    return found


@reads(router, "/tasks")
def tasks(request: Call, asked: Query[TasksAsked]) -> TasksTold:
    """What awaits the caller, or what is late, open or there at all within its sight."""
    actor = request.auth.actor
    rows = Task.objects.visible_to(actor).filter(case__closed_at__isnull=True)
    found = {
        "mine": rows.awaiting(actor),
        "late": rows.overdue(clock.now()),
        "open": rows.unfinished(),
        "all": Task.objects.visible_to(actor),
    }[asked.which]
    shown, after = window(tasks_seen(narrowed(found, case=asked.case, stage=asked.stage)), asked)
    return TasksTold(items=[task_told(one) for one in shown], next=after)


@reads(router, "/tasks/{pk}")
def task(request: Call, pk: Id) -> TaskWhole:
    """One task, whether the caller may write it, and its filings."""
    found = a_task(request, pk)
    return TaskWhole(
        **task_told(found).model_dump(),
        may_write=verdict_told(rules.may_write(request.auth.actor, found)),
        filings=list(found.filings.order_by("number").values_list("pk", flat=True)),
    )


@reads(router, "/tasks/{pk}/form")
def form(request: Call, pk: Id) -> FormTold:
    """What the task's form asks; 404 where its stage has no form."""
    found = a_task_with_form(request, pk)
    return FormTold(stage=found.stage, fields=[field_told(one) for one in form_of(found).fields])


@reads(router, "/tasks/{pk}/facts")
def facts(request: Call, pk: Id, asked: Query[FactsAsked]) -> FactsTold:
    """What the house would fill in on the task's form as of a day; without one, today."""
    found = a_task_with_form(request, pk)
    day = asked.as_of or clock.today()
    return facts_told(filled_facts(found, day), day.isoformat())


@acts(router, "/tasks/{pk}/close")
def close_task(request: Call, pk: Id) -> TaskTold:
    """Say that a task which takes many filings has them all."""
    actions.close_task(a_task(request, pk), actor=request.auth.actor)
    return task_told(a_task(request, pk))
