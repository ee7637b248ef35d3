"""What every part of the demo's story stands on: its cast, its cases, and a filing written and sent."""

from collections.abc import Mapping
from typing import Any

from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, Task
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition

World = Mapping[str, Any]  # Any: the leaves of our own fixture
Cast = Mapping[str, Actor]


def case_of(edition: Edition, code: str) -> Case:
    return Case.objects.select_related("edition__programme", "office").get(edition=edition, office=code)


def task_of(edition: Edition, code: str, stage: str) -> Task:
    return stage_task(case_of(edition, code), stage)


def stage_task(case: Case, stage: str) -> Task:
    return case.tasks.select_related("case__edition__programme", "case__office", "case__group").get(
        stage=stage
    )


def file_and_send(task: Task, raw: Mapping[str, object], actor: Actor, *, interim: bool = False) -> Filing:
    """Begin, answer and send; what the draft shows filled in stays unless `raw` says otherwise."""
    filing = actions.start_filing(task, interim=interim, actor=actor)
    actions.save_draft(filing, {**filing.answers, **raw}, seen=filing.saved, actor=actor)
    return actions.send_filing(filing, seen=filing.saved, actor=actor)
