"""What a sheet would change in a group's lists: rows found again by what names them, none taken away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy

from sammachip.core.retold import Retold
from sammachip.registry.models import LISTS, Group, GroupRow
from sammachip.registry.phones import as_sheets_read
from sammachip.registry.queries import row_typed, same
from sammachip.registry.said import Told

Held = Mapping[str, Mapping[int, Sequence[GroupRow]]]
"""By list and group, the rows that stand."""


def held_rows(path: str, names: Iterable[str]) -> Held:
    """What the registry holds of these lists under a path; one query each."""
    return {name: _by_group(name, path) for name in names}


def _by_group(name: str, path: str) -> Mapping[int, Sequence[GroupRow]]:
    found: dict[int, list[GroupRow]] = defaultdict(list)
    groups = Group.objects.within(path).order_by().values("pk")
    for row in LISTS[name].objects.current().filter(group__in=groups).order_by("pk"):
        found[row.group_id].append(row)
    return found


def retold(name: str, told: Iterable[Told], held: Iterable[GroupRow]) -> Retold:
    """The rows laid over those held: new ones, and cells that differ; a name spelt otherwise is the same name."""
    model = LISTS[name]
    known = {row.key: row for row in held}
    found = Retold()
    for cells in told:
        typed = _typed(model, cells)
        row = known.get(model.key_of(typed))
        if row is None:
            found.added.append(typed)
        elif changes := {key: value for key, value in typed.items() if _differs(model, row, key, value)}:
            found.changed[row.pk] = changes
    if any(cells.get("main") for cells in (*found.added, *found.changed.values())):
        _step_down(found, known.values())
    return found


def _step_down(found: Retold, held: Iterable[GroupRow]) -> None:
    """Of two main ones the one told so now stands."""
    for row in held:
        if row.told["main"] and not found.changed.get(row.pk, {}).get("main"):
            found.changed[row.pk] = {**found.changed.get(row.pk, {}), "main": False}


def _typed(model: type[GroupRow], cells: Told) -> dict[str, object]:
    whole = row_typed(model, cells)
    return {key: whole[key] for key in model.TOLD if key in cells}


def _differs(model: type[GroupRow], row: GroupRow, key: str, value: object) -> bool:
    held = row.told[key]
    if key in model.NAMED_BY or same(held, value):
        return False
    if isinstance(held, list):
        return sorted(held) != value
    return not (key == "phone" and isinstance(held, str) and as_sheets_read(held) == value)


def words_after(name: str, held: Sequence[GroupRow], found: Retold) -> Mapping[str, object]:
    """What the rows come to in the group's own columns, where that differs from what they came to before."""
    model = LISTS[name]
    changed = [_with(copy(row), found.changed[row.pk]) for row in held if row.pk in found.changed]
    added = [_with(model(), told) for told in found.added]
    rows = [*(row for row in map(copy, held) if row.pk not in found.changed), *changed, *added]
    rows.sort(key=lambda row: (row.pk is None, row.pk or 0))
    model.agree(rows, [*changed, *added])
    before, after = model.words(in_order(held)), model.words(in_order(rows))
    return {} if before == after else after


def in_order(rows: Iterable[GroupRow]) -> list[GroupRow]:
    """As their list is read: the main one first."""
    return sorted(rows, key=lambda row: not row.told.get("main", False))


def _with(row: GroupRow, told: Told) -> GroupRow:
    for key, value in told.items():
        setattr(row, key, value)
    return row
