"""What every part of the demo's story stands on: its cast, a sitting of work, its cases, a filing written and sent."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from sammachip.cases import actions
from sammachip.cases.models import Case, Filing, Task
from sammachip.demo import pictures
from sammachip.demo.days import on
from sammachip.org.hats import Actor
from sammachip.programmes import actions as programmes
from sammachip.programmes.models import Edition

World = Mapping[str, Any]  # Any: the leaves of our own fixture
Cast = Mapping[str, Actor]


@contextmanager
def sitting(day: date, hour: int = 9) -> Iterator[None]:
    """Work done in one go at this hour: task rows are brought up once, at its end.

    So nothing in a sitting may wait for what another act in it finishes.
    """
    with on(day, hour), transaction.atomic(), actions.advancing_once():
        yield


@dataclass(frozen=True, slots=True)
class Taken:
    """A group that its district took into the programme, what is told of it, and who works with it."""

    told: World
    case: Case
    officer: Actor
    head: Actor

    @property
    def then(self) -> World:
        """What happened with the group, by the key of its step."""
        found: World = self.told["then"]
        return found

    @property
    def chair(self) -> str:
        return full_name(self.told["led_by"][0])

    def task(self, stage: str) -> Task:
        return stage_task(self.case, stage)


def full_name(given: str) -> str:
    """An invented villager's whole name: all are of one family."""
    return f"{given} สมมุติ"


def case_of(edition: Edition, code: str) -> Case:
    return Case.objects.select_related("edition__programme", "office").get(edition=edition, office=code)


def task_of(edition: Edition, code: str, stage: str) -> Task:
    return stage_task(case_of(edition, code), stage)


def stage_task(case: Case, stage: str) -> Task:
    return case.tasks.select_related("case__edition__programme", "case__office", "case__group").get(
        stage=stage
    )


def write(
    task: Task, raw: Mapping[str, object], actor: Actor, *, interim: bool = False, picture: str = ""
) -> Filing:
    """Begin and answer; what the draft shows filled in stays unless `raw` says otherwise."""
    filing = actions.start_filing(task, interim=interim, actor=actor)
    actions.save_draft(filing, {**filing.answers, **as_typed(raw)}, seen=filing.saved, actor=actor)
    if picture:
        content = pictures.drawn(picture)
        actions.add_photo(
            filing, content=content, name=f"{picture}.jpg", row="", caption=picture, actor=actor
        )
    return filing


def file_and_send(
    task: Task,
    raw: Mapping[str, object],
    actor: Actor,
    *,
    interim: bool = False,
    picture: str = "",
    decided: Mapping[str, str] | None = None,
) -> Filing:
    filing = write(task, raw, actor, interim=interim, picture=picture)
    return actions.send_filing(filing, seen=filing.saved, decided=decided, actor=actor)


def sign(filing: Filing, *signers: Actor) -> None:
    for signer in signers:
        actions.sign_filing(filing, seen=filing.revision, actor=signer)


def as_typed(raw: Mapping[str, object]) -> dict[str, object]:
    """The answers as a browser would send them: numbers, too, are text."""
    return {key: _typed(value) for key, value in raw.items()}


def _typed(value: object) -> object:
    if isinstance(value, Mapping):
        return as_typed(value)
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return str(value)


def publish(filename: str, actor: Actor) -> Edition:
    """The programme of this file, as it is shipped."""
    text = (settings.PACKS_DIR / filename).read_text(encoding="utf-8")
    return programmes.publish(text, filename=filename, actor=actor)
