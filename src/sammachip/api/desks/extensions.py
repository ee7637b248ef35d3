"""Deadlines moved by letter, for one task or for all at and under an office; and such a letter taken back."""

from datetime import datetime

from django.shortcuts import get_object_or_404
from ninja import Router

from sammachip.api.desks.law import an_edition
from sammachip.api.desks.me import an_office
from sammachip.api.ground import Call, acts, alone, first
from sammachip.api.words import Day, Id, Key, Moment, OfficeCode, Reason, ReasonSaid, Said, Short, Told
from sammachip.cases import actions
from sammachip.cases.models import Extension, Task
from sammachip.cases.rules import may_extend, may_take_back_extension
from sammachip.core.verdict import Verdict
from sammachip.org.hats import Actor
from sammachip.org.models import Role
from sammachip.programmes.models import Edition

router = Router(tags=["programmes"])


class ExtensionSaid(Said):
    """A new instant for one role of a stage: for one task, or for all at and under an office."""

    stage: Key
    role: Key
    office: OfficeCode | None = None
    task: Id | None = None
    due_at: Moment
    letter_number: Short
    letter_on: Day
    reason: Reason


class ExtensionTold(Told):
    id: int
    stage: str
    role: str
    path: str
    task: int | None
    due_at: datetime
    letter_number: str
    taken_back_at: datetime | None


def _may_extend(actor: Actor) -> Verdict:
    """Whether the caller moves anybody's deadline: that of those who work in the offices below."""
    return may_extend(actor, actor.office.path, Role.FIELD_OFFICER)


@acts(router, "/editions/{pk}/extensions", may=alone(_may_extend))
def extend_due(request: Call, pk: Id, said: ExtensionSaid) -> ExtensionTold:
    """Move a deadline by letter."""
    found, actor = an_edition(pk), request.auth.actor
    task = _task_meant(request, found, said)
    path = task.case.path if task else an_office(request, said.office or actor.office.code).path
    letter = said.model_dump(exclude={"office", "task"})
    return _extension_told(actions.extend_due(found, path=path, task=task, **letter, actor=actor))


def _task_meant(request: Call, edition: Edition, said: ExtensionSaid) -> Task | None:
    """The one task whose deadline moves; None where all move at and under an office."""
    if said.task is None:
        return None
    rows = Task.objects.visible_to(request.auth.actor).select_related("case__edition__programme")
    return get_object_or_404(rows, pk=said.task, case__programme=edition.programme_id, stage=said.stage)


def _an_extension(request: Call, pk: int) -> Extension:
    rows = Extension.objects.visible_to(request.auth.actor).select_related("edition__programme", "task__case")
    return get_object_or_404(rows, pk=pk)


@acts(router, "/extensions/{pk}/take-back", may=first(may_take_back_extension, _an_extension))
def take_back_extension(request: Call, pk: Id, said: ReasonSaid) -> ExtensionTold:
    """Let a letter move no deadline any more, with the reason; the instant before it holds again."""
    found = _an_extension(request, pk)
    return _extension_told(actions.take_back_extension(found, reason=said.reason, actor=request.auth.actor))


def _extension_told(extension: Extension) -> ExtensionTold:
    return ExtensionTold(
        id=extension.pk,
        stage=extension.stage,
        role=extension.role,
        path=extension.path,
        task=extension.task_id,
        due_at=extension.due_at,
        letter_number=extension.letter_number,
        taken_back_at=extension.taken_back_at,
    )
