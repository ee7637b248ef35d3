"""The columns of the leaves that tell a group's lists: which group, then what is told of a row, as the list itself has it."""

from functools import lru_cache

from django.db.models import BooleanField, CharField, DateField, JSONField
from django.db.models import Field as Stored

from sammachip.core.cells import CellKind, Column
from sammachip.core.thainum import fold
from sammachip.registry.columns import COLUMNS
from sammachip.registry.models import LISTS, GroupRow, Standard
from sammachip.trail.thai import in_thai

GROUP, CODE, KIND = "group", "group_code", "group_kind"
"""The columns that name the group: alone by its name where no other of the sheet is called so."""
BETWEEN = "; "
"""Between several in one cell."""
_KINDS = next(column for column in COLUMNS if column.key == "kind")
_OWNER = (
    Column(GROUP, "ชื่อกลุ่ม", required=True, longest=160),
    Column(CODE, "รหัสหมู่บ้าน", longest=20),
    Column(KIND, "ชนิดกลุ่ม", CellKind.CHOICE, choices=_KINDS.choices, spellings=_KINDS.spellings),
)


@lru_cache
@in_thai
def title_of(name: str) -> str:
    """How the leaf of a list is called: content of a sheet, in Thai whatever the screen's language."""
    return str(LISTS[name]._meta.verbose_name_plural)


@lru_cache
@in_thai
def list_columns(name: str) -> tuple[Column, ...]:
    return (*_OWNER, *(_column(LISTS[name], key) for key in LISTS[name].TOLD))


@lru_cache
@in_thai
def standards() -> dict[str, str]:
    """The standards by their folded names."""
    return {fold(str(label)): value for value, label in Standard.choices}


@in_thai
def standard_label(value: str) -> str:
    return str(Standard(value).label)


def _column(model: type[GroupRow], key: str) -> Column:
    stored = model._meta.get_field(key)
    assert isinstance(stored, Stored), key
    label = str(stored.verbose_name)
    match stored:
        case BooleanField():
            return Column(key, label, CellKind.CHOICE, choices=(("yes", "ใช่"), ("no", "ไม่ใช่")))
        case DateField():
            return Column(key, label, CellKind.DATE)
        case CharField() if stored.choices:
            choices = tuple((str(value), str(name)) for value, name in stored.flatchoices)
            return Column(key, label, CellKind.CHOICE, required=not stored.blank, choices=choices)
        case JSONField():
            return Column(key, label, longest=200)
        case _:
            return Column(key, label, required=not stored.blank, longest=stored.max_length)
