"""What a new draft starts with: nobody types a thing twice that the registry knows already."""

from sammachip.cases.filled import form_of
from sammachip.cases.models import Filing, Task
from sammachip.core.fields import Field, FieldType, FormSpec, keys_bound
from sammachip.core.shown import display
from sammachip.programmes.facts import plain
from sammachip.registry.models import Group
from sammachip.registry.queries import LEARNABLE

GROUP = "group."


def first_answers(task: Task, latest: Filing | None) -> dict[str, object]:
    """Where a stage repeats, the words of last time to be edited; and whatever the registry knows of the group."""
    stage = task.case.edition.pack.stage(task.stage)
    asked = {one.key for one in form_of(task).fields}
    before = latest.answers if latest and stage.repeats else {}
    return {**{key: said for key, said in before.items() if key in asked}, **known_answers(task)}


def known_answers(task: Task) -> dict[str, str]:
    """The registry's values of today for the fields bound to the task's group, as an officer would type them."""
    return known_of(form_of(task), task.case.group) if task.case.group else {}


def known_of(form: FormSpec, group: Group) -> dict[str, str]:
    """What the registry knows of the group for the fields of a form that are bound to it."""
    found: dict[str, str] = {}
    for key, name in keys_bound(form).items():
        column = plain(name).removeprefix(GROUP)
        if "[]" not in key and column in LEARNABLE and (value := getattr(group, column)) not in (None, ""):
            found[key] = as_typed(form.named(key), value)
    return found


def as_typed(field: Field, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if field.type is FieldType.CHOICE else display(field, value)
