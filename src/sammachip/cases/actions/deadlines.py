"""Closing a task that takes many filings, and moving deadlines by letter."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.cases import queries, rules
from sammachip.cases.actions.advancing import advance, settle
from sammachip.cases.models import Case, Extension, Task
from sammachip.core.thaidate import bangkok_day
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes.models import Edition
from sammachip.records.rules import may_fall_due
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.writes import claim


@transaction.atomic
def close_task(task: Task, *, actor: Actor) -> None:
    """Say that a task which takes many filings has them all."""
    require(rules.may_close(actor, task))
    claim(Task.objects.filter(pk=task.pk, closed_by__isnull=True), closed_by=actor.person)
    trail.log("task.closed", about=task, within=task.case, actor=actor, stage=task.stage)
    advance(task.case)


class Letter(TypedDict):
    """The letter by which a deadline is moved, and the reason it gives."""

    letter_number: str
    letter_on: date
    reason: str


@transaction.atomic
def extend_due(
    edition: Edition,
    *,
    stage: str,
    role: str,
    path: str,
    due_at: datetime,
    task: Task | None = None,
    actor: Actor,
    **letter: Unpack[Letter],
) -> Extension:
    """Move a deadline to a later instant by letter, for one task or for every task of the stage at and below `path`."""
    path = task.case.path if task else path
    require(rules.may_extend(actor, path, role))
    require(rules.may_be_done_on(letter["letter_on"]))
    require(rules.may_move_due(edition, path, stage, role, due_at, task))
    require(may_fall_due(letter["letter_on"], bangkok_day(due_at)))
    extension = Extension.objects.create(
        edition=edition,
        stage=stage,
        role=role,
        task=task,
        path=path,
        due_at=due_at,
        made_by=actor.person,
        made_at=clock.now(),
        **_complete(letter),
    )
    trail.log(
        "due.extended",
        about=extension,
        within=task.case if task else None,
        actor=actor,
        due=due_at,
        letter=extension.letter_number,
    )
    _settle_moved(extension)
    return extension


@transaction.atomic
def take_back_extension(extension: Extension, *, reason: str, actor: Actor) -> Extension:
    """Let a letter hold no more, because it was recorded wrongly or is revoked: the instant before it holds again.

    The row stays, with who took it back and why. Raises Refused, or Stale if another was faster.
    """
    require(rules.may_take_back_extension(actor, extension))
    if not (why := reason.strip()):
        raise Refused(_("ระบุเหตุผลที่ถอนการขยายเวลา เพื่อให้หน่วยงานที่เคยได้รับทราบที่มา"))
    claim(
        Extension.objects.in_force().filter(pk=extension.pk),
        taken_back_at=clock.now(),
        taken_back_by=actor.person,
        taken_back_reason=why,
    )
    extension.refresh_from_db()
    trail.log(
        "due.extension-taken-back",
        about=extension,
        within=extension.task.case if extension.task else None,
        actor=actor,
        due=extension.due_at,
        letter=extension.letter_number,
        reason=why,
    )
    _settle_moved(extension)
    return extension


def _settle_moved(extension: Extension) -> None:
    """Bring up to date whatever the letter names: its one task's case, or every case of the stage at and below."""
    of_stage = Case.objects.filter(programme=extension.edition.programme_id, tasks__stage=extension.stage)
    touched = of_stage.within(extension.path).distinct().select_related("edition")
    _settle_all([extension.task.case] if extension.task else touched)


def _complete(letter: Letter) -> Letter:
    """The letter as it is kept. Raises Refused without its number or a reason."""
    number, reason = letter["letter_number"].strip(), letter["reason"].strip()
    if not number or not reason:
        raise Refused(_("การขยายเวลาต้องมีเลขที่หนังสือและเหตุผล"))
    return {"letter_number": number, "letter_on": letter["letter_on"], "reason": reason}


def settle_under_terms(edition: Edition, office: Office) -> None:
    """Bring every due date at and below an office up to date after its terms have changed."""
    _settle_all(
        Case.objects.filter(programme=edition.programme_id)
        .within(office.path)
        .live()
        .select_related("edition")
    )


def _settle_all(cases: Iterable[Case]) -> None:
    with queries.due_dates_read_once():
        settle(cases)
