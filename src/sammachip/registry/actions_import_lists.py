"""The lists that a sheet brings: written with their groups, row by row where a group is held, and put back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sammachip.core.retold import Retold
from sammachip.registry.actions import Changes
from sammachip.registry.actions_lists import write_rows
from sammachip.registry.importing import Line
from sammachip.registry.models import LISTS, Fact, Group, GroupRow
from sammachip.registry.queries import row_field, row_list, row_number, row_typed, rows_of


def insert_rows(told: Iterable[tuple[int, Line]]) -> Iterator[tuple[int, Line, str, object]]:
    """Write the lists of new groups; gives back each row as a fact tells it, with its group and line."""
    by_list: dict[str, list[tuple[Line, GroupRow]]] = defaultdict(list)
    for group, line in told:
        for name, found in line.lists.items():
            by_list[name] += ((line, row) for row in _new_rows(name, group, found))
    for name, pairs in by_list.items():
        LISTS[name].objects.bulk_create(row for _line, row in pairs)
        for line, row in pairs:
            yield row.group_id, line, row_field(name, row.pk), row.told


def _new_rows(name: str, group: int, found: Retold) -> list[GroupRow]:
    model = LISTS[name]
    rows = [model(group_id=group, key=model.key_of(told), **told) for told in found.added]
    model.agree(rows, rows)
    return rows


def change_rows(group: Group, line: Line) -> Changes:
    """Write what a line changes in the lists of the locked group."""
    changes: Changes = {}
    for name, found in line.lists.items():
        changes |= write_rows(group, name, {row.pk: row for row in rows_of(group, name)}, found)
    return changes


def put_rows_back(group: Group, facts: Sequence[Fact]) -> Changes:
    """Give the rows of the locked group what they said before these facts; what was not there before ends."""
    changes: Changes = {}
    for name in {row_list(fact.field) for fact in facts}:
        back = Retold()
        for fact in facts:
            if row_list(fact.field) != name:
                continue
            if isinstance(fact.before, dict):
                back.changed[row_number(fact.field)] = row_typed(LISTS[name], fact.before)
            else:
                back.ended.append(row_number(fact.field))
        changes |= write_rows(group, name, {row.pk: row for row in rows_of(group, name)}, back)
    return changes
