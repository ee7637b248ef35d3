"""What a new draft starts with: nobody types a thing twice that the registry knows already."""

from sammachip.cases.filled import form_of
from sammachip.cases.models import Filing, Task
from sammachip.core.fields import Field, FieldType, FormSpec, keys_bound
from sammachip.core.shown import display
from sammachip.programmes.facts import plain
from sammachip.registry.models import LISTS, Group
from sammachip.registry.queries import LEARNABLE, rows_of

GROUP = "group."


def first_answers(task: Task, latest: Filing | None) -> dict[str, object]:
    """Where a stage repeats, the words of last time to be edited; and whatever the registry knows of the group."""
    stage = task.case.edition.pack.stage(task.stage)
    asked = {one.key for one in form_of(task).fields}
    before = latest.answers if latest and stage.repeats else {}
    return {**{key: said for key, said in before.items() if key in asked}, **known_answers(task)}


def known_answers(task: Task) -> dict[str, object]:
    """The registry's values of today for the fields bound to the task's group, as an officer would type them."""
    return known_of(form_of(task), task.case.group) if task.case.group else {}


def known_of(form: FormSpec, group: Group) -> dict[str, object]:
    """What the registry knows of the group for the fields and tables of a form that are bound to it."""
    found: dict[str, object] = {}
    for key, name in keys_bound(form).items():
        column = plain(name).removeprefix(GROUP)
        if column in LISTS and "[]" not in key:
            found |= {key: rows} if (rows := rows_as_typed(form.named(key), group, column)) else {}
        elif "[]" not in key and column in LEARNABLE and (value := getattr(group, column)) not in (None, ""):
            found[key] = as_typed(form.named(key), value)
    return found


def rows_as_typed(table: Field, group: Group, name: str) -> list[dict[str, object]]:
    """The rows the registry holds, each with the name under which it stays the same one."""
    return [
        {"id": row.ref}
        | {
            column.key: as_typed(column, value)
            for column in table.columns
            if (value := row.told[column.key]) not in (None, "", [], False)
        }
        for row in rows_of(group, name)
    ]


def as_typed(field: Field, value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return value
    return str(value) if field.type is FieldType.CHOICE else display(field, value)
