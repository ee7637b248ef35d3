"""What a new draft starts with: nobody types a thing twice that the registry knows already."""

from sammachip.cases.filled import form_of
from sammachip.cases.models import Filing, Task
from sammachip.core.fields import WRITER, Field, FieldType, FormSpec, keys_bound
from sammachip.core.shown import display
from sammachip.org.models import Person
from sammachip.programmes.facts import plain
from sammachip.registry.models import LISTS, Group, Income, IncomeMoment, Jobs
from sammachip.registry.queries import LEARNABLE, rows_of

GROUP = "group."
OF_MOMENTS: dict[str, type[Income] | type[Jobs]] = {"incomes": Income, "jobs": Jobs}
"""What is told of a group before its development and after."""


def first_answers(task: Task, latest: Filing | None, writer: Person | None = None) -> dict[str, object]:
    """Where a stage repeats, the words of last time to be edited; and whatever the registry knows of the group.

    Where somebody begins a draft, the fields that start with the `writer` hold that name.
    """
    stage = task.case.edition.pack.stage(task.stage)
    asked = {one.key for one in form_of(task).fields}
    before = latest.answers if latest and stage.repeats else {}
    again = {key: said for key, said in before.items() if key in asked}
    named = {one.key: writer.name for one in form_of(task).fields if writer and one.starts == WRITER}
    return {**told_before(task), **again, **named, **known_answers(task)}


def told_before(task: Task) -> dict[str, object]:
    """What this case told of the time before, in tables that ask for before and after: the row that is there already."""
    asked = [
        (form_of(task).named(key), column)
        for key, name in keys_bound(form_of(task)).items()
        if "[]" not in key and (column := plain(name).removeprefix(GROUP)) in OF_MOMENTS
    ]
    if not asked or task.case.group is None:
        return {}
    sources = [
        f"cases.filing:{pk}"
        for pk in Filing.objects.filter(task__case=task.case).values_list("pk", flat=True)
    ]
    found: dict[str, object] = {}
    for table, name in asked:
        rows = OF_MOMENTS[name].objects.filter(
            group=task.case.group, moment=IncomeMoment.BEFORE, source__in=sources
        )
        latest = rows.order_by("as_of", "pk").last()
        if latest is not None and _asks_for_both(table):
            found[table.key] = [_row_as_typed(table, latest)]
    return found


def _asks_for_both(table: Field) -> bool:
    offered = [{one.value for one in column.choices} for column in table.columns if column.key == "moment"]
    return any(set(IncomeMoment.values) <= values for values in offered)


def _row_as_typed(table: Field, row: Income | Jobs) -> dict[str, object]:
    told = {"amount": row.amount_baht} if isinstance(row, Income) else {}
    values = {column: told.get(column.key, getattr(row, column.key, None)) for column in table.columns}
    return {
        column.key: as_typed(column, value) for column, value in values.items() if value not in (None, "")
    }


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
