"""The registry's desk: an older list and its doubles, other agencies' lists, a sheet that waits, answers from phones."""

import hashlib
from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from sammachip.cases import actions
from sammachip.cases.models import Task
from sammachip.core.xlsform import TASK
from sammachip.core.xpath import element_of
from sammachip.demo import groups
from sammachip.demo.days import on
from sammachip.demo.ground import Cast, Taken, World, sitting
from sammachip.org.hats import Actor
from sammachip.programmes.models import Edition
from sammachip.registry import actions as registry
from sammachip.registry import actions_doubles as doubles
from sammachip.registry import actions_import as imports
from sammachip.registry import actions_supports as supports
from sammachip.registry import sheets
from sammachip.registry.models import Activity, Group
from sammachip.registry.supports import read_pasted


def fill_registry(world: World, cast: Cast) -> None:
    """What the registry held before the programme came: groups of both kinds, some told twice."""
    with on(date(2018, 8, 28)):
        for told in (*world["groups"], *world["registered"]):
            groups.register(told, _registrar(told["where"]["district"], cast))
    with on(date(2018, 8, 29)):
        pause(world["paused"], cast["somchai"])
        for told in world["joined"]:
            group, into = named(told["name"]), named(told["into"])
            doubles.merge_group(group, into, reason=told["reason"], actor=cast["somchai"])
    with on(date(2018, 8, 30)):
        told = world["supports"]
        read = read_pasted(told["rows"], cast["somchai"])
        supports.keep_supports(read.rows, name=told["sheet"], actor=cast["somchai"])


def _registrar(code: str, cast: Cast) -> Actor:
    return cast["somchai"] if code == "3101" else cast[f"officer-{code}"]


def named(name: str) -> Group:
    return Group.objects.get(name=name)


def pause(told: World, actor: Actor) -> None:
    group = named(told["name"])
    registry.change_activity(
        group, Activity.PAUSED, on=told["since"], reason=told["reason"], seen=group.version, source="page",
        actor=actor,
    )  # fmt: skip


def leave_waiting(edition: Edition, world: World, cast: Cast, taken: Sequence[Taken], today: date) -> None:
    """What the demo's morning finds undecided: a sheet to be looked through, and answers from telephones."""
    with sitting(today, 8):
        told = world["waiting_import"]
        digest = hashlib.sha256(told["rows"].encode()).hexdigest()
        imports.keep_reading(
            sheets.read_pasted(told["rows"]), name=told["sheet"], digest=digest, actor=cast["somchai"]
        )
        tasks = {one.told["name"]: one.task("survey") for one in taken}
        for phone in world["phones"]:
            sent = submission(edition, phone, tasks.get(phone.get("for", "")))
            actions.take_in(sent, {}, actor=cast[phone["officer"]])


def submission(edition: Edition, told: World, task: Task | None) -> bytes:
    """What a collector on a telephone sends of the survey form."""
    name = f"{edition.programme.code}.survey"
    root = Element("data", id=name, version=str(edition.number))
    if task is not None:
        SubElement(root, TASK).text = str(task.pk)
    for section, answers in told["answers"].items():
        part = SubElement(root, element_of("section", section))
        for key, text in answers.items():
            SubElement(part, key).text = text
    SubElement(SubElement(root, "meta"), "instanceID").text = told["instance"]
    return bytes(tostring(root, encoding="utf-8"))
