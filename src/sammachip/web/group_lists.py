"""A group's products, markets and leaders as its page shows them: each row with who said it, when, by what."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sammachip.cases.personal import mask
from sammachip.org.hats import Actor
from sammachip.registry.models import LISTS, Group, GroupRow
from sammachip.registry.queries import is_personal, row_field, rows_of
from sammachip.registry.questions import list_label
from sammachip.registry.rules import sees_personal
from sammachip.registry.rules_personal import phones_kept
from sammachip.web.known import FactLine, shown_cells, shown_row


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row: its cells as they are read, the same in one line, and the newest fact of it."""

    cells: Sequence[str]
    words: str
    told: FactLine | None


@dataclass(frozen=True, slots=True)
class ListReading:
    """One list of a group. `masked` says why its rows are not shown, where they tell of villagers."""

    name: str
    label: str
    heads: Sequence[str]
    rows: Sequence[RowReading]
    masked: str = ""


def read_lists(group: Group, changes: Iterable[FactLine], actor: Actor) -> list[ListReading]:
    """Every list of the group; `changes` are its facts, newest first. One query for each kind of list."""
    newest = {line.field: line for line in reversed(list(changes))}
    whole, kept = sees_personal(actor, group.path), phones_kept(actor, group)
    return [_reading(name, rows_of(group, name), newest, whole, kept) for name in LISTS]


def _reading(
    name: str, rows: Sequence[GroupRow], newest: dict[str, FactLine], whole: bool, kept: Collection[str]
) -> ListReading:
    label, hidden = list_label(name), is_personal(name) and not whole
    if hidden:
        masked = _("มี {n} รายการ (ปกปิดข้อมูลส่วนบุคคล)").format(n=len(rows)) if rows else ""
        return ListReading(name, label, (), (), masked)
    read = [
        _row(name, _told(row, row_field(name, row.pk) in kept), newest.get(row_field(name, row.pk)))
        for row in rows
    ]
    heads = [head for head, _text in shown_cells(name, {})]
    return ListReading(name, label, heads, read)


def _row(name: str, told: dict[str, object], newest: FactLine | None) -> RowReading:
    return RowReading([text for _head, text in shown_cells(name, told)], shown_row(name, told), newest)


def _told(row: GroupRow, without_phone: bool) -> dict[str, object]:
    """A row for this reader; a telephone that stays with the district is told to be there, if it is."""
    return {**row.told, "phone": mask()} if without_phone and row.told.get("phone") else row.told
